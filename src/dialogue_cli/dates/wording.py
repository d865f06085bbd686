"""Dates in words, never more exact than the record."""

from __future__ import annotations

import datetime
import re

from dialogue_cli.dates.edtf import Edtf, Side
from dialogue_cli.dates.months import MONTHS, SHORT_MONTHS, month_end

NO_DATE = "no date"
# What stands between the two ends of a window, and of a span with spaces in one of them.
_AND, _TO = " and ", " – "
Day = datetime.date
_SHORT = "|".join(SHORT_MONTHS)


def human_date(date: Edtf) -> str:
    """A date of the profile in words.

    >>> from dialogue_cli.dates.edtf import parse
    >>> [human_date(parse(text)) for text in ("2025-11", "2025-06-29/2025-07-02", "[..2022-11-15]")]
    ['Nov 2025', '29 Jun – 2 Jul 2025', 'by 15 Nov 2022']
    >>> [human_date(parse(text)) for text in ("[2025-11-01..2025-12-03]", "[2025-11..2025-12]", "202X")]
    ['between 1 Nov and 3 Dec 2025', 'Nov or Dec 2025', '2020s']
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
    'between 1 Nov and 3 Dec'
    """
    text = human_date(date)
    if all(day is None or day.year == year for day in (date.earliest, date.latest)):
        text = re.sub(rf"\b({_SHORT}) {year:04d}\b", r"\1", text)
    return text


def long_date(date: Edtf) -> str:
    """The date in prose, with whole names of months.

    >>> from dialogue_cli.dates.edtf import parse
    >>> long_date(parse("2025-11-23"))
    '23 November 2025'
    """
    return re.sub(rf"\b({_SHORT})\b", lambda short: MONTHS[SHORT_MONTHS.index(short[0])], human_date(date))


def day_date(day: Day) -> str:
    """A day in words: `23 Nov 2025`."""
    return f"{day.day} {_month(day)}"


def days_from(first: Day, last: Day) -> str:
    """All days from the first to the last, by whole months or years where they are whole.

    >>> days_from(Day(2025, 5, 1), Day(2025, 6, 30))
    'May–Jun 2025'
    """
    left, right = _ends(first, last)
    return f"{left}{_TO}{right}" if " " in left else f"{left}–{right}"


def _single(side: Side) -> str:
    name = _name(side.first, side.last)
    return _marked(name, side) if name else _one_of(side.first, side.last, side)


def _span(start: Side, end: Side) -> str:
    if start.is_exact and end.is_exact:
        return _days(start.first, end.first)
    names = [_side(side) for side in (start, end)]
    return f"within {names[0]}" if names[0] == names[1] else f"{names[0]} to {names[1]}"


def _between(start: Side, end: Side) -> str:
    if any(side.is_uncertain or side.is_approximate for side in (start, end)):
        return f"between {_side(start)}{_AND}{_side(end)}"
    return _name(start.first, end.last) or _one_of(start.first, end.last)


def _side(side: Side) -> str:
    """One end of a date, as it stands beside the other."""
    return _marked(_name(side.first, side.last) or days_from(side.first, side.last), side)


def _one_of(first: Day, last: Day, marked: Side | None = None) -> str:
    """One of the days from first to last, or of the months or years where they are whole."""
    left, right = _ends(first, last)
    about = "about " if marked and marked.is_approximate else ""
    doubt = "?" if marked and marked.is_uncertain else ""
    if _are_neighbours(first, last):
        return f"{about}{left} or {right}{doubt}"
    return f"between {about}{left}{_AND}{right}{doubt}"


def _until(side: Side) -> str:
    name = _name(side.first, side.last)
    if name and side.first != side.last:
        return f"by the end of {_marked(name, side)}"
    return f"by {_marked(day_date(side.last), side)}"


def _since(side: Side) -> str:
    return f"from {_marked(_name(side.first, side.last) or day_date(side.first), side)}"


def _marked(name: str, side: Side) -> str:
    """A name with what the qualifiers of its date say."""
    return f"{'about ' if side.is_approximate else ''}{name}{'?' if side.is_uncertain else ''}"


def _month(day: Day) -> str:
    return f"{SHORT_MONTHS[day.month - 1]} {day.year:04d}"


def _name(first: Day, last: Day) -> str | None:
    """What the days from first to last are called, when they are a day, a month, a year or a decade."""
    if first == last:
        return day_date(first)
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


def _ends(first: Day, last: Day) -> tuple[str, str]:
    """The first and the last of some days, months or years, with nothing said twice."""
    if not _is_months(first, last):
        return _without_repeats(first, last, f"{first.day}", day_date(last))
    if (first.month, last.month) == (1, 12):
        return f"{first.year:04d}", f"{last.year:04d}"
    return _without_repeats(first, last, "", _month(last))


def _without_repeats(first: Day, last: Day, day: str, end: str) -> tuple[str, str]:
    month = SHORT_MONTHS[first.month - 1]
    if first.year != last.year:
        return f"{day} {_month(first)}".strip(), end
    return (day if day and first.month == last.month else f"{day} {month}".strip()), end


def _are_neighbours(first: Day, last: Day) -> bool:
    """Whether the days from first to last are two days, two months or two years."""
    if not _is_months(first, last):
        return (last - first).days == 1
    if (first.month, last.month) == (1, 12):
        return last.year == first.year + 1
    return last.year * 12 + last.month == first.year * 12 + first.month + 1


def _days(first: Day, last: Day) -> str:
    """Every day from first to last, with nothing said twice."""
    if first == last:
        return day_date(first)
    left, right = _without_repeats(first, last, f"{first.day}", day_date(last))
    return f"{left}{_TO}{right}" if " " in left else f"{left}–{right}"
