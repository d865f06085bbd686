"""What a spreadsheet unfolds to in memory, counted before a library reads it, a piece at a time.

A text that is shared stands in the file once and in many cells, and a row that repeats itself stands there once.
"""

from __future__ import annotations

import lzma
import re
import zipfile
import zlib
from array import array
from collections.abc import Iterable
from pathlib import Path

from dialogue_cli.curate.importing.tables import MOST
from dialogue_cli.errors import UnreadableError
from dialogue_cli.text import one_line

_MOST_UNPACKED = 512 << 20
"""Bytes that a spreadsheet may have when it is unpacked; what its cells say is no more than the largest file has."""
_MOST_CELLS = 20_000_000
_WIDEST, _HIGHEST = 1 << 14, 1 << 20
"""The last column and the last row that a sheet can have."""
_PIECE = 1 << 20
# An element that says where a cell is or what it says, and what stands behind it: in its attributes no < can stand.
_OF_SHEET = re.compile(rb"<(?:[\w.-]+:)?(c|row|v|t)(?=[\s/>])([^<]*)")
_PLACE = re.compile(rb"""\sr\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_OF_CELL = re.compile(rb"([A-Z]{0,3})([0-9]{1,7})")
_SHARED = re.compile(rb"""\st\s*=\s*["']s["']""")
_ITEM = re.compile(rb"<(?:[\w.-]+:)?si(?=[\s/>])")
_OF_TABLE = re.compile(rb"(</?(?:[\w.-]+:)?)([\w.-]+)([^<]*)")
_TIMES = re.compile(rb"""\b(?:number-(?:rows|columns)-repeated|c)\s*=\s*["']([^"']*)["']""")
_NUMBER = re.compile(rb"\s*([0-9]{1,9})\s*")
_VALUE = re.compile(rb"\b(?:value-type|formula)\s*=")

_DAMAGED = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError),
    *(NotImplementedError, RuntimeError, ValueError),
)


def check_size(path: Path) -> None:
    """Raises UnreadableError for a spreadsheet that would fill the memory. The sizes that an archive states may lie."""
    if not zipfile.is_zipfile(path):
        return
    left = _MOST_UNPACKED
    texts = _Texts(path)
    try:
        with zipfile.ZipFile(path) as archive:
            # The texts that cells share are to be known before the cells.
            for one in sorted(archive.infolist(), key=lambda one: not _is_of_texts(one)):
                left -= _unpacked(path, archive, one, left, _counter(path, one, texts))
    except _DAMAGED as error:
        raise UnreadableError(f"{path} cannot be unpacked: {one_line(str(error))[:200]}") from None


def _is_of_texts(member: zipfile.ZipInfo) -> bool:
    return member.filename.lower().replace("\\", "/").endswith("sharedstrings.xml")


def _counter(path: Path, member: zipfile.ZipInfo, texts: _Texts) -> _Counter:
    if _is_of_texts(member):
        return texts.part()
    # A sheet may have any name, even that of a picture.
    return _Tables(path) if member.filename == "content.xml" else _Sheet(path, texts)


def _too_large(path: Path, most: int) -> UnreadableError:
    return UnreadableError(f"{path} is larger than {most >> 20} MB when it is unpacked")


def _check_cells(path: Path, height: int, width: int) -> None:
    if width * height > _MOST_CELLS:
        raise UnreadableError(f"{path} has a sheet of {height:,} rows and {width:,} columns; that is too much")


def _unpacked(path: Path, archive: zipfile.ZipFile, member: zipfile.ZipInfo, most: int, counted: _Counter) -> int:
    """How many bytes a part of an archive has. UnreadableError for too many."""
    size = 0
    rest = b""
    with archive.open(member) as file:
        while piece := file.read(_PIECE):
            size += len(piece)
            if size > most:
                raise _too_large(path, _MOST_UNPACKED)
            # An element that is cut in two is looked at with the next piece.
            whole, mark, end = (rest + piece).rpartition(b"<")
            rest = mark + end if mark else b""
            counted.take(whole if mark else end)
            if len(rest) > _PIECE:
                if member.filename.lower().endswith((".xml", ".bin")):
                    raise UnreadableError(f"{path} cannot be read as a spreadsheet: {member.filename} is no such XML")
                rest = rest[:_PIECE]
    counted.take(rest)
    counted.end()
    return size


