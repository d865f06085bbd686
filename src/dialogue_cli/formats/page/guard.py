"""Words that a person means as they stand, though the collection has only a word that is a letter or two away.

The program knows all English words and all countries. The page is given only those that lie near a word of its own, as
bits of a table (a Bloom filter): each word sets a few bits, and a word all of whose bits are set is among them. One
word in a thousand is so by mistake: it is then not taken for another.
"""

from __future__ import annotations

import base64
from collections.abc import Collection, Iterable, Iterator

from dialogue_cli.query.english import english_words
from dialogue_cli.spelling import edit_cap
from dialogue_cli.text import key

_BITS_A_WORD = 14
_HASHES = 8


def guard(words: Collection[str], others: Iterable[str]) -> str:
    """Returns the table, in base64, of the English words and the others from which a slip could lead to `words`."""
    known = set(words)
    meant = dict.fromkeys([*english_words(), *map(key, others)])
    longest = max(map(len, meant))
    shortened = {1: set[str](), 2: set[str]()}
    for word in known:
        # Nothing that is meant lies near a word that is longer: half a million letters are not taken away in turn.
        if len(word) > longest + edit_cap(longest):
            continue
        for size in shortened:
            # A word of eight letters may be two slips from one of six.
            if len(word) >= (3 if size == 1 else 6):
                shortened[size].update(_without(word, size))
    near = [word for word in meant if word not in known and _may_be_near(word, shortened)]
    size = max(64, len(near) * _BITS_A_WORD)
    bits = bytearray((size + 7) // 8)
    for word in near:
        for place in _places(word, len(bits) * 8):
            bits[place >> 3] |= 1 << (place & 7)
    return base64.b64encode(bytes(bits)).decode("ascii")


def _may_be_near(word: str, shortened: dict[int, set[str]]) -> bool:
    cap = edit_cap(len(word))
    return bool(cap) and not shortened[cap].isdisjoint(_without(word, cap))


def _without(word: str, most: int) -> Iterator[str]:
    """A word, and what is left of it when up to so many letters are taken away."""
    yield word
    for i in range(len(word)):
        shorter = word[:i] + word[i + 1 :]
        yield shorter
        if most > 1:
            yield from (shorter[:j] + shorter[j + 1 :] for j in range(i, len(shorter)))


def _places(word: str, size: int) -> Iterator[int]:
    """The bits of a word, by its hash (Fowler, Noll and Vo) and that mixed; script/words.js does the same."""
    value = 0x811C9DC5
    for byte in word.encode("utf-8"):
        value = (value ^ byte) * 0x01000193 & 0xFFFFFFFF
    step = value ^ value >> 16
    step = step * 0x85EBCA6B & 0xFFFFFFFF
    step = (step ^ step >> 13) * 0xC2B2AE35 & 0xFFFFFFFF
    step ^= step >> 16
    for i in range(_HASHES):
        yield (value + i * step) % size
