"""What `dialogue count` draws on a terminal: bars, gaps in time, and the matrix of two fields."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from dialogue_cli.terminal.counts import bar
from tests.conftest import DIALOGUE, Run
from tests.terminal import look
from tests.test_count import POSSIBLE, SMALL


@pytest.mark.parametrize("columns", [80, 120, 200])
def test_bars(environment: dict[str, str], columns: int) -> None:
    """If a bar were cut, or not as long as its number, the picture would say something false."""
    seen = look([DIALOGUE, "count", "--by", "partner", "-q"], environment, columns=columns)
    lines = [line.split() for line in seen.screen]
    width = min(columns - 20, 100)
    assert seen.screen[0] == f"Pakistan         5  {'█' * width}"
    assert [len(line[-1]) for line in lines[:3]] == [
        width,
        len(bar(4, 5, width, "▏▎▍▌▋▊▉█")),
        len(bar(3, 5, width, "▏▎▍▌▋▊▉█")),
    ]
    assert seen.screen[-2:] == ["", "12 meetings"]
    assert max(map(len, seen.screen)) <= columns


def test_bars_of_time(environment: dict[str, str], dataset: Callable[..., Path]) -> None:
    """If years without a meeting were not shown, a break of ten years would look like none."""
    path = str(dataset(SMALL))
    seen = look([DIALOGUE, "count", "--by", "year", "--data", path, "-q"], environment | {"TERM": "dumb"}, columns=40)
    full = "#" * 26
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
        "Dec 2022",
        "Jan 2023",
        "others (2)",
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
        "5 meetings · each meeting counts once in a total",
    ]


def test_others_have_a_row_without_a_bar(environment: dict[str, str]) -> None:
    """If the sum of a hundred values had a bar, those of single values would be too short to compare."""
    seen = look([DIALOGUE, "count", "--by", "partner", "-q", "-n", "2"], environment, columns=60)
    assert seen.screen == [
        f"Pakistan    5  {'█' * 45}",
        f"Kazakhstan  4  {bar(4, 5, 45, '▏▎▍▌▋▊▉█')}",
        "others (5)  7",
        "",
        "12 meetings",
    ]


def test_a_cut_matrix_has_others_both_ways(environment: dict[str, str], dataset: Callable[..., Path]) -> None:
    """If what -n leaves out of a matrix were not in it, the totals would not be those of what stands above them."""
    command = [DIALOGUE, "count", "--by", "year,partner", "--data", str(dataset(SMALL)), "-q", "-n", "1"]
    assert look(command, environment).screen == [
        "            Partners",
        "                  others",
        "Years       Chad     (1)  (none)  Total",
        "───────────────────────────────────────",
        "2023           1       1       ·      1",
        "others (3)     2       2       ·      3",
        "uncertain      1       ·       ·      1",
        "(none)         ·       ·       1      1",
        "───────────────────────────────────────",
        "Total          3       2       1      5",
        "",
        "5 meetings · each meeting counts once in a total, in others once for each value",
    ]


def test_a_wide_matrix_keeps_every_number(environment: dict[str, str], run: Callable[..., Run]) -> None:
    """If a matrix too wide for its window were cut, meetings would be missing from it in silence."""
    cells = sum(int(row[2]) for row in run("count", "--by", "topic,person", "-q").rows)
    for columns in (40, 80, 200):
        seen = look([DIALOGUE, "count", "--by", "topic,person", "-q"], environment, columns=columns)
        # The numbers stand right of the labels; the rows of totals, headers and rules hold none of the cells.
        assert max(map(len, seen.screen)) <= columns
        assert " ".join(seen.screen).endswith(
            "12 meetings · each meeting counts once in a total · ? some of them only possibly"
        )
        blocks, with_total, is_cells, total = 0, False, False, 0
        for line in seen.screen:
            if line.startswith("─"):
                is_cells = not is_cells
                blocks += is_cells
            elif is_cells:
                numbers = re.findall(r"(?<= )\d+(?=\??(?: |$))", line)
                total += sum(map(int, numbers[:-1] if with_total else numbers))
            else:
                with_total = line.rstrip().endswith("Total")
        assert total == cells


def test_bar() -> None:
    """If a small number had no bar, it would look like zero."""
    assert bar(1, 100_000, 10, "▏▎▍▌▋▊▉█") == "▏"
    assert bar(0, 5, 10, "#") == ""
    assert bar(5, 5, 10, "#") == "#" * 10


def test_who_only_possibly_took_part_is_drawn_so(environment: dict[str, str], dataset: Callable[..., Path]) -> None:
    """A person would read a number of meetings that someone may not have attended as a fact."""
    command = [DIALOGUE, "count", "--by", "person", "--data", str(dataset(POSSIBLE)), "-q"]
    full, half = "█" * 26, "█" * 13
    assert look(command, environment, columns=52).screen == [
        f"Ann       2 (1 possibly)  {full}",
        f"Bo        2 (2 possibly)  {full}",
        f"an envoy  1 (1 possibly)  {half}",
        f"Cy        1               {half}",
        f"(none)    1               {half}",
        "",
        "4 meetings",
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
        "(none)    ·   ·      ·   1       1      2",
        "─────────────────────────────────────────",
        "Total    2?  2?     1?   1       1      4",
        "",
        "4 meetings · each meeting counts once in a total · ? some of them only possibly",
    ]
