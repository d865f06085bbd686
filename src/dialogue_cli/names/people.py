"""Names of people: whom a typed name may mean, though it has a title, initials, or lacks middle names.

Spelling is not the business of this module: every word must be right, or an initial of one that is.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from dialogue_cli.names.forms import Form, words_of
from dialogue_cli.spelling import is_within_cap

_TITLES = frozenset(
    """president prime minister foreign defence defense finance interior vice deputy acting former secretary state
    general of the rt right hon honourable honorable mr mrs ms miss dr prof professor sir dame lord lady king queen
    prince princess crown emperor empress sultan emir amir sheikh sheikha chancellor ambassador commissioner senator
    governor high representative chairman chairwoman chairperson speaker pope cardinal his her their majesty excellency
    highness royal serene holiness he hm hrh premier marshal ayatollah
    prasident ministerprasident premierminister kanzler bundeskanzler aussenminister generalsekretar konig
    ministre presidente roi""".split()
)
_AFTER = frozenset("jr sr ii iii iv mp mep phd kbe obe cbe esq".split())
_ARTICLES = {"el": "al", "ul": "al", "il": "al"}


def people_meant(text: str, forms: Sequence[Form]) -> list[str]:
    """The entities of the forms that a name means: by all its words in any order, else in the ways named above.

    >>> forms = [Form("xijinping", "xi", 0, "Xi Jinping"), Form("johnkerry", "kerry", 0, "John Kerry")]
    >>> people_meant("President Xi", forms), people_meant("Kerry, J.", forms)
    (['xi'], ['kerry'])
    """
    typed = _words(text)
    names = [(form.entity, _words(form.text)) for form in forms]
    for words in dict.fromkeys((typed, _without_titles(typed))):
        for way in (_has_all, _by_initials, _without_middle_names):
            found = [entity for entity, name in names if way(words, name)]
            if words and found:
                return list(dict.fromkeys(found))
    return []


def may_be_misspelt(text: str, name: str) -> bool:
    """Whether a name can be another one misspelt, each word by itself.

    Short words tell people apart, as in Jong-il and Jong-un, and so do slips that all fall on one word.
    """
    typed, other = _words(text), _words(name)
    if len(typed) == len(other) and any(not is_within_cap(one, two) for one, two in zip(typed, other, strict=True)):
        return False
    short = [sorted(word for word in words if len(word) <= 3) for words in (typed, other)]
    return len(typed) != len(other) or short[0] == short[1]


def is_title(word: str) -> bool:
    """Whether a folded word is a title or an office."""
    return word in _TITLES


def name_words(folded: str) -> tuple[str, ...]:
    """The words of a folded name without titles."""
    return _without_titles(tuple(folded.split()))


@lru_cache(maxsize=1 << 16)
def _words(text: str) -> tuple[str, ...]:
    """The folded words of a name, its Arabic article in one form."""
    return tuple(_ARTICLES.get(word, word) for word in words_of(text))


def _without_titles(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words without titles in front (`H.E.` is two words) and what stands behind a name."""
    if words[:2] == ("h", "e"):
        words = words[2:]
    while len(words) > 1 and words[0] in _TITLES:
        words = words[1:]
    while len(words) > 1 and words[-1] in _AFTER:
        words = words[:-1]
    return words


def _has_all(typed: tuple[str, ...], name: tuple[str, ...]) -> bool:
    return set(typed) <= set(name)


def _by_initials(typed: tuple[str, ...], name: tuple[str, ...]) -> bool:
    """Whether each word typed is a word of the name or its initial, or the name has only its initial.

    One word is whole and no title. A whole word stands for an initial only beside all other words of the name, so
    that Aleksei Navalny is not Aleksei N. Kosygin.
    """
    rest = [word for word in name if word not in typed]
    whole = [word for word in typed if word in name and len(word) > 1 and word not in _TITLES]
    if any(len(word) > 1 and word not in _TITLES for word in rest):
        rest = [word for word in rest if len(word) > 1]
    for word in typed:
        if word in name:
            continue
        match = next((other for other in rest if other[0] == word[0] and 1 in (len(other), len(word))), None)
        if match is None:
            return False
        rest.remove(match)
    return bool(whole)


def _without_middle_names(typed: tuple[str, ...], name: tuple[str, ...]) -> bool:
    """Whether the name is what is typed but for words in its middle."""
    return len(name) > 1 and (typed[0], typed[-1]) == (name[0], name[-1]) and set(name) <= set(typed)
