"""Makes the index of a dataset: in memory, or in its file in the cache folder, anew or out of the one that is kept."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from dialogue_cli.dataset.folder import dataset_entries, dataset_files
from dialogue_cli.files import beside, remove_abandoned
from dialogue_cli.index.cache import Progress, left_by_writers
from dialogue_cli.text import printable

_OLD = 90 * 24 * 3600
"""Seconds after which an index that has not been renewed is removed."""


def in_memory(dataset: str, progress: Progress | None) -> sqlite3.Connection:
    """A connection to an index that is kept nowhere. Raises as `cache.connect`."""
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    _fill(dataset, connection, progress)
    return connection


def _fill(dataset: str, connection: sqlite3.Connection, progress: Progress | None) -> None:
    from dialogue_cli.index.readers import Readers

    found = dataset_entries(dataset)
    with Readers(sum(state.st_size for _, state in found)) as readers:
        # Others begin to read while this is loaded.
        from dialogue_cli.index.build import build

        build(Path(dataset), [Path(file) for file, _ in found], connection, readers, progress)


def renew(dataset: str, file: str, changed: list[str] | None, progress: Progress | None) -> bool:
    """Builds an index beside the kept one and moves it into place. Returns False where that cannot be written.

    `changed` names the files to read again, when the kept index is true but for them. Raises as `cache.connect`.
    """
    kept = Path(file)
    try:
        kept.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _tidy(kept.parent)
        with beside(kept) as new:
            if changed is None or not _update(dataset, kept, new, changed, progress):
                _build(dataset, new, progress)
            _discard(kept)
    except (sqlite3.DatabaseError, OSError):
        # No room, no permission.
        return False
    return True


def _writer(file: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(file)
    # It is moved into place when it is whole: a crash loses nothing but work.
    connection.executescript("PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; PRAGMA cache_size = -65536;")
    return connection


def _build(dataset: str, new: Path, progress: Progress | None) -> None:
    with closing(_emptied(new)) as connection:
        _fill(dataset, connection, progress)


def _emptied(new: Path) -> sqlite3.Connection:
    """A connection to a file without what an update that failed has left in it."""
    os.truncate(new, 0)
    return _writer(new)


def _update(dataset: str, kept: Path, new: Path, changed: list[str], progress: Progress | None) -> bool:
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
            build(Path(dataset), all_files, connection, None, progress, doubt.file)
    except sqlite3.DatabaseError:
        # The kept index was damaged where nobody had looked yet.
        return False
    return True


def _discard(kept: Path) -> None:
    """Removes an index, then what writers have left beside it: their journal must never meet another index."""
    for file in (str(kept), *left_by_writers(str(kept))):
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