class _Texts:
    """How long the texts are that cells share, with their markup."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lengths = array("I")
        self.said = 0
        """How much the cells of all sheets say: the library reads each of them."""
        self._longest = self._at = self._begin = self._parts = 0

    def part(self) -> _Texts:
        """The same for one more part that has such texts. Which of several a library takes is not known."""
        self._parts += 1
        return self

    def take(self, text: bytes) -> None:
        """Looks at some of the texts."""
        for match in _ITEM.finditer(text):
            self._finish(self._at + match.start())
            self._lengths.append(0)
        if len(self._lengths) > _MOST_CELLS:
            raise _too_large(self._path, _MOST_UNPACKED)
        self._at += len(text)

    def end(self) -> None:
        """Finishes the last text of a part."""
        self._finish(self._at)

    def _finish(self, at: int) -> None:
        if self._lengths:
            # The shortest markup around a text is not counted.
            self._lengths[-1] = max(0, at - self._begin - len("<si><t></t></si>"))
            self._longest = max(self._longest, self._lengths[-1])
        self._begin = at

    def length(self, number: bytes) -> int:
        """The length of the text of a number; of one that is odd or unknown that of the longest."""
        found = _NUMBER.fullmatch(number)
        at = int(found[1]) if found else -1
        return self._lengths[at] if self._parts == 1 and 0 <= at < len(self._lengths) else self._longest


class _Sheet:
    """How far the cells of a sheet go, and how much they say.

    Two cells that are far apart are enough: all between them are room in memory.
    """

    def __init__(self, path: Path, texts: _Texts) -> None:
        self._path, self._texts = path, texts
        self._width = self._height = self._cells = 0
        self._is_shared = False

    def take(self, text: bytes) -> None:
        """Looks at some of its elements. UnreadableError for what the library would break off at."""
        for kind, rest in _OF_SHEET.findall(text):
            if kind in (b"v", b"t"):
                said = rest.partition(b">")[2]
                self._texts.said += self._texts.length(said) if kind == b"v" and self._is_shared else len(said)
                continue
            places = [one or other for one, other in _PLACE.findall(rest)]
            for place in places:
                self._go_to(place)
            # Without a place a row stands below the one before it, and a cell behind.
            if kind == b"row":
                self._cells = 0
                self._height += not places
            else:
                self._cells += 1
                self._width = max(self._width, self._cells)
                self._is_shared = _SHARED.search(rest) is not None
        _check_cells(self._path, self._height, self._width)
        if self._texts.said > MOST:
            raise _too_large(self._path, MOST)

    def end(self) -> None:
        """Nothing is left to be counted."""

    def _go_to(self, place: bytes) -> None:
        found = _OF_CELL.fullmatch(place)
        column, row = (_column(found[1]), int(found[2])) if found else (0, 0)
        if column > _WIDEST or not 1 <= row <= _HIGHEST:
            name = one_line(place.decode("utf-8", "replace"))[:40]
            raise UnreadableError(f'{self._path} cannot be read as a spreadsheet: no sheet has a cell "{name}"')
        self._width, self._height = max(self._width, column), max(self._height, row)


def _column(letters: Iterable[int]) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


class _Tables:
    """How far the tables of an OpenDocument file go, and how much longer it were if nothing in it were repeated.

    Programs fill a table to its last row and column with blank cells that are repeated: only those before a cell that
    says something count.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._width = self._height = self._blank_rows = self._more = 0
        self._begin_row(0)

    def _begin_row(self, times: int) -> None:
        self._rows, self._columns, self._blank, self._row, self._plain = times, 0, 0, 0, 0
        self._begin_cell(0)

    def _begin_cell(self, times: int) -> None:
        self._times, self._cell, self._spaces, self._is_filled = times, 0, 0, False

    def take(self, text: bytes) -> None:
        """Looks at some of its elements. UnreadableError for what would fill the memory."""
        for begin, name, rest in _OF_TABLE.findall(text):
            is_end = begin.startswith(b"</")
            if name == b"table":
                self.end()
                self._width = self._height = self._blank_rows = 0
            elif name == b"table-row" and not is_end:
                self.end()
                self._begin_row(_times(rest))
            elif name in (b"table-cell", b"covered-table-cell") and not is_end:
                self._end_cell()
                self._begin_cell(_times(rest))
                self._is_filled = _VALUE.search(rest) is not None
            elif name == b"s" and not is_end:
                self._spaces += _times(rest)
                self._is_filled = True
            self._cell += len(begin) + len(name) + len(rest)
            self._is_filled = self._is_filled or bool(rest.partition(b">")[2].strip())
        if self._more + self._spaces > MOST:
            raise _too_large(self._path, MOST)

    def _end_cell(self) -> None:
        self._plain += self._cell
        if not self._times or not self._is_filled:
            self._blank += self._times
            self._row += self._cell
        else:
            self._columns += self._blank + self._times
            self._blank = 0
            self._row += self._times * (self._cell + self._spaces)

    def end(self) -> None:
        """Finishes the row."""
        self._end_cell()
        if self._columns:
            self._height += self._blank_rows + self._rows
            self._blank_rows = 0
            self._width = max(self._width, self._columns)
            self._more += self._rows * self._row - self._plain
        else:
            self._blank_rows += self._rows
        self._begin_row(0)
        _check_cells(self._path, self._height, self._width)
        if self._more > MOST:
            raise _too_large(self._path, MOST)


def _times(attributes: bytes) -> int:
    """How many times an element stands there; what is no number is taken for many."""
    found = _TIMES.search(attributes.partition(b">")[0])
    number = _NUMBER.fullmatch(found[1]) if found else None
    return (int(number[1]) if number else _HIGHEST) if found else 1


_Counter = _Texts | _Sheet | _Tables
