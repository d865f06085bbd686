"""The quotes that an answer shows and their verdicts, and what is said of those that are broken.

Every word for a broken proof is here, so that a card, a page, a briefing note and a note of the program say the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING

from dialogue_cli.text import plural, squeeze

if TYPE_CHECKING:
    from dialogue_cli.archive import Archive
    from dialogue_cli.dataset.coverage import Sentence
    from dialogue_cli.dataset.documents import Document, Library, State
    from dialogue_cli.dataset.model import Evidence, Source

NOT_FOUND = "not found in the source"
"""Beside the words of a quote that are not in their source."""
_OF_SOURCES: dict[str, str] = {"changed": "changed since it was quoted", "not-utf-8": "not UTF-8, quotes not compared"}


class Proofs:
    """Looks up the quotes that one answer shows, and counts those that are broken.

    No document is opened before the first question about one; then each is opened once.
    """

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._missing: set[tuple[str, str, str | None, str | None]] = set()
        self._broken_sources: dict[str, State] = {}

    @cached_property
    def _library(self) -> Library:
        from dialogue_cli.dataset.documents import Library

        return Library(self._archive.path, {source.id: source for source in self._archive.sources()})

    def found(self, quote: Evidence) -> bool | None:
        """Whether the quoted words are in their source; None where the document is not at hand or is no text."""
        found = self._library.found(quote)
        if found is False:
            self._missing.add((quote.source, quote.exact, quote.prefix, quote.suffix))
        source = self._library.sources.get(quote.source)
        if source:
            self.state(source)
        return found

    def state(self, source: Source) -> State | None:
        """What became of the document of a source; None where the source names no file."""
        state = self._library.state(source)
        if state in _OF_SOURCES:
            self._broken_sources[source.id] = state
        return state

    def passage(self, quote: Evidence) -> tuple[str, str, str] | None:
        """What stands before a quote in its document, the quote, and what stands after it; None where it is not."""
        document = self._library.of(quote)
        return document.passage(quote) if document else None

    def document(self, source: Source) -> Document | None:
        """The document of a source; None where it is not at hand or is no text."""
        document = self._library.open(source)
        return document if document and not document.fault else None

    def coverage(self, source: Source, quotes: Iterable[tuple[str, Evidence]]) -> list[Sentence] | None:
        """What meetings account for of a document, by sentences; None where it is not at hand or is no text."""
        from dialogue_cli.dataset.coverage import coverage

        document = self.document(source)
        return coverage(document, quotes, source.unrelated) if document else None

    def mark(self, quote: Evidence) -> str:
        """What is said of a quote beside its words; empty for all but a broken one."""
        return NOT_FOUND if self.found(quote) is False else ""

    def marked(self, quote: Evidence) -> str:
        """The words of a quote, and in brackets what is said of a broken one."""
        mark = self.mark(quote)
        return f"{quote.exact} [{mark}]" if mark else quote.exact

    def in_quotes(self, quote: Evidence) -> str:
        """The same on one line, in quotation marks."""
        mark = self.mark(quote)
        return f"“{squeeze(quote.exact)}”" + (f" [{mark}]" if mark else "")

    def source_mark(self, source: Source | None) -> str:
        """What is said of a source beside its name; empty for all but one whose document cannot prove what it did."""
        return _OF_SOURCES.get(self.state(source) or "", "") if source else ""

    def note(self) -> str:
        """How many of the quotes shown are broken, each counted once, and how many sources; empty for none."""
        states = list(self._broken_sources.values())
        counts = [
            (len(self._missing), "quote", "is not in its source", "are not in their source"),
            (
                states.count("changed"),
                "source",
                "has changed since it was quoted",
                "have changed since they were quoted",
            ),
            (states.count("not-utf-8"), "source", "is not UTF-8 text", "are not UTF-8 text"),
        ]
        parts = [f"{plural(count, noun)} {one if count == 1 else many}" for count, noun, one, many in counts if count]
        return f"{'; '.join(parts)}; see dialogue check" if parts else ""
