"""The streams of the process: standard output as the program needs it, and text for standard error."""

from __future__ import annotations

import io
import os
import sys
from contextlib import suppress
from typing import TextIO

from dialogue_cli.text import one_line, printable

ERRORS = "backslashreplace"
"""What becomes of a character that an encoding lacks."""
_LONGEST = 3000
"""Characters of a line that is said."""


def standard_output() -> io.TextIOWrapper:
    """Puts a buffered standard output in place, whatever Python was told about buffering, and returns it.

    What its encoding lacks is written as an escape, never a traceback.
    """
    raw = io.FileIO(sys.stdout.fileno(), "wb", closefd=False)
    buffer = io.BufferedWriter(raw, 1 << 16)
    stream = io.TextIOWrapper(buffer, _encoding(), ERRORS, "\n", line_buffering=sys.stdout.isatty())
    sys.stdout = stream
    return stream


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


def say(*lines: str, stream: TextIO | None = None) -> None:
    """Writes lines to standard error (or to the pager that is in front of it), harmless to a terminal.

    A line end in one of them comes from a name or a value, and does not begin a line. For a person they are broken
    between words; a program gets each whole, but for what is left out of the middle of one that nobody would read.
    """
    out = stream or sys.stderr
    if out is None:
        return
    shown = [_readable(one_line(printable(line))) for line in lines]
    # When standard error is closed or full there is nowhere left to say so.
    with suppress(OSError, ValueError):
        if stream is not None or out.isatty():
            shown = [part for line in shown for part in _broken(line)]
        print("\n".join(shown), file=out, flush=True)


def _readable(line: str) -> str:
    """A line without its middle where it is so long that a value in it has hidden what is said."""
    left_out = len(line) - _LONGEST
    if left_out <= 0:
        return line
    return f"{line[: _LONGEST * 2 // 3]} … ({left_out:,} characters) … {line[-_LONGEST // 3 :]}"


def _broken(line: str) -> list[str]:
    """A line as the window has room for it; words that are longer than the window stay whole, for copying."""
    from dialogue_cli.terminal import window

    width = window.width(sys.stderr)
    if len(line) <= width:
        return [line]
    import textwrap

    return textwrap.wrap(
        line, width, subsequent_indent="  ", break_long_words=False, break_on_hyphens=False, drop_whitespace=True
    )


def silence(stream: TextIO | None) -> None:
    """Points a stream whose reader has gone at nothing, so that closing it stays quiet."""
    if stream is not None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def decoded(arguments: list[str]) -> list[str]:
    """Arguments as the UTF-8 that they are, whatever the locale; one that is not UTF-8 may still be a path."""
    found = []
    for argument in arguments:
        try:
            found.append(argument.encode("utf-8", "surrogateescape").decode("utf-8"))
        except UnicodeError:
            found.append(argument)
    return found
