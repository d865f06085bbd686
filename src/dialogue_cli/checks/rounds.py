"""Rounds of a series that are there twice, or in the wrong order of time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from dialogue_cli.checks.twins import is_twin
from dialogue_cli.dataset.model import Meeting
from dialogue_cli.dataset.problems import Problem
from dialogue_cli.dataset.reader import Item
from dialogue_cli.dataset.references import Spot
from dialogue_cli.dataset.vocabulary import Series
from dialogue_cli.names import catalogue as names
from dialogue_cli.text import key

# Rounds that are farther apart are not compared where a series is out of order.
_FARTHEST = 40
# What the titles of the parts of one round say.
_RESUMED = (
    r"\b(?:resum\w*|reconven\w*|continu(?:ed|ation)|(?:first|second|third|final) part"
    r"|part (?:\d|[IVX]+\b|one|two|three))"
)


class _Numbered(NamedTuple):
    """A meeting with an ordinal, and where that is written."""

    ordinal: int
    spot: Spot
    meeting: Meeting


class SeriesRounds:
    """Collects the numbered meetings of each series."""

    def __init__(self) -> None:
        self._series: dict[str, str] = {}
        """The id of a series by each of its spellings (its key)."""
        self._rounds: dict[str, list[_Numbered]] = {}
        """By the series as the meetings name it: its id, its name or an alias."""

    def add(self, item: Item) -> None:
        """Takes note of one record."""
        value = item.value
        if isinstance(value, Series):
            for name, _ in names.spellings(value):
                self._series.setdefault(key(name), value.id)
        elif isinstance(value, Meeting) and value.series and value.ordinal:
            spot = Spot(item.file, *item.at("ordinal"))
            self._rounds.setdefault(value.series, []).append(_Numbered(value.ordinal, spot, value))

    def finish(self) -> list[Problem]:
        """Every problem; call it once all records are added."""
        by_series: dict[str, list[_Numbered]] = {}
        for name, found in self._rounds.items():
            by_series.setdefault(self._series.get(key(name), name), []).extend(found)
        problems: list[Problem] = []
        for found in by_series.values():
            found.sort(key=lambda numbered: (numbered.ordinal, numbered.spot))
            problems += _twice(found)
            problems += _out_of_order(found)
        return problems


def _twice(rounds: list[_Numbered]) -> Iterator[Problem]:
    for one, following in pairwise(rounds):
        if one.ordinal == following.ordinal and not _is_explained(one.meeting, following.meeting):
            message = f'"{one.meeting.id}" is also round {one.ordinal} of this series'
            yield following.spot.problem("duplicate-ordinal", message)


def _is_explained(one: Meeting, other: Meeting) -> bool:
    """Whether one round resumes the other, or another problem says that they are one meeting."""
    if one.id == other.id or is_twin(one, other):
        return True
    is_related = other.id in (r.id for r in one.related) or one.id in (r.id for r in other.related)
    return is_related or bool(re.search(_RESUMED, f"{one.title} {other.title}", re.IGNORECASE))


def _out_of_order(rounds: list[_Numbered]) -> Iterator[Problem]:
    """The rounds that must go for the others to be in order, each with the nearest round that it contradicts.

    One wrong date may contradict every other round of its series: it is one problem.
    """
    dated = [one for one in rounds if one.meeting.date and one.meeting.status not in ("cancelled", "postponed")]
    against: dict[int, set[int]] = {}
    for i, j in _contradictions(dated):
        against.setdefault(i, set()).add(j)
        against.setdefault(j, set()).add(i)
    while against:
        # Of two that contradict each other and no third, the later one is as likely wrong.
        worst = max(against, key=lambda i: (len(against[i]), i))
        other = min(against[worst], key=lambda i: (abs(i - worst), i))
        one, near = dated[worst], dated[other]
        word = "before" if other < worst else "after"
        message = f"round {one.ordinal} ({one.meeting.date}) is dated {word} round {near.ordinal} ({near.meeting.date})"
        yield one.spot.problem("ordinal-order", message)
        for i in against.pop(worst):
            against[i].discard(worst)
            if not against[i]:
                del against[i]


def _contradictions(dated: list[_Numbered]) -> Iterator[tuple[int, int]]:
    """The pairs of which the round with the lower number begins only when the other is over.

    Of a series in order, which is nearly every one, only neighbours are compared.
    """
    latest: _Numbered | None = None
    is_in_order = True
    for one in dated:
        if latest and _is_before(one.meeting, latest.meeting):
            is_in_order = False
        if latest is None or _begins_later(one.meeting, latest.meeting):
            latest = one
    if is_in_order:
        return
    for j, one in enumerate(dated):
        for i in range(max(j - _FARTHEST, 0), j):
            if dated[i].ordinal < one.ordinal and _is_before(one.meeting, dated[i].meeting):
                yield i, j


def _begins_later(one: Meeting, other: Meeting) -> bool:
    """Whether the first possible day of one meeting is after that of another."""
    first = one.date.earliest if one.date else None
    second = other.date.earliest if other.date else None
    return first is not None and (second is None or first > second)


def _is_before(one: Meeting, other: Meeting) -> bool:
    """Whether one meeting was over before the other can have begun."""
    if not one.date or not other.date or not one.date.latest or not other.date.earliest:
        return False
    return one.date.latest < other.date.earliest
