"""Dates that are as exact as their source, and what it means for one to lie in a period.

The profile of EDTF (ISO 8601-2:2019, Library of Congress EDTF 2019) that the dataset uses:

=========================  =====================================================================
`2025-11-21`               that day
`2025-11`, `2025`          one day, somewhere in that month or year
`2025-11-XX`, `202X`       one day; the digits from the first `X` on are not known
`2025-11-20/2025-11-21`    every day from the first to the second
`[2025-11-20..2025-12-03]` one day, somewhere in that window, both ends included
`[..2022-11-15]`           one day, that day or earlier
`[2025-11-22..]`           one day, that day or later
=========================  =====================================================================

A date may end in `?` (uncertain), `~` (approximate) or `%` (both), and so may either end of a span
or a window: the bounds stay as they are, but such a date never lies *certainly* in a period.
"""

from __future__ import annotations

import calendar
import datetime
import re
from dataclasses import dataclass
from functools import lru_cache

_SIMPLE = re.compile(r"(\d{4}|\d{3}X|\d{2}XX|\dXXX|X{4})(?:-([\dX]{2})(?:-([\dX]{2}))?)?([?~%])?", re.ASCII)
_ONE_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Period:
    """The days from `start` to `end`, both included; None is an open end. ValueError when it ends before it begins.

    >>> print(Period(datetime.date(2025, 1, 1)), Period(end=datetime.date(2025, 1, 1)))
    2025-01-01.. ..2025-01-01
    """

    start: datetime.date | None = None
    end: datetime.date | None = None

    def __post_init__(self) -> None:
        if self.start and self.end and self.start > self.end:
            raise ValueError(f"{self.start} is after {self.end}")

    def __str__(self) -> str:
        if self.start == self.end and self.start is not None:
            return str(self.start)
        return f"{self.start or ''}..{self.end or ''}"

    def intersection(self, other: Period) -> Period:
        """The days that are in both. ValueError when there are none."""
        starts = [day for day in (self.start, other.start) if day]
        ends = [day for day in (self.end, other.end) if day]
        return Period(max(starts, default=None), min(ends, default=None))


@dataclass(frozen=True, slots=True)
class Edtf:
    """A date of the profile (EDTF, ISO 8601-2:2019), made by `parse`. Days are of the Gregorian calendar.

    A meeting begins on a day of `earliest..last_start` and ends on a day of `first_end..latest`.
    For a single day begin and end are the same unknown day, so `last_start == latest` and
    `first_end == earliest`. None is an open bound: no limit in that direction.

    >>> date, november = parse("2025-11"), Period(datetime.date(2025, 11, 1), datetime.date(2025, 11, 30))
    >>> date.certainly_in(november), date.certainly_in(Period(end=datetime.date(2025, 11, 29)))
    (True, False)
    """

    text: str
    earliest: datetime.date | None
    latest: datetime.date | None
    last_start: datetime.date | None
    first_end: datetime.date | None
    qualified: bool = False

    def __str__(self) -> str:
        return self.text

    @property
    def is_span(self) -> bool:
        """Whether the meeting lasts from one date to another."""
        return "/" in self.text

    @property
    def is_exact(self) -> bool:
        """Whether every day of the meeting is known."""
        known = self.earliest is not None and self.latest is not None
        return known and not self.qualified and self.earliest == self.last_start and self.latest == self.first_end

    def possibly_in(self, period: Period) -> bool:
        """Whether, on some reading of the date, one of the meeting's days is in the period."""
        return (period.end is None or self.earliest is None or self.earliest <= period.end) and (
            period.start is None or self.latest is None or self.latest >= period.start
        )

    def certainly_in(self, period: Period) -> bool:
        """Whether, on every reading of the date, one of the meeting's days is in the period."""
        if self.qualified:
            return False
        begins_in_time = period.end is None or (self.last_start is not None and self.last_start <= period.end)
        ends_in_time = period.start is None or (self.first_end is not None and self.first_end >= period.start)
        return begins_in_time and ends_in_time


