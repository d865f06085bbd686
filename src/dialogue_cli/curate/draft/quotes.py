"""The words behind the claims of a record, gathered as its evidence."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from dialogue_cli.dataset.documents import Document

Span = tuple[int, int]
_BESIDE = 24


class Quotes:
    """Which words of one document support which claims of a record."""

    def __init__(self, document: Document, source: str) -> None:
        self._document = document
        self._source = source
        self._supports: dict[Span, list[str]] = {}

    def add(self, span: Span, *claims: str) -> None:
        """Notes that the words of a span prove some claims."""
        known = self._supports.setdefault(span, [])
        known.extend(claim for claim in claims if claim not in known)

    def add_entry(self, entry: dict[str, Any], claims: list[str]) -> None:
        """Takes over the words of another record's entry for some claims."""
        start, end = next(self._document.everywhere(entry["exact"]))
        self.add((start, end), *claims)

    def entries(self) -> list[dict[str, Any]]:
        """The entries of `evidence`, in the order of the document."""
        return [self._entry(span, claims) for span, claims in sorted(self._supports.items()) if claims]

    def _entry(self, span: Span, claims: Iterable[str]) -> dict[str, Any]:
        entry: dict[str, Any] = {"source": self._source, **selector(self._document, span)}
        return entry | {"supports": list(claims)}


def selector(document: Document, span: Span) -> dict[str, str]:
    """The words of a span, with what stands beside them where the same words stand elsewhere too."""
    text = document.text
    start, end = span
    exact = text[start:end]
    found = {"exact": exact}
    if text.count(exact) < 2:
        return found
    for width in (_BESIDE, 4 * _BESIDE):
        before, after = text[max(0, start - width) : start], text[end : end + width]
        before = before.partition(" ")[2] if start > width else before
        after = after.rpartition(" ")[0] if end + width < len(text) else after
        if text.count(before + exact + after) == 1:
            break
    return (
        {"exact": exact}
        | ({"prefix": before.strip()} if before.strip() else {})
        | ({"suffix": after.strip()} if after.strip() else {})
    )
