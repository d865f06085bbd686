"""Who took part, by what the sentences say."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dialogue_cli.curate.draft import cues
from dialogue_cli.curate.draft.belonging import acted_together
from dialogue_cli.curate.draft.people import Mention
from dialogue_cli.curate.draft.person import Person
from dialogue_cli.curate.draft.reading import Reading
from dialogue_cli.curate.draft.standing import behalf, beside, capacity, of_whom, side

Span = tuple[int, int]


_SPOKE_ONLY = re.compile(r"\bspokes(?:person|man|woman)\b", re.IGNORECASE)


def take_part(
    reading: Reading, people: Sequence[Person], told: Sequence[Span], others: Sequence[Span], *, is_to_come: bool
) -> list[Person]:
    """The people of whom sentences say that they took part, with their parties and capacities.

    `told` are the sentences that tell of the meeting; of the others those count that say who was there.
    """
    for sentence in [*told, *(one for one in others if one not in told)]:
        said = reading.said(sentence)
        met = bool(cues.MET.search(said) or (is_to_come and cues.TO_COME.search(said)))
        if sentence not in told:
            met = bool(cues.ATTENDED.search(said) or acted_together(reading, sentence))
            met = met and not cues.ALSO_MET.search(said)
        if not met:
            continue
        for person in people:
            for mention in person.named:
                if sentence[0] <= mention.name_span[0] < sentence[1] and _is_there(
                    reading, sentence, mention, is_to_come
                ):
                    person.present.append(sentence)
                    capacity(reading, sentence, person, mention)
                    behalf(reading, sentence, person, mention, people)
                    side(reading, sentence, person, mention)
    beside(reading, people)
    for person in people:
        of_whom(person, people)
    absent = {person.on_behalf_of for person in people if person.present}
    return [
        person
        for person in people
        if person.present and person.name not in absent and not _SPOKE_ONLY.search(person.role)
    ]


def _is_there(reading: Reading, sentence: Span, mention: Mention, is_to_come: bool) -> bool:
    before = reading.text[sentence[0] : mention.span[0]]
    cut = max((before.rfind(sign) for sign in (";", " while ", " whereas ")), default=-1)
    near = before[max(cut, len(before) - 90) :]
    absent = list(cues.ABSENT.finditer(near))
    last = absent[-1] if absent else None
    after = reading.text[mention.span[1] : min(sentence[1], mention.span[1] + 60)]
    if cues.WAS_THERE.match(after):
        return True
    if last and not cues.MET.search(near[last.end() :]):
        return False
    if re.match(
        r"\s?(?:was|were|did) (?:not|unable)\b|\s?(?:could|did) not\b|['’]s?\s(?:visit|trip|statement|initiative"
        r"|invitation|letter|message|remarks|vision|speech|election|meeting|office|plan|proposal)|,? (?:said|says"
        r"|told|added|wrote|quoted)\b",
        after,
    ) and not cues.MET.search(before):
        return False
    if not is_to_come and cues.TO_COME.search(before):
        return False
    return not reading.is_behind(sentence, mention.span[0], is_to_come=is_to_come)
