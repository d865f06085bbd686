"""Where meetings were, in SQL: a country that a record states comes before what is known of its city."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from dialogue_cli.index.database import one_of
from dialogue_cli.tuples import NamedTuple


class Area(NamedTuple):
    """A place that is asked for: by the entities that name it, and those of what lies in it.

    A city lies in it only where the record of a meeting states no country; a part such as Scotland does too where it
    is stated as the country.
    """

    entities: frozenset[str]
    inside: frozenset[str] = frozenset()


# What a meeting is counted under: its city, else its country, else its venue.
COUNTED = "coalesce(s.city, s.country, s.venue)"
# Each meeting with each of its places. Two cities of one name (Paris) are told apart by the country that the record
# states, or that is known of the city where it states none; the country is shown where some record states it.
VALUES = f"""
WITH pair AS MATERIALIZED (
    SELECT d.city, d.country, c.entity AS name, coalesce(o.entity, i.country) AS lies
    FROM (SELECT DISTINCT city, country FROM stay WHERE city IS NOT NULL) d JOIN name c ON c.number = d.city
    LEFT JOIN name o ON o.number = d.country LEFT JOIN inside i ON i.city = c.entity AND d.country IS NULL
), apart AS MATERIALIZED (
    SELECT p.city, p.country, ', ' || b.text AS suffix FROM pair p
    JOIN label b ON b.field = 'place' AND b.entity = p.lies
    WHERE p.name IN (SELECT name FROM pair GROUP BY name HAVING count(DISTINCT lies) > 1)
    AND (p.name, p.lies) IN (SELECT name, lies FROM pair WHERE country IS NOT NULL)
)
SELECT DISTINCT s.meeting, coalesce(b.text, n.entity) || coalesce(a.suffix, '') AS value, 1 AS sure
FROM stay s JOIN name n ON n.number = {COUNTED} LEFT JOIN label b ON b.field = 'place' AND b.entity = n.entity
LEFT JOIN apart a ON a.city = s.city AND a.country IS s.country
"""


def _numbers(entities: Collection[str]) -> tuple[str, list[str]]:
    among, values = one_of(sorted(entities))
    return f"(SELECT number FROM name WHERE field = 'place' AND entity IN {among})", values


def inside(entities: Collection[str]) -> tuple[str, list[Any]]:
    """The condition on a row of `stay` that its country, or its city where it has none, is one of some entities."""
    numbers, values = _numbers(entities)
    sql = f"(stay.country IN {numbers} OR (stay.country IS NULL AND stay.city IN {numbers}))"
    return sql, [*values, *values]


def together(areas: Collection[Area]) -> tuple[str, list[Any]]:
    """The condition on a row of `stay` that it is in all of some places."""
    clauses, found = [], list[Any]()
    for area in areas:
        numbers, values = _numbers(area.entities)
        within, more = inside(area.inside)
        named = " OR ".join(f"stay.{column} IN {numbers}" for column in ("venue", "city", "country"))
        clauses.append(f"({named} OR {within})")
        found += [*values, *values, *values, *more]
    return " AND ".join(clauses), found
