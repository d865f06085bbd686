"""Looks all the time at what a load takes: the size of the cache folder, and the memory of the processes."""

from __future__ import annotations

import os
import threading
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

EVERY = 0.1
"""Seconds between two looks."""


@dataclass(frozen=True)
class Program:
    """How `dialogue` is called, and how many seconds a call may take."""

    command: list[str]
    environment: dict[str, str]
    patience: float


def size_of(folder: Path) -> tuple[int, int]:
    """How many bytes the files in a folder take on the disk, and how many of them are being written."""
    size = unfinished = 0
    with suppress(FileNotFoundError):
        for entry in os.scandir(folder):
            with suppress(FileNotFoundError):
                size += entry.stat(follow_symlinks=False).st_blocks * 512
                unfinished += entry.name.endswith(".tmp")
    return size, unfinished


def memory_of_group() -> int:
    """The bytes that the other processes of our group have in memory; 0 where the system does not tell (macOS)."""
    found, group, page = 0, os.getpgrp(), os.sysconf("SC_PAGE_SIZE")
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError, ValueError, IndexError):
            if int(process.name) == os.getpid() or os.getpgid(int(process.name)) != group:
                continue
            found += int((process / "statm").read_text().split()[1]) * page
    return found


@dataclass
class Watch:
    """The most that was seen; `most_disk` is what ends the load (`is_over`), so that no disk is filled."""

    cache: Path
    most_disk: int
    disk: int = 0
    unfinished: int = 0
    memory: int = 0
    is_over: bool = False
    _stop: threading.Event = field(default_factory=threading.Event)

    def __enter__(self) -> Watch:
        self._thread = threading.Thread(target=self._look)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._stop.wait(EVERY):
            size, unfinished = size_of(self.cache)
            self.disk, self.unfinished = max(self.disk, size), max(self.unfinished, unfinished)
            self.memory = max(self.memory, memory_of_group())
            self.is_over = self.is_over or size > self.most_disk
