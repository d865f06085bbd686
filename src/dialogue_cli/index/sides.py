"""For whom people took part: what to say of a name that no meeting bears, but for which someone was there."""

from __future__ import annotations

from collections.abc import Iterator

from dialogue_cli.index.queries import Index
from dialogue_cli.index.schema import ON_BEHALF_OF, REPRESENTS
from dialogue_cli.names.forms import CODE
from dialogue_cli.names.iso import state_of_name
from dialogue_cli.text import fold, key, plural

SIDED = {"partner": "partner", "person": "participant"}
"""The fields whose names may also be those of sides, and what one of a meeting is called there."""
_DOES = {REPRESENTS: "people represent it in", ON_BEHALF_OF: "people stand in for it in"}


def represented(index: Index, field: str, name: str, entity: str = "") -> Iterator[str]:
    """In how many meetings people represent a party or a person, or stand in for one."""
    if field not in SIDED:
        return
    state, words = state_of_name(name), set(fold(name).split())

    def matches(text: str) -> bool:
        forms = (form for form in index.names.forms(field, key(text)) if form.rank != CODE)
        if key(text) == key(name) or (entity and any(form.entity == entity for form in forms)):
            return True
        if field == "person" and words and words <= set(fold(text).split()):
            return True
        return state is not None and state == state_of_name(text)

    for role, does in _DOES.items():
        if number := index.names.sides(role, matches):
            yield f"{does} {plural(number, 'meeting')}"
