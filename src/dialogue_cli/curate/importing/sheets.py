"""Rows out of a spreadsheet (xlsx, xls, ods), by the library calamine: values as a reader sees them, no formulas."""

from __future__ import annotations

import datetime
import re
import zipfile
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dialogue_cli.errors import QueryError, UnreadableError
from dialogue_cli.text import listing, one_line

if TYPE_CHECKING:
    from dialogue_cli.curate.importing.tables import Lines

_MOST = 512 << 20
"""Bytes that a spreadsheet may have when it is unpacked."""
_MOST_CELLS = 20_000_000
_WIDEST, _HIGHEST = 1 << 14, 1 << 20
"""The last column and the last row that a sheet can have."""
_PIECE = 1 << 20
# An element of a cell or a row with its attributes: in these no < can stand.
_ELEMENT = re.compile(rb"<(?:[\w.-]+:)?(c|row)(?=[\s/>])([^<]*)")
_PLACE = re.compile(rb"""\sr\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_OF_CELL = re.compile(rb"([A-Z]{0,3})([0-9]{1,7})")


def sheet_rows(path: Path, sheet: str | None) -> Lines:
    """The rows of a sheet: the one that is named, or the only one that has cells."""
    try:
        from python_calamine import CalamineError, CalamineWorkbook
    except ImportError:
        raise UnreadableError("a spreadsheet is read with python-calamine: pip install 'dialogue-cli[xlsx]'") from None
    _check_size(path)
    try:
        book = CalamineWorkbook.from_path(str(path))
        chosen = _chosen(path, book, sheet)
        rows = chosen.to_python(skip_empty_area=False)
        merged = chosen.merged_cell_ranges or []
    except (CalamineError, OSError, ValueError) as error:
        raise UnreadableError(f"{path} cannot be read as a spreadsheet: {one_line(str(error))[:200]}") from None
    _fill(rows, merged)
    return iter([(number, [_text(cell) for cell in row]) for number, row in enumerate(rows, 1)])


def _check_size(path: Path) -> None:
    """Raises UnreadableError for an archive that would fill the memory. The sizes that it states may lie."""
    if not zipfile.is_zipfile(path):
        return
    left = _MOST
    try:
        with zipfile.ZipFile(path) as archive:
            for one in archive.infolist():
                left -= _unpacked(path, archive, one, left)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, zlib.error) as error:
        raise UnreadableError(f"{path} cannot be unpacked: {one_line(str(error))[:200]}") from None


def _unpacked(path: Path, archive: zipfile.ZipFile, member: zipfile.ZipInfo, most: int) -> int:
    """How many bytes a part of an archive has. UnreadableError for too many, and for a sheet of too many cells."""
    size = 0
    extent = _Extent(path)
    rest = b""
    with archive.open(member) as file:
        while piece := file.read(_PIECE):
            size += len(piece)
            if size > most:
                raise UnreadableError(f"{path} is larger than {_MOST >> 20} MB when it is unpacked")
            if not member.filename.endswith((".xml", ".bin")):
                continue
            # An element that is cut in two is looked at with the next piece.
            whole, mark, end = (rest + piece).rpartition(b"<")
            rest = mark + end if mark else b""
            if len(rest) > _PIECE:
                raise UnreadableError(f"{path} cannot be read as a spreadsheet: {member.filename} is no such XML")
            extent.take(whole)
    extent.take(rest)
    return size


class _Extent:
    """How far the cells of a sheet go: two that are far apart are enough, all between them are room in memory."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._width = self._height = self._cells = 0

    def take(self, text: bytes) -> None:
        """Looks at some of its elements. UnreadableError for what the library would break off at."""
        for kind, attributes in _ELEMENT.findall(text):
            places = [one or other for one, other in _PLACE.findall(attributes)]
            for place in places:
                self._go_to(place)
            # Without a place a row stands below the one before it, and a cell behind.
            if kind == b"row":
                self._cells = 0
                self._height += not places
            else:
                self._cells += 1
                self._width = max(self._width, self._cells)
        if self._width * self._height > _MOST_CELLS:
            raise UnreadableError(
                f"{self._path} has a sheet of {self._height:,} rows and {self._width:,} columns; that is too much"
            )

    def _go_to(self, place: bytes) -> None:
        found = _OF_CELL.fullmatch(place)
        column, row = (_column(found[1]), int(found[2])) if found else (0, 0)
        if column > _WIDEST or not 1 <= row <= _HIGHEST:
            name = one_line(place.decode("utf-8", "replace"))[:40]
            raise UnreadableError(f'{self._path} cannot be read as a spreadsheet: no sheet has a cell "{name}"')
        self._width, self._height = max(self._width, column), max(self._height, row)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _chosen(path: Path, book: Any, sheet: str | None) -> Any:
    names = book.sheet_names
    if sheet is not None:
        found = [name for name in names if name.casefold() == sheet.casefold()]
        if not found:
            raise QueryError(f'{path} has no sheet "{one_line(sheet)}"; it has {listing(list(names), "and")}')
        return book.get_sheet_by_name(found[0])
    filled = [one for name in names if (one := book.get_sheet_by_name(name)).height]
    if len(filled) > 1:
        names = listing([f'"{one_line(one.name)}"' for one in filled])
        raise QueryError(
            f"{path} has several sheets: --sheet, or rows: sheet in the mapping, says which one is meant: {names}"
        )
    if not filled:
        raise QueryError(f"{path} has no sheet with cells")
    return filled[0]


def _fill(rows: list[list[Any]], merged: list[tuple[tuple[int, int], tuple[int, int]]]) -> None:
    """Gives every row of a merged range the value of its first one: a reader sees it beside all of them."""
    for (top, left), (bottom, _) in merged:
        if top < len(rows) and left < len(rows[top]):
            for row in rows[top + 1 : bottom + 1]:
                row[left] = rows[top][left]


def _text(value: Any) -> str:
    if isinstance(value, datetime.datetime):
        return str(value.date()) if value.time() == datetime.time() else value.isoformat()
    if isinstance(value, datetime.timedelta):
        return str(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1 << 53:
        return str(int(value))
    return str(value)
