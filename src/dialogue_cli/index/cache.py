"""Keeps the index of each dataset in the user's cache folder. Users need not know of it.

An index is used when every file of the dataset is the one that was read: same size, inode, mtime and
ctime in nanoseconds. Where these cannot tell (the file was touched, or it changed within the clock's
grain of being read, which git calls racily clean) the SHA-256 of its bytes decides. A new index is
built beside and moved into place; one that is of another version, damaged or foreign is thrown away, and
so is one beside which a writer that was killed has left a journal: it holds half of what was to be written.
"""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from dialogue_cli.dataset.folder import dataset_entries
from dialogue_cli.errors import UnreadableError
from dialogue_cli.index.schema import APPLICATION, VERSION
from dialogue_cli.text import printable

GRAIN = 2_000_000_000
"""Nanoseconds within which two changes of a file may bear one time: FAT's two seconds, the coarsest in use."""
_LEFT_BY_WRITERS = ("-journal", "-wal", "-shm")
"""What SQLite appends to the name of a database for the files beside it."""
_PRIME = 2**64 - 59
"""The greatest prime of 64 bits: two paths seldom leave one remainder."""
Progress = Callable[[int, int], None]
"""Told now and then how many of how many bytes are read."""
State = tuple[str, int, int, int, int]
"""Name, size, inode, mtime and ctime (nanoseconds) of a file."""


def cache_folder() -> str:
    """The user's cache folder for this program (XDG base directories; `~/Library/Caches` on macOS).

    Own code, because importing a library for it costs a tenth of the whole start.
    """
    base = os.environ.get("XDG_CACHE_HOME", "")
    if not os.path.isabs(base):
        base = os.path.expanduser("~/Library/Caches" if sys.platform == "darwin" else "~/.cache")
    return os.path.join(base, "dialogue")


def index_file(dataset: str) -> str:
    """Where the index of a dataset is kept. Two datasets that share a name take turns: the index knows whose it is."""
    # Not hashlib: loading it costs more than opening the index.
    number = int.from_bytes(os.fsencode(os.path.realpath(dataset)), "big") % _PRIME
    return os.path.join(cache_folder(), f"{number:016x}.sqlite")


def connect(dataset: str, progress: Progress | None = None) -> sqlite3.Connection:
    """A connection to an index that is true to the dataset as it is now.

    Raises DatasetError for a dataset with errors, UnreadableError when there is nothing to read.
    """
    states = _states(dataset)
    if states is None:
        # A pipe or a device is read once and never comes back: there is nothing to keep.
        return _in_memory(dataset, progress)
    kept = index_file(dataset)
    connection = _open(kept)
    changed: list[str] | None = None
    if connection:
        try:
            changed = _changed(dataset, states, connection)
        except (sqlite3.Error, TypeError, ValueError):
            changed = None
        except UnreadableError:
            connection.close()
            raise
        if changed is not None and not changed:
            return connection
        connection.close()
    return _renew(dataset, changed, progress)


def connect_anew(dataset: str, progress: Progress | None = None, *, is_kept: bool = True) -> sqlite3.Connection:
    """A connection to an index made anew, whatever is kept; in memory only unless `is_kept`. Raises as `connect`."""
    if not is_kept or _states(dataset) is None:
        return _in_memory(dataset, progress)
    return _renew(dataset, None, progress)


def _states(dataset: str) -> list[State] | None:
    """The state of each file of a dataset; None when one of them is not a regular file."""
    import stat

    found = dataset_entries(dataset)
    if not all(stat.S_ISREG(state.st_mode) for _, state in found):
        return None
    return [(os.path.basename(file), s.st_size, s.st_ino, s.st_mtime_ns, s.st_ctime_ns) for file, s in found]


