"""Whatever goes wrong ends with one clear message and status 2, and no name or value can forge another message."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from dialogue_cli.cli import run as running
from dialogue_cli.dataset import documents
from dialogue_cli.errors import DialogueError
from dialogue_cli.index import kept
from tests.conftest import BUNDLED, DIALOGUE, Run
from tests.processes import PATIENCE

ENDLESS = {
    "brackets that nobody closes": "yes 'x: ['",
    "a text without an end": "yes",
    "bytes without an end": "cat /dev/zero",
    "noise without an end": "cat /dev/urandom",
    "sections without an end": "yes 'x: y'",
    "errors without an end": "yes 'meetings: 3'",
}
FAULTS = [
    (MemoryError(), "the memory is not enough for this; nothing more was done"),
    (RecursionError("maximum depth"), "something here is too deeply nested (RecursionError in "),
    (OverflowError("int too large"), "a fault of the program (OverflowError in "),
    (TypeError("one\ntwo\x1b[31m"), "a fault of the program (TypeError in "),
    (PermissionError(13, "Permission denied", "a\nb"), "a b cannot be opened: Permission denied"),
]


@pytest.mark.parametrize(("fault", "said"), FAULTS, ids=[type(fault).__name__ for fault, _ in FAULTS])
def test_a_fault_is_one_message_and_no_traceback(
    run: Callable[..., Run], monkeypatch: pytest.MonkeyPatch, fault: Exception, said: str
) -> None:
    """A traceback ends with the status 1 of *nothing found*: a script would believe it."""

    def broken(*_: object) -> None:
        raise fault

    monkeypatch.setattr(kept, "connect", broken)
    done = run("list")
    assert (done.out, done.status) == ("", 2)
    assert done.err.startswith(f"dialogue: {said}")
    assert done.err.count("\n") == 1
    assert "\x1b" not in done.err


def test_a_developer_can_see_where_it_broke(run: Callable[..., Run], monkeypatch: pytest.MonkeyPatch) -> None:
    """A report of a fault would have no place in the program."""
    monkeypatch.setattr(kept, "connect", lambda *_: {}["none"])
    with pytest.raises(KeyError):
        run("list", env={running.TRACEBACK: "1"})


@pytest.mark.process
@pytest.mark.parametrize("what", ENDLESS.values(), ids=ENDLESS)
def test_input_without_an_end_is_not_read_on(environment: dict[str, str], what: str) -> None:
    """A pipe that never ends would be waited for, or would fill the memory, though the verdict is known."""
    line = f"{what} | {DIALOGUE} list --data /dev/stdin | tail -n 3"
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {line}"], env=environment, capture_output=True, timeout=PATIENCE, check=False
    )
    said = (done.stdout + done.stderr).decode()
    assert "error" in said
    assert "Traceback" not in said


@pytest.mark.process
def test_a_record_in_a_pipe_is_read_as_long_as_there_are_records(run: Callable[..., Run]) -> None:
    """What bounds an endless pipe would cut a long list that has an end."""
    text = "meetings:\n" + "".join(f"- {{id: m-{i}, title: {'T' * 900}, partners: [X]}}\n" for i in range(6000))
    done = run("count", "--data", "/dev/stdin", stdin=text)
    assert (done.out, done.err, done.status) == ("6000\n", "", 0)


@pytest.mark.parametrize(
    "text",
    [
        "---\n---\nmeetings: []\n",
        "--- ''\n...\n---\nmeetings: []\n",
        "---\n...\n---\nmeetings: [\n",
        "# nothing\n---\n---\n",
        "meetings: []\n---\n",
        "---\nmeetings: []\n...\n---\nmeetings: [\n",
    ],
)
def test_every_document_of_a_file_is_seen(run: Callable[..., Run], dataset: Callable[..., Path], text: str) -> None:
    """What stands behind an empty document would be dropped in silence, with all its meetings or faults."""
    done = run("check", str(dataset(text)))
    assert "error[document]: a file holds one YAML document; a second one begins here" in done.out
    assert done.status == 1


def test_what_is_broken_behind_an_empty_document_is_an_error(
    run: Callable[..., Run], dataset: Callable[..., Path]
) -> None:
    """A file that is no YAML would pass, because the parser was left where the first document ended."""
    done = run("check", str(dataset("--- ''\n...\nmeetings: [\n")))
    assert "error[syntax]" in done.out
    assert done.status == 1


QUOTING = "sources:\n- {id: s, title: S, file: FILE}\nmeetings:\n- id: a\n  title: Secret\n"
QUOTING += "  evidence: [{source: s, exact: secret, supports: [title]}]\n"


def test_a_link_that_leaves_the_folders_of_the_dataset_is_not_followed(
    run: Callable[..., Run], tmp_path: Path, dataset: Callable[..., Path]
) -> None:
    """A dataset of somebody else could show, in its proofs, words of a file that only this person can read."""
    path = dataset(QUOTING.replace("FILE", "s.txt"), "data/m.yaml")
    (tmp_path / "private.txt").write_text("a secret word", encoding="utf-8")
    link = path.parent / "s.txt"
    link.symlink_to(tmp_path / "private.txt")
    done = run("check", str(path))
    assert "which is not beside the dataset; copy the file" in done.out
    for command in (["sources", "s"], ["show", "a", "--evidence"], ["quote", "s", "secret"], ["draft", "s"]):
        done = run(*command, "--data", str(path))
        assert "a secret word" not in done.out + done.err, command
    # Within the folders a link is as good as the file.
    link.unlink()
    (path.parent / "seeds").mkdir()
    (path.parent / "seeds" / "real.txt").write_text("a secret word", encoding="utf-8")
    link.symlink_to("seeds/real.txt")
    assert "source-missing" not in run("check", str(path)).out


@pytest.mark.parametrize("seeds", ["m/seeds", "data/seeds", "seeds"])
def test_a_folder_that_leads_out_of_the_dataset_is_not_followed(
    run: Callable[..., Run], tmp_path: Path, dataset: Callable[..., Path], seeds: str
) -> None:
    """A dataset of somebody else would show any file of the folder to which it links, or get documents written there."""
    path = dataset(QUOTING.replace("FILE", "s.txt"), "m/m.yaml" if seeds == "m/seeds" else "data/m.yaml")
    disk = tmp_path / "disk"
    disk.mkdir()
    (disk / "s.txt").write_text("a secret word", encoding="utf-8")
    (tmp_path / seeds).symlink_to(disk)
    assert f"is a link to {disk / 's.txt'}, which is not beside the dataset" in run("check", path).out
    for command in (
        ["sources", "--coverage", "s"],
        ["show", "a", "--evidence"],
        ["quote", "s", "secret"],
        ["draft", "s"],
    ):
        done = run(*command, "--data", path)
        assert "a secret word" not in done.out + done.err, command
    (tmp_path / "new.txt").write_text("They met.", encoding="utf-8")
    done = run("source", "add", tmp_path / "new.txt", "--data", path)
    assert (done.out, done.status) == ("", 2)
    assert "which is not beside the dataset; put a folder in its place" in done.err
    assert [file.name for file in disk.iterdir()] == ["s.txt"]


@pytest.mark.parametrize("name", ["m.yaml", "other.yaml", "linked.txt"])
def test_a_dataset_is_no_proof_of_itself(run: Callable[..., Run], dataset: Callable[..., Path], name: str) -> None:
    """Whatever is quoted would be found, as it stands in the quote."""
    path = dataset(QUOTING.replace("FILE", name), "d/m.yaml")
    (path.parent / "other.yaml").write_text("# a secret word\nmeetings: []\n", encoding="utf-8")
    (path.parent / "linked.txt").hardlink_to(path)
    done = run("check", path.parent)
    assert f"{name} in {path.parent} is a file of the dataset itself, which proves nothing" in done.out
    shown = run("show", "a", "--evidence", "--data", path.parent).out
    assert "true" not in shown.lower()


def test_a_source_of_any_size_is_not_read_whole(
    run: Callable[..., Run], dataset: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file of terabytes, which takes no room on a disk, would take all of the memory."""
    path = dataset(QUOTING.replace("FILE", "s.txt"))
    (path.parent / "s.txt").write_bytes(b"secret")
    os.truncate(path.parent / "s.txt", 1 << 40)
    monkeypatch.setattr(documents, "_MOST", 1 << 20)
    done = run("check", str(path))
    assert "cannot be read: it is larger than 1 MB" in done.out


