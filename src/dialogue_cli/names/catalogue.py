"""Names: what entity of the collection a name means, whoever wrote it.

An *entity* is known by one text, its identifier: the key of its name in the vocabulary, or `=KZ` for a
country that only ISO 3166 knows, or else the key of the name as the records write it. A *form* is a
spelling that leads to it. The dataset's vocabulary comes before any library.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dialogue_cli.dataset.model import Instrument, Partner, Person, Place, Series, Source, Topic, Vocabularies
from dialogue_cli.names.countries import country_code, country_names
from dialogue_cli.names.forms import ALIAS, ISO, NAME, Form
from dialogue_cli.text import key

Entry = Partner | Series | Topic | Instrument | Place | Person


def spellings(entry: Entry) -> Iterator[tuple[str, tuple[str | int, ...]]]:
    """Each spelling of an entry with the path to it: `("KZ", ("code",))`, `("Kazakh", ("aliases", 1))`."""
    if isinstance(entry, Series):
        yield entry.id, ("id",)
        if entry.name and key(entry.name) != key(entry.id):
            yield entry.name, ("name",)
    else:
        yield entry.name, ("name",)
    if isinstance(entry, Partner) and entry.code:
        yield entry.code, ("code",)
    for i, alias in enumerate(entry.aliases):
        yield alias, ("aliases", i)


class FieldNames:
    """The entities of one field: first the vocabulary, then what the records add to it.

    `iso` says whether the names of this field may be countries.
    """

    def __init__(self, entries: Iterable[Entry] = (), *, iso: bool = False) -> None:
        self.labels: dict[str, str] = {}
        """The name to show for an entity."""
        self.forms: dict[str, list[Form]] = {}
        self.aliases: set[tuple[str, str]] = set()
        """Every other spelling with its entity, also those that have the same key."""
        self._iso = iso
        self._countries: dict[str, str] = {}
        entries = list(entries)
        for entry in entries:
            own = entry.id if isinstance(entry, Series) else entry.name
            self.labels[key(own)] = (entry.name or entry.id) if isinstance(entry, Series) else entry.name
        for entry in entries:
            own = entry.id if isinstance(entry, Series) else entry.name
            for spelling, path in spellings(entry):
                self._form(spelling, key(own), ALIAS if path[0] in ("aliases", "code") else NAME)
        if iso:
            for entry in entries:
                named = [entry.name, getattr(entry, "code", None) or ""]
                for code in filter(None, (country_code(str(name)) for name in named)):
                    self._country(code, key(entry.name) if not isinstance(entry, Series) else key(entry.id))
                    break

    def take(self, name: str, aliases: Iterable[str] = (), *, entity: str = "", code: str = "") -> None:
        """Takes in an entity and its other names, for a country with its ISO code also those of ISO."""
        entity = entity or key(name)
        self.labels.setdefault(entity, name)
        self._form(name, entity, NAME)
        for alias in aliases:
            self._form(alias, entity, ALIAS)
        if code:
            self._country(code, entity)

    def _form(self, text: str, entity: str, rank: int) -> None:
        folded = key(text)
        if rank:
            self.aliases.add((text, entity))
        known = self.forms.setdefault(folded, [])
        if folded and all(form.entity != entity for form in known):
            known.append(Form(folded, entity, rank, text))

    def _country(self, code: str, entity: str) -> None:
        if self._countries.setdefault(code, entity) == entity:
            for name in country_names(code):
                self._form(name, entity, ISO)

    def entity(self, name: str) -> str:
        """The entity that a name in a record means; it is taken in when it is new."""
        folded = key(name)
        known = self.forms.get(folded)
        if known:
            return min(known, key=lambda form: form.rank).entity
        entity = folded or name
        if self._iso and (code := country_code(name)):
            entity = self._countries.get(code, f"={code}")
            self.labels.setdefault(entity, name)
            self._form(name, entity, NAME)
            self._country(code, entity)
            return entity
        self.labels.setdefault(entity, name)
        self.forms[folded] = [Form(folded, entity, NAME, name)] if folded else []
        return entity

    def all_forms(self) -> Iterator[Form]:
        """Every form, each key with the entities it may lead to."""
        for forms in self.forms.values():
            yield from forms


class Catalogue:
    """The names of every field of a collection, and who belongs to whom."""

    def __init__(self, vocabularies: Vocabularies, sources: Iterable[Source] = ()) -> None:
        self.fields: dict[str, FieldNames] = {
            "partner": FieldNames(vocabularies.partners, iso=True),
            "person": FieldNames(vocabularies.people),
            "topic": FieldNames(vocabularies.topics),
            "instrument": FieldNames(vocabularies.instruments),
            "series": FieldNames(vocabularies.series),
            "place": FieldNames((), iso=True),
            "kind": FieldNames(),
            "status": FieldNames(),
            "source": FieldNames(),
        }
        for source in sources:
            self.fields["source"].take(source.id, [source.file] if source.file else [])
        places = self.fields["place"]
        self.country_of: dict[str, str] = {}
        """The entity of the country in which the entity of a city lies."""
        for place in vocabularies.places:
            places.take(place.name, place.aliases)
        for partner in vocabularies.partners:
            code = country_code(partner.code or "") or country_code(partner.name)
            if code and not partner.members:
                places.take(partner.name, partner.aliases, entity=f"={code}", code=code)
        for place in vocabularies.places:
            if place.country:
                self.country_of[key(place.name)] = places.entity(place.country)
        self.members = self._members(vocabularies.partners)
        """The entities of all members of a group, of groups within it too."""

    def _members(self, partners: tuple[Partner, ...]) -> dict[str, set[str]]:
        names = self.fields["partner"]
        direct = {key(p.name): {names.entity(member) for member in p.members} for p in partners if p.members}
        found: dict[str, set[str]] = {}
        for group in direct:
            todo, seen = [group], {group}
            while todo:
                for member in direct.get(todo.pop(), ()):
                    if member not in seen:
                        seen.add(member)
                        todo.append(member)
            found[group] = seen - {group}
        return found
