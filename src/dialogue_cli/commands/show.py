"""`dialogue show`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dialogue_cli.commands.completion import offer
from dialogue_cli.commands.options import Common, format_option
from dialogue_cli.commands.session import Session
from dialogue_cli.errors import FOUND, NOTHING
from dialogue_cli.formats.columns import as_text
from dialogue_cli.model import Evidence, Meeting, Source

if TYPE_CHECKING:
    from dialogue_cli.formats.card import Passage


def command(
    ids: Annotated[
        list[str],
        typer.Argument(
            metavar="ID…",
            help="Ids of meetings, as list shows them.",
            show_default=False,
            autocompletion=offer("id"),
        ),
    ],
    common: Common,
    evidence: Annotated[
        bool, typer.Option("-e", "--evidence", help="Add the words of the source behind each claim.")
    ] = False,
    format: Annotated[
        str | None,
        format_option(),
    ] = None,
) -> int:
    """Everything about one meeting, and the words behind it.

    In a pipe: a line for each fact, as id, field and value; with --evidence also source and quote.

    Examples:

      dialogue show eu-pakistan-strategic-dialogue-7

      dialogue show --evidence eu-central-asia-summit-1
    """
    session = Session(common)
    format_ = session.format(format)
    archive = session.archive
    found = [meeting for meeting in (_get(session, one) for one in ids) if meeting]
    sources = {source.id: source for source in archive.sources()}
    if format_ == "table" and found:
        _draw(session, found, sources, evidence)
    elif format_ in ("json", "jsonl"):
        from dialogue_cli.formats.json_text import write_as

        write_as(format_, map(_record, found), session.out)
    elif format_ == "ids":
        session.out.writelines(meeting.id + "\n" for meeting in found)
    else:
        for meeting in found:
            for row in _facts(meeting, evidence):
                session.out.write("\t".join(as_text(cell) for cell in row) + "\n")
    return FOUND if found else NOTHING


def _get(session: Session, identifier: str) -> Meeting | None:
    found = session.archive.get(identifier)
    if found is None:
        from dialogue_cli.spelling import misspelt, nearest
        from dialogue_cli.text import key

        ids = session.archive.ids()
        near = misspelt(identifier, ids) or nearest(identifier, ids)
        hint = f'; the nearest is "{near}"' if near else ""
        session.note(f'no meeting has the id "{identifier}"{hint}' if key(identifier) else "an id is missing")
    return found


def _record(meeting: Meeting) -> dict[str, Any]:
    record = meeting.to_record()
    if meeting.date and meeting.date.earliest:
        record["earliest"] = meeting.date.earliest.isoformat()
    if meeting.date and meeting.date.latest:
        record["latest"] = meeting.date.latest.isoformat()
    return record | {"sources": list(meeting.sources)}


def _facts(meeting: Meeting, evidence: bool) -> Iterator[tuple[Any, ...]]:
    """A row for each fact: id, field, value; and with evidence a row for each quote behind it."""
    for field, item, value in meeting.facts():
        if not evidence:
            yield meeting.id, field, value
            continue
        quotes = [q for q in meeting.evidence if field in q.supports or (item and f"{field}.{item}" in q.supports)]
        for quote in quotes:
            yield meeting.id, field, value, quote.source, quote.exact
        if not quotes:
            yield meeting.id, field, value, "", ""


def _draw(session: Session, meetings: list[Meeting], sources: dict[str, Source], evidence: bool) -> None:
    from dialogue_cli.formats.card import Passage, write_card

    archive = session.archive
    find = None
    if evidence:
        from dialogue_cli.documents import Library

        library = Library(archive.path)

        def find(quote: Evidence) -> Passage | None:
            source = sources.get(quote.source)
            document = library.open(source) if source else None
            if document is None:
                return None
            passage = document.passage(quote)
            if passage is None:
                return Passage("", quote.exact, "", False, document.path.name)
            return Passage(*passage, True, document.path.name)

    for i, meeting in enumerate(meetings):
        if i:
            session.console.print()
        write_card(
            meeting,
            session.console,
            series_name=archive.series_name(meeting.series) if meeting.series else None,
            principal=meeting.principal or archive.header.principal,
            sources=sources,
            titles={r.id: other.title for r in meeting.related if (other := archive.get(r.id))},
            evidence=evidence,
            find=find,
        )
