"""`dialogue sources`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any

import typer

from dialogue_cli.commands.completion import offer
from dialogue_cli.commands.options import Common, format_option
from dialogue_cli.commands.session import Session
from dialogue_cli.errors import FOUND, NOTHING
from dialogue_cli.query import Query


def command(
    common: Common,
    identifier: Annotated[
        str | None,
        typer.Argument(
            metavar="[ID]",
            help="One document: the quotes taken from it.",
            show_default=False,
            autocompletion=offer("source"),
        ),
    ] = None,
    format: Annotated[
        str | None,
        format_option(),
    ] = None,
) -> int:
    """The documents, and how much of each the records account for.

    For each: its id, when it was published and by whom, and how many meetings, quotes and claims rest
    on it. With an ID: every quote that the records take from that document.

    Examples:

      dialogue sources

      dialogue sources eeas-2025-11-23
    """
    session = Session(common)
    archive = session.archive
    if identifier is not None:
        return _quotes(session, identifier, format)
    accounts = archive.index.accounts()

    def rows() -> Iterator[dict[str, Any]]:
        for source in archive.sources():
            meetings, quotes, claims = accounts.get(source.id, (0, 0, 0))
            about = {
                "id": source.id,
                "published": source.published.text if source.published else None,
                "publisher": source.publisher,
                "title": source.title,
                "file": source.file,
                "url": source.url,
            }
            known = {name: value for name, value in about.items() if value is not None}
            yield known | {"meetings": meetings, "quotes": quotes, "claims": claims}

    columns = [("id", "left"), ("published", "left"), ("publisher", "left"), ("meetings", "right")]
    columns += [("quotes", "right"), ("claims", "right"), ("title", "left")]
    count = session.write_rows(columns, rows(), format)
    if not count:
        session.note(f"no source is named in {archive.coverage()} ({archive.path.name})")
    return FOUND if count else NOTHING


def _quotes(session: Session, identifier: str, format_: str | None) -> int:
    archive = session.archive
    result = archive.find(Query(source=(identifier,)))
    for note in result.notes:
        session.note(note)
    wanted = {source.id for source in archive.sources() if identifier in (source.id, source.file)}
    wanted |= set(result.matched.values())
    rows = [
        {"source": quote.source, "meeting": match.id, "supports": list(quote.supports), "exact": quote.exact}
        for match in result
        for quote in match.meeting.evidence
        if quote.source in wanted
    ]
    columns = [("meeting", "left"), ("supports", "left"), ("exact", "left")]
    count = session.write_rows(columns, rows, format_)
    if not count and not result.notes:
        session.note(f'no record quotes "{identifier}"')
    return FOUND if count else NOTHING
