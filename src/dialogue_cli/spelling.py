"""How far apart two spellings are, and which known word is nearest to one that is not known.

There is one distance, optimal string alignment: insertions, deletions, substitutions and swaps of neighbours.
A misspelling is within `edit_cap`; for a mere hint a word may be further off.
"""

from __future__ import annotations

from collections.abc import Iterable


def edit_cap(length: int) -> int:
    """How many letters a word of this length may be off: none up to three, one up to seven, then two."""
    return 0 if length <= 3 else 1 if length <= 7 else 2


def is_within_cap(word: str, other: str) -> bool:
    """Whether a word may be the other one misspelt."""
    from rapidfuzz.distance import OSA

    return OSA.distance(word, other) <= edit_cap(len(word))


def misspelt(word: str, known: Iterable[str]) -> str | None:
    """The one known word that is nearest in spelling, within the cap of `edit_cap`; None on a tie."""
    from rapidfuzz.distance import OSA

    cap = edit_cap(len(word))
    if not cap:
        return None
    near = [
        (OSA.distance(word, other, score_cutoff=cap), other) for other in known if abs(len(other) - len(word)) <= cap
    ]
    near = sorted(pair for pair in near if pair[0] <= cap)
    if not near or (len(near) > 1 and near[0][0] == near[1][0]):
        return None
    return near[0][1]


_VOWELS = "aeiouy"


def is_usual_slip(word: str, meant: str) -> bool:
    """Whether a word is the other one with a usual slip, which two real names of places seldom differ by.

    Up to seven letters: two neighbours swapped, one letter inside left out, one doubled, or one vowel for another
    inside. A longer word may be off by any letter for each five of its own.

    >>> is_usual_slip("lativa", "latvia"), is_usual_slip("lagos", "laos"), is_usual_slip("bursa", "burma")
    (True, False, False)
    """
    from rapidfuzz.distance import OSA

    if len(word) > 7:
        return OSA.distance(word, meant) * 5 <= len(word)
    if len(word) == len(meant):
        differ = [i for i, (one, other) in enumerate(zip(word, meant, strict=True)) if one != other]
        if len(differ) == 1:
            return 0 < differ[0] < len(word) - 1 and word[differ[0]] in _VOWELS and meant[differ[0]] in _VOWELS
        return swapped(word, [meant]) is not None
    if len(word) + 1 == len(meant):
        return any(word == meant[:i] + meant[i + 1 :] for i in range(1, len(word)))
    return any(word == meant[: i + 1] + meant[i:] for i in range(len(meant)))


def is_abbreviation(name: str) -> bool:
    """Whether a name as written is one word of up to five capital letters, such as `OSCE`."""
    return len(name) <= 5 and name.isalpha() and name.isupper()


def swapped(word: str, known: Iterable[str]) -> str | None:
    """The one known word in which two neighbouring letters of a word are swapped; None when there are more."""
    swaps = {word[:i] + word[i + 1] + word[i] + word[i + 2 :] for i in range(len(word) - 1)} - {word}
    found = swaps & set(known)
    return found.pop() if len(found) == 1 else None


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known text that is nearest to a word, for a hint, where a third of the letters at most are off.

    Case and punctuation are ignored. None when nothing is so near, or the word has three letters or fewer.
    """
    return Near(known).to(word)


class Near:
    """Known texts, folded once, of which the nearest to each of many words is looked for as `nearest` does."""

    def __init__(self, known: Iterable[str]) -> None:
        self._known = known
        self._texts: list[str] = []
        self._folded: list[str] = []

    def to(self, word: str) -> str | None:
        """The one that is nearest to a word; None when nothing is so near."""
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        from dialogue_cli.text import fold

        if len(word) <= 3:
            return None
        if not self._texts:
            self._texts = list(self._known)
            self._folded = list(map(fold, self._texts))
        scorer = OSA.normalized_similarity
        found = process.extractOne(fold(word), self._folded, scorer=scorer, score_cutoff=2 / 3 - 1e-9)
        return self._texts[found[2]] if found else None


def lacking(word: str) -> int:
    """How many letters of a word at most a text lacks that is `nearest`: a third of its own, or of the longer text."""
    from dialogue_cli.text import fold

    return len(fold(word)) // 2
