"""Answers from a filled index, as rows; what they mean is the archive's business."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn

from dialogue_cli.errors import IndexDamaged
from dialogue_cli.text import key, printable

if TYPE_CHECKING:
    from dialogue_cli.dates.edtf import Period
    from dialogue_cli.query.search_text import Plan

_BASE = "m.number, m.id, m.date, m.status, m.partners, m.place, m.title, m.earliest, m.latest"
_ORDERS = {
    "date": "m.moment",
    "id": "m.id",
    "title": "m.title COLLATE NOCASE",
    "status": "m.status",
    "kind": "m.kind",
    "series": "m.series",
    "ordinal": "m.ordinal",
    "place": "m.place COLLATE NOCASE",
    "partners": "m.partners COLLATE NOCASE",
}


@dataclass(eq=False, repr=False)
class Criteria:
    """A query with its names resolved: what SQL needs to know."""

    names: dict[str, set[str]] = field(default_factory=dict)
    """The entities of each field of which one must be linked."""
    principal: bool = False
    """Whether the principal is among the partners asked for, so that meetings without one of their own match."""
    rounds: tuple[int, ...] = ()
    period: Period | None = None
    certain: bool = False
    bilateral: bool = False
    any_status: bool = True
    plan: Plan | None = None
    last: int | None = None
    next: int | None = None
    today: str = ""
    sort: str = "date"
    reverse: bool = False
    limit: int | None = None


class Row(NamedTuple):
    """A meeting as the index gives it; `json` only where it was asked for."""

    number: int
    id: str
    date: str | None
    status: str
    partners: str
    place: str
    title: str
    earliest: str | None
    latest: str | None
    certain: int | None = None
    json: str | None = None
    score: float | None = None
    snippet: str | None = None
    missing: tuple[str, ...] = ()


class Index:
    """Answers from a filled database."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self._meta: dict[str, Any] = dict(self.rows("SELECT key, value FROM meta"))

    def rows(self, sql: str, values: Sequence[Any] = ()) -> Iterator[Any]:
        """The rows of a question. IndexDamaged when it can not be answered by the index as it is kept."""
        try:
            try:
                cursor = self.connection.execute(sql, values)
            except UnicodeEncodeError:
                # Typed bytes that are no text name nothing that a record could have.
                plain = [printable(value) if isinstance(value, str) else value for value in values]
                cursor = self.connection.execute(sql, plain)
            yield from cursor
        except sqlite3.Error as error:
            self.damaged(error)

    def damaged(self, error: Exception) -> NoReturn:
        """Raises IndexDamaged for an index that is kept; what goes wrong in memory is the program's own fault."""
        # The questions are the program's own: where one fails, the kept index is not what it should be.
        file = self.connection.execute("PRAGMA database_list").fetchone()[2]
        if not file:
            raise error
        raise IndexDamaged(file) from error

    def decode(self, record: str) -> dict[str, Any]:
        """A record out of its JSON."""
        import json

        try:
            found: dict[str, Any] = json.loads(record)
        except ValueError as error:
            self.damaged(error)
        return found

    def row(self, sql: str, values: Sequence[Any] = ()) -> Any:
        """The first row of a question, or None."""
        return next(self.rows(sql, values), None)

    @property
    def header(self) -> str:
        """What the dataset says of itself, as JSON."""
        return str(self._meta["header"])

    @property
    def principal(self) -> str | None:
        """The entity of the principal."""
        principal: str | None = self._meta["principal"]
        return principal

    @property
    def size(self) -> int:
        """How many meetings there are."""
        return int(self._meta["meetings"])

    # Names

    def forms(self, field: str, key: str) -> list[tuple[str, int, str]]:
        """The entities that a key leads to, each with rank and label, the strongest first."""
        rows = self.rows(
            "SELECT f.entity, f.rank, coalesce(l.text, f.text) FROM form f LEFT JOIN label l USING (field, entity)"
            " WHERE field = ? AND key = ? ORDER BY f.rank, f.entity",
            (field, key),
        )
        return list(rows)

    def all_forms(self, field: str) -> list[tuple[str, str, int, str]]:
        """Every form of a field: key, entity, rank, text."""
        return list(self.rows("SELECT key, entity, rank, text FROM form WHERE field = ? ORDER BY rank, text", (field,)))

    def labels(self, field: str, entities: Iterable[str]) -> list[str]:
        """The names to show for entities, in their order; an entity without one shows itself."""
        wanted = list(entities)
        rows = dict(
            self.rows(
                f"SELECT entity, text FROM label WHERE field = ? AND entity IN ({marks(wanted)})", (field, *wanted)
            )
        )
        return [rows.get(entity, entity) for entity in wanted]

    def beginning(self, field: str, start: str) -> list[tuple[str, int]]:
        """The names of a field that begin so, whatever their case, each with the number of its meetings."""
        rows = self.rows(
            "SELECT l.text, count(DISTINCT link.meeting) FROM label l LEFT JOIN name n USING (field, entity)"
            " LEFT JOIN link ON link.name = n.number WHERE l.field = ? AND l.text LIKE ? ESCAPE '!'"
            " GROUP BY l.entity ORDER BY l.text",
            (field, _like(start)),
        )
        return list(rows)

    def ids_beginning(self, start: str) -> list[tuple[str, str]]:
        """The ids that begin so, in time order, each with the title of its meeting."""
        rows = self.rows(
            "SELECT id, title FROM meeting WHERE id LIKE ? ESCAPE '!' ORDER BY moment IS NULL, moment, id",
            (_like(start),),
        )
        return list(rows)

    def possible(self, criteria: Criteria) -> int:
        """How many of the meetings that match name someone who only possibly took part."""
        where, values = self.where(criteria)
        sql = (
            "SELECT count(DISTINCT m.number) FROM meeting m JOIN link ON link.meeting = m.number"
            f" WHERE NOT link.certain AND {where}"
        )
        return int(self.row(sql, values)[0])

    def members(self, party: str) -> set[str]:
        """The entities of a group's members, direct or not."""
        return {row[0] for row in self.rows("SELECT member FROM member WHERE party = ?", (party,))}

    def groups(self, member: str) -> set[str]:
        """The entities of the groups that a party belongs to."""
        return {row[0] for row in self.rows("SELECT party FROM member WHERE member = ?", (member,))}

    def cities(self, country: str) -> set[str]:
        """The entities of the cities that the vocabulary places in a country."""
        return {row[0] for row in self.rows("SELECT city FROM inside WHERE country = ?", (country,))}

    def uses(self, field: str, entities: Iterable[str]) -> bool:
        """Whether any meeting bears one of the entities."""
        wanted = list(entities)
        found = self.row(
            "SELECT 1 FROM name n JOIN link ON link.name = n.number"
            f" WHERE n.field = ? AND n.entity IN ({marks(wanted)})"
            " UNION ALL SELECT 1 FROM meeting m JOIN name n ON n.number = m.principal"
            f" WHERE n.field = ? AND n.entity IN ({marks(wanted)}) LIMIT 1",
            (field, *wanted, field, *wanted),
        )
        return found is not None

    # Records

    def match(self, identifier: str) -> Row | None:
        """The meeting with an id, as a question would find it."""
        found = self.row(
            f"SELECT {_BASE}, NULL, r.json FROM meeting m JOIN record r ON r.meeting = m.number WHERE m.id = ?",
            (identifier,),
        )
        return Row(*found) if found else None

    def ids(self) -> Iterator[str]:
        """The ids of all meetings, in time order."""
        for (identifier,) in self.rows("SELECT id FROM meeting ORDER BY moment IS NULL, moment, id"):
            yield identifier

    def entries(self, section: str) -> Iterator[str]:
        """The records of a section that is not `meetings` as JSON, in the order of the dataset."""
        rows = self.rows(
            "SELECT e.json FROM entry e JOIN file f ON f.number = e.file WHERE e.section = ? ORDER BY f.name, e.rowid",
            (section,),
        )
        for (record,) in rows:
            yield record

    def entities(self, field: str) -> dict[str, tuple[str, str]]:
        """Every name that meetings bear in a field, with its entity and the name to show for that."""
        rows = self.rows(
            "SELECT n.text, n.entity, coalesce(l.text, n.text) FROM name n LEFT JOIN label l USING (field, entity)"
            " WHERE n.field = ?",
            (field,),
        )
        return {text: (entity, label) for text, entity, label in rows}

    def series(self) -> list[tuple[str, str, str]]:
        """Entity, id and name of every series: those of the vocabulary in its order, then the others by id."""
        records = [self.decode(entry) for entry in self.entries("series")]
        found = {key(record["id"]): (record["id"], record.get("name") or record["id"]) for record in records}
        rows = self.rows("SELECT entity, min(text) FROM name WHERE field = 'series' GROUP BY entity ORDER BY min(text)")
        for entity, text in rows:
            found.setdefault(entity, (text, text))
        return [(entity, *names) for entity, names in found.items()]

    def rounds(self) -> Iterator[tuple[str, str, int | None, str | None, str, str]]:
        """Every meeting of a series: the entity of the series, then id, ordinal, date, status and place."""
        yield from self.rows(
            "SELECT n.entity, m.id, m.ordinal, m.date, m.status, m.place FROM name n JOIN link l ON l.name = n.number"
            " JOIN meeting m ON m.number = l.meeting WHERE n.field = 'series'"
        )

    def accounts(self) -> dict[str, tuple[int, int, int]]:
        """How many meetings, quotes and claims rest on each source that is quoted, by its id."""
        rows = self.rows(
            "SELECT json_extract(q.value, '$.source'), count(DISTINCT r.meeting), count(*),"
            " sum(coalesce(json_array_length(q.value, '$.supports'), 0))"
            " FROM record r, json_each(r.json, '$.evidence') q GROUP BY 1"
        )
        return {source: (meetings, quotes, claims) for source, meetings, quotes, claims in rows}

    def span(self) -> tuple[str | None, str | None]:
        """The earliest and the latest day that is known of any meeting."""
        first, last = self.row("SELECT min(moment), max(coalesce(latest, earliest)) FROM meeting")
        return first, last

    # Questions

    def count(self, criteria: Criteria, *, undated: bool = False) -> int:
        """How many meetings match, the words of a search aside; with `undated`, how many would if they had a date."""
        where, values = self.where(criteria, dated=not undated)
        if undated:
            where += " AND m.date IS NULL"
        return int(self.row(f"SELECT count(*) FROM meeting m WHERE {where}", values)[0])

    def doubtful(self, criteria: Criteria) -> int:
        """How many meetings that match are only possibly in the period."""
        where, values = self.where(criteria)
        certain, days = _certainly(criteria.period)
        found = self.row(f"SELECT count(*) FILTER (WHERE NOT {certain}) FROM meeting m WHERE {where}", [*days, *values])
        return int(found[0])

    def select(self, criteria: Criteria, *, records: bool = False) -> Iterator[Row]:
        """The meetings that match, in order; with `records`, each with its JSON."""
        where, values = self.where(criteria)
        columns, join, days = shown(criteria, records)
        sql = f"SELECT {columns} FROM meeting m{join} WHERE {where} {order(criteria)}"
        values = [*days, *values]
        if criteria.limit is not None:
            sql += " LIMIT ?"
            values.append(criteria.limit)
        for row in self.rows(sql, values):
            yield Row(*row)

    def where(self, criteria: Criteria, *, dated: bool = True, among: list[int] | None = None) -> tuple[str, list[Any]]:
        """The filters as an SQL condition on `meeting m`, with its values; the words of a search are not among them."""
        clauses, values = ["1"], list[Any]()
        if among is not None:
            clauses.append("m.number IN (SELECT value FROM json_each(?))")
            values.append(f"[{','.join(map(str, among))}]")
        for name, entities in criteria.names.items():
            wanted = sorted(entities)
            certain = " AND link.certain" if name == "person" and criteria.certain else ""
            clause = (
                "m.number IN (SELECT link.meeting FROM name JOIN link ON link.name = name.number"
                f" WHERE name.field = ? AND name.entity IN ({marks(wanted)}){certain})"
            )
            values += [name, *wanted]
            if name == "partner":
                clause += (
                    " OR m.principal IN (SELECT number FROM name WHERE field = 'partner'"
                    f" AND entity IN ({marks(wanted)}))"
                )
                values += wanted
                if criteria.principal:
                    clause += " OR m.principal IS NULL"
            clauses.append(f"({clause})")
        if criteria.rounds:
            clauses.append(f"m.ordinal IN ({marks(criteria.rounds)})")
            values += criteria.rounds
        if criteria.bilateral:
            clauses.append(
                "m.parties = 1 AND m.number NOT IN (SELECT link.meeting FROM name JOIN link ON link.name = name.number"
                " WHERE name.field = 'partner' AND name.entity IN (SELECT party FROM member))"
            )
        if criteria.period and dated:
            clause, days = _possibly(criteria.period)
            clauses.append(clause)
            values += days
            if criteria.certain:
                clause, days = _certainly(criteria.period)
                clauses.append(clause)
                values += days
        if dated and (criteria.last or criteria.next):
            where, inner = " AND ".join(clauses), tuple(values)
            near: list[str] = []
            if criteria.last:
                held = "" if not criteria.any_status else " AND m.status = 'held'"
                near.append(
                    f"SELECT m.number FROM meeting m WHERE {where} AND m.date IS NOT NULL"
                    f" AND (m.earliest IS NULL OR m.earliest <= ?){held} ORDER BY m.moment DESC, m.id DESC LIMIT ?"
                )
                values += [criteria.today, criteria.last]
            if criteria.next:
                open_ones = "" if not criteria.any_status else " AND m.status != 'cancelled'"
                near.append(
                    f"SELECT m.number FROM meeting m WHERE {where} AND m.date IS NOT NULL{open_ones}"
                    " AND (m.earliest > ? OR (m.status != 'held' AND (m.latest IS NULL OR m.latest >= ?)))"
                    " ORDER BY m.moment, m.id LIMIT ?"
                )
                values += [*(inner if criteria.last else ()), criteria.today, criteria.today, criteria.next]
            clauses = [" OR ".join(f"m.number IN ({one})" for one in near)]
        return " AND ".join(f"({clause})" for clause in clauses), values


