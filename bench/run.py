"""How fast the tool is, beside what else answers such questions: `python bench/run.py`.

Every figure is of whole processes, run in turn (A B A B …) on one machine in one run, and is a median;
memory is the peak that the system counted. What is compared reads the same records.
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path

import peers
import rows_of_importing as importing
import rows_of_reading as reading
import rows_of_sizes as sizes
import rows_of_starts as starts
from measure import Failure
from workbench import HERE, Bench, Line

README = HERE / "README.md"
START, END = "<!-- results -->", "<!-- end of results -->"
ROWS: dict[str, Callable[[Bench], Iterator[Line]]] = {
    "start": starts.start_in_pipe,
    "terminal": starts.start_on_terminal,
    "first-screen": starts.first_screen,
    "completion": starts.completion,
    "narrow": sizes.narrow,
    "search": sizes.search,
    "wide": sizes.wide,
    "whole": sizes.whole,
    "memory": sizes.memory,
    "counts": sizes.counts,
    "odd-sizes": sizes.odd,
    "first": reading.first,
    "first-large": reading.first_large,
    "edit": reading.edit,
    "edit-folder": reading.edit_folder,
    "import": importing.importing,
    "others": sizes.others,
    "first-huge": reading.first_huge,
    "million": sizes.million,
    "million-counts": sizes.million_counts,
}


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
    parser.add_argument("--but", metavar="ROW", nargs="+", choices=list(ROWS), default=(), help="all others")
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
        names = options.only or [name for name in ROWS if name not in options.but]
        lines = [line for name in names for line in lines_of(name, b)]
        text = f"{machine(b)}\n\n{table(lines)}"
    print(text)
    if options.quick:
        print("\nA quick run: its sizes are small, and the bars do not apply.")
    elif not (options.only or options.but):
        write_readme(text)


if __name__ == "__main__":
    main()
