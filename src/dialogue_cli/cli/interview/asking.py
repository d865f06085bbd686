"""Asks for one value: a default in brackets, `?` for help, `<` to go back, `-` to leave it out; and yes or no."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from dialogue_cli.cli.interview.lines import Lines
from dialogue_cli.curate.adding.known import Doubt
from dialogue_cli.errors import QueryError
from dialogue_cli.terminal.talk import Talk
from dialogue_cli.text import one_line


class Back(Exception):
    """The person wants to go back to the question before. `items` are what a list has so far, which is kept."""

    def __init__(self, items: Sequence[Any] = ()) -> None:
        self.items = list(items)
        super().__init__()


LEFT_OUT = object()
"""In place of a value: the field is to stay out of the record."""


class Asking:
    """Asks for values on the lines of standard input."""

    def __init__(self, lines: Lines, talk: Talk) -> None:
        self._lines = lines
        self.say = talk.say
        self._talk = talk
        self.begin: list[str] = []
        """What the next lines begin with: what was typed when they were interrupted."""
        self.trail: list[str] = []
        """The lines of the item that is being asked for, as typed so far."""

    def value(
        self,
        prompt: str,
        read: Callable[[str], Any],
        *,
        default: str = "",
        explained: str = "",
        offers: str = "",
        separator: str = "",
    ) -> Any:
        """A value that `read` makes of a line; None where the line is empty, LEFT_OUT for `-`. Raises Back for `<`.

        What `read` refuses is said, and the line is there again to be mended.
        """
        shown = self._talk.prompt(prompt, default)
        while True:
            begin = self.begin.pop(0) if self.begin else ""
            typed = self._lines.read(shown, offers=offers, separator=separator, begin=begin)
            if typed == "<":
                raise Back
            if typed == "-":
                self.trail.append(typed)
                return LEFT_OUT
            if typed == "?":
                self._explain(explained, default)
                continue
            if not typed:
                self.trail.append("")
                return None
            try:
                value = read(typed)
            except QueryError as error:
                self.say(f"  {error}", "note")
                self.begin = [typed]
            else:
                self.trail.append(typed)
                return value

    def _explain(self, explained: str, default: str) -> None:
        self.say(explained or "There is no more to say of this.", "quiet")
        if self._talk.is_shortened(default):
            self.say(f"In brackets: {default}", "quiet")

    def yes(self, question: str, *, default: bool = True) -> bool:
        """Whether the person says yes; Enter is the default."""
        hint = "Y/n" if default else "y/N"
        while True:
            typed = self._lines.read(self._talk.prompt(question, hint, " ")).lower()
            if typed in ("", "y", "yes", "n", "no"):
                return typed.startswith("y") if typed else default
            if typed == "<":
                raise Back
            self.say("Please type y or n.")

    def settle(self, doubt: Doubt) -> str:
        """How a name is written that the records have otherwise."""
        if doubt.is_sure:
            question = f'  "{one_line(doubt.typed)}" is "{one_line(doubt.known)}" here. Write that?'
        else:
            question = f'  Did you mean "{one_line(doubt.known)}"?'
        return doubt.known if self.yes(question) else doubt.typed
