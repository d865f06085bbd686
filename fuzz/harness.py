"""What the targets share: how a fault is told, where files are, and what a text of fuzzed bytes is."""

from __future__ import annotations

import os
import re
import tempfile
import traceback
from collections.abc import Callable
from functools import cache
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).parent.parent
CORPUS = ROOT / "fuzz" / "corpus"
FINDS = ROOT / "fuzz" / "finds"
NEW = ROOT / "fuzz" / "new"
TARGETS = tuple(sorted(path.stem for path in (ROOT / "fuzz" / "targets").glob("[a-z]*.py")))
Check = Callable[[bytes], None]


class Broken(Exception):
    """Something does not hold that always must."""


def expect(holds: object, what: str, *shown: object) -> None:
    """Raises Broken, with what should be so and the values to look at, where it is not so."""
    if not holds:
        raise Broken(f"{what}: {', '.join(map(repr, shown))}" if shown else what)


def check_of(target: str) -> Check:
    """The check of a target."""
    # What answers depend on besides their input.
    os.environ["DIALOGUE_TODAY"] = "2026-01-15"
    found: Check = import_module(f"fuzz.targets.{target}").check
    return found


def text_of(data: bytes) -> str:
    """Fuzzed bytes as a text that a person can type: any characters, but no halves of them."""
    return data.decode("utf-8", "replace")


@cache
def folder() -> Path:
    """A folder of this process for the files of a check, in memory where the system has such a place."""
    shared = Path("/dev/shm")
    where = shared if os.access(shared, os.W_OK) else None
    made = tempfile.TemporaryDirectory(prefix="fuzz-", dir=where)
    _KEPT.append(made)
    return Path(made.name)


_KEPT: list[tempfile.TemporaryDirectory[str]] = []


def written(name: str, data: bytes) -> Path:
    """A file with some bytes."""
    path = folder() / name
    path.write_bytes(data)
    return path


def seeds(target: str) -> list[Path]:
    """The stored inputs of a target."""
    return sorted((CORPUS / target).iterdir())


# Finds


def place_of(error: BaseException) -> str:
    """Where an error arose, so that a thousand inputs that lead there are one find: its kind and its innermost place.

    Lines of our own tell; those of a library, or the values in a message, do not.
    """
    frames = [one for one in traceback.extract_tb(error.__traceback__) if _is_ours(one)]
    last = frames[-1] if frames else None
    where = f"{Path(last.filename).stem}-{last.lineno}" if last else "nowhere"
    return re.sub(r"[^\w.-]", "_", f"{type(error).__name__}-{where}")


def _is_ours(frame: traceback.FrameSummary) -> bool:
    is_fuzz = frame.filename.startswith(str(ROOT / "fuzz"))
    return "dialogue_cli" in frame.filename or (is_fuzz and "expect" not in frame.name)


def keep(target: str, data: bytes, error: BaseException) -> Path | None:
    """Keeps an input that leads to an error, and what the error was; None where its like is there already.

    Of two inputs with one error the shorter one is kept.
    """
    base = FINDS / target
    base.mkdir(parents=True, exist_ok=True)
    path, told = base / place_of(error), base / f"{place_of(error)}.txt"
    is_new = not path.exists()
    if is_new or len(data) < path.stat().st_size:
        path.write_bytes(data)
        told.write_text("".join(traceback.format_exception(error)), "utf-8", "backslashreplace")
    return path if is_new else None
