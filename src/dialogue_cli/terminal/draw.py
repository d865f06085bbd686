"""Meetings for a person, in the view that a command asks for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dialogue_cli.view.views import View

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from rich.console import Console

    from dialogue_cli.archive import Archive
    from dialogue_cli.dataset.model import Evidence, Source
    from dialogue_cli.match import Match
    from dialogue_cli.terminal.card import Passage


def draw(
    view: View, matches: Sequence[Match], archive: Archive, console: Console, fields: Sequence[str] | None = None
) -> int:
    """Draws meetings. Returns their number. `fields` are the columns of a table, the usual ones by default."""
    if view is View.TIMELINE:
        from dialogue_cli.terminal.timeline import write_timeline

        return write_timeline(matches, console, today=archive.today)
    if view in (View.CARDS, View.EVIDENCE):
        return _cards(matches, archive, console, evidence=view is View.EVIDENCE)
    from dialogue_cli.terminal.table import write_matches

    return write_matches(matches, console, fields=fields, is_search=view is View.SEARCH)


def _cards(matches: Sequence[Match], archive: Archive, console: Console, *, evidence: bool) -> int:
    from dialogue_cli.terminal.card import write_card
    from dialogue_cli.view.card import Collection

    collection = Collection.of(archive)
    sources = {source.id: source for source in archive.sources()}
    find = _finder(archive, sources) if evidence else None
    for i, match in enumerate(matches):
        if i:
            console.print()
        write_card(match, console, collection, sources, evidence=evidence, find=find)
    return len(matches)


def _finder(archive: Archive, sources: Mapping[str, Source]) -> Callable[[Evidence], Passage | None]:
    """What looks a quote up in its document, where that is at hand."""
    from dialogue_cli.dataset.documents import Library
    from dialogue_cli.terminal.card import Passage

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

    return find
