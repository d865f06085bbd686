"""The periods that a person types: `2025-Q4`, `last month`, `21 November 2025`, `3 weeks ago`, `A..B`.

A period is a range of whole days, never an instant. Months have their English names, whatever the locale; weeks are
those of ISO 8601 (Monday first). A date as records write it (`202X`, `[2025-11-20..2025-12-03]`) is the period of all
its possible days. A day that can be read in two ways (11/07/2025) is an error that shows both.
"""

from __future__ import annotations

import datetime
import os
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache

from dialogue_cli.dates.edtf import Day, Period, parse
from dialogue_cli.dates.months import MONTHS, SHORT_MONTHS, days_in_month, month_end
from dialogue_cli.dates.wording import day_date
from dialogue_cli.errors import QueryError

_MONTHS = {name.lower(): number for names in (MONTHS, SHORT_MONTHS) for number, name in enumerate(names, 1)}
_MONTHS["sept"] = 9
_MONTH = "(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\.?"
_UNIT = r"(?P<unit>day|week|fortnight|month|quarter|half[- ]year|year|decade)s?"
_COUNTS = {
    word: i for i, word in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())
} | {"a": 1, "an": 1, "couple": 2, "a couple": 2}
_COUNT = rf"(?P<count>\d{{1,6}}|{'|'.join(_COUNTS)})"
_NUMBERED = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4}
_MONTHS_IN = {"month": 1, "quarter": 3, "half-year": 6, "year": 12, "decade": 120}
FORMS = "2025, 2025-11, 2025-11-21, 2025-Q4, 2025-H1, November 2025, 21 November 2025, last month, 3 weeks ago or A..B"


def today(environment: Mapping[str, str] = os.environ) -> Day:
    """Today, or the day that DIALOGUE_TODAY names (ISO 8601). QueryError when that is not a day."""
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
    """The day that lies so many units after another, or before it when negative. A unit is one of `around`."""
    days = {"day": 1, "week": 7, "fortnight": 14}.get(unit)
    if days:
        return day + datetime.timedelta(days=count * days)
    return add_months(day, count * _MONTHS_IN[unit])


def around(day: Day, unit: str) -> Period:
    """The calendar day, week, fortnight, month, quarter, half-year, year or decade that a day is in."""
    if unit == "day":
        return Period(day, day)
    if unit in ("week", "fortnight"):
        monday = day - datetime.timedelta(days=day.weekday())
        return Period(monday, monday + datetime.timedelta(days=6 if unit == "week" else 13))
    if unit == "decade":
        first = day.year // 10 * 10
        return Period(Day(max(first, 1), 1, 1), Day(first + 9, 12, 31))
    months = _MONTHS_IN[unit]
    month = (day.month - 1) // months * months + 1
    return Period(Day(day.year, month, 1), month_end(day.year, month + months - 1))


def _whole(year: str, month: int | None = None, day: str | None = None) -> Period:
    if month is None:
        return around(Day(int(year), 1, 1), "year")
    if day is None:
        return around(Day(int(year), month, 1), "month")
    return around(Day(int(year), month, int(day)), "day")


def _part(year: str, number: int, unit: str) -> Period:
    """A quarter or half-year by its number in the year."""
    return around(Day(int(year), number * _MONTHS_IN[unit], 1), unit)


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
        one, other = (f"{d.isoformat()} ({day_date(d)})" for d in readings)
        raise QueryError(f'"{found[0]}" can be {one} or {other}; write one of them')
    return around(readings[0], "day")


def _relative(found: re.Match[str], now: Day) -> Period:
    word, unit = found["which"], _unit(found)
    step = {"last": -1, "past": -1, "previous": -1, "this": 0, "current": 0, "next": 1, "coming": 1}[word]
    return around(shift(now, step, unit), unit)


def _rolling(found: re.Match[str], now: Day) -> Period:
    count = _count(found["count"])
    if found["which"] in ("next", "coming"):
        return Period(now, shift(now, count, _unit(found)))
    return Period(shift(now, -count, _unit(found)), now)


def _distant(found: re.Match[str], now: Day, direction: int) -> Period:
    return around(shift(now, direction * _count(found["count"]), _unit(found)), "day")


def _unit(found: re.Match[str]) -> str:
    return found["unit"].replace(" ", "-")


def _count(text: str) -> int:
    return _COUNTS[text] if text in _COUNTS else int(text)


