"""The script that makes the Tab key complete commands, options and names of the collection.

Without SHELL, it is the script for the shell that the variable SHELL names. The names of partners, people,
topics and so on are those of the dataset in use, or of the one that --data names earlier in the line.

Exit status: 0, or 2 for a shell that is not known.

Examples:

  # bash: a line for ~/.bashrc
  eval "$(dialogue completion bash)"

  # zsh: a line for ~/.zshrc, after compinit
  eval "$(dialogue completion zsh)"

  # fish: once
  dialogue completion fish > ~/.config/fish/completions/dialogue.fish
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from dialogue_cli.cli.flags import Flag
from dialogue_cli.completion import SCRIPTS, script
from dialogue_cli.errors import FOUND, QueryError
from dialogue_cli.text import listing

if TYPE_CHECKING:
    from dialogue_cli.cli.session import Session

SHELL = Flag("shell", (), f"{listing(list(SCRIPTS))}.", "[SHELL]", offers=" ".join(SCRIPTS))
TAKES = (SHELL,)


def run(session: Session) -> int:
    """Answers one call; returns the exit status."""
    name = session.values["shell"] or Path(os.environ.get("SHELL", "")).name
    if name not in SCRIPTS:
        which = f'no script for the shell "{name}"' if name else "which shell? SHELL names none"
        raise QueryError(f"{which}; it is one of {listing(list(SCRIPTS), 'and')}")
    sys.stdout.write(script(name))
    return FOUND
