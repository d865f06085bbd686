"""The parts of a large first run are read in several processes, of which nobody need know."""

from __future__ import annotations

import gc
import io
import marshal
import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from dialogue_cli import DatasetError, Query, open_archive
from dialogue_cli.dataset import cutting
from dialogue_cli.index import cache, intake, parts, readers, side_by_side, worker
from tests.conftest import DIALOGUE, Run
from tests.processes import PATIENCE
from tests.tables import tables

MANY = "meetings:\n" + "".join(f"- {{id: m-{i:05}, title: T{i}, partners: [X, Y{i % 90}]}}\n" for i in range(4_000))


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A dataset that is read side by side though it is small, whatever the machine has."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(readers, "MUCH", 1)
    monkeypatch.setattr(intake, "MUCH", 1)
    monkeypatch.setattr(readers, "_processes", lambda: 3)
    monkeypatch.setattr(side_by_side, "_JOB", 1 << 14)
    path = tmp_path / "many.yaml"
    path.write_text(MANY, encoding="utf-8")
    return path


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The names of the files of which a part is read in this process."""
    seen: list[str] = []

    in_process = parts.read_here

    def read(wanted: list[parts.PartOfFile]) -> object:
        seen.extend(path.name for path, _ in wanted)
        return in_process(wanted)

    monkeypatch.setattr(parts, "read_here", read)
    yield seen
    for process in opened:
        assert process.poll() is not None, "a process is left"
    opened.clear()


opened: list[subprocess.Popen[bytes]] = []


@pytest.fixture(autouse=True)
def processes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keeps an account of all that are started."""
    start = side_by_side._started

    def started() -> subprocess.Popen[bytes] | None:
        process = start()
        opened.extend([process] if process else [])
        return process

    monkeypatch.setattr(side_by_side, "_started", started)


def index_of(path: Path) -> dict[str, list[str]]:
    open_archive(path).close()
    return tables(Path(cache.index_file(str(path))))


@pytest.fixture
def expected(large: Path) -> dict[str, list[str]]:
    """What the index holds if all is read in one process."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(readers, "_processes", lambda: 1)
        found = index_of(large)
    Path(cache.index_file(str(large))).unlink()
    return found


def test_several_processes_make_the_index_that_one_makes(
    large: Path, expected: dict[str, list[str]], here: list[str]
) -> None:
    """A record that is lost or swapped between processes would be missed by nobody."""
    assert index_of(large) == expected
    assert len(expected["part"]) > 3
    assert len(opened) == 3
    assert here == []


def test_files_of_a_folder_are_read_side_by_side_too(
    large: Path, here: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder of many small files would be read by one process alone."""
    large.unlink()
    for i in range(50):
        (large.parent / f"{i:02}.yaml").write_text(f"meetings: [{{id: m-{i}, title: T}}]", encoding="utf-8")
    folder = large.parent
    found = index_of(folder)
    assert (len(opened), here) == (3, [])
    Path(cache.index_file(str(folder))).unlink()
    monkeypatch.setattr(readers, "_processes", lambda: 1)
    assert index_of(folder) == found


