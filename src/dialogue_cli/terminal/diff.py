"""A unified diff in colours; what was taken out and what was put in is told by the signs too."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console

from dialogue_cli.terminal.console import put, verbatim

_STYLES = (("---", "bold"), ("+++", "bold"), ("@@", "cyan"), ("-", "red"), ("+", "green"))


def write_diff(lines: Iterable[str], console: Console) -> None:
    """Writes the lines of a diff."""
    for line in lines:
        style = next((style for sign, style in _STYLES if line.startswith(sign)), "")
        put(console, [verbatim(line, console, style)])
