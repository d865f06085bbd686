"""What is said of many meetings in time: the heads of their parts, the gaps, the legend and the footer."""

from __future__ import annotations

from collections.abc import Iterator

from dialogue_cli.dates.months import SHORT_MONTHS
from dialogue_cli.dates.units import Unit
from dialogue_cli.text import plural
from dialogue_cli.view.overview import Gap, Overview
from dialogue_cli.view.status import so_many_possibly


def gap_words(gap: Gap, unit: Unit) -> str:
    """What is said of a gap: `7 years without a meeting`."""
    if gap.possible:
        they = "1 meeting that" if gap.possible == 1 else f"{gap.possible:,} meetings that each"
        return f"{plural(gap.units, unit)} with nothing certain, and {they} may lie in any of them"
    return f"{plural(gap.units, unit)} without a meeting"


def heads(overview: Overview, size: int) -> list[str]:
    """What stands above the parts of a unit, each in so many cells."""
    if overview.unit == "year":
        return [name[: 3 if size > 3 else 1] for name in SHORT_MONTHS]
    if overview.unit == "decade":
        return [str(i) for i in range(overview.part.most)]
    every = 5 if overview.part.most > 5 else 1
    return [str(i) if i == 1 or i % every == 0 else "" for i in range(1, overview.part.most + 1)]


def level(number: int, most: int, levels: int) -> int:
    """Which of some levels a number takes, from 0 on: the most takes the last, and one the first where there are more.

    >>> [level(number, 40, 8) for number in (1, 5, 6, 39, 40)]
    [0, 0, 1, 7, 7]
    """
    return -(-number * levels // most) - 1


def legend_words(overview: Overview) -> Iterator[tuple[str, str]]:
    """What the signs and the columns mean, as far as they are there: the name of a sign or a column, and words."""
    unit, part = overview.unit, overview.part.noun
    lines = overview.full
    if overview.most:
        many = f"1 to {overview.most:,} meetings" if overview.most > 1 else "1 meeting"
        yield "levels", f"{many} in a {part}"
    if any(each and each.possible and not each.certain for line in lines for each in line.parts):
        yield "maybe", "none for certain, but possibly"
    if overview.has_unheld:
        yield "unheld", "Not held: how many of the meetings are planned, agreed, postponed or cancelled"
    if overview.has_possible:
        yield (
            "possible",
            f"Possibly: meetings beyond these, on an unknown day that may lie in the {unit}",
        )


def footer_words(overview: Overview) -> Iterator[str]:
    """How many meetings there are, and which of them stand in no line or in several."""
    if not overview.lines and overview.meetings:
        yield from _nothing_drawn(overview)
        return
    words = [f"{plural(overview.meetings, 'meeting')} by {overview.unit}"]
    if overview.left_out:
        words.append(f"{plural(overview.left_out, f'earlier {overview.unit}')} left out (-n)")
    if overview.possible:
        words.append(so_many_possibly(overview.possible, overview.meetings))
    if overview.several:
        lie, count = ("lies", "counts") if overview.several == 1 else ("lie", "count")
        words.append(f"{overview.several:,} {lie} in more than one {overview.unit} and {count} in each")
    if overview.unplaced:
        words.append(f"{overview.unplaced:,} only possibly in a {overview.unit}, counted in none")
    if overview.open:
        words.append(f"{overview.open:,} with an open date (by …, from …) in no line")
    if overview.undated:
        words.append(f"{overview.undated:,} without a date")
    yield " · ".join(words)


def _nothing_drawn(overview: Overview) -> Iterator[str]:
    """What is said where there is no line: none of the meetings has a date with a first and a last day."""
    parts = [f"{overview.open:,} with an open date (by …, from …)"] if overview.open else []
    parts += [f"{overview.undated:,} without a date"] if overview.undated else []
    which = "It has" if overview.meetings == 1 else "None of them has"
    if overview.possible:
        parts.append(so_many_possibly(overview.possible, overview.meetings))
    yield " · ".join([plural(overview.meetings, "meeting"), *parts])
    article = "no" if overview.meetings == 1 else "a"
    yield f"{which} {article} date that can be drawn; dialogue list names each."
