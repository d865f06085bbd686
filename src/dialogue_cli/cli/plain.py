"""Reads an ordinary call without the framework, whose import costs more than most answers.

What is not wholly understood (help, an unknown option, a mistake, a subtlety) is left to Typer: `read` is then None.
Where both read a call, they agree on every value; a test with generated calls holds that.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dialogue_cli.cli.command import Command, Program
from dialogue_cli.cli.flags import HELP, Flag

_MOST_DIGITS = 18


class _Unread(Exception):
    """The call is for Typer to read."""


def read(program: Program, arguments: Sequence[str]) -> tuple[Command, dict[str, Any]] | None:
    """The command of a call and a value for each of its options and arguments; None where Typer is to read it."""
    if not arguments or arguments[0] not in program.names:
        return None
    command = program.load(arguments[0])
    try:
        return command, _Reader(command).read(list(arguments[1:]))
    except _Unread:
        return None


class _Reader:
    """Reads what stands behind the name of a command."""

    def __init__(self, command: Command) -> None:
        self._command = command
        self._known: Mapping[str, Flag] = {name: flag for flag in command.takes for name in flag.names}
        self._values: dict[str, Any] = {}
        self._placed: list[str] = []

    def read(self, words: list[str]) -> dict[str, Any]:
        words.reverse()
        while words:
            word = words.pop()
            if word == "--":
                self._placed += reversed(words)
                break
            if word.startswith("--"):
                self._long(word, words)
            elif word.startswith("-") and word != "-":
                self._short(word, words)
            else:
                self._placed.append(word)
        self._place()
        return {flag.field: self._values.get(flag.field, _default(flag)) for flag in self._command.takes}

    def _long(self, word: str, rest: list[str]) -> None:
        name, sign, value = word.partition("=")
        flag = self._flag(name)
        if flag.kind is bool:
            if sign:
                raise _Unread
            self._take(flag, True)
        else:
            self._take(flag, value if sign else _next(rest))

    def _short(self, word: str, rest: list[str]) -> None:
        """One letter, or several of switches, of which the last one may take what follows as its value."""
        for i, letter in enumerate(word[1:], 2):
            flag = self._flag(f"-{letter}")
            if flag.kind is not bool:
                self._take(flag, word[i:] or _next(rest))
                return
            self._take(flag, True)

    def _flag(self, name: str) -> Flag:
        flag = self._known.get(name)
        if flag is None or name in HELP.names:
            raise _Unread
        return flag

    def _take(self, flag: Flag, value: Any) -> None:
        if flag.kind is int:
            value = _number(flag, value)
        if flag.repeats:
            self._values.setdefault(flag.field, []).append(value)
        else:
            self._values[flag.field] = value

    def _place(self) -> None:
        """Gives the words without a name to the arguments, in their order."""
        words = self._placed
        for flag in self._command.arguments:
            if flag.repeats:
                given, words = words, []
                for word in given:
                    self._take(flag, word)
            elif words:
                self._take(flag, words[0])
                given, words = words[:1], words[1:]
            else:
                given = []
            if flag.required and not given:
                raise _Unread
        if words:
            raise _Unread


def _next(rest: list[str]) -> str:
    if not rest:
        raise _Unread
    return rest.pop()


def _number(flag: Flag, value: str) -> int:
    # Typer takes other spellings of numbers as well.
    if not (value.isascii() and value.isdigit() and len(value) < _MOST_DIGITS) or (
        flag.least is not None and int(value) < flag.least
    ):
        raise _Unread
    return int(value)


def _default(flag: Flag) -> Any:
    return False if flag.kind is bool else flag.default
