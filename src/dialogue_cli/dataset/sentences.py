"""A text in sentences."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

Span = tuple[int, int]
# The end of a sentence: a full stop, with what closes a quotation or a bracket, before a space; or one of CJK. A
# release that lost a space between two sentences has a word in lower case, a full stop, and a capitalised word.
_END = re.compile(
    r"""[.!?…\u061f\u06d4\u0964\u0965\u1362]["'”’»)\]]*(?=\s)|[。！？｡]["'”’」』）]*|(?<=[a-z]{3})\.(?=[A-Z][a-z]+ )"""
)
_MONTHS = "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
# What has a full stop and ends no sentence: initials, a usual abbreviation.
_NO_END = re.compile(
    r"(?<![^\s(\[\"“'‘])(?:(?:[^\W\d_]\.)*[^\W\d_]|(?:[A-Z][a-z]?\.)+[A-Z][a-z]?|[Mm]rs?|[Mm]s|[Mm]me|[Mm]lle|[Dd]r|[Pp]rof|[Ss]t|[Vv]s|cf|approx|ca|[Gg]en"
    rf"|[Ll]t|[Cc]ol|[Mm]aj|[Cc]apt|[Aa]mb|[Ss]en|[Rr]ep|[Gg]ov|[Pp]res|[Hh]on|[Rr]ev|[Ee]ngr?|[Aa]tty|Md|Sk|Mst|Kh|Sh|Ch|Zh|Yu|Ya|Ye|Ts|Dzh|Dkt|Ing|Lic|Mag|[Aa]dm|[Bb]rig|[Mm]gr|[Aa]rt|[Pp]aras?|[Vv]ol|{_MONTHS})\.$"
)
# These end none before a number: no. 5, p. 7.
_BEFORE_NUMBER = re.compile(r"(?<!\w)(?:[Nn]os?|[Nn]rs?|pp?|[Ss]ec|[Ff]igs?|[Cc]h)\.$")
_NUMBER = re.compile(r"\(?(?:\d{1,3}|[ivxIVX]{1,4}|[A-Za-z])\.$")
# "On the 21. November", as some languages write a day.
_DAY = re.compile(r"(?<!\w)\d{1,2}\.$")
_MONTH = re.compile(r" (?:Jan|F[eé][bv]|M[aä]r|Apr|Ma[iyj]|Jun|Jul|Au?g|Sep|O[ck]t|Nov|De[cz])")


def sentences(text: str, breaks: Sequence[int] = ()) -> Iterator[Span]:
    """The sentences of a text whose white space is single spaces, from where to where.

    At `breaks`, in order, one ends whatever stands there; what has neither letters nor digits is none.

    >>> text = "Mr. Dar met J. Borrell on 21.11. in hall no. 5. They spoke. 中文。日本"
    >>> [text[start:end] for start, end in sentences(text)]
    ['Mr. Dar met J. Borrell on 21.11. in hall no. 5.', 'They spoke.', '中文。', '日本']
    """
    cuts = sorted({*breaks, len(text)})
    start = 0
    for cut in cuts:
        yield from _within(text, start, cut)
        start = cut + (text[cut : cut + 1] == " ")


def _within(text: str, start: int, stop: int) -> Iterator[Span]:
    """The sentences between two positions."""
    for found in _END.finditer(text, start, stop):
        end = found.end()
        if end < stop and not _is_end(text, start, end, found[0]):
            continue
        if _has_words(text, start, end):
            yield start, end
        start = end + (text[end : end + 1] == " ")
    if _has_words(text, start, stop):
        yield start, stop


def _is_end(text: str, start: int, end: int, sign: str) -> bool:
    """Whether a sign that may end a sentence does so where others follow."""
    following = text[end : end + 9].lstrip(" “‘\"'(")[:1]
    if following.islower():
        return False
    if sign != ".":
        return True
    first = max(start, end - 16)
    if _NUMBER.match(text, start, end) or _NO_END.search(text, first, end):
        return False
    if following.isdigit() and _BEFORE_NUMBER.search(text, first, end):
        return False
    return not (_DAY.search(text, first, end) and _MONTH.match(text, end))


def _has_words(text: str, start: int, end: int) -> bool:
    return any(map(str.isalnum, text[start:end]))


def touched(every: Sequence[Span], start: int, end: int) -> range:
    """Which of some spans, in order and apart from each other, a span has a part of."""
    first = bisect_left(every, start, key=lambda span: span[1] - 1)
    return range(first, bisect_left(every, end, key=lambda span: span[0]))
