"""Plain rows of anything under headers, fitted to the window."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from dialogue_cli.terminal.console import beside, data, put, rule, wrap
from dialogue_cli.view.columns import as_text

GAP = 2
"""The cells between two columns of a table."""
BATCH = 200
"""How many lines a table gathers before it writes them."""
# A column narrower than this is hard to read; a word longer than that may be broken.
_READABLE, _LONG_WORD = 20, 48
# A value of more lines than this in its column stands below its row instead.
_TALL = 6


def write_rows(columns: Sequence[tuple[str, str]], rows: Iterable[Sequence[object]], console: Console) -> int:
    """Writes rows under headers; each column is a header and `left` or `right`. Returns the number of rows.

    What finds no room beside the other columns stands below them, at full width: nothing is cut.
    """
    cells = [[_cell(value, console) for value in row] for row in rows]
    if not cells:
        return 0
    headers = [data(_header(name), console, "label") for name, _ in columns]
    is_right = [justify == "right" for _, justify in columns]
    widths = _fit(headers, cells, console.width)
    shown = list(widths)
    below = [i for i in range(len(columns)) if i not in widths]

    def across(row: Sequence[Text]) -> Iterator[Text]:
        parts = [wrap(row[i], widths[i], console) for i in shown]
        return beside(parts, [widths[i] for i in shown], gap=GAP, right=[is_right[i] for i in shown])

    lines = [*across(headers), rule(console, sum(widths.values()) + GAP * (len(shown) - 1) if not below else None)]
    for number, row in enumerate(cells):
        if below and number:
            lines.append(Text())
        lines += across(row)
        for i in below:
            lines += _below(headers[i], row[i], console)
        if len(lines) >= BATCH:
            put(console, lines)
            lines = []
    if lines:
        put(console, lines)
    return len(cells)


def _header(name: str) -> str:
    return (name[:1].upper() + name[1:]).replace("_", " ")


def _cell(value: object, console: Console) -> Text:
    if isinstance(value, Text):
        return value
    is_number = isinstance(value, int) and not isinstance(value, bool)
    return data(f"{value:,}" if is_number else as_text(value), console)


def _fit(headers: Sequence[Text], cells: Sequence[Sequence[Text]], width: int) -> dict[int, int]:
    """The columns that stand side by side, and their widths."""
    natural, least = [], []
    for i, header in enumerate(headers):
        column = [header, *(row[i] for row in cells)]
        natural.append(max(text.cell_len for text in column))
        word = max(cell_len(word) for text in column for word in (text.plain.split() or [""]))
        least.append(min(natural[i], max(min(word, _LONG_WORD), _READABLE)))
    shown = list(range(len(headers)))
    while True:
        room = max(width - GAP * (len(shown) - 1), 1)
        # The widest gives way, a cell at a time: not from a million down to what can be seen at all.
        widths = {i: min(natural[i], max(room, least[i])) for i in shown}
        while sum(widths.values()) > room and (wide := [i for i in shown if widths[i] > least[i]]):
            widths[max(wide, key=lambda i: widths[i])] -= 1
        longest = max(shown[1:], key=lambda i: natural[i], default=0)
        if len(shown) == 1:
            return {0: min(natural[0], room)}
        if sum(widths.values()) <= room and natural[longest] <= widths[longest] * _TALL:
            return widths
        shown.remove(longest)


def _below(header: Text, value: Text, console: Console) -> list[Text]:
    """A value under its row, with its header before it; nothing when it is empty."""
    if not value:
        return []
    room = console.width - header.cell_len - 2 * GAP
    if room < _READABLE:
        return [*beside([[], [header]], [0, 0]), *beside([[], wrap(value, console.width - 4, console)], [2, 0])]
    return list(beside([[], [header], wrap(value, room, console)], [0, header.cell_len, room]))
