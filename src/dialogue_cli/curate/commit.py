"""Puts changed files in the place of the old ones: all of them, or none, and only if all is well with them.

A file is written beside the old one, synced and renamed; its permissions are kept, and a link goes on leading to it.
Before that the dataset is read as it would be: there must be no error that was not there, and what a reader sees must
have changed as it was meant to. A lock keeps others out meanwhile; a file that is not the one that was read stays.
"""

from __future__ import annotations

import errno
import os
from collections import Counter, deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import zip_longest
from pathlib import Path
from typing import Any, NamedTuple

from dialogue_cli.curate.diff import unified
from dialogue_cli.curate.lock import locked
from dialogue_cli.curate.source_text import SourceText
from dialogue_cli.dataset.folder import dataset_files, is_named_as_part
from dialogue_cli.dataset.problems import UNREADABLE, Problem
from dialogue_cli.dataset.reader import FileReader
from dialogue_cli.dataset.references import References
from dialogue_cli.errors import DialogueError
from dialogue_cli.files import beside, ended_in_order, remove_abandoned_of
from dialogue_cli.files.together import beside_all, take_back

Content = list[tuple[str, Any]]
"""The records of a file in its order, each with its section."""


class Change(NamedTuple):
    """A file as it was read, and the text that it is to have."""

    file: SourceText
    text: str

    @property
    def path(self) -> Path:
        """The file itself, where a link leads to it."""
        return self.file.path.resolve()

    @property
    def data(self) -> bytes:
        """Its bytes as they are to be."""
        return self.file.encoded(self.text)


class NotWritten(DialogueError):
    """A change was not made, and everything is as it was."""


class ChangedMeanwhile(NotWritten):
    """A file is no longer the one that was read; `changes` says what it was to be."""

    def __init__(self, path: Path, changes: Sequence[Change]) -> None:
        self.path = path
        self.changes = changes
        super().__init__(f"{path} was changed by someone else meanwhile; nothing was written")


