"""What is shown of a document for a claim: the sentences with its words, and what stands around them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from dialogue_cli.curate.adding.defaults import ordinal_word
from dialogue_cli.curate.reviewing.papers import Paper, Span
from dialogue_cli.dataset.words import words
from dialogue_cli.dates.edtf import parse
from dialogue_cli.dates.wording import long_date

_SMALL = frozenset("the a an of to in on at by for with and or from".split())
# The numbers that releases write as words.
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth"
    " sixteenth seventeenth eighteenth nineteenth twentieth"
).split()


class Passage(NamedTuple):
    """One or more sentences on the line of the file on which they begin."""

    line: int
    text: str
    quoted: Span | None = None
    """From where to where of the text the quoted words are; None for what only stands around them."""
    marked: tuple[Span, ...] = ()
    """Where in the text the value itself stands."""


def passages(paper: Paper, span: Span, wanted: frozenset[str], around: int = 1) -> list[Passage]:
    """The sentences in which a span lies, and so many before and after it."""
    finder = paper.finder
    text, every = finder.document.text, finder.sentences
    start, end = finder.around(*span)
    before = [one for one in every if one[1] <= start][-around:]
    after = [one for one in every if one[0] >= end][:around]
    line = finder.document.layout.line
    found = [Passage(line(one[0]), text[slice(*one)]) for one in before]
    marked = tuple((a - start, b - start) for a, b in _marked(text, span, wanted))
    found.append(Passage(line(start), text[start:end], (span[0] - start, span[1] - start), marked))
    return found + [Passage(line(one[0]), text[slice(*one)]) for one in after]


def _marked(text: str, span: Span, wanted: frozenset[str]) -> Iterator[Span]:
    """Where words that are wanted stand within a span; neighbours are one place."""
    begin = end = -1
    for word in words(text[slice(*span)]):
        if word.key in wanted:
            start = word.start + span[0]
            if begin >= 0 and not text[end:start].strip(" ,.-/"):
                end = word.end + span[0]
                continue
            if begin >= 0:
                yield begin, end
            begin, end = start, word.end + span[0]
        elif begin >= 0 and word.key not in _SMALL:
            yield begin, end
            begin = -1
    if begin >= 0:
        yield begin, end


def words_of(field: str, value: Any) -> frozenset[str]:
    """The words by which a value may stand in a document."""
    texts: Sequence[str] = [str(value)]
    if field == "ordinal":
        number = int(value)
        texts = [ordinal_word(number), *_ORDINALS[number - 1 : number]]
    elif field in ("date", "previous_date"):
        try:
            texts = [long_date(parse(str(value)))]
        except ValueError:
            texts = []
    elif isinstance(value, dict):
        names = ("name", "role", "on_behalf_of") if field == "participants" else ("city", "country", "venue")
        texts = [str(value[name]) for name in names if name in value]
    elif field in ("outcomes", "summary", "note", "related", "series", "status", "kind", "mode"):
        # Whole sentences, ids, and what documents say in other words.
        texts = [] if field in ("outcomes", "summary", "note", "related", "series") else [str(value)]
    return frozenset(word.key for text in texts for word in words(text)) - _SMALL
