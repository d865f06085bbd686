"""The party that an office says: of whom a person is the minister, the ambassador, the head."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dialogue_cli.curate.draft.tagging import Tagged, Word

_ONLY_ONE = (
    (
        re.compile(r"\bHigh Representative\b(?!.*\bUnited Nations|.*\bUN\b)|\bHR/VP\b|\bEuropean Commissioner\b"),
        "European Union",
    ),
    (re.compile(r"\bExternal Affairs Minister\b|\bMinister (?:of|for) External Affairs\b"), "India"),
)


def party_of_office(text: Tagged, first: int, last: int) -> str | None:
    """The party that an office says: by an adjective or a possessive before the noun, or by what it is of.

    What it is for, on or to is not its party: the Ambassador of Turkmenistan to Tajikistan is Turkmenistan's.
    """
    words = text.words[first:last]
    heads = [i for i, word in enumerate(words) if word.sign in "OPK"]
    if not heads:
        return None
    for word in reversed(words[: heads[0]]):
        if word.sign in "SA":
            return word.means
    for word in _of_chain(text, words[heads[0] :]):
        if not _DIVISION.match(text.text, word.end):
            return word.means
    said = text.said(first, last)
    if body := _BODY.search(said):
        return body[1]
    return only_of(said)


def only_of(said: str) -> str | None:
    """The party of an office in these words that only one party has: of the External Affairs Minister, India."""
    return next((party for pattern, party in _ONLY_ONE if pattern.search(said)), None)


# A body that no list has, by the last word of its name: "Secretary-General of the World Meteorological Organization".
_BODY = re.compile(
    r"(?:Secretary|Director|President|Chair\w*|Head|Representative"
    r"|Chief)\b.*? of (?:the )?((?:[A-Z][\w’'&-]* (?:(?:for|of|and|on|the) )*)"
    r"{1,6}?(?:Organi[sz]ation|Fund|Bank|Agency|Programme|Union|Forum|Alliance|League|Federation))\b"
)


# The "Central Asia Division" is none of Central Asia's.
_DIVISION = re.compile(r"\s(?:Division|Department|Unit|Directorate|Desk|Section|Affairs|Region|Team)\b")


def _of_chain(text: Tagged, words: Sequence[Word]) -> Iterator[Word]:
    """The parties of an office that stand behind "of" or "at", or before the noun of a second office."""
    is_of = False
    for i, word in enumerate(words):
        if word.sign in "fri":
            is_of = word.sign == "f" or text.text[word.start : word.end] == "at"
        elif word.sign in ",&/":
            follows = [other.sign for other in words[i + 1 :]]
            is_of = is_of or ("O" in follows and not {"r", "i", "f"} & set(follows[: follows.index("O")]))
        elif word.sign in "SA" and is_of:
            yield word
