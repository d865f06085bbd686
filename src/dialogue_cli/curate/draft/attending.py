"""The people of a meeting as a record lists them, with the party that each stands for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from dialogue_cli.curate.draft.known import Known
from dialogue_cli.curate.draft.parties import home
from dialogue_cli.curate.draft.person import Person
from dialogue_cli.curate.draft.quotes import Quotes, selector
from dialogue_cli.curate.draft.reading import Reading
from dialogue_cli.curate.draft.series import is_of_series

Span = tuple[int, int]
Record = dict[str, Any]
_UNNAMED = re.compile(r"(?:The|This) (?:session|meeting|dialogue|event|talks|summit)\b")


def complete(reading: Reading, present: Sequence[Person], both: dict[str, Span], told: Sequence[Span]) -> None:
    """The party of people whose office names none: the other one of two, or that of the publisher."""
    _other_of_two(reading, present, both)
    _visited(reading, present, told)
    open_ = [one for one in present if not one.party and one.role and not _is_met(reading, one)]
    publisher = home(reading) if open_ else None
    if publisher is None:
        return
    theirs = {one.party for one in present if one.party} | set(both)
    if theirs - {publisher[0]}:
        # Of two who chaired together, and of whom nothing is said, one is of the other side.
        chairs = [one for one in present if one.capacity == "co-chair" and not one.party]
        for one in open_:
            if len(chairs) > 1 and one in chairs:
                continue
            one.party, one.party_span = publisher[0], reading.sentence(publisher[1])
            one.inferred = f"is named without a country in a text from {publisher[0]}"


_VISIT_TO = re.compile(r"\b(?:visit\w* to|visited|visits|visit)\s(?:the\s)?$")


def _visited(reading: Reading, present: Sequence[Person], told: Sequence[Span]) -> None:
    """Whom a visitor meets is of the country that is visited, if the text says no other."""
    for sentence in told:
        first, last = reading.words.within(*sentence)
        for word in reading.words.words[first:last]:
            if word.sign == "S" and _VISIT_TO.search(reading.text[max(sentence[0], word.start - 30) : word.start]):
                for one in present:
                    if not one.party and one.role and _is_met(reading, one):
                        one.party, one.party_span = word.means, sentence
                        one.inferred = f"was met on a visit to {word.means}"
                return


_MET_BY = re.compile(
    r"\b(?:met(?: with)?|meet(?: with)?|receiv(?:ed|es)|(?:talks|meeting|conversation|call) with|(?:spoke"
    r"|talked)[^,.;]* with|welcomed|joined by|hosted|called on|together with)\s(?:the\s)?$"
)


def _is_met(reading: Reading, person: Person) -> bool:
    """Whether a person is the one whom the other side met: not of the side that publishes the release."""
    named = [(one, reading.sentence(one.span)) for one in person.named]
    return any(span in person.present and _MET_BY.search(reading.text[span[0] : one.span[0]]) for one, span in named)


def _other_of_two(reading: Reading, present: Sequence[Person], both: dict[str, Span]) -> None:
    """Of two parties and two who chaired together, or who alone met, the one without a party is of the other."""
    for group in ([one for one in present if one.capacity in ("co-chair", "head of delegation")], list(present)):
        open_ = [one for one in group if not one.party and one.role]
        theirs = {one.party for one in group if one.party}
        rest = {name: span for name, span in both.items() if name not in theirs}
        if len(group) == 2 and len(open_) == 1 and len(both) == 2 and len(rest) == 1:
            [(open_[0].party, span)] = rest.items()
            open_[0].party_span = reading.sentence(span)
            open_[0].inferred = "is on the other side of two"


def listed(
    reading: Reading, present: Sequence[Person], known: Known, quotes: Quotes, record: Record, told: Sequence[Span]
) -> tuple[list[Record], list[Record]]:
    """The participants of a record, and what of them is unsure; the words go to `quotes`."""
    people, doubts = [], []
    for person in present:
        name = known.person(person.name)
        is_unclear = _is_unclear(reading, known, person, record, told)
        if is_unclear and "series" not in record:
            continue
        fields = {
            "name": name,
            "role": person.role,
            "represents": person.party,
            "capacity": person.capacity,
            "on_behalf_of": person.on_behalf_of,
            "certainty": "possible" if is_unclear else "",
        }
        if person.inferred and person.party:
            record.setdefault("inferred", {})[f"participants.{name}.represents"] = f"{name} {person.inferred}"
        people.append({field: value for field, value in fields.items() if value})
        spans = (person.role_span, person.party_span, person.present[0], person.capacity_span, person.behalf_span)
        for span in dict.fromkeys(span for span in spans if span != (0, 0)):
            quotes.add(span, f"participants.{name}")
        if not person.party:
            words = selector(reading.release.document, person.present[0])
            reason = "the document does not say for which party"
            doubts.append({"claim": f"participants.{name}", **words, "reason": reason})
    return people, doubts


def _is_unclear(reading: Reading, known: Known, person: Person, record: Record, told: Sequence[Span]) -> bool:
    """Whether "the session" of every sentence that has a person may be another meeting, named just before."""
    return all(_may_be_of_another(reading, known, record, span) for span in person.present if span) and not any(
        span in told for span in person.present
    )


def _may_be_of_another(reading: Reading, known: Known, record: Record, sentence: Span) -> bool:
    if not _UNNAMED.match(reading.said(sentence)):
        return False
    before = [one for one in reading.about if one[1] <= sentence[0]]
    return bool(before) and any(
        one.series and not (record.get("ordinal") == one.ordinal and is_of_series(reading, known, record, one))
        for one in reading.rounds(before[-1])
    )
