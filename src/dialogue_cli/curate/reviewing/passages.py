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


def passages(paper: Paper, span: Span, wanted: Sequence[frozenset[str]], around: int = 1) -> list[Passage]:
    """The sentences in which a span lies, and so many before and after it.

    `wanted` are the words of the value, or of each part of it.
    """
    finder = paper.finder
    text, every = finder.document.text, finder.sentences
    start, end = finder.around(*span)
    before = [one for one in every if one[1] <= start][-around:] if around else []
    after = [one for one in every if one[0] >= end][:around]
    line = finder.document.layout.line
    found = [Passage(line(one[0]), text[slice(*one)]) for one in before]
    marked = tuple((a - start, b - start) for a, b in _marked(text, span, wanted))
    found.append(Passage(line(start), text[start:end], (span[0] - start, span[1] - start), marked))
    return found + [Passage(line(one[0]), text[slice(*one)]) for one in after]


def _marked(text: str, span: Span, wanted: Sequence[frozenset[str]]) -> list[Span]:
    """Where the words of each part stand within a span: where most of them stand together."""
    found: set[Span] = set()
    for part in wanted:
        runs = list(_runs(text, span, part))
        most = max((count for count, _ in runs), default=0)
        found |= {run for count, run in runs if count == most}
    apart: list[Span] = []
    for start, end in sorted(found):
        if apart and start < apart[-1][1]:
            apart[-1] = (apart[-1][0], max(end, apart[-1][1]))
        else:
            apart.append((start, end))
    return apart


def _runs(text: str, span: Span, wanted: frozenset[str]) -> Iterator[tuple[int, Span]]:
    """Where wanted words stand side by side, small words between them, and how many of them."""
    count = begin = end = 0
    for word in words(text[slice(*span)]):
        if word.key in wanted:
            begin = begin if count else word.start
            count, end = count + 1, word.end
        elif count and word.key not in _SMALL:
            yield count, (begin + span[0], end + span[0])
            count = 0
    if count:
        yield count, (begin + span[0], end + span[0])


def words_of(field: str, value: Any) -> list[frozenset[str]]:
    """The words by which a value, or each of its parts, may stand in a document; none where there is no value."""
    if value is None:
        return []
    found = (frozenset(word.key for word in words(text)) - _SMALL for text in _texts(field, value))
    return [one for one in found if one]


def _texts(field: str, value: Any) -> list[str]:
    if field == "ordinal":
        number = int(value)
        return [" ".join([ordinal_word(number), *_ORDINALS[number - 1 : number]])]
    if field in ("date", "previous_date"):
        try:
            return [long_date(parse(str(value)))]
        except ValueError:
            return []
    if isinstance(value, dict):
        names = ("name", "role", "represents", "on_behalf_of", "city", "country", "venue")
        return [str(value[name]) for name in names if name in value]
    # Whole sentences, and what documents say in other words.
    return [] if field in ("outcomes", "summary", "note") else [str(value)]
