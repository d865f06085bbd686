"""One meeting in a briefing note: its facts, topics and outcomes together, and what its record leaves open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from dialogue_cli.archive import Archive
from dialogue_cli.dataset.evidence import Claim, proof, unproven
from dialogue_cli.dataset.model import Evidence, Meeting
from dialogue_cli.match import Match
from dialogue_cli.text import listing
from dialogue_cli.view.brief.blocks import CURATOR, NONE, RECORD, Block, Kind, Run, block, lead
from dialogue_cli.view.brief.sentences import Sentences
from dialogue_cli.view.brief.words import person_words, stopped, the
from dialogue_cli.view.card import HEADINGS, SIDE_NOT_STATED, Collection, Fact, Shape, by_side, facts, people
from dialogue_cli.view.evidence import claim_words
from dialogue_cli.view.proofs import NOT_FOUND, Proofs
from dialogue_cli.view.status import POSSIBLE_MATCH, status_words

EXPECTED = ("participants", "topics", "outcomes")
"""What a reader looks for in every meeting, so that its absence is said."""


def label(match: Match) -> str:
    """The title of a meeting and what must be said beside it."""
    said = status_words(match, POSSIBLE_MATCH)
    return match.meeting.title + (f" ({said})" if said else "")


# A note of one of these may say what is yet to be settled.
_UNSETTLED = ("planned", "agreed", "postponed")


class Parts:
    """The parts of the meetings of one note, as blocks.

    A statement about a meeting that has no evidence at all bears no mark: that is said once, above it.
    """

    def __init__(self, archive: Archive, proofs: Proofs, said_of_all: Sequence[str] = ()) -> None:
        """`said_of_all` are the fields whose absence is said of all meetings at once; `evidence` may be among them."""
        self._said_of_all = said_of_all
        self.sentences = Sentences(archive)
        self._collection = Collection.of(archive)
        self._proofs = proofs

    # Statements with what proves them

    def said(self, meeting: Meeting, text: str, *claims: Claim) -> Run:
        """A sentence with the quotes that support its claims; what nothing supports is named."""
        if not meeting.evidence:
            return Run(text)
        lacking = [claim for claim in claims if not proof(meeting, *claim)]
        if lacking and len(lacking) < len(claims):
            words = listing(claim_words(lacking, in_a_sentence=True), "and")
            text = f"{text.removesuffix('.')} (no evidence recorded for {words})."
        elif lacking:
            text = f"{text.removesuffix('.')} (no evidence recorded)."
        return Run(text, _quotes(meeting, claims), (NONE,) if lacking else ())

    def sentence(self, meeting: Meeting) -> Run:
        """Who met whom, where and when."""
        return self.said(meeting, self.sentences.sentence(meeting), *self.sentences.claims(meeting))

    def outcome(self, meeting: Meeting, i: int, before: str = "") -> Run:
        """An outcome by its number, counted from 1."""
        return self.said(meeting, before + meeting.outcomes[i - 1], ("outcomes", str(i)))

    def _curators(self, meeting: Meeting, text: str, *fields: str) -> Run:
        """A text of the curator's, with the quotes that prove any of the fields."""
        quotes = _quotes(meeting, [(field, "") for field in fields])
        return Run(text, quotes, (CURATOR,) if meeting.evidence and not quotes else ())

    # A meeting

    def blocks(self, match: Match) -> Iterator[Block]:
        """All that is said of a meeting."""
        meeting = match.meeting
        yield block(Kind.PART, label(match))
        if not meeting.evidence and "evidence" not in self._said_of_all:
            yield block(Kind.TEXT, Run("No evidence is recorded for this meeting.", own=(NONE,)))
        yield block(Kind.TEXT, self.sentence(meeting))
        yield from self._status(meeting)
        for line in self._participants(meeting):
            yield block(Kind.ITEM, line)
        if meeting.summary:
            yield block(Kind.TEXT, lead(HEADINGS["summary"]), self._curators(meeting, meeting.summary, "summary"))
        for field, items in (("topics", meeting.topics), ("instruments", meeting.instruments)):
            if items:
                yield block(Kind.TEXT, lead(HEADINGS[field]), *_items(meeting, field, items))
        if meeting.outcomes:
            yield block(Kind.TEXT, lead(HEADINGS["outcomes"]))
            for i in range(1, len(meeting.outcomes) + 1):
                yield block(Kind.ITEM, self.outcome(meeting, i))
        if meeting.note and meeting.status not in _UNSETTLED:
            yield block(Kind.TEXT, lead(HEADINGS["note"]), self._curators(meeting, meeting.note, "note"))
        yield from self._left_open(meeting)

    def _status(self, meeting: Meeting) -> Iterator[Block]:
        """The words of the source about a meeting that was not held: plans are easily read for more than they are."""
        quotes = proof(meeting, "status")
        if meeting.status != "held" and quotes:
            words = listing([self._proofs.in_quotes(quote) for quote in quotes], "and")
            is_broken = any(map(self._proofs.mark, quotes))
            said = "As the record quotes the source" if is_broken else "In the words of the source"
            yield block(Kind.TEXT, Run(f"{said}: {words}.", tuple(quotes)))

    def _participants(self, meeting: Meeting) -> Iterator[Run]:
        for side, present in by_side(people(meeting)).items():
            head = f"For {the(side)}" if side else SIDE_NOT_STATED.capitalize()
            text = stopped(f"{head}: {'; '.join(map(person_words, present))}")
            yield self.said(meeting, text, *(person.claim for person in present if person.claim))

    def _left_open(self, meeting: Meeting) -> Iterator[Block]:
        points = list(self.open_points(meeting))
        if points:
            yield block(Kind.TEXT, lead("Open"))
            yield from (block(Kind.ITEM, *runs) for runs in points)
        absent = [field for field in EXPECTED if field not in self._said_of_all and not getattr(meeting, field)]
        if absent:
            yield block(Kind.TEXT, Run(f"Not on record: {listing(absent, 'and')}.", own=(RECORD,)))

    # What is left open

    def open_points(self, meeting: Meeting) -> Iterator[list[Run]]:
        """What the record of a meeting leaves open, each point as runs."""
        if meeting.date_note:
            yield [lead(HEADINGS["date_note"]), self._curators(meeting, meeting.date_note, "date_note", "date")]
        elif not meeting.date:
            yield [Run("The record gives no date.", own=(RECORD,))]
        if meeting.status == "planned" and self.sentences.has_passed(meeting):
            yield [Run("Its date has passed; the record does not say whether it was held.", own=(RECORD,))]
        elif meeting.status in ("planned", "agreed") and self.sentences.has_begun(meeting):
            text = "The day from which it was to be held has passed; the record does not say whether it was held."
            yield [Run(text, own=(RECORD,))]
        possible = [person.label for person in meeting.participants if not person.is_certain]
        if possible:
            took = "took" if meeting.status == "held" else "would take"
            text = f"It is not certain that {listing(possible, 'and')} {took} part."
            yield [self.said(meeting, text, *(("participants", name) for name in possible))]
        if meeting.note and meeting.status in _UNSETTLED:
            yield [lead(HEADINGS["note"]), self._curators(meeting, meeting.note, "note")]
        broken = [quote for quote in meeting.evidence if self._proofs.mark(quote)]
        if broken:
            yield [Run(f"Words quoted for this meeting are {NOT_FOUND}.", tuple(broken))]
        lacking = list(unproven(meeting)) if meeting.evidence else []
        if lacking:
            words = "; ".join(claim_words(lacking, in_a_sentence=True))
            yield [Run(stopped(f"No evidence is recorded for {words}"), own=(NONE,))]

    # The appendix

    def record(self, match: Match) -> Iterator[Block]:
        """The whole record, a line for each of its facts."""
        meeting = match.meeting
        yield block(Kind.PART, meeting.id)
        yield block(Kind.ITEM, lead("Title"), Run(meeting.title, tuple(proof(meeting, "title"))))
        for fact in facts(match, self._collection):
            yield block(Kind.ITEM, lead(fact.heading), *_values(meeting, fact))


