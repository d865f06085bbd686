"""The problems of a dataset for a person: what is wrong, the line of the file with a mark under the place, a summary.

Of a kind of which there are many only the first are shown; the summary says how many there are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from rich.console import Console
from rich.text import Text

from dialogue_cli.dataset.problems import CHECKS, SEVERITIES, Problem
from dialogue_cli.dataset.syntax import lines_of
from dialogue_cli.terminal.console import beside, data, glyphs, put, rule, spelt, wrap
from dialogue_cli.terminal.excerpt import excerpt
from dialogue_cli.text import one_line, plural

MANY, FIRST = 10, 3
"""Of a kind with more problems than the one, so many as the other are shown."""
_WIDTH = 100
_TONES = {"error": "problem", "broken-proof": "cancelled", "warning": "note"}


def write_problems(problems: Sequence[Problem], total: str, console: Console, *, every: str) -> None:
    """Writes problems, each with its line, how many there are of each kind, and what was looked at in total.

    `every` is the command that writes all of them.
    """
    counts = Counter(problem.code for problem in problems)
    width = min(console.width, _WIDTH)
    lines: dict[str, list[str]] = {}
    shown: Counter[str] = Counter()
    for problem in problems:
        if counts[problem.code] > MANY and shown[problem.code] == FIRST:
            continue
        shown[problem.code] += 1
        if problem.line and problem.file not in lines:
            lines[problem.file] = lines_of(Path(problem.file))
        put(console, [*_problem(problem, lines.get(problem.file, []), width, console), Text()])
    put(console, [*_summary(counts, shown, width, console, every), Text(), *wrap(Text(total), width, console)])


def _problem(problem: Problem, lines: Sequence[str], width: int, console: Console) -> Iterator[Text]:
    place = f"{problem.file}:{problem.line}:{problem.column}" if problem.line else problem.file
    head = Text.assemble((SEVERITIES[problem.severity], _TONES[problem.severity]), (f" [{problem.code}] ", "label"))
    yield from wrap(head.append_text(data(place, console, "id")), width, console, 2)
    for line in wrap(data(problem.message, console), width - 2, console):
        line.pad_left(2)
        yield line
    if 0 < problem.line <= len(lines):
        number = str(problem.line)
        room = max(width - len(number) - 5, 10)
        yield from _framed(number, excerpt(problem, lines[problem.line - 1], room, console), console)


def _framed(number: str, lines: Sequence[Text], console: Console) -> Iterator[Text]:
    """Lines of a file behind the number of the first of them."""
    for i, line in enumerate(lines):
        gutter = number if not i else " " * len(number)
        yield Text.assemble((f"  {gutter} ", "label"), (f"{glyphs(console).bar} ", "rule"), line)


def _summary(counts: Counter[str], shown: Counter[str], width: int, console: Console, every: str) -> Iterator[Text]:
    """A line for each kind of problem, the worst kinds first."""
    order = {severity: i for i, severity in enumerate(SEVERITIES)}
    codes = sorted(counts, key=lambda code: (order[CHECKS[code][0]], -counts[code], code))
    number = max(len(f"{count:,}") for count in counts.values())
    name = max(map(len, codes))
    severity = max(len(SEVERITIES[CHECKS[code][0]]) for code in codes)
    yield rule(console, width)
    for code in codes:
        kind, meaning = CHECKS[code]
        cells = [[Text(f"{counts[code]:,}", "number")], [Text(SEVERITIES[kind], _TONES[kind])], [Text(code)]]
        widths = [number, severity, name]
        room = width - sum(widths) - 6
        if room >= len(meaning) // 3:
            meant = wrap(Text(meaning, "quiet"), room, console)
            yield from beside([*cells, meant], [*widths, room], gap=2, right=[True, False, False, False])
        else:
            yield from beside(cells, widths, gap=2, right=[True, False, False])
    if hidden := counts.total() - shown.total():
        many = f"of the kinds with more than {MANY} problems the first {FIRST} are shown"
        text = f"{plural(hidden, 'problem')} left out: {many}. {one_line(every)} writes a line for each."
        yield Text()
        yield from wrap(Text(spelt(text, console), "note"), width, console)
