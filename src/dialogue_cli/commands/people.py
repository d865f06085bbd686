"""Who took part, and in how many of the meetings.

For each: the name, the meetings, in how many of them only possibly, and other spellings that the dataset knows.

Examples:

  dialogue people

  # At meetings with a partner
  dialogue people --partner Kazakhstan
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dialogue_cli.cli import vocabulary

if TYPE_CHECKING:
    from dialogue_cli.cli.session import Session

TAKES = vocabulary.TAKES


def run(session: Session) -> int:
    """Answers one call; returns the exit status."""
    return vocabulary.write_vocabulary(session, "person")
