"""Runs whole processes, in turn, and says what they took.

A process inherits the peak memory of the one that starts it: whoever measures here stays small.
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import signal
import statistics
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

TERMINAL = (40, 120)
"""Lines and columns."""


class Failure(Exception):
    """A command that did not do what is measured."""


@dataclass(frozen=True)
class Job:
    """A command to measure. `before` is done first, and not counted.

    On a terminal, with `screen`, only the time counts until the first screen is full; then the command is stopped.
    """

    label: str
    command: list[str]
    environment: dict[str, str]
    before: Callable[[], None] | None = None
    on_terminal: bool = False
    screen: bool = False


class Sample(NamedTuple):
    """What one run took: seconds, and bytes of memory at its peak."""

    seconds: float
    memory: int


class Measured(NamedTuple):
    """What several runs took."""

    seconds: float
    memory: int
    runs: int


class Effort(NamedTuple):
    """How often to run: `least` times, and up to `most` within a time in seconds."""

    least: int
    most: int
    seconds: float


def measure(job: Job, folder: Path) -> Sample:
    """Runs a command once; its output goes to `output_of`. Raises Failure unless it ends with 0."""
    if job.before:
        job.before()
    with (folder / "errors").open("w+b") as errors:
        started = time.perf_counter()
        process = _on_terminal(job, folder) if job.on_terminal else _in_pipe(job, folder, errors.fileno())
        if job.screen:
            seconds = time.perf_counter() - started
            process.kill()
        _, status, usage = os.wait4(process.pid, 0)
        if not job.screen:
            seconds = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode and not (job.screen and process.returncode == -signal.SIGKILL):
            errors.seek(0)
            said = errors.read().decode(errors="replace").strip().splitlines()
            raise Failure(f"{job.label}: status {process.returncode}: {said[-1] if said else ''}")
    return Sample(seconds, usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024))


def output_of(job: Job, folder: Path) -> Path:
    """Where the output of a command is left."""
    return folder / re.sub("[^a-z0-9]+", "-", job.label.lower()).strip("-")


def _in_pipe(job: Job, folder: Path, errors: int) -> subprocess.Popen[bytes]:
    with output_of(job, folder).open("wb") as out:
        return subprocess.Popen(
            job.command, stdin=subprocess.DEVNULL, stdout=out, stderr=errors, env=job.environment, cwd=folder
        )


def _on_terminal(job: Job, folder: Path) -> subprocess.Popen[bytes]:
    """Runs a command on a pseudo-terminal, and reads all that it shows, or the first screen."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", *TERMINAL, 0, 0))
    with output_of(job, folder).open("wb") as out:
        process = subprocess.Popen(
            job.command,
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env=job.environment,
            cwd=folder,
            start_new_session=True,
        )
        os.close(theirs)
        # Linux ends the reading with an error, others with nothing.
        with suppress(OSError):
            lines = 0
            while chunk := os.read(ours, 1 << 16):
                out.write(chunk)
                lines += chunk.count(b"\n")
                if job.screen and lines >= TERMINAL[0]:
                    break
        os.close(ours)
    return process


def in_turn(jobs: Sequence[Job], folder: Path, effort: Effort, *, warm: bool = True) -> list[Measured]:
    """Runs commands in turn, once uncounted if they are to be warm."""
    if warm:
        for job in jobs:
            measure(job, folder)
    samples: list[list[Sample]] = [[] for _ in jobs]
    started = time.perf_counter()
    while len(samples[0]) < effort.least or (
        len(samples[0]) < effort.most and time.perf_counter() - started < effort.seconds
    ):
        for job, taken in zip(jobs, samples, strict=True):
            taken.append(measure(job, folder))
    return [
        Measured(statistics.median(s.seconds for s in taken), max(s.memory for s in taken), len(taken))
        for taken in samples
    ]
