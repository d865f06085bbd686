"""What a person types into a search, as units to look for.

The words are joined by spaces. A literal `"` makes a phrase, `OR` joins its two neighbours, `NOT` or a minus
excludes what follows, parentheses group, `word*` is the beginning of a word. What of this is a sign and what is
part of a sentence is decided in `search_syntax`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import groupby, pairwise
from types import MappingProxyType

from dialogue_cli.errors import QueryError
from dialogue_cli.query.clauses import Clause, clauses, conjuncts, holds_of_nothing, least
from dialogue_cli.query.search_condition import condition_of
from dialogue_cli.query.search_syntax import ALL_MUST, OPERANDS, Kind, Reading, Token, read
from dialogue_cli.tokens import ACRONYM, STOP_WORDS, asked_words, is_single_sign
from dialogue_cli.tuples import NamedTuple

MARK_START, MARK_END = "\x02", "\x03"
"""Around a matching word in a snippet."""
LONGEST_PHRASE = 64
LONGEST_RUN = 5
"""So many words that stand side by side, without quotation marks, may be meant as a phrase."""


class Atom(NamedTuple):
    """One thing to look for: the words of a phrase in their order, the last one possibly only begun.

    Two are equal that find the same, however they are typed.
    """

    words: tuple[str, ...]
    typed: str
    is_prefix: bool = False
    is_acronym: bool = False
    """Whether it is typed as an abbreviation, with points (U.S.) or as a stop word in capitals (US, WHO, IT)."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Atom) and self._found_by == other._found_by

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash(self._found_by)

    @property
    def _found_by(self) -> tuple[tuple[str, ...], bool, bool]:
        return self.words, self.is_prefix, self.is_acronym

    @property
    def fts(self) -> str:
        """The FTS5 string for it; quoted, so that nothing in it is syntax."""
        return f'"{" ".join(self.words)}"'

    @property
    def is_phrase(self) -> bool:
        """Whether it was typed in quotation marks."""
        return self.typed.startswith('"')

    @property
    def is_stop(self) -> bool:
        """Whether it says nothing about a subject."""
        is_word = len(self.words) == 1 and not (self.is_phrase or self.is_prefix or self.is_acronym)
        return is_word and self.words[0] in STOP_WORDS


class Unit(NamedTuple):
    """Alternatives, of which one must be found, as the person typed them.

    `names` and `variants` are what the index knows besides: names in records that the words mean, each with its column
    of the full text, and other spellings by rule, which count for less than the words as typed.
    """

    atoms: tuple[Atom, ...]
    typed: str
    times: int = 1
    """How often it stands in the text."""
    names: tuple[tuple[str, str], ...] = ()
    variants: tuple[Atom, ...] = ()


class Excluded(NamedTuple):
    """What must not be there: all of some words, where none of others is."""

    having: tuple[Atom, ...]
    lacking: tuple[Atom, ...] = ()


class Plan(NamedTuple):
    """A search: what to look for, and what must not be there."""

    units: tuple[Unit, ...]
    excluded: tuple[Excluded, ...] = ()
    is_question: bool = False
    """Whether the units are so many that meetings are ranked by how many of them they have; else they must have all."""
    any_word: bool = False
    """Whether one of a few units is enough, as for the person who asked for it."""
    phrases: tuple[Atom, ...] = ()
    """Words that stand side by side and may be meant as a phrase, in the order of the text."""
    meant: Mapping[Atom, Unit] = MappingProxyType({})
    """What the index knows of the words that are left out."""
    notes: tuple[str, ...] = ()
    """What was taken for an operator though it was not written as one."""

    @property
    def must_have_all(self) -> bool:
        """Whether a meeting must have all of the units."""
        return not (self.is_question or self.any_word)


Part = Atom | Kind | None


def _words_of(text: str, *, in_capitals: bool = False) -> tuple[str, ...]:
    """The words in a piece of typed text, as the index has them; of capitals throughout none is an acronym."""
    found = asked_words(text)
    return tuple(word.removesuffix(ACRONYM) for word in found) if in_capitals and "." not in text else tuple(found)


def parse_search(text: str, *, any_word: bool = False) -> Plan:
    """The plan for a search text; with `any_word` one of its words is enough.

    QueryError when it names nothing to look for, or only what to leave out.

    >>> plan = parse_search('(trade OR migration) "human rights" NOT Gaza')
    >>> [unit.typed for unit in plan.units], [[atom.typed for atom in one.having] for one in plan.excluded]
    (['trade OR migration', '"human rights"'], [['Gaza']])
    """
    reading = read(text, lambda token: (atom := _atom(token)) is not None and not atom.is_stop)
    parts = list(_parts(reading))
    condition = condition_of(list(_without_stop_words(parts)))
    if not condition.conditions:
        raise QueryError('there is no word to look for; try for example: dialogue search "human rights" trade')
    if holds_of_nothing(condition):
        raise QueryError("a search needs a word to look for, not only words to leave out (NOT)")
    items = [clauses(one) for one in conjuncts(condition)]
    asked = [clause for item in items for clause in item]
    is_question = len({tuple(map(frozenset, item)) for item in items if _is_content(item)}) > ALL_MUST
    kept = asked if is_question else least(asked)
    units = _units([clause for clause in kept if _is_wanted(clause)], asked)
    excluded = dict.fromkeys(
        Excluded(tuple(atom for atom, wanted in clause if not wanted), tuple(atom for atom, wanted in clause if wanted))
        for clause in kept
        if not _is_wanted(clause)
    )
    return Plan(
        units,
        tuple(excluded),
        is_question,
        any_word and len(units) > 1,
        tuple(dict.fromkeys(_phrases(parts))),
        notes=reading.notes,
    )