def _like(start: str) -> str:
    """The pattern of LIKE (with `!` as its escape) for what begins so."""
    return "".join("!" + c if c in "!%_" else c for c in start) + "%"


def quoted(text: str) -> str:
    """A text as an FTS5 string."""
    return '"' + text.replace('"', '""').replace("\0", "") + '"'


def marks(values: Sequence[Any] | set[Any]) -> str:
    """As many question marks as there are values."""
    return ",".join("?" * len(values))


def _possibly(period: Period) -> tuple[str, list[Any]]:
    clauses, days = ["m.date IS NOT NULL"], list[Any]()
    if period.end:
        clauses.append("(m.earliest IS NULL OR m.earliest <= ?)")
        days.append(period.end.isoformat())
    if period.start:
        clauses.append("(m.latest IS NULL OR m.latest >= ?)")
        days.append(period.start.isoformat())
    return " AND ".join(clauses), days


def _certainly(period: Period | None) -> tuple[str, list[Any]]:
    if not period:
        return "NULL", []
    clauses, days = ["NOT m.qualified"], list[Any]()
    if period.end:
        clauses.append("coalesce(m.last_start <= ?, 0)")
        days.append(period.end.isoformat())
    if period.start:
        clauses.append("coalesce(m.first_end >= ?, 0)")
        days.append(period.start.isoformat())
    return "(" + " AND ".join(clauses) + ")", days


def shown(criteria: Criteria, records: bool) -> tuple[str, str, list[Any]]:
    """The columns of a `Row`, what they need to be joined with `meeting m`, and the values in them."""
    certain, days = _certainly(criteria.period)
    json_column, join = ("r.json", " JOIN record r ON r.meeting = m.number") if records else ("NULL", "")
    return f"{_BASE}, {certain}, {json_column}", join, days


def order(criteria: Criteria) -> str:
    """The ORDER BY of a query: what has no value comes last, meetings that are equal go by time."""
    down = " DESC" if criteria.reverse else ""
    column = _ORDERS[criteria.sort]
    empty = "m.moment IS NULL" if criteria.sort == "date" else f"coalesce({column}, '') = ''"
    rest = f"m.id{down}" if criteria.sort == "date" else f"m.moment IS NULL, m.moment{down}, m.id{down}"
    return f"ORDER BY {empty}, {column}{down}, {rest}"
