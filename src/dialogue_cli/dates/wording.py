"""Dates in words, never more exact than the record."""

from __future__ import annotations

import datetime
import re

from dialogue_cli.dates.edtf import Edtf, Side
from dialogue_cli.dates.months import SHORT_MONTHS, month_end

NO_DATE = "no date"
ONE_DAY_IN = " (one day in)"
Day = datetime.date


def human_date(date: Edtf) -> str:
    """A date of the profile in words.

    >>> from dialogue_cli.dates.edtf import parse
    >>> [human_date(parse(text)) for text in ("2025-11", "2025-06-29/2025-07-02", "[..2022-11-15]")]
    ['Nov 2025', '29 Jun – 2 Jul 2025', 'by 15 Nov 2022']
    """
    start, end = date.start, date.end
    if start is None or end is None:
        return _until(end) if end else _since(start) if start else NO_DATE
    if date.kind == "window":
        return _between(start, end)
    return _span(start, end) if date.is_span else _single(start)


def short_date(date: Edtf, year: int) -> str:
    """The date under a heading of its year: without the year, where that is clear.

    >>> from dialogue_cli.dates.edtf import parse
    >>> short_date(parse("[2025-11-01..2025-12-03]"), 2025)
    'in 1 Nov – 3 Dec'
    """
    text = human_date(date)
    if text.endswith(ONE_DAY_IN):
        text = "in " + text.removesuffix(ONE_DAY_IN)
    if all(day is None or day.year == year for day in (date.earliest, date.latest)):
        months = "|".join(SHORT_MONTHS)
        text = re.sub(rf"\b({months}) {year:04d}\b", r"\1", text)
    return text


def _single(side: Side) -> str:
    name = _name(side.first, side.last)
    if name:
        return _marked(name, side)
    return _marked(_window(side.first, side.last), side) + ONE_DAY_IN


def _span(start: Side, end: Side) -> str:
    if start.is_exact and end.is_exact:
        return _days(start.first, end.first)
    names = [_single(side).removesuffix(ONE_DAY_IN) for side in (start, end)]
    return f"within {names[0]}" if names[0] == names[1] else f"{names[0]} to {names[1]}"


def _between(start: Side, end: Side) -> str:
    if any(side.is_uncertain or side.is_approximate for side in (start, end)):
        names = [_single(side).removesuffix(ONE_DAY_IN) for side in (start, end)]
        return f"{names[0]} – {names[1]}{ONE_DAY_IN}"
    return _name(start.first, end.last) or _window(start.first, end.last) + ONE_DAY_IN


def _until(side: Side) -> str:
    name = _name(side.first, side.last)
    if name and side.first != side.last:
        return f"by the end of {_marked(name, side)}"
    return f"by {_marked(_day(side.last), side)}"


def _since(side: Side) -> str:
    return f"from {_marked(_name(side.first, side.last) or _day(side.first), side)}"


def _marked(name: str, side: Side) -> str:
    """A name with what the qualifiers of its date say."""
    return f"{'about ' if side.is_approximate else ''}{name}{'?' if side.is_uncertain else ''}"


def _day(day: Day) -> str:
    return f"{day.day} {_month(day)}"


def _month(day: Day) -> str:
    return f"{SHORT_MONTHS[day.month - 1]} {day.year:04d}"


def _name(first: Day, last: Day) -> str | None:
    """What the days from first to last are called, when they are a day, a month, a year or a decade."""
    if first == last:
        return _day(first)
    if not _is_months(first, last):
        return None
    if (first.year, first.month) == (last.year, last.month):
        return _month(first)
    if (first.month, last.month) != (1, 12):
        return None
    if first.year == last.year:
        return f"{first.year:04d}"
    if first.year % 10 == 0 and last.year == first.year + 9:
        return f"{first.year:04d}s"
    return None


def _is_months(first: Day, last: Day) -> bool:
    return first.day == 1 and last == month_end(last.year, last.month)


def _window(first: Day, last: Day) -> str:
    """The days of which one is meant, by whole months or years where they are whole."""
    if not _is_months(first, last):
        return _days(first, last)
    if (first.month, last.month) == (1, 12):
        return f"{first.year:04d}–{last.year:04d}"
    if first.year == last.year:
        return f"{SHORT_MONTHS[first.month - 1]}–{_month(last)}"
    return f"{_month(first)} – {_month(last)}"


def _days(first: Day, last: Day) -> str:
    """Every day from first to last, with nothing said twice."""
    same_year = first.year == last.year
    if first == last:
        return _day(first)
    if same_year and first.month == last.month:
        return f"{first.day}–{last.day} {_month(first)}"
    if same_year:
        return f"{first.day} {SHORT_MONTHS[first.month - 1]} – {_day(last)}"
    return f"{_day(first)} – {_day(last)}"