def month_end(year: int, month: int) -> datetime.date:
    """The last day of a month of the Gregorian calendar."""
    return datetime.date(year, month, calendar.monthrange(year, month)[1])


def _numbers(digits: str, low: int, high: int) -> tuple[int, int]:
    """The least and the greatest number from low to high that the digits allow, X being any digit."""
    first, last = int(digits.replace("X", "0")), int(digits.replace("X", "9"))
    first, last = max(first, low), min(last, high)
    if first > last:
        raise ValueError
    return first, last


def _simple(text: str) -> tuple[datetime.date, datetime.date, str, bool]:
    """The first and last day, the precision and whether there is a qualifier, of a date without brackets."""
    match = _SIMPLE.fullmatch(text)
    if not match:
        raise ValueError(f'"{text}" is no date of the form 2025, 2025-11 or 2025-11-21')
    year, month, day, mark = match.groups()
    digits = year + (month or "") + (day or "")
    if "X" in digits and digits.strip("X")[-1:] and "X" in digits.rstrip("X"):
        raise ValueError(f'in "{text}" a known digit follows an unknown one; write the window instead: [first..last]')
    if year == "XXXX":
        raise ValueError("a date without a year says nothing here; leave it out, and say in date_note what is known")
    try:
        years = _numbers(year, 1, 9999)
    except ValueError:
        raise ValueError(f'"{year}" is no year from 0001 to 9999') from None
    months, days = (1, 12), (1, 31)
    if month:
        try:
            months = _numbers(month, 1, 12)
        except ValueError:
            raise ValueError(f'"{month}" is no month from 01 to 12') from None
    longest = calendar.monthrange(years[1], months[1])[1]
    days = (1, longest)
    if day:
        try:
            days = _numbers(day, 1, longest)
        except ValueError:
            raise ValueError(
                f"{calendar.month_name[months[1]]} {years[1]} has {longest} days, there is no day {day}"
            ) from None
    first = datetime.date(years[0], months[0], days[0])
    last = datetime.date(years[1], months[1], days[1])
    return first, last, "day" if day else "month" if month else "year", bool(mark)


@lru_cache(maxsize=1 << 16)
def parse(text: str) -> Edtf:
    """The date that an EDTF text of the profile means.

    Raises ValueError, with a sentence about what is wrong and what would be right.

    >>> parse("[2025-11-20..2025-12-03]").latest
    datetime.date(2025, 12, 3)
    """
    if text.startswith("[") and text.endswith("]"):
        left, dots, right = text[1:-1].partition("..")
        if not dots or not (left or right):
            raise ValueError(f'"{text}" is no window; write [first..last], [..last] or [first..]')
        start = _simple(left) if left else None
        end = _simple(right) if right else None
        if start and end and start[2] != end[2]:
            raise ValueError(f"the ends of a window need the same precision, not a {start[2]} and a {end[2]}")
        if start and end and start[0] > end[0]:
            raise ValueError(f"the window ends before it begins: {left} is after {right}")
        earliest, latest = start[0] if start else None, end[1] if end else None
        marked = any(side[3] for side in (start, end) if side)
        return Edtf(text, earliest, latest, latest, earliest, marked)
    if "/" in text:
        left, _, right = text.partition("/")
        if not left or not right or ".." in (left, right):
            raise ValueError(f'"{text}" has an open end; a day from some date on is [first..], up to one [..last]')
        begin, finish = _simple(left), _simple(right)
        if begin[0] > finish[1]:
            raise ValueError(f"the meeting ends before it begins: {left} is after {right}")
        return Edtf(
            text,
            earliest=begin[0],
            latest=finish[1],
            last_start=min(begin[1], finish[1]),
            first_end=max(finish[0], begin[0]),
            qualified=begin[3] or finish[3],
        )
    first, last, _, marked = _simple(text)
    return Edtf(text, first, last, last, first, marked)
