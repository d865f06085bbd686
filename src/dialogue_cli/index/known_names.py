"""The names that an index knows: which entities they lead to, what these are called, and who belongs to whom."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from dialogue_cli.index.database import Database, one_of
from dialogue_cli.names.forms import ALIAS, CODE, Form, country_entity
from dialogue_cli.text import key as key_of


class KnownNames:
    """Look-ups of names in a filled database."""

    def __init__(self, database: Database) -> None:
        self._rows = database.rows
        self._row = database.row
        self.principal: str | None = database.meta["principal"]
        """The entity of the principal."""

    def forms(self, field: str, key: str) -> list[Form]:
        """The forms of a key, each of another entity, the strongest first."""
        sql = "SELECT key, entity, rank, text FROM form WHERE field = ? AND key = ? ORDER BY rank, entity"
        return [Form(*row) for row in self._rows(sql, (field, key))]

    def named(self, field: str, key: str) -> tuple[str, str] | None:
        """The strongest entity of a key, and the name to show for it; None for none."""
        forms = self.forms(field, key)
        return (forms[0].entity, self.label(field, forms[0].entity)) if forms else None

    def forms_with(self, field: str, part: str) -> list[Form]:
        """The forms whose key has a part, as the records and the vocabulary name entities."""
        sql = "SELECT key, entity, rank, text FROM form WHERE field = ? AND instr(key, ?) AND rank <= ?"
        return [Form(*row) for row in self._rows(sql, (field, part, ALIAS))]

    def all_forms(self, field: str) -> list[Form]:
        """Every form of a field, the strongest first."""
        sql = "SELECT key, entity, rank, text FROM form WHERE field = ? ORDER BY rank, text"
        return [Form(*row) for row in self._rows(sql, (field,))]

    def forms_near(self, field: str, key: str, lacking: int) -> list[Form]:
        """The forms whose keys lack no more than so many of the letters of a key, the strongest first."""
        letters = sorted(set(key))
        if lacking:
            has_them = f"{' + '.join(['0', *['(instr(key, ?) = 0)'] * len(letters)])} <= {lacking}"
        else:
            # Most are refused by the first letters.
            has_them = " AND ".join(["1", *["instr(key, ?)"] * len(letters)])
        sql = f"SELECT key, entity, rank, text FROM form WHERE field = ? AND {has_them} ORDER BY rank, text"
        return [Form(*row) for row in self._rows(sql, (field, *letters))]

    def label(self, field: str, entity: str) -> str:
        """The name to show for an entity, also for a country or an organisation that no meeting names."""
        [label] = self.labels(field, [entity])
        if label != entity:
            return label
        if entity.startswith("="):
            from dialogue_cli.names.iso import country_names

            return next(iter(country_names(entity[1:])), entity)
        from dialogue_cli.names.organisations import ORGANISATIONS

        return next((one.name for one in ORGANISATIONS if field == "partner" and key_of(one.name) == entity), entity)

    def entity_of(self, field: str, text: str) -> str | None:
        """The entity of a name exactly as the records write it."""
        found = self._row("SELECT entity FROM name WHERE field = ? AND text = ?", (field, text))
        return found[0] if found else None

    def of_country(self, field: str, code: str) -> str | None:
        """The entity of a country or a former state by its code, where the collection has it."""
        own = country_entity(code)
        for form in self.forms(field, key_of(code)):
            # A name that reads as the code ("U.S.") stands in its place.
            if form.entity == own or (form.rank == CODE and form.text == code):
                return form.entity
        return None

    def keys(self, field: str, entity: str) -> set[str]:
        """The keys that lead to an entity, but for codes."""
        rows = self._rows("SELECT key FROM form WHERE field = ? AND entity = ? AND rank != ?", (field, entity, CODE))
        return {key for (key,) in rows}

    def codes(self, field: str, entity: str) -> set[str]:
        """The keys of the codes of a country."""
        rows = self._rows("SELECT key FROM form WHERE field = ? AND entity = ? AND rank = ?", (field, entity, CODE))
        own = {key_of(entity[1:])} if entity.startswith("=") else set()
        return own | {code for (code,) in rows}

    def sides(self, role: str, matches: Callable[[str], bool]) -> int:
        """In how many meetings people represent someone, or stand in for someone (a role), whose name matches."""
        # From each text to the next: there are few, and many rows of each.
        texts = self._rows(
            "WITH RECURSIVE each (text) AS (SELECT min(text) FROM side UNION ALL"
            " SELECT (SELECT min(text) FROM side WHERE text > each.text) FROM each WHERE text IS NOT NULL)"
            " SELECT text FROM each WHERE text IS NOT NULL"
        )
        wanted = [text for (text,) in texts if matches(text)]
        among, values = one_of(wanted)
        sql = f"SELECT count(DISTINCT meeting) FROM side WHERE role = ? AND text IN {among}"
        return int(self._row(sql, (role, *values))[0])

    def labels(self, field: str, entities: Iterable[str]) -> list[str]:
        """The names to show for entities, in their order; an entity without one shows itself."""
        wanted = list(entities)
        among, values = one_of(wanted)
        sql = f"SELECT entity, text FROM label WHERE field = ? AND entity IN {among}"
        found = dict(self._rows(sql, (field, *values)))
        return [found.get(entity, entity) for entity in wanted]

    def labels_by_number(self, field: str) -> dict[int, str]:
        """The name to show for each name of a field, by its number; an entity without one shows itself."""
        rows = self._rows(
            "SELECT n.number, coalesce(l.text, n.entity) FROM name n LEFT JOIN label l USING (field, entity)"
            " WHERE n.field = ?",
            (field,),
        )
        return dict(rows)

    def of_meetings(self, field: str) -> dict[str, tuple[str, str]]:
        """Every name that meetings bear in a field, with its entity and the name to show for that."""
        rows = self._rows(
            "SELECT n.text, n.entity, coalesce(l.text, n.text) FROM name n LEFT JOIN label l USING (field, entity)"
            " WHERE n.field = ?",
            (field,),
        )
        return {text: (entity, label) for text, entity, label in rows}

    def belonging(self, field: str) -> dict[str, list[str]]:
        """For every name that meetings bear in a field, what else a filter finds it by, as names to show.

        Of a party these are its groups and members, of a place the country in which it lies.
        """
        labels: dict[str, str] = {}
        found: dict[str, list[str]] = {}
        for text, other in self._in_countries() if field == "place" else self._in_groups():
            if other not in labels:
                labels[other] = self.label(field, other)
            found.setdefault(text, []).append(labels[other])
        return found

    def _in_countries(self) -> Iterator[tuple[str, str]]:
        sql = "SELECT n.text, i.country FROM name n JOIN inside i ON i.city = n.entity WHERE n.field = 'place'"
        yield from self._rows(f"{sql} ORDER BY n.number, i.country")

    def _in_groups(self) -> Iterator[tuple[str, str]]:
        related = "SELECT party FROM member UNION SELECT member FROM member"
        sql = f"SELECT text, entity FROM name WHERE field = 'partner' AND entity IN ({related}) ORDER BY number"
        for text, entity in list(self._rows(sql)):
            yield from ((text, other) for other in sorted(self.relatives(entity)))

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
        among, values = one_of(wanted)
        sql = (
            "SELECT n.entity, count(DISTINCT l.meeting) FROM name n JOIN link l ON l.name = n.number"
            f" WHERE n.field = ? AND n.entity IN {among} GROUP BY n.entity"
        )
        found = dict(self._rows(sql, (field, *values)))
        return {entity: found.get(entity, 0) for entity in wanted}

    def texts(self, field: str) -> dict[str, str]:
        """Every name of a field as the records write it, with its entity."""
        return dict(self._rows("SELECT text, entity FROM name WHERE field = ? ORDER BY text", (field,)))

    def spellings(self, field: str, entities: Iterable[str]) -> dict[str, list[tuple[str, int]]]:
        """How the records write each of some entities, with the number of meetings, the most frequent first."""
        wanted = list(entities)
        among, values = one_of(wanted)
        sql = (
            "SELECT n.entity, n.text, count(l.meeting) FROM name n LEFT JOIN link l ON l.name = n.number"
            f" WHERE n.field = ? AND n.entity IN {among} GROUP BY n.number ORDER BY 3 DESC, 2"
        )
        found: dict[str, list[tuple[str, int]]] = {entity: [] for entity in wanted}
        for entity, text, number in self._rows(sql, (field, *values)):
            found[entity].append((text, number))
        return found

    def spellings_of_all(self, field: str) -> list[tuple[str, str]]:
        """Every spelling that leads to a name of a field, the strongest first, with the name to show for it."""
        sql = (
            "SELECT f.text, coalesce(l.text, f.entity) FROM form f LEFT JOIN label l USING (field, entity)"
            " WHERE f.field = ? ORDER BY f.rank, f.text"
        )
        return list(self._rows(sql, (field,)))

    def members(self, party: str) -> set[str]:
        """The entities of a group's members, direct or not."""
        return self._reached("party", "member", party)

    def relatives(self, party: str) -> set[str]:
        """The entities of a party's members and of the groups that it belongs to."""
        return self.members(party) | self.groups(party)

    def groups(self, member: str) -> set[str]:
        """The entities of the groups that a party belongs to."""
        return self._reached("member", "party", member)

    def _reached(self, one: str, other: str, entity: str) -> set[str]:
        """The entities to which pairs of the table of members lead, from one of their sides to the other."""
        # They are followed when they are asked for: groups in groups have as many pairs as the square of their number.
        sql = (
            f"WITH RECURSIVE reached (entity) AS (SELECT {other} FROM member WHERE {one} = ?1"
            f" UNION SELECT m.{other} FROM member m JOIN reached r ON m.{one} = r.entity)"
            " SELECT entity FROM reached WHERE entity != ?1"
        )
        return {reached for (reached,) in self._rows(sql, (entity,))}

    def cities(self, country: str) -> set[str]:
        """The entities of what is known to lie in a country: cities, and parts such as Scotland."""
        return {entity for (entity,) in self._rows("SELECT city FROM inside WHERE country = ?", (country,))}

    def cities_alone(self, country: str) -> set[str]:
        """Those of them that a record names without another country."""
        sql = (
            "SELECT DISTINCT i.city FROM inside i JOIN name n ON n.field = 'place' AND n.entity = i.city"
            " JOIN stay ON coalesce(stay.country, stay.city) = n.number WHERE i.country = ?"
        )
        return {entity for (entity,) in self._rows(sql, (country,))}


def _like(start: str) -> str:
    """The pattern of LIKE (with `!` as its escape) for what begins so."""
    return "".join("!" + c if c in "!%_" else c for c in start) + "%"
