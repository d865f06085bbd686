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
from dialogue_cli.terminal.commands import told
from dialogue_cli.terminal.console import beside, data, glyphs, put, rule, spelt, wrap
from dialogue_cli.terminal.dates import phrases
from dialogue_cli.terminal.meeting_rows import status_text
from dialogue_cli.terminal.table import footer
from dialogue_cli.text import plural
from dialogue_cli.view.repeated import Repeated, of_crowd
from dialogue_cli.view.year_axis import LEGEND, Crowd, Edge, Entry, by_year, day_words, entry, gap_words, rows_of, steps

Day = datetime.date
_GAP = 2
# The years stand in a margin of this width.
_MARGIN = 6
# How many cells a month gets, from which width of the console on.
_CELLS = ((200, 5), (150, 4), (100, 3), (90, 2), (0, 1))
# Longer dates are broken in their column; where labels are as wide as this, only still longer ones are.
_DATE, _LONG_DATE, _ROOMY = 18, 25, 72
# Where titles would have less room, dates stand in no column of their own.
_TITLE = 18


def write_timeline(
    matches: Sequence[Match], console: Console, *, today: Day, every: bool = False, command: str = ""
) -> int:
    """Writes meetings as a picture in time, their undated ones last. Returns their number.

    Many of one day stand in one row, unless `every`; then `command` is said to draw each.
    """
    if not matches:
        return 0
    entries = [e for e in map(entry, matches) if e]
    undated = [match for match in matches if not match.date]
    picture = _Picture(console, today, matches, entries, every)
    before: int | None = None
    for year, inside in by_year(entries).items():
        if before is not None:
            put(console, picture.between(before, year))
        put(console, picture.section(year, inside))
        before = year
    if undated:
        put(console, [*([Text()] if entries else []), *picture.undated(undated)])
    put(console, [Text(), *picture.legend(), Text(), *footer(matches, console), *picture.hint(command)])
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
    every: bool = False
    used: set[str] = field(default_factory=set)
    crowded: int = 0
    """How many meetings stand in a row with others."""

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
        is_roomy = self.label >= _ROOMY
        longest = max((len(part) for e in self.entries for part in self._date(e.words, is_roomy)), default=0)
        self.column = min(longest, _LONG_DATE if is_roomy else _DATE)
        self.title = self.label - self.column - _GAP
        self.repeated = Repeated(self.matches)

    def section(self, year: int, entries: Sequence[Entry]) -> Iterator[Text]:
        """A year: a rule with the months and the number of meetings, then a line for each."""
        yield self._head(f"{year:04d}", self._months(), len(entries))
        if year == self.today.year:
            yield self._today()
        for row in rows_of(entries, every=self.every):
            each = row.entries[0] if isinstance(row, Crowd) else row
            title = self._crowd(row) if isinstance(row, Crowd) else self._title(each.match)
            identifier = [] if isinstance(row, Crowd) else self._id(each.match)
            names = signs(each.date, each.match.status, year, self.cells)
            widths = [_MARGIN - 1, self.axis, self.label, self.id]
            cells = [[], [self._strip(names, each, year)], self._label(each.words, title), identifier]
            yield from beside(cells, widths, gap=1)

    def _label(self, words: str, title: Text) -> list[Text]:
        """A date and a title side by side, or where there is no room for that one after the other."""
        date = Text(spelt(words, self.console), "label")
        if self.title < _TITLE:
            return wrap(date.append("  ").append_text(title), self.label, self.console, _GAP)
        parts = [Text(spelt(part, self.console), "label") for part in self._date(words, self.column >= len(words))]
        dates = [line for part in parts for line in wrap(part, self.column, self.console)]
        columns = [dates, wrap(title, self.title, self.console, _GAP)]
        return list(beside(columns, [self.column, self.title], gap=_GAP))

    @staticmethod
    def _date(words: str, is_whole: bool) -> list[str]:
        """A date on one line, or in the lines that it is best broken into."""
        return [words] if is_whole and len(words) <= _LONG_DATE else phrases(words)

    def hint(self, command: str) -> list[Text]:
        """How to see each of the meetings that stand in a row with others."""
        if not self.crowded or not command:
            return []
        words = Text(f"{self.crowded:,} of them share a row with others of the same date", "label")
        return [
            *wrap(words, self.console.width, self.console),
            Text(),
            *told([("Each in a row:", command)], self.console),
        ]

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
        words.append_text(data(match.title, self.console))
        told = self.repeated.told(match)
        return words.append(f" {self.glyphs.bullet} ", "quiet").append_text(data(told, self.console)) if told else words

    def _crowd(self, crowd: Crowd) -> Text:
        """Many meetings of one day: how many, and with whom."""
        matches = [entry.match for entry in crowd.entries]
        self.crowded += len(matches)
        words = status_text(matches[0], self.console)
        if words:
            words.append(f" {self.glyphs.bullet} ")
        what, names = of_crowd(matches)
        return words.append_text(data(f"{what}: ", self.console, "label")).append_text(data(names, self.console))

    def _id(self, match: Match) -> list[Text]:
        return [data(match.id, self.console, "id")] if self.id else []
