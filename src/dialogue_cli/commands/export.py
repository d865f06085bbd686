"""`dialogue export`."""

from __future__ import annotations

from typing import Annotated

import typer

from dialogue_cli.commands.completion import formats
from dialogue_cli.commands.options import OUTPUT, Common, Filters, Limit, Output, Target
from dialogue_cli.commands.session import Session, Shape
from dialogue_cli.commands.target import written_to
from dialogue_cli.errors import FOUND, QueryError
from dialogue_cli.formats.registry import FORMATS, NULL, write_file
from dialogue_cli.text import listing

SCHEMA = "schema"
"""Not a format of meetings: the JSON Schema of those in JSON."""
KNOWN = (*FORMATS, SCHEMA)


def command(
    filters: Filters,
    target: Target,
    common: Common,
    format: Annotated[
        str | None,
        typer.Argument(
            metavar="FORMAT",
            help="The format to write; --list names them.",
            show_default=False,
            autocompletion=formats(*KNOWN),
        ),
    ] = None,
    list: Annotated[
        bool, typer.Option("--list", help="Name the formats, a line each.", rich_help_panel=OUTPUT)
    ] = False,
    null: Annotated[
        bool, typer.Option("-0", "--null", help="End lines with NUL, for xargs -0.", rich_help_panel=OUTPUT)
    ] = False,
    limit: Limit = None,
) -> int:
    """The collection, or what the filters keep of it, for another program.

    A file that is there is replaced with --force alone, and only by a whole one: an export that fails
    leaves the old file as it was, and so does one that finds nothing.

    Examples:

      dialogue export --list

      dialogue export csv --partner Pakistan

      dialogue export html -o meetings.html

      dialogue export ids -0 | xargs -0 dialogue show -f ids
    """
    session = Session(common, target)
    if list:
        if target.output is not None:
            raise QueryError("--list names the formats on standard output; it goes without --output")
        return _list(session)
    if format is None:
        raise QueryError("export needs a format; dialogue export --list names them")
    name = session.format(format, KNOWN)
    if null and name not in NULL:
        raise QueryError(f"--null goes with {listing([*NULL])}, not with {name}")
    if name == SCHEMA:
        if limit is not None or any(value for value in vars(filters).values()):
            raise QueryError("the schema is that of every meeting: it goes without filters and --limit")
        from dialogue_cli.schema import schema_text

        with written_to(target, session) as place:
            place.stream.write(schema_text())
        return FOUND
    output = Output(format=name, limit=limit, null=null)
    shape = session.shape(output) if not FORMATS[name].is_file else Shape(name)
    if name == "csv":
        from dialogue_cli.formats.csv_text import EXPORTED

        period = filters.since or filters.until or filters.on
        shape = shape._replace(fields=(*EXPORTED, *(("certain",) if period else ())))
    result = session.archive.find(session.query(filters, output), records=shape.needs_records, snippets=False)
    for note in result.notes:
        session.note(note)
    with written_to(target, session, is_file=FORMATS[name].is_file) as place:
        if place.path is not None:
            count = write_file(name, result, session.archive, place.path, session.note)
        else:
            count = session.write(result, shape, _never, out=place.stream)
        place.is_worth_it = bool(count)
    return session.status(count)


def _list(session: Session) -> int:
    about = {name: format_.about for name, format_ in FORMATS.items()} | {SCHEMA: "the JSON Schema of json and jsonl"}
    columns = [("format", "left"), ("about", "left")]
    session.write_rows(columns, [{"format": name, "about": text} for name, text in about.items()], None)
    return FOUND


def _never(*_: object) -> int:
    raise AssertionError("no format of export is drawn on a terminal")
