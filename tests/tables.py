"""What an index holds, told without its own numbers, so that two of them can be compared."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from dialogue_cli.index.schema import TEXTS

_PART = "SELECT p.number, f.name || ' ' || p.place AS spot FROM part p JOIN file f ON f.number = p.file"
_NAME = "(SELECT field || ' ' || text FROM name WHERE number = {})"
_ID = "(SELECT id FROM meeting WHERE number = {})"
QUESTIONS = {
    "meta": "SELECT key, value FROM meta",
    "file": "SELECT name, size, sha256, whole FROM file",
    "part": "SELECT f.name, p.place, p.sha256, p.section, p.at, p.open_section, p.open_at FROM part p"
    " LEFT JOIN file f ON f.number = p.file",
    "meeting": "SELECT m.id, m.date, m.status, m.partners, m.place, m.title, m.earliest, m.latest, m.last_start,"
    " m.first_end, m.qualified, m.moment, m.ordinal, m.kind, m.series, m.parties, s.spot,"
    f" {_NAME.format('m.principal')} FROM meeting m LEFT JOIN ({_PART}) s ON s.number = m.part",
    "record": f"SELECT {_ID.format('meeting')}, json FROM record",
    "entry": f"SELECT s.spot, e.section, e.json, row_number() OVER (PARTITION BY e.part ORDER BY e.rowid) FROM entry e"
    f" LEFT JOIN ({_PART}) s ON s.number = e.part",
    "defined": f"SELECT s.spot, kind, id FROM defined d LEFT JOIN ({_PART}) s ON s.number = d.part",
    "wanted": f"SELECT s.spot, kind, id FROM wanted w LEFT JOIN ({_PART}) s ON s.number = w.part",
    "name": "SELECT field, text, entity FROM name",
    "link": f"SELECT {_NAME.format('name')}, {_ID.format('meeting')}, certain FROM link",
    "uncounted": f"SELECT {_NAME.format('name')}, {_ID.format('meeting')}, why FROM uncounted",
    "stay": f"SELECT {_ID.format('meeting')}, {_NAME.format('venue')}, {_NAME.format('city')}, {_NAME.format('country')}"
    " FROM stay",
    "former": f"SELECT id, {_ID.format('meeting')} FROM former",
    "side": f"SELECT text, {_ID.format('meeting')}, role FROM side",
    "words": f"SELECT {_ID.format('rowid')}, {', '.join(TEXTS)} FROM words",
    "plain": "SELECT term, doc, cnt FROM plain_words",
    "alias": "SELECT text, field, entity FROM alias",
    **{table: f"SELECT * FROM {table}" for table in ("form", "country", "label", "sound", "member", "inside")},
}


def tables(index: Path) -> dict[str, list[str]]:
    """The rows of every table of an index, in an order of their own."""
    connection = sqlite3.connect(index)
    for table in ("words", "alias"):
        connection.execute(f"INSERT INTO {table} ({table}) VALUES ('integrity-check')")
    stored = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    known = {name for name in stored if not name.startswith(("words_", "plain_", "alias_", "sqlite_"))}
    assert known == set(QUESTIONS), "a table is compared nowhere"
    found = {name: sorted(map(repr, connection.execute(sql))) for name, sql in QUESTIONS.items()}
    connection.close()
    return found
