"""The vocabularies of a dataset: general knowledge that is used only for finding meetings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from dialogue_cli.dataset.model import AsRecord


@dataclass(frozen=True, slots=True)
class Partner(AsRecord):
    """A state, an organisation, or (with members) a group. `code` is ISO 3166-1 where there is one."""

    name: str
    code: str | None = None
    aliases: tuple[str, ...] = ()
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Series(AsRecord):
    """A recurring format; meetings name it by its id."""

    id: str
    name: str | None = None
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Topic(AsRecord):
    """A subject, with the other words that people use for it."""

    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Instrument(AsRecord):
    """An agreement, plan or scheme."""

    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Place(AsRecord):
    """A city and the country it lies in: general knowledge, for finding."""

    name: str
    country: str | None = None
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Person(AsRecord):
    """A person's name and its other spellings."""

    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Vocabularies:
    """General knowledge, used only for finding: other spellings, codes, members, countries of cities."""

    partners: tuple[Partner, ...] = ()
    series: tuple[Series, ...] = ()
    topics: tuple[Topic, ...] = ()
    instruments: tuple[Instrument, ...] = ()
    places: tuple[Place, ...] = ()
    people: tuple[Person, ...] = ()


KINDS: dict[str, Any] = {
    "partners": Partner,
    "series": Series,
    "topics": Topic,
    "instruments": Instrument,
    "places": Place,
    "people": Person,
}
"""What an entry of each section is."""


def from_entries(entries: Mapping[str, Iterable[Mapping[str, Any]]]) -> Vocabularies:
    """The vocabularies out of the records of their sections."""
    return Vocabularies(
        **{section: tuple(map(KINDS[section].from_record, found)) for section, found in entries.items()}
    )
