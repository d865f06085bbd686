"""Calls of the program that end, or are interrupted, at the moment before their Nth change of a folder."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from dialogue_cli.__main__ import main

_CHANGES = frozenset("os.rename os.link os.remove os.mkdir os.rmdir os.chmod".split())


def killed_at(
    moment: int, arguments: Sequence[object], environment: Mapping[str, str], folder: Path, *, by: str = "kill"
) -> bool:
    """Runs a call in a child, and ends it before its change number `moment` of what is below a folder.

    It is killed, or with `by="Ctrl-C"` interrupted, or with `by="SIGTERM"` told to end. Returns False where it made fewer changes and ended by itself.
    """
    pid = os.fork()
    if pid == 0:
        status = 97
        try:
            status = _called(moment, arguments, environment, folder, by)
        finally:
            # Nothing of the tests goes on in the child.
            os._exit(status)
    ended = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    terminated = (-signal.SIGTERM, 128 + signal.SIGTERM)
    assert ended in (-signal.SIGKILL, *terminated, 0, 1, 2, 98, 130), ended
    return ended in (-signal.SIGKILL, *terminated, 98, 130)


def _called(moment: int, arguments: Sequence[object], environment: Mapping[str, str], folder: Path, by: str) -> int:
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(nowhere, number)
    sys.stdin = open(0, closefd=False)  # noqa: SIM115
    sys.stdout = sys.__stdout__ = open(1, "w", closefd=False)  # type: ignore[misc]  # noqa: SIM115
    sys.stderr = sys.__stderr__ = open(2, "w", closefd=False)  # type: ignore[misc]  # noqa: SIM115
    sys.argv = ["dialogue", *map(str, arguments)]
    counted = _Counter(moment, folder, _ENDS[by])
    sys.addaudithook(counted)
    try:
        main()
    except SystemExit as ended:
        # An interrupted call that had done its work already is one of those.
        return 98 if counted.is_hit and ended.code == 0 else int(ended.code or 0)
    return 0


def _kill() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _interrupt() -> None:
    raise KeyboardInterrupt


def _terminate() -> None:
    os.kill(os.getpid(), signal.SIGTERM)


_ENDS = {"kill": _kill, "Ctrl-C": _interrupt, "SIGTERM": _terminate}


class _Counter:
    """Counts the changes that the interpreter tells of, and ends the call before one of them."""

    def __init__(self, moment: int, folder: Path, end: Callable[[], None]) -> None:
        self._left = moment
        self._folder = f"{folder}/"
        self._end = end
        self._process = os.getpid()
        self.is_hit = False

    def __call__(self, event: str, told: tuple[Any, ...]) -> None:
        is_change = event in _CHANGES or (event == "open" and isinstance(told[2], int) and told[2] & os.O_ACCMODE)
        if is_change and os.getpid() == self._process and self._is_in(told[0]):
            self._left -= 1
            if self._left == 0:
                self.is_hit = True
                self._end()

    def _is_in(self, what: object) -> bool:
        # A lock of a file that is open has no name.
        return isinstance(what, str | os.PathLike) and str(Path(what).absolute()).startswith(self._folder)
