"""What the Tab key offers as values of an option or argument: all of them; which fit is decided in `tab`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from dialogue_cli.cli.command import Program
from dialogue_cli.cli.flags import Flag
from dialogue_cli.query.query import NAMED

Pairs = Iterable[tuple[str, str]]
"""Values, each with a few words about it."""
LISTS = ("column", "countable")
"""Of these several can stand in one word, with commas between."""
# Not offered when no meeting has one: the filter would find nothing.
_ONLY_USED = ("person", "topic", "series", "kind", "instrument")


def values_of(flag: Flag, data: str | None, program: Program) -> Pairs:
    """The values of a flag; `data` is the path of the dataset that the line names, or None."""
    offers = flag.offers
    if offers.startswith("format:"):
        return _formats(offers.removeprefix("format:").split(","))
    if offers == "subject":
        return _subjects(program)
    if offers in OFFERS:
        return OFFERS[offers](data)
    if offers in NAMED or offers == "id":
        return _names(offers, data)
    return [(value, "") for value in offers.split()]


def _names(field: str, data: str | None) -> Pairs:
    """The names of a field (`partner`, `person`, …) or the ids of meetings, with the number or the title."""
    from dialogue_cli.archive import open_archive

    for name, about in open_archive(data).names(field):
        is_unused = about.startswith("0 ") and field != "id"
        if not (is_unused and field in _ONLY_USED):
            yield name, "" if is_unused else about


def _formats(names: list[str]) -> Pairs:
    from dialogue_cli.formats.registry import FORMATS

    return [(name, FORMATS[name].about if name in FORMATS else "") for name in names]


def _choices(field: str, data: str | None) -> Pairs:
    from dialogue_cli.archive import open_archive
    from dialogue_cli.errors import DialogueError
    from dialogue_cli.names.choices import CHOICES

    try:
        counts = dict(open_archive(data).names(field))
    except (DialogueError, OSError):
        counts = {}
    return [(word, counts.get(word, "")) for word in CHOICES[field]]


def _columns(data: str | None) -> Pairs:
    from dialogue_cli.view.columns import COLUMNS

    return [(name, "") for name in COLUMNS]


def _orders(data: str | None) -> Pairs:
    from dialogue_cli.query.query import SORTS

    return [(name, "") for name in SORTS]


def _countables(data: str | None) -> Pairs:
    from dialogue_cli.query.countable import FIELDS

    return [(name, "") for name in FIELDS]


def _periods(data: str | None) -> Pairs:
    from dialogue_cli.archive import open_archive
    from dialogue_cli.errors import DialogueError

    words = ("today", "this month", "last month", "this quarter", "last quarter", "this year", "last year")
    yield from ((word, "") for word in words)
    try:
        first, last = open_archive(data).span()
    except (DialogueError, OSError):
        return
    if first and last:
        yield from ((str(year), "") for year in range(int(last[:4]), int(first[:4]) - 1, -1))


def _subjects(program: Program) -> Pairs:
    from dialogue_cli.cli.help.topics import TOPICS

    yield from program.about.items()
    yield from ((name, topic.about) for name, topic in TOPICS.items())


def _named(data: str | None) -> Pairs:
    """Names of several fields: what is typed without an option may be any of them."""
    found: dict[str, str] = {}
    for field in ("partner", "person", "topic", "place", "series"):
        for name, about in _names(field, data):
            found.setdefault(name, about)
    return found.items()


OFFERS: dict[str, Callable[[str | None], Pairs]] = {
    "status": partial(_choices, "status"),
    "mode": partial(_choices, "mode"),
    "named": _named,
    "column": _columns,
    "order": _orders,
    "countable": _countables,
    "period": _periods,
}
