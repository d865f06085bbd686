"""YAML text into nodes: the only place that parses YAML.

The parser's events are folded into nodes, one record at a time, so that a file of any length is read in the
memory of its largest record. Every scalar stays text, and every node knows its line and column. What the
format does not have (anchors, aliases, tags, merge keys, deep nesting) is noted here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import yaml

from dialogue_cli.dataset.escapes import Bytes, Joining
from dialogue_cli.dataset.problems import CHECKS, Problem
from dialogue_cli.dataset.syntax import MAX_DEPTH, TOO_DEEP, Fault, lines_of, unreadable_byte, unreadable_syntax

try:
    from yaml.cyaml import CParser as _Parser  # type: ignore[attr-defined]
except ImportError:  # a PyYAML without libyaml: the same events, slower
    from yaml.loader import SafeLoader as _Parser  # type: ignore[assignment]

# What YAML writes without quotes for a value that is absent.
NULLS = frozenset(("~", "null", "Null", "NULL"))

Scalar = yaml.ScalarEvent


class Sequence(list[Any]):
    """The nodes of a YAML list; `event` began it."""

    __slots__ = ("event",)
    event: Any


class Mapping(list[tuple[Any, Any]]):
    """The pairs of key (a Scalar) and node of a YAML mapping; `event` began it."""

    __slots__ = ("event",)
    event: Any


# A Scalar, a Sequence, a Mapping, or None where a problem was already noted.
Node = Any


def position(node: Node) -> tuple[int, int]:
    """Line and column of a node or event, counted from 1; 0, 0 for None."""
    if node is None:
        return 0, 0
    mark = (node.event if isinstance(node, (Sequence, Mapping)) else node).start_mark
    return mark.line + 1, mark.column + 1


def quoted(text: str) -> Any:
    """A text as a scalar in quotes, which stands in no file: `null` is a text then."""
    return Scalar(None, None, (False, True), text, style='"')


def is_null(scalar: Any) -> bool:
    """Whether a scalar is one of YAML's words for nothing: `null` or `~`, without quotes."""
    return scalar.value in NULLS and not scalar.style


def is_empty(node: Node) -> bool:
    """Whether a node is a scalar without text or with a null, or None."""
    return not isinstance(node, list) and (node is None or not node.value.strip() or is_null(node))


def scalars(node: Node) -> Iterator[Any]:
    """Every scalar of a node, keys among them, in order."""
    if isinstance(node, Mapping):
        for key, value in node:
            yield key
            yield from scalars(value)
    elif isinstance(node, Sequence):
        for part in node:
            yield from scalars(part)
    elif node is not None:
        yield node


