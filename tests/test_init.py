"""`init`: a new dataset that can be asked at once, and never over anything that is there."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from dialogue_cli.commands import PROGRAM
from dialogue_cli.curate.starter import starter
from dialogue_cli.dataset.json_schema import schema_text
from tests.conftest import DIALOGUE, Run
from tests.processes import PATIENCE
from tests.test_hostile import obeyed

FILES = ["meetings.yaml", "meetings.schema.json", "seeds/example.txt"]


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """The folder in which `run` calls the program."""
    return tmp_path / "here"


def tree(folder: Path) -> dict[str, bytes | None]:
    """All that is in a folder: the files with their bytes, folders and links with none."""
    return {
        str(path.relative_to(folder)): path.read_bytes() if path.is_file() and not path.is_symlink() else None
        for path in folder.rglob("*")
    }


def test_a_new_dataset_is_right(run: Callable[..., Run], here: Path) -> None:
    """A new curator would begin with a dataset that the program itself complains of."""
    done = run("init")
    assert (done.status, done.out.splitlines()) == (0, FILES)
    assert {name for name, data in tree(here).items() if data is not None} == set(FILES)
    checked = run("check", "--strict", "meetings.yaml")
    assert (checked.status, checked.out) == (0, "")
    assert checked.err.endswith("no problems\n")
    missing = run("sources", "--missing", "--data", "meetings.yaml")
    assert (missing.status, missing.out) == (1, "")


def test_the_schema_beside_it_is_the_one_of_the_program(run: Callable[..., Run], here: Path) -> None:
    """The editor would check the new dataset by another format."""
    run("init")
    first = (here / "meetings.yaml").read_text(encoding="utf-8").splitlines()[0]
    assert first == "# yaml-language-server: $schema=meetings.schema.json"
    assert (here / "meetings.schema.json").read_text(encoding="utf-8") == schema_text() == run("schema").out


CALLS = {
    "search": ["cod"],
    "show": ["norway-sweden-fisheries-4", "--evidence"],
    "count": ["--by", "partner"],
    "export": ["json"],
}


@pytest.mark.parametrize("command", PROGRAM.main)
def test_every_query_answers(run: Callable[..., Run], command: str) -> None:
    """The first thing that a new curator tries would show nothing."""
    run("init")
    done = run(command, *CALLS.get(command, []), "--data", "meetings.yaml")
    assert (done.status, done.err) == (0, "")
    assert done.out.strip()
    by_folder = run(command, *CALLS.get(command, []), "--data", ".")
    assert by_folder.out.replace("(here)", "(meetings.yaml)") == done.out


@pytest.mark.parametrize(
    ("typed", "made"),
    [
        ("notes.yaml", "notes.yaml"),
        ("./notes.yml", "notes.yml"),
        ("my meetings", "my meetings/meetings.yaml"),
        ("a/b/c.yaml", "a/b/c.yaml"),
        ("v1.2/", "v1.2/meetings.yaml"),
        ("empty", "empty/meetings.yaml"),
        ("versioned", "versioned/meetings.yaml"),
        ("née #1: [x].yaml", "née #1: [x].yaml"),
    ],
)
def test_a_file_or_a_folder(run: Callable[..., Run], here: Path, typed: str, made: str) -> None:
    """A curator would find the dataset somewhere else than asked for, or not be able to use a folder under git."""
    (here / "empty").mkdir()
    (here / "versioned" / ".git").mkdir(parents=True)
    done = run("init", typed)
    assert (done.status, done.out.splitlines()[0]) == (0, made)
    assert (here / made).read_bytes() == starter()["meetings.yaml"]
    assert run("check", "--strict", made).status == 0


def test_it_says_what_to_do_next(run: Callable[..., Run], here: Path, tmp_path: Path) -> None:
    """A new curator would not know how to go on, or the line to copy would not work."""
    notes = run("init", "our records.yaml").err.splitlines()
    assert "note: ask it: dialogue list --data 'our records.yaml'" in notes
    assert "note: look for mistakes: dialogue check --strict 'our records.yaml'" in notes
    (line,) = (note.partition(": export ")[2] for note in notes if "export" in note)
    assert line == f"DIALOGUE_DATA='{here / 'our records.yaml'}'"
    assert "norway-sweden-fisheries-4" in run("list", env={"DIALOGUE_DATA": line[15:-1]}, cwd=tmp_path).out
    of_fish = run("init", "other.yaml", env={"SHELL": "/usr/bin/fish"}).err
    assert f"set -Ux DIALOGUE_DATA {here / 'other.yaml'}" in of_fish
    quiet = run("init", "third.yaml", "-q")
    assert (quiet.out, quiet.err) == ("third.yaml\n", "")


@pytest.mark.parametrize("call", [["{}.yaml"], ["{}"], ["full/{}.yaml"], ["{}.json"]])
def test_a_name_cannot_command_the_terminal(run: Callable[..., Run], call: list[str]) -> None:
    """A name could move the cursor, or make two lines of one."""
    name = call[0].format("a\x1b[31m\nb\u202e")
    for _ in range(2):
        done = run("init", name)
        assert obeyed(done.out) == obeyed(done.err) == []
        assert all(line.startswith(("note: ", "dialogue: ")) for line in done.err.splitlines())


def test_it_has_the_layout_of_fmt(run: Callable[..., Run]) -> None:
    """The first `fmt` would change a file that the program itself has written."""
    run("init")
    assert run("fmt", "--check", "--data", "meetings.yaml").status == 0


def _file(here: Path) -> None:
    (here / "meetings.yaml").write_text("mine", encoding="utf-8")


def _link(here: Path) -> None:
    (here / "meetings.yaml").symlink_to("nowhere")


def _folder(here: Path) -> None:
    (here / "meetings.yaml").mkdir()


def _document(here: Path) -> None:
    (here / "seeds").mkdir()
    (here / "seeds" / "example.txt").write_text("mine", encoding="utf-8")


def _seeds_file(here: Path) -> None:
    (here / "seeds").write_text("mine", encoding="utf-8")


@pytest.mark.parametrize("before", [_file, _link, _folder, _document, _seeds_file])
def test_nothing_is_written_over(run: Callable[..., Run], here: Path, before: Callable[[Path], None]) -> None:
    """A curator would lose what they had."""
    before(here)
    kept = tree(here)
    done = run("init")
    assert (done.status, done.out) == (2, "")
    assert "meetings.yaml" in done.err or "seeds" in done.err
    assert tree(here) == kept


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("full", "full is not empty (notes.txt); to make a file in it: dialogue init full/meetings.yaml"),
        ("full/meetings.json", '"full/meetings.json" is not the name of a .yaml file; for a folder of this name'),
        ("dangling", "dangling is there already, and init never writes over anything"),
        ("full/notes.txt/a.yaml", "nothing can be made in full/notes.txt: Not a directory"),
        ("full/notes.txt/", "full/notes.txt/meetings.yaml"),
        ("", "the name of the dataset to make is empty"),
        ("-", "init makes files"),
        ("~no-such-user/a.yaml", "cannot be made"),
    ],
)
def test_what_cannot_be_made(run: Callable[..., Run], here: Path, typed: str, said: str) -> None:
    """A curator would not learn why nothing was made, or find something in a place that was not meant."""
    (here / "full").mkdir()
    (here / "full" / "notes.txt").write_text("mine", encoding="utf-8")
    (here / "dangling").symlink_to("nowhere")
    kept = tree(here)
    done = run("init", typed)
    assert (done.status, done.out) == (2, "")
    if not typed.endswith("notes.txt/"):
        assert said in done.err
    assert tree(here) == kept


def test_a_second_dataset_beside_the_first(run: Callable[..., Run], here: Path) -> None:
    """The schema with a curator's own names would be written over, or the second dataset have no document."""
    run("init")
    run("schema", "--names", "--data", "meetings.yaml", "-o", "meetings.schema.json", "--force")
    kept = tree(here)
    done = run("init", "second.yaml")
    assert (done.status, done.out) == (0, "second.yaml\n")
    assert "meetings.schema.json was there and stays as it is" in done.err
    assert {name: data for name, data in tree(here).items() if name != "second.yaml"} == kept
    assert run("check", "--strict", "second.yaml").status == 0


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EIO])
@pytest.mark.parametrize("name", ["fsync", "link", "mkdir"])
@pytest.mark.parametrize("count", range(3))
def test_a_failure_leaves_nothing(
    run: Callable[..., Run], here: Path, monkeypatch: pytest.MonkeyPatch, name: str, number: int, count: int
) -> None:
    """Half a dataset would stand in the way of the next try."""
    real, calls = getattr(os, name), []

    def failing(*arguments: object, **more: object) -> object:
        calls.append(arguments)
        # A file system without links is no failure: the file is moved then.
        if len(calls) > count and (name != "link" or len(calls) == count + 1):
            raise OSError(number, os.strerror(number))
        return real(*arguments, **more)

    with monkeypatch.context() as patch:
        patch.setattr(os, name, failing)
        if name == "link":
            patch.setattr(os, "replace", failing_at_once(number))
        done = run("init", "new/place/a.yaml")
    if len(calls) > count:
        assert (done.status, done.out) == (2, "")
        assert f"nothing can be made in new/place: {os.strerror(number)}" in done.err
        assert tree(here) == {}
    assert run("init", "new/place/b.yaml").status == 0


