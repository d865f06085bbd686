"""The months of the Gregorian calendar: their English names and how long they are.

Not from the module `calendar`: its names follow the locale.
"""

from __future__ import annotations

import datetime

MONTHS = tuple("January February March April May June July August September October November December".split())
SHORT_MONTHS = tuple(name[:3] for name in MONTHS)
_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def days_in_month(year: int, month: int) -> int:
    """How many days a month has. IndexError for a month after the twelfth.

    >>> [days_in_month(year, 2) for year in (1900, 2000, 2024, 2025)]
    [28, 29, 29, 28]
    """
    is_leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 29 if month == 2 and is_leap else _DAYS[month - 1]


def month_end(year: int, month: int) -> datetime.date:
    """The last day of a month."""
    return datetime.date(year, month, days_in_month(year, month))
