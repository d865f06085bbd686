"""Names that are codes of countries: in a record they are names of their own, which is seldom meant."""

from __future__ import annotations

from collections.abc import Iterator

from dialogue_cli.dataset.model import Header, Meeting, place_items, place_steps
from dialogue_cli.dataset.problems import Problem
from dialogue_cli.dataset.reader import Item
from dialogue_cli.dataset.references import Spot
from dialogue_cli.dataset.vocabulary import Partner, Place
from dialogue_cli.names.iso import state_of_code, state_of_name
from dialogue_cli.names.organisations import organisation_of_name
from dialogue_cli.text import key, one_line

_LONGEST = 5


class CountryCodes:
    """Parties and countries of places that are written as a code, and that no vocabulary has as a name."""

    def __init__(self) -> None:
        self._known: dict[str, set[str]] = {"partners": set(), "places": set()}
        self._used: dict[tuple[str, str], Spot] = {}
        """Where each such name stands first, by the section that could have it."""

    def add(self, item: Item) -> None:
        """Takes note of one record."""
        value = item.value
        if isinstance(value, (Partner, Place)):
            names = {key(name) for name in (value.name, *value.aliases)}
            self._known[item.section] |= names
            if isinstance(value, Partner) and value.code:
                # The names of a country are those of a place too.
                self._known["places"] |= names
        for section, name, path in _names(value):
            if len(name) <= _LONGEST and name == name.upper() and (section, name) not in self._used:
                self._used[section, name] = Spot(item.file, *item.at(*path))

    def finish(self) -> list[Problem]:
        """Every problem; call it once all records are added."""
        problems = []
        for (section, name), spot in self._used.items():
            state = state_of_code(name)
            if not state or key(name) in self._known[section] or state_of_name(name) or organisation_of_name(name):
                continue
            better = f"write {state.name}, or give an entry in {section}"
            message = f'"{one_line(name)}" is taken as a name of its own; {better}'
            problems.append(spot.problem("country-code", message))
        return problems


def _names(value: object) -> Iterator[tuple[str, str, tuple[str | int, ...]]]:
    """The names in a record that may be countries: section of their vocabulary, name, path in the record."""
    if isinstance(value, (Header, Meeting)) and value.principal:
        yield "partners", value.principal, ("principal",)
    if isinstance(value, Meeting):
        for i, name in enumerate(value.partners):
            yield "partners", name, ("partners", i)
        for part, text in place_items(value.places):
            if part.endswith("country"):
                yield "places", text, ("place", *place_steps(part))
