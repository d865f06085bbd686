"""What answers the questions of `search_quality.py`: this project, and the baselines beside it.

An engine is made of a dataset, and then gives for a question the ids of meetings, best first.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import bm25
from dialogue_cli import Query, QueryError, open_archive

Ask = Callable[[str], list[str]]

DEPTH = 1000
FIELDS = ("title", "summary", "text")


class Document(NamedTuple):
    """A meeting as the baselines are given it: `text` is all of its text, the title and the summary too."""

    id: str
    title: str
    summary: str
    text: str


def texts(value: Any) -> Iterator[str]:
    """Every text in a record, at any depth."""
    if isinstance(value, dict):
        for item in value.values():
            yield from texts(item)
    elif isinstance(value, list):
        for item in value:
            yield from texts(item)
    elif value is not None:
        yield str(value)


def documents(path: Path) -> Iterator[Document]:
    """The meetings of a dataset, in the order of their ids."""
    for match in open_archive(path).find(Query(sort="id")):
        record = match.record
        everything = {name: value for name, value in record.items() if name not in ("id", "earliest", "latest")}
        yield Document(match.id, record["title"], record.get("summary", ""), "\n".join(texts(everything)))


def words(question: str) -> list[str]:
    """The words of a question, without anything that a query language could take for syntax."""
    return re.findall(r"\w+", question.lower())


def dialogue(path: Path) -> Ask:
    """The search of this project, for any of the words where that can be asked for."""
    any_word = {"any_word": True} if hasattr(Query(), "any_word") else {}
    return _searching(path, any_word)


def dialogue_as_typed(path: Path) -> Ask:
    """The search of this project without any option."""
    return _searching(path, {})


def _searching(path: Path, options: dict[str, Any]) -> Ask:
    archive = open_archive(path)

    def ask(question: str) -> list[str]:
        try:
            return [match.id for match in archive.find(Query(words=question, limit=DEPTH, **options), records=False)]
        except QueryError:
            return []

    return ask


def whoosh(path: Path) -> Ask:
    """Whoosh: BM25F over English stems, any of the words."""
    from whoosh.analysis import StemmingAnalyzer
    from whoosh.fields import ID, TEXT, Schema
    from whoosh.filedb.filestore import RamStorage
    from whoosh.qparser import MultifieldParser, OrGroup

    schema = Schema(id=ID(stored=True), **{name: TEXT(analyzer=StemmingAnalyzer()) for name in FIELDS})
    index = RamStorage().create_index(schema)
    writer = index.writer()
    for document in documents(path):
        writer.add_document(**document._asdict())
    writer.commit()
    searcher = index.searcher()
    parser = MultifieldParser(list(FIELDS), schema, group=OrGroup)
    return lambda question: [hit["id"] for hit in searcher.search(parser.parse(" ".join(words(question))), limit=DEPTH)]


def tantivy(path: Path) -> Ask:
    """Tantivy: BM25 over English stems, any of the words."""
    from tantivy import Document, Index, SchemaBuilder

    builder = SchemaBuilder().add_text_field("id", stored=True, tokenizer_name="raw")
    for name in FIELDS:
        builder.add_text_field(name, tokenizer_name="en_stem")
    index = Index(builder.build())
    writer = index.writer()
    for document in documents(path):
        writer.add_document(Document(**document._asdict()))
    writer.commit()
    index.reload()
    searcher = index.searcher()

    def ask(question: str) -> list[str]:
        found = searcher.search(index.parse_query(" ".join(words(question)), list(FIELDS)), limit=DEPTH)
        return [searcher.doc(address)["id"][0] for _, address in found.hits]

    return ask


def full_text(path: Path) -> Callable[[str], list[str]]:
    """An FTS5 table of all text of each meeting in one column, asked in the language of FTS5; ranked by bm25()."""
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE found USING fts5 (id UNINDEXED, text, tokenize = 'porter unicode61')")
    database.executemany("INSERT INTO found VALUES (?, ?)", ((each.id, each.text) for each in documents(path)))
    sql = f"SELECT id FROM found WHERE found MATCH ? ORDER BY bm25(found), rowid LIMIT {DEPTH}"
    return lambda expression: [identifier for (identifier,) in database.execute(sql, (expression,))]


def fts5(path: Path) -> Ask:
    """SQLite's FTS5 as anyone would set it up: any of the words, Porter's stems, no stop words."""
    find = full_text(path)
    return lambda question: find(" OR ".join(f'"{word}"' for word in words(question)))


def plain_bm25(path: Path) -> Ask:
    """BM25 over Porter's stems of all text, without stop words."""
    index = bm25.Index((each.id, each.text) for each in documents(path))
    return lambda question: index.ranking(index.query(question))[:DEPTH]


def bm25_rm3(path: Path) -> Ask:
    """The same, the question extended by what its first ten answers speak of."""
    index = bm25.Index((each.id, each.text) for each in documents(path))
    return lambda question: index.ranking(index.fed_back(index.query(question)))[:DEPTH]


BASELINES: dict[str, Callable[[Path], Ask]] = {
    "Whoosh": whoosh,
    "Tantivy": tantivy,
    "FTS5 OR": fts5,
    "BM25": plain_bm25,
    "BM25+RM3": bm25_rm3,
}
