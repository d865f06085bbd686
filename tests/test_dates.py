"""Dates and periods, against independent judges: the `edtf` package, and counting days one by one."""

from __future__ import annotations

import datetime
import re
from itertools import product

import edtf
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from dialogue_cli.dates.edtf import Edtf, Period, parse
from dialogue_cli.dates.months import month_end
from dialogue_cli.dates.refused import refusal
from dialogue_cli.dates.wording import human_date, long_date

Day = datetime.date
FIRST, LAST = Day(2023, 12, 1), Day(2024, 4, 30)
DAYS = [FIRST + datetime.timedelta(days=i) for i in range((LAST - FIRST).days + 1)]


@st.composite
def simple_dates(draw: st.DrawFn, qualifiers: bool = True) -> str:
    """A date without brackets, in any precision, with or without unknown digits."""
    day = draw(st.dates(Day(1000, 1, 1), Day(9999, 12, 31)))
    form = draw(st.sampled_from(["%Y", "%Y-%m", "%Y-%m-%d", "decade", "century", "%Y-XX", "%Y-%m-XX", "%Y-XX-XX"]))
    year = f"{day.year:04}"
    text = {"decade": f"{year[:3]}X", "century": f"{year[:2]}XX"}.get(form)
    text = text or form.replace("%Y", year).replace("%m", f"{day.month:02}").replace("%d", f"{day.day:02}")
    return text + (draw(st.sampled_from(["", "", "?", "~", "%"])) if qualifiers else "")


def as_days(low: object, high: object) -> tuple[Day, Day]:
    return Day(*low[:3]), Day(*high[:3])  # type: ignore[index]


@settings(max_examples=60)
@given(simple_dates())
def test_bounds_of_a_date_agree_with_edtf(text: str) -> None:
    """A bound that differs from the standard's would put meetings into wrong years."""
    judge = edtf.parse_edtf(text)
    assert (parse(text).earliest, parse(text).latest) == as_days(judge.lower_strict(), judge.upper_strict())


@settings(max_examples=60)
@given(simple_dates(), simple_dates())
def test_bounds_of_a_span_agree_with_edtf(one: str, other: str) -> None:
    """A span whose ends are read wrongly would lose its first or last days."""
    first, last = sorted((one, other), key=lambda text: parse(text).earliest or Day.min)
    text = f"{first}/{last}"
    try:
        judge = edtf.parse_edtf(text)
    except (edtf.parser.edtf_exceptions.EDTFParseException, AttributeError, TypeError, KeyError):
        assume(False)  # the judge knows no unknown digits within a span
    assert (parse(text).earliest, parse(text).latest) == as_days(judge.lower_strict(), judge.upper_strict())


@settings(max_examples=60)
@given(st.dates(Day(1000, 1, 1)), st.dates(Day(1000, 1, 1)), st.sampled_from(["%Y-%m-%d", "%Y-%m", "%Y"]))
def test_bounds_of_a_window_agree_with_edtf(one: Day, other: Day, form: str) -> None:
    """A window read too narrow would call certain what is only possible."""
    first, last = sorted((one, other))
    first_text, last_text = (
        form.replace("%Y", f"{d.year:04}").replace("%m", f"{d.month:02}").replace("%d", f"{d.day:02}")
        for d in (first, last)
    )
    date = parse(f"[{first_text}..{last_text}]")
    low, high = edtf.parse_edtf(first_text), edtf.parse_edtf(last_text)
    assert (date.earliest, date.latest) == as_days(low.lower_strict(), high.upper_strict())


def readings(date: Edtf) -> list[set[Day]]:
    """Every set of days that a date may stand for, open ends reaching to the ends of the small calendar.

    Written from the words of the format, not from the code: a single day is any one day of its window,
    a span begins on a day of its first part and lasts to a day of its second.
    """

    def days_of(text: str) -> list[Day]:
        text = text.rstrip("?~%")
        parts = text.split("-")
        found = []
        for day in DAYS:
            own = [f"{day.year:04}", f"{day.month:02}", f"{day.day:02}"]
            if all(all(a in (b, "X") for a, b in zip(p, o, strict=True)) for p, o in zip(parts, own, strict=False)):
                found.append(day)
        return found

    text = date.text
    if text.startswith("["):
        low, _, high = text[1:-1].partition("..")
        first = days_of(low)[0] if low else DAYS[0]
        last = days_of(high)[-1] if high else DAYS[-1]
        return [{day} for day in DAYS if first <= day <= last]
    if "/" in text:
        low, _, high = text.partition("/")
        return [
            {day for day in DAYS if start <= day <= end}
            for start, end in product(days_of(low), days_of(high))
            if start <= end
        ]
    return [{day} for day in days_of(text)]


