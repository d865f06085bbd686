"""Dates in words, never more exact than the record."""

from __future__ import annotations

import datetime
import re

from dialogue_cli.dates.edtf import Edtf, month_end, parse

# Not from `calendar`: its names follow the locale.
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
NO_DATE = "no date"
ONE_DAY_IN = " (one day in)"
Day = datetime.date


def human_date(date: Edtf) -> str:
    """A date of the profile in words.

    >>> [human_date(parse(text)) for text in ("2025-11", "2025-06-29/2025-07-02", "[..2022-11-15]")]
    ['Nov 2025', '29 Jun – 2 Jul 2025', 'by 15 Nov 2022']
    """
    text = date.text
    if text.startswith("["):
        left, _, right = text[1:-1].partition("..")
        return _between(left, right) if left and right else _until(right) if right else _since(left)
    if "/" in text:
        return _span(*text.split("/"))
    return _single(text)


def short_date(date: Edtf, year: int) -> str:
    """The date under a heading of its year: without the year, where that is clear.

    >>> short_date(parse("[2025-11-01..2025-12-03]"), 2025)
    'in 1 Nov – 3 Dec'
    """
    text = human_date(date)
    if text.endswith(ONE_DAY_IN):
        text = "in " + text.removesuffix(ONE_DAY_IN)
    if all(day is None or day.year == year for day in (date.earliest, date.latest)):
        months = "|".join(MONTHS)
        text = re.sub(rf"\b({months}) {year:04d}\b", r"\1", text)
    return text


def _single(text: str) -> str:
    date, first, last = _bounds(text)
    name = _name(first, last)
    if name:
        return _marked(name, date)
    return _marked(_window(first, last), date) + ONE_DAY_IN


def _span(left: str, right: str) -> str:
    begin, finish = parse(left), parse(right)
    if begin.is_exact and finish.is_exact and begin.earliest and finish.earliest:
        return _days(begin.earliest, finish.earliest)
    names = [_single(side).removesuffix(ONE_DAY_IN) for side in (left, right)]
    return f"within {names[0]}" if names[0] == names[1] else f"{names[0]} to {names[1]}"


def _between(left: str, right: str) -> str:
    begin, first, _ = _bounds(left)
    finish, _, last = _bounds(right)
    if begin.qualified or finish.qualified:
        names = [_single(side).removesuffix(ONE_DAY_IN) for side in (left, right)]
        return f"{names[0]} – {names[1]}{ONE_DAY_IN}"
    return _name(first, last) or _window(first, last) + ONE_DAY_IN


def _until(text: str) -> str:
    date, first, last = _bounds(text)
    name = _name(first, last)
    if name and first != last:
        return f"by the end of {_marked(name, date)}"
    return f"by {_marked(_day(last), date)}"


def _since(text: str) -> str:
    date, first, last = _bounds(text)
    return f"from {_marked(_name(first, last) or _day(first), date)}"


def _bounds(text: str) -> tuple[Edtf, Day, Day]:
    date = parse(text)
    assert date.earliest
    assert date.latest
    return date, date.earliest, date.latest


def _marked(name: str, date: Edtf) -> str:
    """A name with what the qualifier of its date says: `?` uncertain, `~` approximate, `%` both."""
    mark = date.text[-1]
    about = "about " if mark in "~%" else ""
    return f"{about}{name}{'?' if mark in '?%' else ''}"


def _day(day: Day) -> str:
    return f"{day.day} {_month(day)}"


def _month(day: Day) -> str:
    return f"{MONTHS[day.month - 1]} {day.year:04d}"


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
        return f"{MONTHS[first.month - 1]}–{_month(last)}"
    return f"{_month(first)} – {_month(last)}"


def _days(first: Day, last: Day) -> str:
    """Every day from first to last, with nothing said twice."""
    same_year = first.year == last.year
    if first == last:
        return _day(first)
    if same_year and first.month == last.month:
        return f"{first.day}–{last.day} {_month(first)}"
    if same_year:
        return f"{first.day} {MONTHS[first.month - 1]} – {_day(last)}"
    return f"{_day(first)} – {_day(last)}"
