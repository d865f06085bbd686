"""Counts for a person: a bar for each value, or a matrix of two fields."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from dialogue_cli.dates.edtf import parse
from dialogue_cli.dates.wording import human_date
from dialogue_cli.query.counts import FIELDS, UNCERTAIN, Counts, Value
from dialogue_cli.terminal.console import beside, data, glyphs, put, rule, spelt, wrap
from dialogue_cli.text import plural

_GAP = 2
# A label gets at most this share of the width, and no more cells than this.
_SHARE, _LABEL = 0.45, 48
# A column of a matrix is no wider than this unless its numbers are.
_COLUMN = 14
# A bar longer than this compares no better.
_BAR = 100
_TOTAL = "Total"


def write_counts(counts: Counts, console: Console) -> None:
    """Writes counts by one field as bars, by two as a matrix; below, the number of meetings."""
    lines = _bars(counts, console) if len(counts.fields) == 1 else _matrix(counts, console)
    put(console, [*lines, Text(), *_footer(counts, console)])


def _footer(counts: Counts, console: Console) -> list[Text]:
    parts = [plural(counts.meetings, "meeting")]
    if counts.left_out:
        shown = len(counts.totals[0])
        parts.append(f"{shown:,} of {shown + counts.left_out:,} {FIELDS[counts.fields[0]]} shown")
    if len(counts.fields) > 1 and any(counts.several):
        parts.append("each meeting counts once in a total")
    return wrap(Text(spelt(" · ".join(parts), console), "label"), console.width, console)


def _label(field: str, value: Value, console: Console) -> Text:
    """A value in words."""
    if value is None:
        return Text("(none)", "quiet")
    if field == "month" and value != UNCERTAIN:
        return Text(human_date(parse(value)))
    return data(value, console, "quiet" if value == UNCERTAIN and field in ("year", "month") else "")


# Bars


def _bars(counts: Counts, console: Console) -> Iterator[Text]:
    field, totals = counts.fields[0], counts.totals[0]
    rows: list[tuple[Text, int]] = []
    before: Value = None
    for value, number in totals.items():
        if field in ("year", "month"):
            rows += _without(field, before, value, console)
        rows.append((_label(field, value, console), number))
        before = value
    return _drawn(rows, console)


def _drawn(rows: Sequence[tuple[Text, int]], console: Console) -> Iterator[Text]:
    room = min(int(console.width * _SHARE), _LABEL)
    label = min(max(text.cell_len for text, _ in rows), room)
    digits = max(len(f"{number:,}") for _, number in rows)
    width = min(max(console.width - label - digits - 2 * _GAP, 1), _BAR)
    most = max(number for _, number in rows)
    for text, number in rows:
        cells = [
            wrap(text, label, console, _GAP),
            [Text(f"{number:,}")],
            [Text(bar(number, most, width, glyphs(console).parts), text.style or "number")],
        ]
        yield from beside(cells, [label, digits, width], gap=_GAP, right=[False, True, False])


def bar(number: int, most: int, width: int, parts: str) -> str:
    """A bar as long as the number is of the most, which fills the width; anything but zero is to be seen.

    `parts` are the signs for a cell filled more and more, the last one wholly.

    >>> bar(3, 4, 6, "▌█")
    '████▌'
    """
    steps = max(round(number * width * len(parts) / most), 1) if number else 0
    full, rest = divmod(steps, len(parts))
    return parts[-1] * full + (parts[rest - 1] if rest else "")


def _without(field: str, before: Value, value: Value, console: Console) -> list[tuple[Text, int]]:
    """The years or months between two values, in which no meeting lies for certain, as one row."""
    if before is None or value is None or UNCERTAIN in (before, value):
        return []
    low, high = sorted((_number(before), _number(value)))
    if high - low < 2:
        return []
    names = [_name(field, number) for number in dict.fromkeys((low + 1, high - 1))]
    if before > value:
        names.reverse()
    return [(Text(spelt(("–" if field == "year" else " – ").join(names), console), "quiet"), 0)]


def _number(value: str) -> int:
    """A year or a month as a number that grows by one from each to the next."""
    year, _, month = value.partition("-")
    return int(year) * 12 + int(month) - 1 if month else int(year)


def _name(field: str, number: int) -> str:
    if field == "year":
        return f"{number:04d}"
    day = datetime.date(number // 12, number % 12 + 1, 1)
    return human_date(parse(f"{day.year:04d}-{day.month:02d}"))


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


def _cell(counts: Counts, across: int, row: Value, column: Value) -> int:
    return counts.cells.get((row, column) if across else (column, row), 0)


def _blocks(counts: Counts, console: Console, across: int) -> list[_Block]:
    """The columns of the field `across`, in as many blocks as they need."""
    down = 1 - across
    labels = [_label(counts.fields[down], value, console) for value in counts.totals[down]]
    longest = max([cell_len(counts.fields[down]), len(_TOTAL), *(text.cell_len for text in labels)])
    label = min(longest, min(int(console.width * _SHARE), _LABEL))
    total = max(len(_TOTAL), len(f"{counts.meetings:,}"))
    blocks: list[_Block] = []
    columns: list[Value] = []
    widths: list[int] = []
    room = console.width - label
    for value, number in counts.totals[across].items():
        head = _label(counts.fields[across], value, console).plain
        word = max(cell_len(word) for word in head.split() or [""])
        width = min(max(word, len(f"{number:,}")), max(_COLUMN, len(f"{number:,}")))
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
    labels = [_label(counts.fields[across], value, console) for value in block.columns]
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
    for value, number in counts.totals[down].items():
        cells = [wrap(_label(counts.fields[down], value, console), block.label, console, _GAP)]
        cells += [[_figure(_cell(counts, across, value, column), console)] for column in block.columns]
        cells += [[Text(f"{number:,}", "number")]] if block.total else []
        yield from beside(cells, widths, gap=_GAP, right=right)
    yield line
    sums = [[Text(f"{counts.totals[across][column]:,}", "number")] for column in block.columns]
    sums += [[Text(f"{counts.meetings:,}", "number")]] if block.total else []
    yield from beside([[Text(_TOTAL, "label")], *sums], widths, gap=_GAP, right=right)


def _figure(number: int, console: Console) -> Text:
    return Text(f"{number:,}") if number else Text(spelt("·", console), "quiet")
