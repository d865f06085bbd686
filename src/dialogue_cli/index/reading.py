"""Names without an option before them: which filter each of them belongs to."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Sequence

from dialogue_cli.errors import QueryError
from dialogue_cli.index.filters import bearing
from dialogue_cli.index.queries import Index
from dialogue_cli.index.understanding import NOT, understood
from dialogue_cli.names import resolve
from dialogue_cli.names.choices import is_choice
from dialogue_cli.names.forms import CHOICE_FIELDS
from dialogue_cli.query.query import Query

PERIOD = "period"
Read = list[tuple[str, str]]
"""Pairs of a field of `Query` and a value for it, as typed."""
# A name that several fields have belongs to the first one of which a meeting bears it.
_FIELDS = ("partner", "person", "series", "topic", "kind", "place", "instrument", "status", "mode", "source")
_LEVELS = (resolve.WRITTEN, (*resolve.WRITTEN, *resolve.PARTS), (*resolve.WRITTEN, *resolve.PARTS, *resolve.SPELT))
"""How far names may differ from what the collection has: not at all, in parts, or as those behind an option."""
_LONGEST = 12
"""The most words of a name that is looked for."""


def reading(index: Index, words: Sequence[str], today: Callable[[], datetime.date], *, exactly: bool) -> Read:
    """The fields that names belong to, with the names. Of `Pakistan human rights 2025` the partner, the topic and
    the period; several words are one name where a name has them all.

    Raises QueryError for a word that belongs to no name.
    """
    reader = _Reader(index, today)
    first_unread = ""
    for level in range(1 if exactly else len(_LEVELS)):
        found: Read = []
        at = 0
        while at < len(words):
            name, pair = reader.longest(words[at : at + _LONGEST], level)
            if not pair:
                first_unread = words[at]
                break
            found.append(pair)
            at += name
        if at == len(words):
            return found
    raise QueryError(f'nothing here is called "{first_unread}"')


class _Reader:
    """Tries names, and remembers what came out."""

    def __init__(self, index: Index, today: Callable[[], datetime.date]) -> None:
        self._index = index
        self._today = today
        self._known: dict[tuple[str, int], tuple[str, str] | None] = {}

    def longest(self, words: Sequence[str], level: int) -> tuple[int, tuple[str, str] | None]:
        """How many of the words, from the first on, are one name; and its field with it."""
        for count in range(len(words), 0, -1):
            text = " ".join(words[:count])
            if (text, level) not in self._known:
                self._known[text, level] = self._read(text, level)
            if pair := self._known[text, level]:
                return count, pair
        return 0, None

    def _read(self, text: str, level: int) -> tuple[str, str] | None:
        if self._is_period(text):
            return PERIOD, text
        name = text.removeprefix(NOT)
        first = None
        for field in self._fields(name, level):
            if self._is_used(field, name):
                return field, text
            first = first or field
        return (first, text) if first else None

    def _fields(self, name: str, level: int) -> Iterator[str]:
        """The fields in which a text is a name."""
        for field in _FIELDS:
            try:
                if field in CHOICE_FIELDS:
                    is_name = is_choice(field, name)
                else:
                    is_name = bool(resolve.meaning(field, name, self._index.names, ways=_LEVELS[level]).entities)
            except QueryError:
                # It could be several there.
                continue
            if is_name:
                yield field

    def _is_used(self, field: str, name: str) -> bool:
        """Whether a meeting bears the name in a field."""
        criteria = understood(self._index, Query(**{field: name}), self._today).criteria  # type: ignore[arg-type]
        clause, values = bearing(criteria.names[0], exact=False)
        return bool(self._index.number(f"SELECT EXISTS (SELECT 1 FROM meeting m WHERE {clause})", values))

    def _is_period(self, text: str) -> bool:
        from dialogue_cli.dates.periods import parse_period

        try:
            parse_period(text, self._today())
        except QueryError:
            return False
        return True
