"""Many meetings in time: how many lie in each year (decade, quarter, month), in which parts of it, and who was met.

It is made once, for the terminal and for a drawing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby

from dialogue_cli.dates.edtf import Day, Period
from dialogue_cli.dates.units import UNITS, Part, Unit, part_of, parts, units_between
from dialogue_cli.match import Match
from dialogue_cli.query.spread import Group, Spans, Spread, Tally, span
from dialogue_cli.view.year_axis import by_year, entry, rows_of

# How many lines a unit may take: about a screen, and less where longer units tell as much.
_MOST = {"month": 24, "quarter": 16, "year": 64}
# A line is worth its place with so many meetings, on average.
_LEAST = 2
# The units are not even looked for where there would be more of them than this, full or empty.
_TOO_MANY = 3000
# Who takes part in so many of all meetings tells nothing of a line: then people say more.
_SHARE = 0.8
_SECTION = 3
"""The lines of a section besides its meetings."""
MOST_DRAWN = 120
"""So many meetings are drawn one by one, as far as that takes no more lines than this."""


@dataclass(frozen=True, slots=True)
class Line:
    """A unit of time, with the meetings that lie in it; a single one between others may have none."""

    period: Period
    tally: Tally
    parts: tuple[Tally | None, ...]
    """Of each part in its place; None in a place that this unit has not. Without meetings, none."""
    names: tuple[tuple[str, int], ...] = ()
    """Who was met in it, the most frequent first; where none of the meetings is certain, in those possibly in it."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Two or more units in a row in which no meeting lies for certain."""

    units: int
    possible: int
    """How many meetings may lie in each of them."""


@dataclass(frozen=True)
class Overview:
    """All meetings by a unit of time."""

    unit: Unit
    part: Part
    """What a unit is divided into."""
    all: tuple[Line, ...]
    """Every unit from the first to the last, without its parts."""
    lines: tuple[Line | Gap, ...]
    """The same with gaps."""
    meetings: int
    open: int
    """How many have a date with an open end: in no unit for certain, in many possibly. They are counted in none."""
    undated: int
    possible: int
    """How many are only possibly among those asked for."""
    several: int
    """How many lie in more than one unit."""
    unplaced: int
    """How many have a known first and last day and yet lie in no unit for certain."""
    left_out: int
    """How many earlier units with meetings were left out because only so many were asked for."""
    who: str
    """What the names are those of: partners or people."""

    @cached_property
    def full(self) -> list[Line]:
        """The units that have a line."""
        return [line for line in self.lines if isinstance(line, Line)]

    @property
    def has_names(self) -> bool:
        """Whether anyone is named."""
        return any(line.names for line in self.full)

    @cached_property
    def most(self) -> int:
        """The most meetings that lie certainly in one part of a unit."""
        return max((part.certain for line in self.full for part in line.parts if part), default=0)

    @property
    def has_possible(self) -> bool:
        """Whether a meeting is only possibly in some unit."""
        return any(line.tally.possible for line in self.full)

    @property
    def has_unheld(self) -> bool:
        """Whether a meeting of some unit was not held."""
        return any(line.tally.unheld for line in self.full)

    @property
    def busiest(self) -> Line | None:
        """The unit with the most meetings, the last of several; None where no meeting has a date."""
        return max(reversed(self.full), key=lambda line: (line.tally.certain, line.tally.possible), default=None)


def fits(matches: Sequence[Match]) -> bool:
    """Whether meetings can be drawn one by one on a few screens."""
    entries = [found for found in map(entry, matches) if found]
    years = by_year(entries)
    sections = len(years) + (len(entries) < len(matches))
    rows = sum(len(rows_of(inside)) for inside in years.values()) + len(matches) - len(entries)
    return rows + sections * _SECTION <= MOST_DRAWN


Ask = Callable[[str | None, Unit | None], Spread]
"""Answers how the meetings are spread, by a field or by none, and by exact dates or only as a unit needs them."""


def overview(
    ask: Ask,
    unit: Unit | None = None,
    *,
    reverse: bool = False,
    coarse: bool = False,
    newest: int | None = None,
    most_drawn: int | None = None,
) -> Overview:
    """The meetings by a unit of time; without one, by the shortest that takes about a screen.

    With `coarse` no unit has very many parts. `newest` keeps only so many units that have meetings, the last ones.
    Where there are more lines than `most_drawn`, none has parts: nobody draws them.
    """
    spread = ask(None, None)
    dated = [group for group in spread.groups if group.extent.is_bounded]
    bounds = _bounds(dated, spread.period)
    unit = unit or _fitting(dated, bounds, spread.period)
    periods = list(units_between(unit, *bounds)) if bounds else []
    spans = _spans(periods, spread.period)
    tallies = spans.tallies(dated)
    who, names = _names(ask, unit, sum(group.meetings for group in spread.groups), spans)
    lines = [
        Line(period, tally, (), _most_frequent(tally, *found))
        for period, tally, found in zip(periods, tallies, names, strict=True)
    ]
    full_at = [i for i, line in enumerate(lines) if any(line.tally)]
    left_out = max(len(full_at) - newest, 0) if newest else 0
    lines = lines[full_at[left_out] :] if left_out else lines
    folded = list(_folded(lines))
    if most_drawn is None or len(folded) <= most_drawn:
        folded = list(_with_parts(unit, folded, dated, spread.period, coarse=coarse))
    step = -1 if reverse else 1
    return Overview(
        unit,
        part_of(unit, coarse=coarse),
        tuple(lines[::step]),
        tuple(folded[::step]),
        meetings=sum(group.meetings for group in spread.groups),
        open=sum(group.meetings for group in spread.groups if group.extent.is_open),
        undated=sum(group.meetings for group in spread.groups if not group.extent.is_dated),
        possible=sum(group.possible for group in spread.groups),
        several=_several(dated, spans),
        unplaced=_unplaced(dated, spans),
        left_out=left_out,
        who=who,
    )


