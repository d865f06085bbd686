"""The source documents: where they are looked for, and whether they say what is quoted.

The verdict on a quote is `Library.found`, that on a source `Library.state`; `check` and every output go by them.
Quotes compare by canonical equivalence (NFC and NFD are the same words) and without regard to white space.
Nothing else may differ. Only what shows proofs reads documents; every other answer comes from the records.
"""

from __future__ import annotations

import errno
import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from heapq import merge
from pathlib import Path
from typing import Literal, TypeVar

from dialogue_cli.dataset.alike import Passages
from dialogue_cli.dataset.appearance import Appearance
from dialogue_cli.dataset.encodings import NotText, not_text
from dialogue_cli.dataset.layout import Layout
from dialogue_cli.dataset.model import Evidence, Source
from dialogue_cli.dataset.shelf import Shelf
from dialogue_cli.text import BYTE_ORDER_MARK, compared, listing

T = TypeVar("T")
_MOST = 1 << 28
"""Bytes of a document that is read: hundreds of books."""
State = Literal["as-quoted", "unverified", "changed", "not-utf-8", "missing"]
"""What a document is, compared with what its source says: `unverified` is one at hand whose source has no sha256."""


@dataclass(frozen=True)
class Document:
    """A document's text as it is compared, and the SHA-256 of its bytes in hex.

    `fault` is why its bytes are no text; then `text` is empty. `written` is the text as it stands in the file.
    """

    path: Path
    text: str
    sha256: str
    fault: NotText | None = None
    written: str = ""

    @classmethod
    def read(cls, path: Path) -> Document:
        """The document in a file. OSError where it cannot be read, or is larger than any document is."""
        with path.open("rb") as file:
            data = file.read(_MOST + 1)
        if len(data) > _MOST:
            raise OSError(errno.EFBIG, f"it is larger than {_MOST >> 20} MB")
        fault = not_text(data)
        text = "" if fault else data.decode("utf-8").removeprefix(BYTE_ORDER_MARK)
        return cls(path, compared(text), hashlib.sha256(data).hexdigest(), fault, text)

    @classmethod
    def of_text(cls, text: str, path: Path = Path()) -> Document:
        """The document that a text is."""
        return cls(path, compared(text), hashlib.sha256(text.encode()).hexdigest(), None, text)

    def has(self, quote: Evidence) -> bool:
        """Whether the quoted words occur in the document, between their prefix and suffix."""
        return next(self._places(quote), None) is not None

    def count(self, quote: Evidence) -> int:
        """How often they do."""
        if not quote.prefix and not quote.suffix:
            return self.text.count(compared(quote.exact))
        return sum(1 for _ in self._places(quote))

    def passage(self, quote: Evidence, around: int = 60) -> tuple[str, str, str] | None:
        """The words before the quote, the quote, and the words after it; None when it is not there."""
        place = self.place(quote)
        if place is None:
            return None
        start, end = place
        before = self.text[max(0, start - around) : start]
        after = self.text[end : end + around]
        if start > around:
            before = "…" + before.partition(" ")[2]
        if end + around < len(self.text):
            after = after.rpartition(" ")[0] + "…"
        return before, self.text[start:end], after

    @cached_property
    def layout(self) -> Layout:
        """The lines of the file, and where one ends for good: at a heading, an item of a list, a paragraph."""
        return Layout(self.written or self.text)

    def place(self, quote: Evidence) -> tuple[int, int] | None:
        """Where in the text the quoted words begin and end, for the first time; None when they are not there."""
        return next(self._places(quote), None) if quote.exact else None

    def everywhere(self, exact: str) -> Iterator[tuple[int, int]]:
        """Where some words begin and end, each time that they stand in the text."""
        return self._places(Evidence("", exact)) if compared(exact) else iter(())

    def _places(self, quote: Evidence) -> Iterator[tuple[int, int]]:
        """Where the quoted words begin and end. Plain searches: a pattern would take many times as long."""
        exact, before, after = compared(quote.exact), compared(quote.prefix or ""), compared(quote.suffix or "")
        # A space between the quote and what stands beside it may be written on neither side. Words and what is beside
        # them are looked for as one: the words alone may stand at a hundred thousand other places.
        leads = (before, before + " ") if before else ("",)
        trails = (after, " " + after) if after else ("",)
        found = [self._starts(lead + exact + trail, len(lead)) for lead in leads for trail in trails]
        last = -1
        for start in merge(*found):
            if start > last:
                yield start, start + len(exact)
            last = start

    def _starts(self, words: str, lead: int) -> Iterator[int]:
        """Where some words stand in the text, each place so many characters further on."""
        start = self.text.find(words)
        while start >= 0:
            yield start + lead
            start = self.text.find(words, start + 1)

    @cached_property
    def appearance(self) -> Appearance:
        """The text as the eye sees it: for a quote that is there but for what does not show."""
        return Appearance(self.text)

    @cached_property
    def _passages(self) -> Passages:
        return Passages(self.text)

    def nearest(self, quote: Evidence) -> str | None:
        """The passage that is most like the quoted words; None when no passage is much like them. It takes time."""
        found = self._passages.nearest(compared(quote.exact))
        if not found:
            return None
        # Whole words, also where the best alignment ends within one.
        start = self.text.rfind(" ", 0, found[0] + 1) + 1
        end = self.text.find(" ", found[1] - 1)
        return self.text[start : end if end >= 0 else None].strip()


