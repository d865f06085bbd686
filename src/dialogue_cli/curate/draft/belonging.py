"""Which sentences below the lead belong to the meeting of an event, and may say who was there."""

from __future__ import annotations

import re

from dialogue_cli.curate.draft import cues
from dialogue_cli.curate.draft.dating import OTHER_ONE
from dialogue_cli.curate.draft.events import Event
from dialogue_cli.curate.draft.reading import Reading
from dialogue_cli.curate.draft.rounds import ordinal_of

Span = tuple[int, int]


def same_event(reading: Reading, event: Event) -> list[Span]:
    """The sentences of an event that are of its meeting, and of no other day, round or number."""
    numbers = {one.ordinal for sentence in event.told for one in reading.rounds(sentence)}
    found, told = list(event.told), set(event.told)
    for one in event.sentences:
        said = reading.said(one)
        is_other = (
            OTHER_ONE.search(said[:70]) or _is_of_other_day(reading, event, one) or _numbers_another(said, numbers)
        )
        if one in told or is_other or _DURING.match(said) or _is_of_other_round(reading, one, numbers):
            continue
        if cues.MET.search(said) or cues.PRESENT.search(said) or acted_together(reading, one):
            found.append(one)
    return found


_TOGETHER = re.compile(
    r"\s(?:also |then |further |both )?(?:agreed|discussed|exchanged|reviewed|talked|spoke|explored)\b"
)


def acted_together(reading: Reading, sentence: Span) -> bool:
    """Whether a sentence begins with two people who did something together: "Minister A and Minister B agreed"."""
    if not _TOGETHER.search(reading.text, *sentence):
        return False
    spans = [one.span for one in reading.people_within(sentence)]
    if len(spans) < 2 or reading.text[sentence[0] : spans[0][0]].strip():
        return False
    between, after = reading.text[spans[0][1] : spans[1][0]], reading.text[spans[1][1] : sentence[1]]
    return bool(re.fullmatch(r" and (?:the |his |her )?", between) and _TOGETHER.match(after))


_DURING = re.compile(
    r"(?:during|as part of|within the framework of|in the course of) (?:the|his|her|their) (?:\w+ )?(?:visit|stay"
    r"|trip)\b"
    r"|on the (?:sidelines|margins) of\b",
    re.IGNORECASE,
)


def _is_of_other_round(reading: Reading, sentence: Span, numbers: set[int]) -> bool:
    """Whether a sentence names another round before it says who was there."""
    attended = cues.ATTENDED.search(reading.text, *sentence)
    others = [one for one in reading.rounds(sentence) if one.ordinal not in numbers]
    return any(not attended or one.start < attended.start() for one in others)


def _is_of_other_day(reading: Reading, event: Event, sentence: Span) -> bool:
    """Whether a sentence begins with a day that the news is not of: "On May 9, he attended …"."""
    release = reading.release
    here = [one for one in release.dates_within(*sentence) if sentence[0] < one.start < sentence[0] + 6]
    here = [one for one in here if one.kind in ("full", "yearless")]
    if not here:
        return False
    told = [one for span in event.told for one in release.dates_within(*span)]
    return bool(told) and all(here[0].first[1:] != one.first[1:] for one in told)


def _numbers_another(said: str, numbers: set[int]) -> bool:
    """Whether a sentence is about another round, by its first words: "The Ninth ANJSCC was held …"."""
    match = re.match(r"The ([\w-]+) [A-Z]", said)
    number = ordinal_of(match[1]) if match else None
    return number is not None and bool(numbers) and number not in numbers
