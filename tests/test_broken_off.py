"""A call that is killed, or interrupted, before any of its changes leaves what was there, or what was meant."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from dialogue_cli.broken_off import MOVING
from dialogue_cli.curate.extract import extract
from dialogue_cli.dataset.folder import is_named_as_part
from dialogue_cli.errors import UnreadableError
from dialogue_cli.files import own, together
from dialogue_cli.files.together import beside_all, take_back
from tests.conftest import Run
from tests.killing import killed_at

PAGE = (
    b"<html><body><h1>Talks</h1><p>The ministers of Norway and Sweden met in Oslo on 5 May 2025.</p>"
    b"<p>They will meet again.</p></body></html>"
)
TEXT = extract(PAGE, "a.html").text
OLDER = TEXT.replace("\n\n", "\n")
FIRST = f"""# Ours.
sources:
- id: release
  file: release.txt
  sha256: {hashlib.sha256(OLDER.encode()).hexdigest()}
  original: {{file: release.html, sha256: {hashlib.sha256(PAGE).hexdigest()}}}
  extractor: older 1
meetings:
- id: talks   # kept
  title: "Talks"
  partners: [Norway]
  evidence:
  - {{source: release, exact: met in Oslo, supports: [place]}}
  place: {{city: Oslo}}
"""
SECOND = "meetings:\n- id: more\n  title: 'More'\n  partners: [Norway]\n  related: [{id: talks}]\n"
MOST = 60
"""More changes than any call makes here."""


class Case(NamedTuple):
    """A call in a folder where the dataset is `d`, and what it writes."""

    call: str
    writes: tuple[str, ...]


DATASET = ("d/1.yaml", "d/2.yaml")
SEEDS = ("d/seeds/new.html", "d/seeds/new.txt")
CASES = {
    "source add": Case("source add new.html --data d --into 1.yaml", (*SEEDS, *DATASET)),
    "source check": Case("source check --re-extract --write --data d", ("d/seeds/release.txt", *DATASET)),
    "add": Case("add --title Visit --id visit --data d --into 2.yaml", DATASET),
    "import": Case("import t.jsonl --map map.yaml --data new.yaml", ("new.yaml",)),
    "rename": Case("rename meeting talks oslo-talks --data d", DATASET),
    "fmt": Case("fmt d", DATASET),
    "quote": Case("quote release They will meet again --add talks --data d", DATASET),
    "edit": Case("edit talks --data d --editor ./editor", DATASET),
    "draft": Case("draft release --data d --force -o draft.yaml", ("draft.yaml",)),
    "brief": Case("brief talks --data d --force -o brief.md", ("brief.md",)),
    "export": Case("export sqlite --data d --force -o out.sqlite", ("out.sqlite",)),
    "init": Case("init new/", ("new/meetings.yaml", "new/meetings.schema.json", "new/seeds/example.txt")),
}


@pytest.fixture
def place(tmp_path: Path) -> Callable[[], Path]:
    """Makes the folder of the cases anew."""

    def make() -> Path:
        path = tmp_path / "place"
        shutil.rmtree(path, ignore_errors=True)
        files = {
            "d/1.yaml": FIRST.encode(),
            "d/2.yaml": SECOND.encode(),
            "d/seeds/release.html": PAGE,
            "d/seeds/release.txt": OLDER.encode(),
            "new.html": PAGE.replace(b"Oslo", b"Bergen"),
            "other.txt": b"Another one.\n",
            "t.jsonl": b'{"title": "A"}\n{"title": "B"}\n',
            "map.yaml": b"title: {column: title}\n",
            # What is kept was edited already: as a person would, it looks and leaves a mark.
            "editor": b'#!/bin/sh\nsed -i \'s/"Talks"/"Other"/\' "$1"; echo \'#! seen\' >> "$1"\n',
            **dict.fromkeys(("draft.yaml", "brief.md", "out.sqlite"), b"old"),
        }
        for name, data in files.items():
            (path / name).parent.mkdir(parents=True, exist_ok=True)
            (path / name).write_bytes(data)
        (path / "editor").chmod(0o755)
        return path

    return make


@pytest.fixture
def env(environment: dict[str, str], tmp_path: Path) -> dict[str, str]:
    return environment | {"XDG_STATE_HOME": str(tmp_path / "state")}


def contents(path: Path, names: tuple[str, ...]) -> list[bytes | None]:
    # A database has the time in it.
    found = [(path / name).read_bytes() if (path / name).exists() else None for name in names]
    return [one and (b"new" if one.startswith(b"SQLite format 3\0") else one) for one in found]


def leftovers(path: Path) -> list[str]:
    return sorted(file.name for file in path.rglob(".*") if file.name != ".dialogue-rejected.jsonl")


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_kill_before_any_change_loses_nothing(
    run: Callable[..., Run], place: Callable[[], Path], env: dict[str, str], tmp_path: Path, case: Case
) -> None:
    """A power cut would leave half a file, half a rename, or hidden files for ever."""
    path = place()
    before = contents(path, case.writes)
    assert run(*case.call.split(), cwd=path, env=env).status == 0
    after = contents(path, case.writes)
    assert before != after
    for moment in range(1, MOST):
        path = place()
        shutil.rmtree(tmp_path / "state", ignore_errors=True)
        if not killed_at(moment, case.call.split(), env, path):
            break
        assert " error[" not in run("check", "d", cwd=path, env=env).out
        found = contents(path, case.writes)
        yaml = [i for i, name in enumerate(case.writes) if name.endswith(".yaml")]
        assert [found[i] for i in yaml] in ([before[i] for i in yaml], [after[i] for i in yaml]), moment
        assert all(one in both for one, *both in zip(found, before, after, strict=True)), moment
        done = run(*case.call.split(), cwd=path, env=env)
        if "kept" in done.err:
            assert run("edit", "--recover", "--data", "d", "--editor", "./editor", cwd=path, env=env).status == 0
        assert contents(path, case.writes) == after, (moment, done.err)
        # Whoever writes next tidies up, if there was nothing to be written any more.
        assert run("source", "add", "other.txt", "--data", "d", "--into", "1.yaml", cwd=path, env=env).status == 0
        assert run("add", "--title", "Z", "--data", "new.yaml", cwd=path, env=env).status in (0, 2)
        assert done.status == 2 or leftovers(path) == [], moment
    assert 2 < moment < MOST - 1


@pytest.mark.parametrize("by", ["Ctrl-C", "SIGTERM"])
@pytest.mark.parametrize("name", ["source add", "source check", "rename"])
def test_ctrl_c_before_any_change_takes_all_back_or_nothing(
    run: Callable[..., Run], place: Callable[[], Path], env: dict[str, str], name: str, by: str
) -> None:
    """Ctrl-C, or the end of a session, when the entry was written would remove the document of it, or bring back the text that it was made for."""
    case, path = CASES[name], place()
    before = contents(path, case.writes)
    assert run(*case.call.split(), cwd=path, env=env).status == 0
    after = contents(path, case.writes)
    for moment in range(1, MOST):
        path = place()
        if not killed_at(moment, case.call.split(), env, path, by=by):
            break
        assert run("list", "--data", "d", cwd=path, env=env).status == 0
        assert contents(path, case.writes) in (before, after), moment
    assert 10 < moment < MOST - 1


# A change of several files


@pytest.fixture
def pair(tmp_path: Path) -> Callable[..., Path]:
    """A dataset of two files of which a kill has let one be replaced; `note` changes what is noted of that."""

    def make(**note: str) -> Path:
        (tmp_path / "d").mkdir()
        texts = {"1.yaml": b"meetings: [{id: a, title: A}]\n", "2.yaml": b"meetings: [{id: b, title: B}]\n"}
        moved = []
        for name, text in texts.items():
            kept, new = f".{name}.{'0' * 12}.tmp", text.replace(b"title: ", b"title: New ")
            (tmp_path / "d" / kept).write_bytes(text)
            (tmp_path / "d" / name).write_bytes(new if name == "1.yaml" else text)
            sums = [hashlib.sha256(one).hexdigest() for one in (text, new)]
            moved.append([note.get("name", name), note.get("kept", kept), *sums])
        (tmp_path / "d" / MOVING).write_text(json.dumps(moved), encoding="utf-8")
        return tmp_path / "d"

    return make


def test_whoever_reads_next_takes_back_what_a_kill_broke_off(
    run: Callable[..., Run], pair: Callable[..., Path]
) -> None:
    """A rename would be made in one file and not in the other, and answers would come out of both."""
    folder = pair()
    done = run("list", "-F", "id,title", "--data", folder)
    assert (done.rows, done.status) == ([["a", "A"], ["b", "B"]], 0)
    assert leftovers(folder) == []


def test_what_was_changed_since_is_not_taken_back(run: Callable[..., Run], pair: Callable[..., Path]) -> None:
    """What a person has mended by hand after a kill would be lost."""
    folder = pair()
    (folder / "1.yaml").write_text("meetings: [{id: a, title: Mine}]\n", encoding="utf-8")
    done = run("list", "--data", folder)
    assert (done.out, done.status) == ("", 2)
    assert "was broken off, and 1.yaml was changed since: it cannot be taken back" in done.err
    assert f"settle it, then remove {MOVING}" in done.err
    assert "Mine" in (folder / "1.yaml").read_text(encoding="utf-8")
    assert len(leftovers(folder)) == 3
    (folder / MOVING).unlink()
    assert run("list", "--data", folder).status == 0


@pytest.mark.parametrize(
    "note",
    [
        {"name": "../letter"},
        {"name": ".."},
        {"name": ""},
        {"name": "a\0b"},
        {"name": "/etc/passwd"},
        {"kept": "../letter"},
        {"kept": "letter"},
        {"kept": f"x/.a.{'0' * 12}.tmp"},
    ],
)
def test_a_note_of_somebody_else_leads_to_no_other_file(
    run: Callable[..., Run], pair: Callable[..., Path], tmp_path: Path, note: dict[str, str]
) -> None:
    """A folder of a colleague could have any file of the person replaced by one of theirs."""
    letter = tmp_path / "letter"
    letter.write_bytes(b"meetings: [{id: a, title: New A}]\n")
    folder = pair(**note)
    (folder / "letter").write_bytes(b"meetings: [{id: a, title: A}]\n")
    assert run("list", "--data", folder).status == 0
    assert letter.read_bytes() == b"meetings: [{id: a, title: New A}]\n"
    assert (folder / "1.yaml").read_bytes() == b"meetings: [{id: a, title: New A}]\n"


@pytest.mark.parametrize("text", ["", "{", "[" * 100_000, "[[1]]", "null", '[["a", "b", "c", "d", "e"]]', "\0"])
def test_a_note_that_is_none_stops_nobody(run: Callable[..., Run], pair: Callable[..., Path], text: str) -> None:
    """A damaged note would end every call in a fault of the program."""
    folder = pair()
    (folder / MOVING).write_text(text, encoding="utf-8")
    done = run("list", "-F", "id", "--data", folder)
    assert (done.ids, done.err, done.status) == (["a", "b"], "", 0)


def test_where_it_cannot_be_taken_back_no_answer_is_given(
    run: Callable[..., Run], pair: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who may only read would get answers out of half a change."""
    folder = pair()

    def fail(*_: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(together.os, "replace", fail)
    done = run("list", "--data", folder)
    assert (done.out, done.status) == ("", 2)
    assert "was broken off, and cannot be taken back: Permission denied; dialogue check does it" in done.err
    assert len(leftovers(folder)) == 3


def test_a_change_that_is_being_made_is_not_taken_back(
    pair: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A reader would undo, file by file, what a writer is just writing."""
    folder = pair()
    monkeypatch.setattr(together, "_PATIENCE", 0)
    with (folder / MOVING).open("rb") as held:
        assert own.locks(held)
        take_back(folder, is_named_as_part)
        assert b"New" in (folder / "1.yaml").read_bytes()
    take_back(folder, is_named_as_part)
    assert b"New" not in (folder / "1.yaml").read_bytes()


def test_without_locks_only_an_old_note_counts(pair: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """On a file system without locks nobody could tell a writer from one that was killed."""
    folder = pair()

    def fail(*_: object) -> bool:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(together, "_PATIENCE", 0)
    monkeypatch.setattr(together, "locks", fail)
    take_back(folder, is_named_as_part)
    assert b"New" in (folder / "1.yaml").read_bytes()
    os.utime(folder / MOVING, (0, 0))
    take_back(folder, is_named_as_part)
    assert b"New" not in (folder / "1.yaml").read_bytes()


def test_where_not_all_can_be_moved_back_the_next_one_does_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that fails while a change is undone would leave half of it, and the old files be removed."""
    paths = [tmp_path / "1.yaml", tmp_path / "2.yaml"]
    for path in paths:
        path.write_bytes(b"old")
    whole, calls = os.replace, list[Path]()

    def replace(source: Path, target: Path) -> None:
        if Path(target) in paths:
            calls.append(target)
            if len(calls) > 1:
                raise OSError(errno.EIO, "Input/output error")
        whole(source, target)

    monkeypatch.setattr(together.os, "replace", replace)
    with pytest.raises(OSError, match="Input/output error"):
        _replaced(paths)
    assert [path.read_bytes() for path in paths] == [b"new", b"old"]
    monkeypatch.undo()
    take_back(tmp_path, is_named_as_part)
    assert [path.read_bytes() for path in paths] == [b"old", b"old"]
    assert leftovers(tmp_path) == []


def _replaced(paths: list[Path]) -> None:
    with beside_all(paths, in_one_step=True) as new:
        for file in new.values():
            file.write_bytes(b"new")


def test_a_note_is_no_link_and_no_pipe(pair: Callable[..., Path]) -> None:
    """A link would lead to another file, and a pipe be waited for by every call."""
    folder = pair()
    (folder / MOVING).unlink()
    os.mkfifo(folder / MOVING)
    with pytest.raises(UnreadableError, match="it is not a regular file; remove it"):
        take_back(folder, is_named_as_part)


def test_a_note_names_files_of_the_dataset_alone(run: Callable[..., Run], pair: Callable[..., Path]) -> None:
    """Whoever planted one would have any file of the folder read to its end, or replaced."""
    folder = pair(name="letter")
    (folder / "letter").write_bytes(b"meetings: [{id: a, title: New A}]\n")
    os.truncate(folder / "letter", 1 << 40)
    assert run("list", "-F", "id", "--data", folder).ids == ["a", "b"]
    assert (folder / "letter").stat().st_size == 1 << 40


def test_a_change_that_is_made_is_not_said_to_have_failed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With few files left to open, a change would be called undone when all of it was done."""
    paths = [tmp_path / "1.yaml", tmp_path / "2.yaml"]
    for path in paths:
        path.write_bytes(b"old")
    moves = []

    def digest(path: Path) -> str | None:
        if moves:
            raise OSError(errno.EMFILE, "Too many open files")
        return hashlib.sha256(path.read_bytes()).hexdigest()

    whole = together._move

    def move(*given: Any) -> None:
        whole(*given)
        moves.append(given)

    monkeypatch.setattr(together, "_digest", digest)
    monkeypatch.setattr(together, "_move", move)
    _replaced(paths)
    assert [path.read_bytes() for path in paths] == [b"new", b"new"]
    assert leftovers(tmp_path) == []
