"""A real pseudo-terminal, and what a person sees on it."""

from __future__ import annotations

import contextlib
import os
import select
import signal
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pyte

from tests.processes import PATIENCE, fork_on_terminal, run_on_terminal


@dataclass
class Seen:
    """What a terminal showed: the raw bytes, the lines on its screen, and the exit status."""

    raw: bytes
    screen: list[str]
    status: int

    @property
    def text(self) -> str:
        return "\n".join(self.screen)


def look(
    command: Sequence[str | Path],
    environment: dict[str, str],
    *,
    columns: int = 80,
    rows: int = 2000,
    keys: bytes = b"",
    keys_after: bytes = b"",
) -> Seen:
    """Runs a command in a pseudo-terminal; sends `keys` once it has printed `keys_after`."""
    pid, terminal = fork_on_terminal(50, columns)
    if pid == 0:
        run_on_terminal(str(command[0]), [str(part) for part in command], environment)
    data = b""
    deadline = time.monotonic() + PATIENCE
    try:
        while time.monotonic() < deadline:
            if not select.select([terminal], [], [], 1)[0]:
                continue
            chunk = os.read(terminal, 65536)
            if not chunk:
                break
            data += chunk
            if keys and keys_after in data:
                os.write(terminal, keys)
                keys = b""
        else:
            os.kill(pid, signal.SIGKILL)
    except OSError:
        # Linux says EIO when the other side has closed.
        pass
    status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    with contextlib.suppress(OSError):
        os.close(terminal)
    screen = pyte.Screen(columns, rows)
    pyte.ByteStream(screen).feed(data)
    lines = [line.rstrip() for line in screen.display]
    while lines and not lines[-1]:
        lines.pop()
    return Seen(data, lines, status)
