"""Counts meetings by what they have, in SQL: no record is decoded."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from dialogue_cli.index.filters import Criteria, certainty, where
from dialogue_cli.index.placed import COUNTED, VALUES
from dialogue_cli.index.understanding import NOTHING_CERTAIN, Understood
from dialogue_cli.names.typed import Spellings, are_several, counted_as_one, written_in
from dialogue_cli.query.countable import FIELDS, TIMES
from dialogue_cli.query.counts import UNCERTAIN, Counts, Value, in_order, note_of_several, without_gaps
from dialogue_cli.query.query import ONLY_POSSIBLY
from dialogue_cli.text import plural

if TYPE_CHECKING:
    from dialogue_cli.index.queries import Index

# Each gives rows of a meeting and one of its values, none twice; a value is the label of an entity.
_LINKED = (
    "SELECT l.meeting, coalesce(b.text, n.entity) AS value, max(l.certain) AS sure FROM link l"
    " JOIN name n ON n.number = l.name LEFT JOIN label b ON b.field = n.field AND b.entity = n.entity"
)
_MEETING = " JOIN meeting p ON p.number = l.meeting"
# A date is certainly in every year from its last possible start to its first possible end.
_TIME = f"""
WITH RECURSIVE day AS (
    SELECT number, {{first}} AS first, {{last}} AS last, coalesce({{first}} <= {{last}}, 0) AND NOT qualified AS sure
    FROM meeting WHERE date IS NOT NULL
), step (meeting, value, last) AS (
    SELECT number, first, last FROM day WHERE sure
    UNION ALL SELECT meeting, {{next}}, last FROM step WHERE value < last
)
SELECT meeting, value FROM step UNION ALL SELECT number, '{UNCERTAIN}' FROM day WHERE NOT sure
"""
_NEXT = {"year": "printf('%04d', value + 1)", "month": "strftime('%Y-%m', value || '-01', '+1 month')"}
_LENGTH = {"year": 4, "month": 7}


def counts(index: Index, understood: Understood, fields: tuple[str, ...]) -> Counts:
    """The meetings that match, counted by some fields; see `Archive.count_by`."""
    criteria, notes, _ = understood
    query = criteria.query
    if "person" in fields:
        notes = [note for note in notes if note != NOTHING_CERTAIN]
    meetings = index.count(criteria)
    found = [_cells(index, criteria, (field,)) for field in fields]
    cells, possible = _cells(index, criteria, fields) if len(fields) > 1 else found[0] if found else ({}, {})
    totals = [
        in_order(field, {value: number for (value,), number in one.items()}, reverse=query.reverse and not i)
        for i, (field, (one, _)) in enumerate(zip(fields, found, strict=True))
    ]
    possible_totals = tuple({value: number for (value,), number in one.items()} for _, one in found)
    if len(fields) == 1:
        totals = [without_gaps(fields[0], totals[0])]
    several = tuple(_several(index, criteria, field) for field in fields)
    notes = [*notes, *_notes(index, criteria, fields, meetings, several, notes)]
    others = (0,) * len(fields)
    found_all = Counts(fields, cells, tuple(totals), several, meetings, others, tuple(notes), possible, possible_totals)
    return found_all if query.limit is None else found_all.cut(query.limit)


def _notes(
    index: Index,
    criteria: Criteria,
    fields: tuple[str, ...],
    meetings: int,
    several: tuple[int, ...],
    said: Collection[str],
) -> Iterator[str]:
    """What a reader of the counts must know; `said` are the notes about the query."""
    if doubtful := _doubtful(index, criteria):
        are = "is" if doubtful == 1 else "are"
        yield f"{doubtful:,} of {plural(meetings, 'meeting')} {are} {ONLY_POSSIBLY}"
    if "person" in fields and not criteria.query.certain and (possible := _with_possible_people(index, criteria)):
        has = "has" if possible == 1 else "have"
        yield f"{plural(possible, 'meeting')} {has} people who only possibly took part; --certain leaves them out"
    for field, number in zip(fields, several, strict=True):
        if number:
            yield note_of_several(field, number)
    for field in fields:
        if field not in TIMES and (merged := _merged(index, criteria, field, said)):
            yield counted_as_one(FIELDS[field], merged)


def _doubtful(index: Index, criteria: Criteria) -> int:
    """How many meetings that match are only possibly among those asked for."""
    clause, values = where(criteria)
    certain, days = certainty(criteria)
    return index.number(
        f"SELECT count(*) FILTER (WHERE NOT ({certain})) FROM meeting m WHERE {clause}", [*days, *values]
    )


def _with_possible_people(index: Index, criteria: Criteria) -> int:
    """How many of the meetings that match name someone who only possibly took part."""
    clause, values = where(criteria)
    sql = (
        "SELECT count(DISTINCT m.number) FROM meeting m JOIN link ON link.meeting = m.number"
        f" WHERE NOT link.certain AND {clause}"
    )
    return index.number(sql, values)


def _merged(index: Index, criteria: Criteria, field: str, said: Collection[str]) -> list[tuple[str, Spellings]]:
    """The values that the meetings that match write in more than one way, the most frequent first.

    Those of which a note of the filters says it already are left out.
    """
    join, clause = _of_field(field, criteria)
    matching, values = where(criteria)
    sql = (
        f"SELECT n.entity, n.text, count(DISTINCT l.meeting) FROM name n JOIN link l ON l.name = n.number{join}"
        f" JOIN meeting m ON m.number = l.meeting WHERE n.field = '{field}'{clause} AND {matching}"
        f" AND n.entity IN (SELECT entity FROM name WHERE field = '{field}' GROUP BY entity HAVING count(*) > 1)"
        " GROUP BY n.number ORDER BY 3 DESC, 2"
    )
    found: dict[str, Spellings] = {}
    for entity, text, number in index.rows(sql, values):
        found.setdefault(entity, []).append((text, number))
    several = [entity for entity, spellings in found.items() if are_several(spellings)]
    labels = dict(zip(several, index.names.labels(field, several), strict=True))
    if getattr(criteria.query, field):
        all_ = index.names.spellings(field, several)
        several = [entity for entity in several if written_in(labels[entity], all_[entity]) not in said]
    merged = [(labels[entity], found[entity]) for entity in several]
    return sorted(merged, key=lambda one: (-sum(number for _, number in one[1]), one[0]))


Cells = dict[tuple[Value, ...], int]


def _cells(index: Index, criteria: Criteria, fields: tuple[str, ...]) -> tuple[Cells, Cells]:
    """How many meetings that match have these values, one of each field; None is no value.

    Then of how many of them the person only possibly took part, without zeros.
    """
    clause, values = where(criteria)
    tables = [f"v{i} AS ({values_of(field, criteria)})" for i, field in enumerate(fields)]
    columns = ", ".join(f"v{i}.value" for i in range(len(fields)))
    joins = "".join(f" LEFT JOIN v{i} ON v{i}.meeting = m.number" for i in range(len(fields)))
    possible = f"sum(NOT coalesce(v{fields.index('person')}.sure, 1))" if "person" in fields else "0"
    sql = (
        f"WITH {', '.join(tables)} SELECT {columns}, count(*), {possible} FROM meeting m{joins} WHERE {clause}"
        f" GROUP BY {columns}"
    )
    rows = list(index.rows(sql, values))
    return {tuple(row[:-2]): int(row[-2]) for row in rows}, {tuple(row[:-2]): int(row[-1]) for row in rows if row[-1]}


def _several(index: Index, criteria: Criteria, field: str) -> int:
    """How many meetings that match have more than one value of a field."""
    clause, values = where(criteria)
    sql = (
        f"WITH v AS ({values_of(field, criteria)}) SELECT count(*) FROM (SELECT 1 FROM meeting m"
        f" JOIN v ON v.meeting = m.number WHERE {clause} GROUP BY m.number HAVING count(*) > 1)"
    )
    return index.number(sql, values)


def values_of(field: str, criteria: Criteria) -> str:
    """The question that gives each meeting with each of its values."""
    if field in TIMES:
        length = _LENGTH[field]
        first, last = f"substr(last_start, 1, {length})", f"substr(first_end, 1, {length})"
        return _TIME.format(first=first, last=last, next=_NEXT[field])
    if field == "place":
        return VALUES
    join, clause = _of_field(field, criteria)
    # Who is named twice, once for certain, took part for certain.
    return f"{_LINKED}{join} WHERE n.field = '{field}'{clause} GROUP BY 1, 2"


def _of_field(field: str, criteria: Criteria) -> tuple[str, str]:
    """Which names of a meeting are values of a field: what is joined to `link l`, and what must hold."""
    if field == "partner":
        principal = "coalesce((SELECT entity FROM name WHERE number = p.principal),"
        principal += " (SELECT value FROM meta WHERE key = 'principal'))"
        return _MEETING, f" AND n.entity IS NOT {principal}"
    if field == "place":
        return f" JOIN stay s ON s.meeting = l.meeting AND n.number = {COUNTED}", ""
    return "", " AND l.certain" if field == "person" and criteria.query.certain else ""
