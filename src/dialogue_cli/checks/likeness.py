"""Names that are likely slips: one that two entries share, one that is a letter or two away from a known one."""

from __future__ import annotations

from collections.abc import Iterator

from dialogue_cli import spelling
from dialogue_cli.dataset.model import Header, Meeting, Series, Source
from dialogue_cli.dataset.problems import Problem
from dialogue_cli.dataset.reader import Item
from dialogue_cli.dataset.references import Spot
from dialogue_cli.names import catalogue as names
from dialogue_cli.names.iso import country_of_name, former_of_name
from dialogue_cli.text import key, one_line

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
                near = None if folded in known else spelling.misspelt(folded, known)
                if near and not (section == "partners" and (country_of_name(name) or former_of_name(name))):
                    message = f'"{one_line(name)}" is not in the vocabulary; did you mean "{one_line(known[near])}"?'
                    problems.append(spot.problem("likely-misspelling", message))
        return problems


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
    if meeting.place and meeting.place.city:
        yield "places", meeting.place.city, ("place", "city")
    if meeting.series:
        yield "series", meeting.series, ("series",)
