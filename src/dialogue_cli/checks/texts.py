"""What a text hides from the eye: characters that do not show, letters of another script, a part that is a comment.

These look at the text as it stands in the file, so that they can name the line even where YAML folds lines.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from dialogue_cli.dataset.characters import code_point, first_unseen, foreign_letter, is_space
from dialogue_cli.dataset.nodes import Mapping, Node, Sequence
from dialogue_cli.dataset.problems import Problem
from dialogue_cli.dataset.reader import Item
from dialogue_cli.text import one_line

# The words of a source, and what is no text for readers: an error of its own says what is wrong with these.
_EXACT = frozenset(("exact", "prefix", "suffix", "file", "url", "archived_url", "sha256", "id", "source", "supports"))
_CHOSEN = frozenset(
    ("date", "previous_date", "published", "accessed", "status", "mode", "certainty", "ordinal", "format")
)
# Longer texts, in which a space of another width is typography.
_PROSE = frozenset(("title", "summary", "outcomes", "note", "date_note"))
# Followed at once by a word, or by nothing but a number: comments are rarely written so.
_COMMENT = re.compile(r"[ \t]+(?:#(?=[^\s#!])|# ?(?=\d+\s*$))")
# Whoever has a larger file finds the line of a character alone.
_MOST = 1 << 26


class Texts:
    """Looks at every text of a record, and at the lines of the file that it stands on."""

    def __init__(self) -> None:
        self._problems: list[Problem] = []
        self._file = ""
        self._cut: dict[int, str] = {}
        self._lines: list[str] | None = None
        """The lines of the file, once they are needed."""

    def add(self, item: Item) -> None:
        """Takes note of one record."""
        if item.file != self._file:
            self._file, self._lines, self._cut = item.file, None, _suspicious_lines(Path(item.file))
        for field, scalar in _values(item.node):
            value: str = scalar.value
            if not value.isascii() and field not in _EXACT and field not in _CHOSEN:
                self._look_at_characters(field, scalar)
            if self._cut and not scalar.style and scalar.end_mark.line in self._cut and field not in _CHOSEN:
                self._look_at_comment(field, scalar)

    def finish(self) -> list[Problem]:
        """Every problem; call it once all records are added."""
        return self._problems

    def _look_at_characters(self, field: str, scalar: Any) -> None:
        hidden = first_unseen(scalar.value, spaces=field not in _PROSE)
        if hidden:
            right = "write an ordinary space" if is_space(hidden) else "delete it"
            message = f"{field} contains {code_point(hidden)}, which does not show; {right}"
            self._note(scalar, hidden, "invisible-character", message)
            return
        foreign = foreign_letter(scalar.value)
        if foreign:
            shown = one_line(next(word for word in scalar.value.split() if foreign in word))
            message = f'"{shown}" contains the letter {code_point(foreign)} among those of another script; type it anew'
            self._note(scalar, foreign, "mixed-script", message)

    def _note(self, scalar: Any, character: str, code: str, message: str) -> None:
        if self._lines is None:
            self._lines = _lines(Path(self._file))
        line, column = _place(self._lines, scalar, character)
        self._problems.append(Problem(self._file, line, column, code, message))

    def _look_at_comment(self, field: str, scalar: Any) -> None:
        end = scalar.end_mark
        rest = self._cut[end.line][end.column :]
        if not scalar.value or not _COMMENT.match(rest):
            return
        comment = one_line(rest.strip())
        shown = f"{one_line(scalar.value)} {comment}".replace('"', '\\"')
        other = "" if comment.startswith("# ") else ", or a space after the # of a comment"
        message = f'"{comment}" is a comment and no part of {field}; write "{shown}" in quotes{other}'
        column = end.column + rest.index("#") + 1
        self._problems.append(Problem(self._file, end.line + 1, column, "cut-by-comment", message))


def _values(node: Node) -> list[tuple[str, Any]]:
    """Every scalar of a node that is a value, with the key that it belongs to; in no certain order."""
    found: list[tuple[str, Any]] = []
    waiting: list[tuple[str, Node]] = [("", node)]
    while waiting:
        field, part = waiting.pop()
        if isinstance(part, Mapping):
            waiting += [(key.value, value) for key, value in part]
        elif isinstance(part, Sequence):
            waiting += [(field, value) for value in part]
        elif part is not None:
            found.append((field, part))
    return found


def _suspicious_lines(path: Path) -> dict[int, str]:
    """The lines of a file, by their numbers from 0, with a # that may be a part of the text before it."""
    if not path.is_file():
        return {}
    with path.open(encoding="utf-8-sig", errors="replace") as lines:
        return {number: line for number, line in enumerate(lines) if "#" in line and _COMMENT.search(line)}


def _lines(path: Path) -> list[str]:
    if not path.is_file() or path.stat().st_size > _MOST:
        return []
    with path.open(encoding="utf-8-sig", errors="replace") as lines:
        return list(lines)


def _place(lines: list[str], scalar: Any, character: str) -> tuple[int, int]:
    """Line and column, from 1, of a character of a text; where the text begins when it has it as an escape."""
    first, last = scalar.start_mark, scalar.end_mark
    for number, line in enumerate(lines[first.line : last.line + 1], first.line):
        at = line.find(character, first.column if number == first.line else 0)
        if at >= 0:
            return number + 1, at + 1
    return first.line + 1, first.column + 1
