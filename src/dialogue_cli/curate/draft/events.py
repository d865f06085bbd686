"""Which meetings a release tells of: the news of its lead, and others that have sentences of their own."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from dialogue_cli.curate.draft import cues
from dialogue_cli.curate.draft.dates import When
from dialogue_cli.curate.draft.parties import named
from dialogue_cli.curate.draft.reading import Reading

Span = tuple[int, int]
_APART = re.compile(
    r"(?:in a separate|separately|at a separate|in another|earlier in the day|later in the day|later that day"
    r"|the following day|the next day|the day before|on the same day|the same day|upon (?:his |her |their )?arrival"
    r"|while in|during (?:his|her|their) stay|afterwards|in the afternoon|in the evening|also (?:on|in)"
    r"|prior to (?:this|that))\b",
    re.IGNORECASE,
)
_OTHERS_MET = re.compile(
    r"\b(?:met(?: with)?|was received|were received|received|held (?:\w+ ){0,3}(?:talks|meetings?|conversations?"
    r"|discussions|consultations)|exchanged views with|spoke (?:\w+ ){0,2}with|paid an? (?:\w+ )*(?:call|visit)"
    r"|called on|(?:co-)?chaired the|(?:was|were) held|took place|convened|is to meet|will meet|had a meeting"
    r"|visited)\b",
    re.IGNORECASE,
)


_ANOTHER = re.compile(
    r"(?:the|its|their|our) (?:previous|last|preceding|earlier|next) (?:\w+ )?(?:rounds?|meetings?|sessions?|editions?"
    r"|talks|visits?|dialogues?|consultations?|summits?)\b",
    re.IGNORECASE,
)
"""A sentence that is about the meeting before or after that of the news."""


@dataclass
class Event:
    """A meeting that a release tells of: the sentences that tell of it first, and all that belong to it."""

    told: list[Span]
    sentences: list[Span] = field(default_factory=list)
    is_news: bool = True


def events_of(reading: Reading) -> list[Event]:
    """The news first, if the lead tells of a meeting, then what is told apart from it."""
    told = _told(reading)
    if not told:
        return []
    first = max(told)
    told, visit = _agreed_and_met(reading, told)
    found = [Event(told, list(told)), *visit]
    ends = [end for _, end in reading.release.headings]
    for one in reading.about:
        if one <= first or one in told:
            if not any(one in event.told for event in found) and one[0] >= reading.release.body:
                found[0].sentences.append(one)
            continue
        at = bisect_right(ends, one[0])
        after_heading = at > 0 and not reading.text[ends[at - 1] : one[0]].strip()
        if _is_apart(reading, one, after_heading=after_heading):
            found.append(Event([one], [one], is_news=False))
        elif _is_of_rounds(reading, one, told) and not any(reading.rounds(other) for other in found[-1].sentences):
            # Behind what is told apart, the text comes back to the rounds of the news.
            found.append(found[0])
        else:
            found[-1].sentences.append(one)
    for event in found:
        event.sentences.sort()
    return [event for i, event in enumerate(found) if event not in found[:i]]


def _is_of_rounds(reading: Reading, one: Span, told: list[Span]) -> bool:
    """Whether a sentence is about another round ("The second round of the consultations took …"), as the news is."""
    is_about_one = any(
        re.fullmatch(r"(?:the |their )?", reading.text[one[0] : this.start], re.IGNORECASE)
        for this in reading.rounds(one)
    )
    return is_about_one and any(reading.rounds(other) for other in told)


def _agreed_and_met(reading: Reading, told: list[Span]) -> tuple[list[Span], list[Event]]:
    """What is agreed to be launched is no meeting; those that the lead tells of besides are an event of their own."""
    body = [one for one in told if one[0] >= reading.release.body]
    said = reading.said(body[0]) if body else ""
    if not cues.AGREED.search(said) or cues.FINITE.search(said):
        return told, []
    met = [
        one for one in body[1:] if cues.FINITE.search(reading.said(one)) and not cues.AGREED.search(reading.said(one))
    ]
    rest = [one for one in told if one not in met]
    return rest, [Event(met, list(met), is_news=False)] if met else []


def _is_apart(reading: Reading, one: Span, *, after_heading: bool) -> bool:
    """Whether a sentence tells of another meeting than those before it."""
    said = reading.said(one)
    starts = _APART.match(said) or after_heading or re.match(r"on (?:\d|[A-Z]\w+ \d|\w+day\b)", said, re.IGNORECASE)
    met = _OTHERS_MET.search(said)
    if not starts or not met or not _is_someone_there(reading, one):
        return False
    return not reading.is_behind(one, one[0] + met.start())


def _is_someone_there(reading: Reading, one: Span) -> bool:
    return bool(reading.people_within(one) or named(reading, one) or reading.rounds(one))


def _told(reading: Reading) -> list[Span]:
    """The sentences of the lead that tell of a meeting, or else the first one below that does."""
    body = [one for one in reading.lead if one[0] >= reading.release.body]
    headline = [one for one in reading.lead if one[0] < reading.release.body]
    telling = _of_one(reading, [one for one in body if _tells(reading, one)])
    in_headline = [one for one in headline if _tells(reading, one) or cues.NOUN.search(reading.said(one))]
    if telling and (in_headline or any(_says(reading, one) for one in body[:2])):
        return in_headline + telling
    if not in_headline:
        return []
    later = [
        one
        for one in reading.about
        if one[0] >= reading.release.body and _has_verb(reading, one) and named(reading, one)
    ]
    return in_headline + later[:1] if later else []


def _of_one(reading: Reading, telling: list[Span]) -> list[Span]:
    """Those before the first that is of another day: "On 4 March she received …" after a meeting on 3 March."""
    for i, one in enumerate(telling):
        if i and _is_apart(reading, one, after_heading=False) and _is_of_another_day(reading, one, telling[:i]):
            return telling[:i]
    return telling


def _is_of_another_day(reading: Reading, one: Span, before: list[Span]) -> bool:
    def dated(span: Span) -> list[When]:
        return [when for when in reading.release.dates_within(*span) if when.kind in ("full", "yearless")]

    days = {when.first[1:] for span in before for when in dated(span)}
    mine = next(iter(dated(one)), None)
    return mine is not None and bool(days) and mine.first[1:] not in days


def _says(reading: Reading, one: Span) -> bool:
    """Whether a sentence has a verb of a meeting, not only a participle behind a noun."""
    said = reading.said(one)
    others = (cues.TO_COME, cues.AGREED, cues.POSTPONED, cues.CANCELLED)
    return _has_verb(reading, one) or any(cue.search(said) for cue in others)


def _has_verb(reading: Reading, one: Span) -> bool:
    """Whether a verb tells of a meeting that does not lie behind the news, and is no other one."""
    return not _ANOTHER.match(reading.said(one)) and any(
        not reading.is_behind(one, one[0] + match.start()) for match in cues.FINITE.finditer(reading.said(one))
    )


def _tells(reading: Reading, one: Span) -> bool:
    """Whether a sentence tells of a meeting as the news: by a verb that is not about what lies behind."""
    said = reading.said(one)
    if _ANOTHER.match(said):
        return False
    for cue in (cues.MET, cues.TO_COME, cues.AGREED, cues.POSTPONED, cues.CANCELLED):
        for match in cue.finditer(said):
            if cue is not cues.MET or not reading.is_behind(one, one[0] + match.start()):
                return True
    return False
