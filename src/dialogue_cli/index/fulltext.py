"""What to look for, as expressions of FTS5. Every word that a person typed is quoted: nothing in it is syntax."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from dialogue_cli.index.database import Database
from dialogue_cli.index.filters import Clause
from dialogue_cli.index.schema import COLUMNS
from dialogue_cli.query.search_text import Atom, Excluded, Unit
from dialogue_cli.tokens import ACRONYM, searchable
from dialogue_cli.tokens import words as words_of

_MOST_BEGINNINGS = 500
"""How many words with one beginning are asked for by name."""


class Expressions:
    """The expressions of one search; each atom is worked out once."""

    def __init__(self, database: Database, *, are_loose: bool = True) -> None:
        self._rows = database.rows
        # In a question most words are part of some alias by chance.
        self._are_loose = are_loose
        self._atoms: dict[Atom, str] = {}

    def atom(self, atom: Atom) -> str:
        """The expression of an atom: its words, or the names of what its words are an alias of."""
        if atom not in self._atoms:
            self._atoms[atom] = self._prefix(atom) if atom.is_prefix else self._names(atom)
        return self._atoms[atom]

    def unit(self, unit: Unit) -> str:
        """The expression of a unit as it was typed: any of its atoms, or a name that they mean."""
        names = [f"{column} : {quoted(searchable(name))}" for column, name in unit.names]
        return f"({' OR '.join([*map(self.atom, unit.atoms), *names])})"

    def widely(self, unit: Unit) -> str:
        """The expression of a unit with its other spellings."""
        return f"({' OR '.join([self.unit(unit), *(atom.fts for atom in unit.variants)])})"

    def all_of(self, units: Iterable[Unit]) -> str:
        """The expression for all of some units."""
        return " AND ".join(map(self.widely, units))

    def excluded(self, excluded: Iterable[Excluded], meant: Mapping[Atom, Unit]) -> str:
        """The expression for what a search leaves out; `meant` is what else its words mean."""

        def widely(atom: Atom) -> str:
            return self.widely(meant[atom]) if atom in meant else self.atom(atom)

        found = []
        for one in excluded:
            having = f"({' AND '.join(map(widely, one.having))})"
            lacking = f"({' OR '.join(map(widely, one.lacking))})"
            found.append(f"({having} NOT {lacking})" if one.lacking else having)
        return " OR ".join(found)

    def begun(self, units: Iterable[Unit]) -> Clause:
        """A condition on `meeting m` for units with a word that is only begun, of which stems find too much."""
        clauses, values = [""], list[str]()
        for unit in units:
            begun = [atom for atom in unit.atoms if atom.is_prefix]
            if not begun:
                continue
            clause = "m.number IN (SELECT rowid FROM plain WHERE plain MATCH ?)"
            values.append(" OR ".join(f"{atom.fts} *" for atom in begun))
            others = [self.atom(atom) for atom in unit.atoms if not atom.is_prefix]
            others += [atom.fts for atom in unit.variants]
            if others:
                clause += " OR m.number IN (SELECT rowid FROM words WHERE words MATCH ?)"
                values.append(" OR ".join(others))
            clauses.append(f"({clause})")
        return " AND ".join(clauses), values

    def _names(self, atom: Atom) -> str:
        found = [atom.fts]
        if atom.is_stop:
            # Whoever types `us` may mean US.
            found.append(quoted(atom.words[0] + ACRONYM))
        if not self._are_loose:
            return f"({' OR '.join(found)})"
        rows = self._rows(
            "SELECT DISTINCT name.field, name.text FROM alias JOIN name USING (field, entity) WHERE alias MATCH ?",
            (atom.fts,),
        )
        own = set(atom.words)
        for field, text in rows:
            # A name that has the word itself is found by it; `Pakistan-EU agreement` needs no alias for "agreement".
            if (words := set(words_of(text))) and not own <= words:
                found.append(f"{COLUMNS[field]} : {quoted(searchable(text))}")
        return f"({' OR '.join(found)})"

    def _prefix(self, atom: Atom) -> str:
        """The words that begin so: FTS5 would stem the beginning as if it were a word."""
        start = "".join(words_of(atom.words[-1]))
        rows = self._rows("SELECT term FROM plain_words WHERE term >= ? AND term < ?", (start, start + "\U0010ffff"))
        found = [quoted(term) for (term,) in rows]
        if len(found) > _MOST_BEGINNINGS:
            # So many words begin with few letters, which no stem takes away.
            return f"{atom.fts} *"
        return f"({' OR '.join(found)})" if found else atom.fts


def count(database: Database, expression: str) -> int:
    """How many meetings an FTS5 expression finds."""
    return database.number("SELECT count(*) FROM words WHERE words MATCH ?", (expression,))


def quoted(text: str) -> str:
    """A text as an FTS5 string."""
    return '"' + text.replace('"', '""').replace("\0", "") + '"'
