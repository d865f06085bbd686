"""Names: what entity of the collection a name means, whoever wrote it.

An *entity* is known by one text, its identifier: the key of its name in the vocabulary, or `=KZ` for a country that
only ISO 3166 knows, or else the key of the name as the records write it. A *form* is a spelling that leads to it. The
dataset's vocabulary comes before any library. What a name in a record means depends on the vocabulary and on nothing
else: not on other records, nor on their order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from dialogue_cli.dataset.model import Source
from dialogue_cli.dataset.vocabulary import Instrument, Partner, Person, Place, Series, Topic, Vocabularies
from dialogue_cli.names.cities import names_of_city
from dialogue_cli.names.forms import ALIAS, CODE, COUNTRY_FIELDS, LIBRARY, NAME, Form, country_entity
from dialogue_cli.names.iso import (
    country_codes,
    country_names,
    state_of_code,
    state_of_name,
)
from dialogue_cli.names.organisations import ORGANISATIONS, Organisation, organisation_of_name
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

    `vocabulary` (rank and entity by key) and `countries` (entity by code) are what is known without the entries.
    """

    def __init__(
        self,
        field: str,
        entries: Iterable[Entry] = (),
        *,
        vocabulary: dict[str, tuple[int, str]] | None = None,
        countries: Mapping[str, str] | None = None,
    ) -> None:
        self.field = field
        self.labels: dict[str, str] = {}
        """The name to show for an entity."""
        self.forms: dict[str, list[Form]] = {}
        self.aliases: set[tuple[str, str]] = set()
        """Every other spelling with its entity, also those that have the same key."""
        self.countries = dict(countries or {})
        self._vocabulary = {} if vocabulary is None else vocabulary
        for entry in entries:
            self._take_entry(entry)

    def _take_entry(self, entry: Entry) -> None:
        own = entry.id if isinstance(entry, Series) else entry.name
        entity = key(own)
        self.labels[entity] = entry.name or own
        for spelling, path in spellings(entry):
            if path[0] == "code":
                self._form(spelling, entity, CODE)
            else:
                self._own(spelling, entity, ALIAS if path[0] == "aliases" else NAME)
        # Without a code it is the entry of that name, and no country.
        country = isinstance(entry, Partner) and entry.code and _country_of_code(entry.code)
        if country:
            self._country(country, entity)

    def take(self, name: str, aliases: Iterable[str] = (), *, entity: str = "", code: str = "") -> None:
        """Takes in an entity of the vocabulary and its other names, for a country with its code also those of ISO."""
        entity = entity or key(name)
        self.labels.setdefault(entity, name)
        self._own(name, entity, NAME)
        for alias in aliases:
            self._own(alias, entity, ALIAS)
        if code:
            self._country(code, entity)

    def _own(self, text: str, entity: str, rank: int) -> None:
        self._form(text, entity, rank)
        folded = key(text)
        self._vocabulary[folded] = min(self._vocabulary.get(folded, (rank, entity)), (rank, entity))

    def _form(self, text: str, entity: str, rank: int) -> None:
        folded = key(text)
        if rank and rank != CODE:
            self.aliases.add((text, entity))
        known = self.forms.setdefault(folded, [])
        same = next((form for form in known if form.entity == entity), None) if known else None
        if same and rank < same.rank:
            known.remove(same)
            same = None
        if folded and not same:
            known.append(Form(folded, entity, rank, text))

    def _country(self, code: str, entity: str) -> None:
        """Adds what the library knows of a country: names, and codes, which only a query may use."""
        if self.countries.setdefault(code, entity) == entity:
            for name in country_names(code):
                self._form(name, entity, LIBRARY)
            for other in country_codes(code):
                self._form(other, entity, CODE)

    def entity(self, name: str) -> str:
        """The entity that a name in a record means; it is taken in when it is new."""
        folded = key(name)
        if folded in self._vocabulary:
            return self._vocabulary[folded][1]
        if self.field in COUNTRY_FIELDS and (country := state_of_name(name)):
            entity = self.countries.get(country.code, country_entity(country.code))
            self._take_in(name, entity)
            self._country(country.code, entity)
        elif self.field == "place" and (names := names_of_city(name)):
            entity = self._known_as(names)
            self._take_in(name, entity)
            for other in names:
                self._form(other, entity, LIBRARY)
        elif self.field == "partner" and (organisation := organisation_of_name(name)):
            entity = self.organisation_entity(organisation)
            self._take_in(name, entity)
            for other in (organisation.name, *organisation.names):
                self._form(other, entity, LIBRARY)
            for abbreviation in organisation.abbreviations:
                self._form(abbreviation, entity, CODE)
        else:
            entity = folded or name
            self._take_in(name, entity)
        return entity

    def _take_in(self, name: str, entity: str) -> None:
        self.labels.setdefault(entity, name)
        self._form(name, entity, NAME)

    def organisation_entity(self, organisation: Organisation) -> str:
        """The entity of a well-known organisation: that of the vocabulary, where it has one of its names."""
        return self._known_as((organisation.name, *organisation.names, *organisation.abbreviations))

    def _known_as(self, names: Sequence[str]) -> str:
        """The entity of what has several names: that of the vocabulary for one of them, else of the first name."""
        return next((self._vocabulary[key(one)][1] for one in names if key(one) in self._vocabulary), key(names[0]))

    def knows(self, entity: str) -> bool:
        """Whether the vocabulary has an entity."""
        return any(own == entity for _, own in self._vocabulary.values())

    def all_forms(self) -> Iterator[Form]:
        """Every form, each key with the entities it may lead to."""
        for forms in self.forms.values():
            yield from forms


