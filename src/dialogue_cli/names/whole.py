"""Ways to a meaning by a whole name: as written, as a country, an organisation, or one of a few fixed words."""

from __future__ import annotations

from dialogue_cli.errors import UnknownName
from dialogue_cli.names.forms import CHOICE_FIELDS, CODE, COUNTRY_FIELDS, NAME, Form, country_entity
from dialogue_cli.names.near import near
from dialogue_cli.names.typed import Meaning, Typed, not_to_leave_out, taken_for
from dialogue_cli.text import key, listing, plural


def as_written(typed: Typed) -> Meaning | None:
    """A name, an alias or a code, but for case, diacritics and punctuation."""
    forms = typed.known.forms(typed.field, typed.key)
    strongest = [form for form in forms if form.rank == forms[0].rank]
    if not strongest:
        return None
    meant = strongest[0]
    if len(strongest) > 1:
        # "US" and "U.S." are two names on record: the one that is typed is meant.
        exact = typed.known.entity_of(typed.field, typed.text)
        exact_ones = [form for form in strongest if form.entity == exact]
        if not exact_ones:
            labels = [label for label, _ in typed.by_frequency(form.entity for form in strongest)]
            raise UnknownName(f'"{typed.text}" can be {listing(labels)}; which one?')
        [meant] = exact_ones
    others = [form for form in forms if form is not meant and meant.rank == NAME]
    return Meaning((meant.entity,), near=(*near(typed, [meant.entity]), *_also(typed, others)))


def _also(typed: Typed, others: list[Form]) -> list[str]:
    """Notes about what else has a name: `GE`, a company, is also the code of Georgia."""
    notes = []
    for form in others:
        [(label, number)] = typed.by_frequency([form.entity])
        if number:
            noun = "the code" if form.rank == CODE or _is_code_of(typed, form.entity) else "a name"
            count = plural(number, "meeting")
            notes.append(f'"{typed.text}" is also {noun} of {label} ({count}), {typed.not_taken}')
    return notes


def _is_code_of(typed: Typed, entity: str) -> bool:
    from dialogue_cli.names.iso import state_of_code

    state = state_of_code(typed.text)
    return state is not None and typed.known.of_country(typed.field, state.code) == entity


def choice(typed: Typed) -> Meaning | None:
    """A status or a mode is one of a few words, whether or not a meeting has it."""
    if typed.field not in CHOICE_FIELDS:
        return None
    from dialogue_cli.names.choices import CHOICES, choice, is_other_word

    found = choice(typed.field, typed.text)
    if found is None:
        raise UnknownName(f'there is no {typed.field} "{typed.text}"; it is {listing(list(CHOICES[typed.field]))}')
    word, is_exact = found
    if typed.is_excluded and not is_exact and not is_other_word(typed.field, typed.text):
        raise not_to_leave_out(typed, [word])
    return Meaning((key(word),)) if is_exact else taken_for(typed, key(word), label=word)


def country(typed: Typed) -> Meaning | None:
    """A country by any whole name or code, on record or not: it is never taken for a neighbour."""
    if typed.field not in COUNTRY_FIELDS:
        return None
    from dialogue_cli.names.iso import state_of_code, state_of_name

    state = state_of_name(typed.text) or state_of_code(typed.text)
    if not state:
        return None
    entity = known_country(typed, state.code) or country_entity(state.code)
    return Meaning((entity,), near=near(typed, [entity]))


def known_country(typed: Typed, code: str) -> str | None:
    """The entity of a country that the collection knows, or in which it knows a city; by its code."""
    known = typed.known.of_country(typed.field, code)
    if known is None and typed.field == "place" and typed.known.cities(country_entity(code)):
        return country_entity(code)
    return known


def organisation(typed: Typed) -> Meaning | None:
    """A well-known organisation or group, of which there may be no record but of its members."""
    if typed.field != "partner":
        return None
    from dialogue_cli.names.organisations import organisation_of_code, organisation_of_name

    found = organisation_of_name(typed.text) or organisation_of_code(typed.text)
    if not found:
        return None
    entity = key(found.name)
    return Meaning((entity,), near=near(typed, [entity]))
