"""Whole collections that exist as tables: CSV, TSV, JSON, JSON Lines, calendars (ics), spreadsheets (xlsx, xls, ods).

The mapping, a small YAML file, says which column is what. --suggest writes one out of the columns of FILE, to be read
and changed in an editor; docs/importing.md has all its keys. A --data that is not there yet becomes a new dataset.

A row that is in the dataset already is not added again: importing a file twice adds nothing, and files that overlap
may be imported one after the other. A row that has changed since is told, and the record stays as it is. Meetings
that are likely the same are told in pairs, and are all added unless --skip-likely is given.

What is not understood is left out of the record, never guessed, and told: the summary on standard error counts it,
--report has every remark with file, row, column and cell.

Exit status: 0 done, also where nothing was new; 1 it was given up at a question; 2 the call, a file, the mapping or
the dataset is wrong, and nothing is written.

Examples:

  # A mapping to begin with
  echo '{"title": "Talks"}' > t.jsonl && dialogue import --suggest t.jsonl
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dialogue_cli.cli.flags import COMMON, DATASET_GROUP, Flag
from dialogue_cli.cli.writing import DRY_RUN
from dialogue_cli.errors import QueryError

if TYPE_CHECKING:
    from dialogue_cli.cli.session import Session

_GROUP = "Tables"
TAKES = (
    Flag("file", (), "The tables, all of one mapping.", "FILE…", repeats=True, required=True),
    Flag("map", ("--map",), "The mapping: which column is what.", "FILE", _GROUP),
    Flag("suggest", ("--suggest",), "Write a mapping for the columns of FILE.", group=_GROUP, kind=bool),
    Flag("day_first", ("--day-first",), "03/04/2020 is 3 April.", group=_GROUP, kind=bool),
    Flag("month_first", ("--month-first",), "03/04/2020 is March 4.", group=_GROUP, kind=bool),
    Flag("sheet", ("--sheet",), "The sheet of a spreadsheet, or the list in JSON, that is meant.", "NAME", _GROUP),
    Flag("report", ("--report",), "Every remark as TSV, or as JSON if FILE ends so.", "FILE", _GROUP),
    Flag("skip_likely", ("--skip-likely",), "Leave out what is likely there already.", group=DATASET_GROUP, kind=bool),
    Flag("into", ("--into",), "Of a folder, the file that the meetings go into.", "FILE", DATASET_GROUP),
    DRY_RUN,
    Flag("force", ("--force",), "Replace a report that already exists.", group=_GROUP, kind=bool),
    *COMMON,
)


def run(session: Session) -> int:
    """Answers one call; returns the exit status."""
    from dialogue_cli.cli.importing import import_tables, suggest_mapping

    values = session.values
    if values["day_first"] and values["month_first"]:
        raise QueryError("--day-first cannot be used with --month-first")
    if values["suggest"]:
        if values["map"]:
            raise QueryError("--suggest writes a mapping and takes none; leave out one of --suggest and --map")
        return suggest_mapping(session)
    if not values["map"]:
        raise QueryError(
            "import needs a mapping: --map FILE says which column is what; dialogue import --suggest FILE > map.yaml"
            " writes one to begin with"
        )
    return import_tables(session)
