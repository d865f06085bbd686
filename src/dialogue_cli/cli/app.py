"""The Typer application, built from the commands as data: each is loaded when it is called, and help is our own."""

from __future__ import annotations

import inspect
import shlex
from collections.abc import Callable
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

from dialogue_cli.cli.command import Command, Program, answered
from dialogue_cli.cli.flags import HELP, VERSION, Flag
from dialogue_cli.cli.output import Output, ReaderGone
from dialogue_cli.errors import DialogueError


def built(program: Program, output: Output) -> Any:
    """The whole program as a Click command that writes to `output`."""
    app = typer.Typer(
        cls=_group(program, output),
        rich_markup_mode=None,
        invoke_without_command=True,
        # What the Tab key offers is answered in `dialogue_cli.completion`.
        add_completion=False,
        context_settings={"help_option_names": list(HELP.names)},
    )

    @app.callback()
    def _root(
        context: typer.Context,
        version: Annotated[bool, typer.Option(*VERSION.names, callback=_version, is_eager=True)] = False,
    ) -> None:
        if context.invoked_subcommand is None:
            print(context.get_help())

    return typer.main.get_command(app)


def _version(asked: bool) -> None:
    if asked:
        from dialogue_cli import __version__

        print(f"dialogue {__version__}")
        raise typer.Exit


def _group(program: Program, output: Output) -> type[TyperGroup]:
    """The class of the group of these commands: Typer makes the instance itself."""

    class Group(TyperGroup):
        def list_commands(self, ctx: Any) -> list[str]:
            return list(program.names)

        def get_command(self, ctx: Any, cmd_name: str) -> Any:
            if cmd_name not in program.names:
                return None
            if cmd_name not in self.commands:
                self.commands[cmd_name] = _click(program.load(cmd_name), output)
            return self.commands[cmd_name]

        def get_help(self, ctx: Any) -> str:
            return _help_of(program)

        def invoke(self, ctx: Any) -> Any:
            try:
                return super().invoke(ctx)
            except BrokenPipeError as error:
                # Typer would end the program with 1: the reader has seen enough (head, less), which is no failure.
                raise ReaderGone from error

        def resolve_command(self, ctx: Any, args: list[str]) -> Any:
            if args and args[0] not in program.names and (args[0] == "-" or not args[0].startswith("-")):
                if hint := _command_hint(program, args[0]):
                    raise DialogueError(f'there is no command "{args[0]}"; {hint}')
                wordless = _click(program.wordless(), output, lambda: _help_of(program))
                return wordless.name, wordless, args
            return super().resolve_command(ctx, args)

    return Group


def _command_hint(program: Program, word: str) -> str | None:
    """What to say of a word that is typed for a command, or is one misspelt; None for any other word."""
    from dialogue_cli.cli.meanings import command_meant
    from dialogue_cli.spelling import misspelt

    if word == "-":
        return "see dialogue --help"
    if meant := command_meant(word, program.names):
        return meant
    near = misspelt(word, program.names)
    return f'did you mean "{near}", or dialogue search {shlex.quote(word)}?' if near else None


def _help_of(program: Program) -> str:
    """The help of the whole program."""
    from dialogue_cli.cli.help.screen import of_program

    return of_program(program)


def _click(command: Command, output: Output, help_text: Callable[[], str] | None = None) -> Any:
    """One command as Click sees it; its help is its page, if there is no other text."""

    class Shown(TyperCommand):
        def get_help(self, ctx: Any) -> str:
            from dialogue_cli.cli.help.pages import page
            from dialogue_cli.cli.help.screen import of_command

            return help_text() if help_text else of_command(page(command))

    def call(**values: Any) -> int:
        return answered(command, values, output)

    parameters = [parameter(flag) for flag in command.takes]
    call.__signature__ = inspect.Signature(parameters, return_annotation=int)  # type: ignore[attr-defined]
    call.__annotations__ = {one.name: one.annotation for one in parameters} | {"return": int}
    app = typer.Typer(add_completion=False, rich_markup_mode=None)
    app.command(command.name, cls=Shown)(call)
    return typer.main.get_command(app)


def parameter(flag: Flag) -> inspect.Parameter:
    """A flag as Typer reads it from a signature."""
    kind: Any = list[flag.kind] if flag.repeats else flag.kind  # type: ignore[name-defined]
    default = flag.default
    if flag.kind is bool:
        default = False
    elif flag.required:
        default = inspect.Parameter.empty
    elif default is None:
        kind = kind | None
    more: dict[str, Any] = {"help": flag.text, "show_default": False, "metavar": flag.value or None, "min": flag.least}
    make: Callable[..., Any] = typer.Argument if flag.is_argument else typer.Option
    note = make(*([] if flag.is_argument else flag.names), **more)
    return inspect.Parameter(
        flag.field, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=Annotated[kind, note]
    )