def _bounds(dated: Sequence[Group], period: Period | None) -> tuple[Day, Day] | None:
    """The first and the last day that is known of any meeting, as far as it was asked for."""
    firsts = [group.extent.earliest for group in dated if group.extent.earliest]
    lasts = [group.extent.latest for group in dated if group.extent.latest]
    if not firsts or not lasts:
        return None
    known = Period(Day.fromisoformat(min(firsts)), Day.fromisoformat(max(lasts)))
    inside = known.intersection(period) if period else known
    assert inside.start
    assert inside.end
    return inside.start, inside.end


def _spans(periods: Sequence[Period], within: Period | None) -> Spans:
    return Spans([found for period in periods if (found := span(period, within))])


def _with_parts(
    unit: Unit, lines: Sequence[Line | Gap], dated: Sequence[Group], within: Period | None, *, coarse: bool
) -> Iterator[Line | Gap]:
    """The lines, with the parts of those that have meetings: between two far dates there may be very many others."""
    full = [line for line in lines if isinstance(line, Line) and any(line.tally)]
    inside = _parts(unit, [line.period for line in full], dated, within, coarse=coarse)
    for line in lines:
        yield replace(line, parts=next(inside)) if isinstance(line, Line) and any(line.tally) else line


def _parts(
    unit: Unit, periods: Sequence[Period], dated: Sequence[Group], within: Period | None, *, coarse: bool
) -> Iterator[tuple[Tally | None, ...]]:
    """The parts of each unit, in their places."""
    places = [[part and span(part, within) for part in parts(unit, period, coarse=coarse)] for period in periods]
    tallies = iter(Spans([found for each in places for found in each if found]).tallies(dated))
    for each in places:
        yield tuple(next(tallies) if found else None for found in each)


def _fitting(dated: Sequence[Group], bounds: tuple[Day, Day] | None, within: Period | None) -> Unit:
    """The shortest unit that takes about a screen."""
    if not bounds:
        return "year"
    days = (bounds[1] - bounds[0]).days
    for unit in reversed(UNITS[1:]):
        if days // {"year": 365, "quarter": 91, "month": 30}[unit] > _TOO_MANY:
            continue
        periods = list(units_between(unit, *bounds))
        tallies = _spans(periods, within).tallies(dated)
        lines = [Line(period, tally, ()) for period, tally in zip(periods, tallies, strict=True)]
        folded = list(_folded(lines))
        full = [line.tally for line in folded if isinstance(line, Line)]
        if len(folded) <= _MOST[unit] and sum(one.certain + one.possible for one in full) >= _LEAST * len(full):
            return unit
    return "decade"


def _folded(lines: Sequence[Line]) -> Iterator[Line | Gap]:
    """The lines, those in a row that have nothing certain and the same number of possible meetings as one."""
    for possible, run in groupby(lines, key=lambda line: None if line.tally.certain else line.tally.possible):
        if possible is None:
            yield from run
            continue
        found = list(run)
        if len(found) == 1:
            yield found[0]
        else:
            yield Gap(len(found), possible)


def _several(dated: Sequence[Group], spans: Spans) -> int:
    ranges = ((group, spans.certainly(group.extent)) for group in dated)
    return sum(group.meetings for group, (start, end) in ranges if end - start > 1)


def _unplaced(dated: Sequence[Group], spans: Spans) -> int:
    ranges = ((group, spans.certainly(group.extent)) for group in dated)
    return sum(group.meetings for group, (start, end) in ranges if end == start)


Names = list[tuple[dict[str, int], dict[str, int]]]


def _names(ask: Ask, unit: Unit, meetings: int, spans: Spans) -> tuple[str, Names]:
    """The names of each unit: of the partners, or of the people where one partner is nearly everywhere or none is."""
    groups = [group for group in ask("partner", unit).groups if group.extent.is_bounded]
    totals: dict[str | None, int] = {}
    for group in groups:
        totals[group.name] = totals.get(group.name, 0) + group.meetings
    if not totals or max(totals.values()) >= meetings * _SHARE:
        people = [group for group in ask("person", unit).groups if group.extent.is_bounded]
        if people:
            return "people", list(spans.names(people))
    return "partners", list(spans.names(groups))


def _most_frequent(tally: Tally, sure: dict[str, int], possible: dict[str, int]) -> tuple[tuple[str, int], ...]:
    counts = sure if tally.certain else possible
    return tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))
