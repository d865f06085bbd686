"""What a plain reading of a small dataset answers: loops over what PyYAML reads, nothing of the program."""

from __future__ import annotations

import re
from calendar import monthrange
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import yaml

Record = dict[str, Any]
_SECTIONS = {"partner": "partners", "topic": "topics", "instrument": "instruments", "person": "people"}
_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class Span(NamedTuple):
    """The days that a date allows. `is_each` if it stands for each of them, `is_sure` unless it is marked as unsure."""

    first: date
    last: date
    is_each: bool = False
    is_sure: bool = True


class Asked(NamedTuple):
    """A filter: values of one option are alternatives, different options must all hold."""

    partner: tuple[str, ...] = ()
    person: tuple[str, ...] = ()
    topic: tuple[str, ...] = ()
    instrument: tuple[str, ...] = ()
    series: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    on: str = ""
    certain: bool = False

    def arguments(self) -> list[str]:
        """The same as options of the program."""
        found = [part for name in self._fields[:8] for value in getattr(self, name) for part in (f"--{name}", value)]
        return [*found, *(["--on", self.on] if self.on else []), *(["--certain"] if self.certain else [])]


def _days(text: str) -> tuple[date, date]:
    year, month, day = (*map(int, text.split("-")), 0, 0)[:3]
    if day:
        return date(year, month, day), date(year, month, day)
    return date(year, month or 1, 1), date(year, month or 12, monthrange(year, month or 12)[1])


def span(text: str) -> Span | None:
    """The days of a date as a record writes it; None without one."""
    if not text:
        return None
    is_sure, text = not re.search("[?~%]", text), re.sub("[?~%]", "", text)
    if text.startswith("["):
        start, _, end = text[1:-1].partition("..")
        return Span(_days(start)[0] if start else date.min, _days(end)[1] if end else date.max, False, is_sure)
    start, _, end = text.partition("/")
    return Span(_days(start)[0], _days(end or start)[1], bool(end), is_sure)


def is_possibly_in(when: Span | None, period: Span) -> bool:
    """Whether a date allows a day in a period."""
    return when is not None and when.first <= period.last and when.last >= period.first


def is_certainly_in(when: Span | None, period: Span) -> bool:
    """Whether a day of a date is in a period, whatever days it stands for."""
    if when is None or not when.is_sure or not is_possibly_in(when, period):
        return False
    return when.is_each or (when.first >= period.first and when.last <= period.last)


class Collection:
    """A dataset, read plainly."""

    def __init__(self, path: Path) -> None:
        self.data = yaml.load(path.read_text(encoding="utf-8"), _LOADER)
        self.meetings: list[Record] = self.data["meetings"]
        self.principal = self.data["dataset"]["principal"]
        self.groups = {entry["name"]: set(entry.get("members", ())) for entry in self.data["partners"]}
        self.countries = {entry["name"]: entry.get("country") for entry in self.data["places"]}
        self._names = {
            field: {alias: entry["name"] for entry in self.data.get(section, ()) for alias in entry.get("aliases", ())}
            for field, section in _SECTIONS.items()
        }
        # What is counted is called as the vocabulary calls it.
        self._names["series"] = {entry["id"]: entry["name"] for entry in self.data["series"]}

    def name(self, field: str, name: str) -> str:
        """The name of which one is an alias, or itself."""
        return self._names.get(field, {}).get(name, name)

    def names(self, record: Record, field: str) -> list[str]:
        """The values of a meeting by which it is counted, each once; a single empty one where there is none."""
        return list(dict.fromkeys(self.name(field, value) for value in values_of(record, field)))

    def find(self, asked: Asked) -> list[Record]:
        """The meetings that match, in the order of time, the undated ones last."""
        found = [record for record in self.meetings if self._matches(record, asked)]
        return sorted(found, key=_moment)

    def _matches(self, record: Record, asked: Asked) -> bool:
        when, period = span(record.get("date", "")), span(asked.on)
        is_in = is_certainly_in if asked.certain else is_possibly_in
        return (
            (not asked.partner or any(self._has_party(record, name) for name in asked.partner))
            and (not asked.person or any(self._has_person(record, name, asked.certain) for name in asked.person))
            and (not asked.place or any(self._is_at(record, name) for name in asked.place))
            and all(self._has(record, key, getattr(asked, key)) for key in ("topic", "instrument"))
            and all(_is(record, key, getattr(asked, key)) for key in ("series", "kind", "status"))
            and (period is None or is_in(when, period))
        )

    def _has_party(self, record: Record, name: str) -> bool:
        name = self.name("partner", name)
        wanted = {name} | self.groups.get(name, set()) | {g for g, members in self.groups.items() if name in members}
        return bool(wanted & {*self.names(record, "partner"), record.get("principal", self.principal)})

    def _has_person(self, record: Record, name: str, certain: bool) -> bool:
        return any(
            self.name("person", one["name"]) == self.name("person", name)
            and not (certain and one.get("certainty") == "possible")
            for one in record.get("participants", ())
        )

    def _has(self, record: Record, field: str, names: tuple[str, ...]) -> bool:
        return not names or bool({self.name(field, name) for name in names} & set(self.names(record, field)))

    def _is_at(self, record: Record, name: str) -> bool:
        place = record.get("place", {})
        city = place.get("city")
        return name in (city, place.get("country") or self.countries.get(city))

    def values(self, field: str) -> list[str]:
        """The values of a field that records have, each once."""
        return sorted({value for record in self.meetings for value in values_of(record, field) if value})


def _moment(record: Record) -> tuple[bool, date, str]:
    when = span(record.get("date", ""))
    if when is None:
        return True, date.min, record["id"]
    return False, when.last if when.first == date.min else when.first, record["id"]


def _is(record: Record, key: str, names: tuple[str, ...]) -> bool:
    return not names or record.get(key, "held" if key == "status" else "") in names


def values_of(record: Record, field: str) -> list[str]:
    """The values of a meeting by which it is counted, each once; a single empty one where there is none."""
    if field == "person":
        found = [one["name"] for one in record.get("participants", ())]
    elif field in ("partner", "topic", "instrument"):
        found = record.get(field + "s", [])
    elif field == "place":
        found = [record["place"]["city"]] if "place" in record else []
    elif field == "status":
        found = [record.get("status", "held")]
    else:
        found = [record[field]] if field in record else []
    return list(dict.fromkeys(found)) or [""]


def _certain(record: Record) -> list[Record]:
    return [one for one in record.get("participants", ()) if one.get("certainty") != "possible"]


def counted(now: Collection, records: list[Record], field: str, *, certain: bool = False) -> dict[str, int]:
    """How many meetings have each value; years with those that lie in them for certain.

    With `certain`, people who only possibly took part do not count.
    """
    if certain:
        records = [record | {"participants": _certain(record)} for record in records]
    if field != "year":
        return dict(Counter(value for record in records for value in now.names(record, field)))
    found: Counter[str] = Counter()
    for record in records:
        when = span(record.get("date", ""))
        if when is None:
            found[""] += 1
            continue
        years = [
            year
            for year in range(max(when.first.year, 1990), min(when.last.year, 2040) + 1)
            if is_certainly_in(when, Span(date(year, 1, 1), date(year, 12, 31)))
        ]
        found.update(map(str, years) if years else ["uncertain"])
    return dict(found)
