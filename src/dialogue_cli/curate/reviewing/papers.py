"""The documents that a draft quotes: their texts, and the sources of the dataset that they are or are to become."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from dialogue_cli.archive import Archive
from dialogue_cli.curate.documents_in import Received, entry, received
from dialogue_cli.curate.reviewing.claims import Quote
from dialogue_cli.curate.reviewing.drafts import Draft
from dialogue_cli.dataset.documents import Document, Library
from dialogue_cli.dataset.fields import SECTIONS
from dialogue_cli.dataset.finding import Finder
from dialogue_cli.dataset.model import Evidence, Record, Source
from dialogue_cli.errors import QueryError, UnreadableError
from dialogue_cli.text import BYTE_ORDER_MARK, compared, one_line, slug

Span = tuple[int, int]


class Paper:
    """A document: its id in the dataset, and the entry by which it is to be described there, if it is not yet."""

    def __init__(
        self, identifier: str, document: Document, new: Record | None = None, received: Received | None = None
    ) -> None:
        self.id = identifier
        self.document = document
        self.new = new
        self.received = received
        """What it was read from, where it may not lie beside the dataset yet."""

    @cached_property
    def finder(self) -> Finder:
        """Finds words in it."""
        return Finder(self.document)

    def span(self, quote: Quote) -> Span | None:
        """Where the words of a quote stand; None where they do not."""
        return self.document.place(Evidence(self.id, quote.exact, quote.prefix or None, quote.suffix or None))


class _At(NamedTuple):
    """What is known of where a draft and its document are."""

    document: str
    folder: Path


class Papers:
    """The documents of one draft. QueryError where one of them is not at hand: nobody could judge what it says."""

    def __init__(self, archive: Archive, draft: Draft, path: Path) -> None:
        known = {one.id: one for one in archive.sources()}
        library = Library(archive.path, known)
        at = _At(draft.document, path.parent)
        self._papers: dict[str, Paper] = {}
        for record in draft.sources:
            self._papers[record["id"]] = _paper(record, known, library, at)
        for name in dict.fromkeys(_named(draft)):
            if name not in self._papers:
                if name not in known:
                    raise QueryError(f'the draft quotes "{one_line(name)}", which is no source of it or of the dataset')
                self._papers[name] = _paper({"id": name}, known, library, at)

    @property
    def first(self) -> str:
        """The source in which words are looked for that name none, as the draft calls it."""
        return next(iter(self._papers), "")

    @property
    def all(self) -> list[Paper]:
        """Every document."""
        return list(self._papers.values())

    def of(self, quote: Quote) -> Paper | None:
        """The document of a quote, by the id that the draft or the dataset has for it."""
        if found := self._papers.get(quote.source):
            return found
        return next((one for one in self._papers.values() if one.id == quote.source), None)

    def span(self, quote: Quote) -> Span | None:
        """Where the words of a quote stand in their document; None where they do not."""
        paper = self.of(quote)
        return paper.span(quote) if paper else None

    def renamed(self, quote: Quote) -> Quote:
        """The quote with the id that its document has in the dataset."""
        paper = self.of(quote)
        return quote._replace(source=paper.id) if paper else quote

    def where(self, quote: Quote) -> tuple[int, int]:
        """Which document it is, and where in it the words stand."""
        paper = self.of(quote)
        span = paper.span(quote) if paper else None
        return (self.all.index(paper) if paper else len(self.all)), span[0] if span else 0

    def new(self, record: Record) -> list[Paper]:
        """The documents that a record quotes and the dataset does not have."""
        named = {one["source"] for one in record.get("evidence", ())}
        return [one for one in self.all if one.new and one.id in named]


def _named(draft: Draft) -> Iterator[str]:
    for one in draft.meetings:
        for quoted in (*one.record.get("evidence", ()), *one.unsure):
            if quoted.get("source"):
                yield str(quoted["source"])


def _paper(record: Record, known: dict[str, Source], library: Library, at: _At) -> Paper:
    """The document of a source of the draft: one of the dataset, or one that is to become one."""
    there = _same(record, known)
    if there and (document := library.open(there)) and not document.fault:
        return Paper(there.id, document)
    name, digest = there.file if there else record.get("file"), (there or Source("")).sha256 or record.get("sha256")
    for found in _candidates(name, library, at):
        document = _document(found)
        if document.sha256 == digest if digest else found.text_name == name:
            if there:
                return Paper(there.id, document, received=found)
            identifier = _free(record["id"], known)
            return Paper(identifier, document, _entry(record, found, identifier), found)
    what = one_line(str(name or record["id"]))
    raise QueryError(
        f"the document {what} is not at hand, and nobody can judge a claim without it;"
        f" dialogue source add {one_line(at.document) or what} puts it beside the dataset"
    )


def _same(record: Record, known: dict[str, Source]) -> Source | None:
    """The source of the dataset that a source of the draft is."""
    digest = record.get("sha256")
    if digest and (found := next((one for one in known.values() if one.sha256 == digest), None)):
        return found
    found = known.get(record["id"])
    # Another document may have got the same name.
    is_other = found and digest and found.sha256 and found.sha256 != digest
    return None if is_other else found


def _free(identifier: str, known: Iterable[str]) -> str:
    taken = set(known)
    if identifier not in taken:
        return identifier
    return next(found for i in range(2, 1 << 30) if (found := f"{identifier}-{i}") not in taken)


def _candidates(name: str | None, library: Library, at: _At) -> Iterator[Received]:
    """The files that may be a document: in the folders of the dataset, as the draft names it, beside the draft."""
    paths = [path] if name and (path := library.path(name)) else []
    if at.document:
        paths += [Path(at.document), at.folder / at.document, at.folder / Path(at.document).name]
    paths += [at.folder / name] if name else []
    for path in dict.fromkeys(paths):
        with suppress(UnreadableError, OSError):
            yield received(path)


def _document(found: Received) -> Document:
    text = found.text.decode("utf-8").removeprefix(BYTE_ORDER_MARK)
    digest = hashlib.sha256(found.text).hexdigest()
    return Document(Path(found.text_name), compared(text), digest, None, text)


def _entry(record: Record, found: Received, identifier: str) -> Record:
    """The entry of a new document: what the draft says of it, with the files and checksums that it now has."""
    made, _ = entry(found, {"id": slug(identifier) or "document"}, is_believed=False)
    values = {**record, **made, "id": identifier}
    return {field: values[field] for field in SECTIONS["sources"].fields if field in values}
