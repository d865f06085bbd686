"""A briefing note in Markdown: who met whom, when and where, about what, what came of it, and what is planned.

Sentences come out of the fields of the records by fixed patterns; only summaries, outcomes and notes are the
curator's own. Each sentence bears footnotes with the words of the sources behind it, or says that there are none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from typing import TextIO

from dialogue_cli.archive import Archive
from dialogue_cli.dataset.evidence import Claim, proof, unproven
from dialogue_cli.dataset.model import STATUSES, Evidence, Meeting, Venue, place_items
from dialogue_cli.dates.edtf import Day, Edtf
from dialogue_cli.dates.sentences import day_words, when
from dialogue_cli.dates.wording import long_date
from dialogue_cli.formats.markdown_parts import Footnotes, escape, source_line
from dialogue_cli.match import Match
from dialogue_cli.query.query import ONLY_POSSIBLY
from dialogue_cli.text import listing, plural
from dialogue_cli.view.card import HEADINGS, SIDE_NOT_STATED, Value, by_side, people
from dialogue_cli.view.evidence import claim_words
from dialogue_cli.view.proofs import NOT_FOUND, Proofs
from dialogue_cli.view.status import POSSIBLE_MATCH, POSSIBLY, is_only_possible, status_words

# The kinds of which one says that the parties met; None is no kind.
_MET = (None, "dialogue", "summit", "ministerial", "council", "committee", "conference", "consultation", "meeting")
_NOUNS = {kind: f"{kind} meeting" for kind in ("ministerial", "council", "committee")} | {
    kind: kind
    for kind in (
        "briefing call conference consultation dialogue forum meeting seminar signing summit visit workshop"
    ).split()
}
# Whether talks were opened, held or closed, the kind alone does not say.
_NOUNS["negotiation"] = "step in negotiations"
# Names that English gives an article end in one of these, before an "of …": the Kyrgyz Republic, the Union of …
_WITH_ARTICLE = frozenset(
    "agency alliance assembly association bahamas bank board bureau coalition comoros commission commonwealth "
    "community confederation conference congress corps council emirates federation forum fund gambia group institute "
    "islands kingdom league maldives mission movement nations netherlands network organisation organization "
    "parliament partnership philippines republic secretariat see state states sultanate union".split()
)
_BODIES = ("council", "committee")
_MODES = {"in-person": "in person", "video": "by video", "telephone": "by telephone", "hybrid": "in hybrid form"}
_FIRST = {1: "first", 2: "second", 3: "third"}


def write(
    matches: Iterable[Match],
    archive: Archive,
    out: TextIO,
    note: Callable[[str], None],
    about: str = "",
    remarks: Sequence[str] = (),
    proofs: Proofs | None = None,
) -> int:
    """Writes a briefing note about meetings. Returns their number.

    `about` is what was asked, in the words that follow "meetings"; `remarks` is what a reader must know of the
    answer as a whole, such as the notes of an `archive.Result`.
    """
    found = list(matches)
    if not found:
        return 0
    brief = _Brief(found, archive, about, remarks, proofs or Proofs(archive))
    for block in brief.blocks():
        out.write(block + "\n\n")
    out.write("\n".join(brief.notes.definitions()))
    return len(found)


# Words


def ordinal(number: int) -> str:
    """`first`, `second`, `third`, `4th`, `21st`."""
    if number in _FIRST:
        return _FIRST[number]
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def the(name: str) -> str:
    """A name with its article, where English gives it one: `the European Union`, `Pakistan`."""
    words = name.split()
    head = next((words[i - 1] for i in range(1, len(words)) if words[i].lower() == "of"), words[-1] if words else "")
    return f"the {name}" if head.lower() in _WITH_ARTICLE and words[0].lower() != "the" else name


def _capital(text: str) -> str:
    """The beginning of a sentence; a name keeps its own first letter."""
    return "The " + text[4:] if text.startswith("the ") else text


def _what(meeting: Meeting, parties: Sequence[str], more: Iterable[str]) -> str:
    """A meeting as the subject of a sentence: what it is, between whom, and between commas what more is said."""
    kind = meeting.kind
    noun = _NOUNS.get(kind, f"meeting of the kind “{kind}”") if kind else "meeting"
    names = listing(list(parties), "and") if parties else ""
    if not names:
        text = f"A {noun}"
    elif kind == "visit" and len(parties) > 1:
        text = f"A visit with {names} as its parties"
    else:
        text = f"A {noun} {'with' if len(parties) == 1 else 'between' if len(parties) == 2 else 'of'} {names}"
    said = ", ".join(filter(None, more))
    return f"{text}, {said}," if said else text


# The note


class _Brief:
    """The sections of the note, each as blocks."""

    def __init__(
        self, matches: Sequence[Match], archive: Archive, about: str, remarks: Sequence[str], proofs: Proofs
    ) -> None:
        self.matches = matches
        self.archive = archive
        self.about = about
        self.remarks = remarks
        self.sources = {source.id: source for source in archive.sources()}
        self._series_names = {entry.name for entry in archive.vocabularies().series if entry.name}
        self.proofs = proofs
        self.notes = Footnotes(self.sources, proofs, long_date)
        self.held = [match for match in matches if match.meeting.status == "held"]
        self.others = [match for match in matches if match.meeting.status != "held"]

    def blocks(self) -> Iterator[str]:
        """The whole note, its footnotes apart."""
        yield f"# Briefing note: {escape(f'meetings {self.about}' if self.about else 'all meetings', starts=False)}"
        yield self._own(self._opening())
        for remark in self.remarks:
            yield self._own(_stopped(remark[:1].upper() + remark[1:]))
        if self.held:
            yield "## Meetings"
            for match in self.held:
                yield from self._meeting(match)
        yield f"## {HEADINGS['topics']}"
        yield from self._topics()
        yield f"## {HEADINGS['outcomes']}"
        yield from self._outcomes()
        is_off = any(match.meeting.status in ("cancelled", "postponed") for match in self.others)
        yield "## Planned, agreed, postponed or cancelled" if is_off else "## Planned and agreed"
        for match in self.others:
            yield from self._meeting(match)
        if not self.others:
            yield self._own("No meeting that is planned, agreed, postponed or cancelled is among these.")
        yield "## Open questions"
        yield from self._questions()
        yield "## Sources"
        yield from self._sources()

    # What stands behind a sentence

    def _own(self, text: str) -> str:
        """A sentence about the collection itself."""
        return escape(text) + self._record()

    def _record(self) -> str:
        """The mark of what the collection says as a whole."""
        return self.notes.named("record", self._read_from)

    @cached_property
    def _read_from(self) -> str:
        header, coverage = self.archive.header, self.archive.coverage()
        name = f"“{header.title}” ({self.archive.path.name})" if header.title else self.archive.path.name
        said = f"Read from {name}, which holds {coverage}, on {day_words(self.archive.today)}."
        if header.principal:
            said += (
                f" The collection has {the(header.principal)} as a party to every meeting whose record names no other."
            )
        return said

    def _said(self, meeting: Meeting, text: str, *claims: Claim) -> str:
        """A sentence with the quotes that support its claims; what nothing supports is named."""
        lacking = [claim for claim in claims if not proof(meeting, *claim)]
        if lacking and len(lacking) < len(claims):
            words = listing(claim_words(lacking, in_a_sentence=True), "and")
            text = f"{text.removesuffix('.')} (no evidence recorded for {words})."
        elif lacking and meeting.evidence:
            text = f"{text.removesuffix('.')} (no evidence recorded)."
        quotes = [quote for claim in claims for quote in proof(meeting, *claim)]
        return escape(text) + self._marks(quotes, lacking=bool(lacking))

    def _marks(self, quotes: Iterable[Evidence], *, lacking: bool) -> str:
        marks = [self.notes.marks(quotes)]
        if lacking:
            marks.append(self.notes.named("none", "No evidence: the record quotes no words of a source for this."))
        return " ".join(filter(None, marks))

    def _curators(self, meeting: Meeting, text: str, *fields: str) -> str:
        """A text of the curator's, after the heading of the first of the fields that prove it."""
        lead = HEADINGS[fields[0]]
        quotes = [quote for field in fields for quote in proof(meeting, field)]
        if quotes or not meeting.evidence:
            return f"*{lead}:* {escape(text, starts=False)}{self._marks(quotes, lacking=not quotes)}"
        said = "The curator's own words; the record quotes no words of a source for this text as a whole."
        return f"*{lead}:* {escape(text, starts=False)}{self.notes.named('curator', said)}"

    # Sections

    def _opening(self) -> str:
        count = len(self.matches)
        statuses = Counter(match.meeting.status for match in self.matches)
        parts = [f"{statuses[status]:,} {status}" for status in STATUSES if statuses[status]]
        text = f"This note, as of {day_words(self.archive.today)}, covers {plural(count, 'meeting')}"
        if len(parts) == 1:
            text += f", {'all ' if count > 1 else ''}{self.matches[0].meeting.status}"
        else:
            text += f": {listing(parts, 'and')}"
        dates = [match.meeting.date for match in self.matches if match.meeting.date]
        if count > 1:
            text += f"; {_range(dates)}" if dates else "; none of them has a date"
        undated = count - len(dates)
        if dates and undated:
            text += f"; {undated:,} {'has' if undated == 1 else 'have'} no date"
        possible = sum(map(is_only_possible, self.matches))
        if possible:
            which = "it" if count == 1 else "all of them" if possible == count else f"{possible:,} of them"
            text += f"; {which} {'is' if possible == 1 else 'are'} {ONLY_POSSIBLY}"
        return text + "."

    def _label(self, match: Match) -> str:
        """The title of a meeting and what must be said beside it."""
        meeting = match.meeting
        said = status_words(match, POSSIBLE_MATCH)
        return escape(meeting.title + (f" ({said})" if said else ""), starts=False)

    def _meeting(self, match: Match) -> Iterator[str]:
        meeting = match.meeting
        yield f"### {self._label(match)}"
        if not meeting.evidence:
            yield "**No evidence is recorded for this meeting.**" + self._marks((), lacking=True)
        # That the principal took part is said once for all meetings that name no other.
        of_all = "" if meeting.principal or not self.archive.header.principal else f" {self._record()}"
        yield self._said(meeting, self._sentence(meeting), *self._sentence_claims(meeting)) + of_all
        if meeting.status != "held" and proof(meeting, "status"):
            quotes = proof(meeting, "status")
            words = listing([self.proofs.in_quotes(quote) for quote in quotes], "and")
            is_broken = any(map(self.proofs.mark, quotes))
            lead = "As the record quotes the source" if is_broken else "In the words of the source"
            yield escape(f"{lead}: {words}.") + self.notes.marks(quotes)
        if meeting.participants:
            yield "\n".join(f"- {line}" for line in self._participants(meeting))
        else:
            yield self._own("The record names no participants.")
        if meeting.summary:
            yield self._curators(meeting, meeting.summary, "summary")

    def _sentence_claims(self, meeting: Meeting) -> Iterator[Claim]:
        for name in meeting.partners:
            yield "partners", name
        if meeting.status != "held":
            yield "status", ""
        if meeting.kind and (meeting.kind not in _MET or meeting.status not in ("held", "planned")):
            # The words that prove a title name the kind.
            yield ("title" if proof(meeting, "title") and not proof(meeting, "kind") else "kind"), ""
        if meeting.series:
            yield "series", ""
        if meeting.ordinal is not None:
            yield "ordinal", ""
        for part, _ in place_items(meeting.places):
            yield "place", part
        for field in ("mode", "date", "previous_date"):
            if getattr(meeting, field):
                yield field, ""

    def _sentence(self, meeting: Meeting) -> str:
        """Who met whom, in which series and round, where and when: one sentence."""
        principal = meeting.principal or self.archive.header.principal
        parties = [the(name) for name in dict.fromkeys(filter(None, [principal, *meeting.partners]))]
        where, unsaid, round_ = _circumstances(meeting), _unsaid(meeting), self._round(meeting)
        last = meeting.date.latest if meeting.date else None
        has_passed = last is not None and last < self.archive.today
        doubt = "; the record does not say whether {}" if has_passed else ""
        if len(parties) > 1 and meeting.kind in _MET and meeting.status in ("held", "planned"):
            names = _capital(listing(parties, "and"))
            at = f" at {round_}" if round_ else ""
            if meeting.status == "held":
                return f"{names} met{at}{where}{_postponed_from(meeting)}{unsaid}."
            plan = "planned" if has_passed else "plan"
            return f"{names} {plan} to meet{at}{where}{unsaid}{doubt.format('they did')}."
        if meeting.status == "held":
            return f"{_what(meeting, parties, [round_])} took place{where}{_postponed_from(meeting)}{unsaid}."
        what = _what(meeting, parties, [round_])
        if meeting.status == "planned":
            is_ = "was" if has_passed else "is"
            return f"{what} {is_} planned to take place{where}{unsaid}{doubt.format('it did')}."
        if meeting.status == "agreed":
            what = _what(meeting, parties, [round_, f"to be held{where}" if where else ""])
            return f"{what} has been agreed and is not on record as held{unsaid}."
        if meeting.status == "cancelled":
            what = _what(meeting, parties, [round_, f"due{where}" if where else ""])
            return f"{what} was cancelled{unsaid}."
        what = _what(meeting, parties, [round_])
        if meeting.previous_date:
            return f"{what} was postponed{_postponed_from(meeting)}{where and f'; it is now due{where}'}{unsaid}."
        change = f"; the record has it{where}, without saying whether that was before or after the change"
        return f"{what} was postponed{where and change}{unsaid}."

    def _round(self, meeting: Meeting) -> str:
        """The series and round of a meeting: `the 8th EU-Pakistan Strategic Dialogue`."""
        name = self.archive.series_name(meeting.series) if meeting.series else ""
        is_named = name in self._series_names
        name = name if is_named or not name else f"“{name}”"
        bare = name[4:] if name[:4].lower() == "the " else name
        if meeting.ordinal is None:
            return f"the {bare}" if name else ""
        number = f"the {ordinal(meeting.ordinal)}"
        if not name:
            return f"{number} round of a series not stated"
        if meeting.kind in _BODIES:
            return f"{number} meeting of the {bare}"
        return f"{number} {bare}" if is_named else f"{number} round of {name}"

    def _participants(self, meeting: Meeting) -> Iterator[str]:
        for side, present in by_side(people(meeting)).items():
            lead = f"For {the(side)}" if side else SIDE_NOT_STATED.capitalize()
            text = _stopped(f"{lead}: {'; '.join(map(_person, present))}")
            yield self._said(meeting, text, *(person.claim for person in present if person.claim))

    def _topics(self) -> Iterator[str]:
        counts = Counter(topic for match in self.matches for topic in match.meeting.topics)
        repeated = [(topic, count) for topic, count in counts.items() if count > 1]
        if repeated:
            ranked = sorted(repeated, key=lambda pair: -pair[1])
            names = listing([f"{topic} ({count})" for topic, count in ranked], "and")
            yield self._own(f"On record for more than one of these meetings: {names}.")
        lines = [line for match in self.matches if (line := self._topics_of(match))]
        if lines:
            yield "\n".join(lines)
        without = [m for m in self.matches if not m.meeting.topics and not m.meeting.instruments]
        yield from self._without("topics", without)

    def _topics_of(self, match: Match) -> str:
        meeting = match.meeting
        parts = []
        if meeting.topics:
            parts.append(self._items(meeting, "topics", meeting.topics))
        if meeting.instruments:
            lead = "agreements, plans and schemes: " if parts else "Agreements, plans and schemes: "
            parts.append(lead + self._items(meeting, "instruments", meeting.instruments))
        return f"- **{self._label(match)}:** {'; '.join(parts)}" if parts else ""

    def _items(self, meeting: Meeting, field: str, items: Sequence[str]) -> str:
        """Items that bear their own quotes, a run of items with the same ones once; last those that have none."""
        found: list[tuple[list[str], str]] = []
        unproven = []
        for item in items:
            marks = self.notes.marks(proof(meeting, field, item))
            if not marks:
                unproven.append(item)
            elif found and found[-1][1] == marks:
                found[-1][0].append(item)
            else:
                found.append(([item], marks))
        text = ", ".join(escape(", ".join(run), starts=False) + marks for run, marks in found)
        if not unproven:
            return text
        lead = "; no evidence recorded for " if text else "no evidence recorded for " if meeting.evidence else ""
        return f"{text}{lead}{escape(', '.join(unproven), starts=False)}{self._marks((), lacking=True)}"

    def _outcomes(self) -> Iterator[str]:
        for match in self.matches:
            meeting = match.meeting
            if meeting.outcomes:
                yield f"### {self._label(match)}"
                outcomes = enumerate(meeting.outcomes, 1)
                yield "\n".join(f"- {self._said(meeting, text, ('outcomes', str(i)))}" for i, text in outcomes)
        yield from self._without("outcomes", [m for m in self.matches if not m.meeting.outcomes])

    def _without(self, what: str, matches: Sequence[Match]) -> Iterator[str]:
        """A sentence that names the meetings of which something is not on record."""
        if not matches:
            return
        if len(matches) == len(self.matches):
            yield self._own(f"No {what} are on record for {'these meetings' if len(matches) > 1 else 'this meeting'}.")
        else:
            titles = "; ".join(match.meeting.title for match in matches)
            yield self._own(_stopped(f"No {what} are on record for: {titles}"))

    def _questions(self) -> Iterator[str]:
        asked = False
        for match in self.matches:
            lines = list(self._questions_of(match.meeting))
            if lines:
                asked = True
                yield f"### {self._label(match)}"
                yield "\n".join(f"- {line}" for line in lines)
        bare = [match.meeting.title for match in self.matches if not match.meeting.evidence]
        if bare:
            asked = True
            which = "any of these meetings" if len(bare) == len(self.matches) else "; ".join(bare)
            yield escape(_stopped(f"No evidence is recorded for {which}")) + self._marks((), lacking=True)
        if not asked:
            yield self._own("The records leave no question open that they know of.")

    def _questions_of(self, meeting: Meeting) -> Iterator[str]:
        if meeting.date_note:
            yield self._curators(meeting, meeting.date_note, "date_note", "date")
        elif not meeting.date:
            yield self._own("The record gives no date.")
        possible = [person.label for person in meeting.participants if not person.is_certain]
        if possible:
            took = "took" if meeting.status == "held" else "would take"
            text = f"It is not certain that {listing(possible, 'and')} {took} part."
            yield self._said(meeting, text, *(("participants", label) for label in possible))
        if meeting.note:
            yield self._curators(meeting, meeting.note, "note")
        broken = [quote for quote in meeting.evidence if self.proofs.mark(quote)]
        if broken:
            yield escape(f"Words quoted for this meeting are {NOT_FOUND}.") + self.notes.marks(broken)
        lacking = list(unproven(meeting))
        if lacking and meeting.evidence:
            text = _stopped(f"No evidence is recorded for {'; '.join(claim_words(lacking, in_a_sentence=True))}")
            yield escape(text) + self._marks((), lacking=True)

    def _sources(self) -> Iterator[str]:
        used = dict.fromkeys(name for match in self.matches for name in match.meeting.sources)
        if used:
            known = [(name, self.sources.get(name)) for name in used]
            yield "\n".join(f"- {source_line(*one, self.proofs.source_mark(one[1]), long_date)}" for one in known)
        else:
            yield self._own("The records of these meetings quote no source.")


