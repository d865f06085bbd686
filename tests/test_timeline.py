"""The timeline at any size: what it counts, what fits a screen, and how to look closer."""

from __future__ import annotations

import datetime
import json
import re
import shlex
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from wcwidth import wcswidth

from dialogue_cli import Query, open_archive
from dialogue_cli.archive import Archive
from dialogue_cli.dates.edtf import Period, parse
from dialogue_cli.dates.periods import parse_period
from dialogue_cli.dates.units import UNITS, Unit, in_words, part_of, parts, typed, units_between
from dialogue_cli.formats.svg_canvas import TALLEST
from dialogue_cli.index.database import Database
from dialogue_cli.query.spread import Spread
from dialogue_cli.view.overview import MOST_DRAWN, Gap, Overview, overview
from tests.browser import Open, browser, visit
from tests.conftest import Run
from tests.hostile import write_dataset

__all__ = ["browser", "visit"]
Day = datetime.date
Records = list[dict[str, Any]]
ALL = Query()
WIDTHS = [40, 60, 80, 120, 200]


def made(archive: Archive, query: Query = ALL, unit: Unit | None = None, *, coarse: bool = False) -> Overview:
    """The overview of the meetings that match."""

    def ask(field: str | None, unit: Unit | None) -> Spread:
        return archive.spread(query, field, unit=unit)

    return overview(ask, unit, reverse=query.reverse, coarse=coarse)


def visits(number: int, **more: Any) -> Records:
    """Meetings that are spread over sixty years, with some partners and titles."""
    partners = ["Kenya", "Peru", "Japan", "Malta", "Kenya"]
    return [
        {
            "id": f"m-{i}",
            "title": f"Visit {i}",
            "date": f"{1960 + i % 60}-{1 + i // 60 % 12:02d}-{1 + i % 28:02d}",
            "partners": [partners[i % 5]],
            **more,
        }
        for i in range(number)
    ]


@pytest.fixture
def written(tmp_path: Path) -> Callable[[Records], str]:
    """Writes meetings as a dataset; returns its path."""
    return lambda records: str(write_dataset({"meetings": records}, tmp_path / "meetings.yaml"))


def drawn(run: Callable[..., Run], path: str, *options: str, columns: int = 100, **env: str) -> list[str]:
    """The lines of a timeline as a terminal of so many columns shows it."""
    done = run("timeline", "-f", "table", *options, "--data", path, env={"COLUMNS": str(columns), **env})
    assert done.status == 0
    lines = done.out.splitlines()
    # A path that is wider than the window is folded by the terminal, so that it can be copied.
    assert [line for line in lines if wcswidth(line) > columns and path not in line] == []
    return lines


# Units


@pytest.mark.parametrize("unit", UNITS)
@given(day=st.dates(Day(1, 1, 1), Day(9999, 12, 31)), coarse=st.booleans())
def test_the_parts_of_a_unit_are_the_whole_of_it(unit: Unit, day: Day, coarse: bool) -> None:
    """A meeting on a day that is in no part would be in no cell, one in two parts in two."""
    (whole,) = units_between(unit, day, day)
    assert whole.start
    assert whole.end
    assert whole.start <= day <= whole.end
    found = parts(unit, whole, coarse=coarse)
    assert len(found) == part_of(unit, coarse=coarse).most
    inside = [part for part in found if part]
    assert (inside[0].start, inside[-1].end) == (whole.start, whole.end)
    for one, following in pairwise(inside):
        assert one.end
        assert following.start == one.end + datetime.timedelta(days=1)


@pytest.mark.parametrize("unit", UNITS)
@given(day=st.dates(Day(1, 1, 1), Day(9999, 12, 31)))
def test_a_unit_can_be_typed_as_a_period(unit: Unit, day: Day) -> None:
    """The command that a timeline tells to look closer would be refused, or show another time."""
    (whole,) = units_between(unit, day, day)
    assert parse_period(typed(unit, whole), day) == whole
    assert in_words(unit, whole)


# Counts, against the question for each unit by itself

