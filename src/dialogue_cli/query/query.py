"""A question to an archive, as data."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from dialogue_cli.errors import QueryError
from dialogue_cli.text import listing, one_line
from dialogue_cli.tuples import NamedTuple

if TYPE_CHECKING:
    import datetime

    from dialogue_cli.dates.edtf import Period

# The filters that name something: each is a field of the index.
NAMED = ("partner", "person", "topic", "series", "kind", "mode", "status", "place", "instrument", "source")
SORTS = ("date", "id", "title", "status", "kind", "series", "ordinal", "place", "partners", "score")
ONLY_POSSIBLY = "only possibly among those asked for"
"""What notes and sums say of meetings that are not `certain`; all other words for it are in `view.status`."""
_MOST = 2**62
"""The highest number that is passed on: SQLite holds no higher one, and no collection has so many meetings."""


class Query(NamedTuple):
    """Which meetings, in what order, and how many.

    Values of one filter are alternatives, unless `all_match`; different filters must all hold. A name that begins
    with `!` leaves out what matches it. A single value may stand without its tuple. Names are as a person types
    them; the archive resolves them.

    >>> Query(partner=("KZ", "Pakistan"), topic="migration", last=2)._replace(limit=1)
    Query(partner=('KZ', 'Pakistan'), topic='migration', last=2, limit=1)
    """

    words: str | None = None
    id: str | tuple[str, ...] = ()
    partner: str | tuple[str, ...] = ()
    person: str | tuple[str, ...] = ()
    topic: str | tuple[str, ...] = ()
    series: str | tuple[str, ...] = ()
    kind: str | tuple[str, ...] = ()
    mode: str | tuple[str, ...] = ()
    status: str | tuple[str, ...] = ()
    place: str | tuple[str, ...] = ()
    instrument: str | tuple[str, ...] = ()
    source: str | tuple[str, ...] = ()
    round: int | tuple[int, ...] = ()
    period: Period | str | None = None
    exact: bool = False
    all_match: bool = False
    certain: bool = False
    bilateral: bool = False
    last: int | None = None
    next: int | None = None
    any_word: bool = False
    sort: str | None = None
    reverse: bool = False
    limit: int | None = None

    def __repr__(self) -> str:
        asked = ((field, getattr(self, field)) for field in self._fields)
        return f"Query({', '.join(f'{f}={v!r}' for f, v in asked if v != self._field_defaults[f])})"


# What `help(Query)` says of each field.
_ABOUT = {
    "words": "Words to search for; makes the query a search, best matches first.",
    "id": "Ids of meetings.",
    "partner": "Partners, by name, alias, code or group.",
    "person": "People who took part, by name.",
    "topic": "Topics.",
    "series": "Recurring formats, by id or name.",
    "kind": "Kinds of meeting, such as `summit`.",
    "mode": "`in-person`, `video`, `telephone` or `hybrid`.",
    "status": "`held`, `planned`, `agreed`, `postponed` or `cancelled`.",
    "place": "Cities, countries or venues.",
    "instrument": "Agreements and other documents that the meeting was about.",
    "source": "Ids of sources that are quoted.",
    "round": "Numbers of rounds within a series.",
    "period": "The days asked about: a Period, or text such as `2025`, `March 2025` or `since 2024`.",
    "exact": "Take names exactly as the records write them.",
    "all_match": "Ask that all values of a filter match, not any of them.",
    "certain": "Leave out what is only possibly in the period, or was attended only possibly by those asked for.",
    "bilateral": "Only meetings with one partner that is not a group.",
    "last": "Only so many meetings that lie before `Archive.today`, after all other filters.",
    "next": "Only so many meetings that lie after `Archive.today`, after all other filters.",
    "any_word": "Rank a search of few words too by how many of them a meeting has; do not ask for all.",
    "sort": f"The order: {listing(list(SORTS))}.",
    "reverse": "Turn the order round.",
    "limit": "The most meetings to return.",
}
for _field, _text in _ABOUT.items():
    getattr(Query, _field).__doc__ = _text


def checked(query: Query, today: Callable[[], datetime.date]) -> Query:
    """The query with a tuple for each single value, its period parsed and its order named.

    Raises QueryError for a value that is not valid.

    >>> import datetime
    >>> checked(Query(topic="trade", period="2025"), datetime.date.today).topic
    ('trade',)
    """
    found: dict[str, Any] = {field: _names(field, getattr(query, field)) for field in ("id", *NAMED)}
    found["round"] = tuple(_number("round", one, 0) for one in _several("round", query.round, int))
    found |= {name: _optional(name, getattr(query, name), 1) for name in ("last", "next")}
    found["limit"] = _optional("limit", query.limit, 0)
    found["period"] = _period(query.period, today)
    if query.words is not None and not isinstance(query.words, str):
        raise QueryError(f"words is a text to search for, not {_shown(query.words)}")
    if query.any_word and query.words is None:
        raise QueryError("any_word is about the words of a search, and there are none")
    if query.sort is not None and query.sort not in SORTS:
        raise QueryError(f'cannot sort by "{one_line(str(query.sort))}"; sort by {listing(list(SORTS))}')
    if query.sort == "score" and query.words is None:
        raise QueryError("only a search has a score to sort by")
    found["sort"] = query.sort or ("date" if query.words is None else "score")
    return query._replace(**found)


def _several(field: str, value: Any, kind: type) -> tuple[Any, ...]:
    """The values of a filter; one that stands alone is one value."""
    if isinstance(value, kind):
        return (value,)
    if not isinstance(value, (tuple, list, set, frozenset)):
        raise QueryError(f"{field} takes {kind.__name__} values, not {_shown(value)}")
    return tuple(value)


def _names(field: str, value: Any) -> tuple[str, ...]:
    names = _several(field, value, str)
    for name in names:
        if not isinstance(name, str):
            raise QueryError(f"{field} takes names, not {_shown(name)}")
    return names


def _optional(name: str, value: Any, least: int) -> int | None:
    return None if value is None else _number(name, value, least)


def _number(name: str, value: Any, least: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < least:
        raise QueryError(f"{name} is a whole number of at least {least}, not {_shown(value)}")
    return min(value, _MOST)


def _period(value: Any, today: Callable[[], datetime.date]) -> Period | None:
    if value is None:
        return None
    if isinstance(value, str):
        from dialogue_cli.dates.periods import parse_period

        return parse_period(value, today())
    from dialogue_cli.dates.edtf import Period

    if not isinstance(value, Period):
        raise QueryError(f'period is a Period or a text such as "2025" or "March 2025", not {_shown(value)}')
    return value


def _shown(value: Any) -> str:
    return one_line(repr(value))
