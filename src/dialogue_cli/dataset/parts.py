"""A part of a file, cut off by `cutting`, read by itself; and what shows whether the cut was right.

A part is read as a text of its own, in which the section that it goes on with begins anew. It gives the items that it
has in the whole file if the part before it can be parsed and ends in the list of that section, in block style, with its
items at the column at which this part begins: then no quotes, brackets, block of text or document are open that the
line could belong to. So all parts are right if each one goes on where the one before it ends, as the first one is
read as it stands. Where one does not, or has an error, nothing is concluded: the whole file is read in order.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from dialogue_cli.dataset.cutting import resumed
from dialogue_cli.dataset.fields import SECTIONS
from dialogue_cli.dataset.nodes import Node, Nodes, position, stopping_at_faults
from dialogue_cli.dataset.reader import Item, SectionReader


class PartReader(SectionReader):
    """Reads one part: iterate over its items, then see `has_errors` and `open_list`.

    `section` is the one that the part goes on with, empty at the beginning of a file. `sections` and `unknown` have
    those that begin in the part. Where a part goes on with a section, its first line is number 2.
    """

    def __init__(self, text: bytes, section: str) -> None:
        super().__init__("")
        self._continued = section
        self._nodes = Nodes(BytesIO(resumed(section) + text), self._faults)

    @property
    def lines(self) -> int:
        """How many line ends there are in the part; complete once the iteration is."""
        return self._nodes.lines - bool(self._continued)

    def __iter__(self) -> Iterator[Item]:
        # Not with the path of the file: an error is explained where the whole is read.
        with stopping_at_faults(Path(), self._faults):
            for key in self._nodes.sections():
                yield from self._section(key, self._nodes)
            self.open_list = self._nodes.open_list

    def _section(self, key: Node, nodes: Nodes) -> Iterator[Item]:
        if not self._continued or position(key)[0] > 1:
            yield from super()._section(key, nodes)
        elif self._continued in SECTIONS:
            yield from self._content(self._continued, nodes)
        else:
            nodes.value()
