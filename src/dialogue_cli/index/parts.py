"""Parts of files into batches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from dialogue_cli.dataset.cutting import Part, bytes_of
from dialogue_cli.dataset.parts import PartReader
from dialogue_cli.index.batch import Batch, Collector

PartOfFile = tuple[Path, Part]


class PartRead(NamedTuple):
    """What a part brings, and the section and the column of the list in which it ends."""

    batch: Batch
    open_list: tuple[str, int] | None


def read_here(parts: Iterable[PartOfFile]) -> Iterator[PartRead | None]:
    """Reads parts in this process; None for one in which there is an error, or that has changed."""
    for path, part in parts:
        # It may be gone, too.
        try:
            with path.open("rb") as file:
                text = bytes_of(file, part)
        except OSError:
            text = None
        yield None if text is None else _read(text, part.section)


def _read(text: bytes, section: str) -> PartRead | None:
    reader, collector = PartReader(text, section), Collector()
    for item in reader:
        if item.broken:
            return None
        collector.add(item)
    if reader.has_errors:
        return None
    collector.finish(reader)
    return PartRead(collector.batch, reader.open_list)
