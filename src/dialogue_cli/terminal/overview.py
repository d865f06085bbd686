"""Many meetings in time: a line for each year (decade, quarter, month), with the density of its parts as cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from dialogue_cli.dates.units import in_words
from dialogue_cli.query.spread import Tally
from dialogue_cli.terminal.commands import told
from dialogue_cli.terminal.console import beside, data, glyphs, put, rule, spelt, wrap
from dialogue_cli.view.overview import Line, Overview
from dialogue_cli.view.overview_words import footer_words, gap_words, heads, legend_words, level
from dialogue_cli.view.status import TONE

_GAP = 2
# The share of the width that the cells get, and the most of them for one part.
_SHARE, _CELLS = 0.25, 4
ROOMY = 100
"""Below this width the heads of the columns of numbers are broken, and there is no room for very many parts."""
# Less room is not worth a name.
_NAMES = 12


def write_overview(overview: Overview, console: Console, commands: Iterable[tuple[str, str]]) -> int:
    """Writes an overview; below it, the commands that show more, each after a word about it. Returns the meetings."""
    table = _Table(overview, console)
    lines = list(table.lines())
    put(console, [*lines, *([Text()] if lines else []), *_below(overview, console, list(commands))])
    return overview.meetings


@dataclass(frozen=True, slots=True)
class _Column:
    """A column of numbers: its head, what stands in it, and its style."""

    head: str
    values: list[int]
    style: str


class _Table:
    """The lines and their measures."""

    def __init__(self, overview: Overview, console: Console) -> None:
        self.overview = overview
        self.console = console
        self.glyphs = glyphs(console)
        self.columns = _columns(overview)
        self._dots = spelt("…", console)
        places = overview.part.most
        self.cells = min(max(int(console.width * _SHARE) // places, 1), _CELLS)
        noun = overview.unit.capitalize()
        label = max([len(noun), *(len(in_words(overview.unit, line.period)) for line in overview.full)])
        word = max if console.width < ROOMY else lambda sizes: sum(sizes) + 1 * (len(sizes) - 1)
        numbers = [
            max([word([len(part) for part in column.head.split()]), *(len(f"{n:,}") for n in column.values)])
            for column in self.columns
        ]
        self.widths = [label, *numbers, places * self.cells]
        left = console.width - sum(self.widths) - _GAP * len(self.widths)
        self.names = left if left >= _NAMES and overview.has_names else 0

    def lines(self) -> Iterator[Text]:
        """The heads, a rule, and a line for each unit and each gap."""
        if not self.overview.lines:
            return
        yield from self._heads()
        yield rule(self.console)
        row = iter(range(len(self.overview.full)))
        for line in self.overview.lines:
            if isinstance(line, Line):
                yield from self._line(line, next(row))
            else:
                words = spelt(f"… {gap_words(line, self.overview.unit)}", self.console)
                yield from wrap(Text(words, "quiet"), self.console.width, self.console, _GAP)

    def _heads(self) -> Iterator[Text]:
        numbers = [
            wrap(Text(column.head, "label"), width, self.console)
            for column, width in zip(self.columns, self.widths[1:], strict=False)
        ]
        parts = Text("".join(head.ljust(self.cells) for head in self._parts()), "label")
        names = wrap(Text(f"Busiest {self.overview.who}", "label"), max(self.names, 1), self.console)
        cells = [[Text(self.overview.unit.capitalize(), "label")], *numbers, [parts], names if self.names else []]
        height = max(map(len, cells))
        cells = [[Text()] * (height - len(cell)) + cell for cell in cells]
        yield from self._across(cells)

    def _parts(self) -> list[str]:
        """What stands above each part; a name of two letters reaches into the cell of the next one."""
        found = heads(self.overview, self.cells)
        for i, head in enumerate(found):
            if len(head) > self.cells and i + 1 < len(found) and not found[i + 1]:
                found[i], found[i + 1] = head[: self.cells], head[self.cells :]
        return [head[: self.cells] for head in found]

    def _line(self, line: Line, row: int) -> Iterator[Text]:
        is_empty = not any(line.tally)
        name = Text(in_words(self.overview.unit, line.period), "quiet" if is_empty else "title")
        numbers = []
        for i, column in enumerate(self.columns):
            number = column.values[row]
            numbers.append([Text(f"{number:,}" if number or not i else "", "quiet" if is_empty else column.style)])
        strip = Text().join([self._part(part) for part in line.parts])
        yield from self._across([[name], *numbers, [strip], [self._names(line)]])

    def _across(self, cells: Sequence[Sequence[Text]]) -> Iterator[Text]:
        right = [False, *([True] * len(self.columns))]
        return beside(cells, [*self.widths, self.names], gap=_GAP, right=right)

    def _part(self, part: Tally | None) -> Text:
        if not part or not (part.certain or part.possible):
            return Text(" " * self.cells)
        # Broad parts have a gap between them.
        size = self.cells - (self.cells > 2)
        if not part.certain:
            return Text((self.glyphs.maybe * size).ljust(self.cells), TONE)
        sign = self.glyphs.levels[level(part.certain, self.overview.most, len(self.glyphs.levels))]
        return Text((sign * size).ljust(self.cells), "planned" if part.unheld == part.certain else "held")

    def _names(self, line: Line) -> Text:
        """As many of the names as there is room for."""
        text = Text() if line.tally.certain else Text("possibly ", TONE)
        between = Text(spelt(" · ", self.console), "quiet")
        for i, (name, number) in enumerate(line.names):
            shown, often = data(name, self.console), f" {number:,}" if number > 1 else ""
            room = self.names - text.cell_len - (between.cell_len if i else 0) - len(often)
            if shown.cell_len > room:
                if i:
                    break
                shown.truncate(room - cell_len(self._dots))
                shown.append(self._dots)
            text.append_text(between if i else Text()).append_text(shown).append(often, "label")
        return text if line.names and self.names else Text()


def _columns(overview: Overview) -> list[_Column]:
    lines = overview.full
    found = [_Column("Meetings", [line.tally.certain for line in lines], "")]
    if overview.has_unheld:
        found.append(_Column("Not held", [line.tally.unheld for line in lines], "planned"))
    if overview.has_possible:
        found.append(_Column("Possibly", [line.tally.possible for line in lines], TONE))
    return found


def _below(overview: Overview, console: Console, commands: Sequence[tuple[str, str]]) -> Iterator[Text]:
    signs = glyphs(console)
    levels = f"{signs.levels[0]} to {signs.levels[-1]}" if overview.most > 1 else signs.levels[-1]
    shown = {"levels": levels, "maybe": signs.maybe}
    for name, words in legend_words(overview):
        sign = f"{shown[name]} " if name in shown else ""
        yield from wrap(Text(spelt(f"{sign}{words}", console), "label"), console.width, console, _GAP)
    if overview.lines:
        yield Text()
    for words in footer_words(overview):
        yield from wrap(Text(spelt(words, console), "label"), console.width, console, _GAP)
    if commands:
        yield Text()
        yield from told(commands, console)
