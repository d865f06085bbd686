"""The soak and the load of bench/, in a few steps: they must run, agree with the program, and see what is wrong."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path

import pytest

import load
import load_questions
import soak
import soak_oracle
from load_versions import MARKS, Version
from soak_calls import Difference, Done, must_keep_lines, must_only_insert


@pytest.mark.process
def test_a_short_soak_finds_nothing(tmp_path: Path) -> None:
    """A soak that differs from the program by its own mistakes would be ignored by whoever has to believe it."""
    done, wrong = soak.soak(seed=1, seconds=600, first=0, steps=25, folder=tmp_path)
    assert (done.total(), wrong) == (25, 0)


@pytest.mark.process
def test_a_soak_sees_an_answer_that_the_oracle_does_not_give(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A soak that compares nothing would go on for ever without a word."""
    monkeypatch.setattr(soak_oracle, "_moment", lambda record: (False, date.min, record["id"][::-1]))
    _, wrong = soak.soak(seed=1, seconds=600, first=0, steps=25, folder=tmp_path)
    assert wrong
    assert "seed 1, step" in capsys.readouterr().out


@pytest.mark.process
def test_a_short_load_finds_nothing(tmp_path: Path) -> None:
    """A load that differs from the program by its own mistakes would be ignored by whoever has to believe it."""
    options = load.parsed(["--meetings", "200", "--callers", "2", "--seconds", "2"])
    assert load.run(options, tmp_path) == 0


def test_a_load_sees_an_answer_of_two_versions() -> None:
    """An answer that is half of one version and half of another is what the load is there to see."""
    question = next(q for q in _questions() if q.arguments[0] == "list")
    titles = ["Mark version-000004", "Mark version-000004", "Mark version-000005"]
    mixed = "".join(f"{one}\t{title}\n" for one, title in zip(MARKS, titles, strict=True))
    assert not any(question.judge(mixed, Version(number, 0)) for number in range(10))
    assert question.judge(mixed.replace("5", "4"), Version(4, 0))


def _questions() -> list[load_questions.Question]:
    chance = random.Random(1)
    return [load_questions.of_marks(chance) for _ in range(100)]


@pytest.mark.parametrize("new", [b"a\nB\nc\n", b"a\nc\n", b"a\nc\nb\nd\n", b"a\nb\nc\n"])
def test_a_soak_sees_a_changed_byte(new: bytes) -> None:
    """A byte of somebody else's that a writing command changes is what the soak is there to see."""
    with pytest.raises(Difference):
        must_only_insert(_done(), b"a\nb\nc\n", new)


def test_a_soak_takes_lines_put_in_at_two_places() -> None:
    """Two meetings of two series go to two places, and that is no difference."""
    must_only_insert(_done(), b"a\nb\nc\n", b"a\nx\nb\ny\nc\n")


def test_a_soak_sees_a_line_that_a_renaming_had_no_business_with() -> None:
    """A rename may change the lines with the name, and no other."""
    must_keep_lines(_done(), b"trade\nb\n", b"commerce\nb\n", "trade")
    with pytest.raises(Difference):
        must_keep_lines(_done(), b"trade\nb\n", b"commerce\nB\n", "trade")


def _done() -> Done:
    return Done([], "", "", 0)
