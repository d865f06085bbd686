"""Counting: by which fields, in which order the values stand, and what comes out."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any

from dialogue_cli.query.countable import TIMES
from dialogue_cli.text import key, plural

UNCERTAIN = "uncertain"
"""The value of a meeting that has a date which lies in no year (month) for certain."""


class Others(Enum):
    """The type of `OTHERS`: not a text, since a partner may well be called "others"."""

    OTHERS = "others"


OTHERS = Others.OTHERS
"""Stands for all the values of a field that a limit leaves out."""
Value = str | Others | None
# A notebook shows at most so many values of the first and of the second field.
_SHOWN = (40, 12)


@dataclass(frozen=True, slots=True, repr=False)
class Counts:
    """How many meetings there are of each value.

    A meeting counts for each of its values, under None when it has none. `cells` maps values, one for each
    of `fields`, to a number of meetings, without zeros. `totals` holds for each field its values in order,
    with the number of meetings that have them: each meeting counts once. Where years (months) are the only
    field, those without a meeting stand between the others, with a zero. `several` says for each field how
    many meetings have more than one value, `meetings` how many were counted, and `others` how many values of
    each field are summed under OTHERS; see `cut`. `possible` and `possible_totals` say of how many of the meetings
    of a cell and of a total a person only possibly took part; both are without zeros.

    Iterating gives the cells with their numbers, `rows` the same as plain dicts, `len` how many there are. A notebook
    shows a table.

    >>> counts = Counts(("kind",), {("visit",): 2}, ({"visit": 2},), (0,), meetings=2, others=(0,), notes=())
    >>> counts, list(counts), counts.rows()
    (Counts(by kind: 1 cell, 2 meetings), [(('visit',), 2)], [{'kind': 'visit', 'count': 2}])
    """

    fields: tuple[str, ...]
    cells: Mapping[tuple[Value, ...], int]
    totals: tuple[Mapping[Value, int], ...]
    several: tuple[int, ...]
    meetings: int
    others: tuple[int, ...]
    notes: tuple[str, ...]
    possible: Mapping[tuple[Value, ...], int] = dataclasses.field(default_factory=dict)
    possible_totals: tuple[Mapping[Value, int], ...] = ()

    def __iter__(self) -> Iterator[tuple[tuple[Value, ...], int]]:
        """The cells in the order of the values: of the first field, then of the second."""
        if not self.fields:
            yield (), self.meetings
        elif len(self.fields) == 1:
            for value, number in self.totals[0].items():
                yield (value,), number
        else:
            places = [{value: place for place, value in enumerate(totals)} for totals in self.totals]
            order = sorted(self.cells, key=lambda cell: [at[value] for at, value in zip(places, cell, strict=True)])
            for cell in order:
                yield cell, self.cells[cell]

    def __len__(self) -> int:
        return (len(self.cells) if len(self.fields) > 1 else len(self.totals[0])) if self.fields else 1

    def __repr__(self) -> str:
        by = f"by {' and '.join(self.fields)}: {plural(len(self), 'cell')}, " if self.fields else ""
        return f"Counts({by}{plural(self.meetings, 'meeting')})"

    def rows(self) -> list[dict[str, Any]]:
        """A plain dict for each cell: its value of each field, `count`, and where people are counted `possible`.

        A value that is a sum stands under its `others_label`.

        >>> from dialogue_cli import Query, open_archive
        >>> open_archive().count_by(Query(limit=1), "status").rows()
        [{'status': 'held', 'count': 10}, {'status': 'others (2)', 'count': 2}]
        """
        return [
            {field: self.label(i, value) for i, (field, value) in enumerate(zip(self.fields, cell, strict=True))}
            | {"count": number}
            | ({"possible": self.possible.get(cell, 0)} if "person" in self.fields else {})
            for cell, number in self
        ]

    def label(self, place: int, value: Value) -> str | None:
        """A value of the field at a place, as text; of OTHERS its `others_label`."""
        return self.others_label(place) if value is OTHERS else value

    def others_label(self, place: int, word: str = OTHERS.value) -> str:
        """What stands for OTHERS in the field at a place: `others (3)`, which no value of the field is called."""
        label = f"{word} ({self.others[place]:,})"
        while label in self.totals[place]:
            label = f"all {label}"
        return label

    def _repr_html_(self) -> str:
        from dialogue_cli.notebook import html_table

        shown = self.cut(_SHOWN[: len(self.fields)])
        header, rows = shown._matrix() if len(self.fields) > 1 else shown._column()
        about = plural(self.meetings, "meeting")
        if len(self.fields) > 1 and self.possible:
            about += "; ? marks numbers some of whose meetings are only possible"
        if shown.others != self.others:
            about += "; others are summed: rows() has all, cut(n) shows n of each"
        return html_table(header, rows, about, texts=min(len(self.fields), 1))

    def _column(self) -> tuple[list[object], list[list[object]]]:
        rows = self.rows()
        return list(rows[0]) if rows else [], [["(none)" if v is None else v for v in row.values()] for row in rows]

    def _matrix(self) -> tuple[list[object], list[list[object]]]:
        """The two fields as a table, with the totals of both."""
        down, across = self.totals

        def cell(value: Value, other: Value) -> str:
            number = self.cells.get((value, other), 0)
            return (f"{number:,}" if number else "") + ("?" if (value, other) in self.possible else "")

        names = [[self.label(i, value) or "(none)" for value in totals] for i, totals in enumerate((down, across))]
        rows: list[list[object]] = [
            [name, *(cell(value, other) for other in across), total]
            for name, (value, total) in zip(names[0], down.items(), strict=True)
        ]
        return [self.fields[0], *names[1], "Total"], [*rows, ["Total", *across.values(), self.meetings]]

    def cut(self, limit: int | Sequence[int]) -> Counts:
        """The counts with at most so many values of each field, and the sum of the others under OTHERS.

        One limit is for all fields, several are for each its own.

        Of years and months the newest are kept, of other fields the first in order. What says nothing of a value
        (UNCERTAIN, None) is always kept, and stands behind the others. The total of OTHERS is the sum of theirs: a
        meeting with two of these values counts for each.

        >>> counts = Counts(("kind",), {("visit",): 2, ("talks",): 1}, ({"visit": 2, "talks": 1},), (0,), 3, (0,), ())
        >>> list(counts.cut(1))
        [(('visit',), 2), ((<Others.OTHERS: 'others'>,), 1)]
        """
        limits = [limit] * len(self.fields) if isinstance(limit, int) else limit
        kept = [_kept(field, all_, n) for field, all_, n in zip(self.fields, self.totals, limits, strict=True)]
        totals, others = [], []
        for field, all_, known, before in zip(self.fields, self.totals, kept, self.others, strict=True):
            left_out = {value: number for value, number in all_.items() if value not in known}
            found = {value: number for value, number in all_.items() if value in known}
            if left_out:
                found[OTHERS] = sum(left_out.values())
            totals.append(_with_last(field, found))
            others.append(before + sum(1 for value, number in left_out.items() if number and value is not OTHERS))
        return replace(
            self,
            cells=_summed(self.cells, kept),
            totals=tuple(totals),
            others=tuple(others),
            possible=_summed(self.possible, kept),
            possible_totals=tuple(_sum_of(one, known) for one, known in zip(self.possible_totals, kept, strict=False)),
        )


def _summed(cells: Mapping[tuple[Value, ...], int], kept: Sequence[set[Value]]) -> dict[tuple[Value, ...], int]:
    """Cells with OTHERS in the place of every value that is not kept."""
    found: Counter[tuple[Value, ...]] = Counter()
    for cell, number in cells.items():
        found[tuple(v if v in known else OTHERS for v, known in zip(cell, kept, strict=True))] += number
    return dict(found)


def _sum_of(totals: Mapping[Value, int], kept: set[Value]) -> dict[Value, int]:
    """The numbers of some values, and under OTHERS the sum of those that are not kept."""
    return {value: number for (value,), number in _summed({(v,): n for v, n in totals.items()}, [kept]).items()}


def _kept(field: str, totals: Mapping[Value, int], limit: int) -> set[Value]:
    """The values that stay within a limit."""
    last = _last(field)
    values = [value for value in totals if value is not OTHERS and value not in last]
    if field in TIMES:
        values.sort(key=str, reverse=True)
    return {*values[:limit], *last}


def note_of_several(field: str, meetings: int) -> str:
    """The note about so many meetings that have several values of a field."""
    has, count = ("has", "counts") if meetings == 1 else ("have", "count")
    return f"{plural(meetings, 'meeting')} {has} more than one {field} and {count} for each"


def in_order(field: str, totals: Mapping[Value, int], *, reverse: bool = False) -> dict[Value, int]:
    """The values in time order, or the most frequent first; what says nothing of a value comes last, always."""
    last = _last(field)
    values = [value for value in totals if isinstance(value, str) and value not in last]
    if field in TIMES:
        values.sort(reverse=reverse)
    else:
        values.sort(key=lambda value: (-totals[value], key(value), value), reverse=reverse)
    return _with_last(field, {**dict.fromkeys(values, 0), **totals})


def _last(field: str) -> tuple[Value, ...]:
    """What says nothing of a value of a field: it comes last, and no limit leaves it out."""
    return (UNCERTAIN, None) if field in TIMES else (None,)


def _with_last(field: str, totals: Mapping[Value, int]) -> dict[Value, int]:
    """The values in their order, but last what says nothing of one."""
    last = _last(field)
    values = [value for value in totals if value not in last]
    return {value: totals[value] for value in (*values, *last) if value in totals}


def without_gaps(field: str, totals: Mapping[Value, int]) -> dict[Value, int]:
    """Years or months in order, either way, with a zero for each between two of them that has no meeting.

    >>> without_gaps("month", {"2024-11": 2, "2025-01": 1, None: 4})
    {'2024-11': 2, '2024-12': 0, '2025-01': 1, None: 4}
    """
    if field not in TIMES:
        return dict(totals)
    times = [value for value in totals if isinstance(value, str) and value != UNCERTAIN]
    if not times:
        return dict(totals)
    every = times_between(field, min(times), max(times))
    if times[0] > times[-1]:
        every.reverse()
    return _with_last(field, {**dict.fromkeys(every, 0), **totals})


def times_between(field: str, first: str, last: str) -> list[str]:
    """The years or months from one to another; none where the other is before it.

    >>> times_between("month", "2024-11", "2025-02")
    ['2024-11', '2024-12', '2025-01', '2025-02']
    """
    return [_name(field, number) for number in range(_number(first), _number(last) + 1)]


def _number(value: str) -> int:
    """A year or a month as a number that grows by one from each to the next."""
    year, _, month = value.partition("-")
    return int(year) * 12 + int(month) - 1 if month else int(year)


def _name(field: str, number: int) -> str:
    """The year or the month with a number."""
    return f"{number:04d}" if field == "year" else f"{number // 12:04d}-{number % 12 + 1:02d}"
