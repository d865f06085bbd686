"""Where a document goes: standard output, or a file or folder that is replaced as a whole."""

from __future__ import annotations

import os
import shutil
import stat
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from dialogue_cli.cli.guarded import refuse_what_is_read
from dialogue_cli.cli.streams import ERRORS
from dialogue_cli.errors import QueryError, UnreadableError
from dialogue_cli.files import beside, ended_in_order, folder_beside
from dialogue_cli.formats.registry import FORMATS
from dialogue_cli.text import printable

if TYPE_CHECKING:
    from dialogue_cli.cli.session import Session


@dataclass(eq=False)
class Place:
    """Where to write: a stream, or where the format is a file of its own, the path of a file to make."""

    stream: TextIO
    path: Path | None = None
    is_worth_it: bool = True
    """Whether there was anything to write; if not, a file that is there stays."""


class _Nothing(Exception):
    pass


@contextmanager
def written_to(session: Session, format_: str, named: str | None = None) -> Iterator[Place]:
    """The place to write a format to; for one that is a file of its own, a path.

    It is the file that is `named`, else that of -o; without one it is standard output. A file is written beside and
    moved into place when the block ends well.
    Raises QueryError for a file that is there without --force, and UnreadableError where none can be written.
    """
    name, force = named or session.values["output"], session.values["force"]
    is_file = FORMATS[format_].how == "file"
    if name in (None, "-"):
        if not is_file:
            yield Place(session.out(format_))
            return
        if session.output.is_terminal:
            raise QueryError("this format is not text: name a file with -o FILE, or send it into a pipe")
        with ended_in_order(), tempfile.TemporaryDirectory(prefix="dialogue-") as folder:
            yield (place := Place(sys.stdout, Path(folder, "export")))
            if not place.is_worth_it:
                return
            sys.stdout.flush()
            with Path(folder, "export").open("rb") as file:
                shutil.copyfileobj(file, sys.stdout.buffer)
        return
    path, is_device = _resolved(name)
    if is_device:
        if is_file:
            raise QueryError(f"{name} is not a regular file, and this format needs one")
        with path.open("w", encoding="utf-8", errors=ERRORS, newline="") as stream:
            yield Place(session.begun(stream, format_))
        return
    refuse_what_is_read(session, path, name)
    if not force and os.path.lexists(path):
        raise QueryError(f"{name} already exists; use --force to replace it")
    try:
        with ended_in_order(), beside(path, overwrite=force, durable=True) as new:
            if is_file:
                yield (place := Place(sys.stdout, new))
            else:
                with new.open("w", encoding="utf-8", errors=ERRORS, newline="") as stream:
                    yield (place := Place(session.begun(stream, format_)))
            if not place.is_worth_it:
                raise _Nothing
    except _Nothing:
        session.note(f"{name} is not written")
    except FileExistsError:
        raise QueryError(f"{name} already exists; use --force to replace it") from None
    except BrokenPipeError:
        raise
    except OSError as error:
        raise UnreadableError(f"{name} cannot be written: {error.strerror or error}") from None


@contextmanager
def folder_written_to(session: Session) -> Iterator[Place]:
    """The path of an empty folder to fill, for a format that is a folder of its own; as `written_to` does a file.

    Only a folder that such an export has made is replaced: whatever else somebody keeps in one stays.
    """
    name, force = session.values["output"], session.values["force"]
    if name in (None, "-"):
        raise QueryError("--by-year writes a folder: name it with -o FOLDER")
    path = _resolved_folder(name)
    if path.is_dir() and any(path.iterdir()):
        if not force:
            raise QueryError(f"{name} already exists; use --force to replace it")
        if (strange := _not_of_an_export(path)) is not None:
            raise QueryError(f"{name} holds {strange}, which no export by year has written; name another folder")
    try:
        with ended_in_order(), folder_beside(path, overwrite=force) as new:
            yield (place := Place(sys.stdout, new))
            if not place.is_worth_it:
                raise _Nothing
    except _Nothing:
        session.note(f"{name} is not written")
    except FileExistsError:
        raise QueryError(f"{name} already exists; use --force to replace it") from None
    except OSError as error:
        raise UnreadableError(f"{name} cannot be written: {error.strerror or error}") from None


def _resolved_folder(name: str) -> Path:
    if not name or "\0" in name:
        raise UnreadableError("the name of the folder to write is empty or not valid")
    try:
        path = Path(name).expanduser()
        if os.path.lexists(path) and not path.is_dir():
            raise UnreadableError(f"{name} is not a folder, and --by-year writes one; name another")
        return path.resolve()
    except (OSError, RuntimeError) as error:
        raise UnreadableError(f"{name} cannot be written: {getattr(error, 'strerror', None) or error}") from None


def _not_of_an_export(folder: Path) -> str | None:
    """The name of something in a folder that is no part for a year; None where all are."""
    for entry in sorted(folder.iterdir()):
        is_part = entry.is_dir() and not entry.is_symlink() and entry.name.startswith("year=")
        files = list(entry.iterdir()) if is_part else []
        if not is_part or not all(file.is_file() and file.suffix == ".parquet" for file in files):
            return printable(entry.name)
    return None


def _resolved(name: str) -> tuple[Path, bool]:
    """The file that is meant, at the end of symbolic links (a link stays one); and whether it is no regular file."""
    if not name or "\0" in name:
        raise UnreadableError("the name of the file to write is empty or not valid")
    try:
        path = Path(name).expanduser()
        if path.is_dir():
            raise UnreadableError(f"{name} is a folder; name a file in it")
        if name.endswith("/"):
            raise UnreadableError(f"{name} is not an existing folder, and names no file")
        if path.exists() and not stat.S_ISREG(path.stat().st_mode):
            # /dev/stdout is a link that leads to no path.
            return path, True
        return path.resolve() if path.is_symlink() else path, False
    except (OSError, RuntimeError) as error:
        raise UnreadableError(f"{name} cannot be written: {getattr(error, 'strerror', None) or error}") from None
