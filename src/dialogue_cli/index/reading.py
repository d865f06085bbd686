"""Names without an option before them: which filter each of them belongs to."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Sequence

from dialogue_cli.errors import QueryError
from dialogue_cli.index.filters import bearing
from dialogue_cli.index.queries import Index
from dialogue_cli.index.understanding import NOT, understood
from dialogue_cli.names import pattern, resolve
from dialogue_cli.names.choices import is_choice
from dialogue_cli.names.forms import CHOICE_FIELDS
from dialogue_cli.query.query import Query
from dialogue_cli.text import fold

PERIOD = "period"
Read = list[tuple[str, str]]
"""Pairs of a field of `Query` and a value for it, as typed."""
# A name that several fields have belongs to the first one of which a meeting bears it.
_FIELDS = ("partner", "person", "topic", "series", "kind", "place", "instrument", "status", "mode", "source")
_LEVELS = (resolve.WRITTEN, (*resolve.WRITTEN, *resolve.PARTS), (*resolve.WRITTEN, *resolve.PARTS, *resolve.SPELT))
"""How far names may differ from what the collection has: not at all, in parts, or as those behind an option."""
_SPELT = len(_LEVELS) - 1
_PATTERNS = (pattern.pattern,)
# Between names they say nothing that a filter does not say; "not", "after" and "without" would.
_LITTLE_WORDS = frozenset("a an and at by for in meeting meetings of on or the with".split())
_LONGEST = 12
"""The most words of a name that is looked for."""


def reading(
    index: Index, words: Sequence[str], today: Callable[[], datetime.date], *, exactly: bool, first: str = ""
) -> Read:
    """The fields that names belong to, with the names. Of `Pakistan human rights in 2025` the partner, the topic and
    the period; several words are one name where a name has them all, and little words between names are passed over.

    A name that several fields have belongs to the field `first`. Raises QueryError for a word that belongs to no name.
    """
    reader = _Reader(index, today, first)
    unread = ""
    for level in range(1 if exactly else len(_LEVELS)):
        found: Read = []
        rest = list(words)
        while rest:
            count, pair = reader.longest(rest[:_LONGEST], level)
            if pair:
                found.append(pair)
            elif rest[0] in _LITTLE_WORDS:
                count = 1
            else:
                unread = rest[0]
                break
            rest = rest[count:]
        if found and not rest:
            return found
    if any("," in word or ";" in word for word in words):
        return reading(index, [part for word in words for part in _listed(word)], today, exactly=exactly, first=first)
    raise QueryError(f'nothing here is called "{unread or " ".join(words)}"')


def _listed(text: str) -> list[str]:
    """The names in a text that lists them with commas or semicolons."""
    return [part.strip() for part in text.replace(";", ",").split(",") if part.strip()]


class _Reader:
    """Tries names, and remembers what came out."""

    def __init__(self, index: Index, today: Callable[[], datetime.date], first: str) -> None:
        self._index = index
        self._today = today
        self._order = sorted(_FIELDS, key=lambda field: field != first)
        self._known: dict[tuple[str, int], tuple[str, str] | None] = {}

    def longest(self, words: Sequence[str], level: int) -> tuple[int, tuple[str, str] | None]:
        """How many of the words, from the first on, are one name; and its field with it."""
        for count in range(len(words), 0, -1):
            if words[0] in _LITTLE_WORDS or words[count - 1] in _LITTLE_WORDS:
                # "Pakistan and" is no name, and "in" is no country: codes are capitals.
                continue
            if level == _SPELT and count > 1 and any(self._pair(word, 0) for word in words[:count]):
                # Of "7 Pakistan" one word is a name, and the other must not be lost.
                continue
            if pair := self._pair(" ".join(words[:count]), level):
                return count, pair
        return 0, None

    def _pair(self, text: str, level: int) -> tuple[str, str] | None:
        if (text, level) not in self._known:
            self._known[text, level] = self._read(text, level)
        return self._known[text, level]

    def _read(self, text: str, level: int) -> tuple[str, str] | None:
        name = text.removeprefix(NOT)
        if self._is_period(name):
            if name != text:
                raise QueryError(f'"{name}" is a period, which cannot be left out')
            return PERIOD, text
        first = None
        for field in self._fields(name, level):
            if self._is_used(field, name):
                return field, text
            first = first or field
        return (first, text) if first else None

    def _fields(self, name: str, level: int) -> Iterator[str]:
        """The fields in which a text is a name."""
        for field in self._order:
            try:
                if self._is_name(field, name, level):
                    yield field
            except QueryError:
                # It could be several there.
                continue

    def _is_name(self, field: str, name: str, level: int) -> bool:
        if field in CHOICE_FIELDS:
            return is_choice(field, name)
        if "*" in name:
            return bool(resolve.meaning(field, name, self._index.names, ways=_PATTERNS).entities)
        if level and _is_vague(field, name):
            return False
        return bool(resolve.meaning(field, name, self._index.names, ways=_LEVELS[level]).entities)

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


def _is_vague(field: str, name: str) -> bool:
    """Whether a text is too little to be a part of a name: `king of`, `state`."""
    if field == "person":
        from dialogue_cli.names.people import is_title

        words = fold(name).split()
        return not _LITTLE_WORDS.isdisjoint(words) or all(map(is_title, words))
    from dialogue_cli.names.iso import has_generic_words_alone

    return has_generic_words_alone(name)
