"""Where the meeting of the news was held: only what is said of it, and not of what lies behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dialogue_cli.curate.draft import cues
from dialogue_cli.curate.draft.reading import Reading
from dialogue_cli.tuples import NamedTuple

Span = tuple[int, int]


class Where(NamedTuple):
    """A place as the records have it, and where the text says it."""

    city: str
    country: str
    span: Span
    is_here: bool = False
    """Whether the text says "here", and its dateline names the city."""


def places_of(reading: Reading, sentences: Sequence[Span], *, is_to_come: bool) -> list[Where]:
    """The cities, or the country of a visit, in which the text says that the news took place."""
    found: list[Where] = []
    for sentence in sentences:
        for where in places_in(reading, sentence):
            if reading.is_behind(sentence, where.span[0], is_to_come=is_to_come):
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
        r"\b(?:residence|resident|residing|based|situation|developments?|war|conflict|peace|crisis|embassy"
        r"|ambassador|interests|stability|security"
        r"|ceasefire|opened|opening|office|consulate|investment\w*|projects?|people|operation\w*|university|signed"
        r"|born|based|living|elections?) (?:\w+ )?(?:in|at)\s?$",
        before,
    ):
        return False
    return bool(
        cues.MET.search(before)
        or cues.TO_COME.search(before)
        or cues.NOUN.search(before)
        or (re.match(r",?\s[^.]{0,80}", after) and cues.MET.search(after) and len(before) < 40)
    )


_GOING = re.compile(
    r"\b(?:visit\w*|trip|travel\w*|tour|arriv\w+|mission|moved|continued?|went"
    r"|proceeded) (?:\w+ )?to$"
)
_HERE = re.compile(
    r"\b(?:received|met|held|paid|called|hosted|arrived|opened|concluded|began)\b[^,;]{0,140}?\bhere\b(?: today| on"
    r"| yesterday|,)"
)


def places_in(reading: Reading, sentence: Span) -> Iterator[Where]:
    """The places of a sentence behind "in", "at" or "to": a city, a city with its country, a country."""
    first, last = reading.words.within(*sentence)
    words, signs, text = reading.words.words, reading.words.signs, reading.text
    for word in words[first:last]:
        if word.sign == "C" and re.match(r"\s(?:hosted|hosts|will host|to host)\b", text[word.end : word.end + 12]):
            yield Where(word.means, "", (word.start, word.end))
    if (match := _HERE.search(reading.said(sentence))) and (city := _city_of_dateline(reading)):
        yield Where(city, "", (sentence[0] + match.end() - 1, sentence[0] + match.end()), is_here=True)
    if sentence == reading.release.headline and (
        found := re.search(r"\(C(?:,S)?,D\)|-C(?:&C)*,D$|C,D$", signs[first:last])
    ):
        for word in words[first + found.start() : first + found.end()]:
            if word.sign == "C":
                yield Where(word.means, "", (word.start, word.end))
    yield from _behind_a_building(reading, sentence)
    for i in range(first, last - 1):
        preposition = text[words[i].start : words[i].end].lower()
        if preposition not in ("in", "to", "visited", "visits", "visit", "visiting"):
            continue
        if preposition == "to" and not _GOING.search(text[sentence[0] : words[i].end]):
            continue
        if where := _place_at(reading, i + 1, last, is_visit=preposition != "in", preposition=preposition):
            yield where
            yield from _second(reading, where, last)


_BUILDING = re.compile(r"\bat (?:the |its |his |her )?[A-ZÀ-Þ][\w’'. -]{3,70}, $")


def _behind_a_building(reading: Reading, sentence: Span) -> Iterator[Where]:
    """The city behind a building: "at the Ministry of Foreign Affairs, Islamabad"."""
    first, last = reading.words.within(*sentence)
    for word in reading.words.words[first:last]:
        if word.sign == "C" and _BUILDING.search(reading.text[max(sentence[0], word.start - 90) : word.start]):
            yield Where(word.means, "", (word.start, word.end))


def _second(reading: Reading, where: Where, last: int) -> Iterator[Where]:
    """The other cities of "in Rome and Bologna"; they share the place of the first."""
    i = next(n for n, word in enumerate(reading.words.words) if word.end >= where.span[1]) + 1
    signs, words = reading.words.signs, reading.words.words
    while i + 1 < last and signs[i] in "&," and signs[i + 1] in "CN":
        if signs[i + 1] == "N" and (signs[i] == "," or (i + 2 < last and signs[i + 2] not in '.",D;)&')):
            return
        if signs[i] == "," and "&" not in signs[i : i + 4]:
            return
        if i + 2 < last and signs[i + 2] in "OPKN":
            return
        yield Where(words[i + 1].means or reading.words.said(i + 1, i + 2), "", where.span)
        i += 2


def _city_of_dateline(reading: Reading) -> str | None:
    """The city in which a release was written: what it calls "here"."""
    first, last = reading.words.within(*reading.release.dateline)
    return next((word.means for word in reading.words.words[first:last] if word.sign == "C"), None)


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
    if word.means in _BOTH and preposition == "in" and after not in "OPNdos":
        return Where(word.means, "", (word.start, word.end))
    if word.sign == "C" and after == "p" and i + 2 < last and signs[i + 2] in "NU":
        # San Francisco de Campeche is not San Francisco.
        return None
    if word.sign == "C":
        return _city(reading, i, last, word.means) if after not in "OPN" and after != "s" else None
    if word.sign in "NUx" and preposition in ("in", "to", "visited", "visits") and word.sign != "x":
        return _unknown_city(reading, i, last)
    held = is_visit or _HELD_IN.search(reading.text[max(0, word.start - 60) : word.start])
    if word.sign == "S" and held and after not in "OPNdos" and _is_country(reading, word.means):
        return Where("", word.means, (word.start, word.end))
    return None


# Cities and countries of one name: what is held "in" them is held in the city.
_BOTH = ("Luxembourg", "Singapore", "Monaco", "San Marino", "Djibouti", "Gibraltar")


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
    """A city that no list has: its country stands beside it ("in Termez, Uzbekistan"), or something is held in it."""
    words, signs = reading.words.words, reading.words.signs
    stop = i
    while stop < last and signs[stop] in "NUpI-" and stop - i < 4:
        stop += 1
    if stop == i or signs[i] not in "NU":
        return None
    has_country = stop + 1 < last and signs[stop] in ",(" and words[stop + 1].sign == "S"
    if has_country and _is_country(reading, words[stop + 1].means):
        if stop + 2 < last and signs[stop + 2] in "sOo":
            return None
        return Where(reading.words.said(i, stop), words[stop + 1].means, (words[i].start, words[stop + 1].end))
    if _is_alone(reading, i, stop, last):
        return Where(reading.words.said(i, stop), "", (words[i].start, words[stop - 1].end))
    return None


_HELD_IN = re.compile(
    r"\b(?:held|place|hosted|convened|met|meets|meet|meeting|talks|headquarters|gathered|moved|arrived"
    r"|continue[sd]?) (?:[\w,]+ ){0,5}(?:in|to)\s(?:the\s)?(?:\w+\s)?$"
)


def _is_alone(reading: Reading, i: int, stop: int, last: int) -> bool:
    """Whether words that no list has are a city: something was held in it, and then the sentence goes on or ends."""
    words, signs = reading.words.words, reading.words.signs
    before = reading.text[max(0, words[i].start - 60) : words[i].start]
    follows = signs[stop] if stop < last else "."
    says = reading.text[words[stop].start : words[stop].end].lower() if stop < last else "."
    is_over = (
        follows in "D.;)&"
        or says in (".", "on", "this", "today", "from", "at", "under", "with", "and", "has", "in")
        or follows == '"'
    )
    is_region = stop + 1 < last and signs[stop] == "," and signs[stop + 1] not in "SC"
    after_name = any(words[i].start - distance in reading.ends_of_people for distance in range(5))
    return (bool(_HELD_IN.search(before)) or after_name) and (is_over or is_region) and stop - i < 3


def as_place(one: Where) -> dict[str, str]:
    """A place as the records have it."""
    return ({"city": one.city} if one.city else {}) | ({"country": one.country} if one.country else {})
