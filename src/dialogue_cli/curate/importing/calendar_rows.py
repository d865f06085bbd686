"""Rows out of a calendar (iCalendar, RFC 5545): an event a row, its days as a person counts them."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from dialogue_cli.curate.importing.report import REMARK, Remark
from dialogue_cli.errors import QueryError, UnreadableError
from dialogue_cli.text import one_line

if TYPE_CHECKING:
    from dialogue_cli.curate.importing.tables import Cell, Row

_TEXTS = ("uid", "summary", "location", "description", "url", "status")
_LISTS = ("categories", "attendee", "organizer")
COLUMNS = [*_TEXTS[:2], "dtstart", "dtend", *_TEXTS[2:], *_LISTS]


def calendar_rows(path: Path, timezone: str | None) -> tuple[list[str], list[Row], list[Remark]]:
    """Columns and rows of a file. `dtend` is the last day; of an event of whole days the file has the day after."""
    from icalendar import Calendar

    from dialogue_cli.curate.importing.tables import Row

    try:
        calendars = Calendar.from_ical(path.read_bytes(), multiple=True)
    except (ValueError, IndexError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise UnreadableError(f"{path} is not a calendar: {one_line(str(error))[:200]}") from None
    zone = ZoneInfo(timezone) if timezone else None
    rows: list[Row] = []
    remarks: list[Remark] = []
    for calendar in calendars:
        for number, event in enumerate(calendar.walk("VEVENT"), len(rows) + 1):
            rows.append(Row(number, _cells(event, zone), ""))
            if event.get("rrule") or event.get("rdate"):
                done = "repeats; only the first one is taken"
                rule = one_line(str(event["rrule"])) if event.get("rrule") else "RDATE"
                remarks.append(Remark(REMARK, str(path), number, "rrule", rule, done))
    if not rows:
        raise QueryError(f"{path} has no events (VEVENT)")
    return list(COLUMNS), rows, remarks


def _cells(event: Any, zone: ZoneInfo | None) -> list[Cell]:
    every: dict[str, Cell] = {name: str(event.get(name) or "") for name in _TEXTS}
    every["dtstart"], every["dtend"] = _days(event, zone)
    every["categories"] = _categories(event)
    every |= {name: _people(event, name) for name in _LISTS[1:]}
    return [every[name] for name in COLUMNS]


def _days(event: Any, zone: ZoneInfo | None) -> tuple[str, str]:
    """The first and the last day, the last one empty where it is the first; what are no days as it stands there."""
    names = ("dtstart", "dtend", "duration")
    start, end, length = (_value(event, name) for name in names)
    try:
        if all(one is None or isinstance(one, datetime.date) for one in (start, end)):
            return _from_to(start, start + length if end is None and start and length is not None else end, zone)
    except (OverflowError, TypeError):
        pass
    return " – ".join(filter(None, (_written(event, name) for name in names))), ""


def _from_to(start: Any, end: Any, zone: ZoneInfo | None) -> tuple[str, str]:
    first, last = _day(start, zone), _day(end, zone)
    is_whole_day = not isinstance(end, datetime.datetime)
    is_midnight = isinstance(end, datetime.datetime) and _local(end, zone).time() == datetime.time()
    # The end is the first moment that is no longer part of the event.
    if first and last and last > first and (is_whole_day or is_midnight):
        last -= datetime.timedelta(days=1)
    return str(first or ""), str(last) if last and last != first else ""


def _value(event: Any, name: str) -> Any:
    """The value of a property; one that is broken is the text that it has."""
    found = _first(event, name)
    return str(found) if isinstance(found, str) else getattr(found, "dt", None)


def _first(event: Any, name: str) -> Any:
    """A property, the first one of several."""
    found = event.get(name)
    return found[0] if isinstance(found, list) else found


def _written(event: Any, name: str) -> str:
    """A property as it stands in the file; empty for none."""
    found = _first(event, name)
    if found is None or isinstance(found, str):
        return str(found or "")
    text = found.to_ical()
    return text.decode("utf-8", "replace") if isinstance(text, bytes) else str(text)


def _local(moment: datetime.datetime, zone: ZoneInfo | None) -> datetime.datetime:
    return moment.astimezone(zone) if zone and moment.tzinfo else moment


def _day(value: Any, zone: ZoneInfo | None) -> datetime.date | None:
    if isinstance(value, datetime.datetime):
        return _local(value, zone).date()
    return value if isinstance(value, datetime.date) else None


def _categories(event: Any) -> list[str]:
    found = event.get("categories")
    several = found if isinstance(found, list) else [found] if found else []
    return [str(name) for one in several for name in getattr(one, "cats", [one])]


def _people(event: Any, name: str) -> list[str]:
    found = event.get(name)
    several = found if isinstance(found, list) else [found] if found else []
    return [_person(one) for one in several]


def _person(address: Any) -> str:
    named = str(getattr(address, "params", {}).get("CN", "")).strip('"')
    plain = str(address)
    return named or (plain[7:] if plain.lower().startswith("mailto:") else plain)
