"""SQLite: the chosen meetings as a database with keys and full-text search, for SQL, Datasette and the like.

Names that mean one thing are one row: `topics`, `partners` and so on hold the name that the vocabulary
gives it, and where a record writes another, `as_written` keeps that. Lists keep their order in `position`,
from 1 on. Dates stand as written (EDTF), with the first and the last day that they allow.
"""

from __future__ import annotations

import errno
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, get_args

from dialogue_cli.archive import Archive
from dialogue_cli.dataset.documents import State
from dialogue_cli.dataset.model import CERTAINTIES, MODES, STATUSES, Evidence, Record, Source, Venue, several
from dialogue_cli.dataset.vocabulary import Vocabularies
from dialogue_cli.dates.edtf import Day, Edtf, parse
from dialogue_cli.formats.selection import Selection, selection
from dialogue_cli.match import Match
from dialogue_cli.text import key
from dialogue_cli.view.proofs import Proofs

Row = tuple[Any, ...]
# Raised with every change of the tables (SQLite's user_version).
VERSION = 4
# Marks the file as an export of this program (SQLite's application_id): "dlgx".
APPLICATION = 0x646C6778
# The tables of names: for each, its columns beside id and name, and the field of the index.
_NAMES = {
    "partners": ("code TEXT, -- ISO 3166-1 where there is one\n", "partner"),
    "topics": ("", "topic"),
    "instruments": ("", "instrument"),
    "places": ("country TEXT, -- in which a city lies, as the vocabulary says\n", "place"),
    "people": ("", "person"),
}
_ONE = {"partners": "partner", "topics": "topic", "instruments": "instrument", "places": "place", "people": "person"}
_LISTS = ("partners", "topics", "instruments")
_OF_PERSON = ("name", "role", "represents", "capacity", "on_behalf_of", "certainty")


def _choices(values: Iterable[str]) -> str:
    return ", ".join(f"'{value}'" for value in values)


def _names(table: str) -> str:
    one = _ONE[table]
    return f"""
CREATE TABLE {table} (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    {_NAMES[table][0]}in_vocabulary INTEGER NOT NULL CHECK (in_vocabulary IN (0, 1))
);
CREATE TABLE {one}_aliases (
    {one}_id INTEGER NOT NULL REFERENCES {table} (id),
    position INTEGER NOT NULL CHECK (position > 0),
    alias TEXT NOT NULL,
    PRIMARY KEY ({one}_id, position)
);"""


def _list(table: str) -> str:
    one = _ONE[table]
    return f"""
CREATE TABLE meeting_{table} (
    meeting_id TEXT NOT NULL REFERENCES meetings (id),
    position INTEGER NOT NULL CHECK (position > 0),
    {one}_id INTEGER NOT NULL REFERENCES {table} (id),
    as_written TEXT, -- in the record, where it is not the name
    PRIMARY KEY (meeting_id, position)
);"""


