"""Markdown: CommonMark with the tables and footnotes that GitHub, pandoc and Obsidian read.

Data is text here, never markup: whatever goes through `escape` is shown by a renderer as it was written.
Every block is one line, so that nothing in it can come to stand at the beginning of another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import Any, TextIO

from dialogue_cli.archive import Archive
from dialogue_cli.dataset.evidence import Claim, proof, unproven
from dialogue_cli.dates.edtf import parse
from dialogue_cli.dates.wording import NO_DATE, human_date
from dialogue_cli.formats.markdown_parts import Footnotes, address, escape, source_line
from dialogue_cli.match import Match
from dialogue_cli.view.card import Collection, Fact, Shape, Value, facts
from dialogue_cli.view.columns import as_text, getter
from dialogue_cli.view.evidence import UNPROVEN, claim_words
from dialogue_cli.view.proofs import Proofs
from dialogue_cli.view.status import status_words
from dialogue_cli.view.views import View
from dialogue_cli.view.year_axis import by_year, entry

Note = Callable[[str], None]
_RIGHT = ("ordinal", "score")
# How the facts of a card stand: in one list at its top, as a list of their own; the others as a paragraph.
_LINES = (Shape.LINE, Shape.LINK, Shape.ASIDE)
_LISTS = (Shape.NUMBERED, Shape.PEOPLE, Shape.MEETINGS)


def write(
    matches: Iterable[Match],
    archive: Archive,
    out: TextIO,
    note: Note,
    view: View = View.CARDS,
    fields: Sequence[str] | None = None,
    proofs: Proofs | None = None,
) -> int:
    """Writes meetings in a view. Returns their number. With `fields` it is a table of these columns."""
    proofs = proofs or Proofs(archive)
    if fields:
        return _write_fields(matches, fields, out, proofs)
    if view in (View.TABLE, View.SEARCH):
        return write_table(matches, out, proofs)
    if view is View.TIMELINE:
        return write_timeline(matches, out)
    return write_cards(matches, archive, out, proofs)


# Tables


def write_rows(columns: Sequence[tuple[str, str]], rows: Iterable[Sequence[Any]], out: TextIO) -> int:
    """Writes a table of anything; columns are names and `left` or `right`. Returns the number of rows."""
    count = 0
    for count, row in enumerate(rows, 1):
        if count == 1:
            out.write(table_row(_header(name) for name, _ in columns))
            out.write(table_row(("---:" if side == "right" else "---" for _, side in columns)))
        out.write(table_row(escape(as_text(cell), starts=False) for cell in row))
    return count


def write_table(matches: Iterable[Match], out: TextIO, proofs: Proofs) -> int:
    """Writes a table of meetings. Returns their number."""
    found = list(matches)
    usual: dict[str, Callable[[Match], Any]] = {
        "date": _date,
        "status": status_words,
        **{name: getter(name, proofs) for name in ("partners", "place", "title", "id")},
    }
    if not any(map(status_words, found)):
        del usual["status"]
    return write_rows([(name, "left") for name in usual], ([cell(m) for cell in usual.values()] for m in found), out)


def _write_fields(matches: Iterable[Match], fields: Sequence[str], out: TextIO, proofs: Proofs) -> int:
    columns = [(name, "right" if name in _RIGHT else "left") for name in fields]
    getters = [getter(name, proofs) for name in fields]
    return write_rows(columns, ([get(match) for get in getters] for match in matches), out)


def table_row(cells: Iterable[str]) -> str:
    """A row of a table, of cells that have been escaped."""
    return f"| {' | '.join(cells)} |\n"


def _header(name: str) -> str:
    return escape((name[:1].upper() + name[1:]).replace("_", " "), starts=False)


def _date(match: Match) -> str:
    return human_date(parse(match.date)) if match.date else NO_DATE


# Timeline


def write_timeline(matches: Iterable[Match], out: TextIO) -> int:
    """Writes a list of meetings for each year, the undated last. Returns their number."""
    found = list(matches)
    entries = [(match, entry(match)) for match in found]
    years = by_year(dated for _, dated in entries if dated)
    sections = {f"{year:04d}": [dated.match for dated in inside] for year, inside in years.items()}
    undated = [match for match, dated in entries if not dated]
    if undated:
        sections["No date"] = undated
    for i, (name, inside) in enumerate(sections.items()):
        out.write(("\n" if i else "") + f"## {name}\n\n")
        out.writelines(f"- {_item(match)}\n" for match in inside)
    return len(found)


def _item(match: Match) -> str:
    date = f"**{_date(match)}**" if match.date else ""
    row = match
    parts = [status_words(match), row.title, as_text(row.place), as_text(row.partners), row.id]
    return " · ".join(filter(None, [date, *(escape(part, starts=not date) for part in parts)]))


# Cards


def write_cards(
    matches: Iterable[Match], archive: Archive, out: TextIO, proofs: Proofs, *, evidence: bool = True
) -> int:
    """Writes everything about each meeting, with evidence as footnotes below its card. Returns their number."""
    remaining = iter(matches)
    first = list(islice(remaining, 2))
    if not first:
        return 0
    sources = {source.id: source for source in archive.sources()}
    collection, notes = Collection.of(archive), Footnotes(sources, proofs)
    level = "#" * min(len(first), 2)
    if len(first) > 1:
        out.write(f"# {escape(archive.header.title or '', starts=False) or 'Meetings'}\n\n")
    count = 0
    used: dict[str, None] = {}
    for match in chain(first, remaining):
        count += 1
        card = _Card(match, collection, notes if evidence else None)
        out.write(f"{level} {card.heading()}\n\n")
        out.writelines(block + "\n\n" for block in card.blocks())
        out.writelines(line + "\n" for line in notes.definitions())
        used |= dict.fromkeys(match.meeting.sources)
    if used:
        out.write(f"{level[:-1] or '#'}# Sources\n\n")
        out.writelines(
            f"- {source_line(name, sources.get(name), proofs.source_mark(sources.get(name)))}\n" for name in used
        )
    return count


class _Card:
    """The parts of a card: what it says is in `view.card`, here is how each shape of a fact is written."""

    def __init__(self, match: Match, collection: Collection, notes: Footnotes | None) -> None:
        self.match = match
        self.meeting = match.meeting
        self.collection = collection
        self.notes = notes

    def heading(self) -> str:
        """The title, and the words behind it."""
        return escape(self.meeting.title, starts=False) + self._marks(("title", ""))

    def blocks(self) -> Iterator[str]:
        """The blocks of the card: the facts of a line or two are one list, each other fact stands by itself."""
        found = list(facts(self.match, self.collection))
        lines = [f"- **{fact.heading}:** {self._together(fact)}" for fact in found if fact.shape in _LINES]
        yield "\n".join([f"- **Id:** {escape(self.meeting.id)}", *lines])
        for fact in found:
            if fact.shape in _LISTS:
                yield f"**{fact.heading}**"
                yield "\n".join(self._listed(fact))
            elif fact.shape not in _LINES:
                yield f"**{fact.heading}:** {self._together(fact)}"
        lacking = list(unproven(self.meeting))
        if self.notes and lacking:
            yield f"**{UNPROVEN}:** {escape('; '.join(claim_words(lacking, in_a_sentence=True)))}"

    def _marks(self, claim: Claim | None) -> str:
        return self.notes.marks(proof(self.meeting, *claim)) if self.notes and claim else ""

    def _value(self, value: Value) -> str:
        return escape(value.words) + self._marks(value.claim)

    def _together(self, fact: Fact) -> str:
        if fact.shape is Shape.LINK:
            return ", ".join(address(value.text) + self._marks(value.claim) for value in fact.values)
        return fact.between.join(map(self._value, fact.values))

    def _listed(self, fact: Fact) -> Iterator[str]:
        for i, value in enumerate(fact.values, 1):
            yield f"{f'{i}.' if fact.shape is Shape.NUMBERED else '-'} {self._value(value)}"
