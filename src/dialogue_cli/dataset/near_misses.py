"""The sentences of a document that come nearest to words that are not in it, and what tells them apart."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from dialogue_cli.dataset.finding import Finder
from dialogue_cli.dataset.slips import Slip
from dialogue_cli.dataset.words import Word, words
from dialogue_cli.spelling import is_within_cap

MOST = 3
"""So many sentences are shown."""
# Of the weight of the typed words, a sentence must have so much.
_LEAST = 0.4
# And so much of what the nearest one has.
_OF_BEST = 0.75


class NearMiss(NamedTuple):
    """A sentence that comes near, and in which words it differs."""

    start: int
    end: int
    slips: tuple[Slip, ...]


def near_misses(finder: Finder, typed: str) -> list[NearMiss]:
    """The sentences that have most of the typed words, the nearest first. Rare words count more."""
    mine = words(typed)
    counts = Counter(word.key for word in finder.words)
    weights = {key: 1 / (1 + math.log(1 + counts[key])) for key, *_ in mine}
    near = {key: _alike(key, counts) for key in weights if key not in counts}
    total = sum(weights.values())
    found = []
    for span in finder.sentences:
        theirs = finder.inside(span)
        inside = {word.key for word in theirs}
        has = sum(w for key, w in weights.items() if key in inside)
        has += sum(weights[key] * 0.8 for key, others in near.items() if others & inside)
        if total and has / total >= _LEAST:
            found.append((-has, span, theirs))
    best = min((weight for weight, *_ in found), default=0.0) * _OF_BEST
    return [NearMiss(*span, _slips(mine, theirs)) for has, span, theirs in sorted(found)[:MOST] if has <= best]


def _alike(key: str, known: Counter[str]) -> set[str]:
    """The words of the document that a word may be a misspelling of, or a number that differs in one digit."""
    is_number = any(map(str.isdigit, key))
    return {
        other
        for other in known
        if abs(len(other) - len(key)) <= 2
        and (
            (is_number and len(other) == len(key) and sum(a != b for a, b in zip(key, other, strict=True)) == 1)
            or (not is_number and (is_within_cap(key, other) or (len(key) > 2 and other.startswith(key))))
        )
    }


def _slips(mine: Sequence[Word], theirs: Sequence[Word]) -> tuple[Slip, ...]:
    """What differs between the typed words and the part of a sentence that they stand for."""
    matcher = SequenceMatcher(None, [one.key for one in mine], [one.key for one in theirs], autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    if not blocks:
        return ()
    first, last = blocks[0], blocks[-1]
    found = []
    for kind, start, end, other, other_end in matcher.get_opcodes():
        # Before and behind what they have in common, the sentence merely goes on.
        if kind == "insert" and (other < first.b or other >= last.b + last.size):
            continue
        if kind != "equal":
            if other < first.b:
                other = max(other, other_end - (end - start))
            elif other >= last.b + last.size:
                other_end = min(other_end, other + (end - start))
            typed, written = mine[start:end], theirs[other:other_end]
            found.append(Slip(" ".join(one.text for one in typed), " ".join(one.text for one in written)))
    return tuple(found)
