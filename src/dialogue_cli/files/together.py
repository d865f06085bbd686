"""Several files that take the place of others together: what a kill breaks off is taken back by whoever comes next."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from dialogue_cli.broken_off import MOVING
from dialogue_cli.errors import UnreadableError
from dialogue_cli.files.leftovers import name_beside, remove, remove_abandoned_of
from dialogue_cli.files.own import is_locked_now, locks, opened_own
from dialogue_cli.files.whole import sync, sync_folder
from dialogue_cli.text import listing

_BARE = re.compile(r"(?!\.\.?$)[^/\0]+")
_BESIDE = re.compile(r"\.[^/\0]*\.[0-9a-f]{12}\.tmp")
_PATIENCE, _AGAIN = 2.0, 0.02
"""Seconds to wait for somebody who moves files, and until it is looked at again."""
_LONG_AGO = 60.0
"""Seconds after which nobody moves files any more; it takes milliseconds."""
_MOST = 4 << 20
"""Bytes of a note."""


class _Moved(NamedTuple):
    """A file that was to be replaced: its name, where it is kept as it was, and the checksums before and after."""

    name: str
    kept: str
    before: str
    after: str


@contextmanager
def beside_all(paths: Sequence[Path], *, in_one_step: bool = False) -> Iterator[dict[Path, Path]]:
    """New paths beside some files that are there, to be written by the block and then moved into place together.

    They are waited for until they are on the disk. When the block raises, or one of them cannot be moved, all files
    are as they were. Each keeps its permissions. What writers that were killed have left beside them is removed.

    `in_one_step` is for files of one folder that is read by way of `take_back`: a kill, too, leaves all or none.
    """
    new: dict[Path, Path] = {}
    kept: dict[Path, Path] = {}
    folders = {path.parent for path in paths}
    with ExitStack() as stack:
        remove_abandoned_of(*paths, *(folder / MOVING for folder in folders))
        for path in paths:
            new[path] = name_beside(path)
            held = stack.enter_context(new[path].open("xb"))
            stack.callback(remove, new[path])
            with suppress(OSError):
                locks(held)
        yield new
        for path, file in new.items():
            file.chmod(path.stat().st_mode & 0o777)
            sync(file)
        for path in new:
            kept[path] = name_beside(path)
            stack.callback(_remove_unless_noted, kept[path])
            _keep(path, kept[path])
        if in_one_step and len(paths) > 1 and len(folders) == 1:
            with _noted(new, kept):
                _move(new, kept)
        else:
            _move(new, kept)
        for folder in folders:
            sync_folder(folder)


def _move(new: Mapping[Path, Path], kept: Mapping[Path, Path]) -> None:
    moved = list[Path]()
    try:
        for path, file in new.items():
            moved.append(path)
            os.replace(file, path)  # noqa: PTH105
    except BaseException:
        for path in moved:
            with suppress(FileNotFoundError):
                os.replace(kept[path], path)  # noqa: PTH105
        raise


def _keep(path: Path, other: Path) -> None:
    """Gives a file a second name, or where there are no links makes a copy of it."""
    try:
        os.link(path, other)
    except OSError:
        shutil.copy2(path, other)


def _remove_unless_noted(kept: Path) -> None:
    # Where not all could be moved back, whoever comes next does it.
    if not os.path.lexists(kept.with_name(MOVING)):
        remove(kept)


@contextmanager
def _noted(new: Mapping[Path, Path], kept: Mapping[Path, Path]) -> Iterator[None]:
    """Notes in the folder of some files how they were, for as long as the block moves them."""
    folder = next(iter(new)).parent
    moved = [_Moved(path.name, kept[path].name, _digest(path) or "", _digest(new[path]) or "") for path in new]
    note, written = folder / MOVING, name_beside(folder / MOVING)
    with ExitStack() as stack:
        stack.callback(remove, written)
        file = stack.enter_context(written.open("xb"))
        with suppress(OSError):
            locks(file)
        file.write(json.dumps(moved).encode())
        file.flush()
        os.fsync(file.fileno())
        try:
            os.replace(written, note)  # noqa: PTH105
            sync_folder(folder)
            yield
        except BaseException:
            # What cannot be looked at now is settled by whoever comes next.
            with suppress(OSError):
                if not _is_half_done(folder, moved):
                    sync_folder(folder)
                    remove(note)
            raise
        sync_folder(folder)
        remove(note)


def _is_half_done(folder: Path, moved: Sequence[_Moved]) -> bool:
    now = [(_digest(folder / one.name), one) for one in moved]
    return any(digest != one.before for digest, one in now) and any(digest != one.after for digest, one in now)


def take_back(folder: Path, is_meant: Callable[[str], bool]) -> None:
    """Makes the files of a folder what they were before a change of several of them that was broken off by a kill.

    `is_meant` says of the name of a file whether it may be one of them. UnreadableError where that cannot be done.
    """
    note, until = folder / MOVING, time.monotonic() + _PATIENCE
    try:
        while True:
            held = opened_own(note)
            with os.fdopen(held, "rb") as file:
                if _is_abandoned(held, note):
                    moved = _read(file.read(_MOST))
                    _take_back(folder, moved if all(is_meant(one.name) for one in moved) else [])
                    return
            if time.monotonic() > until:
                return
            time.sleep(_AGAIN)
    except FileNotFoundError:
        return
    except OSError as error:
        raise UnreadableError(
            f"a change of several files in {folder} was broken off, and cannot be taken back: {error.strerror};"
            " dialogue check does it, run by somebody who may write there"
        ) from None


def _is_abandoned(held: int, note: Path) -> bool:
    """Whether nobody moves files any more by a note that is open; nobody else takes them back then."""
    try:
        locks(held)
    except OSError:
        # A file system without locks.
        return time.time() - os.fstat(held).st_mtime > _LONG_AGO
    return is_locked_now(held, note)


def _take_back(folder: Path, moved: Sequence[_Moved]) -> None:
    back = [one for one in moved if _digest(folder / one.name) != one.before] if _is_half_done(folder, moved) else []
    for one in back:
        if _digest(folder / one.name) != one.after or _digest(folder / one.kept) != one.before:
            kept = listing([one.kept for one in moved], "and")
            raise UnreadableError(
                f"a change of several files in {folder} was broken off, and {one.name} was changed since: it cannot be"
                f" taken back. What they were before is in {kept}; settle it, then remove {MOVING}"
            )
    for one in back:
        os.replace(folder / one.kept, folder / one.name)  # noqa: PTH105
    sync_folder(folder)
    (folder / MOVING).unlink(missing_ok=True)
    remove_abandoned_of(*(folder / one.name for one in moved))


def _read(note: bytes) -> list[_Moved]:
    """What a note says; nothing where it is none."""
    # Whoever made the folder can have written it: no name may lead out of it.
    with suppress(ValueError, TypeError, RecursionError):
        moved = [_Moved(*map(str, one)) for one in json.loads(note)]
        if all(_BARE.fullmatch(one.name) and _BESIDE.fullmatch(one.kept) for one in moved):
            return moved
    return []


def _digest(path: Path) -> str | None:
    """The checksum of a file; None where there is none."""
    with suppress(FileNotFoundError), os.fdopen(opened_own(path), "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
    return None
