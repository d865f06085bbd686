"""How a list of meetings is laid out on a terminal: the one place that decides it.

1. A meeting takes one line, in columns, where the window has room for them and most titles need not be broken. Room
   that the titles leave goes to long lists of names.
2. If only the partners are too much, and the titles name them anyway, their column is left out; a meeting whose
   title does not name them says so on a line of its own.
3. Else a meeting is a block beside its date: the title, and below it the rest in words. A blank line follows.
4. In a narrow window the date stands above the block.

The columns are decided by `dialogue_cli.view.listing`. Widths are those of the first meetings; what is longer is
broken between words, and an id that does not fit its column has a line of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rich.cells import cell_len
from rich.console import Console

from dialogue_cli.match import Match
from dialogue_cli.terminal.console import spelt
from dialogue_cli.terminal.dates import date_width, date_words
from dialogue_cli.terminal.rows import GAP
from dialogue_cli.text import one_line
from dialogue_cli.view.listing import CELLS, Look, is_said
from dialogue_cli.view.status import SENTENCES, status_words

HEADERS = {
    "date": "Date",
    "status": "Status",
    "title": "Meeting",
    "person": "Person",
    "partners": "Partners",
    "place": "Place",
    "id": "Id",
}
# What a column takes at most where there is no room to spare; a longer date is broken between its phrases.
_MOST = {"date": 20, "status": 17, "title": 30, "person": 28, "partners": 26, "place": 24}
# Below a date stands the status, which is not to be broken.
_LEAST_DATE = max(map(len, SENTENCES))
# A word up to this length is not broken for the sake of the other columns.
_LONG_WORD = 36
# The least that the main cell has in a line and in a block; with less, dates are broken, then set above it.
_IN_LINE, _IN_BLOCK, _LEAST = 40, 36, 30


class Layout(NamedTuple):
    """What stands side by side, with its widths, and what stands below the main cell, in words."""

    main: str
    names: tuple[str, ...]
    widths: tuple[int, ...]
    below: tuple[str, ...] = ()
    has_partners_in_titles: bool = False
    """Whether partners are said below where the title does not name them."""

    @property
    def is_in_lines(self) -> bool:
        """Whether a meeting is one line in columns."""
        return "id" in self.names

    def start(self, name: str) -> int:
        """Where a column begins."""
        before = self.widths[: self.names.index(name)]
        return sum(before) + GAP * len(before)


def layout_of(look: Look, console: Console) -> Layout:
    """The layout of a list, by the rules above."""
    return next(_in_lines(look, console), None) or _in_blocks(look, console)


def _in_lines(look: Look, console: Console) -> Iterator[Layout]:
    """Layouts of one line for each meeting; none where there is no room for them."""
    sizes = {name: _sizes(name, look.window, console) for name in (look.main, *look.columns)}
    status = ("status",) if any(map(status_words, look.window)) else ()
    columns = [look.columns]
    if look.main == "title" and "partners" in look.columns and all(is_said(m, *m.partners) for m in look.window):
        columns.append(tuple(name for name in look.columns if name != "partners"))
    for chosen in columns:
        names = ("date", *status, look.main, *chosen, "id")
        widths = {name: _width(name, look.window, console) for name in names if name not in (look.main, "id")}
        widths["id"] = _id_width(look.window)
        room = console.width - sum(widths.values()) - GAP * len(widths)
        mains, least = sorted(sizes[look.main]), cell_len(HEADERS[look.main])
        if room >= max(mains[len(mains) * 3 // 4], min(mains[-1], _IN_LINE), least):
            widths[look.main] = max(min(mains[-1], room), least)
            _spend(room - widths[look.main], widths, {name: max(sizes[name]) for name in chosen})
            is_short = len(chosen) < len(look.columns)
            yield Layout(look.main, names, tuple(widths[name] for name in names), (), is_short)


def _spend(room: int, widths: dict[str, int], wanted: dict[str, int]) -> None:
    """Gives columns that were kept narrow the room that is left."""
    for name in ("partners", "place", "person", "title"):
        more = min(max(wanted.get(name, 0) - widths.get(name, 0), 0), max(room, 0))
        if more:
            widths[name] += more
            room -= more


def _in_blocks(look: Look, console: Console) -> Layout:
    below = (*look.columns, "id")
    # Below a date stands the status, on one line where there is room.
    below_dates = [size for match in look.window if (size := cell_len(status_words(match))) <= _MOST["date"]]
    wide = max(_width("date", look.window, console), *below_dates, 0)
    narrow = max(_LEAST_DATE, *(date_width(date_words(match, console), 0) for match in look.window))
    for date, least in ((wide, _IN_BLOCK), (min(wide, narrow), _LEAST)):
        if (room := console.width - date - GAP) >= least:
            return Layout(look.main, ("date", look.main), (date, room), below)
    return Layout(look.main, (look.main,), (console.width,), below)


def _sizes(name: str, window: Sequence[Match], console: Console) -> list[int]:
    return [cell_len(spelt(one_line(CELLS[name](match)), console)) for match in window]


def _width(name: str, window: Sequence[Match], console: Console) -> int:
    """The cells that a column needs: for its longest value or, if that is very long, for its longest word."""
    most, widest = _MOST[name], _LEAST_DATE if name == "date" else cell_len(HEADERS[name])
    for match in window:
        text = _text(name, match, console)
        size = date_width(text, most) if name == "date" else cell_len(text)
        if size > most:
            size = max(most, min(max(map(cell_len, text.split())), _LONG_WORD))
        widest = max(widest, size)
    return widest


def _id_width(window: Sequence[Match]) -> int:
    """The cells for the ids; a few that are much longer than the others have lines of their own."""
    sizes = sorted(cell_len(match.id) for match in window)
    usual = sizes[len(sizes) * 9 // 10]
    return sizes[-1] if sizes[-1] * 4 <= usual * 5 else usual


def _text(name: str, match: Match, console: Console) -> str:
    if name == "date":
        return date_words(match, console)
    return spelt(one_line(status_words(match) if name == "status" else CELLS[name](match)), console)
