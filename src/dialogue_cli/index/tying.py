"""Ties the names that meetings bear to their entities, by the vocabulary and by what libraries know."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator
from itertools import islice
from typing import Any

from dialogue_cli.dataset.fields import SECTIONS
from dialogue_cli.dataset.model import Header
from dialogue_cli.dataset.vocabulary import Vocabularies
from dialogue_cli.index.batch import Name
from dialogue_cli.index.schema import COLUMNS, ENTRIES
from dialogue_cli.names.catalogue import Catalogue, FieldNames, source_names
from dialogue_cli.names.cities import country_of_city
from dialogue_cli.names.forms import ALIAS, Form, country_entity
from dialogue_cli.names.heard import words_of_name
from dialogue_cli.names.iso import part_of
from dialogue_cli.names.sound import keys
from dialogue_cli.tokens import searchable

_AT_A_TIME = 10_000


class Ties:
    """Ties names in one database.

    What is stored depends on the vocabulary and on which names there are, not on the order in which they came: it is
    the same whether it is made at once here or step by step by `retying`.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def tie_all(self, names: dict[Name, int]) -> None:
        """Ties every name, each with its number, by the entries of the dataset."""
        header, vocabularies = self._entries()
        catalogue = Catalogue(vocabularies)
        many = self.connection.executemany
        many(
            "INSERT INTO member VALUES (?, ?)",
            [(party, member) for party, members in catalogue.members.items() for member in members],
        )
        many("INSERT OR IGNORE INTO inside VALUES (?, ?)", [(c, city) for city, c in catalogue.country_of.items()])
        by_field = _by_field(names)
        self.tie_sources(by_field.pop("source", {}))
        del catalogue.fields["source"]
        while catalogue.fields:
            field, known = catalogue.fields.popitem()
            self._tie(known, by_field.get(field, {}), header.principal)
        many(
            "INSERT OR REPLACE INTO meta VALUES ('header', ?)", [(json.dumps(header.to_record(), ensure_ascii=False),)]
        )

    def tie_sources(self, names: dict[str, int]) -> None:
        """Ties the names of sources, each with its number: a few at a time, as there may be as many as meetings."""
        records = map(json.loads, self._json_of("sources"))
        entries = ((record["id"], record.get("file"), record.get("title")) for record in records)
        while some := list(islice(entries, _AT_A_TIME)):
            known = source_names(some)
            self.put(known, frozenset(known.all_forms()), known.labels)
        texts = iter(names)
        while few := list(islice(texts, _AT_A_TIME)):
            known = FieldNames("source", vocabulary=Keys(self.connection, "source"))
            self._put_names(known, {text: names[text] for text in few})
            self.put(known)

    def put(self, known: FieldNames, vocabulary: Collection[Form] = (), labels: Collection[str] = ()) -> None:
        """Stores what leads to the entities of a field; forms of the vocabulary, and what it names, are given."""
        many, field = self.connection.executemany, known.field
        many(
            "INSERT INTO form VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET rank = excluded.rank,"
            " text = excluded.text WHERE excluded.rank < rank",
            [(field, form.key, form.entity, form.rank, form.text, form in vocabulary) for form in known.all_forms()],
        )
        many(
            "INSERT OR IGNORE INTO label VALUES (?, ?, ?, ?)",
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

    def _put_names(self, known: FieldNames, names: dict[str, int]) -> None:
        rows = [(number, known.field, text, known.entity(text)) for text, number in names.items()]
        self.connection.executemany("INSERT INTO name VALUES (?, ?, ?, ?)", rows)

    def _tie(self, known: FieldNames, names: dict[str, int], principal: str | None) -> None:
        """Ties the names of one field, each with its number; among partners the principal of the dataset is one too."""
        field = known.field
        vocabulary, labels = frozenset(known.all_forms()), set(known.labels)
        self.connection.executemany(
            "INSERT INTO country VALUES (?, ?, ?)", [(field, *pair) for pair in known.countries.items()]
        )
        self._put_names(known, names)
        if field == "partner":
            entity = known.entity(principal) if principal else None
            self.connection.execute("INSERT OR REPLACE INTO meta VALUES ('principal', ?)", (entity,))
        self.put(known, vocabulary, labels)
        if field == "place":
            self.put_cities(names, known)
        if field == "person":
            self.put_sounds(names)

    def _entries(self) -> tuple[Header, Vocabularies]:
        """The header and the vocabularies of the dataset."""
        found = {name: tuple(self._of_section(name)) for name in SECTIONS if name not in ("meetings", "sources")}
        headers = found.pop("dataset")
        return headers[0] if headers else Header(), Vocabularies(**found)

    def _of_section(self, section: str) -> Iterator[Any]:
        return map(SECTIONS[section].kind.from_record, map(json.loads, self._json_of(section)))

    def _json_of(self, section: str) -> Iterator[str]:
        return (record for (record,) in self.connection.execute(ENTRIES, (section,)))


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


class Keys(dict[str, tuple[int, str]]):
    """Rank and entity of each key that leads to an entity of the vocabulary by a name or an alias, as asked for."""

    def __init__(self, connection: sqlite3.Connection, field: str) -> None:
        self._execute = connection.execute
        self._field = field

    def __missing__(self, folded: str) -> tuple[int, str]:
        found = self._execute(
            "SELECT rank, entity FROM form WHERE field = ? AND key = ? AND in_vocabulary AND rank <= ?"
            " ORDER BY rank, entity",
            (self._field, folded, ALIAS),
        ).fetchone()
        if found is None:
            raise KeyError(folded)
        self[folded] = found
        return self[folded]

    def __contains__(self, folded: object) -> bool:
        try:
            return bool(self[str(folded)])
        except KeyError:
            return False
