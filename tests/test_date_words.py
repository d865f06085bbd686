"""Dates and periods in words: in a cell of a table, and in a sentence."""

from __future__ import annotations

import datetime

import pytest

from dialogue_cli.dates.edtf import parse
from dialogue_cli.dates.sentences import span, when
from dialogue_cli.dates.wording import days_from, human_date, short_date

Day = datetime.date


@pytest.mark.parametrize(
    ("text", "words", "sentence"),
    [
        ("2025-11-21", "21 Nov 2025", "on 21 November 2025"),
        ("2025-11-21%", "about 21 Nov 2025?", "on or about 21 November 2025 (date uncertain)"),
        ("2025-11~", "about Nov 2025", "in or about November 2025, day not stated"),
        ("2025?", "2025?", "in 2025, day not stated (date uncertain)"),
        ("202X", "2020s", "in the 2020s, day not stated"),
        ("20XX", "between 2000 and 2099", "at some time between 1 January 2000 and 31 December 2099"),
        (
            "2025-1X?",
            "between Oct and Dec 2025?",
            "at some time between 1 October and 31 December 2025 (date uncertain)",
        ),
        ("2025-11-1X", "between 10 and 19 Nov 2025", "at some time between 10 and 19 November 2025"),
        ("2025-11-3X", "30 Nov 2025", "on 30 November 2025"),
        ("0001", "0001", "in 0001, day not stated"),
        ("2025-11-20/2025-12-02", "20 Nov – 2 Dec 2025", "from 20 November to 2 December 2025"),
        ("2024-11-20/2025-11-02", "20 Nov 2024 – 2 Nov 2025", "from 20 November 2024 to 2 November 2025"),
        ("2025-11-20/2025-11-20", "20 Nov 2025", "on 20 November 2025"),
        ("2025-11-30/2025-11-30", "30 Nov 2025", "on 30 November 2025"),
        (
            "2025-11-20/2025-11-21?",
            "20 Nov 2025 to 21 Nov 2025?",
            "from 20 November 2025 to 21 November 2025 (date uncertain)",
        ),
        (
            "2025-11-20~/2025-11-21",
            "about 20 Nov 2025 to 21 Nov 2025",
            "from about 20 November 2025 to 21 November 2025",
        ),
        ("2025-11-20/2025-12", "20 Nov 2025 to Dec 2025", "from 20 November 2025 to a day in December 2025"),
        ("2025-11/2025-11", "within Nov 2025", "from a day in November 2025 to a day in November 2025"),
        (
            "2025-1X/2026~",
            "Oct–Dec 2025 to about 2026",
            "from a day between 1 October and 31 December 2025 to about a day in 2026",
        ),
        ("2015-01-01/2024-12-31", "1 Jan 2015 – 31 Dec 2024", "from 1 January 2015 to 31 December 2024"),
        ("2020-01-01/2028-12-31", "1 Jan 2020 – 31 Dec 2028", "from 1 January 2020 to 31 December 2028"),
        ("2025-01-02/2025-12-31", "2 Jan – 31 Dec 2025", "from 2 January to 31 December 2025"),
        (
            "[2025-11-20?..2025-11-20]",
            "between 20 Nov 2025? and 20 Nov 2025",
            "on 20 November 2025 (date uncertain)",
        ),
        (
            "[2025-11-20..2025-11-20?]",
            "between 20 Nov 2025 and 20 Nov 2025?",
            "on 20 November 2025 (date uncertain)",
        ),
        ("[2025-11-01..2025-11-30]", "Nov 2025", "in November 2025, day not stated"),
        (
            "[2025-11-01?..2025-11-30]",
            "between 1 Nov 2025? and 30 Nov 2025",
            "in November 2025, day not stated (date uncertain)",
        ),
        (
            "[2025-11-01..2025-11-30?]",
            "between 1 Nov 2025 and 30 Nov 2025?",
            "in November 2025, day not stated (date uncertain)",
        ),
        (
            "[2025-11-01~..2025-11-30]",
            "between about 1 Nov 2025 and 30 Nov 2025",
            "at some time between about 1 and 30 November 2025",
        ),
        (
            "[2025-11-20..2025-12-03?]",
            "between 20 Nov 2025 and 3 Dec 2025?",
            "at some time between 20 November and 3 December 2025 (date uncertain)",
        ),
        (
            "[2025-11-20?..2025-12-03]",
            "between 20 Nov 2025? and 3 Dec 2025",
            "at some time between 20 November and 3 December 2025 (date uncertain)",
        ),
        ("[2020..2029]", "2020s", "in the 2020s, day not stated"),
        ("[2021..2030]", "between 2021 and 2030", "at some time between 1 January 2021 and 31 December 2030"),
        ("[..2025-11-15~]", "by about 15 Nov 2025", "not later than about 15 November 2025, day not stated"),
        ("[..2025-11]", "by the end of Nov 2025", "not later than 30 November 2025, day not stated"),
        ("[..2025-1X]", "by 31 Dec 2025", "not later than 31 December 2025, day not stated"),
        ("[2025-11-22?..]", "from 22 Nov 2025?", "not earlier than 22 November 2025 (date uncertain), day not stated"),
        ("[2025..]", "from 2025", "not earlier than 1 January 2025, day not stated"),
        ("[2025-1X..]", "from 1 Oct 2025", "not earlier than 1 October 2025, day not stated"),
    ],
)
def test_a_date_is_said_as_exactly_as_it_is_written(text: str, words: str, sentence: str) -> None:
    """A reader would take a doubtful day for a known one, or one day of a month for a meeting that lasted all of it."""
    assert (human_date(parse(text)), when(parse(text))) == (words, sentence)


