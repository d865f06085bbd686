"""What a person has rejected of drafts: by document, field, value and words. It does not come back.

The list stands beside the dataset, a line of JSON for each, so that colleagues who share the dataset share it too, and
a version control system brings two lists together. Its name begins with a dot: it is no part of the dataset.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from dialogue_cli.curate.lock import locked
from dialogue_cli.errors import DialogueError
from dialogue_cli.files import beside, opened_own
from dialogue_cli.text import compared

NAME = ".dialogue-rejected.jsonl"
_WAIT = 10.0


class Rejection(NamedTuple):
    """A claim that is not to be proposed again: the words `exact` of a document do not make it."""

    document: str
    """The SHA-256 of the document's text."""
    source: str
    """The id of the document, for whoever reads the list."""
    field: str
    value: Any
    """The value of the field, or of one item of it; None where a draft has proposed none."""
    exact: str
    on: str
    """The day on which it was rejected."""

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What tells it from others."""
        return _key(self.document, self.field, self.value, self.exact)


def _key(document: str, field: str, value: Any, exact: str) -> tuple[str, str, str, str]:
    return document, field, canonical(value), compared(exact)


def canonical(value: Any) -> str:
    """A value as a text that is the same for equal values, however they are laid out.

    >>> canonical({"city": "Oslo ", "country": "Norway"}) == canonical({"country": "Norway", "city": "Oslo"})
    True
    """
    return json.dumps(_plain(value), ensure_ascii=False, sort_keys=True)


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _plain(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    return None if value is None else compared(str(value))


class Rejected:
    """The rejections that are kept with a dataset."""

    def __init__(self, dataset: Path) -> None:
        self.path = (dataset if dataset.is_dir() else dataset.parent) / NAME
        self._found = {one.key: one for one in _read(self.path)}

    def __iter__(self) -> Iterator[Rejection]:
        return iter(self._found.values())

    def __len__(self) -> int:
        return len(self._found)

    def is_rejected(self, document: str, field: str, value: Any, exact: str) -> bool:
        """Whether a claim was rejected; `document` is the SHA-256 of its text."""
        return _key(document, field, value, exact) in self._found

    def add(self, rejections: Iterable[Rejection]) -> None:
        """Adds some that are not there. DialogueError where the list cannot be written."""
        more = {one.key: one for one in rejections}
        self._change(lambda found: found | {key: one for key, one in more.items() if key not in found})

    def forget(self, rejections: Iterable[Rejection]) -> None:
        """Takes some away."""
        gone = {one.key for one in rejections}
        self._change(lambda found: {key: one for key, one in found.items() if key not in gone})

    def _change(self, change: Any) -> None:
        try:
            # Somebody else may reject something at the same time.
            with locked({self.path.parent}, _WAIT):
                there = {one.key: one for one in _read(self.path)}
                self._found = change(there)
                if self._found != there:
                    self._write()
        except OSError as error:
            raise DialogueError(f"{self.path} cannot be written: {error.strerror}") from None

    def _write(self) -> None:
        if not self._found:
            self.path.unlink()
            return
        with beside(self.path, durable=True) as new:
            lines = (json.dumps(one._asdict(), ensure_ascii=False) for one in self)
            new.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8", errors="surrogatepass")
            if not os.path.lexists(self.path):
                new.chmod(0o644)


def _read(path: Path) -> Iterator[Rejection]:
    """The rejections in a file. A line that is none (the marks of a conflict in git) is passed over."""
    try:
        with os.fdopen(opened_own(path), encoding="utf-8", errors="replace") as lines:
            for line in lines:
                with suppress(ValueError, TypeError, RecursionError):
                    yield Rejection(**json.loads(line))
    except FileNotFoundError:
        return
    except OSError as error:
        raise DialogueError(f"{path} cannot be read: {error.strerror}") from None
