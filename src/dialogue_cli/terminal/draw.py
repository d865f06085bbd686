"""Meetings for a person, in the view that a command asks for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from dialogue_cli.view.proofs import Proofs
from dialogue_cli.view.views import View

if TYPE_CHECKING:
    from rich.console import Console

    from dialogue_cli.archive import Archive
    from dialogue_cli.match import Match


def draw(
    view: View,
    matches: Iterable[Match],
    archive: Archive,
    console: Callable[[], Console],
    fields: Sequence[str] | None = None,
    proofs: Proofs | None = None,
) -> int:
    """Draws meetings. Returns their number. `fields` are the columns of a table, the usual ones by default.

    The console is asked for once there is something to draw: it may start a pager.
    """
    proofs = proofs or Proofs(archive)
    if view in (View.TABLE, View.SEARCH):
        from dialogue_cli.terminal.table import write_matches

        return write_matches(matches, console, proofs, fields=fields, is_search=view is View.SEARCH)
    found = list(matches)
    if not found:
        return 0
    if view is View.TIMELINE:
        from dialogue_cli.terminal.timeline import write_timeline

        return write_timeline(found, console(), today=archive.today)
    return _cards(found, archive, console(), proofs, evidence=view is View.EVIDENCE)


def _cards(matches: Sequence[Match], archive: Archive, console: Console, proofs: Proofs, *, evidence: bool) -> int:
    from dialogue_cli.terminal.card import write_card
    from dialogue_cli.view.card import Collection

    collection = Collection.of(archive)
    sources = {source.id: source for source in archive.sources()}
    for i, match in enumerate(matches, 1):
        if i > 1:
            console.print()
        place = (i, len(matches)) if len(matches) > 1 else None
        write_card(match, console, collection, sources, proofs, evidence=evidence, place=place)
    return len(matches)
