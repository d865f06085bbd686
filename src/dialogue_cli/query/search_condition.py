"""What the parts of a search text, words and signs, ask for together."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Generic, Protocol, TypeVar

from dialogue_cli.errors import QueryError
from dialogue_cli.query.clauses import All, Condition, Not, OneOf, Word, holds_of_nothing
from dialogue_cli.query.search_syntax import Kind


class Typed(Protocol):
    """Something to look for."""

    @property
    def typed(self) -> str:
        """As the person typed it."""


A = TypeVar("A", bound=Typed)


class _Group(Generic[A]):
    """What stands in a pair of parentheses, or in none."""

    def __init__(self) -> None:
        # Each is one condition, or several that OR joins.
        self._items: list[list[Condition[A]]] = []
        self.is_joining = self.is_negating = False

    def add(self, item: Condition[A] | None) -> None:
        """Takes the next operand in; None for parentheses without one."""
        if item is not None:
            item = Not(item) if self.is_negating else item
            if self.is_joining:
                _must_be_wanted(self._items[-1], item)
                self._items[-1].append(item)
            else:
                self._items.append([item])
        self.is_joining = self.is_negating = False

    @property
    def conditions(self) -> tuple[Condition[A], ...]:
        """What must all hold."""
        return tuple(item[0] if len(item) == 1 else OneOf(tuple(item)) for item in self._items)

    def __bool__(self) -> bool:
        return bool(self._items)


def condition_of(parts: Iterable[A | Kind]) -> All[A]:
    """What the parts ask for. OR binds more closely than a space, and NOT takes the operand behind it.

    QueryError where OR joins what is to be left out. Parentheses must be in pairs.
    """
    groups: list[_Group[A]] = [_Group()]
    for part in parts:
        group = groups[-1]
        if not isinstance(part, Kind):
            group.add(Word(part))
        elif part is Kind.OR:
            group.is_joining = bool(group) and not group.is_negating
        elif part is Kind.NOT:
            group.is_negating = True
        elif part is Kind.OPEN:
            groups.append(_Group())
        elif part is Kind.CLOSE:
            items = groups.pop().conditions
            groups[-1].add(All(items) if len(items) > 1 else items[0] if items else None)
    return All(groups[0].conditions)


def _must_be_wanted(joined: list[Condition[A]], right: Condition[A]) -> None:
    """QueryError where OR joins what only leaves out to what it joined before: nearly every meeting would be found."""
    # Of what was joined before, all but a single one has been asked before.
    left = joined[0]
    negative = [one for one in ((left, right) if len(joined) == 1 else (right,)) if holds_of_nothing(one)]
    if not negative:
        return
    out = _operand(_left_out(negative[0]))
    if len(negative) == 2:
        raise QueryError("OR joins words to look for, not words to leave out; NOT (a b) leaves out what has both")
    wanted = _shown(right if left is negative[0] else OneOf(tuple(joined)))
    raise QueryError(
        f'OR joins words to look for, not one to leave out ("{_shown(negative[0])}"); write {wanted} NOT {out},'
        f" or NOT ({wanted} OR {out}) to leave out both"
    )


def _left_out(condition: Condition[A]) -> Condition[A]:
    """What a condition leaves out that does nothing else."""
    if isinstance(condition, Not):
        return condition.condition
    assert isinstance(condition, All), "OR has refused to join what only leaves out"
    return OneOf(tuple(map(_left_out, condition.conditions)))


def _operand(condition: Condition[A]) -> str:
    """A condition as NOT can take it."""
    return f"({_shown(condition)})" if isinstance(condition, OneOf) else _shown(condition)


def _shown(condition: Condition[A]) -> str:
    match condition:
        case Word(atom):
            return atom.typed
        case Not(inner):
            return f"NOT {_operand(inner)}"
        case OneOf(parts):
            return " OR ".join(map(_shown, parts))
        case All(parts):
            return f"({' '.join(map(_shown, parts))})"
