"""Parts of files into batches: in this process, or where there is much to read in others, side by side."""

from __future__ import annotations

import os
from collections.abc import Generator, Sequence
from pathlib import Path
from typing import NamedTuple

from dialogue_cli.dataset.cutting import Part, bytes_of
from dialogue_cli.dataset.parts import PartReader
from dialogue_cli.index.batch import Batch, Collector

MUCH = 1 << 21
"""Bytes from which on it is worth while to start processes."""
_MOST_PROCESSES = 4
"""More would wait for the one that writes."""
PartOfFile = tuple[Path, Part]


class PartRead(NamedTuple):
    """What a part brings, and the section and the column of the list in which it ends."""

    batch: Batch
    open_list: tuple[str, int] | None


def read_parts(parts: Sequence[PartOfFile]) -> Generator[PartRead | None, None, None]:
    """Reads parts of files, in their order; None for one in which there is an error, or that has changed."""
    if sum(part.size for _, part in parts) < MUCH or (count := _processes()) < 2:
        return read_here(parts)
    from dialogue_cli.index.side_by_side import read_side_by_side

    return read_side_by_side(parts, count)


def read_here(parts: Sequence[PartOfFile]) -> Generator[PartRead | None, None, None]:
    """The same, in this process."""
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


def _processes() -> int:
    """How many processes can run side by side."""
    # Not on macOS.
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(usable, _MOST_PROCESSES)
