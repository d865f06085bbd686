"""What a run imports, and what it counts as work: starting up is felt at every question."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import DIALOGUE, Run
from tests.terminal import look

# Prints, last on standard error, what the program had imported when it ended.
SPY = """
import atexit, sys
atexit.register(lambda: print(*sorted(sys.modules), file=sys.stderr))
from dialogue_cli.__main__ import main
main()
"""
HEAVY = {"rich", "yaml", "rapidfuzz", "pycountry"}
# Each takes a twentieth of an ordinary call or more, and brings others with it.
SLOW = {"typer", "subprocess", "threading", "dataclasses", "inspect", "pathlib", "gzip", "hashlib", "zlib", "decimal"}
RECORDS = {
    "dialogue_cli.dataset.model",
    "dialogue_cli.dataset.reader",
    "dialogue_cli.checks.examine",
    "dialogue_cli.index.build",
    "dialogue_cli.dataset.cutting",
    "dialogue_cli.index.parts",
}


@pytest.fixture
def imported(environment: dict[str, str], run: Callable[..., Run]) -> Callable[..., set[str]]:
    """The modules of a warm run in a pipe."""
    assert run("list").status == 0

    def call(*arguments: str, env: dict[str, str] | None = None) -> set[str]:
        done = subprocess.run(
            [sys.executable, "-c", SPY, *arguments],
            env=environment | (env or {}),
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return set(done.stderr.splitlines()[-1].split())

    return call


@pytest.mark.parametrize(
    ("arguments", "unused"),
    [
        (
            ["list"],
            HEAVY | RECORDS | SLOW | {"dialogue_cli.dates.periods", "dialogue_cli.query.search_text", "json"},
        ),
        (
            ["list", "--partner", "KZ", "--topic", "trade", "-n", "5"],
            HEAVY | RECORDS | SLOW | {"dialogue_cli.query.search_text"},
        ),
        (["list", "--since", "2025"], HEAVY | RECORDS),
        (["list", "-f", "ids"], HEAVY | RECORDS | {"json"}),
        (["list", "-f", "json"], HEAVY | RECORDS - {"dialogue_cli.dataset.model"}),
        (["search", "migration"], HEAVY | RECORDS | SLOW | {"json", "dialogue_cli.index.snippets"}),
        (["timeline"], HEAVY | RECORDS),
        (["count", "--by", "partner"], HEAVY | RECORDS),
        (["series"], HEAVY | RECORDS - {"dialogue_cli.dataset.model"}),
        (["show", "eu-central-asia-summit-1"], HEAVY | RECORDS | SLOW),
        (["sources"], HEAVY | RECORDS - {"dialogue_cli.dataset.model"}),
        (["check"], {"rich"}),
        (["--version"], HEAVY | RECORDS | {"sqlite3", "dialogue_cli.archive", "dialogue_cli.dataset.problems"}),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_run_imports_only_what_it_uses(
    arguments: list[str], unused: set[str], imported: Callable[..., set[str]]
) -> None:
    """A library that is loaded for nothing is waited for by everyone who runs the tool in a loop."""
    found = imported(*arguments)
    assert found & unused == set()
    others = {f"dialogue_cli.commands.{name}" for name in ("list", "search", "timeline", "show", "sources", "check")}
    assert found & others == {f"dialogue_cli.commands.{arguments[0]}"} & others


def test_a_first_run_of_a_small_dataset_starts_no_processes(imported: Callable[..., set[str]], tmp_path: Path) -> None:
    """What makes a large first run quick would make that of most datasets slow."""
    path = tmp_path / "small.yaml"
    path.write_text("meetings: [{id: a, title: A}]", encoding="utf-8")
    found = imported("list", "--data", str(path))
    assert "dialogue_cli.index.build" in found
    assert found & {"dialogue_cli.index.side_by_side", "subprocess", "multiprocessing"} == set()


def test_tab_imports_only_what_it_uses(environment: dict[str, str], run: Callable[..., Run]) -> None:
    """The Tab key is pressed more often than Return."""
    assert run("list").status == 0
    done = subprocess.run(
        [sys.executable, "-c", SPY, "80", "list", "--partner", "Pak"],
        env=environment | {"_DIALOGUE_COMPLETE": "fish"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.splitlines() == ["words 0", "Pakistan\t5 meetings"]
    assert set(done.stderr.split()) & (HEAVY | RECORDS | SLOW | {"dialogue_cli.cli.session"}) == set()


@pytest.mark.parametrize(
    ("line", "most"),
    [("list", 48), ("list -p Kazakhstan", 60), ("search migration", 60), ("show eu-central-asia-summit-1", 52)],
)
def test_an_ordinary_call_loads_few_modules(line: str, most: int, imported: Callable[..., set[str]]) -> None:
    """Each module costs a two-hundredth of a call, so many small ones make a slow start."""
    assert len([name for name in imported(*line.split()) if name.startswith("dialogue_cli")]) <= most


@pytest.mark.parametrize("line", ["list -p Kazakhstan", "search migration", "show eu-central-asia-summit-1"])
def test_an_ordinary_call_compiles_no_annotation(line: str, environment: dict[str, str]) -> None:
    """A class made of typing.NamedTuple compiles the text of each: take that of dialogue_cli.tuples."""
    code = "import typing; made = []; typing.ForwardRef.__init__ = lambda self, text, **_: made.append(text)"
    code += SPY.replace("*sorted(sys.modules)", "made")
    done = subprocess.run(
        [sys.executable, "-c", code, *line.split()], env=environment, capture_output=True, text=True, check=False
    )
    assert done.stderr.splitlines()[-1] == "[]"


@pytest.mark.process
def test_whoever_waits_for_the_end_gets_it(environment: dict[str, str]) -> None:
    """The program ends without taking the interpreter apart: a profiler must still have its say."""
    for more, written in ([], "eu-"), (["-m", "cProfile"], "function calls"):
        done = subprocess.run(
            [sys.executable, *more, DIALOGUE, "list"], env=environment, capture_output=True, text=True, check=False
        )
        assert (done.returncode, done.stderr) == (0, "")
        assert written in done.stdout
    for words, status in (["-p", "Atlantis"], 1), (["--since", "whenever"], 2):
        done = subprocess.run([DIALOGUE, "list", *words], env=environment, capture_output=True, check=False)
        assert done.returncode == status


def test_only_what_is_shown_is_decoded(dataset: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """Fifty of a hundred thousand must cost fifty: the limit is in the question, not behind the answer."""
    from dialogue_cli import Query, open_archive

    rows = ", ".join(f"{{id: m-{i}, title: T, partners: [X]}}" for i in range(300))
    archive = open_archive(dataset(f"meetings: [{rows}]"))
    decoded: list[str] = []
    loads = json.loads
    monkeypatch.setattr(json, "loads", lambda text: decoded.append(text) or loads(text))
    assert [match.record["id"] for match in archive.find(Query(limit=3))] == ["m-0", "m-1", "m-10"]
    assert len(decoded) == 3
    decoded.clear()
    assert len(list(archive.find(Query(), records=False))) == 300
    assert decoded == []


def test_a_long_reading_shows_how_far_it_is(environment: dict[str, str], tmp_path: Path) -> None:
    """Someone who waits for ten thousand records wants to see that something happens, and no trace of it after."""
    path = tmp_path / "many.yaml"
    with path.open("w", encoding="utf-8") as file:
        file.write("meetings:\n")
        for i in range(25_000):
            file.write(f"- {{id: m-{i}, title: A meeting about something, partners: [X, Y], topics: [trade, fish]}}\n")
    command = [DIALOGUE, "list", "--data", path, "-n", "1", "-f", "tsv"]
    seen = look(command, environment)
    assert b"reading the dataset" in seen.raw
    assert seen.screen == ["m-0\t\theld\tX; Y\t\tA meeting about something".expandtabs(8)]
    assert b"reading" not in look(command, environment).raw
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert b"reading" not in look([*command, "-q"], environment).raw
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert look(command, environment | {"TERM": "dumb"}).screen == seen.screen
