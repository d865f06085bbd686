"""Commands that a person may copy from the terminal, on as many lines as they need."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Iterator

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from dialogue_cli.terminal.console import data

_INDENT = 2
_GAP = 2
_GOES_ON = " \\"
"""At the end of a line: for a shell the command goes on in the next one."""


def told(commands: Iterable[tuple[str, str]], console: Console) -> Iterator[Text]:
    """Commands, each after a few words about it; where the window is too narrow, below them."""
    commands = list(commands)
    width = max(len(words) for words, _ in commands) + _GAP
    is_wide = all(len(part) < console.width - width for _, command in commands for part in _parts(command))
    for words, command in commands:
        indent = width if is_wide else _INDENT
        lines = [data(line, console, "id") for line in _lines(command, console.width - indent)]
        head = Text(words.ljust(width) if is_wide else words, "label")
        yield head.append_text(lines.pop(0)) if is_wide else head
        for line in lines:
            line.pad_left(indent)
            yield line


def _lines(command: str, width: int) -> list[str]:
    """A command in lines that a shell reads as one.

    What is wider by itself is left to the terminal to fold: so it can still be copied.
    """
    if cell_len(command) <= width:
        return [command]
    first, *rest = _parts(command)
    lines = [first]
    for part in rest:
        if cell_len(f"{lines[-1]} {part}{_GOES_ON}") <= width:
            lines[-1] += f" {part}"
        else:
            lines[-1] += _GOES_ON
            lines.append(" " * _INDENT + part)
    return lines


def _parts(command: str) -> list[str]:
    """What stays together: the program with its command, and an option with its value."""
    words = [shlex.quote(word) for word in shlex.split(command)]
    parts = [" ".join(words[:2])]
    for word in words[2:]:
        if word.startswith("-") or not parts[-1].startswith("--") or " " in parts[-1]:
            parts.append(word)
        else:
            parts[-1] += f" {word}"
    return parts
