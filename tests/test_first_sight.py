"""What a person sees first: hints that can be typed, footers that add up, and words that promise no more than is known."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from dialogue_cli.cli.help.screen import of_topic
from dialogue_cli.cli.help.topics import TOPICS
from dialogue_cli.dataset.series import Round, recurring
from dialogue_cli.dataset.shapes import known_hint
from dialogue_cli.dates.edtf import parse
from dialogue_cli.dates.units import Unit
from dialogue_cli.query.spread import Extent, Group, Spread
from dialogue_cli.terminal.console import console, data, spelt
from dialogue_cli.terminal.sources import percent
from dialogue_cli.view.overview import overview
from dialogue_cli.view.overview_words import footer_words
from dialogue_cli.view.year_axis import LEGEND
from tests.conftest import Run

DAY = parse("2026-01-15").earliest


def group(first: str | None, last: str | None, meetings: int) -> Group:
    """Meetings on one unknown day in a window."""
    return Group(None, Extent(first, last, first, last, 0), meetings, 0, 0)


def asked(*groups: Group) -> Callable[[str | None, Unit | None], Spread]:
    return lambda field, _: Spread([] if field else list(groups), None, ())


def test_a_window_says_nothing_of_a_length() -> None:
    """A visit of a week would be said to have lasted a day."""
    assert not [words for words in LEGEND.values() if "one of these days" in words]


@pytest.mark.parametrize(
    ("count", "every", "share"), [(23, 24, 96), (65, 66, 98), (999, 1000, 99), (1, 1000, 1), (0, 9, 0), (9, 9, 100)]
)
def test_a_share_is_rounded(count: int, every: int, share: int) -> None:
    """A document would look less proven than it is, or wholly proven when it is not."""
    assert percent(count, every) == share


def test_the_footer_of_a_timeline_adds_up() -> None:
    """Meetings that lie in no unit for certain would be missing without a word."""
    unplaced = Group(None, Extent("2019-05-01", "2020-05-01", "2019-05-01", "2020-05-01", 1), 3, 0, 0)
    found = overview(asked(group("2020-01-01", "2020-01-01", 5), unplaced), "year")
    assert "3 only possibly in a year, counted in none" in " ".join(footer_words(found))


def test_a_timeline_without_a_date_says_so() -> None:
    """An empty picture would look like a fault of the program."""
    words = list(footer_words(overview(asked(group(None, None, 130)))))
    assert words[0] == "130 meetings · 130 without a date"
    assert "None of them has a date that can be drawn; dialogue list" in words[1]


def test_a_limit_keeps_the_newest_units(run: Callable[..., Run], dataset: Callable[..., Path]) -> None:
    """-n would keep the first meetings, and count the newest year as empty."""
    rows = [f"- {{id: m{i}, title: M, partners: [X], date: {2010 + i}-01-01}}" for i in range(5)]
    path = dataset("\n".join(["meetings:", *rows, ""]))
    done = run("timeline", "--by", "year", "-n", "2", "--data", str(path))
    assert [row[0] for row in done.rows] == ["2013", "2014"]


@pytest.mark.parametrize(("word", "key"), [("partnr", "partners"), ("dat", "date"), ("titel", "title")])
def test_a_short_misspelt_key_has_a_hint(word: str, key: str) -> None:
    """A long list of keys hides the one that was meant."""
    assert known_hint(word, ["id", "title", "date", "date_note", "place", "partners"]) == f'; did you mean "{key}"?'


def test_two_descriptions_of_a_dataset_have_words_of_their_own(
    run: Callable[..., Run], dataset: Callable[..., Path]
) -> None:
    """People would look for a key that stands twice, and there is none."""
    dataset("dataset: {title: A}\nmeetings: [{id: a, title: A, partners: [X]}]\n", "folder/1.yaml")
    folder = dataset("dataset: {title: B}\nmeetings: [{id: b, title: B, partners: [X]}]\n", "folder/2.yaml").parent
    done = run("check", str(folder))
    assert "duplicate-dataset" in done.out
    assert "duplicate-key" not in done.out


def test_a_dumb_terminal_gets_ascii_signs(monkeypatch: pytest.MonkeyPatch) -> None:
    """help environment promises only ASCII signs, and the words of the data as they are."""
    import io

    monkeypatch.setenv("TERM", "dumb")
    made = console(io.TextIOWrapper(io.BytesIO(), "utf-8"), width=80)
    assert spelt("a · b – c…", made).isascii()
    assert data("Ürümqi – “x”", made).plain == "Ürümqi – “x”"


@pytest.mark.parametrize("width", [60, 80])
def test_the_list_of_periods_is_of_one_kind(width: int) -> None:
    """A list half beside and half below its terms cannot be read down."""
    lines = of_topic(TOPICS["periods"], width=width, styled=False).splitlines()
    beside = [bool(re.match(r"  \S.*\S  +\S", line)) for line in lines if re.match(r"  \S", line)]
    assert len(set(beside)) == 1
    assert max(map(len, lines)) <= width


def test_an_overdue_round_is_not_the_next_one() -> None:
    """People would prepare for a round of a year ago, and one without a date would hide when the last was."""
    rounds = [
        Round("a", 1, parse("2020-01-01"), "held", ""),
        Round("b", 2, None, "held", ""),
        Round("c", 3, parse("[2025-01-01..]"), "planned", ""),
    ]
    found = recurring("s", "S", rounds, DAY)
    assert (found.last, found.next, found.next_is_overdue) == (rounds[0], rounds[2], True)
    coming = Round("d", 4, parse("2026-05-01"), "planned", "")
    assert recurring("s", "S", [*rounds, coming], DAY).next == coming
