"""An index that is kept between runs: asked through here, it is made anew where it turns out to be damaged."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from typing import TypeVar

from dialogue_cli.errors import DialogueError, IndexDamaged
from dialogue_cli.index.cache import Progress, connect, connect_anew
from dialogue_cli.index.queries import Index, Row
from dialogue_cli.index.understanding import Understood
from dialogue_cli.tuples import NamedTuple

T = TypeVar("T")


class Found(NamedTuple):
    """What one index answers to a query: `rows` gives the rows from the first on, each time it is called.

    `total` counts them without the limit of the query. `differ` says whether one has another value in a column of
    the table `meeting` than the meeting with an id.
    """

    source: Index
    understood: Understood
    rows: Callable[[], Iterator[Row]]
    total: Callable[[], int]
    differ: Callable[[str, str], bool]


def found(index: Index, understood: Understood, *, records: bool, snippets: bool) -> Found:
    """The answer of an index to a query that was understood; see `Archive.find`."""
    criteria = understood.criteria
    if not criteria.plan:
        return Found(
            index,
            understood,
            lambda: index.select(criteria, records=records),
            lambda: index.count(criteria),
            lambda column, identifier: index.differ(criteria, column, identifier),
        )
    from dialogue_cli.index.ranking import Hits

    hits = Hits(index, criteria)
    if note := hits.note():
        understood.notes.append(note)
    return Found(
        index, understood, lambda: hits.rows(records=records, snippets=snippets), lambda: len(hits), hits.differ
    )


class KeptIndex:
    """The index of a dataset. `current` is the one that is asked now.

    Raises DatasetError and UnreadableError when it has to be made and the dataset cannot be read.
    """

    def __init__(self, path: str, progress: Progress | None = None) -> None:
        self._path = path
        self._progress = progress
        self._is_renewed = False
        try:
            self.current = Index(connect(path, progress))
        except IndexDamaged:
            self.current = self._made_anew()

    def ask(self, question: Callable[[Index], T]) -> T:
        """The answer to a question; it is asked again where the index turns out to be damaged."""
        while True:
            index = self.current
            try:
                return question(index)
            except IndexDamaged:
                self.renew(index)

    def answer(self, question: Callable[[Index], Found]) -> Answer:
        """The answer to a query."""
        return Answer(self, question)

    def renew(self, damaged: Index) -> None:
        """Makes the index anew that turned out to be damaged."""
        # Another question may have met the damage first.
        if damaged is self.current:
            self.current = self._made_anew()

    def _made_anew(self) -> Index:
        """An index in place of a damaged one; in memory where that one was made anew itself: the disk is failing."""
        index = Index(connect_anew(self._path, self._progress, is_kept=not self._is_renewed))
        self._is_renewed = True
        return index


class Answer:
    """The answer to a query, asked again where the index turns out to be damaged; `understood` says what was asked."""

    def __init__(self, kept: KeptIndex, question: Callable[[Index], Found]) -> None:
        self._kept = kept
        self._question = question
        self._latest = kept.ask(question)
        self.understood = self._latest.understood

    def rows(self) -> Iterator[Row]:
        """Its rows; after damage they go on where they broke off."""
        last, given = "", 0
        while True:
            try:
                rows = self._current().rows()
                again = next(islice(rows, given - 1, None), None) if given else None
                if given and (again is None or again.id != last):
                    raise DialogueError("the dataset was changed while it was read; run the command again")
                for row in rows:
                    last, given = row.id, given + 1
                    yield row
                return
            except IndexDamaged:
                self._kept.renew(self._latest.source)

    def ask(self, what: Callable[[Found], T]) -> T:
        """What else the answer is asked."""
        while True:
            try:
                return what(self._current())
            except IndexDamaged:
                self._kept.renew(self._latest.source)

    def _current(self) -> Found:
        if self._latest.source is not self._kept.current:
            self._latest = self._kept.ask(self._question)
        return self._latest
