"""Forms: the spellings that lead to an entity, and which of them a name that is not quite known may mean."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from dialogue_cli.spelling import edit_cap
from dialogue_cli.text import fold, key
from dialogue_cli.tuples import NamedTuple

# How a form leads to an entity, the strongest first: as a record or the vocabulary names it, by an alias of the
# vocabulary, by a name that only a library knows, by a code, which only a query may use.
NAME, ALIAS, LIBRARY, CODE = range(4)
COUNTRY_FIELDS = ("partner", "place")
"""The fields whose names may be countries."""
CHOICE_FIELDS = ("status", "mode")
"""The fields whose values are a few fixed words: see `names.choices`."""


class Form(NamedTuple):
    """A spelling (its key) that leads to an entity, and how strongly."""

    key: str
    entity: str
    rank: int
    text: str


@lru_cache(maxsize=1 << 16)
def words_of(text: str) -> tuple[str, ...]:
    """The folded words of a name. Each way to a meaning asks for those of all names."""
    return tuple(fold(text).split())


def country_entity(code: str) -> str:
    """The entity of a country, by its `Country.code`, that no vocabulary has."""
    return f"={code}"


def country_forms(known: set[str]) -> list[Form]:
    """Forms for all countries, but for the keys that a collection knows already."""
    from dialogue_cli.names.iso import all_codes, country_names

    return [
        Form(key(name), country_entity(code), LIBRARY, name)
        for code in all_codes()
        for name in country_names(code)
        if key(name) not in known
    ]


def with_part(text: str, forms: Iterable[Form]) -> list[str]:
    """The entities of the forms in which the words of a text stand together, as whole words."""
    wanted = f" {fold(text)} "
    return list(dict.fromkeys(form.entity for form in forms if wanted in f" {' '.join(words_of(form.text))} "))


def with_words(text: str, forms: Iterable[Form]) -> list[str]:
    """The entities of the forms that have all the words of a text, in any order."""
    wanted = set(words_of(text))
    return list(dict.fromkeys(form.entity for form in forms if wanted <= set(words_of(form.text))))


def slips(text: str) -> int:
    """How many letters `with_spelling` allows to be wrong in a text at most."""
    return max(edit_cap(len(key(text))), sum(edit_cap(len(word)) for word in words_of(text)))


def with_spelling(text: str, forms: Iterable[Form], *, least: int = 4) -> list[str]:
    """The entities of the forms that are nearest in spelling; more than one is a tie.

    Compared are the whole names, and word by word the words of the text with words of the name that
    stand together, each within the cap of its length; a word of fewer than `least` letters must be right.
    Codes are not spellings of anything.
    """
    from rapidfuzz.distance import OSA

    whole, wanted = key(text), words_of(text)
    cap = edit_cap(len(whole))
    best: dict[str, tuple[int, int]] = {}

    def consider(entity: str, distance: int, lacking: int) -> None:
        best[entity] = min(best.get(entity, (99, 99)), (distance, lacking))

    for form in forms:
        if len(form.key) <= 3:
            continue
        if cap and abs(len(form.key) - len(whole)) <= cap:
            distance = OSA.distance(whole, form.key, score_cutoff=cap)
            if distance <= cap:
                consider(form.entity, distance, 0)
        words = words_of(form.text)
        for start in range(len(words) - len(wanted) + 1):
            total = 0
            # No slice of the words: of an alias as long as a book there would be one for each of its words.
            for at, typed in enumerate(wanted, start):
                limit = edit_cap(len(typed)) if len(typed) >= least else 0
                distance = OSA.distance(typed, words[at], score_cutoff=limit)
                if distance > limit:
                    break
                total += distance
            else:
                consider(form.entity, total, len(words) - len(wanted))
    if not best:
        return []
    nearest_by = min(distance for distance, _ in best.values())
    near = {entity: lacking for entity, (distance, lacking) in best.items() if distance == nearest_by}
    # A name that is met whole goes before one of which only a part is met.
    whole_ones = [entity for entity, lacking in near.items() if not lacking]
    return whole_ones or list(near)
