"""Which files make up a dataset: the one place that decides it."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

from dialogue_cli.broken_off import MOVING
from dialogue_cli.errors import UnreadableError

if TYPE_CHECKING:
    from pathlib import Path

SUFFIXES = (".yaml", ".yml")


def dataset_entries(dataset: str | os.PathLike[str]) -> list[tuple[str, os.stat_result]]:
    """The YAML files of a dataset with their state: the file itself, or those directly in a folder, by name.

    In a folder, subfolders are passed over whatever they are called, and so are files whose name begins with a
    dot. A change of several files that was broken off by a kill is taken back first. Raises UnreadableError when
    there is nothing there, or a folder contains no such file.
    """
    path = os.fspath(dataset)
    try:
        state = os.stat(path)
        if not stat.S_ISDIR(state.st_mode):
            return [(path, state)]
        if os.path.lexists(os.path.join(path, MOVING)):
            _take_back(path)
        with os.scandir(path) as entries:
            named = [entry for entry in entries if is_named_as_part(entry.name)]
            found = sorted((entry.name, entry.path, entry.stat()) for entry in named)
    except OSError as error:
        raise UnreadableError(f"{path} cannot be read: {error.strerror}") from None
    except ValueError:
        raise UnreadableError(f"{path!r} is not a valid path") from None
    files = [(file, state) for _, file, state in found if not stat.S_ISDIR(state.st_mode)]
    if not files:
        raise UnreadableError(f"{path} is not a dataset: it contains no .yaml file")
    return files


def _take_back(folder: str) -> None:
    from pathlib import Path

    from dialogue_cli.files.together import take_back

    take_back(Path(folder), is_named_as_part)


def dataset_files(dataset: str | os.PathLike[str]) -> list[Path]:
    """The YAML files of a dataset, as `dataset_entries` finds them."""
    from pathlib import Path

    return [Path(file) for file, _ in dataset_entries(dataset)]


def is_named_as_part(name: str) -> bool:
    """Whether a file of this name, directly in a folder that is a dataset, belongs to it."""
    return name.endswith(SUFFIXES) and not name.startswith(".")


def is_one_file(one: str | os.PathLike[str], other: str | os.PathLike[str]) -> bool:
    """Whether two paths lead to one file or folder, also where letter case or Unicode form make no difference."""
    try:
        return os.path.samefile(one, other)
    except OSError:
        return os.path.realpath(one) == os.path.realpath(other)
