"""Parts of files into batches: in this process, or where there is much to read in others, side by side."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from dialogue_cli.dataset.cutting import Part, bytes_of
from dialogue_cli.dataset.parts import PartReader
from dialogue_cli.index.batch import Batch, Collector

if TYPE_CHECKING:
    from dialogue_cli.index.side_by_side import Processes

MUCH = 1 << 21
"""Bytes from which on it is worth while to start processes."""
_MOST_PROCESSES = 4
"""More would wait for the one that writes."""
PartOfFile = tuple[Path, Part]


class PartRead(NamedTuple):
    """What a part brings, and the section and the column of the list in which it ends."""

    batch: Batch
    open_list: tuple[str, int] | None


class Readers:
    """What reads parts of files: this process, or where there are so many bytes to read, others side by side.

    They begin at once, and end when the block is left.
    """

    def __init__(self, size: int) -> None:
        self._processes: Processes | None = None
        if size >= MUCH and (count := _processes()) > 1:
            from dialogue_cli.index.side_by_side import Processes

            self._processes = Processes(count)

    def __enter__(self) -> Readers:
        return self

    def __exit__(self, *_: object) -> None:
        if self._processes:
            self._processes.end()

    def read(self, parts: Sequence[PartOfFile]) -> Iterator[PartRead | None]:
        """Reads parts, in their order; None for one in which there is an error, or that has changed."""
        return self._processes.read(parts) if self._processes else read_here(parts)


def read_here(parts: Iterable[PartOfFile]) -> Iterator[PartRead | None]:
    """Reads parts in this process; None as by `Readers.read`."""
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
