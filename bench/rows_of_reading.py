"""What reading costs: the first run about a dataset, and the one after an edit."""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

from measure import Effort, Failure, in_turn, measure, output_of
from workbench import MIB, Bench, Line, bar_text, ratio_text, seconds_text

LOAD = "import sys, yaml; yaml.load(open(sys.argv[1], 'rb'), yaml.CSafeLoader)"
LOAD_WITHOUT_GC = f"import gc; gc.disable(); {LOAD}"


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
