"""Who reads the parts of files: this process, or where there is much to read others, side by side.

Nothing here waits for what reading needs: the others are to begin while that is loaded.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dialogue_cli.index.parts import PartOfFile, PartRead
    from dialogue_cli.index.side_by_side import Processes

MUCH = 1 << 21
"""Bytes from which on it is worth while to start processes."""
_MOST_PROCESSES = 4
"""More would wait for the one that writes."""


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

    def read(self, parts: Iterable[PartOfFile]) -> Iterator[PartRead | None]:
        """Reads parts, in their order; None for one in which there is an error, or that has changed."""
        if self._processes:
            return self._processes.read(parts)
        from dialogue_cli.index.parts import read_here

        return read_here(parts)


def _processes() -> int:
    """How many processes can run side by side."""
    # Not on macOS.
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(usable, _MOST_PROCESSES)
