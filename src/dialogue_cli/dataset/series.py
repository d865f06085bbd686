"""Recurring formats: which rounds are in the record, which are not, and how far apart they were.

A recorded round implies that the rounds with lower numbers came before it. A round that is not in the record
may well have been held.
"""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from dialogue_cli.dates.edtf import Edtf

Day = datetime.date
Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Round:
    """A meeting of a series; without an ordinal where its documents give none."""

    id: str
    ordinal: int | None
    date: Edtf | None
    status: str
    place: str

    def to_record(self) -> dict[str, Any]:
        """The round as a plain dict; what is absent is left out."""
        record = {
            "ordinal": self.ordinal,
            "id": self.id,
            "date": self.date.text if self.date else None,
            "status": self.status,
            "place": self.place or None,
        }
        return {name: value for name, value in record.items() if value is not None}


@dataclass(frozen=True, slots=True)
class Interval:
    """How many days lay between rounds, as exactly as their dates tell: `most` is None when nothing limits it.

    >>> Interval(least=30, most=None).to_record()
    {'least': 30}
    """

    least: int
    most: int | None

    def to_record(self) -> dict[str, int]:
        """The interval as a plain dict; an open `most` is left out."""
        return {"least": self.least} | ({} if self.most is None else {"most": self.most})


@dataclass(frozen=True, slots=True)
class Recurring:
    """A series and its meetings: by ordinal, those without one after them in time order.

    `missing` holds the first and the last of each run of ordinals that are not in the record. `interval` is
    the median between consecutive rounds that were held; None when the dates do not tell. `last` is the
    last that was held, `next` the first that is still to come.
    """

    id: str
    name: str
    rounds: tuple[Round, ...]
    missing: tuple[Range, ...]
    interval: Interval | None
    last: Round | None
    next: Round | None
    next_is_overdue: bool = False

    @property
    def ordinals(self) -> list[int]:
        """The ordinals in the record, each once."""
        return sorted({found.ordinal for found in self.rounds if found.ordinal is not None})

    def to_record(self) -> dict[str, Any]:
        """The series as a plain dict; what is absent is left out, `rounds` and `missing` are always there."""
        record: dict[str, Any] = {
            "id": self.id,
            "name": self.name,
            "rounds": [found.to_record() for found in self.rounds],
            "missing": [list(run) for run in self.missing],
        }
        if self.interval:
            record["interval_days"] = self.interval.to_record()
        if self.last:
            record["last"] = self.last.id
        if self.next:
            record["next"] = self.next.id
        return record


def recurring(identifier: str, name: str, rounds: Sequence[Round], today: Day) -> Recurring:
    """A series with all that its meetings tell about it."""
    found = tuple(sorted(rounds, key=_place_in_series))
    ordinals = [r.ordinal for r in found if r.ordinal is not None]
    following = next_one(found, today)
    return Recurring(
        identifier,
        name,
        found,
        missing=missing_runs(ordinals),
        interval=median_interval(found),
        last=last_held(found, today),
        next=following,
        next_is_overdue=following is not None and is_overdue(following, today),
    )


def unbroken_runs(numbers: Iterable[int]) -> tuple[Range, ...]:
    """Numbers as the first and last of each unbroken run.

    >>> unbroken_runs([7, 1, 2, 3])
    ((1, 3), (7, 7))
    """
    found: list[Range] = []
    for number in sorted(set(numbers)):
        if found and found[-1][1] == number - 1:
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    return tuple(found)


def missing_runs(ordinals: Iterable[int]) -> tuple[Range, ...]:
    """The runs of ordinals below the highest that are not there.

    >>> missing_runs([7, 8, 10])
    ((1, 6), (9, 9))
    """
    found: list[Range] = []
    before = 0
    for first, last in unbroken_runs(ordinals):
        if first > before + 1:
            found.append((before + 1, first - 1))
        before = last
    return tuple(found)


def median_interval(rounds: Iterable[Round]) -> Interval | None:
    """The median of the days from the start of one held round to that of the next in number.

    Only rounds that follow each other count: between 7 and 9 nobody knows. The median of the least and
    of the most of each are bounds of the true median.
    """
    # Takes long to load, and a card needs only the numbers of this module.
    from statistics import median

    dated: dict[int, Edtf] = {}
    for found in rounds:
        if found.ordinal is not None and found.date and found.status == "held":
            dated.setdefault(found.ordinal, found.date)
    bounds = [_days(date, dated[number + 1]) for number, date in dated.items() if number + 1 in dated]
    if not bounds:
        return None
    least, most = median(low for low, _ in bounds), median(high for _, high in bounds)
    if not least and most == math.inf:
        return None
    return Interval(math.floor(least), None if most == math.inf else math.ceil(most))


def _days(one: Edtf, other: Edtf) -> tuple[float, float]:
    """The least and the most days from the start of one round to the start of the next."""
    if one.qualified or other.qualified:
        return 0, math.inf
    least = (other.earliest - one.last_start).days if other.earliest and one.last_start else 0
    most = (other.last_start - one.earliest).days if other.last_start and one.earliest else math.inf
    # A round comes after the one before it, however wide the windows: where dates contradict, they tell nothing.
    return (max(least, 0), most) if most >= 0 else (0, math.inf)


def last_held(rounds: Iterable[Round], today: Day) -> Round | None:
    """The last round held up to today: the latest with a date; where none has one, that of the highest number."""
    held = [r for r in rounds if r.status == "held" and not (r.date and r.date.earliest and r.date.earliest > today)]
    numbered = [r for r in held if r.ordinal is not None]
    dated = [r for r in held if _moment(r)]
    highest = max(numbered, key=lambda r: (r.ordinal or 0, _moment(r) or Day.min), default=None)
    latest = max(dated, key=lambda r: (_moment(r) or Day.min, r.ordinal or 0), default=None)
    # One without a date may have been at any time: it does not hide one that has a date.
    if latest and not (highest and (_moment(highest) or Day.min) >= (_moment(latest) or Day.min)):
        return latest
    return highest or (held[-1] if held else None)


def next_one(rounds: Iterable[Round], today: Day) -> Round | None:
    """The first round that is still to come; after these the overdue ones, then those without a date."""
    to_come = [r for r in rounds if r.status != "cancelled" and _is_to_come(r, today)]
    return min(
        to_come,
        key=lambda r: (_moment(r) is None, is_overdue(r, today), _moment(r) or Day.max, r.ordinal or math.inf, r.id),
        default=None,
    )


def is_overdue(found: Round, today: Day) -> bool:
    """Whether the day from which a round was to be held has passed, while its date has no known end."""
    date = found.date
    return bool(found.status != "held" and date and date.latest is None and date.earliest and date.earliest < today)


def _is_to_come(found: Round, today: Day) -> bool:
    date = found.date
    if date and date.earliest and date.earliest > today:
        return True
    return found.status != "held" and (date is None or date.latest is None or date.latest >= today)


def _moment(found: Round) -> Day | None:
    return (found.date.earliest or found.date.latest) if found.date else None


def _place_in_series(found: Round) -> tuple[float, Day, str]:
    return found.ordinal if found.ordinal is not None else math.inf, _moment(found) or Day.max, found.id
