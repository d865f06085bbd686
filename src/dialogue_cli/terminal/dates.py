"""The date of a meeting in a column, where it may have to be broken."""

from __future__ import annotations

import re

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from dialogue_cli.dates.edtf import parse
from dialogue_cli.dates.wording import NO_DATE, human_date
from dialogue_cli.match import Match
from dialogue_cli.terminal.console import spelt, wrap

# A day is not torn from its month and year: a line ends after a dash, or before one of these.
_BETWEEN_PHRASES = re.compile(r"(?<=[–-]) | (?=and |to |\()")


def date_words(match: Match, console: Console) -> str:
    """The date in words."""
    return spelt(human_date(parse(match.date)), console) if match.date else NO_DATE


def phrases(words: str) -> list[str]:
    """The parts of a date between which a line may end: `between 1 Nov`, `and 3 Dec 2025`."""
    return _BETWEEN_PHRASES.split(words)


def date_width(words: str, most: int) -> int:
    """The cells that a date needs in a column: whole where it is no wider than `most`, else in as few lines as fit."""
    parts = phrases(words)
    for lines in (1, 2):
        if (width := _least_width(parts, lines)) <= most:
            return width
    return _least_width(parts, len(parts))


def _least_width(parts: list[str], lines: int) -> int:
    """The width in which phrases take no more than so many lines."""
    whole = cell_len(" ".join(parts))
    if lines < 2 or len(parts) < 2:
        return whole
    rest = range(1, len(parts))
    return min(whole, *(max(cell_len(" ".join(parts[:i])), _least_width(parts[i:], lines - 1)) for i in rest))


def date_lines(match: Match, width: int, console: Console) -> list[Text]:
    """The date in lines of a width, broken between its phrases; within one only where that is longer."""
    lines: list[str] = []
    for phrase in phrases(date_words(match, console)):
        if lines and cell_len(together := f"{lines[-1]} {phrase}") <= width:
            lines[-1] = together
        else:
            lines.append(phrase)
    style = "" if match.date else "quiet"
    return [part for line in lines for part in wrap(Text(line, style), width, console)]
