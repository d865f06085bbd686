"""How much of a document is accounted for, in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dialogue_cli.text import plural

if TYPE_CHECKING:
    from dialogue_cli.dataset.coverage import Totals


def percent(count: int, every: int) -> int:
    """A share in per cent, rounded half up: 100 only for all, and 0 only for none.

    >>> percent(23, 24), percent(65, 66), percent(999, 1000), percent(1, 1000), percent(0, 3), percent(3, 3)
    (96, 98, 99, 1, 0, 100)
    """
    if count in (0, every):
        return 100 if count else 0
    return min(max((200 * count + every) // (2 * every), 1), 99)


def in_sentences(found: Totals) -> str:
    """`23 of 24 sentences accounted for (96%): 22 quoted, 1 about no meeting`."""
    if not found.sentences:
        return "the document has no text"
    parts = [f"{found.quoted:,} quoted"] if found.quoted else []
    parts += [f"{found.unrelated:,} about no meeting"] if found.unrelated else []
    said = f"{found.accounted:,} of {plural(found.sentences, 'sentence')} accounted for"
    return f"{said} ({percent(found.accounted, found.sentences)}%)" + (f": {', '.join(parts)}" if parts else "")


def in_words(found: Totals) -> str:
    """`91% of its words`."""
    return f"{percent(found.words_accounted, found.words)}% of {plural(found.words, 'word')}"


def labels(meetings: Sequence[str]) -> dict[str, str]:
    """A short sign for each meeting: a letter, or where there are too many for that, a number.

    >>> labels(["a-summit", "a-visit"])
    {'a-summit': 'A', 'a-visit': 'B'}
    """
    few = len(meetings) <= 26
    return {meeting: chr(ord("A") + i) if few else str(i + 1) for i, meeting in enumerate(meetings)}
