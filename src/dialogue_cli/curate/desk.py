"""A dataset on the desk: its files as texts, the records in them, and the edits that are to be made together."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, TypeVar

from dialogue_cli.curate import splice
from dialogue_cli.curate.commit import Change, Content, Meant, commit, tidy
from dialogue_cli.curate.manner import Around, around
from dialogue_cli.curate.places import Place, Section, find, has_section, holding, last_ones, named, sections
from dialogue_cli.curate.source_text import SourceText
from dialogue_cli.curate.splice import Edit
from dialogue_cli.curate.tree import Items, NotPlainYaml, Pairs, Scalar, parse
from dialogue_cli.dataset.chosen import bundled_dataset
from dialogue_cli.dataset.fields import SECTIONS
from dialogue_cli.dataset.folder import dataset_files, is_one_file
from dialogue_cli.dataset.model import Record
from dialogue_cli.dataset.nodes import NULLS
from dialogue_cli.errors import DialogueError, QueryError
from dialogue_cli.files import ended_in_order
from dialogue_cli.text import BYTE_ORDER_MARK, listing

T = TypeVar("T")
KEYS = {"sources": "id", "series": "id", "meetings": "id"}
"""The key by which a record of a section is known; in the others it is the name."""


def key_of(section: str) -> str:
    """The key by which a record of a section is known: `id` or `name`."""
    return KEYS.get(section, "name")


class Added(NamedTuple):
    """New records of a section that go behind another one of a file, or first into it."""

    section: str
    file: SourceText
    after: Place | None
    records: list[Record]

    def read(self, record: Record) -> Record:
        """A record as it is read back: with what a reader fills in."""
        shape = SECTIONS[self.section]
        whole = {**dict(shape.defaults), **record}
        return {name: whole[name] for name in shape.fields if name in whole}


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
            if place := self.find_in(file, section, name):
                return file, place
        return None

    def find_in(self, file: SourceText, section: str, name: str) -> Place | None:
        """The same in one file. DialogueError where it cannot be taken apart."""
        return self._understood(file, lambda text: find(text, section, key_of(section), name))

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
        self._write(changes, meant, wait)
        return changes

    def is_made(self) -> bool:
        """Whether the files are what the edits make of them: also a call that was interrupted may have written them."""
        return all(SourceText(change.file.path).data == change.data for change in self.changes())

    def write(self, changes: Sequence[Change]) -> None:
        """Gives files another text in which a reader sees nothing else. Raises as `commit`."""
        self._write(changes, lambda before: before, 10.0)

    def _write(self, changes: Sequence[Change], meant: Meant | None, wait: float) -> None:
        if changes:
            with ended_in_order():
                commit(self.dataset, changes, meant, wait)
        else:
            # What was to be written is there: perhaps by a call that was killed right afterwards.
            tidy(dataset_files(self.dataset))

    # Records

    def around(self, file: SourceText, place: Place) -> Around:
        """How the records around one are written."""
        before = self._understood(file, lambda text: last_ones(text, place.section, place.start))
        return around(file.text, before or [place])

    def add(self, section: str, record: Record, into: Path | None = None) -> Added:
        """Adds one record as `add_all` does. Returns where it goes."""
        return self.add_all(section, [record], into)[0]

    def add_all(self, section: str, records: Sequence[Record], into: Path | None = None) -> list[Added]:
        """Adds records behind the last one of their series, or of the section; in a folder into the file that is named.

        Returns where they go, those of one place together. QueryError where several files could be meant.
        """
        found: dict[tuple[Path, int], Added] = {}
        rooms: dict[str | None, tuple[SourceText, Place | None]] = {}
        for record in records:
            series = record.get("series") if section == "meetings" else None
            if series not in rooms:
                rooms[series] = self._room(section, series, into)
            file, after = rooms[series]
            place = (file.path, after.start if after else -1)
            found.setdefault(place, Added(section, file, after, [])).records.append(record)
        for one in found.values():
            self._put(one)
        return list(found.values())

    def _put(self, one: Added) -> None:
        file, after = one.file, one.after
        if after is None:
            self._add_first(one)
            return
        manner = self.around(file, after)
        if after.is_in_flow:
            self.edit(file, splice.behind_in_flow(after, one.records, manner))
        else:
            self.edit(file, splice.appended(file.text, after, one.records, manner))

    def lines(self, one: Added) -> list[list[str]]:
        """The lines of new records as they will stand in their file."""
        manner = self.around(one.file, one.after) if one.after else _first(one.section)
        return list(map(manner.lines, one.records))

    def with_added(self, added: Sequence[Added]) -> Meant:
        """What a reader is to see after records were added, and nothing else was changed."""

        def meant(before: dict[str, Content]) -> dict[str, Content]:
            after = {name: list(content) for name, content in before.items()}
            for one in added:
                content = after[one.file.path.name]
                at = self._index(one, content)
                content[at:at] = [(one.section, one.read(record)) for record in one.records]
            return after

        return meant

    def _index(self, one: Added, content: Content) -> int:
        """Where among the records of a file new ones stand."""
        if one.after:
            name = (one.section, named(one.after, key_of(one.section)))
            names = [(section, record.get(key_of(section))) for section, record in content]
            # Where the lines of a file deceived, it is not among them, and what comes of it is not what is expected.
            return len(names) - names[::-1].index(name) if name in names else len(names)
        keys = [section.key.value for section in self.sections(one.file)]
        if one.section not in keys:
            return len(content)
        return sum(section in keys[: keys.index(one.section)] for section, _ in content)

    def _room(self, section: str, series: str | None, into: Path | None) -> tuple[SourceText, Place | None]:
        files = self._files(into)
        if series:
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

    def home_of(self, section: str) -> SourceText:
        """The first file that has a section; the first of all where none has."""
        having = (file for file in self.files if self._understood(file, lambda text: has_section(text, section)))
        return next(having, self.files[0])

    def _files(self, into: Path | None) -> list[SourceText]:
        if into is None:
            return self.files
        wanted = (into, self.dataset / into)
        found = [file for file in self.files if any(is_one_file(file.path, one) for one in wanted)]
        if not found:
            raise QueryError(f"{into} is not a file of {self.dataset}")
        return found

    def _add_first(self, added: Added) -> None:
        """Adds the first records of a section, which may not be there yet."""
        file, section = added.file, added.section
        root = self._understood(file, parse)
        if isinstance(root, Pairs) and root.is_flow:
            self._add_first_in_flow(file, root, section, added.records)
            return
        margin = _margin(file.text, root) if isinstance(root, Pairs) else ""
        lines = "\n".join(margin + line if line else line for lines in self.lines(added) for line in lines)
        for one in self.sections(file):
            if one.key.value == section:
                self._fill(file, one, lines)
                return
        text, end = file.text, len(file.text)
        gap = "\n" * (bool(text.strip()) + bool(text and not text.endswith("\n")))
        self.edit(file, Edit(end, end, f"{gap}{margin}{section}:\n{lines}\n"))

    def _add_first_in_flow(self, file: SourceText, root: Pairs, section: str, records: Sequence[Record]) -> None:
        new = splice.in_flow(list(records))
        if old := root.get(section):
            edit = Edit(old.start, old.end, new)
        else:
            end = root.pairs[-1][1].end if root.pairs else root.start + 1
            edit = Edit(end, end, f"{', ' if root.pairs else ''}{section}: {new}")
        self.edit(file, edit)

    def _fill(self, file: SourceText, section: Section, lines: str) -> None:
        value = section.value
        if not (isinstance(value, Items) or (isinstance(value, Scalar) and value.value in ("", *NULLS))):
            raise DialogueError(f"{file.path}: {section.key.value} is not a list; dialogue check says more")
        if value.end > value.start:
            self.edit(file, Edit(section.key.end + 1, value.end, ""))
        self.edit(file, splice.behind_line(file.text, value.end, lines))


def _margin(text: str, root: Pairs) -> str:
    """What stands before the keys of the sections: nothing, or spaces where a person has set in all of them."""
    before = text[text.rfind("\n", 0, root.start) + 1 : root.start].removeprefix(BYTE_ORDER_MARK)
    return before if before.isspace() else ""


def _first(section: str) -> Around:
    """How the first records of a section are written."""
    return Around(is_flow=section not in ("sources", "series", "meetings"))


def check_may_be_changed(dataset: Path) -> None:
    """Raises DialogueError for the collection inside an installed package, which the next update would replace."""
    bundled = Path(bundled_dataset())
    if dataset.resolve() == bundled.resolve() and bundled.parent.parent.name == "dialogue_cli":
        raise DialogueError(
            "the bundled collection is part of the program and is not changed;"
            " make one of your own with dialogue init, and name it with --data or DIALOGUE_DATA"
        )
