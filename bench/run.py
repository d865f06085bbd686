"""How fast the tool is, beside what else answers such questions: `python bench/run.py`.

Every figure is of whole processes, run in turn (A B A B …) on one machine in one run, and is a median;
memory is the peak that the system counted. What is compared reads the same records.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from pathlib import Path

import peers
from measure import Effort, Failure, Job, Measured, in_turn, measure, output_of

HERE = Path(__file__).resolve().parent
README = HERE / "README.md"
START, END = "<!-- results -->", "<!-- end of results -->"
MIB = 1 << 20
LOAD = "import sys, yaml; yaml.load(open(sys.argv[1], 'rb'), yaml.CSafeLoader)"
LOAD_WITHOUT_GC = f"import gc; gc.disable(); {LOAD}"


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
        return self._generate(f"meetings-{count}", count, ["--also", *others] if others else [])

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
        shown = " ".join(f"'{argument}'" if " " in argument else argument for argument in arguments)
        return Job(f"{shown}{about}", [str(self.dialogue), *arguments, *more], self.environment(cache))

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


def start_in_pipe(b: Bench) -> Iterator[Line]:
    """The shortest call."""
    yield from b.compare("piped `list`, bundled collection", b.tool("list"), [("`import typer`", b.typer(), "1.3")])


def start_on_terminal(b: Bench) -> Iterator[Line]:
    """The same for a person."""
    ours = replace(b.tool("list"), label="list on a terminal", on_terminal=True)
    yield from b.compare("`list` on a terminal, bundled collection", ours, [("`import typer`", b.typer(), "2.2")])


def first_screen(b: Bench) -> Iterator[Line]:
    """What a person waits for in front of a long list, and of a search that finds much."""
    small = replace(b.tool("list"), label="list on a terminal", on_terminal=True)
    for call in (["list"], ["search", "cooperation"]):
        long = b.tool(*call, data=b.data(b.large))
        long = replace(long, label=f"{long.label}, first screen", on_terminal=True, screen=True)
        work = f"`{' '.join(call)}` of {b.large:,} on a terminal, until the first screen is full"
        taken, other = in_turn([long, small], b.out, b.effort)
        ratio = taken.seconds / other.seconds
        figures = (
            seconds_text(taken.seconds),
            "`list`, bundled collection",
            seconds_text(other.seconds),
            ratio_text(ratio),
        )
        bar = "1.5" if call == ["list"] else "4"
        yield Line(work, *figures, bar_text(bar), b.met(ratio <= Fraction(bar)))


def completion(b: Bench) -> Iterator[Line]:
    """What a person waits for after Tab."""
    job = b.completion()
    measure(job, b.out)
    if "Pakistan" not in output_of(job, b.out).read_text("utf-8"):
        raise Failure("Tab completes no partner")
    yield from b.compare("Tab completion of a partner", job, [("`import typer`", b.typer(), "1.4")])


def narrow(b: Bench) -> Iterator[Line]:
    """A filter with few answers, in many meetings and in a few."""
    few = b.facts(b.large)["few"]
    ours = b.tool("list", "--partner", few["name"], "-n", "50", data=b.data(b.large))
    other = b.tool("list", "--partner", "Pakistan", "-n", "50")
    work = f"`list --partner X -n 50` ({few['meetings']} meetings of {b.large:,})"
    yield from b.compare(work, ours, [("such a call on the bundled collection", other, "1.3")])


def search(b: Bench) -> Iterator[Line]:
    """A search for two rare words, in many meetings and in a few."""
    ours = b.tool("search", *b.rare_words(b.large), data=b.data(b.large))
    other = b.tool("search", "students", "scholars")
    work = f"`search` of two rare words, {b.large:,} meetings"
    yield from b.compare(work, ours, [("such a call on the bundled collection", other, "1.3")])


def wide(b: Bench) -> Iterator[Line]:
    """A filter whose answers are all printed."""
    data, found = b.data(b.large), b.facts(b.large)["hundredth"]
    ours = b.tool("list", "--partner", found["name"], data=data)
    others = [
        (f"{name}", b.peer(name, peers.filter_by_partner(name, data, found["name"])), bar)
        for name, bar in (("jq", "1/5"), ("recsel", "1/3"))
    ]
    work = f"partner filter, all {found['meetings']} rows out, {b.large:,} meetings"
    yield from b.compare(work, ours, others, same_answer=True)


def whole(b: Bench) -> Iterator[Line]:
    """Everything, a line for each meeting."""
    data = b.data(b.large)
    others = [("jq", b.peer("jq", peers.list_all("jq", data)), "1/2")]
    work = f"whole `list` of {b.large:,} in a pipe"
    yield from b.compare(work, b.tool("list", data=data), others, same_answer=True)


def first(b: Bench) -> Iterator[Line]:
    """Reading, checking and indexing, beside nothing but loading."""
    data = b.data(b.medium)
    others = [
        ("`yaml.load(…, CSafeLoader)` alone", b.interpreter("yaml.load", LOAD, str(data)), "1/4"),
        ("the same, garbage collector off", b.interpreter("yaml.load, gc off", LOAD_WITHOUT_GC, str(data)), ""),
    ]
    work = f"first run (read, check, index), {b.medium:,} meetings"
    yield from b.compare(work, b.first(data), others, b.long_effort, warm=False)


def first_large(b: Bench) -> Iterator[Line]:
    """The same for ten times as many."""
    large, medium = in_turn(
        [b.first(b.data(b.large)), b.first(b.data(b.medium))], b.out, b.long_effort._replace(most=3), warm=False
    )
    work, ratio = f"first run, {b.large:,} meetings", large.seconds / medium.seconds
    figures = seconds_text(large.seconds), f"{b.medium:,} meetings", seconds_text(medium.seconds), ratio_text(ratio)
    yield Line(work, *figures, bar_text("11"), b.met(ratio <= 11))
    yield b.memory(f"{work}: peak memory", large, 1024 * MIB)


def first_huge(b: Bench) -> Iterator[Line]:
    """The same for ten times as many again, once."""
    huge, large = in_turn([b.first(b.data(b.huge)), b.first(b.data(b.large))], b.out, Effort(1, 1, 0), warm=False)
    work, ratio = f"first run, {b.huge:,} meetings", huge.seconds / large.seconds
    figures = seconds_text(huge.seconds), f"{b.large:,} meetings", seconds_text(large.seconds), ratio_text(ratio)
    yield Line(work, *figures, bar_text("12"), b.met(ratio <= 12))
    yield b.memory(f"{work}: peak memory of a process", huge, 1024 * MIB)


def memory(b: Bench) -> Iterator[Line]:
    """The peak memory of all kinds of calls about many meetings."""
    data, found = b.data(b.large), b.facts(b.large)
    with data.with_suffix(".jsonl").open(encoding="utf-8") as lines:
        identifier = json.loads(next(lines))["id"]
    calls = [
        ["list"],
        ["list", "--partner", found["few"]["name"]],
        ["list", "--partner", found["hundredth"]["name"], "--since", "2000", "--certain"],
        ["list", "-f", "csv"],
        ["list", "-f", "json"],
        ["list", "--sort", "title", "--reverse"],
        ["search", *b.rare_words(b.large)],
        ["search", "trade", "cooperation"],
        ["search", "what was said about trade and energy security in the region"],
        ["count", "--by", "year"],
        ["count", "--by", "partner"],
        ["timeline"],
        ["show", identifier],
        ["series"],
        ["sources"],
    ]
    peaks: dict[str, Measured] = {}
    failures: list[Failure] = []
    for call in calls:
        try:
            peaks[" ".join(call)] = in_turn([b.tool(*call, data=data)], b.out, Effort(1, 1, 0))[0]
        except Failure as failure:
            print(f"left out: {failure}", file=sys.stderr)
            failures.append(failure)
    if not peaks:
        raise failures[0]
    most = max(peaks, key=lambda call: peaks[call].memory)
    left_out = f" ({len(failures)} more failed)" if failures else ""
    work = f"any warm query in a pipe, {b.large:,} meetings: peak memory"
    yield b.memory(work, peaks[most], 64 * MIB, f"the most of {len(peaks)} calls{left_out}: `{most}`")
    shown = replace(b.tool("list", data=data), label="long list on a terminal", on_terminal=True)
    taken = in_turn([shown], b.out, Effort(1, 1, 0))[0]
    figures = f"{seconds_text(taken.seconds)}, {memory_text(taken.memory)}"
    yield Line(f"`list` of {b.large:,} on a terminal: time and peak memory", figures)


def counts(b: Bench) -> Iterator[Line]:
    """Counting many meetings, beside counting a tenth of them."""
    for by in ("partner", "year,partner", "person", "place"):
        job, tenth = (b.tool("count", "--by", by, data=b.data(count)) for count in (b.large, b.medium))
        work, beside = f"`count --by {by}`, {b.large:,} meetings", f"{b.medium:,} meetings"
        yield from b.compare(work, job, [(beside, tenth, "10")])


def million(b: Bench) -> Iterator[Line]:
    """Counts and misspelt names in a million meetings. Indexing them first takes some minutes."""
    data = b.data(b.huge)
    for call, most in (
        (["count", "--by", "partner"], 5),
        (["count", "--by", "year,partner"], 10),
        (["count", "--by", "person"], 0),
        (["count", "--by", "place"], 0),
        (["timeline", "--by", "year"], 0),
        (["partners"], 0),
        (["people"], 0),
        (["list", "-p", "Kazakstn", "-n", "1"], 1),
        (["list", "--person", "Ahmet Abasi", "-n", "1"], 1),
        (["list", "--topic", "enrgy security", "-n", "1"], 1),
        (["list", "--place", "Brusels", "-n", "1"], 1),
        (["list", "kazakstn", "-n", "1"], 1),
    ):
        job = b.tool(*call, data=data)
        [taken] = in_turn([job], b.out, b.long_effort)
        work = f"`{job.label.rpartition(' (')[0]}`, {b.huge:,} meetings"
        figures = f"{seconds_text(taken.seconds)}, {memory_text(taken.memory)}"
        yield Line(work, figures, bar=f"≤ {most} s" if most else "", met=b.met(taken.seconds <= most) if most else None)


def edit(b: Bench) -> Iterator[Line]:
    """A run after one record of a file has changed."""
    copy = b.work / "edited" / "meetings.yaml"
    copy.parent.mkdir(exist_ok=True)
    shutil.copy(b.data(b.medium), copy)
    yield edited(b, copy, copy, f"one record edited, one file of {b.medium:,} meetings", "1/8")


def edit_folder(b: Bench) -> Iterator[Line]:
    """The same in one of many files."""
    folder = b.folder()
    file = sorted(folder.glob("meetings-*.yaml"))[b.files // 2]
    yield edited(b, folder, file, f"one record edited, folder of {b.files} files, {b.medium:,} meetings", "1/8")


def edited(b: Bench, data: Path, file: Path, work: str, bar: str) -> Line:
    """A run after one record in the middle of a file of a dataset has changed, beside the first run."""
    full = b.first(data)
    text = file.read_text("utf-8")
    middle = (text.index("meetings:\n") + len(text)) // 2
    kind = ""

    def change() -> None:
        nonlocal kind
        kind = f"edited-{time.time_ns()}"
        file.write_text(text[:middle] + re.sub(r"(?m)^  kind: .*$", f"  kind: {kind}", text[middle:], count=1), "utf-8")

    after = replace(full, label="list after an edit", before=change)
    built, again = in_turn([full, after], b.out, b.long_effort, warm=False)
    seen = b.tool("list", "--kind", kind, data=data, cache=Path(full.environment["XDG_CACHE_HOME"]).name)
    measure(seen, b.out)
    if len(output_of(seen, b.out).read_text("utf-8").splitlines()) != 1:
        raise Failure("the edit was not seen")
    ratio = again.seconds / built.seconds
    figures = seconds_text(again.seconds), "the first run", seconds_text(built.seconds), ratio_text(ratio)
    return Line(work, *figures, bar_text(bar), b.met(ratio <= Fraction(bar)))


def others(b: Bench) -> Iterator[Line]:
    """The same question to everything that is at hand, for information."""
    for work, data, partner in (
        ("partner filter, bundled collection", b.bundled(), "Pakistan"),
        (f"partner filter, {b.medium:,} meetings", b.data(b.medium), b.facts(b.medium)["hundredth"]["name"]),
    ):
        ours = b.tool("list", "--partner", partner, data=data)
        names = [name for name in peers.VERSIONS if name != "yq"]
        asked = [(name, b.peer(name, peers.filter_by_partner(name, data, partner)), "") for name in names]
        yield from b.compare(work, ours, asked, same_answer=True)
        # yq takes long: it is not to keep the others from many runs.
        slow = [("yq", b.peer("yq", peers.filter_by_partner("yq", data, partner)), "")]
        yield from b.compare(work, ours, slow, b.long_effort, same_answer=True)


ROWS: dict[str, Callable[[Bench], Iterator[Line]]] = {
    "start": start_in_pipe,
    "terminal": start_on_terminal,
    "first-screen": first_screen,
    "completion": completion,
    "narrow": narrow,
    "search": search,
    "wide": wide,
    "whole": whole,
    "first": first,
    "first-large": first_large,
    "first-huge": first_huge,
    "memory": memory,
    "edit": edit,
    "edit-folder": edit_folder,
    "counts": counts,
    "others": others,
    "million": million,
}
ON_DEMAND = ("million",)
"""Rows that are measured only when they are named."""


def lines_of(name: str, b: Bench) -> list[Line]:
    """The lines of a row of `ROWS`; one that says so when it could not be measured."""
    print(f"{name} …", file=sys.stderr)
    found: list[Line] = []
    try:
        found.extend(ROWS[name](b))
    except Failure as failure:
        found.append(Line(name, f"not measured: {failure}", met=b.met(False)))
    return found


def table(lines: Sequence[Line]) -> str:
    """The lines as a Markdown table."""
    rows = [["work", "dialogue", "beside", "takes", "ratio", "bar", "met"], ["---"] * 7]
    for line in lines:
        met = {None: "", True: "yes", False: "**no**"}[line.met]
        rows.append([line.work, line.figure, line.other, line.other_figure, line.ratio, line.bar, met])
    return "\n".join(f"| {' | '.join(cell.replace('|', '/') for cell in row)} |" for row in rows)


def machine(b: Bench) -> str:
    """What the figures were measured on, as a sentence."""
    model = platform.processor() or platform.machine()
    with suppress(OSError):
        found = re.search(r"model name\s*:\s*(.*)", Path("/proc/cpuinfo").read_text())
        model = found[1] if found else model
    size = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / (1 << 30)
    system = platform.platform(terse=True)
    with suppress(OSError):
        system = platform.freedesktop_os_release()["PRETTY_NAME"]
    said = [
        subprocess.run([program, "--version"], capture_output=True, text=True).stdout.strip()
        for program in (b.python, str(b.dialogue))
    ]
    versions = ", ".join(f"{name} {number}" for name, number in b.versions().items())
    absent = ", ".join(name for name in peers.VERSIONS if name not in b.versions())
    return (
        f"{date.today()}: {os.cpu_count()} cores ({model}), {size:.0f} GiB, {system}, {', '.join(said)};"
        f" {versions or 'no other program'}{f'; absent: {absent}' if absent else ''}."
    )


def write_readme(text: str) -> None:
    """Puts the results between the marks of the README, and leaves the rest as it is."""
    before, _, rest = README.read_text("utf-8").partition(START)
    _, _, after = rest.partition(END)
    README.write_text(f"{before}{START}\n{text}\n{END}{after}", "utf-8")


def main() -> None:
    """Reads the command line, measures, and writes the table."""
    parser = argparse.ArgumentParser(description="Measure dialogue beside other programs.")
    parser.add_argument("--quick", action="store_true", help="small sizes, few runs; the README stays as it is")
    parser.add_argument("--only", metavar="ROW", nargs="+", choices=list(ROWS), help=", ".join(ROWS))
    parser.add_argument("--work", metavar="DIR", type=Path, help="keep the data here, and use those that are here")
    beside = Path(sys.executable).with_name("dialogue")
    parser.add_argument("--dialogue", metavar="PATH", type=Path, default=beside, help="the program to measure")
    options = parser.parse_args()
    if not options.dialogue.exists():
        parser.error(f"{options.dialogue} is not there: install the project, or name the program with --dialogue")
    with tempfile.TemporaryDirectory() as temporary:
        work = (options.work or Path(temporary)).resolve()
        work.mkdir(parents=True, exist_ok=True)
        b = Bench(work, options.dialogue.absolute(), quick=options.quick)
        names = options.only or [name for name in ROWS if name not in ON_DEMAND]
        lines = [line for name in names for line in lines_of(name, b)]
        text = f"{machine(b)}\n\n{table(lines)}"
    print(text)
    if options.quick:
        print("\nA quick run: its sizes are small, and the bars do not apply.")
    elif not options.only:
        write_readme(text)


if __name__ == "__main__":
    main()
