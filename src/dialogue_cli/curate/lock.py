"""One writer at a time: a lock on the folders of a dataset that says who holds it.

The lock is the system's, so one whose holder died is free. Its file is there only while it is held.
"""

from __future__ import annotations

import fcntl
import os
import socket
import sys
import time
from collections.abc import Collection, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import IO

from dialogue_cli.errors import DialogueError

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
    with lock.open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise DialogueError(otherwise) from None
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
            file = path.open("a+", encoding="utf-8")
        except OSError as error:
            raise DialogueError(f"{folder} cannot be written: {error.strerror}; nothing was changed") from None
        with file:
            if _is_taken(file, path):
                try:
                    _sign(file)
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


def _is_taken(file: IO[str], path: Path) -> bool:
    """Takes the lock; False where another one has it, or the file is no longer the one of that name."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        # A file system without locks: what was read is compared before it is replaced all the same.
        return True
    with suppress(OSError):
        return os.fstat(file.fileno()).st_ino == path.stat().st_ino
    return False


def _sign(file: IO[str]) -> None:
    with suppress(OSError):
        file.truncate(0)
        call = " ".join(["dialogue", *sys.argv[1:2]])
        since = time.strftime("%H:%M:%S")
        file.write(f"{call} (process {os.getpid()} on {socket.gethostname()}, since {since})")
        file.flush()
