"""The documents, and how much of each the records account for.

For each: its id, when it was published and by whom, how many meetings, quotes and claims rest on it,
and what became of the document: as-quoted or changed (by its SHA-256), unverified (the record has no
SHA-256), not-utf-8, or missing. With an ID: every quote that the records take from that document, and
whether it is found there.

Examples:

  dialogue sources

  dialogue sources eeas-2025-11-23
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from dialogue_cli.cli.flags import COMMON, Flag, formats
from dialogue_cli.cli.session import Session
from dialogue_cli.dates.edtf import Edtf
from dialogue_cli.dates.wording import human_date
from dialogue_cli.errors import FOUND, NOTHING
from dialogue_cli.query.query import Query

SOURCE = Flag("identifier", (), "One document: the quotes taken from it.", "[ID]", offers="source")
TAKES = (SOURCE, formats(), *COMMON)


def run(session: Session) -> int:
    """Answers one call; returns the exit status."""
    identifier = session.values["identifier"]
    if identifier is not None:
        return _quotes(session, identifier)
    is_for_a_person = session.format(session.values["format"]) in _FOR_A_PERSON
    rows = list(_sources(session, human_date if is_for_a_person else str))
    # That a document is as it was goes without saying.
    columns = _COLUMNS[:-1] if is_for_a_person and not any(map(_is_amiss, rows)) else _COLUMNS
    count = session.write_rows(columns, rows, session.values["format"])
    if not count:
        session.note(f"no source is named in {session.archive.coverage()} ({session.archive.path.name})")
    return FOUND if count else NOTHING


_COLUMNS = [("id", "left"), ("published", "left"), ("publisher", "left")]
_COLUMNS += [("meetings", "right"), ("quotes", "right"), ("claims", "right"), ("title", "left"), ("document", "left")]
_FOR_A_PERSON = ("table", "markdown")


def _is_amiss(row: dict[str, Any]) -> bool:
    return row.get("document") in ("changed", "not-utf-8", "missing")


def _sources(session: Session, date: Callable[[Edtf], str]) -> Iterator[dict[str, Any]]:
    archive = session.archive
    accounts = archive.accounts()
    for source in archive.sources():
        meetings, quotes, claims = accounts.get(source.id, (0, 0, 0))
        about = {
            "id": source.id,
            "published": date(source.published) if source.published else None,
            "publisher": source.publisher,
            "title": source.title,
            "file": source.file,
            "url": source.url,
        }
        known = {name: value for name, value in about.items() if value is not None}
        row: dict[str, Any] = known | {"meetings": meetings, "quotes": quotes, "claims": claims}
        state = session.proofs.state(source)
        yield row | {"document": state} if state else row


def _quotes(session: Session, identifier: str) -> int:
    archive = session.archive
    result = archive.find(Query(source=(identifier,)))
    for note in result.notes:
        session.note(note)
    wanted = {source.id for source in archive.sources() if identifier in (source.id, source.file)}
    wanted |= set(result.matched.values())
    is_for_a_person = session.format(session.values["format"]) in _FOR_A_PERSON
    rows = [
        {
            "source": quote.source,
            "meeting": match.id,
            "supports": list(quote.supports),
            "exact": session.proofs.marked(quote) if is_for_a_person else quote.exact,
            "found": session.proofs.found(quote),
        }
        for match in result
        for quote in match.meeting.evidence
        if quote.source in wanted
    ]
    columns = [("meeting", "left"), ("supports", "left"), ("exact", "left"), ("found", "left")]
    if is_for_a_person:
        columns = columns[:-1]
    count = session.write_rows(columns, rows, session.values["format"])
    if not count and not result.notes:
        session.note(f'no record quotes "{identifier}"')
    return FOUND if count else NOTHING
