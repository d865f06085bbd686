"""Conditions joined by and, or and not, brought to conjunctive form: a list of clauses that must all hold.

A clause holds if one of its literals does: a word that is there, or one that is not. No clause always holds or
says less than another one, so a condition has few of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Generic, TypeAlias, TypeVar

from dialogue_cli.errors import QueryError

MOST_CLAUSES = 64
"""More are not made out of one pair of parentheses: each costs a question to the index."""
T = TypeVar("T")
Clause = dict[tuple[T, bool], None]
"""Literals in their order: a word, and whether it must be there or must not."""


# Not dataclasses, whose module takes longer to load than a search takes.
class Word(Generic[T]):
    """A condition on one word."""

    __match_args__ = ("word",)

    def __init__(self, word: T) -> None:
        self.word = word


class Not(Generic[T]):
    """The opposite of a condition."""

    __match_args__ = ("condition",)

    def __init__(self, condition: Condition[T]) -> None:
        self.condition = condition


class _Several(Generic[T]):
    __match_args__ = ("conditions",)

    def __init__(self, conditions: tuple[Condition[T], ...]) -> None:
        self.conditions = conditions


class All(_Several[T]):
    """Conditions that must all hold."""


class OneOf(_Several[T]):
    """Conditions of which one must hold."""


Condition: TypeAlias = "Word[T] | Not[T] | All[T] | OneOf[T]"


def clauses(condition: Condition[T], *, wanted: bool = True) -> list[Clause[T]]:
    """The clauses of a condition, or of its opposite. QueryError if there are too many.

    >>> [list(one) for one in clauses(OneOf((All((Word("a"), Word("b"))), Word("c"))))]
    [[('a', True), ('c', True)], [('b', True), ('c', True)]]
    """
    match condition:
        case Word(word):
            return [{(word, wanted): None}]
        case Not(inner):
            return clauses(inner, wanted=not wanted)
        case All(parts) | OneOf(parts):
            found = [clauses(part, wanted=wanted) for part in parts]
            if isinstance(condition, All) == wanted:
                return least([clause for part in found for clause in part])
            return _product(found)


def least(found: list[Clause[T]]) -> list[Clause[T]]:
    """The clauses without those that follow from another one; where there are very many, only without doubles."""
    unique: dict[frozenset[tuple[T, bool]], Clause[T]] = {}
    for clause in found:
        unique.setdefault(frozenset(clause), clause)
    if len(unique) > MOST_CLAUSES:
        return list(unique.values())
    return [clause for key, clause in unique.items() if not any(other < key for other in unique)]


def holds_of_nothing(condition: Condition[T]) -> bool:
    """Whether a condition holds where none of its words is: it names only what must not be there."""
    match condition:
        case Word():
            return False
        case Not(inner):
            return not holds_of_nothing(inner)
        case All(parts):
            return all(map(holds_of_nothing, parts))
        case OneOf(parts):
            return any(map(holds_of_nothing, parts))


def conjuncts(condition: Condition[T]) -> Iterable[Condition[T]]:
    """The conditions that must all hold, those within others taken out."""
    if isinstance(condition, All):
        for part in condition.conditions:
            yield from conjuncts(part)
    else:
        yield condition


def _product(parts: list[list[Clause[T]]]) -> list[Clause[T]]:
    """The clauses of alternatives, out of those of each."""
    found: list[Clause[T]] = [{}]
    for part in parts:
        if len(part) == 1:
            # So plain words, however many they are, are added to a clause and not copied.
            for clause in found:
                clause.update(part[0])
            continue
        if len(part) <= MOST_CLAUSES:
            found = least([one for left in found for right in part if not _always_holds(one := left | right)])
        if len(part) > MOST_CLAUSES or len(found) > MOST_CLAUSES:
            raise QueryError(
                f"OR between parentheses makes more than {MOST_CLAUSES} conditions out of these words;"
                " use fewer words in the parentheses, or several searches"
            )
    return least([clause for clause in found if not _always_holds(clause)])


def _always_holds(clause: Clause[T]) -> bool:
    return any((word, not wanted) in clause for word, wanted in clause)
