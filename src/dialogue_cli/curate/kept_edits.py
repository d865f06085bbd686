"""The files in which a person edits a record: kept until what they typed is safely in the dataset."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, suppress
from pathlib import Path
from typing import Any, NamedTuple

from dialogue_cli.curate.lock import held_alone
from dialogue_cli.errors import DialogueError
from dialogue_cli.files import beside, state_folder


class KeptEdit(NamedTuple):
    """An edit that is not in the dataset yet: the file that a person edits, and what it is about."""

    file: Path
    dataset: str
    section: str
    name: str
    """The id or the name of the record."""
    base: str
    """The text of the record when the edit began."""
    began: float
    """Seconds since 1970."""

    @property
    def about(self) -> Path:
        """The file beside it that says what it is about."""
        return self.file.with_suffix(".json")

    def text(self) -> str:
        """What the person has written. DialogueError where it is no UTF-8 text."""
        try:
            return self.file.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
        except UnicodeDecodeError as error:
            raise DialogueError(f"{self.file} is not UTF-8 text (byte {error.start + 1}); it is kept") from None
        except OSError as error:
            raise DialogueError(f"{self.file} cannot be read: {error.strerror}") from None

    def write(self, text: str) -> None:
        """Writes the file anew."""
        with beside(self.file, durable=True) as new:
            new.write_text(text, encoding="utf-8")
            new.chmod(0o600)

    def save(self) -> None:
        """Notes what it is about."""
        found: dict[str, Any] = self._asdict()
        del found["file"]
        with beside(self.about) as new:
            # The path of a dataset need not be UTF-8.
            new.write_text(json.dumps(found), encoding="utf-8")
            new.chmod(0o600)

    def discard(self) -> None:
        """Removes it."""
        for file in (self.file, self.about):
            with suppress(FileNotFoundError):
                file.unlink()


def folder() -> Path:
    """Where edits are kept. Nobody else can read it."""
    path = state_folder("edits")
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise DialogueError(f"{path}, where edits are kept, cannot be made: {error.strerror}") from None
    return path


def begin(dataset: Path, section: str, name: str, base: str) -> KeptEdit:
    """A new edit of a record. The file is not written yet."""
    where = str(dataset.resolve())
    mark = hashlib.sha256(where.encode("utf-8", "surrogateescape")).hexdigest()[:6]
    safe = "".join(c if c.isalnum() or c in "-_" else "-" for c in name)[:80]
    return KeptEdit(folder() / f"{safe}.{mark}.yaml", where, section, name, base, time.time())


def held(edit: KeptEdit) -> AbstractContextManager[None]:
    """Keeps other processes from the same edit during the block. DialogueError where one is at it."""
    return held_alone(edit.file, f"{edit.name} is being edited by another dialogue edit")


def kept(dataset: Path | None = None) -> Iterator[KeptEdit]:
    """All edits that are kept, of one dataset or of all, the oldest first."""
    found = []
    for about in folder().glob("*.json"):
        with suppress(OSError, ValueError, TypeError):
            one = KeptEdit(about.with_suffix(".yaml"), **json.loads(about.read_text(encoding="utf-8")))
            if one.file.exists() and (dataset is None or one.dataset == str(dataset.resolve())):
                found.append(one)
    yield from sorted(found, key=lambda one: one.began)
