"""For whom people took part: what to say of a name that no meeting bears, but for which someone was there."""

from __future__ import annotations

from dialogue_cli.index.queries import Index
from dialogue_cli.index.schema import ON_BEHALF_OF, REPRESENTS
from dialogue_cli.names.iso import state_of_name
from dialogue_cli.text import fold, key, plural

SIDED = {"partner": "partner", "person": "participant"}
"""The fields whose names may also be those of sides, and what one of a meeting is called there."""
_VERBS = {REPRESENTS: "represent", ON_BEHALF_OF: "stand in for"}


def represented(index: Index, field: str, name: str, entity: str = "") -> dict[str, int]:
    """In how many meetings people represent a party or a person, or stand in for one, by the verb."""
    if field not in SIDED:
        return {}
    state, words = state_of_name(name), set(fold(name).split())
    keys = {key(name), *index.names.keys(field, entity)}

    def matches(text: str) -> bool:
        if key(text) in keys:
            return True
        if field == "person" and words and words <= set(fold(text).split()):
            return True
        return state is not None and state == state_of_name(text)

    counts = {verb: index.names.sides(role, matches) for role, verb in _VERBS.items()}
    return {verb: number for verb, number in counts.items() if number}


def in_words(sides: dict[str, int], whom: str) -> str:
    """`people represent it in 2 meetings`."""
    return "people " + " and ".join(f"{verb} {whom} in {plural(n, 'meeting')}" for verb, n in sides.items())
