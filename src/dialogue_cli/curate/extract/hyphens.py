"""Words broken at the ends of lines: whether the hyphen belongs to the word.

A document tells by its other lines; where they are silent, the words of the language do. A hyphen that is taken out
by mistake makes a quote fail as surely as one that is left in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import pairwise

from dialogue_cli.curate.extract.pdf_lines import SOFT_HYPHEN
from dialogue_cli.query.english import is_english

_HYPHENS = "-\u2010"
_BROKEN = re.compile(rf"([^\W\d_]+(?:['’][^\W\d_]+)?)[{_HYPHENS}]$")
_WORD = re.compile(r"[^\W\d_]+")
_HYPHENATED = re.compile(rf"(?<!\w)[^\W_]+(?:[{_HYPHENS}][^\W_]+)+")
# Beside the mark the sign may be written, too.
_SOFT = re.compile(rf"[{_HYPHENS}]?{SOFT_HYPHEN}[{_HYPHENS}]?$")
_TIGHT = re.compile(r"\S[–—/]$")
_PREFIXES = frozenset(
    """anti all co counter cross de ex extra far hard high inter intra long low macro mid micro mini multi neo non over
    pan post pre pro quasi re self semi short socio sub super trans ultra under vice well e""".split()
)
_SUFFIXES = frozenset(
    "backed based born brokered elect era free friendly funded general led level like made mediated related run"
    " sponsored style wide".split()
)


class Hyphens:
    """What the lines of a document say of its hyphens."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = list(lines)
        inner = "\n".join(self._lines)
        self._words = {word.lower() for word in _WORD.findall(inner)}
        # What stands at a line end is in question itself.
        self._hyphenated = {found.lower().replace("\u2010", "-") for found in _HYPHENATED.findall(inner)}
        self._has_true_hyphens = any("\u2010" in line.rstrip("\u2010") for line in self._lines)

    def joined(self, lines: Sequence[str]) -> str:
        """The lines of a paragraph as one."""
        text = lines[0] if lines else ""
        for line in lines[1:]:
            text = self._join(text, line)
        return text.rstrip(SOFT_HYPHEN)

    def _join(self, text: str, line: str) -> str:
        if soft := _SOFT.search(text):
            return text[: soft.start()] + line
        if _BROKEN.search(text) and line[0].isalpha():
            return text + line if self._belongs(text, line) else text[:-1] + line
        is_within = text[-1] in _HYPHENS and not text[-2:-1].isspace() and line[0].isalnum()
        if is_within or _TIGHT.search(text) or (line[0] in "–—" and line[1:2].strip()):
            return text + line
        return f"{text} {line}"

    def _belongs(self, text: str, line: str) -> bool:
        """Whether the hyphen at the end of a line is part of the word."""
        first, second = _halves(text, line)
        whole = f"{_before(text)}{first}-{second}".lower()
        if any(found == whole or found.startswith(f"{whole}-") for found in self._hyphenated):
            return True
        if f"{first}{second}".lower() in self._words:
            return False
        if text[-1] == "\u2010" and not self._has_true_hyphens:
            # The sign with which this document breaks words, and only that.
            return False
        if not second[0].islower() or "-" in _before(text) or not self._breaks_words:
            return True
        return not is_english(f"{first}{second}".lower()) and _is_compound(first, second)

    @cached_property
    def _breaks_words(self) -> bool:
        """Whether this document breaks words at all: whether one at a line end can be nothing but a broken word."""
        for text, line in pairwise(self._lines):
            if _BROKEN.search(text) and line[0].islower():
                first, second = _halves(text, line)
                if is_english(f"{first}{second}".lower()) and not _is_compound(first, second):
                    return True
        return False


def _halves(text: str, line: str) -> tuple[str, str]:
    first, second = _BROKEN.search(text), re.match(r"[^\W\d_]+", line)
    assert first is not None, "asked only where a word is broken"
    assert second is not None, "and goes on"
    return first[1], second[0]


def _before(text: str) -> str:
    """What stands before the half of a word at a line end, if a hyphen joins it: `state-of-` of `state-of-the-`."""
    found = re.search(r"(?<!\w)((?:[^\W_]+-)*)[^\W_]+[-\u2010]$", text)
    return found[1] if found else ""


def _is_compound(first: str, second: str) -> bool:
    """Whether two halves can be words of their own: `long-term`, `EU-led`, `co-chaired`, but not `govern-ment`."""
    one, other = first.lower(), second.lower()
    if first.isupper() or one in _PREFIXES or other in _SUFFIXES:
        return True
    return len(one) > 1 and is_english(one) and is_english(other)
