"""From a query as a person asks it to criteria in the terms of the index, and notes about what was understood."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple, cast

from dialogue_cli.index.filters import Criteria
from dialogue_cli.index.queries import Index
from dialogue_cli.names.resolve import meaning, unused
from dialogue_cli.query.query import NAMED, Query
from dialogue_cli.text import plural

if TYPE_CHECKING:
    from dialogue_cli.dates.edtf import Period

NOTHING_CERTAIN = "--certain has nothing to be certain of here: it goes with --since, --until, --on or --person"


class Understood(NamedTuple):
    """A query in the terms of the index. `matched` maps what was typed to what it was taken for."""

    criteria: Criteria
    notes: list[str]
    matched: dict[str, str]


def understood(index: Index, query: Query, today: Callable[[], datetime.date]) -> Understood:
    """A query that `checked` has made valid, with its names resolved. QueryError for a name that could be several."""
    criteria = Criteria(
        rounds=cast(tuple[int, ...], query.round),
        period=cast("Period | None", query.period),
        certain=query.certain,
        bilateral=query.bilateral,
        any_status=not query.status,
        last=query.last,
        next=query.next,
        today=today().isoformat() if query.last or query.next else "",
        sort=query.sort or ("date" if query.words is None else "score"),
        reverse=query.reverse,
        limit=query.limit,
    )
    found = Understood(criteria, [], {})
    for field in NAMED:
        if typed := getattr(query, field):
            criteria.names[field] = {entity for text in typed for entity in _resolved(index, field, text, found)}
    if query.words is not None:
        _plan(index, query.words, found)
    if query.certain and not (query.period or query.person):
        found.notes.append(NOTHING_CERTAIN)
    if (query.period or query.last or query.next) and (undated := _undated(index, criteria)):
        found.notes.append(f"{plural(undated, 'undated meeting')} left out: undated meetings match no period")
    return found


def _resolved(index: Index, field: str, text: str, found: Understood) -> set[str]:
    """The entities that a typed name means, with what belongs to them."""
    entities, note, taken_for = meaning(field, text, index.names)
    if note:
        found.notes.append(note)
    if taken_for:
        found.matched[text] = taken_for
    criteria, together = found.criteria, set[str]()
    for entity in entities:
        among = {entity}
        if field == "partner":
            criteria.principal |= entity == index.principal
            among |= index.names.members(entity) | index.names.groups(entity)
        elif field == "place":
            among |= index.names.cities(entity)
        if field != "status" and not criteria.principal and not index.names.are_used(field, among):
            found.notes.append(unused(field, index.names.label(field, entity)))
        together |= among
    return together


def _plan(index: Index, words: str, found: Understood) -> None:
    """What to look for: words that no record has are taken for near ones that some record has."""
    from dialogue_cli.index.respelling import Speller
    from dialogue_cli.query.search_text import parse_search

    speller = Speller(index, parse_search(words))
    found.criteria.plan = plan = speller.respelt()
    for typed, word in speller.taken.items():
        found.notes.append(f'no word "{typed}"; taken for "{word}"')
    if speller.left_out:
        kept = plural(len(plan.units), "word")
        found.notes.append(f"only the {kept} that tell most are looked for; {speller.left_out:,} are left out")
    found.matched.update(speller.taken)


def _undated(index: Index, criteria: Criteria) -> int:
    """How many meetings would match if they had a date."""
    if not criteria.plan:
        return index.count(criteria, undated=True)
    from dialogue_cli.index.ranking import Hits

    return Hits(index, replace(criteria, period=None, last=None, next=None)).undated()
