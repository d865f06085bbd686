"""`dialogue count`."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from dialogue_cli.commands.completion import countables
from dialogue_cli.commands.options import OUTPUT, Common, Filters, Reverse, format_option
from dialogue_cli.commands.session import Session
from dialogue_cli.counts import Counts, parse_fields
from dialogue_cli.formats.registry import ROWS

FORMATS = tuple(name for name in ROWS if name != "ids")


def command(
    filters: Filters,
    common: Common,
    by: Annotated[
        list[str] | None,
        typer.Option(
            "--by",
            autocompletion=countables,
            help="year, month, partner, series, kind, status, place, person, topic, instrument or source; two make a"
            " table of both.",
            metavar="FIELD",
            rich_help_panel=OUTPUT,
            show_default=False,
        ),
    ] = None,
    format: Annotated[
        str | None,
        format_option(FORMATS),
    ] = None,
    limit: Annotated[
        int | None,
        typer.Option(
            "-n",
            "--limit",
            help="At most N values, of the first field.",
            metavar="N",
            min=1,
            rich_help_panel=OUTPUT,
            show_default=False,
        ),
    ] = None,
    reverse: Reverse = False,
) -> int:
    """How many meetings match; with --by, how many per year, partner, topic, …

    Years and months go forward in time, all else from the most frequent down; meetings without a value
    come last. A meeting counts for each of its values. A year (month) counts the meetings that lie in it for
    certain, as list --on YEAR --certain finds them; a date that lies in none for certain counts as uncertain.
    A meeting in a city counts for the city, not for its country.

    Examples:

      dialogue count --partner Kazakhstan

      dialogue count --by year

      # The ten most frequent
      dialogue count --by topic -n 10

      # A table of both
      dialogue count --by year,partner
    """
    session = Session(common)
    fields = parse_fields(by or ())
    format_ = session.format(format, FORMATS)
    query = session.query(filters, None)._replace(limit=limit, reverse=reverse)
    counts = session.archive.count_by(query, fields)
    for note in counts.notes:
        session.note(note)
    if not fields and format_ in ("table", "tsv"):
        session.out.write(f"{counts.meetings}\n")
    elif format_ == "table" and counts.meetings:
        from dialogue_cli.formats.bars import write_counts

        write_counts(counts, session.console)
    elif format_ != "table":
        columns = [*((field, "left") for field in fields), ("count", "right")]
        session.write_rows(columns, _rows(counts), format_)
    return session.status(counts.meetings)


def _rows(counts: Counts) -> list[dict[str, Any]]:
    if not counts.meetings and counts.fields:
        return []
    return [dict(zip(counts.fields, values, strict=True)) | {"count": number} for values, number in counts]