class Wrong(NotWritten):
    """The dataset would have errors that it has not now: `problems`, with the lines as they would be."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        first = problems[0]
        more = f", and {len(problems) - 1:,} more" if len(problems) > 1 else ""
        super().__init__(f"that would make an error: {first.message} ({first.code}){more}; nothing was written")


ANY = object()
"""In place of a record that is expected: whatever stands there is right."""
Meant = Callable[[dict[str, Content]], dict[str, Content]]
"""From what a reader sees of the files now, by their names, to what it is to see."""


def diff(changes: Sequence[Change]) -> Iterator[str]:
    """The lines of a unified diff."""
    for change in changes:
        yield from unified(change.file.path.name, change.file.text, change.text)


def commit(dataset: Path, changes: Sequence[Change], meant: Meant | None, wait: float = 10.0) -> None:
    """Writes some files of a dataset. Raises NotWritten, with every file as it was, where that cannot be done.

    `meant` says what a reader is to see afterwards; without it only errors are looked for. `wait` is how many seconds
    to wait for another one that writes.
    """
    changed = [change for change in changes if change.text != change.file.text]
    if not changed:
        return
    for change in changed:
        # It could be replaced all the same, but whoever made it read-only meant it.
        if not os.access(change.path, os.W_OK):
            raise NotWritten(f"{change.file.path} is read-only; nothing was changed")
    folders = {change.path.parent for change in changed}
    with locked(folders, wait):
        for folder in folders:
            take_back(folder, is_named_as_part)
        _look_again(changed)
        try:
            with beside_all([change.path for change in changed], in_one_step=True) as new:
                for change in changed:
                    new[change.path].write_bytes(change.data)
                _examine(dataset, {change.file.path: new[change.path] for change in changed}, meant)
                # Somebody without our lock may have written meanwhile.
                _look_again(changed)
        except OSError as error:
            raise NotWritten(_reason(error, changed)) from None


def tidy(files: Iterable[Path]) -> None:
    """Removes what writers of some files that were killed have left, and their lock, where nobody writes now."""
    paths = [file.resolve() for file in files]
    with suppress(DialogueError), locked({path.parent for path in paths}, 0):
        remove_abandoned_of(*paths)


def create(dataset: Path, text: str, content: Content) -> None:
    """Makes a dataset of one file that is not there yet. Raises NotWritten, and nothing is there, where that fails.

    `content` is what a reader is to see of it.
    """
    try:
        with ended_in_order(), beside(dataset, overwrite=False, durable=True) as new:
            new.write_bytes(text.encode())
            reader, references = FileReader(new, str(dataset)), References()
            items = ((item.section, item.record) for item in references.items_of(reader))
            is_meant = _same(content, items)
            deque(items, maxlen=0)
            errors = [one for one in (*reader.problems, *references.finish(str(dataset))) if one.severity == "error"]
            if errors:
                raise Wrong(errors)
            if not is_meant:
                raise NotWritten(f"{dataset} would not say what is meant; nothing was written")
    except FileExistsError:
        raise NotWritten(f"{dataset} is there already; nothing was written") from None
    except OSError as error:
        raise NotWritten(f"{dataset} cannot be written: {error.strerror}; nothing was written") from None


def _look_again(changed: Sequence[Change]) -> None:
    for change in changed:
        if SourceText(change.file.path).data != change.file.data:
            raise ChangedMeanwhile(change.file.path, changed)


def _examine(dataset: Path, new: dict[Path, Path], meant: Meant | None) -> None:
    """Reads the dataset as it would be, some files in the place of others. Raises Wrong or NotWritten."""
    before = _Reading(dataset, {}, new)
    content = before.content() if meant else {}
    after = _Reading(dataset, new, new)
    # Of a file that could not be read to its end nobody knows what it said.
    is_unread = any(problem.code in UNREADABLE for problem in before.problems)
    is_meant = after.shows({} if meant is None or is_unread else meant(content))
    errors = [problem for problem in after.problems if problem.severity == "error"]
    if errors and meant is None:
        before.shows({})
    # An error that was there before may stay, wherever it now stands.
    known = Counter((problem.code, problem.message) for problem in before.problems)
    if more := [problem for problem in errors if not _taken(known, problem)]:
        raise Wrong(more)
    if not is_meant:
        raise NotWritten("the change cannot be made without changing something else; nothing was written")


def _taken(known: Counter[tuple[str, str]], problem: Problem) -> bool:
    known[problem.code, problem.message] -= 1
    return known[problem.code, problem.message] >= 0


class _Reading:
    """Reads a dataset, some files in the place of others; what a reader sees is asked of those that are `wanted`.

    `problems` are those of the whole dataset, once it is read.
    """

    def __init__(self, dataset: Path, new: Mapping[Path, Path], wanted: Collection[Path]) -> None:
        self._dataset = dataset
        self._new = new
        self._wanted = wanted
        self.problems: list[Problem] = []

    def _files(self) -> Iterator[tuple[Path, Iterator[tuple[str, Any]]]]:
        """The files in turn, each with its records; every one of them is to be read to its end."""
        references = References()
        for file in dataset_files(self._dataset):
            reader = FileReader(self._new.get(file, file), str(file))
            yield file, ((item.section, item.record) for item in references.items_of(reader))
            self.problems += reader.problems
        self.problems += references.finish(str(self._dataset))

    def content(self) -> dict[str, Content]:
        """What a reader sees of the wanted files, by their names."""
        found = dict[str, Content]()
        for file, items in self._files():
            if file in self._wanted:
                found[file.name] = list(items)
            else:
                deque(items, maxlen=0)
        return found

    def shows(self, expected: dict[str, Content]) -> bool:
        """Whether a reader sees what is expected of the wanted files; of no expectation, that is so."""
        is_so, seen = True, set[str]()
        for file, items in self._files():
            if expected and file in self._wanted:
                seen.add(file.name)
                is_so = _same(expected.get(file.name), items) and is_so
            # What differs early is read to its end too, for its problems.
            deque(items, maxlen=0)
        return is_so and seen == expected.keys()


def _same(expected: Content | None, found: Iterable[tuple[str, Any]]) -> bool:
    """Whether records are those that are expected, one after the other: they need not be in memory all at once."""
    nothing = ("", ANY)
    for (section, record), (other_section, other) in zip_longest(expected or (), found, fillvalue=nothing):
        if section != other_section or (record is not ANY and record != other):
            return False
    return expected is not None


def _reason(error: OSError, changed: Sequence[Change]) -> str:
    named = changed[0].file.path if len(changed) == 1 else changed[0].file.path.parent
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        where = f"{named.parent if len(changed) == 1 else named}, the folder of the dataset,"
        return f"{named} cannot be written: {error.strerror}; {where} must be writable too. Nothing was changed"
    return f"{named} cannot be written: {error.strerror}; nothing was changed"
