"""Dates and periods as they stand in a sentence, with whole names of months."""

from __future__ import annotations

from dialogue_cli.dates.edtf import Day, Edtf, Side
from dialogue_cli.dates.months import MONTHS, month_end


def when(date: Edtf) -> str:
    """A date as it stands in a sentence, never more exact than the record.

    >>> from dialogue_cli.dates.edtf import parse
    >>> [when(parse(text)) for text in ("2025-11-21", "2025-11", "[2025-11-01..2025-12-03]")]
    ['on 21 November 2025', 'in November 2025, day not stated', 'at some time between 1 November and 3 December 2025']
    """
    start, end = date.start, date.end
    if end is None:
        return f"not earlier than {_bound(start, start.first)}, day not stated" if start else "on a day not stated"
    if start is None:
        return f"not later than {_bound(end, end.last)}, day not stated"
    if date.is_span:
        return _from_to(start, end)
    if date.kind == "window":
        return _between(start, end)
    return _single(start)


def span(first: Day | None, last: Day | None) -> str:
    """A period as it stands in a sentence: `in November 2025`, `since 1 January 2025`."""
    if first is None or last is None:
        return f"since {day_words(first)}" if first else f"until {day_words(last)}" if last else "at any time"
    name = _name(first, last)
    if name:
        return f"{'on' if first == last else 'in'} {name}"
    return f"from {_short(first, last)} to {day_words(last)}"


def day_words(day: Day) -> str:
    """`21 November 2025`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year:04d}"


def _single(side: Side) -> str:
    name = _name(side.first, side.last)
    if not name:
        return _between(side, side)
    is_day = side.first == side.last
    preposition = "on" if is_day else "in"
    about = f"{preposition} or about" if side.is_approximate else preposition
    return f"{about} {name}{'' if is_day else ', day not stated'}{_doubt(side)}"


def _between(start: Side, end: Side) -> str:
    first, last = start.first, end.last
    name = _name(first, last)
    about, until = ("about " if side.is_approximate else "" for side in (start, end))
    if name and about == until and first != last:
        return f"in {about}{name}, day not stated{_doubt(start, end)}"
    if name and about == until:
        return f"on {about}{name}{_doubt(start, end)}"
    return f"at some time between {about}{_short(first, last)} and {until}{day_words(last)}{_doubt(start, end)}"


def _from_to(start: Side, end: Side) -> str:
    if start.is_exact and end.is_exact:
        return span(start.first, end.first)
    return f"from {_some_day(start)} to {_some_day(end)}{_doubt(start, end)}"


def _some_day(side: Side) -> str:
    about = "about " if side.is_approximate else ""
    if side.first == side.last:
        return about + day_words(side.first)
    name = _name(side.first, side.last)
    if name:
        return f"{about}a day in {name}"
    return f"{about}a day between {_short(side.first, side.last)} and {day_words(side.last)}"


def _bound(side: Side, day: Day) -> str:
    return f"{'about ' if side.is_approximate else ''}{day_words(day)}{_doubt(side)}"


def _doubt(*sides: Side) -> str:
    return " (date uncertain)" if any(side.is_uncertain for side in sides) else ""


def _name(first: Day, last: Day) -> str | None:
    """What the days from first to last are called, when they are a day, a month, a year or a decade."""
    if first == last:
        return day_words(first)
    if first.day != 1 or last != month_end(last.year, last.month):
        return None
    if (first.year, first.month) == (last.year, last.month):
        return f"{MONTHS[first.month - 1]} {first.year:04d}"
    if (first.month, last.month) != (1, 12):
        return None
    if first.year == last.year:
        return f"{first.year:04d}"
    return f"the {first.year:04d}s" if first.year % 10 == 0 and last.year == first.year + 9 else None


def _short(first: Day, last: Day) -> str:
    """The first of two days, without what the second says again."""
    words = day_words(first).split()
    if first.year == last.year:
        words = words[:1] if first.month == last.month else words[:2]
    return " ".join(words)
