"""The meetings as a picture in time: a section for each year, in it a mark for each meeting at its place."""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from rich.console import Console
from rich.text import Text

from dialogue_cli.dates.edtf import Edtf
from dialogue_cli.dates.months import SHORT_MONTHS
from dialogue_cli.match import Match
from dialogue_cli.terminal.console import beside, data, glyphs, put, rule, spelt, wrap
from dialogue_cli.terminal.meeting_rows import status_text
from dialogue_cli.terminal.table import footer
from dialogue_cli.text import plural
from dialogue_cli.view.year_axis import LEGEND, Edge, Entry, by_year, day_words, entry, gap_words, steps

Day = datetime.date
_GAP = 2
# The years stand in a margin of this width.
_MARGIN = 6
# How many cells a month gets, from which width of the console on.
_CELLS = ((200, 5), (150, 4), (100, 3), (70, 2), (0, 1))
# Below this width of the labels, dates stand in no column of their own.
_ROOMY = 56
# Longer dates reach beyond their column.
_DATE = 18


def write_timeline(matches: Sequence[Match], console: Console, *, today: Day) -> int:
    """Writes meetings as a picture in time, their undated ones last. Returns their number."""
    if not matches:
        return 0
    entries = [e for e in map(entry, matches) if e]
    undated = [match for match in matches if not match.date]
    picture = _Picture(console, today, matches, entries)
    before: int | None = None
    for year, inside in by_year(entries).items():
        if before is not None:
            put(console, picture.between(before, year))
        put(console, picture.section(year, inside))
        before = year
    if undated:
        put(console, [*([Text()] if entries else []), *picture.undated(undated)])
    put(console, [Text(), *picture.legend(), Text(), *footer(matches, console)])
    return len(matches)


def _place(day: Day, cells: int) -> int:
    """The cell of a day on an axis of so many cells a month; before the axis there is one cell more."""
    days = calendar.monthrange(day.year, day.month)[1]
    return 1 + (day.month - 1) * cells + (day.day - 1) * cells // days


def signs(date: Edtf, status: str, year: int, cells: int) -> list[str]:
    """What stands in each cell of the axis of a year, by its name in the legend; nothing is an empty name.

    The first and the last cell lie outside the year: they say that the date goes on there.
    """
    drawn = [""] * (12 * cells + 2)
    for step in steps(date, status, year):
        first, last = _place(step.first, cells), _place(step.last, cells)
        if step.edge in (Edge.BEFORE, Edge.AFTER):
            first = last = 0 if step.edge is Edge.BEFORE else len(drawn) - 1
        drawn[first : last + 1] = [step.name] * (last + 1 - first)
    return drawn


@dataclass
class _Picture:
    """The measures of the picture, and which signs were drawn, so that the legend can name them."""

    console: Console
    today: Day
    matches: Sequence[Match]
    entries: Sequence[Entry]
    used: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.glyphs = glyphs(self.console)
        self.cells = next(cells for least, cells in _CELLS if self.console.width >= least)
        self.axis = 12 * self.cells + 2
        self.label = max(self.console.width - _MARGIN - self.axis - 1, 16)
        longest = max(data(match.id, self.console).cell_len for match in self.matches)
        # Ids stand at the right edge where titles keep enough room beside them.
        self.id = longest if self.label - longest >= 80 else 0
        if self.id:
            self.label -= self.id + 1
        sizes = [len(entry.words) for entry in self.entries]
        is_roomy = self.label >= _ROOMY
        self.column = max((size for size in sizes if size <= _DATE), default=0) if is_roomy else 0

    def section(self, year: int, entries: Sequence[Entry]) -> Iterator[Text]:
        """A year: a rule with the months and the number of meetings, then a line for each."""
        yield self._head(f"{year:04d}", self._months(), len(entries))
        if year == self.today.year:
            yield self._today()
        for each in entries:
            names = signs(each.date, each.match.status, year, self.cells)
            label = Text().append(spelt(each.words, self.console).ljust(self.column) + "  ", "label")
            label.append_text(self._title(each.match))
            lines = wrap(label, self.label, self.console, self.column + _GAP)
            widths = [_MARGIN - 1, self.axis, self.label, self.id]
            yield from beside([[], [self._strip(names, each, year)], lines, self._id(each.match)], widths, gap=1)

    def undated(self, matches: Sequence[Match]) -> Iterator[Text]:
        """The meetings without a date."""
        yield self._head("No date", Text(), len(matches))
        width = self.axis + self.label - 2
        for match in matches:
            label = wrap(self._title(match), width, self.console, _GAP)
            held = match.status == "held"
            sign = Text(" ") if held else self._sign(match.status, match.status)
            yield from beside([[], [sign], label, self._id(match)], [_MARGIN, 1, width, self.id], gap=1)

    def between(self, year: int, following: int) -> list[Text]:
        """What separates two sections: a blank line, and a word about the years that have none."""
        what = gap_words(year, following, self.entries)
        if not what:
            return [Text()]
        return [Text(), Text(" " * (_MARGIN + 1) + spelt(f"· {what} ·", self.console), "quiet"), Text()]

    def legend(self) -> list[Text]:
        """The signs that were drawn, in words."""
        items = []
        for name, words in LEGEND.items():
            if name in self.used:
                item = self._sign(name, name if name in LEGEND else "")
                item.append(f" {words}", "label")
                items.append(item)
        lines: list[Text] = []
        for item in items:
            if lines and lines[-1].cell_len + 3 + item.cell_len <= self.console.width:
                lines[-1].append("   ")
                lines[-1].append_text(item)
            else:
                lines.append(item)
        return lines

    def _head(self, name: str, axis: Text, count: int) -> Text:
        line = Text.assemble((f"{name:<{_MARGIN}}", "title"), axis, " ")
        tail = f" {plural(count, 'meeting')}"
        line.append_text(rule(self.console, max(self.console.width - line.cell_len - len(tail), 1)))
        return line.append(tail, "label")

    def _months(self) -> Text:
        names = (month[: 3 if self.cells > 3 else 1].ljust(self.cells) for month in SHORT_MONTHS)
        return Text(f" {''.join(names)} ", "label")

    def _today(self) -> Text:
        at = _MARGIN + _place(self.today, self.cells)
        day = day_words(self.today)
        return Text(" " * at).append(f"{self.glyphs.today} today, {day}", "today")

    def _strip(self, names: Sequence[str], entry: Entry, year: int) -> Text:
        strip = Text()
        now = _place(self.today, self.cells) if year == self.today.year else 0
        for i, name in enumerate(names):
            if name:
                strip.append_text(self._sign(name, entry.match.status))
            elif now and i == now:
                strip.append(self.glyphs.now, "today")
            else:
                strip.append(" ")
        return strip

    def _sign(self, name: str, style: str) -> Text:
        self.used.add(name)
        return Text(getattr(self.glyphs, name), style)

    def _title(self, match: Match) -> Text:
        words = status_text(match, self.console)
        if words:
            words.append(f" {self.glyphs.bullet} ")
        return words.append_text(data(match.title, self.console))

    def _id(self, match: Match) -> list[Text]:
        return [data(match.id, self.console, "id")] if self.id else []
