"""The meetings of a dataset that a new one may be: a round that is there, or the same parties on the same day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Any, NamedTuple, Protocol

from dialogue_cli.archive import Archive
from dialogue_cli.checks.twins import is_twin
from dialogue_cli.curate.adding.forms import participant_text, place_text
from dialogue_cli.dataset.model import Meeting
from dialogue_cli.dates.edtf import Period
from dialogue_cli.dates.wording import human_date
from dialogue_cli.errors import QueryError
from dialogue_cli.query.query import Query
from dialogue_cli.text import fold, key, one_line, shortened

_ALIKE = 0.6
"""How much of two titles is the same where they are likely one."""
WIDEST = 31
"""Days; a date that leaves more open tells nothing."""
_SHOWN = 100
"""Letters of a value that are shown."""
LOOKED_AT = 200
"""So many meetings of one day are compared, which no day in diplomacy has of the same parties."""


class Likely(NamedTuple):
    """A meeting that a new one may be, and why."""

    meeting: Meeting
    reason: str

    def differences(self, new: Meeting) -> list[str]:
        """In what both differ, a line for each field that both have, and what only one of them has."""
        there, here = self.meeting.to_record(), new.to_record()
        both = [name for name in there if name in here and name not in ("id", "evidence") and there[name] != here[name]]
        lines = []
        for name in both:
            old, fresh = (shortened(one_line(in_a_line(name, one[name])), _SHOWN) for one in (there, here))
            lines.append(f"{name}: {old} (there), {fresh} (new)")
        for record, other, where in ((there, here, "there"), (here, there, "in the new one")):
            if only := [name for name in record if name not in other and name != "evidence"]:
                lines.append(f"only {where}: {', '.join(only)}")
        return lines or ["they differ in nothing but the id"]


def in_a_line(name: str, value: Any) -> str:
    """A value of a record on one line; empty for none."""
    if value is None:
        return ""
    if isinstance(value, list):
        return " | ".join(in_a_line(name, one) for one in value)
    if isinstance(value, dict):
        if name == "place":
            return place_text(value)
        return participant_text(value) if name == "participants" else "; ".join(map(str, value.values()))
    return str(value)


class Naming(Protocol):
    """What names mean in a dataset."""

    def entity(self, field: str, typed: str, /) -> tuple[str, str] | None:
        """The entity and the label of a name; None for one that is not known."""

    def series_name(self, named: str, /) -> str:
        """The name of a series."""


def likely(new: Meeting, archive: Archive) -> list[Likely]:
    """The meetings of an archive that a new one may be, the likeliest first."""
    found: dict[str, Likely] = {}
    for meeting in (*_rounds(new, archive), *_of_that_day(new, archive), *_twins(new, archive)):
        if meeting.id not in found and (reason := likely_reason(new, meeting, archive)):
            found[meeting.id] = Likely(meeting, reason)
    return list(found.values())


def likely_reason(new: Meeting, other: Meeting, names: Naming) -> str:
    """Why two meetings may be one; empty where they are not likely one."""
    if new.series and new.ordinal and new.ordinal == other.ordinal and _same_series(new, other, names):
        return f"it is round {new.ordinal} of {names.series_name(new.series)}"
    if not is_narrow(new):
        return "it is equal in all but the id" if is_twin(new, other) else ""
    if not _overlap(new, other):
        return ""
    ours, theirs = parties(new, names), parties(other, names)
    if not ((ours & theirs or ours == theirs) and _is_alike(new, other, names)):
        return ""
    assert other.date
    which = f"with {other.partners[0]}," if len(other.partners) == 1 else "of"
    return f"it is {which} {human_date(other.date)}, and much like it"


def _overlap(one: Meeting, other: Meeting) -> bool:
    """Whether two meetings may have been on one day."""
    if one.date is None or other.date is None:
        return False
    first, last = one.date, other.date
    begins_in_time = first.earliest is None or last.latest is None or first.earliest <= last.latest
    return begins_in_time and (last.earliest is None or first.latest is None or last.earliest <= first.latest)


def is_narrow(meeting: Meeting) -> bool:
    """Whether the date of a meeting leaves few days open."""
    date = meeting.date
    return bool(date and date.earliest and date.latest and (date.latest - date.earliest).days < WIDEST)


def parties(meeting: Meeting, names: Naming) -> set[str]:
    """The entities that are party to a meeting."""
    return {(names.entity("partner", name) or (key(name), ""))[0] for name in meeting.partners}


def _same_series(one: Meeting, other: Meeting, names: Naming) -> bool:
    return key(names.series_name(one.series or "")) == key(names.series_name(other.series or ""))


def _is_alike(new: Meeting, other: Meeting, names: Naming) -> bool:
    """Whether two meetings of the same parties at the same time may be one."""
    if new.ordinal and other.ordinal and new.ordinal != other.ordinal:
        return False
    if new.series and other.series:
        return _same_series(new, other, names)
    same_kind = new.kind == other.kind and new.kind is not None and new.date == other.date
    return same_kind or (_may_be_alike(new.title, other.title) and title_likeness(new, other) >= _ALIKE)


def _may_be_alike(one: str, other: str) -> bool:
    """Whether two titles have enough letters in common; this is quicker than to compare them."""
    first, second = fold(one), fold(other)
    common = sum((Counter(first) & Counter(second)).values())
    return 2 * common >= _ALIKE * (len(first) + len(second))


def title_likeness(one: Meeting, other: Meeting) -> float:
    """How much of two titles is the same, from 0 to 1."""
    return _likeness(one.title, other.title)


@lru_cache(maxsize=1 << 12)
def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, fold(one), fold(other)).ratio()


# Which meetings of an archive come into question


def _rounds(new: Meeting, archive: Archive) -> Iterator[Meeting]:
    if new.series and new.ordinal:
        yield from _found(archive, Query(series=new.series, round=new.ordinal, exact=True))


def _of_that_day(new: Meeting, archive: Archive) -> Iterator[Meeting]:
    if new.date and is_narrow(new):
        period = Period(new.date.earliest, new.date.latest)
        yield from _found(archive, Query(period=period, partner=new.partners, exact=True))


def _twins(new: Meeting, archive: Archive) -> Iterator[Meeting]:
    if not is_narrow(new):
        yield from _found(archive, Query(words='"' + new.title.replace('"', " ") + '"'))


def _found(archive: Archive, query: Query) -> Iterator[Meeting]:
    try:
        for match in archive.find(query._replace(limit=LOOKED_AT), snippets=False):
            yield match.meeting
    except QueryError:
        # A name that no record has: then there is none.
        return
