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

      # With a partner: by name, alias, ISO code or group
      dialogue list --partner Pakistan

      # Possibly in December 2025, and then for certain
      dialogue list --on 2025-12
      dialogue list --on 2025-12 --certain

      # In a pipe: date and title alone
      dialogue list --partner KZ --since 2025 | cut -f2,6

      # As JSON, for another program
      dialogue list --topic migration -f json
    """
    return Session(common).answer(filters, output, _draw, markdown="write_table")


def _draw(matches: Sequence[Match], console: Console, fields: Sequence[str] | None) -> int:
    from dialogue_cli.formats.table import write_matches

    return write_matches(matches, console, fields=fields)
