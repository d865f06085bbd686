"""Keeps the index of each dataset in the user's cache folder. Users need not know of it.

An index is used when every file of the dataset is the one that was read: same size, inode, mtime and
ctime in nanoseconds. Where these cannot tell (the file was touched, or it changed within the clock's
grain of being read, which git calls racily clean) the SHA-256 of its bytes decides. A new index is
built beside, sealed and moved into place; one that is of another version or another user, is not what was
written (see `dialogue_cli.index.seal`) or has a journal beside it, which no index of ours has, is thrown away.
"""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Callable

from dialogue_cli.dataset.folder import dataset_entries
from dialogue_cli.errors import UnreadableError
from dialogue_cli.index import seal
from dialogue_cli.index.schema import APPLICATION, VERSION, stored

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
    began = _now()
    connection, changed = _kept(dataset, states)
    if connection:
        return connection
    from dialogue_cli.index.turns import LEAST, turn

    if sum(state[1] for state in states) < LEAST:
        return _renew(dataset, changed, progress)
    with turn(index_file(dataset)):
        # What was read since this call began is an answer to it, even if another edit came meanwhile.
        connection, changed = _kept(dataset, _states(dataset) or [], began)
        return connection or _renew(dataset, changed, progress)


def _kept(
    dataset: str, states: list[State], since: int | None = None
) -> tuple[sqlite3.Connection | None, list[str] | None]:
    """The kept index where it is true to the dataset, or to what it was at a time `since` then (nanoseconds).

    Else the names of the files that have changed, None for all.
    """
    found = _open(index_file(dataset))
    if not found:
        return None, None
    connection, seen = found
    changed = None
    try:
        changed = _changed(dataset, states, connection, seen, since)
    except (sqlite3.Error, TypeError, ValueError):
        pass
    except UnreadableError:
        connection.close()
        raise
    if changed is not None and not changed:
        return connection, []
    connection.close()
    return None, changed


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


def _open(kept: str) -> tuple[sqlite3.Connection, seal.Seen] | None:
    """The index in a file, and what was seen of it; None when there is none that can be believed, of this version."""
    connection = None
    try:
        seen = seal.intact(kept, _now(), GRAIN)
        if not seen or any(map(os.path.lexists, left_by_writers(kept))):
            return None
        # What cannot change needs no locks, which some file systems do not have.
        connection = sqlite3.connect(f"{_uri(kept)}?mode=ro&immutable=1", uri=True, check_same_thread=False)
        if _is_ours(connection):
            return connection, seen
    except (OSError, sqlite3.Error, ValueError):
        pass
    if connection:
        connection.close()
    return None


def _is_ours(connection: sqlite3.Connection) -> bool:
    """Whether a database is an index of this version, and has nothing in it that would run when it is asked."""
    connection.execute("PRAGMA trusted_schema = OFF")
    return (
        connection.execute("PRAGMA application_id").fetchone() == (APPLICATION,)
        and connection.execute("PRAGMA user_version").fetchone() == (VERSION,)
        and not connection.execute("SELECT 1 FROM sqlite_master WHERE type IN ('view', 'trigger')").fetchone()
    )


def _changed(
    dataset: str, states: list[State], connection: sqlite3.Connection, seen: seal.Seen, since: int | None
) -> list[str]:
    """The names (see `schema.stored`) of the files that are not as they were read, gone ones among them."""
    whose = connection.execute("SELECT value FROM meta WHERE key = 'dataset'").fetchone()
    if whose != (stored(os.path.realpath(dataset)),):
        raise ValueError
    is_folder = os.path.isdir(dataset)
    paths = {stored(name): os.path.join(dataset, name) if is_folder else dataset for name, *_ in states}
    states = [(stored(state[0]), *state[1:]) for state in states]
    known = {
        name: (number, digest, seen.files.get(number, tuple(read)))
        for number, name, digest, *read in connection.execute(
            "SELECT number, name, sha256, size, inode, mtime, ctime, read_at FROM file"
        )
    }
    changed = [name for name in known if name not in {state[0] for state in states}]
    fresh: dict[int, seal.Numbers] = {}
    for name, *state in states:
        if name not in known:
            changed.append(name)
            continue
        number, digest, (*before, read_at) = known[name]
        if since is not None and read_at >= since:
            continue
        is_same = before == state
        if is_same and max(state[2], state[3]) < read_at - GRAIN:
            continue
        # The clock cannot tell: the bytes do. Another size needs no look.
        looked_at = _now()
        if state[0] != before[0] or _digest(paths[name]) != digest:
            changed.append(name)
        elif not is_same or max(state[2], state[3]) < looked_at - GRAIN:
            fresh[number] = (*state, looked_at)
    if fresh and not changed:
        # So that the next run need not look at their bytes.
        seal.note(index_file(dataset), seal.Seen(seen.checksum, seen.state, seen.files | fresh))
    return changed


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


def _uri(file: str) -> str:
    """The name of a database for SQLite, which understands `?` and `#` in it otherwise."""
    return "file:" + "".join(chr(b) if b < 128 and b not in b"%?#" else f"%{b:02x}" for b in os.fsencode(file))


def _renew(dataset: str, changed: list[str] | None, progress: Progress | None) -> sqlite3.Connection:
    """An index made anew, or out of the kept one where some files have changed; in memory where it cannot be kept."""
    from dialogue_cli.index import renewal

    kept = index_file(dataset)
    found = _open(kept) if renewal.renew(dataset, kept, changed, progress) else None
    return found[0] if found else _in_memory(dataset, progress)


def _in_memory(dataset: str, progress: Progress | None) -> sqlite3.Connection:
    from dialogue_cli.index import renewal

    return renewal.in_memory(dataset, progress)
