"""Long output on a terminal goes through a pager, as git does it."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import DIALOGUE
from tests.terminal import look

MANY = """
meetings:
""" + "".join(f"- {{id: meeting-{i:03}, title: Meeting number {i}, partners: [Norway]}}\n" for i in range(200))


@pytest.fixture
def many(tmp_path: Path) -> Path:
    path = tmp_path / "many.yaml"
    path.write_text(MANY, encoding="utf-8")
    return path


def test_the_pager_of_the_person_gets_the_answer_in_colour(environment: dict[str, str]) -> None:
    """PAGER would be ignored, or what it shows would have lost its colours because it is a pipe."""
    seen = look([DIALOGUE, "list"], environment | {"PAGER": "sed 's/Date/PAGE/'"})
    assert seen.status == 0
    assert "PAGE" in seen.screen[0]
    assert b"\x1b[" in seen.raw


def test_the_width_is_the_terminals(environment: dict[str, str]) -> None:
    """A pager's pipe has no width: the table would be laid out for 80 columns on every screen."""
    seen = look([DIALOGUE, "list"], environment | {"PAGER": "sed s/x/x/"}, columns=130)
    assert max(map(len, seen.screen)) > 100


def test_notes_are_in_the_pager_too(environment: dict[str, str]) -> None:
    """The pager would hide from a person what was taken for what."""
    seen = look([DIALOGUE, "list", "--partner", "Pakstan"], environment | {"PAGER": "sed 's/^note/NOTE/'"})
    assert seen.screen[0] == 'NOTE: no partner "Pakstan"; taken for "Pakistan"'


@pytest.mark.parametrize(
    ("more", "arguments"),
    [
        ({"PAGER": "sed 's/Date/PAGE/'"}, ["--no-pager"]),
        ({"PAGER": "sed 's/Date/PAGE/'", "DIALOGUE_PAGER": ""}, []),
        ({"PAGER": "sed 's/Date/PAGE/'", "DIALOGUE_PAGER": "cat"}, []),
        ({"PAGER": "sed 's/Date/PAGE/'", "TERM": "dumb"}, []),
        ({"PAGER": ""}, []),
    ],
)
def test_there_are_ways_to_have_none(environment: dict[str, str], more: dict[str, str], arguments: list[str]) -> None:
    """Who wants no pager would get one all the same."""
    seen = look([DIALOGUE, "list", *arguments], environment | more)
    assert seen.status == 0
    assert seen.screen[0].startswith("Date")


def test_our_own_variable_comes_first(environment: dict[str, str]) -> None:
    """DIALOGUE_PAGER could not differ from everybody's PAGER."""
    seen = look(
        [DIALOGUE, "list"], environment | {"PAGER": "sed 's/Date/PAGE/'", "DIALOGUE_PAGER": "sed 's/Date/OURS/'"}
    )
    assert seen.screen[0].startswith("OURS")


def test_a_pager_that_does_not_exist_is_said(environment: dict[str, str]) -> None:
    """The answer would be lost without a word."""
    seen = look([DIALOGUE, "list"], environment | {"PAGER": "no-such-pager-here"})
    assert seen.status == 2
    assert 'the pager "no-such-pager-here" cannot be run; see --no-pager' in seen.text


def test_leaving_the_pager_early_is_no_failure(environment: dict[str, str], many: Path) -> None:
    """Who has seen enough of a long list would be told of a broken pipe."""
    seen = look([DIALOGUE, "list", "--data", many], environment | {"PAGER": "head -n 3"})
    assert seen.status == 0
    assert "Traceback" not in seen.text
    assert len(seen.screen) == 3


def test_the_status_is_that_of_the_question(environment: dict[str, str]) -> None:
    """A script on a terminal would take the pager's good end for an answer."""
    seen = look([DIALOGUE, "list", "--partner", "Türkiye"], environment | {"PAGER": "sed s/x/x/"})
    assert seen.status == 1


def test_errors_come_after_the_pager(environment: dict[str, str]) -> None:
    """A message would be drawn over the pager's screen."""
    seen = look([DIALOGUE, "list", "--status", "nonsense"], environment | {"PAGER": "sed 's/Date/PAGE/'"})
    assert seen.status == 2
    assert "dialogue: there is no status" in seen.text


def test_a_note_alone_starts_no_pager(environment: dict[str, str]) -> None:
    """A full screen would come up for one line."""
    seen = look([DIALOGUE, "list", "--partner", "Norway"], environment | {"PAGER": "sed s/note/PAGED/"})
    assert seen.status == 1
    assert seen.screen[0] == 'note: "Norway" is a known partner, but no meeting names it'


def test_notes_about_a_file_go_to_the_terminal(environment: dict[str, str], tmp_path: Path) -> None:
    """The notes would stand in the exported file, or a pager would come up for nothing."""
    target = tmp_path / "out.csv"
    command = [DIALOGUE, "export", "csv", "--partner", "Pakstan", "-o", target]
    seen = look(command, environment | {"PAGER": "sed s/note/PAGED/"})
    assert (seen.status, seen.text) == (0, 'note: no partner "Pakstan"; taken for "Pakistan"')
    assert target.read_text(encoding="utf-8").startswith("id,date,")
    assert "taken for" not in target.read_text(encoding="utf-8")


def test_a_pipe_has_no_pager(environment: dict[str, str], tmp_path: Path) -> None:
    """A pipeline would wait for somebody to press a key."""
    import subprocess

    done = subprocess.run(
        [DIALOGUE, "list", "-f", "ids"],
        env=environment | {"PAGER": "sed 's/^/PAGE/'"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0
    assert "eu-central-asia-summit-1" in done.stdout.splitlines()


@pytest.mark.skipif(not shutil.which("less"), reason="needs less: install the package less")
def test_less_shows_a_short_answer_and_ends(environment: dict[str, str]) -> None:
    """Without PAGER a person would have to press q after every three lines."""
    del environment["PAGER"]
    seen = look([DIALOGUE, "list", "--partner", "Pakistan", "-n", "1"], environment)
    assert seen.status == 0
    assert "1 of 5 meetings" in seen.text


@pytest.mark.skipif(not shutil.which("less"), reason="needs less: install the package less")
def test_less_waits_at_the_first_screen_of_a_long_answer(environment: dict[str, str], many: Path) -> None:
    """A long answer would run past the person."""
    del environment["PAGER"]
    seen = look([DIALOGUE, "list", "--data", many], environment, keys=b"q", keys_after=b"Meeting number 40")
    assert seen.status == 0
    assert "Meeting number 199" not in seen.text


def test_a_long_list_of_problems_is_paged_whole(environment: dict[str, str], tmp_path: Path) -> None:
    """The problems beyond the first screen would be gone, or run past who reads them."""
    path = tmp_path / "many.yaml"
    path.write_text("meetings:\n" + "- {id: a, title: A}\n" * 81, encoding="utf-8")
    seen = look([DIALOGUE, "check", "-f", "text", str(path)], environment | {"PAGER": "wc -l"}, columns=200)
    assert "81" in seen.screen[0].split()


def test_notes_break_between_words(environment: dict[str, str]) -> None:
    """The window would cut a long note in mid-word, and a program would get it in pieces."""
    call = [DIALOGUE, "show", "eu-pakistan"]
    shown = look(call, environment | {"PAGER": "cat"}, columns=50).screen
    assert max(map(len, shown)) <= 50
    piped = subprocess.run(call, env=environment, capture_output=True, text=True, check=False).stderr
    assert piped.count("\n") == 1
    assert " ".join(" ".join(shown).split()) == " ".join(piped.split())
