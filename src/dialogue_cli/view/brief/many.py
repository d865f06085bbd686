"""What a note on many meetings tells in full, and how it sums up the rest: it says what is left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dialogue_cli.dates.edtf import Day
from dialogue_cli.dates.wording import NO_DATE, long_date
from dialogue_cli.match import Match
from dialogue_cli.text import listing
from dialogue_cli.view.brief.blocks import RECORD, Block, Kind, Run, block
from dialogue_cli.view.brief.meeting import Parts, label

FULL = 25
"""Up to so many meetings are all told in full, and their records appended."""
LATEST, NEXT = 10, 10
"""Of more, so many that were held last and that come next."""
LINES = 200
"""Up to so many others have a line each; more are counted by year."""
_NAMED = 4


class Commands(NamedTuple):
    """The commands that show more of the same meetings: one names each, the other writes the whole records."""

    every: str = "dialogue list"
    whole: str = "dialogue export markdown"


def moment(match: Match, undated: Day) -> Day:
    """The first day that the date of a meeting allows, else the last one, else `undated`."""
    date = match.meeting.date
    return (date.earliest or date.latest or undated) if date else undated


def chosen(matches: Sequence[Match], to_come: Sequence[Match]) -> list[Match]:
    """The meetings that are told in full, in their order; `to_come` has those to come, the next ones first."""
    if len(matches) <= FULL:
        return list(matches)
    held = [match for match in matches if match.meeting.status == "held"]
    latest = sorted(held, key=lambda match: moment(match, Day.min), reverse=True)[:LATEST]
    ids = {match.id for match in (*latest, *to_come[:NEXT])}
    return [match for match in matches if match.id in ids]


def how_told(matches: Sequence[Match], told: Sequence[Match], commands: Commands) -> Iterator[Block]:
    """Which meetings are told in full, how the others are summed up, and how to see them; nothing where all are."""
    others = len(matches) - len(told)
    if not others:
        return
    held = sum(match.meeting.status == "held" for match in told)
    counts = ((held, "held last"), (len(told) - held, "to come next"))
    full = [f"the {f'{count} ' if count > 1 else 'one '}{which}" for count, which in counts if count]
    is_listed = others <= LINES
    how = "stand after them a line each" if is_listed else "are only counted, by year"
    verb = "are" if len(told) > 1 else "is"
    if not full:
        full, verb = ["none"], "is"
    text = f"Of these meetings {listing(full, 'and')} {verb} told in full; the other {others:,} {how}."
    more = f"{'' if is_listed else f'{commands.every} names them all; '}{commands.whole} writes the whole records."
    yield block(Kind.TEXT, Run(f"{text} {more}", own=(RECORD,)))


def the_others(matches: Sequence[Match], told: Sequence[Match], parts: Parts) -> Iterator[Block]:
    """The meetings that are not told in full: as a table, or their numbers by year; nothing where there are none."""
    ids = {match.id for match in told}
    others = [match for match in matches if match.id not in ids]
    if others:
        yield block(Kind.SECTION, "The other meetings")
        yield _lines(others, parts) if len(others) <= LINES else _years(others)


def _lines(others: Sequence[Match], parts: Parts) -> Block:
    rows = []
    for match in others:
        meeting = match.meeting
        date = long_date(meeting.date) if meeting.date else NO_DATE
        proven = parts.sentence(meeting)
        place = "; ".join(map(str, meeting.places))
        rows.append((Run(date), Run(label(match), proven.quotes, proven.own), Run(place)))
    head = tuple(map(Run, ("Date", "Meeting", "Place")))
    # Nobody needs a column in which nothing stands.
    kept = len(head) if any(place.text for *_, place in rows) else len(head) - 1
    return Block(Kind.TABLE, rows=tuple(row[:kept] for row in (head, *rows)))


def _years(others: Sequence[Match]) -> Block:
    years: dict[str, list[Match]] = {}
    for match in others:
        years.setdefault(_year(match), []).append(match)
    rows = [tuple(map(Run, ("Year", "Meetings", "Most often with")))]
    for year in sorted(years, key=lambda year: (not year[0].isdigit(), year)):
        counts = Counter(name for match in years[year] for name in match.meeting.partners)
        ranked = counts.most_common(_NAMED)
        names = [f"{name} ({count:,})" if count > 1 else name for name, count in ranked]
        names += [f"{len(counts) - _NAMED:,} others"] if len(counts) > _NAMED else []
        rows.append((Run(year), Run(f"{len(years[year]):,}"), Run(", ".join(names))))
    return Block(Kind.TABLE, rows=tuple(rows))


def _year(match: Match) -> str:
    """The year in which a meeting lies for certain."""
    date = match.meeting.date
    if date is None:
        return NO_DATE
    first, last = date.earliest, date.latest
    return f"{first.year:04d}" if first and last and first.year == last.year else "uncertain"
