"""How the records around a place are written, so that a new one is written alike."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from dialogue_cli.curate.places import Place
from dialogue_cli.curate.tree import Items, Scalar, column_of
from dialogue_cli.dataset.emitting import Manner, dumped, needs_no_quotes, scalar
from dialogue_cli.dataset.model import Record

DATES = frozenset(("date", "previous_date", "published", "accessed", "on"))
"""The fields that are dates. They need no quotes: every reader of YAML knows them."""
_NARROW, _WIDE, _UNBROKEN = 60, 104, 1 << 20
# A line so much longer than a screen shows that lines are not broken.
_TOO_LONG = 140
_LOOKED_AT = 8
SPACED = ("sources", "meetings")
"""The sections whose records have a blank line between them, where nothing else is seen."""


class Around(NamedTuple):
    """How records stand: columns of their dash and their keys, of lists below their key, and the lines between them."""

    dash: int = 0
    keys: int = 2
    list_indent: int = 0
    blank_lines: int = 0
    is_flow: bool = False
    manner: Manner = Manner(bare=DATES)

    def lines(self, record: Record) -> list[str]:
        """A record as the lines of an item of a list, the dash in its column."""
        margin, lead = " " * self.dash, " " * (self.keys - self.dash - 1)
        if self.is_flow:
            text = dumped([record], flow=True, manner=self.manner).rstrip("\n")
            first, *rest = text.split("\n")
            # What is too long for a line of its own stands as a block.
            if first.startswith("- {"):
                return [margin + first, *(f"{margin}{line}" for line in rest)]
        first, *rest = [line for name, value in record.items() for line in self.field(name, value)]
        return [f"{margin}-{lead}{first}", *(f"{' ' * self.keys}{line}" if line else "" for line in rest)]

    def field(self, name: str, value: Any) -> list[str]:
        """A field of a record as lines that begin in the column of the keys."""
        manner = self.manner
        if isinstance(value, list) and name in manner.block and value:
            margin = " " * self.list_indent
            return [f"{name}:", *(margin + line for item in value for line in self.item(name, item))]
        lines = dumped({name: value}, manner=manner).rstrip("\n").split("\n")
        is_plain = isinstance(value, list) and len(lines) > 1 and not any(isinstance(one, dict | list) for one in value)
        return _in_brackets(name, value, manner.width) if is_plain else lines

    def item(self, name: str, value: Any) -> list[str]:
        """An item of a list that stands as a block, as lines that begin with its dash."""
        if isinstance(value, dict):
            lines = dumped([value], flow=name in ("place", "related"), manner=self.manner).rstrip("\n").split("\n")
            if lines[0].startswith("- {"):
                return lines
            first, *rest = [line for key, one in value.items() for line in self.field(key, one)]
            return [f"- {first}", *(f"  {line}" if line else "" for line in rest)]
        return dumped({"": [value]}, manner=_ALL_BLOCK).rstrip("\n").split("\n")[1:]


def _in_brackets(name: str, items: Sequence[str], width: int) -> list[str]:
    """A list in brackets over several lines, which are broken between the items."""
    lines = [f"{name}: ["]
    for i, item in enumerate(items):
        part = scalar(str(item), in_flow=True) + ("]" if i == len(items) - 1 else ",")
        room = width - len(lines[-1]) - 1
        if i and len(part) > room:
            lines.append(f"  {part}")
        else:
            lines[-1] += part if not i else f" {part}"
    return lines


_ALL_BLOCK = Manner(block=frozenset(("",)))


def around(text: str, neighbours: Sequence[Place]) -> Around:
    """How some records of one section are written, which follow one another in the text."""
    some = [place for place in neighbours[-_LOOKED_AT:] if not place.is_in_flow]
    if not some:
        return Around()
    blocks = [place for place in some if not place.node.is_flow]
    return Around(
        dash=column_of(text, some[-1].start),
        keys=column_of(text, some[-1].node.start),
        list_indent=_list_indent(text, blocks),
        blank_lines=_blank_lines(text, some),
        is_flow=len(blocks) * 2 < len(some),
        manner=_manner(text, some),
    )


def _list_indent(text: str, blocks: Sequence[Place]) -> int:
    found = [
        column_of(text, value.dashes[0]) - column_of(text, key.start)
        for place in blocks
        for key, value in place.node.pairs
        if isinstance(value, Items) and not value.is_flow and value.items
    ]
    return Counter(found).most_common(1)[0][0] if found else 0


def _blank_lines(text: str, some: Sequence[Place]) -> int:
    between = [text[before.end : after.start] for before, after in pairwise(some)]
    found = [len(re.findall(r"(?m)^[ \t]*\r?$", gap[gap.find("\n") + 1 :])) for gap in between if "\n" in gap]
    if not found:
        # As `dialogue fmt` does it.
        return int(some[-1].section in SPACED and not some[-1].node.is_flow)
    # The line of the dash is no blank one, though nothing stands before it.
    return Counter(count - 1 for count in found).most_common(1)[0][0]


def _manner(text: str, some: Sequence[Place]) -> Manner:
    block, bare = set(Manner().block), set(DATES)
    longest = 0
    for place in some:
        longest = max(longest, *(len(line) for line in text[place.start : place.end].splitlines()))
        for key, value in place.node.pairs:
            if isinstance(value, Items) and value.items:
                (block.discard if value.is_flow else block.add)(key.value)
            elif isinstance(value, Scalar) and key.value in DATES and value.style and needs_no_quotes(value.value):
                bare.discard(key.value)
    width = _UNBROKEN if longest > _TOO_LONG else min(max(longest, _NARROW), _WIDE)
    return Manner(width, frozenset(block), frozenset(bare))
