"""Dates as running text writes them, and what each can be taken to mean."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from dialogue_cli.dates.months import MONTHS, SHORT_MONTHS, days_in_month
from dialogue_cli.tuples import NamedTuple

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTH = (
    rf"(?P<MONTH>{'|'.join((*MONTHS, *(name.upper() for name in MONTHS)))}|(?:{'|'.join(SHORT_MONTHS)}"
    rf"|Sept)\.?)(?![A-Za-z])"
)
_NUMBER = r"(?<![\d.,:/])(?P<DAY>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?![\d:])"
_YEAR = r"(?P<YEAR>(?:19|20)\d\d)(?![\d-])"
_TO = r"\s?(?:-|–|—|to|and|&|until|till|through)\s?"
_WEEK = rf"(?:(?i:{'|'.join(WEEKDAYS)}),?\s)?(?:the\s)?"


def _named(pattern: str, number: int) -> str:
    """A pattern with its groups numbered, so that it can stand twice in one."""
    return re.sub(r"\?P<([A-Z]+)>", rf"?P<\g<1>{number}>", pattern)


def _compiled(*parts: str) -> re.Pattern[str]:
    return re.compile("".join(_named(part, i) for i, part in enumerate(parts)))


# In the order in which they are tried: what says more comes first.
_FORMS = (
    # 30 November - 1 December 2025 · 16-17 May 2025 · 21 November 2025 · 21 November
    _compiled(
        _WEEK,
        _NUMBER,
        rf"\s(?:of\s)?{_MONTH}",
        rf"(?:,?\s{_YEAR})?",
        _TO,
        _WEEK,
        _NUMBER,
        rf"\s(?:of\s)?{_MONTH}(?:,?\s{_YEAR})?",
    ),
    _compiled(
        _WEEK,
        _NUMBER,
        rf"(?:(?:,\s\d{{1,2}}(?:st|nd|rd|th)?)*,?{_TO}|,\s)",
        _NUMBER,
        rf"\s(?:of\s)?{_MONTH}(?:,?\s{_YEAR})?",
    ),
    _compiled(_WEEK, _NUMBER, rf"\s(?:of\s)?{_MONTH}(?:,?\s{_YEAR})?"),
    # November 30 - December 1, 2025 · May 16-17, 2025 · November 21, 2025 · November 21
    _compiled(
        _WEEK, _MONTH, r"\s", _NUMBER, rf"(?:,?\s{_YEAR})?", _TO, _WEEK, _MONTH, r"\s", _NUMBER, rf"(?:,?\s{_YEAR})?"
    ),
    _compiled(_WEEK, _MONTH, r"\s(?:the\s)?", _NUMBER, _TO, _NUMBER, rf"(?:,?\s{_YEAR})?"),
    _compiled(_WEEK, _MONTH, r"\s(?:the\s)?", _NUMBER, rf"(?:,?\s{_YEAR})?"),
)
_ISO = re.compile(r"(?<![\d-])((?:19|20)\d\d)-(\d\d)-(\d\d)(?![\d-])")
_DOTTED = re.compile(r"(?<![\d.])(\d{1,2})([./])(\d{1,2})\2((?:19|20)\d\d)(?!\d)")
_OF_MONTH = re.compile(
    rf"{_named(_MONTH, 0)},?\s(?:of\s)?(?:{_named(_YEAR, 0)}|(?P<THIS>this\syear|last\syear|next\syear))"
)
_YEAR_ALONE = re.compile(rf"(?:\b(?P<PART>early|late|mid)[-\s])?(?<![\d.,/-]){_named(_YEAR, 0)}")
_ON_WEEKDAY = re.compile(
    rf"\b(?:(?P<HOW>on|this|last|next|past)\s)?(?P<WEEKDAY>{'|'.join(w.title() for w in WEEKDAYS)})\b"
)
_RELATIVE = re.compile(
    r"\b(?P<REL>earlier today|today|yesterday|tomorrow|tonight|this (?:morning|afternoon|evening))\b", re.I
)
_SHIFT = {"yesterday": -1, "tomorrow": 1}


class When(NamedTuple):
    """A date in a text: where it stands, and what it says.

    `kind` is `full` (day, month and year), `yearless`, `month` (with its year), `year`, `weekday` or `relative`.
    `first` and `last` are year, month and day, 0 where the text has none. `word` is the weekday or the relative word.
    """

    start: int
    end: int
    kind: str
    first: tuple[int, int, int]
    last: tuple[int, int, int]
    word: str = ""


def dates_in(text: str) -> list[When]:
    """The dates of a text, in order and apart from each other; what does not exist (31 June) is none.

    >>> [(one.kind, one.first, one.last) for one in dates_in("on 3-4 June 2025, May 16-17 and on Tuesday")]
    [('full', (2025, 6, 3), (2025, 6, 4)), ('yearless', (0, 5, 16), (0, 5, 17)), ('weekday', (0, 0, 0), (0, 0, 0))]
    """
    found: list[When] = []
    taken = bytearray(len(text))
    for one in _candidates(text):
        if not any(taken[one.start : one.end]):
            taken[one.start : one.end] = b"1" * (one.end - one.start)
            found.append(one)
    return sorted((one for one in found if one.kind != "impossible"), key=lambda one: one.start)


def _candidates(text: str) -> Iterator[When]:
    for match in _ISO.finditer(text):
        yield from _day(match, int(match[1]), int(match[2]), int(match[3]))
    for match in _DOTTED.finditer(text):
        day, month = int(match[1]), int(match[3])
        # 03/04/2025 has two readings; a dot is European.
        if match[2] == "." or day > 12 or day == month:
            yield from _day(match, int(match[4]), month, day)
    for form in _FORMS:
        for match in form.finditer(text):
            yield from _of_form(match)
    for match in _OF_MONTH.finditer(text):
        month, year = _month(match["MONTH0"]), int(match["YEAR0"] or 0)
        yield When(*match.span(), "month", (year, month, 0), (year, month, 0), match["THIS"] or "")
    for match in _ON_WEEKDAY.finditer(text):
        yield When(
            *match.span(), "weekday", (0, 0, 0), (0, 0, 0), f"{match['HOW'] or ''} {match['WEEKDAY']}".strip().lower()
        )
    for match in _RELATIVE.finditer(text):
        yield When(*match.span(), "relative", (0, 0, 0), (0, 0, 0), match[0].lower())
    for match in _YEAR_ALONE.finditer(text):
        yield When(*match.span(), "year", (int(match["YEAR0"]), 0, 0), (int(match["YEAR0"]), 0, 0), match["PART"] or "")


def _of_form(match: re.Match[str]) -> Iterator[When]:
    parts = {name: value for name, value in match.groupdict().items() if value}

    def every(kind: str) -> list[str]:
        return [
            parts[name] for name in sorted(parts, key=lambda one: int(re.sub(r"\D", "", one))) if name.startswith(kind)
        ]

    days, months, years = (
        [int(day) for day in every("DAY")],
        [_month(one) for one in every("MONTH")],
        [int(y) for y in every("YEAR")],
    )
    months, years = months * 2 if len(months) == 1 else months, years or [0]
    first, last = (years[0], months[0], days[0]), (years[-1], months[-1], days[-1])
    if len(years) == 1 and first[1:] > last[1:]:
        if len(months) > 1 and months[0] > months[1] and years[0]:
            first = (years[0] - 1, *first[1:])
        elif months[0] == months[-1]:
            return
    kind = "full" if first[0] else "yearless"
    yield When(*match.span(), kind if _exists(first) and _exists(last) else "impossible", first, last)


def _day(match: re.Match[str], year: int, month: int, day: int) -> Iterator[When]:
    kind = "full" if _exists((year, month, day)) else "impossible"
    yield When(*match.span(), kind, (year, month, day), (year, month, day))


def _exists(day: tuple[int, int, int]) -> bool:
    return 1 <= day[1] <= 12 and 1 <= day[2] <= days_in_month(day[0] or 2024, day[1])


def _month(name: str) -> int:
    return SHORT_MONTHS.index(name[:3].title()) + 1


def edtf(one: When) -> str | None:
    """What a date says in a form of the records, if it says a year."""
    if not one.first[0] or one.word:
        return None
    first, last = _written(one.first), _written(one.last)
    return first if first == last else f"{first}/{last}"


def _written(day: tuple[int, int, int]) -> str:
    return "-".join([f"{day[0]:04d}", *(f"{part:02d}" for part in day[1:] if part)])


def counted(one: When, published: datetime.date, *, is_to_come: bool) -> tuple[str, str] | None:
    """The date that a text means which does not say the year, and how that was inferred; None where it cannot be.

    >>> counted(dates_in("on Tuesday")[0], datetime.date(2025, 11, 21), is_to_come=False)[0]
    '2025-11-18'
    """
    from dialogue_cli.dates.sentences import day_words

    since = f"counted from the publication on {day_words(published)}"
    if one.kind == "yearless":
        year = _year(one, published, is_to_come=is_to_come)
        try:
            datetime.date(year, *one.first[1:])
        except ValueError:
            return None
        later = year + (one.last[1:] < one.first[1:])
        value = edtf(one._replace(first=(year, *one.first[1:]), last=(later, *one.last[1:])))
        return (value, f"the year is inferred, {since}") if value else None
    if one.kind == "month" and one.word:
        year = published.year + {"this": 0, "last": -1, "next": 1}[one.word.split()[0]]
        return f"{year:04d}-{one.first[1]:02d}", since
    if one.kind == "relative":
        return str(published + datetime.timedelta(_SHIFT.get(one.word, 0))), since
    if one.kind == "weekday":
        return _weekday(one.word, published, is_to_come=is_to_come), since
    return None


def _year(one: When, published: datetime.date, *, is_to_come: bool) -> int:
    """The year of a day without one: the last such day before the publication, or the next one of what is to come."""
    said = one.last[1:]
    now = (published.month, published.day)
    if is_to_come:
        return published.year + (said < now)
    return published.year - (one.first[1:] > now)


def _weekday(word: str, published: datetime.date, *, is_to_come: bool) -> str:
    how, _, name = word.rpartition(" ")
    wanted = WEEKDAYS.index(name)
    if is_to_come and how != "last":
        return str(published + datetime.timedelta((wanted - published.weekday()) % 7))
    back = (published.weekday() - wanted) % 7
    if how in ("last", "past") and back == 0:
        back = 7
    return str(published - datetime.timedelta(back))
