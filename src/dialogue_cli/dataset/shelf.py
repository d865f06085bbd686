"""Where the documents of a dataset lie, and which files there are none that it may show."""

from __future__ import annotations

import stat
from contextlib import suppress
from functools import cached_property
from pathlib import Path

from dialogue_cli.dataset.folder import dataset_entries
from dialogue_cli.errors import UnreadableError
from dialogue_cli.text import printable

_KINDS = {stat.S_IFDIR: "folder", stat.S_IFIFO: "pipe", stat.S_IFSOCK: "socket"}


def folders(dataset: Path) -> list[Path]:
    """Where documents are looked for: beside the dataset, in `seeds/` there, and in `../seeds/` of a `data` folder."""
    base = dataset if dataset.is_dir() else dataset.parent
    found = [base, base / "seeds"]
    if base.resolve().name == "data":
        found.append(base.resolve().parent / "seeds")
    return found


class Shelf:
    """The folders in which the documents of one dataset are looked for."""

    def __init__(self, dataset: Path) -> None:
        self.folders = folders(dataset)
        self._dataset = dataset

    def refused(self, path: Path) -> str | None:
        """Why a file that is there is not read. OSError where it is not there."""
        state = path.stat()
        if not stat.S_ISREG(state.st_mode):
            # A pipe or a device would be read without end.
            return f"is not a regular file but a {_KINDS.get(stat.S_IFMT(state.st_mode), 'device')}"
        if (state.st_dev, state.st_ino) in self._of_dataset:
            # Whatever is quoted stands in it.
            return "is a file of the dataset itself, which proves nothing"
        if real := self.leads_out(path):
            # A dataset of somebody else could show what only this person can read.
            return f"is a link to {printable(real)}, which is not beside the dataset; copy the file"
        return None

    def leads_out(self, path: Path) -> Path | None:
        """Where a file or a folder really is, if links lead to it out of the folders of the dataset."""
        real = path.resolve()
        return None if any(map(real.is_relative_to, self._roots)) else real

    @cached_property
    def _roots(self) -> list[Path]:
        """The folders that no link may leave: that of `../seeds/` is no link itself."""
        base, *_ = self.folders
        return [base.resolve(), *self.folders[2:]]

    @cached_property
    def _of_dataset(self) -> set[tuple[int, int]]:
        with suppress(UnreadableError):
            return {(state.st_dev, state.st_ino) for _, state in dataset_entries(self._dataset)}
        return set()
