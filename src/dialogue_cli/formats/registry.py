"""The table of output formats: what each is for, what it can do, and what writes it.

A new format is a module of this package and an entry here. *Cells* are written row by row from columns, *records*
meeting by meeting as JSON; a *document* is a module with `write(matches, archive, out, note)`, a *file* one with
`write_file(matches, archive, path, note, proofs)`; `table` is drawn on a terminal.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any, Literal, TextIO

from dialogue_cli.errors import QueryError
from dialogue_cli.tuples import NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

    from dialogue_cli.archive import Archive
    from dialogue_cli.match import Match
    from dialogue_cli.view.proofs import Proofs
    from dialogue_cli.view.views import View

Note = Callable[[str], None]
How = Literal["drawn", "cells", "records", "document", "file"]


class Format(NamedTuple):
    """A format: what it is for, how it is written, and what it can do."""

    about: str
    how: How
    module: str = ""
    """The module of this package that writes a document or a file."""
    rows: bool = False
    """Whether it is also written of rows that are not meetings: counts, series, sources."""
    fields: bool = False
    """Whether the columns to write can be chosen."""
    null: bool = False
    """Whether its lines can end with NUL."""
    views: bool = False
    """Whether it shows a table, a timeline or cards, by the view that the command asks for."""
    proofs: bool = False
    """Whether it shows quotes, so that its module takes `proofs`, the verdicts on them."""
    needs: str = ""
    """The module that must be installed for it; an extra of the package, called like the format, brings it."""
    by_year: bool = False
    """Whether it can be a folder with a part for each year, so that its module takes `by_year`."""
    local: bool = False
    """Whether it is written in the encoding of the locale; what other programs read is UTF-8 everywhere."""


FORMATS: dict[str, Format] = {
    "table": Format("drawn for a terminal, fitted to its width", "drawn", rows=True, fields=True, local=True),
    "tsv": Format("tab-separated lines, for cut, sort and awk", "cells", rows=True, fields=True, null=True, local=True),
    "csv": Format("comma-separated lines with a header (RFC 4180), for a spreadsheet", "cells", rows=True, fields=True),
    "json": Format("one JSON array, every field with its evidence", "records", rows=True, fields=True),
    "jsonl": Format("JSON Lines, an object a line, for jq and DuckDB", "records", rows=True, fields=True),
    "yaml": Format("a dataset that dialogue reads back", "document", "yaml_text", proofs=True),
    "markdown": Format(
        "text with the words of the sources as footnotes",
        "document",
        "markdown",
        rows=True,
        fields=True,
        views=True,
        proofs=True,
    ),
    "ids": Format("the ids only, for xargs", "cells", rows=True, null=True, local=True),
    "ics": Format("a calendar (iCalendar, RFC 5545) of the meetings that have a day", "document", "ics"),
    "svg": Format("the timeline as a drawing", "document", "svg"),
    "html": Format(
        "one page with search, filters and evidence, which needs no network", "document", "page", proofs=True
    ),
    "sqlite": Format("a SQLite database with keys and full-text search", "file", "sqlite", proofs=True),
    "parquet": Format(
        "typed columns (Apache Parquet), for DuckDB, Spark and pandas",
        "file",
        "parquet",
        proofs=True,
        needs="pyarrow",
        by_year=True,
    ),
}
"""By name, in the order in which they are listed."""
OTHER_NAMES = {
    "md": "markdown",
    "yml": "yaml",
    "ndjson": "jsonl",
    "ical": "ics",
    "icalendar": "ics",
    "htm": "html",
    "page": "html",
    "db": "sqlite",
    "sqlite3": "sqlite",
    "id": "ids",
    "pq": "parquet",
}
"""What else people call a format."""
MEETINGS = tuple(name for name, format_ in FORMATS.items() if format_.how != "file")
"""What a command can write of meetings to standard output."""
ROWS = tuple(name for name, format_ in FORMATS.items() if format_.rows)
"""What can be written of rows that are not meetings."""
EXPORTED = tuple(name for name, format_ in FORMATS.items() if format_.how != "drawn")
"""What another program can read."""


def is_utf8(name: str) -> bool:
    """Whether a format is UTF-8 whatever the locale; what is no format (a template, the lines of check) is not."""
    return name in FORMATS and not FORMATS[name].local


def able(what: Callable[[Format], bool]) -> list[str]:
    """The names of the formats that can do something: `able(lambda format_: format_.null)`."""
    return [name for name, format_ in FORMATS.items() if what(format_)]


def write_cells(name: str, header: Sequence[str], rows: Iterable[Iterable[Any]], out: TextIO, end: str = "\n") -> int:
    """Writes rows of cells: csv under its header, the others without. Returns the number of rows."""
    if name == "csv":
        from dialogue_cli.formats.csv_text import write_csv

        return write_csv(header, rows, out)
    from dialogue_cli.formats.tsv import write_tsv

    return write_tsv(rows, out, end)


def write_document(
    name: str,
    matches: Iterable[Match],
    archive: Archive,
    out: TextIO,
    note: Note,
    proofs: Proofs,
    view: View,
    fields: Sequence[str] | None = None,
) -> int:
    """Writes meetings as a document. Returns their number."""
    format_ = FORMATS[name]
    more: dict[str, Any] = {"view": view, "fields": fields} if format_.views else {}
    more |= {"proofs": proofs} if format_.proofs else {}
    return int(import_module(f"dialogue_cli.formats.{format_.module}").write(matches, archive, out, note, **more))


def write_file(
    name: str,
    matches: Iterable[Match],
    archive: Archive,
    path: Path,
    note: Note,
    proofs: Proofs,
    *,
    by_year: bool = False,
) -> int:
    """Writes meetings as a new file, or `by_year` into a folder, for a format that is one. Returns their number."""
    module = import_module(f"dialogue_cli.formats.{FORMATS[name].module}")
    more = {"by_year": by_year} if FORMATS[name].by_year else {}
    return int(module.write_file(matches, archive, path, note, proofs, **more))


def check_installed(name: str) -> None:
    """Raises QueryError where a format needs a module that is not installed."""
    from importlib.util import find_spec

    module = FORMATS[name].needs
    if module and find_spec(module) is None:
        raise QueryError(f"{name} needs {module}, which is not installed: pip install 'dialogue-cli[{name}]'")
