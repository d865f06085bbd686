"""The answer to the Tab key as the script of each shell reads it.

The answer is a line `KIND KEPT`, then a line for each value. KIND is `words`, `open` (no space after it: more
may follow), `list` (to be shown, not inserted) or `files` (the shell completes them itself). KEPT is how many
characters of the word before the cursor stay as they are.
"""

from __future__ import annotations

import unicodedata

from dialogue_cli.completion.line import Word, written_for_bash
from dialogue_cli.text import fold, one_line
from dialogue_cli.tuples import NamedTuple

# readline's reasons to ask (COMP_TYPE): to insert one after the other, or to list all; else to insert what is common.
_MENU, _LIST, _LIST_AND_INSERT = (37, 42), 63, (33, 64)
_MOST_DESCRIBED = 100
"""More than so many are listed in bash by name only, several a line."""


class Answer(NamedTuple):
    """What is offered: values with a few words about each, and how many characters of the word stay before them."""

    kind: str = "words"
    kept: int = 0
    items: list[tuple[str, str]] = []  # noqa: RUF012 - never changed


def for_fish(found: Answer, word: Word) -> str:
    """fish shows what is said about a value by itself."""
    start = word.value[: found.kept]
    lines = [f"{start}{value}\t{one_line(about)}" for value, about in found.items]
    return "\n".join([f"{found.kind} {word.raw_length(found.kept)}", *lines])


def for_zsh(found: Answer, word: Word, width: int) -> str:
    """zsh is told each value and the line to show for it."""
    values = [value for value, _ in found.items]
    lines = [f"{value}\t{shown}" for value, shown in zip(values, _shown(found.items, width), strict=True)]
    return "\n".join([f"{found.kind} {word.raw_length(found.kept)}", *lines])


def for_bash(found: Answer, word: Word, width: int, reason: int, breaks: str) -> str:
    """bash puts values in the place of what follows the last break of the word, or its open quote."""
    head = f"{found.kind} {found.kept}"
    if found.kind == "files":
        return head
    if reason == _LIST:
        is_described = len(found.items) <= _MOST_DESCRIBED
        return "\n".join([head, *(_shown(found.items, width) if is_described else [value for value, _ in found.items])])
    if found.kind == "list" and reason not in _MENU:
        # The blank one keeps readline from inserting what the others have in common.
        return "\n".join([head, *([value for value, _ in found.items] + [" "] if reason in _LIST_AND_INSERT else [])])
    start = word.open_at if word.quote else max((end for end in word.bare if word.raw[end - 1] in breaks), default=0)
    cut = sum(end <= start for end in word.ends)
    lines = []
    for value, _ in found.items:
        whole = word.value[: found.kept] + value
        if cut <= found.kept or fold(whole[:cut]) == fold(word.value[:cut]):
            lines.append(written_for_bash(whole[cut:], word.quote, is_whole=len(found.items) == 1))
    return "\n".join([head, *lines])


def _shown(items: list[tuple[str, str]], width: int) -> list[str]:
    """A line for each value with what is said about it beside it, no wider than the screen."""
    if not any(about for _, about in items):
        return [value for value, _ in items]
    column = min(max(_cells(value) for value, _ in items), max(width // 2, 20))
    lines = []
    for value, about in items:
        line = f"{value}{' ' * max(column - _cells(value), 0)}  {one_line(about)}".rstrip()
        if about and _cells(line) > width - 1:
            while _cells(line) > width - 2:
                line = line[:-1]
            line = line.rstrip() + "…"
        lines.append(line)
    return lines


def _cells(text: str) -> int:
    """How many columns a text takes."""
    if text.isascii():
        return len(text)
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
