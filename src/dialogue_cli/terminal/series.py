"""Recurring formats for a person: one row each, or every round of one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from dialogue_cli.dataset.series import Interval, Recurring, Round, unbroken_runs
from dialogue_cli.dates.wording import NO_DATE, human_date
from dialogue_cli.terminal.console import beside, data, put, rule, spelt, wrap
from dialogue_cli.terminal.rows import write_rows
from dialogue_cli.text import plural, ranges

_GAP = 2
# Longer dates are broken.
_DATE = 32
_DAYS_IN_MONTH = 365.2425 / 12
# From so many days on, months say more.
_LONG = 60
NOT_RECORDED = "not in the record"


def write_overview(found: Sequence[Recurring], console: Console) -> None:
    """Writes a row for each series."""
    heads = ["Series", "Rounds", NOT_RECORDED.capitalize(), "Last held", "Next", "Interval"]
    rows = [
        [one.name, _recorded(one), ranges(one.missing), when(one.last), when(one.next), interval_words(one.interval)]
        for one in found
    ]
    # Nobody needs a column in which nothing stands.
    kept = [i for i in range(len(heads)) if i < 3 or any(row[i] for row in rows)]
    cells = [[data(row[i], console) for i in kept] for row in rows]
    header = [Text(heads[i], "label") for i in kept]
    widths = _widths(header, cells, console.width)
    if widths:
        lines = [*_across(header, widths, console), rule(console)]
        for row in cells:
            lines += _across(row, widths, console)
        put(console, lines)
    else:
        write_rows([(heads[i], "left") for i in kept], cells, console)
    put(console, [Text(), Text(f"{len(found):,} series", "label")])


def _widths(header: Sequence[Text], cells: Sequence[Sequence[Text]], width: int) -> list[int] | None:
    """Widths for the columns: while there is no room, the widest gives way. None where words would be broken."""
    columns = [[head, *(row[i] for row in cells)] for i, head in enumerate(header)]
    widths = [max(text.cell_len for text in column) for column in columns]
    least = [max(cell_len(word) for text in column for word in (text.plain.split() or [""])) for column in columns]
    room = width - _GAP * (len(widths) - 1)
    while sum(widths) > room and (wide := [i for i, size in enumerate(widths) if size > least[i]]):
        # The name of a series keeps the most room.
        widths[max(wide, key=lambda i: widths[i] / (1 if i else 2))] -= 1
    return widths if sum(widths) <= room else None


def _across(row: Sequence[Text], widths: Sequence[int], console: Console) -> Iterator[Text]:
    indents = [_GAP] + [0] * (len(row) - 1)
    parts = [wrap(*one[:2], console, one[2]) for one in zip(row, widths, indents, strict=True)]
    return beside(parts, widths, gap=_GAP)


def write_rounds(found: Sequence[Recurring], console: Console) -> None:
    """Writes each series with all its rounds, those that are not in the record in their place."""
    for i, one in enumerate(found):
        put(console, [*([Text()] if i else []), *_series(one, console)])


def interval_words(interval: Interval | None) -> str:
    """An interval in words, never more exact than the dates.

    >>> interval_words(Interval(30, 33))
    'at least 30, at most 33 days'
    """
    if interval is None:
        return ""
    least, most = interval.least, interval.most
    if most is None:
        return f"at least {plural(least, 'day')}{_months(least, least)}"
    if least == most:
        return f"{plural(most, 'day')}{_months(least, most)}"
    if not least:
        return f"at most {plural(most, 'day')}{_months(most, most)}"
    return f"at least {least:,}, at most {plural(most, 'day')}{_months(least, most)}"


def _months(least: int, most: int) -> str:
    if least < _LONG:
        return ""
    low, high = round(least / _DAYS_IN_MONTH), round(most / _DAYS_IN_MONTH)
    return f" (about {low} months)" if low == high else f" (about {low}–{high} months)"


def when(found: Round | None) -> str:
    """When a round is, in words; one without a date is named by its status."""
    if found is None:
        return ""
    if found.date:
        return human_date(found.date)
    return NO_DATE if found.status == "held" else f"{found.status}, {NO_DATE}"


def _recorded(one: Recurring) -> str:
    without = sum(found.ordinal is None for found in one.rounds)
    parts = [ranges(unbroken_runs(one.ordinals))] if one.ordinals else []
    if without:
        parts.append(f"{without:,} unnumbered")
    return ", ".join(parts) or "none"


def _series(one: Recurring, console: Console) -> Iterator[Text]:
    yield from wrap(data(one.name, console, "title"), console.width, console, _GAP)
    yield from wrap(data(one.id, console, "id"), console.width, console, _GAP)
    yield rule(console)
    rows = list(_rows(one, console))
    if rows:
        yield from _table(rows, console)
    else:
        yield Text("no meeting of this series is in the record", "quiet")
    facts = _facts(one)
    if facts:
        yield Text()
    name = max((len(label) for label, _ in facts), default=0)
    for label, words in facts:
        lines = wrap(Text(spelt(words, console)), max(console.width - name - _GAP, 1), console)
        yield from beside([[Text(label, "label")], lines], [name, console.width - name - _GAP])


def _facts(one: Recurring) -> list[tuple[str, str]]:
    facts = []
    if one.interval:
        facts.append(("Median interval", interval_words(one.interval)))
    for label, found in (("Last held", one.last), ("Next", one.next)):
        if found:
            facts.append((label, f"{when(found)} · {found.id}"))
    return facts


_Row = tuple[Text, Text, Text]


def _rows(one: Recurring, console: Console) -> Iterator[_Row]:
    """The rounds and the gaps between them, each as number, date and the rest."""
    gaps = list(one.missing)
    for found in one.rounds:
        while gaps and found.ordinal is not None and gaps[0][0] < found.ordinal:
            yield Text(spelt(ranges([gaps.pop(0)]), console), "quiet"), Text(NOT_RECORDED, "quiet"), Text()
        number = str(found.ordinal) if found.ordinal is not None else ""
        date = human_date(found.date) if found.date else NO_DATE
        yield Text(number, "title"), data(date, console, "" if found.date else "quiet"), _about(found, console)


def _about(found: Round, console: Console) -> Text:
    about = Text()
    if found.status != "held":
        about.append_text(data(found.status, console, found.status)).append(spelt(" · ", console), "quiet")
    if found.place:
        about.append_text(data(found.place, console)).append(spelt(" · ", console), "quiet")
    return about.append_text(data(found.id, console, "id"))


def _table(rows: Sequence[_Row], console: Console) -> Iterator[Text]:
    number = max(row[0].cell_len for row in rows)
    date = min(max(row[1].cell_len for row in rows), _DATE)
    gaps = _GAP * (2 if number else 1)
    rest = max(console.width - number - date - gaps, 20)
    for row in rows:
        cells = [wrap(text, width, console) for text, width in zip(row, (number, date, rest), strict=True)]
        if number:
            yield from beside(cells, [number, date, rest], gap=_GAP, right=[True, False, False])
        else:
            yield from beside(cells[1:], [date, rest], gap=_GAP)
