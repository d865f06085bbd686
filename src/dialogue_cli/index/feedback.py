"""What the first answers to a question say besides its words: it helps to find others that say the same otherwise."""

from __future__ import annotations

import math
from collections import Counter

from dialogue_cli.index.database import numbers_in_json
from dialogue_cli.index.queries import Index
from dialogue_cli.index.schema import TEXTS
from dialogue_cli.tokens import STOP_WORDS, words

_WORDS = 20
"""How many words are fed back."""
_COMMON = 0.2
"""A word in more than this share of the meetings is not."""


def common_words(index: Index, meetings: dict[int, float]) -> dict[str, float]:
    """The words that tell some meetings from the rest, by the weights of Bo1; each meeting has a weight itself."""
    rows = index.rows(
        f"SELECT rowid, {', '.join(TEXTS)} FROM words WHERE rowid IN (SELECT value FROM json_each(?))",
        [numbers_in_json(meetings)],
    )
    amounts: dict[str, float] = {}
    shared: Counter[str] = Counter()
    for number, *row in rows:
        counts = Counter(w for w in words(" ".join(row)) if len(w) > 2 and w not in STOP_WORDS and w.isalpha())
        shared.update(counts.keys())
        for word, count in counts.items():
            # The second time says less than the first.
            amounts[word] = amounts.get(word, 0.0) + meetings[number] * 2 * count / (count + 1)
    size = max(index.size, 1)
    weights: dict[str, float] = {}
    for word, amount in amounts.items():
        if shared[word] < 2:
            continue
        found = index.row("SELECT doc FROM plain_words WHERE term = ?", (word,))
        expected = (found[0] if found else 1) / size
        if expected > _COMMON:
            continue
        weights[word] = amount * math.log2((1 + expected) / expected) + math.log2(1 + expected)
    best = sorted(weights, key=lambda word: (-weights[word], word))[:_WORDS]
    return {word: weights[word] for word in best}