def _is_wanted(clause: Clause[Atom]) -> bool:
    return all(wanted for _, wanted in clause)


def _is_content(item: list[Clause[Atom]]) -> bool:
    return any(_is_wanted(clause) and not all(atom.is_stop for atom, _ in clause) for clause in item)


def _units(wanted: list[Clause[Atom]], asked: list[Clause[Atom]]) -> tuple[Unit, ...]:
    """The units of the clauses, each once, without stop words unless there is nothing else."""
    times = Counter(map(frozenset, asked))
    found: dict[frozenset[tuple[Atom, bool]], Unit] = {}
    for clause in wanted:
        atoms = tuple(atom for atom, _ in clause)
        key = frozenset(clause)
        found.setdefault(key, Unit(atoms, " OR ".join(atom.typed for atom in atoms), times[key]))
    units = tuple(found.values())
    return tuple(unit for unit in units if len(unit.atoms) > 1 or not unit.atoms[0].is_stop) or units


# From tokens to atoms


def _atom(token: Token, *, in_capitals: bool = False) -> Atom | None:
    """What a word or a phrase looks for; None for what is only punctuation."""
    found = _words_of(token.text, in_capitals=in_capitals)
    if not found:
        return None
    if len(found) > LONGEST_PHRASE:
        raise QueryError(f"a phrase of {len(found):,} words is too long; {LONGEST_PHRASE} are the most")
    if token.kind is Kind.PHRASE:
        return Atom(found, f'"{token.text}"')
    is_word = len(found) == 1
    is_begun = token.text.endswith("*") or is_single_sign(found[0])
    return Atom(found, token.text, is_word and is_begun, is_word and found[0].endswith(ACRONYM))


def _parts(reading: Reading) -> Iterator[Part]:
    """The tokens as atoms and signs; None where punctuation stands between words."""
    for token in reading.tokens:
        if token.kind not in OPERANDS:
            yield token.kind
            continue
        atom = _atom(token, in_capitals=reading.in_capitals)
        yield atom
        if atom and not atom.is_acronym and not token.text.isalnum() and re.search(r"[.,;:!?]\W*$", token.text):
            yield None


def _without_stop_words(parts: list[Part]) -> Iterator[Atom | Kind]:
    """The parts without punctuation, and between two signs without stop words, if any other word is there."""
    for is_sign, group in groupby(parts, lambda part: isinstance(part, Kind)):
        found = [part for part in group if part is not None]
        content = [part for part in found if is_sign or (isinstance(part, Atom) and not part.is_stop)]
        yield from content or found


# Words side by side


def _phrases(parts: list[Part]) -> Iterator[Atom]:
    """Up to five plain words that stand side by side; of more, each two with the stop words between them."""
    groups = [(is_sign, list(group)) for is_sign, group in groupby(parts, lambda part: isinstance(part, Kind))]
    depth, before = 0, None
    for i, (is_sign, group) in enumerate(groups):
        if is_sign:
            depth += group.count(Kind.OPEN) - group.count(Kind.CLOSE)
            before = group[-1]
        elif not depth:
            after = groups[i + 1][1][0] if i + 1 < len(groups) else None
            for is_plain, run in groupby(_unjoined(group, before, after), _is_plain):
                if is_plain:
                    yield from _side_by_side([part for part in run if isinstance(part, Atom)])


def _is_plain(part: Part) -> bool:
    return isinstance(part, Atom) and not (part.is_phrase or part.is_prefix)


def _unjoined(parts: list[Part], before: Part, after: Part) -> list[Part]:
    """The parts between two signs without the operands of these."""
    places = [i for i, part in enumerate(parts) if isinstance(part, Atom) and not part.is_stop]
    start, end = 0, len(parts)
    if before in (Kind.OR, Kind.NOT):
        start = places[0] + 1 if places else end
    if after is Kind.OR:
        end = places[-1] if places else 0
    return parts[start:end]


def _side_by_side(atoms: list[Atom]) -> Iterator[Atom]:
    places = [i for i, atom in enumerate(atoms) if not atom.is_stop]
    if len(places) < 2:
        return
    whole = _run(atoms[places[0] : places[-1] + 1])
    runs = [whole]
    if len(whole.words) > LONGEST_RUN:
        runs = [_run(atoms[first : last + 1]) for first, last in pairwise(places)]
    yield from (run for run in runs if len(run.words) <= LONGEST_RUN)


def _run(atoms: list[Atom]) -> Atom:
    return Atom(tuple(word for atom in atoms for word in atom.words), " ".join(atom.typed for atom in atoms))
