"""What is said to a person who answers questions at a terminal: on standard error, which nothing else is read from."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.text import Text

from dialogue_cli.terminal import window
from dialogue_cli.terminal.claim import claim_lines, passage_lines
from dialogue_cli.terminal.console import console, data, put, rule, spelt, wrap
from dialogue_cli.terminal.diff import write_diff
from dialogue_cli.text import one_line, shortened

if TYPE_CHECKING:
    from dialogue_cli.curate.reviewing.passages import Passage

_WIDEST = 100
_MOST = 70
"""A longer default is shown in part."""
_KEY = re.compile(r"( *(?:- )*)([a-z_]+:)(?= |$)")
_BOLD, _PLAIN = "\x1b[1m", "\x1b[0m"


class Talk:
    """Says things, and makes the prompts of questions. `color` is auto, always or never."""

    def __init__(self, color: str = "auto") -> None:
        self._console = console(sys.stderr, color=color, width=window.width(sys.stderr))

    def say(self, text: str = "", style: str = "", *, hang: int = 0) -> None:
        """Says one or more lines, broken between words; what stands below is set in as far as the line is, or more."""
        for line in text.splitlines() or [""]:
            shown = data(spelt(line, self._console), self._console, style)
            indent = len(line) - len(line.lstrip()) + hang
            self._put(wrap(shown, self._console.width, self._console, indent))

    def record(self, lines: Iterable[str]) -> None:
        """Shows YAML as it stands in a file: no line is broken."""
        for line in lines:
            text = data(line, self._console)
            if key := _KEY.match(text.plain):
                text.stylize("label", *key.span(2))
            self._put([text])

    @property
    def width(self) -> int:
        """How many columns there are."""
        return self._console.width

    def heading(self, text: str) -> None:
        """Says what is next, below a line across the window."""
        shown = data(spelt(text, self._console), self._console, "title")
        self._put([Text(), rule(self._console, min(self.width, _WIDEST)), *wrap(shown, self.width, self._console)])

    def claim(self, head: str, title: str, value: str, parts: Iterable[tuple[str, str]]) -> None:
        """Says what is claimed."""
        self._put([Text(), *claim_lines(head, title, value, parts, self._console)])

    def passages(self, found: Sequence[Passage], *, is_whole: bool = False) -> None:
        """Shows sentences of a document, with what is claimed marked."""
        self._put(list(passage_lines(found, self._console, is_whole=is_whole)))

    def diff(self, lines: Iterable[str]) -> None:
        """Shows what changes in a file."""
        with suppress(OSError):
            write_diff(lines, self._console)

    def _put(self, lines: list[Text]) -> None:
        # Where the terminal is gone, nobody reads it.
        with suppress(OSError):
            put(self._console, lines)

    def prompt(self, question: str, default: str = "", end: str = ": ") -> str:
        """A question as readline takes it, the default in brackets: what takes no room stands between marks."""
        shown = f" [{shortened(one_line(default), _MOST)}]" if default else ""
        words, shown = spelt(one_line(question), self._console), spelt(shown, self._console)
        if self._console.color_system is None:
            return f"{words}{shown}{end}"
        return f"\x01{_BOLD}\x02{words}\x01{_PLAIN}\x02{shown}{end}"

    def choices(self, question: str, answers: Sequence[tuple[str, str]], *, is_usual: bool = False) -> str:
        """A question whose answers are single letters, each with what it does.

        Where the window has no room for that, it is said above, unless the question is a usual one.
        """
        lead = spelt(f"{one_line(question)} " if question else "", self._console)
        long = ", ".join(f"{letter} {does}" for letter, does in answers)
        is_long = cell_len(lead + long) + len(", ?: ") <= self.width
        if not is_long and not is_usual:
            self.say(long)
        begin, end = ("", "") if self._console.color_system is None else (f"\x01{_BOLD}\x02", f"\x01{_PLAIN}\x02")
        shown = [f"{begin}{letter}{end}" + (f" {does}" if is_long else "") for letter, does in answers]
        return f"{lead}{', '.join([*shown, f'{begin}?{end}'])}: "

    def is_shortened(self, default: str) -> bool:
        """Whether a default is shown in part."""
        return len(default) > _MOST
