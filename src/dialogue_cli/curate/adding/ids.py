"""The id of a new meeting, where none is given: out of its series and number, else its date and partners."""

from __future__ import annotations

from collections.abc import Callable

from dialogue_cli.dataset.model import Record
from dialogue_cli.text import slug

_LONGEST = 60
_MOST_PARTNERS = 3


def proposed_id(record: Record, is_taken: Callable[[str], bool]) -> str:
    """An id that is free: that of the series with the number, else the date with the partners, else the title.

    >>> proposed_id({"series": "eu-x-dialogue", "ordinal": 8}, {"eu-x-dialogue-8"}.__contains__)
    'eu-x-dialogue-8-2'
    >>> proposed_id({"title": "A", "date": "2026-03", "partners": ["Côte d'Ivoire"]}, lambda one: False)
    '2026-03-cote-divoire'
    """
    base = base_id(record)
    if not is_taken(base):
        return base
    return next(found for i in range(2, 1 << 30) if not is_taken(found := f"{base}-{i}"))


def base_id(record: Record) -> str:
    """The id that a meeting would have if no other had it."""
    return _cut(_base(record)) or "meeting"


def _base(record: Record) -> str:
    date, series = slug(record.get("date", "")), slug(record.get("series", ""))
    if series and (number := record.get("ordinal") or date):
        return f"{series}-{number}"
    if date and (partners := record.get("partners")):
        return f"{date}-{'-'.join(filter(None, map(slug, partners[:_MOST_PARTNERS])))}".strip("-")
    return f"{date}-{slug(record.get('title', ''))}".strip("-") if date else slug(record.get("title", ""))


def _cut(text: str) -> str:
    """A text of a length that can be read, cut between its parts."""
    return text if len(text) <= _LONGEST else text[: _LONGEST + 1].rpartition("-")[0] or text[:_LONGEST]
