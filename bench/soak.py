"""All commands, mixed at random, on a collection that changes as it goes: `python bench/soak.py`.

Every answer is compared with that of a plain oracle, and every change with what was meant. What differs is
printed with the seed and the step that repeat it. Exits with 1 if there was anything.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
import traceback
from collections import Counter
from pathlib import Path

from soak_asking import ASKING
from soak_calls import Bench, Difference
from soak_world import make
from soak_writing import WRITING

_WORLD = 60
"""Steps after which a new collection begins, so that any step is repeated by the few before it."""


def begin(folder: Path, seed: int, number: int) -> Bench:
    """A new collection, in a folder of its own."""
    chance = random.Random(f"{seed} world {number}")
    inner = folder / f"world-{number}" / "data"
    inner.mkdir(parents=True)
    return Bench(inner, make(inner, chance, chance.randint(5, 60)))


def soak(seed: int, seconds: float, first: int, steps: int, folder: Path) -> tuple[Counter[str], int]:
    """Goes on for some seconds or steps, from the collection of a step on.

    Returns how often each kind of step was done, and what was wrong.
    """
    done: Counter[str] = Counter()
    wrong, until, bench = 0, time.monotonic() + seconds, None
    start = first - first % _WORLD
    for step in range(start, first + steps):
        if time.monotonic() > until:
            break
        if bench is None or step % _WORLD == 0:
            bench = begin(folder, seed, step // _WORLD)
        bench.chance = random.Random(f"{seed} step {step}")
        kind = bench.chance.choice(WRITING if bench.chance.random() < 0.35 else ASKING)
        done[kind.__name__] += 1
        try:
            kind(bench)
        except Difference as difference:
            wrong += 1
            print(f"seed {seed}, step {step} ({kind.__name__}): {difference}", flush=True)
        except Exception:
            # What the program wrote is not of the form that it promises.
            wrong += 1
            print(f"seed {seed}, step {step} ({kind.__name__}): {traceback.format_exc()}", flush=True)
    return done, wrong


def main() -> int:
    """Reads the command line. Returns the exit status."""
    parser = argparse.ArgumentParser(description="Compare all commands with a plain oracle for some minutes.")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--step", type=int, default=0, help="the first step: repeats it after those that led to it")
    parser.add_argument("--steps", type=int, default=1_000_000, help="how many steps at most")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="dialogue-soak-") as folder:
        done, wrong = soak(options.seed, options.minutes * 60, options.step, options.steps, Path(folder))
    print(f"seed {options.seed}: {sum(done.values())} steps, {wrong} wrong; {dict(sorted(done.items()))}")
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
