"""An archive: a dataset that can be asked.

>>> from dialogue_cli import Query, open_archive
>>> [match.id for match in open_archive().find(Query(series="eu-pakistan-strategic-dialogue", round=7))]
['eu-pakistan-strategic-dialogue-7']
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, cast

from dialogue_cli.dataset.chosen import chosen_dataset
from dialogue_cli.index.kept import KeptIndex, found
from dialogue_cli.index.queries import Index
from dialogue_cli.index.understanding import Understood, understood
from dialogue_cli.match import Match, Result
from dialogue_cli.query.query import Query
from dialogue_cli.text import key, plural

if TYPE_CHECKING:
    import datetime
    from pathlib import Path

    from dialogue_cli.dataset.model import Header, Meeting, Source
    from dialogue_cli.dataset.records import MeetingRecord
    from dialogue_cli.dataset.series import Recurring
    from dialogue_cli.dataset.vocabulary import Vocabularies
    from dialogue_cli.dates.units import Unit
    from dialogue_cli.query.counts import Counts
    from dialogue_cli.query.spread import Spread


class Archive:
    """A dataset, opened. Use `open_archive`; `len` is the number of its meetings.

    Any thread may use it, one at a time. `close` it, or use it in a `with` statement, to let go of its index.

    >>> from dialogue_cli import open_archive
    >>> with open_archive() as archive:
    ...     len(archive), archive.header.principal
    (12, 'European Union')
    """

    def __init__(
        self,
        path: str | os.PathLike[str],
        today: datetime.date | None = None,
        progress: Callable[[int, int], None] | None = None,
    ) -> None:
        self._dataset = os.fspath(path)
        self._today = today
        self._kept = KeptIndex(self._dataset, progress)
        self._ask = self.ask = self._kept.ask

    def __repr__(self) -> str:
        return f"Archive({self._dataset!r}: {self.coverage()})"

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Lets go of the index. Asking a closed archive raises DialogueError."""
        self._kept.current.close()

    @cached_property
    def path(self) -> Path:
        """The dataset: a file, or a folder of them."""
        from pathlib import Path

        path = Path(self._dataset)
        # That of "." has no name.
        return path if path.name.strip(".") else path.resolve()

    @cached_property
    def today(self) -> datetime.date:
        """The day that `last` and `next` count from."""
        from dialogue_cli.dates.periods import today

        return self._today or today()

    @cached_property
    def header(self) -> Header:
        """What the dataset says of itself."""
        from dialogue_cli.dataset.model import Header

        return Header.from_record(self._ask(lambda index: index.header))

    def __len__(self) -> int:
        return self._kept.current.size

    def get(self, identifier: str) -> Meeting | None:
        """The meeting with an id, or None.

        >>> from dialogue_cli import open_archive
        >>> open_archive().get("eu-central-asia-summit-1").outcomes
        ('A strategic partnership was established between the European Union and Central Asia.',)
        """
        found = self.match(identifier)
        return found.meeting if found else None

    def match(self, identifier: str) -> Match | None:
        """The meeting with an id as `find` gives it, or None."""
        row = self._ask(lambda index: index.match(identifier))
        return Match(row, {}, self._record) if row else None

    def _record(self, identifier: str, json: str | None) -> tuple[str, MeetingRecord]:
        """The JSON of a meeting and the record in it; read from the index where it is not at hand."""
        found = json

        def read(index: Index) -> tuple[str, MeetingRecord]:
            nonlocal found
            if found is None:
                row = index.match(identifier)
                found = (row.json if row else None) or "{}"
            text, found = found, None
            # Where this fails, the JSON is read again, from an index made anew.
            return text, cast("MeetingRecord", index.decode(text))

        return self._ask(read)

    def ids(self) -> list[str]:
        """The ids of all meetings, in time order."""
        return self._ask(lambda index: index.ids())

    def sources(self) -> list[Source]:
        """All sources, in the order of the dataset."""
        from dialogue_cli.dataset.model import Source

        return [Source.from_record(record) for record in self._ask(lambda index: index.entries("sources"))]

    def vocabularies(self) -> Vocabularies:
        """The vocabularies, entire, each in the order of the dataset."""
        from dialogue_cli.dataset import vocabulary

        return vocabulary.from_entries(
            self._ask(lambda index: {kind: index.entries(kind) for kind in vocabulary.KINDS})
        )

    def find(self, query: Query, *, records: bool = True, snippets: bool = True) -> Result:
        """The meetings that match a query, in its order.

        Without `records` each record is read when a match is asked for it, so that lines come faster; so they do
        in a search without `snippets`. Raises QueryError for a name that could be several, a search without words,
        or an option without sense.

        >>> from dialogue_cli import Query, open_archive
        >>> for match in open_archive().find(Query(period="2025-12", partner="KZ")):
        ...     print(match.id, match.meeting.date, match.certain)
        eu-kazakhstan-cooperation-council-22 [2025-11-01..2025-12-03] False
        eu-kazakhstan-visa-readmission-talks 2025-12-02 True
        """
        answer = self._kept.answer(
            lambda index: found(index, self._understood(index, query), records=records, snippets=snippets)
        )
        return Result(answer, self._record)

    def _understood(self, index: Index, query: Query) -> Understood:
        return understood(index, query, lambda: self.today)

    def count(self, query: Query) -> int:
        """How many meetings match a query; its limit does not count. Raises QueryError as `find` does.

        >>> from dialogue_cli import Query, open_archive
        >>> open_archive().count(Query(place="Belgium"))
        4
        """
        return self._ask(
            lambda index: found(index, self._understood(index, query), records=False, snippets=False).total()
        )

    def count_by(self, query: Query, fields: str | Sequence[str] = ()) -> Counts:
        """How many of the meetings that match have which year, partner, …: one of `countable.FIELDS`, two, or none.

        A meeting counts for each of its values: for each year or month in which it lies for certain, the
        principal left out, a place by its city where it has one. The order of the query is not heeded; its
        `reverse` turns the order of the first field's values round, and its `limit` keeps so many of each field and
        sums the others (see `Counts.cut`).
        Raises QueryError for an unknown field, for three, and for what `find` raises it.

        >>> from dialogue_cli import Query, open_archive
        >>> list(open_archive().count_by(Query(), "status"))
        [(('held',), 10), (('agreed',), 1), (('planned',), 1)]
        """
        from dialogue_cli.index.counting import counts
        from dialogue_cli.query.countable import parse_fields

        wanted = parse_fields([fields] if isinstance(fields, str) else fields)
        return self._ask(lambda index: counts(index, self._understood(index, query), wanted))

    def spread(
        self, query: Query, field: str | None = None, among: Collection[str] | None = None, unit: Unit | None = None
    ) -> Spread:
        """The meetings that match, or those of the ids `among`, in groups of one date and one value of a field."""
        from dialogue_cli.index.spread import spread

        return self._ask(lambda index: spread(index, self._understood(index, query), field, among, unit))

    def series(self, names: Sequence[str] = ()) -> tuple[list[Recurring], list[str]]:
        """The recurring formats with their rounds: all of them, or those that names mean; and notes about the names.

        Those of the vocabulary come first, in its order, also when no meeting is of them. Names are resolved
        as by `find`; raises QueryError for one that could be several.

        >>> import datetime
        >>> from dialogue_cli import open_archive
        >>> (found,), notes = open_archive(today=datetime.date(2026, 1, 15)).series(["eu-pakistan-strategic-dialogue"])
        >>> found.ordinals, found.missing, found.next.id
        ([7, 8], ((1, 6),), 'eu-pakistan-strategic-dialogue-8')
        """
        from dialogue_cli.index.recurring import recurring_formats

        return self._ask(lambda index: recurring_formats(index, names, self.today))

    def reading(self, words: Sequence[str], *, exactly: bool = False, first: str = "") -> list[tuple[str, str]]:
        """Which filter of `Query` each name belongs to that is typed without one, with that name.

        Words may be one name together; with `exactly` only whole names, aliases and codes count, and the field `first`
        comes before the others. Raises QueryError for a word that belongs to no name.

        >>> from dialogue_cli import open_archive
        >>> open_archive().reading(["kazakhstan", "human", "rights", "2025"])
        [('partner', 'kazakhstan'), ('topic', 'human rights'), ('period', '2025')]
        """
        from dialogue_cli.index.reading import reading

        return self._ask(lambda index: reading(index, words, lambda: self.today, exactly=exactly, first=first))

    def names(self, field: str, start: str = "") -> list[tuple[str, str]]:
        """The names of a field (a filter of `Query`, or `id`) that begin so, each with a few words about it."""
        if field == "id":
            return self._ask(lambda index: index.names.ids_beginning(start))
        found = self._ask(lambda index: index.names.beginning(field, start))
        return [(name, plural(count, "meeting")) for name, count in found]

    def names_of_meetings(self, field: str) -> dict[str, tuple[str, str]]:
        """Every name that meetings bear in a field, with its entity and the name to show for that."""
        return self._ask(lambda index: index.names.of_meetings(field))

    def entity(self, field: str, typed: str) -> tuple[str, str] | None:
        """The entity that an exact name, alias or code leads to, and the name to show for it; None for none."""
        return self._ask(lambda index: index.names.named(field, key(typed)))

    def label(self, field: str, typed: str) -> str:
        """The name that an exact name, alias or code stands for; what was typed where it stands for none.

        >>> from dialogue_cli import open_archive
        >>> open_archive().label("partner", "KZ")
        'Kazakhstan'
        """
        return (self.entity(field, typed) or ("", typed))[1]

    def series_name(self, named: str) -> str:
        """The name of a series that a record names by its id, its name or an alias; its id where it has no name."""
        return self.label("series", named)

    def spellings(self, field: str) -> list[tuple[str, str]]:
        """Every spelling that leads to a name of a field, with that name."""
        return self._ask(lambda index: index.names.spellings_of_all(field))

    def span(self) -> tuple[str | None, str | None]:
        """The earliest and the latest day that is known of any meeting, as ISO days."""
        return self._ask(lambda index: index.span())

    def accounts(self) -> dict[str | None, tuple[int, int, int]]:
        """How many meetings, quotes and claims rest on each source that is quoted, by its id; under None, on any."""
        return self._ask(lambda index: index.accounts())

    def coverage(self) -> str:
        """How many meetings the archive holds, and of which time: `"12 meetings, 2022 to 2025 or later"`."""
        return self._ask(lambda index: index.coverage())


def open_archive(
    path: str | os.PathLike[str] | None = None,
    *,
    today: datetime.date | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Archive:
    """Opens a dataset: a YAML file or a folder of them, by default the bundled one.

    `today` is what `last` and `next` count from; by default DIALOGUE_TODAY or the clock says. `progress`
    is told the bytes read and their total while an index is made.
    Raises UnreadableError when there is nothing to read and DatasetError when the dataset has errors.

    >>> from dialogue_cli import UnreadableError, open_archive
    >>> try:
    ...     open_archive("no-such-file.yaml")
    ... except UnreadableError as error:
    ...     print(error)
    no-such-file.yaml cannot be read: No such file or directory
    """
    return Archive(chosen_dataset(path), today, progress)
