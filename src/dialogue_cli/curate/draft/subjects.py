"""Topics and instruments of a vocabulary, and results in the document's own sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from dialogue_cli.curate.draft import cues
from dialogue_cli.curate.draft.reading import Reading

Span = tuple[int, int]
Entries = Iterable[tuple[str, Sequence[str]]]


def spoken_of(reading: Reading, entries: Entries, sentences: Sequence[Span]) -> dict[str, Span]:
    """The entries of a vocabulary, by name or alias, of which sentences say that they were spoken of."""
    found: dict[str, Span] = {}
    told = [one for one in sentences if cues.DISCUSSED.search(reading.said(one))]
    for name, aliases in entries:
        pattern = _pattern((name, *aliases))
        for sentence in told:
            if any(not _is_of_office(reading, match.start()) for match in pattern.finditer(reading.text, *sentence)):
                found[name] = sentence
                break
    return found


def _is_of_office(reading: Reading, at: int) -> bool:
    """Whether a word stands in somebody's office: a Minister of Trade is no talk about trade."""
    return any(one.span[0] <= at < one.span[1] for one in reading.people)


def _pattern(names: Sequence[str]) -> re.Pattern[str]:
    """Names as whole words; in any case but for abbreviations."""
    parts = [
        re.escape(one) if one.isupper() else f"(?i:{re.escape(one)})"
        for one in sorted(names, key=len, reverse=True)
        if one
    ]
    return re.compile(rf"(?<![\w-])(?:{'|'.join(parts)})(?![\w-])")


def results(reading: Reading, sentences: Sequence[Span]) -> list[Span]:
    """The sentences that state a result, whole."""
    return [
        one for one in sentences if cues.OUTCOME.search(reading.said(one)) and 6 <= len(reading.said(one).split()) <= 90
    ]
