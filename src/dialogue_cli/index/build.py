"""Fills the index from the YAML: all of it, or only the files that have changed."""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Callable
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

from dialogue_cli.dataset.fields import SECTIONS
from dialogue_cli.dataset.model import Header, Record, Source, Vocabularies
from dialogue_cli.dataset.problems import DatasetError, Problem, in_order
from dialogue_cli.dataset.reader import FileReader, no_garbage_collection
from dialogue_cli.dataset.references import References
from dialogue_cli.dates.edtf import parse
from dialogue_cli.index.schema import ALL_WORDS, COLUMNS, INDEXES, TABLES, WORDS_COLUMNS
from dialogue_cli.names import catalogue as names
from dialogue_cli.text import key, printable

Progress = Callable[[int, int], None]
"""Told now and then how many of how many bytes are read."""
_INSERT_WORDS = f"INSERT INTO words (rowid, {WORDS_COLUMNS}) VALUES ({', '.join('?' * 13)})"
_INSERT_MEETING = f"INSERT INTO meeting VALUES ({', '.join('?' * 19)})"
_BATCH = 500
_dump = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def build(path: Path, files: list[Path], connection: sqlite3.Connection, progress: Progress | None = None) -> None:
    """Reads a whole dataset into an empty database.

    Raises DatasetError with every error of the dataset, UnreadableError when a file cannot be read.
    """
    connection.executescript(TABLES)
    builder = _Builder(connection, path, progress)
    references, problems = builder.read(files)
    problems += references.finish(str(path))
    if problems:
        raise DatasetError(in_order(problems, files))
    builder.tie_all()
    connection.executescript(INDEXES)
    builder.finish()


def update(
    path: Path, changed: list[Path], gone: list[str], connection: sqlite3.Connection, progress: Progress | None = None
) -> bool:
    """Brings a filled database up to date, reading only the files that have changed.

    Gives False, the database then being of no use, when a change reaches beyond the meetings of these
    files (vocabularies, sources, the dataset's header), or does not fit the others: then everything must
    be read, and what is wrong is said in full.
    """
    builder = _Builder(connection, path, progress)
    with no_garbage_collection():
        before = builder.forget([*gone, *(printable(file.name) for file in changed)])
        references, problems = builder.read(changed)
        if problems or references.problems or builder.entries != before or not builder.fits(references):
            return False
        builder.tie_new()
    builder.finish()
    return True


