"""The date of a record, out of the dates that the text says of its meeting, and those that are left to a person."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from dialogue_cli.curate.draft.dating import Day
from dialogue_cli.curate.draft.quotes import Quotes, selector
from dialogue_cli.curate.draft.reading import Reading

Span = tuple[int, int]
Record = dict[str, Any]
_NEW = re.compile(
    r"\b(?:(?:to|until|till|for|rescheduled for)\s(?:the\s)?(?:\w+,?\s)?"
    r"|now (?:be )?held (?:on|in)\s(?:[\w,]+\s){0,3})$",
    re.IGNORECASE,
)
_OLD = re.compile(r"(?:scheduled|planned|due|set) (?:for|to)\b", re.IGNORECASE)


def dated(reading: Reading, record: Record, quotes: Quotes, found: Sequence[Day], told: Sequence[Span]) -> list[Record]:
    """Writes the date into a record, the likeliest first; returns what is unsure about it."""
    if record["status"] == "postponed" and found:
        _postponed(reading, record, quotes, found)
        return []
    unsure: list[Record] = []
    for day in found:
        if day.value:
            record["date"] = day.value
            if day.note:
                record["date_note"] = day.note
            if "counted from the meeting" in day.note:
                record.setdefault("inferred", {})["date"] = ""
            quotes.add(reading.sentence(day.span), "date", *(["date_note"] if day.note else []))
            break
        words = selector(reading.release.document, reading.sentence(day.span))
        unsure.append({"claim": "date", **words, "reason": day.reason})
    if "date" not in record and record["status"] == "held" and not unsure:
        unsure += _not_said(reading, told)
    return [*unsure, *_also_said(reading, record, found)]


def _postponed(reading: Reading, record: Record, quotes: Quotes, found: Sequence[Day]) -> None:
    """Of a postponed meeting the date that is said is the one before, unless "to" stands before it."""
    for day in found:
        before = reading.text[max(0, day.span[0] - 40) : day.span[0]]
        field = "date" if _NEW.search(before) and not _OLD.search(before) else "previous_date"
        if day.value and field not in record:
            record[field] = day.value
            quotes.add(reading.sentence(day.span), field)


def _not_said(reading: Reading, told: Sequence[Span]) -> Iterator[Record]:
    release = reading.release
    if release.published:
        one = release.published_in_text
        words = selector(release.document, (one.start, one.end) if one else told[-1])
        reason = "the document does not say the day; a publication date is no meeting date"
        yield {"claim": "date", "value": f"[..{release.published}]", **words, "reason": reason}


def _also_said(reading: Reading, record: Record, found: Sequence[Day]) -> Iterator[Record]:
    """Another day that is said of the same meeting."""
    mine = record.get("date", "")
    for day in found:
        if mine and day.value and not day.note and day.value[:10] not in mine and mine[:7] not in day.value:
            words = selector(reading.release.document, reading.sentence(day.span))
            yield {"claim": "date", "value": day.value, **words, "reason": "the document names this date too"}
            return
