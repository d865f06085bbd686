"""Batches of records into the tables of the index: names and meetings get their numbers here."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from itertools import count
from typing import Any

from dialogue_cli.index.batch import MEETING, PRINCIPAL, Batch, Name
from dialogue_cli.index.schema import TEXTS


def _insert(table: str, columns: Iterable[str]) -> str:
    names = list(columns)
    return f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"


_INSERT_MEETING = _insert("meeting", ("number", "part", *MEETING))
_INSERT_WORDS = _insert("words", ("rowid", *TEXTS))


def next_number(connection: sqlite3.Connection, table: str) -> int:
    """The first number that no row of a table has, nor any after it."""
    last = connection.execute(f"SELECT coalesce(max(number), 0) FROM {table}").fetchone()[0]
    return int(last) + 1


class Rows:
    """Writes batches. `names` holds the number of every name that they bear, by field and text."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self.first_name = next_number(connection, "name")
        self.first_meeting = next_number(connection, "meeting")
        self.names: dict[Name, int] = {}
        self._name_numbers = count(self.first_name)
        self._next_meeting = self.first_meeting

    def write(self, batch: Batch, part: int) -> None:
        """Takes in a batch that a part of a file has. Raises IntegrityError for an id that is there already."""
        names = list(map(self._name, batch.names))
        first = self._next_meeting
        self._next_meeting += len(batch.meetings)
        many = self.connection.executemany
        many(_INSERT_MEETING, [(n, part, *_with_number(row, names)) for n, row in enumerate(batch.meetings, first)])
        many("INSERT INTO record VALUES (?, ?)", enumerate(batch.records, first))
        many("INSERT INTO link VALUES (?, ?, ?)", [(names[n], first + i, certain) for n, i, certain in batch.links])
        many(
            "INSERT INTO stay VALUES (?, ?, ?, ?)",
            [(first + i, *(None if n is None else names[n] for n in stay)) for i, stay in batch.stays],
        )
        many("INSERT INTO side VALUES (?, ?, ?)", [(text, first + i, role) for text, i, role in batch.sides])
        many("INSERT INTO former VALUES (?, ?)", [(identifier, first + i) for identifier, i in batch.former])
        many(_INSERT_WORDS, [(number, *texts) for number, texts in enumerate(batch.words, first)])
        # What `schema.ALL_WORDS` says.
        many("INSERT INTO plain (rowid, text) VALUES (?, ?)", enumerate(map(" ".join, batch.words), first))
        many("INSERT INTO entry VALUES (?, ?, ?)", [(part, *entry) for entry in batch.entries])
        many("INSERT INTO defined VALUES (?, ?, ?)", [(part, *one) for one in batch.defined])
        many("INSERT OR IGNORE INTO wanted VALUES (?, ?, ?)", [(part, *one) for one in batch.wanted])

    def new_names(self) -> dict[Name, int]:
        """The names that were not there before."""
        return {name: number for name, number in self.names.items() if number >= self.first_name}

    def _name(self, name: Name) -> int:
        found = self.names.get(name)
        if found is None:
            known = None
            if self.first_name > 1:
                sql = "SELECT number FROM name WHERE field = ? AND text = ?"
                known = self.connection.execute(sql, name).fetchone()
            found = self.names[name] = known[0] if known else next(self._name_numbers)
        return found


def _with_number(row: tuple[Any, ...], names: list[int]) -> tuple[Any, ...]:
    """The row of a meeting with the number of its principal, if it has one."""
    principal = row[PRINCIPAL]
    return row if principal is None else (*row[:PRINCIPAL], names[principal], *row[PRINCIPAL + 1 :])
