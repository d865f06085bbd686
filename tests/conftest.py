"""What the tests share: the installed command, a real terminal, small datasets."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

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


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The library, called in this process, keeps its indexes away from those of the person who runs the tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        patch.delenv("DIALOGUE_DATA", raising=False)
        patch.setenv("DIALOGUE_TODAY", TODAY)
        yield


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """An environment in which nothing of the person who runs the tests is seen or touched."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "VIRTUAL_ENV") if name in os.environ}
    return kept | {
        "XDG_CACHE_HOME": str(tmp_path / "cache"),
        "DIALOGUE_TODAY": TODAY,
        "PYTHONUTF8": "1",
        "TERM": "xterm-256color",
        # What goes through a pager is asked for where it is tested.
        "PAGER": "cat",
    }


@pytest.fixture
def run(environment: dict[str, str], tmp_path: Path) -> Callable[..., Run]:
    """Runs the installed `dialogue` in a pipe, in an empty folder."""
    folder = tmp_path / "here"
    folder.mkdir()

    def call(*arguments: str, env: dict[str, str] | None = None, cwd: Path = folder, stdin: str = "") -> Run:
        done = subprocess.run(
            [DIALOGUE, *arguments],
            env=environment | (env or {}),
            cwd=cwd,
            input=stdin,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=PATIENCE,
            check=False,
        )
        return Run(done.args, done.returncode, done.stdout, done.stderr)

    return call


@pytest.fixture
def dataset(tmp_path: Path) -> Callable[..., Path]:
    """Writes a dataset out of indented text."""

    def write(text: str, name: str = "meetings.yaml") -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(textwrap.dedent(text).lstrip("\n"), encoding="utf-8")
        return path

    return write