_TABLES = f"""
CREATE TABLE dataset (
    format INTEGER NOT NULL,
    title TEXT,
    principal TEXT -- a party to every meeting that has none of its own
);
CREATE TABLE sources (
    id TEXT PRIMARY KEY NOT NULL,
    file TEXT,
    title TEXT,
    url TEXT,
    language TEXT,
    publisher TEXT,
    published TEXT, -- EDTF
    accessed TEXT, -- EDTF
    archived_url TEXT,
    sha256 TEXT CHECK (length(sha256) = 64), -- of the bytes of the file that was quoted
    original_file TEXT, -- what was received, of which that file is the text
    original_sha256 TEXT CHECK (length(original_sha256) = 64),
    original_media_type TEXT,
    extractor TEXT, -- what made the text of it
    document TEXT CHECK (document IN ({_choices(get_args(State))})) -- what became of that file; none: no file is named
);
CREATE TABLE unrelated (
    source_id TEXT NOT NULL REFERENCES sources (id),
    position INTEGER NOT NULL CHECK (position > 0),
    exact TEXT NOT NULL, -- words of the source that are about no meeting
    reason TEXT NOT NULL,
    PRIMARY KEY (source_id, position)
) WITHOUT ROWID;
CREATE TABLE former_ids (
    id TEXT NOT NULL, -- by which a meeting or a source was known before
    meeting_id TEXT REFERENCES meetings (id),
    source_id TEXT REFERENCES sources (id)
);
CREATE TABLE series (
    id TEXT PRIMARY KEY NOT NULL,
    name TEXT,
    in_vocabulary INTEGER NOT NULL CHECK (in_vocabulary IN (0, 1))
);
CREATE TABLE series_aliases (
    series_id TEXT NOT NULL REFERENCES series (id),
    position INTEGER NOT NULL CHECK (position > 0),
    alias TEXT NOT NULL,
    PRIMARY KEY (series_id, position)
);
{"".join(map(_names, _NAMES))}
CREATE TABLE partner_members (
    group_id INTEGER NOT NULL REFERENCES partners (id),
    position INTEGER NOT NULL CHECK (position > 0),
    member_id INTEGER NOT NULL REFERENCES partners (id),
    PRIMARY KEY (group_id, position)
);
CREATE TABLE meetings (
    id TEXT PRIMARY KEY NOT NULL,
    title TEXT NOT NULL,
    series_id TEXT REFERENCES series (id),
    series_as_written TEXT, -- in the record, where it is not the id
    ordinal INTEGER CHECK (ordinal > 0), -- the round of the series
    kind TEXT,
    mode TEXT CHECK (mode IN ({_choices(MODES)})),
    status TEXT NOT NULL CHECK (status IN ({_choices(STATUSES)})),
    date TEXT, -- EDTF
    earliest TEXT CHECK (earliest GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'), -- ISO day, none: open
    latest TEXT CHECK (latest GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'), -- ISO day, none: open
    last_start TEXT CHECK (last_start GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'), -- last day to begin
    first_end TEXT CHECK (first_end GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'), -- first day to end
    is_uncertain INTEGER CHECK (is_uncertain IN (0, 1)), -- whether the date bears ?, ~ or %
    previous_date TEXT, -- EDTF; of a meeting that was postponed
    date_note TEXT,
    certain INTEGER CHECK (certain IN (0, 1)), -- whether it lies certainly in the period asked for; NULL without one
    city TEXT, -- this and the next two of the first place; all are in meeting_places
    country TEXT,
    venue TEXT,
    principal TEXT, -- where it is not that of the dataset
    places TEXT, -- these six for reading and searching; their own tables hold them apart
    partners TEXT,
    participants TEXT,
    topics TEXT,
    instruments TEXT,
    outcomes TEXT,
    summary TEXT,
    note TEXT,
    url TEXT, -- of a page about the meeting
    reviewed_by TEXT, -- who has read it against its documents, and when (EDTF)
    reviewed_on TEXT
);
CREATE TABLE meeting_places (
    meeting_id TEXT NOT NULL REFERENCES meetings (id),
    position INTEGER NOT NULL CHECK (position > 0),
    place_id INTEGER REFERENCES places (id), -- of the city, or without one of the country; none: only a venue
    city TEXT, -- this and the next two as written in the record
    country TEXT,
    venue TEXT,
    PRIMARY KEY (meeting_id, position)
);
{"".join(map(_list, _LISTS))}
CREATE TABLE participants (
    meeting_id TEXT NOT NULL REFERENCES meetings (id),
    position INTEGER NOT NULL CHECK (position > 0),
    person_id INTEGER REFERENCES people (id), -- none: the source gives only a role
    name TEXT,
    role TEXT,
    represents TEXT,
    capacity TEXT,
    on_behalf_of TEXT, -- the person or body for whom they stood in
    certainty TEXT CHECK (certainty IN ({_choices(CERTAINTIES)})), -- none: certain
    PRIMARY KEY (meeting_id, position),
    CHECK (name IS NOT NULL OR role IS NOT NULL)
);
CREATE TABLE outcomes (
    meeting_id TEXT NOT NULL REFERENCES meetings (id),
    position INTEGER NOT NULL CHECK (position > 0),
    outcome TEXT NOT NULL,
    PRIMARY KEY (meeting_id, position)
);
CREATE TABLE related (
    meeting_id TEXT NOT NULL REFERENCES meetings (id),
    position INTEGER NOT NULL CHECK (position > 0),
    related_id TEXT NOT NULL REFERENCES meetings (id),
    relation TEXT, -- what the related meeting is to this one
    PRIMARY KEY (meeting_id, position)
);
CREATE TABLE evidence (
    id INTEGER PRIMARY KEY,
    meeting_id TEXT NOT NULL REFERENCES meetings (id),
    position INTEGER NOT NULL CHECK (position > 0),
    source_id TEXT NOT NULL REFERENCES sources (id),
    exact TEXT NOT NULL, -- the words of the source
    prefix TEXT,
    suffix TEXT,
    found INTEGER CHECK (found IN (0, 1)), -- whether they are in the source; NULL: its document cannot be read
    UNIQUE (meeting_id, position)
);
CREATE TABLE claims (
    evidence_id INTEGER NOT NULL REFERENCES evidence (id),
    position INTEGER NOT NULL CHECK (position > 0),
    field TEXT NOT NULL,
    item TEXT, -- of a list; none: the field as a whole
    PRIMARY KEY (evidence_id, position)
);
"""
_SEARCHED = "title partners participants topics instruments places summary outcomes note".split()
_TOKENS = "porter unicode61 remove_diacritics 2"
# Made once the tables are full, which is faster than keeping them up to date.
_INDEXES = f"""
CREATE INDEX partner_members_member_id ON partner_members (member_id);
CREATE INDEX meetings_series_id ON meetings (series_id);
CREATE INDEX meeting_places_place_id ON meeting_places (place_id);
CREATE INDEX meetings_earliest ON meetings (earliest);
{"".join(f"CREATE INDEX meeting_{t}_{_ONE[t]}_id ON meeting_{t} ({_ONE[t]}_id);" for t in _LISTS)}
CREATE INDEX participants_person_id ON participants (person_id);
CREATE INDEX former_ids_meeting_id ON former_ids (meeting_id);
CREATE INDEX former_ids_source_id ON former_ids (source_id);
CREATE INDEX related_related_id ON related (related_id);
CREATE INDEX evidence_source_id ON evidence (source_id);
CREATE VIRTUAL TABLE meetings_fts USING fts5 (
    {", ".join(_SEARCHED)}, content="meetings", tokenize="{_TOKENS}"
);
INSERT INTO meetings_fts (meetings_fts) VALUES ('rebuild');
CREATE VIRTUAL TABLE evidence_fts USING fts5 (exact, content="evidence", content_rowid="id", tokenize="{_TOKENS}");
INSERT INTO evidence_fts (evidence_fts) VALUES ('rebuild');
"""


