"""Which columns a list of meetings has: by what the meetings have, and decided before all of them are read.

The first meetings are looked at. What holds for them may not hold for the others: before a column is left out, the
answer is asked whether that is so for all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice
from typing import NamedTuple

from dialogue_cli.dates.months import SHORT_MONTHS
from dialogue_cli.match import Match, Result
from dialogue_cli.text import fold, plural
from dialogue_cli.view.columns import joined
from dialogue_cli.view.status import POSSIBLY, is_only_possible, so_many_possibly

WINDOW, WINDOW_OF_SEARCH = 400, 100
"""How many meetings are looked at before the first is shown: fewer where each comes with a snippet."""
_SEVERAL = 3
"""From so many meetings on, what all share is said once, above them."""
_FEW_TITLES = 4
"""Titles tell meetings apart unless there are so many times more meetings than titles."""


def partners_of(match: Match) -> str:
    """The partners of a meeting in one line."""
    return joined(match.partners)


def person_of(match: Match) -> str:
    """The one person of a meeting, or how many people took part."""
    if match.person:
        name, is_certain = match.person
        return name if is_certain else f"{name} ({POSSIBLY})"
    return f"{match.people:,} people" if match.people else ""


CELLS: dict[str, Callable[[Match], str]] = {
    "title": lambda match: match.title,
    "person": person_of,
    "partners": partners_of,
    "place": lambda match: match.place,
}
"""What tells meetings apart, in the order of the columns."""


class Look(NamedTuple):
    """What a list has to show.

    `window` are its first meetings. `main` is the cell that tells them apart best, `columns` the others that they
    have; `shared` are the cells that are the same for all meetings, with their value.
    """

    window: list[Match]
    main: str
    columns: tuple[str, ...]
    shared: dict[str, str]


def look(matches: Iterable[Match], size: int = WINDOW) -> tuple[Look, Iterator[Match]]:
    """What a list has to show, and all of its meetings, of which only the first `size` are read yet."""
    rest = iter(matches)
    window = list(islice(rest, size))
    if len(window) == size and not isinstance(matches, Result):
        window += rest
    asked = matches if isinstance(matches, Result) and len(window) == size else None
    same = {name: value for name in CELLS if (value := _same(name, window, asked)) is not None}
    shared = {name: value for name, value in same.items() if value and len(window) >= _SEVERAL}
    columns = [name for name in CELLS if name not in shared and same.get(name) != ""]
    if "person" in columns and not _are_of_persons(window):
        columns.remove("person")
    main = _main(window, columns)
    shared.pop(main, None)
    if "title" in same:
        # What the title of all says need not be said again.
        for name, names in (("person", (shared.get("person", ""),)), ("partners", window[0].partners)):
            if name in shared and is_said(window[0], *names):
                del shared[name]
    return Look(window, main, tuple(name for name in columns if name != main), shared), chain(window, rest)


def _same(name: str, window: list[Match], asked: Result | None) -> str | None:
    """The value that all meetings have in a cell; None where they differ."""
    if not window:
        return None
    cell = CELLS[name]
    value = cell(window[0])
    if name == "person" and window[0].people > 1:
        # So many others are not the same people.
        return None
    if any(cell(match) != value for match in window) or (asked and asked.differ(name, window[0])):
        return None
    return value


def _are_of_persons(window: list[Match]) -> bool:
    """Whether most meetings have one person, whom the title does not name anyway."""
    told = sum(match.person is not None and not is_said(match, match.person[0]) for match in window)
    return 2 * told >= len(window)


def _main(window: list[Match], columns: list[str]) -> str:
    """What stands out in a row: the title, or where it is that of many others, the person or else the partners."""
    titles = {match.title for match in window}
    if "title" in columns and (len(window) < _FEW_TITLES or len(titles) * _FEW_TITLES > len(window)):
        return "title"
    return next((name for name in ("person", "partners") if name in columns), "title")


def is_said(match: Match, *names: str) -> bool:
    """Whether the title of a meeting has all of these names in it."""
    words = f" {fold(match.title)} "
    return all(f" {fold(name)} " in words for name in names)


@dataclass
class Tally:
    """What is said of a list at its end, counted while it is written."""

    count: int = 0
    possible: int = 0
    undated: int = 0
    first: str = ""
    last: str = ""
    has_earlier: bool = False
    has_later: bool = False
    """Whether a date is open, so that its day may lie before the first or after the last one that is known."""

    def add(self, match: Match) -> None:
        """Counts a meeting."""
        self.count += 1
        self.possible += is_only_possible(match)
        first, last = match.earliest or match.latest, match.latest or match.earliest
        if not first or not last:
            self.undated += 1
            return
        self.has_earlier |= match.earliest is None
        self.has_later |= match.latest is None
        self.first = min(self.first or first, first)
        self.last = max(self.last, last)

    def parts(self, total: int) -> list[str]:
        """How many meetings of how many, of which time, and how many have no date."""
        of = "" if total <= self.count else f" of {total:,}"
        found = [f"{self.count:,}{of} meetings" if of else plural(self.count, "meeting")]
        if self.count == 1:
            # Its date is in sight.
            return found
        if self.first:
            found.append(span(self.first, self.last, is_open=(self.has_earlier, self.has_later)))
        if self.undated:
            found.append("none with a date" if self.undated == self.count else f"{self.undated:,} without a date")
        return found

    def possibly(self) -> str:
        """How many meetings are not certain; empty for none."""
        return so_many_possibly(self.possible, self.count)


def span(first: str, last: str, is_open: tuple[bool, bool] = (False, False)) -> str:
    """The time from one ISO day to another in months or years, and whether the days may lie outside it.

    >>> span("2022-01-01", "2025-12-02", (False, True)), span("2025-03-27", "2025-12-02")
    ('2022 to 2025 or later', 'Mar to Dec 2025')
    """
    (year, month), (end_year, end_month) = ((day[:4], SHORT_MONTHS[int(day[5:7]) - 1]) for day in (first, last))
    start, end = (year, end_year) if year != end_year else (month, f"{end_month} {end_year}")
    earlier, later = (" or earlier" if is_open[0] else ""), (" or later" if is_open[1] else "")
    if first[:7] == last[:7]:
        return f"{end}{earlier}{later}"
    return f"{start}{earlier} to {end}{later}"
