"""YAML text into records: the only place that knows PyYAML.

The parser's events are folded, one record at a time, so that a file of any length is read in the
memory of its largest record. Every scalar is text until its field decodes it, and every event
carries its line and column. A fault never stops the reading (only broken syntax does): it becomes a
`Problem`, and the reading goes on, so that one run shows them all.
"""

from __future__ import annotations

import datetime
import gc
import hashlib
import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import yaml

from dialogue_cli import dates, text
from dialogue_cli.errors import QueryError, UnreadableError
from dialogue_cli.model import (
    CERTAINTIES,
    FORMAT,
    STATUSES,
    Evidence,
    Header,
    Instrument,
    Meeting,
    Participant,
    Partner,
    Person,
    Place,
    Record,
    Relation,
    Series,
    Source,
    Topic,
    Venue,
)
from dialogue_cli.problems import CHECKS, Problem

try:
    from yaml.cyaml import CParser as _Parser  # type: ignore[attr-defined]
except ImportError:  # a PyYAML without libyaml: the same events, slower
    from yaml.loader import SafeLoader as _Parser  # type: ignore[assignment]

MAX_DEPTH = 32
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
# C0, DEL, C1, and the marks that turn the reading direction of what follows.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069]")
SUFFIXES = (".yaml", ".yml")

Anything = Header | Source | Partner | Series | Topic | Instrument | Place | Person | Meeting


class _Sequence(list[Any]):
    """The nodes of a YAML list; `event` began it."""

    __slots__ = ("event",)
    event: Any


class _Mapping(list[tuple[Any, Any]]):
    """The pairs of key event and node of a YAML mapping; `event` began it."""

    __slots__ = ("event",)
    event: Any


# A node is a scalar event, a _Sequence, a _Mapping, or None where something was already reported.
_Node = Any


class Item:
    """One record of a file and where it stands there.

    `record` is its decoded form as plain text, numbers, lists and dicts, in the order of the format.
    `broken` says whether it has an error, so that it is not what its author meant.
    """

    __slots__ = ("_value", "broken", "file", "node", "record", "section")

    def __init__(self, file: str, section: str, record: Record, node: _Node, broken: bool) -> None:
        self.file = file
        self.section = section
        self.record = record
        self.node = node
        self.broken = broken
        self._value: Anything | None = None

    @property
    def value(self) -> Anything:
        """The record as a dataclass."""
        if self._value is None:
            self._value = SECTIONS[self.section].from_record(self.record)
        return self._value

    def at(self, *path: str | int) -> tuple[int, int]:
        """Line and column (from 1) of a part, such as `("evidence", 2, "exact")`, or of what is nearest to it."""
        node = self.node
        for step in path:
            if isinstance(step, int):
                if not isinstance(node, _Sequence) or step >= len(node):
                    break
                node = node[step]
            else:
                found = [value for key, value in node if key.value == step] if isinstance(node, _Mapping) else []
                if not found or found[-1] is None:
                    break
                node = found[-1]
        return _position(node)

    def problem(self, code: str, message: str, *path: str | int) -> Problem:
        """A problem at a part of this record."""
        return Problem(self.file, *self.at(*path), code, message)


def _position(node: _Node) -> tuple[int, int]:
    if node is None:
        return 0, 0
    mark = (node.event if isinstance(node, (_Sequence, _Mapping)) else node).start_mark
    return mark.line + 1, mark.column + 1


class _Stop(Exception):
    """Reading can not go on; the problem is already noted."""


class _Stream:
    """A file as the parser reads it, counting and hashing its bytes on the way."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.hash = hashlib.sha256()
        self.size = 0

    def read(self, size: int = -1) -> bytes:
        chunk = self._file.read(size)
        self.hash.update(chunk)
        self.size += len(chunk)
        return chunk


@contextmanager
def no_garbage_collection() -> Iterator[None]:
    """Millions of short-lived objects without cycles: the collector would look at them for nothing."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


