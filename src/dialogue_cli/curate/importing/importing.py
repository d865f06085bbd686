"""An import from its files to its records: reads the tables, settles how dates are written, makes the records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple

from dialogue_cli.curate.importing.dates import Reader, orders
from dialogue_cli.curate.importing.mapping import HEADING, Mapped, When
from dialogue_cli.curate.importing.records import Made, Maker
from dialogue_cli.curate.importing.report import Remark, shown
from dialogue_cli.curate.importing.rows import Cells, check_columns, rows_of
from dialogue_cli.curate.importing.tables import read_table
from dialogue_cli.errors import QueryError
from dialogue_cli.text import one_line, plural

Ask = Callable[[str, Sequence[str]], bool | None]
"""Asks whether the day stands first in the dates of a column, with some of them; None for no answer."""


class Imported(NamedTuple):
    """What the files hold."""

    made: list[Made]
    remarks: list[Remark]
    notes: list[str]
    """What is to be said of the files as a whole."""
    counts: dict[str, int]
    """The rows below the header of each file, blank ones among them."""


def imported(files: Sequence[str], mapped: Mapped, day_first: bool | None, ask: Ask) -> Imported:
    """The records of some files. UnreadableError or QueryError for what is wrong with a file or the mapping."""
    if any(when.year == HEADING for when in mapped.dates.values()):
        mapped = mapped._replace(rows=mapped.rows._replace(headings=True))
    tables = [read_table(name, mapped.rows) for name in files]
    notes = check_columns(tables, mapped)
    remarks = [remark for table in tables for remark in table.remarks]
    counts: Counter[str] = Counter()
    for table in tables:
        counts[table.name] += len(table.rows) + sum(one.what == "dropped" for one in table.remarks)
    rows = [cells for table in tables for cells in rows_of(table, mapped, remarks)]
    readers = {
        name: _reader(when, rows, mapped.rows.timezone, day_first, ask, notes) for name, when in mapped.dates.items()
    }
    maker = Maker(mapped, readers)
    made = [one for cells in rows if (one := maker.made(cells))]
    return Imported(made, remarks + maker.remarks, notes, dict(counts))


def _reader(
    when: When, rows: list[Cells], timezone: str | None, day_first: bool | None, ask: Ask, notes: list[str]
) -> Reader:
    """How the dates of a column are read. What a table does not tell of itself is asked for."""
    said = when.day_first if day_first is None else day_first
    if said is None:
        said = _settled(when, rows, ask, notes)
    return Reader(said, when.century, timezone)


def _settled(when: When, rows: list[Cells], ask: Ask, notes: list[str]) -> bool | None:
    examples: dict[str, dict[str, None]] = {"day": {}, "month": {}, "either": {}}
    counts: Counter[str] = Counter()
    columns = [column for column in (when.start, when.end) if column]
    for cells in rows:
        for column in columns:
            text = cells.text(column)
            for order in orders(text):
                counts[order] += 1
                if len(examples[order]) < 3:
                    examples[order][text] = None
    name = " and ".join(f'"{one_line(str(column))}"' for column in columns)
    if counts["day"] and counts["month"]:
        one, other = (shown(next(iter(examples[order]))) for order in ("day", "month"))
        raise QueryError(
            f"the dates of {name} are not all of one order: {one} has the day first, {other} the month;"
            " say with --day-first or --month-first which one holds, and the others stay undated"
        )
    if counts["day"] or counts["month"]:
        is_day = bool(counts["day"])
        order = "day" if is_day else "month"
        if counts["either"]:
            example = shown(next(iter(examples[order])))
            alike = plural(counts["either"], "date") + " that could be read in two ways"
            notes.append(f"the {order} stands first in the dates of {name}, as in {example}; {alike} read so too")
        return is_day
    if not counts["either"]:
        return None
    some = [shown(one) for one in examples["either"]]
    answer = ask(name, some)
    if answer is None:
        raise QueryError(
            f"the dates of {name} can be read in two ways ({', '.join(some)}): say with --day-first or --month-first,"
            " or day_first: true or false in the mapping, which one is right"
        )
    return answer
