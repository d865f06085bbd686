"""The names that a dataset knows, and what someone who types one of them for a new record is likely to mean."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from functools import cached_property
from typing import NamedTuple

from dialogue_cli.archive import Archive
from dialogue_cli.checks.likeness import meant_name
from dialogue_cli.dataset.series import Recurring
from dialogue_cli.errors import QueryError
from dialogue_cli.names.iso import state_of_code
from dialogue_cli.text import key, one_line

SECTIONS = {
    "partner": "partners",
    "person": "people",
    "topic": "topics",
    "instrument": "instruments",
    "place": "places",
    "series": "series",
}
"""The fields whose names are compared, each with the section of the vocabulary that lists them."""


class Doubt(NamedTuple):
    """A name that the records have otherwise: `known` is likely meant. `is_sure` says that both are one name."""

    field: str
    typed: str
    known: str
    is_sure: bool

    def __str__(self) -> str:
        typed, known = one_line(self.typed), one_line(self.known)
        if self.is_sure:
            return f'{self.field} "{typed}" is "{known}" in this dataset'
        return f'there is no {self.field} "{typed}" in this dataset; did you mean "{known}"?'


Settle = Callable[[Doubt], str]
"""Decides how a name is written that the records have otherwise; raises QueryError where that is to be asked."""


class Known:
    """What is known of the names in an archive; `settle` decides where a typed name is not one of them."""

    def __init__(self, archive: Archive, settle: Settle, today: datetime.date) -> None:
        self.archive = archive
        self.settle = settle
        self.today = today
        self._near: dict[str, dict[str, str]] = {}

    def written(self, field: str, typed: str) -> str:
        """How a typed name is to be written in a record."""
        name = typed.strip()
        if field == "series" and (identifier := self.series_id(name)):
            return identifier
        doubt = self.doubt(field, name)
        found = self.settle(doubt) if doubt else name
        return (self.series_id(found) or found) if field == "series" else found

    def doubt(self, field: str, name: str) -> Doubt | None:
        """What a name is likely meant for that no record has so; None for a known name, and for one like no other."""
        entity = self.archive.entity(field, name)
        if entity:
            return Doubt(field, name, entity[1], True) if not self._is_written(field, name, entity[1]) else None
        if field == "partner" and (state := state_of_code(name)) and name == name.upper():
            return Doubt(field, name, state.name, True)
        if field not in SECTIONS:
            return None
        near = meant_name(SECTIONS[field], name, self._spellings(field))
        return Doubt(field, name, near, False) if near else None

    def _is_written(self, field: str, name: str, label: str) -> bool:
        # A name that stands in a record is no slip, whatever else leads there.
        return name == label or name in self.archive.names_of_meetings(field)

    def _spellings(self, field: str) -> dict[str, str]:
        """The name to show for each spelling of a field, by its key."""
        if field not in self._near:
            self._near[field] = {key(text): label for text, label in reversed(self.archive.spellings(field))}
        return self._near[field]

    # Series

    @cached_property
    def _series(self) -> dict[str, str]:
        entries = self.archive.vocabularies().series
        found = {key(one): entry.id for entry in entries for one in (*entry.aliases, entry.name or "", entry.id)}
        found.pop("", None)
        return found

    def series_id(self, name: str) -> str | None:
        """The id of a series of the vocabulary by its id, name or alias."""
        return self._series.get(key(name))

    def series(self, name: str) -> Recurring | None:
        """A series with its rounds; None for one that no record names."""
        wanted = key(self.archive.series_name(name))
        found, _ = self.archive.series()
        return next((one for one in found if wanted in (key(one.id), key(one.name))), None)

    # Sources

    def source(self, typed: str) -> str:
        """The id of a source, by its id or its file. QueryError for one that is not there."""
        sources = self.archive.sources()
        for one in sources:
            if typed in (one.id, one.file):
                return one.id
        from dialogue_cli.spelling import nearest

        near = nearest(typed, [one.id for one in sources])
        hint = f'; did you mean "{near}"?' if near else ""
        raise QueryError(f'there is no source with the id "{one_line(typed)}"{hint}')
