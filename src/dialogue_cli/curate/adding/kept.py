"""Answers that are kept in a file until the meeting is safely in the dataset."""

from __future__ import annotations

import datetime
import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from dialogue_cli.errors import DialogueError, QueryError
from dialogue_cli.files import beside, state_folder
from dialogue_cli.text import one_line, slug

_FORMAT = 1


def folder() -> Path:
    """Where answers are kept."""
    return state_folder("answers")


class Kept(NamedTuple):
    """Answers as they are kept: for which dataset, what was answered, which question is open, what of it is there."""

    path: Path
    dataset: str
    answers: dict[str, Any]
    at: str = ""
    begun: list[Any] = []  # noqa: RUF012 - never changed
    """Of a list that is being asked for, the items so far."""
    typed: list[str] = []  # noqa: RUF012
    """The lines of the item that is being asked for, the last one unfinished."""

    @property
    def title(self) -> str:
        """What to call it in a list."""
        title = self.answers.get("title") or self.answers.get("series")
        return one_line(str(title)) if title else "no title yet"

    def save(self) -> None:
        """Writes the answers to their file. DialogueError where that cannot be done."""
        values = {name: value for name, value in self._asdict().items() if name != "path"}
        text = json.dumps({"format": _FORMAT, **values}, ensure_ascii=False, indent=1)
        try:
            with beside(self.path, durable=True) as new:
                new.chmod(0o600)
                # What was typed may have halves of characters.
                new.write_text(text + "\n", encoding="utf-8", errors="surrogatepass")
        except OSError as error:
            raise DialogueError(f"the answers cannot be kept in {self.path}: {error.strerror}") from None

    def remove(self) -> None:
        """Removes the file, once the meeting is in the dataset or given up."""
        with suppress(OSError):
            self.path.unlink()


def new_kept(dataset: str, answers: dict[str, Any]) -> Kept:
    """A new file for answers, which nobody else has; in the folder for temporary files where there is no other."""
    stamp = f"{datetime.datetime.now():%Y-%m-%d-%H%M%S}"
    name = "-".join(filter(None, (stamp, slug(str(answers.get("title", "")))[:40].strip("-"))))
    for place in (folder(), Path(tempfile.gettempdir()) / f"dialogue-answers-{os.getuid()}"):
        try:
            place.mkdir(mode=0o700, parents=True, exist_ok=True)
            descriptor, path = tempfile.mkstemp(".json", f"{name}-", place)
        except OSError:
            continue
        os.close(descriptor)
        return Kept(Path(path), dataset, answers)
    raise DialogueError(f"answers cannot be kept: neither {folder()} nor {tempfile.gettempdir()} can be written")


def all_kept() -> list[Kept]:
    """All answers that are kept, the latest last."""
    found = [one for place in _folders() for path in place.glob("*.json") if (one := _read(path))]
    return sorted(found, key=lambda one: one.path.stat().st_mtime)


def _folders() -> Iterator[Path]:
    yield folder()
    other = Path(tempfile.gettempdir()) / f"dialogue-answers-{os.getuid()}"
    # Anyone may make a folder there.
    if other.is_dir() and not other.is_symlink() and other.stat().st_uid == os.getuid():
        yield other


def _read(path: Path) -> Kept | None:
    with suppress(OSError, ValueError, TypeError):
        values = json.loads(path.read_text(encoding="utf-8", errors="surrogatepass"))
        if values.pop("format", None) == _FORMAT and isinstance(values.get("answers"), dict):
            return Kept(path, **values)
    return None


def chosen_kept(named: str, kept: list[Kept]) -> Kept:
    """The kept answers that a number of the list, or a file, names. QueryError for none."""
    if named.isascii() and named.isdigit() and 1 <= int(named) <= len(kept):
        return kept[int(named) - 1]
    for one in kept:
        if named in (str(one.path), one.path.name, one.path.stem):
            return one
    if Path(named).is_file() and (found := _read(Path(named))):
        return found
    raise QueryError(f'no answers are kept under "{one_line(named)}"; dialogue add --resume lists them')
