"""Rows out of CSV and its kin: which encoding and which separator it has, and where each row begins."""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from dialogue_cli.curate.importing.report import REMARK, Remark
from dialogue_cli.dataset.encodings import not_text
from dialogue_cli.errors import QueryError, UnreadableError
from dialogue_cli.text import one_line

if TYPE_CHECKING:
    from dialogue_cli.curate.importing.tables import Cell, Lines

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_SEPARATORS = "\t;,|"
_SAMPLE = 1 << 16
_LOOKED_AT = 50
_LONGEST_CELL = 16 << 20


def separated_rows(path: Path, encoding: str | None, delimiter: str | None) -> tuple[Lines, list[Remark]]:
    """The rows of a file, and what was taken for granted in reading it."""
    data = path.read_bytes()
    remarks: list[Remark] = []
    encoding = encoding or _encoding(path, data, remarks)
    try:
        # Universal line ends would change those inside a cell.
        text = io.TextIOWrapper(io.BytesIO(data), encoding, newline="")
        sample = text.read(_SAMPLE)
        text.seek(0)
    except UnicodeError as error:
        raise _not_of(path, encoding, error) from None
    return _rows(path, text, delimiter or _separator(path, sample)), remarks


def _not_of(path: Path, encoding: str, error: UnicodeError) -> UnreadableError:
    """Some encodings fail with no more than a sentence."""
    why = f"{error.reason} at byte {error.start}" if isinstance(error, UnicodeDecodeError) else one_line(str(error))
    return UnreadableError(f"{path} is not {encoding} text: {why}")


def _encoding(path: Path, data: bytes, remarks: list[Remark]) -> str:
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name
    try:
        data.decode("utf-8")
        return "utf-8"
    except UnicodeDecodeError as error:
        at = error.start
    if b"\0" in data:
        raise UnreadableError(f"{path} is not text: {not_text(data)}; say with rows: encoding: what it is")
    try:
        data.decode("cp1252")
    except UnicodeDecodeError:
        raise UnreadableError(
            f"{path} is neither UTF-8 nor Windows-1252 text; say with rows: encoding: what it is"
        ) from None
    row = data.count(b"\n", 0, at) + 1
    done = "the file is not UTF-8; read as Windows-1252 (rows: encoding: says otherwise)"
    remarks.append(Remark(REMARK, str(path), row, "", "", done))
    return "cp1252"


def _separator(path: Path, sample: str) -> str:
    """What separates the cells: the sign by which most rows have the same number of cells, and more than one.

    The module csv guesses by how often a sign occurs in a line, and takes commas in sentences for one.
    """
    if path.suffix.lower() in (".tsv", ".tab"):
        return "\t"
    best, most = ",", (0.0, 0)
    for sign in _SEPARATORS:
        try:
            rows = [
                row for row in islice(csv.reader(io.StringIO(sample, newline=""), delimiter=sign), _LOOKED_AT) if row
            ]
        except csv.Error:
            continue
        widths = Counter(len(row) for row in rows if len(row) > 1)
        if widths:
            width, count = widths.most_common(1)[0]
            if (found := (round(count / len(rows), 1), width)) > most:
                best, most = sign, found
    return best


class _Watched:
    """The lines of a text, of which those since the last row are kept."""

    def __init__(self, text: io.TextIOWrapper) -> None:
        self._text = text
        self.since: list[str] = []

    def __iter__(self) -> Iterator[str]:
        for line in self._text:
            self.since.append(line)
            yield line


def _rows(path: Path, text: io.TextIOWrapper, delimiter: str) -> Lines:
    old = csv.field_size_limit(_LONGEST_CELL)
    try:
        lines = _Watched(text)
        reader = csv.reader(iter(lines), delimiter=delimiter)
        number = 1
        for row in reader:
            if len(lines.since) > 1:
                _look_at_end(path, number, lines, delimiter)
            cells: list[Cell] = [*row]
            yield number, cells
            number = reader.line_num + 1
            lines.since.clear()
    except csv.Error as error:
        raise UnreadableError(f"{path}:{number}: {_reason(error)}") from None
    except UnicodeError as error:
        raise _not_of(path, text.encoding, error) from None
    finally:
        csv.field_size_limit(old)


def _reason(error: csv.Error) -> str:
    if "field larger" in str(error):
        return f"a cell is longer than {_LONGEST_CELL >> 20} MB; is a quotation mark not closed?"
    return str(error)


def _look_at_end(path: Path, number: int, lines: _Watched, delimiter: str) -> None:
    """Raises QueryError where a cell runs to the end of the file because its quotation mark is never closed."""
    try:
        list(csv.reader(lines.since, delimiter=delimiter, strict=True))
    except csv.Error as error:
        if "unexpected end" in str(error):
            raise QueryError(
                f"{path}:{number}: a quotation mark is opened here and never closed, so that the rest of the file"
                " would be one cell; close it, or double it if it belongs to the text"
            ) from None
