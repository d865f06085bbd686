"""When and where the meeting of the news was held: only what is said of it, and not of what lies behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dialogue_cli.curate.draft import cues
from dialogue_cli.curate.draft.dates import When, counted, edtf
from dialogue_cli.curate.draft.reading import Reading
from dialogue_cli.tuples import NamedTuple

Span = tuple[int, int]
_EXACT = {"full": 0, "yearless": 1, "relative": 2, "weekday": 3, "month": 4}
_BEFORE_DATE = re.compile(
    r"(?:\b(?:since|until|by|before|after|dated|from|of|for|signed|adopted|(?:announced|said|reported|stated|informed|confirmed|published|reports) (?:it )?on)\s(?:the\s)?|\()$",
    re.IGNORECASE,
)
_HELD = re.compile(
    r"\b(?:meeting|talks|consultations|visit|call|conversation|session|round|dialogue|summit|event|conference|negotiations|forum)\b[^.]{0,80}\b(?:was|were|took|has been|is being|will be|is|are)\s(?:\w+\s)?(?:held|place|convened|hosted|conducted|scheduled|expected|organi[sz]ed)",
    re.IGNORECASE,
)


class Day(NamedTuple):
    """A date as the records write it, where the text says it, and how it was inferred if the text does not say all."""

    value: str | None
    span: Span
    note: str = ""
    reason: str = ""


def dates_of(reading: Reading, sentences: Sequence[Span], *, is_to_come: bool) -> list[Day]:
    """The dates of what some sentences tell, the likeliest first; a value of None is one that cannot be counted."""
    found: list[tuple[int, int, Day]] = []
    for number, sentence in enumerate(sentences):
        for one in reading.release.dates:
            if sentence[0] <= one.start and one.end <= sentence[1] and _is_of_news(reading, sentence, one, is_to_come):
                found.append(
                    (
                        _EXACT[one.kind] + (2 if one.kind == "month" else 0),
                        number,
                        day_of(reading, one, is_to_come=is_to_come),
                    )
                )
    return [day for _, _, day in sorted(found, key=lambda one: (one[0] > 3, one[1], one[0]))]


def _is_of_news(reading: Reading, sentence: Span, one: When, is_to_come: bool) -> bool:
    if one.kind not in _EXACT and not (is_to_come and one.kind == "year"):
        return False
    before = reading.text[sentence[0] : one.start]
    if not is_to_come and reading.is_behind(sentence, one.start):
        return False
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


def held_sentences(reading: Reading) -> list[Span]:
    """Sentences further down that say when or where the meeting of the news was held."""
    return [
        one
        for one in reading.about
        if one not in reading.lead and _HELD.search(reading.said(one)) and not reading.rounds(one)
    ]


class Where(NamedTuple):
    """A place as the records have it, and where the text says it."""

    city: str
    country: str
    span: Span


def places_of(reading: Reading, sentences: Sequence[Span], *, is_to_come: bool) -> list[Where]:
    """The cities, or the country of a visit, in which the text says that the news took place."""
    found: list[Where] = []
    for sentence in sentences:
        for where in places_in(reading, sentence):
            if not is_to_come and reading.is_behind(sentence, where.span[0]):
                continue
            if not _is_place_of_meeting(reading, sentence, where):
                continue
            if not any(_same(where, other) for other in found):
                found.append(where)
    return found


def _same(one: Where, other: Where) -> bool:
    return one.city == other.city if one.city and other.city else one.country == other.country


def _is_place_of_meeting(reading: Reading, sentence: Span, where: Where) -> bool:
    """Whether the words before a place say that something was held there, or that someone went there."""
    before = reading.text[sentence[0] : where.span[0]]
    after = reading.text[where.span[1] : sentence[1]]
    if re.search(
        r"\b(?:situation|developments?|war|conflict|peace|crisis|embassy|ambassador|interests|stability|security|ceasefire|opened|opening|office|consulate|investment\w*|projects?|people|operation\w*|university|signed|born|based|living|elections?) (?:\w+ )?(?:in|at)\s?$",
        before,
    ):
        return False
    return bool(
        cues.MET.search(before)
        or cues.TO_COME.search(before)
        or cues.NOUN.search(before)
        or re.match(r",?\s[^.]{0,80}", after)
        and cues.MET.search(after)
        and len(before) < 40
    )


def places_in(reading: Reading, sentence: Span) -> Iterator[Where]:
    """The places of a sentence behind "in", "at" or "to": a city, a city with its country, a country."""
    first, last = reading.words.within(*sentence)
    words, text = reading.words.words, reading.text
    for i in range(first, last - 1):
        preposition = text[words[i].start : words[i].end].lower()
        is_visit = preposition in ("to", "visited", "visits", "visit", "visiting")
        if preposition not in ("in", "to", "at", "visited", "visits", "visit", "visiting"):
            continue
        if preposition == "to" and not re.search(
            r"\b(?:visit\w*|trip|travel\w*|tour|arriv\w+|mission) (?:\w+ )?to$", text[sentence[0] : words[i].end]
        ):
            continue
        if where := _place_at(reading, i + 1, last, is_visit=is_visit, preposition=preposition):
            yield where


def _place_at(reading: Reading, i: int, last: int, *, is_visit: bool, preposition: str) -> Where | None:
    words, signs = reading.words.words, reading.words.signs
    while i < last and (
        signs[i] == "a" or reading.said(words[i][:2]).lower() in ("city", "historic", "capital", "ancient", "new")
    ):
        i += 1
    if i >= last:
        return None
    word = words[i]
    after = _after(reading, i, last)
    if word.sign == "C":
        return _city(reading, i, last, word.means) if after not in "OPN" and not (after == "s") else None
    if word.sign in "NUx" and preposition in ("in", "to", "visited", "visits") and word.sign != "x":
        return _unknown_city(reading, i, last)
    if (
        word.sign == "S"
        and (is_visit or preposition == "in")
        and after not in "OPNdos"
        and _is_country(reading, word.means)
    ):
        return Where("", word.means, (word.start, word.end))
    return None


def _after(reading: Reading, i: int, last: int) -> str:
    return reading.words.signs[i + 1] if i + 1 < last else "."


def _is_country(reading: Reading, name: str) -> bool:
    from dialogue_cli.names.iso import country_of_name

    return country_of_name(name) is not None


def _city(reading: Reading, i: int, last: int, city: str) -> Where:
    words, signs = reading.words.words, reading.words.signs
    if signs[i + 1 : i + 3] in (",S", "(S") and i + 2 < last and _fits(reading, city, words[i + 2].means):
        return Where(city, words[i + 2].means, (words[i].start, words[i + 2].end))
    return Where(city, "", (words[i].start, words[i].end))


def _fits(reading: Reading, city: str, country: str) -> bool:
    """Whether a country behind a city is its own: "in Brussels, Pakistan's minister" is another matter."""
    return reading.names.countries.get(city, country) == country


def _unknown_city(reading: Reading, i: int, last: int) -> Where | None:
    """A city that no list has, if its country stands beside it: "in Termez, Uzbekistan"."""
    words, signs = reading.words.words, reading.words.signs
    stop = i
    while stop < last and signs[stop] in "NUpI-" and stop - i < 4:
        stop += 1
    if (
        stop + 1 < last
        and signs[stop] in ",("
        and words[stop + 1].sign == "S"
        and _is_country(reading, words[stop + 1].means)
    ):
        if stop + 2 < last and signs[stop + 2] in "sOo":
            return None
        return Where(reading.words.said(i, stop), words[stop + 1].means, (words[i].start, words[stop + 1].end))
    return None
