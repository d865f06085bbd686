"""A participant before the notary: the name, then each part that is said of the person."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from dialogue_cli.curate.notary import names
from dialogue_cli.curate.notary.rules import Case

Record = dict[str, Any]
Fault = tuple[str, Any, str]
_CAPACITIES = (
    ("co-chair", r"\bco-?chair|\bjointly chair|\bchairmanship of\b"),
    ("chair", r"\bchair|\bpresid"),
    ("head of delegation", r"\b(?:led|head|leading|heads)"),
)
_FOR_ANOTHER = re.compile(r"\b(?:on behalf of|in place of|instead of|standing in for|representing)\b", re.IGNORECASE)


def judged_person(person: Record, case: Case) -> tuple[Record, list[Fault]]:
    """What of a participant is kept, empty for a person who is not; and the parts that are not, with reasons."""
    name, role = person.get("name") or "", person.get("role") or ""
    reason = names.person_fault(name, case.quotes) if name else names.role_fault(role, "", case.quotes)
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


def _reasons(person: Record, case: Case) -> Iterator[tuple[str, str | None]]:
    name, role = person.get("name") or "", person.get("role") or ""
    if name and role:
        yield "role", names.role_fault(role, name, case.quotes)
    if party := person.get("represents"):
        yield "represents", names.side_fault(party, name, role, case.known, case.quotes)
    if capacity := person.get("capacity"):
        yield "capacity", _capacity_fault(capacity, case)
    if other := person.get("on_behalf_of"):
        yield "on_behalf_of", _behalf_fault(other, case)
    if certainty := person.get("certainty"):
        yield "certainty", None if certainty in ("possible", "certain") else "it is possible or certain"


def _capacity_fault(capacity: str, case: Case) -> str | None:
    pattern = dict(_CAPACITIES).get(capacity) or rf"\b{re.escape(capacity)}\b"
    if any(re.search(pattern, quote.text, re.IGNORECASE) for quote in case.quotes):
        return None
    return f'the quote does not say "{capacity}"'


def _behalf_fault(other: str, case: Case) -> str | None:
    for quote in case.quotes:
        match = _FOR_ANOTHER.search(quote.text)
        if match and quote.has(other):
            return None
    return f'the quote does not say that it was for "{other}"'
