"""How many meetings match; with --by, how many per year, partner, topic, …

Years and months go forward in time, all else from the most frequent down; meetings without a value
come last. A meeting counts for each of its values. A year (month) counts the meetings that lie in it for
certain, as list --on YEAR --certain finds them; a date that lies in none for certain counts as uncertain.
A meeting in a city counts for the city, not for its country; cities of one name in different countries count apart.
By person, a further number says how many of the meetings someone only possibly attended: "2 (1 possibly)" on a
terminal, "possible" in JSON (left out if 0), a last column in tsv and csv.

Years and months that are counted alone have a row for each, also for one without meetings between two others.
-n keeps the newest years and months, or the first values of another field, and sums the rest as "others", with
how many values that are: "others (12)". Uncertain dates and meetings without a value keep their own row. In JSON, the
value is "others", and a key of that name marks the sum and says how many values it is of.

On a terminal, a table of two fields without -n has as many rows and columns as the window has room for; "others",
and "earlier" of years and months, are the sums of the rest. A large -n shows all, and so do the other formats.

Examples:

  dialogue count --partner Kazakhstan

  dialogue count --by year

  # The ten most frequent
  dialogue count --by topic -n 10

  # A table of both
  dialogue count --by year,partner
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from dialogue_cli.cli.flags import COMMON, CSV_BOM, FILTERS, LIMIT, NAMES, REVERSE, Flag, formats
from dialogue_cli.formats import registry
from dialogue_cli.query.countable import FIELDS, parse_fields
from dialogue_cli.query.counts import OTHERS, Counts
from dialogue_cli.text import listing

if TYPE_CHECKING:
    from dialogue_cli.cli.session import Session

FORMATS = tuple(name for name in registry.ROWS if name != "ids")
BY = Flag(
    "by",
    ("--by",),
    f"{listing(list(FIELDS))}; two make a table of both.",
    "FIELD",
    repeats=True,
    offers="countable",
)
TAKES = (
    NAMES,
    *FILTERS,
    BY,
    formats(FORMATS),
    LIMIT._replace(text="At most N values of each field; the others are summed."),
    CSV_BOM,
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
        session.out(format_).write(f"{counts.meetings}\n")
    elif format_ == "table" and counts.meetings:
        from dialogue_cli.terminal.counts import write_counts

        write_counts(counts, session.console, is_limited=session.values["limit"] is not None)
    elif format_ != "table":
        columns = [*((field, "left") for field in fields), ("count", "right")]
        if "person" in fields:
            columns.append(("possible", "right"))
        is_json = registry.FORMATS[format_].how == "records"
        rows = counts.rows() if counts.meetings or not fields else []
        session.write_rows(columns, _marked(counts, rows) if is_json else rows, format_)
    return session.status(counts.meetings)


def _marked(counts: Counts, rows: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The rows for JSON. Where a value is the sum of others, `others` says of which field, and of how many.

    `possible` is left out where it is 0.
    """
    left_out = dict(zip(counts.fields, counts.others, strict=True))
    for (values, _), row in zip(counts, rows, strict=False):
        summed = [field for field, value in zip(counts.fields, values, strict=True) if value is OTHERS]
        marked = row | dict.fromkeys(summed, OTHERS.value)
        if not marked.get("possible", 1):
            del marked["possible"]
        yield marked | ({"others": {field: left_out[field] for field in summed}} if summed else {})
