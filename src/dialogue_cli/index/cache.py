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
import zlib
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from dialogue_cli.dataset.folder import dataset_entries, dataset_files
from dialogue_cli.errors import UnreadableError
from dialogue_cli.files import beside, remove_abandoned
from dialogue_cli.index.schema import APPLICATION, VERSION
from dialogue_cli.text import printable

GRAIN = 2_000_000_000
"""Nanoseconds within which two changes of a file may bear one time: FAT's two seconds, the coarsest in use."""
_OLD = 90 * 24 * 3600
"""Seconds after which an index that has not been renewed is removed."""
_LEFT_BY_WRITERS = ("-journal", "-wal", "-shm")
"""What SQLite appends to the name of a database for the files beside it."""
Progress = Callable[[int, int], None]
State = tuple[str, int, int, int, int]
"""Name, size, inode, mtime and ctime (nanoseconds) of a file."""


def cache_folder() -> Path:
    """The user's cache folder for this program (XDG base directories; `~/Library/Caches` on macOS).

    Own code, because importing a library for it costs a tenth of the whole start.
    """
    base = os.environ.get("XDG_CACHE_HOME", "")
    if not os.path.isabs(base):  # noqa: PTH117 - the specification ignores relative paths
        base = os.path.expanduser("~/Library/Caches" if sys.platform == "darwin" else "~/.cache")  # noqa: PTH111
    return Path(base) / "dialogue"


def index_file(dataset: Path) -> Path:
    """Where the index of a dataset is kept. Two datasets that share a name take turns: the index knows whose it is."""
    # Not hashlib: loading it costs more than opening the index.
    path = os.fsencode(dataset.resolve())
    return cache_folder() / f"{zlib.crc32(path):08x}{zlib.adler32(path):08x}.sqlite"


def connect(dataset: Path, progress: Progress | None = None) -> sqlite3.Connection:
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
    return _renew(dataset, kept, changed, progress)


def connect_anew(dataset: Path, progress: Progress | None = None, *, is_kept: bool = True) -> sqlite3.Connection:
    """A connection to an index made anew, whatever is kept; in memory only unless `is_kept`. Raises as `connect`."""
    if not is_kept or _states(dataset) is None:
        return _in_memory(dataset, progress)
    return _renew(dataset, index_file(dataset), None, progress)


def _states(dataset: Path) -> list[State] | None:
    """The state of each file of a dataset; None when one of them is not a regular file."""
    import stat

    found = dataset_entries(dataset)
    if not all(stat.S_ISREG(state.st_mode) for _, state in found):
        return None
    return [(file.name, s.st_size, s.st_ino, s.st_mtime_ns, s.st_ctime_ns) for file, s in found]


def _open(kept: Path) -> sqlite3.Connection | None:
    """The index in a file; None when there is none, or it is foreign, damaged or of another version."""
    connection = None
    try:
        if not kept.is_file():
            # Opening a pipe would wait for ever.
            return None
        if any(map(os.path.lexists, _left_by_writers(kept))):
            return None
        connection = sqlite3.connect(f"{kept.as_uri()}?mode=ro", uri=True, check_same_thread=False)
        if connection.execute("PRAGMA application_id").fetchone() == (APPLICATION,) and connection.execute(
            "PRAGMA user_version"
        ).fetchone() == (VERSION,):
            return connection
    except (sqlite3.Error, ValueError):
        pass
    if connection:
        connection.close()
    return None


def _changed(dataset: Path, states: list[State], connection: sqlite3.Connection) -> list[str]:
    """The names of the files that are not as they were read, gone ones among them."""
    whose = connection.execute("SELECT value FROM meta WHERE key = 'dataset'").fetchone()
    if whose != (printable(dataset.resolve()),):
        raise ValueError
    paths = {printable(name): dataset / name if dataset.is_dir() else dataset for name, *_ in states}
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
        writable = sqlite3.connect(f"{Path(file).as_uri()}?mode=rw", uri=True, timeout=0.1)
        with writable:
            writable.executemany(
                "UPDATE file SET size = ?, inode = ?, mtime = ?, ctime = ?, read_at = ? WHERE name = ?", fresh
            )
        writable.close()


