"""The records, as frozen dataclasses. They hold what a dataset says; nothing is guessed.

A *record* is the same thing as a plain dict, in the keys and the order of the dataset format, with what
is absent left out. `Meeting.from_record(m.to_record()) == m`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any, Self

from dialogue_cli.dataset.labels import is_certain, person_label, place_label
from dialogue_cli.dates import edtf as dates

STATUSES = ("held", "planned", "agreed", "cancelled", "postponed")
MODES = ("in-person", "video", "telephone", "hybrid")
CERTAINTIES = ("certain", "possible")
FORMAT = 1

Record = dict[str, Any]
KEY = "key"
"""In the metadata of a field that a record writes under another key: one value as it is, several as a list."""


class AsRecord:
    """What all records share: they turn into plain dicts and back."""

    __slots__ = ()

    def to_record(self) -> Record:
        """The record as a plain dict of text, numbers, lists and dicts; absent values are left out."""
        found: Record = {}
        for f in fields(self):  # type: ignore[arg-type]
            value = getattr(self, f.name)
            if value is None or value == ():
                continue
            if isinstance(value, tuple):
                value = [item.to_record() if isinstance(item, AsRecord) else item for item in value]
                if KEY in f.metadata and len(value) == 1:
                    value = value[0]
            elif isinstance(value, AsRecord):
                value = value.to_record()
            elif isinstance(value, dates.Edtf):
                value = value.text
            found[f.metadata.get(KEY, f.name)] = value
        return found

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> Self:
        """The record that a plain dict of `to_record` stands for."""
        return cls(**{k: tuple(v) if isinstance(v, list) else v for k, v in record.items()})


@dataclass(frozen=True, slots=True)
class Header(AsRecord):
    """What a dataset says of itself. `principal` is a party to every meeting that sets no other."""

    format: int = FORMAT
    title: str | None = None
    principal: str | None = None


@dataclass(frozen=True, slots=True)
class Original(AsRecord):
    """What was received (a page, a PDF, an e-mail), of which the `file` of a source is the text."""

    file: str
    sha256: str | None = None
    media_type: str | None = None


@dataclass(frozen=True, slots=True)
class Unrelated(AsRecord):
    """Words of a document that are about no meeting, wherever they stand in it, and why."""

    exact: str
    reason: str


@dataclass(frozen=True, slots=True)
class Source(AsRecord):
    """A document. `file` is a bare name; `sha256` is of the file's bytes, in lower-case hex.

    `extractor` says what made that text out of the `original`.
    """

    id: str
    file: str | None = None
    title: str | None = None
    url: str | None = None
    language: str | None = None
    publisher: str | None = None
    published: dates.Edtf | None = None
    accessed: dates.Edtf | None = None
    archived_url: str | None = None
    sha256: str | None = None
    original: Original | None = None
    extractor: str | None = None
    unrelated: tuple[Unrelated, ...] = ()
    former_ids: tuple[str, ...] = ()

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> Self:
        """The record that a plain dict of `to_record` stands for."""
        values = dict(record)
        for name in ("published", "accessed"):
            if name in values:
                values[name] = dates.parse(values[name])
        if "original" in values:
            values["original"] = Original.from_record(values["original"])
        values["unrelated"] = tuple(map(Unrelated.from_record, values.get("unrelated", ())))
        values["former_ids"] = tuple(values.get("former_ids", ()))
        return cls(**values)


@dataclass(frozen=True, slots=True)
class Venue(AsRecord):
    """Where a meeting was, as its documents say: a city, a country, and the venue (a building, a room) in it."""

    city: str | None = None
    country: str | None = None
    venue: str | None = None

    def __str__(self) -> str:
        return place_label(self.venue, self.city, self.country)


def several(value: Any) -> list[Any]:
    """The values of a key that holds one value or a list of them.

    >>> several({"city": "Vienna"}), several([])
    ([{'city': 'Vienna'}], [])
    """
    return value if isinstance(value, list) else [value]


def place_items(places: Sequence[Venue]) -> Iterator[tuple[str, str]]:
    """The parts of some places as evidence names them, with their text: `city`, of several places `1.city`.

    >>> list(place_items([Venue("Brussels", "Belgium")])), list(place_items([Venue("Vienna"), Venue("Geneva")]))
    ([('city', 'Brussels'), ('country', 'Belgium')], [('1.city', 'Vienna'), ('2.city', 'Geneva')])
    """
    for i, place in enumerate(places, 1):
        for part, text in place.to_record().items():
            yield (part if len(places) == 1 else f"{i}.{part}"), text


def place_steps(item: str) -> tuple[str | int, ...]:
    """The way to an item of `place_items` within the key `place` of a record.

    >>> place_steps("city"), place_steps("2.city")
    (('city',), (1, 'city'))
    """
    number, dot, part = item.partition(".")
    return (int(number) - 1, part) if dot else (item,)


@dataclass(frozen=True, slots=True)
class Participant(AsRecord):
    """Who took part: a name, or where the source gives none, a role. Absent certainty means certain.

    `represents` is the side; `on_behalf_of` is the person or the body for whom they stood in.
    """

    name: str | None = None
    role: str | None = None
    represents: str | None = None
    capacity: str | None = None
    on_behalf_of: str | None = None
    certainty: str | None = None

    @property
    def label(self) -> str:
        """The name, or the role of someone whom the source does not name."""
        return person_label(self.name, self.role)

    @property
    def is_certain(self) -> bool:
        """Whether the source leaves no doubt that this person took part."""
        return is_certain(self.certainty)


@dataclass(frozen=True, slots=True)
class Relation(AsRecord):
    """Another meeting of the dataset and what it is to this one (`next`, `concurrent`, `part-of`, …)."""

    id: str
    relation: str | None = None


@dataclass(frozen=True, slots=True)
class Evidence(AsRecord):
    """The exact words of a source, and the claims they prove (W3C Web Annotation TextQuoteSelector).

    A claim is a field (`topics`, all its items) or one item (`topics.trade`, `outcomes.1`).
    """

    source: str
    exact: str
    prefix: str | None = None
    suffix: str | None = None
    supports: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reviewed(AsRecord):
    """That a second person has read a record against its documents, and when (EDTF)."""

    by: str
    on: str


@dataclass(frozen=True, slots=True)
class Ignored(AsRecord):
    """A check whose warnings about a record are not to be told, and why."""

    check: str
    reason: str


@dataclass(frozen=True, slots=True, repr=False)
class Meeting(AsRecord):
    """One meeting: what its documents say of it, each claim with evidence. Absent status means held.

    In a record, `places` is the key `place`: one place, or a list of several.

    >>> meeting = Meeting.from_record({"id": "a", "title": "A", "partners": ["Norway"], "date": "2025-11"})
    >>> meeting.date.latest.isoformat(), meeting.status, meeting.to_record()["date"]
    ('2025-11-30', 'held', '2025-11')
    >>> meeting
    Meeting('a', '2025-11', 'A')
    """

    id: str
    title: str
    series: str | None = None
    ordinal: int | None = None
    kind: str | None = None
    mode: str | None = None
    status: str = "held"
    date: dates.Edtf | None = None
    previous_date: dates.Edtf | None = None
    date_note: str | None = None
    places: tuple[Venue, ...] = field(default=(), metadata={KEY: "place"})
    principal: str | None = None
    partners: tuple[str, ...] = ()
    participants: tuple[Participant, ...] = ()
    topics: tuple[str, ...] = ()
    instruments: tuple[str, ...] = ()
    summary: str | None = None
    outcomes: tuple[str, ...] = ()
    related: tuple[Relation, ...] = ()
    note: str | None = None
    url: str | None = None
    former_ids: tuple[str, ...] = ()
    reviewed: Reviewed | None = None
    check_ignore: tuple[Ignored, ...] = ()
    evidence: tuple[Evidence, ...] = ()

    def __repr__(self) -> str:
        return f"Meeting({self.id!r}, {self.date.text if self.date else None!r}, {self.title!r})"

    @property
    def place(self) -> Venue | None:
        """The first of its places; None where no place is stated."""
        return self.places[0] if self.places else None

    @property
    def sources(self) -> tuple[str, ...]:
        """The ids of the sources that its evidence quotes, in the order of first use."""
        return tuple(dict.fromkeys(e.source for e in self.evidence))

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> Self:
        """The record that a plain dict of `to_record` stands for."""
        values: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in record.items()}
        for name in ("date", "previous_date"):
            if name in values:
                values[name] = dates.parse(values[name])
        if "place" in values:
            values["places"] = tuple(map(Venue.from_record, several(record["place"])))
            del values["place"]
        if "reviewed" in values:
            values["reviewed"] = Reviewed.from_record(values["reviewed"])
        for name, kind in _PARTS.items():
            if name in values:
                values[name] = tuple(kind.from_record(part) for part in values[name])
        return cls(**values)


_PARTS: dict[str, type[Participant] | type[Relation] | type[Evidence] | type[Ignored]] = {
    "check_ignore": Ignored,
    "participants": Participant,
    "related": Relation,
    "evidence": Evidence,
}
