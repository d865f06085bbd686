"""Counts meetings by what they have, in SQL: no record is decoded."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING

from dialogue_cli.index.filters import Criteria, certainty, where
from dialogue_cli.index.placed import COUNTED
from dialogue_cli.index.schema import PRINCIPAL
from dialogue_cli.index.tallies import Tally, cells, tally
from dialogue_cli.index.understanding import NOTHING_CERTAIN, Understood
from dialogue_cli.index.values import Chosen, counted_by
from dialogue_cli.names.typed import Spellings, are_several, counted_as_one, written_in
from dialogue_cli.query.countable import FIELDS, TIMES
from dialogue_cli.query.counts import Counts, in_order, note_of_several, without_gaps
from dialogue_cli.query.query import ONLY_POSSIBLY
from dialogue_cli.text import plural

if TYPE_CHECKING:
    from dialogue_cli.index.queries import Index


def counts(index: Index, understood: Understood, fields: tuple[str, ...]) -> Counts:
    """The meetings that match, counted by some fields; see `Archive.count_by`."""
    criteria, notes, _ = understood
    query = criteria.query
    if "person" in fields:
        notes = [note for note in notes if note != NOTHING_CERTAIN]
    chosen = Chosen(index, where(criteria), certain=query.certain)
    by = [counted_by(field, chosen) for field in fields]
    found = {field: tally(chosen, one) for field, one in zip(fields, by, strict=True)}
    together, possible = cells(chosen, by) if len(by) > 1 else found[fields[0]][:2] if by else ({}, {})
    totals = [in_order(field, one.totals, reverse=query.reverse and field == fields[0]) for field, one in found.items()]
    if len(fields) == 1:
        totals = [without_gaps(fields[0], totals[0])]
    all_ = Counts(
        fields,
        together,
        tuple(totals),
        several=tuple(one.several for one in found.values()),
        meetings=chosen.number,
        others=(0,) * len(fields),
        notes=(*notes, *_notes(chosen, criteria, found, notes)),
        possible=possible,
        possible_totals=tuple(one.possible_totals for one in found.values()),
    )
    return all_ if query.limit is None else all_.cut(query.limit)


def _notes(chosen: Chosen, criteria: Criteria, found: Mapping[str, Tally], said: Collection[str]) -> Iterator[str]:
    """What a reader of the counts must know; `said` are the notes about the query."""
    if doubtful := _doubtful(chosen, criteria):
        are = "is" if doubtful == 1 else "are"
        yield f"{doubtful:,} of {plural(chosen.number, 'meeting')} {are} {ONLY_POSSIBLY}"
    if "person" in found and (possible := found["person"].doubtful):
        has = "has" if possible == 1 else "have"
        yield f"{plural(possible, 'meeting')} {has} people who only possibly took part; --certain leaves them out"
    for field, one in found.items():
        if one.several:
            yield note_of_several(field, one.several)
    for field in found:
        if field not in TIMES and (merged := _merged(chosen, criteria, field, said)):
            yield counted_as_one(FIELDS[field], merged)


def _doubtful(chosen: Chosen, criteria: Criteria) -> int:
    """How many meetings that match are only possibly among those asked for."""
    certain, days = certainty(criteria)
    [(number,)] = chosen.rows(f"SELECT count(*) FROM chosen m WHERE NOT ({certain})", days)
    return int(number)


def _merged(chosen: Chosen, criteria: Criteria, field: str, said: Collection[str]) -> list[tuple[str, Spellings]]:
    """The values that the meetings that match write in more than one way, the most frequent first.

    Those of which a note of the filters says it already are left out.
    """
    names = chosen.index.names
    placed = f"JOIN stay s ON s.meeting = l.meeting AND n.number = {COUNTED}" if field == "place" else ""
    sure = "AND l.certain" if field == "person" and chosen.certain else ""
    rows = chosen.rows(
        f"SELECT n.entity, n.text, count(DISTINCT l.meeting) FROM name n JOIN link l ON l.name = n.number {placed}"
        f" WHERE n.field = '{field}' AND n.entity IN"
        f" (SELECT entity FROM name WHERE field = '{field}' GROUP BY entity HAVING count(*) > 1)"
        f" AND {chosen.among('+l.meeting')} {sure} AND (l.name, l.meeting) NOT IN"
        f" (SELECT name, meeting FROM uncounted WHERE why = '{PRINCIPAL}') GROUP BY n.number ORDER BY 3 DESC, 2"
    )
    found: dict[str, Spellings] = {}
    for entity, text, number in rows:
        found.setdefault(entity, []).append((text, number))
    several = [entity for entity, spellings in found.items() if are_several(spellings)]
    labels = dict(zip(several, names.labels(field, several), strict=True))
    if getattr(criteria.query, field):
        all_ = names.spellings(field, several)
        several = [entity for entity in several if written_in(labels[entity], all_[entity]) not in said]
    merged = [(labels[entity], found[entity]) for entity in several]
    return sorted(merged, key=lambda one: (-sum(number for _, number in one[1]), one[0]))
