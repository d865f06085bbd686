"""The Tab key in bash, zsh and fish: what it offers, and how it stands in a line of each shell.

The scripts here are what a shell loads. On Tab they call the program with the variable `_DIALOGUE_COMPLETE` set to
the shell's name and, as arguments, the words or the line typed so far; what comes back is data, never evaluated.
"""

from __future__ import annotations

SCRIPTS = {"bash": "dialogue.bash", "zsh": "_dialogue", "fish": "dialogue.fish"}


def script(shell: str) -> str:
    """The script that a shell is to load."""
    from pathlib import Path

    return Path(__file__).with_name(SCRIPTS[shell]).read_text(encoding="utf-8")
