"""The command line: finds the command, runs it, and turns errors into messages and statuses."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path
from typing import Any

import typer

from dialogue_cli.commands import pager, streams
from dialogue_cli.commands.app import ReaderGone, root
from dialogue_cli.errors import FOUND, INTERRUPTED, WRONG, DatasetError, DialogueError, IndexDamaged

COMPLETE = "_DIALOGUE_COMPLETE"
"""Set by the script of a shell: the Tab key was pressed."""


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
    sys.stdout = io.TextIOWrapper(buffer, _encoding(), errors, "\n", line_buffering=is_terminal)
    return raw


def _encoding() -> str:
    """The encoding of standard output: Python's choice, but ASCII for a terminal of the C locale.

    Python writes UTF-8 there (PEP 540), which is right for a pipe; the terminal said that it shows ASCII.
    """
    variables = os.environ
    if sys.stdout.isatty() and not (variables.get("PYTHONUTF8") or variables.get("PYTHONIOENCODING")):
        locale = variables.get("LC_ALL") or variables.get("LC_CTYPE") or variables.get("LANG")
        if locale in ("C", "POSIX"):
            return "ascii"
    return sys.stdout.encoding


def run(arguments: list[str] | None = None) -> int:
    """Runs one command line and gives its exit status; nothing but a fault of the program itself is raised."""
    from dialogue_cli.commands.streams import say, silence

    if sys.stdout is None or sys.stdout.closed:
        say("dialogue: standard output is closed")
        return WRONG
    arguments = [_decoded(one) for one in (sys.argv[1:] if arguments is None else arguments)]
    if COMPLETE in os.environ:
        from dialogue_cli.shell.tab import complete

        complete(os.environ[COMPLETE], arguments)
        return FOUND
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
            if out.some or streams.elsewhere:
                raise
            # Nothing was said yet: the answer comes from an index made anew, and what was prepared is not said.
            out.is_mute = True
            _standard_output()
            return _call(arguments)
    except SystemExit as error:
        # So Typer ends a help text that nobody reads to its end.
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
        from dialogue_cli.commands.hints import explain

        say(f"dialogue: {explain(error, arguments)}\nTry '{command} --help'.")
        return WRONG


def _call(arguments: list[str]) -> int:
    status, gone = None, None
    try:
        status = root().main(arguments, prog_name="dialogue", standalone_mode=False)
        sys.stdout.flush()
    except (ReaderGone, BrokenPipeError) as error:
        gone = error
    finally:
        # What else is to be said comes when the person has left the pager.
        trouble = pager.finish()
    if trouble:
        raise DialogueError(trouble)
    if gone:
        raise gone
    return status if isinstance(status, int) else FOUND


def _decoded(argument: str) -> str:
    """An argument as the UTF-8 that it is, whatever the locale; one that is none may still be a path."""
    try:
        return argument.encode("utf-8", "surrogateescape").decode("utf-8")
    except UnicodeError:
        return argument
