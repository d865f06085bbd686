"""Whether the documents are there, are the ones that were quoted, and contain the quoted words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dialogue_cli.checks.context import Context, Mark, MeetingCheck, SourceCheck, Unread
from dialogue_cli.checks.differences import deceiving, hardly_seen, shown
from dialogue_cli.dataset.appearance import Appearance
from dialogue_cli.dataset.documents import Document
from dialogue_cli.dataset.encodings import likely_encoding
from dialogue_cli.dataset.model import Evidence, Meeting, Source
from dialogue_cli.dataset.problems import Problem
from dialogue_cli.dataset.reader import Item
from dialogue_cli.text import compared, listing, one_line, shortened


def source_files(item: Item, source: Source, context: Context) -> Iterator[Problem]:
    """A source whose file is missing, or is not the one that was quoted."""
    state, document = context.library.state(source), context.library.open(source)
    if state == "missing":
        why = context.library.why_missing(source.file or "")
        yield item.problem("source-missing", f"{one_line(source.file or '')} {why}", "file")
    elif state == "changed" and document:
        message = f"{one_line(document.path.name)} has changed; its SHA-256 is now {document.sha256}"
        yield item.problem("source-changed", message, "sha256")
    elif document and document.fault:
        # What encoding it has, its quotes will tell.
        context.unread.setdefault(source.id, Unread(item.problem("source-encoding", "", "file"), document, []))


def originals(item: Item, source: Source, context: Context) -> Iterator[Problem]:
    """A source whose original is missing, or is not the one out of which its text was made."""
    original = source.original
    if not original or not original.file:
        return
    name, digest = one_line(original.file), context.library.digest(original.file)
    if digest is None:
        message = f"the original {name} {context.library.why_missing(original.file)}"
        yield item.problem("source-missing", message, "original", "file")
    elif original.sha256 and digest != original.sha256:
        message = f"the original {name} has changed; its SHA-256 is now {digest}"
        yield item.problem("original-changed", message, "original", "sha256")


def unrelated_passages(item: Item, source: Source, context: Context) -> Iterator[Problem]:
    """Words marked as unrelated that are not in the source. Those that are, are kept to be compared with the quotes."""
    document = context.library.open(source)
    if document is None or document.fault:
        return
    for i, passage in enumerate(source.unrelated):
        spans = list(document.everywhere(passage.exact))
        if spans:
            context.marks.setdefault(source.id, []).append(Mark(item, i, spans))
        elif passage.exact and (fault := _fault(Evidence(source.id, passage.exact), document)):
            yield item.problem(*fault, "unrelated", i, "exact")


def _overlaps(meeting: Meeting, quote: Evidence, document: Document, context: Context) -> Iterator[Problem]:
    """Words that are marked as unrelated and that a meeting quotes; each mark is told once."""
    marks = context.marks.get(quote.source, [])
    place = document.place(quote) if marks else None
    for mark in marks if place else ():
        assert place, "else there is no mark"
        if any(start < place[1] and end > place[0] for start, end in mark.spans):
            marks.remove(mark)
            words = shown(shortened(compared(quote.exact)))
            message = f'these words are marked as about no meeting, but {one_line(meeting.id)} quotes "{words}"'
            yield mark.item.problem("unrelated-quoted", message, "unrelated", mark.number, "exact")
            return


def quotes(item: Item, meeting: Meeting, context: Context) -> Iterator[Problem]:
    """Quoted words that are not in their source, or occur there more than once."""
    for i, quote in enumerate(meeting.evidence):
        document = context.library.of(quote)
        if document is None or not quote.exact:
            continue
        if document.fault:
            context.unread[quote.source].quotes.append(quote)
        elif fault := _fault(quote, document):
            yield item.problem(*fault, "evidence", i, "exact")
        if not document.fault:
            yield from _overlaps(meeting, quote, document, context)


def unread_sources(context: Context) -> Iterator[Problem]:
    """The sources that are no UTF-8 text, once all quotes from them are known."""
    for problem, document, quoted in context.unread.values():
        assert document.fault, "that is why it is here"
        likely = likely_encoding(document.fault.data, [quote.exact for quote in quoted])
        name = one_line(document.path.name)
        if document.fault.is_nul and not likely:
            message = f"{name} contains {document.fault}, so it is not plain text; save its text as UTF-8"
        else:
            message = f"{name} is not UTF-8: {document.fault}{likely and f'; {likely}'}; save it as UTF-8"
        yield replace(problem, message=message)


def _fault(quote: Evidence, document: Document) -> tuple[str, str] | None:
    """Code and message of what is wrong with a quote; None when it is in the document once."""
    count = document.count(quote)
    if count == 1:
        return None
    name, words = one_line(document.path.name), shown(compared(quote.exact))
    if count:
        return "quote-ambiguous", f'"{words}" occurs {count} times in {name}; add a prefix or suffix to tell which'
    if (quote.prefix or quote.suffix) and document.count(Evidence(source=quote.source, exact=quote.exact)):
        seen = "; ".join(_hardly_seen(_in_context(quote), document))
        around = listing([part for part in ("prefix", "suffix") if getattr(quote, part)], "and")
        return "quote-not-found", f'"{words}" is in {name}, but not with this {around}{seen and f": {seen}"}'
    seen = "; ".join(_hardly_seen([quote.exact], document))
    if seen:
        return "quote-not-found", f'"{words}" is not in {name} as quoted: {seen}'
    near = document.nearest(quote)
    hint = f'; the nearest passage is "{shown(near)}"' if near else ""
    letters = deceiving(compared(quote.exact), near) if near else ""
    return "quote-not-found", f'"{words}" is not in {name}{hint}{letters and f"; {letters}"}'


def _hardly_seen(ways: list[str], document: Document) -> list[str]:
    """What tells a quote from a passage of the document that looks like it; the quote is given in all its ways."""
    for words in ways:
        quoted = Appearance(compared(words))
        passage = document.appearance.find(quoted)
        if passage:
            return hardly_seen(quoted, passage)
    return []


def _in_context(quote: Evidence) -> list[str]:
    """A quote with what stands before and after it: whether there is a space between them, nobody says."""
    before, after = quote.prefix or "", quote.suffix or ""
    return [f"{before}{one}{quote.exact}{other}{after}" for one in ("", " ") for other in ("", " ")]


SOURCE_CHECKS: tuple[SourceCheck, ...] = (source_files, originals, unrelated_passages)
MEETING_CHECKS: tuple[MeetingCheck, ...] = (quotes,)
