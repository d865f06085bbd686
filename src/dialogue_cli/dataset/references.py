"""The errors that no single record shows: ids that are not unique, and references that lead nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from dialogue_cli import spelling
from dialogue_cli.dataset.characters import unseen_hint, visible
from dialogue_cli.dataset.fields import SECTIONS
from dialogue_cli.dataset.problems import UNREADABLE, Problem
from dialogue_cli.dataset.reader import FileReader, Item
from dialogue_cli.dataset.shapes import meant
from dialogue_cli.text import one_line


class Spot(NamedTuple):
    """A place in a file, line and column counted from 1."""

    file: str
    line: int
    column: int

    def problem(self, code: str, message: str) -> Problem:
        """A problem at this place."""
        return Problem(*self, code, message)


class References:
    """Ids that must be unique and references that must lead somewhere, over all files of a dataset.

    Read each file through `items_of`; then `finish` tells the problems.
    """

    def __init__(self) -> None:
        self.header: Spot | None = None
        self.with_meetings: set[str] = set()
        """The files that have a section `meetings`, or may have one that cannot be read."""
        self.wanted: dict[str, list[tuple[str, str, Spot]]] = {}
        """Kind of record, its id, and where it is named, by file.

        What was known when it was named is there once for each file, what was not, for every place.
        """
        self.files: list[str] = []
        self.unknown: list[tuple[str, Spot]] = []
        """The sections that the format does not have, and where they stand."""
        self._is_broken = False
        """Whether a part of a file cannot be read, in which anything may be defined."""
        self.problems: list[Problem] = []
        self._known: dict[str, dict[str, Spot]] = {"meeting": {}, "source": {}, "series": {}}
        """Where each id is defined, by kind of record."""
        self._named: set[tuple[str, str, str]] = set()
        self._without_id: set[str] = set()
        """The kinds of which a record has no id, though it may be the one that others name."""

    def items_of(self, reader: FileReader) -> Iterator[Item]:
        """The items of a file, each noted on its way, and in the end the file itself."""
        for item in reader:
            self._add(item)
            yield item
        self.files.append(reader.name)
        self.unknown += [(section, Spot(reader.name, *at)) for section, *at in reader.unknown]
        broken = any(p.code in UNREADABLE for p in reader.problems)
        self._is_broken |= broken
        if "meetings" in reader.sections or broken:
            self.with_meetings.add(reader.name)

    def _add(self, item: Item) -> None:
        record = item.record
        if item.section == "meetings":
            self._define("meeting", item)
            for i, relation in enumerate(record.get("related", ())):
                self._want(item, "meeting", relation["id"], "related", i, "id")
            for i, quote in enumerate(record.get("evidence", ())):
                self._want(item, "source", quote["source"], "evidence", i, "source")
        elif item.section in ("sources", "series"):
            self._define("source" if item.section == "sources" else "series", item)
        elif item.section == "dataset":
            spot = Spot(item.file, *item.at())
            if self.header:
                message = f"the dataset is already described in {self.header.file}"
                self.problems.append(spot.problem("duplicate-dataset", message))
            self.header = self.header or spot

    def _define(self, kind: str, item: Item) -> None:
        identifier = item.record["id"]
        if not identifier:
            self._without_id.add(kind)
            return
        spot = Spot(item.file, *item.at("id"))
        first = self._known[kind].setdefault(identifier, spot)
        if first is not spot:
            where = f"on line {first.line}" if first.file == spot.file else f"in {first.file}:{first.line}"
            message = f'the {kind} id "{one_line(identifier)}" is already used {where}'
            self.problems.append(spot.problem("duplicate-id", message))

    def _want(self, item: Item, kind: str, identifier: str, *path: str | int) -> None:
        named = (item.file, kind, identifier)
        if identifier and (named not in self._named or identifier not in self._known[kind]):
            self._named.add(named)
            self.wanted.setdefault(item.file, []).append((kind, identifier, Spot(item.file, *item.at(*path))))

    def finish(self, path: str) -> list[Problem]:
        """Every problem between records; call it once all files are read. `path` is the dataset as it was named."""
        problems = list(self.problems)
        lacking: dict[str, str] = {}
        near_by_kind = {kind: spelling.Near(known) for kind, known in self._known.items()}
        for (kind, identifier), spots in self._dangling().items():
            section = "meetings" if kind == "meeting" else "sources"
            if not self._known[kind] and self._meant(section):
                lacking[section] = f'there is no {kind} with the id "{one_line(identifier)}"'
                continue
            near = near_by_kind[kind].to(identifier)
            hint = f'; did you mean "{near}"?' if near else unseen_hint(identifier)
            others = f", named in {len(spots):,} places" if len(spots) > 1 else ""
            message = f'there is no {kind} with the id "{one_line(visible(identifier))}"{others}{hint}'
            problems.append(spots[0].problem("dangling-reference", message))
        if not self.with_meetings:
            lacking["meetings"] = 'a dataset needs a section "meetings"'
        for section, message in lacking.items():
            stray = [one for one in self.unknown if not meant(one[0], SECTIONS)]
            name, spot = self._meant(section) or (stray or [("", Spot(path, 0, 0))])[0]
            hint = f'; is "{one_line(visible(name))}" meant for "{section}"?' if name else ""
            problems.append(spot.problem("missing", message + hint))
        return problems

    def _dangling(self) -> dict[tuple[str, str], list[Spot]]:
        """The kinds and ids that are named but not defined, with every place: one id that is missing is one slip."""
        found: dict[tuple[str, str], list[Spot]] = {}
        for kind, identifier, spot in (one for wanted in self.wanted.values() for one in wanted):
            if identifier not in self._known[kind] and kind not in self._without_id and not self._is_broken:
                found.setdefault((kind, identifier), []).append(spot)
        return found

    def _meant(self, section: str) -> tuple[str, Spot] | None:
        """The section unknown to the format that is likely meant for this one, and where it stands."""
        return next((one for one in self.unknown if meant(one[0], (section,))), None)
