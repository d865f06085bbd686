"""Answers from a filled index, as rows; what they mean is the archive's business."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any

from dialogue_cli.index.database import Database
from dialogue_cli.index.filters import Criteria, certainty, order, where
from dialogue_cli.index.known_names import KnownNames
from dialogue_cli.index.schema import ENTRIES
from dialogue_cli.text import key, plural
from dialogue_cli.tuples import NamedTuple

_OF_A_LINE = "m.number, m.id, m.date, m.status, m.partners, m.place, m.title, m.person, m.people,"
_OF_A_LINE += " m.earliest, m.latest"
"""The first columns of a `Row`, in its order."""


class Row(NamedTuple):
    """A meeting as the index gives it; `json` only where it was asked for, the rest by a search."""

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
    certain: int | None = None
    json: str | None = None
    score: float | None = None
    snippet: str | None = None
    missing: tuple[str, ...] = ()


class Index(Database):
    """Answers from a filled database."""

    @cached_property
    def names(self) -> KnownNames:
        """The names of the collection."""
        return KnownNames(self)

    @property
    def header(self) -> dict[str, Any]:
        """What the dataset says of itself."""
        return self.decode(self.meta["header"])

    @property
    def principal(self) -> str | None:
        """The entity of the principal."""
        principal: str | None = self.meta["principal"]
        return principal

    @property
    def size(self) -> int:
        """How many meetings there are."""
        return int(self.meta["meetings"])

    # Records

    def match(self, identifier: str) -> Row | None:
        """The meeting with an id, as a question would find it."""
        found = self.row(
            f"SELECT {_OF_A_LINE}, NULL, r.json FROM meeting m JOIN record r ON r.meeting = m.number WHERE m.id = ?",
            (identifier,),
        )
        return Row(*found) if found else None

    def former(self, identifier: str) -> str | None:
        """The id now of the meeting that had an id before."""
        found = self.row(
            "SELECT min(m.id) FROM former f JOIN meeting m ON m.number = f.meeting WHERE f.id = ?", (identifier,)
        )
        return str(found[0]) if found and found[0] else None

    def ids(self) -> list[str]:
        """The ids of all meetings, in time order."""
        rows = self.rows("SELECT id FROM meeting ORDER BY moment IS NULL, moment, id")
        return [identifier for (identifier,) in rows]

    def entries(self, section: str) -> list[dict[str, Any]]:
        """The records of a section other than `meetings`, in the order of the dataset."""
        return [self.decode(record) for (record,) in self.rows(ENTRIES, (section,))]

    def series(self) -> list[tuple[str, str, str]]:
        """Entity, id and name of every series: those of the vocabulary in its order, then the others by id."""
        records = self.entries("series")
        found = {key(record["id"]): (record["id"], record.get("name") or record["id"]) for record in records}
        rows = self.rows("SELECT entity, min(text) FROM name WHERE field = 'series' GROUP BY entity ORDER BY min(text)")
        for entity, text in rows:
            found.setdefault(entity, (text, text))
        return [(entity, *names) for entity, names in found.items()]

    def rounds(self) -> Iterator[tuple[str, str, int | None, str | None, str, str]]:
        """Every meeting of a series: the entity of the series, then id, ordinal, date, status and place."""
        return self.rows(
            "SELECT n.entity, m.id, m.ordinal, m.date, m.status, m.place FROM name n JOIN link l ON l.name = n.number"
            " JOIN meeting m ON m.number = l.meeting WHERE n.field = 'series'"
        )

    def accounts(self) -> dict[str | None, tuple[int, int, int]]:
        """How many meetings, quotes and claims rest on each source that is quoted, by its id; under None, on any."""
        counts = (
            "count(DISTINCT r.meeting), count(*), sum(coalesce(json_array_length(q.value, '$.supports'), 0))"
            " FROM record r, json_each(r.json, '$.evidence') q"
        )
        rows = self.rows(
            f"SELECT json_extract(q.value, '$.source'), {counts} GROUP BY 1 UNION ALL SELECT NULL, {counts}"
        )
        return {source: (meetings, quotes, claims or 0) for source, meetings, quotes, claims in rows}

    def span(self) -> tuple[str | None, str | None]:
        """The earliest and the latest day that is known of any meeting, as ISO days."""
        first, last = self.row("SELECT min(moment), max(coalesce(latest, earliest)) FROM meeting")
        return first, last

    def coverage(self) -> str:
        """How many meetings there are, and of which time, as far as it is known."""
        years = sorted({day[:4] for day in self.span() if day})
        before, after, undated = self.row(
            "SELECT total(date IS NOT NULL AND earliest IS NULL), total(date IS NOT NULL AND latest IS NULL),"
            " count(*) - count(date) FROM meeting"
        )
        if years:
            years[0] += " or earlier" if before else ""
            years[-1] += " or later" if after else ""
        time = [" to ".join(years)] if years else []
        rest = [f"{undated:,} without a date" if time else "none with a date"] if undated else []
        return ", ".join([plural(self.size, "meeting"), *time, *rest])

    # Questions; the words of a search are the business of `ranking`

    def count(self, criteria: Criteria, *, undated: bool = False) -> int:
        """How many meetings match; with `undated`, how many would if they had a date."""
        clause, values = where(criteria, dated=not undated)
        if undated:
            clause += " AND m.date IS NULL"
        return self.number(f"SELECT count(*) FROM meeting m WHERE {clause}", values)

    def select(self, criteria: Criteria, *, records: bool = False) -> Iterator[Row]:
        """The meetings that match, in order; with `records`, each with its JSON."""
        clause, values = where(criteria)
        columns, join, days = shown(criteria, records)
        sql = f"SELECT {columns} FROM meeting m{join} WHERE {clause} {order(criteria)}"
        values = [*days, *values]
        if criteria.query.limit is not None:
            sql += " LIMIT ?"
            values.append(criteria.query.limit)
        return (Row(*row) for row in self.rows(sql, values))

    def differ(self, criteria: Criteria, column: str, identifier: str) -> bool:
        """Whether a meeting that matches has another value in a column than the meeting with an id."""
        clause, values = where(criteria)
        sql = f"SELECT m.{column} AS value FROM meeting m WHERE {clause}"
        if criteria.query.limit is not None:
            sql += f" {order(criteria)} LIMIT ?"
            values.append(criteria.query.limit)
        return self.row(*other_value(sql, values, column, identifier)) is not None


def other_value(among: str, values: Sequence[Any], column: str, identifier: str) -> tuple[str, list[Any]]:
    """SQL that has a row where one of some values is not that of the meeting with an id, and its values."""
    sql = f"SELECT 1 FROM ({among}) WHERE value IS NOT (SELECT {column} FROM meeting WHERE id = ?) LIMIT 1"
    return sql, [*values, identifier]


def shown(criteria: Criteria, records: bool) -> tuple[str, str, list[Any]]:
    """The columns of a `Row` as far as `json`, what they need to be joined with `meeting m`, and their values."""
    certain, days = certainty(criteria)
    json, join = ("r.json", " JOIN record r ON r.meeting = m.number") if records else ("NULL", "")
    return f"{_OF_A_LINE}, ({certain}), {json}", join, days
