"""Whether the evidence of a meeting fits its claims."""

from __future__ import annotations

from collections.abc import Iterator

from dialogue_cli import spelling
from dialogue_cli.checks.context import Context, MeetingCheck
from dialogue_cli.dataset.evidence import claims, claims_to_prove, proof
from dialogue_cli.dataset.model import Meeting, place_steps
from dialogue_cli.dataset.problems import Problem
from dialogue_cli.dataset.reader import Item
from dialogue_cli.text import one_line


def unknown_claims(item: Item, meeting: Meeting, context: Context) -> Iterator[Problem]:
    """Evidence for a field or an item that the record does not have."""
    known = claims(meeting)
    for i, quote in enumerate(meeting.evidence):
        for j, claim in enumerate(quote.supports):
            field, dot, part = claim.partition(".")
            where = ("evidence", i, "supports", j)
            if field not in known:
                near = spelling.nearest(field, known)
                hint = f'; did you mean "{near}"?' if near else f"; it has {', '.join(known)}"
                yield item.problem("unknown-claim", f'the record has no "{one_line(field)}" to support{hint}', *where)
            elif dot and part not in known[field] and not _is_place(meeting, field, part):
                near = spelling.nearest(part, known[field])
                hint = f'; did you mean "{field}.{one_line(near)}"?' if near else ""
                yield item.problem("unknown-claim", f'{field} has no item "{one_line(part)}"{hint}', *where)


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
