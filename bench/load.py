"""Many callers ask one dataset while others change it: `python bench/load.py`.

Each answer must be that of ONE version of the dataset which was there between the start and the end of the call.
The cache folder and the memory are watched all the time. Exits with 1 if anything was wrong.
"""

from __future__ import annotations

import argparse
import itertools
import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import generate
from load_questions import Facts, Question, of_marks, of_records
from load_versions import Dataset, Version, write
from load_watch import Program, Watch, size_of

PHASES = ("replace", "add", "rewrite")
_SHOWN = 10


@dataclass
class Tally:
    """What the callers saw. `said` counts the messages of calls during which a careless editor wrote."""

    seconds: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    said: Counter[str] = field(default_factory=Counter)
    torn: int = 0
    versions: set[Version] = field(default_factory=set)


class Load:
    """Callers and writers of one dataset."""

    def __init__(self, dataset: Dataset, facts: Facts, program: Program, watch: Watch) -> None:
        self.dataset, self.facts, self.program, self.watch = dataset, facts, program, watch
        self.tally = Tally()
        self._lock = threading.Lock()

    def call(self, question: Question) -> None:
        """Asks one question, and judges the answer."""
        data = str(self.dataset.path)
        first, began = self.dataset.first(), time.monotonic()
        command = [*self.program.command, *question.arguments, "-q", "--data", data]
        if question.library:
            command = [sys.executable, "-c", question.library, data, *question.arguments]
        try:
            done = subprocess.run(
                command,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                env=self.program.environment,
                timeout=self.program.patience,
                check=False,
            )
            out, err, status = done.stdout, done.stderr, done.returncode
        except subprocess.TimeoutExpired:
            out, err, status = "", f"no answer after {self.program.patience:.0f} s", -1
        ended = time.monotonic()
        versions = self.dataset.since(first)
        fitting = [] if status else [version for version in versions if _holds(question, out, version)]
        with self._lock:
            self.tally.seconds.append(ended - began)
            self.tally.versions.update(fitting)
            if fitting and not err:
                return
            if self.dataset.was_torn(began, ended):
                self._note_torn(status, err, data)
                return
            numbers = f"versions {versions[0].number} to {versions[-1].number}"
            self.tally.wrong.append(f"{question.arguments}: status {status}, {numbers}: {out[-300:]!r} {err[-1500:]!r}")

    def _note_torn(self, status: int, err: str, data: str) -> None:
        if status == 0:
            self.tally.torn += 1
        else:
            # The last line says what was wrong.
            self.tally.said[_masked(err.strip().splitlines()[-1] if err.strip() else "no message", data)] += 1

    def run(self, seconds: float, callers: int, change: Callable[[], None], pause: float, seed: str) -> None:
        """Lets callers ask for some seconds, while the dataset is changed again and again."""
        until = time.monotonic() + seconds

        def is_on() -> bool:
            return time.monotonic() < until and not self.watch.is_over

        def ask(number: int) -> None:
            chance = random.Random(f"{seed} {number}")
            while is_on():
                self.call(of_marks(chance) if chance.random() < 0.6 else of_records(chance, self.facts))

        threads = [threading.Thread(target=ask, args=(number,)) for number in range(callers)]
        for thread in threads:
            thread.start()
        while is_on():
            started = time.monotonic()
            change()
            time.sleep(max(0.0, min(until, started + pause) - time.monotonic()))
        for thread in threads:
            thread.join()

    def add(self) -> None:
        """Changes the dataset with the real command."""
        if wrong := self.dataset.add(self.program):
            with self._lock:
                self.tally.wrong.append(wrong)


def _holds(question: Question, out: str, version: Version) -> bool:
    try:
        return question.judge(out, version)
    except (ValueError, KeyError, TypeError):
        return False


def _masked(message: str, data: str) -> str:
    return re.sub(r"\d+", "N", message.replace(data, "DATASET"))[:160]


