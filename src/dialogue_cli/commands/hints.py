"""What to say of a call that Typer can not read: what is wrong, and what was probably meant."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from dialogue_cli.commands import COMMANDS, OTHERS
from dialogue_cli.text import listing

_GONE = {"--install-completion", "--show-completion"}
"""Options of earlier versions."""


def explain(error: Any, arguments: Sequence[str]) -> str:
    """The message for a usage error; `arguments` are those of the whole call."""
    context, option = error.ctx, getattr(error, "option_name", None)
    name = context.command.name if context and context.parent else None
    if type(error).__name__ == "NoSuchOption" and context:
        return _no_option(context, name, str(option), arguments)
    if type(error).__name__ == "BadOptionUsage" and "requires" in error.message:
        return f"{option} needs a value"
    if type(error).__name__ == "BadOptionUsage":
        return f"{option} takes no value"
    if type(error).__name__ == "BadParameter" and hasattr(getattr(error.param, "type", None), "min"):
        return f"{error.param.opts[-1]} takes a whole number, {error.param.type.min} or more"
    if type(error).__name__ == "MissingParameter" and error.param is not None:
        return f"{name} needs {error.param.human_readable_name}"
    extra = re.match(r"Got unexpected extra argument(?:s|\(s\))? \((.*)\)", error.format_message())
    if extra and name:
        words = extra[1]
        hint = (
            f'; did you mean --partner "{words}", or dialogue search {words}?' if _takes(context, "--partner") else ""
        )
        return f'{name} takes no more words: "{words}"{hint}'
    return str(error.format_message())


def _takes(context: Any, option: str) -> bool:
    return any(option in parameter.opts for parameter in context.command.params)


def _no_option(context: Any, name: str | None, option: str, arguments: Sequence[str]) -> str:
    known = [name for parameter in context.command.get_params(context) for name in parameter.opts if name[0] == "-"]
    # `-since` is read as letters; the whole word tells more.
    typed = next((a.partition("=")[0] for a in arguments if f"-{a.partition('=')[0]}" in known), None)
    if typed:
        return f'there is no option "{typed}"; did you mean "-{typed}"?'
    message = f'there is no option "{option}"' + (f" of {name}" if name else "")
    if option in _GONE:
        return f"{message}; see dialogue completion --help"
    from dialogue_cli.spelling import misspelt

    begun = [one for one in known if one.startswith(option)] if option.startswith("--") else []
    near = begun[0] if len(begun) == 1 else misspelt(option, known)
    if near:
        return f'{message}; did you mean "{near}"?'
    users = [other for other in (*COMMANDS, *OTHERS) if other != name and option in _options(context, other)]
    if users and not name:
        return f"{message} before a command; it goes behind: dialogue {users[0]} {option} …"
    if users:
        return f"{message}; it belongs to {listing(users, 'and')}"
    if not name:
        everything = {one for other in COMMANDS for one in _options(context, other)}
        near = misspelt(option, everything)
        return f'{message}; did you mean "{near}", behind a command?' if near else message
    return message


def _options(context: Any, name: str) -> set[str]:
    root = context.find_root()
    return {option for parameter in root.command.get_command(root, name).params for option in parameter.opts}
