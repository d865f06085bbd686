"""New meetings into the files of a dataset: what would change, and the change itself."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from dialogue_cli.curate.commit import Change
from dialogue_cli.curate.desk import Desk
from dialogue_cli.dataset.model import Record


class Placed(NamedTuple):
    """New meetings in their files: their ids in the order of the files, and where the first of them begins."""

    ids: list[str]
    path: Path
    line: int


class Placing:
    """New meetings that are to be written together, all of them or none. Errors are those of the desk."""

    def __init__(self, dataset: Path, records: Sequence[Record], into: Path | None) -> None:
        self._desk = Desk(dataset)
        self._added = self._desk.add_all("meetings", records, into)

    @cached_property
    def changes(self) -> list[Change]:
        """The files that are to change."""
        return self._desk.changes()

    @property
    def lines(self) -> list[str]:
        """The records as they would stand in the file."""
        return [line for one in self._added for lines in self._desk.lines(one) for line in lines]

    def write(self) -> Placed:
        """Writes the meetings, and says where they stand."""
        self._desk.commit(self._desk.with_added(self._added))
        ids = [record["id"] for one in self._added for record in one.records]
        found = Desk(self._desk.dataset).find("meetings", ids[0])
        assert found, "it was written"
        file, place = found
        return Placed(ids, file.path, file.text.count("\n", 0, place.start) + 1)