days = st.dates(Day(1995, 1, 1), Day(2004, 12, 31))


@st.composite
def some_dates(draw: st.DrawFn) -> str | None:
    """A date of a record, near the others."""
    day = draw(days)
    later = day + datetime.timedelta(days=draw(st.sampled_from([0, 1, 20, 90, 400, 2000])))
    forms = [f"{day}", f"{day}/{later}", f"[{day}..{later}]", f"{day:%Y-%m}", f"{day:%Y}", f"{day:%Y}"[:3] + "X"]
    forms += [f"{day}?", f"{day:%Y-%m}~", f"[..{day}]", f"[{day}..]", f"{day:%Y-%m}/{later:%Y-%m}"]
    return draw(st.sampled_from([*forms, None]))


cases = st.lists(
    st.tuples(some_dates(), st.sampled_from(["held", "held", "planned", "cancelled"]), st.sampled_from("ABC")),
    min_size=1,
    max_size=15,
)
periods = st.one_of(st.none(), st.tuples(days, days).map(lambda pair: Period(min(pair), max(pair))))


def clipped(unit: Period, asked: Period | None) -> Period | None:
    try:
        return unit.intersection(asked) if asked else unit
    except ValueError:
        return None


@settings(max_examples=60)
@given(cases, periods, st.sampled_from(UNITS), st.booleans())
def test_every_number_is_what_the_list_of_that_time_finds(
    meetings: list[tuple[str | None, str, str]], asked: Period | None, unit: Unit, coarse: bool
) -> None:
    """A timeline would tell of another number of meetings than the list that it leads to."""
    records = [
        {"id": f"m-{i}", "title": "A", "partners": [partner], "status": status, **({"date": date} if date else {})}
        for i, (date, status, partner) in enumerate(meetings)
    ]
    with tempfile.TemporaryDirectory() as folder:
        archive = open_archive(write_dataset({"meetings": records}, Path(folder, "meetings.yaml")))
        query = Query(period=asked)
        everything = list(archive.find(query))
        found = made(archive, query, unit, coarse=coarse)
        bounded = [m for m in everything if m.earliest and m.latest]
        assert found.meetings == len(everything)
        assert found.undated == sum(not m.date for m in everything)
        assert found.open == len(everything) - len(bounded) - found.undated
        assert found.possible == sum(m.certain is False for m in everything)

        def inside(part: Period | None) -> tuple[int, int, int]:
            within = clipped(part, asked) if part else None
            if not within:
                return 0, 0, 0
            seen = [m for m in archive.find(Query(period=within)) if m.earliest and m.latest]
            sure = [m for m in seen if m.certain]
            return len(sure), sum(m.status != "held" for m in sure), len(seen) - len(sure)

        for line in found.all:
            assert tuple(line.tally) == inside(line.period)
            within = clipped(line.period, asked)
            assert within
            seen = [m for m in archive.find(Query(period=within)) if m.earliest and m.latest]
            who = Counter(m.partners[0] for m in seen if bool(m.certain) == bool(line.tally.certain))
            assert found.who == "people" or dict(line.names) == who
        for line in found.full:
            assert bool(line.parts) == any(line.tally)
            for part, tally in zip(parts(unit, line.period, coarse=coarse), line.parts, strict=bool(line.parts)):
                assert tuple(tally or (0, 0, 0)) == inside(part)
        # Nothing lies beyond the lines.
        for match in bounded:
            date = parse(match.date or "")
            assert any(date.possibly_in(clipped(line.period, asked) or line.period) for line in found.all)
        folded = [line for line in found.lines if isinstance(line, Gap)]
        assert sum(gap.units for gap in folded) + len(found.full) == len(found.all)


@pytest.mark.parametrize("unit", ["year", "month"])
def test_the_certain_ones_are_those_that_count_counts(run: Callable[..., Run], unit: str) -> None:
    """Two commands would answer one question differently."""
    rows = {row[0]: row[1] for row in run("timeline", "--by", unit, "-q").rows}
    counted = {row[0]: row[1] for row in run("count", "--by", unit, "-q").rows}
    del counted["uncertain"]
    assert {value: number for value, number in rows.items() if value in counted} == counted
    assert {number for value, number in rows.items() if value not in counted and value != "open"} <= {"0"}


