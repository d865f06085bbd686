"""A real pseudo-terminal, and what a person sees on it."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pyte


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
    pid, terminal = pty.fork()
    if pid == 0:
        # The window has its size before the program asks for it.
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
        os.execve(command[0], [str(part) for part in command], environment)
    data = b""
    deadline = time.monotonic() + 60
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