class Faults:
    """The problems of one file, in the order in which they were noted, and how many of them are errors."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self.errors = 0
        self._lines: list[str] | None = None
        """The lines of the file, once a hint needs them."""

    def note(self, code: str, message: str, node: Node) -> None:
        """Notes a problem where a node begins."""
        self.note_at(*position(node), code, message)

    def note_at(self, line: int, column: int, code: str, message: str) -> None:
        """Notes a problem at a line and column, counted from 1."""
        self.problems.append(Problem(self.file, line, column, code, message))
        self.errors += CHECKS[code][0] == "error"

    def cut(self, node: Node) -> str:
        """What to add about an empty node whose text begins with ` #` in the file, which YAML reads as a comment."""
        line, column = position(node)
        if self._lines is None:
            self._lines = lines_of(Path(self.file))
        rest = self._lines[line - 1][column - 1 :] if 0 < line <= len(self._lines) else ""
        return '; what follows " #" is a comment, put the text in quotes' if re.match(r"\s+#\S", rest) else ""


class Stop(Exception):
    """Reading cannot go on; the problem is already noted."""


class Nodes:
    """The nodes of a YAML file, in its order. Use it within `stopping_at_faults`."""

    def __init__(self, stream: Bytes, faults: Faults) -> None:
        self._joining = Joining(stream)
        self._event: Callable[[], Any] = _Parser(self._joining).get_event
        self._faults = faults
        self._section = ""
        self.open_list: tuple[str, int] | None = None
        """The section that came last and the column of its items, where the text may go on with one more of them."""
        self.lines = 0
        """How many lines the text has; known when all is read."""

    def sections(self) -> Iterator[Node]:
        """The keys of the mapping that the file is; take the value of each with `value` or `items` before the next."""
        self._event()  # the start of the stream
        if isinstance(self._event(), yaml.StreamEndEvent):
            return
        event = self._event()
        if not isinstance(event, yaml.AliasEvent):
            self._refuse(event)
        if not isinstance(event, yaml.MappingStartEvent):
            if not (isinstance(event, Scalar) and not event.value):
                self._faults.note("document", "a dataset must be a mapping of sections, such as meetings:", event)
                return
            self._end()
            return
        while not isinstance(event := self._event(), yaml.MappingEndEvent):
            key = self._key(event, 1)
            if key is None:
                self.value()
            else:
                self._section = key.value
                yield key
        self._end()

    def _end(self) -> None:
        """The end of the document, which is that of the file."""
        if self._event().explicit:
            self.open_list = None
        event = self._event()
        if not isinstance(event, yaml.StreamEndEvent):
            self._faults.note("document", "a file holds one YAML document; a second one begins here", event)
        self.lines = event.start_mark.line

    def _value_event(self) -> Any:
        """The event that begins the value of the section whose key came last."""
        event = self._event()
        is_open = isinstance(event, yaml.SequenceStartEvent) and not event.flow_style
        self.open_list = (self._section, event.start_mark.column) if is_open else None
        return event

    def value(self) -> Node:
        """The whole value of the section whose key came last."""
        return self._mended(self._fold(self._value_event(), 1))

    def items(self, section: str) -> Iterator[Node]:
        """The items of the section whose key came last, one at a time."""
        event = self._value_event()
        if not isinstance(event, yaml.SequenceStartEvent):
            node = self._fold(event, 1)
            if not is_empty(node):
                self._faults.note("type", f"{section} must be a list", node)
            return
        self._refuse(event)
        while not isinstance(event := self._event(), yaml.SequenceEndEvent):
            yield self._mended(self._fold(event, 2))

    def _mended(self, node: Node) -> Node:
        """The node, with the characters that stood as two escapes each."""
        if self._joining.pairs:
            for scalar in scalars(node):
                scalar.value = self._joining.mended(scalar.value, in_double_quotes=scalar.style == '"')
        return node

    def _refuse(self, event: Any) -> None:
        """Notes an anchor and a tag, which the format does not have."""
        note = self._faults.note
        if event.anchor is not None:
            note("anchor", f"an anchor (&{event.anchor}) is not part of the format; write the value out", event)
        if event.tag is not None:
            note("tag", f"a tag ({event.tag}) is not part of the format; the field decides the type", event)

    def _key(self, event: Any, depth: int) -> Any:
        """The event of a key, or None when it cannot be one."""
        if not isinstance(event, Scalar):
            self._faults.note("type", "a key must be text", event)
            self._fold(event, depth)
            return None
        if event.anchor is not None or event.tag is not None:
            self._refuse(event)
        if event.value == "<<" and not event.style:
            message = "a merge key (<<) is not part of the format; write the values out"
            self._faults.note("merge-key", message, event)
            return None
        return event

    def _fold(self, event: Any, depth: int) -> Node:
        """The node that an event begins, its children folded too."""
        kind = type(event)
        if kind is yaml.AliasEvent:
            message = f"an alias (*{event.anchor}) is not part of the format; write the value out"
            self._faults.note("alias", message, event)
            return None
        if event.anchor is not None or event.tag is not None:
            self._refuse(event)
        if kind is Scalar:
            return event
        if depth > MAX_DEPTH:
            self._faults.note("nesting", TOO_DEEP, event)
            raise Stop
        # Most events are plain scalars: both loops take them without a call for each.
        following, scalar, fold, problems = self._event, Scalar, self._fold, self._faults.problems
        if kind is yaml.SequenceStartEvent:
            items, end = Sequence(), yaml.SequenceEndEvent
            items.event = event
            while (kind := type(event := following())) is not end:
                is_plain = kind is scalar and event.anchor is None and event.tag is None
                items.append(event if is_plain else fold(event, depth + 1))
            return items
        pairs, closed = Mapping(), yaml.MappingEndEvent
        pairs.event = event
        while (kind := type(key := following())) is not closed:
            if kind is not scalar or key.anchor is not None or key.tag is not None or key.value == "<<":
                key = self._key(key, depth + 1)
            value, noted = following(), len(problems)
            if type(value) is not scalar or value.anchor is not None or value.tag is not None:
                value = fold(value, depth + 1)
            if key is not None:
                pairs.append((key, value))
            else:
                # What is not read is not complained of: the key has been.
                del problems[noted:]
        return pairs


@contextmanager
def stopping_at_faults(path: Path, faults: Faults) -> Iterator[None]:
    """Ends the block where the file cannot be parsed any further, and notes why. `path` is the file parsed."""
    try:
        yield
    except Stop:
        pass
    except yaml.MarkedYAMLError as error:
        mark, context = error.problem_mark, error.context_mark
        fault = Fault(
            error.problem or "this is not YAML",
            error.context or "",
            (mark.line, mark.column) if mark else None,
            (context.line, context.column) if context else None,
        )
        faults.note_at(*unreadable_syntax(path, fault))
    except yaml.reader.ReaderError:
        faults.note_at(*unreadable_byte(path))
