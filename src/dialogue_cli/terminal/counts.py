"""Counts for a person: a bar for each value, or a matrix of two fields."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from dialogue_cli.dates.edtf import parse
from dialogue_cli.dates.wording import days_from, human_date
from dialogue_cli.query.counts import FIELDS, OTHERS, TIMES, UNCERTAIN, Counts, Value
from dialogue_cli.terminal.console import beside, data, glyphs, put, rule, spelt, wrap
from dialogue_cli.text import plural
from dialogue_cli.view.status import POSSIBLY, TONE

_GAP = 2
# A label gets at most this share of the width, and no more cells than this.
_SHARE, _LABEL = 0.45, 48
# A column of a matrix is no wider than this unless its numbers are.
_COLUMN = 14
# A bar longer than this compares no better.
_BAR = 100
_TOTAL = "Total"
_DOUBT = "?"
"""Behind a number of a matrix, some of whose meetings a person only possibly attended."""


def write_counts(counts: Counts, console: Console) -> None:
    """Writes counts by one field as bars, by two as a matrix; below, the number of meetings."""
    lines = _bars(counts, console) if len(counts.fields) == 1 else _matrix(counts, console)
    put(console, [*lines, Text(), *_footer(counts, console)])


def _footer(counts: Counts, console: Console) -> list[Text]:
    parts = [plural(counts.meetings, "meeting")]
    if len(counts.fields) > 1 and any(counts.several):
        parts.append("each meeting counts once in a total")
        if any(several and others for several, others in zip(counts.several, counts.others, strict=True)):
            parts[-1] += ", in others once for each value"
    if len(counts.fields) > 1 and counts.possible:
        parts.append(f"{_DOUBT} some of them only possibly")
    return wrap(Text(spelt(" · ".join(parts), console), "label"), console.width, console)


def _label(counts: Counts, i: int, value: Value, console: Console) -> Text:
    """A value of a field, by its place, in words."""
    if value is None:
        return Text("(none)", "quiet")
    if value is OTHERS:
        return Text(f"others ({counts.others[i]:,})", "quiet")
    is_time = counts.fields[i] in TIMES
    if is_time and value != UNCERTAIN:
        return Text(human_date(parse(value)))
    return data(value, console, "quiet" if is_time else "")


# Bars


@dataclass(frozen=True, slots=True)
class _Row:
    """A value, how many meetings have it, and how long its bar is."""

    label: Text
    number: int
    length: int
    possible: int = 0


def _bars(counts: Counts, console: Console) -> Iterator[Text]:
    rows: list[_Row] = []
    for is_gap, run in groupby(counts.totals[0].items(), key=lambda pair: not pair[1]):
        found = [(_label(counts, 0, value, console), value, number) for value, number in run]
        if is_gap:
            rows.append(_Row(_gap([value for _, value, _ in found], console), 0, 0))
            continue
        # A sum of many values has no bar: beside it, those of single values would be too short to compare.
        possible = counts.possible_totals[0] if counts.possible_totals else {}
        rows += [
            _Row(label, number, 0 if value is OTHERS else number, possible.get(value, 0))
            for label, value, number in found
        ]
    return _drawn(rows, console)


def _gap(values: list[Value], console: Console) -> Text:
    """Years or months in a row without a meeting, as one label."""
    ends = [parse(str(value)) for value in (min(values, key=str), max(values, key=str))]
    first, last = ends[0].earliest, ends[1].latest
    assert first
    assert last
    words = human_date(ends[0]) if len(values) == 1 else days_from(first, last)
    return Text(spelt(words, console), "quiet")


def _drawn(rows: Sequence[_Row], console: Console) -> Iterator[Text]:
    room = min(int(console.width * _SHARE), _LABEL)
    label = min(max(row.label.cell_len for row in rows), room)
    digits = max(len(f"{row.number:,}") for row in rows)
    doubts = [Text(f" ({row.possible:,} {POSSIBLY})" if row.possible else "", TONE) for row in rows]
    doubt = max(text.cell_len for text in doubts)
    if label + digits + doubt + 2 * _GAP >= console.width:
        # In a narrow window it stands behind the name, whose lines may be as many as it needs.
        narrow = [Text(f", {row.possible:,} {POSSIBLY}" if row.possible else "", TONE) for row in rows]
        rows = [replace(row, label=row.label + text) for row, text in zip(rows, narrow, strict=True)]
        doubts, doubt = [Text()] * len(rows), 0
        label = min(max(row.label.cell_len for row in rows), room)
    width = min(max(console.width - label - digits - doubt - 2 * _GAP, 1), _BAR)
    most = max(row.length for row in rows)
    for row, text in zip(rows, doubts, strict=True):
        cells = [
            wrap(row.label, label, console, _GAP),
            [Text(f"{row.number:,}".rjust(digits)) + text],
            [Text(bar(row.length, most, width, glyphs(console).parts), row.label.style or "number")],
        ]
        yield from beside(cells, [label, digits + doubt, width], gap=_GAP)


def bar(number: int, most: int, width: int, parts: str) -> str:
    """A bar as long as the number is of the most, which fills the width; anything but zero is to be seen.

    `parts` are the signs for a cell filled more and more, the last one wholly.

    >>> bar(3, 4, 6, "▌█")
    '████▌'
    """
    steps = max(round(number * width * len(parts) / most), 1) if number else 0
    full, rest = divmod(steps, len(parts))
    return parts[-1] * full + (parts[rest - 1] if rest else "")


# The matrix


@dataclass(frozen=True, slots=True)
class _Block:
    """A matrix, or the part of it that fits side by side: its columns and their widths."""

    label: int
    columns: list[Value]
    widths: list[int]
    total: int
    """The width of the column of totals; 0 where it stands in another block."""


def _matrix(counts: Counts, console: Console) -> Iterator[Text]:
    """The matrix as asked for, or the other way round where it then needs fewer blocks."""
    asked, turned = (_blocks(counts, console, across) for across in (1, 0))
    across, blocks = (0, turned) if len(turned) < len(asked) else (1, asked)
    for i, block in enumerate(blocks):
        if i:
            yield Text()
        yield from _block(counts, console, across, block)


def _cell(counts: Counts, across: int, row: Value, column: Value, console: Console) -> Text:
    """The number in a row and a column."""
    cell = (row, column) if across else (column, row)
    if cell not in counts.cells:
        return Text(spelt("·", console), "quiet")
    return _figure(counts.cells[cell], counts.possible.get(cell, 0))


def _total(counts: Counts, i: int, value: Value) -> Text:
    """The total of a value of a field, by its place."""
    possible = counts.possible_totals[i].get(value, 0) if counts.possible_totals else 0
    return _figure(counts.totals[i][value], possible, "number")


def _figure(number: int, possible: int, style: str = "") -> Text:
    return Text.assemble((f"{number:,}", style), (_DOUBT if possible else "", TONE))


def _blocks(counts: Counts, console: Console, across: int) -> list[_Block]:
    """The columns of the field `across`, in as many blocks as they need."""
    down = 1 - across
    labels = [_label(counts, down, value, console) for value in counts.totals[down]]
    longest = max([cell_len(counts.fields[down]), len(_TOTAL), *(text.cell_len for text in labels)])
    label = min(longest, min(int(console.width * _SHARE), _LABEL))
    total = max(len(_TOTAL), len(f"{counts.meetings:,}{_DOUBT}"))
    blocks: list[_Block] = []
    columns: list[Value] = []
    widths: list[int] = []
    room = console.width - label
    for value in counts.totals[across]:
        head = _label(counts, across, value, console).plain
        word = max(cell_len(word) for word in head.split() or [""])
        number = _total(counts, across, value).cell_len
        width = min(max(word, number), max(_COLUMN, number))
        if columns and sum(widths) + width + _GAP * (len(widths) + 1) > room:
            blocks.append(_Block(label, columns, widths, 0))
            columns, widths = [], []
        columns.append(value)
        widths.append(width)
    if sum(widths) + total + _GAP * (len(widths) + 1) > room:
        blocks.append(_Block(label, columns, widths, 0))
        columns, widths = [], []
    return [*blocks, _Block(label, columns, widths, total)]


def _block(counts: Counts, console: Console, across: int, block: _Block) -> Iterator[Text]:
    down = 1 - across
    names = [FIELDS[counts.fields[i]].capitalize() for i in (down, across)]
    widths = [block.label, *block.widths, *([block.total] if block.total else [])]
    right = [False] + [True] * (len(widths) - 1)
    labels = [_label(counts, across, value, console) for value in block.columns]
    heads = [wrap(text, width, console) for text, width in zip(labels, block.widths, strict=True)]
    heads += [[Text(_TOTAL, "label")]] if block.total else []
    height = max(map(len, heads))
    for head in heads:
        head[:0] = [Text()] * (height - len(head))
        for text in head:
            text.stylize("label")
    corner = [Text()] * (height - 1) + wrap(Text(names[0], "label"), block.label, console)[:1]
    if block.columns:
        yield Text(" " * (block.label + _GAP)).append(names[1], "label")
    yield from beside([corner, *heads], widths, gap=_GAP, right=right)
    line = rule(console, sum(widths) + _GAP * (len(widths) - 1))
    yield line
    for value in counts.totals[down]:
        cells = [wrap(_label(counts, down, value, console), block.label, console, _GAP)]
        cells += [[_cell(counts, across, value, column, console)] for column in block.columns]
        cells += [[_total(counts, down, value)]] if block.total else []
        yield from beside(cells, widths, gap=_GAP, right=right)
    yield line
    sums = [[_total(counts, across, column)] for column in block.columns]
    sums += [[Text(f"{counts.meetings:,}", "number")]] if block.total else []
    yield from beside([[Text(_TOTAL, "label")], *sums], widths, gap=_GAP, right=right)
