"""The documents, and how much of each the records account for.

For each: its id, when it was published and by whom, how many meetings, quotes and claims rest on it,
and what became of the document: as-quoted or changed (by its SHA-256), unverified (the record has no
SHA-256), not-utf-8, or missing. With an ID: every quote that the records take from that document, and
whether it is found there. On a terminal also how many of its sentences are quoted, in whole or in part,
where the document is at hand; of more than 50 documents those that are quoted most, and with -f table all.

Examples:

  dialogue sources

  dialogue sources eeas-2025-11-23
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from dialogue_cli.cli.flags import COMMON, CSV_BOM, Flag, formats
from dialogue_cli.cli.session import Session
from dialogue_cli.dates.edtf import Edtf
from dialogue_cli.dates.wording import human_date
from dialogue_cli.errors import FOUND, NOTHING
from dialogue_cli.query.query import Query

if TYPE_CHECKING:
    from dialogue_cli.dataset.model import Evidence, Source
    from dialogue_cli.match import Match, Result
    from dialogue_cli.terminal.sources import Account

SOURCE = Flag("identifier", (), "One document: the quotes taken from it.", "[ID]", offers="source")
TAKES = (SOURCE, formats(), CSV_BOM, *COMMON)


def run(session: Session) -> int:
    """Answers one call; returns the exit status."""
    identifier = session.values["identifier"]
    if identifier is not None:
        return _quotes(session, identifier)
    if session.format(session.values["format"]) == "table":
        return _drawn(session)
    is_for_a_person = session.format(session.values["format"]) in _FOR_A_PERSON
    rows = list(_sources(session, human_date if is_for_a_person else str))
    # That a document is as it was goes without saying.
    columns = _COLUMNS[:-1] if is_for_a_person and not any(map(_is_amiss, rows)) else _COLUMNS
    return _status(session, session.write_rows(columns, rows, session.values["format"]))


def _status(session: Session, count: int) -> int:
    if not count:
        session.note(f"no source is named in {session.archive.coverage()} ({session.archive.path.name})")
    return FOUND if count else NOTHING


def _drawn(session: Session) -> int:
    """Draws all documents for a person."""
    archive = session.archive
    sources = archive.sources()
    if sources:
        from dialogue_cli.terminal.sources import Total, write_accounts

        total = Total(*archive.accounts()[None])
        write_accounts(_accounts(session, sources), total, session.console, is_whole=bool(session.values["format"]))
    return _status(session, len(sources))


def _accounts(session: Session, sources: Sequence[Source], matches: Iterable[Match] | None = None) -> list[Account]:
    """How much rests on each source. The records are only read where a document is at hand."""
    from dialogue_cli.terminal.sources import Account

    archive, proofs = session.archive, session.proofs
    counts = archive.accounts()
    at_hand = {source.id for source in sources if proofs.state(source) not in (None, "missing", "not-utf-8")}
    quotes: dict[str, list[Evidence]] = {}
    for match in (archive.find(Query()) if matches is None else matches) if at_hand else ():
        for quote in match.meeting.evidence:
            quotes.setdefault(quote.source, []).append(quote)
    return [
        Account(
            source,
            *counts.get(source.id, (0, 0, 0)),
            proofs.quoted(source, quotes.get(source.id, ())) if source.id in at_hand else None,
            proofs.source_mark(source) or ("the document is not at hand" if proofs.state(source) == "missing" else ""),
        )
        for source in sources
    ]


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
    if session.format(session.values["format"]) == "table":
        count = _drawn_quotes(session, [source for source in archive.sources() if source.id in wanted], result)
    else:
        count = _quote_rows(session, wanted, result)
    if not count and not result.notes:
        session.note(f'no record quotes "{identifier}"')
    return FOUND if count else NOTHING


def _drawn_quotes(session: Session, sources: Sequence[Source], result: Result) -> int:
    """Draws what is quoted from some documents for a person. Returns the number of quotes."""
    from dialogue_cli.terminal.sources import write_quotes

    names = {source.id for source in sources}
    matches = list(result)
    quotes = [(match, quote) for match in matches for quote in match.meeting.evidence if quote.source in names]
    if quotes:
        write_quotes(_accounts(session, sources, matches), quotes, session.console, session.proofs)
    return len(quotes)


def _quote_rows(session: Session, wanted: set[str], result: Result) -> int:
    """Writes a row for each quote from some sources. Returns their number."""
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
    return session.write_rows(columns, rows, session.values["format"])
