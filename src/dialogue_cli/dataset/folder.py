"""Which files make up a dataset: the one place that decides it."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from dialogue_cli.errors import UnreadableError

SUFFIXES = (".yaml", ".yml")


def dataset_entries(path: Path) -> list[tuple[Path, os.stat_result]]:
    """The YAML files of a dataset with their state: the file itself, or those directly in a folder, by name.

    In a folder, subfolders are passed over whatever they are called, and so are files whose name begins with a
    dot. Raises UnreadableError when there is nothing there, or a folder contains no such file.
    """
    try:
        if not path.is_dir():
            return [(path, path.stat())]
        with os.scandir(path) as entries:
            named = [e for e in entries if e.name.endswith(SUFFIXES) and not e.name.startswith(".")]
            found = [(path / entry.name, entry.stat()) for entry in named]
    except OSError as error:
        raise UnreadableError(f"{path} cannot be read: {error.strerror}") from None
    except ValueError:
        raise UnreadableError(f"{str(path)!r} is not a valid path") from None
    files = [(file, state) for file, state in found if not stat.S_ISDIR(state.st_mode)]
    if not files:
        raise UnreadableError(f"{path} is not a dataset: it contains no .yaml file")
    return sorted(files, key=lambda entry: entry[0].name)


def dataset_files(path: Path) -> list[Path]:
    """The YAML files of a dataset, as `dataset_entries` finds them."""
    return [file for file, _ in dataset_entries(path)]
