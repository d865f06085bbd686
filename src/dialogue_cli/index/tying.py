"""Ties the names that meetings bear to their entities, by the vocabulary and by what libraries know."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable
from typing import Any

from dialogue_cli.dataset.fields import SECTIONS
from dialogue_cli.dataset.model import Header
from dialogue_cli.dataset.vocabulary import Vocabularies
from dialogue_cli.index.batch import Name
from dialogue_cli.index.schema import COLUMNS, ENTRIES
from dialogue_cli.names.catalogue import Catalogue, FieldNames, source_names
from dialogue_cli.names.cities import country_of_city
from dialogue_cli.names.forms import Form, country_entity
from dialogue_cli.names.heard import words_of_name
from dialogue_cli.names.iso import part_of
from dialogue_cli.names.sound import keys
from dialogue_cli.tokens import searchable


class Ties:
    """Ties names in one database.

    What is stored depends on the vocabulary and on which names there are, not on the order in which they came: it is
    the same whether it is made at once here or step by step by `retying`.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def tie_all(self, names: dict[Name, int]) -> None:
        """Ties every name, each with its number, by the entries of the dataset."""
        header, vocabularies, sources = self._entries()
        catalogue = Catalogue(vocabularies, sources)
        many = self.connection.executemany
        many(
            "INSERT INTO member VALUES (?, ?)",
            [(party, member) for party, members in catalogue.members.items() for member in members],
        )
        many("INSERT OR IGNORE INTO inside VALUES (?, ?)", [(c, city) for city, c in catalogue.country_of.items()])
        for field, texts in _by_field(names).items():
            self._tie(catalogue.fields.pop(field), texts, header.principal)
        for found in catalogue.fields.values():
            self._tie(found, {}, header.principal)
        many(
            "INSERT OR REPLACE INTO meta VALUES ('header', ?)", [(json.dumps(header.to_record(), ensure_ascii=False),)]
        )

    def tie_sources(self, names: dict[Name, int]) -> None:
        """Ties the names of sources, each with its number."""
        self._tie(source_names(self._of_section("sources")), _by_field(names).get("source", {}), None)

    def put(self, known: FieldNames, vocabulary: Collection[Form] = (), labels: Collection[str] = ()) -> None:
        """Stores what leads to the entities of a field; forms of the vocabulary, and what it names, are given."""
        many, field = self.connection.executemany, known.field
        many(
            "INSERT INTO form VALUES (?, ?, ?, ?, ?, ?)",
            [(field, form.key, form.entity, form.rank, form.text, form in vocabulary) for form in known.all_forms()],
        )
        many(
            "INSERT INTO label VALUES (?, ?, ?, ?)",
            [(field, entity, text, entity in labels) for entity, text in known.labels.items()],
        )
        if field in COLUMNS:
            # A code of two or three letters is a word of its own (IT, NO) more often than a country.
            texts = [(t, entity) for t, entity in sorted(known.aliases) if not (t.isupper() and len(t) <= 3)]
            many("INSERT INTO alias VALUES (?, ?, ?)", [(searchable(text), field, entity) for text, entity in texts])

    def put_cities(self, texts: Iterable[str], places: FieldNames) -> None:
        """Puts well-known cities into their countries, where no vocabulary says in which they lie."""
        found = []
        for text in texts:
            code = country_of_place(text)
            # Luxembourg is a country first.
            if code and not (city := places.entity(text)).startswith("="):
                found.append((places.countries.get(code, country_entity(code)), city))
        self.connection.executemany(
            "INSERT OR IGNORE INTO inside SELECT ?1, ?2 WHERE NOT EXISTS (SELECT 1 FROM inside WHERE city = ?2)",
            found,
        )

    def put_sounds(self, texts: Iterable[str]) -> None:
        """Puts the words of people's names under the keys of their sound."""
        words = {word for text in texts for word in words_of_name(text)}
        self.connection.executemany(
            "INSERT OR IGNORE INTO sound VALUES (?, ?)", [(key, word) for word in words for key in keys(word)]
        )

    def _tie(self, known: FieldNames, names: dict[str, int], principal: str | None) -> None:
        """Ties the names of one field, each with its number; among partners the principal of the dataset is one too."""
        many, field = self.connection.executemany, known.field
        vocabulary, labels = frozenset(known.all_forms()), set(known.labels)
        many("INSERT INTO country VALUES (?, ?, ?)", [(field, *pair) for pair in known.countries.items()])
        many(
            "INSERT INTO name VALUES (?, ?, ?, ?)", [(number, field, t, known.entity(t)) for t, number in names.items()]
        )
        if field == "partner":
            entity = known.entity(principal) if principal else None
            self.connection.execute("INSERT OR REPLACE INTO meta VALUES ('principal', ?)", (entity,))
        self.put(known, vocabulary, labels)
        if field == "place":
            self.put_cities(names, known)
        if field == "person":
            self.put_sounds(names)

    def _entries(self) -> tuple[Header, Vocabularies, list[Any]]:
        """The header, the vocabularies and the sources of the dataset."""
        found = {section: self._of_section(section) for section in SECTIONS if section != "meetings"}
        headers, sources = found.pop("dataset"), found.pop("sources")
        return (
            headers[0] if headers else Header(),
            Vocabularies(**{section: tuple(entries) for section, entries in found.items()}),
            sources,
        )

    def _of_section(self, section: str) -> list[Any]:
        kind = SECTIONS[section].kind
        return [kind.from_record(json.loads(record)) for (record,) in self.connection.execute(ENTRIES, (section,))]


def country_of_place(name: str) -> str | None:
    """The code of the country in which a well-known city or a part (Scotland) lies."""
    part = part_of(name)
    return part.code if part else country_of_city(name)


def _by_field(names: dict[Name, int]) -> dict[str, dict[str, int]]:
    """The names of each field with their numbers, in the order of their letters."""
    found: dict[str, dict[str, int]] = {}
    for (field, text), number in sorted(names.items()):
        found.setdefault(field, {})[text] = number
    return found
