"""Parts of a file into batches: in this process, or side by side in others where that is worth while."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from dialogue_cli.dataset.cutting import Part, bytes_of
from dialogue_cli.dataset.parts import PartReader
from dialogue_cli.index.batch import Batch, Collector


class PartRead(NamedTuple):
    """What a part brings, and the section and the column of the list in which it ends."""

    batch: Batch
    open_list: tuple[str, int] | None


def read_parts(path: Path, parts: Iterable[Part]) -> Iterator[PartRead | None]:
    """Reads some parts of a file, in their order; None for one in which there is an error, or that has changed."""
    with path.open("rb") as file:
        for part in parts:
            text = bytes_of(file, part)
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
