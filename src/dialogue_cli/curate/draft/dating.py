"""When the meeting of the news was held: only what is said of it, and not of what lies behind it."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence

from dialogue_cli.curate.draft import cues
from dialogue_cli.curate.draft.dates import When, counted, edtf
from dialogue_cli.curate.draft.reading import Reading
from dialogue_cli.tuples import NamedTuple

Span = tuple[int, int]


_EXACT = {"full": 0, "yearless": 1, "relative": 2, "weekday": 3, "month": 4}


_BEFORE_DATE = re.compile(
    r"(?:\b(?:since|until|by|before|after|dated|from|of|for|signed|adopted|(?:announced|said|reported|stated"
    r"|informed|confirmed|published|reports) (?:it )?on)\s(?:the\s)?|\()$",
    re.IGNORECASE,
)


_HELD = re.compile(
    r"\b(?:meeting|talks|consultations|visit|call|conversation|session|round|dialogue|summit|event|conference"
    r"|negotiations|forum)\b[^.]{0,80}\b(?:was|were|took|has been|is being|will be|is|are)\s(?:\w+\s)?(?:held|place"
    r"|convened|hosted|conducted|scheduled|expected|organi[sz]ed)",
    re.IGNORECASE,
)


class Day(NamedTuple):
    """A date as the records write it, where the text says it, and how it was inferred if the text does not say all."""

    value: str | None
    span: Span
    note: str = ""
    reason: str = ""


def dates_of(reading: Reading, sentences: Sequence[Span], *, is_to_come: bool, before: str | None = None) -> list[Day]:
    """The dates of what some sentences tell, the likeliest first; a value of None is one that cannot be counted.

    `before` is the date of the meeting told of before, from which "the following day" is counted.
    """
    found: list[tuple[bool, int, int, Day]] = []
    for number, sentence in enumerate(sentences):
        if before and (day := _following(reading, sentence, before)):
            return [day]
        for one in reading.release.dates_within(*sentence):
            if _is_of_news(reading, sentence, one, is_to_come):
                day = day_of(reading, one, is_to_come=is_to_come)
                # "today" and "on 14 January" of one sentence are one day; what is whole is said of it more plainly.
                found.append((one.kind == "month" or one.kind == "year", number, _EXACT.get(one.kind, 5), day))
    return [day for *_, day in sorted(found, key=lambda one: one[:3])]


_NEXT_DAY = re.compile(r"(?:on )?(?:the )?(?P<how>following|next|same) day\b", re.IGNORECASE)


def _following(reading: Reading, sentence: Span, before: str) -> Day | None:
    """The day after the meeting told of before, or the same day."""
    match = _NEXT_DAY.match(reading.said(sentence))
    if not match or len(before) != 10:
        return None
    day = datetime.date.fromisoformat(before)
    day += datetime.timedelta(match["how"].lower() != "same")
    span = (sentence[0] + match.start(), sentence[0] + match.end())
    return Day(str(day), span, f'The document says "{match[0]}"; counted from the meeting of {before}.')


def _is_of_news(reading: Reading, sentence: Span, one: When, is_to_come: bool) -> bool:
    if one.kind not in _EXACT and not (is_to_come and one.kind == "year"):
        return False
    before = reading.text[sentence[0] : one.start]
    if reading.is_behind(sentence, one.start, is_to_come=is_to_come):
        return False
    if re.search(r"\b(?:morning|afternoon|evening|night|day) of (?:the )?$", before):
        return True
    if (
        _BEFORE_DATE.search(before)
        and not re.search(
            r"(?:held|place|runs?|visit\w*|meeting|scheduled|was|were|stay\w*|mission|trip) (?:from|for) (?:the )?$",
            before,
        )
        and one.first == one.last
    ):
        return False
    if (
        one.kind in ("weekday", "relative")
        and re.search(r"\b(?:said|told|announced|reported|statement)\b[^,]{0,30}$", before)
        and not cues.MET.search(before)
    ):
        return False
    return one.kind != "month" or bool(re.search(r"\b(?:in|held|on|for|early|late|mid)[\s-]$", before))


def day_of(reading: Reading, one: When, *, is_to_come: bool) -> Day:
    """What a date in the text says, counted from the publication where it has to be."""
    span = (one.start, one.end)
    if value := edtf(one):
        return Day(value, span)
    said = reading.said(span)
    published = reading.release.published
    if published is None:
        return Day(
            None, span, reason=f'"{said}" can only be counted from the day of publication; state it with --published'
        )
    if counting := counted(one, published, is_to_come=is_to_come):
        return Day(counting[0], span, f'The document says "{said}"; {counting[1]}.')
    return Day(None, span, reason=f'"{said}" does not exist in the year of publication')


OTHER_ONE = re.compile(
    r"\b(?:first|second|previous|last|next|earlier|preceding) (?:round|meeting|session|edition|conversation|talks"
    r"|visit)\b",
    re.IGNORECASE,
)


def held_sentences(reading: Reading, sentences: Sequence[Span], told: Sequence[Span]) -> list[Span]:
    """Sentences further down that say when or where the meeting of the news was held."""
    return [
        one
        for one in sentences
        if one not in told
        and _HELD.search(reading.said(one))
        and not OTHER_ONE.search(reading.said(one))
        and not reading.rounds(one)
    ]
