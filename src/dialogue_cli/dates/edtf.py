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

import datetime
import re
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from dialogue_cli.dates.months import SHORT_MONTHS, days_in_month
from dialogue_cli.dates.refused import refusal

Day = datetime.date
Kind = Literal["single", "span", "window"]
Precision = Literal["day", "month", "year"]

_SIMPLE = re.compile(r"(\d{4}|\d{3}X|\d{2}XX|\dXXX|X{4})(?:-([\dX]{2})(?:-([\dX]{2}))?)?([?~%])?", re.ASCII)
_YEAR = "([0-9]{4}|[0-9]{3}X|[0-9]{2}XX|[0-9]XXX)"
_PART = "([0-9]{2}|[0-9]X|XX)"
_ONE = f"{_YEAR}(-{_PART}(-{_PART})?)?[?~%]?"
PATTERN = rf"^({_ONE}(/{_ONE})?|\[{_ONE}\.\.({_ONE})?\]|\[\.\.{_ONE}\])$"
"""The forms of a date as a regular expression of any dialect; only the calendar refuses some of what it takes."""


@dataclass(frozen=True, slots=True)
class Period:
    """The days from `start` to `end`, both included; None is an open end. ValueError when it ends before it begins.

    >>> Day = datetime.date
    >>> print(Period(Day(2025, 1, 1)), Period(end=Day(2025, 1, 1)))
    2025-01-01.. ..2025-01-01
    """

    start: Day | None = None
    end: Day | None = None

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
class Side:
    """A date without brackets: a single date, or one end of a span or a window.

    The day meant is one of `first..last`. `precision` is the smallest part that is written, even if its digits are
    unknown. The qualifiers are `is_uncertain` (`?` or `%`) and `is_approximate` (`~` or `%`).
    """

    first: Day
    last: Day
    precision: Precision
    is_uncertain: bool = False
    is_approximate: bool = False

    @property
    def is_exact(self) -> bool:
        """Whether the day is known, without a qualifier."""
        return self.first == self.last and not self.is_uncertain and not self.is_approximate


@dataclass(frozen=True, slots=True)
class Edtf:
    """A date of the profile (EDTF, ISO 8601-2:2019), made by `parse`. Days are of the Gregorian calendar.

    `text` is what was written. `kind` is `single` (one day), `span` (every day from `start` to `end`) or `window` (one
    day from `start` to `end`). The `start` and `end` of a single date are the same. Only a window can be open at one
    end: that side is None.

    A meeting begins on a day of `earliest..last_start` and ends on a day of `first_end..latest`.
    For a single day begin and end are the same unknown day, so `last_start == latest` and
    `first_end == earliest`. None is an open bound: no limit in that direction.

    >>> date, november = parse("2025-11"), Period(Day(2025, 11, 1), Day(2025, 11, 30))
    >>> date.certainly_in(november), date.certainly_in(Period(end=Day(2025, 11, 29)))
    (True, False)
    >>> date = parse("2025-11-20?/2025-11-21")
    >>> date.kind, date.start.is_uncertain, date.end.is_uncertain
    ('span', True, False)
    """

    text: str
    kind: Kind
    start: Side | None
    end: Side | None

    def __str__(self) -> str:
        return self.text

    @property
    def earliest(self) -> Day | None:
        """The first day on which the meeting can begin."""
        return self.start.first if self.start else None

    @property
    def latest(self) -> Day | None:
        """The last day on which the meeting can end."""
        return self.end.last if self.end else None

    @property
    def last_start(self) -> Day | None:
        """The last day on which the meeting can begin."""
        if self.is_span and self.start and self.end:
            return min(self.start.last, self.end.last)
        return self.latest

    @property
    def first_end(self) -> Day | None:
        """The first day on which the meeting can end."""
        if self.is_span and self.start and self.end:
            return max(self.end.first, self.start.first)
        return self.earliest

    @property
    def is_span(self) -> bool:
        """Whether the meeting lasts from one date to another."""
        return self.kind == "span"

    @property
    def is_uncertain(self) -> bool:
        """Whether a side of the date is marked as uncertain (`?` or `%`)."""
        start, end = self.start, self.end
        return (start is not None and start.is_uncertain) or (end is not None and end.is_uncertain)

    @property
    def is_approximate(self) -> bool:
        """Whether a side of the date is marked as approximate (`~` or `%`)."""
        start, end = self.start, self.end
        return (start is not None and start.is_approximate) or (end is not None and end.is_approximate)

    @property
    def qualified(self) -> bool:
        """Whether a side of the date is marked as uncertain or approximate."""
        return self.is_uncertain or self.is_approximate

    @property
    def known_days(self) -> tuple[Day, Day] | None:
        """The first and the last day of the meeting; None if the date leaves one open. Qualifiers do not matter."""
        first, last = self.earliest, self.latest
        if first is None or last is None or first != self.last_start or last != self.first_end:
            return None
        return first, last

    @property
    def is_exact(self) -> bool:
        """Whether every day of the meeting is known, without a qualifier."""
        return self.known_days is not None and not self.qualified

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


