"""The blank lines of a dataset: one between sections, and between the records of some of them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from dialogue_cli.curate.layout import spans
from dialogue_cli.curate.manner import SPACED
from dialogue_cli.curate.tree import parse
from dialogue_cli.text import BYTE_ORDER_MARK


def spaced(text: str) -> str:
    """The text with one blank line between sections, and between the records of some of them."""
    lines: list[str] = []
    section = ""
    for number, line in _outside_of_texts(text):
        head = re.match(rf"{BYTE_ORDER_MARK}?([A-Za-z_][A-Za-z_-]*):", line)
        is_new = head is not None or (section in SPACED and line.startswith("- "))
        if number is not None and (head or is_new):
            _separate(lines, is_first=bool(lines) and re.match(r"[A-Za-z_-]+:", lines[-1]) is not None)
        section = head[1] if head and number is not None else section
        if line.strip() or not (lines and not lines[-1].strip()) or number is None:
            lines.append(line.rstrip() if number is not None else line)
    return "\n".join(lines).strip("\n") + "\n"


def _separate(lines: list[str], *, is_first: bool) -> None:
    """Puts a blank line above what begins now, and the comments that belong to it."""
    if is_first:
        return
    at = len(lines)
    while at and lines[at - 1].startswith("#"):
        at -= 1
    if at and lines[at - 1].strip() and not re.match(r"[A-Za-z_-]+:\s*(?:#.*)?$", lines[at - 1]):
        lines.insert(at, "")


def _outside_of_texts(text: str) -> Iterator[tuple[int | None, str]]:
    """The lines, each with its number; None for one within a text that goes over several lines."""
    inside: set[int] = set()
    root = parse(text)
    ends = [found.start() for found in re.finditer("\n", text)]
    for start, end in spans(root) if root is not None else ():
        inside.update(range(bisect_left(ends, start) + 1, bisect_left(ends, end) + 1))
    for number, line in enumerate(text.split("\n")):
        yield (None if number in inside else number), line
