"""What a command is: a module of `dialogue_cli.commands`, read as data and as one function."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from dialogue_cli.cli.flags import HELP, Flag
from dialogue_cli.tuples import NamedTuple

if TYPE_CHECKING:
    from dialogue_cli.cli.output import Output
    from dialogue_cli.cli.session import Session


class Command(NamedTuple):
    """A command: its name, its help text, the options and arguments that it takes, and what runs it."""

    name: str
    text: str
    """A sentence of purpose, then paragraphs and examples; see `cli.help.pages`."""
    takes: tuple[Flag, ...]
    run: Callable[[Session], int]
    """Answers one call; returns the exit status."""

    @property
    def arguments(self) -> tuple[Flag, ...]:
        """What is typed by its place."""
        return tuple(flag for flag in self.takes if flag.is_argument)

    @property
    def options(self) -> tuple[Flag, ...]:
        """What is typed by its name, `--help` among it."""
        return (*(flag for flag in self.takes if not flag.is_argument), HELP)

    def named(self, option: str) -> Flag | None:
        """The option with a name such as `-p`; None when the command takes no such option."""
        return next((flag for flag in self.options if option in flag.names), None)


def answered(command: Command, values: Mapping[str, Any], output: Output) -> int:
    """Answers one call of a command, with a value for each of its options and arguments. Returns the exit status."""
    # A session brings the archive, and that brings SQLite: help and --version need neither.
    from dialogue_cli.cli.session import Session

    session = Session(values, output)
    status = command.run(session)
    session.finish()
    return status


class Program(NamedTuple):
    """All commands by name, each with a line about it, and how one of them is loaded.

    `main` are those that answer from a dataset, `keeping` those that make and keep one, `others` serve the person at
    the keyboard.
    """

    main: Mapping[str, str]
    keeping: Mapping[str, str]
    others: Mapping[str, str]
    load: Callable[[str], Command]
    wordless: Callable[[], Command]
    """What runs where no command is typed."""

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all commands, in the order of the help."""
        return tuple(self.about)

    @property
    def about(self) -> dict[str, str]:
        """A line about every command, in the order of the help."""
        return {**self.main, **self.keeping, **self.others}

    def commands(self) -> Iterator[Command]:
        """All commands, each loaded when its turn comes."""
        return map(self.load, self.names)
