"""The heads of narrow columns: a few short lines each, and what does not fit them ends in an ellipsis.

A head is broken between words and behind hyphens, never within a word. It gets the least width at which it needs no
more than `LINES` lines, and at most `_WIDTH` cells; a longer word, and the words after the last line, are cut. Heads
that would be the same when they are cut stay whole.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from dialogue_cli.terminal.console import spelt, wrap
from dialogue_cli.terminal.flow import cut

LINES = 3
_WIDTH = 14
# A word, or the part of one up to a hyphen or a slash, behind which a line may begin.
_PIECE = re.compile(r"[^\s/-]+[/-]*|[/-]+")


class Head(NamedTuple):
    """The lines of a head, and the width of the longest one."""

    lines: tuple[str, ...]
    width: int


def heads(texts: Sequence[str], console: Console) -> list[Head]:
    """A head for each text; no two are the same unless their texts are."""
    found = [head(text, console) for text in texts]
    seen = Counter(dict.fromkeys(zip(found, texts, strict=True), 1))
    often = Counter(one for one, _ in seen)
    return [_whole(text, console) if often[one] > 1 else one for one, text in zip(found, texts, strict=True)]


def head(text: str, console: Console) -> Head:
    """The head for one text."""
    plain = _PIECE.sub(lambda piece: _piece(piece, console), text)
    least = longest_word(plain)
    for width in range(least, max(least, _WIDTH) + 1):
        lines = _lines(plain, width, console)
        if len(lines) <= LINES:
            return _made(lines)
    lines = _lines(plain, _WIDTH, console)[:LINES]
    return _made([*lines[:-1], cut(lines[-1] + spelt("…", console), _WIDTH, console)])


def _piece(piece: re.Match[str], console: Console) -> str:
    """A piece, cut if it is too long; where that takes the hyphen behind it, a line may begin all the same."""
    shown = cut(piece[0], _WIDTH, console)
    goes_on = piece.string[piece.end() : piece.end() + 1].strip()
    return shown if shown == piece[0] or not goes_on else f"{shown} "


def _whole(text: str, console: Console) -> Head:
    return _made(_lines(text, max(longest_word(text), _WIDTH), console))


def longest_word(text: str) -> int:
    """The cells of the longest word, or part of one up to a hyphen or a slash: what a column needs to break none."""
    return max((cell_len(piece) for piece in _PIECE.findall(text)), default=1)


def _lines(text: str, width: int, console: Console) -> list[str]:
    return [line.plain for line in wrap(Text(text), width, console)]


def _made(lines: Sequence[str]) -> Head:
    return Head(tuple(lines), max(map(cell_len, lines), default=0))
