"""Fuzzes one target after the other: `python fuzz/run.py [TARGET…] [--minutes 10]`.

Exit status 1 where something was found; it is named at the end and kept in `fuzz/finds/`, with what it was. Inputs that
reach new code go to `fuzz/new/`, from where the next run goes on. Git ignores both folders.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from fuzz.harness import CORPUS, FINDS, NEW, ROOT, TARGETS

# Seconds for one input, megabytes for the process, bytes of an input.
TIMEOUT, MEMORY = 20, 2048
LONGEST = {"dates": 128, "periods": 128, "search": 256}


def main() -> int:
    """Runs the targets; returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=f"one of {', '.join(TARGETS)}; by default all")
    parser.add_argument("--minutes", type=float, default=10, help="how long each target is run (10)")
    options = parser.parse_args()
    if wrong := [name for name in options.targets if name not in TARGETS]:
        parser.error(f"{wrong[0]} is not a target; they are {', '.join(TARGETS)}")
    for target in options.targets or TARGETS:
        count, covered = fuzzed(target, options.minutes * 60)
        print(f"{target}: {count:,} inputs, {covered:,} places in the code, {len(finds(target))} found", flush=True)
    found = [path for target in options.targets or TARGETS for path in finds(target)]
    for path in found:
        print(f"found: {path.relative_to(ROOT)}")
    return 1 if found else 0


def finds(target: str) -> list[Path]:
    """The inputs that were found for a target, in this run or before."""
    return sorted(path for path in (FINDS / target).glob("*") if path.suffix != ".txt")


def fuzzed(target: str, seconds: float) -> tuple[int, int]:
    """Runs a target for so long. Returns how many inputs were tried, and how many places in the code were reached."""
    for folder in (NEW / target, FINDS / target):
        folder.mkdir(parents=True, exist_ok=True)
    end, count, covered = time.monotonic() + seconds, 0, 0
    while (left := int(end - time.monotonic())) > 0:
        before = count
        with subprocess.Popen(
            _call(target, left), cwd=ROOT, stderr=subprocess.PIPE, text=True, errors="replace"
        ) as process:
            assert process.stderr
            tried, log = 0, list[str]()
            for line in process.stderr:
                log = [*log[-40:], line]
                if state := re.match(r"#(\d+)\s.*?cov: (\d+)", line):
                    tried, covered = max(tried, int(state[1])), max(covered, int(state[2]))
                if line.startswith(("FOUND", "Done")):
                    print(f"  {target}: {line.strip()}", flush=True)
        count += tried
        if process.returncode and count == before:
            raise SystemExit(f"{target} cannot be run:\n{''.join(log)}")
    return count, covered


def _call(target: str, seconds: int) -> list[str]:
    words = ROOT / "fuzz" / "words" / f"{target}.dict"
    return [
        *(sys.executable, "-m", "fuzz.one", target),
        *(f"-max_total_time={seconds}", f"-timeout={TIMEOUT}", f"-rss_limit_mb={MEMORY}"),
        *(f"-max_len={LONGEST.get(target, 8192)}", f"-artifact_prefix={FINDS / target}/"),
        *([f"-dict={words}"] if words.exists() else []),
        *(str(NEW / target), str(CORPUS / target)),
    ]


if __name__ == "__main__":
    sys.exit(main())
