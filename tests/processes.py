"""What every child of the tests has: the signals of a program that a person starts, and all the time that it needs."""

from __future__ import annotations

import fcntl
import os
import pty
import signal
import struct
import termios
from collections.abc import Mapping, Sequence
from typing import NoReturn

PATIENCE = 300
"""Seconds after which a program is taken to hang, on a busy machine too. No test measures how long anything takes."""


def heed_signals() -> None:
    """Lets children be stopped, whatever this process has inherited.

    A shell starts what runs in the background with SIGINT and SIGQUIT ignored, `nohup` does so with SIGHUP, and Python
    ignores SIGPIPE; children would inherit that. A signal that is handled goes back to its default when a program is
    started, so each gets a handler that does nothing: for this process it is as good as ignored.
    """
    for number in (signal.SIGINT, signal.SIGQUIT, signal.SIGHUP, signal.SIGPIPE):
        if signal.getsignal(number) == signal.SIG_IGN:
            signal.signal(number, lambda *_: None)


def fork_on_terminal(rows: int, columns: int) -> tuple[int, int]:
    """Forks a child on a pseudo-terminal of a size. Returns its process id (0 in the child) and our end."""
    pid, terminal = pty.fork()
    if pid == 0:
        # The window has its size before the program asks for it.
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
    return pid, terminal


_MEASURED = "COVERAGE_PROCESS_CONFIG"


def run_on_terminal(program: str, command: Sequence[str], environment: Mapping[str, str]) -> NoReturn:
    """Becomes a program that a person uses, in a child on a terminal.

    What is asked and answered there runs nowhere else, so where the tests are to say what of src/ they reach, it is
    measured too. No other child is: tests of streams, signals and of what is loaded see the program as it is.
    """
    told = {name: os.environ[name] for name in (_MEASURED,) if name in os.environ}
    os.execve(program, command, {**environment, **told})
