"""From a query as a person asks it to criteria in the terms of the index, and notes about what was understood."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from typing import NamedTuple, cast

from dialogue_cli.errors import QueryError
from dialogue_cli.index.filters import Criteria, Named, bearing
from dialogue_cli.index.placed import Area
from dialogue_cli.index.queries import Index
from dialogue_cli.index.sides import SIDED, in_words, represented
from dialogue_cli.names.forms import CHOICE_FIELDS
from dialogue_cli.names.resolve import exactly, meaning
from dialogue_cli.names.typed import Meaning, are_several, written_in
from dialogue_cli.query.query import NAMED, Query, checked
from dialogue_cli.text import key, listing, plural

NOT = "!"
"""In front of a name: what matches it is left out."""
NOTHING_CERTAIN = "--certain has nothing to be certain of here: it goes with --since, --until, --on or --person"


class Understood(NamedTuple):
    """A query in the terms of the index. `matched` maps what was typed to what it was taken for."""

    criteria: Criteria
    notes: list[str]
    matched: dict[str, str]


def understood(index: Index, query: Query, today: Callable[[], datetime.date]) -> Understood:
    """A query with its names resolved. QueryError for a value that is not valid, or a name that could be several."""
    query = checked(query, today)
    criteria = Criteria(query, today().isoformat() if query.last or query.next else "")
    found = Understood(criteria, [], {})
    for field in NAMED:
        typed: tuple[str, ...] = cast(tuple[str, ...], getattr(query, field))
        wanted = [_named(index, field, text, found) for text in typed if not text.startswith(NOT)]
        criteria.names += wanted if query.all_match or len(wanted) < 2 else [_any_of(field, wanted)]
        unwanted = [text.removeprefix(NOT) for text in typed if text.startswith(NOT)]
        if not all(map(key, unwanted)):
            raise QueryError(f'a {field} is missing after "{NOT}"')
        criteria.excluded += [_named(index, field, text, found, is_excluded=True) for text in unwanted]
    if query.words is not None:
        _plan(index, query, query.words, found)
    if query.certain and not (query.period or query.person):
        found.notes.append(NOTHING_CERTAIN)
    if (query.period or query.last or query.next) and (undated := _undated(index, criteria)):
        found.notes.append(f"{plural(undated, 'undated meeting')} left out: undated meetings match no period")
    # Two names may get the same note.
    found.notes[:] = dict.fromkeys(found.notes)
    return found


def _any_of(field: str, wanted: list[Named]) -> Named:
    return Named(
        field,
        frozenset[str]().union(*(one.entities for one in wanted)),
        any(one.is_principal for one in wanted),
        frozenset[str]().union(*(one.inside for one in wanted)),
        tuple(areas for one in wanted for areas in one.together),
    )


def _named(index: Index, field: str, text: str, found: Understood, *, is_excluded: bool = False) -> Named:
    """What a typed name means, with what belongs to it."""
    names = index.names
    if found.criteria.query.exact:
        texts, notes, *_ = exactly(field, text, names)
        found.notes.extend(notes)
        return Named(field, frozenset(texts))
    meant = meaning(field, text, names, is_excluded=is_excluded)
    found.notes.extend(meant.notes)
    if meant.taken_for:
        found.matched[text] = meant.taken_for
    areas = [_area(index, field, entity) for entity in meant.entities]
    named = Named(
        field,
        frozenset[str]().union(*(area.entities for area in areas)),
        field == "partner" and index.principal in meant.entities,
        frozenset[str]().union(*(area.inside for area in areas)),
        (tuple(_area(index, field, entity) for entity in meant.together),) if meant.together else (),
    )
    found.notes.extend(_unused(index, named, text, meant))
    found.notes.extend(meant.near)
    found.notes.extend(_written_differently(index, field, meant.entities))
    return named


def _area(index: Index, field: str, entity: str) -> Area:
    """What belongs to an entity: the members and the groups of a party, the cities of a country."""
    names = index.names
    if field == "partner":
        return Area(frozenset({entity}) | names.members(entity) | names.groups(entity))
    return Area(frozenset({entity}), frozenset(names.cities(entity)) if field == "place" else frozenset())


def _unused(index: Index, named: Named, text: str, meant: Meaning) -> Iterator[str]:
    """Notes about a name that no meeting bears, whether or not it is known otherwise."""
    field = named.field
    if field in CHOICE_FIELDS or named.is_principal:
        return
    clause, values = bearing(named, exact=False)
    if index.number(f"SELECT EXISTS (SELECT 1 FROM meeting m WHERE {clause})", values):
        return
    if meant.together:
        yield f'no {field} "{text}" in this dataset; for each of its names, give the option once'
    for entity in meant.entities:
        label = index.names.label(field, entity)
        sides = represented(index, field, label, entity)
        if sides:
            it = "them" if field == "person" else "it"
            yield f'"{label}" is no {SIDED[field]} of a meeting, but {in_words(sides, it)}'
        else:
            yield f'"{label}" is a known {field}, but no meeting names it'
    if not meant.entities and (sides := represented(index, field, text)):
        yield in_words(sides, f'"{text}"')


def _written_differently(index: Index, field: str, entities: tuple[str, ...]) -> Iterator[str]:
    """Notes about what is asked for and what the records write in more than one way."""
    for entity, spellings in index.names.spellings(field, entities).items():
        if are_several(spellings):
            yield written_in(index.names.label(field, entity), spellings)


def _plan(index: Index, query: Query, words: str, found: Understood) -> None:
    """What to look for: words that no record has are taken for near ones that some record has."""
    from dialogue_cli.index.respelling import Speller
    from dialogue_cli.query.search_text import parse_search

    asked = parse_search(words, any_word=query.any_word)
    found.notes.extend(asked.notes)
    speller = Speller(index, asked)
    found.criteria.plan = plan = speller.respelt()
    for phrase in speller.loosened:
        found.notes.append(f"no {phrase}; looking for its words")
    for typed, word in speller.taken.items():
        noun = "" if " " in typed else "word "
        found.notes.append(f'no {noun}"{typed}"; taken for "{word}"')
    for typed, begun in speller.begun.items():
        found.notes.append(f'no word "{typed}"; taken for the beginning of {listing(begun)}')
    for typed, others in speller.variants.items():
        found.notes.append(f'"{typed}" is also looked for as {listing(others, "and")}')
        found.matched[typed] = ", ".join(others)
    if speller.left_out:
        kept = plural(len(plan.units), "word")
        found.notes.append(f"only the {kept} that tell most are looked for; {speller.left_out:,} are left out")
    found.matched.update(speller.taken)


def _undated(index: Index, criteria: Criteria) -> int:
    """How many meetings would match if they had a date."""
    if not criteria.plan:
        return index.count(criteria, undated=True)
    from dialogue_cli.index.ranking import Hits

    return Hits(index, criteria.but(period=None, last=None, next=None)).undated()
