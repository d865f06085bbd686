"""How many meetings have which values: of one field, and of several fields together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import product
from typing import Any

from dialogue_cli.index.values import Chosen, Counted
from dialogue_cli.query.counts import Value
from dialogue_cli.tuples import NamedTuple

Cells = dict[tuple[Value, ...], int]
"""A number of meetings for values, one of each field; None is no value."""


class Tally(NamedTuple):
    """The meetings counted by one field."""

    cells: Cells
    possible: Cells
    """Of how many of them the person only possibly took part, without zeros."""
    several: int
    """How many meetings have more than one value."""
    doubtful: int = 0
    """How many meetings have a value that is only possible."""

    @property
    def totals(self) -> dict[Value, int]:
        """The meetings of each value."""
        return {value: number for (value,), number in self.cells.items()}

    @property
    def possible_totals(self) -> dict[Value, int]:
        """Those of `possible`."""
        return {value: number for (value,), number in self.possible.items()}


def tally(chosen: Chosen, by: Counted) -> Tally:
    """Counts meetings by one field."""
    if not by.table:
        rows = list(chosen.rows(f"SELECT {by.column('')}, count(*), 0 FROM chosen m GROUP BY 1"))
        return Tally(*_summed(rows, [by]), several=sum(n for text, n, _ in rows if len(by.read(text)) > 1))
    # In the order of the names, as they are read: nothing is sorted.
    rows = list(chosen.rows(f"SELECT value, count(*), sum(NOT sure) FROM ({by.table}) GROUP BY value"))
    [(having, several, doubtful)] = chosen.rows(
        "SELECT count(*), count(*) FILTER (WHERE number > 1), count(*) FILTER (WHERE NOT sure)"
        f" FROM (SELECT count(*) AS number, min(sure) AS sure FROM ({by.table}) GROUP BY meeting)"
    )
    if having < chosen.number:
        rows.append((None, chosen.number - having, 0))
    return Tally(*_summed(rows, [by]), several, doubtful)


def cells(chosen: Chosen, by: Sequence[Counted]) -> tuple[Cells, Cells]:
    """Counts meetings by several fields at once: those of each cell, and of how many the person is only possible."""
    columns = ", ".join(one.column(f"v{i}") for i, one in enumerate(by))
    tables = {f"v{i}": one.table for i, one in enumerate(by) if one.table}
    joined = "".join(f" LEFT JOIN {name} ON {name}.meeting = m.number" for name in tables)
    sure = " AND ".join(f"coalesce({name}.sure, 1)" for name in tables) or "1"
    rows = chosen.rows(
        f"SELECT {columns}, count(*), sum(NOT ({sure})) FROM chosen m{joined} GROUP BY {columns}",
        tables=tables,
    )
    return _summed(rows, by)


def _summed(rows: Iterable[Sequence[Any]], by: Sequence[Counted]) -> tuple[Cells, Cells]:
    """The two numbers behind the columns of each row, summed by the values that these say."""
    numbers: Cells = {}
    possible: Cells = {}
    for *columns, number, doubtful in rows:
        for cell in product(*(one.read(text) for one, text in zip(by, columns, strict=True))):
            numbers[cell] = numbers.get(cell, 0) + number
            if doubtful:
                possible[cell] = possible.get(cell, 0) + doubtful
    return numbers, possible
