"""How much of a document is quoted, by its sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from dialogue_cli.dataset.documents import Document
from dialogue_cli.dataset.model import Evidence

Span = tuple[int, int]
# The end of a sentence: a full stop, with what closes a quotation or a bracket, before a space; or one of CJK.
_END = re.compile(r"""[.!?…]["'”’»)\]]*(?=\s)|[。！？]["'”’」』）]*""")
# What has a full stop and ends no sentence: initials, the number of a paragraph, a usual abbreviation.
_NO_END = re.compile(
    r"(?<![^\s(])(?:(?:[A-Z]\.)*[A-Z]|[Mm]rs?|[Mm]s|[Dd]r|[Pp]rof|[Ss]t|[Nn]os?|[Vv]s|cf|e\.g|i\.e|[Gg]en|[Ll]t|[Aa]rt)\.$"
)
_NUMBER = re.compile(r"\d{1,3}\.$")


def sentences(text: str) -> Iterator[Span]:
    """The sentences of a text whose white space is single spaces, from where to where.

    >>> text = "Mr. Dar met J. Borrell. They spoke. 中文。日本"
    >>> [text[start:end] for start, end in sentences(text)]
    ['Mr. Dar met J. Borrell.', 'They spoke.', '中文。', '日本']
    """
    start = 0
    for found in _END.finditer(text):
        end = found.end()
        if found[0] == "." and (_NUMBER.match(text, start, end) or _NO_END.search(text, max(start, end - 12), end)):
            continue
        yield start, end
        start = end + (text[end : end + 1] == " ")
    if text[start:].strip():
        yield start, len(text)


def quoted(document: Document, quotes: Iterable[Evidence]) -> tuple[int, int]:
    """How many sentences of a document are quoted, in whole or in part, and how many it has."""
    spans = sorted(span for quote in quotes if (span := document.place(quote)))
    every = list(sentences(document.text))
    count = i = 0
    for start, end in every:
        while i < len(spans) and spans[i][1] <= start:
            i += 1
        # Quotes may lie within each other: one that ends early does not hide those behind it.
        count += any(first < end and last > start for first, last in spans[i:])
    return count, len(every)
