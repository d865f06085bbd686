"""The date in a cell, as collections write it: `16-18/03/2014`, `Jul-2011`, `30 november - 1 december 2010`.

A cell that can be read in two ways, or that holds no date that exists, is not understood; nothing is guessed.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from dialogue_cli.curate.importing.day_cells import TOKEN, Cell, NotUnderstood, Part
from dialogue_cli.dates.edtf import parse
from dialogue_cli.dates.month_names import weekdays
from dialogue_cli.dates.months import MONTHS
from dialogue_cli.text import folded

_LONGEST = 100
_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"))
_MOMENT = re.compile(
    r"(\d{4})-?(\d\d)-?(\d\d)[T ](\d\d):?(\d\d)(?::?(\d\d)(?:[.,]\d+)?)?\s*(Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?",
    re.IGNORECASE,
)
_HOUR = r"\d{1,2}[:h]\d\d(?::\d\d)?(?: ?[ap]\.?m\.?)?"
_TIME = re.compile(
    rf"(?:[,T ]|\bat\b|\bom\b|\bum\b|\bà\b)+{_HOUR}(?: ?- ?{_HOUR})?(?: (?:uhr|uur|hrs?))?$", re.IGNORECASE
)
_NTH = re.compile(r"(?<=\d)(?:st|nd|rd|th|er|ste|de|e|o)\b", re.IGNORECASE)
_NUMBERS = re.compile(r"(?<![\d/.-])(?:\d{1,2} ?-)?(\d{1,2})([/.-])(\d{1,2})(?:\2(\d{4}|\d\d)(?!\d)|$)")


class Reader(NamedTuple):
    """How dates are read: whether the day stands first, which years two digits mean, and in which zone days are."""

    day_first: bool | None = None
    century: tuple[int, int] | None = None
    timezone: str | None = None

    def read(self, text: str, year: int | None = None) -> tuple[str, str]:
        """The date of a record that a cell stands for, and a remark on it. NotUnderstood for one that is none.

        >>> Reader(day_first=True).read("16-18/03/2014"), Reader().read("July, 2010")
        (('2014-03-16/2014-03-18', ''), ('2010-07', ''))
        >>> Reader(timezone="Europe/Brussels").read("2022-02-15T23:00Z")
        ('2022-02-16', '')
        """
        found, reason, remark = _read(self, text.strip(), year)
        if not found:
            raise NotUnderstood(reason)
        return found, remark


def orders(text: str) -> Iterator[str]:
    """In which order the days and months of a cell can stand: `day`, `month`, or `either` where both are possible."""
    for found in _NUMBERS.finditer(_plain(text)):
        first, second = int(found[1]), int(found[3])
        if 12 < first <= 31 and 1 <= second <= 12:
            yield "day"
        elif 12 < second <= 31 and 1 <= first <= 12:
            yield "month"
        elif first != second and 1 <= first <= 12 and 1 <= second <= 12:
            yield "either"


@lru_cache(maxsize=1 << 14)
def _read(reader: Reader, text: str, year: int | None) -> tuple[str, str, str]:
    """The date, why there is none, and a remark."""
    try:
        return (*_understood(reader, text, year),)
    except NotUnderstood as error:
        return "", str(error), ""


def _understood(reader: Reader, text: str, year: int | None) -> tuple[str, str, str]:
    if len(text) > _LONGEST:
        raise NotUnderstood("too long for a date")
    plain = _plain(text)
    try:
        return parse(plain).text, "", ""
    except ValueError:
        pass
    if moment := _MOMENT.fullmatch(plain):
        is_alone = bool(moment[7]) and reader.timezone is None
        remark = "the day as written, in the time zone of the cell (rows: timezone: names another)" if is_alone else ""
        return _day_of(moment, reader.timezone), "", remark
    plain = _TIME.sub("", plain)
    found = Cell(reader.day_first, reader.century, year).date(plain)
    return found, "", _wrong_weekday(plain, found)


def _plain(text: str) -> str:
    normal = unicodedata.normalize("NFKC", text).translate(_DASHES)
    return " ".join(_NTH.sub("", normal).replace("(", " ").replace(")", " ").split())


def _day_of(found: re.Match[str], timezone: str | None) -> str:
    """The day of a moment, in a zone where both know theirs."""
    year, month, day, hour, minute, second = (int(one or 0) for one in found.groups()[:6])
    day_text = Part(year, month, day).text()
    if not (found[7] and timezone):
        return day_text
    zone = "+0000" if found[7][0].isalpha() else found[7].replace(":", "").ljust(5, "0")
    offset = datetime.timedelta(hours=int(zone[:3]), minutes=int(zone[0] + zone[3:]))
    try:
        moment = datetime.datetime(year, month, day, hour, minute, second, tzinfo=datetime.timezone(offset))
        return str(moment.astimezone(ZoneInfo(timezone)).date())
    except (ValueError, OverflowError):
        raise NotUnderstood("there is no such time") from None


def _wrong_weekday(text: str, date: str) -> str:
    """What is said of a day of the week that is not that of the date."""
    named = [weekdays()[word] for word in TOKEN.findall(folded(text)) if word in weekdays()]
    if len(named) != 1 or len(date) != len("2014-03-16"):
        return ""
    real = datetime.date.fromisoformat(date).weekday()
    names = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
    return "" if real == named[0] else f"{date} is a {names[real]}; the cell says {names[named[0]]}"


def in_words(day_first: bool) -> str:
    """How the 3rd of April stands in a table, to ask about it."""
    return f"03/04/2020 is {'3 ' + MONTHS[3] if day_first else MONTHS[2] + ' 4'}"