def write_file(
    matches: Iterable[Match],
    archive: Archive,
    path: Path,
    note: Callable[[str], None],
    proofs: Proofs | None = None,
) -> int:
    """Writes a new SQLite database. Returns the number of meetings.

    It holds the sources that the chosen meetings quote (all of them when all meetings are chosen) and the
    entire vocabularies. Relations to meetings that were not chosen are left out, with a note.
    Raises FileExistsError where the file at `path` is not empty, OSError when it cannot be written; what was
    written by then is left to the caller.
    """
    with path.open("ab") as file:
        if file.tell():
            raise FileExistsError(path)
    with selection(matches, archive, note) as chosen:
        try:
            connection = sqlite3.connect(path)
            try:
                # Until it is whole it is of no use to anyone: a journal would protect nothing.
                connection.executescript(
                    f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA application_id = {APPLICATION};"
                    f"PRAGMA user_version = {VERSION}; {_TABLES}"
                )
                _Writer(connection, archive, chosen, proofs or Proofs(archive)).write()
                connection.commit()
                connection.executescript(_INDEXES)
            finally:
                connection.close()
        except sqlite3.OperationalError as error:
            raise OSError(errno.EIO, str(error), str(path)) from error
    return chosen.size


class _Names:
    """The numbers of the entities of a field, in the order in which they come."""

    def __init__(self, archive: Archive, field: str) -> None:
        self._archive = archive
        self._field = field
        self._known = archive.names_of_meetings(field)
        self._numbers: dict[str, int] = {}
        self._labelled: dict[str, int] = {}
        self.labels: list[str] = []
        """The name to show for each number, which counts from 1."""

    def entry(self, name: str) -> int:
        """The number of what an entry of the vocabulary stands for."""
        return self._number(key(name) or name, name)

    def named(self, text: str) -> int:
        """The number of what a name means, in a record or among the members of a group."""
        found = self._known.get(text)
        if found is None:
            found = self._archive.entity(self._field, text) or (key(text), text)
        return self._number(*found)

    def _number(self, entity: str, label: str) -> int:
        number = self._numbers.get(entity)
        if number is None and (number := self._labelled.get(label)) is None:
            self.labels.append(label)
            number = self._labelled[label] = len(self.labels)
        self._numbers[entity] = number
        return number

    def as_written(self, number: int, text: str) -> str | None:
        """The name in a record, where it is not the one to show."""
        return None if self.labels[number - 1] == text else text


