"""What the names of a collection find, worked out beforehand for a page that searches without the program."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from dialogue_cli.index.fulltext import quoted
from dialogue_cli.index.lexicon import Places, stems_of
from dialogue_cli.index.queries import Index
from dialogue_cli.index.schema import COLUMNS
from dialogue_cli.index.widening import names_meant, sounds_for, unknown_names, written
from dialogue_cli.names.forms import CODE
from dialogue_cli.query.variants import variants
from dialogue_cli.text import key
from dialogue_cli.tokens import searchable
from dialogue_cli.tokens import words as words_of

_ALIKE = "SELECT DISTINCT a.word, b.word FROM sound a JOIN sound b USING (key) WHERE a.word != b.word ORDER BY 1, 2"
Pair = tuple[str, str]
"""A column of the full text, and a name in it."""


class Meanings(NamedTuple):
    """Names by what leads to them. A number is the place of a name in `names`."""

    names: list[tuple[str, list[int]]]
    """Each name as records write it, with the places of the meetings that have it."""
    whole: dict[str, list[int]]
    """What a whole text means besides its words, by its key."""
    codes: dict[str, list[int]]
    """The same of a text in capitals."""
    unknown: dict[str, list[int]]
    """The same of a word that no record has: a country of which a group is on record, or an adjective."""
    aliases: list[tuple[str, list[int]]]
    """Each alias with what it leads to: a word or a phrase of it finds that too."""


class _Names:
    """Numbers the names that the meetings of a page have."""

    def __init__(self, index: Index, places: Places) -> None:
        self._index = index
        self._places = places
        self._numbers: dict[Pair, int | None] = {}
        self.found: list[tuple[str, list[int]]] = []

    def numbers(self, pairs: Iterable[Pair]) -> list[int]:
        """The numbers of those of some names that a meeting has."""
        return sorted({number for pair in dict.fromkeys(pairs) if (number := self._number(pair)) is not None})

    def _number(self, pair: Pair) -> int | None:
        if pair not in self._numbers:
            column, name = pair
            expression = f"{column} : {quoted(searchable(name))}"
            rows = self._index.rows("SELECT rowid FROM words WHERE words MATCH ?", (expression,))
            places = sorted(self._places[number] for (number,) in rows if number in self._places)
            self._numbers[pair] = len(self.found) if places else None
            if places:
                self.found.append((name, places))
        return self._numbers[pair]


def meanings(index: Index, places: Places) -> Meanings:
    """What the names mean that lead to one of some meetings, each name as `search` takes it."""
    names = _Names(index, places)
    whole, codes = dict[str, list[int]](), dict[str, list[int]]()
    for text, is_code in _texts(index):
        found = names.numbers(names_meant(index, text.lower()))
        if found:
            whole[key(text)] = found
        if is_code and (more := names.numbers(names_meant(index, text.upper()))) != found:
            codes[key(text)] = more
    unknown = {}
    for word in _words_of_countries(index):
        if key(word) not in whole and (found := names.numbers(unknown_names(index, word) or ())):
            unknown[key(word)] = found
    return Meanings(names.found, whole, codes, unknown, list(_aliases(index, names)))


def _texts(index: Index) -> Iterator[tuple[str, bool]]:
    """The spellings that mean more than their own words, each once, and whether it is a code."""
    own: dict[Pair, set[str]] = {}
    for field, entity, text in index.rows("SELECT field, entity, text FROM name"):
        own.setdefault((field, entity), set()).add(key(text))
    related = {("partner", e) for row in index.rows("SELECT party, member FROM member") for e in row}
    related |= {("place", country) for (country,) in index.rows("SELECT country FROM inside")}
    seen: dict[str, tuple[str, bool]] = {}
    for field, folded, entity, rank, text in index.rows("SELECT field, key, entity, rank, text FROM form"):
        one = (field, entity)
        if field in COLUMNS and (own.get(one, set()) - {folded} or one in related):
            seen[folded] = (text, rank == CODE or seen.get(folded, (text, False))[1])
    yield from seen.values()
    from dialogue_cli.names.demonyms import all_adjectives

    yield from ((word, False) for word in all_adjectives() if word not in seen)


def words_never_respelt() -> Iterator[str]:
    """Countries, their adjectives and well-known cities of one word: none is taken for a neighbour by spelling."""
    from dialogue_cli.names.cities import all_names
    from dialogue_cli.names.demonyms import all_adjectives
    from dialogue_cli.names.iso import all_codes, country_names, former_codes

    yield from all_adjectives()
    for code in (*all_codes(), *former_codes()):
        yield from (name for name in country_names(code) if len(words_of(name)) == 1)
    yield from (name for name in all_names() if len(words_of(name)) == 1)


def _words_of_countries(index: Index) -> list[str]:
    """Countries of one word of which the collection may have only a group, or only the adjective."""
    from dialogue_cli.names.iso import all_codes, country_names

    names = (name for code in all_codes() for name in country_names(code))
    return [name for name in names if len(words_of(name)) == 1]


def _aliases(index: Index, names: _Names) -> Iterator[tuple[str, list[int]]]:
    """The aliases that lead to a name on record."""
    entities: dict[str, set[Pair]] = {}
    for text, field, entity in index.rows("SELECT text, field, entity FROM alias ORDER BY text"):
        entities.setdefault(" ".join(words_of(text)), set()).add((field, entity))
    for text, those in entities.items():
        pairs = [pair for field, entity in sorted(those) for pair in written(index, field, [entity])]
        if numbers := names.numbers(pairs):
            yield text, numbers


def spellings_of_words(index: Index, stems: Collection[str], words: Iterable[str]) -> dict[str, list[str]]:
    """Other spellings that a collection has of a word that it has or may be asked for: `labour` of `labor`."""
    known = list(words)
    by_rule = {word: [first for first, *more in variants(word) if not more] for word in known}
    others = {other for firsts in by_rule.values() for other in firsts}
    # A word is there where its stem is.
    there = {other for other, stem in stems_of(index, others) if stem in stems}
    found: dict[str, list[str]] = {}
    for word, firsts in by_rule.items():
        for first in firsts:
            if first in there:
                found.setdefault(word, []).append(first)
            # The rules lead both ways.
            found.setdefault(first, []).append(word)
    has = set(known)
    for word, other in index.rows(_ALIKE):
        if word in has and other in has and sounds_for(index, word, other):
            found.setdefault(word, []).append(other)
    return {word: list(dict.fromkeys(others)) for word, others in found.items()}
