"""Lines of printed pages to paragraphs: which lines go on in the next one."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain, pairwise

from dialogue_cli.curate.extract.hyphens import Hyphens
from dialogue_cli.curate.extract.pdf_lines import Line
from dialogue_cli.curate.extract.running import Running
from dialogue_cli.dataset.layout import ITEM

_ENDS = re.compile(r"[.!?:;…]['\"’”»)\]\d]*$")
_OTHER_SIZE = 1.12
_WIDER = 1.25
"""A gap between two lines of a paragraph is at most so many times the usual one."""
_SHORT = 0.7
"""A line that has less of the usual length was ended on purpose, if a sentence ends there."""
_INDENTED = 0.7
"""By so many times the size of the letters the first line of a paragraph begins further right."""


def text_of_pages(pages: Sequence[Sequence[Line]], running: Running) -> str:
    """The text of pages, a paragraph on a line, with blank lines between; running heads and feet once around it."""
    every = list(chain.from_iterable(pages))
    measures = _Measures(every)
    hyphens = Hyphens(line.text for line in every)
    paragraphs = [hyphens.joined([line.text for line in lines]) for lines in _paragraphs(pages, measures)]
    whole = "\n\n".join([*running.heads, *paragraphs, *running.feet])
    return unicodedata.normalize("NFC", whole) + "\n"


class _Measures:
    """What is usual in a document: the size of its letters, the length of its lines and the gaps between them."""

    def __init__(self, lines: Sequence[Line]) -> None:
        letters: Counter[float] = Counter()
        for line in lines:
            letters[_size(line)] += len(line.text)
        self.body = letters.most_common(1)[0][0] if letters else 12.0
        lengths = sorted(len(line.text) for line in lines if _is_like(line.size, self.body))
        self.length = lengths[int(len(lengths) * 0.8)] if lengths else 0
        self._gaps: dict[float, Counter[float]] = {}
        for line, following in pairwise(lines):
            gap = line.y - following.y
            if _is_like(line.size, following.size) and 0.8 * line.size < gap < 3 * line.size:
                self._gaps.setdefault(_size(line), Counter())[round(gap * 2) / 2] += 1

    def leading(self, line: Line) -> float:
        """The gap from a line to the next one of the same paragraph: the smallest that is common."""
        gaps = self._gaps.get(_size(line), Counter())
        common = [gap for gap, count in gaps.items() if count * 5 >= gaps.total()]
        return min(common, default=1.2 * line.size)


def _size(line: Line) -> float:
    return round(line.size * 2) / 2


def _is_like(size: float, other: float) -> bool:
    return max(size, other) <= _OTHER_SIZE * min(size, other)


def _paragraphs(pages: Sequence[Sequence[Line]], measures: _Measures) -> Iterator[list[Line]]:
    """The lines of each paragraph. One that goes on overleaf is whole; the footnotes of the page come after it."""
    paragraph: list[Line] = []
    held: list[list[Line]] = []
    for page in pages:
        body, notes = _apart(page, measures)
        for at, line in enumerate(body):
            if paragraph and not _goes_on(paragraph, line, measures, is_overleaf=at == 0):
                yield paragraph
                yield from held
                paragraph, held = [], []
            paragraph.append(line)
        for at, line in enumerate(notes):
            if at and _goes_on(held[-1], line, measures, is_overleaf=False):
                held[-1].append(line)
            else:
                held.append([line])
    if paragraph:
        yield paragraph
    yield from held


def _apart(page: Sequence[Line], measures: _Measures) -> tuple[Sequence[Line], Sequence[Line]]:
    """The text of a page and the footnotes below it, which are in smaller letters."""
    start = len(page)
    while start and page[start - 1].size * _OTHER_SIZE < measures.body:
        start -= 1
    is_below = start < len(page) and all(line.y > page[start].y for line in page[:start])
    return (page[:start], page[start:]) if start and is_below else (page, [])


def _goes_on(paragraph: Sequence[Line], line: Line, measures: _Measures, *, is_overleaf: bool) -> bool:
    """Whether a line belongs to the paragraph before it."""
    last = paragraph[-1]
    if not _is_like(last.size, line.size) or ITEM.match(line.text):
        return False
    ends, begins_lower = bool(_ENDS.search(last.text)), line.text[0].islower()
    gap = last.y - line.y
    if is_overleaf or gap < -0.5 * line.size:
        # On another page or in another column: only the words tell.
        return not ends and (begins_lower or len(last.text) >= _SHORT * measures.length)
    if gap > _WIDER * measures.leading(line):
        return False
    left = min(one.x for one in paragraph)
    if ends and abs(gap) > 1 and line.x - left > _INDENTED * line.size and len(paragraph) > 1:
        return False
    return not (ends and len(last.text) < _SHORT * measures.length and not begins_lower)