@pytest.mark.parametrize(
    "program", ["raise SystemExit", "import sys; sys.stdin.read(20)", "print('x' * 100, flush=True)"]
)
def test_processes_that_do_not_work_are_done_without(
    program: str, large: Path, expected: dict[str, list[str]], here: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where other processes may not run, or run something else, a first run would fail for no reason of the dataset."""
    monkeypatch.setattr(side_by_side, "_START", program)
    assert index_of(large) == expected
    assert here


def test_processes_that_cannot_be_started_are_done_without(
    large: Path, expected: dict[str, list[str]], here: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A limit of processes must not keep anyone from an answer."""

    def refuse(*_: object, **__: object) -> None:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    monkeypatch.setattr(subprocess, "Popen", refuse)
    assert index_of(large) == expected
    assert set(here) == {"many.yaml"}


def test_a_process_that_is_killed_on_the_way_is_done_without(
    large: Path, expected: dict[str, list[str]], here: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The system ends a process where memory is short: its parts would be missing."""
    result = side_by_side.Processes._result

    def killing(self: side_by_side.Processes, job: side_by_side.Job) -> object:
        yield from result(self, job)
        opened[0].kill()
        # Of what it had done already, nothing is taken either: how much that is depends on the machine.
        assert opened[0].stdout
        opened[0].stdout.read()

    monkeypatch.setattr(side_by_side.Processes, "_result", killing)
    assert index_of(large) == expected
    assert here


def test_an_error_in_a_part_is_told_as_ever(large: Path, here: list[str]) -> None:
    """The line of a slip must be that of the file, whoever found it."""
    lines = MANY.splitlines(keepends=True)
    lines[3_000] = "- {id: m-X, title: T}\n"
    large.write_text("".join(lines), encoding="utf-8")
    with pytest.raises(DatasetError) as caught:
        open_archive(large)
    assert [(p.line, p.column, p.code) for p in caught.value.problems] == [(3001, 8, "id")]


def test_a_file_that_changes_while_it_is_read_is_read_again(
    large: Path, here: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Half of one version and half of another would be a dataset that nobody wrote."""
    read = readers.Readers.read

    def changing(self: readers.Readers, wanted: list[parts.PartOfFile]) -> object:
        large.write_text(MANY.replace("title: T", "title: New"), encoding="utf-8")
        return read(self, wanted)

    monkeypatch.setattr(readers.Readers, "read", changing)
    with open_archive(large) as archive:
        assert {match.title[:3] for match in archive.find(Query())} == {"New"}


@pytest.mark.process
def test_a_script_that_uses_the_library_is_not_run_again(
    environment: dict[str, str], tmp_path: Path, large: Path
) -> None:
    """A script without a guard for other processes would run several times over."""
    script = tmp_path / "script.py"
    script.write_text(
        textwrap.dedent(f"""
            from dialogue_cli import open_archive
            from dialogue_cli.index import intake, readers
            readers.MUCH = intake.MUCH = 1
            readers._processes = lambda: 2
            print("begun")
            print(len(open_archive({str(large)!r})))
        """),
        encoding="utf-8",
    )
    done = subprocess.run(
        [sys.executable, script],
        env=environment | {"XDG_CACHE_HOME": str(tmp_path / "other")},
        capture_output=True,
        text=True,
        check=True,
        timeout=PATIENCE,
    )
    assert done.stdout == "begun\n4000\n"
    assert done.stderr == ""


@pytest.mark.process
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
def test_no_process_is_left_when_the_first_one_is_stopped(
    number: signal.Signals, environment: dict[str, str], tmp_path: Path, run: Callable[..., Run]
) -> None:
    """After Ctrl-C, or worse, a machine would go on with work that nobody waits for."""
    path = tmp_path / "many.yaml"
    with path.open("w", encoding="utf-8") as file:
        file.write("meetings:\n")
        for i in range(40_000):
            file.write(f"- {{id: m-{i}, title: A meeting about something, partners: [X, Y], topics: [trade, fish]}}\n")
    environment |= {"XDG_CACHE_HOME": str(tmp_path / "cache")}
    program = subprocess.Popen(
        [DIALOGUE, "list", "--data", path],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    with program:
        until(lambda: members(program.pid) > 1 or program.poll() is not None)
        if program.poll() is None:
            # As a terminal does it, or as nothing can hinder it.
            (os.killpg if number == signal.SIGINT else os.kill)(program.pid, number)
        _, err = program.communicate(timeout=PATIENCE)
    assert program.returncode == (130 if number == signal.SIGINT else -signal.SIGKILL)
    assert b"Traceback" not in err
    until(lambda: members(program.pid) == 0)


def members(group: int) -> int:
    """How many processes a group has."""
    said = subprocess.run(["ps", "-A", "-o", "pgid=,stat="], capture_output=True, text=True, check=True).stdout
    return sum(row.split()[0] == str(group) and "Z" not in row.split()[1] for row in said.splitlines())


def until(is_so: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.01)


class Ended(Exception):
    """In place of the end of a process."""


def test_a_process_answers_each_job_and_ends_with_its_input(large: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A process would stay for ever when the one that asks is gone, or answer another job than it was given."""
    whole = cutting.Part(*intake.planned([large])[0].survey.parts[0])
    job = [(os.fsencode(large), tuple(whole))]
    asked, answered, ends = io.BytesIO(), io.BytesIO(), []
    for _ in range(2):
        worker.send(asked, marshal.dumps(job))
    asked.seek(0)

    def end(status: int) -> None:
        ends.append(status)
        raise Ended

    heeded = signal.getsignal(signal.SIGINT)
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stdin", SimpleNamespace(buffer=asked))
        patch.setattr(sys, "stdout", SimpleNamespace(buffer=answered))
        patch.setattr(os, "_exit", end)
        try:
            with pytest.raises(Ended):
                worker.serve()
        finally:
            signal.signal(signal.SIGINT, heeded)
            gc.enable()
    answered.seek(0)
    results = [marshal.loads(worker.receive(answered)) for _ in range(2)]
    assert (ends, results[0] == results[1], len(results[0])) == ([0], True, 1)
    assert results[0][0] is not None


def test_what_is_no_message_is_not_waited_for() -> None:
    """A program that says something else would be read until the memory is full."""
    with pytest.raises(ValueError, match=r"^$"):
        worker.receive(io.BytesIO(b"Traceback (most recent call last)"))
