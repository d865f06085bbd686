"""The meetings as a picture in time: years as sections, each meeting at its place in the year.

Where there are too many for that, a line for each year (or decade, quarter or month) counts them: how many meetings
lie in it for certain, how many of these were not held, how many possibly lie in it, in which parts of it they lie,
and who was met most often. --by chooses the unit, and -n with it keeps the
newest units; --all draws each meeting all the same.

In a pipe it gives the same lines as list; with --by, a line for each unit: the unit, how many meetings lie in it for
certain, and how many possibly. Units without a meeting between two others have a line too. Behind them stand "open"
for dates that are open at one end (in no unit for certain, in many possibly, counted in none), and an empty value for
meetings without a date. The certain ones are those that count --by year counts.

Examples:

  dialogue timeline

  # With a group and its members
  dialogue timeline --partner "Central Asia" --since 2025

  # A line for each month
  dialogue timeline --by month --on 2025
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from dialogue_cli.cli.flags import COMMON, FILTERS, LIMIT, NAMES, OUTPUT, REVERSE, Flag
from dialogue_cli.dates.units import UNITS, Unit, unit_named
from dialogue_cli.errors import QueryError
from dialogue_cli.formats import registry
from dialogue_cli.text import listing, one_line
from dialogue_cli.view.views import View

if TYPE_CHECKING:
    from dialogue_cli.cli.session import Session
    from dialogue_cli.query.spread import Spread
    from dialogue_cli.view.overview import Overview

BY = Flag("by", ("--by",), f"Count them by {listing(list(UNITS))}.", "UNIT", offers=" ".join(UNITS))
EVERY = Flag("every", ("--all",), "Draw each meeting, however many they are.", kind=bool)
TAKES = (NAMES, *FILTERS, BY, EVERY, *OUTPUT, *COMMON)
COUNTED = (*(name for name in registry.ROWS if name != "ids"), "svg")
"""The formats that --by goes with."""


def run(session: Session) -> int:
    """Answers one call; returns the exit status."""
    values = session.values
    if values["by"] is not None:
        return _counted(session, _unit(values["by"]))
    shape = session.shape()
    if shape.format == "svg" and values["every"]:
        return _drawing(session)
    if shape.format != "table":
        return session.answer(View.TIMELINE)
    return _picture(session)


def _picture(session: Session) -> int:
    """Each meeting where they fit a few screens, else a line for each unit."""
    from dialogue_cli.view.overview import MOST_DRAWN, fits

    query, every = session.query(), session.values["every"]
    if not every and min(session.archive.count(query), query.limit or MOST_DRAWN + 1) > MOST_DRAWN:
        return _overview(session)
    result = session.archive.find(query, records=False)
    found = list(result)
    if not every and not fits(found):
        return _overview(session)
    for note in result.notes:
        session.note(note)
    if found:
        from dialogue_cli.terminal.timeline import write_timeline

        command = "" if every else _again(session, every=True)
        write_timeline(found, session.console, today=session.archive.today, every=every, command=command)
    return session.status(len(found))


def _overview(session: Session, unit: Unit | None = None) -> int:
    from dialogue_cli.terminal.overview import ROOMY, write_overview

    found = _found(session, unit, is_narrow=session.console.width < ROOMY)
    if found.meetings:
        write_overview(found, session.console, _commands(session, found))
    return session.status(found.meetings)


def _found(
    session: Session,
    unit: Unit | None,
    *,
    is_narrow: bool = False,
    is_told: bool = False,
    most_drawn: int | None = None,
) -> Overview:
    """The overview of the meetings that match; what must be known of the query is noted, unless it is told."""
    from dialogue_cli.view.overview import overview

    query = session.query()
    newest = query.limit if unit else None
    if unit:
        query = query._replace(limit=None)

    def ask(field: str | None, unit: Unit | None) -> Spread:
        spread = session.archive.spread(query, field, unit=unit)
        for note in () if field or is_told else spread.notes:
            session.note(note)
        return spread

    return overview(ask, unit, reverse=query.reverse, coarse=is_narrow, newest=newest, most_drawn=most_drawn)


def _commands(session: Session, found: Overview) -> Iterator[tuple[str, str]]:
    """How to look closer: each a word about a command, and the command."""
    from dialogue_cli.dates.units import typed

    line = found.busiest
    if line and len(found.full) > 1:
        yield "Closer:", _again(session, on=[typed(found.unit, line.period)], limit=None)
    yield "Each meeting:", _again(session, every=True)


def _again(session: Session, **changed: Any) -> str:
    from dialogue_cli.cli.again import call

    data = next(flag for flag in COMMON if flag.field == "data")
    values = dict(session.values)
    names = values.pop("names") or ()
    if "on" in changed:
        # A period among the names would be a second one.
        names = [name for name in names if session.named(names).of("period") != (name,)]
        names = [value for field, value in session.named(names).pairs if field != "period"] if names else []
    values["names"] = names
    return call("timeline", (NAMES, *FILTERS, EVERY, LIMIT, REVERSE, data), values, **changed)


def _unit(text: str) -> Unit:
    unit = unit_named(text)
    if unit:
        return unit
    from dialogue_cli.spelling import misspelt

    near = misspelt(text.lower(), UNITS)
    hint = f'did you mean "{near}"?' if near else f"it is {listing(list(UNITS))}"
    raise QueryError(f'there is no timeline by "{one_line(text)}"; {hint}')


def _counted(session: Session, unit: Unit) -> int:
    values = session.values
    if values["every"]:
        raise QueryError("--by counts the meetings and --all draws each of them; use one of the two")
    for option in ("fields", "template", "null", "sort"):
        if values[option]:
            raise QueryError(f"--by writes counts, not meetings; it cannot be used with --{option}")
    format_ = session.format(values["format"], registry.MEETINGS)
    if format_ not in COUNTED:
        raise QueryError(f"--by writes counts, not meetings; it goes with {listing(list(COUNTED))}, not with {format_}")
    if format_ == "table":
        return _overview(session, unit)
    if format_ == "svg":
        from dialogue_cli.formats.svg_overview import MOST_ROWS, write

        found = _found(session, unit, most_drawn=MOST_ROWS)
        while len(found.lines) > MOST_ROWS and found.unit != UNITS[0]:
            longer = UNITS[UNITS.index(found.unit) - 1]
            session.note(f"by {found.unit} the drawing would be taller than a poster; it counts by {longer}")
            found = _found(session, longer, is_told=True, most_drawn=None if longer == UNITS[0] else MOST_ROWS)
        write(found, session.archive, session.out("svg"))
    else:
        found = _found(session, unit, most_drawn=0)
        columns = [(unit, "left"), ("count", "right"), ("possible", "right")]
        session.write_rows(columns, _rows(found, zeros=registry.FORMATS[format_].how != "records"), format_)
    return session.status(found.meetings)


def _rows(found: Overview, *, zeros: bool) -> Iterator[dict[str, Any]]:
    """A row for each unit, then for what is in none; with `zeros` also where nothing is possible."""
    from dialogue_cli.dates.units import typed

    rows: list[tuple[str | None, int, int]] = [
        (typed(found.unit, line.period), line.tally.certain, line.tally.possible) for line in found.all
    ]
    rows += [("open", found.open, 0)] if found.open else []
    rows += [(None, found.undated, 0)] if found.undated else []
    for value, count, possible in rows:
        yield {found.unit: value, "count": count} | ({"possible": possible} if possible or zeros else {})


def _drawing(session: Session) -> int:
    """The drawing of each meeting, however many."""
    from dialogue_cli.formats.svg import write

    result = session.archive.find(session.query(), snippets=False)
    for note in result.notes:
        session.note(note)
    return session.status(write(result, session.archive, session.out("svg"), session.note, every=True))