def test_the_names_are_those_of_people_where_there_is_one_partner(written: Callable[[Records], str]) -> None:
    """Every line would say the one partner that all meetings are with."""
    records = visits(150, partners=["Norway"])
    for i, record in enumerate(records):
        record["participants"] = [
            {"name": ["Ola Lie", "Kari Dahl", "Anne Moe"][i % 3]},
            {"name": "Nobody Sure", "certainty": "possible"},
        ]
    archive = open_archive(written(records))
    found = made(archive)
    assert found.who == "people"
    names = Counter(name for line in found.all for name, _ in line.names)
    assert set(names) == {"Ola Lie", "Kari Dahl", "Anne Moe"}
    assert made(open_archive(written(visits(150)))).who == "partners"


def test_no_record_is_read_to_count(written: Callable[[Records], str], monkeypatch: pytest.MonkeyPatch) -> None:
    """A collection of a million meetings would be decoded to draw forty lines."""
    asked: list[str] = []
    rows = Database.rows

    def counting(self: Database, sql: str, values: Any = ()) -> Any:
        asked.append(sql)
        return rows(self, sql, values)

    numbers = []
    for number in (200, 400):
        archive = open_archive(written(visits(number)))
        assert len(archive) == number
        made(archive)
        monkeypatch.setattr(Database, "rows", counting)
        monkeypatch.setattr(Database, "decode", None)
        asked.clear()
        assert made(archive).meetings == number
        numbers.append(len(asked))
        monkeypatch.undo()
    assert numbers[0] == numbers[1] <= 4


# On a terminal


@pytest.mark.parametrize("number", [10, MOST_DRAWN, MOST_DRAWN + 1, 1000])
def test_any_number_fits_a_few_screens(run: Callable[..., Run], written: Callable[[Records], str], number: int) -> None:
    """Thousands of meetings would be thousands of lines that nobody reads."""
    path = written(visits(number))
    for columns in WIDTHS:
        lines = drawn(run, path, columns=columns)
        assert len(lines) <= (2 * MOST_DRAWN if number <= MOST_DRAWN else 90)
        assert number <= MOST_DRAWN or f"{number:,} meetings by" in " ".join(lines)
    everything = drawn(run, path, "--all", columns=200)
    assert sum("Visit" in line for line in everything) == number


def test_forty_meetings_of_sixty_years_are_one_picture(
    run: Callable[..., Run], written: Callable[[Records], str]
) -> None:
    """Few meetings over a long time would be pages of month letters."""
    lines = drawn(run, written(visits(42)))
    assert len(lines) < 25
    assert lines[0].split() == ["Decade", "Meetings", *"0123456789", "Busiest", "partners"]


def test_nobody_is_busiest_where_nobody_is_named(run: Callable[..., Run], written: Callable[[Records], str]) -> None:
    """A heading would stand above nothing."""
    path = written(visits(200, partners=[]))
    assert "Busiest" not in "".join(drawn(run, path))
    assert "Busiest" not in run("export", "svg", "--data", path).out


def test_a_period_without_meetings_is_one_line(run: Callable[..., Run], written: Callable[[Records], str]) -> None:
    """Empty years would take the room of full ones, or be left out in silence."""
    records = visits(3)
    for record, year in zip(records, (1990, 1998, 2000), strict=True):
        record["date"] = f"{year}-05-05"
    lines = drawn(run, written(records), "--by", "year")
    assert [line.split("  ")[0].strip() for line in lines[2:7]] == [
        "1990", "… 7 years without a meeting", "1998", "1999", "2000",
    ]  # fmt: skip
    assert lines[5].split() == ["1999", "0"]


