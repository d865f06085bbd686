"""`dialogue timeline`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dialogue_cli.archive import Match
from dialogue_cli.commands.options import Common, Filters, Output
from dialogue_cli.commands.session import Session

if TYPE_CHECKING:
    from rich.console import Console


def command(filters: Filters, output: Output, common: Common) -> int:
    """The meetings as a picture in time: years as sections, each meeting at its place in the year.

    In a pipe it gives the same lines as list.

    Examples:

      dialogue timeline

      # With a group and its members
      dialogue timeline --partner "Central Asia" --since 2025
    """
    session = Session(common)

    def draw(matches: Sequence[Match], console: Console, fields: Sequence[str] | None) -> int:
        from dialogue_cli.formats.timeline import write_timeline

        return write_timeline(matches, console, today=session.today)

    return session.answer(filters, output, draw, markdown="write_timeline")