class _Decoder:
    """Decodes nodes by what their field needs, noting what is wrong."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self.errors = 0

    def note(self, code: str, message: str, node: _Node) -> None:
        self.problems.append(Problem(self.file, *_position(node), code, message))
        self.errors += CHECKS[code][0] == "error"

    # Each decoder takes a node and the name of its field, and gives the value, or None when there is none.

    def text(self, node: _Node, name: str) -> str | None:
        if type(node) is not yaml.ScalarEvent:
            if node is not None:
                kind = "a list" if isinstance(node, _Sequence) else "a mapping"
                self.note("type", f"{name} must be text, not {kind}", node)
            return None
        value: str = node.value
        if not value.isprintable() and (found := _CONTROL.search(value)):
            self.note("control-character", f"{name} holds the control character U+{ord(found[0]):04X}", node)
        return value if value and not value.isspace() else None

    def integer(self, node: _Node, name: str) -> int | None:
        value = self.text(node, name)
        if value is None:
            return None
        is_whole = value.isascii() and value.isdigit()
        if is_whole and len(value) > 9:
            self.note("type", f'{name} must be less than 1000000000, not "{value}"', node)
            return None
        if not is_whole or int(value) < 1:
            digits = re.search(r"[1-9]\d*", value)
            self.note(
                "type",
                f'{name} must be a whole number from 1 on, such as {digits[0] if digits else 7}, not "{value}"',
                node,
            )
            return None
        return int(value)

    def date(self, node: _Node, name: str) -> str | None:
        value = self.text(node, name)
        if value is None:
            return None
        try:
            return dates.parse(value).text
        except ValueError as error:
            self.note("date", f"{name}: {error}{_date_meant(value)}", node)
            return None

    def slug(self, node: _Node, name: str) -> str | None:
        value = self.text(node, name)
        if value is not None and not _SLUG.fullmatch(value):
            self.note(
                "id",
                f'{name} "{value}" must be lower-case letters and digits joined by hyphens: {text.slug(value)}',
                node,
            )
        return value

    def file_name(self, node: _Node, name: str) -> str | None:
        value = self.text(node, name)
        if value is not None and (value in (".", "..") or "/" in value or "\\" in value or "\0" in value):
            self.note("source-file", f'{name} must be a bare file name, not "{value}"', node)
            return None
        return value

    def sha256(self, node: _Node, name: str) -> str | None:
        value = self.text(node, name)
        if value is not None and not re.fullmatch("[0-9a-fA-F]{64}", value):
            self.note("type", f"{name} must be 64 hexadecimal digits", node)
            return None
        return value.lower() if value else None

    def format(self, node: _Node, name: str) -> int | None:
        value = self.text(node, name)
        if value is not None and value != str(FORMAT):
            self.note(
                "format", f'format "{value}" is unknown to this version of dialogue, which reads format {FORMAT}', node
            )
        return FORMAT

    def texts(self, node: _Node, name: str) -> list[str] | None:
        if type(node) is not _Sequence:
            if not _is_empty(node):
                hint = f": [{node.value}]" if not isinstance(node, list) else ""
                self.note("type", f"{name} must be a list{hint}", node)
            return None
        what = f"an item of {name}"
        found = [
            part.value
            if type(part) is yaml.ScalarEvent and part.value.isprintable() and not part.value.isspace() and part.value
            else self.text(part, what)
            for part in node
        ]
        if None in found:
            for part, value in zip(node, found, strict=True):
                if value is None and part is not None and _is_empty(part):
                    self.note("type", f"{what} is empty", part)
            # The nodes stay side by side with the values that they gave.
            node[:] = [part for part, value in zip(node, found, strict=True) if value is not None]
        return [value for value in found if value is not None]

    def record(self, node: _Node, name: str, kind: type[Any]) -> Record | None:
        if type(node) is not _Mapping:
            if node is not None:
                example = next(iter(SHAPES[kind]))
                self.note("type", f"{name} must be a mapping, such as {{{example}: …}}", node)
            return None
        shape = SHAPES[kind]
        found: Record = {}
        seen: set[str] = set()
        plain, scalar = _TEXT, yaml.ScalarEvent
        for key, value in node:
            field = key.value
            if field in seen:
                self.note("duplicate-key", f'"{field}" stands twice in {name}', key)
                continue
            seen.add(field)
            decode = shape.get(field)
            # Most values are plain text: they are taken here, without a call for each.
            if decode is plain and type(value) is scalar and (written := value.value).isprintable() and written:
                if not written.isspace():
                    found[field] = written
                continue
            if decode is None:
                hint = _nearest(field, list(shape))
                self.note("unknown-key", f'"{text.one_line(field)}" is no key of {name}{hint}', key)
                continue
            decoded = decode(self, value, field)
            if decoded is not None:
                found[field] = decoded
        for field in REQUIRED.get(kind, ()):
            if not found.get(field):
                self.note("missing", f"{name} needs {_article(field)}{field}", node)
                found[field] = [] if field == "partners" else ""
        if kind is Participant and not (found.get("name") or found.get("role")):
            self.note("missing", "a participant needs a name, or where the source gives none, a role", node)
        if kind is Meeting:
            found.setdefault("status", "held")
        return {field: found[field] for field in shape if field in found}

    def records(self, node: _Node, name: str, kind: type[Any]) -> list[Record] | None:
        if type(node) is not _Sequence:
            if not _is_empty(node):
                self.note("type", f"{name} must be a list", node)
            return None
        found = [self.record(part, _SINGULAR[kind], kind) for part in node]
        if None in found:
            node[:] = [part for part, value in zip(node, found, strict=True) if value is not None]
        return [value for value in found if value is not None]


def _is_empty(node: _Node) -> bool:
    return not isinstance(node, list) and (node is None or not node.value.strip())


def _article(noun: str) -> str:
    return "" if noun == "partners" else "an " if noun[0] in "aeiou" else "a "


def _date_meant(value: str) -> str:
    """A hint for a date that a person would understand though the format does not."""
    from dialogue_cli.periods import parse_period

    if re.search("[0-9]{4}", value) is None:
        return ""
    try:
        period = parse_period(value, datetime.date(2000, 1, 1))
    except QueryError:
        return ""
    if period.start is None or period.end is None:
        return ""
    if period.start == period.end:
        return f"; write {period.start}"
    if period.start.day == 1 and period.end == dates.month_end(period.start.year, period.start.month):
        return f"; write {period.start:%Y-%m}"
    return f"; write [{period.start}..{period.end}] for a day in it"


def _nearest(word: str, known: list[str]) -> str:
    from rapidfuzz import process

    found = process.extractOne(word.lower(), known, score_cutoff=70)
    return f'; did you mean "{found[0]}"?' if found else f"; it knows {', '.join(known)}"


def _choice(options: tuple[str, ...]) -> Callable[[_Decoder, _Node, str], str | None]:
    def decode(decoder: _Decoder, node: _Node, name: str) -> str | None:
        value = decoder.text(node, name)
        if value is not None and value not in options:
            decoder.note("choice", f'{name} must be {text.listing(list(options))}, not "{value}"', node)
            return None
        return value

    return decode


def _one(kind: type[Any]) -> Callable[[_Decoder, _Node, str], Record | None]:
    return lambda decoder, node, name: None if _is_empty(node) else decoder.record(node, name, kind)


def _many(kind: type[Any]) -> Callable[[_Decoder, _Node, str], Any]:
    return lambda decoder, node, name: decoder.records(node, name, kind)


_TEXT, _TEXTS = _Decoder.text, _Decoder.texts
# The format, in one table: the keys of each record in their order, and what each is decoded by.
SHAPES: dict[type[Any], dict[str, Callable[[_Decoder, _Node, str], Any]]] = {
    Header: {"format": _Decoder.format, "title": _TEXT, "principal": _TEXT},
    Source: {
        "id": _TEXT,
        "file": _Decoder.file_name,
        "title": _TEXT,
        "url": _TEXT,
        "language": _TEXT,
        "publisher": _TEXT,
        "published": _Decoder.date,
        "sha256": _Decoder.sha256,
    },
    Partner: {"name": _TEXT, "code": _TEXT, "aliases": _TEXTS, "members": _TEXTS},
    Series: {"id": _TEXT, "name": _TEXT, "aliases": _TEXTS},
    Topic: {"name": _TEXT, "aliases": _TEXTS},
    Instrument: {"name": _TEXT, "aliases": _TEXTS},
    Place: {"name": _TEXT, "country": _TEXT, "aliases": _TEXTS},
    Person: {"name": _TEXT, "aliases": _TEXTS},
    Venue: {"city": _TEXT, "country": _TEXT},
    Participant: {
        "name": _TEXT,
        "role": _TEXT,
        "represents": _TEXT,
        "capacity": _TEXT,
        "certainty": _choice(CERTAINTIES),
    },
    Relation: {"id": _TEXT, "relation": _TEXT},
    Evidence: {"source": _TEXT, "exact": _TEXT, "prefix": _TEXT, "suffix": _TEXT, "supports": _TEXTS},
}
SHAPES[Meeting] = {
    "id": _Decoder.slug,
    "title": _TEXT,
    "series": _TEXT,
    "ordinal": _Decoder.integer,
    "kind": _TEXT,
    "status": _choice(STATUSES),
    "date": _Decoder.date,
    "date_note": _TEXT,
    "place": _one(Venue),
    "principal": _TEXT,
    "partners": _TEXTS,
    "participants": _many(Participant),
    "topics": _TEXTS,
    "instruments": _TEXTS,
    "summary": _TEXT,
    "outcomes": _TEXTS,
    "related": _many(Relation),
    "note": _TEXT,
    "evidence": _many(Evidence),
}
REQUIRED: dict[type[Any], tuple[str, ...]] = {
    Source: ("id",),
    Partner: ("name",),
    Series: ("id",),
    Topic: ("name",),
    Instrument: ("name",),
    Place: ("name",),
    Person: ("name",),
    Relation: ("id",),
    Evidence: ("source", "exact"),
    Meeting: ("id", "title", "partners"),
}
SECTIONS: dict[str, type[Any]] = {
    "dataset": Header,
    "sources": Source,
    "partners": Partner,
    "series": Series,
    "topics": Topic,
    "instruments": Instrument,
    "places": Place,
    "people": Person,
    "meetings": Meeting,
}
_SINGULAR: dict[type[Any], str] = {
    Header: "dataset",
    Source: "a source",
    Partner: "a partner",
    Series: "a series",
    Topic: "a topic",
    Instrument: "an instrument",
    Place: "a place",
    Person: "a person",
    Participant: "a participant",
    Relation: "a related meeting",
    Evidence: "an evidence",
    Meeting: "a meeting",
}


class FileReader:
    """Reads one file of a dataset: iterate over its items, then see `problems`, `digest` and `sections`."""

    def __init__(self, path: Path, name: str | None = None) -> None:
        self.path = path
        self.name = name or str(path)
        self.sections: set[str] = set()
        self.digest = ""
        """SHA-256 of the bytes read, in hex; complete once the iteration is."""
        self.size = 0
        self.stat: os.stat_result
        """Of the file when it was opened."""
        self.bytes_read = 0
        self._decoder = _Decoder(self.name)

    @property
    def problems(self) -> list[Problem]:
        """What was found wrong so far, in the order of the file."""
        return self._decoder.problems

    def __iter__(self) -> Iterator[Item]:
        try:
            file = self.path.open("rb")
        except OSError as error:
            raise UnreadableError(f"{self.name} can not be read: {error.strerror}") from None
        # Before the first byte: a change while it is read shows as a newer time.
        self.stat = os.fstat(file.fileno())
        with file, no_garbage_collection():
            stream = _Stream(file)
            try:
                parser = _Parser(stream)
                self._event = parser.get_event
                self._stream = stream
                yield from self._document()
            except _Stop:
                pass
            except yaml.MarkedYAMLError as error:
                self._syntax(error)
            except yaml.reader.ReaderError as error:
                self._encoding(error)
            except OSError as error:
                raise UnreadableError(f"{self.name} can not be read: {error.strerror}") from None
            while stream.read(1 << 16):
                pass
            self.digest, self.size = stream.hash.hexdigest(), stream.size

    def _syntax(self, error: yaml.MarkedYAMLError) -> None:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
        what = error.problem or "this is not YAML"
        context = f" {error.context}" if error.context else ""
        self._decoder.problems.append(
            Problem(self.name, line, column, "syntax", f"not YAML: {what}{context}{_yaml_hint(what)}")
        )

    def _encoding(self, error: yaml.reader.ReaderError) -> None:
        """libyaml names a byte without a line: find the line in the bytes."""
        data = self.path.read_bytes() if self.path.is_file() else b""
        try:
            whole = data.decode("utf-8-sig")
        except UnicodeDecodeError as fault:
            before = data[: fault.start]
            line, column = (
                before.count(b"\n") + 1,
                len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1,
            )
            message = f"byte 0x{data[fault.start]:02X} is not UTF-8; save the file as UTF-8"
        else:
            found = re.search("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", whole)
            start = found.start() if found else 0
            line, column = whole.count("\n", 0, start) + 1, start - whole.rfind("\n", 0, start)
            message = f"the character U+{ord(whole[start]) if whole else 0:04X} is not allowed in YAML"
        self._decoder.problems.append(Problem(self.name, line, column, "encoding", message))

    def _document(self) -> Iterator[Item]:
        self._event()  # the start of the stream
        event = self._event()
        if isinstance(event, yaml.StreamEndEvent):
            return
        event = self._event()
        self._refuse(event)
        if not isinstance(event, yaml.MappingStartEvent):
            if not (isinstance(event, yaml.ScalarEvent) and not event.value):
                self._decoder.note("document", "a dataset is a mapping of sections, such as meetings:", event)
            return
        while not isinstance(event := self._event(), yaml.MappingEndEvent):
            key = self._key(event, 1)
            if key is None:
                self._skip()
                continue
            if key.value in self.sections:
                self._decoder.note("duplicate-key", f'the section "{key.value}" stands twice', key)
                self._skip()
            elif key.value not in SECTIONS:
                hint = _nearest(key.value, list(SECTIONS))
                self._decoder.note("unknown-key", f'"{text.one_line(key.value)}" is no section of a dataset{hint}', key)
                self._skip()
            else:
                self.sections.add(key.value)
                yield from self._section(key.value)
        self._event()  # the end of the document
        event = self._event()
        if not isinstance(event, yaml.StreamEndEvent):
            self._decoder.note("document", "a file holds one YAML document; this begins a second", event)

    def _section(self, section: str) -> Iterator[Item]:
        kind, event = SECTIONS[section], self._event()
        if kind is Header:
            node = self._fold(event, 1)
            if not _is_empty(node):
                yield from self._item(section, node, kind)
            return
        if not isinstance(event, yaml.SequenceStartEvent):
            node = self._fold(event, 1)
            if not _is_empty(node):
                self._decoder.note("type", f"{section} must be a list", node)
            return
        self._refuse(event)
        while not isinstance(event := self._event(), yaml.SequenceEndEvent):
            yield from self._item(section, self._fold(event, 2), kind)

    def _item(self, section: str, node: _Node, kind: type[Any]) -> Iterator[Item]:
        decoder = self._decoder
        errors = decoder.errors
        record = decoder.record(node, _SINGULAR[kind], kind)
        self.bytes_read = self._stream.size
        if record is not None:
            yield Item(self.name, section, record, node, decoder.errors > errors)

    def _skip(self) -> None:
        self._fold(self._event(), 1)

    def _refuse(self, event: Any) -> None:
        """Notes the parts of YAML that the format does not have."""
        if event.anchor is not None:
            self._decoder.note(
                "anchor", f"an anchor (&{event.anchor}) is not part of the format; write the value out", event
            )
        if event.tag is not None:
            self._decoder.note(
                "tag", f"a tag ({event.tag}) is not part of the format; the field decides the type", event
            )

    def _key(self, event: Any, depth: int) -> Any:
        if not isinstance(event, yaml.ScalarEvent):
            self._decoder.note("type", "a key must be a word", event)
            self._fold(event, depth)
            return None
        if event.anchor is not None or event.tag is not None:
            self._refuse(event)
        if event.value == "<<" and not event.style:
            self._decoder.note("merge-key", "a merge key (<<) is not part of the format; write the values out", event)
            return None
        return event

    def _fold(self, event: Any, depth: int) -> _Node:
        """The node that an event begins, its children folded too."""
        kind = type(event)
        if kind is yaml.AliasEvent:
            self._decoder.note(
                "alias", f"an alias (*{event.anchor}) is not part of the format; write the value out", event
            )
            return None
        if event.anchor is not None or event.tag is not None:
            self._refuse(event)
        if kind is yaml.ScalarEvent:
            return event
        if depth > MAX_DEPTH:
            self._decoder.note("nesting", f"nested deeper than {MAX_DEPTH} levels; no record needs that", event)
            raise _Stop
        # Most events are plain scalars: they are taken here, without a call for each.
        following: Callable[[], Any] = self._event
        scalar, fold = yaml.ScalarEvent, self._fold
        if kind is yaml.SequenceStartEvent:
            items = _Sequence()
            items.event = event
            while True:
                event = following()
                kind = type(event)
                if kind is yaml.SequenceEndEvent:
                    return items
                is_plain = kind is scalar and event.anchor is None and event.tag is None
                items.append(event if is_plain else fold(event, depth + 1))
        pairs = _Mapping()
        pairs.event = event
        while True:
            key = following()
            kind = type(key)
            if kind is yaml.MappingEndEvent:
                return pairs
            if kind is not scalar or key.anchor is not None or key.tag is not None or key.value == "<<":
                key = self._key(key, depth + 1)
            value = following()
            if type(value) is not scalar or value.anchor is not None or value.tag is not None:
                value = fold(value, depth + 1)
            if key is not None:
                pairs.append((key, value))


def _yaml_hint(problem: str) -> str:
    if "mapping values are not allowed" in problem:
        return "; a text that holds a colon and a space needs quotes"
    if "found character '\\t'" in problem:
        return "; indent with spaces, not with tabs"
    if "could not find expected ':'" in problem or "did not find expected key" in problem:
        return "; look at the indentation, and at quotes in the lines above"
    if "found character that cannot start any token" in problem:
        return "; a text that begins with @, ` or % needs quotes, and tabs can not indent"
    return ""


def dataset_files(path: Path) -> list[Path]:
    """The YAML files of a dataset: the file itself, or those directly in a folder, by name.

    Raises UnreadableError when there is nothing there, or a folder holds no such file.
    """
    try:
        if not path.is_dir():
            path.stat()
            return [path]
        found = sorted(p for p in path.iterdir() if p.suffix in SUFFIXES and not p.name.startswith("."))
    except OSError as error:
        raise UnreadableError(f"{path} can not be read: {error.strerror}") from None
    except ValueError:
        raise UnreadableError(f"{str(path)!r} is no path") from None
    if not found:
        raise UnreadableError(f"{path} holds no dataset: there is no .yaml file in it")
    return found
