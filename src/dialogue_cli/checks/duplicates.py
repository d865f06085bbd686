"""What a list names twice, also in another spelling: names are compared as the filters compare them."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from typing import Any, NamedTuple

from dialogue_cli.dataset.model import Header, Meeting, Participant, Source
from dialogue_cli.dataset.problems import Problem
from dialogue_cli.dataset.reader import Item
from dialogue_cli.dataset.references import Spot
from dialogue_cli.dataset.vocabulary import Partner, Vocabularies
from dialogue_cli.names.catalogue import Catalogue
from dialogue_cli.text import key, one_line

Path = tuple[str | int, ...]
Parts = tuple[str, ...]
"""What an item says: a name, or the parts of a place or a person, each empty where it is absent."""
Named = tuple[str, Parts]
"""An item with the list that it is in."""
# The lists whose items are names, each with the field in which the filters look for them.
_NAMES = {"partners": "partner", "members": "partner", "topics": "topic", "instruments": "instrument"}
_PERSON, _PLACE, _PRINCIPAL = "participants", "place", "principal"
_ITEM = 3
"""Numbers that an item takes: that of its name, its line and its column."""


class _List(NamedTuple):
    """A list of a record: what it is called, its items, and the way to it."""

    field: str
    items: list[Parts]
    path: Path


class Duplicates:
    """Collects the lists of all records: the vocabularies, by which they are compared, may come last."""

    def __init__(self) -> None:
        self._entries: dict[str, list[Any]] = {}
        self._principal: str | None = None
        self._numbers: dict[Named, int] = {}
        """The number of each item of a field: the lists of a million meetings must not fill memory."""
        self._files: dict[str, int] = {}
        self._lists = array("I")
        """For each list the number of its file and how many items it has, and then its items."""

    def add(self, item: Item) -> None:
        """Takes note of one record."""
        value = item.value
        if isinstance(value, Header):
            self._principal = self._principal or value.principal
        elif not isinstance(value, (Meeting, Source)):
            self._entries.setdefault(item.section, []).append(value)
        for field, items, path in _lists(value):
            # Partners are compared with the principal too, of the meeting or else of the dataset.
            own = [(value.principal or "",)] if isinstance(value, Meeting) and items and field == "partners" else []
            if len(own) + len(items) < 2:
                continue
            self._lists.extend((self._files.setdefault(item.file, len(self._files)), len(own) + len(items)))
            for principal in own:
                self._lists.extend((self._number(_PRINCIPAL, principal), 0, 0))
            for i, parts in enumerate(items):
                self._lists.extend((self._number(field, parts), *item.at(*path, i)))

    def _number(self, field: str, parts: Parts) -> int:
        return self._numbers.setdefault((field, parts), len(self._numbers))

    def finish(self) -> list[Problem]:
        """Every problem; call it once all records are added."""
        same = _Sameness(Catalogue(Vocabularies(**{s: tuple(found) for s, found in self._entries.items()})))
        names, files, lists = list(self._numbers), list(self._files), self._lists
        problems: list[Problem] = []
        start = 0
        while start < len(lists):
            file, length = files[lists[start]], lists[start + 1]
            end = start + 2 + length * _ITEM
            items = [(names[lists[i]], Spot(file, lists[i + 1], lists[i + 2])) for i in range(start + 2, end, _ITEM)]
            problems += self._twice(items, same)
            start = end
        return problems

    def _twice(self, items: list[tuple[Named, Spot]], same: _Sameness) -> Iterator[Problem]:
        """The items of one list that are the same as one before them."""
        seen: dict[Parts, Named] = {}
        last: Named | None = None
        for (field, parts), spot in items:
            if field == _PRINCIPAL:
                if principal := parts[0] or self._principal:
                    seen[same.meaning((field, (principal,)))] = (field, (principal,))
                continue
            one = (field, parts)
            if field == _PLACE:
                # A tour may come back to a place.
                first = last if last and same.is_place(last, one) else None
            else:
                first = seen.get(same.meaning(one))
            if first:
                yield spot.problem("duplicate-item", _message(field, _shown(parts), first))
            else:
                last = one
                seen.setdefault(same.meaning(one), one)


def _message(field: str, shown: str, first: Named) -> str:
    other = _shown(first[1])
    if first[0] == _PRINCIPAL:
        spelled = "" if key(other) == key(shown) else f', "{other}",'
        return f'"{shown}" is the principal{spelled} of this meeting; partners are the other parties'
    if other == shown:
        return f'"{shown}" appears twice in {field}'
    return f'"{shown}" is the same as "{other}", which stands before it in {field}; keep one'


def _shown(parts: Parts) -> str:
    return one_line(", ".join(filter(None, parts)))


class _Sameness:
    """Whether two items of a list are the same, by the names that a collection knows."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._fields = catalogue.fields
        self._known: dict[Named, Parts] = {}

    def is_place(self, one: Named, other: Named) -> bool:
        """Whether two places are the same."""
        (venue, city, country), (venue_2, city_2, country_2) = self.meaning(one), self.meaning(other)
        # A city is the same one also where only one of the two names its country.
        country_tells = not city or (country and country_2)
        return (venue, city) == (venue_2, city_2) and (country == country_2 or not country_tells)

    def meaning(self, item: Named) -> Parts:
        """What is equal for items that are the same; of places `is_place` tells."""
        found = self._known.get(item)
        if found is None:
            found = self._known[item] = self._resolved(*item)
        return found

    def _resolved(self, field: str, parts: Parts) -> Parts:
        if field == _PLACE:
            venue, city, country = parts
            return key(venue) or venue, self._entity("place", city), self._entity("place", country)
        if field == _PERSON:
            name, role, side = parts
            return (self._entity("person", name),) if name else ("", key(role) or role, self._entity("partner", side))
        if field in _NAMES or field == _PRINCIPAL:
            return (self._entity(_NAMES.get(field, "partner"), parts[0]),)
        return parts if field == "supports" else tuple(key(part) or part for part in parts)

    def _entity(self, field: str, text: str) -> str:
        return self._fields[field].entity(text) if text else ""


def _lists(value: Any) -> Iterator[_List]:
    """The lists of a record, in which nothing should stand twice."""
    if isinstance(value, Partner):
        yield _names(value, "members")
    if not isinstance(value, Meeting):
        return
    yield from (_names(value, field) for field in ("partners", "topics", "instruments", "outcomes"))
    yield _List(_PERSON, [_person(one) for one in value.participants], (_PERSON,))
    yield _List(_PLACE, [(one.venue or "", one.city or "", one.country or "") for one in value.places], (_PLACE,))
    yield _List("related", [(one.id, one.relation or "") for one in value.related], ("related",))
    for i, quote in enumerate(value.evidence):
        yield _List("supports", [(path,) for path in quote.supports], ("evidence", i, "supports"))


def _names(value: Any, field: str) -> _List:
    return _List(field, [(name,) for name in getattr(value, field)], (field,))


def _person(one: Participant) -> Parts:
    """A person by name; someone whom the source does not name by role and side, since two sides may have the same."""
    return (one.name, "", "") if one.name else ("", one.role or "", one.represents or "")
