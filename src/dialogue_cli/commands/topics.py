"""The subjects of the meetings, each with the number of meetings.

For each: the name, the meetings, and other words for it. Without a filter also those of the vocabulary that no
meeting has.

Examples:

  dialogue topics

  # With a partner since a year
  dialogue topics Pakistan --since 2025
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dialogue_cli.cli import vocabulary

if TYPE_CHECKING:
    from dialogue_cli.cli.session import Session

TAKES = vocabulary.TAKES


def run(session: Session) -> int:
    """Answers one call; returns the exit status."""
    return vocabulary.write_vocabulary(session, "topic")
