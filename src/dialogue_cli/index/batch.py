"""Records as rows of the index that know nothing of the numbers in it: any process can make them.

Meetings count from 0 within their batch, and names by their place in `Batch.names`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, NamedTuple, cast

from dialogue_cli.dataset.labels import is_certain, person_label
from dialogue_cli.dataset.model import Record
from dialogue_cli.dataset.reader import Item, SectionReader
from dialogue_cli.dataset.records import MeetingRecord, VenueRecord, places_of
from dialogue_cli.dates.edtf import parse
from dialogue_cli.index.schema import ON_BEHALF_OF, POSSIBLE, REPRESENTS, SEPARATOR
from dialogue_cli.index.texts import PLAIN_BETWEEN, place_names, texts_of
from dialogue_cli.tokens import searchable

dump = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
"""A record as JSON, in one line."""
Name = tuple[str, str]
"""Field and text of a name."""
MEETING = (
    "id date status partners place title person people earliest latest last_start first_end qualified moment ordinal"
    " kind series principal parties"
).split()
"""The columns of a meeting, in the order of `Batch.meetings`."""
PRINCIPAL = MEETING.index("principal")
SECTION, UNKNOWN = "section", "unknown"
"""The kinds of a section that begins in a part: one of the format, and any other."""


class Batch(NamedTuple):
    """Rows by the tables that they are for. `marshal` can store it as a plain tuple."""

    names: list[Name]
    meetings: list[tuple[Any, ...]]
    records: list[str]
    """The JSON of each meeting."""
    words: list[tuple[str, ...]]
    """The texts of each meeting, in the order of `schema.TEXTS`."""
    links: list[tuple[int, int, bool]]
    """Name, meeting, and whether it is certain."""
    stays: list[tuple[int, list[int | None]]]
    """Meeting, and the names of venue, city and country."""
    sides: list[tuple[str, int, str]]
    """Text, meeting and role."""
    former: list[tuple[str, int]]
    """Id that a meeting had before, and the meeting."""
    entries: list[tuple[str, str]]
    """Section and JSON of what is not a meeting."""
    defined: list[tuple[str, str]]
    """Kind and id of what must be there once; meetings are left out, they have their own table."""
    wanted: list[tuple[str, str]]
    """Kind and id of what must be somewhere, each once."""


class Collector:
    """Collects items into a batch."""

    def __init__(self) -> None:
        self.batch = Batch([], [], [], [], [], [], [], [], [], [], [])
        self._names: dict[Name, int] = {}
        self._wanted: set[tuple[str, str]] = set()

    def add(self, item: Item) -> None:
        """Takes in the record of an item."""
        if item.section == "meetings":
            self._meeting(cast(MeetingRecord, item.record))
        else:
            self._entry(item.section, item.record)

    def finish(self, reader: SectionReader) -> None:
        """Takes note of the sections that begin in what was read."""
        self.batch.defined.extend((SECTION, section) for section in sorted(reader.sections))
        self.batch.defined.extend((UNKNOWN, section) for section, *_ in reader.unknown)

    def _entry(self, section: str, record: Record) -> None:
        self.batch.entries.append((section, dump(record)))
        kind = {"sources": "source", "series": "series", "dataset": "dataset"}.get(section)
        if kind:
            self.batch.defined.append((kind, record.get("id", "")))

    def _meeting(self, record: MeetingRecord) -> None:
        batch, number = self.batch, len(self.batch.meetings)
        places = places_of(record)
        links = dict.fromkeys((self._name(field, text) for field, text in _names_of(record)), True)
        for person in record.get("participants", ()):
            name = self._name("person", person_label(person.get("name"), person.get("role")))
            # The same person twice is one link, certain where one of the two is.
            links[name] = is_certain(person.get("certainty")) or links.get(name, False)
        batch.links.extend((name, number, certain) for name, certain in links.items())
        for city, country, venue in map(place_names, places):
            found = [self._name("place", name) if name else None for name in (venue, city, country)]
            batch.stays.append((number, found))
        batch.sides.extend(dict.fromkeys((text, number, role) for text, role in _sides_of(record)))
        batch.former.extend((identifier, number) for identifier in record.get("former_ids", ()))
        batch.meetings.append(self._row(record, places))
        batch.records.append(dump(record))
        batch.words.append(tuple(map(searchable, texts_of(record, PLAIN_BETWEEN).values())))
        self._want("meeting", (relation["id"] for relation in record.get("related", ())))
        self._want("source", (quote["source"] for quote in record.get("evidence", ())))

    def _want(self, kind: str, identifiers: Iterator[str]) -> None:
        for identifier in identifiers:
            one = (kind, identifier)
            if one not in self._wanted:
                self._wanted.add(one)
                self.batch.wanted.append(one)

    def _name(self, field: str, text: str) -> int:
        name = (field, text)
        number = self._names.get(name)
        if number is None:
            number = self._names[name] = len(self.batch.names)
            self.batch.names.append(name)
        return number

    def _row(self, record: MeetingRecord, places: list[VenueRecord]) -> tuple[Any, ...]:
        date = parse(record["date"]) if "date" in record else None
        earliest = latest = last_start = first_end = None
        if date:
            bounds = (date.earliest, date.latest, date.last_start, date.first_end)
            earliest, latest, last_start, first_end = (day.isoformat() if day else None for day in bounds)
        partners, principal = record.get("partners", []), record.get("principal")
        return (
            record["id"],
            date.text if date else None,
            record["status"],
            SEPARATOR.join(partners),
            SEPARATOR.join(filter(None, map(_where, places))),
            record["title"],
            _only_person(record),
            len(record.get("participants", ())),
            earliest,
            latest,
            last_start,
            first_end,
            date.qualified if date else None,
            earliest or latest,
            record.get("ordinal"),
            record.get("kind"),
            record.get("series"),
            self._name("partner", principal) if principal else None,
            len(partners),
        )


def _names_of(record: MeetingRecord) -> Iterator[tuple[str, str]]:
    """Every name in a record that a filter may ask for, with its field; but for the people."""
    for name in record.get("partners", ()):
        yield "partner", name
    for name in record.get("topics", ()):
        yield "topic", name
    for name in record.get("instruments", ()):
        yield "instrument", name
    for quote in record.get("evidence", ()):
        yield "source", quote["source"]
    for place in places_of(record):
        for one in filter(None, place_names(place)):
            yield "place", one
    alone = (("series", record.get("series")), ("kind", record.get("kind")), ("mode", record.get("mode")))
    yield from ((field, name) for field, name in alone if name)
    yield "status", record["status"]


def _only_person(record: MeetingRecord) -> str:
    """The one person who took part; nothing where none or more than one did."""
    people = record.get("participants", ())
    if len(people) != 1:
        return ""
    [person] = people
    name = person_label(person.get("name"), person.get("role"))
    return name if is_certain(person.get("certainty")) else name + POSSIBLE


def _sides_of(record: MeetingRecord) -> Iterator[tuple[str, str]]:
    """Whom the people in a record represent or stand in for, each with the key that says so."""
    for person in record.get("participants", ()):
        for text, role in ((person.get("represents"), REPRESENTS), (person.get("on_behalf_of"), ON_BEHALF_OF)):
            if text:
                yield text, role


def _where(place: VenueRecord) -> str:
    """A place as a line shows it: without the venue, where there is more to say."""
    city, country, venue = place_names(place)
    return ", ".join(filter(None, (city, country))) or venue or ""
