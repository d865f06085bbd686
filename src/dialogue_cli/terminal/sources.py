"""The documents for a person: how much of each is quoted; or one of them with all that is quoted from it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from rich.console import Console
from rich.text import Text

from dialogue_cli.dataset.model import Evidence, Source
from dialogue_cli.dates.wording import NO_DATE, human_date
from dialogue_cli.match import Match
from dialogue_cli.terminal.console import beside, data, put, rule, spelt, wrap
from dialogue_cli.text import plural, squeeze
from dialogue_cli.view.coverage import in_sentences, percent
from dialogue_cli.view.evidence import supported
from dialogue_cli.view.proofs import Proofs

if TYPE_CHECKING:
    from dialogue_cli.dataset.coverage import Totals

MOST = 50
"""Of more documents, those that are quoted most are shown, so many."""
_WIDTH = 100
_GAP = 2
# Ids longer than this are wrapped.
_LABEL = 40
_HEADS = ("Published", "Meetings", "Quotes", "Claims", "Accounted for")


class Account(NamedTuple):
    """A document, and how much rests on it; `text` is how much of it is accounted for, where it is at hand."""

    source: Source
    meetings: int
    quotes: int
    claims: int
    text: Totals | None
    mark: str
    """What is said of a document that is amiss; empty for all others."""


class Total(NamedTuple):
    """What rests on all documents together: a meeting that quotes two of them is one."""

    meetings: int
    quotes: int
    claims: int


def write_accounts(accounts: Sequence[Account], total: Total, console: Console, *, is_whole: bool) -> None:
    """Writes a row for each document and their totals; without `is_whole` those that are quoted most, if many."""
    shown = list(accounts)
    if not is_whole and len(accounts) > MOST:
        most = sorted(accounts, key=lambda one: -one.quotes)[:MOST]
        shown = [one for one in accounts if one in most]
    known = [one.text for one in accounts if one.text]
    whole = sum(known[1:], known[0]) if known else None
    totals = ["", *(f"{number:,}" for number in total), _share(whole)]
    rows = [_numbers(one) for one in shown]
    # Nobody needs a column in which nothing stands.
    kept = [i for i in range(len(_HEADS)) if any(row[i] for row in rows)]
    widths = [max(len(row[i]) for row in (_HEADS, *rows, totals)) for i in kept]
    longest = max(data(one.source.id, console).cell_len for one in shown)
    table = _Table(console, min(console.width, _WIDTH), kept, widths, longest)
    put(console, table.head())
    for one, row in zip(shown, rows, strict=True):
        put(console, table.row(one, row))
    put(console, table.totals(plural(len(accounts), "document"), totals))
    if len(shown) < len(accounts):
        text = f"{len(accounts) - len(shown):,} documents left out; these are quoted most."
        text += " dialogue sources -f table shows all."
        put(console, [Text(), *wrap(Text(text, "note"), console.width, console)])


def _numbers(one: Account) -> list[str]:
    published = human_date(one.source.published) if one.source.published else ""
    return [published, f"{one.meetings:,}", f"{one.quotes:,}", f"{one.claims:,}", _share(one.text)]


def _share(text: Totals | None) -> str:
    if not text or not text.sentences:
        return ""
    return f"{text.accounted:,} of {text.sentences:,} {percent(text.accounted, text.sentences):>4}%"


class _Table:
    """Rows whose numbers stand behind what the document is, or in a narrow window below it."""

    def __init__(self, console: Console, width: int, kept: Sequence[int], widths: Sequence[int], longest: int) -> None:
        self.console = console
        self.width = width
        self.kept = kept
        self.widths = list(widths)
        self.label = width - sum(widths) - _GAP * len(widths)
        self.is_wide = self.label >= min(longest, _LABEL)

    def _across(self, label: Text, numbers: Sequence[str], style: str) -> Iterator[Text]:
        cells = [[Text(spelt(numbers[i], self.console), style)] for i in self.kept]
        right = [i > 0 for i in self.kept]
        if self.is_wide:
            lines = wrap(label, self.label, self.console, _GAP)
            yield from beside([lines, *cells], [self.label, *self.widths], gap=_GAP, right=[False, *right])
            return
        yield from wrap(label, self.width, self.console, _GAP)
        if sum(self.widths) + _GAP * len(self.widths) <= self.width:
            yield from beside([[], *cells], [0, *self.widths], gap=_GAP, right=[False, *right])
        else:
            # Each number needs its own name here.
            words = [f"{_HEADS[i]}: {numbers[i]}" for i in self.kept if numbers[i]] if style != "label" else []
            for line in wrap(Text(spelt(", ".join(words), self.console), style), self.width - _GAP, self.console):
                line.pad_left(_GAP)
                yield line

    def head(self) -> Iterator[Text]:
        """The names of the columns."""
        yield from self._across(Text("Document", "label"), _HEADS, "label")
        yield rule(self.console, self.width)

    def row(self, one: Account, numbers: Sequence[str]) -> Iterator[Text]:
        """A document: its numbers, and below what it is."""
        yield from self._across(data(one.source.id, self.console, "id"), numbers, "")
        about = [data(part, self.console, "quiet") for part in (one.source.publisher, one.source.title) if part]
        if about:
            yield from self._set_in(Text(spelt(" · ", self.console), "quiet").join(about))
        if one.mark:
            yield from self._set_in(Text(one.mark, "problem"))

    def _set_in(self, text: Text) -> Iterator[Text]:
        for line in wrap(text, self.width - _GAP, self.console):
            line.pad_left(_GAP)
            yield line

    def totals(self, label: str, numbers: Sequence[str]) -> Iterator[Text]:
        """The sums below a rule."""
        yield rule(self.console, self.width)
        yield from self._across(Text(label, "title"), numbers, "title")


def write_quotes(
    sources: Sequence[Account], quotes: Sequence[tuple[Match, Evidence]], console: Console, proofs: Proofs
) -> None:
    """Writes documents, each headed once, with the words that are quoted from it, by meeting."""
    for i, one in enumerate(sources):
        inside = [(match, quote) for match, quote in quotes if quote.source == one.source.id]
        put(console, [*([Text()] if i else []), *_document(one, console)])
        put(console, _quotes(inside, console, proofs))


def _document(one: Account, console: Console) -> Iterator[Text]:
    width = min(console.width, _WIDTH)
    source = one.source
    yield from wrap(data(source.title or source.id, console, "title"), width, console)
    published = human_date(source.published) if source.published else NO_DATE
    parts = [data(source.id, console, "id")] if source.title else []
    parts += [data(part, console) for part in (source.publisher, published, source.file) if part]
    yield from wrap(Text(spelt(" · ", console)).join(parts), width, console, _GAP)
    if source.url:
        yield from wrap(data(source.url, console, "quiet"), width, console, _GAP)
    said = [plural(one.quotes, "quote"), f"for {plural(one.claims, 'claim')}", f"in {plural(one.meetings, 'meeting')}"]
    text = " ".join(said) + (f"; {in_sentences(one.text)}" if one.text else "")
    yield from wrap(Text(text, "label"), width, console, _GAP)
    if one.mark:
        yield from wrap(Text(one.mark, "problem"), width, console)
    yield rule(console, width)


def _quotes(quotes: Sequence[tuple[Match, Evidence]], console: Console, proofs: Proofs) -> Iterator[Text]:
    width = min(console.width, _WIDTH)
    before = None
    for match, quote in quotes:
        if match.id != before:
            yield from [Text()] if before else []
            yield from wrap(data(match.title, console, "name"), width, console, _GAP)
            yield from wrap(data(match.id, console, "id"), width, console, _GAP)
        before = match.id
        words = Text.assemble(spelt("“", console), data(squeeze(quote.exact), console, "quote"), spelt("”", console))
        if mark := proofs.mark(quote):
            words.append_text(Text(f" [{mark}]", "problem"))
        words.append_text(Text(" ")).append_text(data(supported(quote), console, "label"))
        bullet = Text(spelt("·", console), "quiet")
        yield from beside([[bullet], wrap(words, width - 2, console)], [1, width - 2], gap=1)
