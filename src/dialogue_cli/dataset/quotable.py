"""Places in documents that have some words, each with the piece of evidence that leads there."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from dialogue_cli.dataset.documents import Document
from dialogue_cli.dataset.finding import Finder, Found
from dialogue_cli.dataset.model import Evidence
from dialogue_cli.dataset.quoting import entry


class Place:
    """A place in the document of a source that has the words."""

    def __init__(self, source: str, finder: Finder, found: Found, supports: Sequence[str]) -> None:
        self.source = source
        self.finder = finder
        self.found = found
        self._supports = supports

    @cached_property
    def entry(self) -> Evidence:
        """The piece of evidence that leads there."""
        return entry(self.finder.document, self.finder.words, self.found, self.source, self._supports)

    @property
    def line(self) -> int:
        """The line of the file."""
        return self.finder.document.layout.line(self.found.start)


def places_of(documents: Sequence[tuple[str, Document]], typed: str, supports: Sequence[str] = ()) -> list[Place]:
    """Every place in some documents, each with the id of its source, that has the typed words.

    With slips only where no document has them without.
    """
    found = []
    for source, document in documents:
        finder = Finder(document)
        found += [(source, finder, one) for one in finder.find(typed)]
    fewest = min((len(one.slips) for _, _, one in found), default=0)
    return [Place(source, finder, one, supports) for source, finder, one in found if len(one.slips) == fewest]
