"""The meetings as a picture in time: years as sections, each meeting at its place in the year.

In a pipe it gives the same lines as list.

Examples:

  dialogue timeline

  # With a group and its members
  dialogue timeline --partner "Central Asia" --since 2025
"""

from __future__ import annotations

from dialogue_cli.cli.flags import COMMON, FILTERS, NAMES, OUTPUT
from dialogue_cli.cli.session import Session
from dialogue_cli.view.views import View

TAKES = (NAMES, *FILTERS, *OUTPUT, *COMMON)


def run(session: Session) -> int:
    """Answers one call; returns the exit status."""
    return session.answer(View.TIMELINE)