def failing_at_once(number: int) -> Callable[..., None]:
    def fail(*arguments: object) -> None:
        raise OSError(number, os.strerror(number))

    return fail


def test_one_that_comes_meanwhile_stays(run: Callable[..., Run], here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two calls at once would write over each other's dataset."""
    real = os.fsync

    def meanwhile(number: int) -> None:
        (here / "meetings.yaml").write_text("mine", encoding="utf-8")
        real(number)

    monkeypatch.setattr(os, "fsync", meanwhile)
    done = run("init")
    assert (done.status, done.out) == (2, "")
    assert "meetings.yaml is there already" in done.err
    assert tree(here) == {"meetings.yaml": b"mine"}


@pytest.mark.process
def test_a_full_disk(here: Path, environment: dict[str, str]) -> None:
    """A file that is cut off in the middle would stay as the dataset."""
    here.mkdir()
    # Python's own files would be cut off too, and stay so.
    limited = environment | {"PYTHONDONTWRITEBYTECODE": "1"}
    command = ["bash", "-c", f'ulimit -f 8; exec "{DIALOGUE}" init new']
    done = subprocess.run(command, cwd=here, env=limited, capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert "nothing can be made in new: File too large" in done.stderr
    assert tree(here) == {}


@pytest.mark.process
def test_after_a_kill_it_can_be_made_again(here: Path, run: Callable[..., Run], environment: dict[str, str]) -> None:
    """What a killed call left would stand in the way, or pass for a dataset."""
    program = (
        "import os, signal; from dialogue_cli.files import whole as files; from dialogue_cli.__main__ import main\n"
    )
    program += "real, n = files._move_to_free, []\n"
    program += "def move(new, path):\n    n.append(1)\n    real(new, path)\n"
    program += "    if len(n) == 2: os.kill(os.getpid(), signal.SIGKILL)\n"
    program += "files._move_to_free = move\nmain()\n"
    python = DIALOGUE.with_name("python")
    killed = subprocess.run(
        [python, "-c", program, "init"], cwd=here, env=environment, capture_output=True, timeout=PATIENCE, check=False
    )
    assert killed.returncode == -signal.SIGKILL
    assert not (here / "meetings.yaml").exists()
    assert run("init").status == 0
    assert run("check", "--strict", "meetings.yaml").status == 0
