"""A name as typed and what it means, with the notes that say so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Protocol

from dialogue_cli.errors import UnknownName
from dialogue_cli.names.forms import CODE, Form
from dialogue_cli.text import fold, key, listing, plural
from dialogue_cli.tuples import NamedTuple

SHOWN = 8
"""How many names an error or a note lists."""
_MERGED = 3
"""Of how many names a note tells the spellings."""
Spellings = list[tuple[str, int]]
"""How the records write one name, with the number of meetings, the most frequent first."""


class Known(Protocol):
    """What a collection knows of names."""

    def forms(self, field: str, key: str) -> list[Form]:
        """The forms of a key, the strongest first."""

    def forms_with(self, field: str, part: str) -> list[Form]:
        """The forms whose key has a part, as the records and the vocabulary name entities."""

    def all_forms(self, field: str) -> list[Form]:
        """Every form of a field."""

    def forms_near(self, field: str, key: str, lacking: int) -> list[Form]:
        """The forms whose keys lack no more than so many of the letters of a key."""

    def label(self, field: str, entity: str) -> str:
        """The name to show for an entity."""

    def frequencies(self, field: str, entities: Iterable[str]) -> dict[str, int]:
        """How many meetings bear each of some entities."""

    def texts(self, field: str) -> dict[str, str]:
        """Every name of a field as the records write it, with its entity."""

    def entity_of(self, field: str, text: str) -> str | None:
        """The entity of a name exactly as the records write it."""

    def of_country(self, field: str, code: str) -> str | None:
        """The entity of a country or a former state by its code, where the collection has it."""

    def codes(self, field: str, entity: str) -> set[str]:
        """The keys of the codes of a country."""

    @property
    def principal(self) -> str | None:
        """The entity of the principal."""

    def groups(self, member: str) -> set[str]:
        """The entities of the groups that a party belongs to."""

    def members(self, party: str) -> set[str]:
        """The entities of a group's members."""

    def cities(self, country: str) -> set[str]:
        """The entities of the cities in a country."""


class Meaning(NamedTuple):
    """The entities that a name means: none, where no record has it. The notes say what a reader must know.

    `taken_for` is the name that it was taken for, where it is not one as it stands. `together` are the entities that
    one place must have: a venue, a city, a country. `near` are the notes about what is alike and not meant.
    """

    entities: tuple[str, ...]
    notes: tuple[str, ...] = ()
    taken_for: str = ""
    together: tuple[str, ...] = ()
    near: tuple[str, ...] = ()


class Typed:
    """A name as typed for a field, and what the collection knows of such names."""

    def __init__(self, field: str, text: str, known: Known, *, is_excluded: bool = False) -> None:
        self.field = field
        self.is_excluded = is_excluded
        """Whether the meetings of the name are to be left out."""
        self.not_taken = "not left out" if is_excluded else "not included"
        """What a note says of other names."""
        self.text = text
        self.key = key(text)
        self.known = known

    @cached_property
    def forms(self) -> list[Form]:
        """Every form of the field but codes; reading them costs more than the ways that come first."""
        return [form for form in self.known.all_forms(self.field) if form.rank != CODE]

    def forms_near(self, text: str, lacking: int = 0) -> list[Form]:
        """Those of them that lack no more than so many of the letters of a text: a few of hundreds of thousands."""
        # People have other ways, of which some need all the names: they are read once.
        if self.field == "person":
            return self.forms
        return [form for form in self.known.forms_near(self.field, key(text), lacking) if form.rank != CODE]

    def label(self, entity: str) -> str:
        """The name to show for an entity."""
        return self.known.label(self.field, entity)

    def by_frequency(self, entities: Iterable[str]) -> list[tuple[str, int]]:
        """Labels and numbers of meetings, the most frequent first."""
        counts = self.known.frequencies(self.field, entities)
        return sorted(((self.label(entity), n) for entity, n in counts.items()), key=lambda pair: (-pair[1], pair[0]))


def listed(typed: Typed, entities: list[str]) -> str:
    """`3 names: World Bank (12), Bank of England (2), …`, the most frequent first."""
    found = typed.by_frequency(entities)
    return f"{plural(len(found), 'name')}: {with_numbers(found)}"


def with_numbers(names: Sequence[tuple[str, int]]) -> str:
    """Names with their numbers of meetings, as many as `first_of` shows: `World Bank (12), Bank of England (2)`."""
    return first_of([f"{name} ({number})" for name, number in names])


def first_of(names: Sequence[str]) -> str:
    """The first names, and how many more there are.

    >>> first_of(list("abcdefghijk"))
    'a, b, c, d, e, f, g, h and 3 more'
    """
    more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    return ", ".join(names[:SHOWN]) + more


def are_several(spellings: Spellings) -> bool:
    """Whether a name is written in several ways that differ by more than case, diacritics and punctuation.

    >>> are_several([("Türkiye", 1), ("TURKIYE", 1)]), are_several([("Vietnam", 3), ("Viet Nam", 1)])
    (False, True)
    """
    return len({fold(text) for text, _ in spellings}) > 1


def written_in(label: str, spellings: Spellings) -> str:
    """The note about a name that is written in several ways.

    >>> written_in("Vietnam", [("Vietnam", 3), ("Viet Nam", 1)])
    '"Vietnam" is written in 2 ways: Vietnam (3), Viet Nam (1)'
    """
    return f'"{label}" is written in {len(spellings)} ways: {with_numbers(spellings)}'


def counted_as_one(nouns: str, merged: Sequence[tuple[str, Spellings]]) -> str:
    """The note about names that are each counted as one, however they are written; it shows the first of them.

    >>> counted_as_one("partners", [("Chad", [("Chad", 2), ("Tchad", 1)])])
    '"Chad" is written in 2 ways: Chad (2), Tchad (1); counted as one'
    """
    if len(merged) == 1:
        return f"{written_in(*merged[0])}; counted as one"
    shown = [f'"{label}": {with_numbers(spellings)}' for label, spellings in merged[:_MERGED]]
    more = f"; and {len(merged) - _MERGED:,} others" if len(merged) > _MERGED else ""
    more = more.removesuffix("s") if len(merged) - _MERGED == 1 else more
    return f"{len(merged):,} {nouns} are written in several ways, each counted as one: {'; '.join(shown)}{more}"


def taken_for(typed: Typed, entity: str, label: str = "") -> Meaning:
    """The meaning of a name that is taken for another, with the note that says so."""
    label = label or typed.label(entity)
    return Meaning((entity,), (f'no {typed.field} "{typed.text}"; taken for "{label}"',), label)


def not_to_leave_out(typed: Typed, labels: Sequence[str]) -> UnknownName:
    """What to raise where it is a guess of which name meetings are to be left out: none are then."""
    meant = listing([f'"{label}"' for label in labels[:SHOWN]])
    return UnknownName(f'no {typed.field} "{typed.text}" to leave out; did you mean {meant}?')
