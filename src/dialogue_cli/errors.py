"""The errors that end a call, and the statuses that it ends with.

Nothing here prints. `dialogue_cli.cli.run` turns an error into a message and an exit status.
"""

from __future__ import annotations

FOUND = 0
NOTHING = 1
WRONG = 2
INTERRUPTED = 130


class DialogueError(Exception):
    """The call or the dataset is wrong; the text says what, and what would be right.

    It is made of lines. A line end within one is of what somebody typed, and does not begin another.
    """

    status = WRONG

    def __str__(self) -> str:
        return "\n".join(self.lines)

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines of the text."""
        return tuple(map(str, self.args))


class QueryError(DialogueError):
    """A filter, a period or a search that cannot be understood."""


class UnknownName(QueryError):
    """A name that could mean several things, or an option value that does not exist."""


class UnreadableError(DialogueError):
    """A file or folder that cannot be opened at all."""


class IndexDamaged(Exception):
    """The kept index turned out to be damaged while it was asked. The archive makes it anew; no one else sees this."""
