"""The periods that a person types."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogue_cli.dates.edtf import Period
from dialogue_cli.dates.periods import parse_period
from dialogue_cli.errors import QueryError

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
        ("3 weeks ago", "2025-10-31", "2025-10-31"),
        ("a year ago", "2024-11-21", "2024-11-21"),
        ("9 months ago", "2025-02-21", "2025-02-21"),
        ("in two days", "2025-11-23", "2025-11-23"),
        ("3 weeks ago..today", "2025-10-31", "2025-11-21"),
    ],
)
def test_a_written_period_is_these_days(text: str, start: str | None, end: str | None) -> None:
    """A period that begins or ends a day off loses the meetings of that day."""
    found = parse_period(text, TODAY)
    assert (found.start and found.start.isoformat(), found.end and found.end.isoformat()) == (start, end)


@pytest.mark.parametrize(
    "text",
    ["", "..", "soon", "2025-13", "2025-02-30", "31.02.2025", "0000", "99/99/2025", "2026..2025", "-1", "٢٠٢٥", "1e3",
     "999999 years ago", "11 July", "November", "11/07/2025", "2025-Q5", "2025-W54", "💥", "2025 " * 2000],
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
