"""The one place that makes a Rich console, and turns data into text that is harmless on it.

Data goes to the terminal only as `Text`, never as markup: it may hold `[sic]`, `[/x]` or ESC.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import zip_longest
from typing import TextIO

from rich.cells import cell_len, chop_cells
from rich.console import Console
from rich.text import Text
from rich.theme import Theme

from dialogue_cli.terminal import window
from dialogue_cli.text import harmless, one_line

# What each kind of words looks like, as an attribute and a tone.
PALETTE = {
    "title": "bold",
    "name": "bold",
    "label": "grey",
    "quiet": "grey",
    "rule": "grey",
    "id": "teal",
    "number": "teal",
    "held": "",
    "planned": "teal",
    "agreed": "violet",
    "cancelled": "red",
    "postponed": "rust",
    "possible": "plum",
    "found": "bold underline plum",
    "open": "underline rust",
    "quote": "",
    "note": "rust",
    "problem": "bold red",
    "today": "bold red",
}
# Tones of middle lightness, about 4:1 against black and against white alike.
_TONES = {"teal": 31, "violet": 97, "red": 160, "rust": 130, "plum": 133, "grey": 244}
# Where there are but sixteen colours, Rich would make white of the grey: it must be read on white too.
_FEW_TONES = {"teal": "cyan", "violet": "magenta", "red": "red", "rust": "red", "plum": "magenta", "grey": "default"}
# What our own words and most documents are written with, for a terminal that cannot show it.
_TYPEWRITER = str.maketrans(
    {"–": "-", "—": "-", "…": "...", "·": "-", "“": '"', "”": '"', "‘": "'", "’": "'", "\u00a0": " ", "→": "->"}
)

NO_BREAK = "\u00a0"
"""A space at which no line is broken. It is kept until the lines are printed, also where it cannot be shown."""
# What a line is not broken within: a word, or an ideograph with the punctuation that clings to it.
_IDEOGRAPH = "\u2e80-\u2fff\u3003-\u3007\u3021-\u9fff\uf900-\ufaff\U00020000-\U0003fffd"
_OPENING, _CLOSING = "（「『《〈【〔“‘", "，。、；：？！）」』》〉】〕”’…ー"
_SPACE = r"[^\S\u00a0\u202f]"
_PIECE = re.compile(
    rf"[{_OPENING}]*[{_IDEOGRAPH}][{_CLOSING}]*{_SPACE}*|(?:(?!{_SPACE}|[{_IDEOGRAPH}]).)+{_SPACE}*|{_SPACE}+"
)


@dataclass(frozen=True, slots=True)
class Glyphs:
    """The signs that the views draw with."""

    rule: str = "─"
    bar: str = "│"
    bullet: str = "·"
    held: str = "●"
    planned: str = "○"
    agreed: str = "◇"
    cancelled: str = "×"
    postponed: str = "▷"
    span: str = "━"
    window: str = "░"
    unheld_span: str = "─"
    unheld_window: str = "┄"
    earlier: str = "◀"
    later: str = "▶"
    beyond: str = "»"
    uncertain: str = "?"
    today: str = "▼"
    now: str = "┊"
    half: str = "╸"
    doubtful: str = "╍"
    levels: str = "▁▂▃▄▅▆▇"
    maybe: str = "░"


_DRAWN = Glyphs()
_TYPED = Glyphs(
    rule="-",
    bar="|",
    bullet="|",
    held="*",
    planned="o",
    agreed="+",
    cancelled="x",
    postponed="p",
    span="=",
    window=":",
    unheld_span="-",
    unheld_window=".",
    earlier="<",
    later=">",
    beyond="}",
    today="v",
    now="|",
    half="-",
    doubtful=":",
    levels=".-=+*%#",
    maybe="?",
)


class _Console(Console):
    """Rich's console, except that the program is told when the reader of its output has gone (SIGPIPE)."""

    def on_broken_pipe(self) -> None:
        """Lets the error through."""
        raise BrokenPipeError


def console(out: TextIO, *, color: str = "auto", width: int | None = None, is_terminal: bool | None = None) -> Console:
    """The console that writes to a stream; `color` is auto, always or never.

    `is_terminal` says whether a person sees it, where the stream itself (a pager's) cannot tell.
    """
    styled = _is_styled(out.isatty() if is_terminal is None else is_terminal, color)
    made = _Console(
        file=out,
        width=window.width() if width is None else width,
        color_system=("standard" if _is_dumb() else "auto") if styled else None,
        force_terminal=styled,
        force_jupyter=False,
        force_interactive=False,
        no_color=False,
        highlight=False,
        markup=False,
        emoji=False,
        soft_wrap=False,
        legacy_windows=False,
    )
    made.push_theme(_theme(made.color_system))
    return made


def _theme(color_system: str | None) -> Theme:
    tones = _FEW_TONES if color_system == "standard" else {name: f"color({n})" for name, n in _TONES.items()}
    return Theme({name: " ".join(tones.get(word, word) for word in look.split()) for name, look in PALETTE.items()})


