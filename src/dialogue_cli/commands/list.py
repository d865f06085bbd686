"""Which meetings match, in time order.

Examples:

  # With a partner: by name, alias, ISO code or group
  dialogue list --partner Pakistan

  # Possibly in December 2025, and then for certain
  dialogue list --on 2025-12
  dialogue list --on 2025-12 --certain

  # In a pipe: only date and title
  dialogue list --partner KZ --since 2025 | cut -f2,6

  # As JSON, for another program
  dialogue list --topic migration -f json
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dialogue_cli.cli.flags import COMMON, FILTERS, NAMES, OUTPUT
from dialogue_cli.view.views import View

if TYPE_CHECKING:
    from dialogue_cli.cli.session import Session

TAKES = (NAMES, *FILTERS, *OUTPUT, *COMMON)


def run(session: Session) -> int:
    """Answers one call; returns the exit status."""
    return session.answer(View.TABLE)