SHAPES = [
    "2024-02-10",
    "2024-02",
    "2024-02-XX",
    "2024-02-1X",
    "2024-0X-XX?",
    "2024-02-10?",
    "2024-02-10/2024-02-10~",
    "2024-02~",
    "2024-01-29/2024-02-02",
    "2024-01/2024-02-10",
    "2024-01-20/2024-02",
    "2024-01/2024-02",
    "2024-02/2024-02",
    "2024-02-01?/2024-02-03",
    "2024-02-01/2024-02-03%",
    "[2024-01-20..2024-02-05]",
    "[2024-01..2024-02]",
    "[2024-02-10..2024-02-10]",
    "[2024-01-20?..2024-02-05]",
    "[..2024-02-05]",
    "[2024-02-05..]",
    "[..2024-02]",
    "[2024-02..]",
]
EDGES = [None, Day(2024, 1, 1), Day(2024, 1, 29), Day(2024, 1, 31), Day(2024, 2, 1), Day(2024, 2, 2), Day(2024, 2, 5)]
EDGES += [Day(2024, 2, 10), Day(2024, 2, 19), Day(2024, 2, 29), Day(2024, 3, 1)]


@pytest.mark.parametrize("text", SHAPES)
def test_certainly_and_possibly_agree_with_counting_days(text: str) -> None:
    """Every shape in every period: a meeting called certain that need not be in it would be a lie."""
    date = parse(text)
    every = readings(date)
    qualified = any(mark in text for mark in "?~%")
    for start, end in product(EDGES, EDGES):
        if start and end and start > end:
            continue
        inside = {day for day in DAYS if (start is None or day >= start) and (end is None or day <= end)}
        # An open end of the date goes on beyond the small calendar, and so does an open end of the period.
        possibly = any(days & inside for days in every)
        certainly = all(days & inside for days in every) and not qualified
        if text.startswith("[..") and start is not None:
            certainly = False
        if text.endswith("..]") and end is not None:
            certainly = False
        period = Period(start, end)
        assert date.possibly_in(period) == possibly, (text, period)
        assert date.certainly_in(period) == certainly, (text, period)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("2025-02-30", '"30" is not a valid day: Feb 2025 has 28 days'),
        ("2025-13", '"13" is not a valid month (01 to 12)'),
        ("0000", '"0000" is not a valid year (0001 to 9999)'),
        ("2025-11-21/2025-11-20", "the meeting ends before it begins: 2025-11-21 is after 2025-11-20"),
        ("[2025-12..2025-11]", "the window ends before it begins: 2025-12 is after 2025-11"),
        ("[2025..2025-11]", "the ends of a window need the same precision, not a year and a month"),
        ("[..]", '"[..]" is not a valid window; write [first..last], [..last] or [first..]'),
        ("2025-11/..", '"2025-11/.." has an open end; a day from some date on is [first..], up to one [..last]'),
        ("2025-XX-21", 'in "2025-XX-21" a known digit follows an unknown one; write the window instead: [first..last]'),
        ("21 November 2025", '"21 November 2025" is not a valid date, such as 2025, 2025-11 or 2025-11-21'),
        ("2025-11-21T10:00", '"2025-11-21T10:00" is not a valid date: a date has no time of day'),
        ("2025-11-21 9:30", '"2025-11-21 9:30" is not a valid date: a date has no time of day'),
        ("12025-01-01", '"12025-01-01" is not a valid date: years run from 0001 to 9999'),
        ("12025", '"12025" is not a valid date: years run from 0001 to 9999'),
        ("Y12025", '"Y12025" is not a valid date: years run from 0001 to 9999'),
        ("-0044-03-15", '"-0044-03-15" is not a valid date: years run from 0001 to 9999'),
        ("1990-uu-uu", '"1990-uu-uu" is not a valid date: an unknown digit is written X; write 1990-XX-XX'),
        ("199u", '"199u" is not a valid date: an unknown digit is written X; write 199X'),
        ("[1990-uu..1991-uu]", '"1990-uu" is not a valid date: an unknown digit is written X; write 1990-XX'),
        ("2025-11-xx?", '"2025-11-xx?" is not a valid date: an unknown digit is written X; write 2025-11-XX?'),
        ("2025-21", '"2025-21" is not a valid date: there are no seasons; write a window, such as [2025-03..2025-05]'),
        (
            "[2025-11-20,2025-11-22]",
            '"[2025-11-20,2025-11-22]" is not a valid date: there are no sets; write a window: [first..last]',
        ),
        ("2025/open", '"2025/open" has an open end; a day from some date on is [first..], up to one [..last]'),
        ("20251121", '"20251121" is not a valid date, such as 2025, 2025-11 or 2025-11-21'),
        ("2025-1-2", '"2025-1-2" is not a valid date, such as 2025, 2025-11 or 2025-11-21'),
        ("", '"" is not a valid date, such as 2025, 2025-11 or 2025-11-21'),
        ("20X", '"20X" is not a valid date, such as 2025, 2025-11 or 2025-11-21'),
        ("XXXX", "a date without a year says nothing here; leave it out, and say in date_note what is known"),
        ("XXXX-XX", "a date without a year says nothing here; leave it out, and say in date_note what is known"),
        ("[2025", '"[2025" is not a valid date, such as 2025, 2025-11 or 2025-11-21'),
        ("2025]", '"2025]" is not a valid date, such as 2025, 2025-11 or 2025-11-21'),
        ("[2024..2025..2026]", '"2025..2026" is not a valid date, such as 2025, 2025-11 or 2025-11-21'),
        ("2024/2025/2026", '"2025/2026" is not a valid date, such as 2025, 2025-11 or 2025-11-21'),
        ("/2025", '"/2025" has an open end; a day from some date on is [first..], up to one [..last]'),
        ("2025/", '"2025/" has an open end; a day from some date on is [first..], up to one [..last]'),
        ("unknown/2025", '"unknown/2025" has an open end; a day from some date on is [first..], up to one [..last]'),
        ("2025-1٣", '"2025-1٣" is not a valid date, such as 2025, 2025-11 or 2025-11-21'),
        ("Y٢٠٢٥", '"Y٢٠٢٥" is not a valid date, such as 2025, 2025-11 or 2025-11-21'),
        ("199*-**-**", '"199*-**-**" is not a valid date: an unknown digit is written X; write 199X-XX-XX'),
        ("199#", '"199#" is not a valid date: an unknown digit is written X; write 199X'),
        ("199_", '"199_" is not a valid date: an unknown digit is written X; write 199X'),
        ("20XXX-11", '"20XXX-11" is not a valid date, such as 2025, 2025-11 or 2025-11-21'),
    ],
)
def test_a_date_outside_the_profile_says_what_would_be_right(text: str, message: str) -> None:
    """A curator who is told only "invalid" would not know how to write it."""
    with pytest.raises(ValueError) as caught:  # noqa: PT011
        parse(text)
    assert str(caught.value) == message


