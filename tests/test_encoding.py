"""In which encoding the program writes: what other programs read is UTF-8, what a person reads is of the locale."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from dialogue_cli.formats.registry import EXPORTED, FORMATS, MEETINGS
from tests.conftest import DIALOGUE, Run
from tests.processes import PATIENCE
from tests.terminal import look

pytestmark = pytest.mark.process

DATA = """
    sources: [{id: s, title: "Žofín"}]
    meetings:
    - id: a
      title: Café in Łódź
      date: 2025-03-01
      partners: [Łotwa]
      series: Żagiel
      evidence: [{source: s, exact: "Łódź", supports: [title]}]
"""
LATIN = {"PYTHONUTF8": "0", "PYTHONIOENCODING": "latin-1"}
LOCALES = [
    LATIN,
    {"PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"},
    {"PYTHONUTF8": "0", "PYTHONIOENCODING": "utf-16"},
    {"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "LC_ALL": "C"},
]
FIXED = [name for name in MEETINGS if not FORMATS[name].local]


@pytest.fixture
def written(environment: dict[str, str], dataset: Callable[..., Path]) -> Callable[..., bytes]:
    """What a call writes into a pipe, in bytes."""
    path = dataset(DATA)

    def call(*arguments: str, locale: dict[str, str]) -> bytes:
        done = subprocess.run(
            [DIALOGUE, *arguments],
            env={name: value for name, value in environment.items() if name not in ("PYTHONUTF8", "LANG")}
            | {"DIALOGUE_DATA": str(path)}
            | locale,
            capture_output=True,
            timeout=PATIENCE,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    return call


def test_the_registry_says_what_is_local() -> None:
    """If a new format were local by mistake, no program could rely on what it reads."""
    assert set(MEETINGS) - set(FIXED) == {"table", "tsv", "ids"}


@pytest.mark.parametrize("locale", LOCALES, ids=lambda one: one.get("PYTHONIOENCODING", "C"))
@pytest.mark.parametrize("name", FIXED)
def test_what_other_programs_read_is_utf8(written: Callable[..., bytes], name: str, locale: dict[str, str]) -> None:
    """If JSON (RFC 8259), a calendar or a page were written in Latin-1, what reads it would fail or show rubbish."""
    found = written("list", "-f", name, locale=locale)
    assert "Łódź" in found.decode("utf-8")
    assert found == written("list", "-f", name, locale={"PYTHONUTF8": "1"})


@pytest.mark.parametrize(
    "call",
    [
        ("brief",),
        ("show", "a", "-f", "csv"),
        ("count", "--by", "partner", "-f", "json"),
        ("count", "--by", "partner", "-f", "csv"),
        ("series", "-f", "jsonl"),
        ("sources", "-f", "markdown"),
        ("export", "json"),
        ("export", "schema"),
        ("export", "json", "-o", "/dev/stdout"),
    ],
    ids=" ".join,
)
def test_so_it_is_for_every_command(written: Callable[..., bytes], call: tuple[str, ...]) -> None:
    """If a command chose the stream by itself, its JSON would be of the locale again."""
    assert written(*call, locale=LATIN) == written(*call, locale={"PYTHONUTF8": "1"})


def test_a_problem_in_json_is_utf8(environment: dict[str, str], dataset: Callable[..., Path]) -> None:
    """If the problems of a file were written in Latin-1, the editor that reads them could not."""
    path = dataset('meetings: [{id: a, title: A, partners: [X], status: "Łódź"}]')
    command = [DIALOGUE, "check", str(path), "-f", "json"]
    done = subprocess.run(command, env=environment | LATIN, capture_output=True, timeout=PATIENCE, check=False)
    assert done.returncode == 1
    assert "Łódź" in json.loads(done.stdout.decode("utf-8"))[0]["message"]


@pytest.mark.parametrize("name", [name for name in EXPORTED if FORMATS[name].how != "file"])
def test_a_file_is_the_same_in_every_locale(written: Callable[..., bytes], tmp_path: Path, name: str) -> None:
    """If a file depended on who writes it, two people could not work on one."""
    for i, locale in enumerate((LATIN, {"PYTHONUTF8": "1"})):
        written("export", name, "-o", str(tmp_path / str(i)), locale=locale)
    assert (tmp_path / "0").read_bytes() == (tmp_path / "1").read_bytes()
    assert name in ("ids", "ics") or "Łódź".encode() in (tmp_path / "0").read_bytes()


@pytest.mark.parametrize("call", [("list",), ("list", "-f", "table"), ("list", "--template", "{title}")], ids=" ".join)
def test_lines_follow_the_locale(written: Callable[..., bytes], call: tuple[str, ...]) -> None:
    """If lines were UTF-8 in a locale that is not, grep, sort and the terminal there would misread them."""
    found = written(*call, locale=LATIN)
    assert "Café in \\u0141ód\\u017a" in found.decode("latin-1")


def test_a_terminal_gets_what_it_can_show(environment: dict[str, str], dataset: Callable[..., Path]) -> None:
    """If JSON were UTF-8 on a screen that shows Latin-1, the person would see two wrong letters for each."""
    locale = environment | LATIN | {"DIALOGUE_DATA": str(dataset(DATA))}
    assert b"Caf\xe9 in \\u0141\xf3d\\u017a" in look([DIALOGUE, "list", "-f", "json"], locale).raw


def test_the_case_of_json_on_a_pipe(run: Callable[..., Run], dataset: Callable[..., Path]) -> None:
    """If Python's own setting for the streams decided, a script that sets it could read no JSON."""
    done = run("export", "json", "--data", str(dataset(DATA)), env=LATIN)
    assert [one["title"] for one in json.loads(done.out)] == ["Café in Łódź"]
