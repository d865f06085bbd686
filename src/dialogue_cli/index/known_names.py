"""The names that an index knows: which entities they lead to, what these are called, and who belongs to whom."""

from __future__ import annotations

from collections.abc import Iterable

from dialogue_cli.index.database import Database, marks
from dialogue_cli.names.forms import Form


class KnownNames:
    """Look-ups of names in a filled database."""

    def __init__(self, database: Database) -> None:
        self._rows = database.rows
        self._row = database.row

    def forms(self, field: str, key: str) -> list[Form]:
        """The forms of a key, each of another entity, the strongest first."""
        sql = "SELECT key, entity, rank, text FROM form WHERE field = ? AND key = ? ORDER BY rank, entity"
        return [Form(*row) for row in self._rows(sql, (field, key))]

    def all_forms(self, field: str) -> list[Form]:
        """Every form of a field, the strongest first."""
        sql = "SELECT key, entity, rank, text FROM form WHERE field = ? ORDER BY rank, text"
        return [Form(*row) for row in self._rows(sql, (field,))]

    def label(self, field: str, entity: str) -> str:
        """The name to show for an entity, also for a country that no meeting names."""
        [label] = self.labels(field, [entity])
        if label == entity and label.startswith("="):
            from dialogue_cli.names.iso import country_names

            return next(iter(country_names(label[1:])), label)
        return label

    def labels(self, field: str, entities: Iterable[str]) -> list[str]:
        """The names to show for entities, in their order; an entity without one shows itself."""
        wanted = list(entities)
        sql = f"SELECT entity, text FROM label WHERE field = ? AND entity IN ({marks(wanted)})"
        found = dict(self._rows(sql, (field, *wanted)))
        return [found.get(entity, entity) for entity in wanted]

    def of_meetings(self, field: str) -> dict[str, tuple[str, str]]:
        """Every name that meetings bear in a field, with its entity and the name to show for that."""
        rows = self._rows(
            "SELECT n.text, n.entity, coalesce(l.text, n.text) FROM name n LEFT JOIN label l USING (field, entity)"
            " WHERE n.field = ?",
            (field,),
        )
        return {text: (entity, label) for text, entity, label in rows}

    def beginning(self, field: str, start: str) -> list[tuple[str, int]]:
        """The names of a field that begin so, whatever their case, each with the number of its meetings."""
        rows = self._rows(
            "SELECT l.text, count(DISTINCT link.meeting) FROM label l LEFT JOIN name n USING (field, entity)"
            " LEFT JOIN link ON link.name = n.number WHERE l.field = ? AND l.text LIKE ? ESCAPE '!'"
            " GROUP BY l.entity ORDER BY l.text",
            (field, _like(start)),
        )
        return list(rows)

    def ids_beginning(self, start: str) -> list[tuple[str, str]]:
        """The ids that begin so, in time order, each with the title of its meeting."""
        sql = "SELECT id, title FROM meeting WHERE id LIKE ? ESCAPE '!' ORDER BY moment IS NULL, moment, id"
        return list(self._rows(sql, (_like(start),)))

    def frequencies(self, field: str, entities: Iterable[str]) -> dict[str, int]:
        """How many meetings bear each of some entities, which keep their order."""
        wanted = list(dict.fromkeys(entities))
        sql = (
            "SELECT n.entity, count(DISTINCT l.meeting) FROM name n JOIN link l ON l.name = n.number"
            f" WHERE n.field = ? AND n.entity IN ({marks(wanted)}) GROUP BY n.entity"
        )
        found = dict(self._rows(sql, (field, *wanted)))
        return {entity: found.get(entity, 0) for entity in wanted}

    def texts(self, field: str) -> dict[str, tuple[str, int]]:
        """Every name of a field as the records write it, with its entity and the number of its meetings."""
        sql = (
            "SELECT n.text, n.entity, count(l.meeting) FROM name n LEFT JOIN link l ON l.name = n.number"
            " WHERE n.field = ? GROUP BY n.number ORDER BY n.text"
        )
        return {text: (entity, number) for text, entity, number in self._rows(sql, (field,))}

    def spellings(self, field: str, entities: Iterable[str]) -> dict[str, list[tuple[str, int]]]:
        """How the records write each of some entities, with the number of meetings, the most frequent first."""
        wanted = list(entities)
        sql = (
            "SELECT n.entity, n.text, count(l.meeting) FROM name n LEFT JOIN link l ON l.name = n.number"
            f" WHERE n.field = ? AND n.entity IN ({marks(wanted)}) GROUP BY n.number ORDER BY 3 DESC, 2"
        )
        found: dict[str, list[tuple[str, int]]] = {entity: [] for entity in wanted}
        for entity, text, number in self._rows(sql, (field, *wanted)):
            found[entity].append((text, number))
        return found

    def members(self, party: str) -> set[str]:
        """The entities of a group's members, direct or not."""
        return {entity for (entity,) in self._rows("SELECT member FROM member WHERE party = ?", (party,))}

    def groups(self, member: str) -> set[str]:
        """The entities of the groups that a party belongs to."""
        return {entity for (entity,) in self._rows("SELECT party FROM member WHERE member = ?", (member,))}

    def cities(self, country: str) -> set[str]:
        """The entities of the cities that the vocabulary places in a country."""
        return {entity for (entity,) in self._rows("SELECT city FROM inside WHERE country = ?", (country,))}

    def are_used(self, field: str, entities: Iterable[str]) -> bool:
        """Whether any meeting bears one of the entities."""
        wanted = list(entities)
        found = self._row(
            "SELECT 1 FROM name n JOIN link ON link.name = n.number"
            f" WHERE n.field = ? AND n.entity IN ({marks(wanted)})"
            " UNION ALL SELECT 1 FROM meeting m JOIN name n ON n.number = m.principal"
            f" WHERE n.field = ? AND n.entity IN ({marks(wanted)}) LIMIT 1",
            (field, *wanted, field, *wanted),
        )
        return found is not None


def _like(start: str) -> str:
    """The pattern of LIKE (with `!` as its escape) for what begins so."""
    return "".join("!" + c if c in "!%_" else c for c in start) + "%"