def _is_styled(is_terminal: bool, color: str) -> bool:
    if color != "auto":
        return color == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return is_terminal and not _is_dumb()


def _is_dumb() -> bool:
    return os.environ.get("TERM", "").lower() in ("dumb", "unknown")


def glyphs(console: Console) -> Glyphs:
    """The signs to draw with: plain ASCII where the terminal cannot show better ones."""
    return _TYPED if _is_dumb() or not _can_draw(console.encoding) else _DRAWN


@lru_cache
def _can_draw(encoding: str) -> bool:
    return _has_encoding("".join(getattr(_DRAWN, name) for name in Glyphs.__slots__), encoding)


def _can_show(text: str, console: Console) -> bool:
    return text.isascii() or _has_encoding(text, console.encoding)


def _has_encoding(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def spelt(text: str, console: Console) -> str:
    """The text in characters that the terminal can show; the stream would escape the others only after the layout.

    On a dumb terminal the program's own signs are ASCII.
    """
    if _is_dumb():
        text = text.translate(_TYPEWRITER)
    return _encodable(text, console)


def _encodable(text: str, console: Console) -> str:
    if _can_show(text, console):
        return text
    return "".join(_spelt_character(character, console) for character in text)


def _spelt_character(character: str, console: Console) -> str:
    if _can_show(character, console):
        return character
    plain = character.translate(_TYPEWRITER)
    return plain.encode(console.encoding, "backslashreplace").decode(console.encoding)


def data(value: str, console: Console, style: str = "") -> Text:
    """A value on one line, without anything that Rich or a terminal would obey."""
    return Text(_encodable(one_line(value), console), style)


def verbatim(value: str, console: Console, style: str = "") -> Text:
    """A line as it stands, its spaces too, without anything that Rich or a terminal would obey."""
    return Text(_encodable(harmless(value.expandtabs(8)), console), style)


def paragraphs(value: str, console: Console, style: str = "") -> list[Text]:
    """A longer value as its paragraphs, each without anything that Rich or a terminal would obey."""
    return [data(line, console, style) for line in harmless(value).splitlines() if line.strip()]


def wrap(text: Text, width: int, console: Console, indent: int = 0) -> list[Text]:
    """The text in lines no wider than the width, those after the first set in; nothing is cut but white space."""
    if text.cell_len <= width:
        return [text]
    lines = list(text.divide(_breaks(text.plain, width, width - indent)))
    for i, line in enumerate(lines):
        line.rstrip()
        if i:
            line.pad_left(indent)
    return lines


def _breaks(plain: str, first: int, other: int) -> Iterator[int]:
    """Where the lines after the first begin. Rich would set a long run of ideographs on a line of its own."""
    room, begin = max(first, 2), 0
    for piece in _PIECE.finditer(plain):
        end = piece.start() + len(piece[0].rstrip())
        if begin < piece.start() and _wider(plain, begin, end, room):
            begin, room = piece.start(), max(other, 2)
            yield begin
        while start := _wider(plain, begin, end, room):
            fitting = chop_cells(start, room)[0]
            # A word that fits no line is broken behind a hyphen or a slash where it has one.
            begin += max(map(fitting.rfind, "-/")) + 1 or len(fitting)
            room = max(other, 2)
            yield begin


def _wider(plain: str, begin: int, end: int, room: int) -> str:
    """The first characters of a piece of text that are wider than the room; empty if all of it fits."""
    size = room + 1
    # Not the whole piece for each of its lines: a word may be as long as a book.
    while cell_len(start := plain[begin : min(begin + size, end)]) <= room:
        if begin + size >= end:
            return ""
        size *= 2
    return start


def beside(
    cells: Sequence[Sequence[Text]], widths: Sequence[int], *, gap: int = 2, right: Sequence[bool] = ()
) -> Iterator[Text]:
    """Lines that hold the cells side by side, each cell being lines that fit its width."""
    for parts in zip_longest(*cells):
        line, written, start = Text(), 0, 0
        for i, (part, width) in enumerate(zip(parts, widths, strict=True)):
            if part:
                size = part.cell_len
                shift = max(width - size, 0) if i < len(right) and right[i] else 0
                line.append(" " * (start + shift - written))
                line.append_text(part)
                written = start + shift + size
            start += width + gap
        line.rstrip()
        yield line


def put(console: Console, lines: Iterable[Text]) -> None:
    """Prints lines that already fit."""
    text = Text("\n").join(lines)
    if not _can_show(NO_BREAK, console):
        text.plain = text.plain.replace(NO_BREAK, " ")
    console.print(text, soft_wrap=True)


def rule(console: Console, width: int | None = None) -> Text:
    """A quiet line across the console, or of a width."""
    return Text(glyphs(console).rule * (width or console.width), "rule")
