"""The lines of a page of a PDF, with where they stand and how large they are."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple

from dialogue_cli.curate.extract.extracted import TooMuchError
from dialogue_cli.text import CONTROLS, NOT_CHARACTERS, squeeze

if TYPE_CHECKING:
    from pypdf import PageObject

SOFT_HYPHEN = "\u00ad"
_LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "\uf0b7": "•", "\uf0a7": "▪"}
)
# What a file says of a glyph may be no character at all.
_NONE = re.compile(f"[{CONTROLS}{NOT_CHARACTERS}]")
# What is drawn within a word is a hyphen, though its letter is the soft one: old encodings have both at 0xAD.
_DRAWN = re.compile(rf"(?<=\w){SOFT_HYPHEN}(?=\w)")
# So many operators and so many forms a document has: a form may draw others, which draw others.
_MOST_OPERATORS = 2_000_000
_MOST_DRAWN, _DRAWN_A_PAGE = 10_000, 100
# What shows text takes the longest; some programs place each letter of a page by itself.
_SHOWN_A_PAGE = 10_000
_MORE_PAGES = 20
"""A short document may have as much as one of so many pages more."""
_LONGEST_STRING = 1 << 16
# Such a string as it is written: the library takes seconds to read a long one, before it is shown.
_LONG = re.compile(rb"<[\s0-9A-Fa-f]{%d}|\([^()]{%d}" % (2 * _LONGEST_STRING, 4 * _LONGEST_STRING))
_SHOWING = frozenset((b"Tj", b"TJ", b"'", b'"'))


class Line(NamedTuple):
    """A line: its words, its left end and its height on the page, from below, and the size of its letters."""

    text: str
    x: float
    y: float
    size: float


class Budget:
    """Counts what a document draws, over all of its pages. TooMuchError where it is more than a document has."""

    def __init__(self, pages: int = 1) -> None:
        self._operators = self._drawn = self._shown = 0
        self._most_drawn = min(_MOST_DRAWN, (pages + _MORE_PAGES) * _DRAWN_A_PAGE)
        self._most_shown = (pages + _MORE_PAGES) * _SHOWN_A_PAGE
        self._is_overlong = False

    def spend(self, operator: bytes, operands: Any) -> None:
        """One more operator."""
        self._operators += 1
        self._drawn += operator == b"Do"
        if operator in _SHOWING and operands:
            shown = operands[-1] if isinstance(operands[-1], list) else [operands[-1]]
            # Each string in a list is shown by itself.
            self._shown += len(shown)
            self._is_overlong |= any(isinstance(one, (str, bytes)) and len(one) > _LONGEST_STRING for one in shown)
        self.check()

    def look_at(self, content: bytes) -> None:
        """What is written on a page, before it is read."""
        self._is_overlong |= _LONG.search(content) is not None
        self.check()

    def check(self) -> None:
        """Raises if too much was spent: within a form the library keeps an error to itself."""
        is_too_much = self._drawn > self._most_drawn or self._shown > self._most_shown
        if self._operators > _MOST_OPERATORS or is_too_much or self._is_overlong:
            raise TooMuchError("draws more than any document that a person reads")


def lines_of(page: PageObject, budget: Budget) -> list[Line]:
    """The lines of a page in the order in which they are written."""
    budget.look_at(_content(page))
    gathered = _Gathering(_widths(page), budget)
    page.extract_text(visitor_text=gathered.take, visitor_operand_before=gathered.watch)
    budget.check()
    return gathered.lines()


def _content(page: PageObject) -> bytes:
    """What is written on a page; nothing where that is damaged, for which the library has its own ways."""
    with suppress(Exception):
        contents = page.get_contents()
        return b"" if contents is None else contents.get_data()
    return b""


class _Piece(NamedTuple):
    text: str
    x: float
    y: float
    size: float


class _Gathering:
    """Takes the pieces of a page from the library as it goes along, and where words were broken.

    Programs mark a soft hyphen as the text that a glyph stands for (`ActualText`): a hyphen at the end of a line, else
    nothing that is seen; a ligature may be written along with it. The library takes the glyph for a letter.
    """

    def __init__(self, widths: Mapping[str, int], budget: Budget) -> None:
        self._widths, self._budget = widths, budget
        self._width = 0
        """Of how many bytes the glyphs of the font in use are; 0 where that is not known."""
        self._pieces: list[_Piece] = []
        self._stood_for: list[str] = []
        """Of each marked content that is open, what it stands for if that has a soft hyphen; else nothing."""
        self._broken_at: float | None = None
        """The height of the line on which the last soft hyphen stood, if nothing follows it there so far."""

    def take(self, text: str, cm: Sequence[float], tm: Sequence[float], _font: Any, size: float) -> None:
        """A piece of the text and where it stands."""
        if text:
            x, y, scale = _place(cm, tm)
            self._pieces.append(_Piece(text, x, y, abs(size * scale)))

    def watch(self, operator: bytes, operands: Any, cm: Sequence[float], tm: Sequence[float]) -> None:
        """An operator before it is carried out."""
        self._budget.spend(operator, operands)
        if operator in (b"BDC", b"BMC"):
            text = _actual_text(operands) if operator == b"BDC" else ""
            self._stood_for.append(text if SOFT_HYPHEN in text else "")
        elif operator == b"EMC" and self._stood_for:
            self._stood_for.pop()
        elif operator in _SHOWING and operands:
            height = _place(cm, tm)[1]
            if self._stood_for and (text := self._stood_for[-1]):
                operands[-1] = _without_soft_hyphens(operands[-1], text, self._width)
                # What else it stands for has been written now.
                self._stood_for[-1] = SOFT_HYPHEN
                self._broken_at = height if text.endswith(SOFT_HYPHEN) else None
                return
            if self._broken_at is not None and abs(height - self._broken_at) > 1:
                self._mark()
            self._broken_at = None
        elif operator == b"Tf" and operands:
            self._width = self._widths.get(str(operands[0]), 0)

    def _mark(self) -> None:
        """Writes down that the line before was broken within a word."""
        for i in range(len(self._pieces) - 1, -1, -1):
            piece = self._pieces[i]
            if piece.text.strip():
                body = piece.text.rstrip()
                end = piece.text[len(body) :]
                self._pieces[i] = piece._replace(text=body + SOFT_HYPHEN + end)
                return

    def lines(self) -> list[Line]:
        """The lines that the pieces are."""
        found: list[Line] = []
        line: list[_Piece] = []
        for piece in self._pieces:
            first, *more = piece.text.split("\n")
            line.append(piece._replace(text=first))
            for text in more:
                found += _line(line)
                line = [piece._replace(text=text)]
        return found + _line(line)


def _line(pieces: list[_Piece]) -> list[Line]:
    text = squeeze(_NONE.sub("", "".join(piece.text for piece in pieces)).translate(_LIGATURES))
    text = _DRAWN.sub("-", text)
    if not text:
        return []
    seen = [piece for piece in pieces if piece.text.strip()] or pieces
    return [Line(text, seen[0].x, seen[0].y, max(seen, key=lambda piece: len(piece.text)).size)]


def _without_soft_hyphens(glyphs: Any, text: str, width: int) -> Any:
    """Some glyphs without those that are there for soft hyphens, if the rest of what they stand for is one ligature."""
    if not text.strip(SOFT_HYPHEN):
        return [] if isinstance(glyphs, list) else b""
    is_ligature = isinstance(glyphs, bytes) and width and len(glyphs) <= width * (1 + text.count(SOFT_HYPHEN))
    return glyphs[:width] if is_ligature else glyphs


def _widths(page: PageObject) -> dict[str, int]:
    """Of how many bytes the glyphs of the fonts of a page are."""
    found: dict[str, int] = {}
    resources = _mapping(page.get("/Resources"))
    for name, font in _mapping(resources.get("/Font")).items():
        found[str(name)] = 2 if _mapping(font).get("/Subtype") == "/Type0" else 1
    return found


def _mapping(value: Any) -> dict[Any, Any]:
    """What an object of a PDF refers to, if it is a dictionary."""
    found = value.get_object() if hasattr(value, "get_object") else value
    return found if isinstance(found, dict) else {}


def _actual_text(operands: Any) -> str:
    """What marked content stands for, where that is written beside it."""
    properties = operands[1] if len(operands) > 1 else None
    return str(properties.get("/ActualText", "")) if isinstance(properties, dict) else ""


def _place(cm: Sequence[float], tm: Sequence[float]) -> tuple[float, float, float]:
    """Where a text matrix is on the page, and by how much it makes letters larger."""
    x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
    y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
    return x, y, math.hypot(tm[2] * cm[0] + tm[3] * cm[2], tm[2] * cm[1] + tm[3] * cm[3])
