"""CSV with a header (RFC 4180), safe in a spreadsheet: no cell can be read as a formula."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from typing import Any, TextIO

from dialogue_cli.view.columns import as_text

# What a spreadsheet takes for the beginning of a formula, also in its wide forms (OWASP, CSV injection).
_FORMULA = ("=", "+", "-", "@", "|", "%", "＝", "＋", "－", "＠")
EXPORTED = (
    "id date earliest latest status title series ordinal kind mode principal partners city country venue participants "
    "topics instruments summary outcomes related note date_note previous_date url former_ids reviewed sources"
).split()
"""The columns of `export csv`: all that a cell can hold of a meeting. Evidence is in `sqlite` and JSON."""


def cell(value: Any) -> str | int | float:
    """A value as a cell: numbers as they are, text on one line, after an apostrophe where it could be a formula.

    >>> cell("=1+1"), cell("GSP+"), cell(7)
    ("'=1+1", 'GSP+', 7)
    """
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    text = as_text(value)
    return f"'{text}" if text.lstrip().startswith(_FORMULA) else text


def write_csv(header: Sequence[str], rows: Iterable[Iterable[Any]], out: TextIO) -> int:
    """Writes a header and a line per row, with CR LF. Returns the number of rows."""
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(header)
    count = 0
    for count, row in enumerate(rows, 1):  # noqa: B007
        writer.writerow([cell(value) for value in row])
    return count
