"""The Typer application: its commands, each imported when it is called, and the help of all of them."""

from __future__ import annotations

from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

from dialogue_cli.commands import COMMANDS, OTHERS
from dialogue_cli.errors import DialogueError

HELP = ("-h", "--help")


class ReaderGone(Exception):
    """Nobody reads what is written any more."""


class _Command(TyperCommand):
    """A command with a help of our own."""

    def get_help(self, ctx: Any) -> str:
        from dialogue_cli.manual.pages import page
        from dialogue_cli.manual.screen import of_command

        return of_command(page(self, ctx))


class Group(TyperGroup):
    """The commands, each imported when it is called: starting up costs what one command needs."""

    def list_commands(self, ctx: Any) -> list[str]:
        """All names, in the order of the help."""
        return [*COMMANDS, *OTHERS]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command with a name, imported now; None for an unknown one."""
        if cmd_name not in COMMANDS and cmd_name not in OTHERS:
            return None
        if cmd_name not in self.commands:
            from dialogue_cli.commands.options import expand

            function = expand(import_module(f"dialogue_cli.commands.{cmd_name}").command)
            for annotation in function.__annotations__.values():
                for note in getattr(annotation, "__metadata__", ()):
                    # Typer would inspect every completer at every start. The Tab key reads the signature itself.
                    note.autocompletion = None
            one = typer.Typer(add_completion=False, rich_markup_mode=None)
            one.command(cmd_name, cls=_Command)(function)
            self.commands[cmd_name] = typer.main.get_command(one)
        return self.commands[cmd_name]

    def get_help(self, ctx: Any) -> str:
        """The help of the program."""
        from dialogue_cli.manual.pages import page
        from dialogue_cli.manual.screen import of_program

        return of_program(page(self, ctx), COMMANDS, OTHERS)

    def invoke(self, ctx: Any) -> Any:
        """Runs the command that is called. ReaderGone when nobody reads its output."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError as error:
            # Typer would end the program with 1: the reader has seen enough (head, less), which is no failure.
            raise ReaderGone from error

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that is called. DialogueError, with what may be meant, for an unknown one."""
        if args and args[0] not in COMMANDS and args[0] not in OTHERS and not args[0].startswith("-"):
            from dialogue_cli.spelling import misspelt

            near = misspelt(args[0], [*COMMANDS, *OTHERS])
            hint = f'; did you mean "{near}"?' if near else f"; there are {', '.join(COMMANDS)}"
            raise DialogueError(f'there is no command "{args[0]}"{hint}')
        return super().resolve_command(ctx, args)


app = typer.Typer(
    cls=Group,
    rich_markup_mode=None,
    no_args_is_help=True,
    # What the Tab key offers is answered in `dialogue_cli.shell`.
    add_completion=False,
    context_settings={"help_option_names": list(HELP)},
    help="Records of diplomatic meetings: who met whom, when, where, about what, and which source says so.",
)


def root() -> Any:
    """The whole program as a Click command."""
    return typer.main.get_command(app)


def _version(asked: bool) -> None:
    if asked:
        from dialogue_cli import __version__

        print(f"dialogue {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    pass
