"""What a person types into a search, as units to look for.

The words are joined by spaces. A literal `"` makes a phrase, `OR` joins its two neighbours, `NOT` excludes
what follows, `word*` is the beginning of a word. Every text is valid except one without anything to look for.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from dialogue_cli.errors import QueryError
from dialogue_cli.tokens import STOP_WORDS, words

MARK_START, MARK_END = "\x02", "\x03"
"""Around a matching word in a snippet."""
ALL_MUST = 4
"""Up to so many content words must all be there; more are a question, ranked by coverage."""
LONGEST_PHRASE = 64
_TOKEN = re.compile(r'"([^"]*)"|([^\s"]+)')


@dataclass(frozen=True, slots=True)
class Atom:
    """One thing to look for: the words of a phrase in their order, the last one possibly only begun."""

    words: tuple[str, ...]
    typed: str
    is_prefix: bool = False

    @property
    def fts(self) -> str:
        """The FTS5 string for it; quoted, so that nothing in it is syntax."""
        return f'"{" ".join(self.words)}"'


@dataclass(frozen=True, slots=True)
class Unit:
    """Alternatives, of which one must be found, as the person typed them.

    `names` and `variants` are what the index knows besides: names in records that the words mean, each with its column
    of the full text, and other spellings by rule, which count for less than the words as typed.
    """

    atoms: tuple[Atom, ...]
    typed: str
    names: tuple[tuple[str, str], ...] = ()
    variants: tuple[Atom, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """A search: what to look for, and what must not be there."""

    units: tuple[Unit, ...]
    excluded: tuple[Atom, ...] = ()

    @property
    def is_question(self) -> bool:
        """Whether there are too many words to ask that all be there."""
        return len(self.units) > ALL_MUST


def _atom(phrase: str | None, word: str | None) -> Atom | None:
    typed = phrase if phrase is not None else word or ""
    found = tuple(words(typed))
    if not found:
        return None
    if len(found) > LONGEST_PHRASE:
        raise QueryError(f"a phrase of {len(found):,} words is too long; {LONGEST_PHRASE} are the most")
    shown = f'"{typed}"' if phrase is not None else typed
    return Atom(found, shown, is_prefix=phrase is None and typed.endswith("*") and len(found) == 1)


def parse_search(text: str) -> Plan:
    """The plan for a search text. QueryError when it names nothing to look for.

    >>> [unit.typed for unit in parse_search('trade OR migration "human rights" NOT Gaza').units]
    ['trade OR migration', '"human rights"']
    """
    units: list[list[Atom]] = []
    excluded: list[Atom] = []
    joining = negating = False
    for phrase, word in _TOKEN.findall(text):
        is_phrase = not word
        if not is_phrase and word == "OR":
            joining = bool(units) and not negating
            continue
        if not is_phrase and word == "AND":
            continue
        if not is_phrase and word == "NOT":
            negating = True
            continue
        atom = _atom(phrase if is_phrase else None, word)
        if atom is None:
            continue
        if negating:
            excluded.append(atom)
        elif joining:
            units[-1].append(atom)
        else:
            units.append([atom])
        joining = negating = False
    if not units:
        if excluded:
            raise QueryError("a search needs a word to look for, not only words to leave out (NOT)")
        raise QueryError('there is no word to look for; try for example: dialogue search "human rights" trade')
    content = [unit for unit in units if not _is_stop(unit)] or units
    # A word that stands twice is one word.
    unique = {
        tuple((a.words, a.is_prefix) for a in unit): Unit(tuple(unit), " OR ".join(a.typed for a in unit))
        for unit in reversed(content)
    }
    return Plan(tuple(reversed(unique.values())), tuple(excluded))


def _is_stop(unit: list[Atom]) -> bool:
    atom = unit[0]
    return len(unit) == 1 and len(atom.words) == 1 and not atom.typed.startswith('"') and atom.words[0] in STOP_WORDS
