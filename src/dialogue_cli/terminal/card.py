"""One meeting as a card; with evidence, each claim bears the numbers of the quotes that prove it.

What the card says, and in which order, is in `view.card`; here is how each shape of a fact is set. A quote often
proves several claims and a claim may rest on several quotes, so the quotes stand numbered below the card, by source,
like the notes of a book.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, groupby

from rich.console import Console
from rich.text import Text

from dialogue_cli.dataset.evidence import Claim
from dialogue_cli.dataset.model import Evidence, Source
from dialogue_cli.dataset.series import unbroken_runs
from dialogue_cli.dates.wording import human_date
from dialogue_cli.match import Match
from dialogue_cli.terminal.console import beside, data, glyphs, paragraphs, put, rule, spelt, wrap
from dialogue_cli.text import plural, ranges
from dialogue_cli.view.card import SIDE_NOT_STATED, Collection, Fact, Shape, Value, by_side, facts
from dialogue_cli.view.evidence import UNPROVEN, Notes, supported, unproven_words
from dialogue_cli.view.proofs import Proofs

WIDTH = 88
_MARGIN = 14
# Below this width the headings stand above their text.
_NARROW = 56
# The facts that need no blank line between them.
_SHORT = (Shape.LINE, Shape.LINK, Shape.ASIDE)
_NOT_AT_HAND = "the document is not at hand: quotes not compared"


def write_card(
    match: Match,
    console: Console,
    collection: Collection,
    sources: Mapping[str, Source],
    proofs: Proofs,
    *,
    evidence: bool = False,
) -> None:
    """Writes one meeting as a card."""
    card = _Card(match, console, proofs, Notes(match.meeting) if evidence else None)
    put(console, _spaced([card.head(), *card.facts(collection), card.ending(sources)]))


def _spaced(blocks: Iterable[Iterable[Text]]) -> Iterator[Text]:
    """The lines of the blocks that have any, a blank line between them."""
    filled = [lines for lines in map(list, blocks) if lines]
    for i, lines in enumerate(filled):
        if i:
            yield Text()
        yield from lines


class _Card:
    """The parts of a card, each as lines."""

    def __init__(self, match: Match, console: Console, proofs: Proofs, notes: Notes | None) -> None:
        self.match = match
        self.proofs = proofs
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
        folded = ranges(unbroken_runs(numbers)).replace(", ", ",\u00a0")
        return self._own(f"\u00a0[{folded}]" if folded else "", "number")

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

    def ending(self, sources: Mapping[str, Source]) -> Iterable[Text]:
        """What stands below the facts: the evidence, or only the documents."""
        return self._quotes(self.notes, sources) if self.notes else self._sources(sources)

    def _sources(self, sources: Mapping[str, Source]) -> Iterable[Text]:
        lines: list[Text] = []
        for name in self.meeting.sources:
            quotes = [quote for quote in self.meeting.evidence if quote.source == name]
            lines += self._source(name, sources.get(name), self.text)
            lines += self._broken(sources.get(name), [self.proofs.found(quote) for quote in quotes])
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

    def _quotes(self, notes: Notes, sources: Mapping[str, Source]) -> Iterator[Text]:
        """The words of the documents, by source, with the numbers that the claims bear."""
        parts: list[list[Text]] = []
        for name in self.meeting.sources:
            source = sources.get(name)
            quotes = [(number, quote, self.proofs.found(quote)) for number, quote in notes.of_source(name)]
            verdicts = [found for _, _, found in quotes]
            head = [Text("Evidence", "title"), *self._source(name, source, self.width)]
            parts.append([*head, *(self._broken(source, verdicts) or self._well(verdicts))])
            parts[-1].append(rule(self.console, self.width))
            parts += [self._quote(number, quote, found, source) for number, quote, found in quotes]
        lacking = unproven_words(self.meeting)
        if lacking:
            text = Text.assemble((f"{UNPROVEN}: ", "problem"), self._data("; ".join(lacking)))
            parts.append(wrap(text, self.width, self.console, 2))
        return _spaced(parts)

    def _broken(self, source: Source | None, verdicts: Sequence[bool | None]) -> list[Text]:
        """What is wrong with a source, and with the quotes from it; nothing where all is well."""
        missing = verdicts.count(False)
        said = [self.proofs.source_mark(source)]
        if missing:
            said.append(f"{missing} of {plural(len(verdicts), 'quote')} NOT FOUND in it")
        return [line for words in said if words for line in self._indented(Text(words, "problem"), 2)]

    def _well(self, verdicts: Sequence[bool | None]) -> list[Text]:
        """That all quotes of a source are in it, or could not be compared."""
        words = f"{plural(len(verdicts), 'quote')}, {'all ' if len(verdicts) > 1 else ''}found in it"
        return self._indented(Text(words if all(verdicts) else _NOT_AT_HAND, "quiet"), 2)

    def _quote(self, number: int, quote: Evidence, found: bool | None, source: Source | None) -> list[Text]:
        column = len(f"[{len(self.meeting.evidence)}]")
        room = self.width - column - 1
        lines = self._barred([self._words(quote, found)], "quiet", room)
        if found is False:
            where = (source and source.file) or "the document"
            lines += wrap(self._data(f"NOT FOUND: {where} does not have these words", "problem"), room, self.console)
        lines += wrap(self._data(supported(quote), "label"), room, self.console, 2)
        return list(beside([[Text(f"[{number}]".rjust(column), "number")], lines], [column, room], gap=1))

    def _words(self, quote: Evidence, found: bool | None) -> Text:
        """The words of a quote in quotation marks, and where they are in the document, what stands around them."""
        before, exact, after = (self.proofs.passage(quote) if found else None) or ("", quote.exact, "")
        words = Text.assemble(self._own("“"), self._data(exact, "quote"), self._own("”"))
        return Text.assemble(self._data(before, "quiet"), words, self._data(after, "quiet"))