@pytest.mark.parametrize("option", ["--partner", "--data", "--since", "--status", "--nonsense"])
def test_a_line_end_that_is_typed_does_not_begin_a_message(run: Callable[..., Run], option: str) -> None:
    """A value out of a web page could forge a message of the program."""
    plain = run("list", option, "forged")
    done = run("list", option, "a\ndialogue: forged\r\nnote: forged\u2028x")
    assert len(done.err.splitlines()) <= len(plain.err.splitlines()) + 1
    assert not any(line.startswith(("dialogue: forged", "note: forged")) for line in done.err.splitlines())


def test_a_line_end_in_a_file_name_does_not_begin_a_message(
    run: Callable[..., Run], tmp_path: Path, dataset: Callable[..., Path]
) -> None:
    """A file of somebody else could seem to have no fault, and another to have one."""
    path = dataset("meetings: 3", "a\nforged.yaml: error[syntax]: forged.yaml")
    for command in (["check"], ["list", "--data"], ["add", "--title", "T", "--data"], ["fmt", "--check"]):
        done = run(*command, str(path))
        assert not any(line.startswith("forged") for line in (done.out + done.err).splitlines()), command
        assert done.status in (1, 2)


@pytest.mark.parametrize("option", ["--partner", "--since", "--data", "--status", "--sort"])
def test_a_value_that_nobody_would_read_is_shortened(run: Callable[..., Run], option: str) -> None:
    """Half a megabyte of a value, typed by a broken script, would hide what is wrong with it."""
    done = run("list", option, "x" * 500_000)
    assert done.status in (1, 2)
    assert len(done.err) < 7000
    assert done.err.startswith(("dialogue: ", "note: "))


