"""A meeting as a plain dict, as it passes between floors and in JSON: its keys, and the types of their values.

What is absent in the dataset is absent here. `dataset.fields` decodes it, `dataset.model` has the same as dataclasses.
"""

from __future__ import annotations

from typing import NotRequired, TypedDict


class VenueRecord(TypedDict):
    """Where a meeting was: a city, a country, a venue."""

    city: NotRequired[str]
    country: NotRequired[str]
    venue: NotRequired[str]


class ParticipantRecord(TypedDict):
    """Someone who took part, by name or by role."""

    name: NotRequired[str]
    role: NotRequired[str]
    represents: NotRequired[str]
    capacity: NotRequired[str]
    on_behalf_of: NotRequired[str]
    certainty: NotRequired[str]


class RelationRecord(TypedDict):
    """Another meeting of the dataset, by id."""

    id: str
    relation: NotRequired[str]


class EvidenceRecord(TypedDict):
    """The exact words of a source, and the claims that they support."""

    source: str
    exact: str
    prefix: NotRequired[str]
    suffix: NotRequired[str]
    supports: NotRequired[list[str]]


class MeetingRecord(TypedDict):
    """A meeting; `date` and `previous_date` are EDTF. A single place stands without its list."""

    id: str
    title: str
    status: str
    series: NotRequired[str]
    ordinal: NotRequired[int]
    kind: NotRequired[str]
    mode: NotRequired[str]
    date: NotRequired[str]
    previous_date: NotRequired[str]
    date_note: NotRequired[str]
    place: NotRequired[VenueRecord | list[VenueRecord]]
    principal: NotRequired[str]
    partners: NotRequired[list[str]]
    participants: NotRequired[list[ParticipantRecord]]
    topics: NotRequired[list[str]]
    instruments: NotRequired[list[str]]
    summary: NotRequired[str]
    outcomes: NotRequired[list[str]]
    related: NotRequired[list[RelationRecord]]
    note: NotRequired[str]
    url: NotRequired[str]
    former_ids: NotRequired[list[str]]
    reviewed: NotRequired[dict[str, str]]
    check_ignore: NotRequired[list[dict[str, str]]]
    evidence: NotRequired[list[EvidenceRecord]]


def places_of(record: MeetingRecord) -> list[VenueRecord]:
    """The places of a meeting, in their order."""
    places = record.get("place", [])
    return places if isinstance(places, list) else [places]
