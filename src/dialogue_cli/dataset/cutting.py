"""Where a large file is cut, so that its parts can be read side by side, and only those that have changed.

A cut is made before the line of a record, at places that the bytes around it choose: so the parts after an edit are
those from before it, wherever they now stand. This is a guess by the look of lines, and a quick one. Whether it was
right shows when the parts are parsed (see `parts`).
"""

from __future__ import annotations

import hashlib
import os
import re
import zlib
from pathlib import Path
from typing import IO, NamedTuple

LEAST_FILE = 1 << 17
"""Bytes of the smallest file that is cut: a smaller one is read before the parts are found."""
# Bytes of a part: about a thousandth of a second to parse, and a few rows to renew after an edit.
_LEAST, _MOST = 1 << 15, 1 << 18
# Of the records behind the least size, every so-manyth begins a new part.
_ONE_OF = 16
# So many bytes of a record decide whether it begins one.
_LOOKED_AT = 64
_BLOCK = 1 << 20
# What is decided about a line looks so far ahead.
_AHEAD = 1 << 12
# Without a place to cut for so long, there will be none.
_LONGEST = 1 << 23

_SECTION = re.compile(rb"\n([A-Za-z_][A-Za-z_-]*):[ \t]*(?:#[^\n]*)?\r?(?=\n)")
# Behind comments and empty lines.
_FIRST_RECORD = re.compile(rb"(?:\n[ \t]*(?:#[^\n]*)?\r?(?=\n))*\n( *)- ")


class Part(NamedTuple):
    """A part of a file: where it is, the section that it goes on with, the column of its first record, and SHA-256.

    The first part of a file goes on with none; its section is empty.
    """

    start: int
    size: int
    section: str
    column: int
    digest: str


class Survey(NamedTuple):
    """A file as it was when it was cut; `digest` is the SHA-256 of all its bytes."""

    stat: os.stat_result
    size: int
    digest: str
    parts: list[Part]


def resumed(section: str) -> bytes:
    """What is put before a part, so that it can be parsed: the section that it goes on with."""
    return f"{section}:\n".encode() if section else b""


def survey(path: Path, least: int | None = None) -> Survey | None:
    """How a file of at least so many bytes (`LEAST_FILE`) may be cut; None where it is better read whole.

    Raises OSError.
    """
    # A pipe, which can be read only once, must not be opened.
    if not path.is_file() or path.stat().st_size < (LEAST_FILE if least is None else least):
        return None
    with path.open("rb") as file:
        # Before the first byte: a change while it is read shows as a newer time.
        stat = os.fstat(file.fileno())
        whole, cutter = hashlib.sha256(), _Cutter()
        while block := file.read(_BLOCK):
            whole.update(block)
            cutter.feed(block)
            if cutter.is_lost:
                return None
    parts = cutter.finish()
    return Survey(stat, cutter.size, whole.hexdigest(), parts)


def bytes_of(file: IO[bytes], part: Part) -> bytes | None:
    """The bytes of a part; None where the file is not any more the one that was cut."""
    file.seek(part.start)
    text = file.read(part.size)
    return text if _digest(text, part.section) == part.digest else None


def _digest(text: bytes | memoryview, section: str) -> str:
    found = hashlib.sha256(resumed(section))
    found.update(text)
    return found.hexdigest()


class _Cutter:
    """Finds the parts of a file, whose bytes are fed to it in their order."""

    def __init__(self) -> None:
        self.size = 0
        """Bytes fed so far."""
        # As if a line ended before the file: what is looked for begins with a line end.
        self._text = b"\n"
        """The bytes from the one before the part on."""
        self._begin = self._at = 0
        """In the text: the byte before the part, and up to where lines have been looked at."""
        self._parts: list[Part] = []
        self._section, self._column = "", 0
        """The section that the part goes on with, and the column of its first record."""
        self._now, self._column_now = "", 0
        """The same of the record that is looked at; empty where the lines do not tell."""
        self._next = self._end = _SECTION
        """What is looked for behind the least size of a part, and before it."""

    @property
    def is_lost(self) -> bool:
        """Whether there is no place to cut for so long that it is better to do without."""
        return len(self._text) - self._begin > _LONGEST

    def feed(self, block: bytes) -> None:
        """Takes in the next bytes."""
        self.size += len(block)
        self._text = self._text[self._begin :] + block
        self._at -= self._begin
        self._begin = 0
        self._look(len(self._text) - _AHEAD)

    def finish(self) -> list[Part]:
        """All parts, once all bytes were fed."""
        self._look(len(self._text))
        self._cut(len(self._text) - 1)
        return self._parts

    def _look(self, limit: int) -> None:
        """Looks at the lines up to a limit."""
        while self._at < limit:
            # Before a part has its least size, it matters only where a list ends.
            least = self._begin + _LEAST
            if self._now and self._at < least:
                bound = min(least, limit)
                found = self._end.search(self._text, self._at, bound + 2)
            else:
                bound = limit
                found = self._next.search(self._text, self._at)
            if found is None or found.start() >= bound:
                self._at = bound
            elif self._now and found.end() > found.start() + 1:
                self._record(found.start(), found.end())
            else:
                self._heading(found.start())

    def _record(self, start: int, end: int) -> None:
        """Looks at the beginning of a record."""
        self._at = end
        is_chosen = zlib.crc32(self._text[start + 1 : start + 1 + _LOOKED_AT]) % _ONE_OF == 0
        if is_chosen or start - self._begin >= _MOST:
            self._cut(start)

    def _heading(self, start: int) -> None:
        """Looks at a line that begins with neither a space nor an item of the list that goes on."""
        self._now, self._next, self._at = "", _SECTION, start + 1
        section = _SECTION.match(self._text, start)
        first = _FIRST_RECORD.match(self._text, section.end()) if section else None
        if section and first:
            self._now, self._at = section[1].decode(), first.end()
            self._column_now = len(first[1])
            # A line that begins with a sign that is no comment, nor an item of this list.
            self._end = re.compile(rb"\n(?=[^\s#])" if self._column_now else rb"\n(?=[^\s#-]|-[^ ])")
            # The next record, or such a line.
            self._next = re.compile(rb"\n(?: {%d}- |(?=[^\s#]))" % self._column_now)

    def _cut(self, end: int) -> None:
        """Ends the part before a byte of the text, which is a line end, and begins the next one behind it."""
        text = memoryview(self._text)[self._begin + 1 : end + 1]
        start = self._parts[-1].start + self._parts[-1].size if self._parts else 0
        self._parts.append(Part(start, len(text), self._section, self._column, _digest(text, self._section)))
        self._begin, self._section, self._column = end, self._now, self._column_now
