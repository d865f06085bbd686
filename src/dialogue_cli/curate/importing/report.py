"""What an import has to tell: every remark with file, row, column and cell, and the counts of them."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dialogue_cli.text import as_json, one_line

DROPPED, NOT_UNDERSTOOD, REMARK = "dropped", "not-understood", "remark"
THERE, AGAIN, CHANGED, LIKELY, LEFT_OUT = "there-already", "same-row-again", "changed", "likely-same", "left-out"
COLUMNS = ("what", "file", "row", "column", "cell", "done")


class Remark(NamedTuple):
    """Something that a person should know of a row or a cell: what it is, where, and what was done."""

    what: str
    file: str
    row: int
    column: str
    cell: str
    done: str

    def record(self) -> dict[str, str | int]:
        """The remark as an object of JSON."""
        return dict(zip(COLUMNS, self, strict=True))


def as_tsv(remarks: Sequence[Remark]) -> Iterator[str]:
    """The remarks as lines of tab-separated cells below a header."""
    yield "\t".join(COLUMNS) + "\n"
    for remark in remarks:
        yield "\t".join(one_line(str(cell)) for cell in remark) + "\n"


def as_json_text(remarks: Sequence[Remark]) -> Iterator[str]:
    """The remarks as one array of JSON."""
    if not remarks:
        yield "[]\n"
        return
    for i, remark in enumerate(remarks):
        yield f"{',' if i else '['}\n{as_json(remark.record())}"
    yield "\n]\n"


def counted(remarks: Sequence[Remark], what: str) -> Counter[str]:
    """How often what was done, among the remarks of one kind."""
    return Counter(remark.done for remark in remarks if remark.what == what)


def cells_of(remarks: Sequence[Remark], what: str) -> dict[str, Counter[str]]:
    """The cells among the remarks of one kind, by column, each with how often it is there."""
    found: dict[str, Counter[str]] = {}
    for remark in remarks:
        if remark.what == what:
            found.setdefault(remark.column, Counter())[remark.cell] += 1
    return found


def shown(cell: str, most: int = 40) -> str:
    """A cell in a message."""
    text = one_line(cell)
    return json.dumps(text if len(text) <= most else text[: most - 1] + "…", ensure_ascii=False)
