"""What to say of a call that Typer cannot read: what is wrong, and what was probably meant."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from dialogue_cli.cli.command import Command, Program
from dialogue_cli.cli.flags import HELP, VERSION
from dialogue_cli.cli.meanings import option_meant, some_of

_REMOVED = {"--install-completion", "--show-completion"}
"""Options of earlier versions."""


def explain(program: Program, error: Any, arguments: Sequence[str]) -> str:
    """The message for a usage error; `arguments` are those of the whole call."""
    context, option = error.ctx, getattr(error, "option_name", None)
    name = context.command.name if context and context.parent else None
    name = name if context else command_of(program, arguments)
    command = program.load(name) if name else None
    kind = type(error).__name__
    if kind == "NoSuchOption" and context:
        return _no_option(program, command, str(option), arguments)
    if kind == "BadOptionUsage":
        return _needs_value(command, str(option)) if "requires" in error.message else f"{option} takes no value"
    if kind == "BadParameter" and hasattr(getattr(error.param, "type", None), "min"):
        return f"{error.param.opts[-1]} takes a whole number, {error.param.type.min} or more"
    if kind == "MissingParameter" and error.param is not None:
        return f"{name} needs {error.param.human_readable_name}"
    extra = re.match(r"Got unexpected extra argument(?:s|\(s\))? \((.*)\)", error.format_message())
    if extra and command:
        words = extra[1]
        hint = f'; did you mean --partner "{words}", or dialogue search {words}?' if command.named("--partner") else ""
        return f'{name} takes no more words: "{words}"{hint}'
    return str(error.format_message())


def command_of(program: Program, arguments: Sequence[str]) -> str | None:
    """The command of a call; None where none is typed."""
    first = next((word for word in arguments if not word.startswith("-")), None)
    return first if first in program.names else None


def _needs_value(command: Command | None, option: str) -> str:
    flag = command.named(option) if command else None
    return f"{option} needs a value: {option} {flag.value}" if flag else f"{option} needs a value"


def _no_option(program: Program, command: Command | None, option: str, arguments: Sequence[str]) -> str:
    known = [name for flag in (command.options if command else (HELP, VERSION)) for name in flag.names]
    # `-since` is read as letters; the whole word tells more.
    typed = next((a.partition("=")[0] for a in arguments if f"-{a.partition('=')[0]}" in known), None)
    if typed:
        return f'there is no option "{typed}"; did you mean "-{typed}"?'
    message = f'there is no option "{option}"' + (f" of {command.name}" if command else "")
    if option in _REMOVED:
        return f"{message}; see dialogue completion --help"
    minus = next((a for a in arguments if a.startswith(option) and re.match(r"-\w\w", a)), None)
    if command and minus and any(flag.field == "words" for flag in command.arguments):
        return f"{message}; to leave out a word, write NOT {minus[1:]}"
    if meant := option_meant(option, command, program.commands()):
        return f"{message}; here it is {meant}"
    from dialogue_cli.spelling import misspelt

    users = [other.name for other in program.commands() if other != command and other.named(option)]
    letter = None if users else _of_letter(option, known)
    if command and not letter and (option in VERSION.names or _of_letter(option, VERSION.names)):
        return f"{message}; did you mean dialogue {VERSION.names[0]}?"
    begun = [one for one in known if one.startswith(option)] if option.startswith("--") else []
    near = begun[0] if len(begun) == 1 else letter or misspelt(option, known)
    if near:
        return f'{message}; did you mean "{near}"?'
    if users and not command:
        typed = next((word for word in arguments if word in users), users[0])
        return f"{message} before a command; it goes behind: dialogue {typed} {option} …"
    if users:
        return f"{message}; it belongs to {some_of(users)}"
    if not command:
        everything = {one for other in program.commands() for flag in other.options for one in flag.names}
        near = misspelt(option, everything)
        return f'{message}; did you mean "{near}", behind a command?' if near else message
    return message


def _of_letter(option: str, known: Sequence[str]) -> str | None:
    """The option that a single letter is meant for: of that letter in the other case, else the one that begins so."""
    if len(option) != 2:
        return None
    letter = option.swapcase()
    begun = [one for one in known if one.startswith(f"-{option.lower()}")]
    return letter if letter in known else begun[0] if len(begun) == 1 else None
