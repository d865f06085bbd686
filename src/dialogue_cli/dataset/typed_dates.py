"""The date that a person means who types one: in a form of the records, or as it is said (`3 March 2026`)."""

from __future__ import annotations

import datetime
import re

from dialogue_cli.dataset.plain import decoded
from dialogue_cli.dates.edtf import parse
from dialogue_cli.dates.periods import parse_period
from dialogue_cli.dates.sentences import day_words, when
from dialogue_cli.errors import QueryError

# Where a text has one reading, the advice is to write that and nothing else.
_ONE_READING = re.compile(r'write "?([^\s"]+)"?(?: for all the days| for an approximate date)?')
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def typed_date(text: str, today: datetime.date, name: str = "date") -> str:
    """The date of a record that a text stands for. QueryError for one that is none, or that has two readings.

    >>> Day = datetime.date
    >>> typed_date("3 March 2026", Day(2026, 1, 1)), typed_date("20-21 Nov 2025", Day(2026, 1, 1))
    ('2026-03-03', '2025-11-20/2025-11-21')
    >>> typed_date("yesterday", Day(2026, 1, 1)), typed_date("[2025-11..2025-12]", Day(2026, 1, 1))
    ('2025-12-31', '[2025-11..2025-12]')
    """
    plain = text.strip()
    try:
        return parse(plain).text
    except ValueError:
        pass
    from dialogue_cli.dataset.date_advice import advice

    if found := _ONE_READING.fullmatch(
        advice(re.sub(rf"^(?:{'|'.join(_WEEKDAYS)}),? ", "", plain, flags=re.IGNORECASE))
    ):
        return _on_its_weekday(found[1], plain)
    try:
        period = parse_period(plain, today)
    except QueryError as error:
        if "has no year" in str(error):
            raise QueryError(f"{name}: {error}") from None
    else:
        if period.start and period.start == period.end:
            return str(period.start)
    raise QueryError(decoded({name: plain}).problems[0].message)


def _on_its_weekday(date: str, typed: str) -> str:
    """The date, once it is sure that it is on the day of the week that was typed with it."""
    named = re.search(rf"\b({'|'.join(_WEEKDAYS)})\b", typed, re.IGNORECASE)
    day = parse(date).start
    if named and day and day.first == day.last and named[1].title() != (real := _WEEKDAYS[day.first.weekday()]):
        raise QueryError(f'"{typed}": {day_words(day.first)} is a {real}')
    return date


def read_back(text: str) -> str:
    """A date of a record in words, for whoever typed it: with the day of the week where it is one day.

    >>> read_back("2026-03-03"), read_back("2026-03"), read_back("2025-11-20/2025-11-21")
    ('Tuesday 3 March 2026', 'in March 2026, day not stated', 'from 20 to 21 November 2025')
    """
    date = parse(text)
    if date.kind == "single" and date.start and date.start.is_exact and date.start.first == date.start.last:
        return f"{_WEEKDAYS[date.start.first.weekday()]} {day_words(date.start.first)}"
    return when(date)
