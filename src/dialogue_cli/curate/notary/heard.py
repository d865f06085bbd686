"""Whether a quote stands in its document, word for word, and where."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dialogue_cli.curate.draft.reading import Reading
from dialogue_cli.curate.notary.quoted import Quoted
from dialogue_cli.dataset.model import Evidence
from dialogue_cli.text import compared

Record = dict[str, Any]
Span = tuple[int, int]
_SHORTEST = 2
_LONGEST_SEARCH = 400_000_000
"""So many comparisons of a letter are made at most to find what a quote comes near to."""


def heard(entry: Record, documents: Mapping[str, Reading]) -> list[Quoted] | str:
    """Where the words of an entry of evidence stand; a text is the reason why they prove nothing."""
    name = str(entry.get("source", ""))
    reading = documents.get(name)
    exact = compared(str(entry.get("exact", "")))
    if reading is None:
        return f'there is no document "{name}" to look in'
    if len([word for word in exact.split() if any(map(str.isalnum, word))]) < _SHORTEST:
        return "a quote of one word proves nothing"
    spans = _spans(reading, entry)
    if not spans:
        return f"the words are not in the document{_near(reading, exact)}"
    found = [Quoted(reading, span) for span in spans if _is_whole(reading.text, *span)]
    if not found:
        return "the quote begins or ends within a word"
    if len({quote.around for quote in found}) > 1:
        return f'the words stand in the document {len(found)} times; "prefix" or "suffix" says which are meant'
    return found


def _spans(reading: Reading, entry: Record) -> list[Span]:
    """Where a quote stands in its document; between its prefix and its suffix, if it has any."""
    document = reading.release.document
    quote = Evidence("", str(entry["exact"]), entry.get("prefix"), entry.get("suffix"))
    if quote.prefix or quote.suffix:
        return [place] if (place := document.place(quote)) else []
    return list(document.everywhere(quote.exact))


def _near(reading: Reading, exact: str) -> str:
    """What the document has instead, for a message."""
    if len(exact) * len(reading.text) > _LONGEST_SEARCH:
        return ""
    near = reading.release.document.nearest(Evidence("", exact))
    return f'; the document has "{near}"' if near else ""


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether a quote does not begin or end within a word: "held" of "withheld", "1 May" of "21 May"."""
    cuts_first = start > 0 and text[start - 1].isalnum() and text[start].isalnum()
    cuts_last = end < len(text) and text[end].isalnum() and text[end - 1].isalnum()
    return not cuts_first and not cuts_last
