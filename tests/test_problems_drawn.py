"""`dialogue check` on a terminal: the line of the file, the mark under the place, the summary."""

from __future__ import annotations

import io
import itertools
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from dialogue_cli.dataset.problems import Problem
from dialogue_cli.terminal.console import console
from dialogue_cli.terminal.excerpt import excerpt
from dialogue_cli.terminal.problems import FIRST, MANY
from dialogue_cli.text import one_line
from tests.conftest import Run

MEETING = "meetings:\n- id: a\n  title: A\n  partners: [X]\n"
WIDTHS = (30, 60, 80, 120, 200)


@pytest.fixture
def drawn(run: Callable[..., Run], tmp_path: Path) -> Callable[..., str]:
    """What a person sees of the problems of a dataset, without colours."""

    def draw(text: str | bytes, *options: str, columns: int = 80) -> str:
        path = tmp_path / "here" / "d.yaml"
        path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
        done = run("check", "--color", "always", *options, "d.yaml", env={"COLUMNS": str(columns)})
        return re.sub(r"\x1b\[[\d;]*m", "", done.out)

    return draw


def marked(shown: str) -> list[str]:
    """What stands above each mark, by cells of the terminal."""
    found = []
    lines = shown.splitlines()
    for above, line in itertools.pairwise(lines):
        mark = re.fullmatch(r"( *│ *)(~+|\^)", line)
        if mark:
            cells = [character for character in above for _ in range(cell_len(character))]
            found.append(_text(cells[len(mark[1]) : len(mark[1]) + len(mark[2])]))
    return found


def _text(cells: list[str]) -> str:
    """The characters that fill some cells, a wide one once."""
    found, i = "", 0
    while i < len(cells):
        found += cells[i]
        i += cell_len(cells[i])
    return found


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (MEETING + "  date: 31/02/2025  # when\n", "31/02/2025"),
        (MEETING + '  date: "31/02/2025"\n', '"31/02/2025"'),
        (MEETING + "  topics: [trade, energy, trade]\n", "trade"),
        (MEETING + "  topcs: [x]\n", "topcs"),
        (MEETING + "  topics: [貿易協定, 投資, 貿易協定]\n", "貿易協定"),
        (MEETING + "  date: 二〇二五年\n", "二〇二五年"),
        (MEETING + "  note: |\n    x\n  kind: visit\n  kind: summit\n", "kind"),
        ((MEETING + "  date: 2025-13-01\n").replace("\n", "\r\n"), "2025-13-01"),
        ("\ufeff" + MEETING + "  date: 2025-13-01\n", "2025-13-01"),
        (MEETING + '  note: "a\u2028b"\n  date: 2025-13-01\n', "2025-13-01"),
        ("meetings:\n- id: a\n\ttitle: A\n", "→"),
        ("meetings:\n- id: a\n  title: Talks: two\n", ":"),
        (MEETING + "  note: “a: b”\n", ":"),
        (MEETING + "  topics: [tra\u200bde]\n", "<"),
        (MEETING + "  status: done\n", "done"),
    ],
)
@pytest.mark.parametrize("columns", WIDTHS)
def test_the_mark_stands_under_the_place(text: str, place: str, columns: int, drawn: Callable[..., str]) -> None:
    """A mark under something else sends a person to mend what is right."""
    assert place in marked(drawn(text, columns=columns))


def test_a_line_that_runs_from_right_to_left_has_its_place_in_words(drawn: Callable[..., str]) -> None:
    """A terminal that turns such a line round would have the mark under another word."""
    shown = drawn(MEETING + "  topics: [שלום עולם, trade, שלום עולם]\n")
    assert not marked(shown)
    assert "at column 30: שלום עולם" in shown


@pytest.mark.parametrize("columns", WIDTHS)
def test_a_very_long_line_is_shown_around_the_place(columns: int, drawn: Callable[..., str]) -> None:
    """One line of thousands of characters would fill the screen, or the place would be cut off."""
    topics = ", ".join(f"topic {i}" for i in range(500))
    shown = drawn(MEETING + f"  topics: [{topics}, topic 250, {topics.replace('topic', 'theme')}]\n", columns=columns)
    assert "topic 250" in marked(shown)
    assert max(map(cell_len, shown.splitlines())) <= columns
    [line] = [line for line in shown.splitlines() if re.match(r"  \d+ │", line)]
    assert line.count("…") == 2
    # What is around the place is cut between words.
    words = re.split(r"[ ,]+", line.partition("│ ")[2].strip("…"))
    assert all(word in ("topic", "theme", "") or word.isdigit() for word in words)


