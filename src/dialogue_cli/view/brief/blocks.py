"""What a briefing note is made of: blocks of runs, each run a piece of text with what stands behind it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto
from typing import NamedTuple

from dialogue_cli.dataset.model import Evidence, Source

RECORD, NONE, CURATOR = "record", "none", "curator"
"""The labels of the notes that quote nobody."""


class Run(NamedTuple):
    """A piece of text that may hold anything, and what proves it."""

    text: str
    quotes: tuple[Evidence, ...] = ()
    own: tuple[str, ...] = ()
    """Labels of notes that are no quotes; see `Briefing.own`."""
    between: str = ""
    """Words or signs of ours between the run before and this one."""
    is_lead: bool = False
    """Whether it is the heading of what follows on its line."""


class Kind(Enum):
    """What a block is."""

    TITLE = auto()
    SECTION = auto()
    PART = auto()
    """The heading of one meeting, or of one record of the appendix."""
    TEXT = auto()
    ITEM = auto()
    """Of a list, with those beside it."""
    TABLE = auto()


class Block(NamedTuple):
    """A heading, a paragraph, an item of a list, or a table with its header as the first of the rows."""

    kind: Kind
    runs: tuple[Run, ...] = ()
    rows: tuple[tuple[Run, ...], ...] = ()


def block(kind: Kind, *runs: Run | str) -> Block:
    """A block of runs; bare text has nothing behind it."""
    return Block(kind, tuple(Run(run) if isinstance(run, str) else run for run in runs))


def lead(words: str) -> Run:
    """The heading of what follows on its line."""
    return Run(f"{words}:", is_lead=True)


@dataclass(frozen=True, slots=True)
class Briefing:
    """A whole note."""

    blocks: Iterable[Block]
    own: dict[str, str]
    """The notes that quote nobody, by their labels."""
    sources: dict[str, Source]
    """All sources of the collection by their ids."""
    behind: tuple[str, ...]
    """The ids of the sources behind the meetings that are told in full, in the order of first use."""
    size: int
    """How many meetings it is about."""
