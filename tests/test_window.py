"""How wide the output is: the window decides, then COLUMNS where it can be believed, then 80."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from io import StringIO

import pytest

from dialogue_cli.terminal import window
from dialogue_cli.terminal.card import WIDTH
from tests.conftest import DIALOGUE, Run
from tests.terminal import look

LIST = ["list", "--color", "always", "--last", "3", "-q"]


def drawn(text: str) -> int:
    """The width of the line under the header of a table."""
    return max(map(len, re.findall("─+", text)))


@pytest.mark.parametrize(
    ("columns", "width"),
    [
        ("0", 80),
        ("1", 80),
        ("19", 80),
        ("20", 20),
        ("100", 100),
        ("0100", 100),
        ("1000", 1000),
        ("1001", 80),
        ("9" * 5000, 80),
        ("-100", 80),
        ("1_00", 80),
        ("１００", 80),
        ("wide", 80),
        ("", 80),
    ],
)
def test_columns_are_believed_where_a_person_could_read_them(
    monkeypatch: pytest.MonkeyPatch, columns: str, width: int
) -> None:
    """If any number were taken, COLUMNS=0 would make an answer without a letter in it."""
    for name in ("stdin", "stdout", "stderr"):
        monkeypatch.setattr(sys, name, StringIO())
    monkeypatch.setenv("COLUMNS", columns)
    assert window.width() == width


@pytest.mark.parametrize(("columns", "width"), [("0", 80), ("5", 80), ("120", 120), ("2000", 80)])
def test_a_table_heeds_them(run: Callable[..., Run], columns: str, width: int) -> None:
    """If the drawing asked someone else for the width, an empty or an endless line would come out."""
    done = run("timeline", *LIST[1:], env={"COLUMNS": columns})
    assert (drawn(done.out) <= width, done.err, done.status) == (True, "", 0)
    done = run("show", "eu-pakistan-strategic-dialogue-7", "--color", "always", "-q", env={"COLUMNS": columns})
    assert drawn(done.out) == min(width, WIDTH)


def test_closed_streams_have_no_window(monkeypatch: pytest.MonkeyPatch) -> None:
    """If a stream that was closed were asked for its window, a daemon could not call the program."""
    for name in ("stdin", "stdout", "stderr"):
        monkeypatch.setattr(sys, name, None)
    monkeypatch.setenv("COLUMNS", "90")
    assert window.width() == 90


def test_the_window_wins(environment: dict[str, str]) -> None:
    """If COLUMNS, which a shell may have exported long ago, beat the window, every line would be folded."""
    for columns in (60, 90):
        seen = look([DIALOGUE, *LIST], environment | {"COLUMNS": "200"}, columns=columns)
        assert drawn(seen.raw.decode()) <= columns
        assert max(len(line) for line in seen.screen) <= columns
        assert seen.raw.decode() == look([DIALOGUE, *LIST], environment, columns=columns).raw.decode()


def test_a_pipe_within_a_terminal_has_its_width(environment: dict[str, str]) -> None:
    """If a pager that the person starts got another width than their window, the lines would be folded there."""
    for columns in (70, 110):
        direct = look([DIALOGUE, *LIST], environment, columns=columns)
        command = ["/bin/sh", "-c", f"{DIALOGUE} {' '.join(LIST)} | cat"]
        assert look(command, environment | {"COLUMNS": "200"}, columns=columns).screen == direct.screen


def test_a_window_that_does_not_know_its_width_leaves_it_to_columns(environment: dict[str, str]) -> None:
    """If a terminal of size 0 (a serial line, a container) were believed, nothing could be drawn on it."""
    show = f"{DIALOGUE} show eu-pakistan-strategic-dialogue-7 -q"
    for more, width in ((" COLUMNS=70", 70), (" COLUMNS=0", 80), ("", 80)):
        command = ["/bin/sh", "-c", f"stty cols 0 rows 0;{more} {show}"]
        seen = look(command, environment, columns=100)
        assert (drawn(seen.raw.decode()), seen.status) == (width, 0)


def test_help_has_the_width_of_the_window(environment: dict[str, str]) -> None:
    """If help asked in another way than the answers, it would be folded where they are not."""
    seen = look([DIALOGUE, "count", "--help"], environment | {"COLUMNS": "100"}, columns=60)
    assert max(map(len, seen.screen)) <= 60
    assert seen.status == 0
