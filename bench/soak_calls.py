"""Calls of the program in a soak, and what must hold of each of them whatever it does."""

from __future__ import annotations

import os
import random
import re
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from soak_oracle import Collection

TODAY = "2026-01-15"
PATIENCE = 180
# Line ends and tabs are the program's own; nothing else that steers a terminal may come out raw.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


class Difference(Exception):
    """The program did not do what it promises."""


@dataclass
class Done:
    """A finished call."""

    arguments: list[str]
    out: str
    err: str
    status: int

    def must(self, holds: bool, what: str) -> None:
        """Raises Difference with the call unless something holds."""
        if not holds:
            raise Difference(
                f"{what}\n    dialogue {' '.join(map(repr, self.arguments))}\n    status {self.status}\n"
                f"    out {self.out[:1500]!r}\n    err {self.err[-1500:]!r}"
            )

    def must_be(self, found: object, wanted: object, what: str) -> None:
        """Raises Difference unless two things are equal."""
        self.must(found == wanted, f"{what}: {found!r}, where the oracle has {wanted!r}")

    def must_end(self, *statuses: int) -> None:
        """Raises Difference unless it ended with one of these."""
        self.must(self.status in statuses, f"status {self.status}, not {statuses}")


@dataclass
class Bench:
    """A folder with a dataset, the chance of a step, and the program."""

    folder: Path
    path: Path
    chance: random.Random = field(default_factory=random.Random)
    made: int = 0

    def __post_init__(self) -> None:
        kept = {key: value for key, value in os.environ.items() if not key.startswith(("DIALOGUE_", "XDG_"))}
        aside = self.folder.parent
        self.environment = kept | {"DIALOGUE_TODAY": TODAY, "PYTHONUTF8": "1", "PAGER": "cat", "COLUMNS": "100"}
        self.environment |= {f"XDG_{name}_HOME": str(aside / name.lower()) for name in ("CACHE", "STATE")}

    @property
    def now(self) -> Collection:
        """The dataset as it is now, read plainly."""
        return Collection(self.path)

    def number(self) -> int:
        """A number that was not given before."""
        self.made += 1
        return self.made

    def files(self) -> dict[str, bytes]:
        """All files in the folder of the dataset, with what is in them."""
        return {
            str(file.relative_to(self.folder)): file.read_bytes() for file in self.folder.rglob("*") if file.is_file()
        }

    def call(self, *arguments: str, stdin: str = "", is_writing: bool = False) -> Done:
        """Calls the program in the folder of the dataset; a call that does not write must change nothing there."""
        before = None if is_writing else self.files()
        called = [*arguments, "--data", str(self.path)]
        try:
            ran = subprocess.run(
                [sys.executable, "-m", "dialogue_cli", *called],
                input=stdin.encode(),
                env=self.environment,
                cwd=self.folder,
                capture_output=True,
                timeout=PATIENCE,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise Difference(f"no answer after {PATIENCE} s: dialogue {called!r}") from None
        out, err = (stream.decode("utf-8", "surrogateescape") for stream in (ran.stdout, ran.stderr))
        done = Done(called, out, err, ran.returncode)
        done.must("Traceback" not in err, "a traceback")
        done.must_end(0, 1, 2)
        if found := _CONTROL.search(out + err):
            done.must(False, f"a raw control character {found.group()!r}")
        if before is not None:
            done.must(self.files() == before, "the files of the dataset were changed")
        left = [file.name for file in self.folder.rglob(".*")]
        done.must(not left, f"left over: {left}")
        return done


def _alike(one: bytes, other: bytes) -> int:
    """How many bytes two texts have in common at their beginning."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (a, b) in pairs if a != b), min(len(one), len(other)))


def must_only_insert(done: Done, old: bytes, new: bytes) -> None:
    """Raises Difference unless a text is another one with a piece or whole lines more, all the rest as it was."""
    start, end = _alike(old, new), _alike(old[::-1], new[::-1])
    done.must(len(new) > len(old), "nothing was put in")
    if start + end < len(old):
        rest = iter(new.splitlines(keepends=True))
        done.must(all(line in rest for line in old.splitlines(keepends=True)), "more was changed than put in")


def must_keep_lines(done: Done, old: bytes, new: bytes, changed: str) -> None:
    """Raises Difference unless every line without a text is there as it was, in the same order."""
    rest = iter(new.split(b"\n"))
    for line in old.split(b"\n"):
        if changed.encode() not in line and line not in rest:
            done.must(False, f"a line that has not {changed!r} was changed: {line!r}")
