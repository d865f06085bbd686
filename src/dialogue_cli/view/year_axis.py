"""Meetings on the axis of a year: which section each stands in, and which part of the year its date covers."""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import NamedTuple

from dialogue_cli.dates.edtf import Edtf, parse
from dialogue_cli.dates.months import SHORT_MONTHS
from dialogue_cli.dates.wording import short_date
from dialogue_cli.match import Match
from dialogue_cli.text import plural

Day = datetime.date

# What a legend says of each sign, in its order.
LEGEND = {
    "held": "held on that day",
    "planned": "planned",
    "agreed": "agreed",
    "cancelled": "cancelled",
    "postponed": "postponed",
    "span": "lasted these days",
    "window": "held at some time within these days",
    "unheld_span": "set for these days, not recorded as held",
    "unheld_window": "set for some time within these days, not recorded as held",
    "earlier": "or earlier",
    "later": "or later",
    "beyond": "goes on into later years",
    "uncertain": "uncertain or approximate",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """A dated meeting: the year of its section, and its date in words under the heading of that year."""

    match: Match
    date: Edtf
    year: int
    """The year of the earliest day, or where the start is open, of the latest."""
    words: str


class Edge(Enum):
    """Where a sign stands that is set at an end of its date."""

    BEFORE = auto()
    """Before the year: the date has no known beginning."""
    START = auto()
    END = auto()
    AFTER = auto()
    """After the year: the date goes on."""


class Step(NamedTuple):
    """A sign, by its name in the legend, from one day of a year to another; `edge` where it stands at one of them."""

    name: str
    first: Day
    last: Day
    edge: Edge | None = None

    @property
    def is_band(self) -> bool:
        """Whether it covers its days; else it is a sign at a point."""
        return is_band(self.name)


class Part(NamedTuple):
    """The same from one point of a year to another; 0 is its beginning and 1 its end.

    A point in time (`start == end`) is the middle of its day. What lies before or after the year stands at 0 or 1.
    """

    name: str
    start: float
    end: float


class Month(NamedTuple):
    """A month of the axis: its name, and the part of the year that it takes."""

    name: str
    start: float
    end: float


def is_band(name: str) -> bool:
    """Whether the sign of this name in the legend covers days, as a bar does."""
    return name.removeprefix("unheld_") in ("span", "window")


def months(year: int) -> list[Month]:
    """The months of a year in their order."""
    starts = [point(Day(year, month, 1)) for month in range(1, 13)]
    return [Month(*month) for month in zip(SHORT_MONTHS, starts, [*starts[1:], 1.0], strict=True)]


def entry(match: Match) -> Entry | None:
    """The place of a meeting in time; None without a date."""
    if not match.date:
        return None
    date = parse(match.date)
    day = date.earliest or date.latest
    assert day
    return Entry(match, date, day.year, short_date(date, day.year))


def years_in(entries: Iterable[Entry]) -> str:
    """From which year to which the dates reach, as far as they are bounded: `2022 to 2025`."""
    dates = [entry.date for entry in entries]
    first = min((day.year for date in dates if (day := date.earliest or date.latest)), default=None)
    last = max((day.year for date in dates if (day := date.latest or date.earliest)), default=None)
    return " to ".join(f"{year:04d}" for year in dict.fromkeys((first, last)) if year is not None)


def by_year(entries: Iterable[Entry]) -> dict[int, list[Entry]]:
    """The meetings by year, the years going forward, or backward where the meetings do."""
    entries = list(entries)
    is_backward = bool(entries) and entries[0].year > entries[-1].year
    found: dict[int, list[Entry]] = {year: [] for year in sorted({e.year for e in entries}, reverse=is_backward)}
    for each in entries:
        found[each.year].append(each)
    return found


@dataclass(frozen=True, slots=True)
class Crowd:
    """Meetings of one date and status, too many to draw each."""

    entries: list[Entry]


_CROWD = 5


def rows_of(entries: Iterable[Entry], *, every: bool = False) -> list[Entry | Crowd]:
    """The meetings of a section, many of one date and status as one; with `every`, each by itself."""
    found: dict[object, list[Entry]] = {}
    for i, each in enumerate(entries):
        match = each.match
        found.setdefault(i if every else (match.date, match.status, match.certain), []).append(each)
    rows: list[Entry | Crowd] = []
    for alike in found.values():
        rows += [Crowd(alike)] if len(alike) >= _CROWD else alike
    return rows


def gap_words(year: int, following: int, entries: Sequence[Entry]) -> str:
    """What is said between the sections of two years: nothing when none is between."""
    low, high = sorted((year, following))
    if high - low == 1:
        return ""
    reaching = any(
        e.year <= low and (e.date.latest is None or e.date.latest.year > low)
        if e.year < high
        else e.date.earliest is None
        for e in entries
    )
    return f"{plural(high - low - 1, 'year')} without a {'further ' if reaching else ''}record"


def point(day: Day, days: float = 0.0) -> float:
    """How much of the year has gone at the start of a day, or so many days later."""
    return (day.timetuple().tm_yday - 1 + days) / (366 if calendar.isleap(day.year) else 365)


def steps(date: Edtf, status: str, year: int) -> list[Step]:
    """The signs of a date in the section of its year, by their days, those that lie below others first.

    This is the one walk along a date: a picture in characters and one in pixels only place its steps.
    """
    if date.earliest and date.earliest == date.latest:
        return [Step("uncertain" if date.qualified else status, date.earliest, date.earliest)]
    first, last = Day(year, 1, 1), Day(year, 12, 31)
    ends_here = date.latest is not None and date.latest.year == year
    start = date.earliest or first
    end = date.latest if ends_here and date.latest else last
    prefix = "" if status == "held" else "unheld_"
    found = [Step(prefix + "window", start, end)]
    sure = _sure_days(date, year)
    if sure == (start, end):
        found.clear()
    if sure:
        found.append(Step(prefix + "span", *sure))
    if date.qualified and date.earliest:
        found.append(Step("uncertain", start, start, Edge.START))
    if date.qualified and ends_here:
        found.append(Step("uncertain", end, end, Edge.END))
    if not date.earliest:
        found.append(Step("earlier", first, first, Edge.BEFORE))
    if not ends_here:
        found.append(Step("beyond" if date.latest else "later", last, last, Edge.AFTER))
    return found


def _sure_days(date: Edtf, year: int) -> tuple[Day, Day] | None:
    """The days of a year on which a meeting of several days was on every reading of its date."""
    begin, end = date.last_start, date.first_end
    if not (date.is_span and begin and end and begin <= end and begin.year == year):
        return None
    return begin, min(end, Day(year, 12, 31))


def parts(date: Edtf, status: str, year: int) -> list[Part]:
    """The steps of a date as parts of the year: a band covers exactly its days, a point is the middle of its day."""
    return [_part(step) for step in steps(date, status, year)]


def _part(step: Step) -> Part:
    start, end = point(step.first), point(step.last, 1)
    if step.edge in (Edge.START, Edge.BEFORE):
        return Part(step.name, start, start)
    if step.edge in (Edge.END, Edge.AFTER):
        return Part(step.name, end, end)
    if step.is_band:
        return Part(step.name, start, end)
    middle = point(step.first, 0.5)
    return Part(step.name, middle, middle)


def day_words(day: Day) -> str:
    """`21 Nov`."""
    return f"{day.day} {SHORT_MONTHS[day.month - 1]}"