@given(
    before=st.text(st.characters(exclude_characters="\r\n\x85\u2028\u2029", exclude_categories=["Cs"]), max_size=120),
    token=st.text("abc貿易", min_size=1, max_size=9),
    after=st.text("xyz ,貿é", max_size=120),
    room=st.integers(12, 90),
)
def test_an_excerpt_fits_and_marks_its_place(before: str, token: str, after: str, room: int) -> None:
    """Some line would break the layout, be obeyed by the terminal, or have its mark somewhere else."""
    line = f"{before} '{token}', {after}"
    out = console(io.StringIO(), color="never", width=100)
    problem = Problem("f", 1, len(before) + 2, "date", "m")
    text, mark = excerpt(problem, line, room, out)
    assert text.cell_len <= room
    assert one_line(text.plain) == text.plain
    if "column" not in mark.plain:
        start = len(mark.plain) - len(mark.plain.lstrip())
        cells = [character for character in text.plain for _ in range(cell_len(character))]
        assert cells[start] == "'"
        assert mark.cell_len <= room


def test_many_of_a_kind_are_counted_and_how_to_see_all_is_said(
    drawn: Callable[..., str], run: Callable[..., Run]
) -> None:
    """Thousands of the same would hide the one that is different, or be left out without a word."""
    records = "".join(f"- {{id: m-{i}, title: M, partners: [X], date: 2025-13-{i}}}\n" for i in range(1500))
    shown = drawn("meetings:\n" + records + "- {id: z, title: Z, status: done}\n")
    assert len(re.findall(r"^error \[date\]", shown, re.MULTILINE)) == FIRST
    assert re.search(r"^error \[choice\] d.yaml:1502:\d+$", shown, re.MULTILINE)
    tail = shown.partition("───")[2]
    assert re.search(r"^1,500  error  date ", tail, re.MULTILINE)
    assert re.search(r"^    1  error  choice ", tail, re.MULTILINE)
    assert f"{1500 - FIRST:,} problems left out: of the kinds with more than {MANY} problems the first {FIRST}" in tail
    assert "1,501 meetings, 0 sources, 0 quotes: 1,501 errors" in tail
    text = drawn("meetings:\n" + records, "-f", "text")
    assert len(text.splitlines()) == 1500
    few = "".join(f"- {{id: m-{i}, title: M, date: 2025-13-{i}}}\n" for i in range(MANY))
    assert len(re.findall(r"^error \[date\]", drawn("meetings:\n" + few), re.MULTILINE)) == MANY


@pytest.mark.parametrize("columns", WIDTHS)
def test_no_word_is_broken(columns: int, drawn: Callable[..., str]) -> None:
    """A message that is cut in the middle of a word is read twice."""
    text = MEETING + "  date: 21 November 2025\n  status: done\n  ordinl: 7\n  place: Brussels\n"
    shown = drawn(text, columns=columns)
    assert max(map(cell_len, shown.splitlines())) <= columns
    said = "date: 21 November 2025 is not a valid date ordinl is not a key of a meeting; did you mean ordinal"
    assert set(re.findall(r"\w{4,}", said)) <= set(re.findall(r"\w{4,}", shown))


def test_without_problems_or_in_a_pipe_nothing_is_drawn(run: Callable[..., Run], dataset: Callable[..., Path]) -> None:
    """A script that reads the lines would find a drawing."""
    done = run("check", "--color", "always")
    assert (done.out, done.status) == ("", 0)
    assert "no problems" in done.err
    path = dataset(MEETING + "  date: 2025-13-01\n")
    done = run("check", str(path))
    assert done.out == f'{path}:5:9: error[date]: date: "13" is not a valid month (01 to 12)\n'
    assert done.err == "note: 1 meeting, 0 sources, 0 quotes: 1 error\n"
    assert run("check", "--color", "always", "-f", "text", str(path)).out == done.out
