"""One writer at a time: a lock on the folders of a dataset that says who holds it.

The lock is the system's, so one whose holder died is free. Its file is there only while it is held.
"""

from __future__ import annotations

import os
import socket
import sys
import time
from collections.abc import Collection, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from dialogue_cli.errors import DialogueError
from dialogue_cli.files import is_locked_now, opened_own

NAME = ".dialogue.lock"
_AGAIN = 0.05
"""Seconds until the lock is tried again."""


class Locked(DialogueError):
    """Another writer holds the lock."""


@contextmanager
def locked(folders: Collection[Path], wait: float) -> Iterator[None]:
    """Keeps other writers out of some folders during the block; waits so many seconds for one that is there.

    Raises Locked, which says who holds the lock, and DialogueError for a folder in which nothing can be written.
    """
    with ExitStack() as stack:
        # Always in one order, so that two of them do not wait for each other.
        for folder in sorted(folders):
            stack.enter_context(_locked(folder, wait))
        yield


@contextmanager
def held_alone(kept: Path, otherwise: str) -> Iterator[None]:
    """Keeps other processes from what a person has begun, by a lock beside its file; does not wait.

    Raises DialogueError with the message `otherwise` where another process holds the lock.
    """
    lock = kept.with_suffix(".lock")
    with os.fdopen(opened_own(lock, os.O_RDWR | os.O_CREAT), "r+") as file:
        if not is_locked_now(file.fileno(), lock):
            raise DialogueError(otherwise)
        try:
            yield
        finally:
            with suppress(FileNotFoundError):
                lock.unlink()


@contextmanager
def _locked(folder: Path, wait: float) -> Iterator[None]:
    path, until = folder / NAME, time.monotonic() + wait
    while True:
        try:
            file = os.fdopen(opened_own(path, os.O_RDWR | os.O_CREAT), "r+", encoding="utf-8")
        except OSError as error:
            what = path if error.filename and os.path.lexists(path) else folder
            raise DialogueError(f"{what} cannot be written: {error.strerror}; nothing was changed") from None
        with file:
            if is_locked_now(file.fileno(), path):
                try:
                    _sign(file.fileno())
                    yield
                finally:
                    with suppress(OSError):
                        path.unlink()
                return
            if time.monotonic() > until:
                file.seek(0)
                holder = file.read(300).strip() or "another program"
                raise Locked(f"{folder} is being written by {holder}; try again, nothing was changed")
        time.sleep(_AGAIN)


def _sign(held: int) -> None:
    # Not by way of a buffer: on a full disk, what is left in one fails again when the file is closed.
    with suppress(OSError):
        os.ftruncate(held, 0)
        call = " ".join(["dialogue", *sys.argv[1:2]])
        since = time.strftime("%H:%M:%S")
        said = f"{call} (process {os.getpid()} on {socket.gethostname()}, since {since})"
        os.write(held, said.encode("utf-8", "replace"))
