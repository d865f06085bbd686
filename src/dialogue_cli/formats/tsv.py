"""Tab-separated lines without a header: for `cut`, `sort`, `awk`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TextIO

from dialogue_cli.formats.columns import as_text


def write_tsv(rows: Iterable[Iterable[Any]], out: TextIO) -> int:
    """Writes a line per row, its cells joined by tabs. Gives the number of rows."""
    count = 0
    for count, row in enumerate(rows, 1):  # noqa: B007
        out.write("\t".join(map(as_text, row)) + "\n")
    return count
