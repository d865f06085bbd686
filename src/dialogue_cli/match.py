"""The answer to a query, and a meeting that matches it: what every view and format is given."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from dialogue_cli.index.queries import Row
from dialogue_cli.index.schema import POSSIBLE, SEPARATOR

if TYPE_CHECKING:
    from dialogue_cli.dataset.model import Meeting
    from dialogue_cli.dataset.records import MeetingRecord
    from dialogue_cli.index.kept import Answer
    from dialogue_cli.query.query import Query

    Reader = Callable[[str, str | None], tuple[str, MeetingRecord]]


# The records' own classes are imported where one is decoded: most lines are written without any.
class Match:
    """A meeting that matches a query, and how.

    `id`, `date` (EDTF), `status`, `place` (all places) and `title` are text as a line shows it, `partners` is a tuple
    of names; `people` counts those who took part, and `person` is the one, where it is a single one, with whether that
    is certain; `earliest` and `latest` are ISO days, None where the date is open. `certain` says whether the meeting is
    certainly in the period, and was certainly attended by the people asked for; it is None where neither was asked. A
    search adds `score` (higher is better), `snippet` and `missing` (the words that the meeting lacks); `matched` maps
    what was typed to what it was taken for. `record` and `meeting` hold the whole record.

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


class Result:
    """The answer to a query: iterate over its matches, as often as you like; `notes` say what a reader must know.

    `query` is what was asked; `matched` maps what was typed to what it was taken for.

    >>> from dialogue_cli import Query, open_archive
    >>> result = open_archive().find(Query(partner="Pakstan", status="planned"))
    >>> [match.id for match in result], result.notes
    (['eu-pakistan-strategic-dialogue-8'], ['no partner "Pakstan"; taken for "Pakistan"'])
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

    def __repr__(self) -> str:
        return f"Result(notes={self.notes!r}, matched={self.matched!r})"
