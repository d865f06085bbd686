"""Runs one command line: errors become messages and exit statuses here, and nowhere else."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from dialogue_cli.cli import plain
from dialogue_cli.cli.command import Program, answered
from dialogue_cli.cli.output import Output, ReaderGone
from dialogue_cli.cli.streams import decoded, say, silence
from dialogue_cli.errors import FOUND, INTERRUPTED, WRONG, DialogueError

if TYPE_CHECKING:
    from typer import TyperException


def run(program: Program, arguments: list[str] | None = None) -> int:
    """Runs one command line and returns its exit status; only a fault of the program itself is raised."""
    if sys.stdout is None or sys.stdout.closed:
        say("dialogue: standard output is closed")
        return WRONG
    arguments = decoded(sys.argv[1:] if arguments is None else arguments)
    try:
        return _call(program, arguments)
    except SystemExit as error:
        # So Typer ends a help text that is not read to its end.
        if isinstance(error.__context__, BrokenPipeError):
            silence(sys.__stdout__)
            return FOUND
        sys.stdout.flush()
        return error.code if isinstance(error.code, int) else FOUND
    except (ReaderGone, BrokenPipeError):
        silence(sys.stdout)
        return FOUND
    except KeyboardInterrupt:
        silence(sys.stdout)
        return INTERRUPTED
    except DialogueError as error:
        say(_message(error))
        return error.status
    except OSError as error:
        say(f"dialogue: cannot write: {error.strerror or error}")
        silence(sys.stdout)
        return WRONG


def _message(error: DialogueError) -> str:
    # Only a failed run needs it: starting up is felt at every question.
    from dialogue_cli.dataset.problems import DatasetError, first_lines

    if isinstance(error, DatasetError):
        return "\n".join([*first_lines(error.problems), f"dialogue: {error}, and is not shown; see dialogue check"])
    return f"dialogue: {error}"


def _misused(program: Program, error: TyperException, arguments: list[str]) -> int:
    """Says what is wrong with a call that cannot be read."""
    context = getattr(error, "ctx", None)
    from dialogue_cli.cli.hints import command_of, explain

    name = command_of(program, arguments)
    path = context.command_path if context else f"dialogue {name}" if name else "dialogue"
    say(f"dialogue: {explain(program, error, arguments)}\nTry '{path} --help'.")
    return WRONG


def _call(program: Program, arguments: list[str]) -> int:
    output, status, gone = Output(), None, None
    try:
        ordinary = plain.read(program, arguments)
        status = answered(*ordinary, output) if ordinary else _by_typer(program, arguments, output)
        sys.stdout.flush()
    except (ReaderGone, BrokenPipeError) as error:
        gone = error
    finally:
        # What else is to be said comes when the person has left the pager.
        trouble = output.finish()
    if trouble:
        raise DialogueError(trouble)
    if gone:
        raise gone
    return status if isinstance(status, int) else FOUND


def _by_typer(program: Program, arguments: list[str], output: Output) -> object:
    import typer

    from dialogue_cli.cli.app import built

    try:
        return built(program, output).main(arguments, prog_name="dialogue", standalone_mode=False)
    except typer.TyperException as error:
        return _misused(program, error, arguments)
