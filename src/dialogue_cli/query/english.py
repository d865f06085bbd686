"""English words: what a person typed on purpose, though no record has it, is not taken for another word."""

from __future__ import annotations

from functools import cache

# A rarer word is a slip as often as it is meant. Counts are those of the library's texts.
_COMMON = 40


def is_english(word: str) -> bool:
    """Whether a word in lower case is one that English texts have.

    >>> is_english("milk"), is_english("goverment"), is_english("takeo")
    (True, False, False)
    """
    return _frequencies().get(word, 0) >= _COMMON


@cache
def _frequencies() -> dict[str, int]:
    # A tenth of a second, for a search of which no record has a word.
    from spellchecker import SpellChecker

    return dict(SpellChecker(language="en").word_frequency.dictionary)