class _Writer:
    """Fills the tables of one database."""

    def __init__(self, connection: sqlite3.Connection, archive: Archive, chosen: Selection, proofs: Proofs) -> None:
        self.connection = connection
        self.proofs = proofs
        self.archive = archive
        self.chosen = chosen
        self.names = {table: _Names(archive, field) for table, (_, field) in _NAMES.items()}
        self.series = _Names(archive, "series")
        self.series_ids: list[str] = []
        """By the numbers of `series`, which count from 1."""
        self.rows: defaultdict[str, list[Row]] = defaultdict(list)
        self.quotes = 0

    def write(self) -> None:
        """Writes everything."""
        header = self.archive.header
        self.rows["dataset"] = [(header.format, header.title, header.principal)]
        self.rows["sources"] = [_source(source, self.proofs) for source in self.chosen.sources]
        self.rows["former_ids"] += [
            (former, None, source.id) for source in self.chosen.sources for former in source.former_ids
        ]
        self.rows["unrelated"] = [
            (source.id, i, passage.exact, passage.reason)
            for source in self.chosen.sources
            for i, passage in enumerate(source.unrelated, 1)
        ]
        self._vocabularies(self.archive.vocabularies())
        for i, record in enumerate(self.chosen, 1):
            self._meeting(record)
            if not i % 200:
                self._flush()
        for table, names in self.names.items():
            # What meetings name and no vocabulary.
            more = (None,) if _NAMES[table][0] else ()
            first = self.in_vocabulary[table]
            self.rows[table] += [(i, name, *more, 0) for i, name in enumerate(names.labels[first:], first + 1)]
        self.rows["series"] += [(name, None, 0) for name in self.series_ids[self.in_vocabulary["series"] :]]
        self._flush()

    def _flush(self) -> None:
        for table, rows in self.rows.items():
            if rows:
                self.connection.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(rows[0]))})", rows)
        self.rows.clear()

    def _vocabularies(self, vocabularies: Vocabularies) -> None:
        for table, names in self.names.items():
            rows: dict[int, Row] = {}
            aliases: dict[tuple[int, str], None] = {}
            # Two entries of one name are one row.
            for entry in getattr(vocabularies, table):
                number = names.entry(entry.name)
                more = [getattr(entry, column) for column in ("code", "country") if hasattr(entry, column)]
                rows.setdefault(number, (number, names.labels[number - 1], *more, 1))
                aliases |= dict.fromkeys((number, alias) for alias in entry.aliases)
            self.rows[table] = list(rows.values())
            self.rows[f"{_ONE[table]}_aliases"] = list(_positioned(aliases))
        self.in_vocabulary = {table: len(names.labels) for table, names in self.names.items()}
        named, partners = self.names["partners"].named, vocabularies.partners
        members = dict.fromkeys((named(group.name), named(name)) for group in partners for name in group.members)
        self.rows["partner_members"] = list(_positioned(members))
        for series in vocabularies.series:
            if self.series.entry(series.id) > len(self.series_ids):
                self.series_ids.append(series.id)
                self.rows["series"].append((series.id, series.name, 1))
        other_names = dict.fromkeys((self._series(s.id), alias) for s in vocabularies.series for alias in s.aliases)
        self.rows["series_aliases"] = list(_positioned(other_names))
        self.in_vocabulary["series"] = len(self.series_ids)

    def _series(self, text: str) -> str:
        """The id of the series that a record means."""
        number = self.series.named(text)
        if number > len(self.series_ids):
            self.series_ids.append(self.series.labels[number - 1])
        return self.series_ids[number - 1]

    def _meeting(self, record: Record) -> None:
        get, identifier = record.get, record["id"]
        places, participants = several(get("place", [])), get("participants", [])
        place = places[0] if places else {}
        date = parse(record["date"]) if "date" in record else None
        series = self._series(record["series"]) if "series" in record else None
        self.rows["meetings"].append(
            (
                identifier,
                record["title"],
                series,
                None if series == get("series") else get("series"),
                get("ordinal"),
                get("kind"),
                get("mode"),
                record["status"],
                get("date"),
                *((day.isoformat() if day else None) for day in _bounds(date)),
                date.qualified if date else None,
                get("previous_date"),
                get("date_note"),
                self.chosen.certain.get(identifier),
                place.get("city"),
                place.get("country"),
                place.get("venue"),
                get("principal"),
                "; ".join(str(Venue.from_record(one)) for one in places) or None,
                "; ".join(get("partners", [])) or None,
                "; ".join(map(_person, participants)) or None,
                "; ".join(get("topics", [])) or None,
                "; ".join(get("instruments", [])) or None,
                "\n".join(get("outcomes", [])) or None,
                get("summary"),
                get("note"),
                get("url"),
                get("reviewed", {}).get("by"),
                get("reviewed", {}).get("on"),
            )
        )
        self.rows["former_ids"] += [(former, identifier, None) for former in get("former_ids", [])]
        for i, one in enumerate(places, 1):
            where = one.get("city") or one.get("country")
            place_id = self.names["places"].named(where) if where else None
            said = [one.get(column) for column in ("city", "country", "venue")]
            self.rows["meeting_places"].append((identifier, i, place_id, *said))
        for table in _LISTS:
            names = self.names[table]
            for i, text in enumerate(get(table, []), 1):
                number = names.named(text)
                self.rows[f"meeting_{table}"].append((identifier, i, number, names.as_written(number, text)))
        for i, person in enumerate(participants, 1):
            who = self.names["people"].named(person["name"]) if "name" in person else None
            said = [person.get(column) for column in _OF_PERSON]
            self.rows["participants"].append((identifier, i, who, *said))
        self.rows["outcomes"] += [(identifier, i, text) for i, text in enumerate(get("outcomes", []), 1)]
        self.rows["related"] += [
            (identifier, i, other["id"], other.get("relation")) for i, other in enumerate(get("related", []), 1)
        ]
        for i, quote in enumerate(get("evidence", []), 1):
            self.quotes += 1
            words = [quote.get(column) for column in ("source", "exact", "prefix", "suffix")]
            found = self.proofs.found(Evidence.from_record(quote))
            self.rows["evidence"].append((self.quotes, identifier, i, *words, found))
            for j, claim in enumerate(quote.get("supports", []), 1):
                field, dot, item = claim.partition(".")
                self.rows["claims"].append((self.quotes, j, field, item if dot else None))


def _source(source: Source, proofs: Proofs) -> Row:
    record, original = source.to_record(), source.original
    first = ("id", "file", "title", "url", "language", "publisher", "published", "accessed", "archived_url", "sha256")
    about = (original.file, original.sha256, original.media_type) if original else (None, None, None)
    return (*map(record.get, first), *about, source.extractor, proofs.state(source))


def _bounds(date: Edtf | None) -> tuple[Day | None, ...]:
    return (date.earliest, date.latest, date.last_start, date.first_end) if date else (None,) * 4


def _person(person: Record) -> str:
    mark = " (possibly)" if person.get("certainty") == "possible" else ""
    return f"{person.get('name') or person['role']}{mark}"


def _positioned(pairs: Iterable[tuple[Any, Any]]) -> Iterator[Row]:
    """Pairs of an owner and a thing, with the place of the thing among those of its owner between them."""
    seen: defaultdict[Any, int] = defaultdict(int)
    for owner, thing in pairs:
        seen[owner] += 1
        yield owner, seen[owner], thing
