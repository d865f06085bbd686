"""The filters of a query as conditions in SQL, and its order. A new filter is one clause here."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, cast

from dialogue_cli.index.database import marks, one_of
from dialogue_cli.index.placed import Area, inside, together
from dialogue_cli.tuples import NamedTuple

if TYPE_CHECKING:
    from dialogue_cli.dates.edtf import Period
    from dialogue_cli.query.query import Query
    from dialogue_cli.query.search_text import Plan

Clause = tuple[str, list[Any]]
"""A condition on `meeting m`, and the values of its question marks."""
_MOST_IN_A_ROW = 100
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


class Named(NamedTuple):
    """Names of one field that are asked for."""

    field: str
    entities: frozenset[str]
    is_principal: bool = False
    """Whether the principal is among them, so that meetings without one of their own match."""
    inside: frozenset[str] = frozenset()
    """Entities of what lies in the places asked for; see `placed.Area`."""
    together: tuple[tuple[Area, ...], ...] = ()
    """Areas in all of which one place of a meeting must be; one such group is enough."""


class Criteria:
    """A query with its names resolved: what SQL needs to know."""

    # Not a dataclass, whose module takes longer to load than most questions take to be answered.
    def __init__(self, query: Query, today: str = "") -> None:
        self.query = query
        """Valid, as `query.checked` makes it; its names are not looked at here."""
        self.today = today
        """The ISO day that `last` and `next` count from."""
        self.names: list[Named] = []
        """The names of which one each must be linked."""
        self.excluded: list[Named] = []
        """The names of which none may be linked."""
        self.plan: Plan | None = None

    def but(self, **changes: Any) -> Criteria:
        """The same, with a query that differs in some fields."""
        other = Criteria(self.query._replace(**changes), self.today)
        other.names, other.excluded, other.plan = self.names, self.excluded, self.plan
        return other

    @property
    def period(self) -> Period | None:
        """The period of the query."""
        return cast("Period | None", self.query.period)

    @property
    def any_status(self) -> bool:
        """Whether no status is asked for, so that `last` means held and `next` not cancelled."""
        return not self.query.status


def where(criteria: Criteria, *, dated: bool = True, among: str | None = None) -> Clause:
    """The filters as one condition; the words of a search are not among them.

    Without `dated` nothing is asked of the date. `among` limits it to the numbers in a JSON list.
    """
    clauses = list(_clauses(criteria, dated=dated, among=among))
    if dated and (criteria.query.last or criteria.query.next):
        clauses = [_last_and_next(criteria, _all_of(clauses))]
    return _all_of(clauses)


def _all_of(clauses: list[Clause]) -> Clause:
    return _balanced([f"({sql})" for sql, _ in clauses]) or "1", [value for _, values in clauses for value in values]


def _balanced(clauses: list[str]) -> str:
    """The conditions joined by AND; many in pairs of pairs, as SQLite takes no more than a thousand in a row."""
    while len(clauses) > _MOST_IN_A_ROW:
        rows = [clauses[i : i + _MOST_IN_A_ROW] for i in range(0, len(clauses), _MOST_IN_A_ROW)]
        clauses = [f"({' AND '.join(row)})" for row in rows]
    return " AND ".join(clauses)


def _clauses(criteria: Criteria, *, dated: bool, among: str | None) -> Iterator[Clause]:
    if among is not None:
        yield "m.number IN (SELECT value FROM json_each(?))", [among]
    if criteria.query.id:
        from json import dumps

        yield "m.id IN (SELECT value FROM json_each(?))", [dumps(criteria.query.id)]
    for named in criteria.names:
        yield bearing(named, criteria.query.exact)
    for named in criteria.excluded:
        sql, values = bearing(named, criteria.query.exact)
        yield f"NOT coalesce({sql}, 0)", values
    if rounds := cast(tuple[int, ...], criteria.query.round):
        yield f"m.ordinal IN ({marks(rounds)})", list(rounds)
    if criteria.query.bilateral:
        yield (
            (
                "m.parties = 1 AND m.number NOT IN (SELECT link.meeting FROM name JOIN link ON link.name = name.number"
                " WHERE name.field = 'partner' AND name.entity IN (SELECT party FROM member))"
            ),
            [],
        )
    if criteria.period and dated:
        yield _possibly(criteria.period)
    if criteria.query.certain:
        yield certainty(criteria, dated=dated)


def bearing(named: Named, exact: bool, *, certain: bool = False) -> Clause:
    """The meetings that bear one of some names, or bear it for certain."""
    name = named.field
    among, entities = one_of(sorted(named.entities))
    column = "text" if exact else "entity"
    sure = " AND link.certain" if certain else ""
    sql = (
        "m.number IN (SELECT link.meeting FROM name JOIN link ON link.name = name.number"
        f" WHERE name.field = ? AND name.{column} IN {among}{sure})"
    )
    values = [name, *entities]
    if name == "partner":
        sql += f" OR m.principal IN (SELECT number FROM name WHERE field = ? AND {column} IN {among})"
        values += [name, *entities]
        if named.is_principal:
            sql += " OR m.principal IS NULL"
    placed = [inside(named.inside)] if named.inside else []
    for clause, more in [*placed, *map(together, named.together)]:
        sql += f" OR m.number IN (SELECT meeting FROM stay WHERE {clause})"
        values += more
    return sql, values


def _last_and_next(criteria: Criteria, rest: Clause) -> Clause:
    """The last meetings and the next ones, counted from today, of those that the other filters leave."""
    near: list[str] = []
    values: list[Any] = []
    if criteria.query.last:
        sql, inner = _past(criteria, rest)
        near.append(f"SELECT m.number FROM meeting m WHERE {sql} ORDER BY m.moment DESC, m.id DESC LIMIT ?")
        values += [*inner, criteria.query.last]
    if criteria.query.next:
        sql, inner = _coming(criteria, rest)
        near.append(f"SELECT m.number FROM meeting m WHERE {sql} ORDER BY m.moment, m.id LIMIT ?")
        values += [*inner, criteria.query.next]
    return " OR ".join(f"m.number IN ({one})" for one in near), values


def _past(criteria: Criteria, rest: Clause) -> Clause:
    held = "" if not criteria.any_status else " AND m.status = 'held'"
    sql = f"{rest[0]} AND m.date IS NOT NULL AND (m.earliest IS NULL OR m.earliest <= ?){held}"
    return sql, [*rest[1], criteria.today]


def _coming(criteria: Criteria, rest: Clause) -> Clause:
    open_ones = "" if not criteria.any_status else " AND m.status != 'cancelled'"
    sql = (
        f"{rest[0]} AND m.date IS NOT NULL{open_ones}"
        " AND (m.earliest > ? OR (m.status != 'held' AND (m.latest IS NULL OR m.latest >= ?)))"
    )
    return sql, [*rest[1], criteria.today, criteria.today]


def rivals(criteria: Criteria) -> Iterator[tuple[str, Clause]]:
    """Which meetings are not among the last or the next ones but may be later or sooner: their dates do not tell.

    Gives the word for it, and the condition.
    """
    rest = _all_of(list(_clauses(criteria, dated=True, among=None)))
    # A meeting is ordered by the first day on which it may have begun; this is the last one.
    latest = "coalesce(m.last_start, m.latest, '9999')"
    for word, count in (("later", criteria.query.last), ("sooner", criteria.query.next)):
        if not count:
            continue
        sql, values = (_past if word == "later" else _coming)(criteria, rest)
        only = criteria.but(**{"next" if word == "later" else "last": None})
        chosen, own = _last_and_next(only, rest)
        border = "min(m.moment)" if word == "later" else f"max({latest})"
        other = f"{latest} > b.day" if word == "later" else "m.moment < b.day"
        yield (
            word,
            (
                f"{sql} AND NOT ({chosen}) AND EXISTS (SELECT 1 FROM (SELECT {border} AS day FROM meeting m"
                f" WHERE {chosen}) b WHERE {other})",
                [*values, *own, *own],
            ),
        )


def _possibly(period: Period) -> Clause:
    """The meetings that may lie in a period."""
    clauses, days = ["m.date IS NOT NULL"], list[Any]()
    if period.end:
        clauses.append("(m.earliest IS NULL OR m.earliest <= ?)")
        days.append(period.end.isoformat())
    if period.start:
        clauses.append("(m.latest IS NULL OR m.latest >= ?)")
        days.append(period.start.isoformat())
    return " AND ".join(clauses), days


def certainty(criteria: Criteria, *, dated: bool = True) -> Clause:
    """Whether a meeting that matches does so for certain; NULL where nothing that is asked can be uncertain."""
    clauses = [bearing(n, criteria.query.exact, certain=True) for n in criteria.names if n.field == "person"]
    if criteria.period and dated:
        clauses.append(_certainly(criteria.period))
    return _all_of(clauses) if clauses else ("NULL" if not criteria.query.certain else "1", [])


def _certainly(period: Period) -> Clause:
    """The meetings that lie in a period for certain."""
    clauses, days = ["NOT m.qualified"], list[Any]()
    if period.end:
        clauses.append("coalesce(m.last_start <= ?, 0)")
        days.append(period.end.isoformat())
    if period.start:
        clauses.append("coalesce(m.first_end >= ?, 0)")
        days.append(period.start.isoformat())
    return " AND ".join(clauses), days


def order(criteria: Criteria) -> str:
    """The ORDER BY of a query: what has no value comes last, meetings that are equal go by time."""
    down = " DESC" if criteria.query.reverse else ""
    sort = criteria.query.sort or "date"
    column = _ORDERS[sort]
    empty = "m.moment IS NULL" if sort == "date" else f"coalesce({column}, '') = ''"
    rest = f"m.id{down}" if sort == "date" else f"m.moment IS NULL, m.moment{down}, m.id{down}"
    return f"ORDER BY {empty}, {column}{down}, {rest}"
