"""What the Tab key offers as values of options and arguments; and `dialogue completion`, which prints the script.

A completer is called as Typer calls one: with the context (its `params` hold what was typed before), the words,
and what is typed so far. It gives all its values, each with a few words about it: which of them fit is decided in
one place, `dialogue_cli.shell.tab`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Annotated, Any

import typer

Pairs = Iterable[tuple[str, str]]
SHELLS = ("bash", "zsh", "fish")
# Not offered when no meeting has one: the filter would find nothing.
_USED_ALONE = ("person", "topic", "series", "kind", "instrument")


@dataclass(frozen=True)
class Completer:
    """The values of a parameter. `give` takes the path of the dataset that the line names, or None."""

    give: Callable[[str | None], Pairs]
    is_list: bool = False
    """Whether several values can stand in one word, with commas between."""
    field: str | None = None
    """The field of the collection that the values are names of."""

    def __call__(self, ctx: Any, args: list[str], incomplete: str) -> list[tuple[str, str]]:
        """All values, each with a few words about it."""
        return list(self.give(ctx.params.get("data")))


def offer(field: str) -> Completer:
    """The names of a field (`partner`, `person`, …) or the ids of meetings (`id`), with the number or the title."""

    def give(data: str | None) -> Pairs:
        from dialogue_cli.archive import open_archive

        for name, about in open_archive(data).names(field):
            is_unused = about.startswith("0 ") and field != "id"
            if not (is_unused and field in _USED_ALONE):
                yield name, "" if is_unused else about

    return Completer(give, field=field)


def choose(*values: str) -> Completer:
    """Fixed values."""
    return Completer(lambda data: [(value, "") for value in values])


def formats(*names: str) -> Completer:
    """Names of formats, each with what it is for."""

    def give(data: str | None) -> Pairs:
        from dialogue_cli.formats.registry import FORMATS

        return [(name, FORMATS[name].about if name in FORMATS else "") for name in names]

    return Completer(give)


def _statuses(data: str | None) -> Pairs:
    from dialogue_cli.archive import open_archive
    from dialogue_cli.errors import DialogueError
    from dialogue_cli.model import STATUSES

    try:
        counts = dict(open_archive(data).names("status"))
    except (DialogueError, OSError):
        counts = {}
    return [(status, counts.get(status, "")) for status in STATUSES]


def _columns(data: str | None) -> Pairs:
    from dialogue_cli.formats.columns import COLUMNS

    return [(name, "") for name in COLUMNS]


def _orders(data: str | None) -> Pairs:
    from dialogue_cli.query import SORTS

    return [(name, "") for name in SORTS]


def _countables(data: str | None) -> Pairs:
    from dialogue_cli.counts import FIELDS

    return [(name, "") for name in FIELDS]


def _periods(data: str | None) -> Pairs:
    from dialogue_cli.archive import open_archive
    from dialogue_cli.errors import DialogueError

    words = ("today", "this month", "last month", "this quarter", "last quarter", "this year", "last year")
    yield from ((word, "") for word in words)
    try:
        first, last = open_archive(data).index.span()
    except (DialogueError, OSError):
        return
    if first and last:
        yield from ((str(year), "") for year in range(int(last[:4]), int(first[:4]) - 1, -1))


def _subjects(data: str | None) -> Pairs:
    from dialogue_cli.commands import COMMANDS, OTHERS
    from dialogue_cli.manual.topics import TOPICS

    yield from COMMANDS.items()
    yield from OTHERS.items()
    yield from ((name, topic.about) for name, topic in TOPICS.items())


statuses = Completer(_statuses)
columns = Completer(_columns, is_list=True)
orders = Completer(_orders)
countables = Completer(_countables, is_list=True)
periods = Completer(_periods)
subjects = Completer(_subjects)


def command(
    shell: Annotated[
        str | None,
        typer.Argument(
            metavar="[SHELL]", help="bash, zsh or fish.", show_default=False, autocompletion=choose(*SHELLS)
        ),
    ] = None,
) -> int:
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
    import os
    import sys
    from pathlib import Path

    from dialogue_cli.errors import FOUND, QueryError
    from dialogue_cli.shell import script

    name = shell or Path(os.environ.get("SHELL", "")).name
    if name not in SHELLS:
        which = f'no script for the shell "{name}"' if name else "which shell? SHELL names none"
        raise QueryError(f"{which}; it is one of bash, zsh and fish")
    sys.stdout.write(script(name))
    return FOUND