PLAIN = [
    {"id": "a", "title": "A", "date": "1990-02-03", "partners": ["Peru"]},
    {"id": "b", "title": "B", "date": "1990-02-20", "partners": ["Peru"], "status": "planned"},
    {"id": "c", "title": "C", "date": "1990-05", "partners": ["Japan"]},
    {"id": "d", "title": "D", "date": "[1990-11-01..1991-01-31]", "partners": ["Malta"]},
    {"id": "e", "title": "E", "date": "1990-12-30/1991-01-02", "partners": ["Peru"]},
    {"id": "f", "title": "F", "date": "[..1990-06-01]", "partners": ["Malta"]},
    {"id": "g", "title": "G", "partners": ["Malta"]},
]
YEARS = """\
Year  Meetings  Not held  Possibly  J F M A M J J A S O N D   Busiest partners
────────────────────────────────────────────────────────────────────────────────────────────────────
1990         4         1         1    ▇▇    ▄▄          ░░▄▄  Peru 3 · Japan
1991         1                   1  ▄▄                        Peru

▄ to ▇ 1 to 2 meetings in a month
░ none for certain, but possibly"""


def test_the_counted_timeline_is_this_picture(run: Callable[..., Run], written: Callable[[Records], str]) -> None:
    """The picture would have changed without anyone having looked at it."""
    path = written(PLAIN)
    lines = drawn(run, path, "--by", "year", columns=100)
    picture, legend, rest, commands = "\n".join(lines).split("\n\n")
    assert picture == YEARS.split("\n\n")[0]
    assert legend.splitlines() == [
        "▁ to ▇ 1 to 2 meetings in a month",
        "░ none for certain, but possibly",
        "Not held: how many of the meetings are planned, agreed, postponed or cancelled",
        "Possibly: meetings beyond these, on an unknown day that may lie in the year",
    ]
    assert rest.replace("\n  ", " ") == (
        "7 meetings by year · 1 lies in more than one year and counts in each · 1 only possibly in a year, counted in none · 1 with an open date (by …, from …) in no"
        " line · 1 without a date"
    )
    # So it can be copied as it stands, on however many lines.
    closer, each = commands.removeprefix("Closer:").replace("\\\n", " ").split("Each meeting:")
    assert shlex.split(closer) == ["dialogue", "timeline", "--on", "1990", "--data", path]
    assert shlex.split(each) == ["dialogue", "timeline", "--all", "--data", path]


def test_ascii_is_enough(run: Callable[..., Run], written: Callable[[Records], str]) -> None:
    """A terminal without block signs would show question marks in every cell."""
    lines = drawn(run, written(PLAIN), "--by", "year", TERM="dumb")
    assert not set("".join(lines)) & set("▁▂▃▄▅▆▇░─")
    assert lines[2].startswith("1990         4         1         1    ##    ++          ??++  Peru 3 - Japan")


@pytest.mark.parametrize("given", [[], ["-p", "Kenya"], ["--since", "1970", "--status", "held"], ["--reverse"]])
def test_the_commands_that_it_tells_look_closer(
    run: Callable[..., Run], written: Callable[[Records], str], given: list[str]
) -> None:
    """A person would copy a command that fails, or that asks about other meetings."""
    path = written(visits(1000))
    lines = drawn(run, path, *given, columns=200)
    told = {
        line.split(":")[0]: line.split(":", 1)[1] for line in lines if line.startswith(("Closer:", "Each meeting:"))
    }
    total = int(re.sub(r"\D", "", next(line for line in lines if " meetings by " in line).split(" meetings")[0]))
    for name, command in told.items():
        program, *arguments = shlex.split(command)
        assert program == "dialogue"
        done = run(*arguments, "-f", "ids") if name == "Closer" else run(*arguments, "-f", "tsv")
        assert done.status == 0
        wanted = run("list", *given, "-f", "ids", "--data", path).ids
        assert set(done.ids) <= set(wanted)
        assert (len(done.ids) == total) == (name == "Each meeting")


