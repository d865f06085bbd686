"""One meeting as a card; with evidence, each claim bears the numbers of the quotes that prove it.

A quote often proves several claims and a claim may rest on several quotes, so the quotes stand
numbered below the card, by source, like the notes of a book.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from rich.console import Console
from rich.text import Text

from dialogue_cli.dataset.model import Evidence, Meeting, Participant, Relation, Source
from dialogue_cli.dates.wording import NO_DATE, human_date
from dialogue_cli.terminal.console import beside, data, glyphs, paragraphs, put, rule, spelt, wrap
from dialogue_cli.text import plural
from dialogue_cli.view.evidence import Notes, supported

WIDTH = 88
_MARGIN = 14
# Below this width the headings stand above their text.
_NARROW = 56


class Passage(NamedTuple):
    """What a document has where a quote should be: the words around it, or that it has them not."""

    before: str
    exact: str
    after: str
    found: bool
    file: str | None


Find = Callable[[Evidence], Passage | None]


def write_card(
    meeting: Meeting,
    console: Console,
    *,
    series_name: str | None,
    principal: str | None,
    sources: Mapping[str, Source],
    titles: Mapping[str, str],
    evidence: bool = False,
    find: Find | None = None,
) -> None:
    """Writes one meeting as a card. `find` looks a quote up in its document, where that is at hand."""
    card = _Card(meeting, console, Notes(meeting) if evidence else None)
    blocks = [
        card.head(),
        card.facts(series_name, principal),
        card.participants(),
        card.items("Topics", "topics", meeting.topics),
        card.items("Instruments", "instruments", meeting.instruments),
        card.prose("Summary", "summary", meeting.summary),
        card.outcomes(),
        card.related(titles),
        card.note(),
        card.quotes(sources, find) if evidence else card.sources(sources),
    ]
    put(console, _spaced(blocks))


def _spaced(blocks: Iterable[Iterable[Text]]) -> Iterator[Text]:
    """The lines of the blocks that have any, a blank line between them."""
    filled = [lines for lines in map(list, blocks) if lines]
    for i, lines in enumerate(filled):
        if i:
            yield Text()
        yield from lines


class _Card:
    """The parts of a card, each as lines."""

    def __init__(self, meeting: Meeting, console: Console, notes: Notes | None) -> None:
        self.meeting = meeting
        self.console = console
        self.notes = notes
        self.glyphs = glyphs(console)
        self.width = min(console.width, WIDTH)
        self.margin = _MARGIN if self.width >= _NARROW else 2
        self.text = self.width - self.margin

    # Pieces

    def _data(self, value: str, style: str = "") -> Text:
        return data(value, self.console, style)

    def _own(self, words: str, style: str = "") -> Text:
        return Text(spelt(words, self.console), style)

    def _marks(self, *claims: str) -> Text:
        """The numbers of the quotes behind some claims, to set after their words."""
        numbers = self.notes.numbers(*claims) if self.notes else []
        # No-break spaces: the numbers of a claim stay together.
        return self._own("".join(f"\u00a0[{number}]" for number in numbers), "number")

    def _claim(self, value: Text, *claims: str) -> Text:
        return Text.assemble(value, self._marks(*claims))

    def _block(self, heading: str, lines: Sequence[Text]) -> Iterator[Text]:
        """Lines beside their heading in the margin, or on a narrow console below it."""
        if not lines:
            return iter(())
        head = [Text(heading, "label")]
        if self.margin < _MARGIN:
            return chain(head, beside([[], lines], [0, self.text]))
        return beside([head, lines], [self.margin, self.text], gap=0)

    def _wrapped(self, text: Text, indent: int = 0) -> list[Text]:
        return wrap(text, self.text, self.console, indent)

    # Parts

    def head(self) -> Iterator[Text]:
        """The title, the id, and a rule."""
        title = self._claim(self._data(self.meeting.title, "title"), "title")
        yield from wrap(title, self.width, self.console)
        yield from wrap(self._data(self.meeting.id, "id"), self.width, self.console)
        yield rule(self.console, self.width)

    def facts(self, series_name: str | None, principal: str | None) -> Iterator[Text]:
        """When, where and between whom, a line or two each."""
        meeting = self.meeting
        yield from self._block("Date", self._date())
        yield from self._block("Place", self._place())
        status = self._claim(self._data(meeting.status, meeting.status), "status")
        yield from self._block("Status", [status])
        if meeting.kind:
            yield from self._block("Kind", self._wrapped(self._claim(self._data(meeting.kind), "kind"), 2))
        yield from self._block("Series", self._series(series_name))
        yield from self._block("Parties", self._parties(principal))

    def _date(self) -> list[Text]:
        meeting = self.meeting
        date = self._own(human_date(meeting.date)) if meeting.date else Text(NO_DATE)
        lines = self._wrapped(self._claim(date, "date"), 2)
        for paragraph in paragraphs(meeting.date_note or "", self.console, "quiet"):
            lines += self._wrapped(paragraph)
        return lines

    def _place(self) -> list[Text]:
        parts = self.meeting.place.to_record() if self.meeting.place else {}
        named = [self._claim(self._data(name), f"place.{part}", "place") for part, name in parts.items()]
        return self._wrapped(Text(", ").join(named), 2) if named else []

    def _series(self, name: str | None) -> list[Text]:
        meeting = self.meeting
        if meeting.series is None and meeting.ordinal is None:
            return []
        text = self._claim(self._data(name or meeting.series or ""), "series")
        if meeting.ordinal is not None:
            text.append(", round " if text else "round ")
            text.append_text(self._claim(Text(str(meeting.ordinal)), "ordinal"))
        return self._wrapped(text, 2)

    def _parties(self, principal: str | None) -> list[Text]:
        named = [self._claim(self._data(name), f"partners.{name}", "partners") for name in self.meeting.partners]
        if principal and principal not in self.meeting.partners:
            named.insert(0, self._claim(self._data(principal), "principal"))
        return self._wrapped(Text(", ").join(named), 2)

    def participants(self) -> Iterator[Text]:
        """Who took part, side by side."""
        sides: dict[str | None, list[Participant]] = {}
        for person in self.meeting.participants:
            sides.setdefault(person.represents, []).append(person)
        lines: list[Text] = []
        for side, people in sides.items():
            indent = 0
            if side or len(sides) > 1:
                lines += self._wrapped(self._data(side, "label") if side else Text("side not stated", "label"), 2)
                indent = 2
            for person in people:
                lines += self._indented(self._person(person), indent)
        return self._block("Participants", lines)

    def _indented(self, text: Text, indent: int) -> list[Text]:
        lines = wrap(text, self.text - indent, self.console, 2)
        for line in lines:
            line.pad_left(indent)
        return lines

    def _person(self, person: Participant) -> Text:
        text = self._data(person.label, "name")
        parts = [self._data(part) for part in (person.capacity, person.role if person.name else None) if part]
        if not person.is_certain:
            parts.insert(0, Text("possibly present", "possible"))
        whole = Text(", ").join([text, *parts])
        return self._claim(whole, f"participants.{person.label}", "participants")

    def items(self, heading: str, field: str, values: Sequence[str]) -> Iterator[Text]:
        """A list of short items as running text."""
        if not values:
            return iter(())
        parts = [self._claim(self._data(value), f"{field}.{value}", field) for value in values]
        # The no-break space keeps the bullet off the beginning of a line.
        text = Text().append(spelt(f"\u00a0{self.glyphs.bullet} ", self.console), "quiet").join(parts)
        return self._block(heading, self._wrapped(text))

    def prose(self, heading: str, field: str, value: str | None) -> Iterator[Text]:
        """A text in the curator's own words."""
        found = paragraphs(value or "", self.console)
        if found:
            found[-1].append_text(self._marks(field))
        return self._block(heading, [line for paragraph in found for line in self._wrapped(paragraph)])

    def outcomes(self) -> Iterator[Text]:
        """What came of it, numbered as evidence counts."""
        column = len(str(len(self.meeting.outcomes))) + 1
        lines: list[Text] = []
        for i, outcome in enumerate(self.meeting.outcomes, 1):
            text = self._claim(self._data(outcome), f"outcomes.{i}", "outcomes")
            number = [Text(f"{i}.".rjust(column), "label")]
            room = self.text - column - 1
            lines += beside([number, wrap(text, room, self.console)], [column, room], gap=1)
        return self._block("Outcomes", lines)

    def related(self, titles: Mapping[str, str]) -> Iterator[Text]:
        """The other meetings that this one has to do with."""
        lines = [line for other in self.meeting.related for line in self._relation(other, titles.get(other.id))]
        return self._block("Related", lines)

    def _relation(self, other: Relation, title: str | None) -> list[Text]:
        text = self._data((other.relation or "related").replace("-", " "), "label").append(": ")
        whole = Text.assemble(text, self._data(title or other.id, "" if title else "id"))
        lines = self._wrapped(self._claim(whole, f"related.{other.id}", "related"), 2)
        return lines + (self._indented(self._data(other.id, "id"), 2) if title else [])

    def note(self) -> Iterator[Text]:
        """What a reader must know, set apart by a bar."""
        found = paragraphs(self.meeting.note or "", self.console)
        if found:
            found[-1].append_text(self._marks("note"))
        return self._block("Note", self._barred(found, "note", self.text))

    def _barred(self, texts: Iterable[Text], style: str, width: int) -> list[Text]:
        lines = [line for text in texts for line in wrap(text, width - 2, self.console)]
        return [Text.assemble((self.glyphs.bar, style), " ", line) for line in lines]

    # Sources

    def sources(self, sources: Mapping[str, Source]) -> Iterator[Text]:
        """The documents behind the record."""
        lines = [line for name in self.meeting.sources for line in self._source(name, sources.get(name), self.text)]
        return self._block("Sources" if len(self.meeting.sources) > 1 else "Source", lines)

    def _source(self, name: str, source: Source | None, width: int) -> list[Text]:
        parts = [self._data(name, "id")]
        if source:
            published = (
                self._own(human_date(source.published)) if source.published else Text("publication date unknown")
            )
            parts += [self._data(source.publisher) if source.publisher else Text("publisher unknown"), published]
        lines = wrap(self._own(f" {self.glyphs.bullet} ").join(parts), width, self.console, 2)
        more = [source.title, source.file, source.url] if source else []
        for value in filter(None, more):
            lines += self._indented(self._data(value, "quiet"), 2)
        return lines

    def quotes(self, sources: Mapping[str, Source], find: Find | None) -> Iterator[Text]:
        """The words of the documents, by source, with the numbers that the claims bear."""
        assert self.notes
        parts: list[list[Text]] = []
        for name in self.meeting.sources:
            quotes = [(number, quote) for number, quote in self.notes.numbered if quote.source == name]
            passages = {number: find(quote) if find else None for number, quote in quotes}
            head = [Text("Evidence", "title"), *self._source(name, sources.get(name), self.width)]
            parts.append([*head, *self._verdict(list(passages.values()), bool(find)), rule(self.console, self.width)])
            parts += [self._quote(number, quote, passages[number]) for number, quote in quotes]
        lacking = self.notes.unproven()
        if lacking:
            text = Text.assemble(("No words are given for: ", "problem"), self._data("; ".join(lacking)))
            parts.append(wrap(text, self.width, self.console, 2))
        return _spaced(parts)

    def _verdict(self, passages: Sequence[Passage | None], sought: bool) -> list[Text]:
        """What came of looking the quotes of one source up."""
        if not sought:
            return []
        known = [passage for passage in passages if passage]
        missing = [passage for passage in known if not passage.found]
        if not known:
            text = Text("the document is not at hand: quotes not compared", "quiet")
        elif missing:
            text = Text(f"{len(missing)} of {plural(len(known), 'quote')} NOT FOUND in it", "problem")
        else:
            text = Text(f"{plural(len(known), 'quote')}, {'all ' if len(known) > 1 else ''}found in it", "quiet")
        return self._indented(text, 2)

    def _quote(self, number: int, quote: Evidence, passage: Passage | None) -> list[Text]:
        column = len(f"[{len(self.meeting.evidence)}]")
        room = self.width - column - 1
        lines = self._barred([self._words(quote, passage)], "quiet", room)
        if passage and not passage.found:
            where = passage.file or "the document"
            lines += wrap(self._data(f"NOT FOUND: {where} does not have these words", "problem"), room, self.console)
        lines += wrap(self._data(supported(quote), "label"), room, self.console, 2)
        return list(beside([[Text(f"[{number}]".rjust(column), "number")], lines], [column, room], gap=1))

    def _words(self, quote: Evidence, passage: Passage | None) -> Text:
        """The words of a quote in quotation marks, and where the document is at hand, what stands around them."""
        exact = Text.assemble(
            self._own("“"), self._data(passage.exact if passage else quote.exact, "quote"), self._own("”")
        )
        if not passage or not passage.found:
            return exact
        return Text.assemble(self._data(passage.before, "quiet"), exact, self._data(passage.after, "quiet"))