@pytest.mark.parametrize(
    ("first", "last", "cell", "sentence"),
    [
        ("2025-11-01", "2025-11-30", "Nov–Nov 2025", "in November 2025"),
        ("2025-11-21", "2025-11-21", "21–21 Nov 2025", "on 21 November 2025"),
        ("2025-01-01", "2025-03-31", "Jan–Mar 2025", "from 1 January to 31 March 2025"),
        ("2024-12-01", "2025-01-31", "Dec 2024 – Jan 2025", "from 1 December 2024 to 31 January 2025"),
        ("2024-01-01", "2025-12-31", "2024–2025", "from 1 January 2024 to 31 December 2025"),
        ("2025-11-02", "2025-12-05", "2 Nov – 5 Dec 2025", "from 2 November to 5 December 2025"),
        ("2024-11-02", "2025-11-05", "2 Nov 2024 – 5 Nov 2025", "from 2 November 2024 to 5 November 2025"),
    ],
)
def test_days_from_one_to_another_are_said_without_repeats(first: str, last: str, cell: str, sentence: str) -> None:
    """A heading would say the same year twice, or leave out the year of its first day."""
    days = Day.fromisoformat(first), Day.fromisoformat(last)
    assert (days_from(*days), span(*days)) == (cell, sentence)


def test_an_open_period_says_which_end_is_open() -> None:
    """A note on what was looked at would name a limit that nobody has set."""
    assert span(None, None) == "at any time"
    assert span(Day(2025, 1, 1), None) == "since 1 January 2025"
    assert span(None, Day(2025, 1, 31)) == "until 31 January 2025"


def test_a_year_is_left_out_only_below_its_own_heading() -> None:
    """A date that reaches into another year would be read as one of the year of the heading."""
    assert short_date(parse("2025-11-21"), 2025) == "21 Nov"
    assert short_date(parse("[..2025-11-21]"), 2025) == "by 21 Nov"
    assert short_date(parse("2024-12-30/2025-01-02"), 2025) == "30 Dec 2024 – 2 Jan 2025"
    assert short_date(parse("2024-12-30/2025-01-02"), 2024) == "30 Dec 2024 – 2 Jan 2025"
