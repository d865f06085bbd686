"""The names under which files are written beside others, and what writers that were killed have left under them."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from dialogue_cli.broken_off import MOVING
from dialogue_cli.files.own import locks

_MOST_OF_NAME = 80
"""Bytes of the name of a file that stand in the name of what is written beside it."""


def name_beside(path: Path) -> Path:
    """A new name for what is written beside a file."""
    # Not after the process: two machines that share a folder count alike.
    return path.with_name(f".{_short(path.name)}.{os.urandom(6).hex()}.tmp")


def _short(name: str) -> str:
    """As much of a name as leaves room for what is put around it: 255 bytes are the most of one, in any script."""
    return os.fsencode(name)[:_MOST_OF_NAME].decode("utf-8", "ignore")


def remove_abandoned(folder: Path, is_meant: Callable[[str], object]) -> None:
    """Removes from a folder what writers that were killed have left; what is being written stays.

    `is_meant` says of the name of a file whether what was left of it goes. A folder that cannot be read stays as it is.
    """
    import re

    names = set[str]()
    with suppress(OSError):
        names = {file.name for file in folder.iterdir()}
    if MOVING in names:
        return
    left = re.compile(r"\.(.*)\.[0-9a-f]{12}\.tmp(-journal|-wal|-shm)?", re.DOTALL)
    # SQLite's files go with the one beside which they are.
    for name in sorted(names):
        found = left.fullmatch(name)
        if found and is_meant(found[1]):
            _remove_abandoned(folder / name, folder / name.removesuffix(found[2] or ""))


def remove_abandoned_of(*paths: Path) -> None:
    """Removes what writers of some files that were killed have left beside them."""
    # Not what merely looks like it: the folder is the person's.
    for folder in {path.parent for path in paths}:
        names = {_short(path.name) for path in paths if path.parent == folder}
        remove_abandoned(folder, names.__contains__)


def _remove_abandoned(path: Path, written: Path) -> None:
    """Removes a file or folder where nobody holds the lock of the one that was `written`."""
    import time

    with suppress(OSError):
        if path != written and not os.path.lexists(written):
            path.unlink()
            return
        held = os.open(written, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        try:
            try:
                is_abandoned = locks(held)
            except OSError:
                # A file system without locks: no one writes for a day.
                is_abandoned = time.time() - os.fstat(held).st_mtime > 24 * 3600
            if is_abandoned and path.is_dir():
                shutil.rmtree(path)
            elif is_abandoned:
                path.unlink()
        finally:
            os.close(held)


def remove(file: Path) -> None:
    """Removes a file, if it can be."""
    with suppress(OSError):
        file.unlink()
