"""Ties names after a change: those that are new, those that are gone, and what they had led to."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable

from dialogue_cli.index.batch import Name
from dialogue_cli.index.schema import COLUMNS, SEPARATOR
from dialogue_cli.index.tying import Keys, Ties, country_of_place
from dialogue_cli.names.catalogue import FieldNames
from dialogue_cli.names.forms import ALIAS
from dialogue_cli.names.heard import words_of_name
from dialogue_cli.text import key

Gone = tuple[str, str, str]
"""Field, text and entity of a name that no meeting bears any more."""


class Retying:
    """Brings the ties of one database up to date. `is_all_anew` tells whether every name was tied again."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._execute = connection.execute
        self._ties = Ties(connection)
        self.is_all_anew = False

    def renew(self, sections: Collection[str], new: dict[Name, int], loose: Iterable[int]) -> None:
        """Ties names after a change of some sections: new ones, each with its number; loose ones are perhaps gone."""
        gone = self._let_go(loose)
        if set(sections) <= {"sources"}:
            if "sources" in sections:
                self._renew_sources(new)
                new = {name: number for name, number in new.items() if name[0] != "source"}
                gone = [one for one in gone if one[0] != "source"]
            if self._renew_some(new, gone):
                return
        self._renew_all(new)

    def _let_go(self, loose: Iterable[int]) -> list[Gone]:
        """Removes names that no meeting bears any more."""
        gone: list[Gone] = []
        borne = "SELECT 1 FROM link WHERE name = ?1 UNION ALL SELECT 1 FROM meeting WHERE principal = ?1 LIMIT 1"
        for number in sorted(loose):
            if not self._execute(borne, (number,)).fetchone():
                found = self._execute("SELECT field, text, entity FROM name WHERE number = ?", (number,)).fetchone()
                gone.append(found)
                self._execute("DELETE FROM name WHERE number = ?", (number,))
        return gone

    def _renew_all(self, new: dict[Name, int]) -> None:
        """Ties every name again."""
        self.is_all_anew = True
        rows = self._execute("SELECT field, text, number FROM name").fetchall()
        for table in ("name", "form", "label", "alias", "member", "inside", "country", "sound", "uncounted"):
            self._execute(f"DELETE FROM {table}")
        # Who the parties of a meeting are besides its principal is told again.
        self._execute(
            "UPDATE meeting SET partners = coalesce((SELECT group_concat(value, ?) FROM record r,"
            " json_each(r.json, '$.partners') WHERE r.meeting = number), ''), parties = coalesce("
            "(SELECT json_array_length(r.json, '$.partners') FROM record r WHERE r.meeting = number), 0)",
            (SEPARATOR,),
        )
        self._ties.tie_all({(field, text): number for field, text, number in rows} | new)

    def _renew_sources(self, new: dict[Name, int]) -> None:
        rows = self._execute("SELECT text, number FROM name WHERE field = 'source'").fetchall()
        for table in ("name", "form", "label"):
            self._execute(f"DELETE FROM {table} WHERE field = 'source'")
        own = {text: number for (field, text), number in new.items() if field == "source"}
        self._ties.tie_sources(dict(sorted((dict(rows) | own).items())))

    def _renew_some(self, new: dict[Name, int], gone: list[Gone]) -> bool:
        """Ties new names, and again those of the entities concerned.

        Returns False where these are entities of the vocabulary to which libraries, too, know names.
        """
        known = {field: self._known(field) for field, _ in new}
        tied = [(field, text, known[field].entity(text)) for field, text in new]
        concerned: dict[str, set[str]] = {}
        for field, text, entity in (*tied, *gone):
            if not self._is_in_vocabulary(field, entity):
                concerned.setdefault(field, set()).add(entity)
            elif not self._is_settled(field, text, entity):
                return False
        self._connection.executemany(
            "INSERT INTO name VALUES (?, ?, ?, ?)",
            [(new[field, text], field, text, entity) for field, text, entity in tied],
        )
        for field, entities in concerned.items():
            self._tie_again(field, entities)
        self._renew_sounds([text for field, text in new if field == "person"], gone)
        return True

    def _is_in_vocabulary(self, field: str, entity: str) -> bool:
        row = self._execute(
            "SELECT in_vocabulary FROM label WHERE field = ? AND entity = ?", (field, entity)
        ).fetchone()
        return bool(row and row[0])

    def _is_settled(self, field: str, text: str, entity: str) -> bool:
        """Whether a name of an entity of the vocabulary adds nothing to it."""
        if field == "place" and not entity.startswith("=") and country_of_place(text):
            return False
        sql = "SELECT 1 FROM form WHERE field = ? AND key = ? AND entity = ? AND in_vocabulary AND rank <= ?"
        return self._execute(sql, (field, key(text), entity, ALIAS)).fetchone() is not None

    def _tie_again(self, field: str, entities: set[str]) -> None:
        """Ties the names of some entities that the vocabulary does not have."""
        among = json.dumps(sorted(entities))
        these = "field = ? AND entity IN (SELECT value FROM json_each(?))"
        for table in ("form", "label", *(["alias"] if field in COLUMNS else [])):
            self._execute(f"DELETE FROM {table} WHERE {these}", (field, among))
        rows = self._execute(f"SELECT text FROM name WHERE {these} ORDER BY text", (field, among))
        texts, known = [text for (text,) in rows], self._known(field)
        for text in texts:
            known.entity(text)
        if field == "partner":
            self._take_principal(known, entities)
        self._ties.put(known)
        if field == "place":
            self._execute("DELETE FROM inside WHERE city IN (SELECT value FROM json_each(?))", (among,))
            self._ties.put_cities(texts, known)

    def _take_principal(self, partners: FieldNames, entities: set[str]) -> None:
        meta = dict(self._execute("SELECT key, value FROM meta WHERE key IN ('header', 'principal')"))
        if meta["principal"] in entities:
            partners.entity(json.loads(meta["header"])["principal"])

    def _renew_sounds(self, new: list[str], gone: list[Gone]) -> None:
        """Puts in the words of people's names that are new, and takes out those that no name has any more."""
        self._ties.put_sounds(new)
        for word in {word for field, text, _ in gone if field == "person" for word in words_of_name(text)}:
            texts = self._execute(
                "SELECT DISTINCT n.text FROM form f JOIN name n USING (field, entity)"
                " WHERE field = 'person' AND instr(f.key, ?)",
                (word,),
            )
            if not any(word in words_of_name(text) for (text,) in texts):
                self._execute("DELETE FROM sound WHERE word = ?", (word,))

    def _known(self, field: str) -> FieldNames:
        """The names of a field as the vocabulary has them."""
        countries = dict(self._execute("SELECT code, entity FROM country WHERE field = ?", (field,)).fetchall())
        return FieldNames(field, vocabulary=Keys(self._connection, field), countries=countries)
