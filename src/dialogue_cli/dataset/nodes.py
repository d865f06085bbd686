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
from typing import Any, Protocol

import yaml

from dialogue_cli.dataset.problems import CHECKS, Problem

try:
    from yaml.cyaml import CParser as _Parser  # type: ignore[attr-defined]
except ImportError:  # a PyYAML without libyaml: the same events, slower
    from yaml.loader import SafeLoader as _Parser  # type: ignore[assignment]

MAX_DEPTH = 32
_TOO_DEEP = f"nested deeper than {MAX_DEPTH} levels; no record needs that"
# Anything but the characters that YAML allows (1.1, section 5.1).
_NOT_ALLOWED = "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"

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


def is_empty(node: Node) -> bool:
    """Whether a node is a scalar without text, or None."""
    return not isinstance(node, list) and (node is None or not node.value.strip())


class Faults:
    """The problems of one file, in the order in which they were noted, and how many of them are errors."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self.errors = 0

    def note(self, code: str, message: str, node: Node) -> None:
        """Notes a problem where a node begins."""
        self.note_at(*position(node), code, message)

    def note_at(self, line: int, column: int, code: str, message: str) -> None:
        """Notes a problem at a line and column, counted from 1."""
        self.problems.append(Problem(self.file, line, column, code, message))
        self.errors += CHECKS[code][0] == "error"


class _Stop(Exception):
    """Reading cannot go on; the problem is already noted."""


class Bytes(Protocol):
    """What the parser reads from."""

    def read(self, size: int = -1) -> bytes:
        """Up to so many bytes."""


class Nodes:
    """The nodes of a YAML file, in its order. Use it within `stopping_at_faults`."""

    def __init__(self, stream: Bytes, faults: Faults) -> None:
        self._event: Callable[[], Any] = _Parser(stream).get_event
        self._faults = faults

    def sections(self) -> Iterator[Node]:
        """The keys of the mapping that the file is; take the value of each with `value` or `items` before the next."""
        self._event()  # the start of the stream
        if isinstance(self._event(), yaml.StreamEndEvent):
            return
        event = self._event()
        self._refuse(event)
        if not isinstance(event, yaml.MappingStartEvent):
            if not (isinstance(event, Scalar) and not event.value):
                self._faults.note("document", "a dataset must be a mapping of sections, such as meetings:", event)
            return
        while not isinstance(event := self._event(), yaml.MappingEndEvent):
            key = self._key(event, 1)
            if key is None:
                self.value()
            else:
                yield key
        self._event()  # the end of the document
        event = self._event()
        if not isinstance(event, yaml.StreamEndEvent):
            self._faults.note("document", "a file holds one YAML document; a second one begins here", event)

    def value(self) -> Node:
        """The whole value of the section whose key came last."""
        return self._fold(self._event(), 1)

    def items(self, section: str) -> Iterator[Node]:
        """The items of the section whose key came last, one at a time."""
        event = self._event()
        if not isinstance(event, yaml.SequenceStartEvent):
            node = self._fold(event, 1)
            if not is_empty(node):
                self._faults.note("type", f"{section} must be a list", node)
            return
        self._refuse(event)
        while not isinstance(event := self._event(), yaml.SequenceEndEvent):
            yield self._fold(event, 2)

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
            self._faults.note("nesting", _TOO_DEEP, event)
            raise _Stop
        # Most events are plain scalars: both loops take them without a call for each.
        following, scalar, fold = self._event, Scalar, self._fold
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
            value = following()
            if type(value) is not scalar or value.anchor is not None or value.tag is not None:
                value = fold(value, depth + 1)
            if key is not None:
                pairs.append((key, value))
        return pairs


@contextmanager
def stopping_at_faults(path: Path, faults: Faults) -> Iterator[None]:
    """Ends the block where the file cannot be parsed any further, and notes why. `path` is the file parsed."""
    try:
        yield
    except _Stop:
        pass
    except yaml.MarkedYAMLError as error:
        _note_syntax(error, faults)
    except yaml.reader.ReaderError:
        _note_encoding(path, faults)


def _note_syntax(error: yaml.MarkedYAMLError, faults: Faults) -> None:
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
    what = error.problem or "this is not YAML"
    if "maximum nesting depth" in what:
        # From 0.2.6 on, libyaml has a limit of its own, and looks so far ahead that it meets it first.
        faults.note_at(line, column, "nesting", _TOO_DEEP)
        return
    context = f" {error.context}" if error.context else ""
    faults.note_at(line, column, "syntax", f"not YAML: {what}{context}{_syntax_hint(what)}")


def _syntax_hint(problem: str) -> str:
    if "mapping values are not allowed" in problem:
        return "; a text that contains a colon and a space needs quotes"
    if "found character '\\t'" in problem:
        return "; indent with spaces, not with tabs"
    if "could not find expected ':'" in problem or "did not find expected key" in problem:
        return "; check the indentation, and the quotes in the lines above"
    if "found character that cannot start any token" in problem:
        return "; a text that begins with @, ` or % needs quotes, and tabs cannot be used to indent"
    return ""


def _note_encoding(path: Path, faults: Faults) -> None:
    """The parser names a byte without its line: find the line in the bytes."""
    data = path.read_bytes() if path.is_file() else b""
    try:
        whole = data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        before = data[: fault.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        message = f"byte 0x{data[fault.start]:02X} is not UTF-8; save the file as UTF-8"
        faults.note_at(line, column, "encoding", message)
        return
    found = re.search(_NOT_ALLOWED, whole)
    if not found:
        # A pipe, whose bytes are gone.
        faults.note_at(0, 0, "encoding", "there is a character that is not UTF-8 or not allowed in YAML")
        return
    start = found.start()
    line, column = whole.count("\n", 0, start) + 1, start - whole.rfind("\n", 0, start)
    faults.note_at(line, column, "encoding", f"the character U+{ord(found[0]):04X} is not allowed in YAML")
