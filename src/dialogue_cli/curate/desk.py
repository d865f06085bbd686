"""A dataset on the desk: its files as texts, the records in them, and the edits that are to be made together."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from dialogue_cli.curate import splice
from dialogue_cli.curate.commit import Change, Meant, commit
from dialogue_cli.curate.manner import Around, around
from dialogue_cli.curate.places import Place, Section, find, has_section, holding, last_ones, named, sections
from dialogue_cli.curate.source_text import SourceText
from dialogue_cli.curate.splice import Edit
from dialogue_cli.curate.tree import Items, NotPlainYaml, Scalar
from dialogue_cli.dataset.chosen import bundled_dataset
from dialogue_cli.dataset.folder import dataset_files
from dialogue_cli.dataset.model import Record
from dialogue_cli.errors import DialogueError, QueryError
from dialogue_cli.text import listing

T = TypeVar("T")
KEYS = {"sources": "id", "series": "id", "meetings": "id"}
"""The key by which a record of a section is known; in the others it is the name."""


def key_of(section: str) -> str:
    """The key by which a record of a section is known: `id` or `name`."""
    return KEYS.get(section, "name")


class Desk:
    """The files of a dataset. Edits are gathered with `edit`, and made all together by `commit`.

    Raises UnreadableError where a file cannot be read.
    """

    def __init__(self, dataset: Path) -> None:
        self.dataset = dataset
        self.files = [SourceText(path) for path in dataset_files(dataset)]
        self._edits: dict[Path, list[Edit]] = {}

    def find(self, section: str, name: str) -> tuple[SourceText, Place] | None:
        """The record of a section with an id or a name, exactly as it is written, and the file in which it stands."""
        for file in self.files:
            if place := self._understood(file, lambda text: find(text, section, key_of(section), name)):
                return file, place
        return None

    def holding(self, words: str, among: Collection[str] | None = None) -> Iterator[tuple[SourceText, Place]]:
        """The records of some sections, or of all, in whose text some words may stand, with their files."""
        for file in self.files:
            for place in self._understood(file, lambda text: list(holding(text, words, among))):
                yield file, place

    def sections(self, file: SourceText) -> list[Section]:
        """The sections of a file. DialogueError where it cannot be taken apart."""
        return self._understood(file, sections)

    def _understood(self, file: SourceText, ask: Callable[[str], T]) -> T:
        try:
            return ask(file.text)
        except NotPlainYaml:
            raise DialogueError(
                f"{file.path} cannot be changed by dialogue: it is not plain YAML; dialogue check says where"
            ) from None

    # Edits

    def edit(self, file: SourceText, edits: Edit | Iterable[Edit]) -> None:
        """Adds edits of a file, which must not overlap the ones before."""
        more = [edits] if isinstance(edits, Edit) else list(edits)
        self._edits.setdefault(file.path, []).extend(more)

    def changes(self) -> list[Change]:
        """The files that are to change."""
        return [
            Change(file, splice.applied(file.text, self._edits[file.path], file.newline))
            for file in self.files
            if self._edits.get(file.path)
        ]

    def commit(self, meant: Meant | None, wait: float = 10.0) -> list[Change]:
        """Makes all edits. Returns what was changed; raises as `curate.commit`, with every file as it was."""
        changes = self.changes()
        commit(self.dataset, changes, meant, wait)
        return changes

    # Records

    def around(self, file: SourceText, place: Place) -> Around:
        """How the records around one are written."""
        before = self._understood(file, lambda text: last_ones(text, place.section, place.start))
        return around(file.text, before or [place])

    def add(self, section: str, record: Record, into: Path | None = None) -> tuple[SourceText, int]:
        """Adds a record behind the last one of its series, or of its section; in a folder into the file that is named.

        Returns the file, and the place in its text, as it is now, behind which it goes. QueryError where several
        files could be meant.
        """
        file, after = self._room(section, record, into)
        if after is None:
            return file, self._add_first(file, section, record)
        manner = self.around(file, after)
        if after.is_in_flow:
            edit = splice.behind_in_flow(after, record, manner)
        else:
            edit = splice.appended(file.text, after, manner.lines(record), manner)
        self.edit(file, edit)
        return file, edit.start

    def _room(self, section: str, record: Record, into: Path | None) -> tuple[SourceText, Place | None]:
        files = self._files(into)
        if series := record.get("series") if section == "meetings" else None:
            found = [
                (file, place)
                for file, place in self.holding(series, ("meetings",))
                if file in files and named(place, "series") == series
            ]
            if found:
                return found[-1]
        having = [file for file in files if self._understood(file, lambda text: has_section(text, section))]
        if len(having or files) > 1:
            names = listing([file.path.name for file in having or files][:6])
            raise QueryError(f"the dataset is a folder; say with --into which file is meant: {names}")
        file = (having or files)[0]
        last = self._understood(file, lambda text: last_ones(text, section, count=1))
        return file, last[0] if last else None

    def _files(self, into: Path | None) -> list[SourceText]:
        if into is None:
            return self.files
        wanted = {into.absolute(), (self.dataset / into).absolute()}
        found = [file for file in self.files if file.path.absolute() in wanted]
        if not found:
            raise QueryError(f"{into} is not a file of {self.dataset}")
        return found

    def _add_first(self, file: SourceText, section: str, record: Record) -> int:
        """Adds the first record of a section, which may not be there yet."""
        lines = "\n".join(Around(is_flow=section not in ("sources", "series", "meetings")).lines(record))
        for one in self.sections(file):
            if one.key.value == section:
                return self._fill(file, one, lines)
        text, end = file.text, len(file.text)
        gap = "" if not text.strip() else ("\n" if text.endswith("\n") else "\n\n")
        self.edit(file, Edit(end, end, f"{gap}{section}:\n{lines}\n"))
        return end

    def _fill(self, file: SourceText, section: Section, lines: str) -> int:
        value = section.value
        if not (isinstance(value, Items) or (isinstance(value, Scalar) and value.value in ("", "~", "null"))):
            raise DialogueError(f"{file.path}: {section.key.value} is not a list; dialogue check says more")
        if value.end > value.start:
            self.edit(file, Edit(section.key.end + 1, value.end, ""))
        edit = splice.behind_line(file.text, value.end, lines)
        self.edit(file, edit)
        return edit.start


def check_may_be_changed(dataset: Path) -> None:
    """Raises DialogueError for the collection inside an installed package, which the next update would replace."""
    bundled = Path(bundled_dataset())
    if dataset.resolve() == bundled.resolve() and bundled.parent.parent.name == "dialogue_cli":
        raise DialogueError(
            "the bundled collection is part of the program and is not changed;"
            " make one of your own with dialogue init, and name it with --data or DIALOGUE_DATA"
        )