@lru_cache(maxsize=1 << 16)
def parse(text: str) -> Edtf:
    """The date that an EDTF text of the profile means.

    Raises ValueError, with a sentence about what is wrong and what would be right.

    >>> parse("[2025-11-20..2025-12-03]").latest
    datetime.date(2025, 12, 3)
    """
    if text.startswith("[") and text.endswith("]"):
        return _window(text)
    if "/" in text:
        return _span(text)
    side = _side(text)
    return Edtf(text, "single", side, side)


def _window(text: str) -> Edtf:
    left, dots, right = text[1:-1].partition("..")
    if not dots or not (left or right):
        raise ValueError(refusal(text) or f'"{text}" is not a valid window; write [first..last], [..last] or [first..]')
    start = _side(left) if left else None
    end = _side(right) if right else None
    if start and end and start.precision != end.precision:
        raise ValueError(f"the ends of a window need the same precision, not a {start.precision} and a {end.precision}")
    if start and end and start.first > end.first:
        raise ValueError(f"the window ends before it begins: {left} is after {right}")
    return Edtf(text, "window", start, end)


def _span(text: str) -> Edtf:
    left, _, right = text.partition("/")
    if not left or not right or not {"..", "open", "unknown"}.isdisjoint((left, right)):
        raise ValueError(f'"{text}" has an open end; a day from some date on is [first..], up to one [..last]')
    start, end = _side(left), _side(right)
    if start.first > end.last:
        raise ValueError(f"the meeting ends before it begins: {left} is after {right}")
    return Edtf(text, "span", start, end)


def _side(text: str) -> Side:
    match = _SIMPLE.fullmatch(text)
    if not match:
        raise ValueError(refusal(text) or f'"{text}" is not a valid date, such as 2025, 2025-11 or 2025-11-21')
    year, month, day, mark = match.groups()
    is_uncertain, is_approximate = mark in ("?", "%"), mark in ("~", "%")
    if day and "X" not in text:
        # Most dates are days of the calendar: they need no bounds. The others are explained below.
        with suppress(ValueError):
            known = Day(int(year), int(month), int(day))
            return Side(known, known, "day", is_uncertain, is_approximate)
    digits = year + (month or "") + (day or "")
    if "X" in digits.rstrip("X"):
        raise ValueError(f'in "{text}" a known digit follows an unknown one; write the window instead: [first..last]')
    if year == "XXXX":
        raise ValueError("a date without a year says nothing here; leave it out, and say in date_note what is known")
    years = _numbers(year, 1, 9999)
    if not years:
        raise ValueError(f'"{year}" is not a valid year (0001 to 9999)')
    months = _numbers(month, 1, 12) if month else (1, 12)
    if not months:
        raise ValueError(refusal(text) or f'"{month}" is not a valid month (01 to 12)')
    longest = days_in_month(years[1], months[1])
    days = _numbers(day, 1, longest) if day else (1, longest)
    if not days:
        raise ValueError(f'"{day}" is not a valid day: {SHORT_MONTHS[months[1] - 1]} {years[1]} has {longest} days')
    return Side(
        first=Day(years[0], months[0], days[0]),
        last=Day(years[1], months[1], days[1]),
        precision="day" if day else "month" if month else "year",
        is_uncertain=is_uncertain,
        is_approximate=is_approximate,
    )


def _numbers(digits: str, low: int, high: int) -> tuple[int, int] | None:
    """The least and the greatest number from low to high that the digits allow, X being any digit; None for none."""
    first = max(int(digits.replace("X", "0")), low)
    last = min(int(digits.replace("X", "9")), high)
    return (first, last) if first <= last else None
