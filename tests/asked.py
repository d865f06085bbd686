"""A command that asks questions at a pseudo-terminal, and a person who answers."""

from __future__ import annotations

import contextlib
import os
import re
import select
import signal
import time
from pathlib import Path

import pyte

from tests.conftest import DIALOGUE
from tests.processes import PATIENCE, fork_on_terminal, run_on_terminal


class Asked:
    """A call of the program at a terminal. Use it as a context; `status` is known once it has ended."""

    def __init__(
        self,
        *arguments: str | Path,
        environment: dict[str, str],
        out: Path | None = None,
        columns: int = 100,
        program: tuple[str, ...] = (str(DIALOGUE),),
    ) -> None:
        self.status: int | None = None
        self._screen = pyte.Screen(columns, 400)
        self._stream = pyte.ByteStream(self._screen)
        self._data = b""
        self._read_to = 0
        self._pid, self._terminal = fork_on_terminal(50, columns)
        if self._pid == 0:
            if out:
                os.dup2(os.open(out, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), 1)
            run_on_terminal(program[0], [*program, *map(str, arguments)], environment)

    def __enter__(self) -> Asked:
        return self

    def __exit__(self, *_: object) -> None:
        if self.status is None:
            os.kill(self._pid, signal.SIGKILL)
            os.waitpid(self._pid, 0)
        with contextlib.suppress(OSError):
            os.close(self._terminal)

    def answer(self, *pairs: tuple[str, str]) -> None:
        """Waits for each text in turn, and types what belongs to it."""
        for text, keys in pairs:
            self.sees(text)
            os.write(self._terminal, keys.encode())

    def sees(self, text: str) -> None:
        """Waits until a text stands on the screen that was not waited for before."""
        deadline = time.monotonic() + PATIENCE
        while (at := _plain(self._data).find(text, self._read_to)) < 0:
            assert time.monotonic() < deadline, f"{text!r} did not come:\n{self.screen}"
            assert self._more(), f"it ended before {text!r}:\n{self.screen}"
        self._read_to = at + len(text)

    def sends(self, number: int) -> None:
        """Sends a signal to the program."""
        os.kill(self._pid, number)

    def hangs_up(self) -> int:
        """Closes the terminal, as a lost connection does. Returns the exit status."""
        os.close(self._terminal)
        return self._wait()

    def ends(self) -> int:
        """Waits until the program has ended. Returns the exit status."""
        deadline = time.monotonic() + PATIENCE
        while self._more():
            assert time.monotonic() < deadline, self.screen
        return self._wait()

    @property
    def screen(self) -> str:
        """What stands on the screen."""
        return "\n".join(line.rstrip() for line in self._screen.display).rstrip()

    @property
    def raw(self) -> bytes:
        """What was written, with the sequences that a terminal obeys."""
        return self._data

    def _wait(self) -> int:
        self.status = os.waitstatus_to_exitcode(os.waitpid(self._pid, 0)[1])
        return self.status

    def _more(self) -> bool:
        """Reads what is there; False where the program has closed its side."""
        if not select.select([self._terminal], [], [], 0.2)[0]:
            return True
        try:
            chunk = os.read(self._terminal, 65536)
        except OSError:
            return False
        self._data += chunk
        self._stream.feed(chunk)
        return bool(chunk)


def _plain(data: bytes) -> str:
    """What was written, without the sequences that a terminal obeys."""
    shown = re.sub(r"\x1b\[[0-9;?<>=]*[a-zA-Z]", "", data.decode("utf-8", "replace"))
    # Where a line is broken is no matter.
    return re.sub(r"\s+", " ", shown)
