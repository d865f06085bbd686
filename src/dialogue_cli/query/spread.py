"""How meetings are spread over time: what an index answers, and how many lie in each of some periods."""

from __future__ import annotations

import datetime
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from dialogue_cli.dates.edtf import Period

Span = tuple[str, str]
"""The first and the last day of a period, as ISO days."""
NOWHERE = (0, 0)


class Extent(NamedTuple):
    """The bounds of a date as ISO days, None where it is open; see `dates.edtf.Edtf`."""

    earliest: str | None
    last_start: str | None
    first_end: str | None
    latest: str | None
    qualified: int

    @property
    def is_dated(self) -> bool:
        """Whether there is a date at all."""
        return self.earliest is not None or self.latest is not None

    @property
    def is_bounded(self) -> bool:
        """Whether both ends are known."""
        return self.earliest is not None and self.latest is not None

    @property
    def is_open(self) -> bool:
        """Whether there is a date that has no limit at one end."""
        return self.is_dated and not self.is_bounded


class Group(NamedTuple):
    """Meetings that have one date and, if it was asked for, one name in common."""

    name: str | None
    extent: Extent
    meetings: int
    unheld: int
    """How many of them were not held: planned, agreed, postponed or cancelled."""
    possible: int
    """How many of them are only possibly among those asked for."""


class Spread(NamedTuple):
    """All meetings that match a query, in groups; `period` is the one that was asked about."""

    groups: list[Group]
    period: Period | None
    notes: list[str]


class Tally(NamedTuple):
    """How many meetings lie in a period: certainly, how many of these were not held, and only possibly."""

    certain: int = 0
    unheld: int = 0
    possible: int = 0


def span(period: Period, within: Period | None) -> Span | None:
    """A period as far as it is within another one; None where it is not."""
    try:
        inside = period.intersection(within) if within else period
    except ValueError:
        return None
    first, last = inside.start or datetime.date.min, inside.end or datetime.date.max
    return first.isoformat(), last.isoformat()


class Spans:
    """Periods in their order that do not overlap: finds in which of them a date lies."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self._firsts = [first for first, _ in spans]
        self._lasts = [last for _, last in spans]

    def __len__(self) -> int:
        return len(self._firsts)

    def possibly(self, extent: Extent) -> tuple[int, int]:
        """In which a date may lie, as in `range`: those that some reading of it has a day in."""
        start = 0 if extent.earliest is None else bisect_left(self._lasts, extent.earliest)
        end = len(self) if extent.latest is None else bisect_right(self._firsts, extent.latest)
        return start, max(start, end)

    def certainly(self, extent: Extent) -> tuple[int, int]:
        """In which a date lies for certain, as in `range`: those that every reading of it has a day in."""
        if extent.qualified or extent.last_start is None or extent.first_end is None:
            return NOWHERE
        start, end = bisect_left(self._lasts, extent.last_start), bisect_right(self._firsts, extent.first_end)
        return start, max(start, end)

    def tallies(self, groups: Iterable[Group]) -> list[Tally]:
        """How many meetings lie in each period."""
        size = len(self) + 1
        certain, unheld, all_ = [0] * size, [0] * size, [0] * size
        for group in groups:
            start, end = self.certainly(group.extent)
            certain[start] += group.meetings
            certain[end] -= group.meetings
            unheld[start] += group.unheld
            unheld[end] -= group.unheld
            start, end = self.possibly(group.extent)
            all_[start] += group.meetings
            all_[end] -= group.meetings
        sums = zip(accumulate(certain), accumulate(unheld), accumulate(all_), strict=True)
        return [Tally(sure, off, every - sure) for sure, off, every in sums][:-1]

    def names(self, groups: Iterable[Group]) -> Iterator[tuple[dict[str, int], dict[str, int]]]:
        """How many meetings of each period have which name: those certainly in it, and those only possibly."""
        found: list[tuple[dict[str, int], dict[str, int]]] = [({}, {}) for _ in range(len(self))]
        for group in groups:
            if group.name is None:
                continue
            sure = range(*self.certainly(group.extent))
            for i in range(*self.possibly(group.extent)):
                counts = found[i][0 if i in sure else 1]
                counts[group.name] = counts.get(group.name, 0) + group.meetings
        yield from found
