"""Answers from a filled index, as rows; what they mean is the archive's business."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any

from dialogue_cli.dates import Period
from dialogue_cli.index.schema import COLUMNS, WEIGHTS
from dialogue_cli.search import Atom, Plan, Unit
from dialogue_cli.text import words as words_of

MARK_START, MARK_END = "\x02", "\x03"
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


@dataclass(slots=True)
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
    any_word: bool = False
    """Whether a meeting matches that has only some of the words."""
    last: int | None = None
    next: int | None = None
    today: str = ""
    sort: str = "date"
    reverse: bool = False
    limit: int | None = None


@dataclass(frozen=True, slots=True)
class Row:
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
        self._meta = dict(connection.execute("SELECT key, value FROM meta"))

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
        return self.connection.execute(
            "SELECT f.entity, f.rank, coalesce(l.text, f.text) FROM form f LEFT JOIN label l USING (field, entity)"
            " WHERE field = ? AND key = ? ORDER BY f.rank, f.entity",
            (field, key),
        ).fetchall()

    def all_forms(self, field: str) -> list[tuple[str, str, int, str]]:
        """Every form of a field: key, entity, rank, text."""
        return self.connection.execute(
            "SELECT key, entity, rank, text FROM form WHERE field = ? ORDER BY rank, text", (field,)
        ).fetchall()

    def labels(self, field: str, entities: Iterable[str]) -> list[str]:
        """The names to show for entities, in their order; an entity without one shows itself."""
        wanted = list(entities)
        rows = dict(
            self.connection.execute(
                f"SELECT entity, text FROM label WHERE field = ? AND entity IN ({_marks(wanted)})", (field, *wanted)
            ).fetchall()
        )
        return [rows.get(entity, entity) for entity in wanted]

    def members(self, party: str) -> set[str]:
        """The entities of a group's members, direct or not."""
        return {row[0] for row in self.connection.execute("SELECT member FROM member WHERE party = ?", (party,))}

    def groups(self, member: str) -> set[str]:
        """The entities of the groups that a party belongs to."""
        return {row[0] for row in self.connection.execute("SELECT party FROM member WHERE member = ?", (member,))}

    def cities(self, country: str) -> set[str]:
        """The entities of the cities that the vocabulary places in a country."""
        return {row[0] for row in self.connection.execute("SELECT city FROM inside WHERE country = ?", (country,))}

    def uses(self, field: str, entities: Iterable[str]) -> int:
        """How many meetings bear one of the entities."""
        wanted = list(entities)
        found = self.connection.execute(
            f"SELECT count(DISTINCT meeting) FROM link JOIN name n ON n.number = link.name"
            f" WHERE n.field = ? AND n.entity IN ({_marks(wanted)})",
            (field, *wanted),
        ).fetchone()
        return int(found[0])

    # Records

    def record(self, identifier: str) -> str | None:
        """The record of a meeting, as JSON."""
        found = self.connection.execute(
            "SELECT json FROM record JOIN meeting ON number = meeting WHERE id = ?", (identifier,)
        ).fetchone()
        return found[0] if found else None

    def ids(self) -> Iterator[str]:
        """The ids of all meetings, in time order."""
        for (identifier,) in self.connection.execute("SELECT id FROM meeting ORDER BY moment IS NULL, moment, id"):
            yield identifier

    def sources(self) -> list[str]:
        """The records of all sources as JSON, in the order of the dataset."""
        rows = self.connection.execute("SELECT json FROM entry WHERE section = 'sources' ORDER BY rowid")
        return [row[0] for row in rows]

    def span(self) -> tuple[str | None, str | None]:
        """The earliest and the latest day that is known of any meeting."""
        first, last = self.connection.execute(
            "SELECT min(moment), max(coalesce(latest, earliest)) FROM meeting"
        ).fetchone()
        return first, last

    # Questions

    def count(self, criteria: Criteria, *, undated: bool = False) -> int:
        """How many meetings match; with `undated`, how many would if they had a date."""
        where, values = self._where(criteria, dated=not undated)
        if undated:
            where += " AND m.date IS NULL"
        if criteria.plan:
            where += " AND m.number IN (SELECT rowid FROM words WHERE words MATCH ?)"
            values.append(self._expression(criteria.plan, any_unit=criteria.any_word))
            if not criteria.any_word:
                clause, more = self._begun(criteria.plan)
                where, values = f"{where} AND {clause}", [*values, *more]
        found = self.connection.execute(f"SELECT count(*) FROM meeting m WHERE {where}", values).fetchone()
        return int(found[0])

    def select(self, criteria: Criteria, *, records: bool = False) -> Iterator[Row]:
        """The meetings that match, in order; with `records`, each with its JSON."""
        where, values = self._where(criteria)
        certain, days = _certainly(criteria.period)
        json_column = "r.json" if records else "NULL"
        join = " JOIN record r ON r.meeting = m.number" if records else ""
        if criteria.plan:
            yield from self._search(criteria, where, values, certain, days, json_column, join)
            return
        sql = f"SELECT {_BASE}, {certain}, {json_column} FROM meeting m{join} WHERE {where} {_order(criteria)}"
        values = [*days, *values]
        if criteria.limit is not None:
            sql += " LIMIT ?"
            values.append(criteria.limit)
        with closing(self.connection.execute(sql, values)) as cursor:
            for row in cursor:
                yield Row(*row)

    def _where(self, criteria: Criteria, *, dated: bool = True) -> tuple[str, list[Any]]:
        clauses, values = ["1"], list[Any]()
        for name, entities in criteria.names.items():
            wanted = sorted(entities)
            certain = " AND link.certain" if name == "person" and criteria.certain else ""
            clause = (
                "m.number IN (SELECT link.meeting FROM name JOIN link ON link.name = name.number"
                f" WHERE name.field = ? AND name.entity IN ({_marks(wanted)}){certain})"
            )
            values += [name, *wanted]
            if name == "partner":
                clause += (
                    " OR m.principal IN (SELECT number FROM name WHERE field = 'partner'"
                    f" AND entity IN ({_marks(wanted)}))"
                )
                values += wanted
                if criteria.principal:
                    clause += " OR m.principal IS NULL"
            clauses.append(f"({clause})")
        if criteria.rounds:
            clauses.append(f"m.ordinal IN ({_marks(criteria.rounds)})")
            values += criteria.rounds
        if criteria.bilateral:
            clauses.append(
                "m.parties = 1 AND m.number NOT IN (SELECT link.meeting FROM name JOIN link ON link.name = name.number"
                " WHERE name.field = 'partner' AND name.entity IN (SELECT party FROM member))"
            )
        if criteria.plan and criteria.plan.excluded:
            clauses.append("m.number NOT IN (SELECT rowid FROM words WHERE words MATCH ?)")
            values.append(" OR ".join(self._atom(atom) for atom in criteria.plan.excluded))
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

    # Search

    def _atom(self, atom: Atom) -> str:
        """The FTS5 expression of an atom: its words, or the names of what its words are an alias of."""
        found = [self._prefix(atom) if atom.is_prefix else atom.fts]
        if not atom.is_prefix:
            rows = self.connection.execute(
                "SELECT DISTINCT name.field, name.text FROM alias JOIN name USING (field, entity) WHERE alias MATCH ?",
                (atom.fts,),
            )
            found += [f"{COLUMNS[field]} : {quoted(text)}" for field, text in rows if quoted(text) != '""']
        return f"({' OR '.join(found)})"

    def _prefix(self, atom: Atom) -> str:
        """The words that begin so: FTS5 would stem the beginning as if it were a word."""
        start = "".join(words_of(atom.words[-1]))
        rows = self.connection.execute(
            "SELECT term FROM plain_words WHERE term >= ? AND term < ?", (start, start + "\U0010ffff")
        )
        found = [quoted(term) for (term,) in rows]
        return f"({' OR '.join(found)})" if found else atom.fts

    def _begun(self, plan: Plan) -> tuple[str, list[Any]]:
        """What holds beside the expression: stems find too much for a word that is only begun."""
        clauses, values = ["1"], list[Any]()
        for unit in plan.units:
            begun = [atom for atom in unit.atoms if atom.is_prefix]
            if begun:
                clause = "m.number IN (SELECT rowid FROM plain WHERE plain MATCH ?)"
                values.append(" OR ".join(f"{atom.fts} *" for atom in begun))
                others = [self._atom(atom) for atom in unit.atoms if not atom.is_prefix]
                if others:
                    clause += " OR m.number IN (SELECT rowid FROM words WHERE words MATCH ?)"
                    values.append(" OR ".join(others))
                clauses.append(clause)
        return " AND ".join(f"({clause})" for clause in clauses), values

    def _unit(self, unit: Unit) -> str:
        return f"({' OR '.join(self._atom(atom) for atom in unit.atoms)})"

    def _expression(self, plan: Plan, *, any_unit: bool = False) -> str:
        return (" OR " if any_unit else " AND ").join(self._unit(unit) for unit in plan.units)

    def _search(
        self, criteria: Criteria, where: str, values: list[Any], certain: str, days: list[Any], column: str, join: str
    ) -> Iterator[Row]:
        plan = criteria.plan
        assert plan is not None
        lacking: dict[int, tuple[str, ...]] = {}
        if criteria.any_word:
            lacking = self._lacking(plan, where, values)
        else:
            clause, more = self._begun(plan)
            where, values = f"{where} AND {clause}", [*values, *more]
        sql = (
            f"SELECT {_BASE}, {certain}, {column}, -bm25(words, {WEIGHTS}),"
            f" snippet(words, -1, '{MARK_START}', '{MARK_END}', '…', 18)"
            f" FROM words JOIN meeting m ON m.number = words.rowid{join} WHERE words MATCH ? AND {where}"
        )
        found = [
            Row(*(*row, lacking.get(row[0], ())))
            for row in self.connection.execute(
                sql, [*days, self._expression(plan, any_unit=criteria.any_word), *values]
            )
        ]
        found.sort(key=lambda row: (len(row.missing), -(row.score or 0), row.id))
        if criteria.sort != "score":
            order = {
                number: i
                for i, (number,) in enumerate(
                    self.connection.execute(f"SELECT m.number FROM meeting m {_order(criteria)}")
                )
            }
            found.sort(key=lambda row: order[row.number])
        elif criteria.reverse:
            found.reverse()
        yield from found[: criteria.limit]

    def _lacking(self, plan: Plan, where: str, values: list[Any]) -> dict[int, tuple[str, ...]]:
        """The units that each meeting lacks, of those that have one at least."""
        sets: list[set[int]] = []
        for unit in plan.units:
            clause, more = self._begun(Plan((unit,)))
            rows = self.connection.execute(
                "SELECT m.number FROM words JOIN meeting m ON m.number = words.rowid"
                f" WHERE words MATCH ? AND {where} AND {clause}",
                [self._unit(unit), *values, *more],
            )
            sets.append({number for (number,) in rows})
        return {
            number: tuple(unit.typed for unit, found in zip(plan.units, sets, strict=True) if number not in found)
            for number in set().union(*sets)
        }


def quoted(text: str) -> str:
    """A text as an FTS5 string."""
    return '"' + text.replace('"', '""').replace("\0", "") + '"'


def _marks(values: Sequence[Any] | set[Any]) -> str:
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


def _order(criteria: Criteria) -> str:
    down = " DESC" if criteria.reverse else ""
    column = _ORDERS[criteria.sort]
    # What has no value comes last in either direction; meetings that are equal in it go by time.
    empty = f"coalesce({column}, '') = ''"
    rest = f"m.id{down}" if criteria.sort == "date" else f"m.moment IS NULL, m.moment{down}, m.id{down}"
    return f"ORDER BY {empty}, {column}{down}, {rest}"
