"""Meetings on the axis of a year: which section each stands in, and which part of the year its date covers."""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from dialogue_cli.dates.edtf import Edtf, parse
from dialogue_cli.dates.months import SHORT_MONTHS
from dialogue_cli.dates.wording import short_date
from dialogue_cli.match import Match
from dialogue_cli.text import plural

Day = datetime.date

# What a legend says of each sign, in its order.
LEGEND = {
    "held": "on that day",
    "planned": "planned",
    "agreed": "agreed",
    "cancelled": "cancelled",
    "postponed": "postponed",
    "span": "on several days",
    "window": "on one day, not known which",
    "unheld_span": "on several days, if at all",
    "unheld_window": "on one unknown day, if at all",
    "earlier": "or earlier",
    "later": "or later",
    "beyond": "on into later years",
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


class Part(NamedTuple):
    """A sign, by its name in the legend, from one point of a year to another; 0 is its beginning and 1 its end.

    A point in time (`start == end`) is the middle of its day. What lies before or after the year stands at 0 or 1.
    """

    name: str
    start: float
    end: float


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


def parts(date: Edtf, status: str, year: int) -> list[Part]:
    """The signs of a date in the section of its year, those that lie below others first.

    A band covers exactly the days from the earliest to the latest, as far as they are in the year.
    """
    if date.earliest and date.earliest == date.latest:
        middle = point(date.earliest, 0.5)
        return [Part("uncertain" if date.qualified else status, middle, middle)]
    start = point(date.earliest) if date.earliest else 0.0
    ends_here = date.latest is not None and date.latest.year == year
    end = point(date.latest, 1) if ends_here and date.latest else 1.0
    prefix = "" if status == "held" else "unheld_"
    sure = None
    if date.is_span and date.last_start and date.first_end and date.last_start <= date.first_end:
        core_start = point(date.last_start) if date.last_start.year == year else 1.0
        core_end = point(date.first_end, 1) if date.first_end.year == year else 1.0
        sure = Part(prefix + "span", core_start, core_end) if core_start < core_end else None
    found = [] if sure and (sure.start, sure.end) == (start, end) else [Part(prefix + "window", start, end)]
    found += [sure] if sure else []
    if date.qualified and date.earliest:
        found.append(Part("uncertain", start, start))
    if date.qualified and ends_here:
        found.append(Part("uncertain", end, end))
    if not date.earliest:
        found.append(Part("earlier", 0.0, 0.0))
    if not ends_here:
        found.append(Part("beyond" if date.latest else "later", 1.0, 1.0))
    return found


def day_words(day: Day) -> str:
    """`21 Nov`."""
    return f"{day.day} {SHORT_MONTHS[day.month - 1]}"
