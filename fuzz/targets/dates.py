"""Dates: any text as a date of a record, and as one that a person types."""

from __future__ import annotations

import datetime
import re

from dialogue_cli.dataset.date_advice import advice
from dialogue_cli.dataset.typed_dates import read_back, typed_date
from dialogue_cli.dates.edtf import PATTERN, Edtf, Period, parse
from dialogue_cli.dates.sentences import when
from dialogue_cli.dates.wording import human_date, long_date, short_date
from dialogue_cli.errors import QueryError
from fuzz.harness import expect, text_of

_TODAY = datetime.date(2026, 1, 15)
_ADVISED = re.compile(r'(?<=write )[\dX~?%/.\[-][\dX~?%/.\[\]-]*|(?<=")\[[^"]*\](?=")|(?<=write ")[^"]*(?=")')


def check(data: bytes) -> None:
    """A date that is taken keeps its meaning in every form; of one that is not, the advice is a date."""
    text = text_of(data)
    try:
        date = parse(text)
    except ValueError as error:
        expect(str(error) and type(error) is ValueError, "a refusal says why", error)
        for found in _ADVISED.findall(advice(text)):
            expect(_is_date(found), "what is advised is a date", text, found)
    else:
        _is_sound(text, date)
    _typed(text)


def _is_sound(text: str, date: Edtf) -> None:
    expect(re.search(PATTERN, text), "a date that is taken has one of the forms", text)
    expect(parse.__wrapped__(str(date)) == date, "its text is a date that means the same", text)
    bounds = [date.earliest, date.last_start, date.first_end, date.latest]
    for first, last in ((0, 1), (0, 2), (1, 3), (2, 3)):
        a, b = bounds[first], bounds[last]
        expect(a is None or b is None or a <= b, "bounds are in order", text, bounds)
    if date.kind != "span":
        expect((bounds[0], bounds[1]) == (bounds[2], bounds[3]), "one day begins when it ends", text)
    whole = Period(date.earliest, date.latest)
    expect(date.possibly_in(whole), "a date is possibly within its own bounds", text)
    expect(date.certainly_in(whole) is not date.qualified, "and certainly, but where it is marked", text)
    for day in filter(None, bounds):
        for period in (Period(day, day), Period(day), Period(end=day)):
            expect(date.possibly_in(period) or not date.certainly_in(period), "what is certain is possible", text)
    for said in (human_date(date), when(date), short_date(date, 2026), long_date(date)):
        expect(said and said.isprintable() and said == said.strip(), "it is said on a line", text, said)


def _typed(text: str) -> None:
    try:
        found = typed_date(text, _TODAY)
    except QueryError:
        return
    expect(_is_date(found), "what was typed is a date of the format", text, found)
    expect(typed_date(found, _TODAY) == found, "and stays it when it is typed again", text, found)
    expect(read_back(found).isprintable(), "it is read back on a line", found)


def _is_date(text: str) -> bool:
    try:
        parse(text)
    except ValueError:
        return False
    return True
