"""Markdown: CommonMark with the tables and footnotes that GitHub, pandoc and Obsidian read.

Data is text here, never markup: whatever goes through `escape` is shown by a renderer as it was written.
Every block is one line, so that nothing in it can come to stand at the beginning of another.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import Any, TextIO

from dialogue_cli.archive import Archive
from dialogue_cli.dataset.evidence import Claim, proof, unproven
from dialogue_cli.dataset.model import Evidence, Participant, Relation, Source
from dialogue_cli.dates.edtf import parse
from dialogue_cli.dates.wording import NO_DATE, human_date
from dialogue_cli.match import Match
from dialogue_cli.text import listing, one_line, squeeze
from dialogue_cli.view.columns import COLUMNS, as_text
from dialogue_cli.view.views import View
from dialogue_cli.view.year_axis import by_year, entry

Note = Callable[[str], None]
_RIGHT = ("ordinal", "score")
_SPECIAL = re.compile(
    r"""
    [\\`*~^|$@{\[]                     # of CommonMark, GFM, and the extensions of pandoc and Obsidian
    | (?<![^\W_])_ | _(?![^\W_])       # an underscore within a word is none
    | (?<![^\W_])\#                    # a heading or its end, a tag
    | <(?![\s\d=])                     # HTML, an autolink
    | &(?=\#|[A-Za-z][A-Za-z0-9]*(;|$)) # an entity
    | :(?=//) | (?<=www)\.             # what GFM makes a link
    | (?<==)= | =(?==) | (?<=%)% | %(?=%)  # highlights and comments of Obsidian
    | !$                               # an image, where a footnote follows
    """,
    re.VERBOSE | re.IGNORECASE,
)
# What begins a block: a quote, a list (also as pandoc counts: a., iv), (2)), a definition, a rule, an underline.
_FIRST = re.compile(r"(?:>|=+$|:(?=[\s:]|$)|[-+](?=[\s-]|$)|\((?=(?:\d+|[a-z]|[ivxlcdm]+)\)(?:\s|$)))", re.I | re.A)
_COUNTED = re.compile(r"((?:\d+|[a-z]|[ivxlcdm]+))([.)])(?=\s|$)", re.IGNORECASE | re.ASCII)
# An address that can stand in <…> with nothing to escape in it.
_CLEAN_URL = re.compile(r"https?://[A-Za-z0-9.-]+(:\d+)?(/[A-Za-z0-9._~:/?#@!&'()*+,=%-]*)?", re.ASCII)


def escape(text: str, *, starts: bool = True) -> str:
    """Text that a renderer shows as it is, on one line: white space folded, controls as U+FFFD.

    What can mean nothing where it stands is left alone. `starts` says whether it may stand at the
    beginning of a block, where more has a meaning.

    >>> escape("GSP+ (2019): *new* EU-Pakistan <b>")
    'GSP+ (2019): \\\\*new\\\\* EU-Pakistan \\\\<b>'
    """
    text = _SPECIAL.sub(lambda found: "\\" + found[0], squeeze(one_line(text)))
    if starts and text:
        if _FIRST.match(text):
            return "\\" + text
        counted = _COUNTED.match(text)
        # An initial is none: pandoc asks for two spaces after "A.".
        if counted and not (counted[2] == "." and len(counted[1]) == 1 and counted[1].isupper()):
            return f"{counted[1]}\\{text[counted.end(1) :]}"
    return text


def write(
    matches: Iterable[Match],
    archive: Archive,
    out: TextIO,
    note: Note,
    view: View = View.CARDS,
    fields: Sequence[str] | None = None,
) -> int:
    """Writes meetings in a view. Returns their number. With `fields` it is a table of these columns."""
    if fields or view in (View.TABLE, View.SEARCH):
        return write_table(matches, archive, out, note, fields)
    if view is View.TIMELINE:
        return write_timeline(matches, archive, out, note)
    return write_cards(matches, archive, out, note)


# Evidence


def claim_words(claims: Iterable[Claim]) -> list[str]:
    """Claims in words: `the date`, `topics trade and migration`."""
    fields: dict[str, list[str]] = {}
    for field, item in claims:
        fields.setdefault(field, []).append(item)
    found = []
    for field, items in fields.items():
        if field not in ("place", "related") and all(items):
            found.append(f"{field.removesuffix('s') if len(items) == 1 else field} {listing(items, 'and')}")
        else:
            found.append(f"the {'round' if field == 'ordinal' else field.replace('_', ' ')}")
    return found


class Footnotes:
    """The footnotes of one document, numbered as they are first used; the same words of a source are one."""

    def __init__(self, sources: Mapping[str, Source]) -> None:
        self.sources = sources
        self.used: dict[str, None] = {}
        """The ids of the sources that are quoted, in the order of first use."""
        self._labels: dict[tuple[str, str], str] = {}
        self._numbers = 0
        self._pending: list[str] = []

    def marks(self, quotes: Iterable[Evidence]) -> str:
        """The references to quotes, to set after the words that they prove; nothing for none."""
        return " ".join(dict.fromkeys(map(self._quote, quotes)))

    def named(self, label: str, text: str) -> str:
        """The reference to a note of our own, under its own label."""
        return self._label(("", label), label, lambda: text)

    def _quote(self, quote: Evidence) -> str:
        words = squeeze(quote.exact)
        known = (quote.source, words)
        if known not in self._labels:
            self._numbers += 1
            self.used[quote.source] = None
        return self._label(known, str(self._numbers), lambda: f"{self._name(quote.source)}: “{words}”")

    def _label(self, known: tuple[str, str], label: str, text: Callable[[], str]) -> str:
        if known not in self._labels:
            self._labels[known] = f"[^{label}]"
            self._pending.append(f"[^{label}]: {escape(text())}\n")
        return self._labels[known]

    def _name(self, identifier: str) -> str:
        source = self.sources.get(identifier)
        published = human_date(source.published) if source and source.published else ""
        if source and source.publisher:
            return f"{source.publisher}{published and f', {published}'} ({identifier})"
        return f"{identifier} ({published})" if published else identifier

    def definitions(self) -> Iterator[str]:
        """The notes that were used since the last call, a line each."""
        pending, self._pending = self._pending, []
        yield from pending


def source_line(identifier: str, source: Source | None) -> str:
    """A source as an item of a list: what it is, and where."""
    parts = [identifier]
    if source:
        parts[0] += f": {source.publisher or 'publisher not stated'}"
        parts += [f"“{source.title}”"] if source.title else []
        parts.append(f"published {human_date(source.published)}" if source.published else "publication date not stated")
        parts += [f"file {source.file}"] if source.file else []
    text = escape(", ".join(parts))
    if source and source.url:
        text += f", <{source.url}>" if _CLEAN_URL.fullmatch(source.url) else f", {escape(source.url, starts=False)}"
    return text


# Tables


def write_rows(columns: Sequence[tuple[str, str]], rows: Iterable[Sequence[Any]], out: TextIO) -> int:
    """Writes a table of anything; columns are names and `left` or `right`. Gives the number of rows, which may be 0."""
    count = 0
    for count, row in enumerate(rows, 1):
        if count == 1:
            out.write(_row(_header(name) for name, _ in columns))
            out.write(_row(("---:" if side == "right" else "---" for _, side in columns)))
        out.write(_row(escape(as_text(cell), starts=False) for cell in row))
    return count


def write_table(
    matches: Iterable[Match], archive: Archive, out: TextIO, note: Note, fields: Sequence[str] | None = None
) -> int:
    """Writes a table of meetings, by default of the usual columns. Gives their number."""
    if fields:
        columns = [(name, "right" if name in _RIGHT else "left") for name in fields]
        return write_rows(columns, ([COLUMNS[name](match) for name in fields] for match in matches), out)
    found = list(matches)
    usual: dict[str, Callable[[Match], Any]] = {
        "date": _date,
        "status": _status_words,
        "partners": COLUMNS["partners"],
        "place": COLUMNS["place"],
        "title": COLUMNS["title"],
        "id": COLUMNS["id"],
    }
    if not any(map(_status_words, found)):
        del usual["status"]
    return write_rows([(name, "left") for name in usual], ([cell(m) for cell in usual.values()] for m in found), out)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |\n"


def _header(name: str) -> str:
    return escape((name[:1].upper() + name[1:]).replace("_", " "), starts=False)


def _date(match: Match) -> str:
    return human_date(parse(match.date)) if match.date else NO_DATE


def _status_words(match: Match) -> str:
    """What must be said of a meeting beside its date: a status other than held, and `possibly`."""
    words = [match.status] if match.status != "held" else []
    return ", ".join([*words, "possibly"] if match.certain is False else words)


# Timeline


def write_timeline(
    matches: Iterable[Match], archive: Archive, out: TextIO, note: Note, fields: Sequence[str] | None = None
) -> int:
    """Writes a list of meetings for each year, the undated last; with `fields` a table. Gives their number."""
    if fields:
        return write_table(matches, archive, out, note, fields)
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
    parts = [_status_words(match), row.title, as_text(row.place), as_text(row.partners), row.id]
    return " · ".join(filter(None, [date, *(escape(part, starts=not date) for part in parts)]))


# Cards


def write_cards(matches: Iterable[Match], archive: Archive, out: TextIO, note: Note, evidence: bool = True) -> int:
    """Writes everything about each meeting, with evidence as footnotes below its card. Gives the number of meetings."""
    remaining = iter(matches)
    first = list(islice(remaining, 2))
    if not first:
        return 0
    sources = {source.id: source for source in archive.sources()}
    notes = Footnotes(sources)
    level = "#" * min(len(first), 2)
    if len(first) > 1:
        out.write(f"# {escape(archive.header.title or '', starts=False) or 'Meetings'}\n\n")
    count = 0
    used: dict[str, None] = {}
    for match in chain(first, remaining):
        count += 1
        card = _Card(match, archive, notes if evidence else None)
        out.write(f"{level} {card.heading()}\n\n")
        out.writelines(block + "\n\n" for block in card.blocks())
        out.writelines(line + "\n" for line in notes.definitions())
        used |= dict.fromkeys(match.meeting.sources)
    if used:
        out.write(f"{level[:-1] or '#'}# Sources\n\n")
        out.writelines(f"- {source_line(name, sources.get(name))}\n" for name in used)
    return count


class _Card:
    """The parts of a card, each a block of lines."""

    def __init__(self, match: Match, archive: Archive, notes: Footnotes | None) -> None:
        self.match = match
        self.meeting = match.meeting
        self.archive = archive
        self.notes = notes

    def heading(self) -> str:
        """The title, and the words behind it."""
        return escape(self.meeting.title, starts=False) + self._marks("title")

    def blocks(self) -> Iterator[str]:
        """The blocks that have anything in them."""
        meeting = self.meeting
        yield "\n".join(f"- **{name}:** {text}" for name, text in self._facts())
        yield from self._listed("Participants", (f"- {self._person(person)}" for person in meeting.participants))
        yield from self._running("Topics", "topics", meeting.topics)
        yield from self._running("Agreements, plans and schemes", "instruments", meeting.instruments)
        yield from self._prose("Summary", "summary", meeting.summary)
        outcomes = enumerate(meeting.outcomes, 1)
        yield from self._listed("Outcomes", (f"{i}. {self._claim(text, 'outcomes', str(i))}" for i, text in outcomes))
        yield from self._prose("Note", "note", meeting.note)
        yield from self._listed("Related", (f"- {self._relation(other)}" for other in meeting.related))
        lacking = list(unproven(meeting))
        if self.notes and lacking:
            yield f"**No words of a source are given for:** {escape('; '.join(claim_words(lacking)))}"

    def _claim(self, value: str, field: str, item: str = "") -> str:
        return escape(value) + self._marks(field, item)

    def _marks(self, field: str, item: str = "") -> str:
        return self.notes.marks(proof(self.meeting, field, item)) if self.notes else ""

    def _facts(self) -> Iterator[tuple[str, str]]:
        meeting = self.meeting
        yield "Id", escape(meeting.id)
        yield "Date", self._claim(human_date(meeting.date) if meeting.date else NO_DATE, "date")
        if meeting.date_note:
            yield "On the date", self._claim(meeting.date_note, "date_note")
        if meeting.place:
            yield "Place", ", ".join(self._claim(v, "place", part) for part, v in meeting.place.to_record().items())
        possible = ", only possibly in the period" if self.match.certain is False else ""
        yield "Status", self._claim(meeting.status, "status") + possible
        if meeting.kind:
            yield "Kind", self._claim(meeting.kind, "kind")
        series = [self._claim(self.archive.series_name(meeting.series), "series")] if meeting.series else []
        series += [self._claim(f"round {meeting.ordinal}", "ordinal")] if meeting.ordinal is not None else []
        if series:
            yield "Series", ", ".join(series)
        principal = meeting.principal or self.archive.header.principal
        parties = [self._claim(principal, "principal")] if principal and principal not in meeting.partners else []
        parties += [self._claim(name, "partners", name) for name in meeting.partners]
        yield "Parties", ", ".join(parties) or "none named"

    def _person(self, person: Participant) -> str:
        text = ", ".join(filter(None, [person.label, person.capacity, person.role if person.name else None]))
        side = f" ({person.represents})" if person.represents else ""
        possibly = "" if person.is_certain else "possibly present: "
        return self._claim(f"{possibly}{text}{side}", "participants", person.label)

    def _relation(self, other: Relation) -> str:
        found = self.archive.get(other.id)
        text = f"{(other.relation or 'related').replace('-', ' ')}: {found.title} ({other.id})" if found else other.id
        return self._claim(text, "related", other.id)

    def _running(self, heading: str, field: str, values: Sequence[str]) -> Iterator[str]:
        if values:
            yield f"**{heading}:** {', '.join(self._claim(value, field, value) for value in values)}"

    def _prose(self, heading: str, field: str, value: str | None) -> Iterator[str]:
        if value:
            yield f"**{heading}:** {self._claim(value, field)}"

    def _listed(self, heading: str, items: Iterable[str]) -> Iterator[str]:
        lines = list(items)
        if lines:
            yield f"**{heading}**"
            yield "\n".join(lines)
