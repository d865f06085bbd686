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

from __future__ import annotations

from typing import Any

from dialogue_cli.cli.flags import COMMON, FILTERS, LIMIT, REVERSE, Flag, formats
from dialogue_cli.cli.session import Session
from dialogue_cli.formats.registry import ROWS
from dialogue_cli.query.counts import FIELDS, Counts, parse_fields
from dialogue_cli.text import listing

FORMATS = tuple(name for name in ROWS if name != "ids")
BY = Flag(
    "by",
    ("--by",),
    f"{listing(list(FIELDS))}; two make a table of both.",
    "FIELD",
    repeats=True,
    offers="countable",
)
TAKES = (
    *FILTERS,
    BY,
    formats(FORMATS),
    LIMIT._replace(text="At most N values, of the first field."),
    REVERSE,
    *COMMON,
)


def run(session: Session) -> int:
    """Answers one call; returns the exit status."""
    fields = parse_fields(session.values["by"] or ())
    format_ = session.format(session.values["format"], FORMATS)
    counts = session.archive.count_by(session.query(), fields)
    for note in counts.notes:
        session.note(note)
    if not fields and format_ in ("table", "tsv"):
        session.out.write(f"{counts.meetings}\n")
    elif format_ == "table" and counts.meetings:
        from dialogue_cli.terminal.counts import write_counts

        write_counts(counts, session.console)
    elif format_ != "table":
        columns = [*((field, "left") for field in fields), ("count", "right")]
        session.write_rows(columns, _rows(counts), format_)
    return session.status(counts.meetings)


def _rows(counts: Counts) -> list[dict[str, Any]]:
    if not counts.meetings and counts.fields:
        return []
    return [dict(zip(counts.fields, values, strict=True)) | {"count": number} for values, number in counts]
