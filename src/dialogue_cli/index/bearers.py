"""Which meetings bear a name, or one that belongs to it: what the filters find, for all names of a field at once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from dialogue_cli.index.queries import Index
from dialogue_cli.names.organisations import ORGANISATIONS
from dialogue_cli.text import key


class Bearers(NamedTuple):
    """A name to choose from, with the meetings that a filter by it finds."""

    entity: str
    label: str
    spellings: list[str]
    """What else leads to it: other names, aliases, codes."""
    meetings: dict[int, bool]
    """The numbers of the meetings, each with whether it is among them for certain."""
    is_named: bool
    """Whether a meeting names it; else they name only members of it, or it is the principal of all."""


def bearers(index: Index, field: str) -> list[Bearers]:
    """The names of a field of which meetings are found; see `filters.bearing`."""
    own: dict[str, dict[int, bool]] = {}
    sql = (
        "SELECT n.entity, l.meeting, max(l.certain) FROM name n JOIN link l ON l.name = n.number"
        " WHERE n.field = ? GROUP BY n.entity, l.meeting"
    )
    for entity, number, certain in index.rows(sql, (field,)):
        own.setdefault(entity, {})[number] = bool(certain)
    named = set(own)
    if field == "partner":
        _with_principals(index, own)
    found_by: dict[str, list[str]] = {}
    for entity in sorted(own) if field == "partner" else ():
        for other in sorted(index.names.relatives(entity)):
            found_by.setdefault(other, []).append(entity)
    entities = [*own, *found_by]
    if field == "partner" and index.principal:
        entities.append(index.principal)
    spellings = _spellings(index, field)
    found = []
    for entity in dict.fromkeys(entities):
        meetings = dict(own.get(entity, {}))
        for other in found_by.get(entity, ()):
            meetings |= own[other]
        if field == "partner" and entity == index.principal:
            meetings |= {n: True for (n,) in index.rows("SELECT number FROM meeting WHERE principal IS NULL")}
        if meetings:
            label = index.names.label(field, entity)
            others = [text for text in spellings.get(entity) or _of_iso(entity) if key(text) != key(label)]
            found.append(Bearers(entity, label, others, meetings, entity in named and entity != index.principal))
    return found


def _with_principals(index: Index, own: dict[str, dict[int, bool]]) -> None:
    """A meeting that names its own principal is one of that party."""
    sql = "SELECT n.entity, m.number FROM meeting m JOIN name n ON n.number = m.principal"
    for entity, number in index.rows(sql):
        own.setdefault(entity, {})[number] = True


def _spellings(index: Index, field: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for form in index.names.all_forms(field):
        found.setdefault(form.entity, []).append(form.text)
    for entity, text in _organisations() if field == "partner" else ():
        if text not in found.setdefault(entity, []):
            found[entity].append(text)
    return found


def _of_iso(entity: str) -> list[str]:
    """The names and codes of a country that only its groups bring in."""
    if not entity.startswith("="):
        return []
    from dialogue_cli.names.iso import country_codes, country_names

    return [*country_names(entity[1:]), *country_codes(entity[1:])]


def _organisations() -> Iterator[tuple[str, str]]:
    for one in ORGANISATIONS:
        yield from ((key(one.name), text) for text in (*one.names, *one.abbreviations))