def test_a_title_that_repeats_says_with_whom(run: Callable[..., Run], written: Callable[[Records], str]) -> None:
    """Forty lines "Working visit" tell nothing."""
    records = visits(4, title="Working visit")
    records.append({**records[0], "id": "other", "title": "Visit to Kenya", "date": "1961-02-02"})
    lines = drawn(run, written(records))
    titles = [line.split("  ")[-1].strip() for line in lines if "isit" in line]
    assert sorted(titles) == [
        "Visit to Kenya",
        *(f"Working visit · {name}" for name in ("Japan", "Kenya", "Malta", "Peru")),
    ]
    same = visits(2, title="Working visit", partners=["Peru"])
    same[0]["participants"] = [{"name": "Ana Rojas"}]
    same[1]["participants"] = [{"name": "Luis Soto", "certainty": "possible"}]
    lines = drawn(run, written(same))
    assert [line.split(" · ")[-1] for line in lines if "isit" in line] == ["Ana Rojas", "Luis Soto (possibly)"]


def test_many_of_one_day_are_counted(run: Callable[..., Run], written: Callable[[Records], str]) -> None:
    """One summit with thirty encounters would push everything else off the screen."""
    records = visits(8, date="1995-10-19")
    records += [{**record, "id": f"p-{record['id']}", "status": "planned"} for record in records[:3]]
    path = written(records)
    lines = drawn(run, path, columns=160)
    assert sum("Visit" in line for line in lines) == 3
    (row,) = [line for line in lines if "8 meetings:" in line]
    assert row.split("8 meetings: ")[1] == "Kenya (3), Peru (2), Japan (2), Malta"
    assert lines[-1].endswith(f"dialogue timeline --all --data {path}")
    assert sum("Visit" in line for line in drawn(run, path, "--all")) == 11


@pytest.mark.parametrize("columns", [60, 70, 80])
def test_titles_stand_below_each_other(run: Callable[..., Run], columns: int) -> None:
    """In a usual window the eye would look for the beginning of every title."""
    out = run("timeline", "-f", "table", env={"COLUMNS": str(columns)}).out
    starts = {
        line.index(word)
        for line in out.splitlines()
        for word in ("20th", "First", "12th", "22nd", "7th", "Launch")
        if re.search(rf"  {word}\b", line)
    }
    assert len(starts) == 1


# In a pipe


def test_what_is_piped_stays_as_it_is(run: Callable[..., Run], written: Callable[[Records], str]) -> None:
    """A script would get a drawing where it had rows."""
    path = written(visits(500))
    assert run("timeline", "--data", path).out == run("list", "--data", path).out


def test_units_are_rows_for_a_program(run: Callable[..., Run], written: Callable[[Records], str]) -> None:
    """The numbers of the picture could not be taken further."""
    path = written(PLAIN)
    assert run("timeline", "--by", "years", "--data", path).rows == [
        ["1990", "4", "1"], ["1991", "1", "1"], ["open", "1", "0"], ["", "1", "0"],
    ]  # fmt: skip
    rows = json.loads(run("timeline", "--by", "quarter", "-f", "json", "--data", path).out)
    assert [row["quarter"] for row in rows] == ["1990-Q1", "1990-Q2", "1990-Q3", "1990-Q4", "1991-Q1", "open", None]
    assert rows[2] == {"quarter": "1990-Q3", "count": 0}
    assert rows[3] == {"quarter": "1990-Q4", "count": 1, "possible": 1}
    back = run("timeline", "--by", "year", "--reverse", "--data", path).ids
    assert back == ["1991", "1990", "open", ""]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--by", "yera"], 'there is no timeline by "yera"; did you mean "year"?'),
        (["--by", "topic"], 'there is no timeline by "topic"; it is decade, year, quarter or month'),
        (["--by", "year", "--all"], "--by counts the meetings and --all draws each of them; use one of the two"),
        (["--by", "year", "-f", "ics"], "it goes with table, tsv, csv, json, jsonl, markdown or svg, not with ics"),
        (["--by", "year", "-F", "id"], "--by writes counts, not meetings; it cannot be used with --fields"),
        (["--by", "year", "--template", "{id}"], "it cannot be used with --template"),
        (["--by", "year", "-f", "nothing"], 'there is no format "nothing"'),
    ],
)
def test_what_does_not_go_together_is_said(run: Callable[..., Run], options: list[str], message: str) -> None:
    """An option would be passed over in silence."""
    done = run("timeline", *options)
    assert (done.out, done.status) == ("", 2)
    assert message in done.err


