"""A meeting as facts for a program: a line for each, as field and value, and the claims whose proof is its proof."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from dialogue_cli.dataset.labels import is_certain, person_label, place_label, review_label
from dialogue_cli.tuples import NamedTuple
from dialogue_cli.view.status import POSSIBLY

if TYPE_CHECKING:
    from dialogue_cli.dataset.model import Evidence, Meeting
    from dialogue_cli.dataset.records import MeetingRecord, ParticipantRecord, VenueRecord


class Fact(NamedTuple):
    """One fact: the field of the record, its value in words, and the items of the field that it says.

    An empty item stands for the field as a whole. A place says its city, its country and its venue.
    """

    field: str
    value: str
    items: tuple[str, ...] = ("",)

    def proof(self, meeting: Meeting) -> list[Evidence]:
        """The quotes that support any part of the fact, in the order of the record."""
        from dialogue_cli.dataset.evidence import proof

        found = [quote for item in self.items for quote in proof(meeting, self.field, item)]
        return [quote for quote in meeting.evidence if quote in found]


# Of the record and not of its dataclass, whose module takes longer to load than all the rest of a start.
def facts(record: MeetingRecord) -> Iterator[Fact]:
    """Each fact of a meeting but its id, in the order of the format; what belongs together is one fact."""
    values: Mapping[str, Any] = record
    for field, value in values.items():
        # What curators note of their own work on a record is no fact of the meeting.
        if field in ("id", "evidence", "check_ignore"):
            continue
        if field == "place":
            yield from _places(value)
        elif field == "participants":
            yield from map(_person, value)
        elif field == "related":
            for other in value:
                yield Fact(field, f"{other.get('relation') or 'related'}: {other['id']}", (other["id"],))
        elif field == "reviewed":
            yield Fact(field, review_label(value["by"], value["on"]))
        elif field == "outcomes":
            yield from (Fact(field, outcome, (str(i),)) for i, outcome in enumerate(value, 1))
        elif isinstance(value, list):
            yield from (Fact(field, item, (item,)) for item in value)
        else:
            yield Fact(field, str(value))


def _places(places: VenueRecord | list[VenueRecord]) -> Iterator[Fact]:
    if isinstance(places, list):
        for i, place in enumerate(places, 1):
            yield Fact("place", _place(place), (str(i),))
    else:
        yield Fact("place", _place(places), tuple(places))


def _place(place: VenueRecord) -> str:
    return place_label(place.get("venue"), place.get("city"), place.get("country"))


def _person(person: ParticipantRecord) -> Fact:
    """Someone who took part, in the words of the list of participants: `Ada (possibly), chair, Norway`."""
    label = person_label(person.get("name"), person.get("role"))
    shown = label if is_certain(person.get("certainty")) else f"{label} ({POSSIBLY})"
    role = person.get("role") if person.get("name") else None
    behalf = on_behalf_of(person.get("on_behalf_of"))
    parts = (shown, role, person.get("represents"), person.get("capacity"), behalf)
    return Fact("participants", ", ".join(part for part in parts if part), (label,))


def on_behalf_of(name: str | None) -> str | None:
    """For whom someone stood in, in words; None for no one."""
    return f"on behalf of {name}" if name else None
