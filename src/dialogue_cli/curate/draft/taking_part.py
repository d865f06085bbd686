"""Who took part, by what the sentences say; for which party; in what capacity."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from dialogue_cli.curate.draft import cues
from dialogue_cli.curate.draft.people import Mention, last_name
from dialogue_cli.curate.draft.reading import Reading
from dialogue_cli.text import folded

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
    r"(?<!co-)\b(?:chaired|presided over|hosted and chaired) by[\s,]*(?:the )?$|\bunder the chairmanship of[\s,]*(?:the )?$",
    re.IGNORECASE,
)
_CO_CHAIRED_BY = re.compile(r"\bco-?chaired by\b|\bjointly chaired by\b|\bco-?chairs\b", re.IGNORECASE)
_LEADER = re.compile(r"\b(?:led|headed) by[\s,]*(?:the |its |H\.?E\.?,? )*$", re.IGNORECASE)
_ON_BEHALF = re.compile(
    r"^[^,.;]{0,40}\b(?:on behalf of|in place of|standing in for)\s(?:the\s)?|^[\s,]*(?:who (?:was )?)?(?:\w+ )?(?:acting |standing in |speaking |attending |signed )?(?:on behalf of|in place of|instead of|representing|standing in for|deputi[sz]ing for)\s(?:the\s)?",
    re.IGNORECASE,
)
_SPOKE_ONLY = re.compile(r"\bspokes(?:person|man|woman)\b", re.IGNORECASE)


@dataclass
class Person:
    """A person of a release, with every place that names them, and the sentences in which they took part."""

    name: str
    named: list[Mention]
    role: str = ""
    role_span: Span = (0, 0)
    party: str = ""
    party_span: Span = (0, 0)
    capacity: str = ""
    capacity_span: Span = (0, 0)
    on_behalf_of: str = ""
    behalf_span: Span = (0, 0)
    present: list[Span] = field(default_factory=list)
    """The sentences that say that the person took part."""

    def fresh(self) -> Person:
        """The same person, of whom no meeting is known yet."""
        return replace(self, present=[], capacity="", capacity_span=(0, 0), on_behalf_of="", behalf_span=(0, 0))


def people_of(reading: Reading) -> list[Person]:
    """The people of a release, each once, in the order in which they are named in full."""
    found: list[Person] = []
    for mention in sorted(reading.people, key=lambda one: (" " not in one.name, one.name_span)):
        known = [person for person in found if _are_one(person, mention)]
        if known:
            known[0].named.append(mention)
        else:
            found.append(Person(mention.name, [mention]))
    for person in found:
        person.named.sort(key=lambda one: one.name_span)
        _describe(reading, person)
    body = reading.release.body
    # A name of one word in the headline alone may be anything.
    found = [one for one in found if " " in one.name or any(named.span[0] >= body for named in one.named)]
    _by_posting(reading, found)
    return sorted(found, key=lambda one: one.named[0].name_span)


_POSTED = re.compile(r"\bambassador\b.*?\bto (?:the )?(?P<to>[\w. ’'-]+)$", re.IGNORECASE)


def _by_posting(reading: Reading, people: Sequence[Person]) -> None:
    """Who receives the Ambassador of India to Oman in his office is of Oman, if no party is named for him."""
    for envoy in people:
        host = posting(reading, envoy)
        for person in people if host else ():
            if (
                host
                and not person.party
                and person.role
                and any(reading.sentence(one.span) == envoy.role_span for one in person.named)
            ):
                said = reading.text[person.named[0].span[1] : envoy.named[0].span[0]]
                if re.search(r"\b(?:received|met|meets|receives|welcomed|hosted)\b", said):
                    person.party, person.party_span = host[0], envoy.role_span


def posting(reading: Reading, person: Person) -> tuple[str, Span] | None:
    """The party to which an ambassador is sent."""
    if not re.search(r"\bambassador\b", person.role, re.IGNORECASE):
        return None
    for mention in person.named:
        if mention.office:
            first, last = reading.words.within(*mention.office)
            for i in range(first, last - 1):
                if reading.said(reading.words.words[i][:2]) in ("to", "in"):
                    found = next(
                        (word for word in reading.words.words[i + 1 : min(last, i + 3)] if word.sign == "S"), None
                    )
                    if found and found.means != person.party:
                        return found.means, (found.start, found.end)
    return None


def _are_one(person: Person, mention: Mention) -> bool:
    """Whether a name is another writing of a person's: the family name alone, or with the first name or its initial."""
    mine, other = person.name.split(), mention.name.split()
    if len(other) == 1:
        return folded(mention.name) in {folded(part) for part in mine}
    if {folded(part) for part in mine} == {folded(part) for part in other}:
        return True
    if last_name(person.name) != last_name(mention.name):
        return False
    return folded(mine[0])[0] == folded(other[0])[0] and (
        folded(mine[0]) == folded(other[0]) or "." in mine[0] + other[0]
    )


