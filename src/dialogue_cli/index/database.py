"""A filled database: rows of questions, and damage told apart from mistakes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NoReturn

from dialogue_cli.errors import DialogueError, IndexDamaged
from dialogue_cli.text import printable

_MOST_MARKS = 500
"""In one list; SQLite refuses a question with too many, by how it was built from 999 on."""


class Database:
    """Answers questions in SQL from a filled database.

    Every question is the program's own: where one fails, the file is not what it was when it was written.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._is_closed = False
        self.meta: dict[str, Any] = dict(self.rows("SELECT key, value FROM meta"))
        """The header of the dataset (JSON), the entity of its principal, and the number of its meetings."""

    def close(self) -> None:
        """Lets go of the file. Later questions raise DialogueError."""
        self._is_closed = True
        self._connection.close()

    def rows(self, sql: str, values: Sequence[Any] = ()) -> Iterator[Any]:
        """The rows of a question. Raises IndexDamaged when the index as it is kept cannot answer it."""
        try:
            try:
                cursor = self._connection.execute(sql, values)
            except UnicodeEncodeError:
                # Typed bytes that are not text name nothing that a record could have.
                plain = [printable(value) if isinstance(value, str) else value for value in values]
                cursor = self._connection.execute(sql, plain)
            yield from cursor
        except sqlite3.Error as error:
            self.damaged(error)

    def row(self, sql: str, values: Sequence[Any] = ()) -> Any:
        """The first row of a question, or None."""
        return next(self.rows(sql, values), None)

    def number(self, sql: str, values: Sequence[Any] = ()) -> int:
        """The one number that a question counts."""
        return int(self.row(sql, values)[0])

    def decode(self, record: str) -> dict[str, Any]:
        """A record out of its JSON. Raises IndexDamaged where it is none."""
        import json

        try:
            found: dict[str, Any] = json.loads(record)
        except ValueError as error:
            self.damaged(error)
        return found

    def damaged(self, error: Exception) -> NoReturn:
        """Raises IndexDamaged for an index that is kept; what goes wrong in memory is the program's own fault."""
        if self._is_closed:
            raise DialogueError("the archive is closed") from None
        file = self._connection.execute("PRAGMA database_list").fetchone()[2]
        if not file:
            raise error
        raise IndexDamaged from error


def marks(values: Sequence[Any] | set[Any]) -> str:
    """As many question marks as there are values."""
    return ",".join("?" * len(values))


def one_of(texts: Sequence[str]) -> tuple[str, list[str]]:
    """What stands behind IN for some texts, however many, and the values of its question marks.

    >>> one_of(["a", "b"])
    ('(?,?)', ['a', 'b'])
    """
    if len(texts) <= _MOST_MARKS:
        return f"({marks(texts)})", list(texts)
    from json import dumps

    return "(SELECT value FROM json_each(?))", [dumps(texts)]


def numbers_in_json(numbers: Iterable[int]) -> str:
    """Numbers as a list in JSON, which json_each takes apart, however many; without loading a module for it.

    >>> numbers_in_json([3, 1])
    '[3,1]'
    """
    return f"[{','.join(map(str, numbers))}]"