class _Builder:
    def __init__(self, connection: sqlite3.Connection, path: Path, progress: Progress | None) -> None:
        self.connection = connection
        self.path = path
        self.progress = progress
        self.entries: dict[str, list[tuple[str, str]]] = {}
        """Section and JSON of what is no meeting, by file."""
        self._first_name = self._next("name")
        self._names: dict[tuple[str, str], int] = {}
        self._name_numbers = count(self._first_name)
        self._first_meeting = self._next("meeting")
        self._numbers = count(self._first_meeting)
        self._loose: set[int] = set()
        """Names of meetings that were forgotten, which perhaps no other bears."""
        self._relabel: set[tuple[str, str]] = set()
        """Field and entity of what has lost a spelling."""
        self._forgotten: set[tuple[str, str]] = set()
        """Kind and id of what the forgotten files defined."""
        self._meetings: list[tuple[Any, ...]] = []
        self._records: list[tuple[int, str]] = []
        self._links: list[tuple[int, int, bool]] = []
        self._words: list[tuple[Any, ...]] = []

    def _next(self, table: str) -> int:
        last = self.connection.execute(f"SELECT coalesce(max(number), 0) FROM {table}").fetchone()[0]
        return int(last) + 1

    # Reading

    def read(self, files: list[Path]) -> tuple[References, list[Problem]]:
        """Takes in the records of some files; gives what they define and want, and their errors."""
        references = References()
        problems: list[Problem] = []
        total, done = sum(file.stat().st_size for file in files), 0
        for file in files:
            read_at = time.time_ns()
            reader = FileReader(file)
            number = self._next("file")
            self.connection.execute("INSERT INTO file (number, name) VALUES (?, ?)", (number, printable(file.name)))
            entries: list[tuple[str, str]] = []
            for i, item in enumerate(references.items_of(reader)):
                if self.progress and not i % 100:
                    self.progress(done + reader.bytes_read, total)
                if item.broken or problems or references.problems:
                    continue
                if item.section == "meetings":
                    self._meeting(item.record, number)
                else:
                    entries.append((item.section, _dump(item.record)))
            self._flush()
            if entries:
                self.entries[printable(file.name)] = entries
            problems += [p for p in reader.problems if p.severity == "error"]
            done += reader.size
            if self.progress:
                self.progress(done, total)
            self._remember(number, reader, read_at, references, entries)
        return references, problems

    def fits(self, references: References) -> bool:
        """Whether what some files define and want goes with the files that were not read again."""
        own = {
            (kind, i)
            for file in references.files
            for role, kind, i, *_ in references.spots_of(file)
            if role == "defines"
        }
        wanted = {
            (kind, i) for file in references.files for role, kind, i, *_ in references.spots_of(file) if role == "wants"
        }
        taken = [one for one in own if one[0] != "section" and self._defined(*one, copies=2)]
        lost = [one for one in self._forgotten - own if self._wanted(*one)]
        return not taken and not lost and all(self._defined(*one) for one in wanted)

    def _defined(self, kind: str, identifier: str, copies: int = 1) -> bool:
        sql = "SELECT count(*) FROM spot WHERE role = 'defines' AND kind = ? AND id = ?"
        return bool(self.connection.execute(sql, (kind, identifier)).fetchone()[0] >= copies)

    def _wanted(self, kind: str, identifier: str) -> bool:
        if kind == "section":
            return not self._defined(kind, identifier)
        sql = "SELECT 1 FROM spot WHERE role = 'wants' AND kind = ? AND id = ? LIMIT 1"
        return self.connection.execute(sql, (kind, identifier)).fetchone() is not None

    def _remember(
        self, number: int, reader: FileReader, read_at: int, references: References, entries: list[tuple[str, str]]
    ) -> None:
        stat = reader.stat
        self.connection.execute(
            "UPDATE file SET size = ?, inode = ?, mtime = ?, ctime = ?, sha256 = ?, read_at = ? WHERE number = ?",
            (reader.size, stat.st_ino, stat.st_mtime_ns, stat.st_ctime_ns, reader.digest, read_at, number),
        )
        self.connection.executemany("INSERT INTO entry VALUES (?, ?, ?)", [(number, *entry) for entry in entries])
        self.connection.executemany(
            "INSERT INTO spot VALUES (?, ?, ?, ?, ?, ?)",
            [(number, *found) for found in references.spots_of(reader.name)],
        )

    def _name(self, field: str, text: str) -> int:
        found = self._names.get((field, text))
        if found is None:
            known = None
            if self._first_name > 1:
                known = self.connection.execute(
                    "SELECT number FROM name WHERE field = ? AND text = ?", (field, text)
                ).fetchone()
            found = self._names[field, text] = known[0] if known else next(self._name_numbers)
        return found

    def _meeting(self, record: Record, file: int) -> None:
        number, name, get = next(self._numbers), self._name, record.get
        partners, topics, instruments = record["partners"], get("topics", ()), get("instruments", ())
        people, quotes, place = get("participants", ()), get("evidence", ()), get("place")
        title, status, series, kind, principal = (
            record["title"],
            record["status"],
            get("series"),
            get("kind"),
            get("principal"),
        )
        where = [text for text in (place.get("city"), place.get("country")) if text] if place else []
        links = [(name("partner", text), True) for text in partners]
        links += [(name("person", p.get("name") or p["role"]), p.get("certainty") != "possible") for p in people]
        links += [(name("topic", text), True) for text in topics]
        links += [(name("instrument", text), True) for text in instruments]
        links += [(name("source", text), True) for text in {quote["source"] for quote in quotes}]
        links += [(name("place", text), True) for text in where]
        links += [(name(f, text), True) for f, text in (("series", series), ("kind", kind)) if text]
        links.append((name("status", status), True))
        links.sort()
        # The same name twice is one link, certain where one of the two is: the last of them.
        self._links += [(one, number, certain) for one, certain in dict(links).items()]
        date = parse(record["date"]) if "date" in record else None
        days: list[str | None] = [None] * 4
        if date:
            bounds = (date.earliest, date.latest, date.last_start, date.first_end)
            days = [day.isoformat() if day else None for day in bounds]
        self._meetings.append(
            (
                number,
                record["id"],
                date and date.text,
                status,
                "; ".join(partners),
                ", ".join(where),
                title,
                *days,
                date and date.qualified,
                days[0] or days[1],
                get("ordinal"),
                kind,
                series,
                name("partner", principal) if principal else None,
                len(partners),
                file,
            )
        )
        self._records.append((number, _dump(record)))
        sides = [p[part] for p in people for part in ("name", "role", "represents") if part in p]
        self._words.append(
            (
                number,
                title,
                " · ".join(topics),
                " · ".join([*partners, principal] if principal else partners),
                " · ".join(sides),
                ", ".join(where),
                " ".join(text for text in (series, kind) if text),
                " · ".join(instruments),
                date.text if date else "",
                get("summary", ""),
                " · ".join(get("outcomes", ())),
                " · ".join([quote["exact"] for quote in quotes]),
                " · ".join(text for text in (get("date_note"), get("note")) if text),
            )
        )
        if len(self._meetings) >= _BATCH:
            self._flush()

    def _flush(self) -> None:
        many = self.connection.executemany
        many(_INSERT_MEETING, self._meetings)
        many("INSERT INTO record VALUES (?, ?)", self._records)
        many("INSERT INTO link VALUES (?, ?, ?)", self._links)
        many(_INSERT_WORDS, self._words)
        for rows in (self._meetings, self._records, self._links, self._words):
            rows.clear()

    # Forgetting

    def forget(self, files: list[str]) -> dict[str, list[tuple[str, str]]]:
        """Takes out all that some files brought; gives their entries that are no meetings, by file."""
        entries: dict[str, list[tuple[str, str]]] = {}
        execute = self.connection.execute
        for file in files:
            row = execute("SELECT number FROM file WHERE name = ?", (file,)).fetchone()
            if not row:
                continue
            found = execute("SELECT section, json FROM entry WHERE file = ? ORDER BY rowid", row).fetchall()
            if found:
                entries[file] = found
            defined = execute("SELECT kind, id FROM spot WHERE role = 'defines' AND file = ?", row)
            self._forgotten.update(defined.fetchall())
            theirs = "IN (SELECT number FROM meeting WHERE file = ?)"
            self._loose |= {n for (n,) in execute(f"SELECT DISTINCT name FROM link WHERE meeting {theirs}", row)}
            self._loose |= {n for (n,) in execute("SELECT principal FROM meeting WHERE file = ?", row) if n}
            # A contentless table forgets what it is told again.
            execute(f"INSERT INTO plain (plain, rowid, text) SELECT 'delete', rowid, {ALL_WORDS} FROM words"
                    f" WHERE rowid {theirs}", row)  # fmt: skip
            execute(f"DELETE FROM words WHERE rowid {theirs}", row)
            execute(f"DELETE FROM record WHERE meeting {theirs}", row)
            execute(f"DELETE FROM link WHERE meeting {theirs}", row)
            for table in ("meeting", "entry", "spot"):
                execute(f"DELETE FROM {table} WHERE file = ?", row)
            execute("DELETE FROM file WHERE number = ?", row)
        return entries

    # Names

    def tie_all(self) -> None:
        """Ties every name to its entity, by the vocabularies of all files."""
        known: dict[str, list[Any]] = {}
        for entries in self.entries.values():
            for section, record in entries:
                known.setdefault(section, []).append(SECTIONS[section].kind.from_record(json.loads(record)))
        sources: list[Source] = known.pop("sources", [])
        headers: list[Header] = known.pop("dataset", [])
        header = headers[0] if headers else Header()
        catalogue = names.Catalogue(Vocabularies(**{k: tuple(v) for k, v in known.items()}), sources)
        in_vocabulary = {field: set(found.labels) for field, found in catalogue.fields.items()}
        self._tie(self._names, {field: found.entity for field, found in catalogue.fields.items()})
        principal = catalogue.fields["partner"].entity(header.principal) if header.principal else None
        for field, found in catalogue.fields.items():
            self._forms(field, found, in_vocabulary[field])
        many = self.connection.executemany
        many(
            "INSERT OR IGNORE INTO member VALUES (?, ?)",
            [(party, member) for party, members in catalogue.members.items() for member in members],
        )
        many("INSERT OR IGNORE INTO inside VALUES (?, ?)", [(c, city) for city, c in catalogue.country_of.items()])
        many(
            "INSERT INTO meta VALUES (?, ?)",
            [
                ("header", json.dumps(header.to_record(), ensure_ascii=False)),
                ("principal", principal),
                ("dataset", printable(self.path.resolve())),
            ],
        )

    def tie_new(self) -> None:
        """Ties names that were not there before, and lets go of those that no meeting bears any more."""
        fresh = {field: names.Names(iso=field in ("partner", "place")) for field, _ in self._names}

        def entity(field: str, text: str) -> str:
            found = self.connection.execute(
                "SELECT entity FROM form WHERE field = ? AND key = ? ORDER BY rank, entity LIMIT 1",
                (field, key(text)),
            ).fetchone()
            return found[0] if found else fresh[field].entity(text)

        new = {name: number for name, number in self._names.items() if number >= self._first_name}
        self._tie(new, {field: partial(entity, field) for field in fresh})
        for field, known in fresh.items():
            self._forms(field, known, set())
        execute = self.connection.execute
        for number in self._loose:
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

    def _tie(self, wanted: dict[tuple[str, str], int], entities: dict[str, Callable[[str], str]]) -> None:
        self.connection.executemany(
            "INSERT INTO name VALUES (?, ?, ?, ?)",
            [(number, field, text, entities[field](text)) for (field, text), number in wanted.items()],
        )

    def _forms(self, field: str, known: names.Names, in_vocabulary: set[str]) -> None:
        many = self.connection.executemany
        forms = list(known.all_forms())
        many(
            "INSERT OR IGNORE INTO form VALUES (?, ?, ?, ?, ?)",
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
                [(text, field, entity) for text, entity in texts],
            )

    # The end

    def finish(self) -> None:
        """What is known only when all names are tied."""
        execute = self.connection.execute
        execute(
            f"INSERT INTO plain (rowid, text) SELECT rowid, {ALL_WORDS} FROM words WHERE rowid >= ?",
            (self._first_meeting,),
        )
        self._name_entities()
        self._leave_out(execute("SELECT value FROM meta WHERE key = 'principal'").fetchone()[0])
        execute("INSERT OR REPLACE INTO meta SELECT 'meetings', count(*) FROM meeting")
        self.connection.commit()

    def _name_entities(self) -> None:
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

    def _leave_out(self, principal: str | None) -> None:
        """A principal that a record lists among its partners is not counted or shown as one."""
        execute = self.connection.execute
        rows = execute(
            "SELECT l.meeting, n.text, r.json FROM meeting m JOIN link l ON l.meeting = m.number"
            " JOIN name n ON n.number = l.name JOIN record r ON r.meeting = m.number WHERE n.field = 'partner'"
            " AND n.entity = coalesce((SELECT entity FROM name WHERE number = m.principal), ?) AND m.number >= ?",
            (principal, self._first_meeting),
        ).fetchall()
        same: dict[int, set[str]] = {}
        for number, text, _ in rows:
            same.setdefault(number, set()).add(text)
        for number, _, record in rows:
            others = [name for name in json.loads(record)["partners"] if name not in same[number]]
            execute(
                "UPDATE meeting SET partners = ?, parties = ? WHERE number = ?",
                ("; ".join(others), len(others), number),
            )
        # Two spellings of one party are one party.
        twice = execute(
            "SELECT l.meeting, count(*) - 1 FROM link l JOIN name n ON n.number = l.name JOIN meeting m"
            " ON m.number = l.meeting WHERE n.field = 'partner' AND l.meeting >= ?1 AND n.entity IN"
            " (SELECT entity FROM name WHERE field = 'partner' GROUP BY entity HAVING count(*) > 1)"
            " AND n.entity IS NOT coalesce((SELECT entity FROM name WHERE number = m.principal), ?2)"
            " GROUP BY l.meeting, n.entity HAVING count(*) > 1",
            (self._first_meeting, principal),
        ).fetchall()
        for number, more in twice:
            execute("UPDATE meeting SET parties = parties - ? WHERE number = ?", (more, number))
