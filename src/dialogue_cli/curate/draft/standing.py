"""For which party, and in what capacity, a person took part: what one sentence says of that."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dialogue_cli.curate.draft import cues
from dialogue_cli.curate.draft.people import Mention
from dialogue_cli.curate.draft.person import Person
from dialogue_cli.curate.draft.reading import Reading

Span = tuple[int, int]


_LED = re.compile(
    r"\b(?:led|headed|chaired|represented|co-chaired)(?: at [\w ]{3,30})?(?: by)?(?: the| its| H\.?E\.?)?[\s,]*$",
    re.IGNORECASE,
)


_SIDE_OF = re.compile(
    r"\b(?:from|for|on) the (?P<who>[\w. ’'-]{2,40}?) (?:side|part|delegation)?,? ?(?:by |were |was |the )*[\s,]*$",
    re.IGNORECASE,
)


_CHAIRED_BY = re.compile(
    r"(?<!co-)\b(?:chaired|presided over|hosted and chaired) by[\s,]*(?:the )?$"
    r"|\bunder the chairmanship of[\s,]*(?:the )?$",
    re.IGNORECASE,
)


_CO_CHAIRED_BY = re.compile(r"\bco-?chaired by\b|\bjointly chaired by\b|\bco-?chairs\b", re.IGNORECASE)


_LEADER = re.compile(r"\b(?:led|headed) by[\s,]*(?:the |its |H\.?E\.?,? )*$", re.IGNORECASE)


_ON_BEHALF = re.compile(
    r"^[^,.;]{0,40}\b(?:on behalf of|in place of|standing in for)\s(?:the\s)?"
    r"|^[\s,]*(?:who (?:was )?)?(?:\w+ )?(?:acting |standing in |speaking |attending |signed )?(?:on behalf of"
    r"|in place of|instead of|representing|standing in for|deputi[sz]ing for)\s(?:the\s)?",
    re.IGNORECASE,
)


def of_whom(person: Person, people: Sequence[Person]) -> None:
    """Who stood in for someone stood for that one's party."""
    for other in people if person.on_behalf_of else ():
        if person.on_behalf_of == other.name and other.party:
            person.party, person.party_span = other.party, other.party_span
            person.inferred = f"stood in for {other.name}"


_ACCOMPANIED = re.compile(r"\baccompanied by\b", re.IGNORECASE)


def beside(reading: Reading, people: Sequence[Person]) -> None:
    """Who accompanied someone is of the same party."""
    for person in people:
        for sentence in person.present if not person.party else ():
            match = _ACCOMPANIED.search(reading.text, *sentence)
            mine = [one for one in person.named if sentence[0] <= one.span[0] < sentence[1]]
            if match and mine and mine[0].span[0] >= match.end():
                before = [
                    (named.span[0], other)
                    for other in people
                    for named in other.named
                    if sentence[0] <= named.span[0] < match.start() and other.party
                ]
                if before:
                    leader = max(before, key=lambda one: one[0])[1]
                    person.party, person.party_span = leader.party, leader.party_span
                    person.inferred = f"accompanied {leader.name}"


def capacity(reading: Reading, sentence: Span, person: Person, mention: Mention) -> None:
    """Notes whether a person chaired, co-chaired or led a delegation."""
    if person.capacity:
        return
    said = reading.said(sentence)
    before = said[: mention.span[0] - sentence[0]]
    after = said[mention.name_span[1] - sentence[0] :]
    if _CHAIRED_BY.search(before):
        both = re.match(r"[^.;]{0,200}? and ", after) and "chairmanship" in before
        person.capacity = "chair" if not both else "co-chair"
    elif (cues.CHAIRED.search(said) and _is_co_chair(before, after)) or (
        "chairmanship of" in before and not re.search(r"\b(?:attended|participat|delegation|joined)", before)
    ):
        person.capacity = "co-chair"
    elif _LEADER.search(before) or _BOTH_LED.search(before):
        person.capacity = "head of delegation"
    elif re.match(r"(?:,[^.;]*?,)?\s?(?:chaired|presided over)\b", after):
        person.capacity = "chair"
    if person.capacity:
        person.capacity_span = sentence


