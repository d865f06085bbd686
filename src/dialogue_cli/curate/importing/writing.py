"""Imported records into a dataset: one that is there, or a new one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from dialogue_cli.curate.commit import Content, create
from dialogue_cli.curate.manner import Around
from dialogue_cli.dataset.emitting import dumped
from dialogue_cli.dataset.fields import SECTIONS
from dialogue_cli.dataset.model import Record


class NewDataset:
    """A dataset of one file that is to be made: its header and its meetings."""

    def __init__(self, title: str, principal: str, records: Sequence[Record]) -> None:
        self._header: Record = {"format": 1, "title": title, "principal": principal}
        self._header = {name: value for name, value in self._header.items() if value}
        self._records = records

    @property
    def text(self) -> str:
        """The file as it will be."""
        lines = Around().lines
        records = "\n\n".join("\n".join(lines(record)) for record in self._records)
        return f"{dumped({'dataset': self._header})}\nmeetings:\n{records}\n"

    def write(self, dataset: Path) -> None:
        """Makes the file. Raises NotWritten where that cannot be done."""
        defaults = dict(SECTIONS["meetings"].defaults)
        order = list(SECTIONS["meetings"].fields)
        content: Content = [("dataset", self._header)]
        for record in self._records:
            whole = {**defaults, **record}
            content.append(("meetings", {name: whole[name] for name in order if name in whole}))
        create(dataset, self.text, content)
