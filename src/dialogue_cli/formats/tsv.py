"""Tab-separated lines without a header: for `cut`, `sort`, `awk`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TextIO

from dialogue_cli.view.columns import as_text


def write_tsv(rows: Iterable[Iterable[Any]], out: TextIO, end: str = "\n") -> int:
    """Writes a line per row, its cells joined by tabs. Returns the number of rows."""
    return write_lines(("\t".join(map(as_text, row)) for row in rows), out, end)


def write_lines(lines: Iterable[str], out: TextIO, end: str = "\n") -> int:
    """Writes lines, each with what ends it. Returns their number."""
    count = 0
    for count, line in enumerate(lines, 1):  # noqa: B007
        out.write(line + end)
    return count
