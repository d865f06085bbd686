"""Names and arguments that are not UTF-8, or have signs that a terminal obeys: said as they are, and written nowhere."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from dialogue_cli.curate.diff import unified
from dialogue_cli.text import printable
from tests.conftest import Run

BROKEN = os.fsdecode(b"K\xff")
DATASET = """
sources: [{id: s, file: r.txt}]
meetings:
- {id: a, title: Talks, partners: [Pakistan]}
"""


@pytest.fixture
def mine(dataset: Callable[..., Path]) -> Path:
    path = dataset(DATASET)
    (path.parent / "r.txt").write_text("They met in Oslo.\n", encoding="utf-8")
    (path.parent / "other.txt").write_text("They met again.\n", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "call",
    [
        ["rename", "partner", "Pakistan", BROKEN],
        ["source", "add", "other.txt", "--title", BROKEN],
        ["source", "add", "other.txt", "--publisher", BROKEN, "--dry-run"],
        ["add", "--title", BROKEN],
        ["quote", "s", "They met", "--add", "a", "--supports", BROKEN],
    ],
    ids=" ".join,
)
def test_what_is_not_utf_8_is_not_written(run: Callable[..., Run], mine: Path, call: list[str]) -> None:
    """The dataset would become one that nobody can read, or the call end in a fault of the program."""
    call = [str(mine.parent / word) if word == "other.txt" else word for word in call]
    before = {file.name: file.read_bytes() for file in mine.parent.iterdir() if file.is_file()}
    done = run(*call, "--data", mine)
    assert (done.out, done.status) == ("", 2)
    assert "fault of the program" not in done.err
    assert done.err.startswith("dialogue: ")
    assert {file.name: file.read_bytes() for file in mine.parent.iterdir() if file.is_file()} == before


def test_a_dataset_with_a_name_that_is_not_utf_8_is_edited(run: Callable[..., Run], mine: Path) -> None:
    """What a colleague has named on another machine could be read, but not edited."""
    path = mine.parent / f"{BROKEN}.yaml"
    mine.rename(path)
    done = run("edit", "a", "--editor", "sed -i s/Talks/More/", "--data", path)
    assert (done.out, done.err, done.status) == ("", "note: a is changed (K\\xff.yaml)\n", 0)
    assert "title: More" in path.read_text(encoding="utf-8")


ODD = ['\x9b1m".yaml', "a\u202eb.yaml", "tab\tand\\.yaml", "é ü.yaml", os.fsdecode(b"\xff.yaml")]


@pytest.mark.parametrize("name", ODD)
def test_a_diff_with_an_odd_name_is_safe_and_can_be_applied(
    run: Callable[..., Run], dataset: Callable[..., Path], name: str
) -> None:
    """A file name could give orders to a terminal, or the diff be one that no program takes."""
    path = dataset("meetings:\n- {id:   a, title: T}\n")
    path = path.rename(path.parent / name)
    before = path.read_bytes()
    done = run("fmt", "--diff", path)
    assert done.status == 1
    assert all(line.isprintable() for line in done.out.splitlines())
    if not (git := shutil.which("git")):
        pytest.skip("git is not here")
    (path.parent / "p.patch").write_text(done.out, encoding="utf-8")
    subprocess.run([git, "init", "-q"], cwd=path.parent, check=True)
    subprocess.run([git, "apply", "p.patch"], cwd=path.parent, check=True)
    assert path.read_bytes() != before
    assert run("fmt", "--check", path).status == 0


def test_a_diff_has_the_lines_of_yaml() -> None:
    """A line of a page that ends in NEL would be said to be the end of the file."""
    lines = list(unified("a", "x\x85y: 1\r\nz", "x\x85y: 2\r\nz"))
    assert lines[2:] == ["@@ -1,3 +1,3 @@", " x", "-y: 1", "+y: 2", " z", "\\ No newline at end of file"]


def test_an_annotation_gives_no_orders_to_a_terminal(run: Callable[..., Run], dataset: Callable[..., Path]) -> None:
    """The log of a workflow would be coloured, or cleared, by the name of a file."""
    path = dataset("meetings: [{id: a, title: T}]\n")
    path = path.rename(path.parent / "\x9b1m.yaml")
    done = run("check", "--strict", "-f", "github", path)
    assert done.out.startswith("::warning file=")
    assert all(line.isprintable() for line in done.out.splitlines())


@pytest.mark.parametrize("depth", [40, 300, 3_000])
@pytest.mark.parametrize("call", [["fmt"], ["rename", "meeting", "a", "b", "--data"]], ids=" ".join)
def test_what_is_nested_too_deep_is_refused(
    run: Callable[..., Run], dataset: Callable[..., Path], call: list[str], depth: int
) -> None:
    """Commands that write would end in a fault of the program, at a depth that depends on the machine."""
    path = dataset(f"meetings:\n- {{id: a, title: T, x: {'[' * depth}{']' * depth}}}\n")
    done = run(*call, path)
    assert (done.out, done.status) == ("", 2)
    assert "it is not plain YAML" in done.err or "is not plain YAML; dialogue check says where" in done.err


@pytest.mark.parametrize(
    ("text", "shown"), [("a b", "a b"), (BROKEN, "K\\xff"), ("x\ud800", "x\\ud800"), ("é\n", "é\n")]
)
def test_what_is_no_text_can_be_said(text: str, shown: str) -> None:
    """A message about half of a surrogate pair, which JSON can have, would end in a fault itself."""
    assert printable(text) == shown
