"""Whether a quote says a date: all of it, or what can be counted from the day of publication."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from dialogue_cli.curate.draft import cues
from dialogue_cli.curate.draft.dates import When, counted, edtf
from dialogue_cli.curate.notary.case import Case
from dialogue_cli.curate.notary.denial import left_out
from dialogue_cli.curate.notary.held import is_of_meeting, is_to_come, not_held
from dialogue_cli.curate.notary.quoted import Quoted
from dialogue_cli.curate.notary.whose import is_of_other
from dialogue_cli.dates.edtf import parse

Record = dict[str, Any]
_IS_NOT_OF_MEETING = re.compile(
    r"\b(?:signed|adopted|dated|published|issued|updated|posted|born|elected|established|founded|anniversary"
    r"|appointed|entered into|in force|deadline|expir\w+)\b[^,;.]{0,30}$"
    r"|\b(?:resolution|statement|letter|decree|agreement|plan|strategy|document|declaration|law|act)\b[^,;.]{0,20}"
    r"\b(?:of|from|dated|on)\s(?:the )?$"
    r"|\b(?:since|until|till|by|before|after|(?:later|earlier|sooner) than|falls? on|fell on) (?:the )?(?:\w+day,? )?$"
    # "3 or 4 March": nobody knows which.
    r"|\bor (?:on |in )?(?:the )?(?:\w+day,? )?$"
    r"|\b(?:said|told \w+|announced|reported|stated|informed \w+|confirmed|tweeted|wrote|released)\b"
    r"(?: (?:it|so|this|here|late|earlier|in an? \w+))?(?: (?:on|in|at) (?:the )?)?\s?$",
    re.IGNORECASE,
)
"""What stands before a date that is not that of a meeting."""
_OF_WHAT = re.compile(r"(?P<what>[\w’'-]+) of (?:the )?(?:\w+day,? )?$")
_MEETING = re.compile(
    r"(?:morning|afternoon|evening|night|meeting|talk|round|session|dialogue|summit|consultation|negotiation|visit"
    r"|call|conversation|conference)s?$",
    re.IGNORECASE,
)
_OLD_DATE = re.compile(
    r"\b(?:planned|scheduled|due|set|expected|slated|originally) (?:for|on|to \w+(?: \w+)? on) (?:the )?(?:\w+,? )?$"
    r"|\b(?:was|were|had been|should have been|would have been) (?:due )?to (?:be held|take place|meet|convene|visit)"
    r"\b[^,;.]{0,40}$",
    re.IGNORECASE,
)
_OR_ANOTHER = re.compile(r",? or (?:on |in )?(?:the )?(?:\d|[A-Z])")
_COARSE = re.compile(r"\b(?:in|on|of|for|held|during|early|late|mid|took place)[\s-](?:the )?$", re.IGNORECASE)
_JOINED = re.compile(r"\s?(?:-|–|—|to|until|till|through|and|&)\s?(?:the |on )?", re.IGNORECASE)
_BEFORE_THEN = re.compile(
    rf"{cues.POSTPONED.pattern}|\b(?:original\w*|initial\w*|first|previously|earlier) (?:scheduled|planned|set"
    rf"|expected|due)\b"
    r"|\b(?:was|were|had been) (?:due )?to (?:be held|take place|meet|convene|visit)\b"
    r"|\b(?:instead of|rather than|brought forward|moved)\b",
    re.IGNORECASE,
)
_NEW_DATE = re.compile(
    r"\b(?:to|until|till|rescheduled for|now (?:be )?held (?:on|in))\s(?:the\s)?(?:\w+,?\s)?$", re.IGNORECASE
)


def date_fault(field: str, case: Case) -> tuple[str | None, str]:
    """Why no quote says a date, or None; and how it was counted, where the words do not say all of it."""
    value = str(case.value)
    try:
        parse(value)
    except ValueError as error:
        return str(error), ""
    notes: dict[str, str] = {}
    reason = None
    for quote in case.quotes:
        for one in _said(quote, case):
            if reason := _fault(field, quote, one, case):
                continue
            for said, note in _meanings(quote, one, case):
                notes.setdefault(said, note)
    if value in notes:
        return None, notes[value]
    if _is_wider(value, notes, case):
        return None, ""
    counted_so = _span(value, case, notes)
    if counted_so is not None:
        return None, counted_so
    told = ", ".join(sorted(notes)) or "no date of this meeting"
    return (reason if reason and not notes else None) or f"the quote says {told}", ""


def _fault(field: str, quote: Quoted, one: When, case: Case) -> str | None:
    """Why a date that stands in a quote is not that of the field."""
    if field == "previous_date":
        start, end = quote.sentence_of(one.start)
        is_old = _BEFORE_THEN.search(quote.reading.text[start:end]) and not _NEW_DATE.search(quote.before(one.start))
        return None if is_old else "the quote does not say that it was to be held then"
    if without := left_out(quote.before(one.start)):
        return f'the document says that it was another day ("{without}")'
    status = case.status
    if status == "held":
        return not_held(quote, one.start)
    if status == "postponed" and _OLD_DATE.search(quote.before(one.start)):
        return "the quote says that it was to be held then before: that is previous_date"
    return None


def _is_wider(value: str, notes: dict[str, str], case: Case) -> bool:
    """Whether a date says less than the quotes: the month of a day, or a window around it."""
    if bounds := re.fullmatch(r"\[(.*)\.\.(.*)\]", value):
        first, last = bounds.groups()
        published = {str(quote.reading.release.published) for quote in case.quotes}
        status = case.status
        is_first = not first or first in notes or (status == "planned" and first in published)
        # What was held was held before the report of it.
        is_last = not last or last in notes or (status == "held" and last in published and _are_told(case))
        return is_first and is_last
    if re.fullmatch(r"\d{4}(?:-\d\d)?", value):
        return any(one[: len(value)] == value and one[-10:][: len(value)] == value for one in notes)
    return False


def _are_told(case: Case) -> bool:
    """Whether a quote tells of a meeting as what has been."""
    return any(
        cues.FINITE.search(quote.text)
        and not not_held(quote, quote.span[0])
        and not is_of_other(quote, quote.span[1] - 1, case)
        for quote in case.quotes
    )


def _span(value: str, case: Case, notes: dict[str, str]) -> str | None:
    """How a span was counted whose ends stand beside each other in a quote: "2025-06-03 to 2025-06-05"."""
    first, _, last = value.partition("/")
    if not last or first not in notes or last not in notes or first >= last:
        return None
    for quote in case.quotes:
        dates = list(_said(quote, case))
        for one, other in pairwise(dates):
            between = quote.reading.text[one.end : other.start]
            meant = (
                [said for said, _ in _meanings(quote, one, case)],
                [said for said, _ in _meanings(quote, other, case)],
            )
            if _JOINED.fullmatch(between) and first in meant[0] and last in meant[1]:
                return notes[first] or notes[last]
    return None


def _said(quote: Quoted, case: Case) -> Iterator[When]:
    """The dates in a quote that can be those of the meeting: not of another one, of a release or of a plan."""
    release = quote.reading.release
    for one in release.dates:
        if not (quote.span[0] <= one.start and one.end <= quote.span[1]):
            continue
        # The day of a release stands in its dateline, its head or a line of its own, and is not that of the meeting.
        start, end = release.dateline
        is_of_release = start <= one.start < end or any(a <= one.start < b for a, b in release.header)
        before = quote.before(one.start)
        of = _OF_WHAT.search(before)
        is_named_otherwise = (
            _IS_NOT_OF_MEETING.search(before)
            or _OR_ANOTHER.match(quote.reading.text, one.end)
            or (of and not _MEETING.search(of["what"]))
            or (one.kind in ("month", "year") and not _COARSE.search(before))
        )
        if not (
            is_of_release
            or one == release.published_in_text
            or is_named_otherwise
            or not is_of_meeting(quote.reading.text[slice(*quote.sentence_of(one.start))])
            or is_of_other(quote, one.start, case)
        ):
            yield one


def _meanings(quote: Quoted, one: When, case: Case) -> Iterator[tuple[str, str]]:
    """What a date can be: as it says, or counted from the publication in the direction that its sentence says."""
    if said := edtf(one):
        yield said, ""
        return
    published = quote.reading.release.published
    if published is None:
        return
    start, end = quote.sentence_of(one.start)
    # What was called off may have been meant for a day before the report, or behind it.
    is_off = case.status in ("cancelled", "postponed")
    for ahead in (False, True) if is_off else (is_to_come(quote.reading.text[start:end], one.start - start),):
        if found := counted(one, published, is_to_come=ahead):
            words = quote.reading.said((one.start, one.end))
            yield found[0], f'The document says "{words}"; {found[1]}.'
