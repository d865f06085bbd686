"""Rows out of a spreadsheet (xlsx, xls, ods), by the library calamine: values as a reader sees them, no formulas."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dialogue_cli.curate.importing.unfolding import check_size
from dialogue_cli.errors import QueryError, UnreadableError
from dialogue_cli.text import listing, one_line

if TYPE_CHECKING:
    from dialogue_cli.curate.importing.tables import Lines


def sheet_rows(path: Path, sheet: str | None) -> Lines:
    """The rows of a sheet: the one that is named, or the only one that has cells."""
    try:
        from python_calamine import CalamineError, CalamineWorkbook
    except ImportError:
        raise UnreadableError("a spreadsheet is read with python-calamine: pip install 'dialogue-cli[xlsx]'") from None
    check_size(path)
    try:
        book = CalamineWorkbook.from_path(str(path))
        chosen = _chosen(path, book, sheet)
        rows = chosen.to_python(skip_empty_area=False)
        merged = chosen.merged_cell_ranges or []
    except (CalamineError, OSError, ValueError) as error:
        raise UnreadableError(f"{path} cannot be read as a spreadsheet: {one_line(str(error))[:200]}") from None
    _fill(rows, merged)
    return iter([(number, [_text(cell) for cell in row]) for number, row in enumerate(rows, 1)])


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
