"""What the index looks like.

A name as the records write it is a row of `name`; `link` says which meetings bear it. The *entity* of a name (see
`dialogue_cli.names.catalogue`) makes other spellings, the rows of `form`, lead to it; those `in_vocabulary` do so
whatever the records write, and `country` has the entities of countries that the vocabulary names. `sound` has the
words of people's names by the keys of `dialogue_cli.names.sound`. A row of `stay` is one place of a meeting, by the
numbers of its names; `inside` puts a city into a country where the record of a meeting states none. `side` says for
whom people took part (`role` is the key of a participant). `people` of a meeting counts those who took part, `person`
is the one where it is a single one. `uncounted` has the few links for which a meeting is not counted, so that counting
needs no more than the links as they lie: a second name of an entity in one meeting (the certain one counts), and the
principal of the meeting among its partners.

`former` has the ids that meetings had before.

A file has one part, or many if it is large (see `dialogue_cli.dataset.cutting`): each goes on with the list of a
`section`, whose items are `at` a column, and leaves one open; `whole` marks a large file that must not be cut. What a
part brings bears its number: its meetings, its other entries, the ids that it `defined` (those of meetings are in their
own table), and those that it `wanted`, which must be defined somewhere.
"""

from __future__ import annotations

import os

# Raised with every change of what is stored: an index of another version is made anew.
VERSION = 37
# Marks a file as an index of this program (SQLite's application_id): "dlog".
APPLICATION = 0x646C6F67

# UPSERT without a target, and MATERIALIZED.
OLDEST_SQLITE = (3, 35)

