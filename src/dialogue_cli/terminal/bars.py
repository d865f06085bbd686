"""Counts by one field: a row for each value, with a bar as long as its number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from rich.console import Console
from rich.text import Text

from dialogue_cli.dates.edtf import parse
from dialogue_cli.dates.wording import days_from, human_date
from dialogue_cli.query.counts import OTHERS, Counts, Value
from dialogue_cli.terminal.console import Glyphs, beside, glyphs, spelt, wrap
from dialogue_cli.terminal.heads import longest_word
from dialogue_cli.terminal.labels import in_view, label
from dialogue_cli.view.status import POSSIBLY, TONE

_GAP = 2
# A label gets at most this share of the width, and no more cells than the second number. The column is as wide as the
# longest label that fits, so that one long name does not shorten all bars, but holds as many as the third where it can.
_SHARE, _LABEL, _READABLE = 0.5, 48, 24
# A bar longer than this compares no better.
_BAR = 72


@dataclass(frozen=True, slots=True)
class _Row:
    """A value, how many meetings have it, and how long its bar is."""

    label: Text
    number: int
    length: int
    possible: int = 0


def bars(counts: Counts, console: Console) -> Iterator[Text]:
    """A line or more for each value."""
    totals = counts.totals[0]
    possible = counts.possible_totals[0] if counts.possible_totals else {}
    rows: list[_Row] = []
    for is_gap, run in groupby(in_view(counts.fields[0], totals), key=lambda value: not totals[value]):
        found = [(label(counts, 0, value, console), value, totals[value]) for value in run]
        if is_gap:
            rows.append(_Row(_gap([value for _, value, _ in found], console), 0, 0))
            continue
        # A sum of many values has no bar: beside it, those of single values would be too short to compare.
        rows += [
            _Row(text, number, 0 if value is OTHERS else number, possible.get(value, 0))
            for text, value, number in found
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
    digits = max(len(f"{row.number:,}") for row in rows)
    width = _label_width(rows, console, digits)
    doubts = [Text(f" ({row.possible:,} {POSSIBLY})" if row.possible else "", TONE) for row in rows]
    doubt = max(text.cell_len for text in doubts)
    if width + digits + doubt + 2 * _GAP >= console.width:
        # In a narrow window it stands behind the name, whose lines may be as many as it needs.
        narrow = [Text(f", {row.possible:,} {POSSIBLY}" if row.possible else "", TONE) for row in rows]
        rows = [replace(row, label=row.label + text) for row, text in zip(rows, narrow, strict=True)]
        doubts, doubt = [Text()] * len(rows), 0
        width = _label_width(rows, console, digits)
    length = min(max(console.width - width - digits - doubt - 2 * _GAP, 1), _BAR)
    most = max(row.length for row in rows)
    signs = glyphs(console)
    # A broken line has no half signs: then no bar has any, so that equal numbers have equal bars.
    is_whole = any(row.possible for row in rows)
    for row, text in zip(rows, doubts, strict=True):
        sure, unsure = bar(row.length, most, length, signs, row.possible, is_whole=is_whole)
        cells = [
            wrap(row.label, width, console, _GAP),
            [Text(f"{row.number:,}".rjust(digits)) + text],
            [Text.assemble((sure, row.label.style or "number"), (unsure, TONE))],
        ]
        yield from beside(cells, [width, digits + doubt, length], gap=_GAP)


def _label_width(rows: Sequence[_Row], console: Console, digits: int) -> int:
    lengths = [row.label.cell_len for row in rows]
    room = min(int(console.width * _SHARE), _LABEL)
    fitting = max((length for length in lengths if length <= room), default=0)
    # Rather than breaking a word, the bars of a narrow window become short.
    word = max(longest_word(row.label.plain) for row in rows) + _GAP
    return max(fitting, min(max(lengths), max(min(_READABLE, room), min(word, console.width - digits - 2 * _GAP - 1))))


def bar(
    number: int, most: int, width: int, signs: Glyphs, possible: int = 0, *, is_whole: bool = False
) -> tuple[str, str]:
    """A bar as long as the number is of the most, which fills the width; anything but zero is to be seen.

    Its second part is the share that is only possible, of a broken line: it is told apart without colours, too.

    `is_whole` leaves out the half sign at its end.

    >>> bar(3, 4, 6, Glyphs()), bar(4, 4, 6, Glyphs(), possible=2, is_whole=True)
    (('━━━━╸', ''), ('━━━', '╍╍╍'))
    """
    if not number:
        return "", ""
    if not is_whole:
        full, half = divmod(max(round(number * width * 2 / most), 1), 2)
        return signs.span * full + signs.half * half, ""
    cells = max(round(number * width / most), 1)
    unsure = round(cells * possible / number)
    if cells == 1:
        unsure = 1 if possible else 0
    elif 0 < possible < number:
        unsure = min(max(unsure, 1), cells - 1)
    return signs.span * (cells - unsure), signs.doubtful * unsure
