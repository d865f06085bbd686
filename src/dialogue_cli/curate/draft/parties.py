"""Which parties met, by the words of the sentences that tell it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dialogue_cli.curate.draft.reading import Reading
from dialogue_cli.names.iso import country_names

Span = tuple[int, int]
# Signs of two parties that are named as a pair.
_PAIR = re.compile(r"[SA](?:s)?-[SA]|(?:a)?S(?:s)?(?:,a?S)*,?&a?S")


def pairs(reading: Reading, span: Span) -> list[tuple[str, Span]]:
    """Parties that some words name together: EU-Pakistan, "between Kazakhstan and Finland"; each with its place."""
    first, last = reading.words.within(*span)
    found = []
    for match in _PAIR.finditer(reading.words.signs, first, last):
        before = reading.text[
            max(span[0], reading.words.words[match.start()].start - 26) : reading.words.words[match.start()].start
        ]
        is_hyphen = "-" in match[0]
        is_joined = re.search(r"\b(?:between|of|among)\s(?:the\s)?$", before) or match.start() == first
        after = reading.text[reading.words.words[match.end() - 1].end :][:60]
        is_subject = re.match(
            r"\s(?:have|has|held|hold|agreed|signed|met|will|are|were|discussed|convened|launched|concluded"
            r"|reaffirmed|reviewed|welcomed|exchanged|co-chaired)\b",
            after,
        )
        if is_hyphen or is_joined or is_subject:
            found += [
                (word.means, (word.start, word.end))
                for word in reading.words.words[match.start() : match.end()]
                if word.sign in "SA"
            ]
    return found


def named(reading: Reading, span: Span) -> list[tuple[str, Span]]:
    """Every party that some words name, in order, adjectives left out."""
    first, last = reading.words.within(*span)
    return [
        (word.means, (word.start, word.end))
        for word in reading.words.words[first:last]
        # Its agencies are not the United Nations, nor its members the European Union.
        if word.sign == "S"
        and not re.match(r"\s(?:agenc|member|national|citizen|compan)", reading.text[word.end : word.end + 12])
    ]


def unique(parties: Sequence[tuple[str, Span]]) -> dict[str, Span]:
    """Each party once, with the first place that names it."""
    found: dict[str, Span] = {}
    for name, span in parties:
        found.setdefault(name, span)
    return found


_OFFICE = re.compile(
    r"\b(?:ministry|department|embassy|government|office|commission|council|secretariat|delegation|president|website"
    r"|presidency"
    r"|chancellery|press service)\b",
    re.IGNORECASE,
)
_REPORTS = re.compile(r"\b(?:reports?|reported|announced|said|informs?|informed|according to)\b", re.IGNORECASE)


_MINISTRY = re.compile(
    r"\b(?:Ministry|Department|Press Service) of [^,.;]{0,60}? of (?:the )?(?:Republic of |Kingdom of )?[A-Z]\w+"
)


def home(reading: Reading) -> tuple[str, Span] | None:
    """The party that publishes the release, where the text names its ministry or office beside the news."""
    release = reading.release
    from dialogue_cli.curate.draft.agencies import country_of_agency

    if found := country_of_agency(reading.said(release.dateline)):
        code = found[0]
        return country_names(code)[0], release.dateline
    places = [
        *release.header,
        *(
            (a, b)
            for a, b in release.blocks
            if a > release.body and b - a < 120 and release.text[b - 1 : b] not in ".!?"
        ),
    ]
    for start, end in places:
        if _OFFICE.search(release.text, start, end) or (
            start < release.body and len(release.text[start:end].split()) < 6
        ):
            for name, span in _all(reading, (start, end)):
                return name, span
    for sentence in reading.lead:
        for match in _MINISTRY.finditer(reading.said(sentence)):
            tail = reading.said(sentence)[match.end() : match.end() + 20]
            if _REPORTS.match(tail.strip(", ")):
                for name, span in _all(reading, (sentence[0] + match.start(), sentence[0] + match.end())):
                    return name, span
    return None


def _all(reading: Reading, span: Span) -> list[tuple[str, Span]]:
    first, last = reading.words.within(*span)
    return [(word.means, (word.start, word.end)) for word in reading.words.words[first:last] if word.sign in "SA"]


def acts(reading: Reading, sentence: Span, span: Span, *, is_to_come: bool = False) -> bool:
    """Whether a party is named as one that acts or is met, not as a place or a subject."""
    before = reading.text[max(sentence[0], span[0] - 30) : span[0]]
    is_subject = re.search(
        r"\b(?:in|to|about|against|for|regarding|situation|on|into|support for|at)\s(?:the\s)?$", before
    )
    return not is_subject and not reading.is_behind(sentence, span[0], is_to_come=is_to_come)