def test_the_lines_of_an_error_are_its_own() -> None:
    """An error of several lines and a value with a line end could not be told apart."""
    error = DialogueError("one", "two\nforged")
    assert error.lines == ("one", "two\nforged")
    assert str(error) == "one\ntwo\nforged"


WITHOUT_POWER = ["setpriv", "--inh-caps=-all", "--bounding-set=-all"]
"""Root as anybody else: what forbids to read a file forbids it."""


@pytest.fixture
def powerless(environment: dict[str, str], tmp_path: Path) -> Callable[..., Run]:
    """Runs the installed program as a user whom permissions bind."""
    if os.geteuid() == 0 and not shutil.which("setpriv"):
        pytest.skip("setpriv is not installed, and root can read everything")
    prefix = WITHOUT_POWER if os.geteuid() == 0 else []

    def call(*arguments: str, **more: str) -> Run:
        command = [*prefix, str(DIALOGUE), *arguments]
        done = subprocess.run(
            command, env=environment | more, cwd=tmp_path, capture_output=True, timeout=PATIENCE, check=False
        )
        return Run(command, done.returncode, done.stdout.decode(), done.stderr.decode())

    return call


def test_a_cache_that_cannot_be_entered_stops_nothing(powerless: Callable[..., Run], tmp_path: Path) -> None:
    """One run under sudo, or a strange umask, would stop every command with "cannot write"."""
    cache = tmp_path / "cache"
    for locked in (cache, cache / "dialogue"):
        locked.mkdir(parents=True)
        locked.chmod(0)
        done = powerless("count", XDG_CACHE_HOME=str(cache))
        locked.chmod(0o700)
        assert (done.out, done.err, done.status) == ("12\n", "", 0)
        shutil.rmtree(cache)


