"""Which rows are in the dataset already, or stand twice, and which are likely the same meeting as another one."""

from __future__ import annotations

import datetime
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from dialogue_cli.curate.adding.likely import (
    LOOKED_AT,
    WIDEST,
    Likely,
    Naming,
    is_narrow,
    likely_reason,
    parties,
    title_likeness,
)
from dialogue_cli.curate.importing.records import Made
from dialogue_cli.curate.importing.report import AGAIN, CHANGED, LEFT_OUT, LIKELY, THERE, Remark
from dialogue_cli.dataset.model import Meeting, Record
from dialogue_cli.text import fold, key

_NO_PARTY = ""
_NEIGHBOURS = 25
"""So many rows of the same party and time are compared with each."""


class Sorted(NamedTuple):
    """The records that are new, and what is said of the others."""

    new: list[Made]
    remarks: list[Remark]


class _Pair(NamedTuple):
    """Two meetings that may be one; `other` is the index of another row, or a meeting of the dataset."""

    score: float
    row: int
    other: int | str
    reason: str


def sorted_out(made: list[Made], there: Iterable[Meeting], names: Naming, *, skip_likely: bool = False) -> Sorted:
    """Compares rows with one another and with the meetings of a dataset."""
    remarks: list[Remark] = []
    rows = _once(made, remarks)
    compared = _Compared(rows, names)
    matched: dict[str, str] = {}
    pairs: list[_Pair] = []
    for meeting in there:
        if known := compared.known(meeting):
            matched[known.record["id"]] = meeting.id
            remarks.append(_told(known, meeting))
        else:
            pairs += compared.pairs_with(meeting)
    pairs += compared.pairs_among()
    left = {i for i, one in enumerate(rows) if one.record["id"] not in matched}
    found = _one_to_one([pair for pair in pairs if pair.row in left], left)
    out = {pair.row for pair in found} if skip_likely else set()
    for pair in sorted(found, key=lambda pair: pair.row):
        remarks.append(_said(rows, pair, skip_likely))
    return Sorted([rows[i] for i in sorted(left - out)], remarks)


def _once(made: list[Made], remarks: list[Remark]) -> list[Made]:
    """The rows without those whose id another row has: the same row again, or one that contradicts it."""
    first: dict[str, Made] = {}
    for one in made:
        known = first.setdefault(one.record["id"], one)
        if known is one:
            continue
        if known.record == one.record:
            done = f"the same as {known.place}; added once"
            remarks.append(Remark(AGAIN, one.file, one.row, "", one.record["id"], done))
        else:
            lines = Likely(_meeting(known.record), "").differences(_meeting(one.record))
            done = f"another row has this id ({known.place}); not added: {'; '.join(lines)}"
            remarks.append(Remark(CHANGED, one.file, one.row, "", one.record["id"], done))
    return list(first.values())


def _told(row: Made, meeting: Meeting) -> Remark:
    """What is said of a row whose meeting is in the dataset. What the curator added there is no difference."""
    there = meeting.to_record()
    differing = {name for name, value in row.record.items() if name != "id" and there.get(name) != value}
    if not differing:
        return Remark(THERE, row.file, row.row, "", meeting.id, "in the dataset already")
    new = _meeting({name: row.record[name] for name in row.record if name in differing or name in ("id", "title")})
    lines = [line for line in Likely(meeting, "").differences(new) if not line.startswith("only there")]
    return Remark(CHANGED, row.file, row.row, "", meeting.id, f"differs; the record stays as it is: {'; '.join(lines)}")


def _said(rows: list[Made], pair: _Pair, is_left_out: bool) -> Remark:
    one = rows[pair.row]
    if isinstance(pair.other, int):
        other = f"{rows[pair.other].place} ({rows[pair.other].record['id']})"
    else:
        other = f"{pair.other} of the dataset"
    what, begin = (LEFT_OUT, "left out") if is_left_out else (LIKELY, "added")
    done = f"{begin}; may be the same as {other}: {pair.reason}"
    return Remark(what, one.file, one.row, "", one.record["id"], done)


def _meeting(record: Record) -> Meeting:
    return Meeting.from_record({"title": "", **record})


