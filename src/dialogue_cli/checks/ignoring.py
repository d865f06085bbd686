"""Warnings that a record asks not to be told: `check_ignore`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from dialogue_cli.dataset.model import Meeting
from dialogue_cli.dataset.nodes import position, scalars
from dialogue_cli.dataset.problems import CHECKS, Problem
from dialogue_cli.dataset.reader import Item
from dialogue_cli.spelling import nearest
from dialogue_cli.text import one_line

STRICT = frozenset(("no-evidence", "no-party"))
"""The checks that are only made with `strict`."""


class Told(NamedTuple):
    """Problems to be told, and those that a record asks not to be, each with the reason."""

    problems: list[Problem]
    ignored: list[tuple[Problem, str]]


class _Wish(NamedTuple):
    """What a record asks not to be told, and where in which file it stands, by line and column."""

    item: Item
    place: int
    check: str
    reason: str
    first: tuple[int, int]
    last: tuple[int, int]

    def covers(self, problem: Problem) -> bool:
        return (
            problem.code == self.check
            and problem.severity == "warning"
            and problem.file == self.item.file
            and self.first <= (problem.line, problem.column) <= self.last
        )


class Ignoring:
    """What the records of a dataset ask not to be told."""

    def __init__(self, *, strict: bool) -> None:
        self._strict = strict
        self._wishes: list[_Wish] = []

    def add(self, item: Item, meeting: Meeting) -> None:
        """Takes note of one meeting."""
        if not meeting.check_ignore:
            return
        first = position(item.node)
        ends = ((one.end_mark.line + 1, one.end_mark.column + 1) for one in scalars(item.node) if one is not None)
        last = max(ends, default=first)
        for i, one in enumerate(meeting.check_ignore):
            self._wishes.append(_Wish(item, i, one.check, one.reason, first, last))

    def apart(self, problems: list[Problem]) -> Told:
        """The problems that are to be told and the others. A wish that is none, or for nothing, is a problem too."""
        if not self._wishes:
            return Told(problems, [])
        told: list[Problem] = []
        ignored: list[tuple[Problem, str]] = []
        heard: set[int] = set()
        for problem in problems:
            wish = next((i for i, one in enumerate(self._wishes) if one.covers(problem)), None)
            if wish is None:
                told.append(problem)
            else:
                heard.add(wish)
                ignored.append((problem, self._wishes[wish].reason))
        return Told([*told, *self._idle(heard)], ignored)

    def _idle(self, heard: set[int]) -> Iterator[Problem]:
        for i, wish in enumerate(self._wishes):
            # What only --strict looks for finds nothing without it.
            if i not in heard and (self._strict or wish.check not in STRICT):
                yield wish.item.problem("check-ignore", _idle(wish.check), "check_ignore", wish.place, "check")


def _idle(check: str) -> str:
    shown = one_line(check)
    if check not in CHECKS:
        near = nearest(check, CHECKS)
        return f'there is no check "{shown}"' + (f'; did you mean "{near}"?' if near else "")
    if CHECKS[check][0] != "warning":
        kind = "an error" if CHECKS[check][0] == "error" else "a broken proof"
        return f'"{shown}" is {kind}, which cannot be ignored'
    return f'"{shown}" finds nothing in this record; take it out'
