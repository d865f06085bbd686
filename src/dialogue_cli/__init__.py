"""Records of diplomatic meetings: who met whom, when, where, about what, and which source says so.

>>> from dialogue_cli import Query, open_archive
>>> archive = open_archive()
>>> archive.get("eu-pakistan-strategic-dialogue-7").date.text
'2025-11-21'
"""

from __future__ import annotations

# Not from typing, which takes long to load: this runs before the program can answer to Ctrl-C.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from dialogue_cli.archive import Archive, open_archive
    from dialogue_cli.dataset.model import Evidence, Header, Meeting, Participant, Relation, Source, Venue
    from dialogue_cli.dataset.problems import DatasetError, Problem
    from dialogue_cli.dataset.series import Interval, Recurring, Round
    from dialogue_cli.dates.edtf import Edtf, Period
    from dialogue_cli.dates.periods import parse_period
    from dialogue_cli.errors import DialogueError, QueryError, UnreadableError
    from dialogue_cli.match import Match, Result
    from dialogue_cli.query.counts import Counts
    from dialogue_cli.query.query import Query

__version__ = "0.1.0"
_PUBLIC = {
    "archive": ("Archive", "open_archive"),
    "match": ("Match", "Result"),
    "query.counts": ("Counts",),
    "dates.edtf": ("Edtf", "Period"),
    "errors": ("DialogueError", "QueryError", "UnreadableError"),
    "dataset.model": ("Evidence", "Header", "Meeting", "Participant", "Relation", "Source", "Venue"),
    "dates.periods": ("parse_period",),
    "dataset.problems": ("DatasetError", "Problem"),
    "query.query": ("Query",),
    "dataset.series": ("Interval", "Recurring", "Round"),
}
_WHERE = {name: module for module, names in _PUBLIC.items() for name in names}
__all__ = [
    "Archive",
    "Counts",
    "DatasetError",
    "DialogueError",
    "Edtf",
    "Evidence",
    "Header",
    "Interval",
    "Match",
    "Meeting",
    "Participant",
    "Period",
    "Problem",
    "Query",
    "QueryError",
    "Recurring",
    "Relation",
    "Result",
    "Round",
    "Source",
    "UnreadableError",
    "Venue",
    "__version__",
    "open_archive",
    "parse_period",
]


def __getattr__(name: str) -> Any:
    # The command line imports this package at every start: its parts come when they are asked for.
    if name in _WHERE:
        from importlib import import_module

        return getattr(import_module(f"dialogue_cli.{_WHERE[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
