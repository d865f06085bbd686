"""One file of a dataset into its records, each with its place in the file, and what is wrong with them."""

from __future__ import annotations

import gc
import hashlib
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from dialogue_cli.dataset.characters import visible
from dialogue_cli.dataset.fields import HEADER, SECTIONS
from dialogue_cli.dataset.model import Header, Meeting, Record, Source
from dialogue_cli.dataset.nodes import (
    Faults,
    Mapping,
    Node,
    Nodes,
    Sequence,
    Stop,
    is_empty,
    position,
    stopping_at_faults,
)
from dialogue_cli.dataset.problems import Problem
from dialogue_cli.dataset.shapes import known_hint, meant, record
from dialogue_cli.dataset.vocabulary import Instrument, Partner, Person, Place, Series, Topic
from dialogue_cli.errors import UnreadableError
from dialogue_cli.text import one_line

_MOST_WITHOUT_RECORD = 1 << 22
"""Bytes of a pipe in which a record must come."""

Value = Header | Source | Partner | Series | Topic | Instrument | Place | Person | Meeting


class Item:
    """One record of a file and where it stands there.

    `record` is its decoded form as plain text, numbers, lists and dicts, in the order of the format.
    `broken` says whether it has an error, so that it is not what its author meant.
    """

    __slots__ = ("_value", "broken", "file", "node", "record", "section")

    def __init__(self, file: str, section: str, record: Record, node: Node, broken: bool) -> None:
        self.file = file
        self.section = section
        self.record = record
        self.node = node
        self.broken = broken
        self._value: Value | None = None

    @property
    def value(self) -> Value:
        """The record as a dataclass."""
        if self._value is None:
            self._value = SECTIONS[self.section].kind.from_record(self.record)
        return self._value

    def at(self, *path: str | int) -> tuple[int, int]:
        """Line and column (from 1) of a part, such as `("evidence", 2, "exact")`, or of what is nearest to it."""
        node = self.node
        for step in path:
            if isinstance(step, int):
                if not isinstance(node, Sequence) or step >= len(node):
                    break
                node = node[step]
            else:
                found = [value for key, value in node if key.value == step] if isinstance(node, Mapping) else []
                if not found or found[-1] is None:
                    break
                node = found[-1]
        return position(node)

    def problem(self, code: str, message: str, *path: str | int) -> Problem:
        """A problem at a part of this record."""
        return Problem(self.file, *self.at(*path), code, message)


class _Stream:
    """A file as the parser reads it, counting and hashing its bytes on the way.

    What may have no end, a pipe or a device, is read only as long as there are records in it.
    """

    def __init__(self, file: IO[bytes], faults: Faults, *, is_endless: bool) -> None:
        self._file = file
        self._faults = faults
        self._is_endless = is_endless
        self._at_record = 0
        self.hash = hashlib.sha256()
        self.size = 0

    def at_record(self) -> int:
        """Notes that a record has come, and returns how many bytes were read."""
        if not self._faults.errors:
            self._at_record = self.size
        return self.size

    def read(self, size: int = -1) -> bytes:
        if self._is_endless and self.size - self._at_record > _MOST_WITHOUT_RECORD:
            most = f"{_MOST_WITHOUT_RECORD >> 20} MB"
            message = f"what comes through the pipe has no sound record in {most}; it is not read on"
            self._faults.note_at(0, 0, "document", message)
            raise Stop
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


class SectionReader:
    """Makes items of the sections of a text. What is wrong with them is in `problems`, in the order of the text."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.sections: set[str] = set()
        """The sections that began so far."""
        self.unknown: list[tuple[str, int, int]] = []
        """The sections that the format does not have, each with line and column."""
        self.open_list: tuple[str, int] | None = None
        """The section, and the column of its items, that more of them behind the text would belong to."""
        self._meetings = 0
        self._faults = Faults(name)

    @property
    def problems(self) -> list[Problem]:
        """What was found wrong so far, in the order of the file."""
        return self._faults.problems

    @property
    def has_errors(self) -> bool:
        """Whether one of them is an error."""
        return self._faults.errors > 0

    def _section(self, key: Node, nodes: Nodes) -> Iterator[Item]:
        section = key.value
        if section in self.sections or section not in SECTIONS:
            if section in self.sections:
                self._faults.note("duplicate-key", f'the section "{section}" appears twice', key)
            else:
                self.unknown.append((section, *position(key)))
            nodes.value()
            return
        self.sections.add(section)
        yield from self._content(section, nodes)

    def _content(self, section: str, nodes: Nodes) -> Iterator[Item]:
        if SECTIONS[section] is HEADER:
            node = nodes.value()
            if not is_empty(node):
                yield from self._item(section, node)
            return
        for node in nodes.items(section):
            self._meetings += section == "meetings"
            yield from self._item(section, node)

    def _item(self, section: str, node: Node) -> Iterator[Item]:
        before = self._faults.errors
        found = record(self._faults, node, SECTIONS[section])
        if found is not None:
            yield Item(self.name, section, found, node, self._faults.errors > before)

    def _look_at_unknown(self) -> None:
        """Notes the sections that the format does not have: an error where one seems to hold the meetings."""
        is_lacking = "meetings" in self.sections and not self._meetings and not self._faults.errors
        taken = next((s for s in self.unknown if meant(s[0], ("meetings",))), self.unknown[0] if self.unknown else None)
        messages: dict[str, str] = {}
        for unknown in self.unknown:
            section, line, column = unknown
            if is_lacking and unknown == taken:
                shown = one_line(visible(section))
                message = (
                    f'meetings is empty, and "{shown}" is not a section of a dataset; move what is there to meetings'
                )
                self._faults.note_at(line, column, "missing", message)
            else:
                if section not in messages:
                    shown = one_line(visible(section))
                    messages[section] = f'"{shown}" is not a section of a dataset{known_hint(section, SECTIONS)}'
                self._faults.note_at(line, column, "unknown-key", messages[section])


class FileReader(SectionReader):
    """Reads one file of a dataset: iterate over its items, then see `problems`, `digest` and `sections`.

    Problems call it `name`, by default its path.
    """

    def __init__(self, path: Path, name: str = "") -> None:
        super().__init__(name or str(path))
        self.path = path
        self.digest = ""
        """SHA-256 of the bytes read, in hex; that of the file once the iteration is complete, if it has no error."""
        self.size = 0
        """Bytes of the file; complete once the iteration is."""
        self.bytes_read = 0
        """Bytes read when the last item was."""
        self.stat: os.stat_result
        """Of the file when it was opened."""

    def __iter__(self) -> Iterator[Item]:
        try:
            yield from self._read()
        except OSError as error:
            raise UnreadableError(f"{self.name} cannot be read: {error.strerror}") from None

    def _read(self) -> Iterator[Item]:
        with self.path.open("rb") as file, no_garbage_collection():
            # Before the first byte: a change while it is read shows as a newer time.
            self.stat = os.fstat(file.fileno())
            stream = _Stream(file, self._faults, is_endless=not stat.S_ISREG(self.stat.st_mode))
            with stopping_at_faults(self.path, self._faults):
                nodes = Nodes(stream, self._faults)
                for key in nodes.sections():
                    for item in self._section(key, nodes):
                        self.bytes_read = stream.at_record()
                        yield item
                self.open_list = nodes.open_list
                self._look_at_unknown()
            # What is wrong is known, and the rest of it may have no end.
            while not self.has_errors and stream.read(1 << 16):
                pass
            self.digest, self.size = stream.hash.hexdigest(), stream.size