def source_names(sources: Iterable[Sequence[str | None]]) -> FieldNames:
    """The names of sources: each by its id and, if it has them, its file, its title and the ids that it had before."""
    names = FieldNames("source")
    for identifier, *others in sources:
        names.take(str(identifier), [other for other in others if other])
    return names


def _country_of_code(code: str) -> str | None:
    country = state_of_code(code)
    return country.code if country else None


class Catalogue:
    """The names of every field of a collection, and who belongs to whom."""

    def __init__(self, vocabularies: Vocabularies, sources: Iterable[Source] = ()) -> None:
        entries: dict[str, Iterable[Entry]] = {
            "partner": vocabularies.partners,
            "person": vocabularies.people,
            "topic": vocabularies.topics,
            "instrument": vocabularies.instruments,
            "series": vocabularies.series,
        }
        names = ("partner", "person", "topic", "instrument", "series", "place", "kind", "mode", "status")
        self.fields = {field: FieldNames(field, entries.get(field, ())) for field in names}
        self.fields["source"] = source_names((one.id, one.file, one.title) for one in sources)
        places = self.fields["place"]
        self.country_of: dict[str, str] = {}
        """The entity of the country in which the entity of a city lies."""
        for place in vocabularies.places:
            places.take(place.name, place.aliases)
        for partner in vocabularies.partners:
            code = partner.code and not partner.members and _country_of_code(partner.code)
            if code:
                places.take(partner.name, partner.aliases, entity=country_entity(code), code=code)
        for place in vocabularies.places:
            if place.country:
                self.country_of[key(place.name)] = places.entity(place.country)
        self.members = self._members(vocabularies.partners)
        """The entities of the members of a group, but not those of groups within it."""

    def _members(self, partners: tuple[Partner, ...]) -> dict[str, set[str]]:
        names = self.fields["partner"]
        found = {key(p.name): {names.entity(member) for member in p.members} for p in partners if p.members}
        for organisation in ORGANISATIONS:
            entity = names.organisation_entity(organisation)
            if organisation.members and not names.knows(entity):
                codes = organisation.members
                found[entity] = {names.countries.get(code, country_entity(code)) for code in codes}
        return found
