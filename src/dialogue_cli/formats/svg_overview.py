"""Many meetings as one SVG picture: a row for each year (decade, quarter, month), with a bar for each of its parts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TextIO
from xml.etree.ElementTree import Element, SubElement

from dialogue_cli.archive import Archive
from dialogue_cli.dates.units import in_words
from dialogue_cli.formats.svg_canvas import EDGE, TALLEST, WIDTH, Canvas
from dialogue_cli.formats.svg_parts import fitting, number, paint, plain, wide, wrapped
from dialogue_cli.query.spread import Tally
from dialogue_cli.text import plural
from dialogue_cli.view.overview import (
    MOST_DRAWN,
    Gap,
    Line,
    Overview,
)
from dialogue_cli.view.overview_words import footer_words, gap_words, heads, legend_words
from dialogue_cli.view.status import TONE

# In CSS pixels.
_ROW, _BAR = 26, 18
_LABEL, _NUMBER, _BARS, _GAP = 84, 76, 348, 28
_SMALL = 13
MOST_ROWS = (TALLEST - 400) // _ROW
"""More would be taller than a poster."""


def write(overview: Overview, archive: Archive, out: TextIO) -> None:
    """Writes an overview as one SVG document, without scripts or anything from elsewhere."""
    _Picture(overview, archive).write(out)


class _Picture(Canvas):
    """A row for each line of the overview, below one for what stands above the columns."""

    def __init__(self, overview: Overview, archive: Archive) -> None:
        self.overview = overview
        super().__init__(plain(archive.header.title or "Meetings"), next(footer_words(overview)), _in_words(overview))
        self.columns = [("Meetings", "ink")]
        self.columns += [("Not held", "planned")] if overview.has_unheld else []
        self.columns += [("Possibly", TONE)] if overview.has_possible else []
        self.bars = EDGE + _LABEL + _NUMBER * len(self.columns) + _GAP
        self.names = self.bars + _BARS + _GAP
        if overview.lines:
            self._heads()
        for line in overview.lines:
            self._gap(line) if isinstance(line, Gap) else self._line(line)
        self._below()

    def _heads(self) -> None:
        self.y += 24
        group = SubElement(self.root, "g")
        small = {"font_size": "12"}
        self.text(group, EDGE, self.y, self.overview.unit.capitalize(), "quiet", **small)
        for i, (head, _) in enumerate(self.columns):
            self.text(group, self._right(i), self.y, head, "quiet", text_anchor="end", **small)
        size = _BARS / self.overview.part.most
        for i, head in enumerate(heads(self.overview, 1)):
            if head:
                x = self.bars + (i + 0.5) * size
                self.text(group, x, self.y, head, "quiet", text_anchor="middle", font_size="11")
        if self.overview.has_names:
            self.text(group, self.names, self.y, f"Busiest {self.overview.who}", "quiet", **small)
        self.rule(group, EDGE, self.y + 8, WIDTH - EDGE, self.y + 8)
        self.y += 14

    def _right(self, column: int) -> float:
        return EDGE + _LABEL + _NUMBER * (column + 1)

    def _gap(self, gap: Gap) -> None:
        self.y += _ROW
        self.text(self.root, EDGE, self.y - 8, f"…  {gap_words(gap, self.overview.unit)}", "quiet", font_size="13")

    def _line(self, line: Line) -> None:
        self.y += _ROW
        base = self.y - 8
        group = SubElement(self.root, "g", {"class": "unit"})
        SubElement(group, "title").text = _told(line, self.overview)
        is_empty = not any(line.tally)
        name = in_words(self.overview.unit, line.period)
        weight = {} if is_empty else {"font_weight": "700"}
        self.text(group, EDGE, base, name, "quiet" if is_empty else "ink", **weight)
        numbers = {"Meetings": line.tally.certain, "Not held": line.tally.unheld, "Possibly": line.tally.possible}
        for i, (head, tone) in enumerate(self.columns):
            if numbers[head] or not i:
                words, kind = f"{numbers[head]:,}", "quiet" if is_empty else tone
                self.text(group, self._right(i), base, words, kind, text_anchor="end", style=_FIGURES)
        size = _BARS / self.overview.part.most
        for i, part in enumerate(line.parts):
            if part:
                _bar(group, part, self.overview.most, self.bars + i * size, base + 2, size)
        self._who(group, line, base)

    def _who(self, group: Element, line: Line, y: float) -> None:
        """Writes as many of the names as there is room for."""
        if not line.names:
            return
        lead = "" if line.tally.certain else "possibly "
        words = _fitting(line.names, WIDTH - EDGE - self.names - wide(lead, _SMALL))
        text = self.text(group, self.names, y, "", font_size=str(_SMALL))
        if lead:
            SubElement(text, "tspan", paint("", TONE)).text = lead
        for name, after in words:
            # A name of another direction does not turn what stands around it.
            SubElement(text, "tspan", {"style": "unicode-bidi:isolate"}).text = name
            SubElement(text, "tspan", paint("", "quiet")).text = after

    def _below(self) -> None:
        """What the bars and the columns mean, and how to see each meeting."""
        overview = self.overview
        signs = {"levels": Tally(1), "maybe": Tally(possible=1)}
        drawn = [(words, _key(signs[name])) for name, words in legend_words(overview) if name in signs]
        self.legend(drawn)
        lines = [words for name, words in legend_words(overview) if name not in signs]
        lines.append(
            f"Up to {MOST_DRAWN} meetings are drawn one by one where a poster holds them."
            " Each, however many they are: dialogue timeline -f svg --all"
        )
        for words in lines:
            for line in wrapped(words, WIDTH - 2 * EDGE, _SMALL):
                self.y += 20
                self.text(self.root, EDGE, self.y, line, "quiet", font_size=str(_SMALL))


_FIGURES = "font-variant-numeric:tabular-nums"


def _bar(parent: Element, part: Tally, most: int, x: float, base: float, width: float) -> None:
    """Draws how many meetings lie in a part: as high as they are many, or an outline for what is only possible."""
    if not part.certain and not part.possible:
        return
    height = max(_BAR * part.certain / most, 2) if part.certain else 5
    values = {
        "x": number(x + width * 0.08),
        "y": number(base - height),
        "width": number(width * 0.84),
        "height": number(height),
    }
    if part.certain:
        look = paint("", "planned" if part.unheld == part.certain else "held")
    else:
        look = paint("", TONE, TONE) | {"fill-opacity": "0.14", "stroke-dasharray": "2 2"}
    SubElement(parent, "rect", values | look)


def _key(part: Tally) -> Callable[[Element, float, float], None]:
    """What draws a part of the legend: bars of growing height, or the outline for what is only possible."""

    def draw(parent: Element, x: float, y: float) -> None:
        if not part.certain:
            _bar(parent, part, 1, x, y + 4, 24)
            return
        for i in (1, 2, 3):
            _bar(parent, Tally(i), 4, x + 8 * (i - 1), y + 4, 8)

    return draw


def _fitting(names: Sequence[tuple[str, int]], room: float) -> list[tuple[str, str]]:
    """The first names, each with what stands behind it, that are no wider than the room; a first one is cut."""
    found: list[tuple[str, str]] = []
    for name, often in names:
        shown, after = plain(name), f" {often:,}" if often > 1 else ""
        between = " · " if found else ""
        if wide(between + shown + after, _SMALL) > room:
            if found:
                break
            shown = fitting(shown, room - wide(f"…{after}", _SMALL), _SMALL) + "…"
        room -= wide(between + shown + after, _SMALL)
        if found:
            found[-1] = found[-1][0], found[-1][1] + between
        found.append((shown, after))
    return found


def _told(line: Line, overview: Overview) -> str:
    """A row in words."""
    words = f"{in_words(overview.unit, line.period)}: {plural(line.tally.certain, 'meeting')}"
    words += f", {line.tally.unheld:,} of them not held" if line.tally.unheld else ""
    words += f", {line.tally.possible:,} more possibly" if line.tally.possible else ""
    names = ", ".join(f"{plain(name)} {often:,}" for name, often in line.names[:10])
    return f"{words}. {names}" if names else words


def _in_words(overview: Overview) -> str:
    counts = [
        f"{in_words(overview.unit, line.period)}: {line.tally.certain:,}" for line in overview.full if any(line.tally)
    ]
    return f"{'; '.join(footer_words(overview))}. {'; '.join(counts)}"
