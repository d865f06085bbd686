"""Tables: whatever a file is, rows of text cells under named columns, each with its place in the file."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from dialogue_cli.curate.importing.mapping import Rows
from dialogue_cli.curate.importing.report import DROPPED, REMARK, Remark
from dialogue_cli.errors import QueryError, UnreadableError
from dialogue_cli.text import CONTROLS, DIRECTION_MARKS, NOT_CHARACTERS, VERTICAL_BREAKS, key, one_line

Cell = str | list[str]
"""A text; out of JSON and calendars also a list of them."""
Lines = Iterator[tuple[int, list[Cell]]]
"""Rows as they come out of a file, each with its number there."""
MOST = 128 << 20
"""Bytes of the largest file that is read: its records stand in memory before they are written."""
_UNSAFE = re.compile(f"[{CONTROLS}{VERTICAL_BREAKS}{DIRECTION_MARKS}{NOT_CHARACTERS}]")
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")


class Row(NamedTuple):
    """A row: its number in the file (of a CSV, the line), its cells in the order of the columns, the heading above."""

    number: int
    cells: list[Cell]
    heading: str


class Table(NamedTuple):
    """A file as a table."""

    name: str
    columns: list[str]
    rows: list[Row]
    remarks: list[Remark]
    """What was dropped or changed in reading."""
    kind: str
    """`csv`, `json`, `ics` or `xlsx`."""

    def place_of(self, column: str) -> int | None:
        """The place of a column, by its name in any case; None where there is none."""
        if column in self.columns:
            return self.columns.index(column)
        wanted = key(column)
        return next((i for i, name in enumerate(self.columns) if key(name) == wanted), None) if wanted else None


def read_table(name: str, how: Rows) -> Table:
    """The table in a file. UnreadableError or QueryError, with what would be right, where it holds none."""
    path = _existing(name)
    kind = _kind(path)
    if kind == "json":
        from dialogue_cli.curate.importing.json_rows import json_rows

        return _finished(name, kind, *json_rows(path, how.under))
    if kind == "ics":
        from dialogue_cli.curate.importing.calendar_rows import calendar_rows

        return _finished(name, kind, *calendar_rows(path, how.timezone))
    lines, remarks = _lines(path, kind, how)
    columns, rows = _headed(name, lines, how, remarks)
    return _finished(name, kind, columns, rows, remarks)


def first_lines(name: str, how: Rows, most: int) -> list[tuple[int, list[Cell]]]:
    """The first rows of a file whose columns a header names, as they are; nothing for other kinds."""
    path = _existing(name)
    kind = _kind(path)
    return list(islice(_lines(path, kind, how)[0], most)) if kind in ("csv", "xlsx") else []


def _lines(path: Path, kind: str, how: Rows) -> tuple[Lines, list[Remark]]:
    if kind == "xlsx":
        from dialogue_cli.curate.importing.sheets import sheet_rows

        return sheet_rows(path, how.sheet), []
    from dialogue_cli.curate.importing.separated import separated_rows

    return separated_rows(path, how.encoding, how.delimiter)


def _existing(name: str) -> Path:
    try:
        path = Path(name).expanduser()
        if path.is_dir():
            raise UnreadableError(f"{name} is a folder; name the files in it")
        if not path.is_file():
            raise UnreadableError(f"there is no file {name}" if not path.exists() else f"{name} is not a regular file")
        size = path.stat().st_size
    except (OSError, ValueError, RuntimeError) as error:
        raise UnreadableError(f"{name} cannot be read: {getattr(error, 'strerror', None) or error}") from None
    if size > MOST:
        raise UnreadableError(f"{name} is larger than {MOST >> 20} MB; split it, and import the parts together")
    if not size:
        raise UnreadableError(f"{name} is empty")
    return path


def _kind(path: Path) -> str:
    suffix = path.suffix.lower()
    kinds = {".json": "json", ".jsonl": "json", ".ndjson": "json", ".ics": "ics", ".ical": "ics"}
    if suffix in kinds:
        return kinds[suffix]
    with path.open("rb") as file:
        begin = file.read(8)
    if begin.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")) or suffix in (".xlsx", ".xlsm", ".xls", ".ods"):
        return "xlsx"
    if begin.startswith(b"%PDF") or suffix in (".pdf", ".docx", ".html", ".htm"):
        raise UnreadableError(
            f"{path} is a document and no table; import takes CSV, TSV, JSON, JSON Lines, ics, xlsx and ods"
        )
    return "csv"


# The header, headings, ragged rows


def _headed(name: str, lines: Lines, how: Rows, remarks: list[Remark]) -> tuple[list[str], list[Row]]:
    """The columns that a header names, and the rows below it."""
    heading, columns = "", list(how.columns)
    if how.header != 0:
        found: list[Cell] | None = None
        for number, cells in lines:
            filled = [str(cell) for cell in cells if str(cell).strip()]
            if number == how.header or (how.header is None and filled):
                found = cells
                break
            if how.header is not None and number > how.header:
                raise QueryError(f"{name} has no row {how.header}, which is to be its header (rows: header)")
            heading = " ".join(filled) or heading
        if found is None:
            raise UnreadableError(f"{name} has no row with text in it" if how.header is None else _no_header(name, how))
        columns = columns or _names(found)
    elif not columns:
        raise QueryError(f"{name} has no header (rows: header: 0); say with rows: columns what its columns are called")
    return columns, list(_below(name, lines, columns, heading, how, remarks))


def _no_header(name: str, how: Rows) -> str:
    return f"{name} has fewer than {how.header} rows; which of them names the columns? (rows: header)"


def _names(cells: Sequence[Cell]) -> list[str]:
    """The columns by the cells of a header: no name twice, none empty."""
    texts = [one_line(str(cell)).strip() for cell in cells]
    while texts and not texts[-1]:
        texts.pop()
    names: dict[str, None] = {}
    counts: Counter[str] = Counter()
    for i, text in enumerate(texts, 1):
        name = wanted = text or f"column {i}"
        while name in names:
            counts[wanted] += 1
            name = f"{wanted} ({counts[wanted] + 1})"
        names[name] = None
    return list(names)


def _below(
    name: str, lines: Lines, columns: list[str], heading: str, how: Rows, remarks: list[Remark]
) -> Iterator[Row]:
    width = len(columns)
    for number, cells in lines:
        filled = [i for i, cell in enumerate(cells) if (cell if isinstance(cell, list) else cell.strip())]
        if not filled:
            remarks.append(Remark(DROPPED, name, number, "", "", "blank"))
            continue
        if [str(cell).strip() for cell in cells[:width]] == columns:
            remarks.append(Remark(DROPPED, name, number, "", "", "the header again"))
            continue
        text = str(cells[filled[0]])
        if how.headings and len(filled) == 1 and width > 2 and _YEAR.search(text):
            heading = text
            remarks.append(Remark(DROPPED, name, number, columns[min(filled[0], width - 1)], text, "a heading"))
            continue
        if extra := [str(cells[i]) for i in filled if i >= width]:
            done = f"more cells than the {width} columns; not used"
            remarks.append(Remark(REMARK, name, number, f"column {width + 1}", " | ".join(extra), done))
        yield Row(number, [*cells[:width], *[""] * (width - len(cells))], heading)


def _finished(name: str, kind: str, columns: list[str], rows: list[Row], remarks: list[Remark]) -> Table:
    """The table, without signs that no record may have."""
    for row in rows:
        for i, cell in enumerate(row.cells):
            if isinstance(cell, list):
                row.cells[i] = [_UNSAFE.sub("", one).strip() for one in cell]
            elif not cell.isprintable() and _UNSAFE.search(cell):
                row.cells[i] = _UNSAFE.sub("", cell)
                done = "control characters left out"
                remarks.append(Remark(REMARK, name, row.number, columns[i], one_line(cell), done))
    return Table(name, columns, rows, [remark._replace(file=name) for remark in remarks], kind)


def year_in(text: str) -> int | None:
    """The year in a text such as the name of a file; None where there is none, or are several."""
    found = {int(year) for year in _YEAR.findall(text)}
    return found.pop() if len(found) == 1 else None