def _describe(reading: Reading, person: Person) -> None:
    """Chooses the office and the party: as the body names the person in full, else as it stands elsewhere."""

    def rank(one: Mention) -> tuple[bool, bool, bool]:
        return " " not in one.name, one.span[0] < reading.release.body, not one.party

    for mention in sorted(person.named, key=rank):
        if mention.role and not person.role:
            person.role, person.role_span = mention.role, reading.sentence(mention.span)
        if mention.party and not person.party:
            person.party, person.party_span = mention.party, reading.sentence(mention.span)


def take_part(
    reading: Reading, people: Sequence[Person], sentences: Sequence[Span], *, is_to_come: bool
) -> list[Person]:
    """The people of whom some sentences say that they took part, with their parties and capacities."""
    for sentence in sentences:
        met = cues.MET.search(reading.said(sentence)) or (is_to_come and cues.TO_COME.search(reading.said(sentence)))
        if not met:
            continue
        for person in people:
            for mention in person.named:
                if sentence[0] <= mention.name_span[0] < sentence[1] and _is_there(
                    reading, sentence, mention, is_to_come
                ):
                    person.present.append(sentence)
                    _capacity(reading, sentence, person, mention)
                    _behalf(reading, sentence, person, mention, people)
                    _side(reading, sentence, person, mention)
    _beside(reading, people)
    for person in people:
        _of_whom(person, people)
    behalf = {person.on_behalf_of for person in people if person.present}
    return [
        person
        for person in people
        if person.present and person.name not in behalf and not _SPOKE_ONLY.search(person.role)
    ]


def _of_whom(person: Person, people: Sequence[Person]) -> None:
    """Who stood in for someone stood for that one's party."""
    for other in people:
        if person.on_behalf_of == other.name and other.party:
            person.party, person.party_span = other.party, other.party_span


_ACCOMPANIED = re.compile(r"\baccompanied by\b", re.IGNORECASE)


def _beside(reading: Reading, people: Sequence[Person]) -> None:
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


def _is_there(reading: Reading, sentence: Span, mention: Mention, is_to_come: bool) -> bool:
    before = reading.text[sentence[0] : mention.span[0]]
    cut = max((before.rfind(sign) for sign in (";", " while ", " whereas ")), default=-1)
    near = before[max(cut, len(before) - 90) :]
    last = None
    for last in cues.ABSENT.finditer(near):
        pass
    if last and not cues.MET.search(near[last.end() :]):
        return False
    after = reading.text[mention.span[1] : min(sentence[1], mention.span[1] + 60)]
    if re.match(
        r"\s?(?:was|were|did) (?:not|unable)\b|\s?(?:could|did) not\b|['’]s?\s(?:visit|trip|statement|initiative|invitation|letter|message|remarks|vision|speech|election|meeting|office|plan|proposal)|,? (?:said|says|told|added|wrote|quoted)\b",
        after,
    ) and not cues.MET.search(before):
        return bool(re.match(r",? (?:said|says|told|added)\b", after) and False)
    if not is_to_come and cues.TO_COME.search(before):
        return False
    return not reading.is_behind(sentence, mention.span[0], is_to_come=is_to_come)


def _capacity(reading: Reading, sentence: Span, person: Person, mention: Mention) -> None:
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


def _behalf(reading: Reading, sentence: Span, person: Person, mention: Mention, people: Sequence[Person]) -> None:
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


def _side(reading: Reading, sentence: Span, person: Person, mention: Mention) -> None:
    """The party of which a person led the delegation: "The Pakistan side was led by Additional Secretary …"."""
    if person.party:
        return
    before = _UNTITLED.sub("", reading.text[sentence[0] : mention.span[0]]).rstrip() + " "
    first, last = reading.words.within(sentence[0], mention.span[0])
    words = [word for word in reading.words.words[first:last] if word.sign in "SA"]
    if not words:
        return
    clause = max(before.rfind(sign) for sign in (";", " while ", ", and "))
    near = words[-1]
    if near.start - sentence[0] < clause:
        return
    tail = before[near.end - sentence[0] :]
    is_led = (
        re.match(r"(?:['’]s)?\s(?:\w+\s)?(?:side|delegation|team|party|co-chair)\b", tail) and _LED.search(before)
    ) or re.match(
        r"(?:\s(?:one|side|delegation|team))?(?:\s(?:was|were|is|will be))?(?:\s(?:represented|headed|led|chaired))?\sby(?:\s(?:its|the))?\s?$",
        tail,
    )
    if (
        is_led
        or re.match(r"(?:['’]s)?\s(?:side|part|delegation),?(?: (?:was|were|the|by))*[\s,]*(?:the )?$", tail)
        or _SIDE_OF.search(
            before[: near.end - sentence[0]] + " side"
            if re.search(r"\b(?:from|for) the $", before[: near.start - sentence[0]]) and len(tail) < 4
            else ""
        )
    ):
        person.party, person.party_span = near.means, sentence
