"""An accepted record into the dataset: a new meeting or more of one that is there, with its documents."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

from dialogue_cli.curate.commit import Change, Meant
from dialogue_cli.curate.desk import Added, Desk
from dialogue_cli.curate.documents_in import new_files, put_in
from dialogue_cli.curate.reviewing.merging import Name, edit
from dialogue_cli.curate.reviewing.papers import Paper
from dialogue_cli.dataset.model import Record


class Writing:
    """What is to be written together, all of it or nothing. Errors are those of the desk."""

    def __init__(
        self, dataset: Path, record: Record, papers: Sequence[Paper], into: Path | None, *, target: str, name: Name
    ) -> None:
        self._desk = Desk(dataset)
        self._papers = papers
        self.identifier = target or record["id"]
        entries = [paper.new for paper in papers if paper.new]
        self._sources = self._desk.add_all("sources", entries, into) if entries else []
        self._meetings: list[Added] = []
        self._merged: Meant | None = None
        if target:
            self._merged = edit(self._desk, target, record, name)
        else:
            self._meetings = self._desk.add_all("meetings", [record], into)

    @property
    def lines(self) -> list[str]:
        """A new record as it would stand in the file."""
        return self._lines(self._meetings)

    @property
    def source_lines(self) -> list[str]:
        """The entries of new documents."""
        return self._lines(self._sources)

    def _lines(self, added: Sequence[Added]) -> list[str]:
        return [line for one in added for lines in self._desk.lines(one) for line in lines]

    @cached_property
    def changes(self) -> list[Change]:
        """The files that are to change."""
        return self._desk.changes()

    def write(self) -> tuple[Path, int]:
        """Writes it. Returns the file and the line where the meeting begins."""
        with put_in(self._desk, self._files()):
            self._desk.commit(self._meant())
        found = Desk(self._desk.dataset).find("meetings", self.identifier)
        assert found, "it was written"
        file, place = found
        return file.path, file.text.count("\n", 0, place.start) + 1

    def _files(self) -> dict[Path, bytes]:
        """The documents that do not lie beside the dataset yet."""
        found: dict[Path, bytes] = {}
        for paper in self._papers:
            if paper.received:
                found |= new_files(self._desk.dataset, paper.received)
        return found

    def _meant(self) -> Meant:
        added = self._desk.with_added([*self._sources, *self._meetings])
        merged = self._merged
        return added if merged is None else lambda before: added(merged(before))
