"""Which tests reach which lines of what is mutated, and how long each takes."""

from __future__ import annotations

import hashlib
import json
import os
import sys
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

import coverage
import pytest

from mutants import ROOT, SOURCE, TARGETS, Mutant

FEW = 8
"""So few tests may be those that came first to what is kept in a cache: all that reach the file are asked then."""
NEAR = 12
"""How many files of tests are collected for a mutant outside of functions."""
KEPT = ROOT / ".mutation"
"""What a run leaves for the next one."""


class Profile:
    """Generated examples are the same in each run, and one that fails is not made smaller."""

    def pytest_configure(self) -> None:
        """After tests/conftest.py has been read, and before the tests are."""
        from hypothesis import Phase, settings

        given = settings.get_profile("suite")
        phases = (Phase.explicit, Phase.generate)
        settings.register_profile("mutants", given, phases=phases, database=None, derandomize=True)
        settings.load_profile("mutants")


def options() -> list[Any]:
    """How pytest is called: without what starts other programs."""
    return ["-q", "-p", "no:cacheprovider", "-p", "no:xdist", "-m", "not outside and not long", "--rootdir", str(ROOT)]


class Covered:
    """What each test reaches. Who reaches a file that has changed since then reaches each of its lines."""

    def __init__(self, files: dict[str, dict[str, Any]]) -> None:
        now = _sources()
        self._times: dict[str, float] = {}
        self._by_line: dict[tuple[str, int], set[str]] = defaultdict(set)
        self._by_file: dict[str, set[str]] = defaultdict(set)
        self._somewhere: dict[str, set[str]] = defaultdict(set)
        for file in files.values():
            for test, one in file["tests"].items():
                self._times[test] = one["time"]
                for path, lines in one["lines"].items():
                    self._by_file[path].add(test)
                    if file["sources"].get(path) != now.get(path):
                        self._somewhere[path].add(test)
                    for line in lines:
                        self._by_line[path, line].add(test)

    def time(self, test: str) -> float:
        """The seconds that a test takes."""
        return self._times.get(test, 1.0)

    def tests(self, mutant: Mutant) -> tuple[set[str], set[str]]:
        """The tests to ask first of a mutant, those that reach its lines, and others that may notice it.

        A mutant outside of functions has no lines that a test reaches: the tests of the files that name its module are
        asked, and those that reach it in the files of which the most do.
        """
        reaching = self._reaching(mutant.path)
        if mutant.function:
            lines = range(mutant.first, mutant.last + 1)
            found = set().union(*(self._by_line[mutant.path, line] for line in lines))
            return found, (self._somewhere[mutant.path] if len(found) >= FEW else reaching) - found
        files: dict[str, set[str]] = defaultdict(set)
        for test in self._times:
            files[test.partition("::")[0]].add(test)
        # A table is named by those who name what is beside it.
        module = module_of(mutant.path)
        module = module if self._by_file[mutant.path] else module.rpartition(".")[0]
        naming = [name for name in files if module in (ROOT / name).read_text(encoding="utf-8")]
        most = sorted(files, key=lambda name: -(len(files[name] & reaching) ** 2) / len(files[name]))
        near = dict.fromkeys([*naming, *most][:NEAR])
        named = set().union(*(files[name] for name in naming if name in near))
        return named, {test for name in near for test in files[name] & reaching} - named

    def _reaching(self, path: str) -> set[str]:
        """The tests that reach a file; one that is a table is reached through those beside it."""
        folder = path.rpartition("/")[0]
        return self._by_file[path] or set().union(*(self._by_file[one] for one in _sources() if one.startswith(folder)))


def covered() -> Covered:
    """What the tests reach; those of files that have not changed since are not asked again."""
    KEPT.mkdir(exist_ok=True)
    kept = KEPT / "covered.json"
    known = json.loads(kept.read_text(encoding="utf-8")) if kept.exists() else {}
    files = {path.relative_to(ROOT).as_posix(): _digest(path) for path in sorted((ROOT / "tests").glob("test_*.py"))}
    new = [name for name, digest in files.items() if known.get(name, {}).get("digest") != digest]
    if new:
        print(f"what the tests of {len(new)} files reach …", flush=True)
        child = os.fork()
        if child == 0:
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
            recorder = _Recorder()
            pytest.main([*options(), *new], plugins=[Profile(), recorder])
            made = {
                name: {"digest": files[name], "sources": _sources(), "tests": tests}
                for name, tests in recorder.of(new).items()
            }
            kept.write_text(json.dumps({one: known[one] for one in files if one in known} | made), encoding="utf-8")
            os._exit(0)
        os.waitpid(child, 0)
        known = json.loads(kept.read_text(encoding="utf-8"))
    return Covered({name: known[name] for name in files if name in known})


def _sources() -> dict[str, str]:
    return {path.relative_to(SOURCE).as_posix(): _digest(path) for path in SOURCE.rglob("*.py")}


def module_of(path: str) -> str:
    """The name by which a file below src/dialogue_cli is imported."""
    return "dialogue_cli." + path.removesuffix(".py").replace("/", ".")


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16]


class _Recorder:
    def __init__(self) -> None:
        patterns = [str(SOURCE / pattern) for patterns in TARGETS.values() for pattern in patterns]
        self._coverage = coverage.Coverage(include=patterns, data_file=None, config_file=False)
        self._times: dict[str, float] = {}
        files = [path for patterns in TARGETS.values() for pattern in patterns for path in SOURCE.glob(pattern)]
        self._names = {module_of(path.relative_to(SOURCE).as_posix()) for path in files}
        self._coverage.start()

    @pytest.hookimpl(hookwrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Any:
        for name in self._names & sys.modules.keys():
            for one in vars(sys.modules[name]).values():
                # What is remembered would be reached by the first test only that needs it.
                if hasattr(one, "cache_clear"):
                    one.cache_clear()
        self._coverage.switch_context(item.nodeid)
        start = time.process_time()
        yield
        self._times[item.nodeid] = time.process_time() - start
        self._coverage.switch_context("")

    @pytest.hookimpl(hookwrapper=True)
    def pytest_sessionfinish(self) -> Any:
        self._coverage.stop()
        yield

    def of(self, files: list[str]) -> dict[str, dict[str, Any]]:
        """The tests of some files, with the lines that each reaches and its time."""
        lines = self._read()
        found: dict[str, dict[str, Any]] = {file: {} for file in files}
        for test, seconds in self._times.items():
            found[test.partition("::")[0]][test] = {"time": round(seconds, 4), "lines": lines.get(test, {})}
        return found

    def _read(self) -> dict[str, dict[str, list[int]]]:
        found: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
        data = self._coverage.get_data()
        for path in data.measured_files():
            name = Path(path).relative_to(SOURCE).as_posix()
            for line, contexts in data.contexts_by_lineno(path).items():
                for test in contexts:
                    if test:
                        found[test][name].append(line)
        return found
