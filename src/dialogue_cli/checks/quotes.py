"""Whether the documents are there, are the ones that were quoted, and contain the quoted words."""

from __future__ import annotations

from collections.abc import Iterator

from dialogue_cli.checks.context import Context, MeetingCheck, SourceCheck
from dialogue_cli.dataset.documents import Document
from dialogue_cli.dataset.model import Evidence, Meeting, Source
from dialogue_cli.dataset.problems import Problem
from dialogue_cli.dataset.reader import Item
from dialogue_cli.text import listing, one_line, squeeze


def source_files(item: Item, source: Source, context: Context) -> Iterator[Problem]:
    """A source whose file is missing, or is not the one that was quoted."""
    if not source.file:
        return
    document = context.library.open(source)
    if document is None:
        folders = listing([str(folder) for folder in context.library.folders])
        yield item.problem("source-missing", f"{one_line(source.file)} was not found in {folders}", "file")
    elif source.sha256 and source.sha256 != document.sha256:
        message = f"{one_line(source.file)} has changed; its SHA-256 is now {document.sha256}"
        yield item.problem("source-changed", message, "sha256")


def quotes(item: Item, meeting: Meeting, context: Context) -> Iterator[Problem]:
    """Quoted words that are not in their source, or occur there more than once."""
    for i, quote in enumerate(meeting.evidence):
        source = context.sources.get(quote.source)
        document = context.library.open(source) if source else None
        fault = _fault(quote, document) if document and quote.exact else None
        if fault:
            yield item.problem(*fault, "evidence", i, "exact")


def _fault(quote: Evidence, document: Document) -> tuple[str, str] | None:
    """Code and message of what is wrong with a quote; None when it is in the document once."""
    count = document.count(quote)
    if count == 1:
        return None
    name, shown = one_line(document.path.name), one_line(squeeze(quote.exact))
    if count > 1:
        return "quote-ambiguous", f'"{shown}" occurs {count} times in {name}; add a prefix or suffix to tell which'
    if (quote.prefix or quote.suffix) and document.count(Evidence(source=quote.source, exact=quote.exact)):
        return "quote-not-found", f'"{shown}" is in {name}, but not with this prefix and suffix'
    near = document.nearest(quote)
    hint = f'; the nearest passage is "{one_line(near)}"' if near else ""
    return "quote-not-found", f'"{shown}" is not in {name}{hint}'


SOURCE_CHECKS: tuple[SourceCheck, ...] = (source_files,)
MEETING_CHECKS: tuple[MeetingCheck, ...] = (quotes,)
