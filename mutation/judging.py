"""Judges mutants: each in a fork of a process that has its tests at hand, until one of them fails."""

from __future__ import annotations

import functools
import gc
import importlib
import json
import os
import resource
import shutil
import signal
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import zip_longest
from pathlib import Path
from types import FunctionType
from typing import Any

import pytest

from covering import Covered, Profile, module_of, options
from mutants import SOURCE, Mutant, codes

MEMORY = 6 << 30
WALL = 300
"""Seconds after which a mutant that only waits is stopped."""
Verdict = str
"""The test that failed, `time` or `import`; empty for a mutant that survived."""


class Judge:
    """Judges mutants with the tests that reach what they change: first those that killed others, then the fast ones."""

    def __init__(self, covered: Covered, seconds: float, jobs: int) -> None:
        self._covered = covered
        self._seconds = seconds
        self._jobs = jobs
        self._killers: dict[str, list[str]] = defaultdict(list)

    def verdicts(self, mutants: Sequence[Mutant]) -> Iterator[tuple[Mutant, Verdict]]:
        """Each mutant with what became of it."""
        inside = [one for one in mutants if one.function]
        outside = [one for one in mutants if not one.function]
        with tempfile.TemporaryDirectory(prefix="mutants") as tempfile.tempdir:
            if inside:
                yield from _relayed(inside, lambda tell: _session(_Warm(self, inside, tell)))
            yield from self._forked(outside, lambda one, tests, tell: _session(_Cold(one, tests, self, tell), tests))
        tempfile.tempdir = None

    def _forked(
        self, mutants: Iterable[Mutant], act: Callable[[Mutant, list[str], int], None]
    ) -> Iterator[tuple[Mutant, Verdict]]:
        """Judges each mutant in a child of this process, some at a time."""
        running: dict[int, tuple[Mutant, int]] = {}
        waiting = iter(mutants)
        while True:
            while len(running) < self._jobs and (mutant := next(waiting, None)):
                told, tell = os.pipe()
                tests = self.tests(mutant)
                if (child := os.fork()) == 0:
                    _limited(act, mutant, tests, tell)
                os.close(tell)
                running[child] = mutant, told
            if not running:
                return
            child, status = os.wait()
            mutant, told = running.pop(child)
            with os.fdopen(told, encoding="utf-8") as said:
                verdict = said.read()
            if os.WIFSIGNALED(status):
                verdict = "time"
            elif verdict.startswith("crash"):
                print(f"{verdict} while a mutant of {mutant.path} was judged", file=sys.stderr)
                verdict = ""
            if "::" in verdict:
                self._remember(mutant, verdict)
            yield mutant, verdict

    def tests(self, mutant: Mutant) -> list[str]:
        """The tests to judge a mutant with, in their order, for as many seconds as there are."""
        reaching, others = self._covered.tests(mutant)
        killers = [*self._killers[mutant.path + mutant.function], *self._killers[mutant.path][:8]]
        first = [one for one in killers if one in reaching or one in others]
        rest = [*sorted(reaching, key=self._covered.time), *sorted(others, key=self._covered.time)]
        chosen, total = [], 0.0
        for test in dict.fromkeys([*first, *rest]):
            total += self._covered.time(test)
            if total > self._seconds and chosen:
                break
            chosen.append(test)
        return chosen

    def seconds_for(self, test: str) -> float:
        """How much time of the processor a test may take before its mutant counts as one that does not end."""
        return 4 + 8 * self._covered.time(test)

    def _remember(self, mutant: Mutant, test: str) -> None:
        for name in (mutant.path, mutant.path + mutant.function):
            known = self._killers[name]
            self._killers[name] = [test, *(one for one in known if one != test)]


def _limited(act: Callable[[Mutant, list[str], int], None], mutant: Mutant, tests: list[str], tell: int) -> None:
    """Judges a mutant in a child, which ends whatever happens."""
    status = 1
    folder = tempfile.mkdtemp()
    try:
        os.setsid()
        signal.alarm(WALL)
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        os.environ["PYTEST_DEBUG_TEMPROOT"] = tempfile.tempdir = folder
        nowhere = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(nowhere, stream)
        act(mutant, tests, tell)
        status = 0
    except BaseException as error:
        os.write(tell, f"crash: {error!r}".encode())
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os._exit(status)


