"""Everything about one meeting, and the words behind it.

In a pipe: a line for each fact, as id, field and value; with --evidence also source, quote, and whether
the quote is found in the source (true or false; nothing where the document is not at hand). A place is one fact
(venue, city, country), and so is a person with role, side and capacity.

Examples:

  dialogue show eu-pakistan-strategic-dialogue-7

  # With the words of the sources
  dialogue show --evidence eu-central-asia-summit-1

  # All that a filter finds
  dialogue list --topic migration -f ids | xargs dialogue show
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from dialogue_cli.cli.flags import COMMON, Flag, formats
from dialogue_cli.cli.session import Session
from dialogue_cli.dataset.model import Meeting
from dialogue_cli.errors import FOUND, NOTHING
from dialogue_cli.formats.registry import MEETINGS, write_cells
from dialogue_cli.match import Match
from dialogue_cli.view.facts import facts
from dialogue_cli.view.views import View

if TYPE_CHECKING:
    from dialogue_cli.view.proofs import Proofs

IDS = Flag("ids", (), "Ids of meetings, as list shows them.", "ID…", repeats=True, required=True, offers="id")
EVIDENCE = Flag("evidence", ("-e", "--evidence"), "Add the words of the source behind each claim.", kind=bool)
TAKES = (IDS, EVIDENCE, formats(MEETINGS), *COMMON)


def run(session: Session) -> int:
    """Answers one call; returns the exit status."""
    evidence = session.values["evidence"]
    shape = session.shape()
    found = [match for match in (_get(session, one) for one in dict.fromkeys(session.values["ids"])) if match]
    if shape.format in ("tsv", "csv"):
        rows = (row for match in found for row in _facts(match.meeting, session.proofs if evidence else None))
        header = ("id", "field", "value", *(("source", "exact", "found") if evidence else ()))
        write_cells(shape.format, header, rows, session.out(shape.format))
    else:
        session.write(found, shape, View.EVIDENCE if evidence else View.CARDS)
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


def _facts(meeting: Meeting, proofs: Proofs | None) -> Iterator[tuple[Any, ...]]:
    """A row for each fact: id, field, value; and with proofs a row for each quote behind it."""
    for fact in facts(meeting):
        if proofs is None:
            yield meeting.id, fact.field, fact.value
            continue
        quotes = fact.proof(meeting)
        for quote in quotes:
            yield meeting.id, fact.field, fact.value, quote.source, quote.exact, proofs.found(quote)
        if not quotes:
            yield meeting.id, fact.field, fact.value, "", "", ""
