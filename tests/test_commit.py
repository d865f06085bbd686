"""Files of a dataset take the place of the old ones whole, only if all is well, and one writer at a time."""

from __future__ import annotations

import errno
import os
import random
import resource
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dialogue_cli import Query, open_archive
from dialogue_cli.curate import commit as committing
from dialogue_cli.curate import lock, rejected, splice
from dialogue_cli.curate.commit import ANY, ChangedMeanwhile, Content, NotWritten, Wrong, commit
from dialogue_cli.curate.desk import Desk
from dialogue_cli.curate.lock import Locked, locked
from dialogue_cli.curate.splice import Edit
from dialogue_cli.errors import DialogueError

TEXT = """# mine
sources:
- {id: a}
meetings:
- id: one   # first
  title: One
  partners: [Pakistan]
- id: two
  title: Two
"""
ADDING = """
import sys
from pathlib import Path
from dialogue_cli.curate.desk import Desk
from dialogue_cli.curate.commit import ChangedMeanwhile
path, name = Path(sys.argv[1]), sys.argv[2]
for i in range(int(sys.argv[3])):
    while True:
        desk = Desk(path)
        desk.add("meetings", {"id": f"{name}-{i}", "title": "T" * 3000})
        try:
            desk.commit(None)
            break
        except ChangedMeanwhile:
            pass
"""


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def retitled(path: Path, identifier: str, title: str) -> Desk:
    desk = Desk(path)
    found = desk.find("meetings", identifier)
    assert found
    file, place = found
    desk.edit(file, splice.set_field(file.text, place, "title", title, desk.around(file, place)))
    return desk


def test_a_link_is_followed_and_permissions_are_kept(tmp_path: Path) -> None:
    """A dataset that is shared by a link would be replaced by a copy, or become readable for others."""
    real = tmp_path / "elsewhere" / "real.yaml"
    real.parent.mkdir()
    real.write_text(TEXT, encoding="utf-8")
    real.chmod(0o640)
    link = tmp_path / "d.yaml"
    link.symlink_to(real)
    retitled(link, "one", "Uno").commit(None)
    assert link.is_symlink()
    assert real.read_text(encoding="utf-8") == TEXT.replace("title: One", "title: Uno")
    assert stat.S_IMODE(real.stat().st_mode) == 0o640
    assert names(tmp_path) == ["d.yaml", "elsewhere"]
    assert names(real.parent) == ["real.yaml"]


def test_a_file_that_was_changed_meanwhile_is_left_alone(dataset: Callable[..., Path]) -> None:
    """What somebody else has just written would be lost."""
    path = dataset(TEXT)
    desk = retitled(path, "one", "Uno")
    other = TEXT.replace("Two", "Zwei")
    path.write_text(other, encoding="utf-8")
    with pytest.raises(
        ChangedMeanwhile, match=r"was changed by someone else meanwhile; nothing was written$"
    ) as caught:
        desk.commit(None)
    assert path.read_text(encoding="utf-8") == other
    [change] = caught.value.changes
    assert change.text == TEXT.replace("title: One", "title: Uno")


@pytest.mark.parametrize(
    ("new", "message"),
    [
        ("id: one\n  title: [x", "syntax"),
        ("id: two\n  title: One", "duplicate-id"),
        ("id: one", "missing"),
        ("id: one\n  title: One\n  date: soon", "date"),
        ("id: one\n  title: One\n  related: [{id: nobody}]", "dangling-reference"),
    ],
)
def test_an_error_does_not_get_in(new: str, message: str, dataset: Callable[..., Path]) -> None:
    """A command that writes would leave a dataset that no other command reads."""
    path = dataset(TEXT)
    desk = Desk(path)
    [file] = desk.files
    start = TEXT.index("id: one")
    desk.edit(file, Edit(start, TEXT.index("- id: two"), f"{new}\n"))
    with pytest.raises(Wrong, match=r"^that would make an error: .*; nothing was written$") as caught:
        desk.commit(None)
    assert message in {problem.code for problem in caught.value.problems}
    assert {problem.file for problem in caught.value.problems} == {str(path)}
    assert path.read_text(encoding="utf-8") == TEXT
    assert names(path.parent) == [path.name]


