"""Where meetings were, in SQL: a country that a record states comes before what is known of its city."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, NamedTuple

from dialogue_cli.index.database import marks


class Area(NamedTuple):
    """A place that is asked for: by the entities that name it, and those of what lies in it.

    A city lies in it only where the record of a meeting states no country; a part such as Scotland does too where it
    is stated as the country.
    """

    entities: frozenset[str]
    inside: frozenset[str] = frozenset()


# What a meeting is counted under: its city, else its country, else its venue.
COUNTED = "coalesce(s.city, s.country, s.venue)"
# The country of a row of `stay s` with a city `n`: as stated, else as known.
_COUNTRY = (
    "coalesce((SELECT entity FROM name WHERE number = s.country),"
    " CASE WHEN s.country IS NULL THEN (SELECT country FROM inside WHERE city = n.entity) END)"
)
# The cities that lie in more than one country, of one name: Paris.
_NAMESAKES = (
    f"SELECT n.entity FROM (SELECT DISTINCT city, country FROM stay) s JOIN name n ON n.number = s.city"
    f" GROUP BY n.entity HAVING count(DISTINCT {_COUNTRY}) > 1"
)
# Whether some record states the country of such a city, so that all of its meetings are shown with it.
_STATED = (
    "SELECT 1 FROM stay t JOIN name city ON city.number = t.city JOIN name country ON country.number = t.country"
    f" WHERE city.entity = n.entity AND country.entity = {_COUNTRY}"
)
SUFFIX = (
    f"CASE WHEN n.number = s.city AND n.entity IN ({_NAMESAKES}) AND EXISTS ({_STATED}) THEN ', ' || (SELECT text"
    f" FROM label WHERE field = 'place' AND entity = {_COUNTRY}) ELSE '' END"
)
"""What tells the city `n` of a row of `stay s` from another city of its name: its country, else nothing."""


def _numbers(entities: Collection[str]) -> tuple[str, list[str]]:
    sql = f"(SELECT number FROM name WHERE field = 'place' AND entity IN ({marks(list(entities))}))"
    return sql, sorted(entities)


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
