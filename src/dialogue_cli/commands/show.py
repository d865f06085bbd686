"""Everything about one meeting or several, and the words behind it.

A meeting is named by its id, or by a part of the id or the words of its title where no other has them. 'eu-pakistan*'
means all ids that begin so, and - those on standard input. Filters choose too, alone or among the ids.

In a pipe: a line for each fact, as id, field and value; with --evidence also source, quote, and whether
the quote is found in the source (true or false; nothing where the document is not at hand). A place is one fact
(venue, city, country), and so is a person with role, side and capacity.

Examples:

  dialogue show eu-pakistan-strategic-dialogue-7

  # With the words of the sources
  dialogue show --evidence eu-central-asia-summit-1

  # All that a filter finds
  dialogue show --partner Pakistan --last 1

  # Ids from a pipe
  dialogue search visas | dialogue show -
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from dialogue_cli.cli.flags import COMMON, CSV_BOM, FILTERS, LIMIT, REVERSE, SORT, Flag, formats
from dialogue_cli.cli.meant import ids_meant
from dialogue_cli.errors import FOUND, NOTHING, QueryError
from dialogue_cli.formats.registry import MEETINGS, write_cells
from dialogue_cli.match import Match
from dialogue_cli.query.query import Query
from dialogue_cli.text import plural
from dialogue_cli.view.facts import facts
from dialogue_cli.view.views import View

if TYPE_CHECKING:
    from dialogue_cli.cli.session import Session
    from dialogue_cli.view.proofs import Proofs

IDS = Flag("ids", (), "Ids of meetings, or parts of them; - reads them.", "[ID…]", repeats=True, offers="id")
EVIDENCE = Flag("evidence", ("-e", "--evidence"), "Add the words of the source behind each claim.", kind=bool)
TAKES = (IDS, *FILTERS, EVIDENCE, formats(MEETINGS), CSV_BOM, LIMIT, SORT, REVERSE, *COMMON)


def run(session: Session) -> int:
    """Answers one call; returns the exit status."""
    found = _found(session)
    write_whole(session, found, evidence=session.values["evidence"])
    return FOUND if found else NOTHING


def write_whole(session: Session, found: list[Match], *, evidence: bool = False) -> None:
    """Writes meetings whole: a line for each fact in tsv and csv."""
    shape = session.shape()
    if shape.format in ("tsv", "csv"):
        rows = (row for match in found for row in _facts(match, session.proofs if evidence else None))
        header = ("id", "field", "value", *(("source", "exact", "found") if evidence else ()))
        write_cells(shape.format, header, rows, session.out(shape.format))
    else:
        session.write(found, shape, View.EVIDENCE if evidence else View.CARDS)


def _found(session: Session) -> list[Match]:
    """The meetings to show: those with the ids, in the order typed, as far as the filters keep them."""
    typed = session.values["ids"] or ()
    query = session.query()
    if not typed and query == Query(reverse=query.reverse, sort=query.sort):
        raise QueryError("show needs the id of a meeting, as list shows it, or a filter such as --partner")
    ids = ids_meant(session, typed)
    if typed and not ids:
        return []
    result = session.archive.find(query._replace(id=tuple(ids)), snippets=False)
    for note in result.notes:
        session.note(note)
    found = list(result)
    if left_out := len(ids) - len(found) if ids and query.limit is None else 0:
        session.note(f"{plural(left_out, 'meeting')} of those ids left out: the filters do not keep {_it(left_out)}")
    if not found:
        session.status(0)
    if ids and query.sort is None:
        found.sort(key=lambda match: ids.index(match.id), reverse=query.reverse)
    return found


def _it(number: int) -> str:
    return "it" if number == 1 else "them"


def _facts(match: Match, proofs: Proofs | None) -> Iterator[tuple[Any, ...]]:
    """A row for each fact: id, field, value; and with proofs a row for each quote behind it."""
    for fact in facts(match.record):
        if proofs is None:
            yield match.id, fact.field, fact.value
            continue
        quotes = fact.proof(match.meeting)
        for quote in quotes:
            yield match.id, fact.field, fact.value, quote.source, quote.exact, proofs.found(quote)
        if not quotes:
            yield match.id, fact.field, fact.value, "", "", ""
