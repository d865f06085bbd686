"""A meeting as facts for a program: a line for each, as field and value, and the claims whose proof is its proof."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from dialogue_cli.dataset.evidence import proof
from dialogue_cli.dataset.model import Evidence, Meeting, Participant
from dialogue_cli.view.card import on_behalf_of
from dialogue_cli.view.status import POSSIBLY


class Fact(NamedTuple):
    """One fact: the field of the record, its value in words, and the items of the field that it says.

    An empty item stands for the field as a whole. A place says its city, its country and its venue.
    """

    field: str
    value: str
    items: tuple[str, ...] = ("",)

    def proof(self, meeting: Meeting) -> list[Evidence]:
        """The quotes that support any part of the fact, in the order of the record."""
        found = [quote for item in self.items for quote in proof(meeting, self.field, item)]
        return [quote for quote in meeting.evidence if quote in found]


def facts(meeting: Meeting) -> Iterator[Fact]:
    """Each fact of a meeting but its id, in the order of the format; what belongs together is one fact."""
    for field, value in meeting.to_record().items():
        # What curators note of their own work on a record is no fact of the meeting.
        if field in ("id", "evidence", "check_ignore"):
            continue
        if field == "place":
            yield from _places(meeting)
        elif field == "participants":
            yield from (Fact(field, _person(person), (person.label,)) for person in meeting.participants)
        elif field == "related":
            for other in meeting.related:
                yield Fact(field, f"{other.relation or 'related'}: {other.id}", (other.id,))
        elif field == "outcomes":
            yield from (Fact(field, outcome, (str(i),)) for i, outcome in enumerate(meeting.outcomes, 1))
        elif field == "reviewed":
            yield Fact(field, f"by {value['by']} on {value['on']}")
        elif isinstance(value, list):
            yield from (Fact(field, item, (item,)) for item in value)
        else:
            yield Fact(field, str(value))


def _places(meeting: Meeting) -> Iterator[Fact]:
    if len(meeting.places) == 1:
        place = meeting.places[0]
        yield Fact("place", str(place), tuple(place.to_record()))
    else:
        for i, place in enumerate(meeting.places, 1):
            yield Fact("place", str(place), (str(i),))


def _person(person: Participant) -> str:
    """Someone who took part, in the words of the list of participants: `Ada (possibly), chair, Norway`."""
    label = person.label if person.is_certain else f"{person.label} ({POSSIBLY})"
    role = person.role if person.name else None
    parts = (label, role, person.represents, person.capacity, on_behalf_of(person))
    return ", ".join(part for part in parts if part)