def program_in(folder: Path, patience: float) -> Program:
    """`dialogue` with a cache and a state of its own."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("DIALOGUE_", "XDG_"))}
    environment |= {f"XDG_{name}_HOME": str(folder / name.lower()) for name in ("CACHE", "STATE")}
    return Program([sys.executable, "-m", "dialogue_cli"], environment, patience)


def run(options: argparse.Namespace, folder: Path) -> int:
    """Makes the dataset, runs the phases, and says what was seen. Returns how much was wrong."""
    author = generate.Author(generate.World(1), options.meetings, 1)
    records = list(itertools.islice(author.meetings(), options.meetings))
    facts, dataset = Facts(records, random.Random(options.seed)), Dataset(folder / "meetings.yaml")
    write(dataset.path, records, options.meetings, 1)
    del records, author
    program = program_in(folder, options.patience)
    cache = folder / "cache" / "dialogue"
    subprocess.run(
        [*program.command, "count", "--data", str(dataset.path)],
        env=program.environment,
        check=True,
        capture_output=True,
    )
    index, _ = size_of(cache)
    print(f"{options.meetings} meetings; an index has {_mb(index)}; {options.callers} callers")
    wrong = 0
    for phase in options.phase:
        with Watch(cache, int(options.most_disk * 1e9)) as watch:
            load = Load(dataset, facts, program, watch)
            changes = {"replace": dataset.replace, "add": load.add, "rewrite": dataset.rewrite}
            pause = options.every * (10 if phase == "rewrite" else 1)
            before = dataset.changes
            load.run(options.seconds, options.callers, changes[phase], pause, f"{options.seed} {phase}")
        wrong += report(phase, load, index, dataset.changes - before)
        wrong += quiet(load)
    return wrong


def quiet(load: Load) -> int:
    """Asks when all writing is over: then only the last version is right, and one index is left."""
    load.tally = Tally()
    chance = random.Random(0)
    for _ in range(20):
        load.call(of_marks(chance))
    size, unfinished = size_of(load.watch.cache)
    files = sorted(os.listdir(load.watch.cache))  # noqa: PTH208
    print(f"  afterwards: {len(load.tally.wrong)} wrong of 20; left in the cache: {len(files)} file(s), {_mb(size)}")
    for line in load.tally.wrong[:_SHOWN]:
        print(f"  WRONG {line}")
    beside = sorted(one.name for one in load.dataset.path.parent.iterdir())
    kinds = sorted(file.rpartition(".")[2] for file in files if not file.endswith(".seen"))
    left = unfinished + (kinds != ["TAG", "sqlite"]) + (not set(beside) <= {"cache", "meetings.yaml", "state"})
    if left:
        print(f"  WRONG left over: {files} {beside}")
    return len(load.tally.wrong) + left


def report(phase: str, load: Load, index: int, changes: int) -> int:
    """Says what a phase saw. Returns how much was wrong."""
    tally, watch = load.tally, load.watch
    seconds = sorted(tally.seconds) or [0.0]
    print(f"{phase}: {len(tally.seconds)} calls, {changes} changes, answers of {len(tally.versions)} versions")
    print(f"  a call took {statistics.median(seconds):.2f} s (median), {seconds[-1]:.2f} s (the longest)")
    print(
        f"  cache at most {_mb(watch.disk)} ({watch.disk / max(index, 1):.1f} indexes), {watch.unfinished} being built"
    )
    print(f"  all processes at most {_mb(watch.memory)} in memory")
    if tally.said or tally.torn:
        print(f"  while a file was being rewritten in place: {tally.torn} answers of half a file; said:")
        for message, count in tally.said.most_common(_SHOWN):
            print(f"    {count} × {message}")
    if watch.is_over:
        print("  WRONG the cache grew beyond --most-disk, and the phase was ended")
    for line in tally.wrong[:_SHOWN]:
        print(f"  WRONG {line}")
    print(f"  {len(tally.wrong)} wrong", flush=True)
    return len(tally.wrong) + watch.is_over


def _mb(size: int) -> str:
    return f"{size / 1e6:,.0f} MB"


def parsed(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    """The options of a call."""
    parser = argparse.ArgumentParser(description="Ask a dataset from many processes while it is changed.")
    parser.add_argument("--meetings", type=int, default=100_000)
    parser.add_argument("--callers", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=70, help="of each phase")
    parser.add_argument("--every", type=float, default=1, help="seconds between two changes; ten times that to rewrite")
    parser.add_argument("--phase", nargs="+", choices=PHASES, default=PHASES)
    parser.add_argument("--patience", type=float, default=600, help="seconds after which a call hangs")
    parser.add_argument("--most-disk", type=float, default=20, help="GB of cache at which a phase is ended")
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args(arguments)


def main() -> int:
    """Returns the exit status."""
    with tempfile.TemporaryDirectory(prefix="dialogue-load-") as folder:
        return 1 if run(parsed(), Path(folder)) else 0


if __name__ == "__main__":
    raise SystemExit(main())
