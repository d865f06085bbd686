"""Files and folders that are replaced as a whole: written beside, then moved into place. A failure leaves the old."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from dialogue_cli.files.leftovers import name_beside, remove, remove_abandoned_of
from dialogue_cli.files.own import locks


@contextmanager
def beside(path: Path, *, overwrite: bool = True, durable: bool = False) -> Iterator[Path]:
    """A new path in the folder of `path`, to be written by the block and then moved into place.

    When the block raises, what it wrote is removed and `path` is as it was. Without `overwrite` a file that
    is there, also one that came meanwhile, raises FileExistsError. `durable` waits until the bytes are on
    the disk. An existing file keeps its permissions, and is not replaced where they forbid to write it.
    What writers that were killed have left beside it is removed.
    """
    remove_abandoned_of(path)
    new = name_beside(path)
    try:
        with new.open("xb") as held:
            with suppress(OSError):
                locks(held)
            yield new
            with suppress(OSError):
                new.chmod(path.stat().st_mode & 0o777)
            if durable:
                os.fsync(held.fileno())
            if overwrite:
                if path.exists() and not os.access(path, os.W_OK):
                    raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
                os.replace(new, path)  # noqa: PTH105
            else:
                _move_to_free(new, path)
    finally:
        with suppress(OSError):
            new.unlink()


def write_new(files: Mapping[Path, bytes]) -> None:
    """Writes files that are not there, with the folders that they need: all of them, or none, and in their order.

    One that is there, also one that came meanwhile, raises FileExistsError. What writers of them that were killed have
    left is removed.
    """
    with ExitStack() as undo:
        for folder in {path.parent: None for path in files}:
            _make_folders(folder, undo)
        remove_abandoned_of(*files)
        new = {}
        with ExitStack() as leftovers:
            for path, data in files.items():
                new[path] = name_beside(path)
                leftovers.callback(remove, new[path])
                with new[path].open("xb") as held:
                    with suppress(OSError):
                        locks(held)
                    held.write(data)
                    held.flush()
                    os.fsync(held.fileno())
            for path, file in new.items():
                _move_to_free(file, path)
                undo.callback(remove, path)
        for folder in {path.parent for path in files}:
            sync_folder(folder)
        undo.pop_all()


def has_bytes(path: Path, data: bytes) -> bool:
    """Whether a file has exactly these bytes. OSError where it cannot be read."""
    # The size first: anything may lie there.
    return path.stat().st_size == len(data) and path.read_bytes() == data


def _make_folders(folder: Path, undo: ExitStack) -> None:
    """Makes a folder and those above it; undone, what was made is removed."""
    missing = [one for one in (folder, *folder.parents) if not os.path.lexists(one)]
    for one in reversed(missing):
        one.mkdir()
        undo.callback(_remove_folder, one)


def _remove_folder(folder: Path) -> None:
    with suppress(OSError):
        folder.rmdir()


def sync_folder(folder: Path) -> None:
    """Waits until the names in a folder are on the disk."""
    # Without it a name may be lost with the power, though not the bytes of the file.
    with suppress(OSError):
        held = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(held)
        finally:
            os.close(held)


@contextmanager
def folder_beside(path: Path, *, overwrite: bool = True) -> Iterator[Path]:
    """A new folder in the folder of `path`, to be filled by the block and then moved into place.

    As `beside` does for a file: when the block raises, `path` is as it was. Without `overwrite` a folder that is there
    and has something in it raises FileExistsError. What is replaced is gone only when the new one is in its place.
    """
    new, old = name_beside(path), name_beside(path)
    new.mkdir()
    with ExitStack() as stack:
        stack.callback(shutil.rmtree, new, ignore_errors=True)
        _hold(new, stack)
        yield new
        for file in new.rglob("*"):
            sync(file)
        with suppress(OSError):
            new.chmod(path.stat().st_mode & 0o777)
        is_there = overwrite and path.is_dir() and any(path.iterdir())
        if is_there:
            _hold(path, stack)
            path.rename(old)
        try:
            # It takes the place of an empty folder, never of another.
            new.rename(path)
        except OSError as error:
            if is_there:
                old.rename(path)
            if error.errno in (errno.ENOTEMPTY, errno.EEXIST, errno.ENOTDIR):
                raise FileExistsError(path) from None
            raise
        if is_there:
            shutil.rmtree(old, ignore_errors=True)
    # Not before: after a kill between the two moves, what was there is to be found only under such a name.
    remove_abandoned_of(path)


def _hold(folder: Path, stack: ExitStack) -> None:
    """Locks a folder, so that nobody takes it for an abandoned one, whatever it is called."""
    held = os.open(folder, os.O_RDONLY)
    stack.callback(os.close, held)
    with suppress(OSError):
        locks(held)


def sync(file: Path) -> None:
    """Waits until the bytes of a file are on the disk."""
    with suppress(OSError), file.open("rb") as held:
        os.fsync(held.fileno())


def _move_to_free(new: Path, path: Path) -> None:
    try:
        # Unlike a rename, a link never takes the place of a file.
        os.link(new, path)
    except FileExistsError:
        raise
    except OSError:
        # A file system without links.
        if os.path.lexists(path):
            raise FileExistsError(path) from None
        os.replace(new, path)  # noqa: PTH105
