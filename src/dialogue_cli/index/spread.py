"""The meetings that match, in groups of one date: what a picture of time is counted from. No record is decoded."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from dialogue_cli.index.counting import values_of
from dialogue_cli.index.filters import Clause, Criteria, certainty, order, where
from dialogue_cli.index.kept import found
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
    return Spread(list(_groups(index, criteria, field, among)), criteria.period, notes)


def _groups(index: Index, criteria: Criteria, field: str | None, among: Collection[str] | None) -> Iterator[Group]:
    """A meeting is in a group for each of its values; a person counts only where they certainly took part."""
    clause, values = _chosen(criteria, among)
    certain, days = certainty(criteria)
    doubtful = f"count(*) FILTER (WHERE NOT ({certain}))"
    if field is None:
        sql = f"SELECT NULL, {_EXTENT}, count(*), sum(m.status != 'held'), {doubtful} FROM meeting m"
        sql += f" WHERE {clause} GROUP BY 2, 3, 4, 5, 6"
    else:
        sure = "WHERE v.sure AND" if field == "person" else "WHERE"
        sql = f"WITH v AS ({values_of(field, criteria)}) SELECT v.value, {_EXTENT}, count(*), sum(m.status != 'held'),"
        sql += f" {doubtful} FROM meeting m JOIN v ON v.meeting = m.number {sure} {clause} GROUP BY 1, 2, 3, 4, 5, 6"
    for name, *extent, meetings, unheld, possible in index.rows(sql, [*days, *values]):
        yield Group(name, Extent(*extent), meetings, unheld, possible)


def _chosen(criteria: Criteria, among: Collection[str] | None) -> Clause:
    if among is not None:
        return "m.id IN (SELECT value FROM json_each(?))", [json.dumps(list(among))]
    clause, values = where(criteria)
    if criteria.query.limit is None:
        return clause, values
    limited = f"m.number IN (SELECT m.number FROM meeting m WHERE {clause} {order(criteria)} LIMIT ?)"
    return limited, [*values, criteria.query.limit]
