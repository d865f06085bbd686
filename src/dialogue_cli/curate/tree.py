"""Where the parts of a YAML text stand: a tree of spans, counted in characters of the text.

The parser reports where each part begins and ends; for a block it reports where the next one begins, so that the end of
a block is here the end of the last thing in it. Comments and blank lines belong to nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import yaml

from dialogue_cli.dataset.syntax import MAX_DEPTH
from dialogue_cli.text import BYTE_ORDER_MARK, UNICODE_BREAKS

try:
    from yaml.cyaml import CParser as _Parser  # type: ignore[attr-defined]
except ImportError:  # a PyYAML without libyaml: the same events, slower
    from yaml.loader import SafeLoader as _Parser  # type: ignore[assignment]


BREAKS = f"\r\n{UNICODE_BREAKS}"
"""What ends a line, as part of a set in a pattern."""
_LINE_END = re.compile(f"[{BREAKS}]")
# What may stand between two items.
_UP_TO_DASH = re.compile(f"(?:[^-#]|#[^{BREAKS}]*)*")


class Scalar(NamedTuple):
    """A text and how it is written: `style` is empty for a plain one, else its quote, `|` or `>`."""

    start: int
    end: int
    value: str
    style: str


class Items(NamedTuple):
    """A list. `dashes` tells where the dash of each item stands; in a flow list, where the item begins."""

    start: int
    end: int
    is_flow: bool
    items: tuple[Node, ...]
    dashes: tuple[int, ...]


class Pairs(NamedTuple):
    """A mapping, as pairs of key and value in their order."""

    start: int
    end: int
    is_flow: bool
    pairs: tuple[tuple[Scalar, Node], ...]

    def get(self, name: str) -> Node | None:
        """The value of a key; the last one, which counts for the reader too."""
        return next((value for key, value in reversed(self.pairs) if key.value == name), None)


Node = Scalar | Items | Pairs


def head_comment(text: str, node: Node) -> str:
    """The comment on the line of the `|` or `>` that a text begins with; empty for none."""
    if not isinstance(node, Scalar) or node.style not in ("|", ">"):
        return ""
    head = text[node.start : node.end].partition("\n")[0].rstrip()
    return head[head.find("#") :] if "#" in head else ""


class NotPlainYaml(Exception):
    """A text is not YAML, or has something that the format does not: it cannot be taken apart here."""


class TooDeep(NotPlainYaml):
    """A text is nested deeper than any record."""


def column_of(text: str, at: int) -> int:
    """The column of a place in a text, from 0."""
    return at - text.rfind("\n", 0, at) - 1


def parse(text: str, offset: int = 0) -> Node | None:
    """The tree of a text that is one YAML document; None for an empty one. All places are moved by `offset`.

    Raises NotPlainYaml for a text that is not YAML, or has what the format does not: anchors, keys that are no text;
    TooDeep for what is nested deeper than any record.
    """
    # The parser does not count it.
    is_marked = text.startswith(BYTE_ORDER_MARK)
    try:
        return _Builder(text[1:] if is_marked else text, offset + is_marked).document()
    except (yaml.YAMLError, UnicodeEncodeError, StopIteration):
        raise NotPlainYaml from None


class _Builder:
    def __init__(self, text: str, offset: int) -> None:
        self._text = text
        self._offset = offset
        self._events = self._read(text)
        self._depth = 0

    def _read(self, text: str) -> Iterator[Any]:
        parser = _Parser(text)
        while not isinstance(event := parser.get_event(), yaml.StreamEndEvent):
            yield event

    def document(self) -> Node | None:
        next(self._events)
        if next(self._events, None) is None:
            return None
        root = self._node(next(self._events))
        next(self._events)
        if next(self._events, None) is not None:
            raise NotPlainYaml
        return root

    def _node(self, event: Any) -> Node:
        if isinstance(event, yaml.AliasEvent) or event.anchor is not None:
            raise NotPlainYaml
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event)
        # As for the reader. It would not be the parser that gives up first.
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise TooDeep
        found = self._items(event) if isinstance(event, yaml.SequenceStartEvent) else self._pairs(event)
        self._depth -= 1
        return found

    def _scalar(self, event: Any) -> Scalar:
        start, end = event.start_mark.index, event.end_mark.index
        style = event.style or ""
        if style in ("|", ">"):
            end = self._end_of_block(start, end)
        return Scalar(start + self._offset, end + self._offset, event.value, style)

    def _end_of_block(self, start: int, end: int) -> int:
        """The end of a literal or folded text, without the blank lines behind it unless `+` keeps them."""
        head = self._text[start : self._text.find("\n", start)]
        body = self._text[start:end]
        if "+" not in head.split("#")[0]:
            # The spaces at the end of its last line are text.
            found = _LINE_END.search(body, len(body.rstrip()))
            body = body[: found.start()] if found else body
        return start + len(body.rstrip("\r\n"))

    def _items(self, event: Any) -> Items:
        start = event.start_mark.index
        items, dashes, after = [], [], start
        while not isinstance(one := next(self._events), yaml.SequenceEndEvent):
            node = self._node(one)
            begin = node.start - self._offset
            dashes.append(self._offset + (begin if event.flow_style else self._dash(after)))
            items.append(node)
            after = node.end - self._offset
        end = _index(one) if event.flow_style else after
        return Items(start + self._offset, end + self._offset, bool(event.flow_style), tuple(items), tuple(dashes))

    def _dash(self, after: int) -> int:
        """The dash of an item: the first one behind the item before it that is not in a comment."""
        found = _UP_TO_DASH.match(self._text, after)
        assert found, "nothing is enough for it"
        return found.end()

    def _pairs(self, event: Any) -> Pairs:
        start = event.start_mark.index
        pairs, after = [], start
        while not isinstance(one := next(self._events), yaml.MappingEndEvent):
            key = self._node(one)
            if not isinstance(key, Scalar):
                raise NotPlainYaml
            value = self._node(next(self._events))
            pairs.append((key, value))
            after = max(key.end, value.end) - self._offset
        end = _index(one) if event.flow_style else after
        return Pairs(start + self._offset, end + self._offset, bool(event.flow_style), tuple(pairs))


def _index(event: Any) -> int:
    return int(event.end_mark.index)
