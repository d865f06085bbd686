"""A meeting as a card: its facts, each under its heading, in their order, without any markup.

Every format that shows the whole of a meeting draws what `facts` gives: terminal/card.py, formats/markdown.py,
formats/page/cards.py and formats/ics.py, each by the shape of a fact. To add a line to the card, add it to `CARD`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import Enum, auto
from typing import NamedTuple, Self

from dialogue_cli.archive import Archive
from dialogue_cli.dataset.evidence import Claim
from dialogue_cli.dataset.model import Meeting
from dialogue_cli.dates.edtf import parse
from dialogue_cli.dates.wording import NO_DATE, human_date
from dialogue_cli.match import Match
from dialogue_cli.query.query import ONLY_POSSIBLY
from dialogue_cli.view.facts import on_behalf_of
from dialogue_cli.view.status import POSSIBLY_PRESENT, TONE, is_only_possible

SIDE_NOT_STATED = "side not stated"


class Shape(Enum):
    """What the values of a fact look like."""

    LINE = auto()
    """A few words on a line, with commas between."""
    LINK = auto()
    """An address on the Web, which need not be a safe one."""
    ASIDE = auto()
    """A text that goes on with the fact before it, where the layout needs no heading between them."""
    TERMS = auto()
    """Short items in running text."""
    PROSE = auto()
    """A text in the curator's own words, of one paragraph or more."""
    CAUTION = auto()
    """The same, but what a reader must know: set apart where that is possible."""
    NUMBERED = auto()
    """Sentences, counted from 1 as evidence counts them."""
    PEOPLE = auto()
    """Who took part, in the order of the record; see `by_side`."""
    MEETINGS = auto()
    """Other meetings."""


class Value(NamedTuple):
    """One value of a fact, as text that may hold anything."""

    text: str
    claim: Claim | None = None
    """What a quote must support to prove it: see `dataset.evidence.proof`. None for what no document can prove."""
    lead: str = ""
    """What is said before it: how another meeting is related, that a person is only possibly present."""
    more: tuple[str, ...] = ()
    """What is said after it, with commas between: the capacity and the role of a person."""
    side: str | None = None
    """Whom a person represents."""
    id: str = ""
    """The id of another meeting, where `text` is its title."""
    tone: str = ""
    """A status, or `view.status.TONE`, where the value is to be marked as such."""

    @property
    def words(self) -> str:
        """All of it on one line: `possibly present: Ada, chair, minister (Norway)`."""
        lead = f"{self.lead}: " if self.lead else ""
        within = self.side or self.id
        return f"{lead}{', '.join([self.text, *self.more])}{f' ({within})' if within else ''}"


class Fact(NamedTuple):
    """A fact of a meeting. `fields` are those of the record that it shows."""

    heading: str
    fields: tuple[str, ...]
    shape: Shape
    values: tuple[Value, ...]
    between: str = ", "
    """What stands between the values of a line."""


@dataclass(frozen=True, slots=True)
class Collection:
    """What a card takes from the rest of the collection."""

    principal: str | None
    """The party to every meeting that names no other."""
    series_name: Callable[[str], str]
    """The name of a series by what a record calls it: its id, its name or an alias."""
    title: Callable[[str], str | None]
    """The title of another meeting by its id, where it can be named by that."""

    @classmethod
    def of(cls, archive: Archive) -> Self:
        """The collection of an archive."""

        def title(identifier: str) -> str | None:
            found = archive.match(identifier)
            return found.title if found else None

        return cls(archive.header.principal, archive.series_name, title)


def facts(match: Match, collection: Collection) -> Iterator[Fact]:
    """The facts that a meeting has, in the order of the card; its title and its id stand above them."""
    for line in CARD:
        values = tuple(line.values(match, collection))
        if values:
            # The parts of a place have commas between them.
            between = "; " if line.values is _places and len(match.meeting.places) > 1 else ", "
            yield Fact(line.heading, line.fields, line.shape, values, between)


def by_side(people: Iterable[Value]) -> dict[str | None, list[Value]]:
    """People by whom they represent, in the order of first mention; None for those of whom that is not stated."""
    sides: dict[str | None, list[Value]] = {}
    for person in people:
        sides.setdefault(person.side, []).append(person)
    return sides


# Values


Values = Callable[[Match, Collection], Iterable[Value]]


def _date(match: Match, collection: Collection) -> Iterator[Value]:
    date = match.meeting.date
    yield Value(human_date(date) if date else NO_DATE, ("date", ""))


def _places(match: Match, collection: Collection) -> Iterator[Value]:
    places = match.meeting.places
    if len(places) == 1:
        for part, name in places[0].to_record().items():
            yield Value(name, ("place", part))
    else:
        for i, place in enumerate(places, 1):
            yield Value(str(place), ("place", str(i)))


