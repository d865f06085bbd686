"""The rows of a table as a mapping sees them: columns by name, blanks filled from above, what is no record dropped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path

from dialogue_cli.curate.importing.mapping import Column, Mapped, Rows
from dialogue_cli.curate.importing.report import DROPPED, Remark
from dialogue_cli.curate.importing.tables import Cell, Row, Table, year_in
from dialogue_cli.errors import QueryError
from dialogue_cli.spelling import nearest
from dialogue_cli.text import listing, one_line, plural, shortened


class Columns:
    """Where the columns of a mapping stand in a table."""

    def __init__(self, table: Table, wanted: Iterable[Column], rows: Rows) -> None:
        self.file = table.name
        self.rows = rows
        self.places: dict[Column, int | None] = {column: _place(table, column) for column in wanted}

    @cached_property
    def file_year(self) -> int | None:
        """The year in the name of the file."""
        return year_in(Path(self.file).name)


def _place(table: Table, column: Column) -> int | None:
    return next((at for name in column.names if (at := table.place_of(name)) is not None), None)


class Cells:
    """The cells of one row by their columns. What means nothing is blank."""

    __slots__ = ("_cells", "_columns", "heading", "number")

    def __init__(self, columns: Columns, row: Row) -> None:
        self._columns = columns
        self._cells = row.cells
        self.number = row.number
        self.heading = row.heading

    @property
    def file(self) -> str:
        """The name of its file."""
        return self._columns.file

    @property
    def file_year(self) -> int | None:
        """The year in the name of its file."""
        return self._columns.file_year

    @property
    def rows(self) -> Rows:
        """How the rows are read."""
        return self._columns.rows

    def cell(self, column: Column) -> Cell:
        """What stands in a column; empty for nothing."""
        at = self._columns.places.get(column)
        found = self._cells[at] if at is not None else ""
        return "" if isinstance(found, str) and self.rows.is_nothing(found) else found

    def text(self, column: Column, item: int | None = None) -> str:
        """The text in a column; of a list its item, or all with commas between them."""
        found = self.cell(column)
        if isinstance(found, str):
            return found.strip()
        if item is not None and item < len(found):
            return "" if self.rows.is_nothing(found[item]) else found[item]
        return ", ".join(one for one in found if not self.rows.is_nothing(one))

    def mapped_texts(self) -> list[str]:
        """The texts of all columns that the mapping names, in an order of their own."""
        columns = self._columns.places
        return [f"{column}={text}" for column in sorted(columns, key=str) if (text := self.text(column))]


def check_columns(tables: Sequence[Table], mapped: Mapped) -> list[str]:
    """What is to be said of the columns: those of a file that lack, and those that the mapping does not use.

    QueryError where a column that the mapping names is in none of the files.
    """
    wanted = list(dict.fromkeys(mapped.columns))
    wrong, notes = [], []
    for column in wanted:
        lacking = [table.name for table in tables if _place(table, column) is None]
        if len(lacking) == len(tables):
            known = list(dict.fromkeys(name for table in tables for name in table.columns))
            near = nearest(str(column), known)
            hint = (
                f'did you mean "{near}"?'
                if near
                else f"there are {listing([shortened(one) for one in known[:20]], 'and')}"
            )
            wrong.append(one_line(f'{mapped.path}: no file has a column "{column}"; {hint}'))
        elif lacking:
            notes.append(f'no column "{column}" in {listing(lacking[:5], "and")}: taken as blank there')
    if wrong:
        raise QueryError(*wrong)
    used = {(table.name, at) for table in tables for column in wanted if (at := _place(table, column)) is not None}
    unused = {name: None for table in tables for i, name in enumerate(table.columns) if (table.name, i) not in used}
    if unused:
        names = ", ".join(shortened(one, 30) for one in list(unused)[:8])
        more = f" and {len(unused) - 8} more" if len(unused) > 8 else ""
        notes.append(one_line(f"not in the mapping: {plural(len(unused), 'column')} ({names}{more})"))
    return notes


def rows_of(table: Table, mapped: Mapped, remarks: list[Remark]) -> Iterator[Cells]:
    """The rows of a table that may be records."""
    how = mapped.rows
    columns = Columns(table, dict.fromkeys(mapped.columns), how)
    fill = [at for name in how.fill_down if (at := table.place_of(name)) is not None]
    above: dict[int, Cell] = {}
    for row in table.rows:
        for at in fill:
            # A word that means nothing is no blank: it says that there is none.
            if row.cells[at]:
                above[at] = row.cells[at]
            else:
                row.cells[at] = above.get(at, "")
        cells = Cells(columns, row)
        if reason := _dropped(cells, how):
            remarks.append(Remark(DROPPED, table.name, row.number, *reason))
        else:
            yield cells


def _dropped(cells: Cells, how: Rows) -> tuple[str, str, str] | None:
    """Column, cell and reason for which a row is no record."""
    for name, values in how.skip.items():
        text = cells.text(Column((name,)))
        if text.casefold() in (value.casefold() for value in values):
            return name, text, f"skipped by the mapping ({name})"
    for name in how.required:
        if not cells.text(Column((name,))):
            return name, "", f"{name} is blank"
    return None
