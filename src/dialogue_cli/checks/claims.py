"""Whether the evidence of a meeting fits its claims."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from collections.abc import Mapping as Table

from dialogue_cli import spelling
from dialogue_cli.checks.context import Context, MeetingCheck
from dialogue_cli.dataset.evidence import CLAIMS, claims, claims_to_prove, proof
from dialogue_cli.dataset.fields import SECTIONS
from dialogue_cli.dataset.model import Meeting, place_steps
from dialogue_cli.dataset.nodes import Mapping, is_empty
from dialogue_cli.dataset.problems import Problem
from dialogue_cli.dataset.reader import Item
from dialogue_cli.dataset.shapes import meant
from dialogue_cli.text import one_line


def unknown_claims(item: Item, meeting: Meeting, context: Context) -> Iterator[Problem]:
    """Evidence for a field or an item that the record does not have; one that several quotes support is one slip."""
    known = {field: dict.fromkeys(items) for field, items in claims(meeting).items()}
    named: dict[str, list[tuple[int, int]]] = {}
    for i, quote in enumerate(meeting.evidence):
        for j, claim in enumerate(quote.supports):
            named.setdefault(claim, []).append((i, j))
    for claim, places in named.items():
        message = unknown_claim(claim, meeting, known)
        if message and not _is_told(item, claim.partition(".")[0], known):
            others = f" (in {len(places):,} quotes)" if len(places) > 1 else ""
            i, j = places[0]
            yield item.problem("unknown-claim", message + others, "evidence", i, "supports", j)


def unknown_claim(claim: str, meeting: Meeting, known: Table[str, Collection[str]]) -> str:
    """What is wrong with a claim that evidence supports; empty for one that the record makes."""
    field, dot, part = claim.partition(".")
    if field not in known:
        near = spelling.nearest(field, known)
        hint = f'; did you mean "{near}"?' if near else f"; it has {', '.join(known)}"
        return f'the record has no "{one_line(field)}" to support{hint}'
    if dot and part not in known[field] and not _is_place(meeting, field, part):
        near = spelling.nearest(part, known[field])
        hint = f'; did you mean "{field}.{one_line(near)}"?' if near else ""
        return f'{field} has no item "{one_line(part)}"{hint}'
    return ""


def _is_told(item: Item, field: str, known: Iterable[str]) -> bool:
    """Whether a field is in the file but not in the record, as a message about its key or its value says already."""
    fields = SECTIONS[item.section].fields
    if field in known or (field in fields and field not in CLAIMS) or not isinstance(item.node, Mapping):
        return False
    for key, value in item.node:
        if key.value == field and value != [] and not (value is not None and is_empty(value)):
            return True
        if key.value not in fields and field in fields and meant(key.value, (field,)):
            return True
    return False


def no_evidence(item: Item, meeting: Meeting, context: Context) -> Iterator[Problem]:
    """Claims that no evidence supports."""
    for field, items in claims_to_prove(meeting).items():
        for i, part in enumerate(items):
            if proof(meeting, field, part):
                continue
            if part:
                steps = place_steps(part) if field == "place" else (i,)
                yield item.problem("no-evidence", f"{field}.{one_line(part)} has no evidence", field, *steps)
            else:
                yield item.problem("no-evidence", f"{field} has no evidence", field)


def _is_place(meeting: Meeting, field: str, part: str) -> bool:
    """Whether a part names one of several places as a whole."""
    numbers = range(1, len(meeting.places) + 1)
    return field == "place" and len(meeting.places) > 1 and part in map(str, numbers)


MEETING_CHECKS: tuple[MeetingCheck, ...] = (unknown_claims,)
STRICT_CHECKS: tuple[MeetingCheck, ...] = (no_evidence,)
"""Only with --strict."""
