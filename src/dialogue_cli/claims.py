"""The claims of a meeting: what its evidence can support, what needs evidence, and which words support it."""

from __future__ import annotations

from collections.abc import Iterator

from dialogue_cli.model import Evidence, Meeting

Claim = tuple[str, str]
"""A field, and the item of it that is meant; an empty item is the field as a whole."""
_FIELDS = (
    "title series ordinal kind status date date_note place principal partners participants topics instruments summary "
    "outcomes related note"
).split()
# What a record of the bundled collection must have evidence for, and every record of `check --strict`.
_PROVEN = ("date", "place", "ordinal", "partners", "participants", "topics", "instruments", "outcomes")


def claims(meeting: Meeting) -> dict[str, tuple[str, ...]]:
    """The fields of a meeting that evidence can support, each with its items by name."""
    items: dict[str, tuple[str, ...]] = {
        "place": tuple(meeting.place.to_record()) if meeting.place else (),
        "partners": meeting.partners,
        "participants": tuple(person.label for person in meeting.participants),
        "topics": meeting.topics,
        "instruments": meeting.instruments,
        "outcomes": tuple(str(i + 1) for i in range(len(meeting.outcomes))),
        "related": tuple(relation.id for relation in meeting.related),
    }
    return {
        field: items.get(field, ())
        for field in _FIELDS
        if (items[field] if field in items else getattr(meeting, field) is not None)
    }


def proof(meeting: Meeting, field: str, item: str = "") -> list[Evidence]:
    """The quotes that support a field, or one item of it.

    >>> from dialogue_cli import open_archive
    >>> meeting = open_archive().get("eu-kazakhstan-visa-readmission-talks")
    >>> [quote.exact for quote in proof(meeting, "place", "city")]
    ['the launch of negotiations on December 2, 2025 in Brussels']
    """
    wanted = {field, f"{field}.{item}"} if item else {field}
    return [quote for quote in meeting.evidence if not wanted.isdisjoint(quote.supports)]


def to_prove(meeting: Meeting) -> dict[str, tuple[str, ...]]:
    """The fields that need words of a source behind them, each with its items: one empty item where it is no list."""
    fields = [*_PROVEN, "status"] if meeting.status != "held" else _PROVEN
    return {field: items or ("",) for field, items in claims(meeting).items() if field in fields}


def unproven(meeting: Meeting) -> Iterator[Claim]:
    """The claims that need words of a source behind them and have none."""
    for field, items in to_prove(meeting).items():
        for item in items:
            if not proof(meeting, field, item):
                yield field, item
