"""Where a dataset uses names and ids: one table for what is spliced in the text and what is expected of the records."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from dialogue_cli.curate.tree import Items, Node, Pairs, Scalar

Path = tuple[str, ...]
"""Keys from a record down; `*` is every item of a list."""


class Kind(NamedTuple):
    """A kind of thing that has a name or an id: where it is defined, where it is used, and how a proof names it."""

    noun: str
    section: str
    """The section of its entries."""
    uses: tuple[tuple[str, Path], ...]
    """Sections, and paths in their records."""
    claim: str = ""
    """The field of a meeting before it in `supports`: `partners` in `partners.Pakistan`."""


def _in_meetings(*paths: str) -> tuple[tuple[str, Path], ...]:
    return tuple(("meetings", tuple(path.split("."))) for path in paths)


KINDS = {
    "person": Kind(
        "person", "people", _in_meetings("participants.*.name", "participants.*.on_behalf_of"), "participants"
    ),
    "partner": Kind(
        "partner",
        "partners",
        (
            *_in_meetings("partners.*", "principal", "participants.*.represents", "participants.*.on_behalf_of"),
            ("dataset", ("principal",)),
            ("partners", ("members", "*")),
        ),
        "partners",
    ),
    "topic": Kind("topic", "topics", _in_meetings("topics.*"), "topics"),
    "instrument": Kind("instrument", "instruments", _in_meetings("instruments.*"), "instruments"),
    "place": Kind(
        "place",
        "places",
        (
            *_in_meetings(*(f"place{many}.{part}" for many in ("", ".*") for part in ("city", "country", "venue"))),
            ("places", ("country",)),
        ),
    ),
    "series": Kind("series", "series", _in_meetings("series")),
    "source": Kind("source", "sources", _in_meetings("evidence.*.source")),
    "meeting": Kind("meeting", "meetings", _in_meetings("related.*.id"), "related"),
}
SUPPORTS: Path = ("evidence", "*", "supports", "*")


class Use(NamedTuple):
    """A text in the tree of a record: the list that it is an item of, if it is one, and its place there."""

    node: Scalar
    name: str
    """The key under which it stands, or its list does."""
    is_in_flow: bool
    items: Items | None = None
    place: int = 0


def uses(record: Pairs, path: Path) -> Iterator[Use]:
    """The texts at a path in the tree of a record."""
    yield from _uses(record, path, "", False)


def _uses(node: Node, path: Path, name: str, is_in_flow: bool) -> Iterator[Use]:
    if not path:
        if isinstance(node, Scalar):
            yield Use(node, name, is_in_flow)
    elif path[0] != "*":
        found = node.get(path[0]) if isinstance(node, Pairs) else None
        if found is not None and isinstance(node, Pairs):
            yield from _uses(found, path[1:], path[0], is_in_flow or node.is_flow)
    elif isinstance(node, Items):
        for i, item in enumerate(node.items):
            if len(path) == 1 and isinstance(item, Scalar):
                yield Use(item, name, is_in_flow or node.is_flow, node, i)
            else:
                yield from _uses(item, path[1:], name, is_in_flow or node.is_flow)


def renamed(value: Any, path: Path, old: str, new: str) -> Any:
    """A record as plain data with another text at a path; a list that had the new one already has it once."""
    if not path:
        return new if value == old else value
    if path[0] != "*":
        if not isinstance(value, dict) or path[0] not in value:
            return value
        return {**value, path[0]: renamed(value[path[0]], path[1:], old, new)}
    if not isinstance(value, list):
        return value
    if len(path) == 1 and old in value and new in value:
        return [one for one in value if one != old]
    return [renamed(one, path[1:], old, new) for one in value]


def has(value: Any, path: Path, text: str) -> bool:
    """Whether a record as plain data has a text at a path."""
    if not path:
        return bool(value == text)
    if path[0] == "*":
        return isinstance(value, list) and any(has(one, path[1:], text) for one in value)
    return isinstance(value, dict) and has(value.get(path[0]), path[1:], text)
