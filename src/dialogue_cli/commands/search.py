"""`dialogue search`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from dialogue_cli.archive import Match
from dialogue_cli.commands.options import Common, Filters, Output
from dialogue_cli.commands.session import Session

if TYPE_CHECKING:
    from rich.console import Console


def command(
    words: Annotated[
        list[str], typer.Argument(metavar="WORDS…", help="What the meetings speak of.", show_default=False)
    ],
    filters: Filters,
    output: Output,
    common: Common,
) -> int:
    """Which meetings speak of this, best first, with the matching words shown.

    A literal " makes a phrase; OR joins its two neighbours; NOT leaves a word out; word* is the
    beginning of a word. Up to four words must all be there; a longer question is ranked by how
    much of it a meeting covers.

    Examples:

      dialogue search migration

      # A phrase, in quotes of the shell
      dialogue search '"human rights" trade OR migration NOT Gaza'

      # A question, with a filter
      dialogue search what was agreed about visas --partner Kazakhstan
    """
    return Session(common).answer(filters, output, _draw, " ".join(words), markdown="write_table")


def _draw(matches: Sequence[Match], console: Console, fields: Sequence[str] | None) -> int:
    from dialogue_cli.formats.table import write_matches

    return write_matches(matches, console, fields=fields, is_search=True)
