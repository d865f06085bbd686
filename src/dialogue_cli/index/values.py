"""What meetings are counted under, in SQL: each meeting with each of its values.

The links of a field are read name by name, as they lie in their index, and until the few answers of a question are
read a value is the number of a name: of a million meetings, whatever looks at texts or sorts takes ten times as long.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from dialogue_cli.index.filters import Clause
from dialogue_cli.index.placed import VALUES
from dialogue_cli.query.countable import TIMES
from dialogue_cli.query.counts import UNCERTAIN, times_between

if TYPE_CHECKING:
    from dialogue_cli.index.queries import Index

# The links of so small a share of the meetings are looked up meeting by meeting.
_FEW = 1 / 6
_LENGTH = {"year": 4, "month": 7}


class Chosen:
    """The meetings that are counted: those for which a clause holds; `certain` leaves out people who are not."""

    def __init__(self, index: Index, clause: Clause, *, certain: bool) -> None:
        self.index = index
        self.certain = certain
        self._clause, self._values = clause
        self.number: int = next(self.rows("SELECT count(*) FROM chosen"))[0]

    def rows(self, question: str, values: Sequence[Any] = (), tables: Mapping[str, str] | None = None) -> Iterator[Any]:
        """The rows of a question about `chosen`, which has the columns of `meeting`, and some tables of `Counted`."""
        all_ = [f"chosen AS NOT MATERIALIZED (SELECT * FROM meeting m WHERE {self._clause})"]
        # In the order of the meetings they are joined in a third less time.
        all_ += [f"{name} AS MATERIALIZED ({table} ORDER BY meeting)" for name, table in (tables or {}).items()]
        return self.index.rows(f"WITH {', '.join(all_)} {question}", [*self._values, *values])

    @property
    def are_few(self) -> bool:
        """Whether to look up what belongs to each of them, rather than to read all that there is."""
        return self.number <= self.index.size * _FEW

    def among(self, column: str) -> str:
        """The condition that a column of another table is the number of one of them."""
        return f"{column} IN (SELECT number FROM chosen)" if self.number < self.index.size else "1"


class Counted(Protocol):
    """How meetings are counted by a field."""

    table: str
    """SQL for each meeting with each value, and whether that is `sure`; nothing where `chosen` has the column."""

    def column(self, table: str) -> str:
        """What is selected of `chosen m` and the table of that name."""

    def read(self, text: Any) -> Sequence[str | None]:
        """The values that this column says."""


class _Times:
    """Years or months: a date is certainly in each from its last possible start to its first possible end."""

    table = ""

    def __init__(self, field: str) -> None:
        self._field = field

    def column(self, _: str) -> str:
        first, last = (f"substr(m.{day}, 1, {_LENGTH[self._field]})" for day in ("last_start", "first_end"))
        return (
            f"CASE WHEN NOT m.qualified AND {first} <= {last} THEN {first} || '/' || {last}"
            f" WHEN m.date IS NOT NULL THEN '{UNCERTAIN}' END"
        )

    def read(self, text: Any) -> Sequence[str | None]:
        if text in (None, UNCERTAIN):
            return (text,)
        first, last = text.split("/")
        return (first,) if first == last else times_between(self._field, first, last)


class _Names:
    """Names, by the label of their entity."""

    def __init__(self, field: str, chosen: Chosen) -> None:
        # What stands behind a plus is not looked up in an index: one of the two is.
        name, meeting = ("+name", "meeting") if chosen.are_few else ("name", "+meeting")
        self.table = (
            "SELECT meeting, name AS value, certain AS sure FROM link"
            f" WHERE {name} IN (SELECT number FROM name WHERE field = '{field}') AND {chosen.among(meeting)}"
            " AND (name, meeting) NOT IN (SELECT name, meeting FROM uncounted)"
        )
        if field == "person" and chosen.certain:
            self.table += " AND certain"
        self._labels = chosen.index.names.labels_by_number(field)

    def column(self, table: str) -> str:
        return f"{table}.value"

    def read(self, text: Any) -> Sequence[str | None]:
        return (None if text is None else self._labels[text],)


class _Places:
    """Places, as `placed` tells them apart."""

    def __init__(self, chosen: Chosen) -> None:
        self.table = f"{VALUES} WHERE {chosen.among('s.meeting')}"

    def column(self, table: str) -> str:
        return f"{table}.value"

    def read(self, text: Any) -> Sequence[str | None]:
        return (text,)


def counted_by(field: str, chosen: Chosen) -> Counted:
    """How meetings are counted by a field of `countable.FIELDS`."""
    return _Times(field) if field in TIMES else _Places(chosen) if field == "place" else _Names(field, chosen)
