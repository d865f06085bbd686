"""Counts meetings by what they have, in SQL: no record is decoded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dialogue_cli.query.counts import TIMES, UNCERTAIN, Value

if TYPE_CHECKING:
    from dialogue_cli.index.queries import Criteria, Index

# Each gives rows of a meeting and one of its values, none twice; a value is the label of an entity.
_LINKED = (
    "SELECT DISTINCT l.meeting, coalesce(b.text, n.entity) AS value FROM link l JOIN name n ON n.number = l.name"
    " LEFT JOIN label b ON b.field = n.field AND b.entity = n.entity"
)
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


def cells(index: Index, criteria: Criteria, fields: tuple[str, ...]) -> dict[tuple[Value, ...], int]:
    """How many meetings that match have these values, one of each field; None is no value."""
    where, values = index.where(criteria)
    tables = [f"v{i} AS ({_values(field, criteria)})" for i, field in enumerate(fields)]
    columns = ", ".join(f"v{i}.value" for i in range(len(fields)))
    joins = "".join(f" LEFT JOIN v{i} ON v{i}.meeting = m.number" for i in range(len(fields)))
    sql = f"WITH {', '.join(tables)} SELECT {columns}, count(*) FROM meeting m{joins} WHERE {where} GROUP BY {columns}"
    return {tuple(row[:-1]): int(row[-1]) for row in index.rows(sql, values)}


def several(index: Index, criteria: Criteria, field: str) -> int:
    """How many meetings that match have more than one value of a field."""
    where, values = index.where(criteria)
    sql = (
        f"WITH v AS ({_values(field, criteria)}) SELECT count(*) FROM (SELECT 1 FROM meeting m"
        f" JOIN v ON v.meeting = m.number WHERE {where} GROUP BY m.number HAVING count(*) > 1)"
    )
    return int(index.row(sql, values)[0])


def _values(field: str, criteria: Criteria) -> str:
    """The question that gives each meeting with each of its values."""
    if field in TIMES:
        length = _LENGTH[field]
        first, last = f"substr(last_start, 1, {length})", f"substr(first_end, 1, {length})"
        return _TIME.format(first=first, last=last, next=_NEXT[field])
    meeting, clause = "", ""
    if field == "partner":
        meeting = " JOIN meeting p ON p.number = l.meeting"
        clause = (
            " AND n.entity IS NOT coalesce((SELECT entity FROM name WHERE number = p.principal),"
            " (SELECT value FROM meta WHERE key = 'principal'))"
        )
    elif field == "place":
        # The city of a meeting in a city, else the country.
        meeting = " JOIN meeting p ON p.number = l.meeting"
        clause = " AND (p.place = n.text OR instr(p.place, n.text || ', ') = 1)"
    elif field == "person" and criteria.certain:
        clause = " AND l.certain"
    return f"{_LINKED}{meeting} WHERE n.field = '{field}'{clause}"
