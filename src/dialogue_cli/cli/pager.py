"""The pager that long output goes through on a terminal, chosen as git does: DIALOGUE_PAGER, PAGER, else less."""

from __future__ import annotations

import io
import os
from contextlib import suppress
from typing import TextIO

# Quit where all fits on the screen, keep colours, leave the text on the terminal.
_LESS, _LV = "FRX", "-c"
_NOT_RUN = (126, 127)


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


class Pager:
    """A pager that is running; `stream` is what it reads."""

    def __init__(self, command: str, encoding: str) -> None:
        import subprocess

        environment = {"LESS": _LESS, "LV": _LV} | dict(os.environ)
        if encoding.lower() == "utf-8":
            # less would follow a locale that Python does not.
            environment.setdefault("LESSCHARSET", "utf-8")
        self.command = command
        self._process = subprocess.Popen(command, shell=True, stdin=subprocess.PIPE, env=environment)
        assert self._process.stdin
        self.stream: TextIO = io.TextIOWrapper(self._process.stdin, encoding, "backslashreplace", "\n")

    def wait(self) -> str | None:
        """Waits until the person has read enough. Returns a message where the pager could not be run."""
        import signal

        # Ctrl-C is the pager's own affair now.
        before = signal.signal(signal.SIGINT, signal.SIG_IGN)
        try:
            with suppress(OSError, ValueError):
                self.stream.close()
            status = self._process.wait()
        finally:
            signal.signal(signal.SIGINT, before)
        return f'the pager "{self.command}" cannot be run; see --no-pager' if status in _NOT_RUN else None
