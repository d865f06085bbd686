"""The recurring formats: rounds in the record, rounds missing from it, intervals, what is next.

With a NAME: each round in order. A round of which there is no record may well have been held: where
there is a seventh, there were six before. The interval is the median between consecutive rounds that
were held, as exactly as their dates are known. In a pipe: id, name, recorded rounds, missing rounds, date of
the last, date of the next. On a terminal, of more than 50 series those with the most meetings are shown, and of
more than 50 rounds the last ones; -f table shows all.

Examples:

  dialogue series

  dialogue series "strategic dialogue"
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dialogue_cli.cli.flags import COMMON, CSV_BOM, Flag, formats
from dialogue_cli.dataset.series import Range, Recurring, Round, unbroken_runs
from dialogue_cli.errors import FOUND, NOTHING

if TYPE_CHECKING:
    from dialogue_cli.cli.session import Session

NAMES = Flag("names", (), "A series, by id, name or part of it: its rounds.", "[NAME…]", repeats=True, offers="series")
TAKES = (NAMES, formats(), CSV_BOM, *COMMON)


def run(session: Session) -> int:
    """Answers one call; returns the exit status."""
    names = session.values["names"] or ()
    format_ = session.format(session.values["format"])
    found, notes = session.archive.series(names)
    for note in notes:
        session.note(note)
    if format_ == "table":
        _draw(session, found, is_detailed=bool(names))
    else:
        is_json = format_ in ("json", "jsonl")
        columns = [(name, "left") for name in ("id", "name", "rounds", "missing", "last", "next")]
        session.write_rows(columns, [one.to_record() if is_json else _line(one) for one in found], format_)
    if not found and not notes:
        session.note(f"no series is named in {session.archive.coverage()} ({session.archive.path.name})")
    return FOUND if found else NOTHING


def _draw(session: Session, found: list[Recurring], *, is_detailed: bool) -> None:
    from dialogue_cli.terminal.series import write_overview, write_rounds

    is_whole = bool(session.values["format"])
    if is_detailed:
        write_rounds(found, session.console, is_whole=is_whole)
    elif found:
        write_overview(found, session.console, is_whole=is_whole)


def _line(one: Recurring) -> dict[str, Any]:
    return {
        "id": one.id,
        "name": one.name,
        "rounds": list(map(_range, unbroken_runs(one.ordinals))),
        "missing": list(map(_range, one.missing)),
        "last": _date(one.last),
        "next": _date(one.next),
    }


def _range(numbers: Range) -> str:
    first, last = numbers
    return f"{first}-{last}" if last > first else str(first)


def _date(found: Round | None) -> str | None:
    return found.date.text if found and found.date else None
