"""Names of people in another transliteration: whom a typed name may mean by the sound of its words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import combinations, pairwise

from dialogue_cli.names.forms import Form
from dialogue_cli.names.people import name_words
from dialogue_cli.names.sound import keys
from dialogue_cli.names.syllables import in_wade_giles
from dialogue_cli.text import fold

# A shorter word alone is too little to know someone by.
_SHORTEST = 4
# And within a text, where it may be no name.
_SHORTEST_IN_TEXT = 5
# The Arabic article, also as it sounds before some consonants: as-Sisi, ash-Shara, az-Zawahiri.
_ARTICLE = re.compile("[ae]l|ul|il")
_BEFORE = re.compile("[aeu](t|th|d|dh|r|z|s|sh|sch|ch|n)")
# Abdel Fattah, Abd al-Fattah, Abdul Fattah and Abdelfattah; but Abdullah is one word.
_ABDEL = re.compile("(abd)[aeou]u?l(?!lah)(.{4,})?")
_WORD = re.compile(r"\w+")
# The letters that no transliteration changes: everywhere, and in names that are not Chinese.
_FIRM, _FIRMER = "lmn", "lmnbr"


Way = Callable[[tuple[str, ...], tuple[str, ...]], bool]


def heard(text: str, forms: Sequence[Form]) -> list[str]:
    """The entities of the forms that have the sound of all words of a name, in any order.

    >>> forms = [Form("borisyeltsin", "y", 0, "Boris Yeltsin"), Form("borisjohnson", "j", 0, "Boris Johnson")]
    >>> heard("Jelzin, Boris", forms)
    ['y']
    """
    typed = _words(fold(text))
    if not typed or (len(typed) == 1 and len(typed[0]) < _SHORTEST):
        return []
    # Most names need no further look: by the first and the last word typed, which a name must have.
    firm = _FIRM if any(in_wade_giles(word) for word in typed) else _FIRMER
    likely = [form for form in forms if form.key]
    for has_word in {_frame(firm, word) for word in (typed[0], typed[-1])}:
        likely = [form for form in likely if has_word(form.key)]
    names = [(form.entity, _words(fold(form.text))) for form in likely]
    if len(typed) == 1:
        return list(dict.fromkeys(entity for entity, name in names if _is_surname(typed[0], name)))
    for way in (_has_all, _without_middle_names):
        found = [entity for entity, name in names if _in_any_joining(way, typed, name)]
        if found:
            return list(dict.fromkeys(found))
    return []


def words_of_name(text: str) -> list[str]:
    """The words of a name that have a sound of their own to be known by, without titles and roles.

    >>> words_of_name("President Kassym-Jomart Tokayev"), words_of_name("the government of Norway")
    (['kassym', 'jomart', 'tokayev'], ['norway'])
    """
    # `fold` is dear, and changes only the case of most words.
    capitals = {
        word.lower() if word.isascii() and word.isalnum() else fold(word)
        for word in _WORD.findall(text)
        if not word[0].islower()
    }
    return [word for word in _words(fold(text)) if len(word) >= _SHORTEST_IN_TEXT and word in capitals]


def are_one(names: Sequence[str]) -> bool:
    """Whether names are spellings of one name, some of them without middle names.

    >>> are_one(["President Boris N. Yeltsin", "Jelzin, Boris"]), are_one(["Ilham Aliyev", "Heydar Aliyev"])
    (True, False)
    """
    return all(_is_one(_words(fold(one)), _words(fold(other))) for one, other in combinations(names, 2))


def _is_one(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    if min(len(one), len(other)) == 1 and len(one) != len(other):
        # King Hussein is not Saddam Hussein.
        return False
    initials = [sorted(word for word in words if len(word) == 1) for words in (one, other)]
    return (not all(initials) or initials[0] == initials[1]) and (_has_all(one, other) or _has_all(other, one))


def _is_surname(word: str, name: tuple[str, ...]) -> bool:
    """Whether a word alone is a surname: given names that sound alike are too many. A Chinese one comes first."""
    return _sound_alike(word, name[-1]) or any(key[0] == "~" for key in keys(word) & keys(name[0]))


def _in_any_joining(way: Way, typed: tuple[str, ...], name: tuple[str, ...]) -> bool:
    return any(way(words, others) for words in _joinings(typed) for others in _joinings(name))


def _has_all(typed: tuple[str, ...], name: tuple[str, ...]) -> bool:
    """Whether each word typed is one of the name, or an initial of one, or a word of which the name has the initial.

    As in `people`, one word is whole, and a word stands for an initial only beside all other words of the name.
    """
    rest = list(name)
    missing = []
    for word in typed:
        match = next((other for other in rest if _sound_alike(word, other)), None)
        if match is None:
            missing.append(word)
        else:
            rest.remove(match)
    if all(len(word) == 1 or word in missing for word in typed):
        return False
    if any(len(word) > 1 for word in rest):
        rest = [word for word in rest if len(word) > 1]
    for word in missing:
        match = next((other for other in rest if other[0] == word[0] and 1 in (len(other), len(word))), None)
        if match is None:
            return False
        rest.remove(match)
    return True


def _without_middle_names(typed: tuple[str, ...], name: tuple[str, ...]) -> bool:
    """Whether the name is what is typed but for words in its middle."""
    is_framed = len(name) > 1 and all(_sound_alike(typed[i], name[i]) for i in (0, -1))
    return is_framed and _has_all(name, typed)


def _sound_alike(word: str, other: str) -> bool:
    # The keys of a word take long to find.
    return word == other or (_letters(_FIRM, word) == _letters(_FIRM, other) and not keys(word).isdisjoint(keys(other)))


def _joinings(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The words, and the words with two neighbours as one: Tse-tung is Zedong."""
    yield words
    for i in range(len(words) - 1):
        if len(words[i]) > 1 and len(words[i + 1]) > 1:
            yield (*words[:i], words[i] + words[i + 1], *words[i + 2 :])


def _words(folded: str) -> tuple[str, ...]:
    """The words of a folded name without titles and articles."""
    words = name_words(folded)
    found: list[str] = []
    for i, word in enumerate(words):
        follows = words[i + 1] if i + 1 < len(words) else ""
        assimilated = _BEFORE.fullmatch(word)
        if follows and (_ARTICLE.fullmatch(word) or (assimilated and follows.startswith(assimilated[1]))):
            continue
        split = _ABDEL.fullmatch(word)
        found += [part for part in split.groups() if part] if split else [word]
    return tuple(found)


def _frame(firm: str, word: str) -> Callable[[str], object]:
    """Whether a name has the firm letters of a word in their order, and none between them."""
    letters = _letters(firm, word)
    pattern = letters[:1]
    for one, other in pairwise(letters):
        pattern += f"[^{re.sub(f'[{one}{other}]', '', firm)}]*{other}"
    return re.compile(pattern).search


@lru_cache(maxsize=1 << 16)
def _letters(firm: str, word: str) -> str:
    """The firm letters of a word; doubled ones count once."""
    return re.sub(r"(.)\1+", r"\1", "".join(letter for letter in word if letter in firm))
