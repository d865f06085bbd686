"""In what a quote and a passage of its source differ, in words: what the eye does not see is named."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from dialogue_cli.dataset.appearance import Appearance
from dialogue_cli.dataset.characters import code_point, is_invisible, same_mark, script, visible
from dialogue_cli.text import listing, one_line, squeeze

# In most fonts two of them are drawn alike, and they are of one script.
_STROKES = frozenset("Il")
LONGEST_BY_LETTERS = 1000
"""Longer quotes are compared word by word: letter by letter takes time with the square of their length."""
Pair = tuple[str, str]
"""What stands in the quote, and what the source has there."""


def shown(text: str) -> str:
    """Words of a quote or a source in a message: on one line, what does not show as code points."""
    return one_line(visible(text))


def hardly_seen(quote: Appearance, passage: Appearance) -> list[str]:
    """What tells a quote from a passage that looks like it, each kind of difference as a clause."""
    pairs = list(_pairs(quote, passage))
    clauses = [*_invisible(quote, passage)]
    seen = [(_without_invisible(mine), _without_invisible(theirs)) for mine, theirs in pairs]
    left = [pair for pair in seen if pair[0] != pair[1]]
    if any(mine.lower() == theirs.lower() for mine, theirs in left):
        clauses.append(f'the source differs in case: "{shown(passage.text)}"')
    left = [pair for pair in left if pair[0].lower() != pair[1].lower()]
    marks = [pair for pair in left if _marks(pair[0]) == _marks(pair[1])]
    if marks:
        clauses.append(_of_marks(marks))
    letters = [pair for pair in left if pair not in marks]
    if letters:
        clauses.append(_of_letters(letters))
    return clauses


def deceiving(quote: str, passage: str) -> str:
    """The letters in which a quote differs from a passage and which the eye may take for each other; or nothing."""
    if len(quote) > LONGEST_BY_LETTERS:
        words = _replaced(quote.split(), passage.split(), autojunk=True)
        pairs = [pair for mine, theirs in words if len(mine) == len(theirs) for pair in zip(mine, theirs, strict=True)]
    else:
        pairs = list(_replaced(quote, passage, autojunk=False))
    alike = [
        pair for pair in pairs if pair[0] != pair[1] and (script(pair[0]) != script(pair[1]) or set(pair) <= _STROKES)
    ]
    return _of_letters(alike) if alike else ""


def _replaced(quote: Sequence[str], passage: Sequence[str], *, autojunk: bool) -> Iterator[Pair]:
    """The letters, or the words, of a quote for which the source has as many others."""
    matcher = SequenceMatcher(None, quote, passage, autojunk=autojunk)
    for kind, start, end, other, other_end in matcher.get_opcodes():
        if kind == "replace" and end - start == other_end - other:
            yield from zip(quote[start:end], passage[other:other_end], strict=True)


def _pairs(quote: Appearance, passage: Appearance) -> Iterator[Pair]:
    for start, end, other, other_end in quote.differences(passage):
        yield quote.text[start:end], passage.text[other:other_end]


def _without_invisible(text: str) -> str:
    # With a space on either side of it, one remains.
    return squeeze("".join(c for c in text if not is_invisible(c)))


def _marks(text: str) -> str:
    return "".join(map(same_mark, text))


def _invisible(quote: Appearance, passage: Appearance) -> Iterator[str]:
    """What shows nothing and stands in one of the two texts only, or elsewhere, with the words that it stands in."""
    ours: dict[str, list[str]] = {}
    moved: dict[str, list[str]] = {}
    theirs: dict[str, list[str]] = {}
    for start, end, other, other_end in quote.differences(passage):
        in_quote, in_source = quote.text[start:end], passage.text[other:other_end]
        for character in filter(is_invisible, dict.fromkeys(in_quote + in_source)):
            surplus = in_source.count(character) - in_quote.count(character)
            if surplus > 0:
                theirs.setdefault(character, []).append(_word(passage.text, other, other_end))
            elif surplus < 0:
                ours.setdefault(character, []).append(_word(quote.text, start, end))
            elif _places(character, in_source) != _places(character, in_quote):
                moved.setdefault(character, []).append(_word(passage.text, other, other_end))
    for side, found in (("the source has", theirs), ("the quote has", ours), ("the source has elsewhere", moved)):
        kinds = [f"{code_point(character)} in {_some(words)}" for character, words in found.items()]
        if kinds:
            yield f"{side} {listing(kinds, 'and')}"


def _places(character: str, text: str) -> list[int]:
    return [i for i, one in enumerate(text) if one == character]


def _word(text: str, start: int, end: int) -> str:
    """The word in which a part of a text stands; with a space in that part, the words on both sides."""
    first = text.rfind(" ", 0, start) + 1
    last = text.find(" ", end)
    return text[first : last if last >= 0 else None]


def _some(words: list[str]) -> str:
    """The first of some words, and whether there are others."""
    first, *others = dict.fromkeys(words)
    return f'"{shown(first)}"{" and elsewhere" if others else ""}'


def _of_marks(pairs: list[Pair]) -> str:
    """Which quotation marks, apostrophes or dashes stand for which: the signs, and their code points."""
    distinct = list(dict.fromkeys(pairs))
    theirs, mine = " ".join(theirs for _, theirs in distinct), " ".join(mine for mine, _ in distinct)
    points = [
        listing([f"U+{ord(c):04X}" for c in dict.fromkeys("".join(pair[side] for pair in distinct))], "and")
        for side in (1, 0)
    ]
    return f"the source has {one_line(theirs)} where the quote has {one_line(mine)} ({points[0]}, not {points[1]})"


def _of_letters(pairs: list[Pair]) -> str:
    """Which letters stand for which, by their names."""
    said = [f"{_named(theirs)} where the quote has {_named(mine)}" for mine, theirs in dict.fromkeys(pairs)]
    return f"the source has {', and '.join(said)}"


def _named(text: str) -> str:
    return " ".join(map(code_point, text))
