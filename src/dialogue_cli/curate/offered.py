"""The names and ids of a dataset, where an editor is to offer them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dialogue_cli.archive import Archive
from dialogue_cli.curate.desk import key_of
from dialogue_cli.curate.uses import KINDS, SUPPORTS, Kind, Path
from dialogue_cli.dataset.evidence import claims
from dialogue_cli.dataset.model import Meeting, Record
from dialogue_cli.dataset.vocabulary import KINDS as VOCABULARIES
from dialogue_cli.query.query import Query

# Fields that take any word, and mostly one that another record has.
_WORDS: tuple[tuple[str, Path], ...] = (
    ("meetings", ("kind",)),
    ("meetings", ("participants", "*", "capacity")),
    ("meetings", ("related", "*", "relation")),
    ("sources", ("language",)),
    ("sources", ("publisher",)),
    ("sources", ("extractor",)),
)


def offered(archive: Archive) -> dict[Path, set[str]]:
    """What to offer at each path, a section and keys: what the vocabulary has, and what the records write."""
    records = _records(archive)
    found: dict[Path, set[str]] = {}
    for kind in KINDS.values():
        known = _known(kind, records)
        for section, path in kind.uses:
            found.setdefault((section, *path), set()).update(known[_group(kind, path)])
    for section, path in _WORDS:
        found[section, *path] = set(_at_all(records[section], path))
    found["meetings", *SUPPORTS] = set(_claims(records))
    return found


def _records(archive: Archive) -> dict[str, list[Record]]:
    vocabularies = archive.vocabularies()
    found: dict[str, list[Record]] = {
        name: [entry.to_record() for entry in getattr(vocabularies, name)] for name in VOCABULARIES
    }
    found["dataset"] = [archive.header.to_record()]
    found["sources"] = [source.to_record() for source in archive.sources()]
    found["meetings"] = [match.meeting.to_record() for match in archive.find(Query(), snippets=False)]
    return found


def _group(kind: Kind, path: Path) -> str:
    # Cities, countries and venues have one vocabulary, and are not offered for each other.
    return path[-1] if kind.noun == "place" else ""


def _known(kind: Kind, records: dict[str, list[Record]]) -> dict[str, set[str]]:
    """The names of a kind: those of its entries and those in use; of places by what they are."""
    first = "city" if kind.noun == "place" else ""
    found = {first: {entry[key_of(kind.section)] for entry in records[kind.section]}}
    for section, path in kind.uses:
        found.setdefault(_group(kind, path), set()).update(_at_all(records[section], path))
    return found


def _claims(records: dict[str, list[Record]]) -> Iterator[str]:
    """What evidence can support: the fields and items of the records, and the names of the vocabularies."""
    for record in records["meetings"]:
        for field, items in claims(Meeting.from_record(record)).items():
            yield field
            yield from (f"{field}.{item}" for item in items)
    for kind in KINDS.values():
        if kind.claim and kind.section != "meetings":
            yield from (f"{kind.claim}.{entry[key_of(kind.section)]}" for entry in records[kind.section])


def _at_all(records: list[Record], path: Path) -> Iterator[str]:
    for record in records:
        yield from _at(record, path)


def _at(value: Any, path: Path) -> Iterator[str]:
    """The texts at a path in plain data."""
    if isinstance(value, str) and not path:
        yield value
    elif isinstance(value, list) and path and path[0] == "*":
        for one in value:
            yield from _at(one, path[1:])
    elif isinstance(value, dict) and path and path[0] in value:
        yield from _at(value[path[0]], path[1:])
