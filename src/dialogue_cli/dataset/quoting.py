"""A place in a document as a piece of evidence that leads back to it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence

from dialogue_cli.dataset.characters import is_invisible, same_mark
from dialogue_cli.dataset.documents import Document
from dialogue_cli.dataset.finding import Found
from dialogue_cli.dataset.model import Evidence
from dialogue_cli.dataset.sentences import Span
from dialogue_cli.dataset.slips import Slip
from dialogue_cli.dataset.words import Word
from dialogue_cli.text import folded, listing, squeeze


def entry(
    document: Document, words: Sequence[Word], found: Found, source: str, supports: Sequence[str] = ()
) -> Evidence:
    """The piece of evidence that quotes a place; with the shortest prefix or suffix that tells it apart."""
    text, start, end = document.text, found.start, found.end
    exact = text[start:end]
    others = [span for span in document.everywhere(exact) if span != (start, end)]
    prefix = suffix = ""
    if others:
        prefix, suffix = _context(text, words, start, end, others)
    return Evidence(source, exact, prefix or None, suffix or None, tuple(supports))


def _context(text: str, words: Sequence[Word], start: int, end: int, others: Sequence[Span]) -> tuple[str, str]:
    """The shortest prefix or suffix, or both, of whole words, with which a quote stands in one place only."""
    first = bisect_right(words, start, key=lambda word: word.end)
    last = bisect_left(words, end, key=lambda word: word.start)
    most = first + len(words) - last
    for count in range(1, most + 1):
        ways = [
            (text[words[first - i].start : start].rstrip() if i else "", _after(text, words, end, last + count - i))
            for i in range(max(0, count - len(words) + last), min(count, first) + 1)
        ]
        apart = [way for way in ways if not any(_is_at(text, *way, *other) for other in others)]
        if apart:
            return min(apart, key=lambda way: len(way[0]) + len(way[1]))
        # What none of the shorter ways tells apart, no longer one will confuse again.
        others = [other for other in others if any(_is_at(text, *way, *other) for way in ways)]
    return "", ""


def _after(text: str, words: Sequence[Word], end: int, stop: int) -> str:
    """What stands behind a quote up to the end of the word before number `stop`."""
    return text[end : words[stop - 1].end].lstrip() if words[stop - 1].end > end else ""


def _is_at(text: str, prefix: str, suffix: str, start: int, end: int) -> bool:
    """Whether a quote that stands elsewhere has these words around it, as `Document` compares them."""
    follows = text.endswith(prefix, 0, start) or (text.endswith(" ", 0, start) and text.endswith(prefix, 0, start - 1))
    return follows and (text.startswith(suffix, end) or text.startswith(f" {suffix}", end))


def differences(document: Document, found: Found) -> list[str]:
    """In what the document differs from what was typed, as clauses for a note; none where it is as typed."""
    clauses = [slip_in_words(slip) for slip in found.slips]
    written, at = [], found.start
    for start, end in found.left_out:
        written.append(document.text[at:start])
        at = end
        clauses.append(f'"…" stands for "{document.text[start:end].strip()}"')
    written.append(document.text[at : found.end])
    if not found.slips and (kinds := _kinds(found.typed, " … ".join(written))):
        clauses.append(f"it differs in {listing(kinds, 'and')}")
    return clauses


def slip_in_words(slip: Slip) -> str:
    """What the document has instead of what was typed, or besides."""
    typed, written = slip
    if not typed:
        return f'it has "{written}" as well'
    return f'it has "{written}" for "{typed}"' if written else f'it has no "{typed}"'


def _kinds(typed: str, written: str) -> list[str]:
    """What kinds of signs differ, where all that is left is the same."""
    steps: dict[str, Callable[[str], str]] = {
        "invisible characters": lambda text: "".join(c for c in text if not is_invisible(c)),
        "case": str.casefold,
        "quotation marks or dashes": lambda text: re.sub("[-']", " ", "".join(map(same_mark, text))),
        "accents": folded,
        "spaces or punctuation": lambda text: "".join(c for c in text if c.isalnum() or same_mark(c) in "-'"),
    }
    return [name for name in steps if _without(typed, steps, name) != _without(written, steps, name)]


def _without(text: str, steps: dict[str, Callable[[str], str]], left_out: str) -> str:
    for name, step in steps.items():
        if name != left_out and not (left_out == "case" and name == "accents"):
            text = step(text)
    return squeeze(text) if left_out != "spaces or punctuation" else text