# The texts are `tokens.searchable`: every sign that is not ASCII belongs to a word.
TOKENS = 'tokenize = "porter ascii"'
# Bytes of the full text that are gathered before they are written: fewer pieces are to be merged.
_GATHERED = 1 << 24
# The columns of the full text.
TEXTS = "title topics partners people place series instruments date summary outcomes evidence notes".split()
COLUMNS_OF_TEXT = ", ".join(TEXTS)
REPRESENTS, ON_BEHALF_OF = "represents", "on_behalf_of"
"""The roles of a `side`."""
AGAIN, PRINCIPAL = "again", "principal"
"""Why a link is `uncounted`."""
SEPARATOR = "\x1f"
"""Between the partners of a meeting, and between its places: ASCII's unit separator, which no name can have."""
POSSIBLE = f"{SEPARATOR}possible"
"""Behind the `person` of a meeting who is only possibly among those who took part."""
TABLES = f"""
PRAGMA application_id = {APPLICATION};
PRAGMA user_version = {VERSION};
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE file (
    number INTEGER PRIMARY KEY, name TEXT UNIQUE, size INTEGER, inode INTEGER, mtime INTEGER, ctime INTEGER,
    sha256 TEXT, read_at INTEGER, whole INTEGER
);
CREATE TABLE part (
    number INTEGER PRIMARY KEY, file INTEGER, place INTEGER, sha256 TEXT, section TEXT, at INTEGER,
    open_section TEXT, open_at INTEGER
);
CREATE TABLE meeting (
    number INTEGER PRIMARY KEY, id TEXT UNIQUE, date TEXT, status TEXT, partners TEXT, place TEXT, title TEXT,
    person TEXT, people INTEGER, earliest TEXT, latest TEXT, last_start TEXT, first_end TEXT, qualified INTEGER,
    moment TEXT, ordinal INTEGER, kind TEXT, series TEXT, principal INTEGER, parties INTEGER, part INTEGER
);
CREATE TABLE record (meeting INTEGER PRIMARY KEY, json TEXT);
CREATE TABLE entry (part INTEGER, section TEXT, json TEXT);
CREATE TABLE defined (part INTEGER, kind TEXT, id TEXT);
CREATE TABLE wanted (part INTEGER, kind TEXT, id TEXT, PRIMARY KEY (part, kind, id)) WITHOUT ROWID;
CREATE TABLE name (number INTEGER PRIMARY KEY, field TEXT, text TEXT, entity TEXT);
CREATE TABLE link (name INTEGER, meeting INTEGER, certain INTEGER);
CREATE TABLE uncounted (name INTEGER, meeting INTEGER, why TEXT, PRIMARY KEY (name, meeting)) WITHOUT ROWID;
CREATE TABLE stay (meeting INTEGER, venue INTEGER, city INTEGER, country INTEGER);
CREATE TABLE former (id TEXT, meeting INTEGER);
CREATE TABLE side (text TEXT, meeting INTEGER, role TEXT, PRIMARY KEY (text, role, meeting)) WITHOUT ROWID;
CREATE TABLE form (
    field TEXT, key TEXT, entity TEXT, rank INTEGER, text TEXT, in_vocabulary INTEGER, PRIMARY KEY (field, key, entity)
) WITHOUT ROWID;
CREATE TABLE label (
    field TEXT, entity TEXT, text TEXT, in_vocabulary INTEGER, PRIMARY KEY (field, entity)
) WITHOUT ROWID;
CREATE TABLE country (field TEXT, code TEXT, entity TEXT, PRIMARY KEY (field, code)) WITHOUT ROWID;
CREATE TABLE sound (key TEXT, word TEXT, PRIMARY KEY (key, word)) WITHOUT ROWID;
CREATE TABLE member (party TEXT, member TEXT, PRIMARY KEY (party, member)) WITHOUT ROWID;
CREATE TABLE inside (country TEXT, city TEXT, PRIMARY KEY (country, city)) WITHOUT ROWID;
CREATE VIRTUAL TABLE words USING fts5 ({COLUMNS_OF_TEXT}, {TOKENS});
CREATE VIRTUAL TABLE plain USING fts5 (
    text, content = '', detail = none, tokenize = "ascii"
);
INSERT INTO words (words, rank) VALUES ('hashsize', {_GATHERED});
INSERT INTO plain (plain, rank) VALUES ('hashsize', {_GATHERED});
CREATE VIRTUAL TABLE plain_words USING fts5vocab (plain, row);
CREATE VIRTUAL TABLE alias USING fts5 (text, field UNINDEXED, entity UNINDEXED, {TOKENS});
"""
# Made once the tables are full, which is faster than keeping them up to date.
INDEXES = """
CREATE INDEX meeting_moment ON meeting (moment IS NULL, moment, id);
CREATE INDEX meeting_part ON meeting (part);
CREATE INDEX meeting_principal ON meeting (principal);
CREATE UNIQUE INDEX link_name ON link (name, meeting, certain);
CREATE INDEX link_meeting ON link (meeting, name);
CREATE INDEX stay_city ON stay (city, country, meeting);
CREATE INDEX stay_country ON stay (country, meeting);
CREATE INDEX stay_venue ON stay (venue);
CREATE INDEX stay_meeting ON stay (meeting);
CREATE INDEX former_id ON former (id);
CREATE INDEX side_meeting ON side (meeting);
CREATE INDEX inside_city ON inside (city);
CREATE INDEX member_member ON member (member);
CREATE INDEX part_file ON part (file, place);
CREATE INDEX entry_part ON entry (part);
CREATE INDEX defined_id ON defined (kind, id);
CREATE INDEX defined_part ON defined (part);
CREATE INDEX wanted_id ON wanted (kind, id);
CREATE INDEX name_entity ON name (field, entity);
CREATE INDEX name_text ON name (field, text);
"""
# The whole text of a meeting, out of its row of `words`.
ALL_WORDS = " || ' ' || ".join(TEXTS)
# The column of `words` in which the names of a field stand.
COLUMNS = {
    "partner": "partners",
    "person": "people",
    "topic": "topics",
    "instrument": "instruments",
    "series": "series",
    "place": "place",
}


def stored(path: str | os.PathLike[str]) -> str:
    """A path as text that SQLite takes: another for each, in the order of their bytes. It is not for showing."""
    return os.fsencode(path).decode("latin-1")


ENTRIES = (
    "SELECT e.json FROM entry e JOIN part p ON p.number = e.part JOIN file f ON f.number = p.file WHERE e.section = ?"
    " ORDER BY f.name, p.place, e.rowid"
)
"""The JSON of the entries of a section other than `meetings`, in the order of the dataset."""
