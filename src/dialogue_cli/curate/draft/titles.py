"""What a meeting is called, and of what kind it is."""

from __future__ import annotations

import re

_KIND_WORDS = (
    ("summit", "summit"),
    ("dialogue", "dialogue"),
    ("council", "council"),
    ("committee", "committee|commission"),
    ("consultations", "consultations?"),
    ("negotiation", "negotiations"),
    ("ministerial", "ministerial"),
    ("conference", "conference|forum"),
    ("visit", "visit|visited|trip"),
    ("call", "(?:tele)?phone|call"),
    ("talks", "talks"),
    ("meeting", "meeting|met"),
)


def kinds(text: str) -> list[tuple[int, str]]:
    """The kinds of meeting that words name, each with its place in them."""
    return [
        (match.start(), kind)
        for kind, words in _KIND_WORDS
        if (match := re.search(rf"\b(?:{words})\b", text, re.IGNORECASE))
    ]


_JOINING = frozenset("a an and as at by for from in into of on or that the their to which with".split())


def shortened(said: str) -> str:
    """A sentence as a title: its first words, if it is long."""
    if len(said) <= 110:
        return said
    cut = max(said.rfind(sign, 40, 110) for sign in (", ", "; ", " – "))
    words = (said[:cut] if cut > 0 else said[:110].rpartition(" ")[0]).split(" ")
    while words[-1] in _JOINING:
        words.pop()
    return " ".join(words)


def capitalised(title: str) -> str:
    """A title that begins in capitals."""
    return title[:1].upper() + title[1:]
