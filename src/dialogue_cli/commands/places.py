"""The cities, countries and venues of the meetings, each with the number of meetings.

A place counts by its city, or where it has none by its country or venue. For each: the name, the meetings, the
country in which the dataset says it lies, and other names.

Examples:

  dialogue places

  dialogue places --partner Kazakhstan
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dialogue_cli.cli import vocabulary

if TYPE_CHECKING:
    from dialogue_cli.cli.session import Session

TAKES = vocabulary.TAKES


def run(session: Session) -> int:
    """Answers one call; returns the exit status."""
    return vocabulary.write_vocabulary(session, "place")
