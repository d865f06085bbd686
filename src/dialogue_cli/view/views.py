"""The views of meetings that a command can ask for. A format that has more than one way to show them chooses by it."""

from __future__ import annotations

from enum import Enum, auto


class View(Enum):
    """How some meetings are looked at."""

    TABLE = auto()
    """A line or a few for each."""
    SEARCH = auto()
    """The same, with the words that were found."""
    TIMELINE = auto()
    """In sections of years."""
    CARDS = auto()
    """Everything about each."""
    EVIDENCE = auto()
    """Everything about each, with the words of the sources behind it."""
