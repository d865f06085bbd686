"""Reads parts of files in other processes, side by side. What a process cannot do is done here.

A process is a fresh Python that runs `worker`: not a copy of this one, which may have threads, and not a second run of
the program or of the script that uses the library. It ends when its standard input does, so nothing is left of it
whatever becomes of this process.
"""

from __future__ import annotations

import marshal
import os
import subprocess
import sys
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from subprocess import DEVNULL, PIPE
from typing import TYPE_CHECKING

import dialogue_cli
from dialogue_cli.index.worker import receive, send

if TYPE_CHECKING:
    from dialogue_cli.index.parts import PartOfFile, PartRead

_JOB = 1 << 19
"""Bytes that a process is given to read at a time."""
_AHEAD = 2
"""Jobs that a process has: one to do, and one to go on with."""
# What waits for a process must fit into the pipe to it, which may have 16 KiB: it reads only what it has time for.
_MESSAGE = 1 << 11
_OF_PART = 200
# Where the system allows it, a process need not wait until its result is taken.
_PIPE = 1 << 20
_START = "import sys; sys.path[:] = sys.argv[1:]; from dialogue_cli.index.worker import serve; serve()"
Job = Sequence["PartOfFile"]


def _jobs(parts: Iterable[PartOfFile]) -> Iterator[Job]:
    job: list[PartOfFile] = []
    size = message = 0
    for path, part in parts:
        job.append((path, part))
        size += part.size
        message += len(os.fsencode(path.absolute())) + _OF_PART
        if size >= _JOB or message >= _MESSAGE:
            yield job
            job, size, message = [], 0, 0
    if job:
        yield job


class Processes:
    """Processes that read, each in its turn, until `end`."""

    def __init__(self, count: int) -> None:
        self._turns = [_started() for _ in range(count)]
        """Those that take turns; None for one that is of no use."""
        self._all = [process for process in self._turns if process]
        self._given = self._taken = 0

    def end(self) -> None:
        """Ends all of them."""
        for process in self._all:
            process.kill()
        for process in self._all:
            # What it has not yet been given it need not get.
            with suppress(OSError), process:
                pass

    def read(self, parts: Iterable[PartOfFile]) -> Iterator[PartRead | None]:
        """Reads parts of files, and gives what they bring in the order of the parts."""
        waiting: deque[Job] = deque()
        for job in _jobs(parts):
            self._start(job)
            waiting.append(job)
            if len(waiting) > len(self._turns) * _AHEAD:
                yield from self._result(waiting.popleft())
        while waiting:
            yield from self._result(waiting.popleft())

    def _start(self, job: Job) -> None:
        """Gives a job to the next process."""
        turn = self._given % len(self._turns)
        self._given += 1
        process = self._turns[turn]
        if process and process.stdin:
            try:
                send(process.stdin, marshal.dumps([(os.fsencode(path.absolute()), tuple(part)) for path, part in job]))
            except OSError:
                self._turns[turn] = None

    def _result(self, job: Job) -> Iterator[PartRead | None]:
        """What comes of a job: the first that was given of those that were not yet asked for."""
        from dialogue_cli.index.batch import Batch
        from dialogue_cli.index.parts import PartRead, read_here

        turn = self._taken % len(self._turns)
        self._taken += 1
        process = self._turns[turn]
        try:
            if process is None or process.stdout is None:
                raise EOFError
            found = marshal.loads(receive(process.stdout))
        except (OSError, EOFError, ValueError):
            # It has ended: what it had to do is done here, and so is its share of the rest.
            self._turns[turn] = None
            yield from read_here(job)
        else:
            for one in found:
                yield one and PartRead(Batch(*one[0]), one[1])


def _started() -> subprocess.Popen[bytes] | None:
    """A process that reads; None where none can be started."""
    here = str(Path(dialogue_cli.__file__).parent.parent)
    command = [sys.executable, "-I", "-S", "-c", _START, here, *sys.path]
    try:
        return (
            subprocess.Popen(command, stdin=PIPE, stdout=PIPE, stderr=DEVNULL, pipesize=_PIPE)
            if sys.executable
            else None
        )
    except OSError:
        return None
