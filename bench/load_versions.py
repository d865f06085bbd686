"""A generated dataset whose versions can be told apart, who changes it, and which versions an answer may be of."""

from __future__ import annotations

import json
import os
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import generate
from load_watch import Program

TOPIC, ADDED, WORD = "load mark", "load added", "loadmarkword"
MARKS = ("load-mark-first", "load-mark-middle", "load-mark-last")
PARTS, PAUSE = 8, 0.1
"""In how many parts a careless editor writes, and the seconds between two of them."""


class Version(NamedTuple):
    """What tells a version from others: the number that all marks have, and how many meetings were added."""

    number: int
    added: int


def topic_of(number: int) -> str:
    """The topic that the marks of a version have, as long as that of any other."""
    return f"version-{number:06d}"


def write(path: Path, records: list[generate.Record], count: int, seed: int) -> None:
    """Writes version 0: the records, and three marks as the first, the middle and the last meeting."""
    with path.open("w", encoding="utf-8") as file:
        file.writelines(generate.preamble(generate.World(seed), count, seed))
        file.write("meetings:\n" + _mark(MARKS[0]))
        for number, record in enumerate(records):
            file.write(generate.yaml_of(record))
            if number == count // 2:
                file.write(_mark(MARKS[1]))
        file.write(_mark(MARKS[2]))


def _mark(identifier: str) -> str:
    topic = topic_of(0)
    return (
        f"- id: {identifier}\n  title: Mark {topic}\n  date: 2020-02-02\n  kind: mark\n"
        f"  topics: [{TOPIC}, {topic}]\n  summary: The {WORD} of {topic}.\n"
    )


class Dataset:
    """The dataset that is asked and changed. Only one changes it at a time."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._versions = [Version(0, 0)]
        self._done = 0
        self._rewritten: list[tuple[float, float]] = []
        self._lock = threading.Lock()
        self.changing = threading.Lock()

    def first(self) -> int:
        """The number, in the order of time, of the version that is certainly there now."""
        with self._lock:
            return self._done

    def since(self, first: int) -> list[Version]:
        """The versions that may have been there from a first one until now."""
        with self._lock:
            return self._versions[first:]

    @property
    def changes(self) -> int:
        """How often it was changed."""
        return self._done

    @contextmanager
    def next(self, number: int = 0, added: int = 0) -> Iterator[Version]:
        """The version that the block makes: before it the old one is there, after it the new one."""
        with self._lock:
            last = self._versions[-1]
            self._versions.append(Version(last.number + number, last.added + added))
        try:
            yield self._versions[-1]
        except BaseException:
            with self._lock:
                self._versions.pop()
            raise
        with self._lock:
            self._done = len(self._versions) - 1

    def was_torn(self, began: float, ended: float) -> bool:
        """Whether a careless editor wrote at any time between two."""
        with self._lock:
            return any(start <= ended and end >= began for start, end in self._rewritten)

    def _changed(self, version: Version) -> bytes:
        old, new = topic_of(version.number - 1).encode(), topic_of(version.number).encode()
        return self.path.read_bytes().replace(old, new)

    def replace(self) -> None:
        """Changes it as good editors do: the new file is written beside and takes the place of the old one."""
        with self.changing, self.next(number=1) as version:
            beside = self.path.with_suffix(".new")
            beside.write_bytes(self._changed(version))
            os.replace(beside, self.path)  # noqa: PTH105

    def rewrite(self) -> None:
        """Changes it as careless editors do: emptied, then filled part by part."""
        with self.changing, self.next(number=1) as version:
            data = self._changed(version)
            began = time.monotonic()
            with self._lock:
                self._rewritten.append((began, float("inf")))
            with self.path.open("wb") as file:
                for part in range(PARTS):
                    file.write(data[len(data) * part // PARTS : len(data) * (part + 1) // PARTS])
                    file.flush()
                    time.sleep(PAUSE)
            with self._lock:
                self._rewritten[-1] = began, time.monotonic()

    def add(self, program: Program) -> str:
        """Changes it with `dialogue add`. Returns what is wrong, if anything."""
        with self.changing, self.next(added=1) as version:
            record = {"id": f"load-added-{version.added}", "title": f"Added {version.added}", "topics": [ADDED]}
            called = ["add", "--json", "-", "--data", str(self.path)]
            done = subprocess.run(
                [*program.command, *called],
                input=json.dumps(record),
                env=program.environment,
                capture_output=True,
                text=True,
                timeout=program.patience,
                check=False,
            )
        return "" if done.returncode == 0 else f"add: status {done.returncode}: {done.stderr.strip()[:300]}"
