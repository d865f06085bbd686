"""Names that are likely slips: one that two entries share, one that is a letter or two away from a known one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from dialogue_cli import spelling
from dialogue_cli.dataset.characters import foreign_letter
from dialogue_cli.dataset.model import Header, Meeting, Source, place_items, place_steps
from dialogue_cli.dataset.problems import Problem
from dialogue_cli.dataset.reader import Item
from dialogue_cli.dataset.references import Spot
from dialogue_cli.dataset.vocabulary import Series
from dialogue_cli.names import catalogue as names
from dialogue_cli.names.iso import all_codes, country_names, state_of_name, without_generic_words
from dialogue_cli.names.organisations import organisation_of_name
from dialogue_cli.names.places import is_place
from dialogue_cli.text import key, one_line

# A shorter name is near to too much; no name of a country is longer.
_SHORTEST, _LONGEST = 5, 80
_SECTIONS = ("partners", "topics", "instruments", "places", "people", "series")


class Likeness:
    """Compares the names in the meetings with those in the vocabularies, by section."""

    def __init__(self) -> None:
        self._vocabulary: dict[str, dict[str, str]] = {section: {} for section in _SECTIONS}
        """The entry (its name or id) that each spelling (its key) belongs to."""
        self._used: dict[str, dict[str, tuple[str, Spot]]] = {section: {} for section in _SECTIONS}
        """The names in meetings by key: as first written, and where."""
        self._entries: set[tuple[str, str]] = set()
        self._problems: list[Problem] = []

    def add(self, item: Item) -> None:
        """Takes note of one record."""
        value = item.value
        if isinstance(value, Meeting):
            for section, name, path in _uses(value):
                folded = key(name)
                if folded not in self._used[section]:
                    self._used[section][folded] = (name, Spot(item.file, *item.at(*path)))
        elif not isinstance(value, (Header, Source)):
            own = value.id if isinstance(value, Series) else value.name
            known = self._vocabulary[item.section]
            is_second = (item.section, own) in self._entries
            self._entries.add((item.section, own))
            for name, path in names.spellings(value):
                if known.setdefault(key(name), own) != own or (is_second and name == own):
                    message = f'"{one_line(name)}" is also a name of "{one_line(known[key(name)])}"'
                    self._problems.append(item.problem("ambiguous-name", message, *path))

    def finish(self) -> list[Problem]:
        """Every problem; call it once all records are added."""
        problems = list(self._problems)
        for section in _SECTIONS:
            known = self._vocabulary[section]
            for folded, (name, spot) in self._used[section].items():
                near = _near_entry(section, name, known)
                if near:
                    message = f'"{one_line(name)}" is not in the vocabulary; did you mean "{one_line(known[near])}"?'
                    problems.append(spot.problem("likely-misspelling", message))
                elif section == "partners" and (country := _country_meant(name, folded, known)):
                    hint = f'did you mean "{country}"? An entry in the section partners settles it'
                    message = f'"{one_line(name)}" is not a country; {hint}'
                    problems.append(spot.problem("likely-misspelling", message))
        return problems


def meant_name(section: str, name: str, known: Mapping[str, str]) -> str | None:
    """The name that one is likely a slip for; `known` has the names of a section by the keys of their spellings."""
    near = _near_entry(section, name, known)
    if near:
        return known[near]
    return _country_meant(name, key(name), known) if section == "partners" else None


def _near_entry(section: str, name: str, known: Mapping[str, str]) -> str | None:
    """The key of the spelling that a name is likely meant for."""
    folded = key(name)
    # Another letter than the eye sees is a problem of its own.
    if folded in known or foreign_letter(name) or (section == "partners" and _is_known(name)):
        return None
    return _near(name, folded, known)


def _country_meant(name: str, folded: str, known: Mapping[str, str]) -> str | None:
    return None if folded in known or foreign_letter(name) or _is_known(name) else _near_country(name)


def _is_known(name: str) -> bool:
    """Whether the whole of a name is a country, a former state or a well-known organisation."""
    return bool(state_of_name(name) or organisation_of_name(name))


def _near(name: str, folded: str, known: Iterable[str]) -> str | None:
    """The one spelling that a name is likely meant for. Abbreviations differ by design: in these only a swap counts."""
    return spelling.swapped(folded, known) if spelling.is_abbreviation(name) else spelling.misspelt(folded, known)


def _near_country(name: str) -> str | None:
    """The country that a name is with a usual slip; hardly anyone slips at the first letter. No real place is one."""
    for plain in (key(name), key(without_generic_words(name))):
        if _SHORTEST <= len(plain) <= _LONGEST:
            countries = _countries().get(plain[0], {})
            near = _near(name, plain, countries)
            if near and spelling.is_usual_slip(plain, near) and not is_place(name, countries[near]):
                return countries[near]
    return None


@cache
def _countries() -> dict[str, dict[str, str]]:
    """The usual name of each country by its names (the keys of these, with generic words and without), by first letter.

    What two countries are called without generic words (Congo) is the one of which it is the whole name, or none.
    """
    whole: dict[str, str] = {}
    bare: dict[str, set[str]] = {}
    for spellings in map(country_names, all_codes()):
        for name in spellings:
            whole.setdefault(key(name), spellings[0])
            bare.setdefault(key(without_generic_words(name)), set()).add(spellings[0])
    whole = {short: next(iter(usual)) for short, usual in bare.items() if len(usual) == 1} | whole
    found: dict[str, dict[str, str]] = {}
    for short, usual in whole.items():
        found.setdefault(short[0], {})[short] = usual
    return found


def _uses(meeting: Meeting) -> Iterator[tuple[str, str, tuple[str | int, ...]]]:
    """The names in a meeting: section of their vocabulary, name, path in the record."""
    for i, name in enumerate(meeting.partners):
        yield "partners", name, ("partners", i)
    for i, name in enumerate(meeting.topics):
        yield "topics", name, ("topics", i)
    for i, name in enumerate(meeting.instruments):
        yield "instruments", name, ("instruments", i)
    for i, person in enumerate(meeting.participants):
        if person.name:
            yield "people", person.name, ("participants", i, "name")
    for item, text in place_items(meeting.places):
        if item.endswith("city"):
            yield "places", text, ("place", *place_steps(item))
    if meeting.series:
        yield "series", meeting.series, ("series",)
