"""Recurring formats out of the index: those of the vocabulary and those that meetings name, with their rounds."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from dialogue_cli.dataset.series import Recurring, Round, recurring
from dialogue_cli.dates.edtf import parse
from dialogue_cli.index.queries import Index
from dialogue_cli.index.schema import SEPARATOR
from dialogue_cli.names.resolve import meaning


def recurring_formats(index: Index, names: Sequence[str], today: datetime.date) -> tuple[list[Recurring], list[str]]:
    """All recurring formats, or those that names mean, and notes about the names. QueryError as by `meaning`."""
    meant = [meaning("series", name, index.names) for name in names]
    wanted = {entity for one in meant for entity in one.entities} if names else None
    rounds: dict[str, list[Round]] = {}
    for entity, identifier, ordinal, date, status, place in index.rounds():
        found = Round(identifier, ordinal, parse(date) if date else None, status, place.replace(SEPARATOR, "; "))
        rounds.setdefault(entity, []).append(found)
    return [
        recurring(identifier, name, rounds.get(entity, []), today)
        for entity, identifier, name in index.series()
        if wanted is None or entity in wanted
    ], [note for one in meant for note in one.notes]
