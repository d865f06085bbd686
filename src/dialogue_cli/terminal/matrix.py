"""Counts by two fields: the first one down, the second one across, with the totals of both."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from dialogue_cli.query.countable import FIELDS, TIMES
from dialogue_cli.query.counts import OTHERS, UNCERTAIN, Counts, Value
from dialogue_cli.terminal.console import beside, rule, spelt, wrap
from dialogue_cli.terminal.heads import Head, head, heads, longest_word
from dialogue_cli.terminal.labels import DOUBT, EARLIER, in_view, label
from dialogue_cli.view.status import TONE

_GAP = 2
# The labels of the rows get at most this share of the width, and no more cells than this.
_SHARE, _LABEL = 0.36, 44
_TOTAL = "Total"
_DOWN, _ACROSS = 0, 1
LEAST_ROWS = 8
"""So many values down are shown in a window however low it is."""


# What fits


def fitted(counts: Counts, rows: int, console: Console) -> Counts:
    """The counts with at most so many values down, and with as many across as fit the window."""
    shown = counts.cut((rows, len(counts.totals[_ACROSS])))
    shown = shown.cut((rows, _columns_that_fit(shown, console)))
    return counts if shown.others == counts.others else shown


def _columns_that_fit(counts: Counts, console: Console) -> int:
    """How many values across have room beside the labels, the others and the totals."""
    totals = counts.totals[_ACROSS]
    always = _always(counts, _ACROSS)
    values = [value for value in totals if value not in always]
    if counts.fields[_ACROSS] in TIMES:
        values.sort(key=str, reverse=True)
    doubtful = _doubtful(counts)
    room = console.width - _label_width(counts, console) - _total_width(counts) - _GAP
    room -= sum(_width(counts, value, doubtful, console) + _GAP for value in always)
    # What the others are is not known yet: the widest column that they can need.
    word = EARLIER if counts.fields[_ACROSS] in TIMES else OTHERS.value
    longest = head(f"{word} ({counts.others[_ACROSS] + len(values):,})", console).width
    others = max(len(f"{sum(totals.values()):,}{DOUBT}"), longest) + _GAP
    for number, value in enumerate(values):
        room -= _width(counts, value, doubtful, console) + _GAP
        if room < (others if number < len(values) - 1 else 0):
            return max(number, 1)
    return len(values)


def _always(counts: Counts, i: int) -> list[Value]:
    """What stands in a matrix whatever its size: what says nothing of a value, and what is summed already."""
    return [value for value in counts.totals[i] if value in (None, OTHERS, UNCERTAIN)]


# Widths and figures


def _label_width(counts: Counts, console: Console) -> int:
    labels = [label(counts, _DOWN, value, console).plain for value in counts.totals[_DOWN]]
    labels += [FIELDS[counts.fields[_DOWN]], _TOTAL]
    # The further lines of a label are set in.
    word = min(max(map(longest_word, labels)) + _GAP, console.width // 2)
    return min(max(map(cell_len, labels)), max(int(min(console.width * _SHARE, _LABEL)), word))


def _total_width(counts: Counts) -> int:
    return max(len(_TOTAL), len(f"{counts.meetings:,}{DOUBT}"))


def _width(counts: Counts, value: Value, doubtful: Collection[Value], console: Console) -> int:
    """The width of a column: that of its head or of its longest number."""
    number = _total(counts, _ACROSS, value, value in doubtful).cell_len
    return max(head(label(counts, _ACROSS, value, console).plain, console).width, number)


def _doubtful(counts: Counts) -> set[Value]:
    """The columns in which a number has the mark of doubt: the other numbers there leave its place free."""
    return {column for _, column in counts.possible}


def _cell(counts: Counts, row: Value, column: Value, console: Console, is_doubtful: bool) -> Text:
    """The number in a row and a column."""
    if (row, column) not in counts.cells:
        return Text(spelt("·", console) + " " * is_doubtful, "quiet")
    return _figure(counts.cells[row, column], counts.possible.get((row, column), 0), is_doubtful)


def _total(counts: Counts, i: int, value: Value, is_doubtful: bool) -> Text:
    """The total of a value of a field, by its place."""
    possible = counts.possible_totals[i].get(value, 0) if counts.possible_totals else 0
    return _figure(counts.totals[i][value], possible, is_doubtful, "number")


def _figure(number: int, possible: int, is_doubtful: bool, style: str = "") -> Text:
    """A number, with the mark of doubt or, in a column that has some, with its place left free."""
    return Text.assemble((f"{number:,}", style), (DOUBT if possible else " " * is_doubtful, TONE))


# Blocks


@dataclass(slots=True)
class _Block:
    """A matrix, or the part of it that fits side by side: its columns with their heads and widths."""

    label: int
    columns: list[Value] = field(default_factory=list)
    heads: list[Head] = field(default_factory=list)
    widths: list[int] = field(default_factory=list)
    total: int = 0
    """The width of the column of totals; 0 where it stands in another block."""

    def needs(self, more: int) -> int:
        """The room that the columns and one more of a width take beside the labels."""
        return sum(self.widths) + more + _GAP * (len(self.widths) + 1)


def matrix(counts: Counts, console: Console) -> Iterator[Text]:
    """The lines of a matrix; one that is wider than the window comes in blocks, one below the other."""
    for i, block in enumerate(_blocks(counts, console)):
        if i:
            yield Text()
        yield from _block(counts, console, block)


def _blocks(counts: Counts, console: Console) -> list[_Block]:
    """The columns in as many blocks as they need."""
    width, total = _label_width(counts, console), _total_width(counts)
    room = console.width - width
    blocks = [_Block(width)]
    columns = in_view(counts.fields[_ACROSS], counts.totals[_ACROSS])
    doubtful = _doubtful(counts)
    above = heads([label(counts, _ACROSS, value, console).plain for value in columns], console)
    for value, over in zip(columns, above, strict=True):
        needed = max(over.width, _total(counts, _ACROSS, value, value in doubtful).cell_len)
        if blocks[-1].columns and blocks[-1].needs(needed) > room:
            blocks.append(_Block(width))
        blocks[-1].columns.append(value)
        blocks[-1].heads.append(over)
        blocks[-1].widths.append(needed)
    if blocks[-1].columns and blocks[-1].needs(total) > room:
        blocks.append(_Block(width))
    blocks[-1].total = total
    return blocks


def _block(counts: Counts, console: Console, block: _Block) -> Iterator[Text]:
    widths = [block.label, *block.widths, *([block.total] if block.total else [])]
    line = rule(console, sum(widths) + _GAP * (len(widths) - 1))
    right = [False] + [True] * (len(widths) - 1)
    if block.columns:
        yield Text(" " * (block.label + _GAP)).append(FIELDS[counts.fields[_ACROSS]].capitalize(), "label")
    yield from beside(_heading(counts, console, block), widths, gap=_GAP, right=right)
    yield line
    for row in _rows(counts, console, block):
        yield from beside(row, widths, gap=_GAP, right=right)
    yield line
    doubtful = _doubtful(counts)
    sums = [[_total(counts, _ACROSS, column, column in doubtful)] for column in block.columns]
    sums += [[_figure(counts.meetings, 0, _has_doubtful_totals(counts), "number")]] if block.total else []
    yield from beside([[Text(_TOTAL, "label")], *sums], widths, gap=_GAP, right=right)


def _heading(counts: Counts, console: Console, block: _Block) -> list[list[Text]]:
    """The name of the rows and the heads of the columns, on their last line."""
    name = wrap(Text(FIELDS[counts.fields[_DOWN]].capitalize(), "label"), block.label, console)[:1]
    above = [[Text(line, "label") for line in over.lines] for over in block.heads]
    above += [[Text(_TOTAL, "label")]] if block.total else []
    height = max(map(len, above), default=1)
    return [[Text()] * (height - len(lines)) + lines for lines in (name, *above)]


def _rows(counts: Counts, console: Console, block: _Block) -> Iterator[list[list[Text]]]:
    """The cells of each row, behind its label."""
    doubtful, has_doubtful_totals = _doubtful(counts), _has_doubtful_totals(counts)
    for value in in_view(counts.fields[_DOWN], counts.totals[_DOWN]):
        cells = [wrap(label(counts, _DOWN, value, console), block.label, console, _GAP)]
        cells += [[_cell(counts, value, column, console, column in doubtful)] for column in block.columns]
        cells += [[_total(counts, _DOWN, value, has_doubtful_totals)]] if block.total else []
        yield cells


def _has_doubtful_totals(counts: Counts) -> bool:
    """Whether a total of a row has the mark of doubt."""
    return bool(counts.possible_totals and counts.possible_totals[_DOWN])
