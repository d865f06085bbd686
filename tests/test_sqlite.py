"""SQLite out: the tools that people open a database with, the answers that they get, and every fact in it."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
import sqlite_utils
from hypothesis import given, settings

from dialogue_cli import Archive, Query, open_archive
from dialogue_cli.formats import sqlite as database
from tests.conftest import Run
from tests.hostile import datasets, write_dataset

DATASETTE = Path(sys.executable).with_name("datasette")
Record = dict[str, Any]
MEETING = "id title ordinal kind mode status date previous_date date_note principal summary note url".split()


@contextmanager
def connected(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        yield connection


@pytest.fixture(scope="module")
def bundled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("database") / "meetings.db"
    assert exported(open_archive(), Query(), path) == []
    return path


def exported(archive: Archive, query: Query, path: Path) -> list[str]:
    notes: list[str] = []
    assert database.write_file(archive.find(query), archive, path, notes.append) == len(list(archive.find(query)))
    return notes


def records(path: Path) -> list[Record]:
    """The records out of the tables, in their order."""
    with connected(path) as connection:
        execute = connection.execute
        found = []
        for row in execute("SELECT * FROM meetings ORDER BY rowid").fetchall():
            record = {name: row[name] for name in MEETING}
            record["series"] = row["series_as_written"] or row["series_id"]
            mine = (row["id"],)
            rows = execute(
                "SELECT city, country, venue FROM meeting_places WHERE meeting_id = ? ORDER BY position", mine
            )
            places = [known(dict(place)) for place in rows]
            record["place"] = places if len(places) > 1 else known(places[0]) if places else None
            for table, one in (("partners", "partner"), ("topics", "topic"), ("instruments", "instrument")):
                record[table] = [
                    text
                    for (text,) in execute(
                        f"SELECT coalesce(as_written, name) FROM meeting_{table} JOIN {table} ON {table}.id = {one}_id"
                        " WHERE meeting_id = ? ORDER BY position",
                        mine,
                    )
                ]
            columns = "name, role, represents, capacity, on_behalf_of, certainty"
            rows = execute(f"SELECT {columns} FROM participants WHERE meeting_id = ? ORDER BY position", mine)
            record["participants"] = [known(dict(person)) for person in rows]
            rows = execute("SELECT outcome FROM outcomes WHERE meeting_id = ? ORDER BY position", mine)
            record["outcomes"] = [text for (text,) in rows]
            rows = execute(
                "SELECT related_id AS id, relation FROM related WHERE meeting_id = ? ORDER BY position", mine
            )
            record["related"] = [known(dict(other)) for other in rows]
            record["evidence"] = []
            for quote in execute("SELECT * FROM evidence WHERE meeting_id = ? ORDER BY position", mine).fetchall():
                rows = execute("SELECT field, item FROM claims WHERE evidence_id = ? ORDER BY position", (quote["id"],))
                supports = [field if item is None else f"{field}.{item}" for field, item in rows]
                words = {name: quote[name] for name in ("exact", "prefix", "suffix")}
                record["evidence"].append(known({"source": quote["source_id"], **words, "supports": supports}))
            found.append(known(record))
        return found


def known(record: Record) -> Record:
    return {name: value for name, value in record.items() if value not in (None, [], {})}


def sound(path: Path) -> None:
    with connected(path) as connection:
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert [tuple(row) for row in connection.execute("PRAGMA integrity_check")] == [("ok",)]
        for table in ("meetings", "evidence"):
            connection.execute(f"INSERT INTO {table}_fts ({table}_fts, rank) VALUES ('integrity-check', 1)")
        connection.rollback()


def test_facts_come_back(bundled: Path) -> None:
    """A database that lost a fact or the order of a list would answer wrongly without a sign."""
    archive = open_archive()
    assert records(bundled) == [match.meeting.to_record() for match in archive.find(Query())]
    sound(bundled)
    with connected(bundled) as connection:
        rows = [dict(row) for row in connection.execute("SELECT * FROM sources ORDER BY rowid")]
        assert [row.pop("document") for row in rows] == ["as-quoted"] * len(rows)
        for row in rows:
            passages = connection.execute(
                "SELECT exact, reason FROM unrelated WHERE source_id = ? ORDER BY position", (row["id"],)
            )
            row["unrelated"] = list(map(dict, passages))
        assert [known(row) for row in rows] == [source.to_record() for source in archive.sources()]
        (title, principal) = connection.execute("SELECT title, principal FROM dataset").fetchone()
        assert (title, principal) == (archive.header.title, archive.header.principal)
        aliases = (
            "SELECT alias FROM partner_aliases JOIN partners p ON p.id = partner_id WHERE p.name = ? ORDER BY position"
        )
        for partner in archive.vocabularies().partners:
            assert tuple(row[0] for row in connection.execute(aliases, (partner.name,))) == partner.aliases
            code = connection.execute("SELECT code FROM partners WHERE name = ?", (partner.name,)).fetchone()
            assert code[0] == partner.code


def test_marked_as_ours(bundled: Path) -> None:
    """A program could not tell this file, or the version of its tables, from any other database."""
    with connected(bundled) as connection:
        assert connection.execute("PRAGMA application_id").fetchone()[0] == int.from_bytes(b"dlgx")
        assert connection.execute("PRAGMA user_version").fetchone()[0] == 4
        assert connection.execute("PRAGMA journal_mode").fetchone()[0] == "delete"


def test_sqlite_utils_knows_its_way(bundled: Path, tmp_path: Path) -> None:
    """A table without keys, or a search that no tool finds, would leave the reader with bare columns."""
    copy = shutil.copy(bundled, tmp_path)
    with closing(sqlite3.connect(copy)) as connection:
        opened = sqlite_utils.Database(connection)
        plain = [name for name in opened.table_names() if "_fts" not in name]
        keys = {(key.table, key.column, key.other_table) for name in plain for key in opened[name].foreign_keys}
        assert keys >= {
            ("meetings", "series_id", "series"),
            ("meeting_places", "place_id", "places"),
            ("meeting_partners", "partner_id", "partners"),
            ("participants", "person_id", "people"),
            ("related", "related_id", "meetings"),
            ("evidence", "source_id", "sources"),
            ("claims", "evidence_id", "evidence"),
        }
        assert all(opened[name].pks for name in plain)
        for table, column, _ in keys:
            first = [index.columns[0] for index in opened[table].indexes]
            assert column in [*first, *opened[table].pks[:1]]
        assert opened["meetings"].detect_fts() == "meetings_fts"
        assert opened["evidence"].detect_fts() == "evidence_fts"
        found = [row["id"] for row in opened["meetings"].search("smuggling")]
        assert "johansson-visit-to-pakistan" in found
        opened.vacuum()
        assert [row["id"] for row in opened["meetings"].search("smuggling")] == found


def test_datasette_shows_and_searches(bundled: Path) -> None:
    """Datasette is how a newsroom puts such a file on the web: its search box and its links must work."""

    def get(path: str) -> Any:
        called = subprocess.run(
            [DATASETTE, str(bundled), "--get", path], capture_output=True, text=True, check=False, cwd=bundled.parent
        )
        assert called.returncode == 0, called.stderr
        return json.loads(called.stdout)

    rows = get("/meetings/meetings.json?_search=Kosherbayev&_shape=array")
    assert [row["id"] for row in rows] == ["eu-kazakhstan-cooperation-council-22"]
    rows = get("/meetings/meeting_topics.json?_labels=on&meeting_id=eu-pakistan-strategic-dialogue-7&_shape=array")
    assert [row["topic_id"]["label"] for row in rows][:3] == ["bilateral relations", "trade", "migration"]
    tables = {table["name"]: table for table in get("/meetings.json")["tables"]}
    assert tables["meetings"]["fts_table"] == "meetings_fts"
    assert all(table["hidden"] for name, table in tables.items() if "_fts" in name)


WITH = "SELECT DISTINCT m.id FROM meetings m"
NAMED = f"{WITH} JOIN meeting_{{0}}s t ON t.meeting_id = m.id JOIN {{0}}s n ON n.id = t.{{0}}_id WHERE n.name = ?"
PERSON = f"{WITH} JOIN participants p ON p.meeting_id = m.id JOIN people n ON n.id = p.person_id WHERE n.name = ?"
# A partner as `--partner` means it: by itself, as a member, or as a group.
PARTNER = """
    WITH RECURSIVE inside (group_id, member_id) AS (
        SELECT group_id, member_id FROM partner_members
        UNION SELECT inside.group_id, m.member_id FROM inside JOIN partner_members m ON m.group_id = inside.member_id
    ), asked AS (
        SELECT id FROM partners WHERE name = ?1
        UNION SELECT member_id FROM inside JOIN partners ON id = group_id WHERE name = ?1
        UNION SELECT group_id FROM inside JOIN partners ON id = member_id WHERE name = ?1
    )
    SELECT DISTINCT meeting_id FROM meeting_partners WHERE partner_id IN (SELECT id FROM asked)
