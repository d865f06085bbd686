"""Whether the words around a place in a quote say that a meeting was held: not denied, put off, or still to come."""

from __future__ import annotations

import re

from dialogue_cli.curate.draft import cues
from dialogue_cli.curate.notary.denial import denied
from dialogue_cli.curate.notary.quoted import Quoted

_ACT = (
    r"(?:be(?:en)? )?(?:held|hold|met|meet|take|taken|taking|place|convened?|happen(?:ed)?|occur(?:red)?"
    r"|visit(?:ed)?|attend(?:ed)?"
    r"|co-?chair(?:ed)?|chair(?:ed)?|host(?:ed)?|receiv(?:ed|e)|launch(?:ed)?|go ahead|travel(?:led)?)\b"
)
_MEETING = (
    r"(?:meetings?|talks|rounds?|sessions?|dialogues?|summits?|consultations|negotiations|visits?|calls?"
    r"|conversations?|discussions?"
    r"|contacts?)\b"
)
NO_ONE = re.compile(denied(_ACT), re.IGNORECASE)
"""What tells that nobody met, or nearly."""
DENIED = re.compile(
    rf"{NO_ONE.pattern}|\bmissed each other\b|\b(?:was|were|been|are|is|being) held (?:up|back)\b"
    r"|\b(?:broke (?:up|down)|fell apart|collapsed|ended) before (?:it|they)\b"
    rf"|\b(?:not|never|no longer|n['’]t|cannot|without|failed to|failure to|refus\w+ to|declin\w+ to|unable to"
    rf"|instead of|rather than"
    rf"|den(?:y|ies|ied)[^.;]{{0,40}}?) (?:\w+ ){{0,3}}?{_ACT}|n['’]t (?:\w+ )?{_ACT}"
    rf"|\b(?:no|neither) (?:such )?(?:\w+ ){{0,4}}?{_MEETING}|\bden(?:y|ies|ied|ying)\b|\bfell through\b"
    rf"|\bdid not materiali[sz]e\b"
    r"|\b(?:called|put|calling|putting) off\b|\b(?:abandoned|collapsed|scrapped|shelved|aborted|(?:was"
    r"|were) dropped|yet to)\b",
    re.IGNORECASE,
)
"""What tells that a meeting was not held."""
TO_COME = re.compile(
    rf"{cues.TO_COME.pattern}"
    rf"|\b(?:will|shall|may|might|could|would|should|must|can|ought to|if|whether|unless)\s(?:[\w’'-]+\s){{0,5}}?{_ACT}"
    r"|\b(?:agreed|decid\w+|intend\w*|intention|plan(?:s|ned|ning)?|propos\w+|offer\w*|hop\w+|want\w*|wish\w*"
    r"|invit\w+|readiness"
    r"|ready|willing\w*|committed|look(?:s|ed|ing)? forward) to (?:\w+ )?(?:conven|hold|meet|host|organi[sz]"
    r"|visit|attend|launch|receiv)\w*"
    r"|\b(?:next|upcoming|forthcoming|future|possible|proposed) (?:[\w-]+ ){0,4}?(?:round|meeting|session"
    r"|talks|dialogue|summit|visit"
    r"|consultations|edition|council|committee|conference)\b"
    r"|\bmeets? [^.;]{0,60}?\b(?:next (?:week|month|year)|tomorrow|soon|later this)\b"
    rf"|\bcall(?:s|ed|ing) for (?:\w+ ){{0,3}}?{_MEETING}",
    re.IGNORECASE,
)
"""What tells that a meeting is to come, or may."""
_DOUBTED = re.compile(
    r"\b(?:reportedly|allegedly|rumou?red|rumou?rs|purported(?:ly)?|speculat\w+|unconfirmed|claims? that"
    r"|claimed that|(?:hopes?|hoped|expects?|expected) that)\b",
    re.IGNORECASE,
)
_PURPOSE = re.compile(r"to (?:visit|host|hold|meet|travel to|co-chair|chair|attend)\Z", re.IGNORECASE)


def not_held(quote: Quoted, at: int) -> str | None:
    """Why a sentence does not say that what stands at a place in it was so, or None."""
    start, end = quote.sentence_of(at)
    text = quote.reading.text[start:end]
    if DENIED.search(text):
        return "the document says that it was not held"
    if cues.CANCELLED.search(text) or cues.POSTPONED.search(text):
        return "the document says that it was put off or called off"
    if doubt := _DOUBTED.search(text):
        return f'the document does not say it for certain ("{doubt[0]}")'
    return "the document says that it is to come, or that it may be" if is_to_come(text, at - start) else None


def is_of_meeting(text: str) -> bool:
    """Whether a sentence speaks of people meeting at all: "In 2024, trade reached" does not."""
    return bool(cues.MET.search(text) or cues.NOUN.search(text) or cues.TO_COME.search(text))


def is_to_come(text: str, at: int) -> bool:
    """Whether the verb that stands before a place of a sentence, or else behind it, tells of what is to come."""
    told = [match.start() for match in (*cues.FINITE.finditer(text), *_held(text))]
    ahead = [
        match.start()
        for match in TO_COME.finditer(text)
        # "arrived in Brussels to attend": a purpose, of what has been.
        if not (
            _PURPOSE.fullmatch(match[0])
            and (
                any(one < match.start() for one in told) or re.search(r"(?:ing|ed|able|order) $", text[: match.start()])
            )
        )
    ]
    told = [one for one in told if not any(match.start() <= one < match.end() for match in TO_COME.finditer(text))]
    before = max((one for one in told if one < at), default=-1), max((one for one in ahead if one < at), default=-1)
    if before != (-1, -1):
        return before[1] > before[0]
    return min((one for one in ahead if one >= at), default=len(text)) < min(
        (one for one in told if one >= at), default=len(text)
    )


def _held(text: str) -> list[re.Match[str]]:
    return list(
        re.finditer(r"(?<!be )\b(?:held(?! (?:up|back|hostage|that|responsible|captive|prisoner))|conducted)\b", text)
    )


def tells(text: str) -> bool:
    """Whether words tell, as what has been, that people met."""
    plain = TO_COME.sub(" … ", text)
    return bool(
        cues.MET.search(plain)
        or cues.FINITE.search(plain)
        or re.search(r"\b(?:held(?! (?:up|back|hostage|that|responsible|captive|prisoner))|conducted)\b", plain)
    )
