"""How a text stands in its file: its lines by their numbers, and at which of their ends a sentence ends too."""

from __future__ import annotations

import re
import sys
from bisect import bisect_right

from dialogue_cli.text import compared

# What begins a line of its own: an item of a list.
ITEM = re.compile(r"(?:[-*\u2022\u2023\u25aa\u25e6\u00b7\u2013\u2014]|\(?(?:\d{1,3}|[A-Za-z])[.)])\s")
# From which part of the width on a line counts as full.
_FULL = 0.8


class Layout:
    """A text as it is written, related to the same text as it is compared (`text.compared`).

    >>> layout = Layout("A heading\\n\\nA sentence that is\\nbroken. Another.")
    >>> layout.breaks, layout.line(10), layout.line(33)
    ([9], 3, 4)
    """

    def __init__(self, written: str) -> None:
        self._starts: list[int] = []
        """Where each line that is not blank begins in the text as compared."""
        self._numbers: list[int] = []
        """The number of each of these lines, from 1."""
        self.breaks: list[int] = []
        """Where in the text as compared a line ends, and with it whatever stands there."""
        lines = [(number, text) for number, line in enumerate(written.splitlines(), 1) if (text := compared(line))]
        # Lines that were broken to fit some width could not take the first word of the next one.
        lengths = [len(text) for _, text in lines if " " in text]
        width = max(lengths, default=0)
        # Where but one line is so long, nothing was broken to fit: all ends are meant.
        if sum(length > width * _FULL for length in lengths) < 2:
            width = sys.maxsize
        at = 0
        for i, (number, text) in enumerate(lines):
            self._starts.append(at)
            self._numbers.append(number)
            at += len(text)
            if i + 1 < len(lines):
                next_number, following = lines[i + 1]
                if next_number > number + 1 or _is_apart(text, following, width):
                    self.breaks.append(at)
            at += 1

    def line(self, position: int) -> int:
        """The number, from 1, of the line on which a position of the text stands."""
        i = bisect_right(self._starts, position) - 1
        return self._numbers[i] if i >= 0 else 1


def _is_apart(line: str, following: str, width: int) -> bool:
    """Whether a line was ended on purpose, not broken to fit."""
    if ITEM.match(following):
        return True
    word = following.split(" ", 1)[0]
    return len(line) + 1 + len(word) <= width and not following[0].islower() and line[-1:] not in ",-"