def test_a_broken_dataset_can_be_mended_and_not_be_broken_further(dataset: Callable[..., Path]) -> None:
    """A curator could not mend one of two errors at a time."""
    broken = TEXT.replace("title: One", "date: soon\n  title: One").replace("title: Two", "date: never\n  title: Two")
    path = dataset(broken)
    desk = Desk(path)
    [file] = desk.files
    at = broken.index("soon")
    desk.edit(file, Edit(at, at + 4, "2025"))
    desk.commit(None)
    assert path.read_text(encoding="utf-8") == broken.replace("soon", "2025")
    desk = Desk(path)
    [file] = desk.files
    at = file.text.index("2025")
    desk.edit(file, Edit(at, at + 4, "anon"))
    with pytest.raises(Wrong):
        desk.commit(None)


def test_what_a_reader_sees_must_be_what_was_meant(dataset: Callable[..., Path]) -> None:
    """A wrong splice would change another record, and nobody would know."""
    path = dataset(TEXT)

    def one_is_uno(before: dict[str, Content]) -> dict[str, Content]:
        [(name, content)] = before.items()
        return {name: [(s, {**r, "title": "Uno"} if r.get("id") == "one" else r) for s, r in content]}

    with pytest.raises(NotWritten, match=r"^the change cannot be made without changing something else"):
        retitled(path, "two", "Uno").commit(one_is_uno)
    assert path.read_text(encoding="utf-8") == TEXT
    retitled(path, "one", "Uno").commit(one_is_uno)
    retitled(path, "two", "Due").commit(lambda before: {n: [(s, ANY) for s, _ in c] for n, c in before.items()})
    assert [match.meeting.title for match in open_archive(path).find(Query())] == ["Uno", "Due"]