def _open(kept: str) -> sqlite3.Connection | None:
    """The index in a file; None when there is none, or it is foreign, damaged or of another version."""
    connection = None
    try:
        if not os.path.isfile(kept):
            # Opening a pipe would wait for ever.
            return None
        if any(map(os.path.lexists, left_by_writers(kept))):
            return None
        connection = sqlite3.connect(_uri(kept, "ro"), uri=True, check_same_thread=False)
        if connection.execute("PRAGMA application_id").fetchone() == (APPLICATION,) and connection.execute(
            "PRAGMA user_version"
        ).fetchone() == (VERSION,):
            return connection
    except (sqlite3.Error, ValueError):
        pass
    if connection:
        connection.close()
    return None


def _changed(dataset: str, states: list[State], connection: sqlite3.Connection) -> list[str]:
    """The names of the files that are not as they were read, gone ones among them."""
    whose = connection.execute("SELECT value FROM meta WHERE key = 'dataset'").fetchone()
    if whose != (printable(os.path.realpath(dataset)),):
        raise ValueError
    is_folder = os.path.isdir(dataset)
    paths = {printable(name): os.path.join(dataset, name) if is_folder else dataset for name, *_ in states}
    states = [(printable(state[0]), *state[1:]) for state in states]
    known = {
        row[0]: row[1:]
        for row in connection.execute("SELECT name, size, inode, mtime, ctime, sha256, read_at FROM file")
    }
    changed = [name for name in known if name not in {state[0] for state in states}]
    fresh: list[tuple[Any, ...]] = []
    for name, *state in states:
        if name not in known:
            changed.append(name)
            continue
        *before, digest, read_at = known[name]
        is_same = before == state
        if is_same and max(state[2], state[3]) < read_at - GRAIN:
            continue
        # The clock cannot tell: the bytes do. Another size needs no look.
        looked_at = _now()
        if state[0] != before[0] or _digest(paths[name]) != digest:
            changed.append(name)
        elif not is_same or max(state[2], state[3]) < looked_at - GRAIN:
            fresh.append((*state, looked_at, name))
    if fresh and not changed:
        _note(connection, fresh)
    return changed


def _note(connection: sqlite3.Connection, fresh: list[tuple[Any, ...]]) -> None:
    """Writes down that files were looked at, so that the next run need not."""
    file = connection.execute("PRAGMA database_list").fetchone()[2]
    with suppress(sqlite3.Error):
        writable = sqlite3.connect(_uri(file, "rw"), uri=True, timeout=0.1)
        with writable:
            writable.executemany(
                "UPDATE file SET size = ?, inode = ?, mtime = ?, ctime = ?, read_at = ? WHERE name = ?", fresh
            )
        writable.close()


def _now() -> int:
    import time

    return time.time_ns()


def _digest(path: str) -> str:
    import hashlib

    try:
        with open(path, "rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise UnreadableError(f"{path} cannot be read: {error.strerror}") from None


def left_by_writers(kept: str) -> list[str]:
    """What SQLite may have left beside a database."""
    return [f"{kept}{suffix}" for suffix in _LEFT_BY_WRITERS]


def _uri(file: str, mode: str) -> str:
    """The name of a database for SQLite, which understands `?` and `#` in it otherwise."""
    quoted = "".join(chr(b) if b < 128 and b not in b"%?#" else f"%{b:02x}" for b in os.fsencode(file))
    return f"file:{quoted}?mode={mode}"


def _renew(dataset: str, changed: list[str] | None, progress: Progress | None) -> sqlite3.Connection:
    """An index made anew, or out of the kept one where some files have changed; in memory where it cannot be kept."""
    from dialogue_cli.index import renewal

    kept = index_file(dataset)
    is_renewed = renewal.renew(dataset, kept, changed, progress)
    return (_open(kept) if is_renewed else None) or _in_memory(dataset, progress)


def _in_memory(dataset: str, progress: Progress | None) -> sqlite3.Connection:
    from dialogue_cli.index import renewal

    return renewal.in_memory(dataset, progress)
