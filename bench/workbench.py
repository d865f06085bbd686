"""Where the data of the measurements lie, how the programs are called, and what becomes a line of the table."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path

import peers
from measure import Effort, Failure, Job, Measured, in_turn, measure, output_of

HERE = Path(__file__).resolve().parent
MIB = 1 << 20


@dataclass(frozen=True)
class Line:
    """A line of the table."""

    work: str
    figure: str
    other: str = ""
    other_figure: str = ""
    ratio: str = ""
    bar: str = ""
    met: bool | None = None


def seconds_text(seconds: float) -> str:
    """`85 ms`, `2.31 s`."""
    return f"{seconds * 1000:.0f} ms" if seconds < 1 else f"{seconds:.2f} s"


def memory_text(size: int) -> str:
    """`41 MiB`."""
    return f"{size / MIB:.0f} MiB"


def ratio_text(ratio: float) -> str:
    """`1.12 ×`, and `1/12` for less than a half."""
    return f"{ratio:.2f} ×" if ratio > 0.5 else f"1/{1 / ratio:.1f}"


def bar_text(bar: str) -> str:
    """`≤ 1.3 ×`, `≤ 1/5`."""
    return f"≤ {bar}" if "/" in bar else f"≤ {bar} ×"


class Bench:
    """Where the data lie, how the programs are called, and how much is measured."""

    def __init__(self, work: Path, dialogue: Path, *, quick: bool) -> None:
        self.work = work
        self.quick = quick
        self.dialogue = dialogue
        beside = dialogue.with_name("python")
        self.python = str(beside if beside.exists() else sys.executable)
        self.medium, self.large, self.files = (500, 2_000, 20) if quick else (10_000, 100_000, 100)
        self.huge = 5_000 if quick else 1_000_000
        self.effort = Effort(2, 3, 2) if quick else Effort(5, 21, 20)
        self.long_effort = Effort(1, 2, 2) if quick else Effort(3, 5, 60)
        self.out = work / "out"
        self.out.mkdir(parents=True, exist_ok=True)

    # Data

    def _generate(self, name: str, count: int, arguments: Sequence[str], *, is_folder: bool = False) -> Path:
        folder = self.work / name
        out = folder if is_folder else folder / "meetings.yaml"
        done = self.work / f"{name}.done"
        if not done.exists():
            print(f"making {name} …", file=sys.stderr)
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            subprocess.run([sys.executable, HERE / "generate.py", str(count), out, *arguments], check=True)
            done.touch()
        return out

    def data(self, count: int) -> Path:
        """The YAML file of so many meetings; beside it the same records for others."""
        others = {self.huge: [], self.large: ["jsonl", "rec"]}.get(count, ["jsonl", "rec", "sqlite"])
        return self._generate(f"meetings-{count}", count, ["--also", *others] if others else ["--facts"])

    def folder(self) -> Path:
        """A folder of many YAML files."""
        return self._generate(
            f"folder-{self.medium}-{self.files}", self.medium, ["--folder", str(self.files)], is_folder=True
        )

    def bundled(self) -> Path:
        """A copy of the bundled collection; beside it the same records for others."""
        folder = self.work / "bundled"
        folder.mkdir(exist_ok=True)
        code = "from dialogue_cli.dataset.chosen import bundled_dataset; print(bundled_dataset())"
        found = subprocess.run([self.python, "-c", code], check=True, capture_output=True, text=True)
        data = folder / "meetings.yaml"
        shutil.copy(found.stdout.strip(), data)
        job = self.tool("list", "-f", "jsonl")
        measure(job, self.out)
        with output_of(job, self.out).open(encoding="utf-8") as lines:
            records = [json.loads(line) for line in lines]
        for suffix in ("jsonl", "rec", "sqlite"):
            with peers.SINKS[suffix](data.with_suffix(f".{suffix}")) as sink:
                for record in records:
                    sink.add(record)
        return data

    def facts(self, count: int) -> dict[str, dict[str, str]]:
        """What is known of the meetings of `data`."""
        found: dict[str, dict[str, str]] = json.loads(self.data(count).with_name("facts.json").read_text("utf-8"))
        return found

    def rare_words(self, count: int) -> list[str]:
        """Two words that stand together in a handful of meetings of `data`."""
        return list(self.facts(count)["rare_words"])

    def ids(self, data: Path | None = None) -> list[str]:
        """The id of one meeting, to show it."""
        job = self.tool("list", "-n", "1", "-f", "ids", data=data)
        measure(job, self.out)
        return output_of(job, self.out).read_text("utf-8").split()

    # Programs

    def environment(self, cache: str = "warm", **more: str) -> dict[str, str]:
        """What a program sees: little, and a cache of its own. Nobody is there to leave a pager."""
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR") if name in os.environ}
        own = {"TERM": "xterm-256color", "PAGER": "cat", "XDG_CACHE_HOME": str(self.work / "cache" / cache)}
        return {**kept, **own, **more}

    def tool(self, *arguments: str, data: Path | None = None, cache: str = "warm") -> Job:
        """A call of dialogue, by default about the bundled collection."""
        more = ["--data", str(data)] if data else []
        about = f" ({data.parent.name if data.suffix else data.name})" if data else ""
        return Job(f"{shlex.join(arguments)}{about}", [str(self.dialogue), *arguments, *more], self.environment(cache))

    def first(self, data: Path) -> Job:
        """The first call about a dataset: the cache is empty."""
        cache = f"first-{data.parent.name}-{data.name}"
        job = self.tool("list", "-n", "1", data=data, cache=cache)
        return replace(
            job,
            label=f"first {job.label}",
            before=lambda: shutil.rmtree(self.work / "cache" / cache, ignore_errors=True),
        )

    def interpreter(self, label: str, code: str, *arguments: str) -> Job:
        """A piece of Python."""
        return Job(label, [self.python, "-c", code, *arguments], self.environment())

    def typer(self) -> Job:
        """What every program made with Typer pays at its start."""
        return self.interpreter("`import typer`", "import typer")

    def completion(self) -> Job:
        """What the shell calls on Tab, as the completion script for Bash does."""
        asked = ["80", "9", " \t\n\"'@><=;|&(:", "dialogue list --partner Paki"]
        return Job("Tab", [str(self.dialogue), *asked], self.environment(_DIALOGUE_COMPLETE="bash"))

    def peer(self, name: str, command: list[str]) -> Job | None:
        """A call of another program; None when it is absent."""
        return Job(name, command, self.environment()) if name in self.versions() else None

    def versions(self) -> dict[str, str]:
        """The version of each of the other programs that is here."""
        found = {}
        for name, command in peers.VERSIONS.items():
            if shutil.which(command[0]):
                said = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL).stdout
                number = re.search(r"\d[\w.]*", said)
                # Another yq, of another language, has the same name.
                if number and "mikefarah" not in said:
                    found[name] = number[0]
        return found

    # Lines

    def met(self, value: bool) -> bool | None:
        """Whether a bar is met; the small sizes of a quick run say nothing about it."""
        return None if self.quick else value

    def compare(
        self,
        work: str,
        ours: Job,
        others: Sequence[tuple[str, Job | None, str]],
        effort: Effort | None = None,
        *,
        warm: bool = True,
        same_answer: bool = False,
    ) -> Iterator[Line]:
        """A line for each other job (its name, the job or None when it is absent, and the bar or nothing)."""
        here = [job for _, job, _ in others if job]
        taken = in_turn([ours, *here], self.out, effort or self.effort, warm=warm)
        if same_answer:
            self._check_answers([ours, *here])
        rest = iter(taken[1:])
        for name, job, bar in others:
            if job is None:
                yield Line(work, seconds_text(taken[0].seconds), name, "absent", bar=bar and bar_text(bar))
                continue
            other = next(rest)
            ratio = taken[0].seconds / other.seconds
            yield Line(
                work,
                seconds_text(taken[0].seconds),
                name,
                seconds_text(other.seconds),
                ratio_text(ratio),
                bar and bar_text(bar),
                self.met(ratio <= Fraction(bar)) if bar else None,
            )

    def _check_answers(self, jobs: Sequence[Job]) -> None:
        counts = {}
        for job in jobs:
            with output_of(job, self.out).open("rb") as lines:
                counts[job.label] = sum(1 for line in lines if line.strip())
        if len(set(counts.values())) > 1 or not all(counts.values()):
            raise Failure(f"the answers differ: {counts}")

    def memory(self, work: str, taken: Measured, limit: int, other: str = "") -> Line:
        """A line about the peak memory of a measured job."""
        bar = f"≤ {memory_text(limit)}"
        return Line(work, memory_text(taken.memory), other, bar=bar, met=self.met(taken.memory <= limit))
