"""Counts for a person: a bar for each value, or a matrix of two fields."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console
from rich.text import Text

from dialogue_cli.query.counts import FIELDS, OTHERS, TIMES, UNCERTAIN, Counts
from dialogue_cli.terminal import window
from dialogue_cli.terminal.bars import bars
from dialogue_cli.terminal.console import put, spelt
from dialogue_cli.terminal.flow import flow
from dialogue_cli.terminal.labels import DOUBT, EARLIER
from dialogue_cli.terminal.matrix import fitted, matrix
from dialogue_cli.text import plural


def write_counts(counts: Counts, console: Console, *, is_limited: bool = False) -> None:
    """Writes counts by one field as bars, by two as a matrix; below, how many meetings and values there are.

    A matrix is cut to the window, unless it `is_limited` already as it was asked for.
    """
    if len(counts.fields) == 1:
        put(console, [*bars(counts, console), Text(), *_line(_about(counts), console)])
        return
    shown = counts if is_limited else fitted(counts, console, window.height())
    lines = [*matrix(shown, console), Text(), *_line(_about(shown), console)]
    if shown is not counts:
        lines += _line(_left_out(shown), console)
    put(console, lines)


def _line(parts: Iterator[str], console: Console) -> list[Text]:
    items = [Text(part, "label") for part in parts]
    return flow(items, Text(spelt(" · ", console), "label"), console.width, console)


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
