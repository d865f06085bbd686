"""Which meetings speak of this, best first, with the matching words shown.

A literal " makes a phrase; OR joins its two neighbours; NOT leaves a word out; parentheses group;
word* is the beginning of a word. Up to four words must all be there; a longer question, or with --any
a short one too, is ranked by how much of it a meeting covers.

Examples:

  dialogue search migration

  # A phrase, in quotes of the shell
  dialogue search '"human rights" trade OR migration NOT Gaza'

  # Either of two words, and none of two others
  dialogue search '(trade OR migration) NOT (visa OR readmission)'

  # A question, with a filter
  dialogue search what was agreed about visas --partner Kazakhstan
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dialogue_cli.cli.flags import ANY_WORD, COMMON, FILTERS, OUTPUT, Flag
from dialogue_cli.view.views import View

if TYPE_CHECKING:
    from dialogue_cli.cli.session import Session

WORDS = Flag("words", (), "What the meetings speak of.", "WORDS…", repeats=True, required=True)
TAKES = (WORDS, ANY_WORD, *FILTERS, *OUTPUT, *COMMON)


def run(session: Session) -> int:
    """Answers one call; returns the exit status."""
    return session.answer(View.SEARCH, " ".join(session.values["words"]))
