"""Takes out of the index what parts of files have brought."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from dialogue_cli.index.schema import ALL_WORDS

_THEIRS = "IN (SELECT number FROM meeting WHERE part = ?)"


def forget(connection: sqlite3.Connection, parts: Iterable[int]) -> set[int]:
    """Takes out some parts. Returns the numbers of names that perhaps no meeting bears any more."""
    loose: set[int] = set()
    execute = connection.execute
    for part in parts:
        row = (part,)
        loose.update(n for (n,) in execute(f"SELECT DISTINCT name FROM link WHERE meeting {_THEIRS}", row))
        principals = execute("SELECT DISTINCT principal FROM meeting WHERE part = ? AND principal IS NOT NULL", row)
        loose.update(n for (n,) in principals)
        # A table without contents forgets what it is told again.
        execute(
            f"INSERT INTO plain (plain, rowid, text) SELECT 'delete', rowid, {ALL_WORDS} FROM words"
            f" WHERE rowid {_THEIRS}",
            row,
        )
        execute(f"DELETE FROM words WHERE rowid {_THEIRS}", row)
        for table in ("record", "link", "uncounted", "stay", "side", "former"):
            execute(f"DELETE FROM {table} WHERE meeting {_THEIRS}", row)
        for table in ("meeting", "entry", "defined", "wanted"):
            execute(f"DELETE FROM {table} WHERE part = ?", row)
        execute("DELETE FROM part WHERE number = ?", row)
    return loose