# Parts of sentences


def _range(dates: Sequence[Edtf]) -> str:
    """From when to when some dates run, with open ends said as such."""
    first = min(day for date in dates if (day := date.earliest or date.latest))
    last = max(day for date in dates if (day := date.latest or date.earliest))
    earlier = " (or earlier)" if any(date.earliest is None for date in dates) else ""
    later = " (or later)" if any(date.latest is None for date in dates) else ""
    return f"their dates lie between {_end(first, dates)}{earlier} and {_end(last, dates)}{later}"


def _end(day: Day, dates: Sequence[Edtf]) -> str:
    """A day at which some of the dates begin or end, with what their qualifiers say of it."""
    ending = [date for date in dates if day in (date.earliest, date.latest)]
    about = "about " if any(date.is_approximate for date in ending) else ""
    return f"{about}{day_words(day)}{' (uncertain)' if any(date.is_uncertain for date in ending) else ''}"


def _circumstances(meeting: Meeting) -> str:
    """Where and when, with a space or comma before."""
    places, date = [place for place in meeting.places if str(place)], meeting.date
    where = f" {listing(list(map(_in, places)), 'and')}" if places else ""
    where += f" {_MODES[meeting.mode]}" if meeting.mode else ""
    if not date:
        return where
    words = when(date)
    needs_comma = words.startswith("not ") or "," in where
    return f"{where}{',' if needs_comma else ''} {words}"


def _postponed_from(meeting: Meeting) -> str:
    """When a meeting that was postponed was to be held, with a comma before it; nothing where that is not known."""
    date = meeting.previous_date
    return f", having been due {when(date)}" if date else ""


def _in(place: Venue) -> str:
    """A place with its preposition: `at the Berlaymont in Brussels, Belgium`."""
    country = the(place.country) if place.country else None
    where = ", ".join(filter(None, [place.city, country]))
    return " ".join(filter(None, [f"at {place.venue}" if place.venue else "", f"in {where}" if where else ""]))


def _unsaid(meeting: Meeting) -> str:
    # Talks by telephone have no place.
    has_place = any(map(str, meeting.places)) or meeting.mode in ("video", "telephone")
    if has_place and meeting.date:
        return ""
    if has_place:
        return "; the date is not stated"
    return "; the place is not stated" if meeting.date else "; neither date nor place is stated"


def _stopped(text: str) -> str:
    return text if text.endswith(".") else text + "."


def _person(person: Value) -> str:
    words = ", ".join([person.text, *person.more])
    return f"{POSSIBLY} {words}" if person.lead else words
