"""Numbered meetings that a release names besides its news: what went before, and the round that is agreed to follow."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Any

from dialogue_cli.curate.draft import cues
from dialogue_cli.curate.draft.dating import Day, day_of
from dialogue_cli.curate.draft.known import Known
from dialogue_cli.curate.draft.parties import pairs, unique
from dialogue_cli.curate.draft.places import Where, as_place, places_in
from dialogue_cli.curate.draft.quotes import Quotes
from dialogue_cli.curate.draft.reading import Reading
from dialogue_cli.curate.draft.rounds import Round
from dialogue_cli.curate.draft.series import is_of_series, like
from dialogue_cli.curate.draft.titles import capitalised

Span = tuple[int, int]
Record = dict[str, Any]
_BESIDE = 140
_DAYS = ("full", "month", "yearless")
_PLANNED = re.compile(
    r"\b(?:agreed|decided|plans?|expected|intend\w*|look(?:ed)? forward|looking forward)\b[^.;]{0,80}\b(?:hold"
    r"|convene|organi[sz]e|host|meet|holding|convening|hosting|held)\b[^.;]{0,60}$|\bnext\b[^.;]{0,20}$"
)
_TOLD = re.compile(r"\b(?:(?:co-?)?chaired|held|(?:co-?)?hosted|opened|convened) (?:the|its|their) $", re.IGNORECASE)
_HELD = re.compile(
    r"\W{0,3}(?:,? ?(?:which |that )?(?:was |were |had been )?(?:held|took place|conducted|convened|hosted)|on\b"
    r"|in\b)"
)


def besides(reading: Reading, source: str, known: Known, told: Sequence[Record]) -> list[Record]:
    """The records of the numbered meetings that are not those already told of."""
    found: list[Record] = []
    done = {(one.get("ordinal"), like(reading, known, one.get("series", ""))) for one in told}
    for sentence in reading.about:
        for one in reading.rounds(sentence):
            this = (one.ordinal, like(reading, known, one.series))
            is_told = any(
                other.get("ordinal") == one.ordinal and is_of_series(reading, known, other, one) for other in told
            )
            if is_told or this in done or not (one.series or _is_next_to(reading, one, sentence, told[0])):
                continue
            if record := _record(reading, source, known, sentence, one, told[0]):
                done.add(this)
                found.append(record)
    return found


def _is_next_to(reading: Reading, one: Round, sentence: Span, main: Record) -> bool:
    """Whether a number without a series is that of the round before or after the news: "the fourth round"."""
    if not main.get("series") or abs(main.get("ordinal", one.ordinal) - one.ordinal) != 1:
        return False
    is_of_another = re.match(r"\s(?:of|for|between|under)\b", reading.text[one.end : sentence[1]])
    nouns = {other.noun for told in reading.about for other in reading.rounds(told) if other.ordinal == main["ordinal"]}
    return not is_of_another and one.noun in nouns


def _record(reading: Reading, source: str, known: Known, sentence: Span, one: Round, main: Record) -> Record | None:
    """A record of a numbered meeting that was held, with a date or a place beside it, or that is planned."""
    stops = [other.start for other in reading.rounds(sentence) if other.start > one.end]
    after = (one.end, min([sentence[1], one.end + _BESIDE, *stops]))
    before = reading.text[sentence[0] : one.start]
    if is_told := bool(_TOLD.search(before)) and not reading.is_behind(sentence, one.start):
        # "In Hanoi on 10 June, she co-chaired the 14th Dialogue": day and place stand before it.
        after = (sentence[0], after[1])
    is_planned = bool(_PLANNED.search(before) or cues.TO_COME.search(reading.said(after)))
    days = [
        day_of(reading, when, is_to_come=is_planned)
        for when in reading.release.dates_within(*after)
        if when.kind in (*_DAYS, *(["year"] if is_planned else []))
    ]
    places = [where for where in places_in(reading, sentence) if after[0] <= where.span[0] < after[1] and where.city]
    is_held = (is_told or bool(_HELD.match(reading.said(after).lstrip()))) and bool(days or places)
    if not is_planned and not is_held:
        return None
    quotes = Quotes(reading.release.document, source)
    is_of_main = bool(main.get("series")) and is_of_series(reading, known, main, one)
    if len(one.series.split()) == 1 and not is_of_main and not known.series(one.series):
        # "The fourth session of the Commission" does not say of which.
        return None
    record: Record = {
        "title": capitalised(reading.said((one.start, one.end))),
        "series": main["series"] if is_of_main else known.series(one.series) or one.series,
        "ordinal": one.ordinal,
        "status": "planned" if is_planned else "held",
    }
    quotes.add(sentence, "title", "series", "ordinal", "status")
    if is_of_main:
        record |= taken_over(main, quotes, ("series",))
    when_and_where(record, quotes, sentence, days, places)
    _parties(reading, known, record, quotes, (sentence, one), main if is_of_main else None)
    record["evidence"] = quotes.entries()
    return record


def when_and_where(
    record: Record, quotes: Quotes, sentence: Span, days: Sequence[Day], places: Sequence[Where]
) -> None:
    """Writes the first day and the first place that a sentence says of another meeting."""
    if days and days[0].value:
        record["date"] = days[0].value
        record |= {"date_note": days[0].note} if days[0].note else {}
        quotes.add(sentence, "date")
    if places:
        record["place"] = as_place(places[0])
        quotes.add(sentence, "place")


def taken_over(main: Record, quotes: Quotes, names: Collection[str]) -> Record:
    """Some fields of the news that are those of another meeting of its series too; their quotes are added."""
    for entry in main["evidence"]:
        if claims := [claim for claim in entry["supports"] if claim.partition(".")[0] in names]:
            quotes.add_entry(entry, claims)
    return {name: main[name] for name in names if name in main}


def _parties(
    reading: Reading, known: Known, record: Record, quotes: Quotes, where: tuple[Span, Round], main: Record | None
) -> None:
    """The parties that the name of a meeting says; of another round of the news those of the news."""
    sentence, one = where
    parties = list(unique(pairs(reading, (one.start, one.end))))
    if main and not parties:
        record |= taken_over(main, quotes, ("principal", "partners"))
        return
    if known.principal in parties:
        parties.remove(known.principal)
    elif parties:
        record["principal"] = parties.pop(0)
        quotes.add(sentence, "principal")
    if parties:
        record["partners"] = parties
        quotes.add(sentence, *(f"partners.{name}" for name in parties))
