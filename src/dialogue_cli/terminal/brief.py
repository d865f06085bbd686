"""A briefing note on a terminal: set in the width of the window, its quotes numbered and together at the end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from rich.console import Console
from rich.text import Text

from dialogue_cli.dataset.model import Evidence
from dialogue_cli.dates.wording import long_date
from dialogue_cli.terminal.console import beside, data, put, rule, spelt, wrap
from dialogue_cli.terminal.rows import write_rows
from dialogue_cli.text import squeeze
from dialogue_cli.view.brief.blocks import Block, Briefing, Kind, Run
from dialogue_cli.view.evidence import folded
from dialogue_cli.view.proofs import Proofs

WIDTH = 88
_INDENT = 2
_HEADINGS = (Kind.TITLE, Kind.SECTION, Kind.PART)


def write_briefing(made: Briefing, console: Console, proofs: Proofs) -> int:
    """Sets a note. Returns the number of its meetings."""
    page = _Page(made, console, proofs)
    for kind, inside in groupby(made.blocks, lambda one: one.kind):
        if kind is Kind.TABLE:
            for one in inside:
                page.table(one)
        else:
            for one in inside:
                put(console, page.block(one))
    put(console, page.quotes())
    return made.size


class _Page:
    """The blocks of one note, which number the quotes as they come."""

    def __init__(self, made: Briefing, console: Console, proofs: Proofs) -> None:
        self.console = console
        self.width = min(console.width, WIDTH)
        self._made = made
        self._proofs = proofs
        self._numbers: dict[tuple[str, str], int] = {}
        self._quotes: list[Evidence] = []
        self._own: dict[str, None] = {}
        self._before: Kind | None = None

    def block(self, one: Block) -> Iterator[Text]:
        """A block as lines, with what separates it from the one before."""
        before, self._before = self._before, one.kind
        if before and before not in _HEADINGS and not (one.kind is Kind.ITEM and before in (Kind.ITEM, Kind.TEXT)):
            yield Text()
        text = self._runs(one.runs, "title" if one.kind in _HEADINGS else "")
        if one.kind is Kind.ITEM:
            bullet = Text(spelt("·", self.console), "quiet")
            yield from beside([[bullet], wrap(text, self.width - _INDENT, self.console)], [1, 0], gap=1)
            return
        if one.kind is Kind.SECTION:
            yield rule(self.console, self.width)
        yield from wrap(text, self.width, self.console)
        if one.kind in (Kind.TITLE, Kind.SECTION):
            yield Text() if one.kind is Kind.SECTION else rule(self.console, self.width)

    def table(self, one: Block) -> None:
        """A table in the width of the window."""
        header, *rows = one.rows
        columns = [(cell.text, "right" if cell.text == "Meetings" else "left") for cell in header]
        write_rows(columns, [[self._runs([cell], "") for cell in row] for row in rows], self.console)
        self._before = Kind.TABLE

    def _runs(self, runs: Sequence[Run], style: str) -> Text:
        text = Text(style=style)
        after_lead = False
        for run in runs:
            text.append((" " if after_lead else "") + run.between)
            text.append_text(data(run.text, self.console, "label" if run.is_lead else ""))
            text.append_text(self._marks(run))
            after_lead = run.is_lead
        return text

    def _marks(self, run: Run) -> Text:
        numbers = []
        for quote in run.quotes:
            known = (quote.source, squeeze(quote.exact))
            if known not in self._numbers:
                self._quotes.append(quote)
                self._numbers[known] = len(self._quotes)
            numbers.append(self._numbers[known])
        self._own |= dict.fromkeys(run.own)
        marks = [folded(numbers)] if numbers else []
        # A no-break space: the first mark stays with the words that it proves.
        words = " ".join(f"[{mark}]" for mark in [*marks, *run.own]).replace(", ", ",\u00a0")
        words = f"\u00a0{words}" if words else ""
        return Text(spelt(words, self.console), "number")

    # The end

    def quotes(self) -> Iterator[Text]:
        """The notes that quote nobody, then by source the words that were quoted."""
        yield Text()
        yield rule(self.console, self.width)
        yield Text("Notes and quotes", "title")
        if self._own:
            yield Text()
        for label in self._own:
            words = wrap(data(self._made.own[label], self.console), self.width - 2, self.console)
            yield from beside([[Text(f"[{label}]", "number")]], [self.width])
            yield from beside([[], words], [0, self.width - 2], gap=2)
        by_source: dict[str, list[tuple[int, Evidence]]] = {}
        for number, quote in enumerate(self._quotes, 1):
            by_source.setdefault(quote.source, []).append((number, quote))
        for name in dict.fromkeys([*self._made.behind, *by_source]):
            yield from self._source(name, by_source.get(name, []))

    def _source(self, name: str, quotes: Sequence[tuple[int, Evidence]]) -> Iterator[Text]:
        source = self._made.sources.get(name)
        yield Text()
        parts = [data(name, self.console, "id")]
        if source:
            published = long_date(source.published) if source.published else "publication date not stated"
            parts += [data(source.publisher or "publisher not stated", self.console), data(published, self.console)]
        yield from wrap(Text(spelt(" · ", self.console)).join(parts), self.width, self.console, _INDENT)
        for words in filter(None, (source.title, source.url) if source else ()):
            yield from self._set_in(data(words, self.console, "quiet"))
        if mark := self._proofs.source_mark(source):
            yield from self._set_in(Text(mark, "problem"))
        column = len(f"[{len(self._quotes)}]")
        for number, quote in quotes:
            text = Text.assemble(
                spelt("“", self.console), data(squeeze(quote.exact), self.console), spelt("”", self.console)
            )
            if mark := self._proofs.mark(quote):
                text.append_text(Text(f" [{mark}]", "problem"))
            lines = wrap(text, self.width - column - 1, self.console)
            yield from beside([[Text(f"[{number}]".rjust(column), "number")], lines], [column, 0], gap=1)

    def _set_in(self, text: Text) -> Iterator[Text]:
        for line in wrap(text, self.width - _INDENT, self.console, _INDENT):
            line.pad_left(_INDENT)
            yield line
