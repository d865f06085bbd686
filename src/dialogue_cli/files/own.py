"""Files of the program's own: where its state is kept, and locks."""

from __future__ import annotations

import errno
import os
import stat
from contextlib import suppress
from pathlib import Path
from typing import IO


def state_folder(name: str) -> Path:
    """Where this program keeps something of a person between calls: in the folder for state (XDG base directories)."""
    base = os.environ.get("XDG_STATE_HOME", "")
    state = Path(base) if Path(base).is_absolute() else Path("~/.local/state").expanduser()
    return state / "dialogue" / name


def opened_own(path: Path, flags: int = os.O_RDONLY) -> int:
    """The descriptor of a file of the program's own, opened with `flags`.

    It may lie where others can write: a link of that name would lead to another file, a pipe would be waited for.
    Both raise OSError.
    """
    try:
        held = os.open(path, flags | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC, 0o666)
    except OSError as error:
        if error.errno == errno.ELOOP:
            raise OSError(errno.ELOOP, "it is a link; remove it", str(path)) from None
        raise
    if not stat.S_ISREG(os.fstat(held).st_mode):
        os.close(held)
        raise OSError(errno.EINVAL, "it is not a regular file; remove it", str(path))
    return held


def is_locked_now(held: int, path: Path) -> bool:
    """Locks an open file until it is closed; False where another has locked it, or it is no longer the one at `path`.

    Where the file system has no locks, it counts as locked.
    """
    with suppress(OSError):
        if not locks(held):
            return False
    with suppress(OSError):
        return os.fstat(held).st_ino == path.stat().st_ino
    return False


def locks(file: IO[bytes] | int) -> bool:
    """Locks an open file until it is closed; False where another process has locked it."""
    # Not of SQLite's kind of lock, so the two do not meet.
    import fcntl

    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
