"""Counting: by which fields, in which order the values stand, and what comes out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

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
TIMES = ("year", "month")
UNCERTAIN = "uncertain"
"""The value of a meeting that has a date which lies in no year (month) for certain."""
MOST = 2

Value = str | None


@dataclass(frozen=True, slots=True)
class Counts:
    """How many meetings there are of each value.

    A meeting counts for each of its values, under None when it has none. `cells` maps values, one for each
    of `fields`, to a number of meetings, without zeros. `totals` holds for each field its values in order,
    with the number of meetings that have them: each meeting counts once. `several` says for each field how
    many meetings have more than one value, `meetings` how many were counted, and `left_out` how many
    values of the first field the limit of the query left out of `totals`.

    >>> counts = Counts(("kind",), {("visit",): 2}, ({"visit": 2},), (0,), meetings=2, left_out=0, notes=())
    >>> list(counts)
    [(('visit',), 2)]
    """

    fields: tuple[str, ...]
    cells: Mapping[tuple[Value, ...], int]
    totals: tuple[Mapping[Value, int], ...]
    several: tuple[int, ...]
    meetings: int
    left_out: int
    notes: tuple[str, ...]

    def __iter__(self) -> Iterator[tuple[tuple[Value, ...], int]]:
        """The cells in the order of the values: of the first field, then of the second."""
        if not self.fields:
            yield (), self.meetings
            return
        places = [{value: place for place, value in enumerate(totals)} for totals in self.totals]
        found = [cell for cell in self.cells if cell[0] in places[0]]
        found.sort(key=lambda cell: [place[value] for place, value in zip(places, cell, strict=True)])
        for cell in found:
            yield cell, self.cells[cell]


def parse_fields(texts: Iterable[str]) -> tuple[str, ...]:
    """The fields that texts such as `year,partner` or `topics` name. QueryError for unknown ones, twice one, or three.

    >>> parse_fields(["years", "Partner"])
    ('year', 'partner')
    """
    plurals = {plural: name for name, plural in FIELDS.items()} | {"persons": "person"}
    found: list[str] = []
    for text in texts:
        for part in text.split(","):
            typed = part.strip().lower()
            name = plurals.get(typed, typed)
            if name not in FIELDS:
                raise QueryError(f'there is no counting by "{one_line(part.strip())}"; {_hint(typed, plurals)}')
            if name in found:
                raise QueryError(f"{name} is named twice in --by")
            found.append(name)
    if len(found) > MOST:
        raise QueryError(f"--by takes one field or two, not {len(found)}: {listing(found, 'and')}")
    return tuple(found)


def _hint(typed: str, plurals: Mapping[str, str]) -> str:
    from dialogue_cli.spelling import misspelt

    near = misspelt(key(typed), [*FIELDS, *(plural for plural in plurals if plural not in FIELDS)])
    return f'did you mean "{plurals.get(near, near)}"?' if near else f"there are {listing(list(FIELDS), 'and')}"


def in_order(field: str, totals: Mapping[Value, int], *, reverse: bool = False) -> dict[Value, int]:
    """The values in time order, or the most frequent first; what says nothing of a value comes last, always."""
    last = (UNCERTAIN, None) if field in TIMES else (None,)
    values = [value for value in totals if value not in last]
    if field in TIMES:
        values.sort(key=str, reverse=reverse)
    else:
        values.sort(key=lambda value: (-totals[value], key(value or ""), value or ""), reverse=reverse)
    return {value: totals[value] for value in (*values, *last) if value in totals}