def _previous_date(match: Match, collection: Collection) -> Iterator[Value]:
    date = match.meeting.previous_date
    if date:
        yield Value(human_date(date), ("previous_date", ""))


def _reviewed(match: Match, collection: Collection) -> Iterator[Value]:
    review = match.meeting.reviewed
    if review:
        yield Value(f"by {review.by}, {human_date(parse(review.on))}", ("reviewed", ""))


def _status(match: Match, collection: Collection) -> Iterator[Value]:
    yield Value(match.status, ("status", ""), tone=match.status)
    if is_only_possible(match):
        yield Value(ONLY_POSSIBLY, tone=TONE)


def _series(match: Match, collection: Collection) -> Iterator[Value]:
    meeting = match.meeting
    if meeting.series:
        yield Value(collection.series_name(meeting.series), ("series", ""))
    if meeting.ordinal is not None:
        yield Value(f"round {meeting.ordinal}", ("ordinal", ""))


def _parties(match: Match, collection: Collection) -> Iterator[Value]:
    meeting = match.meeting
    principal = meeting.principal or collection.principal
    if principal and principal not in meeting.partners:
        yield Value(principal, ("principal", ""))
    for name in meeting.partners:
        yield Value(name, ("partners", name))
    if not (principal or meeting.partners or any(person.represents for person in meeting.participants)):
        yield Value("none named")


def people(meeting: Meeting) -> Iterator[Value]:
    """Who took part in a meeting, or is expected to."""
    for person in meeting.participants:
        more = (person.capacity, person.role if person.name else None, on_behalf_of(person.on_behalf_of))
        certain = person.is_certain
        yield Value(
            person.label,
            ("participants", person.label),
            "" if certain else POSSIBLY_PRESENT,
            tuple(part for part in more if part),
            side=person.represents,
            tone="" if certain else TONE,
        )


def _outcomes(match: Match, collection: Collection) -> Iterator[Value]:
    for i, outcome in enumerate(match.meeting.outcomes, 1):
        yield Value(outcome, ("outcomes", str(i)))


def _related(match: Match, collection: Collection) -> Iterator[Value]:
    for other in match.meeting.related:
        title = collection.title(other.id)
        lead = (other.relation or "related").replace("-", " ")
        yield Value(title or other.id, ("related", other.id), lead, id=other.id if title else "")


def _text(field: str) -> Values:
    """The text of a field."""

    def values(match: Match, collection: Collection) -> Iterator[Value]:
        text = getattr(match.meeting, field)
        if text:
            yield Value(text, (field, ""))

    return values


def _items(field: str) -> Values:
    """The items of a field that is a list of names."""

    def values(match: Match, collection: Collection) -> Iterator[Value]:
        for item in getattr(match.meeting, field):
            yield Value(item, (field, item))

    return values


class Line(NamedTuple):
    """A line of the card: its heading, the fields of the record that it shows, its shape, and what it says."""

    heading: str
    fields: tuple[str, ...]
    shape: Shape
    values: Values


CARD = (
    Line("Date", ("date",), Shape.LINE, _date),
    Line("On the date", ("date_note",), Shape.ASIDE, _text("date_note")),
    Line("Previous date", ("previous_date",), Shape.LINE, _previous_date),
    Line("Place", ("place",), Shape.LINE, _places),
    Line("Mode", ("mode",), Shape.LINE, _text("mode")),
    Line("Status", ("status",), Shape.LINE, _status),
    Line("Kind", ("kind",), Shape.LINE, _text("kind")),
    Line("Series", ("series", "ordinal"), Shape.LINE, _series),
    Line("Parties", ("principal", "partners"), Shape.LINE, _parties),
    Line("Participants", ("participants",), Shape.PEOPLE, lambda match, _: people(match.meeting)),
    Line("Topics", ("topics",), Shape.TERMS, _items("topics")),
    Line("Instruments", ("instruments",), Shape.TERMS, _items("instruments")),
    Line("Summary", ("summary",), Shape.PROSE, _text("summary")),
    Line("Outcomes", ("outcomes",), Shape.NUMBERED, _outcomes),
    Line("Related", ("related",), Shape.MEETINGS, _related),
    Line("Note", ("note",), Shape.CAUTION, _text("note")),
    Line("Page", ("url",), Shape.LINK, _text("url")),
    Line("Former ids", ("former_ids",), Shape.TERMS, _items("former_ids")),
    Line("Reviewed", ("reviewed",), Shape.LINE, _reviewed),
)
"""The lines of the card in their order. Each is shown of a meeting that has values for it."""
HEADINGS = {field: line.heading for line in CARD for field in line.fields}
"""The heading under which each field of a record stands, in the order of the card."""
