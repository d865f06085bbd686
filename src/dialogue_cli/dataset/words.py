"""A text as its words, each in the form in which two ways of writing it are one, and with its place in the text."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from dialogue_cli.dataset.characters import INVISIBLE, seen
from dialogue_cli.text import APOSTROPHES, folded

APOSTROPHE = "'\u2019\u02bc\u2018`\u00b4"
# Scripts that put no spaces between words: each letter is a word.
UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fffd"
)
_MINUS = "-\u2010\u2011\u2013\u2212"
# Signs that a claim may hang on. Others only separate words.
_SIGNS = "%\u2030\u00a7\u00b0\u00b1<>=$\u20ac\u00a3\u00a5&"
_GROUPED = re.compile(r"\d{1,3}(?:[,'\u2019]\d{3})+")


class Word(NamedTuple):
    """A word: the form in which it is compared, from where to where it stands in the text, and as it stands there."""

    key: str
    start: int
    end: int
    text: str


def words(text: str) -> list[Word]:
    """The words of a text. Case, accents, apostrophes and what does not show are no part of them.

    A number is one word with its decimals and its sign, so that 5 is not found in 2.5.

    >>> [word.key for word in words("The EU\u2019s 4,000 firms co-chaired; GSP+ fell by \u22122.5 %")]
    ['the', 'eus', '4000', 'firms', 'co', 'chaired', 'gsp+', 'fell', 'by', '-2.5', '%']
    """
    found = ((_key(match[0]), match.start(), match.end(), match[0]) for match in _pattern(_marks(text)).finditer(text))
    return [Word(*one) for one in found if one[0]]


def _marks(text: str) -> str:
    """The combining marks of a text, which belong to the letters before them."""
    if text.isascii():
        return ""
    return "".join(sorted(c for c in set(text) if unicodedata.category(c).startswith("M")))


@lru_cache(maxsize=16)
def _pattern(marks: str) -> re.Pattern[str]:
    tied = f"[{re.escape(marks)}{INVISIBLE}]"
    letter = rf"(?:(?![{UNSPACED}])[^\W_])"
    number = rf"(?:(?<![^\s(])[{_MINUS}+])?\d+(?:[.,'\u2019]\d+)*(?:{letter}|{tied})*"
    word = rf"{letter}(?:{letter}|{tied}|[{APOSTROPHE}](?={letter}))*\+?"
    return re.compile(rf"{number}|{word}|[{UNSPACED}]{tied}*|[{_SIGNS}]")


@lru_cache(maxsize=65536)
def _key(text: str) -> str:
    if text == "&":
        return "and"
    if _GROUPED.fullmatch(text):
        text = re.sub(r"\D", "", text)
    if text[0] in _MINUS and len(text) > 1:
        text = f"-{text[1:]}"
    if text.isascii():
        return text.translate(APOSTROPHES).lower()
    plain = "".join(str(unicodedata.decimal(c, None) or seen(c)) if c.isdecimal() else seen(c) for c in text)
    # A letter that only looks like one of another script is folded as that one, the same on both sides.
    return folded(plain.translate(APOSTROPHES)) or plain
