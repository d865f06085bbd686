"""Makes the index of a dataset: in memory, or in its file in the cache folder, anew or out of the one that is kept."""

from __future__ import annotations

import os
import re
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from dialogue_cli.dataset.folder import dataset_entries, dataset_files
from dialogue_cli.files import beside, remove_abandoned
from dialogue_cli.index.cache import Progress, left_by_writers
from dialogue_cli.index.schema import stored
from dialogue_cli.index.seal import seal, seen_file, unseal

_OLD = 90 * 24 * 3600
"""Seconds after which an index that has not been renewed is removed."""
_INDEX = re.compile(r"[0-9a-f]{16}\.sqlite")
"""The name of one; see `cache.index_file`."""
_TAG = "CACHEDIR.TAG"
"""Tells programs that make backups that a folder is a cache (bford.info/cachedir), and us that we made it."""
_SIGNATURE = "Signature: 8a477f597d28d172789f06886806bc55\n# This folder was made by dialogue.\n"


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
        if not is_own_folder(kept.parent):
            return False
        _tidy(kept.parent)
        with beside(kept) as new:
            # Whatever the umask is: it must be read again.
            new.chmod(0o600)
            if changed is None or not _update(dataset, kept, new, changed, progress):
                _build(dataset, new, progress)
            seal(new)
            _discard(kept)
    except (sqlite3.DatabaseError, OSError):
        # No room, no permission.
        return False
    return True


def is_own_folder(folder: Path) -> bool:
    """Makes the folder where it is not there; whether it belongs to this user, so that nobody else swaps what is in it.

    Root in the home of a user leaves nothing there that the user could not write.
    """
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder.mkdir()
    except FileExistsError:
        return folder.stat().st_uid == os.geteuid()
    # Whatever the umask is.
    folder.chmod(0o700)
    (folder / _TAG).write_text(_SIGNATURE, encoding="ascii")
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
    files = [file for file in all_files if stored(file.name) in changed]
    gone = [name for name in changed if name not in {stored(file.name) for file in files}]
    shutil.copyfile(kept, new)
    unseal(new)
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
    """Removes an index and what is beside it: no journal, and nothing that was seen, must ever meet another index."""
    for file in (str(kept), seen_file(str(kept)), *left_by_writers(str(kept))):
        with suppress(FileNotFoundError):
            os.unlink(file)  # noqa: PTH108


def _tidy(folder: Path) -> None:
    """Removes what builds that were killed have left, and indexes that have not been renewed for long.

    A folder that was not made here may have other things of the person in it, under any name.
    """
    import time

    if not (folder / _TAG).is_file():
        return
    remove_abandoned(folder, _INDEX.fullmatch)
    now = time.time()
    for file in folder.iterdir():
        with suppress(OSError):
            if now - file.lstat().st_mtime > _OLD and _INDEX.fullmatch(f"{file.stem}.sqlite"):
                if file.suffix == ".sqlite":
                    _discard(file)
                elif file.suffix == ".lock":
                    file.unlink()
