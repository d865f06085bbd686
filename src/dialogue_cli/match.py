"""The answer to a query, and a meeting that matches it: what every view and format is given."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Any

from dialogue_cli.errors import DialogueError
from dialogue_cli.index.queries import Row
from dialogue_cli.index.schema import POSSIBLE, SEPARATOR
from dialogue_cli.text import plural

if TYPE_CHECKING:
    from dialogue_cli.dataset.model import Meeting
    from dialogue_cli.dataset.records import MeetingRecord
    from dialogue_cli.index.kept import Answer
    from dialogue_cli.query.query import Query

    Reader = Callable[[str, str | None], tuple[str, MeetingRecord]]


# A notebook shows at most so many meetings.
_SHOWN = 40


# The records' own classes are imported where one is decoded: most lines are written without any.
class Match:
    """A meeting that matches a query, and how.

    `id`, `date` (EDTF), `status`, `place` (all places) and `title` are text as a line shows it, `partners` is a tuple
    of names; `people` counts those who took part, and `person` is the one, where it is a single one, with whether that
    is certain; `earliest` and `latest` are ISO days, None where the date is open. `certain` says whether the meeting is
    certainly in the period, and was certainly attended by the people asked for; it is None where neither was asked. A
    search adds `score` (higher is better), `snippet` and `missing` (the words that the meeting lacks); `matched` maps
    what was typed to what it was taken for. `record` and `meeting` hold the whole record, `row` what fits a table.

    >>> from dialogue_cli import Query, open_archive
    >>> match = next(iter(open_archive().find(Query(words="readmission", kind="negotiation"))))
    >>> match.id, match.place, match.meeting.place.city, match.certain
    ('eu-kazakhstan-visa-readmission-talks', 'Brussels', 'Brussels', None)
    """

    def __init__(self, row: Row, matched: dict[str, str], read: Reader) -> None:
        self.id = row.id
        self.date = row.date
        self.status = row.status
        self.partners = tuple(row.partners.split(SEPARATOR)) if row.partners else ()
        self.place = row.place.replace(SEPARATOR, "; ")
        self.title = row.title
        name, mark, _ = row.person.partition(POSSIBLE)
        self.person = (name, not mark) if name else None
        self.people = row.people
        self.earliest = row.earliest
        self.latest = row.latest
        self.certain = None if row.certain is None else bool(row.certain)
        self.score = row.score
        self.snippet = row.snippet
        self.missing = row.missing
        self.matched = matched
        self._row_json = row.json
        self._read = read

    def __repr__(self) -> str:
        about = "" if self.certain is None else f", certain={self.certain}"
        return f"Match({self.id!r}, {self.date!r}, {self.title!r}{about})"

    @cached_property
    def _json_and_record(self) -> tuple[str, MeetingRecord]:
        return self._read(self.id, self._row_json)

    @property
    def marked_status(self) -> str:
        """The status as one word: `held`, or `held?` for a meeting only possibly among those asked for."""
        return self.status + ("?" if self.certain is False else "")

    @property
    def json(self) -> str:
        """The record as JSON, in one line."""
        return self._json_and_record[0]

    @property
    def record(self) -> MeetingRecord:
        """The meeting in the form of the dataset; see `dialogue_cli.dataset.records`."""
        return self._json_and_record[1]

    @cached_property
    def meeting(self) -> Meeting:
        """The meeting as a dataclass."""
        from dialogue_cli.dataset.model import Meeting

        return Meeting.from_record(self.record)

    def row(self) -> dict[str, Any]:
        """What a line shows and a table can hold, as a plain dict, the same keys for every meeting.

        `city` and `country` are those of the first place; what is not known is None, and `partners` a list.

        >>> from dialogue_cli import open_archive
        >>> row = open_archive().match("eu-kazakhstan-cooperation-council-22").row()
        >>> row["earliest"], row["latest"], row["kind"], row["city"], row["partners"]
        ('2025-11-01', '2025-12-03', 'council', 'Brussels', ['Kazakhstan'])
        """
        record = self.record
        first = self.meeting.place
        return {
            "id": self.id,
            "date": self.date,
            "earliest": self.earliest,
            "latest": self.latest,
            "status": self.status,
            "certain": self.certain,
            **{field: record.get(field) for field in ("kind", "mode", "series", "ordinal")},
            "city": first.city if first else None,
            "country": first.country if first else None,
            "partners": list(self.partners),
            "title": self.title,
        }


class Result:
    """The answer to a query: iterate over its matches, as often as you like; `notes` say what a reader must know.

    `count` is the number of matches, `rows` gives them as plain dicts. `query` is what was asked; `matched` maps what
    was typed to what it was taken for. A notebook shows a table.

    >>> from dialogue_cli import Query, open_archive
    >>> result = open_archive().find(Query(partner="Pakstan", status="planned"))
    >>> [match.id for match in result], result.notes
    (['eu-pakistan-strategic-dialogue-8'], ['no partner "Pakstan"; taken for "Pakistan"'])
    >>> result
    Result(1 meeting, notes=['no partner "Pakstan"; taken for "Pakistan"'], matched={'Pakstan': 'Pakistan'})
    """

    def __init__(self, answer: Answer, read: Reader) -> None:
        self._answer = answer
        self._read = read
        criteria, self.notes, self.matched = answer.understood
        self.query: Query = criteria.query

    def __iter__(self) -> Iterator[Match]:
        return (Match(row, self.matched, self._read) for row in self._answer.rows())

    def total(self) -> int:
        """How many meetings match, whatever the limit of the query."""
        return self._answer.ask(lambda found: found.total())

    def differ(self, column: str, match: Match) -> bool:
        """Whether one of the matches has another `title`, `person`, `partners` or `place` than this one."""
        return self._answer.ask(lambda found: found.differ(column, match.id))

    # No __len__: list() would ask for it, and read everything twice.
    @cached_property
    def count(self) -> int:
        """The number of matches."""
        total, limit = self.total(), self.query.limit
        return total if limit is None else min(total, limit)

    def __bool__(self) -> bool:
        return bool(self.count)

    def rows(self) -> list[dict[str, Any]]:
        """The `Match.row` of each match.

        >>> from dialogue_cli import Query, open_archive
        >>> [row["ordinal"] for row in open_archive().find(Query(topic="counter-terrorism", kind="dialogue")).rows()]
        [1, 12, 7]
        """
        return [match.row() for match in self]

    def __repr__(self) -> str:
        said = "".join(f", {name}={value!r}" for name in ("notes", "matched") if (value := getattr(self, name)))
        try:
            return f"Result({plural(self.count, 'meeting')}{said})"
        except DialogueError as error:
            return f"Result({error}{said})"

    def _repr_html_(self) -> str:
        from dialogue_cli.notebook import html_table

        header = ("date", "status", "partners", "place", "title", "id")
        shown = islice(self, _SHOWN)
        rows = [(m.date, m.marked_status, "; ".join(m.partners), m.place, m.title, m.id) for m in shown]
        about = plural(self.count, "meeting")
        if len(rows) < self.count:
            about += f"; the first {len(rows)} are shown, rows() has all"
        return html_table(header, rows, ". ".join([about, *self.notes]), texts=len(header))
