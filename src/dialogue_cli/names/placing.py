"""Ways to a meaning of a place: a city by another name, the parts of one place together, the countries of a group."""

from __future__ import annotations

from dialogue_cli.names.cities import names_of_city
from dialogue_cli.names.typed import Meaning, Typed
from dialogue_cli.names.whole import as_written, country, known_country, organisation
from dialogue_cli.text import key

_MOST_COMMAS = 8


def city(typed: Typed) -> Meaning | None:
    """A well-known city on record by another of its names."""
    if typed.field != "place":
        return None
    forms = [form for name in names_of_city(typed.text) for form in typed.known.forms("place", key(name))]
    return Meaning((forms[0].entity,)) if forms else None


def together(typed: Typed) -> Meaning | None:
    """Venue, city and country of one place, as the program writes them: "Dushanbe, Tajikistan"."""
    if typed.field != "place" or not 0 < typed.text.count(", ") <= _MOST_COMMAS:
        return None
    parts = _parts(typed, typed.text, 3)
    return Meaning((), together=parts) if len(parts) > 1 else None


def _parts(typed: Typed, text: str, most: int) -> tuple[str, ...]:
    """The entities of the names that a text is made of, at most so many; none where it is not."""
    if whole := _place(typed, text):
        return (whole,)
    # A name may have a comma itself: "Washington, D.C.".
    pieces = text.split(", ") if most > 1 else []
    for i in range(len(pieces) - 1, 0, -1):
        last = _place(typed, ", ".join(pieces[i:]))
        if last and (rest := _parts(typed, ", ".join(pieces[:i]), most - 1)):
            return (*rest, last)
    return ()


def _place(typed: Typed, text: str) -> str | None:
    part = Typed("place", text, typed.known)
    found = (as_written(part) or country(part) or city(part)) if part.key else None
    return found.entities[0] if found else None


def of_group(typed: Typed) -> Meaning | None:
    """The countries of a group: "Central Asia"."""
    if typed.field != "place":
        return None
    name = Typed("partner", typed.text, typed.known)
    group = as_written(name) or organisation(name)
    members = {m for entity in group.entities for m in typed.known.members(entity)} if group else set()
    places = [_member(typed, typed.known.label("partner", member)) for member in sorted(members)]
    return Meaning(tuple(dict.fromkeys(filter(None, places)))) if any(places) else None


def _member(typed: Typed, label: str) -> str | None:
    """The entity of a country in which the collection knows a place."""
    from dialogue_cli.names.iso import state_of_name

    if written := as_written(Typed("place", label, typed.known)):
        return written.entities[0]
    state = state_of_name(label)
    return known_country(typed, state.code) if state else None
