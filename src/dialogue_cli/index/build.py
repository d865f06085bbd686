"""Fills the index from the YAML: all of it, or only the files that have changed."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from dialogue_cli.dataset.problems import DatasetError, Problem, in_order
from dialogue_cli.dataset.reader import FileReader, no_garbage_collection
from dialogue_cli.dataset.records import MeetingRecord
from dialogue_cli.dataset.references import References
from dialogue_cli.index.rows import Rows, dump, next_number
from dialogue_cli.index.schema import ALL_WORDS, INDEXES, TABLES
from dialogue_cli.index.tying import Ties
from dialogue_cli.text import printable

Progress = Callable[[int, int], None]
"""Told now and then how many of how many bytes are read."""
Entries = list[tuple[str, str]]
"""Section and JSON of what is not a meeting."""


def build(path: Path, files: list[Path], connection: sqlite3.Connection, progress: Progress | None = None) -> None:
    """Reads a whole dataset into an empty database.

    Raises DatasetError with every error of the dataset, UnreadableError when a file cannot be read.
    """
    connection.executescript(TABLES)
    builder = _Builder(connection, path, progress)
    references, problems = builder.read(files)
    problems += references.finish(str(path))
    if problems:
        raise DatasetError(in_order(problems, files))
    builder.ties.tie_all(entry for entries in builder.entries.values() for entry in entries)
    connection.execute("INSERT INTO meta VALUES ('dataset', ?)", (printable(path.resolve()),))
    connection.executescript(INDEXES)
    builder.finish()


def update(
    path: Path, changed: list[Path], gone: list[str], connection: sqlite3.Connection, progress: Progress | None = None
) -> bool:
    """Brings a filled database up to date, reading only the files that have changed.

    Returns False, the database then being of no use, when a change reaches beyond the meetings of these
    files (vocabularies, sources, the dataset's header), or does not fit the others: then everything must
    be read, and what is wrong is said in full.
    """
    builder = _Builder(connection, path, progress)
    with no_garbage_collection():
        forgotten = _forget(connection, [*gone, *(printable(file.name) for file in changed)])
        references, problems = builder.read(changed)
        if problems or references.problems or builder.entries != forgotten.entries:
            return False
        if not builder.fits(references, forgotten):
            return False
        builder.ties.tie_new(builder.rows.first_name, forgotten.loose)
    builder.finish()
    return True


class _Builder:
    def __init__(self, connection: sqlite3.Connection, path: Path, progress: Progress | None) -> None:
        self.connection = connection
        self.path = path
        self.progress = progress
        self.rows = Rows(connection)
        self.ties = Ties(connection, self.rows.names)
        self.entries: dict[str, Entries] = {}
        """By file."""

    def read(self, files: list[Path]) -> tuple[References, list[Problem]]:
        """Takes in the records of some files; returns what they define and want, and their errors."""
        references = References()
        problems: list[Problem] = []
        total, done = sum(file.stat().st_size for file in files), 0
        for file in files:
            read_at = time.time_ns()
            reader = FileReader(file)
            number = next_number(self.connection, "file")
            self.connection.execute("INSERT INTO file (number, name) VALUES (?, ?)", (number, printable(file.name)))
            entries: Entries = []
            for i, item in enumerate(references.items_of(reader)):
                if self.progress and not i % 100:
                    self.progress(done + reader.bytes_read, total)
                if item.broken or problems or references.problems:
                    continue
                if item.section == "meetings":
                    self.rows.meeting(cast(MeetingRecord, item.record), number)
                else:
                    entries.append((item.section, dump(item.record)))
            self.rows.flush()
            if entries:
                self.entries[printable(file.name)] = entries
            problems += [p for p in reader.problems if p.severity == "error"]
            done += reader.size
            if self.progress:
                self.progress(done, total)
            self._remember(number, reader, read_at, references, entries)
        return references, problems

    def fits(self, references: References, forgotten: _Forgotten) -> bool:
        """Whether what some files define and want goes with the files that were not read again."""
        own = {
            (kind, i)
            for file in references.files
            for role, kind, i, *_ in references.spots_of(file)
            if role == "defines"
        }
        wanted = {
            (kind, i) for file in references.files for role, kind, i, *_ in references.spots_of(file) if role == "wants"
        }
        taken = [one for one in own if one[0] != "section" and self._defined(*one, copies=2)]
        lost = [one for one in forgotten.defined - own if self._wanted(*one)]
        return not taken and not lost and all(self._defined(*one) for one in wanted)

    def _defined(self, kind: str, identifier: str, copies: int = 1) -> bool:
        sql = "SELECT count(*) FROM spot WHERE role = 'defines' AND kind = ? AND id = ?"
        return bool(self.connection.execute(sql, (kind, identifier)).fetchone()[0] >= copies)

    def _wanted(self, kind: str, identifier: str) -> bool:
        if kind == "section":
            return not self._defined(kind, identifier)
        sql = "SELECT 1 FROM spot WHERE role = 'wants' AND kind = ? AND id = ? LIMIT 1"
        return self.connection.execute(sql, (kind, identifier)).fetchone() is not None

    def _remember(
        self, number: int, reader: FileReader, read_at: int, references: References, entries: Entries
    ) -> None:
        stat = reader.stat
        self.connection.execute(
            "UPDATE file SET size = ?, inode = ?, mtime = ?, ctime = ?, sha256 = ?, read_at = ? WHERE number = ?",
            (reader.size, stat.st_ino, stat.st_mtime_ns, stat.st_ctime_ns, reader.digest, read_at, number),
        )
        self.connection.executemany("INSERT INTO entry VALUES (?, ?, ?)", [(number, *entry) for entry in entries])
        self.connection.executemany(
            "INSERT INTO spot VALUES (?, ?, ?, ?, ?, ?)",
            [(number, *found) for found in references.spots_of(reader.name)],
        )

    def finish(self) -> None:
        """What is known only when all names are tied."""
        execute = self.connection.execute
        execute(
            f"INSERT INTO plain (rowid, text) SELECT rowid, {ALL_WORDS} FROM words WHERE rowid >= ?",
            (self.rows.first_meeting,),
        )
        self.ties.name_entities()
        self.ties.leave_uncounted(self.rows.first_meeting)
        execute("INSERT OR REPLACE INTO meta SELECT 'meetings', count(*) FROM meeting")
        self.connection.commit()


@dataclass(eq=False)
class _Forgotten:
    """What files had brought that were taken out of the index."""

    entries: dict[str, Entries] = field(default_factory=dict)
    """By file."""
    loose: set[int] = field(default_factory=set)
    """Names that perhaps no meeting bears any more."""
    defined: set[tuple[str, str]] = field(default_factory=set)
    """Kind and id of what they defined."""


def _forget(connection: sqlite3.Connection, files: list[str]) -> _Forgotten:
    """Takes out all that some files have brought."""
    forgotten = _Forgotten()
    execute = connection.execute
    for file in files:
        row = execute("SELECT number FROM file WHERE name = ?", (file,)).fetchone()
        if not row:
            continue
        found = execute("SELECT section, json FROM entry WHERE file = ? ORDER BY rowid", row).fetchall()
        if found:
            forgotten.entries[file] = found
        defined = execute("SELECT kind, id FROM spot WHERE role = 'defines' AND file = ?", row)
        forgotten.defined.update(defined.fetchall())
        theirs = "IN (SELECT number FROM meeting WHERE file = ?)"
        forgotten.loose |= {n for (n,) in execute(f"SELECT DISTINCT name FROM link WHERE meeting {theirs}", row)}
        forgotten.loose |= {n for (n,) in execute("SELECT principal FROM meeting WHERE file = ?", row) if n}
        # A contentless table forgets what it is told again.
        execute(
            f"INSERT INTO plain (plain, rowid, text) SELECT 'delete', rowid, {ALL_WORDS} FROM words"
            f" WHERE rowid {theirs}",
            row,
        )
        execute(f"DELETE FROM words WHERE rowid {theirs}", row)
        execute(f"DELETE FROM record WHERE meeting {theirs}", row)
        for table in ("link", "uncounted", "stay", "side"):
            execute(f"DELETE FROM {table} WHERE meeting {theirs}", row)
        for table in ("meeting", "entry", "spot"):
            execute(f"DELETE FROM {table} WHERE file = ?", row)
        execute("DELETE FROM file WHERE number = ?", row)
    return forgotten
