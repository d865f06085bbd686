"""What is to be said of a new record before it is written: what is wrong with it, what is strange, what it may be."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from dialogue_cli.archive import Archive
from dialogue_cli.checks.context import Context
from dialogue_cli.checks.examine import MEETING_CHECKS
from dialogue_cli.curate.adding.ids import proposed_id
from dialogue_cli.dataset.documents import Library
from dialogue_cli.dataset.model import Meeting, Record
from dialogue_cli.dataset.plain import Decoded, decoded
from dialogue_cli.dataset.problems import Problem
from dialogue_cli.dataset.reader import Item
from dialogue_cli.errors import QueryError
from dialogue_cli.spelling import nearest
from dialogue_cli.text import one_line


def whole(values: Mapping[str, Any], archive: Archive, taken: Collection[str] = ()) -> Decoded:
    """The record that values are, with an id where they have none. QueryError for what cannot be a record."""
    given = dict(values)
    if not given.get("id"):
        given["id"] = proposed_id(given, lambda one: one in taken or archive.match(one) is not None)
    if not given.get("title"):
        raise QueryError("a meeting needs a title; --title gives it")
    found = decoded(given)
    if found.refused:
        raise QueryError(*(_told(one.file, one.message) for one in found.refused))
    identifier = found.record["id"]
    if identifier in taken or archive.match(identifier):
        raise QueryError(f'there is a meeting with the id "{one_line(identifier)}" already')
    record = {name: value for name, value in found.record.items() if name in found.given or name == "id"}
    return Decoded(record, found.strange, found.given)


def _told(path: str, message: str) -> str:
    return one_line(f"{path}: {message}" if path and not message.startswith(path) else message)


def meeting_of(record: Record) -> Meeting:
    """The meeting that a record is."""
    return Meeting.from_record(decoded(record).record)


class Review:
    """Looks at records that are to be added to an archive."""

    def __init__(self, archive: Archive, today: datetime.date) -> None:
        self._archive = archive
        self._sources = {one.id: one for one in archive.sources()}
        self._context = Context(Library(archive.path, self._sources), self._sources, today, {}, {})

    def remarks(self, record: Record) -> list[Problem]:
        """What `dialogue check` will say of a record by itself: a broken proof, or what is likely a slip."""
        read = decoded(record).record
        item = Item("", "meetings", read, None, False)
        meeting = meeting_of(read)
        return [problem for check in MEETING_CHECKS for problem in check(item, meeting, self._context)]

    def dangling(self, record: Record, taken: Collection[str]) -> Iterator[str]:
        """The sources and meetings that a record names and that are not there; `taken` are ids written with it."""
        for i, quote in enumerate(record.get("evidence", ())):
            if quote["source"] not in self._sources:
                near = nearest(quote["source"], self._sources)
                yield _not_there(f"evidence[{i}].source", "source", quote["source"], near)
        for i, relation in enumerate(record.get("related", ())):
            if relation["id"] not in taken and self._archive.match(relation["id"]) is None:
                near = nearest(relation["id"], self._archive.ids())
                yield _not_there(f"related[{i}].id", "meeting", relation["id"], near)


def _not_there(path: str, kind: str, identifier: str, near: str | None) -> str:
    hint = f'; did you mean "{near}"?' if near else ""
    return one_line(f'{path}: there is no {kind} with the id "{identifier}"{hint}')