class Library:
    """The documents of one dataset, each read once. `sources` are those of the dataset by their ids."""

    def __init__(self, dataset: Path, sources: Mapping[str, Source]) -> None:
        self.shelf = Shelf(dataset)
        self.sources = sources
        self._read: dict[str, Document | None] = {}
        self._found: dict[Evidence, bool | None] = {}

    def found(self, quote: Evidence) -> bool | None:
        """Whether quoted words are in their source; None where the document is not at hand or is no text."""
        if quote not in self._found:
            document = self.of(quote)
            self._found[quote] = None if document is None or document.fault else document.has(quote)
        return self._found[quote]

    def state(self, source: Source) -> State | None:
        """What became of the document of a source; None where the source names no file."""
        document = self.open(source)
        if document is None:
            return "missing" if source.file else None
        if document.fault:
            return "not-utf-8"
        if not source.sha256:
            return "unverified"
        return "as-quoted" if source.sha256 == document.sha256 else "changed"

    def of(self, quote: Evidence) -> Document | None:
        """The document that is quoted, or None when it is not at hand."""
        source = self.sources.get(quote.source)
        return self.open(source) if source else None

    def open(self, source: Source) -> Document | None:
        """The document of a source, or None when it names no file or the file is in none of the folders."""
        if not source.file:
            return None
        if source.file not in self._read:
            self._read[source.file] = self._load(source.file)
        return self._read[source.file]

    def why_missing(self, name: str) -> str:
        """What is wrong with a file that is missing: it is not there, is no file, or cannot be read."""
        for folder in self.shelf.folders:
            path = folder / name
            try:
                if refused := self.shelf.refused(path):
                    return f"in {folder} {refused}"
                Document.read(path)
            except (FileNotFoundError, NotADirectoryError, ValueError):
                continue
            except OSError as error:
                return f"in {folder} cannot be read: {error.strerror}"
        return f"was not found in {listing([str(folder) for folder in self.shelf.folders])}"

    def digest(self, name: str) -> str | None:
        """The SHA-256 of the bytes of a file in hex; None where it is in none of the folders."""
        return self._first(name, _digest)

    def path(self, name: str) -> Path | None:
        """Where a file of that name is; None where it is in none of the folders."""
        return self._first(name, lambda path: path)

    def _load(self, name: str) -> Document | None:
        return self._first(name, Document.read)

    def _first(self, name: str, read: Callable[[Path], T]) -> T | None:
        """What is read from a file of a name, in the first of the folders in which it can be."""
        for folder in self.shelf.folders:
            path = folder / name
            try:
                if not self.shelf.refused(path):
                    return read(path)
            except (OSError, ValueError):
                continue
        return None


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
