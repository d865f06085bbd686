"""The states, organisations and groups that were met, each with the number of meetings.

For each: the name, the meetings, the code of ISO 3166, the members of a group, and other names. Without a filter
also those of the vocabulary that no meeting has.

Examples:

  dialogue partners

  # Of the meetings on a topic
  dialogue partners --topic migration -n 5
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dialogue_cli.cli import vocabulary

if TYPE_CHECKING:
    from dialogue_cli.cli.session import Session

TAKES = vocabulary.TAKES


def run(session: Session) -> int:
    """Answers one call; returns the exit status."""
    return vocabulary.write_vocabulary(session, "partner")
