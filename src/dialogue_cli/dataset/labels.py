"""What people, places and reviews are called, whether they are read from a record or from its dataclass."""

from __future__ import annotations


def person_label(name: str | None, role: str | None) -> str:
    """Someone who took part: the name, or the role of someone whom the source does not name."""
    return name or role or ""


def is_certain(certainty: str | None) -> bool:
    """Whether the source leaves no doubt that someone took part; absent certainty means certain."""
    return certainty != "possible"


def place_label(venue: str | None, city: str | None, country: str | None) -> str:
    """A place on one line, from the smallest part to the largest.

    >>> place_label(None, "Brussels", "Belgium")
    'Brussels, Belgium'
    """
    return ", ".join(part for part in (venue, city, country) if part)


def review_label(by: str, on: str) -> str:
    """Who has read a record against its documents, and when."""
    return f"by {by} on {on}"