def _values(meeting: Meeting, fact: Fact) -> Iterator[Run]:
    """The values of a fact, each with its own quotes."""
    for i, value in enumerate(fact.values):
        quotes = tuple(proof(meeting, *value.claim)) if value.claim else ()
        yield Run(value.words, quotes, between=_BETWEEN.get(fact.shape, fact.between) if i else "")


# What stands between values that are sentences, or hold commas.
_BETWEEN = {Shape.NUMBERED: " ", Shape.PEOPLE: "; ", Shape.MEETINGS: "; "}


def _quotes(meeting: Meeting, claims: Iterable[Claim]) -> tuple[Evidence, ...]:
    """The quotes that support any of some claims, each once."""
    return tuple(dict.fromkeys(quote for claim in claims for quote in proof(meeting, *claim)))


def _items(meeting: Meeting, field: str, items: Sequence[str]) -> Iterator[Run]:
    """Items that bear their own quotes, a run of items with the same ones once; last those that have none."""
    if not meeting.evidence:
        yield Run(", ".join(items))
        return
    found: list[tuple[list[str], tuple[Evidence, ...]]] = []
    lacking = []
    for item in items:
        quotes = tuple(proof(meeting, field, item))
        if not quotes:
            lacking.append(item)
        elif found and found[-1][1] == quotes:
            found[-1][0].append(item)
        else:
            found.append(([item], quotes))
    for i, (names, quotes) in enumerate(found):
        yield Run(", ".join(names), quotes, between=", " if i else "")
    if lacking:
        before = "; no evidence recorded for " if found else "no evidence recorded for "
        yield Run(", ".join(lacking), own=(NONE,), between=before)
