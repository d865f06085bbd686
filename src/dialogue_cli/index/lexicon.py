"""The words of a collection and where they stand: what a page needs to search as the program does, without it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any, NamedTuple

from dialogue_cli.index.queries import Index
from dialogue_cli.index.schema import ALL_WORDS, COLUMNS_OF_TEXT, TEXTS, TOKENS

# Where one column may end and the next begins, when the columns of a meeting stand one behind the other.
_COLUMN_BITS = 32
Places = Mapping[int, int]
"""The meetings of a page: the number of each in the index, with its place on the page."""


class Lexicon(NamedTuple):
    """The full text of some meetings, each known by its place on the page."""

    stems: list[str]
    """The stems, the most frequent first."""
    forms: list[dict[str, list[int]]]
    """The words of each stem, as they are written, with the meetings that have them."""
    texts: list[list[int]]
    """The text of each meeting in its order: the place of a stem in `stems` plus one, or 0 where a column ends."""


def places_of(index: Index, ids: Collection[str]) -> dict[int, int]:
    """The places of some meetings, by their numbers in the index."""
    place_of = {identifier: place for place, identifier in enumerate(ids)}
    rows = index.rows("SELECT number, id FROM meeting")
    return {number: place_of[identifier] for number, identifier in rows if identifier in place_of}


def lexicon(index: Index, places: Places) -> Lexicon:
    """The words of some meetings, as the full text has them."""
    words, plain = _tables(index, places)
    written: dict[str, list[int]] = {}
    for word, number in _instances(index, plain, "term, doc"):
        if number in places:
            written.setdefault(word, []).append(places[number])
    numbers, texts = _texts(index, words, places)
    forms: list[dict[str, list[int]]] = [{} for _ in numbers]
    for word, stem in stems_of(index, list(written)):
        if stem in numbers:
            forms[numbers[stem]][word] = sorted(set(written[word]))
    return Lexicon(list(numbers), forms, texts)


def stems_of(index: Index, words: Collection[str]) -> Iterator[tuple[str, str]]:
    """Each word with its stem; a word that is several to the tokenizer comes with several."""
    _run(index, "DROP TABLE IF EXISTS temp.stemmed")
    _run(index, f"CREATE VIRTUAL TABLE temp.stemmed USING fts5 (word, {TOKENS})")
    wanted = list(words)
    for number, word in enumerate(wanted):
        _run(index, "INSERT INTO temp.stemmed (rowid, word) VALUES (?, ?)", number, word)
    for stem, number in _instances(index, "temp.stemmed", "term, doc"):
        yield wanted[number], stem


def _tables(index: Index, places: Places) -> tuple[str, str]:
    """The tables to read the words from: the whole full text, or that of a few meetings alone."""
    if 2 * len(places) > index.size:
        return "main.words", "main.plain"
    for table, columns, options in (
        ("few", COLUMNS_OF_TEXT, TOKENS),
        ("few_plain", "text", 'tokenize = "ascii"'),
    ):
        _run(index, f"DROP TABLE IF EXISTS temp.{table}")
        _run(index, f"CREATE VIRTUAL TABLE temp.{table} USING fts5 ({columns}, {options})")
    for number in places:
        text = f"SELECT rowid, {COLUMNS_OF_TEXT} FROM main.words WHERE rowid = ?"
        _run(index, f"INSERT INTO temp.few (rowid, {COLUMNS_OF_TEXT}) {text}", number)
        text = f"SELECT rowid, {ALL_WORDS} FROM main.words WHERE rowid = ?"
        _run(index, f"INSERT INTO temp.few_plain (rowid, text) {text}", number)
    return "temp.few", "temp.few_plain"


def _texts(index: Index, table: str, places: Places) -> tuple[dict[str, int], list[list[int]]]:
    """The stems with their numbers, the most frequent first, and the texts of the meetings as `Lexicon` has them."""
    start_of = {name: i << _COLUMN_BITS for i, name in enumerate(TEXTS)}
    stands: dict[str, list[tuple[int, int]]] = {}
    for stem, number, column, offset in _instances(index, table, "term, doc, col, offset"):
        if number in places:
            stands.setdefault(stem, []).append((places[number], start_of[column] + offset))
    numbers = {stem: i for i, stem in enumerate(sorted(stands, key=lambda stem: (-len(stands[stem]), stem)))}
    found: list[dict[int, int]] = [{} for _ in range(max(places.values(), default=-1) + 1)]
    for stem, number in numbers.items():
        for place, at in stands[stem]:
            found[place][at] = number + 1
    return numbers, [list(_in_order(text)) for text in found]


def _in_order(text: dict[int, int]) -> Iterator[int]:
    before = 0
    for at in sorted(text):
        if at > before:
            yield 0
        yield text[at]
        before = at + 1


def _instances(index: Index, table: str, columns: str) -> Iterator[Any]:
    """Every word of a table of the full text, as its own tokenizer took it apart."""
    schema, _, name = table.partition(".")
    _run(index, "DROP TABLE IF EXISTS temp.instances")
    _run(index, f"CREATE VIRTUAL TABLE temp.instances USING fts5vocab ({schema}, {name}, instance)")
    return index.rows(f"SELECT {columns} FROM temp.instances")


def _run(index: Index, sql: str, *values: object) -> None:
    for _ in index.rows(sql, values):
        pass
