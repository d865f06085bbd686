"""Counts for a person: a bar for each value, or a matrix of two fields."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from rich.console import Console
from rich.text import Text

from dialogue_cli.query.countable import FIELDS, TIMES
from dialogue_cli.query.counts import OTHERS, UNCERTAIN, Counts
from dialogue_cli.terminal import window
from dialogue_cli.terminal.bars import bars
from dialogue_cli.terminal.console import put, spelt
from dialogue_cli.terminal.flow import flow
from dialogue_cli.terminal.labels import DOUBT, EARLIER
from dialogue_cli.terminal.matrix import LEAST_ROWS, fitted, matrix
from dialogue_cli.text import plural


def write_counts(counts: Counts, console: Console, *, is_limited: bool = False) -> None:
    """Writes counts by one field as bars, by two as a matrix; below, how many meetings and values there are.

    A matrix is cut to the window, unless it `is_limited` already as it was asked for.
    """
    if len(counts.fields) == 1:
        put(console, [*bars(counts, console), Text(), *_line(_about(counts), console)])
        return
    put(console, _table(counts, console) if is_limited else _fitted(counts, console, window.height()))


def _table(counts: Counts, console: Console, *, is_cut: bool = False) -> list[Text]:
    """A matrix and what is to be said of it."""
    lines = [*matrix(counts, console), Text(), *_line(_about(counts), console)]
    return lines + (_line(_left_out(counts), console) if is_cut else [])


def _fitted(counts: Counts, console: Console, height: int) -> list[Text]:
    """A matrix with as many rows and columns as fit the window; all rows where it has no height."""
    rows = min(len(counts.totals[0]), height or sys.maxsize)
    while True:
        shown = fitted(counts, rows, console)
        lines = _table(shown, console, is_cut=shown is not counts)
        # The line after the last one is for the prompt.
        excess = len(lines) + 1 - height
        if not height or excess <= 0 or rows <= LEAST_ROWS:
            return lines
        # How many lines stand around the rows, and how many a long label takes, is known only now.
        rows = max(rows - excess, LEAST_ROWS)


def _line(parts: Iterator[str], console: Console) -> list[Text]:
    items = [Text(part, "label") for part in parts]
    return flow(items, Text(spelt(" · ", console), "label"), console.width, console, is_apart=True)


def _about(counts: Counts) -> Iterator[str]:
    """How many meetings and values there are, and what the numbers are numbers of."""
    yield plural(counts.meetings, "meeting")
    for i, field in enumerate(counts.fields):
        # Of years, with gaps between them, the number says little.
        if field not in TIMES and (number := _number_of_values(counts, i)):
            yield plural(number, field, FIELDS[field])
    if len(counts.fields) == 1:
        return
    if any(counts.several):
        is_summed = any(several and others for several, others in zip(counts.several, counts.others, strict=True))
        yield "each meeting counts once in a total" + (", in others once for each value" if is_summed else "")
    if counts.possible:
        yield f"{DOUBT} some of them only possibly"


def _number_of_values(counts: Counts, i: int) -> int:
    """How many values of a field, by its place, there are, those that are summed too."""
    return sum(value not in (None, OTHERS, UNCERTAIN) for value in counts.totals[i]) + counts.others[i]


def _left_out(counts: Counts) -> Iterator[str]:
    """What is summed for want of room, and how to see it."""
    for field, number in zip(counts.fields, counts.others, strict=True):
        if number:
            yield f"{EARLIER if field in TIMES else OTHERS.value}: {plural(number, field, FIELDS[field])}"
    most = max(_number_of_values(counts, i) for i in range(len(counts.fields)))
    yield f"-n {most} shows all"
    yield "-f csv gives all to a program"
