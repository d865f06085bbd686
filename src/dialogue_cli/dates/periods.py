"""The periods that a person types: `2025-Q4`, `last month`, `21 November 2025`, `3 weeks ago`, `A..B`.

A period is a range of whole days with both ends; an instant does not exist here. English month names,
ISO 8601 days and weeks (Monday first), calendar quarters. A day whose order of day and month can not be
known (11/07/2025) is an error that shows both readings.
"""

from __future__ import annotations

import datetime
import os
import re
from collections.abc import Callable, Mapping
from functools import cache

from dialogue_cli.dates.edtf import Period
from dialogue_cli.dates.months import MONTHS, SHORT_MONTHS, days_in_month, month_end
from dialogue_cli.errors import QueryError

Day = datetime.date

_MONTHS = {name.lower(): number for names in (MONTHS, SHORT_MONTHS) for number, name in enumerate(names, 1)}
_MONTHS["sept"] = 9
_MONTH = "(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\.?"
_UNIT = r"(?P<unit>day|week|fortnight|month|quarter|year|decade)s?"
_COUNTS = {
    word: i for i, word in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())
} | {"a": 1, "an": 1, "couple": 2}
_COUNT = rf"(?P<count>\d{{1,6}}|{'|'.join(_COUNTS)})"
FORMS = "2025, 2025-11, 2025-11-21, 2025-Q4, November 2025, 21 November 2025, last month, 3 weeks ago, or A..B"


def today(environment: Mapping[str, str] = os.environ) -> Day:
    """Today, or the day that DIALOGUE_TODAY names (ISO 8601). QueryError when that is no day."""
    text = environment.get("DIALOGUE_TODAY", "")
    if not text:
        return Day.today()
    try:
        return Day.fromisoformat(text.strip())
    except ValueError:
        raise QueryError(f'DIALOGUE_TODAY is "{text}"; it must be a day such as 2025-11-21') from None


