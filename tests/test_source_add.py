"""`source add`: a document beside the others, and an entry for it."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Run

TEXT = "meetings:\n- {id: a, title: A}\n"
WORDS = "The ministers met in Oslo.\n"


@pytest.fixture
def document(tmp_path: Path) -> Path:
    """A document outside the folder of the dataset."""
    path = tmp_path / "desk" / "My Release.txt"
    path.parent.mkdir()
    path.write_text(WORDS, encoding="utf-8")
    return path


def test_a_document_is_copied_and_described(
    run: Callable[..., Run], dataset: Callable[..., Path], document: Path
) -> None:
    """A curator would have to copy the file, make a checksum and write YAML by hand."""
    path = dataset(TEXT)
    done = run("source", "add", document, "--published", "4 March 2026", "--title", "A: title", "--data", path)
    assert (done.status, done.out) == (0, "my-release\n")
    assert "note: source my-release added" in done.err
    assert (path.parent / "seeds" / "My Release.txt").read_text(encoding="utf-8") == WORDS
    assert path.read_text(encoding="utf-8").startswith(TEXT)
    assert run("check", path).out == ""
    assert run("quote", "my-release", "met in oslo", "--data", path).status == 0
    again = run("source", "add", document, "--data", path)
    assert (again.status, again.out) == (0, "")
    assert "the document is there already: my-release" in again.err


def test_what_comes_next_can_be_typed_as_it_stands(
    run: Callable[..., Run], dataset: Callable[..., Path], document: Path, tmp_path: Path
) -> None:
    """The next command that is named would look for the document in another dataset, and review write to it."""
    document.write_text("Foreign Minister Kari Nes of Norway met Foreign Minister Bo Dahl of Denmark in Oslo.\n")
    path = dataset(TEXT)
    named = f"--data {path}"
    added = run("source", "add", document, "--published", "2026-03-04", "--data", path)
    assert f"note: next: dialogue draft my-release {named}, or dialogue quote my-release WORDS {named}\n" in added.err
    target = tmp_path / "the draft.yaml"
    drafted = run("draft", "my-release", "--data", path, "-o", target)
    assert f"note: next: dialogue review '{target}' {named}\n" in drafted.err


def test_a_dry_run_copies_nothing(run: Callable[..., Run], dataset: Callable[..., Path], document: Path) -> None:
    """A look would leave a file behind."""
    path = dataset(TEXT)
    done = run("source", "add", document, "--dry-run", "--data", path)
    assert done.status == 0
    assert "+- id: my-release" in done.out
    assert path.read_text(encoding="utf-8") == TEXT
    assert not (path.parent / "seeds").exists()


@pytest.mark.parametrize(
    ("arguments", "data", "message"),
    [
        (["--id", "A b"], WORDS.encode(), "such as a-b"),
        (["--published", "soon"], WORDS.encode(), '"soon" is not a valid date'),
        ([], b"\xff\xfe\x00", "is not UTF-8 text"),
        ([], b"  \n", "is empty"),
        (["--id", "known"], WORDS.encode(), 'there is a source with the id "known" already'),
        (["--url", "nowhere"], WORDS.encode(), ""),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_left(
    arguments: list[str],
    data: bytes,
    message: str,
    run: Callable[..., Run],
    dataset: Callable[..., Path],
    document: Path,
) -> None:
    """Half of a source would be in the dataset: an entry without its document, or a document without an entry."""
    text = f"sources:\n- {{id: known}}\n{TEXT}"
    path = dataset(text)
    document.write_bytes(data)
    done = run("source", "add", document, *arguments, "--data", path)
    if message:
        assert (done.status, done.out) == (2, "")
        assert message in done.err
        assert path.read_text(encoding="utf-8") == text
        assert not (path.parent / "seeds").exists()


def test_another_document_of_that_name_stays(
    run: Callable[..., Run], dataset: Callable[..., Path], document: Path
) -> None:
    """A document that records quote would be replaced by another one."""
    path = dataset(TEXT)
    (path.parent / "seeds").mkdir()
    there = path.parent / "seeds" / document.name
    there.write_text("Others.", encoding="utf-8")
    done = run("source", "add", document, "--data", path)
    assert done.status == 2
    assert "is another document; give this one another name" in done.err
    assert there.read_text(encoding="utf-8") == "Others."
    assert run("source", "remove", document, "--data", path).err == (
        'dialogue: "remove" is no action; use dialogue source add FILE\n'
    )


def test_a_name_that_is_not_utf_8_is_refused(
    run: Callable[..., Run], dataset: Callable[..., Path], tmp_path: Path
) -> None:
    """A file out of an old archive would end in a fault of the program, as no YAML can hold its name."""
    path = dataset("meetings:\n- {id: a, title: A}\n")
    page = tmp_path / os.fsdecode(b"Gespr\xe4ch.html")
    page.write_bytes(b"<html><p>The ministers of Norway and Sweden met in Oslo on 5 May 2025.</p>")
    for call in (["source", "add", str(page)], ["draft", str(page)]):
        done = run(*call, "--data", path)
        assert (done.out, done.status) == ("", 2)
        assert done.err.endswith("is not UTF-8, as a dataset is; give the file another name\n"), call
    assert not (path.parent / "seeds").exists()
    named = tmp_path / "Gespräch.html"
    page.rename(named)
    assert run("source", "add", named, "--data", path).status == 0


@pytest.mark.parametrize("kind", ["pipe", "link", "folder"])
def test_what_is_in_the_way_is_not_read(
    run: Callable[..., Run], dataset: Callable[..., Path], tmp_path: Path, kind: str
) -> None:
    """A pipe would be waited for, and a device read until the memory is full."""
    path = dataset("meetings: []\n", "d/m.yaml")
    there = path.parent / "seeds" / "new.txt"
    there.parent.mkdir()
    if kind == "pipe":
        os.mkfifo(there)
    elif kind == "link":
        there.symlink_to("/dev/zero")
    else:
        there.mkdir()
    page = tmp_path / "new.html"
    page.write_text("<p>They met in Oslo.</p>", encoding="utf-8")
    done = run("source", "add", page, "--data", path)
    assert (done.out, done.status) == ("", 2)
    assert f"{there} is not a regular file but a" in done.err
    assert path.read_text(encoding="utf-8") == "meetings: []\n"
