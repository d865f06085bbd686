"""Names: what entity of the collection a name means, whoever wrote it.

An *entity* is known by one text, its identifier: the key of its name in the vocabulary, or `=KZ` for a
country that only ISO 3166 knows, or else the key of the name as the records write it. A *form* is a
spelling that leads to it. The dataset's vocabulary comes before any library.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from dialogue_cli.countries import all_codes, country_code, country_names
from dialogue_cli.model import Instrument, Partner, Person, Place, Series, Source, Topic, Vocabularies
from dialogue_cli.text import fold, key

Entry = Partner | Series | Topic | Instrument | Place | Person
# How a form leads to an entity, the strongest first.
NAME, ALIAS, ISO = 0, 1, 2


class Form(NamedTuple):
    """A spelling (its key) that leads to an entity, and how strongly."""

    key: str
    entity: str
    rank: int
    text: str


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


class Names:
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
        self.fields: dict[str, Names] = {
            "partner": Names(vocabularies.partners, iso=True),
            "person": Names(vocabularies.people),
            "topic": Names(vocabularies.topics),
            "instrument": Names(vocabularies.instruments),
            "series": Names(vocabularies.series),
            "place": Names((), iso=True),
            "kind": Names(),
            "status": Names(),
            "source": Names(),
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


def country_forms(known: set[str]) -> list[Form]:
    """Forms for all countries, but for the keys that a collection knows already."""
    return [
        Form(key(name), f"={code}", ISO, name)
        for code in all_codes()
        for name in country_names(code)
        if key(name) not in known
    ]


def edit_cap(length: int) -> int:
    """How many letters a word of this length may be off: none up to three, one up to seven, then two."""
    return 0 if length <= 3 else 1 if length <= 7 else 2


def misspelt(word: str, known: Iterable[str]) -> str | None:
    """The one known word that is nearest in spelling, within the cap of `edit_cap`; None on a tie.

    Distance: optimal string alignment (insertions, deletions, substitutions, swaps of neighbours).
    """
    from rapidfuzz.distance import OSA

    cap = edit_cap(len(word))
    if not cap:
        return None
    near = [
        (OSA.distance(word, other, score_cutoff=cap), other) for other in known if abs(len(other) - len(word)) <= cap
    ]
    near = sorted(pair for pair in near if pair[0] <= cap)
    if not near or (len(near) > 1 and near[0][0] == near[1][0]):
        return None
    return near[0][1]


def with_part(text: str, forms: Iterable[Form]) -> list[str]:
    """The entities of the forms in which the words of a text stand together, as whole words."""
    wanted = f" {fold(text)} "
    return list(dict.fromkeys(form.entity for form in forms if wanted in f" {fold(form.text)} "))


def with_spelling(text: str, forms: Iterable[Form], *, least: int = 4) -> list[str]:
    """The entities of the forms that are nearest in spelling; more than one is a tie.

    Compared are the whole names, and word by word the words of the text with words of the name that
    stand together, each within the cap of its length; a word of fewer than `least` letters must be right.
    Codes are no spellings of anything.
    """
    from rapidfuzz.distance import OSA

    whole, wanted = key(text), fold(text).split()
    cap = edit_cap(len(whole))
    best: dict[str, tuple[int, int]] = {}

    def consider(entity: str, distance: int, lacking: int) -> None:
        best[entity] = min(best.get(entity, (99, 99)), (distance, lacking))

    for form in forms:
        if len(form.key) <= 3:
            continue
        if cap and abs(len(form.key) - len(whole)) <= cap:
            distance = OSA.distance(whole, form.key, score_cutoff=cap)
            if distance <= cap:
                consider(form.entity, distance, 0)
        words = fold(form.text).split()
        for start in range(len(words) - len(wanted) + 1):
            total = 0
            for typed, word in zip(wanted, words[start:], strict=False):
                limit = edit_cap(len(typed)) if len(typed) >= least else 0
                distance = OSA.distance(typed, word, score_cutoff=limit)
                if distance > limit:
                    break
                total += distance
            else:
                consider(form.entity, total, len(words) - len(wanted))
    if not best:
        return []
    nearest_by = min(distance for distance, _ in best.values())
    near = {entity: lacking for entity, (distance, lacking) in best.items() if distance == nearest_by}
    # A name that is met whole goes before one of which only a part is met.
    whole_ones = [entity for entity, lacking in near.items() if not lacking]
    return whole_ones or list(near)


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known text that is most like a word, for a hint; None when none is much like it."""
    from rapidfuzz import process, utils

    found = process.extractOne(word, list(known), processor=utils.default_process, score_cutoff=75)
    return found[0] if found else None
