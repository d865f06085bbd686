"""The meeting that is to follow that of the news, where the document says its day or place and no number."""

from __future__ import annotations

import re
from typing import Any

from dialogue_cli.curate.draft import cues
from dialogue_cli.curate.draft.besides import taken_over, when_and_where
from dialogue_cli.curate.draft.dating import day_of
from dialogue_cli.curate.draft.places import places_in
from dialogue_cli.curate.draft.quotes import Quotes
from dialogue_cli.curate.draft.reading import Reading
from dialogue_cli.curate.draft.titles import capitalised

Span = tuple[int, int]
Record = dict[str, Any]
_NEXT = re.compile(
    r"\b(?:the|its|their) (?P<title>next (?:annual )?(?:rounds?|meeting|session|edition|dialogue|consultations?|summit)"
    r"(?: of the (?:dialogue|consultations|talks|council|commission|committee|working group))?)\b"
    r"(?! of| for| between| on)",
    re.IGNORECASE,
)
_AGREED = re.compile(
    r"\b(?:agreed|decided|plan(?:s|ned)?|look(?:ed|ing)? forward)(?: to)? (?:hold|convene|organi[sz]e|holding"
    r"|convening) $"
)
_SAME = ("series", "principal", "partners")


def to_follow(reading: Reading, source: str, told: list[Record]) -> Record | None:
    """The record of the next meeting of the series of the news; None without a day or a place, or with a number."""
    main = told[0]
    has_one = any(one.get("ordinal", 0) > main.get("ordinal", 0) for one in told)
    if not main.get("series") or main["status"] != "held" or has_one:
        return None
    for sentence in reading.about:
        match = _NEXT.search(reading.text, *sentence)
        if not match or reading.rounds(sentence):
            continue
        after = (match.end(), sentence[1])
        if cues.TO_COME.search(reading.said(after)) or _AGREED.search(reading.text[sentence[0] : match.start()]):
            return _record(reading, source, main, sentence, match)
    return None


def _record(reading: Reading, source: str, main: Record, sentence: Span, match: re.Match[str]) -> Record | None:
    days = [day_of(reading, when, is_to_come=True) for when in reading.release.dates_within(match.end(), sentence[1])]
    places = [where for where in places_in(reading, sentence) if where.span[0] >= match.end() and where.city]
    quotes = Quotes(reading.release.document, source)
    quotes.add(sentence, "title", "status")
    record: Record = {"title": capitalised(match["title"]), **taken_over(main, quotes, _SAME), "status": "planned"}
    when_and_where(record, quotes, sentence, days, places)
    if not {"date", "place"} & record.keys():
        return None
    record["evidence"] = quotes.entries()
    return record
