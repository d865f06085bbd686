"""Changes the source in one place at a time, and tells which changes no test notices.

python mutation/run.py [--all] [--again] [--jobs N] [--seconds N] [TARGET…]
"""

from __future__ import annotations

import argparse
import json
import math
import random
import sys
from collections import Counter, defaultdict
from pathlib import Path

from covering import KEPT, covered
from judging import Judge
from mutants import TARGETS, WHOLE, Mutant, explained, mutants

HERE = Path(__file__).parent
INSIDE, OUTSIDE = 200, 50
"""How many mutants of a target a sample has, of those inside of functions and of the others."""
SEED = 16
LEAST = 0.9
"""The part of the mutants that must be killed."""


def main() -> int:
    """Returns 0 if each target has at least nine in ten of its mutants killed, and all others explained."""
    asked = _arguments()
    reasons = explained(HERE / "explained.txt")
    chosen = [one for name in asked.targets or TARGETS for one in _of(name, asked)]
    known = _known()
    judged = [one for one in chosen if not (asked.again and known.get(_key(one)))]
    # First those that survived; the others in no order, so that those of a run that is cut short are a sample too.
    random.Random(asked.seed).shuffle(judged)
    judged = sorted(judged, key=lambda one: _key(one) not in known)[: asked.most]
    print(f"{len(judged)} of {len(chosen)} mutants are judged", flush=True)
    for mutant, verdict in Judge(covered(), asked.seconds, asked.jobs).verdicts(judged):
        known[_key(mutant)] = verdict
        (KEPT / "verdicts.json").write_text(json.dumps(known), encoding="utf-8")
        if not verdict and mutant.key not in reasons:
            print(
                f"\n{mutant.path} {mutant.function}  (line {mutant.first})\n- {mutant.old}\n+ {mutant.new}", flush=True
            )
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for mutant in chosen:
        verdict = known.get(_key(mutant))
        outcome = "killed" if verdict else "explained" if mutant.key in reasons else "survived"
        if verdict is None:
            outcome = "not judged"
        counts[mutant.target][outcome] += 1
    return _told(counts)


def _told(counts: dict[str, Counter[str]]) -> int:
    print(f"\n{'':8}{'judged':>8}{'killed':>8}{'':8}{'explained':>11}{'survived':>10}{'not judged':>12}")
    is_good = True
    for target, found in counts.items():
        judged = found.total() - found["not judged"]
        rate = found["killed"] / max(judged, 1)
        is_good &= rate >= LEAST and not found["survived"]
        numbers = f"{judged:8}{found['killed']:8}{rate:8.1%}{found['explained']:11}{found['survived']:10}"
        print(f"{target:8}{numbers}{found['not judged']:12}")
    return int(not is_good)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument(
        "targets", nargs="*", metavar="TARGET", help=f"of {', '.join(TARGETS)}; all of them without one"
    )
    parser.add_argument("--all", action="store_true", help="all mutants, and no samples")
    parser.add_argument("--again", action="store_true", help="only those that survived, or were not judged, before")
    parser.add_argument("--most", type=int, metavar="N", help="so many at most; `--again` goes on with the others")
    parser.add_argument("--jobs", type=int, default=1, help="how many at a time (1)")
    parser.add_argument("--seconds", type=float, default=10, help="of tests for each mutant (10)")
    parser.add_argument("--seed", type=int, default=SEED, help=f"of the sample ({SEED})")
    asked = parser.parse_args()
    if unknown := set(asked.targets) - set(TARGETS):
        parser.error(f"no target is called {', '.join(sorted(unknown))}")
    return asked


def _of(target: str, asked: argparse.Namespace) -> list[Mutant]:
    inside = math.inf if asked.all or target in WHOLE else INSIDE
    return list(mutants(target, inside, math.inf if asked.all else OUTSIDE, asked.seed))


def _known() -> dict[str, str]:
    path = KEPT / "verdicts.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def _key(mutant: Mutant) -> str:
    return "\t".join(mutant.key)


if __name__ == "__main__":
    sys.exit(main())
