"""What `dialogue count` draws on a terminal: bars, gaps in time, and the matrix of two fields."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from dialogue_cli.query.counts import OTHERS, Counts
from dialogue_cli.terminal.bars import bar
from dialogue_cli.terminal.console import Glyphs, console
from dialogue_cli.terminal.counts import write_counts
from dialogue_cli.terminal.heads import head, heads
from dialogue_cli.terminal.matrix import matrix
from tests.conftest import DIALOGUE, Run
from tests.terminal import look
from tests.test_count import POSSIBLE, SMALL


def drawn(number: int, most: int, width: int) -> str:
    """The bar of a number of which nothing is only possible."""
    return bar(number, most, width, Glyphs())[0]


@pytest.mark.parametrize("columns", [80, 120, 200])
def test_bars(environment: dict[str, str], columns: int) -> None:
    """If a bar were cut, or not as long as its number, the picture would say something false."""
    seen = look([DIALOGUE, "count", "--by", "partner", "-q"], environment, columns=columns)
    width = min(columns - 20, 72)
    bars = [line[18:].strip() for line in seen.screen[:3]]
    assert seen.screen[0] == f"Pakistan         5  {'━' * width}"
    assert bars == [drawn(5, 5, width), drawn(4, 5, width), drawn(3, 5, width)]
    assert seen.screen[-2:] == ["", "12 meetings · 7 partners"]
    assert max(map(len, seen.screen)) <= columns


def test_bars_of_time(environment: dict[str, str], dataset: Callable[..., Path]) -> None:
    """If years without a meeting were not shown, a break of ten years would look like none."""
    path = str(dataset(SMALL))
    seen = look([DIALOGUE, "count", "--by", "year", "--data", path, "-q"], environment | {"TERM": "dumb"}, columns=40)
    full = "=" * 26
    assert seen.screen == [
        f"2019       1  {full}",
        f"2020       1  {full}",
        "2021       0",
        f"2022       1  {full}",
        f"2023       1  {full}",
        f"uncertain  1  {full}",
        f"(none)     1  {full}",
        "",
        "5 meetings",
    ]
    seen = look([DIALOGUE, "count", "--by", "month", "--data", path, "-q", "-n", "2"], environment, columns=60)
    assert [line.split("  ")[0] for line in seen.screen] == [
        "earlier (2)",
        "Dec 2022",
        "Jan 2023",
        "uncertain",
        "(none)",
        "",
        "5 meetings",
    ]
    seen = look([DIALOGUE, "count", "--by", "month", "--data", path, "-q", "--reverse"], environment, columns=60)
    assert [line.split("  ")[0] for line in seen.screen][:5] == [
        "Jan 2023",
        "Dec 2022",
        "Jun 2020 – Nov 2022",
        "May 2020",
        "Jun 2019 – Apr 2020",
    ]


def test_matrix(environment: dict[str, str], dataset: Callable[..., Path]) -> None:
    """If totals were sums, a meeting with two partners would be two meetings."""
    command = [DIALOGUE, "count", "--by", "year,partner", "--data", str(dataset(SMALL)), "-q"]
    assert look(command, environment).screen == [
        "           Partners",
        "Years      Chad  Türkiye  (none)  Total",
        "───────────────────────────────────────",
        "2019          ·        1       ·      1",
        "2020          1        ·       ·      1",
        "2022          1        1       ·      1",
        "2023          1        1       ·      1",
        "uncertain     1        ·       ·      1",
        "(none)        ·        ·       1      1",
        "───────────────────────────────────────",
        "Total         3        2       1      5",
        "",
        "5 meetings · 2 partners · each meeting counts once in a total",
    ]


def test_others_have_a_row_without_a_bar(environment: dict[str, str]) -> None:
    """If the sum of a hundred values had a bar, those of single values would be too short to compare."""
    seen = look([DIALOGUE, "count", "--by", "partner", "-q", "-n", "2"], environment, columns=60)
    assert seen.screen == [
        f"Pakistan    5  {'━' * 45}",
        f"Kazakhstan  4  {drawn(4, 5, 45)}",
        "others (5)  7",
        "",
        "12 meetings · 7 partners",
    ]


def test_a_cut_matrix_has_others_both_ways(environment: dict[str, str], dataset: Callable[..., Path]) -> None:
    """If what -n leaves out of a matrix were not in it, the totals would not be those of what stands above them."""
    command = [DIALOGUE, "count", "--by", "year,partner", "--data", str(dataset(SMALL)), "-q", "-n", "1"]
    assert look(command, environment).screen == [
        "             Partners",
        "                   others",
        "Years        Chad     (1)  (none)  Total",
        "────────────────────────────────────────",
        "earlier (3)     2       2       ·      3",
        "2023            1       1       ·      1",
        "uncertain       1       ·       ·      1",
        "(none)          ·       ·       1      1",
        "────────────────────────────────────────",
        "Total           3       2       1      5",
        "",
        "5 meetings · 2 partners",
        "each meeting counts once in a total, in others once for each value",
    ]


def cells_of(screen: list[str]) -> list[list[int]]:
    """The numbers of a matrix in its rows, without their labels, the totals of the columns last; of all its blocks."""
    rows: list[list[int]] = []
    rules = [i for i, line in enumerate(screen) if line.startswith("─")]
    for first, last in zip(rules[::2], rules[1::2], strict=True):
        for line in [*screen[first + 1 : last], screen[last + 1]]:
            rows.append([int(n.replace(",", "")) for n in re.findall(r"(?<= )[\d,]+(?=\??(?: |$))", line)])
    return rows


@pytest.mark.parametrize("columns", [60, 80, 120, 200])
def test_a_matrix_that_is_cut_to_the_window_loses_no_meeting(
    environment: dict[str, str], run: Callable[..., Run], columns: int
) -> None:
    """If a matrix too wide or too high for its window were cut in silence, meetings would be missing from it."""
    command = ["count", "--by", "topic,person", "-q"]
    cells = sum(int(row[2]) for row in run(*command).rows)
    screen = look([DIALOGUE, *command], environment, columns=columns).screen
    assert max(map(len, screen)) <= columns
    # A window of the tests has 50 lines, one of them for the prompt.
    assert len(screen) < 50
    rows = cells_of(screen)
    assert sum(sum(row[:-1]) for row in rows[:-1]) == cells
    text = " ".join(" ".join(screen).split())
    assert "12 meetings · 63 topics · 17 people " in text
    assert "each meeting counts once in a total" in text
    assert not any(line.rstrip().endswith("·") for line in screen if "meeting" in line)
    shown = [line.split("  ")[0] for line in screen]
    (others,) = (int(found[1]) for line in shown if (found := re.fullmatch(r"others \((\d+)\)", line)))
    assert f"others: {others} topics" in text
    assert re.search(r"others: \d+ people", text)
    assert re.search(r"-n 63 shows all (· )?-f csv gives all to a program$", text)


def test_what_the_line_below_a_cut_matrix_says_is_true(environment: dict[str, str], run: Callable[..., Run]) -> None:
    """Who types the -n that is named there would still not see every number."""
    cells = sum(int(row[2]) for row in run("count", "--by", "topic,person", "-q").rows)
    for columns in (40, 80, 200):
        command = [DIALOGUE, "count", "--by", "topic,person", "-q", "-n", "63"]
        screen = look(command, environment, columns=columns).screen
        assert max(map(len, screen)) <= columns
        assert not any(line.startswith("others") for line in screen)
        rules = [i for i, line in enumerate(screen) if line.startswith("─")]
        with_total = [screen[first - 1].endswith("Total") for first in rules[::2]]
        sums = 0
        for first, last, has_total in zip(rules[::2], rules[1::2], with_total, strict=True):
            rows = cells_of(screen[first : last + 2])[:-1]
            # A label that goes on below its number is a line without one.
            sums += sum(sum(row[:-1] if has_total else row) for row in rows)
        assert sums == cells


def test_a_matrix_in_a_pipe_is_cut_to_its_width_only(run: Callable[..., Run], dataset: Callable[..., Path]) -> None:
    """If a file had no more rows than some window, what is written there would depend on who watches."""
    records = "".join(f"    - {{id: y{y}, title: T, date: {y}, partners: [P{y}]}}\n" for y in range(1900, 2000))
    path = str(dataset(f"    meetings:\n{records}"))
    done = run("count", "--by", "year,partner", "-f", "table", "--data", path, "-q", env={"COLUMNS": "60"})
    years = re.findall(r"^\d{4}", done.out, re.MULTILINE)
    assert years == [str(y) for y in range(1900, 2000)]
    assert max(map(len, done.out.splitlines())) <= 60
    assert "others: 9" in done.out


def test_the_newest_of_many_years_are_shown(environment: dict[str, str], dataset: Callable[..., Path]) -> None:
    """A person would see the years of a century ago, or the sum of those between where it is not theirs."""
    records = "".join(f"    - {{id: y{y}, title: T, date: {y}, partners: [P]}}\n" for y in range(1900, 2000))
    path = str(dataset(f"    meetings:\n{records}"))
    for turned in ([], ["--reverse"]):
        command = [DIALOGUE, "count", "--by", "year,partner", "--data", path, "-q", *turned]
        screen = look(command, environment).screen
        assert len(screen) < 50
        rules = [i for i, line in enumerate(screen) if line.startswith("─")]
        labels = [line.split("  ")[0] for line in screen[rules[0] + 1 : rules[1]]]
        years = [label for label in labels if label.isdigit()]
        assert labels.index(f"earlier ({100 - len(years)})") == (len(years) if turned else 0)
        assert sorted(years) == [str(y) for y in range(2000 - len(years), 2000)]
        assert years == sorted(years, reverse=bool(turned))


def test_rows_and_columns_stand_as_they_were_asked_for(environment: dict[str, str]) -> None:
    """In a narrow window the first field would be across, and the answer that to another question."""
    for columns in (40, 200):
        for fields, names in (("year,partner", ["Years", "Partners"]), ("partner,year", ["Partners", "Years"])):
            screen = look([DIALOGUE, "count", "--by", fields, "-q"], environment, columns=columns).screen
            assert screen[0].strip() == names[1]
            assert next(line for line in screen if line.endswith("Total")).startswith(names[0])


def test_no_word_of_a_head_is_broken(environment: dict[str, str]) -> None:
    """A name in two halves is read as two names, and a cut one as another unless it shows that it is cut."""
    out = console(io.StringIO(), width=80)
    assert head("Germany, Federal Republic of", out).lines == ("Germany,", "Federal", "Republic of")
    assert head("Counter-Terrorism", out).lines == ("Counter-", "Terrorism")
    assert head("Trans-Caspian International Transport Route", out).lines == (
        "Trans-Caspian",
        "International",
        "Transport…",
    )
    assert head("Donaudampfschifffahrt", out).lines == ("Donaudampfsch…",)
    assert head("Donaudampfschiff/Fahrt", out).lines == ("Donaudampfsch…", "Fahrt")
    assert head("", out).width == 0
    one, other = heads(["one two-three fourteen fifteen sixteen A", "one two-three fourteen fifteen sixteen B"], out)
    assert " ".join(one.lines) != " ".join(other.lines)
    assert "…" not in " ".join(one.lines)
    screen = look([DIALOGUE, "count", "--by", "year,person", "-q"], environment, columns=120).screen
    assert "Federal" in " ".join(screen[:4])
    assert "Investigation" in " ".join(screen[:4])


@given(st.text(st.sampled_from("ab -/漢é"), max_size=60))
def test_a_head_is_low_and_narrow(text: str) -> None:
    """A single name would push all other columns out of the window, or the numbers off the screen."""
    found = head(text, console(io.StringIO(), width=80))
    assert len(found.lines) <= 3
    assert all(cell_len(line) <= found.width <= 14 for line in found.lines)


def test_bar() -> None:
    """If a small number had no bar, it would look like zero."""
    signs = Glyphs()
    assert bar(1, 100_000, 10, signs) == ("╸", "")
    assert bar(0, 5, 10, signs) == ("", "")
    assert bar(5, 5, 10, signs) == ("━" * 10, "")


@given(st.integers(1, 500), st.integers(0, 500), st.integers(0, 500), st.integers(1, 80))
def test_a_bar_shows_the_possible_share(number: int, more: int, possible: int, width: int) -> None:
    """What is only possible would be drawn as certain, or a bar be longer than that of a greater number."""
    possible = min(possible, number)
    sure, unsure = bar(number, number + more, width, Glyphs(), possible, is_whole=True)
    plain, nothing = bar(number, number + more, width, Glyphs(), is_whole=True)
    assert nothing == ""
    assert 1 <= len(sure + unsure) == len(plain) <= width
    assert bool(unsure) == bool(possible)
    assert bool(sure) == (possible < number) or len(plain) == 1
    assert set(sure) <= {"━"}
    assert set(unsure) <= {"╍"}


def test_others_are_not_drawn_under_the_name_of_a_value() -> None:
    """If a topic were called "others (2)", it and the sum could not be told apart in a table."""
    values = {"others (2)": 3, "b": 2, "c": 1}
    counts = Counts(("topic",), {(v,): n for v, n in values.items()}, (values,), (0,), 6, (0,), ()).cut(1)
    assert counts.label(0, OTHERS) == "all others (2)"


def test_who_only_possibly_took_part_is_drawn_so(environment: dict[str, str], dataset: Callable[..., Path]) -> None:
    """A person would read a number of meetings that someone may not have attended as a fact."""
    command = [DIALOGUE, "count", "--by", "person", "--data", str(dataset(POSSIBLE)), "-q"]
    full, half, sure = "╍" * 26, "╍" * 13, "━" * 13
    assert look(command, environment, columns=52).screen == [
        f"Ann       2 (1 possibly)  {sure}{half}",
        f"Bo        2 (2 possibly)  {full}",
        f"an envoy  1 (1 possibly)  {half}",
        f"Cy        1               {sure}",
        f"(none)    1               {sure}",
        "",
        "4 meetings · 4 people",
    ]
    narrow = look(command, environment, columns=24).screen
    assert [line[:10].strip() for line in narrow[:3]] == ["Ann, 1", "possibly", "Bo, 2"]
    assert max(map(len, narrow)) <= 24
    command[3] = "topic,person"
    assert look(command, environment).screen == [
        "        People",
        "                    an",
        "Topics  Ann  Bo  envoy  Cy  (none)  Total",
        "─────────────────────────────────────────",
        "trade    2?  2?     1?   ·       ·      2",
        "(none)   ·   ·      ·    1       1      2",
        "─────────────────────────────────────────",
        "Total    2?  2?     1?   1       1      4",
        "",
        "4 meetings · 1 topic · 4 people · each meeting counts once in a total",
        "? some of them only possibly",
    ]


def test_only_what_is_shown_is_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """A table of ten thousand people would be laid out line by line to show forty of them."""
    people = {f"P{n}": 1 for n in range(5000)}
    cells = {("2020", name): 1 for name in people} | {(name, "2020"): 1 for name in people}
    seen: list[int] = []

    def counted(shown: Counts, out: Console) -> Iterator[Text]:
        seen.append(len(shown.totals[0]) + len(shown.totals[1]))
        return matrix(shown, out)

    monkeypatch.setattr("dialogue_cli.terminal.counts.matrix", counted)
    monkeypatch.setattr("dialogue_cli.terminal.window.height", lambda: 40)
    for fields, totals in (
        (("year", "person"), ({"2020": 5000}, people)),
        (("person", "year"), (people, {"2020": 5000})),
    ):
        counts = Counts(fields, cells, totals, (0, 0), 5000, (0, 0), ())
        counts = replace(counts, cells={cell: 1 for cell in cells if cell[0] in totals[0]})
        stream = io.StringIO()
        write_counts(counts, console(stream, width=80))
        assert len(stream.getvalue().splitlines()) < 40
    assert 0 < sum(seen) < 4 * (40 + 20)