class _Compared:
    """The rows, findable by what a meeting that is the same has too: id, round, day and party."""

    def __init__(self, rows: list[Made], names: Naming) -> None:
        self._names = names
        self._rows = rows
        self._meetings = [_meeting(one.record) for one in rows]
        self._ids = {one.record["id"]: i for i, one in enumerate(rows)}
        self._made_ids = {one.digest: i for i, one in enumerate(rows) if one.digest}
        self._rounds: dict[tuple[str, int], list[int]] = {}
        self._titles: dict[str, list[int]] = {}
        self._days: dict[str, list[tuple[datetime.date, str, int]]] = {}
        # Those of one day by their titles: what is alike stands together.
        for i, meeting in enumerate(self._meetings):
            self._take(i, meeting)
        for days in self._days.values():
            days.sort()

    def _take(self, i: int, meeting: Meeting) -> None:
        if meeting.series and meeting.ordinal:
            self._rounds.setdefault((key(self._names.series_name(meeting.series)), meeting.ordinal), []).append(i)
        if is_narrow(meeting):
            assert meeting.date is not None
            first = meeting.date.earliest or datetime.date.min
            title = fold(meeting.title)
            for party in parties(meeting, self._names) or (_NO_PARTY,):
                self._days.setdefault(party, []).append((first, title, i))
        else:
            self._titles.setdefault(meeting.title, []).append(i)

    def known(self, meeting: Meeting) -> Made | None:
        """The row that a meeting of the dataset was made of, by one of its ids."""
        for identifier in (meeting.id, *meeting.former_ids):
            at = self._ids.get(identifier)
            at = self._made_ids.get(identifier.rpartition("-")[2]) if at is None else at
            if at is not None:
                return self._rows[at]
        return None

    def pairs_with(self, meeting: Meeting) -> Iterator[_Pair]:
        """The rows that may be a meeting of the dataset."""
        for i in dict.fromkeys(self._near(meeting)):
            if reason := likely_reason(self._meetings[i], meeting, self._names):
                # A meeting that is there already comes before another row.
                yield _Pair(1 + title_likeness(self._meetings[i], meeting), i, meeting.id, reason)

    def pairs_among(self) -> Iterator[_Pair]:
        """The rows that may be one meeting, the later one first."""
        for i, j in self._neighbours():
            one, other = self._meetings[j], self._meetings[i]
            if reason := likely_reason(one, other, self._names):
                yield _Pair(title_likeness(one, other), j, i, reason)

    def _near(self, meeting: Meeting) -> Iterator[int]:
        if meeting.series and meeting.ordinal:
            yield from self._rounds.get((key(self._names.series_name(meeting.series)), meeting.ordinal), ())[:LOOKED_AT]
        yield from self._titles.get(meeting.title, ())[:LOOKED_AT]
        date = meeting.date
        if date is None or not self._days:
            return
        for party in parties(meeting, self._names) or (_NO_PARTY,):
            days = self._days.get(party, [])
            first = date.earliest or datetime.date.min
            begin = bisect_left(days, (max(first, _FIRST) - _FEW_DAYS, "", 0))
            for day, _, i in days[begin : begin + LOOKED_AT]:
                if date.latest and day > date.latest:
                    break
                yield i

    def _neighbours(self) -> Iterator[tuple[int, int]]:
        """Pairs of rows that have a party and a day, a round or a title in common, each once."""
        seen: set[tuple[int, int]] = set()
        for group in (*self._rounds.values(), *self._titles.values()):
            # Equal ones side by side.
            alike = sorted(group, key=lambda i: (str({**self._rows[i].record, "id": ""}), i))
            seen.update((min(i, j), max(i, j)) for i, j in pairwise(alike))
        for days in self._days.values():
            for at, (day, _, i) in enumerate(days):
                date = self._meetings[i].date
                last = (date and date.latest) or day
                for other, _, j in days[at + 1 : at + 1 + _NEIGHBOURS]:
                    if other > last:
                        break
                    seen.add((min(i, j), max(i, j)))
        yield from sorted(seen)


_FEW_DAYS = datetime.timedelta(days=WIDEST)
_FIRST = datetime.date.min + _FEW_DAYS


def _one_to_one(pairs: list[_Pair], left: set[int]) -> list[_Pair]:
    """The pairs that are alike most, each row and each meeting in one of them."""
    taken: set[int | str] = set()
    found = []
    for pair in sorted(pairs, key=lambda one: (-one.score, one.row, str(one.other))):
        if isinstance(pair.other, int) and pair.other not in left:
            continue
        if pair.row not in taken and pair.other not in taken:
            taken |= {pair.row, pair.other}
            found.append(pair)
    return found
