"""A meeting as a plain dict, as it passes between floors and in JSON: its keys, and the types of their values.

What is absent in the dataset is absent here. `dataset.fields` decodes it, `dataset.model` has the same as dataclasses.
"""

from __future__ import annotations

from typing import NotRequired, TypedDict


class VenueRecord(TypedDict):
    """Where a meeting was: a city, a country, or both."""

    city: NotRequired[str]
    country: NotRequired[str]


class ParticipantRecord(TypedDict):
    """Someone who took part, by name or by role."""

    name: NotRequired[str]
    role: NotRequired[str]
    represents: NotRequired[str]
    capacity: NotRequired[str]
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
    """A meeting; `date` is EDTF."""

    id: str
    title: str
    status: str
    partners: list[str]
    series: NotRequired[str]
    ordinal: NotRequired[int]
    kind: NotRequired[str]
    date: NotRequired[str]
    date_note: NotRequired[str]
    place: NotRequired[VenueRecord]
    principal: NotRequired[str]
    participants: NotRequired[list[ParticipantRecord]]
    topics: NotRequired[list[str]]
    instruments: NotRequired[list[str]]
    summary: NotRequired[str]
    outcomes: NotRequired[list[str]]
    related: NotRequired[list[RelationRecord]]
    note: NotRequired[str]
    evidence: NotRequired[list[EvidenceRecord]]