@given(st.text(alphabet="0123456789X-/[].?~% T", max_size=24))
def test_any_text_is_a_date_or_a_message(text: str) -> None:
    """A text that ends the reading with a traceback would hide all other problems."""
    try:
        date = parse(text)
    except ValueError as error:
        assert str(error)
    else:
        assert date.earliest is None or date.latest is None or date.earliest <= date.latest


@pytest.mark.parametrize(
    ("text", "kind", "start", "end"),
    [
        ("2025-11-21", "single", ("day", ""), ("day", "")),
        ("2025-11-XX~", "single", ("day", "approximate"), ("day", "approximate")),
        ("2025-11", "single", ("month", ""), ("month", "")),
        ("202X?", "single", ("year", "uncertain"), ("year", "uncertain")),
        ("2025%", "single", ("year", "uncertain approximate"), ("year", "uncertain approximate")),
        ("2025-11-20?/2025-12", "span", ("day", "uncertain"), ("month", "")),
        ("[2025-11..2025-12~]", "window", ("month", ""), ("month", "approximate")),
        ("[..2022-11-15%]", "window", None, ("day", "uncertain approximate")),
        ("[2025-11-22..]", "window", ("day", ""), None),
    ],
)
def test_a_date_keeps_its_parts(text: str, kind: str, start: object, end: object) -> None:
    """A format that is not told which side is doubtful would have to look into the text, or would not say it."""
    date = parse(text)
    sides = [
        side
        and (
            side.precision,
            " ".join(word for word in ("uncertain", "approximate") if getattr(side, f"is_{word}")),
        )
        for side in (date.start, date.end)
    ]
    assert (date.text, date.kind, sides) == (text, kind, [start, end])
    assert date.is_uncertain == any(mark in text for mark in "?%")
    assert date.is_approximate == any(mark in text for mark in "~%")