def _now() -> int:
    import time

    return time.time_ns()


def _digest(path: Path) -> str:
    import hashlib

    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise UnreadableError(f"{path} cannot be read: {error.strerror}") from None


def _in_memory(dataset: Path, progress: Progress | None) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    _fill(dataset, connection, progress)
    return connection


def _fill(dataset: Path, connection: sqlite3.Connection, progress: Progress | None) -> None:
    from dialogue_cli.index.readers import Readers

    found = dataset_entries(dataset)
    with Readers(sum(state.st_size for _, state in found)) as readers:
        # Others begin to read while this is loaded.
        from dialogue_cli.index.build import build

        build(dataset, [file for file, _ in found], connection, readers, progress)


def _renew(dataset: Path, kept: Path, changed: list[str] | None, progress: Progress | None) -> sqlite3.Connection:
    """Builds an index beside the kept one and moves it into place; in memory where that cannot be written.

    `changed` names the files to read again, when the kept index is true but for them.
    """
    try:
        kept.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _tidy(kept.parent)
        with beside(kept) as new:
            if changed is None or not _update(dataset, kept, new, changed, progress):
                _build(dataset, new, progress)
            _discard(kept)
    except (sqlite3.DatabaseError, OSError):
        # No room, no permission: the same index, for this run only.
        return _in_memory(dataset, progress)
    return _open(kept) or _in_memory(dataset, progress)


def _writer(file: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(file)
    # It is moved into place when it is whole: a crash loses nothing but work.
    connection.executescript("PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; PRAGMA cache_size = -65536;")
    return connection


def _build(dataset: Path, new: Path, progress: Progress | None) -> None:
    with closing(_emptied(new)) as connection:
        _fill(dataset, connection, progress)


def _emptied(new: Path) -> sqlite3.Connection:
    """A connection to a file without what an update that failed has left in it."""
    os.truncate(new, 0)
    return _writer(new)


def _update(dataset: Path, kept: Path, new: Path, changed: list[str], progress: Progress | None) -> bool:
    """Makes an index out of a copy of the kept one. Returns False where that was damaged."""
    import shutil

    from dialogue_cli.index.build import build, update
    from dialogue_cli.index.intake import Doubtful

    all_files = dataset_files(dataset)
    files = [file for file in all_files if printable(file.name) in changed]
    gone = [name for name in changed if name not in {printable(file.name) for file in files}]
    shutil.copyfile(kept, new)
    try:
        with closing(_writer(new)) as connection:
            update(files, gone, connection, progress)
    except Doubtful as doubt:
        # Likely there is an error: all of them are said where all is read in order.
        with closing(_emptied(new)) as connection:
            build(dataset, all_files, connection, None, progress, doubt.file)
    except sqlite3.DatabaseError:
        # The kept index was damaged where nobody had looked yet.
        return False
    return True


def _left_by_writers(kept: Path) -> list[str]:
    return [f"{kept}{suffix}" for suffix in _LEFT_BY_WRITERS]


def _discard(kept: Path) -> None:
    """Removes an index, then what writers have left beside it: their journal must never meet another index."""
    for file in (str(kept), *_left_by_writers(kept)):
        with suppress(FileNotFoundError):
            os.unlink(file)  # noqa: PTH108


def _tidy(folder: Path) -> None:
    """Removes what builds that were killed have left, and indexes that have not been renewed for long."""
    import time

    remove_abandoned(folder)
    now = time.time()
    for file in folder.glob("*.sqlite"):
        with suppress(OSError):
            if now - file.stat().st_mtime > _OLD:
                _discard(file)
