"""`dialogue list`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dialogue_cli.archive import Match
from dialogue_cli.commands.options import Common, Filters, Output
from dialogue_cli.commands.session import Session

if TYPE_CHECKING:
    from rich.console import Console


def command(filters: Filters, output: Output, common: Common) -> int:
    """Which meetings match, in time order.

    Examples:

      dialogue list --partner Pakistan

      dialogue list --partner KZ --since 2025 | cut -f2,6
    """
    return Session(common).answer(filters, output, _draw)


def _draw(matches: Sequence[Match], console: Console, fields: Sequence[str] | None) -> int:
    from dialogue_cli.formats.table import write_matches

    return write_matches(matches, console, fields=fields)
