"""Whether a value is laid out well: so it stays as its author wrote it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dialogue_cli.curate.manner import DATES
from dialogue_cli.curate.tree import BREAKS, Items, Node, Pairs, Scalar, column_of, head_comment
from dialogue_cli.dataset.emitting import scalar

MOST = 120
"""Columns of the longest line that is left as it is."""


def is_well(text: str, key: Scalar, value: Node, lines: Sequence[str]) -> bool:
    """Whether a field is laid out well: no line too long, no needless quotes, nothing set in oddly."""
    if any(len(line) > MOST - 2 for line in lines) or not re.fullmatch(rf"{re.escape(key.value)}:( \S.*)?", lines[0]):
        return False
    return not key.style and all(is_well_written(*one) for one in texts(value)) and _is_set_in(text, key, value)


def takes_comment(head: str, name: str) -> bool:
    """Whether a comment may stand behind the first line of a field that goes on below it: else it would be text."""
    names = "|".join(map(re.escape, (name, scalar(name))))
    return re.fullmatch(rf"[\"']?(?:{names})[\"']?:(?: [|>][-+0-9]*)?", head) is not None


def texts(node: Node, name: str = "", *, in_flow: bool = False) -> Iterator[tuple[Scalar, str, bool]]:
    """The texts of a value, each with its key and whether it stands in brackets."""
    if isinstance(node, Scalar):
        yield node, name, in_flow
    elif isinstance(node, Items):
        for one in node.items:
            yield from texts(one, name, in_flow=in_flow or node.is_flow)
    else:
        for key, value in node.pairs:
            yield key, "", True
            yield from texts(value, key.value, in_flow=in_flow or node.is_flow)


def is_well_written(node: Scalar, name: str, in_flow: bool) -> bool:
    """Whether a text has quotes only where YAML needs them, and needs no other form."""
    if node.style in ("|", ">"):
        return True
    if node.value != node.value.strip():
        return node.style == '"'
    needed = scalar(node.value, in_flow=in_flow, is_bare=name in DATES)
    return not node.style or needed[:1] in ("'", '"')


def _is_set_in(text: str, key: Scalar, value: Node) -> bool:
    """Whether the lines of a value begin where they should, seen from its key."""
    column = column_of(text, key.start)
    if isinstance(value, Scalar):
        return value.style in ("|", ">") or _goes_on_at(text, value, column + 2)
    if value.is_flow:
        return _goes_on_at(text, value, column + 2)
    if isinstance(value, Pairs):
        return False
    return all(
        column_of(text, dash) == column
        and (not isinstance(one, Pairs) or one.is_flow or column_of(text, one.start) == column + 2)
        and is_item_set_in(text, one, column + 2)
        for dash, one in zip(value.dashes, value.items, strict=True)
    )


def is_item_set_in(text: str, item: Node, column: int) -> bool:
    """Whether the lines of an item of a list begin where they should, the first one in a column."""
    if isinstance(item, Pairs) and not item.is_flow:
        return all(
            column_of(text, key.start) == column and _is_set_in(text, key, value) and not isinstance(value, Pairs)
            for key, value in item.pairs
        )
    return (isinstance(item, Scalar) and item.style in ("|", ">")) or _goes_on_at(text, item, column)


def _goes_on_at(text: str, node: Node, column: int) -> bool:
    """Whether the lines of a node behind its first one begin in a column, without white space at their ends."""
    rest = text[node.start : node.end].split("\n")[1:]
    return all(len(line) - len(line.lstrip()) == column and line == line.rstrip() for line in rest)


def has_comments(text: str, node: Node) -> bool:
    """Whether a comment stands between the parts of a node, or on the first line of a text below its key."""
    return any(comments(text, node))


def comments(text: str, node: Node) -> Iterator[str]:
    """The comments between the parts of a node, and those on the first line of a text below its key."""
    yield from (comment for one, _, _ in texts(node) if (comment := head_comment(text, one)))
    at = node.start
    for start, end in [*spans(node), (node.end, node.end)]:
        yield from comments_between(text, at, start)
        at = end


def comments_between(text: str, start: int, end: int) -> Iterator[str]:
    """The comments in a stretch in which no value stands."""
    return (found[0].rstrip() for found in re.finditer(f"#[^{BREAKS}]*", text[start:end]))


def spans(node: Node) -> Iterator[tuple[int, int]]:
    """Where the texts of a node stand, in their order."""
    if isinstance(node, Scalar):
        yield node.start, node.end
    elif isinstance(node, Pairs):
        for key, value in node.pairs:
            yield key.start, key.end
            yield from spans(value)
    else:
        for one in node.items:
            yield from spans(one)
