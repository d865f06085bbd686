"""Periods: any text as the days that a person asks about."""

from __future__ import annotations

import datetime

from dialogue_cli.dates.edtf import Period, parse
from dialogue_cli.dates.periods import parse_period
from dialogue_cli.errors import QueryError
from fuzz.harness import expect, text_of

_TODAYS = (datetime.date(2026, 1, 15), datetime.date(2024, 2, 29), datetime.date(1, 1, 1), datetime.date(9999, 12, 31))


def check(data: bytes) -> None:
    """A period is days in their order, the same however it is spaced and capitalised; anything else is refused."""
    text = text_of(data)
    for today in _TODAYS:
        found = _period(text, today)
        if found is None:
            continue
        first, last = found.start, found.end
        expect(first is None or last is None or first <= last, "a period begins before it ends", text, found)
        expect(first or last, "a period has a bound", text)
        expect(_period(f"  {text}\n", today) == found, "spaces around it mean nothing", text)
        expect(_period(str(found), today) == found, "its days as a period are the same period", text, str(found))
        if text.isascii():
            expect(_period(text.swapcase(), today) == found, "capitals mean nothing", text)
    try:
        date = parse(text)
    except ValueError:
        return
    meant = Period(date.earliest, date.latest)
    expect(_period(text, _TODAYS[0]) == meant, "a date of a record is the period of its days", text, meant)


def _period(text: str, today: datetime.date) -> Period | None:
    try:
        return parse_period(text, today)
    except QueryError as error:
        expect(str(error), "a refusal says why", text)
        return None
