"""The timeline as one SVG picture, for a report: years as sections, each meeting at its place in the year.

More meetings than a poster holds are counted instead, as on a terminal. The shapes of the signs are shared with the web
page, which draws them on axes as wide as its window.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TextIO
from xml.etree.ElementTree import Element, SubElement

from dialogue_cli.archive import Archive
from dialogue_cli.dates.wording import NO_DATE
from dialogue_cli.formats.svg_canvas import EDGE, LINE, SIZE, TALLEST, WIDTH, Canvas
from dialogue_cli.formats.svg_parts import (
    TONES,
    Axis,
    describe,
    draw_key,
    is_rtl,
    number,
    paint,
    plain,
    sign,
    wide,
    wrapped,
)
from dialogue_cli.match import Match, Result
from dialogue_cli.query.query import Query
from dialogue_cli.text import plural
from dialogue_cli.view.overview import MOST_DRAWN, overview
from dialogue_cli.view.status import TONE, how_many_possibly, status_words
from dialogue_cli.view.year_axis import (
    LEGEND,
    Entry,
    Part,
    by_year,
    day_words,
    entry,
    gap_words,
    months,
    parts,
    point,
    years_in,
)

# In CSS pixels.
_AXIS, _AXIS_WIDTH = 112, 384
_DATE, _DATE_WIDTH = 532, 132
_TEXT = 672


def write(
    matches: Iterable[Match], archive: Archive, out: TextIO, note: Callable[[str], None], *, every: bool = False
) -> int:
    """Writes the meetings as one SVG document, without scripts or anything from elsewhere. Returns their number.

    Where a poster cannot hold them one by one they are counted, unless `every`.
    """
    found = list(matches)
    picture = _Picture(found, archive) if every or len(found) <= MOST_DRAWN else None
    if picture and (every or picture.y + EDGE <= TALLEST):
        picture.write(out)
    else:
        from dialogue_cli.formats.svg_overview import write as write_overview

        # The query is asked again for its period; which meetings are meant is known.
        query = matches.query if isinstance(matches, Result) else Query()
        query = query._replace(words=None, limit=None)
        ids = [match.id for match in found]
        by_unit = overview(lambda field, unit: archive.spread(query, field, ids, unit), reverse=query.reverse)
        write_overview(by_unit, archive, out)
    return len(found)


def heading(archive: Archive) -> str:
    """What stands above a drawing."""
    return plain(archive.header.title or "Meetings")


def _at(name: str, status: str) -> Callable[[Element, float, float], None]:
    """What draws a sign of the legend at a place."""
    return lambda parent, x, y: draw_key(parent, name, status, x, y)


class _Picture(Canvas):
    """Each meeting in the section of its year."""

    def __init__(self, matches: Sequence[Match], archive: Archive) -> None:
        self.matches = matches
        self.today = archive.today
        self.entries = [e for e in map(entry, matches) if e]
        self.undated = [match for match in matches if not match.date]
        self.axis = Axis(_AXIS, _AXIS_WIDTH)
        self.used: dict[str, str] = {}
        super().__init__(heading(archive), self._summary(), self._in_words())
        self._sections()
        if self.undated:
            self._no_date()
        self.legend([(words, _at(name, self.used[name])) for name, words in LEGEND.items() if name in self.used])

    def _summary(self) -> str:
        """How many meetings, and of which years."""
        found = [plural(len(self.matches), "meeting"), years_in(self.entries), how_many_possibly(self.matches)]
        return " · ".join(filter(None, found))

    def _in_words(self) -> str:
        counts = {f"{year:04d}": len(inside) for year, inside in by_year(self.entries).items()}
        if self.undated:
            counts[NO_DATE] = len(self.undated)
        return f"{self._summary()}. " + "; ".join(f"{name}: {count}" for name, count in counts.items())

    # Pieces

    def _sections(self) -> None:
        before: int | None = None
        for year, inside in by_year(self.entries).items():
            if before is not None:
                self._between(before, year)
            self._section(year, inside)
            before = year

    def _between(self, year: int, following: int) -> None:
        words = gap_words(year, following, self.entries)
        low, high = sorted((year, following))
        if words:
            self.y += 16
            self.text(self.root, _AXIS, self.y + 5, f"· · ·   {words}", "quiet", font_size="13")
            self.y += 14
        if low < self.today.year < high:
            self.y += 10
            self.rule(self.root, _AXIS, self.y, _AXIS + _AXIS_WIDTH, self.y, "today")
            words = f"today, {day_words(self.today)} {self.today.year:04d}"
            self.text(self.root, _DATE, self.y + 4, words, "today", font_size="12")
            self.y += 10

    def _heading(self, name: str, count: int) -> Element:
        self.y += 34
        group = SubElement(self.root, "g")
        self.text(group, EDGE, self.y, name, font_size="20", font_weight="700")
        self.text(group, WIDTH - EDGE, self.y - 1, plural(count, "meeting"), "quiet", font_size="12", text_anchor="end")
        self.rule(group, EDGE, self.y + 10, WIDTH - EDGE, self.y + 10)
        return group

    def _section(self, year: int, entries: Sequence[Entry]) -> None:
        group = self._heading(f"{year:04d}", len(entries))
        columns = months(year)
        for month in columns:
            middle = _AXIS + _AXIS_WIDTH * (month.start + month.end) / 2
            self.text(group, middle, self.y - 1, month.name[0], "quiet", font_size="11", text_anchor="middle")
        self.y += 10
        grid = SubElement(group, "g")
        top = self.y
        if year == self.today.year:
            self.y += 18
        self.y += 6
        for each in entries:
            self._entry(group, each)
        self.y += 4
        for start in (*(month.start for month in columns[::3]), 1.0):
            x = _AXIS + _AXIS_WIDTH * start
            self.rule(grid, x, top, x, self.y)
        if year == self.today.year:
            x = _AXIS + _AXIS_WIDTH * point(self.today, 0.5)
            self.rule(grid, x, top + 18, x, self.y, "today").set("stroke-dasharray", "2 3")
            anchor = "start" if self.today.month < 4 else "end" if self.today.month > 9 else "middle"
            words = f"today, {day_words(self.today)}"
            self.text(grid, x, top + 14, words, "today", font_size="11", text_anchor=anchor)

    def _entry(self, parent: Element, each: Entry) -> None:
        group = self._group(parent, each.match)
        top = self.y
        dates = wrapped(each.words, _DATE_WIDTH, 13)
        titles = self._titles(group, each.match, _TEXT, WIDTH - EDGE - _TEXT)
        for i, line in enumerate(dates):
            self.text(
                group,
                _DATE,
                top + 14 + i * LINE,
                line,
                "quiet",
                font_size="13",
                style="font-variant-numeric:tabular-nums",
            )
        status = each.match.status
        for part in parts(each.date, status, each.year):
            sign(group, part, status, self.axis, top + 9.5)
            self.used.setdefault(part.name, status)
        self.y = top + max(len(dates), titles) * LINE + 5

    def _group(self, parent: Element, match: Match) -> Element:
        group = SubElement(parent, "g", {"class": "meeting"})
        SubElement(group, "title").text = describe(match)
        return group

    def _titles(self, group: Element, match: Match, x: float, width: float) -> int:
        """Writes the status and the title, and gives how many lines they take."""
        words = status_words(match)
        title = plain(match.title)
        first = wide(f"{words} · ", SIZE) if words else 0.0
        lines = wrapped(title, width, SIZE, first)
        kind = match.status if match.status != "held" else TONE
        for i, line in enumerate(lines):
            y = self.y + 14 + i * LINE
            if words and not i and is_rtl(line):
                self.text(group, x, y, words, kind)
                self.data(group, x + first, y, line)
            elif words and not i:
                text = self.text(group, x, y, "")
                mark = SubElement(text, "tspan", paint("", kind))
                mark.text, mark.tail = words, f" · {line}"
            else:
                self.data(group, x, y, line)
        return len(lines)

    def _no_date(self) -> None:
        section = self._heading("No date", len(self.undated))
        self.y += 16
        for match in self.undated:
            group = self._group(section, match)
            status = match.status
            if status != "held":
                sign(group, Part(status, 0, 0), status, Axis(_AXIS + 6, 0), self.y + 9.5)
                self.used.setdefault(status, status)
            lines = self._titles(group, match, _AXIS + 22, WIDTH - EDGE - _AXIS - 22)
            self.y += lines * LINE + 5


__all__ = ["TONES", "Axis", "describe", "draw_key", "is_rtl", "number", "paint", "plain", "sign", "write"]
