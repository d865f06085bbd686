"""What the tests share: the installed command, a real terminal, small datasets."""

from __future__ import annotations

import inspect
import os
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from io import StringIO
from pathlib import Path
from tempfile import TemporaryFile
from types import CodeType, FunctionType, ModuleType
from typing import IO, Any

import pytest
from hypothesis import HealthCheck, settings

from dialogue_cli.__main__ import main
from tests.processes import PATIENCE, heed_signals

ROOT = Path(__file__).parent.parent
BUNDLED = ROOT / "data" / "meetings.yaml"
DIALOGUE = Path(sys.executable).with_name("dialogue")
TODAY = "2026-01-15"


# How long an example takes depends on the machine and on what else it does: nothing is concluded from that.
settings.register_profile(
    "suite",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
settings.load_profile("suite")


class Run(subprocess.CompletedProcess[str]):
    """A finished call: `out`, `err` and `status` apart."""

    @property
    def out(self) -> str:
        return self.stdout

    @property
    def err(self) -> str:
        return self.stderr

    @property
    def status(self) -> int:
        return self.returncode

    @property
    def rows(self) -> list[list[str]]:
        """The cells of each line of standard output."""
        return [line.split("\t") for line in self.out.splitlines()]

    @property
    def ids(self) -> list[str]:
        """The first cell of each line."""
        return [row[0] for row in self.rows]


def pytest_configure() -> None:
    heed_signals()


# What leads out of this process: a test that reaches one of these names is marked `outside`.
_OUTSIDE = {
    "tests.terminal.look",
    "tests.shells.Shell",
    "tests.asked.Asked",
    "tests.needs.need",
    "tests.needs.need_module",
    "subprocess",
    "duckdb",
    "mypy.api",
}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks the tests that `make quick` leaves out, by what they and their fixtures call."""
    for item in items:
        assert isinstance(item, pytest.Function)
        fixtures = [one for name in item.fixturenames for one in item._fixtureinfo.name2fixturedefs.get(name, ())[-1:]]
        functions = [item.function, *(one.func for one in fixtures)]
        if item.get_closest_marker("process") or _reached(functions) & _OUTSIDE:
            item.add_marker("outside")


def _reached(functions: Sequence[Callable[..., Any]]) -> set[str]:
    """The full names of what these functions, and the helpers of the tests that they call, refer to."""
    found: set[str] = set()
    waiting = [(inspect.unwrap(one).__code__, inspect.unwrap(one).__globals__) for one in functions]
    while waiting:
        code, names = waiting.pop()
        waiting += [(inner, names) for inner in code.co_consts if isinstance(inner, CodeType)]
        for name in code.co_names:
            value = names.get(name)
            where = getattr(value, "__module__", None) or ""
            full = value.__name__ if isinstance(value, ModuleType) else f"{where}.{getattr(value, '__qualname__', '')}"
            if full not in found:
                found.add(full)
                if where.startswith("tests.") and isinstance(value, FunctionType) and value is not _installed:
                    waiting.append((value.__code__, value.__globals__))
    return found


@pytest.fixture(scope="session", autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Where all tests keep their indexes, away from those of the person who runs the tests."""
    cache = tmp_path_factory.mktemp("cache")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(cache))
        patch.delenv("DIALOGUE_DATA", raising=False)
        patch.setenv("DIALOGUE_TODAY", TODAY)
        yield cache


@pytest.fixture
def environment(own_cache: Path) -> dict[str, str]:
    """An environment in which nothing of the person who runs the tests is seen or touched."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "VIRTUAL_ENV") if name in os.environ}
    return kept | {
        "XDG_CACHE_HOME": str(own_cache),
        "DIALOGUE_TODAY": TODAY,
        "PYTHONUTF8": "1",
        "TERM": "xterm-256color",
        # What goes through a pager is asked for where it is tested.
        "PAGER": "cat",
    }


@pytest.fixture
def run(request: pytest.FixtureRequest, environment: dict[str, str], tmp_path: Path) -> Callable[..., Run]:
    """Runs `dialogue` as in a pipe, in an empty folder.

    It is called in this process, which takes no start; what is marked `process` gets the installed program.
    """
    folder = tmp_path / "here"
    folder.mkdir()
    way = _installed if request.node.get_closest_marker("process") else _called

    def call(*arguments: str, env: dict[str, str] | None = None, cwd: Path = folder, stdin: str = "") -> Run:
        return way(arguments, environment | (env or {}), cwd, stdin)

    return call


def _installed(arguments: Sequence[str], environment: dict[str, str], folder: Path, stdin: str) -> Run:
    command = [DIALOGUE, *arguments]
    done = subprocess.run(
        command, env=environment, cwd=folder, input=stdin.encode(), capture_output=True, timeout=PATIENCE, check=False
    )
    return Run(command, done.returncode, done.stdout.decode(), done.stderr.decode())


def _called(arguments: Sequence[str], environment: dict[str, str], folder: Path, stdin: str) -> Run:
    with _text() as out, _text() as err, pytest.MonkeyPatch.context() as patch:
        for name in os.environ.keys() - environment.keys():
            patch.delenv(name)
        for name, value in environment.items():
            patch.setenv(name, value)
        patch.chdir(folder)
        # The program writes to the descriptor of its standard output, and asks the original one for its width.
        for name, stream in (("stdout", out), ("stderr", err)):
            patch.setattr(sys, name, stream)
            patch.setattr(sys, f"__{name}__", stream)
        patch.setattr(sys, "stdin", StringIO(stdin))
        patch.setattr(sys, "argv", ["dialogue", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            main()
        sys.stdout.flush()
        err.flush()
        said = [os.pread(file.fileno(), os.fstat(file.fileno()).st_size, 0).decode() for file in (out, err)]
        sys.stdout.close()
    assert isinstance(ended.value.code, int)
    return Run(arguments, ended.value.code, *said)


def _text() -> IO[str]:
    """A file for what a call writes."""
    return TemporaryFile("w+", encoding="utf-8", errors="backslashreplace", newline="\n")


@pytest.fixture(scope="session")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Callable[[int], Path]:
    """Gives a dataset of so many generated meetings (bench/generate.py), made once."""

    @cache
    def make(count: int) -> Path:
        from generate import generate

        path = tmp_path_factory.mktemp("generated") / "meetings.yaml"
        generate(path, count)
        return path

    return make


@pytest.fixture
def dataset(tmp_path: Path) -> Callable[..., Path]:
    """Writes a dataset out of indented text."""

    def write(text: str, name: str = "meetings.yaml") -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(textwrap.dedent(text).lstrip("\n"), encoding="utf-8")
        return path

    return write
