"""Whether a quote says a date: all of it, or what can be counted from the day of publication."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from typing import Any

from dialogue_cli.curate.draft.dates import When, counted, edtf
from dialogue_cli.curate.draft.rounds import Round
from dialogue_cli.curate.notary.quoted import Quoted
from dialogue_cli.dates.edtf import parse

Record = dict[str, Any]
_IS_NOT_OF_MEETING = re.compile(
    r"\b(?:signed|adopted|dated|published|issued|updated|posted|since|born|elected|established|founded|anniversary)\b[^,;.]{0,30}$",
    re.IGNORECASE,
)


def date_fault(value: str, record: Record, quotes: Sequence[Quoted]) -> tuple[str | None, str]:
    """Why no quote says a date, or None; and how it was counted, where the words do not say all of it."""
    try:
        parse(value)
    except ValueError as error:
        return str(error), ""
    notes: dict[str, str] = {}
    for quote in quotes:
        for one in _said(quote, record):
            for said, note in _meanings(quote, one):
                notes.setdefault(said, note)
    if value in notes:
        return None, notes[value]
    if bounds := re.fullmatch(r"\[(.*)\.\.(.*)\]", value):
        published = {str(quote.reading.release.published) for quote in quotes}
        if all(not bound or bound in notes or bound in published for bound in bounds.groups()):
            return None, ""
    if re.fullmatch(r"\d{4}(?:-\d\d)?", value) and any(said.startswith(value) for said in notes):
        return None, ""
    if "/" in value:
        first, last = value.split("/")
        if first in notes and last in notes and first < last:
            return None, notes[first] or notes[last]
    said = ", ".join(sorted(notes)) or "no date of this meeting"
    return f"the quote says {said}", ""


def _said(quote: Quoted, record: Record) -> Iterator[When]:
    """The dates in a quote that can be those of the meeting: not of another one that is named before them."""
    for one in quote.reading.release.dates:
        if quote.span[0] <= one.start and one.end <= quote.span[1]:
            before = [other for other in quote.rounds if other.end <= one.start]
            is_other = bool(before) and not is_own(before[-1], record)
            # The day of a release stands in its dateline or its head, and is not the day of the meeting.
            start, end = quote.reading.release.dateline
            is_dateline = start <= one.start < end or any(a <= one.start < b for a, b in quote.reading.release.header)
            text_before = quote.before(one.start)
            if not is_other and not is_dateline and not _IS_NOT_OF_MEETING.search(text_before):
                yield one


def is_own(one: Round, record: Record) -> bool:
    """Whether a numbered meeting can be that of a record: a record without a number has none."""
    return "ordinal" not in record or one.ordinal == record["ordinal"]


def _meanings(quote: Quoted, one: When) -> Iterator[tuple[str, str]]:
    if said := edtf(one):
        yield said, ""
        return
    published = quote.reading.release.published
    if published is None:
        return
    for is_to_come in (False, True):
        found = counted(one, published, is_to_come=is_to_come)
        # A day that is said to be past is not counted forwards, nor one to come backwards.
        if found and (found[0][:10] >= str(published) if is_to_come else found[0][:10] <= _end(published)):
            words = quote.reading.said((one.start, one.end))
            yield found[0], f'The document says "{words}"; {found[1]}.'


def _end(day: datetime.date) -> str:
    return str(day + datetime.timedelta(1))
