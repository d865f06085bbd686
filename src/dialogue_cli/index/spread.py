"""The meetings that match, in groups of one date: what a picture of time is counted from. No record is decoded."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from dialogue_cli.index.filters import Clause, Criteria, certainty, order, where
from dialogue_cli.index.kept import found
from dialogue_cli.index.values import Chosen, Counted, counted_by
from dialogue_cli.query.spread import Extent, Group, Spread, span

if TYPE_CHECKING:
    from dialogue_cli.dates.edtf import Period
    from dialogue_cli.dates.units import Unit
    from dialogue_cli.index.queries import Index
    from dialogue_cli.index.understanding import Understood

# Of the days that something begins and of those that it ends, as far as a year and a month tell them.
_BEGIN, _END = {4: "-01-01", 7: "-01"}, {4: "-12-31", 7: "-31"}
_ALL_DAYS = ("0001-01-01", "9999-12-31")
_LENGTHS = {"decade": 4, "year": 4, "quarter": 7, "month": 7}


def spread(
    index: Index,
    understood: Understood,
    field: str | None = None,
    among: Collection[str] | None = None,
    unit: Unit | None = None,
) -> Spread:
    """The meetings that match by their dates, or with a field by these and by each of their values of it.

    `among` are the ids of the meetings that are meant, whatever the query asks. With a `unit` dates are only as exact
    as it takes to count by it: they are far fewer.
    """
    criteria, notes, _ = understood
    if among is None and criteria.plan:
        among = [row.id for row in found(index, understood, records=False, snippets=False).rows()]
    chosen = Chosen(index, _chosen(criteria, among), certain=field == "person" or criteria.query.certain)
    by = counted_by(field, chosen) if field else None
    return Spread(list(_groups(chosen, criteria, by, _extent(unit, criteria.period))), criteria.period, notes)


def _groups(chosen: Chosen, criteria: Criteria, by: Counted | None, extent: str) -> Iterator[Group]:
    """A meeting is in a group for each of its values; a person counts only where they certainly took part."""
    certain, days = certainty(criteria)
    numbers = f"count(*), sum(m.status != 'held'), count(*) FILTER (WHERE NOT ({certain}))"
    value = by.column("v") if by else "NULL"
    tables = {"v": by.table} if by and by.table else {}
    joined = " JOIN v ON v.meeting = m.number" if tables else ""
    question = f"SELECT {value}, {extent}, {numbers} FROM chosen m{joined} GROUP BY 1, 2, 3, 4, 5, 6"
    for value, *row in chosen.rows(question, days, tables=tables):
        for name in by.read(value) if by else (None,):
            yield Group(name, Extent(*row[:5]), *row[5:])


def _extent(unit: Unit | None, period: Period | None) -> str:
    """The columns of an `Extent`; with a unit, each day is the first or the last of its year or month.

    A day outside the period stays what it is: a unit at the edge is only as long as the period.
    """
    if unit is None:
        return "m.earliest, m.last_start, m.first_end, m.latest, m.qualified"
    start, end = (period and span(period, None)) or _ALL_DAYS
    length = _LENGTHS[unit]
    first, last = (
        f"CASE WHEN m.{{day}} {within} THEN substr(m.{{day}}, 1, {length}) || '{rest}' ELSE m.{{day}} END"
        for within, rest in ((f"<= '{end}'", _BEGIN[length]), (f">= '{start}'", _END[length]))
    )
    days = (
        first.format(day="earliest"),
        first.format(day="last_start"),
        last.format(day="first_end"),
        last.format(day="latest"),
    )
    return f"{', '.join(days)}, m.qualified"


def _chosen(criteria: Criteria, among: Collection[str] | None) -> Clause:
    if among is not None:
        return "m.id IN (SELECT value FROM json_each(?))", [json.dumps(list(among))]
    clause, values = where(criteria)
    if criteria.query.limit is None:
        return clause, values
    limited = f"m.number IN (SELECT m.number FROM meeting m WHERE {clause} {order(criteria)} LIMIT ?)"
    return limited, [*values, criteria.query.limit]
