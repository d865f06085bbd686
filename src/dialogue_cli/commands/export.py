"""The collection, or the meetings that match, for another program.

A file that already exists is replaced only with --force, and only by a whole one: an export that fails
leaves the old file as it was, and so does one that finds nothing.

The format schema is the JSON Schema of what json and jsonl write; that of a dataset, for editors, is dialogue schema.

Examples:

  dialogue export --list

  dialogue export csv --partner Pakistan

  dialogue export html -o meetings.html

  # For DuckDB or Spark: a folder with a part for each year
  dialogue export parquet --by-year -o meetings

  dialogue export ids -0 | xargs -0 dialogue show -f ids
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dialogue_cli.cli.flags import COMMON, CSV_BOM, FIELDS, FILTERS, LIMIT, NAMES, REVERSE, SORT, TARGET, Flag
from dialogue_cli.cli.shape import Shape
from dialogue_cli.cli.target import folder_written_to, written_to
from dialogue_cli.errors import FOUND, QueryError
from dialogue_cli.formats.registry import EXPORTED, FORMATS, able, check_installed, write_file
from dialogue_cli.text import listing
from dialogue_cli.view.views import View

if TYPE_CHECKING:
    from dialogue_cli.cli.session import Session

SCHEMA = "schema"
"""Not a format of meetings: the JSON Schema of those in JSON."""
KNOWN = (*EXPORTED, SCHEMA)
FORMAT = Flag("format", (), "The format to write; --list names them.", "FORMAT", offers="format:" + ",".join(KNOWN))
LIST = Flag("list", ("--list",), "Name the formats, a line each.", kind=bool)
NULL = Flag("null", ("-0", "--null"), "End lines with NUL, for xargs -0.", kind=bool)
BY_YEAR = Flag("by_year", ("--by-year",), "Write a folder with a part for each year; with parquet.", kind=bool)
TAKES = (FORMAT, NAMES, *FILTERS, *TARGET, BY_YEAR, LIST, FIELDS, NULL, CSV_BOM, LIMIT, SORT, REVERSE, *COMMON)


def run(session: Session) -> int:
    """Answers one call; returns the exit status."""
    values = session.values
    if values["list"]:
        if values["output"] is not None:
            raise QueryError("--list names the formats on standard output; it cannot be used with --output")
        return _list(session)
    if values["format"] is None:
        raise QueryError("export needs a format; dialogue export --list names them")
    name = session.format(values["format"], KNOWN)
    if values["null"] and not (name in FORMATS and FORMATS[name].null):
        raise QueryError(f"--null goes with {listing(able(lambda one: one.null))}, not with {name}")
    if session.values["by_year"] and not (name in FORMATS and FORMATS[name].by_year):
        raise QueryError(f"--by-year goes with {listing(able(lambda one: one.by_year))}, not with {name}")
    return _schema(session) if name == SCHEMA else _meetings(session, name)


def _meetings(session: Session, name: str) -> int:
    is_file = FORMATS[name].how == "file"
    shape = session.shape() if not is_file else Shape(name)
    if is_file and session.values["fields"]:
        raise QueryError(f"--fields goes with {listing(able(lambda one: one.fields))}, not with {name}")
    check_installed(name)
    by_year = session.values["by_year"]
    query = session.query()
    if name == "csv" and not shape.fields:
        from dialogue_cli.formats.csv_text import EXPORTED as columns

        shape = shape._replace(fields=(*columns, *(("certain",) if query.period else ())))
    result = session.archive.find(query, records=shape.needs_records, snippets=False)
    for note in result.notes:
        session.note(note)
    with folder_written_to(session) if by_year else written_to(session, name) as place:
        if place.path is not None:
            archive, proofs = session.archive, session.proofs
            count = write_file(name, result, archive, place.path, session.note, proofs, by_year=by_year)
        else:
            count = session.write(result, shape, View.CARDS, out=place.stream)
        place.is_worth_it = bool(count)
    return session.status(count)


def _schema(session: Session) -> int:
    if any(session.values[flag.field] for flag in (*FILTERS, LIMIT)):
        raise QueryError("the schema is that of every meeting: it cannot be used with filters or --limit")
    from dialogue_cli.formats.schema import schema_text

    with written_to(session, "json") as place:
        place.stream.write(schema_text())
    return FOUND


def _list(session: Session) -> int:
    of_schema = "the JSON Schema of json and jsonl; that of a dataset: dialogue schema"
    about = {name: FORMATS[name].about for name in EXPORTED} | {SCHEMA: of_schema}
    columns = [("format", "left"), ("about", "left")]
    session.write_rows(columns, [{"format": name, "about": text} for name, text in about.items()], None)
    return FOUND
