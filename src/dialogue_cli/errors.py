"""The errors that end a call, and the statuses that it ends with.

Nothing here prints. `dialogue_cli.cli` turns an error into a message and an exit status.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dialogue_cli.problems import Problem

FOUND = 0
NOTHING = 1
WRONG = 2
INTERRUPTED = 130


class DialogueError(Exception):
    """The call or the dataset is wrong; the text says what, and what would be right."""

    status = WRONG


class QueryError(DialogueError):
    """A filter, a period or a search that can not be understood."""


class UnknownName(QueryError):
    """A name that could be several, or an option value that does not exist."""


class UnreadableError(DialogueError):
    """A file or folder that can not be opened at all."""


class IndexDamaged(DialogueError):
    """The kept index turned out to be damaged while it was asked; `file` is where it lies."""

    def __init__(self, file: str) -> None:
        self.file = file
        super().__init__("the index was damaged and has been thrown away; ask again")


class DatasetError(DialogueError):
    """A dataset with errors is refused as a whole; `problems` holds every one of them."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        count = len(self.problems)
        super().__init__(f"the dataset has {count:,} error{'' if count == 1 else 's'}")
