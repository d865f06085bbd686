"""What stands at the top or bottom of every page: running heads, page numbers, what a browser prints there."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dialogue_cli.curate.extract.pdf_lines import Line

_FROM_EDGE = 3
"""So many lines from the top and the bottom of a page may be running ones."""
_SAME_HEIGHT = 3.0
_NUMBER = re.compile(r"\d+|\b[ivxlc]+\b")
# A page number, alone or with what usually stands around it.
_ONLY_NUMBER = re.compile(r"(?i)[\s–—\-|/.]*(?:page|seite|p\.)?[\s–—-]*#(?:\s*(?:/|of|von|sur)\s*#)?[\s–—\-|.]*")


class Running(NamedTuple):
    """What was taken out of the pages: how many lines, and those that say something, once each."""

    removed: int
    heads: list[str]
    feet: list[str]


def without_running_heads(pages: Sequence[list[Line]]) -> tuple[list[list[Line]], Running]:
    """The pages without what repeats at their edges.

    A line is a running one only if the same words, but for numbers, stand at the same height of at least half of the
    pages, or of every second one.
    """
    places: dict[tuple[str, bool], dict[int, tuple[int, float]]] = defaultdict(dict)
    for number, lines in enumerate(pages):
        for at, is_foot in _at_edges(lines):
            places[_pattern(lines[at].text), is_foot].setdefault(number, (at, lines[at].y))
    taken: dict[int, set[int]] = defaultdict(set)
    said: dict[bool, list[str]] = {False: [], True: []}
    written = sum(map(bool, pages))
    for (pattern, is_foot), found in places.items():
        heights = [height for _, height in found.values()]
        if len(found) < 2 or max(heights) - min(heights) > _SAME_HEIGHT or len(found) * 2 < written - 1:
            continue
        for number, (at, _) in found.items():
            taken[number].add(at)
        if not _ONLY_NUMBER.fullmatch(pattern):
            number, (at, _) = next(iter(found.items()))
            said[is_foot].append(pages[number][at].text)
    left = [[line for at, line in enumerate(lines) if at not in taken[number]] for number, lines in enumerate(pages)]
    return left, Running(sum(map(len, taken.values())), said[False], said[True])


def _pattern(text: str) -> str:
    return _NUMBER.sub("#", text)


def _at_edges(lines: Sequence[Line]) -> Iterator[tuple[int, bool]]:
    """The lines at the top and at the bottom of a page, by their heights; whether it is the bottom."""
    by_height = sorted(range(len(lines)), key=lambda at: -lines[at].y)
    top = by_height[:_FROM_EDGE]
    yield from ((at, False) for at in top)
    yield from ((at, True) for at in by_height[-_FROM_EDGE:] if at not in top)