def _missing_year(found: re.Match[str], now: Day) -> Period:
    text = found[0].title()
    raise QueryError(f'"{text}" has no year; write for example "{text} {now.year}"')


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
        lambda m, now: _part(m["year"] or m["year2"], int(m["q"] or m["q2"]), "quarter"),
    ),
    (
        rf"{_YEAR}[- ]?h(?P<h>[12])|h(?P<h2>[12])[- /]?(?P<year2>\d{{4}})",
        lambda m, now: _part(m["year"] or m["year2"], int(m["h"] or m["h2"]), "half-year"),
    ),
    (
        rf"(?:the )?(?P<nth>{'|'.join(_NUMBERED)}) quarter(?: of)? {_YEAR}",
        lambda m, now: _part(m["year"], _NUMBERED[m["nth"]], "quarter"),
    ),
    (
        rf"(?:the )?(?P<nth>first|1st|second|2nd) half(?: of)? {_YEAR}",
        lambda m, now: _part(m["year"], _NUMBERED[m["nth"]], "half-year"),
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
    (
        rf"(?:(?:in|over|during|within) )?(?:the )?(?P<which>last|past|previous|next|coming) {_COUNT}(?: of)? {_UNIT}",
        _rolling,
    ),
    (rf"{_COUNT}(?: of)? {_UNIT} ago", lambda m, now: _distant(m, now, -1)),
    (rf"in {_COUNT}(?: of)? {_UNIT}", lambda m, now: _distant(m, now, 1)),
]


@cache
def _compiled() -> list[tuple[re.Pattern[str], Callable[[re.Match[str], Day], Period]]]:
    return [(re.compile(pattern, re.ASCII), meaning) for pattern, meaning in _GRAMMAR]


def _single(text: str, now: Day, *, is_side: bool = False) -> Period | None:
    for pattern, meaning in _compiled():
        found = pattern.fullmatch(text)
        if found:
            return meaning(found, now)
    try:
        date = parse(text.upper())
    except ValueError:
        return None
    # A side of a range is no range itself.
    return None if is_side and date.kind != "single" else Period(date.earliest, date.latest)


def _sides(text: str) -> Iterator[tuple[str, str]]:
    """The ways to read a text as a range: what is before and after a separator. An open side is empty."""
    years = re.fullmatch(r"(\d{4}) ?- ?(\d{4})", text, re.ASCII)
    if years:
        yield years[1], years[2]
    for separator in ("..", "/", " to ", " until ", " - "):
        left, found, right = text.partition(separator)
        left, right = re.sub("^(from|since) ", "", left).strip(), right.strip(" .")
        if found and ((left and right) or (separator == ".." and (left or right))):
            yield left, right
    word, _, rest = text.partition(" ")
    if rest and word in ("since", "from"):
        yield rest, ""
    if rest and word in ("until", "till"):
        yield "", rest


def parse_period(text: str, now: Day | None = None) -> Period:
    """The days that a written period means, `now` being today: by default what DIALOGUE_TODAY or the clock says.

    Raises QueryError for a text that is not a period, is not in the calendar, or is ambiguous.

    >>> str(parse_period("2025-Q4")), str(parse_period("last month", datetime.date(2026, 1, 1)))
    ('2025-10-01..2025-12-31', '2025-12-01..2025-12-31')
    """
    now = now or today()
    plain = " ".join(re.sub("[–—−]", "-", text).lower().split())
    try:
        whole = _single(plain, now)
        if whole:
            return whole
        for left, right in _sides(plain):
            start = _single(left, now, is_side=True) if left else Period()
            end = _single(right, now, is_side=True) if right else Period()
            # Open at both ends it would be all of time.
            if start and end and (start.start or end.end):
                if start.start and end.end and start.start > end.end:
                    first, last = day_date(start.start), day_date(end.end)
                    raise QueryError(f'"{text}" ends before it begins: {first} is after {last}')
                return Period(start.start, end.end)
    except (ValueError, OverflowError):
        raise QueryError(f'"{text}" is not in the calendar; write a period such as {FORMS}') from None
    raise QueryError(f'"{text}" is not a valid period{_reason(plain)}')


def _reason(text: str) -> str:
    """What a message says after "is not a valid period"."""
    if text.startswith("["):
        try:
            parse(text.upper())
        except ValueError as error:
            return f": {error}"
    return f"; write {FORMS}"