def test_what_cannot_be_read_is_called_that(powerless: Callable[..., Run], tmp_path: Path) -> None:
    """A person whose permission is missing would look for a full disk."""
    folder = tmp_path / "d"
    folder.mkdir()
    file = Path(shutil.copy(BUNDLED, folder / "m.yaml"))
    for locked in (file, folder):
        locked.chmod(0)
        for command in ("count", "check", "list"):
            done = powerless(command, "--data", str(locked))
            assert (done.out, done.err, done.status) == (
                "",
                f"dialogue: {locked} cannot be read: Permission denied\n",
                2,
            )
        locked.chmod(0o700)


def test_a_read_only_file_is_not_replaced(powerless: Callable[..., Run], tmp_path: Path) -> None:
    """Whoever made a file read-only meant it, though the folder would let it be replaced."""
    file = tmp_path / "out.json"
    file.write_text("mine", encoding="utf-8")
    file.chmod(0o444)
    done = powerless("export", "json", "-o", str(file), "--force")
    assert (done.out, done.err, done.status) == ("", f"dialogue: {file} cannot be written: Permission denied\n", 2)
    assert file.read_text(encoding="utf-8") == "mine"


@pytest.mark.process
def test_a_full_disk_without_arguments(environment: dict[str, str]) -> None:
    """The first call that a person makes would end in a traceback."""
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [DIALOGUE], env=environment, stdout=full, stderr=subprocess.PIPE, timeout=PATIENCE, check=False
        )
    assert (done.stderr, done.returncode) == (b"dialogue: cannot write: No space left on device\n", 2)


def test_recursion_that_is_real_ends_in_a_message(run: Callable[..., Run], monkeypatch: pytest.MonkeyPatch) -> None:
    """Only a made-up fault would be known to end well."""

    def deeper(*arguments: object) -> None:
        deeper(*arguments)

    monkeypatch.setattr(kept, "connect", deeper)
    before = sys.getrecursionlimit()
    done = run("list")
    assert (done.out, done.status) == ("", 2)
    assert done.err.startswith("dialogue: something here is too deeply nested")
    assert sys.getrecursionlimit() == before


@pytest.mark.process
@pytest.mark.parametrize(
    ("words", "status"), [(["list", "Pakistan"], 0), (["list", "Peru"], 1), (["list", "--on", "x"], 2)]
)
def test_where_nothing_can_be_said_the_status_is_the_same(
    environment: dict[str, str], words: list[str], status: int
) -> None:
    """A script that closes or fills standard error would get 120, which means nothing."""
    if not Path("/dev/full").exists():
        pytest.skip("needs /dev/full")
    variables = {name: value for name, value in environment.items() if name != "PYTHONUNBUFFERED"}
    with Path("/dev/full").open("wb") as full:
        line = [str(DIALOGUE), *words]
        done = subprocess.run(
            line, env=variables, stdout=subprocess.DEVNULL, stderr=full, timeout=PATIENCE, check=False
        )
    assert done.returncode == status


@pytest.mark.process
def test_what_is_written_is_said_where_its_id_cannot_be_shown(
    environment: dict[str, str], dataset: Callable[..., Path]
) -> None:
    """A person would add the meeting once more, as nothing but a full disk was told."""
    if not Path("/dev/full").exists():
        pytest.skip("needs /dev/full")
    path = dataset("meetings: []\n")
    line = [str(DIALOGUE), "add", "--title", "New", "--data", str(path)]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            line, env=environment, stdout=full, stderr=subprocess.PIPE, timeout=PATIENCE, check=False, text=True
        )
    assert "title: New" in path.read_text(encoding="utf-8")
    assert done.stderr.startswith("note: written: ")
    assert done.stderr.endswith("dialogue: cannot write: No space left on device\n")
    assert done.returncode == 2
