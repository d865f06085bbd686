"""What of a document the records account for, sentence by sentence and word by word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from dialogue_cli.dataset.documents import Document
from dialogue_cli.dataset.model import Evidence, Unrelated
from dialogue_cli.dataset.sentences import Span, sentences, touched

State = Literal["quoted", "partly", "unrelated", "missing"]
"""Whether all words of a sentence are quoted, some, none as it is about no meeting, or none."""
STATES: tuple[State, ...] = ("quoted", "partly", "unrelated", "missing")
# A word; scripts that put no spaces between words count by letters.
_WORD = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003fffd]"
    r"|(?:(?![\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff])[^\W_])+"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a document, and what accounts for it."""

    start: int
    end: int
    line: int
    """The number of its first line in the file, from 1."""
    state: State
    meetings: tuple[str, ...]
    """The ids of the meetings that quote some of its words."""
    reasons: tuple[str, ...]
    """Why it is about no meeting, for all that is marked so."""
    words: int
    accounted: int
    """How many of its words are quoted or marked as unrelated."""
    open: tuple[Span, ...]
    """From where to where the words stand that are neither, each run of them as one."""


@dataclass(frozen=True, slots=True)
class Totals:
    """How many sentences and words documents have, and how many of them are accounted for."""

    sentences: int = 0
    quoted: int = 0
    """Sentences of which all or some words are quoted."""
    unrelated: int = 0
    words: int = 0
    words_accounted: int = 0

    @property
    def accounted(self) -> int:
        """How many sentences are quoted, in whole or in part, or marked as unrelated."""
        return self.quoted + self.unrelated

    @property
    def missing(self) -> int:
        """How many sentences are neither."""
        return self.sentences - self.accounted

    def __add__(self, other: Totals) -> Totals:
        return Totals(*(getattr(self, name) + getattr(other, name) for name in self.__slots__))

    def to_record(self) -> dict[str, int]:
        """The numbers as a plain dict."""
        return {
            "sentences": self.sentences,
            "accounted": self.accounted,
            "quoted": self.quoted,
            "unrelated": self.unrelated,
            "missing": self.missing,
            "words": self.words,
            "words_accounted": self.words_accounted,
        }


def totals(found: Sequence[Sentence]) -> Totals:
    """The sums over some sentences."""
    return Totals(
        len(found),
        sum(one.state in ("quoted", "partly") for one in found),
        sum(one.state == "unrelated" for one in found),
        sum(one.words for one in found),
        sum(one.accounted for one in found),
    )


def coverage(
    document: Document, quotes: Iterable[tuple[str, Evidence]], unrelated: Iterable[Unrelated] = ()
) -> list[Sentence]:
    """The sentences of a document, each with the meetings that account for it.

    `quotes` are pieces of evidence, each with the id of its meeting; those that are not in the document account for
    nothing. A quote accounts for the place at which it stands first, between its prefix and suffix; what is unrelated
    is so wherever it stands.
    """
    every = list(sentences(document.text, document.layout.breaks))
    meetings: list[dict[str, None]] = [{} for _ in every]
    reasons: list[dict[str, None]] = [{} for _ in every]
    spans: list[Span] = []
    for meeting, quote in quotes:
        if span := document.place(quote):
            spans.append(span)
            for i in _worded(document.text, every, span):
                meetings[i][meeting] = None
    for mark in unrelated:
        for span in document.everywhere(mark.exact):
            spans.append(span)
            for i in _worded(document.text, every, span):
                reasons[i][mark.reason] = None
    union = _union(spans)
    return [
        _sentence(document, span, list(ids), list(why), union)
        for span, ids, why in zip(every, meetings, reasons, strict=True)
    ]


def _worded(text: str, every: Sequence[Span], span: Span) -> Iterable[int]:
    """The sentences of which a span has a word or a part of one."""
    for i in touched(every, *span):
        start, end = max(span[0], every[i][0]), min(span[1], every[i][1])
        if any(map(str.isalnum, text[start:end])):
            yield i


def _union(spans: Iterable[Span]) -> list[Span]:
    """The same places as spans apart from each other, in order."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _sentence(
    document: Document, span: Span, meetings: Sequence[str], reasons: Sequence[str], union: Sequence[Span]
) -> Sentence:
    start, end = span
    words = accounted = 0
    gaps: list[Span] = []
    is_open = False
    for word in _WORD.finditer(document.text, start, end):
        words += 1
        if touched(union, *word.span()):
            accounted += 1
            is_open = False
        else:
            gaps.append((gaps.pop()[0] if is_open else word.start(), word.end()))
            is_open = True
    state: State = "missing"
    if meetings:
        state = "partly" if gaps else "quoted"
    elif reasons:
        state = "unrelated"
    line = document.layout.line(start)
    return Sentence(start, end, line, state, tuple(meetings), tuple(reasons), words, accounted, tuple(gaps))
