"""One layout for a dataset: the order of keys, indentation, line width, quotation marks, blank lines.

The fields of a record stand in the order of the format. What is well laid out stays as its author chose, a list in
brackets or with dashes; the rest is written anew. A comment stays with the field or the record that it stands above or
beside, and a field with a comment within it is moved and otherwise left as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import repeat
from typing import Any, NamedTuple

from dialogue_cli.curate.layout import (
    MOST,
    has_comments,
    is_item_set_in,
    is_well,
    is_well_written,
    takes_comment,
    texts,
)
from dialogue_cli.curate.manner import DATES, Around
from dialogue_cli.curate.places import Section, sections
from dialogue_cli.curate.spacing import spaced
from dialogue_cli.curate.splice import Edit, applied
from dialogue_cli.curate.tree import Items, Node, NotPlainYaml, Pairs, Scalar, column_of, parse
from dialogue_cli.dataset.emitting import scalar
from dialogue_cli.dataset.fields import SECTIONS
from dialogue_cli.text import BYTE_ORDER_MARK

_CANON = Around()
_LONGEST_KEY = 100
"""Characters of a key that is written before its colon. No field has a longer one."""


_REST = re.compile(r"(?m)^(?![ \t]*#|[ \t]*$)")
"""A line that is neither empty nor a comment."""


class _Field(NamedTuple):
    """A field of a record: the comments above it, its lines, and the comment behind it."""

    name: str
    above: list[str]
    lines: list[str]
    beside: str


def formatted(text: str) -> str:
    """The text of a file in the one layout, with line ends as `\\n`. Raises NotPlainYaml where it is not plain YAML.

    What stands in braces as a whole, as JSON does, is left as it is.
    """
    text = text.replace("\r\n", "\n")
    text = text if text.endswith("\n") else f"{text}\n"
    root = parse(text)
    if isinstance(root, Pairs) and root.is_flow:
        return text
    edits: list[Edit] = []
    for section in sections(text):
        edits += _section(text, section)
    return spaced(applied(text, edits))


def _section(text: str, section: Section) -> Iterator[Edit]:
    name, value = section.key.value, section.value
    if name not in SECTIONS or not isinstance(value, Items | Pairs) or value.is_flow:
        return
    if isinstance(value, Pairs):
        if name == "dataset":
            yield _replaced(text, value, [*_indented(_fields(text, value, name), 2)], 2)
        return
    if column_of(text, value.dashes[0]) and any(map(_stays, repeat(text), value.dashes, value.items)):
        # It would stand in another column than its neighbours.
        return
    before = None
    for start, node in zip(value.dashes, value.items, strict=True):
        column = column_of(text, start)
        yield from _gap(text, before, start, column)
        before = node.end
        if isinstance(node, Pairs) and not _stays(text, start, node):
            yield from _record(text, name, start, node)
    if before is not None:
        # What is set in below the last record is still about it.
        end = _REST.search(text, text.find("\n", before) + 1)
        yield from _gap(text, before, end.start() if end else len(text), column)


def _record(text: str, section: str, start: int, node: Pairs) -> Iterator[Edit]:
    if not node.is_flow:
        # The dash stands before the first field, below the comments above it.
        yield _replaced(text, node, _with_dash(list(_indented(_fields(text, node, section), 2))), 0, start)
    else:
        pairs = _ordered_pairs(node, section)
        line = "- {" + ", ".join(_in_flow(key, value) for key, value in pairs) + "}"
        record = {key.value: _plain(value) for key, value in pairs}
        first, *rest = [line] if len(line) <= MOST else _CANON.lines(record)
        end = text.find("\n", node.end)
        beside = text[node.end : len(text) if end < 0 else end].strip()
        lines = [f"{first}  {beside}" if beside else first, *rest]
        yield _replaced(text, node, lines, 0, start)


def _stays(text: str, start: int, node: Node) -> bool:
    """Whether a record cannot be laid out anew: comments are in its midst, or keys apart from their values."""
    if not isinstance(node, Pairs) or not node.pairs or "#" in text[start : node.start]:
        return True
    return any(_is_apart(text, key) for key, _ in node.pairs) or (node.is_flow and has_comments(text, node))


def _is_apart(text: str, key: Scalar) -> bool:
    """Whether a key stands, or would be written, behind a question mark, apart from its value."""
    return text[: key.start].rstrip().endswith("?") or len(key.value) > _LONGEST_KEY or "\n" in key.value


def _in_flow(key: Scalar, value: Node) -> str:
    return f"{key.value}: {_flow_text(key.value, value)}"


def _flow_text(name: str, value: Node) -> str:
    if isinstance(value, Items):
        return f"[{', '.join(_flow_text('', one) for one in value.items)}]"
    if isinstance(value, Pairs):
        return "{" + ", ".join(_in_flow(*pair) for pair in value.pairs) + "}"
    is_bare = not value.style or name in DATES
    return scalar(value.value, in_flow=True, is_bare=is_bare) if value.value or value.style else ""


def _with_dash(lines: list[str]) -> list[str]:
    at = next(i for i, line in enumerate(lines) if not line.lstrip().startswith("#"))
    dashed = "- " + lines[at][2:]
    return [*(line[2:] for line in lines[:at]), dashed, *lines[at + 1 :]]


def _replaced(text: str, node: Node, lines: Sequence[str], margin: int, start: int | None = None) -> Edit:
    """Puts lines in the place of those of a node, from the beginning of its first line."""
    begin = node.start if start is None else start
    begin = text.rfind("\n", 0, begin) + 1
    if text[begin : begin + 1] == BYTE_ORDER_MARK:
        begin += 1
    end = text.find("\n", node.end)
    return Edit(begin, len(text) if end < 0 else end, "\n".join(lines))


def _gap(text: str, before: int | None, start: int, column: int) -> Iterator[Edit]:
    """The comment lines between two records stand in the column of the dash, or of the keys of the first one."""
    line = text.rfind("\n", 0, start) + 1
    begin = 0 if before is None else text.find("\n", before) + 1
    while line > begin:
        above = text.rfind("\n", 0, line - 1) + 1
        comment = text[above : line - 1]
        if above < begin or (comment.strip() and not comment.lstrip().startswith("#")):
            break
        if comment.strip():
            # What is set in further than the dash belongs to the record above.
            is_within = before is not None and len(comment) - len(comment.lstrip()) > column
            yield Edit(above, line - 1, f"{'  ' * is_within}{comment.strip()}")
        line = above


def _fields(text: str, node: Pairs, section: str) -> Iterator[_Field]:
    """The fields of a record in the order of the format, each with its comments."""
    found: list[_Field] = []
    at = node.start
    for key, value in node.pairs:
        gap = text[at : key.start]
        same, _, rest = gap.partition("\n") if found else ("", "", gap)
        if found and same.strip():
            found[-1] = found[-1]._replace(beside=same.strip())
        above = [line.strip() for line in rest.split("\n") if line.strip()]
        end = max(key.end + 1, value.end)
        found.append(_Field(key.value, above, _written(text, key, value, section), ""))
        at = end
    end = text.find("\n", at)
    if behind := text[at : len(text) if end < 0 else end].strip():
        found[-1] = found[-1]._replace(beside=behind)
    order = list(SECTIONS[section].fields)
    yield from sorted(found, key=lambda field: order.index(field.name) if field.name in order else len(order))


def _ordered_pairs(node: Pairs, section: str) -> list[tuple[Scalar, Node]]:
    order = list(SECTIONS[section].fields)
    return sorted(node.pairs, key=lambda pair: order.index(pair[0].value) if pair[0].value in order else len(order))


def _written(text: str, key: Scalar, value: Node, section: str) -> list[str]:
    """The lines of a field: as they stand where that is well or a comment is within it, else written anew."""
    column = column_of(text, key.start)
    first, *rest = text[key.start : max(value.end, key.end + 1)].split("\n")
    there = [first.rstrip(), *(_moved(line, column) for line in rest)]
    if key.value not in SECTIONS[section].fields:
        # Nobody knows what it means, so that a reader would not notice what went wrong.
        return there
    if "#" in text[key.end : value.start] or has_comments(text, value) or is_well(text, key, value, there):
        return there
    if isinstance(value, Scalar) and not value.value and value.start == value.end:
        return [f"{key.value}:"]
    if isinstance(value, Items | Pairs) and not (value.items if isinstance(value, Items) else value.pairs):
        return [f"{key.value}: {'[]' if isinstance(value, Items) else '{}'}"]
    if isinstance(value, Items) and not value.is_flow:
        return [f"{key.value}:", *_items(text, key.value, value)]
    return _CANON.field(key.value, _plain(value))


def _items(text: str, name: str, value: Items) -> Iterator[str]:
    """The items of a list with dashes: those that are well laid out as they stand."""
    for dash, one in zip(value.dashes, value.items, strict=True):
        column = column_of(text, dash)
        first, *rest = text[dash : one.end].split("\n")
        there = [first.rstrip(), *(_moved(line, column) for line in rest)]
        is_short = all(len(line) <= MOST - 2 for line in there)
        is_close = isinstance(one, Scalar) or column_of(text, one.start) == column + 2
        is_well = is_close and all(is_well_written(*text_) for text_ in texts(one))
        if is_short and is_well and there[0][:2] == "- " and is_item_set_in(text, one, column + 2):
            yield from there
        else:
            yield from _CANON.item(name, _plain(one))


def _moved(line: str, column: int) -> str:
    """A line of a field that began in a column, as if it had begun in the first one."""
    lead = len(line) - len(line.lstrip(" "))
    # White space at its end may be part of a text.
    return line[min(lead, column) :]


def _indented(fields: Iterator[_Field] | Sequence[_Field], margin: int) -> Iterator[str]:
    space = " " * margin
    for field in fields:
        yield from (space + comment for comment in field.above)
        lines = list(field.lines)
        if field.beside:
            lines[0 if takes_comment(lines[0], field.name) else -1] += f"  {field.beside}"
        yield from (space + line if line else "" for line in lines)


def _plain(node: Node) -> Any:
    if isinstance(node, Pairs):
        return {key.value: _plain(value) for key, value in node.pairs}
    if isinstance(node, Items):
        return [_plain(one) for one in node.items]
    return node.value


__all__ = ["NotPlainYaml", "formatted"]
