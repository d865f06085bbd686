"""A line of a file, as much of it as there is room for, and a mark under the place of a problem."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from dialogue_cli.dataset.characters import visible
from dialogue_cli.dataset.problems import Problem
from dialogue_cli.terminal.console import spelt
from dialogue_cli.text import one_line

# Problems of a single character, or of what is not there.
_POINTS = frozenset(("syntax", "encoding", "nesting", "document", "missing", "no-party", "invisible-character"))
_QUOTED = re.compile(r""""(?:[^"\\]|\\.)*"|'(?:[^']|'')*'""")
_KEY = re.compile(r"""[^\s:#\[\]{},"']+(?=:(?:\s|$))""")
_IN_BRACKETS = re.compile(r"(?:(?!\s#)[^,\[\]{}])+")
_PLAIN = re.compile(r"(?:(?!\s#).)+")
# So much of what stands before the place is shown where the line is too long.
_BEFORE = 3


def length(line: str, start: int) -> int:
    """How many characters of a line the value is that begins there: a quoted text, a key, or plain words.

    >>> length("  date: 2025-02-30  # no", 8), length("  topics: [a b, c]", 11), length("- title: x", 2)
    (10, 3, 5)
    """
    rest = line[start:]
    if found := _QUOTED.match(rest) or _KEY.match(rest):
        return found.end()
    before = _QUOTED.sub("", line[:start])
    is_open = sum(before.count(sign) for sign in "[{") > sum(before.count(sign) for sign in "]}")
    found = (_IN_BRACKETS if is_open else _PLAIN).match(rest)
    return max(len(found[0].rstrip()), 1) if found else 1


def excerpt(problem: Problem, line: str, room: int, console: Console) -> list[Text]:
    """The line, or what of it is around the place, and below it a mark; no wider than the room."""
    start = min(problem.column - 1, len(line))
    size = 1 if problem.code in _POINTS else length(line, start)
    shown = [_shown(character, console) for character in line]
    first, last = _window(shown, start, start + size, room)
    cut = spelt("…", console)
    text = Text(f"{cut if first else ''}{''.join(shown[first:last])}{cut if last < len(line) else ''}")
    end = min(start + size, last)
    before = cell_len((cut if first else "") + "".join(shown[first:start]))
    text.stylize("quiet")
    from_, to = len((cut if first else "") + "".join(shown[first:start])), len("".join(shown[start:end]))
    text.stylize("found", from_, from_ + to)
    if any(map(_is_right_to_left, line[first:last])):
        # Where such a terminal puts a letter, nobody can tell.
        return [text, Text.assemble((f"at column {problem.column}: ", "problem"), "".join(shown[start:end]))]
    cells = max(cell_len("".join(shown[start:end])), 1)
    return [text, Text(" " * before + ("^" if cells == 1 or size == 1 else "~" * cells), "problem")]


def _shown(character: str, console: Console) -> str:
    """A character of the file so that it can be seen, and nothing obeys it."""
    if character == "\t":
        return spelt("→", console)
    return spelt(one_line(visible(character)), console)


def _window(shown: Sequence[str], start: int, end: int, room: int) -> tuple[int, int]:
    """From where to where a line is shown: all of it, or the place and what is around it, words left whole."""
    sizes = list(map(cell_len, shown))
    if sum(sizes) <= room:
        return 0, len(shown)
    room -= 2 * cell_len("...")
    first = start
    before = min(max(room - sum(sizes[start:end]), room // _BEFORE), sum(sizes[:start]))
    while first and before - sizes[first - 1] >= 0:
        first -= 1
        before -= sizes[first]
    # A word that is cut is left out, if the place is not in it.
    if first and (space := next((i for i in range(first, start) if shown[i] == " "), None)) is not None:
        first = space + 1
    last, left = first, room
    while last < len(shown) and sizes[last] <= left:
        left -= sizes[last]
        last += 1
    if last < len(shown) and (space := next((i for i in range(last, end, -1) if shown[i] == " "), None)) is not None:
        last = space
    return first, last


def _is_right_to_left(character: str) -> bool:
    return unicodedata.bidirectional(character) in ("R", "AL", "AN", "RLE", "RLO", "RLI")
