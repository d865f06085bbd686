"""Where in a text a passage stands that is much like some words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cached_property

LIKE = 80
"""How much alike, in per cent, words and a passage must be."""
_LIKE_IN_WORDS = 0.6
"""A letter makes another word: so much of the words of a long passage must be the same."""
LONGEST_COMPARED = 500
"""Longer words are not compared letter by letter, which takes time with the square of their length."""
_PIECE = 300
_PIECES = 8
LONGEST_SEARCHED = 20_000
"""A longer text is not looked through for each of the words, but only where some of them stand."""
_MOST_VOTES = 4000
_WINDOWS = 3


class Passages:
    """The passages of a text."""

    def __init__(self, text: str) -> None:
        self._text = text

    def nearest(self, words: str) -> tuple[int, int] | None:
        """Where the passage begins and ends that is most like the words; None where none is much like them."""
        if len(words) > LONGEST_COMPARED:
            return self._by_pieces(words)
        found = max((_by_letters(words, self._text, *window) for window in self._windows(words)), default=None)
        return found[1:] if found and found[0] else None

    def _by_pieces(self, words: str) -> tuple[int, int] | None:
        """The passage between the first and the last of some pieces that are found, if most of its words are there."""
        from rapidfuzz.distance import Indel

        last = len(words) - _PIECE
        places = [last * i // (_PIECES - 1) for i in range(_PIECES)]
        first = next(((at, found) for at in places if (found := self.nearest(words[at : at + _PIECE]))), None)
        if not first:
            return None
        # What comes before the first of them, and behind the last one, is as long as in the words.
        start, slack = max(0, first[1][0] - first[0]), len(words) // 4
        for at in reversed(places):
            around = max(0, start + at - slack)
            if found := Passages(self._text[around : start + at + slack]).nearest(words[at : at + _PIECE]):
                end = min(len(self._text), around + found[1] + last - at)
                passage = self._text[start:end].split()
                same = Indel.normalized_similarity(words.split(), passage, score_cutoff=_LIKE_IN_WORDS)
                return (start, end) if same else None
        return None

    def _windows(self, words: str) -> Iterator[tuple[int, int]]:
        """The parts of the text in which most of the rarest of the words stand as far apart as in them."""
        if len(self._text) <= LONGEST_SEARCHED:
            yield 0, len(self._text)
            return
        size, votes = len(words), Counter[int]()
        standing = [(self._places[word], at) for word, at in _words(words) if word in self._places]
        for places, at in sorted(standing, key=lambda one: len(one[0])):
            if votes.total() + len(places) > _MOST_VOTES and votes:
                break
            votes.update((place - at) // size for place in places[:_MOST_VOTES])
        for number, _ in votes.most_common(_WINDOWS):
            yield max(0, (number - 1) * size), (number + 3) * size

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        """Where each word of the text stands."""
        found: dict[str, list[int]] = {}
        for word, at in _words(self._text):
            found.setdefault(word, []).append(at)
        return found


def _words(text: str) -> Iterator[tuple[str, int]]:
    for found in re.finditer(r"\w+", text):
        yield found[0], found.start()


def _by_letters(words: str, text: str, start: int, end: int) -> tuple[float, int, int]:
    """How much the most similar passage of a part of a text is like the words (0: not much), and where it stands."""
    from rapidfuzz import fuzz

    found = fuzz.partial_ratio_alignment(words, text[start:end], score_cutoff=LIKE)
    return (found.score, start + found.dest_start, start + found.dest_end) if found else (0, 0, 0)