"""
QUESTIONS = [
    ("--topic", "counter-terrorism", NAMED.format("topic")),
    ("--instrument", "EPCA", NAMED.format("instrument")),
    ("--person", "Olof Skoog", PERSON),
    ("--source", "pakistan-2022-11-15", f"{WITH} JOIN evidence e ON e.meeting_id = m.id WHERE e.source_id = ?"),
    ("--series", "eu-kazakhstan-cooperation-council", f"{WITH} WHERE series_id = ?"),
    (
        "--place",
        "Belgium",
        f"{WITH} JOIN meeting_places w ON w.meeting_id = m.id JOIN places p ON p.id = w.place_id WHERE ? IN (p.country, w.country)",
    ),
    ("--status", "planned", f"{WITH} WHERE status = ?"),
    ("--kind", "dialogue", f"{WITH} WHERE kind = ?"),
    ("--until", "2025-11-21", f"{WITH} WHERE date NOT NULL AND (earliest IS NULL OR earliest <= ?)"),
    ("--since", "2025-11-21", f"{WITH} WHERE date NOT NULL AND (latest IS NULL OR latest >= ?)"),
    ("--partner", "Kazakhstan", PARTNER),
    ("--partner", "Central Asia", PARTNER),
]


@pytest.mark.parametrize(("option", "value", "sql"), QUESTIONS)
def test_joins_answer_as_filters_do(run: Callable[..., Run], bundled: Path, option: str, value: str, sql: str) -> None:
    """Who asks the database must not be told something else than who asks the tool."""
    with connected(bundled) as connection:
        found = {row[0] for row in connection.execute(sql, (value,))}
    assert found
    assert found == set(run("list", "-f", "ids", option, value).out.split())


def test_selection_stands_by_itself(run: Callable[..., Run], tmp_path: Path) -> None:
    """A key that leads to a meeting which was not chosen would break every tool that follows it."""
    done = run("export", "sqlite", "--partner", "Kazakhstan", "--bilateral", "-o", "part.db", cwd=tmp_path)
    assert (done.status, done.err) == (0, "note: 1 relation to meetings that were not chosen left out\n")
    assert sorted(path.name for path in tmp_path.iterdir() if "part" in path.name) == ["part.db"]
    sound(tmp_path / "part.db")
    found = records(tmp_path / "part.db")
    assert [record["id"] for record in found] == run(
        "list", "--partner", "Kazakhstan", "--bilateral", "-f", "ids"
    ).out.split()
    with connected(tmp_path / "part.db") as connection:
        assert [row[0] for row in connection.execute("SELECT id FROM sources")] == ["kazakhstan-2025-12-03"]


def test_never_writes_into_what_is_there(tmp_path: Path) -> None:
    """A database of someone else must not get our tables."""
    path = tmp_path / "there.db"
    path.write_bytes(b"precious")
    archive = open_archive()
    with pytest.raises(FileExistsError):
        database.write_file(archive.find(Query()), archive, path, print)
    assert path.read_bytes() == b"precious"


def test_other_spellings_are_one_row(dataset: Callable[..., Path], tmp_path: Path) -> None:
    """Kazakhstan, the Republic of it and Qazaqstan as three parties would make every count wrong."""
    path = dataset("""
        partners: [{name: Kazakhstan, code: KZ, aliases: [Qazaqstan]}]
        series: [{id: talks, name: The Talks}]
        meetings:
        - {id: a, title: A, partners: [Kazakhstan], series: talks}
        - {id: b, title: B, partners: [Qazaqstan, Türkiye], series: The Talks}
        - {id: c, title: C, partners: [Republic of Kazakhstan, Turkey], series: other}
        """)
    archive = open_archive(path)
    database.write_file(archive.find(Query()), archive, tmp_path / "x.db", print)
    with connected(tmp_path / "x.db") as connection:
        rows = connection.execute(
            "SELECT name, count(*), sum(in_vocabulary) > 0 FROM meeting_partners JOIN partners p ON p.id = partner_id GROUP BY 1"
        )
        assert [tuple(row) for row in rows] == [("Kazakhstan", 3, 1), ("Turkey", 2, 0)]
        rows = connection.execute("SELECT id, series_id, series_as_written FROM meetings ORDER BY id")
        assert [tuple(row) for row in rows] == [
            ("a", "talks", None),
            ("b", "talks", "The Talks"),
            ("c", "other", None),
        ]
    assert [record["partners"] for record in records(tmp_path / "x.db")] == [
        ["Kazakhstan"],
        ["Qazaqstan", "Türkiye"],
        ["Republic of Kazakhstan", "Turkey"],
    ]


@pytest.mark.long
@settings(max_examples=100)
@given(dataset=datasets())
def test_any_dataset_comes_back(dataset: Record) -> None:
    """Quotes, NULs or spellings in a text must neither break the statements nor change the facts."""
    with tempfile.TemporaryDirectory() as folder:
        archive = open_archive(write_dataset(dataset, Path(folder, "a.yaml")))
        whole, part = Path(folder, "whole.db"), Path(folder, "part.db")
        assert exported(archive, Query(), whole) == []
        assert records(whole) == [match.meeting.to_record() for match in archive.find(Query())]
        sound(whole)
        exported(archive, Query(limit=2), part)
        sound(part)
        assert [r["id"] for r in records(part)] == [match.id for match in archive.find(Query(limit=2))]
        assert sorted(path.name for path in Path(folder).iterdir()) == ["a.yaml", "part.db", "whole.db"]


def test_searched_columns_are_those_of_the_table(bundled: Path) -> None:
    """The search reads its text from the table: a column that is not there makes every snippet fail."""
    with connected(bundled) as connection:
        sql = "SELECT snippet(meetings_fts, -1, '[', ']', '…', 8) FROM meetings_fts WHERE meetings_fts MATCH 'women'"
        found = [row[0] for row in connection.execute(sql)]
        assert any(re.search(r"\[women\]", text) for text in found)
        people = connection.execute(
            "SELECT participants FROM meetings WHERE id = 'eu-central-asia-hlpsd-12'"
        ).fetchone()
        assert people[0].count("(possibly)") == 6