# As a drawing


@pytest.mark.parametrize("number", [0, 1, MOST_DRAWN, MOST_DRAWN + 1, 2000])
def test_a_drawing_is_no_taller_than_a_poster(
    run: Callable[..., Run], written: Callable[[Records], str], number: int
) -> None:
    """A drawing of all meetings would be a strip of half a mile that no program opens."""
    path = written(
        visits(number, title="A visit with a title that takes more than a line of the drawing, and then some")
    )
    for options in (["export", "svg"], ["timeline", "-f", "svg", "--by", "month"]):
        done = run(*options, "--data", path)
        assert done.status == (0 if number else 1)
        match = re.search(r'height="(\d+)"', done.out)
        assert match
        assert int(match[1]) <= TALLEST
    counted = run("export", "svg", "--data", path).out
    assert ("drawn one by one" in counted) == (number > 1)
    assert "Each, however many they are: dialogue timeline -f svg --all" in counted or number <= 1
    assert ("taller than a poster; it counts by year" in done.err) == (number == 2000)


def test_a_drawing_of_counts_has_the_numbers_of_the_terminal(
    run: Callable[..., Run], written: Callable[[Records], str]
) -> None:
    """A report and a terminal would tell of different numbers."""
    path = written(PLAIN)
    out = run("timeline", "--by", "year", "-f", "svg", "--data", path).out
    assert "<title>1990: 4 meetings, 1 of them not held, 1 more possibly. Peru 3, Japan 1</title>" in out
    assert "<title>1991: 1 meeting, 1 more possibly. Peru 1</title>" in out
    narrowed = visits(300)
    whole = run("export", "svg", "--on", "1990s", "--data", written(narrowed)).out
    assert set(re.findall(r"<title>(\d{4})", whole)) <= {str(year) for year in range(1990, 2000)}


LONG = [
    "A partner with a name that goes on and on " * 4,
    "第七轮欧盟与巴基斯坦战略对话" * 8,
    "القمة الأولى بين الاتحاد" * 6,
    "Peru",
]


def boxes(page: Any) -> Iterable[tuple[str, float, float, float, float]]:
    """The words of a drawing and where each stands: left, right, top, bottom."""
    found: list[tuple[str, float, float, float, float]] = page.evaluate(
        """() => [...document.querySelectorAll("text")].map(text => {
            const box = text.getBoundingClientRect();
            return [text.textContent, box.left, box.right, box.top, box.bottom];
        })"""
    )
    return found


@pytest.mark.parametrize("unit", [None, *UNITS])
def test_no_words_of_a_counted_drawing_overlap(
    run: Callable[..., Run], written: Callable[[Records], str], tmp_path: Path, visit: Open, unit: str | None
) -> None:
    """Long names, or those in another script, would be unreadable."""
    records = visits(300)
    for i, record in enumerate(records):
        record["partners"] = LONG[i % 3 :]
        record["status"] = ["held", "planned"][i % 2]
        record["date"] = f"200{i % 3}-0{1 + i % 9}" if i % 7 else "[2001-11-03..2002-01-05]"
    file = tmp_path / "picture.svg"
    by = ["--by", unit] if unit else []
    file.write_text(run("timeline", "-f", "svg", *by, "--data", written(records)).out, encoding="utf-8")
    page = visit(file, size=(1200, 900))
    seen = list(boxes(page))
    assert len(seen) > 20
    for i, (words, left, right, top, bottom) in enumerate(seen):
        assert left >= 0, words
        assert right <= 1120, words
        for other, left2, right2, top2, bottom2 in seen[:i]:
            across = min(right, right2) - max(left, left2)
            down = min(bottom, bottom2) - max(top, top2)
            assert across <= 0 or down <= 4, (words, other)
