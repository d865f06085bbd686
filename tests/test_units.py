"""The units of time and their parts, against counting days one by one and the periods that a person types."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogue_cli.dates.edtf import Period
from dialogue_cli.dates.month_names import weekdays
from dialogue_cli.dates.periods import around, parse_period, shift
from dialogue_cli.dates.units import UNITS, Unit, in_words, part_of, parts, typed, unit_named, units_between

Day = datetime.date
DAY = datetime.timedelta(days=1)
# What two days have in common that lie in the same unit.
SAME: dict[str, Callable[[Day], object]] = {
    "day": lambda day: day,
    "week": lambda day: day.isocalendar()[:2],
    "month": lambda day: (day.year, day.month),
    "quarter": lambda day: (day.year, {1: 1, 2: 1, 3: 1, 4: 2, 5: 2, 6: 2, 7: 3, 8: 3, 9: 3}.get(day.month, 4)),
    "half-year": lambda day: (day.year, day.month > 6),
    "year": lambda day: day.year,
    "decade": lambda day: f"{day.year:04d}"[:3],
}
some_days = st.dates(Day(11, 1, 1), Day(9980, 1, 1))


@given(some_days, st.sampled_from(sorted(SAME)))
def test_a_unit_is_all_days_that_are_in_it(day: Day, unit: str) -> None:
    """A week or a quarter that is a day too long would count a meeting twice."""
    found, key = around(day, unit), SAME[unit]
    assert found.start
    assert found.end
    assert found.start <= day <= found.end
    assert key(found.start) == key(day) == key(found.end)
    assert key(found.start - DAY) != key(day) != key(found.end + DAY)


@given(some_days)
def test_a_fortnight_is_a_week_and_the_next_one(day: Day) -> None:
    """This fortnight would leave out the meetings of its last days."""
    this = around(day, "week")
    assert around(day, "fortnight") == Period(this.start, around(shift(day, 1, "week"), "week").end)


@given(some_days, st.sampled_from(UNITS), st.integers(0, 30))
def test_units_follow_one_another_without_a_gap(day: Day, unit: Unit, count: int) -> None:
    """A meeting between two columns of a timeline would be in none of them."""
    found = list(units_between(unit, day, shift(day, count, unit)))
    assert len(found) == count + 1
    assert found[0] == around(day, unit)
    assert all(one.end and one.end + DAY == other.start for one, other in pairwise(found))


def test_units_end_with_the_calendar() -> None:
    """A timeline that reaches the last year would end in an overflow; one of a single unit would have two."""
    assert list(units_between("decade", Day(9995, 1, 1), Day.max)) == [Period(Day(9990, 1, 1), Day.max)]
    assert list(units_between("year", Day(2024, 5, 1), Day(2024, 12, 31))) == [around(Day(2024, 5, 1), "year")]


@given(some_days, st.sampled_from(UNITS), st.booleans())
def test_the_parts_of_a_unit_are_all_its_days_in_their_places(day: Day, unit: Unit, coarse: bool) -> None:
    """A meeting on the last day of a quarter would be drawn in no week of it, or in one of the next."""
    whole = around(day, unit)
    places = parts(unit, whole, coarse=coarse)
    noun, most = part_of(unit, coarse=coarse)
    assert len(places) == most
    there = [part for part in places if part]
    assert places[: len(there)] == there
    assert (there[0].start, there[-1].end) == (whole.start, whole.end)
    assert all(one.end and one.end + DAY == other.start for one, other in pairwise(there))
    if noun == "week":
        assert all(one.start and one.end and one.end - one.start == 6 * DAY for one in there[:-1])
    else:
        assert all(one.start and one == around(one.start, noun) for one in there)


def test_the_parts_of_each_unit_are_what_their_heading_says() -> None:
    """A column headed as a week would hold a day; on a narrow terminal a month would still have thirty-one."""
    assert [part_of(unit) for unit in UNITS] == [("year", 10), ("month", 12), ("week", 13), ("day", 31)]
    assert [part_of(unit, coarse=True) for unit in UNITS] == [("year", 10), ("month", 12), ("week", 13), ("week", 5)]
    first = parts("decade", Period(Day(1, 1, 1), Day(9, 12, 31)))
    assert first == [None, *(around(Day(year, 1, 1), "year") for year in range(1, 10))]


@given(some_days, st.sampled_from(UNITS))
def test_a_unit_is_what_its_own_name_means(day: Day, unit: Unit) -> None:
    """What stands in a heading would find other meetings when it is typed."""
    whole = around(day, unit)
    assert parse_period(typed(unit, whole)) == whole
    assert parse_period(in_words(unit, whole)) == whole


@pytest.mark.parametrize(
    ("unit", "day", "name", "words"),
    [
        ("decade", "1995-11-21", "1990s", "1990s"),
        ("decade", "0005-01-01", "0001..0009", "0000s"),
        ("decade", "0019-01-01", "0010s", "0010s"),
        ("year", "1995-11-21", "1995", "1995"),
        ("quarter", "1995-11-21", "1995-Q4", "Q4 1995"),
        ("quarter", "0995-03-31", "0995-Q1", "Q1 0995"),
        ("month", "1995-11-21", "1995-11", "Nov 1995"),
    ],
)
def test_a_unit_has_one_name_to_type_and_one_to_read(unit: Unit, day: str, name: str, words: str) -> None:
    """A script that reads the first column of a timeline would find another name in it."""
    whole = around(Day.fromisoformat(day), unit)
    assert (typed(unit, whole), in_words(unit, whole)) == (name, words)


def test_a_unit_is_named_in_the_singular_or_the_plural() -> None:
    """`--by years` would be an error where `--by year` is none."""
    assert [unit_named(text) for text in (" Years ", "QUARTER", "decade", "months", "week", "")] == [
        "year",
        "quarter",
        "decade",
        "month",
        None,
        None,
    ]


@given(st.dates())
def test_a_day_of_the_week_has_its_number(day: Day) -> None:
    """A weekday beside a date would be called wrong where it is right."""
    name = "monday tuesday wednesday thursday friday saturday sunday".split()[day.weekday()]
    assert weekdays()[name] == day.weekday()
