"""What meetings can be counted by, and how people name it."""

from __future__ import annotations

from collections.abc import Iterable

from dialogue_cli.errors import QueryError
from dialogue_cli.text import key, listing, one_line

# What meetings can be counted by, each with its plural.
FIELDS = {
    "year": "years",
    "month": "months",
    "partner": "partners",
    "series": "series",
    "kind": "kinds",
    "mode": "modes",
    "status": "statuses",
    "place": "places",
    "person": "people",
    "topic": "topics",
    "instrument": "instruments",
    "source": "sources",
}
_PLURALS = {plural: name for name, plural in FIELDS.items()} | {"persons": "person"}
_OTHER_NAMES = {"city": "place", "cities": "place", "type": "kind"}
_COUNTRIES = ("country", "countries")
"""They are partners and places: whoever counts by them has to say which."""
TIMES = ("year", "month")
MOST = 2


def parse_fields(texts: Iterable[str]) -> tuple[str, ...]:
    """The fields that texts such as `year,partner` or `topics` name. QueryError for unknown ones, twice one, or three.

    >>> parse_fields(["years", "Partner"])
    ('year', 'partner')
    """
    found: list[str] = []
    for text in texts:
        for part in text.split(","):
            name = field_of(part)
            if name is None:
                raise QueryError(f'there is no counting by "{one_line(part.strip())}"; {_hint(part.strip().lower())}')
            if name in found:
                raise QueryError(f"{name} is named twice in --by")
            found.append(name)
    if len(found) > MOST:
        raise QueryError(f"--by takes one field or two, not {len(found)}: {listing(found, 'and')}")
    return tuple(found)


def field_of(text: str) -> str | None:
    """The field that a text such as `year`, `Partners` or `country` names.

    >>> field_of("Years"), field_of("city"), field_of("weather")
    ('year', 'place', None)
    """
    typed = text.strip().lower()
    return typed if typed in FIELDS else _PLURALS.get(typed) or _OTHER_NAMES.get(typed)


def way_to_count(text: str) -> str:
    """How to count by what a text names: `--by year`; empty where it names nothing to count by.

    >>> way_to_count("years"), way_to_count("countries")
    ('--by year', '--by partner or --by place')
    """
    field = field_of(text)
    both = "--by partner or --by place" if text.strip().lower() in _COUNTRIES else ""
    return f"--by {field}" if field else both


def _hint(typed: str) -> str:
    if typed in _COUNTRIES:
        return "countries are met (partner) or are where a meeting was (place)"
    from dialogue_cli.spelling import misspelt

    near = misspelt(key(typed), [*FIELDS, *(plural for plural in _PLURALS if plural not in FIELDS)])
    return f'did you mean "{_PLURALS.get(near, near)}"?' if near else f"there are {listing(list(FIELDS), 'and')}"
