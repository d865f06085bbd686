"""One meeting as a card; with evidence, each claim bears the numbers of the quotes that prove it.

What the card says, and in which order, is in `view.card`; here is how each shape of a fact is set. A quote often
proves several claims and a claim may rest on several quotes, so the quotes stand numbered below the card, by source,
like the notes of a book.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, groupby
from typing import NamedTuple

from rich.console import Console
from rich.text import Text

from dialogue_cli.dataset.evidence import Claim
from dialogue_cli.dataset.model import Evidence, Source
from dialogue_cli.dates.wording import human_date
from dialogue_cli.match import Match
from dialogue_cli.terminal.console import beside, data, glyphs, paragraphs, put, rule, spelt, wrap
from dialogue_cli.text import plural
from dialogue_cli.view.card import SIDE_NOT_STATED, Collection, Fact, Shape, Value, by_side, facts
from dialogue_cli.view.evidence import UNPROVEN, Notes, supported, unproven_words

WIDTH = 88
_MARGIN = 14
# Below this width the headings stand above their text.
_NARROW = 56
# The facts that need no blank line between them.
_SHORT = (Shape.LINE, Shape.LINK, Shape.ASIDE)


class Passage(NamedTuple):
    """What a document has where a quote should be: the words around it, or that it has them not."""

    before: str
    exact: str
    after: str
    found: bool
    file: str | None


Find = Callable[[Evidence], Passage | None]


def write_card(
    match: Match,
    console: Console,
    collection: Collection,
    sources: Mapping[str, Source],
    *,
    evidence: bool = False,
    find: Find | None = None,
) -> None:
    """Writes one meeting as a card. `find` looks a quote up in its document, where that is at hand."""
    card = _Card(match, console, Notes(match.meeting) if evidence else None)
    put(console, _spaced([card.head(), *card.facts(collection), card.ending(sources, find)]))


def _spaced(blocks: Iterable[Iterable[Text]]) -> Iterator[Text]:
    """The lines of the blocks that have any, a blank line between them."""
    filled = [lines for lines in map(list, blocks) if lines]
    for i, lines in enumerate(filled):
        if i:
            yield Text()
        yield from lines


class _Card:
    """The parts of a card, each as lines."""

    def __init__(self, match: Match, console: Console, notes: Notes | None) -> None:
        self.match = match
        self.meeting = match.meeting
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

    def _marks(self, claim: Claim | None) -> Text:
        """The numbers of the quotes behind a claim, to set after its words."""
        numbers = self.notes.numbers(claim) if self.notes else []
        # No-break spaces: the numbers of a claim stay together.
        return self._own("".join(f"\u00a0[{number}]" for number in numbers), "number")

    def _claim(self, value: Value) -> Text:
        return Text.assemble(self._data(value.text, value.tone), self._marks(value.claim))

    def _block(self, heading: str, lines: Sequence[Text]) -> Iterator[Text]:
        """Lines beside their heading in the margin, or on a narrow console below it."""
        head = [Text(heading, "label")] if heading else []
        if self.margin < _MARGIN:
            return chain(head, beside([[], lines], [0, self.text]))
        return beside([head, lines], [self.margin, self.text], gap=0)

    def _wrapped(self, text: Text, indent: int = 0) -> list[Text]:
        return wrap(text, self.text, self.console, indent)

    def _indented(self, text: Text, indent: int) -> list[Text]:
        lines = wrap(text, self.text - indent, self.console, 2)
        for line in lines:
            line.pad_left(indent)
        return lines

    def _barred(self, texts: Iterable[Text], style: str, width: int) -> list[Text]:
        lines = [line for text in texts for line in wrap(text, width - 2, self.console)]
        return [Text.assemble((self.glyphs.bar, style), " ", line) for line in lines]

    # Facts

    def head(self) -> Iterator[Text]:
        """The title, the id, and a rule."""
        title = Text.assemble(self._data(self.meeting.title, "title"), self._marks(("title", "")))
        yield from wrap(title, self.width, self.console)
        yield from wrap(self._data(self.meeting.id, "id"), self.width, self.console)
        yield rule(self.console, self.width)

    def facts(self, collection: Collection) -> Iterator[Iterable[Text]]:
        """The facts as blocks: those of a line or two each make one together."""
        for is_short, inside in groupby(facts(self.match, collection), lambda fact: fact.shape in _SHORT):
            blocks = [self._fact(fact) for fact in inside]
            yield from [chain.from_iterable(blocks)] if is_short else blocks

    def _fact(self, fact: Fact) -> Iterator[Text]:
        draw: dict[Shape, Callable[[Sequence[Value]], list[Text]]] = {
            Shape.LINE: lambda values: self._line(values, fact.between),
            Shape.LINK: self._line,
            Shape.ASIDE: self._aside,
            Shape.TERMS: self._terms,
            Shape.PROSE: self._prose,
            Shape.CAUTION: self._caution,
            Shape.NUMBERED: self._numbered,
            Shape.PEOPLE: self._people,
            Shape.MEETINGS: self._meetings,
        }
        lines = draw[fact.shape](fact.values)
        return self._block("" if fact.shape is Shape.ASIDE else fact.heading, lines)

    def _line(self, values: Sequence[Value], between: str = ", ") -> list[Text]:
        return self._wrapped(Text(between).join(map(self._claim, values)), 2)

    def _paragraphs(self, values: Sequence[Value], style: str = "") -> list[Text]:
        found: list[Text] = []
        for value in values:
            texts = paragraphs(value.text, self.console, style)
            if texts:
                texts[-1] = Text.assemble(texts[-1], self._marks(value.claim))
            found += texts
        return found

    def _prose(self, values: Sequence[Value], style: str = "") -> list[Text]:
        return [line for paragraph in self._paragraphs(values, style) for line in self._wrapped(paragraph)]

    def _aside(self, values: Sequence[Value]) -> list[Text]:
        return self._prose(values, "quiet")

    def _caution(self, values: Sequence[Value]) -> list[Text]:
        return self._barred(self._paragraphs(values), "note", self.text)

    def _terms(self, values: Sequence[Value]) -> list[Text]:
        # The no-break space keeps the bullet off the beginning of a line.
        bullet = Text().append(spelt(f"\u00a0{self.glyphs.bullet} ", self.console), "quiet")
        return self._wrapped(bullet.join(map(self._claim, values)))

    def _numbered(self, values: Sequence[Value]) -> list[Text]:
        column = len(str(len(values))) + 1
        room = self.text - column - 1
        lines: list[Text] = []
        for i, value in enumerate(values, 1):
            number = [Text(f"{i}.".rjust(column), "label")]
            lines += beside([number, wrap(self._claim(value), room, self.console)], [column, room], gap=1)
        return lines

    def _people(self, values: Sequence[Value]) -> list[Text]:
        """People by the side that they represent."""
        sides = by_side(values)
        lines: list[Text] = []
        for side, people in sides.items():
            indent = 0
            if side or len(sides) > 1:
                lines += self._wrapped(self._data(side or SIDE_NOT_STATED, "label"), 2)
                indent = 2
            for person in people:
                lines += self._indented(self._person(person), indent)
        return lines

    def _person(self, person: Value) -> Text:
        lead = [self._own(person.lead, person.tone)] if person.lead else []
        parts = [self._data(person.text, "name"), *lead, *map(self._data, person.more)]
        return Text.assemble(Text(", ").join(parts), self._marks(person.claim))

    def _meetings(self, values: Sequence[Value]) -> list[Text]:
        lines: list[Text] = []
        for other in values:
            name = self._data(other.text, "" if other.id else "id")
            text = Text.assemble(self._data(f"{other.lead}: ", "label"), name, self._marks(other.claim))
            lines += self._wrapped(text, 2)
            lines += self._indented(self._data(other.id, "id"), 2) if other.id else []
        return lines

    # Sources

    def ending(self, sources: Mapping[str, Source], find: Find | None) -> Iterable[Text]:
        """What stands below the facts: the evidence, or only the documents."""
        return self._quotes(self.notes, sources, find) if self.notes else self._sources(sources)

    def _sources(self, sources: Mapping[str, Source]) -> Iterable[Text]:
        lines = [line for name in self.meeting.sources for line in self._source(name, sources.get(name), self.text)]
        return self._block("Sources" if len(self.meeting.sources) > 1 else "Source", lines) if lines else []

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

    def _quotes(self, notes: Notes, sources: Mapping[str, Source], find: Find | None) -> Iterator[Text]:
        """The words of the documents, by source, with the numbers that the claims bear."""
        parts: list[list[Text]] = []
        for name in self.meeting.sources:
            quotes = [(number, quote) for number, quote in notes.numbered if quote.source == name]
            passages = {number: find(quote) if find else None for number, quote in quotes}
            head = [Text("Evidence", "title"), *self._source(name, sources.get(name), self.width)]
            parts.append([*head, *self._verdict(list(passages.values()), bool(find)), rule(self.console, self.width)])
            parts += [self._quote(number, quote, passages[number]) for number, quote in quotes]
        lacking = unproven_words(self.meeting)
        if lacking:
            text = Text.assemble((f"{UNPROVEN}: ", "problem"), self._data("; ".join(lacking)))
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
