"""The meetings that match, in groups of one date: what a picture of time is counted from. No record is decoded."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from dialogue_cli.index.filters import Clause, Criteria, certainty, order, where
from dialogue_cli.index.kept import found
from dialogue_cli.index.values import Chosen, Counted, counted_by
from dialogue_cli.query.spread import Extent, Group, Spread

if TYPE_CHECKING:
    from dialogue_cli.index.queries import Index
    from dialogue_cli.index.understanding import Understood

_EXTENT = "m.earliest, m.last_start, m.first_end, m.latest, m.qualified"


def spread(index: Index, understood: Understood, field: str | None, among: Collection[str] | None) -> Spread:
    """The meetings that match by their dates, or with a field by these and by each of their values of it.

    `among` are the ids of the meetings that are meant, whatever the query asks.
    """
    criteria, notes, _ = understood
    if among is None and criteria.plan:
        among = [row.id for row in found(index, understood, records=False, snippets=False).rows()]
    chosen = Chosen(index, _chosen(criteria, among), certain=field == "person" or criteria.query.certain)
    groups = _groups(chosen, criteria) if field is None else _groups_by(chosen, criteria, counted_by(field, chosen))
    return Spread(list(groups), criteria.period, notes)


def _groups(chosen: Chosen, criteria: Criteria) -> Iterator[Group]:
    numbers, days = _numbers(criteria)
    for row in chosen.rows(f"SELECT {_EXTENT}, {numbers} FROM chosen m GROUP BY {_EXTENT}", days):
        yield Group(None, Extent(*row[:5]), *row[5:])


def _groups_by(chosen: Chosen, criteria: Criteria, by: Counted) -> Iterator[Group]:
    """A meeting is in a group for each of its values; a person counts only where they certainly took part."""
    numbers, days = _numbers(criteria)
    v = f" JOIN ({by.table}) v ON v.meeting = m.number" if by.table else ""
    question = f"SELECT {by.column('v')}, {_EXTENT}, {numbers} FROM chosen m{v} GROUP BY 1, {_EXTENT}"
    for value, *row in chosen.rows(question, days):
        for name in by.read(value):
            yield Group(name, Extent(*row[:5]), *row[5:])


def _numbers(criteria: Criteria) -> Clause:
    """The numbers of a `Group`."""
    certain, days = certainty(criteria)
    return f"count(*), sum(m.status != 'held'), count(*) FILTER (WHERE NOT ({certain}))", days


def _chosen(criteria: Criteria, among: Collection[str] | None) -> Clause:
    if among is not None:
        return "m.id IN (SELECT value FROM json_each(?))", [json.dumps(list(among))]
    clause, values = where(criteria)
    if criteria.query.limit is None:
        return clause, values
    limited = f"m.number IN (SELECT m.number FROM meeting m WHERE {clause} {order(criteria)} LIMIT ?)"
    return limited, [*values, criteria.query.limit]
