"""Ties the names that meetings bear to their entities, and says how an entity is shown."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable
from typing import Any

from dialogue_cli.dataset.fields import SECTIONS
from dialogue_cli.dataset.model import Header, Source
from dialogue_cli.dataset.vocabulary import Vocabularies
from dialogue_cli.index.schema import AGAIN, COLUMNS, PRINCIPAL, SEPARATOR
from dialogue_cli.names.catalogue import Catalogue, FieldNames
from dialogue_cli.names.cities import country_of_city
from dialogue_cli.names.forms import ALIAS, CODE, COUNTRY_FIELDS, country_entity
from dialogue_cli.names.heard import words_of_name
from dialogue_cli.names.iso import part_of
from dialogue_cli.tokens import searchable

Named = tuple[str, str]
"""Field and entity, or field and text, of a name."""


class Ties:
    """Ties names in one database. `names` are the numbers of those that new meetings bear, by field and text."""

    def __init__(self, connection: sqlite3.Connection, names: dict[Named, int]) -> None:
        self.connection = connection
        self.names = names
        self._relabel: set[Named] = set()
        """Field and entity of what has lost a spelling."""

    def tie_all(self, entries: Iterable[tuple[str, str]]) -> None:
        """Ties every name to its entity, by the entries (section and JSON) of all files."""
        known: dict[str, list[Any]] = {}
        for section, record in entries:
            known.setdefault(section, []).append(SECTIONS[section].kind.from_record(json.loads(record)))
        sources: list[Source] = known.pop("sources", [])
        headers: list[Header] = known.pop("dataset", [])
        header = headers[0] if headers else Header()
        catalogue = Catalogue(Vocabularies(**{k: tuple(v) for k, v in known.items()}), sources)
        in_vocabulary = {field: set(found.labels) for field, found in catalogue.fields.items()}
        self._tie(self.names, {field: found.entity for field, found in catalogue.fields.items()})
        principal = catalogue.fields["partner"].entity(header.principal) if header.principal else None
        for field, found in catalogue.fields.items():
            self._forms(field, found, in_vocabulary[field])
        many = self.connection.executemany
        many(
            "INSERT OR IGNORE INTO member VALUES (?, ?)",
            [(party, member) for party, members in catalogue.members.items() for member in members],
        )
        many("INSERT OR IGNORE INTO inside VALUES (?, ?)", [(c, city) for city, c in catalogue.country_of.items()])
        self._put_cities(self.names, catalogue.fields["place"])
        self._put_sounds(self.names)
        many(
            "INSERT INTO meta VALUES (?, ?)",
            [
                ("header", json.dumps(header.to_record(), ensure_ascii=False)),
                ("principal", principal),
            ],
        )

    def tie_new(self, first: int, loose: set[int]) -> None:
        """Ties the names from number `first` on; lets go of the loose ones that no meeting bears any more."""
        fresh = {
            field: FieldNames(field, vocabulary=self._vocabulary(field), countries=self._countries(field))
            for field in {field for field, _ in self.names}
        }
        new = {name: number for name, number in self.names.items() if number >= first}
        self._tie(new, {field: known.entity for field, known in fresh.items()})
        for field, known in fresh.items():
            self._forms(field, known, set())
        if "place" in fresh:
            self._put_cities(new, fresh["place"])
        self._put_sounds(new)
        execute = self.connection.execute
        for number in loose:
            borne = "SELECT 1 FROM link WHERE name = ?1 UNION ALL SELECT 1 FROM meeting WHERE principal = ?1 LIMIT 1"
            if execute(borne, (number,)).fetchone():
                continue
            row = execute("SELECT field, entity FROM name WHERE number = ?", (number,)).fetchone()
            execute("DELETE FROM name WHERE number = ?", (number,))
            kept = execute(
                "SELECT 1 FROM name WHERE field = ? AND entity = ? UNION ALL"
                " SELECT 1 FROM label WHERE field = ? AND entity = ? AND in_vocabulary",
                (*row, *row),
            ).fetchone()
            self._relabel.add(row)
            if not kept:
                for table in ("form", "label", "alias"):
                    execute(f"DELETE FROM {table} WHERE field = ? AND entity = ?", row)

    def _put_cities(self, names: Iterable[Named], places: FieldNames) -> None:
        """Puts well-known cities into their countries, where no vocabulary says in which they lie."""
        found = []
        for field, text in names:
            code = _country_of_place(text) if field == "place" else None
            # Luxembourg is a country first.
            if code and not (city := places.entity(text)).startswith("="):
                found.append((places.countries.get(code, country_entity(code)), city))
        many = self.connection.executemany
        many(
            "INSERT OR IGNORE INTO inside SELECT ?1, ?2 WHERE NOT EXISTS (SELECT 1 FROM inside WHERE city = ?2)",
            found,
        )

    def _put_sounds(self, names: Iterable[Named]) -> None:
        """Puts the words of people's names under the keys of their sound."""
        from dialogue_cli.names.sound import keys

        words = {word for field, text in names if field == "person" for word in words_of_name(text)}
        self.connection.executemany(
            "INSERT OR IGNORE INTO sound VALUES (?, ?)", [(key, word) for word in words for key in keys(word)]
        )

    def _vocabulary(self, field: str) -> dict[str, tuple[int, str]]:
        """Rank and entity of each key that leads to an entity of the vocabulary by a name or an alias."""
        rows = self.connection.execute(
            "SELECT f.key, f.rank, f.entity FROM form f JOIN label l USING (field, entity)"
            " WHERE field = ? AND f.rank <= ? AND l.in_vocabulary ORDER BY f.rank DESC, f.entity DESC",
            (field, ALIAS),
        )
        # The strongest form of a key comes last.
        return {folded: (rank, entity) for folded, rank, entity in rows}

    def _countries(self, field: str) -> dict[str, str]:
        """The entities that codes of countries lead to."""
        rows = self.connection.execute("SELECT text, entity FROM form WHERE field = ? AND rank = ?", (field, CODE))
        return dict(rows.fetchall()) if field in COUNTRY_FIELDS else {}

    def _tie(self, wanted: dict[tuple[str, str], int], entities: dict[str, Callable[[str], str]]) -> None:
        self.connection.executemany(
            "INSERT INTO name VALUES (?, ?, ?, ?)",
            [(number, field, text, entities[field](text)) for (field, text), number in wanted.items()],
        )

    def _forms(self, field: str, known: FieldNames, in_vocabulary: set[str]) -> None:
        many = self.connection.executemany
        forms = list(known.all_forms())
        many(
            "INSERT INTO form VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET rank = excluded.rank,"
            " text = excluded.text WHERE excluded.rank < rank",
            [(field, form.key, form.entity, form.rank, form.text) for form in forms],
        )
        many(
            "INSERT OR IGNORE INTO label VALUES (?, ?, ?, ?)",
            [(field, entity, text, entity in in_vocabulary) for entity, text in known.labels.items()],
        )
        if field in COLUMNS:
            # A code of two or three letters is a word of its own (IT, NO) more often than a country.
            texts = [(t, entity) for t, entity in sorted(known.aliases) if not (t.isupper() and len(t) <= 3)]
            many(
                "INSERT INTO alias (text, field, entity) VALUES (?, ?, ?)",
                [(searchable(text), field, entity) for text, entity in texts],
            )

    def name_entities(self) -> None:
        """Shows an entity that no vocabulary names by the spelling that most meetings have."""
        execute = self.connection.execute
        several = execute("SELECT field, entity FROM name GROUP BY field, entity HAVING count(*) > 1").fetchall()
        for row in {*several, *self._relabel}:
            text = execute(
                "SELECT n.text FROM name n LEFT JOIN link l ON l.name = n.number WHERE n.field = ? AND n.entity = ?"
                " GROUP BY n.number ORDER BY count(l.meeting) DESC, n.text LIMIT 1",
                row,
            ).fetchone()
            if text:
                execute("UPDATE label SET text = ? WHERE field = ? AND entity = ? AND NOT in_vocabulary", (*text, *row))

    def leave_uncounted(self, first_meeting: int) -> None:
        """Finds the links for which a meeting is not counted; a principal is not shown among its partners either."""
        execute = self.connection.execute
        principal = execute("SELECT value FROM meta WHERE key = 'principal'").fetchone()[0]
        execute(
            "INSERT INTO uncounted SELECT l.name, l.meeting, ?3 FROM name n CROSS JOIN link l ON l.name = n.number"
            " JOIN meeting m ON m.number = l.meeting WHERE n.field = 'partner' AND n.entity IN (SELECT ?1 UNION SELECT"
            " p.entity FROM name p WHERE p.number IN (SELECT principal FROM meeting WHERE principal IS NOT NULL))"
            " AND n.entity = coalesce((SELECT entity FROM name WHERE number = m.principal), ?1) AND l.meeting >= ?2",
            (principal, first_meeting, PRINCIPAL),
        )
        execute(
            "INSERT OR IGNORE INTO uncounted SELECT name, meeting, ?2 FROM (SELECT l.name, l.meeting, row_number() OVER"
            " (PARTITION BY n.field, n.entity, l.meeting ORDER BY l.certain DESC, l.name) AS place"
            " FROM name n CROSS JOIN link l ON l.name = n.number WHERE l.meeting >= ?1 AND (n.field, n.entity) IN"
            " (SELECT field, entity FROM name GROUP BY field, entity HAVING count(*) > 1)) WHERE place > 1",
            (first_meeting, AGAIN),
        )
        self._show_no_principal(first_meeting)
        fewer = execute(
            "SELECT count(*), u.meeting FROM uncounted u JOIN name n ON n.number = u.name"
            " WHERE n.field = 'partner' AND u.meeting >= ? GROUP BY u.meeting",
            (first_meeting,),
        ).fetchall()
        self.connection.executemany("UPDATE meeting SET parties = parties - ? WHERE number = ?", fewer)

    def _show_no_principal(self, first_meeting: int) -> None:
        """Leaves the principal out of the partners that a line of a meeting shows."""
        rows = self.connection.execute(
            "SELECT u.meeting, n.text, r.json FROM uncounted u JOIN name n ON n.number = u.name"
            " JOIN record r ON r.meeting = u.meeting WHERE u.why = ? AND u.meeting >= ?",
            (PRINCIPAL, first_meeting),
        ).fetchall()
        same: dict[int, set[str]] = {}
        for number, text, _ in rows:
            same.setdefault(number, set()).add(text)
        shown = [
            (SEPARATOR.join(n for n in json.loads(record).get("partners", ()) if n not in same[number]), number)
            for number, _, record in rows
        ]
        self.connection.executemany("UPDATE meeting SET partners = ? WHERE number = ?", shown)


def _country_of_place(name: str) -> str | None:
    """The code of the country in which a well-known city or a part (Scotland) lies."""
    part = part_of(name)
    return part.code if part else country_of_city(name)
