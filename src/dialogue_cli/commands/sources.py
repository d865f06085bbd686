"""The documents, and how much of each the records account for.

For each: its id, when it was published and by whom, how many meetings, quotes and claims rest on it,
what became of the document (as-quoted or changed, by its SHA-256; unverified, as the record has no SHA-256;
not-utf-8, or missing), and how many of its sentences are accounted for: quoted by a meeting, in whole or in
part, or marked as about no meeting. On a terminal, of more than 50 documents those that are quoted most,
and with -f table all. With an ID: every quote that the records take from that document, and whether it is
found there.

With --coverage the text itself, sentence by sentence: the line of the file, the meetings that quote it, and
what nothing accounts for; with --missing only that. The status is 1 where no sentence is shown.

Examples:

  dialogue sources

  dialogue sources eeas-2025-11-23

  dialogue sources --coverage pakistan

  dialogue sources --missing
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from dialogue_cli.cli.flags import COMMON, CSV_BOM, Flag, formats
from dialogue_cli.commands.coverage import coverage, named, status, totals_of
from dialogue_cli.dates.edtf import Edtf
from dialogue_cli.dates.wording import human_date
from dialogue_cli.errors import FOUND, NOTHING
from dialogue_cli.query.query import Query

if TYPE_CHECKING:
    from dialogue_cli.cli.session import Session
    from dialogue_cli.dataset.model import Source
    from dialogue_cli.match import Result
    from dialogue_cli.terminal.sources import Account

SOURCE = Flag("identifier", (), "One document, by id, file, title or part of it.", "[ID]", offers="source")
COVERAGE = Flag("coverage", ("--coverage",), "The text, with what accounts for each sentence.", kind=bool)
MISSING = Flag("missing", ("--missing",), "Only the sentences that nothing accounts for.", kind=bool)
TAKES = (SOURCE, COVERAGE, MISSING, formats(), CSV_BOM, *COMMON)


def run(session: Session) -> int:
    """Answers one call; returns the exit status."""
    identifier = session.values["identifier"]
    if session.values["coverage"] or session.values["missing"]:
        return coverage(session, identifier)
    if identifier is not None:
        return _quotes(session, identifier)
    if session.format(session.values["format"]) == "table":
        return _drawn(session)
    is_for_a_person = session.format(session.values["format"]) in _FOR_A_PERSON
    rows: Iterable[dict[str, Any]] = _sources(session, human_date if is_for_a_person else str)
    hidden = False
    if is_for_a_person:
        rows = list(rows)
        # That a document is as it was goes without saying.
        hidden = not any(map(_is_amiss, rows))
    columns = [column for column in _COLUMNS if not (hidden and column[0] == "document")]
    return status(session, session.write_rows(columns, rows, session.values["format"]))


def _drawn(session: Session) -> int:
    """Draws all documents for a person."""
    archive = session.archive
    sources = archive.sources()
    if sources:
        from dialogue_cli.terminal.sources import Total, write_accounts

        total = Total(*archive.accounts()[None])
        write_accounts(_accounts(session, sources), total, session.console, is_whole=bool(session.values["format"]))
    return status(session, len(sources))


def _accounts(session: Session, sources: Sequence[Source]) -> list[Account]:
    """How much rests on each source."""
    from dialogue_cli.terminal.sources import Account

    proofs, counts, totals = session.proofs, session.archive.accounts(), totals_of(session, sources)
    return [
        Account(
            source,
            *counts.get(source.id, (0, 0, 0)),
            totals.get(source.id),
            proofs.source_mark(source) or ("the document is not at hand" if proofs.state(source) == "missing" else ""),
        )
        for source in sources
    ]


_COLUMNS = [("id", "left"), ("published", "left"), ("publisher", "left")]
_COLUMNS += [("meetings", "right"), ("quotes", "right"), ("claims", "right"), ("title", "left"), ("document", "left")]
_COLUMNS += [("sentences", "right"), ("accounted", "right"), ("percent", "right")]
_FOR_A_PERSON = ("table", "markdown")


def _is_amiss(row: dict[str, Any]) -> bool:
    return row.get("document") in ("changed", "not-utf-8", "missing")


def _sources(session: Session, date: Callable[[Edtf], str]) -> Iterator[dict[str, Any]]:
    from dialogue_cli.view.coverage import percent

    archive = session.archive
    accounts, sources = archive.accounts(), archive.sources()
    totals = totals_of(session, sources)
    is_json = session.format(session.values["format"]) in ("json", "jsonl")
    for source in sources:
        meetings, quotes, claims = accounts.get(source.id, (0, 0, 0))
        about = {
            "id": source.id,
            "published": date(source.published) if source.published else None,
            "publisher": source.publisher,
            "title": source.title,
            "file": source.file,
            "url": source.url,
            "archived_url": source.archived_url,
            "accessed": date(source.accessed) if source.accessed else None,
            "original": source.original.to_record() if source.original else None,
            "extractor": source.extractor,
            "unrelated": [passage.to_record() for passage in source.unrelated] or None,
        }
        known = {name: value for name, value in about.items() if value is not None}
        row: dict[str, Any] = known | {"meetings": meetings, "quotes": quotes, "claims": claims}
        if state := session.proofs.state(source):
            row["document"] = state
        of_text = totals.get(source.id)
        if is_json:
            row["coverage"] = of_text.to_record() if of_text else None
        elif of_text:
            row |= {"sentences": of_text.sentences, "accounted": of_text.accounted}
            row["percent"] = percent(of_text.accounted, of_text.sentences) if of_text.sentences else None
        yield row


def _quotes(session: Session, identifier: str) -> int:
    archive = session.archive
    result = archive.find(Query(source=(identifier,)))
    for note in result.notes:
        session.note(note)
    sources, _ = named(session, identifier)
    if session.format(session.values["format"]) == "table":
        count = _drawn_quotes(session, sources, result)
    else:
        count = _quote_rows(session, {source.id for source in sources}, result)
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
        write_quotes(_accounts(session, sources), quotes, session.console, session.proofs)
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
