"""The units that time is counted by: decades, years, quarters and months, and the smaller parts of each."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Literal, get_args

from dialogue_cli.dates.edtf import Day, Period
from dialogue_cli.dates.months import SHORT_MONTHS
from dialogue_cli.dates.periods import around
from dialogue_cli.tuples import NamedTuple

Unit = Literal["decade", "year", "quarter", "month"]
UNITS: tuple[Unit, ...] = get_args(Unit)
"""From the longest to the shortest."""


class Part(NamedTuple):
    """What the parts of a unit are called, and at most how many it has."""

    noun: str
    most: int


_PARTS: dict[Unit, Part] = {
    "decade": Part("year", 10),
    "year": Part("month", 12),
    "quarter": Part("week", 13),
    "month": Part("day", 31),
}
_COARSE = {"month": Part("week", 5)}


def part_of(unit: Unit, *, coarse: bool = False) -> Part:
    """The parts of a unit: `coarse` ones are fewer where there would be very many."""
    return _COARSE.get(unit, _PARTS[unit]) if coarse else _PARTS[unit]


def unit_named(text: str) -> Unit | None:
    """The unit that a text such as `years` or `Quarter` names; None for none."""
    name = text.strip().lower().removesuffix("s")
    return name if name in UNITS else None


def units_between(unit: Unit, first: Day, last: Day) -> Iterator[Period]:
    """All units from the one of a day to the one of a later day."""
    day = first
    while True:
        found = around(day, unit)
        assert found.end
        yield found
        if found.end >= last or found.end == Day.max:
            return
        day = found.end + datetime.timedelta(days=1)


def parts(unit: Unit, period: Period, *, coarse: bool = False) -> list[Period | None]:
    """The parts of a unit in their places; None in a place that this one has not, such as 31 June.

    Weeks are seven days each from the first day of the unit on; the last one takes what is left.
    """
    first, last = period.start, period.end
    assert first is not None
    assert last is not None
    found: list[Period | None] = []
    if unit == "decade":
        # The first decade has no year 0.
        years = range(last.year - 9, last.year + 1)
        found = [around(Day(year, 1, 1), "year") if year else None for year in years]
    elif unit == "year":
        found = [around(Day(first.year, month, 1), "month") for month in range(1, 13)]
    else:
        noun, most = part_of(unit, coarse=coarse)
        days = 7 if noun == "week" else 1
        starts = [first + datetime.timedelta(days=day) for day in range(0, (last - first).days + 1, days)][:most]
        ends = [start - datetime.timedelta(days=1) for start in starts[1:]]
        found = [Period(*one) for one in zip(starts, [*ends, last], strict=True)]
    return found + [None] * (part_of(unit, coarse=coarse).most - len(found))


def typed(unit: Unit, period: Period) -> str:
    """A unit as a person can type it for a period: `1990s`, `1995`, `1995-Q4`, `1995-11`."""
    first = period.start
    assert first
    year = f"{first.year:04d}"
    match unit:
        case "decade":
            return f"{year[:3]}0s" if first.year > 9 else "0001..0009"
        case "year":
            return year
        case "quarter":
            return f"{year}-Q{_quarter(first)}"
        case "month":
            return f"{year}-{first.month:02d}"


def in_words(unit: Unit, period: Period) -> str:
    """A unit as it is shown: `1990s`, `1995`, `Q4 1995`, `Nov 1995`."""
    first = period.start
    assert first
    if unit == "decade":
        return f"{first.year // 10:03d}0s"
    if unit == "quarter":
        return f"Q{_quarter(first)} {first.year:04d}"
    if unit == "month":
        return f"{SHORT_MONTHS[first.month - 1]} {first.year:04d}"
    return typed(unit, period)


def _quarter(day: Day) -> int:
    return (day.month - 1) // 3 + 1
