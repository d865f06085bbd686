"""The two forms that a check can have, and what a check may look at."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from typing import NamedTuple, Protocol

from dialogue_cli.dataset.documents import Document, Library
from dialogue_cli.dataset.model import Evidence, Meeting, Source
from dialogue_cli.dataset.problems import Problem
from dialogue_cli.dataset.reader import Item


class Unread(NamedTuple):
    """A source whose document is no UTF-8 text: its problem without a message, the document, and its quotes."""

    problem: Problem
    document: Document
    quotes: list[Evidence]


class Mark(NamedTuple):
    """A passage of a source that is marked as unrelated: its number there, and where in the document it stands."""

    item: Item
    number: int
    spans: list[tuple[int, int]]


class Context(NamedTuple):
    """What a check of one record may need besides it: the documents, the sources by id, and today."""

    library: Library
    sources: dict[str, Source]
    today: datetime.date
    unread: dict[str, Unread]
    """By the ids of sources; filled as they and their quotes are met."""
    marks: dict[str, list[Mark]]
    """What is marked as unrelated, by the ids of sources, until a quote is found to contradict it."""


MeetingCheck = Callable[[Item, Meeting, Context], Iterator[Problem]]
"""Looks at one meeting, when all of its sources are known."""
SourceCheck = Callable[[Item, Source, Context], Iterator[Problem]]
"""Looks at one source."""


class DatasetCheck(Protocol):
    """Looks at every record, and knows only at the end what is wrong."""

    def add(self, item: Item) -> None:
        """Takes note of one record."""

    def finish(self) -> list[Problem]:
        """Every problem; call it once all records are added."""
