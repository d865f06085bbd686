"""Where text leaves the program beside its answer: standard error, and streams that nobody reads."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import TextIO

elsewhere = False
"""Whether anything of the answer has gone out by another way than standard output."""


def say(text: str, stream: TextIO | None = None) -> None:
    """Writes a line to standard error (or to the pager that is in front of it), harmless to a terminal."""
    from dialogue_cli.text import one_line

    stream = stream or sys.stderr
    if stream is None:
        return
    # When nobody listens there is nowhere left to say so.
    with suppress(OSError, ValueError):
        print("\n".join(map(one_line, text.splitlines())), file=stream, flush=True)


def silence(stream: TextIO | None) -> None:
    """Points a stream whose reader has gone at nothing, so that closing it stays quiet."""
    if stream is not None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
