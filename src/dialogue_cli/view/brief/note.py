"""The briefing note as a whole: what matters on top, then meeting by meeting, then the records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from dialogue_cli.archive import Archive
from dialogue_cli.dataset.model import STATUSES
from dialogue_cli.dates.edtf import Day
from dialogue_cli.dates.sentences import day_words, when
from dialogue_cli.match import Match
from dialogue_cli.query.query import ONLY_POSSIBLY
from dialogue_cli.text import listing, plural
from dialogue_cli.view.brief.blocks import CURATOR, NONE, RECORD, Block, Briefing, Kind, Run, block, lead
from dialogue_cli.view.brief.many import Commands, chosen, how_told, moment, the_others
from dialogue_cli.view.brief.meeting import EXPECTED, Parts, label
from dialogue_cli.view.brief.words import capital, span_of, stopped, the
from dialogue_cli.view.proofs import Proofs
from dialogue_cli.view.status import is_only_possible

# How much of each stands on top; the rest is counted there and told with its meeting.
_NEXT, _OUTCOMES, _OPEN, _NAMES = 3, 4, 3, 8
_OFF = ("cancelled", "postponed")


def briefing(
    matches: Iterable[Match],
    archive: Archive,
    about: str,
    remarks: Sequence[str],
    proofs: Proofs,
    commands: Commands | None = None,
) -> Briefing:
    """The note on some meetings.

    `about` is what was asked, in the words that follow "meetings"; `remarks` is what a reader must know of the
    answer as a whole, such as the notes of an `archive.Result`. `commands` show more of the same meetings.
    """
    found = list(matches)
    known = {source.id: source for source in archive.sources()}
    note = _Note(found, archive, remarks, proofs)
    note.commands = commands or note.commands
    behind = dict.fromkeys(name for match in note.told for name in match.meeting.sources)
    return Briefing(note.blocks(about), note.own(), known, tuple(behind), len(found))


class _Note:
    """The sections of one note."""

    def __init__(self, matches: Sequence[Match], archive: Archive, remarks: Sequence[str], proofs: Proofs) -> None:
        self.matches = matches
        self.archive = archive
        self.remarks = remarks
        self.commands = Commands()
        self.today = archive.today
        self.principal = archive.header.principal
        self.absent = [
            field for field in ("evidence", *EXPECTED) if not any(getattr(m.meeting, field) for m in matches)
        ]
        """What no record has: it is said once."""
        self.parts = Parts(archive, proofs, self.absent)
        self.to_come = sorted(filter(self._is_to_come, matches), key=self._how_soon)
        self.told = chosen(matches, self.to_come)
        """The meetings that are told in full."""

    def own(self) -> dict[str, str]:
        """The notes that quote nobody."""
        return {
            RECORD: self._read_from(),
            NONE: "No evidence: the record quotes no words of a source for this.",
            CURATOR: "The curator's own words; the record quotes no words of a source for this text as a whole.",
        }

    def _read_from(self) -> str:
        header, coverage = self.archive.header, self.archive.coverage()
        name = f"“{header.title}” ({self.archive.path.name})" if header.title else self.archive.path.name
        return f"Read from {name}, which holds {coverage}, on {day_words(self.today)}."

    def _is_to_come(self, match: Match) -> bool:
        meeting = match.meeting
        return meeting.status in ("planned", "agreed", "postponed") and not self.parts.sentences.has_passed(meeting)

    def _how_soon(self, match: Match) -> tuple[int, Day]:
        """Those that certainly come from today on, the first one first; then those of which only the end is known."""
        date = match.meeting.date
        if date and date.earliest and date.earliest >= self.today:
            return 0, date.earliest
        return (1, (date.latest or Day.max)) if date else (2, Day.max)

    def blocks(self, about: str) -> Iterator[Block]:
        """The whole note, its sources apart."""
        yield block(Kind.TITLE, f"Briefing note: {f'meetings {about}' if about else 'all meetings'}")
        yield _own(self._opening())
        parties = " ".join(self._parties())
        yield from [_own(parties)] if parties else []
        yield from (_own(stopped(remark[:1].upper() + remark[1:])) for remark in self.remarks)
        yield from self._absences()
        yield from how_told(self.matches, self.told, self.commands)
        yield block(Kind.SECTION, "In brief")
        yield from self._next()
        yield from self._outcomes()
        yield from self._open()
        yield from self._topics()
        yield from self._sections()
        if len(self.told) == len(self.matches):
            yield block(Kind.SECTION, "Appendix: the whole record" + ("s" if len(self.matches) > 1 else ""))
            for match in self.matches:
                yield from self.parts.record(match)

    def _sections(self) -> Iterator[Block]:
        held = [match for match in self.told if match.meeting.status == "held"]
        others = [match for match in self.told if match.meeting.status != "held"]
        is_off = any(match.meeting.status in _OFF for match in others)
        ahead = "Planned, agreed, postponed or cancelled" if is_off else "Planned and agreed"
        for heading, inside in (("Meetings", held), (ahead, others)):
            if inside:
                yield block(Kind.SECTION, heading)
            for match in inside:
                yield from self.parts.blocks(match)
        yield from the_others(self.matches, self.told, self.parts)

    # On top

    def _opening(self) -> str:
        count = len(self.matches)
        statuses = Counter(match.meeting.status for match in self.matches)
        parts = [f"{statuses[status]:,} {status}" for status in STATUSES if statuses[status]]
        text = f"This note, as of {day_words(self.today)}, covers {plural(count, 'meeting')}"
        if len(parts) == 1:
            text += f", {'all ' if count > 1 else ''}{self.matches[0].meeting.status}"
        else:
            text += f": {listing(parts, 'and')}"
        dates = [match.meeting.date for match in self.matches if match.meeting.date]
        if count > 1:
            text += f"; {span_of(dates)}" if dates else "; none of them has a date"
        undated = count - len(dates)
        if dates and undated:
            text += f"; {undated:,} {'has' if undated == 1 else 'have'} no date"
        possible = sum(map(is_only_possible, self.matches))
        if possible:
            which = "it" if count == 1 else "all of them" if possible == count else f"{possible:,} of them"
            text += f"; {which} {'is' if possible == 1 else 'are'} {ONLY_POSSIBLY}"
        return text + "."

    def _parties(self) -> Iterator[str]:
        if self.principal and any(not match.meeting.principal for match in self.matches):
            yield f"{capital(the(self.principal))} is a party to every meeting whose record names no other principal."
        counts = Counter(name for match in self.matches for name in match.meeting.partners)
        if len(self.matches) > 1 and counts:
            yield f"{'The other parties' if self.principal else 'The parties'}: {_most(counts, 'parties')}."

    def _absences(self) -> Iterator[Block]:
        which = "this meeting" if len(self.matches) == 1 else "any of these meetings"
        if "evidence" in self.absent:
            yield block(Kind.TEXT, Run(f"No evidence is recorded for {which}.", own=(NONE,)))
        others = [field for field in self.absent if field != "evidence"]
        if others:
            yield _own(f"No {listing(others, 'or')} are on record for {which}.")

    def _next(self) -> Iterator[Block]:
        if not self.to_come:
            text = "No meeting among these is on record as still to come."
            yield block(Kind.ITEM, lead("Next"), Run(text, own=(RECORD,)))
        for match in self.to_come[:_NEXT]:
            yield block(Kind.ITEM, lead("Next"), self.parts.sentence(match.meeting))
        yield from _more("Next", len(self.to_come) - _NEXT, "further meeting", "still to come, see below")

    def _outcomes(self) -> Iterator[Block]:
        latest = sorted(self.matches, key=lambda m: (m.meeting.status == "held", moment(m, Day.min)), reverse=True)
        found = [(match, i + 1) for match in latest for i in range(len(match.meeting.outcomes))]
        for match, inside in groupby(found[:_OUTCOMES], lambda pair: pair[0]):
            date = f", {when(match.meeting.date)}" if match.meeting.date else ""
            about = [Run(f"{label(match)}{date}:")] if len(self.matches) > 1 else []
            runs = [*about, *(self.parts.outcome(match.meeting, i) for _, i in inside)]
            apart = (run._replace(between=" " if i else "") for i, run in enumerate(runs))
            yield block(Kind.ITEM, lead("Outcomes"), *apart)
        yield from _more("Outcomes", len(found) - _OUTCOMES, "further outcome", f"on record{self._below()}")

    def _below(self) -> str:
        return ", told with the meetings below" if len(self.told) == len(self.matches) else ""

    def _open(self) -> Iterator[Block]:
        # What concerns the next meetings is asked first, then what the latest ones left.
        ahead = [match for match in self.to_come if match in self.told]
        latest = sorted(self.told, key=lambda match: moment(match, Day.min), reverse=True)
        order = [*ahead, *(match for match in latest if match not in ahead)]
        found = [(match, runs) for match in order for runs in self.parts.open_points(match.meeting)]
        if not found:
            yield block(
                Kind.ITEM, lead("Open"), Run("The records leave no question open that they know of.", own=(RECORD,))
            )
        for match, runs in found[:_OPEN]:
            point = next(run for run in runs if not run.is_lead)
            about = f"{label(match)}: " if len(self.matches) > 1 else ""
            yield block(Kind.ITEM, lead("Open"), point._replace(text=about + point.text))
        yield from _more("Open", len(found) - _OPEN, "further point", "told with the meetings below")

    def _topics(self) -> Iterator[Block]:
        counts = Counter(topic for match in self.matches for topic in match.meeting.topics)
        repeated = Counter({topic: count for topic, count in counts.items() if count > 1})
        if repeated:
            text = f"On record for more than one of these meetings: {_most(repeated, 'topics')}."
            yield block(Kind.ITEM, lead("Topics"), Run(text, own=(RECORD,)))


def _own(text: str) -> Block:
    """A sentence about the collection itself."""
    return block(Kind.TEXT, Run(text, own=(RECORD,)))


def _more(head: str, count: int, noun: str, rest: str) -> Iterator[Block]:
    """How many more there are than stand on top, and where they are; nothing for none."""
    if count > 0:
        yield block(Kind.ITEM, lead(head), Run(f"{plural(count, noun)} {rest}.", own=(RECORD,)))


def _most(counts: Counter[str], noun: str) -> str:
    """The names that occur most often, each with its number, and how many others there are."""
    ranked = counts.most_common()
    names = [f"{name} ({count:,})" for name, count in ranked[:_NAMES]]
    others = len(ranked) - _NAMES
    if others == 1:
        names.append("{} ({:,})".format(*ranked[-1]))
    elif others > 1:
        names.append(f"{others:,} other {noun}")
    return listing(names, "and")
