"""`dialogue show`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dialogue_cli.archive import Match
from dialogue_cli.claims import proof
from dialogue_cli.commands.completion import offer
from dialogue_cli.commands.options import OUTPUT, Common, Output, format_option
from dialogue_cli.commands.session import Session
from dialogue_cli.errors import FOUND, NOTHING
from dialogue_cli.formats.registry import MEETINGS, write_cells
from dialogue_cli.model import Evidence, Meeting

if TYPE_CHECKING:
    from rich.console import Console

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
        bool,
        typer.Option("-e", "--evidence", help="Add the words of the source behind each claim.", rich_help_panel=OUTPUT),
    ] = False,
    format: Annotated[
        str | None,
        format_option(MEETINGS),
    ] = None,
) -> int:
    """Everything about one meeting, and the words behind it.

    In a pipe: a line for each fact, as id, field and value; with --evidence also source and quote.

    Examples:

      dialogue show eu-pakistan-strategic-dialogue-7

      # With the words of the sources
      dialogue show --evidence eu-central-asia-summit-1

      # All that a filter finds
      dialogue list --topic migration -f ids | xargs dialogue show
    """
    session = Session(common)
    shape = session.shape(Output(format=format))
    found = [match for match in (_get(session, one) for one in dict.fromkeys(ids)) if match]

    def draw(matches: Sequence[Match], console: Console, fields: Sequence[str] | None) -> int:
        return _draw(session, [match.meeting for match in matches], evidence)

    if shape.format in ("tsv", "csv"):
        rows = (row for match in found for row in _facts(match.meeting, evidence))
        header = ("id", "field", "value", *(("source", "exact") if evidence else ()))
        write_cells(shape.format, header, rows, session.out)
    else:
        session.write(found, shape, draw)
    return FOUND if found else NOTHING


def _get(session: Session, identifier: str) -> Match | None:
    found = session.archive.match(identifier)
    if found is None:
        from dialogue_cli.spelling import misspelt, nearest
        from dialogue_cli.text import key

        ids = session.archive.ids()
        near = misspelt(identifier, ids) or nearest(identifier, ids)
        hint = f'; the nearest is "{near}"' if near else ""
        session.note(f'no meeting has the id "{identifier}"{hint}' if key(identifier) else "an id is missing")
    return found


def _facts(meeting: Meeting, evidence: bool) -> Iterator[tuple[Any, ...]]:
    """A row for each fact: id, field, value; and with evidence a row for each quote behind it."""
    for field, item, value in meeting.facts():
        if not evidence:
            yield meeting.id, field, value
            continue
        quotes = proof(meeting, field, item)
        for quote in quotes:
            yield meeting.id, field, value, quote.source, quote.exact
        if not quotes:
            yield meeting.id, field, value, "", ""


def _draw(session: Session, meetings: list[Meeting], evidence: bool) -> int:
    from dialogue_cli.formats.card import Passage, write_card

    archive = session.archive
    sources = {source.id: source for source in archive.sources()}
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
    return len(meetings)
