"""The agreements, plans and schemes of the meetings, each with the number of meetings.

For each: the name, the meetings, and other names.

Examples:

  dialogue instruments

  dialogue instruments --partner Pakistan --sort name
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dialogue_cli.cli import vocabulary

if TYPE_CHECKING:
    from dialogue_cli.cli.session import Session

TAKES = vocabulary.TAKES


def run(session: Session) -> int:
    """Answers one call; returns the exit status."""
    return vocabulary.write_vocabulary(session, "instrument")
