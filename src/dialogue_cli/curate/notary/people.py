"""A participant before the notary: the name, then each part that is said of the person."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from dialogue_cli.curate.draft.person import Person
from dialogue_cli.curate.draft.standing import capacity as read_capacity
from dialogue_cli.curate.notary import persons
from dialogue_cli.curate.notary.case import Case
from dialogue_cli.curate.notary.quoted import Quoted

Record = dict[str, Any]
Fault = tuple[str, Any, str]
_CAPACITIES = {
    "co-chair": r"\bco-?chair|\bjointly chair|\bchairmanship of\b",
    "chair": r"(?<!co-)(?<!co)\b(?:chair(?:ed|ing|s)?\b(?! of)|presid|chairman|chairwoman|chairperson|chairmanship)",
    "head of delegation": r"\b(?:led|head(?:ed)?|leading|heads) (?:by|of|the|a|his|her|its|their)\b",
}
_FOR_ANOTHER = re.compile(
    r"\b(?:on behalf of|in place of|instead of|standing in for|representing|deputi[sz]ing for)\s(?:the\s)?",
    re.IGNORECASE,
)


def judged_person(person: Record, case: Case) -> tuple[Record, list[Fault]]:
    """What of a participant is kept, empty for a person who is not; and the parts that are not, with reasons."""
    name, role = person.get("name") or "", person.get("role") or ""
    reason = persons.person_fault(name, case) if name else _fault_of_nameless(role, case)
    if reason:
        return {}, [("", person, reason)]
    kept: Record = {}
    faults: list[Fault] = []
    reasons = dict(_reasons(person, case))
    for part, value in person.items():
        if part == "name" or (part == "role" and not name):
            kept[part] = value
        elif reasons.get(part):
            faults.append((part, value, str(reasons[part])))
        elif part in reasons:
            kept[part] = value
        else:
            faults.append((part, value, "this is nothing that a document can prove"))
    return kept, faults


def _fault_of_nameless(role: str, case: Case) -> str | None:
    reason = persons.role_fault(role, "", case.quotes)
    for quote in case.quotes if not reason else ():
        if quote.has(role):
            reason = persons.presence_fault(role, quote, persons.place_of(quote, role), case)
            if not reason:
                return None
    return reason


def _reasons(person: Record, case: Case) -> Iterator[tuple[str, str | None]]:
    name, role = person.get("name") or "", person.get("role") or ""
    if name and role:
        yield "role", persons.role_fault(role, name, case.quotes)
    if party := person.get("represents"):
        yield "represents", persons.side_fault(party, name, role, case)
    if capacity := person.get("capacity"):
        yield "capacity", _capacity_fault(capacity, name or role, case)
    if other := person.get("on_behalf_of"):
        yield "on_behalf_of", _behalf_fault(other, name or role, case)
    if certainty := person.get("certainty"):
        yield "certainty", None if certainty in ("possible", "certain") else "it is possible or certain"


def _capacity_fault(capacity: str, label: str, case: Case) -> str | None:
    """Of several people of a sentence, some chaired it and others only attended: it must be said of this one."""
    for quote in case.quotes:
        mentions = persons.mentions_of(label, quote)
        for one in mentions:
            person = Person(one.name, [one])
            read_capacity(quote.reading, quote.reading.sentence(one.span), person, one)
            if person.capacity == capacity:
                return None
            if person.capacity and capacity in _CAPACITIES:
                return f'the document says that "{label}" was there as "{person.capacity}"'
        is_alone = len({one.name for one in _of_sentence(quote)} | {label}) == 1
        if (is_alone or capacity not in _CAPACITIES) and _says_capacity(capacity, label, quote, is_alone=is_alone):
            return None
    return f'the quote does not say that "{label}" was there as "{capacity}"'


def _of_sentence(quote: Quoted) -> list[Any]:
    start, end = quote.sentences[0][0], quote.sentences[-1][1]
    return [one for one in quote.reading.people if start <= one.span[0] < end]


def _says_capacity(capacity: str, label: str, quote: Quoted, *, is_alone: bool) -> bool:
    found = re.search(_CAPACITIES.get(capacity) or rf"\b{re.escape(capacity)}\b", quote.text, re.IGNORECASE)
    if not found or not quote.has(label):
        return False
    start, end = persons.place_of(quote, label)
    first, last = quote.span[0] + found.start(), quote.span[0] + found.end()
    # Beside the name, nothing but a few words between.
    return is_alone or -1 <= first - end < 20 or -1 <= start - last < 20


def _behalf_fault(other: str, label: str, case: Case) -> str | None:
    """The quote says "on behalf of" with the other one behind it, and this person beside it."""
    for quote in case.quotes:
        if not (quote.has(label) and quote.has(other)):
            continue
        start, end = persons.place_of(quote, label)
        for match in _FOR_ANOTHER.finditer(quote.text):
            at, behind = quote.span[0] + match.start(), quote.span[0] + match.end()
            named = persons.place_of(quote, other)[0]
            is_named = behind <= named <= behind + 70 and not re.search(r"[;.]", quote.reading.text[behind:named])
            follows = end <= at <= end + 90 and not re.search(r"[;.]", quote.reading.text[end:at])
            leads = match.start() < 3 and named < start <= named + 120
            if is_named and (follows or leads):
                return None
    return f'the quote does not say that "{label}" was there for "{other}"'
