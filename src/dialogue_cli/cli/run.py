"""Runs one command line: errors become messages and exit statuses here, and nowhere else."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from dialogue_cli.cli import plain
from dialogue_cli.cli.command import Program, answered
from dialogue_cli.cli.output import Output, ReaderGone
from dialogue_cli.cli.streams import decoded, say, silence
from dialogue_cli.errors import FOUND, INTERRUPTED, WRONG, DialogueError
from dialogue_cli.text import printable

if TYPE_CHECKING:
    from typer import TyperException

TRACEBACK = "DIALOGUE_TRACEBACK"
"""Shows a developer where the program broke, in place of a message."""


def run(program: Program, arguments: list[str] | None = None) -> int:
    """Runs one command line and returns its exit status, whatever happens."""
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
        say(*_message(error))
        return error.status
    except OSError as error:
        say(f"dialogue: {_failed(error)}")
        if not error.filename:
            # What is left to write fails again.
            silence(sys.stdout)
        return WRONG
    except Exception as error:
        say(f"dialogue: {_fault(error)}")
        return WRONG


def _failed(error: OSError) -> str:
    """What could not be done, where no place that knows more of it has said so."""
    reason = error.strerror or str(error)
    # What is opened has a name; standard output has none.
    return f"{printable(error.filename)} cannot be opened: {reason}" if error.filename else f"cannot write: {reason}"


def _fault(error: Exception) -> str:
    """What is said where the program cannot go on. A traceback would end with the status of *nothing found*."""
    if isinstance(error, MemoryError):
        return "the memory is not enough for this; nothing more was done"
    if os.environ.get(TRACEBACK):
        raise error
    from traceback import extract_tb

    place = extract_tb(error.__traceback__)[-1]
    what = "something here is too deeply nested" if isinstance(error, RecursionError) else "a fault of the program"
    where = f"{type(error).__name__} in {os.path.basename(place.filename)}, line {place.lineno}"  # noqa: PTH119
    return f"{what} ({where}: {str(error) or 'no more is known'}); please report it, with what {TRACEBACK}=1 shows"


def _message(error: DialogueError) -> list[str]:
    # Only a failed run needs it: starting up is felt at every question.
    from dialogue_cli.dataset.problems import DatasetError, first_lines

    if isinstance(error, DatasetError):
        return [*first_lines(error.problems), f"dialogue: {error}, and is not shown; see dialogue check"]
    first, *others = error.lines or ("",)
    return [f"dialogue: {first}", *others]


def _misused(program: Program, error: TyperException, arguments: list[str]) -> int:
    """Says what is wrong with a call that cannot be read."""
    context = getattr(error, "ctx", None)
    from dialogue_cli.cli.hints import command_of, explain

    name = command_of(program, arguments)
    path = context.command_path if context else f"dialogue {name}" if name else "dialogue"
    say(f"dialogue: {explain(program, error, arguments)}", f"Try '{path} --help'.")
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
