"""Long output on a terminal goes through a pager, as git does it: DIALOGUE_PAGER, PAGER, else less."""

from __future__ import annotations

import io
import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, TextIO

from dialogue_cli.commands import streams

if TYPE_CHECKING:
    from subprocess import Popen

# Quit where all fits on the screen, keep colours, leave the text on the terminal.
_LESS, _LV = "FRX", "-c"
_NOT_RUN = (126, 127)
_running: _Pager | None = None
_held: list[str] = []


class _Pager:
    def __init__(self, command: str, process: Popen[bytes]) -> None:
        assert process.stdin
        self.command = command
        self.process = process
        self.stream = io.TextIOWrapper(process.stdin, sys.stdout.encoding, "backslashreplace", "\n")


def chosen() -> str | None:
    """The command of the pager that the person wants; None where there is to be none."""
    import shutil

    if os.environ.get("TERM", "") in ("", "dumb", "unknown"):
        return None
    for name in ("DIALOGUE_PAGER", "PAGER"):
        if name in os.environ:
            command = os.environ[name].strip()
            return None if command in ("", "cat") else command
    return "less" if shutil.which("less") else None


def start() -> TextIO | None:
    """Starts the pager and gives the stream that it reads; None where there is none."""
    global _running
    if _running:
        return _running.stream
    command = chosen()
    if not command:
        return None
    import subprocess

    environment = {"LESS": _LESS, "LV": _LV} | dict(os.environ)
    if sys.stdout.encoding.lower() == "utf-8":
        # less would follow a locale that Python does not.
        environment.setdefault("LESSCHARSET", "utf-8")
    sys.stdout.flush()
    process = subprocess.Popen(command, shell=True, stdin=subprocess.PIPE, env=environment)
    _running = _Pager(command, process)
    streams.elsewhere = True
    _say_held(_running.stream)
    return _running.stream


def note(text: str) -> None:
    """Says something on standard error, or in the pager where that would hide it.

    A note comes before what it is about: until there is anything to page it is kept, and without an answer no
    pager comes up for it.
    """
    if _running is None and chosen():
        _held.append(text)
    else:
        streams.say(text, _running.stream if _running else None)


def _say_held(stream: TextIO | None) -> None:
    while _held:
        streams.say(_held.pop(0), stream)


def finish() -> str | None:
    """Waits until the person has read enough. Gives what to say where the pager could not be run."""
    global _running
    if _running is None:
        _say_held(None)
        return None
    import signal

    pager, _running = _running, None
    # Ctrl-C is the pager's own affair now.
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with suppress(OSError, ValueError):
            pager.stream.close()
        status = pager.process.wait()
    finally:
        signal.signal(signal.SIGINT, before)
    return f'the pager "{pager.command}" can not be run; see --no-pager' if status in _NOT_RUN else None
