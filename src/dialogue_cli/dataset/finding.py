"""Words in a document, found however they are typed."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from dialogue_cli.dataset.characters import same_mark
from dialogue_cli.dataset.documents import Document
from dialogue_cli.dataset.sentences import Span, sentences
from dialogue_cli.dataset.slips import COMMON, Aligned, Slip, aligned, may_be
from dialogue_cli.dataset.words import Word, words
from dialogue_cli.errors import UnreadableError
from dialogue_cli.text import compared

# Between the parts of a quote of which something is left out.
_ELLIPSIS = re.compile(r"\s*(?:[\[(]\s*(?:…|\.{3,})\s*[\])]|…|\.{3,})\s*")
# So far apart two parts may be.
_FAR = 400
# How many windows are looked at for slips: those that have most of the words.
_MOST_WINDOWS = 60
_BRACKETS = {")": "(", "]": "[", "”": "“", "»": "«"}


class Found(NamedTuple):
    """A place that has the typed words: from where to where, with which slips, and which of it was left out."""

    start: int
    end: int
    slips: tuple[Slip, ...] = ()
    left_out: tuple[Span, ...] = ()
    typed: str = ""


LONGEST = 2_000_000
"""Characters of the longest document in which words are found one by one: more than a thick book has."""


class Finder:
    """Finds words in one document. UnreadableError for one that is longer than any that a person quotes."""

    def __init__(self, document: Document) -> None:
        if len(document.text) > LONGEST:
            raise UnreadableError(
                f"the document has {len(document.text):,} characters, and words are found in {LONGEST:,} at most: put"
                " the part that tells of the meeting into a file of its own"
            )
        self.document = document
        self.words = words(document.text)
        self._places: dict[str, list[int]] = {}
        for i, word in enumerate(self.words):
            self._places.setdefault(word.key, []).append(i)

    @cached_property
    def sentences(self) -> list[Span]:
        """The sentences of the document."""
        return list(sentences(self.document.text, self.document.layout.breaks))

    def find(self, typed: str) -> list[Found]:
        """Every place that has the typed words, in order; with slips only where no place has them without.

        An ellipsis stands for the words between two parts that are near each other.
        """
        typed = compared(typed)
        parts = [part for part in _ELLIPSIS.split(typed) if words(part)]
        whole = self._part(typed)
        if len(parts) < 2 or (whole and not whole[0].slips):
            return whole
        return self._joined(parts)

    def _part(self, typed: str) -> list[Found]:
        mine = words(typed)
        if not mine:
            return []
        found = [Aligned(i, i + len(mine), ()) for i in self._exactly([word.key for word in mine])]
        return [self._found(one, typed) for one in found or self._nearly(mine)]

    def _exactly(self, keys: Sequence[str]) -> Iterator[int]:
        """Where words stand one after the other, each time apart from the time before."""
        rarest = min(range(len(keys)), key=lambda i: len(self._places.get(keys[i], ())))
        free = 0
        for at in self._places.get(keys[rarest], ()):
            first = at - rarest
            if first >= free and [word.key for word in self.words[first : first + len(keys)]] == keys:
                yield first
                free = first + len(keys)

    def _nearly(self, typed: Sequence[Word]) -> list[Aligned]:
        """Where words stand with a slip or two: the places that have the fewest, each apart from the others."""
        found: list[Aligned] = []
        for first, last in self._windows(typed):
            one = aligned(typed, self.words, first, last, self._names)
            if one and not any(one.first < other.last and one.last > other.first for other in found):
                found.append(one)
        fewest = min((len(one.slips) for one in found), default=0)
        return sorted(one for one in found if len(one.slips) == fewest)

    def _windows(self, typed: Sequence[Word]) -> list[Span]:
        """Where the typed words may be, by those that are right, the likeliest first."""
        votes: dict[int, int] = {}
        for i, word in enumerate(typed):
            # A word that is everywhere tells nothing, if there are others.
            places = self._places.get(word.key, ())
            for at in places if len(places) <= 500 or len(typed) < 3 else ():
                votes[at - i] = votes.get(at - i, 0) + 1
        if not votes:
            # Each of them is misspelt, or everywhere.
            for i, word in enumerate(typed):
                for key in self._places:
                    if may_be(word.key, key, is_name=False):
                        votes |= {at - i: 1 for at in self._places[key]}
        best = sorted(votes, key=lambda offset: (-votes[offset], offset))
        most = best if len(typed) < 3 else best[:_MOST_WINDOWS]
        return [(max(0, at - 3), min(len(self.words), at + len(typed) + 4)) for at in most]

    @cached_property
    def _names(self) -> frozenset[int]:
        """The numbers of the words that may be names: capitalised, but not only because a sentence begins there."""
        text, found = self.document.text, set()
        begins = {start for start, _ in self.sentences}
        lower = {word.key for word in self.words if text[word.start].islower()}
        for i, word in enumerate(self.words):
            if text[word.start].isupper():
                is_first = any(start in begins for start in range(max(0, word.start - 2), word.start + 1))
                if word.key not in COMMON and not (is_first and word.key in lower):
                    found.add(i)
        return frozenset(found)

    def _found(self, one: Aligned, typed: str) -> Found:
        start, end = self.words[one.first].start, self.words[one.last - 1].end
        start, end = self._with_signs(start, end, typed)
        return Found(start, end, one.slips, (), typed)

    def _with_signs(self, start: int, end: int, typed: str) -> Span:
        """The place with the signs around it that were typed too, and with the bracket that it opens closed."""
        text, mine = self.document.text, words(typed)
        for sign in typed[mine[-1].end :].replace(" ", ""):
            if end >= len(text) or same_mark(text[end]) != same_mark(sign):
                break
            end += 1
        for sign in reversed(typed[: mine[0].start].replace(" ", "")):
            if not start or same_mark(text[start - 1]) != same_mark(sign):
                break
            start -= 1
        return self._with_bracket(start, end)

    def _with_bracket(self, start: int, end: int) -> Span:
        """The place with the bracket beside it that belongs to one within."""
        text = self.document.text
        inside, opening, closing = text[start:end], text[start - 1 : start], text[end : end + 1]
        if closing in _BRACKETS and inside.count(_BRACKETS[closing]) > inside.count(closing):
            return start, end + 1
        closes = next((sign for sign, other in _BRACKETS.items() if other == opening), "")
        if closes and inside.count(closes) > inside.count(opening):
            return start - 1, end
        return start, end

    def _joined(self, parts: Sequence[str]) -> list[Found]:
        """The places that have some parts one after the other, near each other."""
        chains = self._part(parts[0])
        for part in parts[1:]:
            following, joined = self._part(part), []
            for i, chain in enumerate(chains):
                later = next((one for one in following if one.start >= chain.end), None)
                # Of two beginnings before the same end the nearer one is meant.
                nearer = chains[i + 1].end if i + 1 < len(chains) else None
                if later and self._are_near(chain.end, later.start) and not (nearer and nearer <= later.start):
                    left_out = (*chain.left_out, (chain.end, later.start))
                    slips = (*chain.slips, *later.slips)
                    joined.append(Found(chain.start, later.end, slips, left_out, f"{chain.typed} … {later.typed}"))
            chains = joined
        return chains

    def _are_near(self, end: int, start: int) -> bool:
        """Whether what ends here and what begins there stand in one paragraph, not far from each other."""
        breaks = self.document.layout.breaks
        return start - end <= _FAR and bisect_left(breaks, end) == bisect_left(breaks, start)

    def inside(self, span: Span) -> list[Word]:
        """The words within a place."""
        first = bisect_left(self.words, span[0], key=lambda word: word.start)
        return self.words[first : bisect_left(self.words, span[1], key=lambda word: word.start)]

    def around(self, start: int, end: int) -> Span:
        """The sentences in which a place lies, from the first one's beginning to the last one's end."""
        inside = [span for span in self.sentences if span[0] < end and span[1] > start]
        return (min(start, inside[0][0]), max(end, inside[-1][1])) if inside else (start, end)
