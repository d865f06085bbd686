"""A question to an archive, as data."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from dialogue_cli.dates.edtf import Period

# The filters that name something: each is a field of the index.
NAMED = ("partner", "person", "topic", "series", "kind", "status", "place", "instrument", "source")
SORTS = ("date", "id", "title", "status", "kind", "series", "ordinal", "place", "partners", "score")


class Query(NamedTuple):
    """Which meetings, in what order, and how many.

    Values of one filter are alternatives; different filters must all hold. Names are as a person
    types them; the archive resolves them. `last` and `next` count from `Archive.today` after all
    other filters. `words` makes it a search, best first.

    >>> Query(partner=("KZ", "Pakistan"), topic=("migration",), last=2)._replace(limit=1).last
    2
    """

    words: str | None = None
    partner: tuple[str, ...] = ()
    person: tuple[str, ...] = ()
    topic: tuple[str, ...] = ()
    series: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    instrument: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    round: tuple[int, ...] = ()
    period: Period | None = None
    certain: bool = False
    bilateral: bool = False
    last: int | None = None
    next: int | None = None
    sort: str | None = None
    reverse: bool = False
    limit: int | None = None
