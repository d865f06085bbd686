"""A new dataset: valid, with comments, and with one meeting as an example to copy.

PATH is the file to make (new.yaml), or a folder to make it in, as meetings.yaml; without PATH it is meetings.yaml in
the folder where you are. Beside it come meetings.schema.json, by which an editor completes and checks the file as you
type (see dialogue schema), and seeds/, the folder of the documents, with that of the example.

Nothing that is there is written over: a file or a link stays, and so does a folder with something in it (files whose
names begin with a dot aside). If something fails, nothing is left behind.

The names of the files that were made go to standard output.

Exit status: 0 done, 2 nothing was made.

Examples:

  dialogue init

  # In a new folder
  dialogue init my-meetings
"""

from __future__ import annotations

import os
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

from dialogue_cli.cli.flags import COMMON, Flag
from dialogue_cli.errors import FOUND, QueryError, UnreadableError
from dialogue_cli.files import ended_in_order, has_bytes, remove_abandoned_of
from dialogue_cli.text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from dialogue_cli.cli.session import Session

PATH = Flag("path", (), "The file or the folder to make; default: meetings.yaml.", "[PATH]")
TAKES = (PATH, *(flag for flag in COMMON if flag.field != "data"))


def run(session: Session) -> int:
    """Answers one call; returns the exit status."""
    from dialogue_cli.curate.starter import DATASET, starter
    from dialogue_cli.files import write_new

    typed = session.values["path"]
    dataset = _dataset(typed, DATASET, starter())
    files = {dataset if name == DATASET else dataset.parent / name: data for name, data in starter().items()}
    kept = [path for path, data in files.items() if path != dataset and _may_stay(path, data)]
    made = {path: data for path, data in files.items() if path not in kept}
    try:
        with ended_in_order():
            write_new(made)
    except FileExistsError as error:
        raise QueryError(_is_there(Path(error.filename2 or error.filename or str(error)))) from None
    except OSError as error:
        at = one_line(str(Path(error.filename).parent if error.filename else dataset.parent))
        raise UnreadableError(f"nothing can be made in {at}: {error.strerror or error}") from None
    session.out("tsv").writelines(f"{one_line(str(path))}\n" for path in reversed(made))
    for path in kept:
        session.note(f"{one_line(str(path))} was there and stays as it is")
    _tell(session, dataset)
    return FOUND


def _dataset(typed: str | None, name: str, files: Mapping[str, bytes]) -> Path:
    """The file to make. QueryError or UnreadableError where there is something already."""
    if typed is None:
        return _free(Path(name))
    if typed == "-":
        raise QueryError("init makes files, and writes none to standard output; name a file or a folder")
    if not typed or "\0" in typed:
        raise UnreadableError("the name of the dataset to make is empty or not valid")
    try:
        path = Path(typed).expanduser()
        is_folder = path.is_dir()
    except (OSError, RuntimeError) as error:
        raise UnreadableError(f"{typed} cannot be made: {getattr(error, 'strerror', None) or error}") from None
    if not is_folder and not typed.endswith("/"):
        if path.suffix in (".yaml", ".yml"):
            return _free(path)
        if path.suffix:
            raise QueryError(
                f'"{one_line(typed)}" is not the name of a .yaml file; for a folder of this name write a / behind it'
            )
    if not is_folder:
        return _free(path) / name
    _free(path / name)
    try:
        others = sorted(_others(path, path, files))
    except OSError as error:
        raise UnreadableError(f"{typed} cannot be read: {error.strerror}") from None
    if others:
        more = ", …" if len(others) > 1 else ""
        shown, call = one_line(f"{typed} is not empty ({others[0]}{more})"), shlex.quote(str(path / name))
        raise QueryError(f"{shown}; to make a file in it: dialogue init {one_line(call)}")
    return path / name


def _others(folder: Path, at: Path, files: Mapping[str, bytes]) -> Iterator[str]:
    """What is in a folder, but for what `init` makes in it: a call that was killed may have left that."""
    for entry in at.iterdir():
        name = str(entry.relative_to(folder))
        if entry.is_dir() and any(file.startswith(f"{name}/") for file in files):
            yield from _others(folder, entry, files)
        elif not entry.name.startswith(".") and not _is_made(entry, files.get(name)):
            yield name


def _free(path: Path) -> Path:
    from dialogue_cli.curate.starter import starter

    # A call that was killed when all was there has left names beside it.
    remove_abandoned_of(*(path.parent / name for name in (path.name, *starter())))
    if os.path.lexists(path):
        raise QueryError(_is_there(path))
    return path


def _is_there(path: Path) -> str:
    return f"{one_line(str(path))} is there already, and init never writes over anything; name another file or folder"


def _may_stay(path: Path, data: bytes) -> bool:
    """Whether what stands beside a new dataset serves it as it is: the same bytes, or a schema, perhaps with names."""
    from dialogue_cli.curate.starter import SCHEMA

    if path.name == SCHEMA:
        return os.path.lexists(path)
    return _is_made(path, data)


def _is_made(path: Path, data: bytes | None) -> bool:
    """Whether a file with these bytes is there."""
    try:
        return data is not None and path.is_file() and has_bytes(path, data)
    except OSError:
        return False


def _tell(session: Session, dataset: Path) -> None:
    named, whole = shlex.quote(str(dataset)), shlex.quote(str(dataset.absolute()))
    session.note(f"{one_line(str(dataset))} holds one meeting, as an example")
    session.note(f"ask it: dialogue list --data {one_line(named)}")
    session.note(f"add a meeting: dialogue add --data {one_line(named)}, or copy the example in your editor")
    session.note(f"look for mistakes: dialogue check --strict {one_line(named)}")
    default = f"set -Ux DIALOGUE_DATA {whole}" if _is_fish() else f"export DIALOGUE_DATA={whole}"
    session.note(f"make it the default: {one_line(default)}")


def _is_fish() -> bool:
    return Path(os.environ.get("SHELL", "")).name == "fish"
