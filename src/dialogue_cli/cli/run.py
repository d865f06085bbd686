"""Runs one command line: errors become messages and exit statuses here, and nowhere else."""

from __future__ import annotations

import sys

import typer

from dialogue_cli.cli.app import ReaderGone, built
from dialogue_cli.cli.command import Program
from dialogue_cli.cli.output import Output
from dialogue_cli.cli.streams import decoded, say, silence
from dialogue_cli.errors import FOUND, INTERRUPTED, WRONG, DialogueError


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
    except typer.TyperException as error:
        return _misused(program, error, arguments)


def _message(error: DialogueError) -> str:
    # Only a failed run needs it: starting up is felt at every question.
    from dialogue_cli.dataset.problems import DatasetError, first_lines

    if isinstance(error, DatasetError):
        return "\n".join([*first_lines(error.problems), f"dialogue: {error}, and is not shown; see dialogue check"])
    return f"dialogue: {error}"


def _misused(program: Program, error: typer.TyperException, arguments: list[str]) -> int:
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
        status = built(program, output).main(arguments, prog_name="dialogue", standalone_mode=False)
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