def _is_co_chair(before: str, after: str) -> bool:
    """Whether a name stands among those who co-chaired: before the verb, or behind "co-chaired by"."""
    if match := _CO_CHAIRED_BY.search(before):
        return not re.search(
            r"\b(?:attended|participa\w+|joined|accompanied|included|with the participation)\b", before[match.end() :]
        )
    if re.search(r"\bco-?chaired\b[^.;]*\b(?:with|together with|alongside)\s(?:the\s|his\s|her\s)?[^,.;]*$", before):
        return True
    ahead = cues.CHAIRED.search(after)
    return bool(
        ahead
        and not _CO_CHAIRED_BY.match(after, ahead.start())
        and not re.search(r"[.;]", after[: ahead.start()])
        and not re.search(r"\bon behalf of\b", before)
    )


def behalf(reading: Reading, sentence: Span, person: Person, mention: Mention, people: Sequence[Person]) -> None:
    """Notes for whom a person stood in, if the sentence says so."""
    after = reading.text[mention.span[1] : sentence[1]]
    match = _ON_BEHALF.match(after)
    if not match:
        return
    at = mention.span[1] + match.end()
    for other in people:
        for named in other.named:
            if named.span[0] <= at + 3 and named.span[0] >= at - 6 and other is not person:
                person.on_behalf_of, person.behalf_span = other.name, sentence
                return


_UNTITLED = re.compile(r"(?:\bH\.?\s?E\.?|\bMr\.?|\bMrs\.?|\bMs\.?|\bDr\.?|\s)*$")


_BOTH_LED = re.compile(r"\bdelegations\b[^.;]*\b(?:led|headed) by [^.;]*\band\s(?:\w+\.?\s)?$")


def side(reading: Reading, sentence: Span, person: Person, mention: Mention) -> None:
    """Notes the party of which a person led the delegation: "The Pakistan side was led by Additional Secretary …"."""
    if not person.party and (party := led_side(reading, sentence, mention)):
        person.party, person.party_span = party, sentence


def led_side(reading: Reading, sentence: Span, mention: Mention) -> str | None:
    """The party whose side or delegation a person led, by the words before the name."""
    before = _UNTITLED.sub("", reading.text[sentence[0] : mention.span[0]]).rstrip() + " "
    first, last = reading.words.within(sentence[0], mention.span[0])
    words = [word for word in reading.words.words[first:last] if word.sign in "SA"]
    if not words:
        return None
    near = words[-1]
    at = near.start - sentence[0]
    if at < max(before.rfind(sign) for sign in (";", " while ", ", and ")):
        return None
    tail = before[near.end - sentence[0] :]
    is_on_side = re.search(r"\b(?:from|for) the $", before[:at]) and len(tail) < 4
    is_of_part = re.search(r"\bon the part of (?:the )?$", before[:at]) and re.match(r",?\s(?:the\s)?$", tail)
    of_delegation = re.search(r"\bdelegation (?:of|from) (?:the )?$", before[:at])
    is_led = (
        is_of_part
        or (of_delegation and re.match(r"[^,.;]{0,50}\b(?:led|headed) by\s(?:the\s)?$", tail))
        or (_OF_SIDE.match(tail) and _LED.search(before))
        or _SIDE_BY.match(tail)
        or _SIDE.match(tail)
        or (is_on_side and _SIDE_OF.search(before[: near.end - sentence[0]] + " side"))
    )
    return near.means if is_led else None


_OF_SIDE = re.compile(r"(?:['’]s)?\s(?:\w+\s)?(?:side|delegation|team|party|co-chair)\b")
_SIDE_BY = re.compile(
    r"(?:\s(?:one|side|delegation|team))?(?:\s(?:was|were|is|will be))?(?:\s(?:represented|headed|led"
    r"|chaired))?(?:\s[–—-])?\sby"
    r"(?:\s(?:its|the))?\s?$"
)
_SIDE = re.compile(r"(?:['’]s)?\s(?:side|part|delegation),?(?: (?:was|were|the|by))*[\s,]*(?:the )?$")
