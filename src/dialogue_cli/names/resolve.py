"""From a name as typed to what it means: a list of ways, tried in turn until one has an answer.

To add a way, write a function that takes a `Typed` and returns a `Meaning`, or None where it does not know,
and put it into `WAYS`.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import NamedTuple, Protocol

from dialogue_cli.errors import QueryError, UnknownName
from dialogue_cli.names.forms import Form
from dialogue_cli.text import key, listing

_SHOWN = 8
"""How many candidates an error lists."""
_COUNTRIES = ("partner", "place")
"""The fields whose names may be countries."""


class Known(Protocol):
    """What a collection knows of names."""

    def forms(self, field: str, key: str) -> list[Form]:
        """The forms of a key, the strongest first."""

    def all_forms(self, field: str) -> list[Form]:
        """Every form of a field."""

    def label(self, field: str, entity: str) -> str:
        """The name to show for an entity."""


class Meaning(NamedTuple):
    """The entities that a name means: none, where no record has it. The note says what a reader must know.

    `taken_for` is the name that it was taken for, where it is not one as it stands.
    """

    entities: tuple[str, ...]
    note: str = ""
    taken_for: str = ""


class Typed:
    """A name as typed for a field, and what the collection knows of such names."""

    def __init__(self, field: str, text: str, known: Known) -> None:
        self.field = field
        self.text = text
        self.key = key(text)
        self.known = known

    @cached_property
    def forms(self) -> list[Form]:
        """Every form of the field; reading them costs more than the ways that come first."""
        return self.known.all_forms(self.field)

    def labels(self, entities: list[str]) -> list[str]:
        """The names to show for entities."""
        return [self.known.label(self.field, entity) for entity in entities]


Way = Callable[[Typed], Meaning | None]


def meaning(field: str, text: str, known: Known) -> Meaning:
    """What a name means. Raises QueryError for one that is empty, UnknownName for one that could be several."""
    typed = Typed(field, text, known)
    if not typed.key:
        raise QueryError(f'"{text}" is not a valid {field}')
    found = (way(typed) for way in WAYS)
    return next((answer for answer in found if answer is not None), Meaning(()))


def _as_written(typed: Typed) -> Meaning | None:
    """A name, an alias or a code, but for case, diacritics and punctuation."""
    forms = typed.known.forms(typed.field, typed.key)
    strongest = [form.entity for form in forms if form.rank == forms[0].rank]
    if len(strongest) > 1:
        raise UnknownName(f'"{typed.text}" can be {listing(typed.labels(strongest))}; which one?')
    return Meaning((strongest[0],)) if strongest else None


def _status(typed: Typed) -> Meaning | None:
    """A status is one of a few words, whether or not a meeting has it."""
    if typed.field != "status":
        return None
    from dialogue_cli.dataset.model import STATUSES
    from dialogue_cli.spelling import misspelt

    if typed.key in STATUSES:
        return Meaning((typed.key,))
    near = misspelt(typed.key, STATUSES)
    if near is None:
        raise UnknownName(f'there is no status "{typed.text}"; it is {listing(list(STATUSES))}')
    return _taken_for(typed, near)


def _country(typed: Typed) -> Meaning | None:
    """A country of which there is no record is never taken for a neighbour."""
    if typed.field not in _COUNTRIES:
        return None
    from dialogue_cli.names.countries import country_code, country_names

    code = country_code(typed.text)
    return Meaning((), unused(typed.field, country_names(code)[0])) if code else None


def _part(typed: Typed) -> Meaning | None:
    """Some words of a name, whole and in their order."""
    from dialogue_cli.names.forms import with_part

    return _one_of(typed, with_part(typed.text, typed.forms))


def _misspelt(typed: Typed) -> Meaning | None:
    """A name that differs by few letters, those of all countries among them."""
    from dialogue_cli.names.forms import country_forms, with_spelling

    forms, least = typed.forms, 4
    if typed.field in _COUNTRIES:
        # A short word that is one letter from a country's is too often a word of its own.
        forms, least = [*forms, *country_forms({form.key for form in forms})], 5
    return _one_of(typed, with_spelling(typed.text, forms, least=least))


def _unknown(typed: Typed) -> Meaning:
    """Nothing: the note has the nearest name as a hint."""
    from dialogue_cli.spelling import nearest

    near = nearest(typed.text, [form.text for form in typed.forms if len(form.key) > 3])
    hint = f'; the nearest is "{near}"' if near else ""
    return Meaning((), f'no {typed.field} "{typed.text}" in this dataset{hint}')


WAYS: tuple[Way, ...] = (_as_written, _status, _country, _part, _misspelt, _unknown)


def unused(field: str, label: str) -> str:
    """The note about a name that is known, but not from a meeting."""
    return f'"{label}" is a known {field}, but no meeting names it'


def _one_of(typed: Typed, entities: list[str]) -> Meaning | None:
    if len(entities) > 1:
        labels = typed.labels(entities)
        more = f" and {len(labels) - _SHOWN} more" if len(labels) > _SHOWN else ""
        candidates = ", ".join(labels[:_SHOWN])
        raise UnknownName(f'no {typed.field} "{typed.text}"; it could be {candidates}{more}; which one?')
    return _taken_for(typed, entities[0]) if entities else None


def _taken_for(typed: Typed, entity: str) -> Meaning:
    label = typed.known.label(typed.field, entity)
    return Meaning((entity,), f'no {typed.field} "{typed.text}"; taken for "{label}"', label)
