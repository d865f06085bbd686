"""What names that a person typed mean in an index, with what belongs to it, and notes about them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dialogue_cli.index.filters import Named, bearing
from dialogue_cli.index.placed import Area
from dialogue_cli.index.queries import Index
from dialogue_cli.index.sides import SIDED, in_words, represented
from dialogue_cli.names.forms import CHOICE_FIELDS
from dialogue_cli.names.resolve import exactly, meaning
from dialogue_cli.names.typed import Meaning, are_several, written_in

if TYPE_CHECKING:
    from dialogue_cli.index.understanding import Understood


def any_of(field: str, wanted: list[Named]) -> Named:
    """Names of one field of which any will do, as one."""
    return Named(
        field,
        frozenset[str]().union(*(one.entities for one in wanted)),
        any(one.is_principal for one in wanted),
        frozenset[str]().union(*(one.inside for one in wanted)),
        tuple(areas for one in wanted for areas in one.together),
    )


def named(index: Index, field: str, text: str, found: Understood, *, is_excluded: bool = False) -> Named:
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
    meant_by = Named(
        field,
        frozenset[str]().union(*(area.entities for area in areas)),
        field == "partner" and index.principal in meant.entities,
        frozenset[str]().union(*(area.inside for area in areas)),
        (tuple(_area(index, field, entity) for entity in meant.together),) if meant.together else (),
    )
    found.notes.extend(_unused(index, meant_by, text, meant))
    found.notes.extend(meant.near)
    found.notes.extend(_written_differently(index, field, meant.entities))
    return meant_by


def _area(index: Index, field: str, entity: str) -> Area:
    """What belongs to an entity: the members and the groups of a party, the cities of a country."""
    names = index.names
    if field == "partner":
        return Area(frozenset({entity}) | names.relatives(entity))
    return Area(frozenset({entity}), frozenset(names.cities(entity)) if field == "place" else frozenset())


def _unused(index: Index, wanted: Named, text: str, meant: Meaning) -> Iterator[str]:
    """Notes about a name that no meeting bears, whether or not it is known otherwise."""
    field = wanted.field
    if field in CHOICE_FIELDS or wanted.is_principal:
        return
    clause, values = bearing(wanted, exact=False)
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