def add_months(day: Day, months: int) -> Day:
    """The same day of another month, or that month's last day where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return Day(year, month + 1, min(day.day, days_in_month(year, month + 1)))


def shift(day: Day, count: int, unit: str) -> Day:
    """The day that lies so many units after (before, when negative) another."""
    days = {"day": 1, "week": 7, "fortnight": 14}.get(unit)
    if days:
        return day + datetime.timedelta(days=count * days)
    return add_months(day, count * {"month": 1, "quarter": 3, "year": 12, "decade": 120}[unit])


def around(day: Day, unit: str) -> Period:
    """The calendar day, week, month, quarter, year or decade that holds a day."""
    if unit == "day":
        return Period(day, day)
    if unit in ("week", "fortnight"):
        monday = day - datetime.timedelta(days=day.weekday())
        return Period(monday, monday + datetime.timedelta(days=6 if unit == "week" else 13))
    if unit == "month":
        return Period(day.replace(day=1), month_end(day.year, day.month))
    if unit == "quarter":
        first = (day.month - 1) // 3 * 3 + 1
        return Period(Day(day.year, first, 1), month_end(day.year, first + 2))
    if unit == "year":
        return Period(Day(day.year, 1, 1), Day(day.year, 12, 31))
    decade = max(day.year // 10 * 10, 1)
    return Period(Day(decade, 1, 1), Day(day.year // 10 * 10 + 9, 12, 31))


def _whole(year: str, month: int | None = None, day: str | None = None) -> Period:
    if month is None:
        return around(Day(int(year), 1, 1), "year")
    if day is None:
        return around(Day(int(year), month, 1), "month")
    return around(Day(int(year), month, int(day)), "day")


def _slashed(found: re.Match[str], now: Day) -> Period:
    first, second, year = int(found["a"]), int(found["b"]), int(found["year"])
    readings = []
    for day, month in ((first, second), (second, first)):
        try:
            reading = Day(year, month, day)
        except ValueError:
            continue
        if reading not in readings:
            readings.append(reading)
    if not readings:
        raise ValueError
    if len(readings) == 2:
        one, other = (f"{d.isoformat()} ({d.day} {MONTHS[d.month - 1]} {d.year})" for d in readings)
        raise QueryError(f'"{found[0]}" can be {one} or {other}; write one of them')
    return around(readings[0], "day")


def _relative(found: re.Match[str], now: Day) -> Period:
    word, unit = found["which"], found["unit"]
    step = {"last": -1, "past": -1, "previous": -1, "this": 0, "current": 0, "next": 1, "coming": 1}[word]
    return around(shift(now, step, unit), unit)


def _rolling(found: re.Match[str], now: Day) -> Period:
    count = _count(found["count"])
    if found["which"] in ("next", "coming"):
        return Period(now, shift(now, count, found["unit"]))
    return Period(shift(now, -count, found["unit"]), now)


def _count(text: str) -> int:
    return _COUNTS[text] if text in _COUNTS else int(text)


def _missing_year(found: re.Match[str], now: Day) -> Period:
    text = found[0].title()
    raise QueryError(f'"{text}" names no year; write for example "{text} {now.year}"')


_ORDINAL = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4})"
_WHICH = "(?P<which>last|past|previous|this|current|next|coming)"
# Each written form and the period it means; the first that fits a whole text is taken.
_GRAMMAR: list[tuple[str, Callable[[re.Match[str], Day], Period]]] = [
    (_YEAR, lambda m, now: _whole(m["year"])),
    (rf"{_YEAR}[-/.](?P<m>\d{{1,2}})", lambda m, now: _whole(m["year"], int(m["m"]))),
    (rf"{_YEAR}([-/.])(?P<m>\d{{1,2}})\2(?P<day>\d{{1,2}})", lambda m, now: _whole(m["year"], int(m["m"]), m["day"])),
    (r"(?P<year>\d{4})(?P<m>\d\d)(?P<day>\d\d)", lambda m, now: _whole(m["year"], int(m["m"]), m["day"])),
    (
        rf"{_YEAR}[- ]?q(?P<q>[1-4])|q(?P<q2>[1-4])[- /]?(?P<year2>\d{{4}})",
        lambda m, now: around(Day(int(m["year"] or m["year2"]), int(m["q"] or m["q2"]) * 3, 1), "quarter"),
    ),
    (
        rf"{_YEAR}-?w(?P<w>\d\d?)",
        lambda m, now: around(Day.fromisocalendar(int(m["year"]), int(m["w"]), 1), "week"),
    ),
    (r"(?P<decade>\d{3})0'?s", lambda m, now: around(Day(int(m["decade"]) * 10, 1, 1), "decade")),
    (r"(?P<m>\d{1,2})[/.](?P<year>\d{4})", lambda m, now: _whole(m["year"], int(m["m"]))),
    (
        r"(?P<day>\d{1,2})\.\s?(?P<m>\d{1,2})\.\s?(?P<year>\d{4})",
        lambda m, now: _whole(m["year"], int(m["m"]), m["day"]),
    ),
    (r"(?P<a>\d{1,2})([/-])(?P<b>\d{1,2})\2(?P<year>\d{4})", _slashed),
    (rf"{_MONTH}[ -]?,? ?{_YEAR}", lambda m, now: _whole(m["year"], _MONTHS[m["month"]])),
    (rf"{_YEAR} {_MONTH}", lambda m, now: _whole(m["year"], _MONTHS[m["month"]])),
    (
        rf"{_ORDINAL}[ -]?(?:of )?{_MONTH}[ -]?,? ?{_YEAR}",
        lambda m, now: _whole(m["year"], _MONTHS[m["month"]], m["day"]),
    ),
    (rf"{_MONTH} {_ORDINAL},? {_YEAR}", lambda m, now: _whole(m["year"], _MONTHS[m["month"]], m["day"])),
    (
        rf"{_MONTH}|{_ORDINAL} {_MONTH}|{_MONTH} {_ORDINAL}".replace("?P<month>", "?:").replace("?P<day>", "?:"),
        _missing_year,
    ),
    (r"today|now", lambda m, now: around(now, "day")),
    (r"yesterday", lambda m, now: around(shift(now, -1, "day"), "day")),
    (r"tomorrow", lambda m, now: around(shift(now, 1, "day"), "day")),
    (rf"{_WHICH} {_UNIT.replace('s?', '')}", _relative),
    (rf"(?:the )?(?P<which>last|past|previous|next|coming) {_COUNT} {_UNIT}", _rolling),
    (rf"{_COUNT}(?: of)? {_UNIT} ago", lambda m, now: around(shift(now, -_count(m["count"]), m["unit"]), "day")),
    (rf"in {_COUNT} {_UNIT}", lambda m, now: around(shift(now, _count(m["count"]), m["unit"]), "day")),
]


@cache
def _compiled() -> list[tuple[re.Pattern[str], Callable[[re.Match[str], Day], Period]]]:
    return [(re.compile(pattern, re.ASCII), meaning) for pattern, meaning in _GRAMMAR]


def _single(text: str, now: Day) -> Period | None:
    for pattern, meaning in _compiled():
        found = pattern.fullmatch(text)
        if found:
            return meaning(found, now)
    return None


def parse_period(text: str, now: Day) -> Period:
    """The days that a written period means, `now` being today.

    Raises QueryError for a text that is none, is no day of the calendar, or is ambiguous.

    >>> str(parse_period("2025-Q4", Day(2026, 1, 1)))
    '2025-10-01..2025-12-31'
    """
    plain = " ".join(text.replace("–", "-").replace("−", "-").lower().split())
    try:
        whole = _single(plain, now)
        if whole:
            return whole
        for separator in ("..", "/", " to ", " until "):
            left, found, right = plain.partition(separator)
            left, right = left.removeprefix("from ").strip(), right.strip(" .")
            if not found or not (left or right) or (separator != ".." and not (left and right)):
                continue
            start = _single(left, now) if left else Period()
            end = _single(right, now) if right else Period()
            if start and end:
                first, last = start.start, end.end
                if first and last and first > last:
                    raise QueryError(f'"{text}" ends before it begins: {first} is after {last}')
                return Period(first, last)
    except (ValueError, OverflowError):
        raise QueryError(f'"{text}" is not in the calendar; a period is {FORMS}') from None
    raise QueryError(f'"{text}" is no period; write {FORMS}')
