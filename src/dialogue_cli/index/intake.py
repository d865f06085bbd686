"""Takes files into the index: whole, in the order of their bytes, or part by part."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from dialogue_cli.dataset.cutting import Part, Survey, survey
from dialogue_cli.dataset.reader import FileReader, Item
from dialogue_cli.index.batch import Collector
from dialogue_cli.index.readers import MUCH, Readers
from dialogue_cli.index.rows import Rows, next_number
from dialogue_cli.index.schema import stored

Progress = Callable[[int, int], None]
"""Told now and then how many of how many bytes are read; that all are, when the index is complete."""
_BATCH = 500
"""Meetings that are written together when a file is read whole."""


class Doubtful(Exception):
    """A file cannot be understood part by part, or there is an error: all must be read in order.

    `file` is the one that must not be cut, where it is known.
    """

    def __init__(self, file: Path | None = None) -> None:
        self.file = file


class Told:
    """How much of the bytes to read is done, for whoever waits. All of it is when the block is left."""

    def __init__(self, progress: Progress | None, total: int) -> None:
        self._progress = progress
        self._total = total
        self._done = 0

    def __enter__(self) -> Told:
        return self

    def __exit__(self, *_: object) -> None:
        if self._progress:
            self._progress(self._total, self._total)

    def add(self, size: int) -> None:
        """So many bytes more are read."""
        self._done += size
        self.at(0)

    def at(self, size: int) -> None:
        """So many bytes more are read, of a file that goes on."""
        if self._progress:
            self._progress(max(min(self._done + size, self._total - 1), 0), self._total)

    def restart(self) -> None:
        """All must be read again."""
        self._done = 0


class Plan(NamedTuple):
    """A file that is to be read: when it was looked at, and how it may be cut; None if it is to be read whole.

    `is_doubtful` is a large file that was cut, and must not be.
    """

    file: Path
    looked_at: int
    survey: Survey | None
    is_doubtful: bool = False

    def left(self, kept: Iterable[int]) -> int:
        """How many bytes there are to read without some of the parts."""
        if self.survey:
            return self.survey.size - sum(self.survey.parts[place].size for place in kept)
        return size_of(self.file)


def planned(files: Sequence[Path]) -> list[Plan]:
    """How to read some files: where they are much, small ones too as parts, so that they are read side by side."""
    found: list[Plan] = []
    least = 0 if sum(map(size_of, files)) >= MUCH else None
    for file in files:
        looked_at, cut = time.time_ns(), None
        # Whoever reads it tells what is wrong.
        with suppress(OSError):
            cut = survey(file, least)
        found.append(Plan(file, looked_at, cut))
    return found


def size_of(file: Path) -> int:
    """Bytes of a file; 0 where that cannot be told, as whoever reads it will say."""
    with suppress(OSError):
        return file.stat().st_size
    return 0


class Intake:
    """Takes files into a database. `rows` knows what is new in it."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self.rows = Rows(connection)
        self.first_part = self._parts = next_number(connection, "part")

    def whole(self, reader: FileReader, items: Iterable[Item], told: Told, *, is_doubtful: bool = False) -> None:
        """Takes in the items of a file as its reader, or what is between, gives them."""
        looked_at, part = time.time_ns(), self._part_number()
        collector = Collector()
        for i, item in enumerate(items):
            if not i % 100:
                told.at(reader.bytes_read)
            collector.add(item)
            if len(collector.batch.meetings) >= _BATCH:
                self.rows.write(collector.batch, part)
                collector = Collector()
        collector.finish(reader)
        self.rows.write(collector.batch, part)
        told.add(reader.size)
        alone = Part(0, reader.size, "", 0, reader.digest)
        file = self._file(reader.path, Survey(reader.stat, reader.size, reader.digest, [alone]), looked_at, is_doubtful)
        self._part(part, file, 0, alone, reader.open_list)

    def cut(self, plans: Iterable[tuple[Plan, dict[int, int]]], told: Told, readers: Readers) -> None:
        """Takes in files part by part, but for the parts that are there already: their numbers by their place.

        Raises Doubtful where a part has an error, or its file is not any more the one that was cut.
        """
        todo: list[tuple[Path, int, int, Part]] = []
        for plan, kept in plans:
            assert plan.survey
            file = self._file(plan.file, plan.survey, plan.looked_at, is_doubtful=False)
            self.connection.executemany(
                "UPDATE part SET file = ?, place = ? WHERE number = ?", [(file, *one) for one in kept.items()]
            )
            todo += [(plan.file, file, i, part) for i, part in enumerate(plan.survey.parts) if i not in kept]
        before: tuple[int, int, tuple[str, int] | None] = (0, 0, None)
        reads = readers.read([(path, part) for path, _, _, part in todo])
        for (path, file, place, part), found in zip(todo, reads, strict=True):
            # Where the part before was there already, `fits` tells whether this one goes on with it.
            goes_on = before[:2] != (file, place - 1) or before[2] == (part.section, part.column)
            if found is None or not goes_on:
                raise Doubtful(path)
            before = (file, place, found.open_list)
            number = self._part_number()
            self.rows.write(found.batch, number)
            self._part(number, file, place, part, found.open_list)
            told.add(part.size)

    def _part_number(self) -> int:
        self._parts += 1
        return self._parts - 1

    def _part(self, number: int, file: int, place: int, part: Part, open_list: tuple[str, int] | None) -> None:
        self.connection.execute(
            "INSERT INTO part VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (number, file, place, part.digest, part.section, part.column, *(open_list or (None, None))),
        )

    def _file(self, path: Path, survey: Survey, looked_at: int, is_doubtful: bool) -> int:
        number, stat = next_number(self.connection, "file"), survey.stat
        state = (survey.size, stat.st_ino, stat.st_mtime_ns, stat.st_ctime_ns, survey.digest, looked_at)
        self.connection.execute(
            "INSERT INTO file VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (number, stored(path.name), *state, is_doubtful),
        )
        return number
