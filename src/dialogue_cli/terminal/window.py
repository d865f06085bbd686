"""The size of what is written: the one place that asks the window, or COLUMNS, for it."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import TextIO

DEFAULT = 80
LEAST, MOST = 20, 1000
"""What COLUMNS may say; anything else is no width that a person reads at."""


def width(stream: TextIO | None = None) -> int:
    """The width of the window that a stream is shown in, by default standard output, in columns.

    Where the stream goes into a pipe, the window that the program was called from decides; where there is no
    window at all, COLUMNS.
    """
    streams = (sys.stdout if stream is None else stream, sys.stderr, sys.stdin)
    return next((found for found, _ in map(_window, streams) if found), 0) or _told() or DEFAULT


def height() -> int:
    """The height of the window that standard output is shown in, in lines; 0 where it is none."""
    return _window(sys.stdout)[1]


def _window(stream: TextIO | None) -> tuple[int, int]:
    """The width and the height of the window that a stream is; 0 where it is none, or does not know."""
    # None where it was closed; a stream of a test or of a notebook has no descriptor.
    with suppress(AttributeError, ValueError, OSError):
        size = os.get_terminal_size(stream.fileno())  # type: ignore[union-attr]
        return size.columns, size.lines
    return 0, 0


def _told() -> int:
    """What COLUMNS says; 0 for nothing, or nothing that can be believed."""
    text = os.environ.get("COLUMNS", "")
    number = int(text) if text.isascii() and text.isdecimal() and len(text) < 5 else 0
    return number if LEAST <= number <= MOST else 0
