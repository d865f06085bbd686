"""The table of output formats: what each is for, and which module writes it.

`LINES` and `RECORDS` are written meeting by meeting from columns or records; a *document* is a module of this
package with `write(matches, archive, out, note)`, imported when it is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TextIO

if TYPE_CHECKING:
    from dialogue_cli.archive import Archive, Match

Note = Callable[[str], None]
LINES = ("tsv", "csv", "ids")
RECORDS = ("json", "jsonl")
NULL = ("ids", "tsv")
"""The lines that can end with NUL."""
ROWS = ("table", "tsv", "csv", "json", "jsonl", "markdown", "ids")
"""What can be written of rows that are not meetings."""


class Format(NamedTuple):
    """A format: what it is, and the module of this package that writes it, where one does as a whole."""

    about: str
    module: str | None = None
    is_file: bool = False
    """Whether it is written to a file that has a path, not to a stream."""


FORMATS: dict[str, Format] = {
    "tsv": Format("tab-separated lines, for cut, sort and awk"),
    "csv": Format("comma-separated lines with a header (RFC 4180), for a spreadsheet"),
    "json": Format("one JSON array, every field with its evidence"),
    "jsonl": Format("JSON Lines, an object a line, for jq and DuckDB"),
    "yaml": Format("a dataset that dialogue reads back", "yaml_text"),
    "markdown": Format("text with the words of the sources as footnotes", "markdown"),
    "ids": Format("the ids alone, for xargs"),
    "ics": Format("a calendar (iCalendar, RFC 5545) of the meetings that have a day", "ics"),
    "svg": Format("the timeline as a drawing", "drawing"),
    "html": Format("one page with search, filters and evidence, which needs no network", "page"),
    "sqlite": Format("a SQLite database with keys and full-text search", "database", is_file=True),
}
"""By name, in the order in which they are listed. A terminal has `table` beside them."""
STREAMED = tuple(name for name, format_ in FORMATS.items() if not format_.is_file)
MEETINGS = ("table", *STREAMED)
"""What a command can write of meetings to standard output."""


def write_cells(name: str, header: Sequence[str], rows: Iterable[Iterable[Any]], out: TextIO, end: str = "\n") -> int:
    """Writes rows of cells as one of `LINES`: csv under its header, the others without. Gives the number of rows."""
    if name == "csv":
        from dialogue_cli.formats.csv_text import write_csv

        return write_csv(header, rows, out)
    from dialogue_cli.formats.tsv import write_tsv

    return write_tsv(rows, out, end)


def write_document(
    name: str, matches: Iterable[Match], archive: Archive, out: TextIO, note: Note, view: str = "write", **more: Any
) -> int:
    """Writes meetings as a document. Gives their number.

    `view` names another function of the module, and `more` holds what that takes.
    """
    module = import_module(f"dialogue_cli.formats.{FORMATS[name].module}")
    return int(getattr(module, view)(matches, archive, out, note, **more))


def write_file(name: str, matches: Iterable[Match], archive: Archive, path: Path, note: Note) -> int:
    """Writes meetings as a new file, for a format that is one. Gives their number."""
    module = import_module(f"dialogue_cli.formats.{FORMATS[name].module}")
    return int(module.write_file(matches, archive, path, note))
