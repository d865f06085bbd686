"""The periods that a person types."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogue_cli.dates.edtf import Period, parse
from dialogue_cli.dates.periods import FORMS, parse_period, today
from dialogue_cli.errors import QueryError
from tests.test_dates import FIRST, LAST, SHAPES, readings, simple_dates

Day = datetime.date
TODAY = Day(2025, 11, 21)  # a Friday


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2025", "2025-01-01", "2025-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2025-11-21", "2025-11-21", "2025-11-21"),
        ("20251121", "2025-11-21", "2025-11-21"),
        ("2025-Q4", "2025-10-01", "2025-12-31"),
        ("Q1 2024", "2024-01-01", "2024-03-31"),
        ("third quarter of 2025", "2025-07-01", "2025-09-30"),
        ("2025-H1", "2025-01-01", "2025-06-30"),
        ("H2 2024", "2024-07-01", "2024-12-31"),
        ("first half of 2025", "2025-01-01", "2025-06-30"),
        ("the second half of 2025", "2025-07-01", "2025-12-31"),
        ("2025-H2..2026-H1", "2025-07-01", "2026-06-30"),
        ("2024-2025", "2024-01-01", "2025-12-31"),
        ("2024–2025", "2024-01-01", "2025-12-31"),
        ("2025-2025", "2025-01-01", "2025-12-31"),
        ("March 2024 – May 2024", "2024-03-01", "2024-05-31"),
        ("202X", "2020-01-01", "2029-12-31"),
        ("2024-02-xx", "2024-02-01", "2024-02-29"),
        ("2025-11-21?", "2025-11-21", "2025-11-21"),
        ("[2025-11-20..2025-12-03]", "2025-11-20", "2025-12-03"),
        ("[..2022-11-15]", None, "2022-11-15"),
        ("[2025-11..]", "2025-11-01", None),
        ("201X..2025-XX", "2010-01-01", "2025-12-31"),
        ("2025-W01", "2024-12-30", "2025-01-05"),
        ("1990s", "1990-01-01", "1999-12-31"),
        ("21.11.2025", "2025-11-21", "2025-11-21"),
        ("1.2.2025", "2025-02-01", "2025-02-01"),
        ("21/11/2025", "2025-11-21", "2025-11-21"),
        ("11/21/2025", "2025-11-21", "2025-11-21"),
        ("07/07/2025", "2025-07-07", "2025-07-07"),
        ("11/2025", "2025-11-01", "2025-11-30"),
        ("November 2025", "2025-11-01", "2025-11-30"),
        ("nov 2025", "2025-11-01", "2025-11-30"),
        ("21 November 2025", "2025-11-21", "2025-11-21"),
        ("21st of November, 2025", "2025-11-21", "2025-11-21"),
        ("November 21, 2025", "2025-11-21", "2025-11-21"),
        ("2025-07-01..2025-07-31", "2025-07-01", "2025-07-31"),
        ("2024..2025-Q1", "2024-01-01", "2025-03-31"),
        ("2025..", "2025-01-01", None),
        ("..2025", None, "2025-12-31"),
        ("2024 to 2025", "2024-01-01", "2025-12-31"),
        ("from May 2024 to June 2024", "2024-05-01", "2024-06-30"),
        ("2025-11-20/2025-11-21", "2025-11-20", "2025-11-21"),
        ("since 2024", "2024-01-01", None),
        ("from May 2024", "2024-05-01", None),
        ("since 2024 until May 2025", "2024-01-01", "2025-05-31"),
        ("until 2024", None, "2024-12-31"),
        ("today", "2025-11-21", "2025-11-21"),
        ("Yesterday", "2025-11-20", "2025-11-20"),
        ("tomorrow", "2025-11-22", "2025-11-22"),
        ("this week", "2025-11-17", "2025-11-23"),
        ("last week", "2025-11-10", "2025-11-16"),
        ("last month", "2025-10-01", "2025-10-31"),
        ("next month", "2025-12-01", "2025-12-31"),
        ("last quarter", "2025-07-01", "2025-09-30"),
        ("this quarter", "2025-10-01", "2025-12-31"),
        ("last year", "2024-01-01", "2024-12-31"),
        ("past 90 days", "2025-08-23", "2025-11-21"),
        ("next 2 weeks", "2025-11-21", "2025-12-05"),
        ("in the last 2 months", "2025-09-21", "2025-11-21"),
        ("over the past two years", "2023-11-21", "2025-11-21"),
        ("within the next couple of weeks", "2025-11-21", "2025-12-05"),
        ("last half-year", "2025-01-01", "2025-06-30"),
        ("this half year", "2025-07-01", "2025-12-31"),
        ("past 2 half-years", "2024-11-21", "2025-11-21"),
        ("a couple of weeks ago", "2025-11-07", "2025-11-07"),
        ("3 weeks ago", "2025-10-31", "2025-10-31"),
        ("a year ago", "2024-11-21", "2024-11-21"),
        ("9 months ago", "2025-02-21", "2025-02-21"),
        ("in two days", "2025-11-23", "2025-11-23"),
        ("3 weeks ago..today", "2025-10-31", "2025-11-21"),
        ("now", "2025-11-21", "2025-11-21"),
        ("2025/11", "2025-11-01", "2025-11-30"),
        ("2025.11", "2025-11-01", "2025-11-30"),
        ("2025.11.21", "2025-11-21", "2025-11-21"),
        ("2025/1/2", "2025-01-02", "2025-01-02"),
        ("2025q4", "2025-10-01", "2025-12-31"),
        ("2025 Q4", "2025-10-01", "2025-12-31"),
        ("Q4-2025", "2025-10-01", "2025-12-31"),
        ("Q4/2025", "2025-10-01", "2025-12-31"),
        ("2025 H2", "2025-07-01", "2025-12-31"),
        ("H2/2025", "2025-07-01", "2025-12-31"),
        ("the first quarter of 2025", "2025-01-01", "2025-03-31"),
        ("1st quarter 2025", "2025-01-01", "2025-03-31"),
        ("second quarter 2025", "2025-04-01", "2025-06-30"),
        ("2nd quarter of 2025", "2025-04-01", "2025-06-30"),
        ("3rd quarter 2025", "2025-07-01", "2025-09-30"),
        ("fourth quarter 2025", "2025-10-01", "2025-12-31"),
        ("4th quarter 2025", "2025-10-01", "2025-12-31"),
        ("1st half of 2025", "2025-01-01", "2025-06-30"),
        ("2nd half 2025", "2025-07-01", "2025-12-31"),
        ("2025W1", "2024-12-30", "2025-01-05"),
        ("1990's", "1990-01-01", "1999-12-31"),
        ("11.2025", "2025-11-01", "2025-11-30"),
        ("21. 11. 2025", "2025-11-21", "2025-11-21"),
        ("21-11-2025", "2025-11-21", "2025-11-21"),
        ("sept 2025", "2025-09-01", "2025-09-30"),
        ("zero days ago", "2025-11-21", "2025-11-21"),
        ("a day ago", "2025-11-20", "2025-11-20"),
        ("Sept. 2025", "2025-09-01", "2025-09-30"),
        ("May, 2025", "2025-05-01", "2025-05-31"),
        ("May-2025", "2025-05-01", "2025-05-31"),
        ("2025 May", "2025-05-01", "2025-05-31"),
        ("21-Nov-2025", "2025-11-21", "2025-11-21"),
        ("2nd May 2025", "2025-05-02", "2025-05-02"),
        ("3rd May 2025", "2025-05-03", "2025-05-03"),
        ("May 5th 2025", "2025-05-05", "2025-05-05"),
        ("past week", "2025-11-10", "2025-11-16"),
        ("previous month", "2025-10-01", "2025-10-31"),
        ("current year", "2025-01-01", "2025-12-31"),
        ("coming week", "2025-11-24", "2025-11-30"),
        ("this decade", "2020-01-01", "2029-12-31"),
        ("this fortnight", "2025-11-17", "2025-11-30"),
        ("next fortnight", "2025-12-01", "2025-12-14"),
        ("2 fortnights ago", "2025-10-24", "2025-10-24"),
        ("coming 3 days", "2025-11-21", "2025-11-24"),
        ("during the previous 3 days", "2025-11-18", "2025-11-21"),
        ("past 2 decades", "2005-11-21", "2025-11-21"),
        ("in the last zero days", "2025-11-21", "2025-11-21"),
        ("twelve days ago", "2025-11-09", "2025-11-09"),
        ("three days ago", "2025-11-18", "2025-11-18"),
        ("four days ago", "2025-11-17", "2025-11-17"),
        ("five days ago", "2025-11-16", "2025-11-16"),
        ("six days ago", "2025-11-15", "2025-11-15"),
        ("seven days ago", "2025-11-14", "2025-11-14"),
        ("eight days ago", "2025-11-13", "2025-11-13"),
        ("nine days ago", "2025-11-12", "2025-11-12"),
        ("ten days ago", "2025-11-11", "2025-11-11"),
        ("eleven days ago", "2025-11-10", "2025-11-10"),
        ("couple of days ago", "2025-11-19", "2025-11-19"),
        ("an year ago", "2024-11-21", "2024-11-21"),
        ("in one day", "2025-11-22", "2025-11-22"),
        ("May 2024/June 2024", "2024-05-01", "2024-06-30"),
        ("2024/2025", "2024-01-01", "2025-12-31"),
        ("May 2024 until June 2024", "2024-05-01", "2024-06-30"),
        ("2024...2025", "2024-01-01", "2025-12-31"),
        ("till 2024", None, "2024-12-31"),
        ("2025-11-21..2025-11-21", "2025-11-21", "2025-11-21"),
        ("2025−Q1", "2025-01-01", "2025-03-31"),
        ("2025—Q1", "2025-01-01", "2025-03-31"),
    ],
)
def test_a_written_period_is_these_days(text: str, start: str | None, end: str | None) -> None:
    """A period that begins or ends a day off loses the meetings of that day."""
    found = parse_period(text, TODAY)
    assert (found.start and found.start.isoformat(), found.end and found.end.isoformat()) == (start, end)


@pytest.mark.parametrize(
    "text",
    ["", "..", "soon", "2025-13", "2025-02-30", "31.02.2025", "0000", "99/99/2025", "2026..2025", "-1", "٢٠٢٥", "1e3",
     "999999 years ago", "11 July", "November", "11/07/2025", "2025-Q5", "2025-W54", "2025-H3", "2025-H0",
     "third half of 2025", "2025-2024", "2024-25", "12025", "XXXX", "2025-XX-21", "1990-uu", "[2025-12..2025-11]", "[..]",
     "2025..soon", "soon..2025", "/2025", "2025/", "to 2025", "2025 to", "2024..2025..2026", "2024/2025/2026",
     "2024 to 2025/2026", "[2024..] to 2025",
     "2025 to ٢٠٢٦", "٢٠٢٤-٢٠٢٥", "20251301", "since", "until", "from ", "in the last", "last 0 moons", "💥", "2025 " * 2000],
)  # fmt: skip
def test_what_is_no_period_is_an_error_with_a_reason(text: str) -> None:
    """A text that is guessed at would answer another question than the one asked."""
    with pytest.raises(QueryError) as caught:
        parse_period(text, TODAY)
    assert len(str(caught.value)) > 10


@given(st.dates(Day(1000, 1, 1), Day(9998, 1, 1)), st.dates(Day(1000, 1, 1), Day(9998, 1, 1)))
def test_every_day_is_understood_in_every_form(day: Day, now: Day) -> None:
    """A form that works for one day and not for another (the 31st, the 29th of February) surprises once a year."""
    for form in ("%Y-%m-%d", "%d.%m.%Y", "%d %B %Y", "%B %d, %Y", "%d %b %Y", "%Y%m%d"):
        text = day.strftime(form).replace(day.strftime("%Y"), f"{day.year:04}")
        assert parse_period(text, now) == Period(day, day), text


@given(st.text(max_size=30))
def test_any_text_is_a_period_or_an_error(text: str) -> None:
    """No text that a person types may end in a traceback."""
    try:
        parse_period(text, TODAY)
    except QueryError as error:
        assert str(error)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("2025-H9", f'"2025-H9" is not a valid period; write {FORMS}'),
        ("2025-02-30", f'"2025-02-30" is not in the calendar; write a period such as {FORMS}'),
        ("11 July", '"11 July" has no year; write for example "11 July 2025"'),
        ("2025-2024", '"2025-2024" ends before it begins: 1 Jan 2025 is after 31 Dec 2024'),
        (
            "[2025-12..2025-11]",
            '"[2025-12..2025-11]" is not a valid period: the window ends before it begins: 2025-12 is after 2025-11',
        ),
        (
            "[2025-xx-21..]",
            '"[2025-xx-21..]" is not a valid period: in "2025-XX-21" a known digit follows an unknown one; '
            "write the window instead: [first..last]",
        ),
        (
            "11/07/2025",
            '"11/07/2025" can be 2025-07-11 (11 Jul 2025) or 2025-11-07 (7 Nov 2025); write one of them',
        ),
    ],
)
def test_a_message_says_what_to_write(text: str, message: str) -> None:
    """A person who is told only that it is wrong would try one form after the other."""
    with pytest.raises(QueryError) as caught:
        parse_period(text, TODAY)
    assert str(caught.value) == message


def days(text: str, now: Day = TODAY, low: Day = FIRST, high: Day = LAST) -> set[Day]:
    """All days of a period between two, the open ends of it being these."""
    found = parse_period(text, now)
    every = (low + datetime.timedelta(days=i) for i in range((high - low).days + 1))
    return {day for day in every if (found.start or low) <= day <= (found.end or high)}


@given(st.integers(1, 9998), st.sampled_from([1, 2]))
def test_a_half_year_has_the_days_of_its_six_months(year: int, half: int) -> None:
    """A half-year that begins or ends in another month would count meetings twice over a year."""
    months = {1: {1, 2, 3, 4, 5, 6}, 2: {7, 8, 9, 10, 11, 12}}[half]
    low, high = Day(year, 1, 1), Day(year + 1, 1, 31)
    every = (low + datetime.timedelta(days=i) for i in range((high - low).days + 1))
    expected = {day for day in every if day.year == year and day.month in months}
    name = {1: "first", 2: "second"}[half]
    for text in (f"{year:04}-H{half}", f"{year:04}h{half}", f"H{half} {year:04}", f"{name} half of {year:04}"):
        assert days(text, low=low, high=high) == expected, text


@given(st.dates(Day(1000, 1, 1), Day(9000, 1, 1)), st.integers(1, 30))
def test_the_last_months_go_back_to_the_same_day(now: Day, count: int) -> None:
    """Months of different lengths must not lose or add a day: walked back day by day from now."""
    day, passed = now, 0
    while passed < count or day.day > now.day:
        before = day - datetime.timedelta(days=1)
        passed += before.month != day.month
        day = before
    for text in (f"in the last {count} months", f"last {count} months", f"during the past {count} months"):
        assert parse_period(text, now) == Period(day, now), text


@given(st.integers(1, 9999), st.integers(1, 9999))
def test_two_years_are_all_days_of_both_and_between(one: int, other: int) -> None:
    """A range of years that was read as a month or a day would answer for other days."""
    first, last = sorted((one, other))
    for dash in ("-", "–", " - ", " — "):
        found = parse_period(f"{first:04}{dash}{last:04}", TODAY)
        assert found == Period(Day(first, 1, 1), Day(last, 12, 31)), dash


@pytest.mark.parametrize("text", SHAPES)
def test_a_date_of_a_record_is_the_period_of_its_possible_days(text: str) -> None:
    """The dates that the tool prints must be understood when they are typed: on some reading each day of it is meant."""
    assert days(text) == set().union(*readings(parse(text)))


@given(simple_dates())
def test_a_date_of_any_form_is_a_period(text: str) -> None:
    """A form that is no period, or another one than its date, would surprise whoever copies a date from a line."""
    date = parse(text)
    assert parse_period(text, TODAY) == Period(date.earliest, date.latest)


@pytest.mark.parametrize("text", ["..[2021..]", "until [2021..]"])
def test_no_period_is_all_of_time(text: str) -> None:
    """A filter that says nothing would find every meeting, undated ones left out, and nobody would notice."""
    with pytest.raises(QueryError, match="is not a valid period"):
        parse_period(text)


def test_today_is_the_day_that_is_set() -> None:
    """A report that was made for a day would be one of the day on which it was printed."""
    assert today({"DIALOGUE_TODAY": " 2025-11-21 "}) == TODAY
    with pytest.raises(QueryError) as caught:
        today({"DIALOGUE_TODAY": "soon"})
    assert str(caught.value) == 'DIALOGUE_TODAY is "soon"; it must be a day such as 2025-11-21'


def test_without_a_day_that_is_set_today_is_that_of_the_clock() -> None:
    """Whoever has set nothing would be told that it is no day."""
    before = Day.today()
    assert before <= today({}) <= Day.today()
    assert before <= today({"DIALOGUE_TODAY": ""}) <= Day.today()