@pytest.mark.parametrize("text", SHAPES)
def test_known_days_are_those_of_the_only_reading(text: str) -> None:
    """A calendar that took a guess for a known day would put a meeting on it; one that did not would lose the meeting."""
    date = parse(text)
    every = readings(date)
    is_open = ".." in (text[1:3], text[-3:-1])
    known = date.known_days
    assert (known is not None) == (len(every) == 1 and not is_open)
    assert date.is_exact == (known is not None and not any(mark in text for mark in "?~%"))
    if known:
        assert every == [{day for day in DAYS if known[0] <= day <= known[1]}]


@given(simple_dates())
def test_no_date_is_refused_as_another_profile(text: str) -> None:
    """A reason that fits a valid date would be shown for the fault of another part of it."""
    assert refusal(text) is None


@given(st.dates(Day(1, 1, 1)))
def test_a_month_ends_before_the_first_of_the_next(day: Day) -> None:
    """A month that is a day too long or too short loses the meetings of its last day."""
    end = month_end(day.year, day.month)
    assert (end.year, end.month) == (day.year, day.month)
    assert end == Day.max or (end + datetime.timedelta(days=1)).day == 1


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[2025-11-01..2025-12-03]", "between 1 Nov and 3 Dec 2025"),
        ("[2025-11-03..2025-11-09]", "between 3 and 9 Nov 2025"),
        ("[2024-12-30..2025-01-02]", "between 30 Dec 2024 and 2 Jan 2025"),
        ("[2025-11-20..2025-11-21]", "20 or 21 Nov 2025"),
        ("[2025-11-30..2025-12-01]", "30 Nov or 1 Dec 2025"),
        ("[2025-11..2025-12]", "Nov or Dec 2025"),
        ("[2025-12..2026-01]", "Dec 2025 or Jan 2026"),
        ("[2025-09..2025-12]", "between Sep and Dec 2025"),
        ("[2024..2025]", "2024 or 2025"),
        ("[2021..2024]", "between 2021 and 2024"),
        ("2025-1X", "between Oct and Dec 2025"),
        ("2025-1X~", "between about Oct and Dec 2025"),
        ("[2025-11-01~..2025-12-03?]", "between about 1 Nov 2025 and 3 Dec 2025?"),
        ("2025-11-XX", "Nov 2025"),
        ("202X", "2020s"),
        ("2025-11-20/2025-11-21", "20–21 Nov 2025"),
        ("2025-11-20/2025-11-20", "20 Nov 2025"),
    ],
)
def test_one_day_of_several_is_told_from_several_days(text: str, words: str) -> None:
    """One unknown day of a window would be read as a meeting that lasted all of it."""
    assert human_date(parse(text)) == words


@pytest.mark.parametrize(
    "text", ["2025-11-23", "2025-11", "[2025-05-01..2025-12-03]", "2025-06-29/2025-07-02", "[..2022-09-15]"]
)
def test_prose_has_the_same_words_with_whole_months(text: str) -> None:
    """A briefing note would write one day in two ways."""
    long = long_date(parse(text))
    assert not re.search(r"\b(Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\b", long)
    assert re.sub(r"\b([A-Z][a-z]{2})[a-z]*", r"\1", long) == human_date(parse(text))


def test_the_first_years_have_no_year_zero() -> None:
    """A date before the first year that the calendar has would end in a traceback."""
    date = parse("000X")
    assert (date.earliest, date.latest) == (Day(1, 1, 1), Day(9, 12, 31))


PERIODS = [Period(start, end) for start, end in product(EDGES, EDGES) if not (start and end and start > end)]
IN = {one: {day for day in DAYS if (one.start or FIRST) <= day <= (one.end or LAST)} for one in PERIODS}


@pytest.mark.parametrize("one", PERIODS, ids=str)
def test_what_two_periods_have_in_common_are_the_days_of_both(one: Period) -> None:
    """Two limits of a question would find a meeting that lies in one of them only, or be an error where one is open."""
    for other in PERIODS:
        days = IN[one] & IN[other]
        if not days:
            with pytest.raises(ValueError, match=r"^2024-\d\d-\d\d is after 2024-\d\d-\d\d$"):
                one.intersection(other)
            continue
        both = one.intersection(other)
        assert days == IN[both]
        assert (both.start is None, both.end is None) == (
            one.start is None and other.start is None,
            one.end is None and other.end is None,
        )


def test_a_period_of_one_day_is_that_day_in_words() -> None:
    """A period without limits would be written as None, and one of one day as if it had two."""
    day = Day(2025, 11, 21)
    assert [str(period) for period in (Period(), Period(day), Period(end=day), Period(day, day))] == [
        "..",
        "2025-11-21..",
        "..2025-11-21",
        "2025-11-21",
    ]
