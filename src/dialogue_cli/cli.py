"""The command line: finds the command, runs it, and turns errors into messages and statuses."""

from __future__ import annotations

import io
import sys
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from dialogue_cli.commands import COMMANDS
from dialogue_cli.errors import FOUND, INTERRUPTED, WRONG, DatasetError, DialogueError, IndexDamaged


class _Group(TyperGroup):
    """The commands, each imported when it is called: starting up costs what one command needs."""

    def list_commands(self, ctx: Any) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name not in COMMANDS:
            return None
        if cmd_name not in self.commands:
            from dialogue_cli.commands.options import expand

            module = import_module(f"dialogue_cli.commands.{cmd_name}")
            one = typer.Typer(add_completion=False, rich_markup_mode=None)
            one.command(cmd_name)(expand(module.command))
            self.commands[cmd_name] = typer.main.get_command(one)
        return self.commands[cmd_name]

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except BrokenPipeError as error:
            # Typer would end the program with 1: the reader has seen enough (head, less), which is no failure.
            raise _ReaderGone from error

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from dialogue_cli.spelling import misspelt

            near = misspelt(args[0], COMMANDS)
            hint = f'; did you mean "{near}"?' if near else f"; there are {', '.join(COMMANDS)}"
            raise DialogueError(f'there is no command "{args[0]}"{hint}')
        return super().resolve_command(ctx, args)


class _ReaderGone(Exception):
    """Nobody reads what is written any more."""


app = typer.Typer(
    cls=_Group,
    rich_markup_mode=None,
    no_args_is_help=True,
    help="Records of diplomatic meetings: who met whom, when, where, about what, and which source says so.",
)


def _version(asked: bool) -> None:
    if asked:
        from dialogue_cli import __version__

        print(f"dialogue {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version and exit.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    pass


class _Written(io.FileIO):
    """Standard output, which knows whether anything has gone out."""

    some = False
    is_mute = False

    def write(self, data: Any) -> int:
        if self.is_mute:
            return len(data)
        self.some = True
        return super().write(data) or 0


def _standard_output() -> _Written:
    """Puts a buffered standard output in place, whatever Python was told about buffering.

    What its encoding lacks is written as an escape, never a traceback.
    """
    raw = _Written(sys.stdout.fileno(), "wb", closefd=False)
    errors, is_terminal = "backslashreplace", sys.stdout.isatty()
    buffer = io.BufferedWriter(raw, 1 << 16)
    sys.stdout = io.TextIOWrapper(buffer, sys.stdout.encoding, errors, "\n", line_buffering=is_terminal)
    return raw


def run(arguments: list[str] | None = None) -> int:
    """Runs one command line and gives its exit status; nothing but a fault of the program itself is raised."""
    from dialogue_cli.commands.streams import say, silence

    if sys.stdout is None or sys.stdout.closed:
        say("dialogue: standard output is closed")
        return WRONG
    arguments = [_decoded(one) for one in (sys.argv[1:] if arguments is None else arguments)]
    try:
        out = _standard_output()
        try:
            return _call(arguments)
        except IndexDamaged as error:
            from dialogue_cli.index import cache

            try:
                Path(error.file).unlink()
            except OSError:
                cache.distrusted = True
            if out.some:
                raise
            # Nothing was said yet: the answer comes from an index made anew, and what was prepared is not said.
            out.is_mute = True
            _standard_output()
            return _call(arguments)
    except SystemExit as error:
        # So Typer ends a completion, and a help text that nobody reads to its end.
        if isinstance(error.__context__, BrokenPipeError):
            silence(sys.__stdout__)
            return FOUND
        sys.stdout.flush()
        return error.code if isinstance(error.code, int) else FOUND
    except (_ReaderGone, BrokenPipeError):
        silence(sys.stdout)
        return FOUND
    except KeyboardInterrupt:
        silence(sys.stdout)
        return INTERRUPTED
    except DatasetError as error:
        from dialogue_cli.problems import first_lines

        say("\n".join([*first_lines(error.problems), f"dialogue: {error}, and is not shown; see dialogue check"]))
        return error.status
    except DialogueError as error:
        say(f"dialogue: {error}")
        return error.status
    except OSError as error:
        say(f"dialogue: can not write: {error.strerror or error}")
        silence(sys.stdout)
        return WRONG
    except typer.TyperException as error:
        context = getattr(error, "ctx", None)
        command = context.command_path if context else "dialogue"
        if context and type(error).__name__ == "NoArgsIsHelpError":
            print(context.get_help())
            return WRONG
        say(f"dialogue: {error.format_message()}\nTry '{command} --help'.")
        return WRONG


def _call(arguments: list[str]) -> int:
    status = typer.main.get_command(app).main(arguments, prog_name="dialogue", standalone_mode=False)
    sys.stdout.flush()
    return status if isinstance(status, int) else FOUND


def _decoded(argument: str) -> str:
    """An argument as the UTF-8 that it is, whatever the locale; one that is none may still be a path."""
    try:
        return argument.encode("utf-8", "surrogateescape").decode("utf-8")
    except UnicodeError:
        return argument