def _relayed(mutants: Sequence[Mutant], act: Callable[[int], None]) -> Iterator[tuple[Mutant, Verdict]]:
    """Runs in a child of its own, so that this process never imports what is mutated."""
    told, tell = os.pipe()
    child = os.fork()
    if child == 0:
        status = 1
        try:
            os.close(told)
            act(tell)
            status = 0
        finally:
            sys.stderr.flush()
            os._exit(status)
    os.close(tell)
    with os.fdopen(told, encoding="utf-8") as said:
        for line in said:
            number, verdict = json.loads(line)
            yield mutants[number], verdict
    if os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]):
        raise SystemExit("the process that judges has failed")


def _session(plugin: Any, tests: Sequence[str] = ()) -> None:
    files = sorted({test.partition("::")[0] for test in tests})
    pytest.main([*options(), *files], plugins=[Profile(), plugin])


class _Run:
    """Runs some of the tests that a session has collected, until one fails."""

    def __init__(self, judge: Judge) -> None:
        self.judge = judge

    def first_failure(self, session: pytest.Session, items: Sequence[pytest.Item]) -> Verdict:
        for item, following in zip_longest(items, items[1:]):
            # Without a handler the signal ends the process.
            signal.setitimer(signal.ITIMER_PROF, self.judge.seconds_for(item.nodeid))
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            if session.testsfailed:
                return item.nodeid
        return ""


def _is_quiet(session: pytest.Session) -> None:
    manager = session.config.pluginmanager
    if reporter := manager.get_plugin("terminalreporter"):
        manager.unregister(reporter)


class _Warm(_Run):
    """Has all tests, and puts the code of one changed function in the place of the old one."""

    def __init__(self, judge: Judge, mutants: Sequence[Mutant], tell: int) -> None:
        super().__init__(judge)
        self._mutants = mutants
        self._tell = tell

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        if session.testsfailed:
            raise SystemExit("the tests cannot be collected")
        _is_quiet(session)
        items = {item.nodeid: item for item in session.items}
        for path in {one.path for one in self._mutants}:
            importlib.import_module(module_of(path))
        live = _live_functions()
        gc.collect()
        gc.freeze()
        numbers = {id(mutant): i for i, mutant in enumerate(self._mutants)}

        def act(mutant: Mutant, tests: list[str], tell: int) -> None:
            session.config._tmp_path_factory._basetemp = Path(tempfile.mkdtemp())
            _changed(mutant, live)
            os.write(tell, self.first_failure(session, [items[one] for one in tests if one in items]).encode())

        for mutant, verdict in self.judge._forked(self._mutants, act):
            os.write(self._tell, (json.dumps([numbers[id(mutant)], verdict]) + "\n").encode())
        return True


def _live_functions() -> dict[tuple[str, str, int], list[FunctionType]]:
    """The functions of the program, by file, name and first line. What they remember is forgotten."""
    found = defaultdict(list)
    for one in gc.get_objects():
        with suppress(ReferenceError):
            if isinstance(one, functools._lru_cache_wrapper) and str(one.__module__).startswith("dialogue_cli"):
                one.cache_clear()
            elif type(one) is FunctionType and one.__code__.co_filename.startswith(str(SOURCE)):
                code = one.__code__
                found[code.co_filename, code.co_qualname, code.co_firstlineno].append(one)
    return found


def _changed(mutant: Mutant, live: dict[tuple[str, str, int], list[FunctionType]]) -> None:
    path = str(SOURCE / mutant.path)
    for (name, line), code in codes(mutant.code, path).items():
        if name == mutant.function and (path, name, line) in live:
            for function in live[path, name, line]:
                function.__code__ = code
            return
    raise LookupError(mutant.function)


class _Cold(_Run):
    """Imports a file as it is changed, and collects only the tests that are asked."""

    def __init__(self, mutant: Mutant, tests: Sequence[str], judge: Judge, tell: int) -> None:
        super().__init__(judge)
        self._tests = tests
        self._tell = tell
        _import_as(SOURCE / mutant.path, mutant.code)
        # To fail while it is imported, or to hang, is to be killed.
        signal.setitimer(signal.ITIMER_PROF, 60)

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        _is_quiet(session)
        items = {item.nodeid: item for item in session.items}
        os.write(self._tell, self.first_failure(session, [items[one] for one in self._tests if one in items]).encode())
        return True

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            os.write(self._tell, b"import")
            os._exit(0)


def _import_as(path: Path, text: str) -> None:
    from importlib.machinery import SourceFileLoader

    given = SourceFileLoader.get_code

    def get_code(self: SourceFileLoader, name: str) -> Any:
        if self.path == str(path):
            return compile(text, str(path), "exec", dont_inherit=True)
        return given(self, name)

    SourceFileLoader.get_code = get_code  # type: ignore[method-assign]
