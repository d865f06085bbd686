"""The meetings of a dataset that a new one may be: a round that is there, or the same parties on the same day."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Any, NamedTuple

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
_WIDEST = 31
"""Days; a date that leaves more open tells nothing."""
_SHOWN = 100
"""Letters of a value that are shown."""
_LOOKED_AT = 200
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


def likely(new: Meeting, archive: Archive) -> list[Likely]:
    """The meetings of an archive that a new one may be, the likeliest first."""
    found: dict[str, Likely] = {}
    for one in (*_rounds(new, archive), *_of_that_day(new, archive), *_twins(new, archive)):
        found.setdefault(one.meeting.id, one)
    return list(found.values())


def _rounds(new: Meeting, archive: Archive) -> Iterator[Likely]:
    if not (new.series and new.ordinal):
        return
    wanted = _series(new, archive)
    for meeting in _found(archive, Query(series=new.series, round=new.ordinal, exact=True)):
        if _series(meeting, archive) == wanted:
            yield Likely(meeting, f"it is round {new.ordinal} of {archive.series_name(new.series)}")


def _series(meeting: Meeting, archive: Archive) -> str:
    return key(archive.series_name(meeting.series or ""))


def _of_that_day(new: Meeting, archive: Archive) -> Iterator[Likely]:
    date = new.date
    if not date or not _is_narrow(new):
        return
    ours = _parties(new, archive)
    period = Period(date.earliest, date.latest)
    for meeting in _found(archive, Query(period=period, partner=new.partners, exact=True)):
        theirs = _parties(meeting, archive)
        if (ours & theirs or ours == theirs) and _is_alike(new, meeting, archive):
            assert meeting.date
            with_whom = f" with {meeting.partners[0]}" if len(meeting.partners) == 1 else ""
            yield Likely(meeting, f"it is{with_whom}, {human_date(meeting.date)}, and much like it")


def _is_narrow(meeting: Meeting) -> bool:
    """Whether the date of a meeting leaves few days open."""
    date = meeting.date
    return bool(date and date.earliest and date.latest and (date.latest - date.earliest).days < _WIDEST)


def _parties(meeting: Meeting, archive: Archive) -> set[str]:
    return {(archive.entity("partner", name) or (key(name), ""))[0] for name in meeting.partners}


def _is_alike(new: Meeting, other: Meeting, archive: Archive) -> bool:
    """Whether two meetings of the same parties at the same time may be one."""
    if new.ordinal and other.ordinal and new.ordinal != other.ordinal:
        return False
    if new.series and other.series:
        return _series(new, archive) == _series(other, archive)
    same_kind = new.kind == other.kind and new.kind is not None and new.date == other.date
    return same_kind or SequenceMatcher(None, fold(new.title), fold(other.title)).ratio() >= _ALIKE


def _twins(new: Meeting, archive: Archive) -> Iterator[Likely]:
    if _is_narrow(new):
        # That day tells.
        return
    words = '"' + new.title.replace('"', " ") + '"'
    for meeting in _found(archive, Query(words=words)):
        if is_twin(new, meeting):
            yield Likely(meeting, "it is equal in all but the id")


def _found(archive: Archive, query: Query) -> Iterator[Meeting]:
    try:
        for match in archive.find(query._replace(limit=_LOOKED_AT), snippets=False):
            yield match.meeting
    except QueryError:
        # A name that no record has: then there is none.
        return
