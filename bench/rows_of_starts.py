"""What a person waits for at every call: the start, the first screen, the Tab key."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from measure import Failure, in_turn, measure, output_of
from workbench import Bench, Line, bar_text, ratio_text, seconds_text


def start_in_pipe(b: Bench) -> Iterator[Line]:
    """The ordinary calls in a pipeline or a loop."""
    for call in (["list"], ["list", "-p", "Kazakhstan"], ["search", "migration"], ["show", *b.ids()]):
        work = f"piped `{' '.join(call)}`, bundled collection"
        yield from b.compare(work, b.tool(*call), [("`import typer`", b.typer(), "0.6")])


def start_on_terminal(b: Bench) -> Iterator[Line]:
    """The same for a person."""
    ours = replace(b.tool("list"), label="list on a terminal", on_terminal=True)
    yield from b.compare("`list` on a terminal, bundled collection", ours, [("`import typer`", b.typer(), "1.3")])


def first_screen(b: Bench) -> Iterator[Line]:
    """What a person waits for in front of a long list, and of a search that finds much."""
    small = replace(b.tool("list"), label="list on a terminal", on_terminal=True)
    for call in (["list"], ["search", "cooperation"]):
        long = b.tool(*call, data=b.data(b.large))
        long = replace(long, label=f"{long.label}, first screen", on_terminal=True, screen=True)
        work = f"`{' '.join(call)}` of {b.large:,} on a terminal, until the first screen is full"
        taken, other = in_turn([long, small], b.out, b.effort)
        ratio = taken.seconds / other.seconds
        figures = (
            seconds_text(taken.seconds),
            "`list`, bundled collection",
            seconds_text(other.seconds),
            ratio_text(ratio),
        )
        bar = "1.5" if call == ["list"] else "4"
        yield Line(work, *figures, bar_text(bar), b.met(ratio <= Fraction(bar)))


def completion(b: Bench) -> Iterator[Line]:
    """What a person waits for after Tab."""
    job = b.completion()
    measure(job, b.out)
    if "Pakistan" not in output_of(job, b.out).read_text("utf-8"):
        raise Failure("Tab completes no partner")
    yield from b.compare("Tab completion of a partner", job, [("`import typer`", b.typer(), "0.6")])
