"""Lines out of parts: short items that are broken only between them, blocks, words cut to a width."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.cells import cell_len, chop_cells
from rich.console import Console
from rich.text import Text

from dialogue_cli.terminal.console import spelt, wrap


def flow(
    items: Sequence[Text], between: Text, width: int, console: Console, indent: int = 0, *, is_apart: bool = False
) -> list[Text]:
    """Items in lines, those after the first set in; an item is broken only if it fits no line.

    What stands between two items stays at the end of a line, without the space behind it; with `is_apart` it stands
    only within lines.
    """
    tail = between.copy()
    tail.rstrip()
    lines: list[Text] = []
    for i, item in enumerate(items):
        piece = item if is_apart or i == len(items) - 1 else item + tail
        gap = between if is_apart else Text(" ")
        if lines and lines[-1].cell_len + gap.cell_len + piece.cell_len <= width:
            lines[-1] = Text.assemble(lines[-1], gap, piece)
        else:
            inset = indent if lines else 0
            for line in wrap(piece, width - inset, console, 2):
                line.pad_left(inset)
                lines.append(line)
    return lines


def cut(text: str, width: int, console: Console) -> str:
    """A text that is no wider than the width; what is cut ends in an ellipsis."""
    if cell_len(text) <= width:
        return text
    dots = spelt("…", console)
    return chop_cells(text, max(width - cell_len(dots), 1))[0].rstrip() + dots


def spaced(blocks: Iterable[Iterable[Text]]) -> Iterator[Text]:
    """The lines of the blocks that have any, a blank line between them."""
    filled = [lines for lines in map(list, blocks) if lines]
    for i, lines in enumerate(filled):
        if i:
            yield Text()
        yield from lines
