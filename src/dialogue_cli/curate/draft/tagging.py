"""A text as words of a few classes, so that patterns of names and offices can be written as regular expressions.

Each word has one sign: S a party, A an adjective of one, C a city, D a date; O an office (P of several, K a
counterpart, G the General of a Director General), o what stands before it, d what it is for; H an honorific, N a word
that may be of a name (U in capitals, I an initial), p a particle of a name; f "of", r "for", i "in", "on", "at" or
"to", a an article or possessive, & "and", s a possessive 's, # a number, x a capitalised word of no name, w any other.
Punctuation stands for itself.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from dialogue_cli.curate.draft import lexicon
from dialogue_cli.curate.draft.dates import When
from dialogue_cli.curate.draft.gazetteer import APART, TOKEN, Names
from dialogue_cli.text import folded
from dialogue_cli.tuples import NamedTuple

_POSSESSIVE = re.compile(rf"[{APART}]s$|(?<=s)[{APART}]$")
_AS_SIGN = {"of": "f", "for": "r", "and": "&", "&": "&", "–": "-", "—": "-", "-": "-", "‑": "-", "/": "/"}
_AS_SIGN |= dict.fromkeys("on in at to".split(), "i")
_AS_SIGN |= dict.fromkeys("the a an his her its their our".split(), "a")
_AS_SIGN |= {sign: sign for sign in ",;:()"} | {"[": "(", "]": ")"}
_ARTICLES = ("al-", "el-", "as-", "ash-", "an-", "at-", "ad-", "ar-", "az-", "es-", "ul-", "ur-", "bin-")


class Word(NamedTuple):
    """A word of a text: where it stands, its sign, and for a party, an adjective or a city what it means."""

    start: int
    end: int
    sign: str
    means: str = ""


@dataclass(frozen=True)
class Tagged:
    """The words of a text and their signs in one string, so that position i of `signs` is word i."""

    text: str
    words: Sequence[Word]
    signs: str

    def span(self, first: int, last: int) -> tuple[int, int]:
        """From where to where the words from first to before last stand in the text."""
        return self.words[first].start, self.words[last - 1].end

    def said(self, first: int, last: int) -> str:
        """The text of some words."""
        start, end = self.span(first, last)
        return self.text[start:end]

    def within(self, start: int, end: int) -> tuple[int, int]:
        """The numbers of the words in a part of the text."""
        first = bisect_left(self.words, start, key=lambda word: word.start)
        last = bisect_right(self.words, end, key=lambda word: word.end)
        return (first, last) if first < last else (0, 0)


def tagged(text: str, names: Names, dates: Sequence[When], begins: Iterable[int]) -> Tagged:
    """The words of a text; `begins` says where its sentences begin, whose first words are capitalised anyway."""
    pieces = _pieces(text, _in_compounds(names))
    forms = [_form(text, one) for one in pieces]
    longest = max(map(len, (*names.sides, *names.adjectives, *names.cities)), default=1)
    starts = [start for start, _ in pieces]
    at_begin = [bisect_left(starts, begin) for begin in begins]
    first = {starts[at] for at in at_begin if at < len(starts)}
    lower = {form for form, (start, _) in zip(forms, pieces, strict=True) if text[start].islower()}
    at_date = {one.start: one for one in dates if one.kind != "year"}
    words: list[Word] = []
    i = 0
    while i < len(pieces):
        start, end = pieces[i]
        if one := at_date.get(start):
            words.append(Word(start, one.end, "D"))
            while i < len(pieces) and pieces[i][0] < one.end:
                i += 1
            continue
        name = (
            _name(text, pieces, forms, i, names, longest)
            if text[start].isupper() or text[start:end] in ("al",)
            else None
        )
        if name and name[2] == 1 and forms[i] in _FIRST_NAMES and _is_of_person(text, pieces, forms, i):
            name = None
        if name:
            sign, means, count = name
            words.append(Word(start, pieces[i + count - 1][1], sign, means))
            i += count
            continue
        if forms[i] == "general" and words and words[-1].sign == "O":
            words.append(Word(start, end, "G"))
            i += 1
            continue
        if forms[i] == "sultan" and i + 1 < len(pieces) and forms[i + 1] in ("bin", "ibn", "al"):
            words.append(Word(start, end, "N"))
            i += 1
            continue
        if (
            words
            and words[-1].sign == "p"
            and text[start].isupper()
            and forms[i] in ("sultan", "prince", "amir", "emir", "king")
        ):
            words.append(Word(start, end, "N"))
            i += 1
            continue
        words.append(Word(start, end, _sign(text, start, end, forms[i], is_first=start in first and forms[i] in lower)))
        i += 1
    return Tagged(text, words, "".join(word.sign for word in words))


# Cities that are first names too: "Sofia" before a family name is no place.
_FIRST_NAMES = frozenset("sofia paris victoria florence milan sydney charlotte alexandria kiev".split())


def _is_of_person(text: str, pieces: Sequence[tuple[int, int]], forms: Sequence[str], i: int) -> bool:
    """Whether a word that may be a city stands before a family name."""
    if i + 1 >= len(pieces) or not text[pieces[i + 1][0]].isupper():
        return False
    following = forms[i + 1]
    return not {following} & (lexicon.NO_NAMES | lexicon.DEPARTMENTS | lexicon.OFFICES)


def _in_compounds(names: Names) -> frozenset[str]:
    """The parties of one word, which may stand in a compound: EU-Pakistan, Afghan-Uzbek."""
    return frozenset(words[0] for table in (names.sides, names.adjectives) for words in table if len(words) == 1)


def _pieces(text: str, short: frozenset[str]) -> list[tuple[int, int]]:
    """Where the words and signs of a text stand: a possessive, and a party in a compound, by themselves."""
    found: list[tuple[int, int]] = []
    for match in TOKEN.finditer(text):
        start, end = match.span()
        possessive = _POSSESSIVE.search(match[0])
        is_possessive = possessive and end - start > 3 and not match[0].lower().startswith("people")
        cut = start + possessive.start() if possessive and is_possessive else end
        parts = re.split("[-‑]", text[start:cut])
        if len(parts) > 1 and any(part[:1].isupper() and folded(part) in short for part in parts):
            at = start
            for part in parts:
                found.append((at, at + len(part)))
                at += len(part) + 1
                if at <= cut:
                    found.append((at - 1, at))
        else:
            found.append((start, cut))
        if cut < end:
            found.append((cut, end))
    return [one for one in found if one[0] < one[1]]


def _form(text: str, piece: tuple[int, int]) -> str:
    word = text[piece[0] : piece[1]]
    return folded(word[:-1] if len(word) > 2 and word.count(".") == 1 and word.endswith(".") else word)


def _name(
    text: str, pieces: Sequence[tuple[int, int]], forms: Sequence[str], i: int, names: Names, longest: int
) -> tuple[str, str, int] | None:
    """The party, the adjective or the city that begins with a word: its sign, what it means, how many words it has."""
    for count in range(min(longest, len(pieces) - i), 0, -1):
        words = tuple(forms[i : i + count])
        for sign, table in (("S", names.sides), ("A", names.adjectives), ("C", names.cities)):
            means = table.get(words)
            if means and _is_written_so(text[pieces[i][0] : pieces[i + count - 1][1]], means, sign):
                return sign, means, count
    return None


def _is_written_so(said: str, means: str, sign: str) -> bool:
    """Whether words are capitalised as the name is: "who" and "us" are words."""
    letters = re.sub(r"\W", "", said)
    if (
        sign == "S"
        and len(letters) <= 4
        and " " not in said
        and letters.lower()
        in ("us", "who", "it", "un", "cis", "las", "eco", "aa", "pace", "eac", "ece", "oas", "eec", "au", "icc")
    ):
        return letters.isupper()
    return True


# Shortened first names of Bengal, and initials of two letters, as Cyrillic ones are transliterated.
_INITIALS = frozenset("Md. Sk. Mst. Kh. Sh. Ch. Zh. Yu. Ya. Ye. Ts. Dzh.".split())


@lru_cache(maxsize=4)
def _is_french(text: str) -> bool:
    """Whether "M." is a title in a text: it stands before whole names, and France is spoken of."""
    return (
        bool(re.search(r"\bM\. [A-ZÀ-Þ][a-zà-ÿ]+(?:-[A-ZÀ-Þ][a-zà-ÿ]+)? (?:de |d’|d'|DE |D’|D')?[A-ZÀ-Þ]", text))
        and "Fr" in text
    )


def _sign(text: str, start: int, end: int, form: str, *, is_first: bool) -> str:
    """The sign of a word that is no party and no place."""
    if _POSSESSIVE.fullmatch(text[start:end]):
        return "s"
    word = text[start:end].lstrip("ʿʾʼʻ‘’") or text[start:end]
    if sign := _AS_SIGN.get(word.lower() if word != "A." else word):
        return sign
    if word == "M." and text[end + 1 : end + 2].isupper() and text[end + 2 : end + 3].islower() and _is_french(text):
        return "H"
    if word == "a.i.":
        return "d"
    if re.fullmatch(r"(?:[^\W\d_]\.)+[^\W\d_]?", word):
        return "H" if form in ("h.e.", "h.e", "h.r.h.", "h.m.") else "I"
    if word in _INITIALS:
        return "I"
    if word in ("HE", "HRH", "HH", "HM"):
        return "H"
    if word[0].isdigit():
        return "#"
    if form in lexicon.COUNTERPARTS:
        return "K"
    if form in lexicon.OFFICES:
        return "O"
    if form in lexicon.OFFICES_OF_SEVERAL:
        return "P"
    if word[0].isupper() and form in lexicon.HONORIFICS:
        return "H"
    if form in lexicon.MODIFIERS:
        return "o"
    if form in lexicon.DEPARTMENTS:
        return "d"
    if word[0].islower():
        if form in lexicon.PARTICLES:
            return "p"
        return "N" if form.startswith(_ARTICLES) and not word.islower() else "w"
    if not word[0].isupper():
        return "w" if word[0].isalnum() else '"'
    if form in lexicon.NO_NAMES or form in lexicon.ORDINALS or is_first:
        return "x"
    if len(word) == 1:
        return "I"
    return "U" if word.isupper() else "N"
