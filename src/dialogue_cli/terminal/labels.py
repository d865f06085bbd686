"""How the values that are counted, and doubtful numbers, are named on a terminal."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console
from rich.text import Text

from dialogue_cli.dates.edtf import parse
from dialogue_cli.dates.wording import human_date
from dialogue_cli.query.countable import TIMES
from dialogue_cli.query.counts import OTHERS, UNCERTAIN, Counts, Value
from dialogue_cli.terminal.console import data, spelt

DOUBT = "?"
"""Behind a number of a matrix, some of whose meetings a person only possibly attended."""
EARLIER = "earlier"
"""What the others are of years and months, of which the newest are kept."""


def label(counts: Counts, i: int, value: Value, console: Console) -> Text:
    """A value of a field, by its place, in words."""
    is_time = counts.fields[i] in TIMES
    if value is None:
        return Text("(none)", "quiet")
    if value is OTHERS:
        return Text(counts.others_label(i, EARLIER) if is_time else counts.others_label(i), "quiet")
    if is_time and value != UNCERTAIN:
        return Text(spelt(human_date(parse(value)), console))
    return data(value, console, "quiet" if is_time else "")


def in_view(field: str, values: Iterable[Value]) -> list[Value]:
    """The values in the order in which they are shown: earlier years and months stand before the others in time."""
    order = list(values)
    times = [value for value in order if isinstance(value, str) and value != UNCERTAIN]
    if field in TIMES and OTHERS in order and times == sorted(times):
        order.remove(OTHERS)
        order.insert(0, OTHERS)
    return order