def test_all_files_or_none(dataset: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """A rename over several files that fails on the way would leave half of them renamed."""
    first = dataset("meetings: [{id: one, title: One}]", "d/1.yaml")
    second = dataset("meetings: [{id: two, title: Two}]", "d/2.yaml")
    desk = Desk(first.parent)
    for file in desk.files:
        at = file.text.index("title: ") + 7
        desk.edit(file, Edit(at, at + 3, "New"))
    whole, moved = os.replace, list[Any]()

    def replace(source: Any, target: Any) -> None:
        if Path(target) == second and str(source).endswith(".tmp") and not moved.count(second):
            moved.append(second)
            raise OSError(errno.ENOSPC, "No space left on device")
        whole(source, target)

    monkeypatch.setattr(os, "replace", replace)
    with pytest.raises(NotWritten, match="cannot be written: No space left on device; nothing was changed"):
        desk.commit(None)
    assert moved
    assert (first.read_text(), second.read_text()) == (
        "meetings: [{id: one, title: One}]",
        "meetings: [{id: two, title: Two}]",
    )
    assert names(first.parent) == ["1.yaml", "2.yaml"]
    monkeypatch.undo()
    desk.commit(None)
    assert "New" in first.read_text()
    assert "New" in second.read_text()


def test_a_full_disk_leaves_the_old_file(dataset: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """A curator would lose the dataset because the disk was full."""
    path = dataset(TEXT)
    desk = retitled(path, "one", "Uno")

    def full(self: Path, data: bytes) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(
        NotWritten,
        match=r"d.yaml cannot be written: No space left on device; nothing was changed$|nothing was changed$",
    ):
        desk.commit(None)
    assert path.read_text(encoding="utf-8") == TEXT
    assert names(path.parent) == [path.name]


def test_a_file_that_is_read_only_is_left_alone(dataset: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that somebody has protected would be replaced, as its folder can be written."""
    path = dataset(TEXT)
    monkeypatch.setattr(os, "access", lambda file, mode: mode != os.W_OK)
    with pytest.raises(
        NotWritten, match=r"meetings\.yaml is read-only; nothing was changed$|is read-only; nothing was changed$"
    ):
        retitled(path, "one", "Uno").commit(None)
    assert path.read_text(encoding="utf-8") == TEXT


def test_who_holds_the_lock_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A person who has to wait would not know for whom."""
    monkeypatch.setattr(sys, "argv", ["dialogue", "edit", "x"])
    with locked([tmp_path], 0):
        said = rf"is being written by dialogue edit \(process {os.getpid()} on .+, since \d\d:\d\d:\d\d\); try again"
        with pytest.raises(Locked, match=said), locked([tmp_path], 0.1):
            pass
    assert not names(tmp_path)
    with locked([tmp_path], 0):
        pass


def test_the_lock_of_one_that_died_is_free(tmp_path: Path) -> None:
    """After a crash nobody could write any more."""
    (tmp_path / lock.NAME).write_text("dialogue edit (process 1 on there, since 00:00:00)")
    with locked([tmp_path], 0):
        pass
    assert not names(tmp_path)


def test_on_a_full_disk_the_lock_says_nothing_of_its_own(tmp_path: Path) -> None:
    """The message that tells where what was typed is kept would be lost, or a change that was made be called failed."""
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, limits[1]))
    try:
        with locked([tmp_path], 0):
            is_signed = (tmp_path / lock.NAME).stat().st_size > 0
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert not is_signed
    assert not names(tmp_path)


@pytest.mark.process
def test_two_writers_at_once_lose_nothing(dataset: Callable[..., Path]) -> None:
    """Of two people who add meetings at the same time, one would undo what the other has done."""
    path = dataset(TEXT)
    writers = [
        subprocess.Popen([sys.executable, "-c", ADDING, path, name, "12"], stderr=subprocess.PIPE) for name in "xyz"
    ]
    for writer in writers:
        assert (writer.communicate()[1], writer.returncode) == (b"", 0)
    expected = {"one", "two", *(f"{name}-{i}" for name in "xyz" for i in range(12))}
    assert {match.id for match in open_archive(path).find(Query())} == expected
    assert path.read_text(encoding="utf-8").startswith(TEXT)
    assert names(path.parent) == [path.name]


@pytest.mark.process
@pytest.mark.long
def test_a_kill_leaves_the_old_file_or_the_new_one(dataset: Callable[..., Path]) -> None:
    """A power cut or a kill would leave half a dataset."""
    path = dataset(TEXT)
    chance = random.Random(7)
    for round_ in range(25):
        writer = subprocess.Popen([sys.executable, "-c", ADDING, path, f"k{round_}", "1000"])
        until, before = time.monotonic() + 20, path.stat().st_mtime_ns
        while path.stat().st_mtime_ns == before and time.monotonic() < until:
            time.sleep(0.001)
        time.sleep(chance.random() * 0.03)
        writer.send_signal(signal.SIGKILL)
        writer.wait()
        ids = [match.id for match in open_archive(path).find(Query())]
        mine = [one for one in ids if one.startswith(f"k{round_}-")]
        assert mine == [f"k{round_}-{i}" for i in range(len(mine))] != []
    # The next writer tidies up, and waits for nobody.
    retitled(path, "one", "Uno").commit(None, wait=0)
    assert names(path.parent) == [path.name]


def test_nothing_to_do_writes_nothing(dataset: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """A file would get a new time, and its index would be made anew, for nothing."""
    path = dataset(TEXT)
    monkeypatch.setattr(committing, "locked", None)
    commit(path, [], None)
    retitled(path, "one", "One").commit(None)
    assert path.read_text(encoding="utf-8") == TEXT


def planted(tmp_path: Path, name: str, kind: str) -> tuple[Path, Path]:
    """The folder of a dataset in which something else has a name of the program's; and a letter that a link leads to."""
    letter, file = tmp_path / "letter.txt", tmp_path / "d" / name
    letter.write_text("mine", encoding="utf-8")
    file.parent.mkdir()
    if kind == "pipe":
        os.mkfifo(file)
    elif kind == "folder":
        file.mkdir()
    else:
        file.symlink_to(letter if kind == "link" else tmp_path / "nothing")
    return file.parent, letter


@pytest.mark.parametrize("kind", ["link", "link to nothing", "pipe", "folder"])
def test_a_lock_is_never_somebody_elses_file(tmp_path: Path, kind: str) -> None:
    """A folder of a colleague with a link of that name would have a file of the person emptied, or a pipe waited for."""
    folder, letter = planted(tmp_path, lock.NAME, kind)
    with pytest.raises(DialogueError, match=r"cannot be written: .+; nothing was changed$"), locked([folder], 0):
        pass
    assert letter.read_text(encoding="utf-8") == "mine"
    assert not (tmp_path / "nothing").exists()


@pytest.mark.parametrize("kind", ["link", "pipe"])
def test_the_list_of_rejections_is_never_somebody_elses_file(tmp_path: Path, kind: str) -> None:
    """A list of a colleague that is a link would be read from, and written over, a file of the person."""
    folder, letter = planted(tmp_path, rejected.NAME, kind)
    with pytest.raises(DialogueError, match=r"cannot be read: it is (a link|not a regular file); remove it$"):
        rejected.Rejected(folder)
    assert letter.read_text(encoding="utf-8") == "mine"
