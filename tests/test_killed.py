"""A kill at any moment of a command that writes: what was there is whole, and the next run goes on as if nothing were."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.processes import PATIENCE

pytestmark = [pytest.mark.process, pytest.mark.long]

# Ends the process as a power cut would, just before the N-th call that changes something on the disk; with N + 0.5 just
# after it.
PROGRAM = """
import os, signal, sys
from pathlib import Path
from dialogue_cli.__main__ import main
at, calls = float(sys.argv[1]), 0
def killing(real):
    def call(*arguments, **options):
        global calls
        calls += 1
        mine = calls
        if mine == at:
            os.kill(os.getpid(), signal.SIGKILL)
        found = real(*arguments, **options)
        if mine + 0.5 == at:
            os.kill(os.getpid(), signal.SIGKILL)
        return found
    return call
for name in ("replace", "rename", "link", "unlink", "mkdir", "rmdir", "fsync", "truncate", "chmod"):
    setattr(os, name, killing(getattr(os, name)))
for name in ("write_bytes", "write_text", "rename", "unlink", "mkdir", "chmod"):
    setattr(Path, name, killing(getattr(Path, name)))
sys.argv[:2] = ["dialogue"]
main()
"""
TABLE = "id,title,date,partner\nt-1,Talks,2025-01-02,France\nt-2,More talks,2025-02-03,Ghana\n"
MAPPING = "id: {columns: [id], prefix: x-}\ntitle: {column: title}\ndate: {column: date}\npartners: {column: partner}\n"
ONE = "eu-pakistan-strategic-dialogue-7"
COMMANDS = {
    "add": ["add", "--id", "new", "--title", "A new one", "--date", "2025-05-01", "--data", "m.yaml"],
    "edit": ["edit", ONE, "--editor", "sed -i s/Brussels/Oslo/", "--data", "m.yaml"],
    "rename": ["rename", "meeting", ONE, "the-seventh", "--data", "m.yaml"],
    "fmt": ["fmt", "loose.yaml"],
    "source add": ["source", "add", "paper.txt", "--data", "m.yaml"],
    "import": ["import", "table.csv", "--map", "mapping.yaml", "--data", "m.yaml"],
    "init": ["init", "fresh"],
    "export": ["export", "json", "-o", "out.json", "--force", "--data", "m.yaml"],
    "export sqlite": ["export", "sqlite", "-o", "out.db", "--force", "--data", "m.yaml"],
    "export by year": ["export", "parquet", "--by-year", "-o", "years", "--force", "--data", "m.yaml"],
    "draft": ["draft", "eeas-2025-11-23", "-o", "draft.yaml", "--force", "--data", "m.yaml"],
}
WHOLE = {"out.json", "out.db", "draft.yaml", "m.yaml", "loose.yaml"}
"""What is the old one or the new one."""


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with a dataset, its documents, and what the commands read."""
    here = tmp_path / "place"
    here.mkdir()
    shutil.copy(ROOT / "data" / "meetings.yaml", here / "m.yaml")
    shutil.copytree(ROOT / "seeds", here / "seeds")
    (here / "loose.yaml").write_text("meetings:\n-   {id:   one, title:  'One'}\n", encoding="utf-8")
    (here / "paper.txt").write_text(
        "On 3 May 2025 the Minister met the Minister of Ghana in Accra.\n", encoding="utf-8"
    )
    (here / "table.csv").write_text(TABLE, encoding="utf-8")
    (here / "mapping.yaml").write_text(MAPPING, encoding="utf-8")
    for name in ("out.json", "out.db", "draft.yaml"):
        (here / name).write_text("old", encoding="utf-8")
    return here


@pytest.fixture
def call(environment: dict[str, str], tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[bytes]]:
    """Runs a command in a folder, killed at a call."""
    variables = environment | {"XDG_CACHE_HOME": str(tmp_path / "cache"), "XDG_STATE_HOME": str(tmp_path / "state")}

    def run(folder: Path, command: list[str], at: float) -> subprocess.CompletedProcess[bytes]:
        line = [sys.executable, "-c", PROGRAM, str(at), *command]
        return subprocess.run(line, cwd=folder, env=variables, capture_output=True, timeout=PATIENCE, check=False)

    return run


def contents(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def leftovers(folder: Path) -> list[str]:
    return [str(file.relative_to(folder)) for file in folder.rglob(".*") if file.suffix in (".tmp", ".lock")]


@pytest.mark.parametrize("name", COMMANDS)
def test_a_kill_at_any_moment_leaves_the_old_or_the_new(
    name: str, place: Path, tmp_path: Path, call: Callable[..., subprocess.CompletedProcess[bytes]]
) -> None:
    """A power cut would leave half a dataset, a list of documents without them, or files that nobody removes."""
    command = COMMANDS[name]
    before = contents(place)
    done = shutil.copytree(place, tmp_path / "done")
    assert call(done, command, 0).returncode == 0
    after = contents(done)
    moments = 0
    for at in (half / 2 for half in range(2, 400)):
        folder = shutil.copytree(place, tmp_path / "killed")
        killed = call(folder, command, at)
        if killed.returncode != -signal.SIGKILL:
            assert killed.returncode == 0
            shutil.rmtree(folder)
            break
        moments += 1
        found = contents(folder)
        for file in WHOLE & set(before):
            assert found[file] in (before[file], after.get(file)), (file, at)
        for file in set(before) - WHOLE:
            assert found[file] == before[file], (file, at)
        # Once more, as a person would: it does what is left, or says that it is there.
        again = call(folder, command, 0)
        assert again.returncode in (0, 2), (at, again.stderr)
        assert b"fault of the program" not in again.stderr
        last = contents(folder)
        assert {file: last.get(file) for file in WHOLE} == {file: after.get(file) for file in WHOLE}, (at, again.stderr)
        assert leftovers(folder) == [], at
        shutil.rmtree(folder)
    else:
        pytest.fail("it writes without end")
    assert moments > 1


def test_what_is_read_while_a_command_is_killed_is_whole(
    place: Path, call: Callable[..., subprocess.CompletedProcess[bytes]]
) -> None:
    """The first question after a power cut would be answered from half an index, or not at all."""
    for at in (half / 2 for half in range(2, 60)):
        call(place, ["count", "--data", "m.yaml"], at)
        done = call(place, ["list", "-f", "json", "--data", "m.yaml"], 0)
        assert (len(json.loads(done.stdout)), done.stderr, done.returncode) == (12, b"", 0), at
