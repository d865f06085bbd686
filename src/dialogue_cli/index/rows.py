"""A record as rows of the index. Rows are gathered and written many at a time."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from itertools import count
from typing import TypedDict

from dialogue_cli.dataset.records import MeetingRecord, VenueRecord, places_of
from dialogue_cli.dates.edtf import parse
from dialogue_cli.index.schema import ON_BEHALF_OF, POSSIBLE, REPRESENTS, SEPARATOR, TEXTS
from dialogue_cli.index.texts import place_names, texts_of
from dialogue_cli.tokens import searchable

_BATCH = 500
dump = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
"""A record as JSON, in one line."""


class MeetingRow(TypedDict):
    """A row of the table `meeting`: its columns by name."""

    number: int
    id: str
    date: str | None
    status: str
    partners: str
    place: str
    title: str
    person: str
    people: int
    earliest: str | None
    latest: str | None
    last_start: str | None
    first_end: str | None
    qualified: bool | None
    moment: str | None
    ordinal: int | None
    kind: str | None
    series: str | None
    principal: int | None
    parties: int
    file: int


def _insert(table: str, columns: Iterable[str]) -> str:
    names = list(columns)
    return f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join(f':{name}' for name in names)})"


_INSERT_MEETING = _insert("meeting", MeetingRow.__annotations__)
_INSERT_WORDS = _insert("words", ("rowid", *TEXTS))


def next_number(connection: sqlite3.Connection, table: str) -> int:
    """The first number that no row of a table has, nor any after it."""
    last = connection.execute(f"SELECT coalesce(max(number), 0) FROM {table}").fetchone()[0]
    return int(last) + 1


class Rows:
    """Writes meetings into the index. `names` holds the number of every name that they bear, by field and text."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self.first_name = next_number(connection, "name")
        self.first_meeting = next_number(connection, "meeting")
        self.names: dict[tuple[str, str], int] = {}
        self._name_numbers = count(self.first_name)
        self._numbers = count(self.first_meeting)
        self._meetings: list[MeetingRow] = []
        self._records: list[tuple[int, str]] = []
        self._links: list[tuple[int, int, bool]] = []
        self._stays: list[tuple[int | None, ...]] = []
        self._sides: list[tuple[str, int, str]] = []
        self._words: list[dict[str, int | str]] = []

    def meeting(self, record: MeetingRecord, file: int) -> None:
        """Takes in the record of a meeting that a file has."""
        number = next(self._numbers)
        places = places_of(record)
        # The same name twice is one link, certain where one of the two is: the last of them.
        links = dict(sorted((self._name(*name), certain) for *name, certain in _names_of(record)))
        self._links += [(name, number, certain) for name, certain in links.items()]
        self._stays += [
            (number, *(self._name("place", name) if name else None for name in (venue, city, country)))
            for city, country, venue in map(place_names, places)
        ]
        self._sides += [(text, number, role) for text, role in _sides_of(record)]
        self._meetings.append(self._meeting(record, number, places, file))
        self._records.append((number, dump(record)))
        self._words.append({"rowid": number, **{column: searchable(text) for column, text in texts_of(record).items()}})
        if len(self._meetings) >= _BATCH:
            self.flush()

    def flush(self) -> None:
        """Writes what has been gathered."""
        many = self.connection.executemany
        many(_INSERT_MEETING, self._meetings)
        many("INSERT INTO record VALUES (?, ?)", self._records)
        many("INSERT INTO link VALUES (?, ?, ?)", self._links)
        many("INSERT INTO stay VALUES (?, ?, ?, ?)", self._stays)
        many("INSERT OR IGNORE INTO side VALUES (?, ?, ?)", self._sides)
        many(_INSERT_WORDS, self._words)
        for rows in (self._meetings, self._records, self._links, self._stays, self._sides, self._words):
            rows.clear()

    def _name(self, field: str, text: str) -> int:
        found = self.names.get((field, text))
        if found is None:
            known = None
            if self.first_name > 1:
                sql = "SELECT number FROM name WHERE field = ? AND text = ?"
                known = self.connection.execute(sql, (field, text)).fetchone()
            found = self.names[field, text] = known[0] if known else next(self._name_numbers)
        return found

    def _meeting(self, record: MeetingRecord, number: int, places: list[VenueRecord], file: int) -> MeetingRow:
        date = parse(record["date"]) if "date" in record else None
        earliest = latest = last_start = first_end = None
        if date:
            bounds = (date.earliest, date.latest, date.last_start, date.first_end)
            earliest, latest, last_start, first_end = (day.isoformat() if day else None for day in bounds)
        return {
            "number": number,
            "id": record["id"],
            "date": date.text if date else None,
            "status": record["status"],
            "partners": SEPARATOR.join(record.get("partners", ())),
            "place": SEPARATOR.join(filter(None, map(_where, places))),
            "title": record["title"],
            "person": _only_person(record),
            "people": len(record.get("participants", ())),
            "earliest": earliest,
            "latest": latest,
            "last_start": last_start,
            "first_end": first_end,
            "qualified": date.qualified if date else None,
            "moment": earliest or latest,
            "ordinal": record.get("ordinal"),
            "kind": record.get("kind"),
            "series": record.get("series"),
            "principal": self._name("partner", record["principal"]) if record.get("principal") else None,
            "parties": len(record.get("partners", ())),
            "file": file,
        }


def _names_of(record: MeetingRecord) -> Iterator[tuple[str, str, bool]]:
    """Every name in a record that a filter may ask for: its field, the name, and whether it is certain."""
    yield from (("person", *one) for one in _people_of(record))
    certain: dict[str, list[str | None]] = {
        "partner": [*record.get("partners", ())],
        "topic": [*record.get("topics", ())],
        "instrument": [*record.get("instruments", ())],
        "source": [quote["source"] for quote in record.get("evidence", ())],
        "place": [name for place in places_of(record) for name in place_names(place)],
        "series": [record.get("series")],
        "kind": [record.get("kind")],
        "mode": [record.get("mode")],
        "status": [record["status"]],
    }
    for field, names in certain.items():
        for name in filter(None, names):
            yield field, name, True


def _people_of(record: MeetingRecord) -> Iterator[tuple[str, bool]]:
    """Everyone who took part, by name or else role, and whether that is certain."""
    for person in record.get("participants", ()):
        yield person.get("name") or person["role"], person.get("certainty") != "possible"


def _only_person(record: MeetingRecord) -> str:
    """The one person who took part; nothing where none or more than one did."""
    people = list(_people_of(record))
    if len(people) != 1:
        return ""
    ((name, is_certain),) = people
    return name if is_certain else name + POSSIBLE


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
