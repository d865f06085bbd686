"""Recurring formats for a person: one row each, or every round of one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from dialogue_cli.dataset.series import Interval, Recurring, Round, unbroken_runs
from dialogue_cli.dates.wording import NO_DATE, human_date
from dialogue_cli.terminal.console import beside, data, put, rule, spelt, wrap
from dialogue_cli.text import plural, ranges

MOST = 50
"""Of more series, those with the most meetings are shown, so many; and so many lines of one series."""
_GAP = 2
# A column of names narrower than this breaks them too often: they stand above the other columns instead.
_NAME = 26
# `from 22 Nov 2025`
_SHORT_DATE = 16
# Longer dates are broken.
_DATE = 32
_DAYS_IN_MONTH = 365.2425 / 12
# From so many days on, months say more.
_LONG = 60
NOT_RECORDED = "not in the record"


def write_overview(found: Sequence[Recurring], console: Console, *, is_whole: bool = True) -> None:
    """Writes a row for each series and their totals; without `is_whole` those with the most meetings, if many."""
    shown = list(found)
    if not is_whole and len(found) > MOST:
        ids = {one.id for one in sorted(found, key=lambda one: -len(one.rounds))[:MOST]}
        shown = [one for one in found if one.id in ids]
    heads = ["Series", "Rounds", NOT_RECORDED.capitalize(), "Last held", "Next", "Interval"]
    rows = [
        [one.name, _recorded(one), ranges(one.missing), when(one.last), _next(one), short_interval(one.interval)]
        for one in shown
    ]
    # Nobody needs a column in which nothing stands.
    kept = [i for i in range(len(heads)) if i < 3 or any(row[i] for row in rows)]
    cells = [
        [data(spelt(row[i], console) if i else row[i], console, "" if i else "name") for i in kept] for row in rows
    ]
    header = [Text(heads[i], "label") for i in kept]
    widths = _widths(header, cells, console.width)
    if widths:
        lines = [*_across(header, widths, console), rule(console)]
        for row in cells:
            lines += _across(row, widths, console)
    else:
        lines = list(_stacked(header, cells, console))
    put(console, [*lines, Text(), *_totals(found, console)])
    if len(shown) < len(found):
        text = f"{len(found) - len(shown):,} series left out; these have the most meetings."
        text += " dialogue series -f table shows all."
        put(console, wrap(Text(text, "note"), console.width, console))


def _totals(found: Sequence[Recurring], console: Console) -> list[Text]:
    recorded: dict[str, int] = {}
    for one in found:
        for status, numbers in _by_status(one).items():
            recorded[status] = recorded.get(status, 0) + len(numbers)
    missing = sum(last - first + 1 for one in found for first, last in one.missing)
    parts = [f"{len(found):,} series"]
    parts += [f"{plural(count, 'round')} {status}" for status, count in recorded.items()]
    parts += [f"{missing:,} not in the record"] if missing else []
    unnumbered = sum(round_.ordinal is None for one in found for round_ in one.rounds)
    parts += [f"{plural(unnumbered, 'meeting')} without a number"] if unnumbered else []
    return wrap(Text(spelt(" · ".join(parts), console), "label"), console.width, console)


def _widths(header: Sequence[Text], cells: Sequence[Sequence[Text]], width: int) -> list[int] | None:
    """Widths for the columns: while there is no room, the widest gives way. None where words would be broken."""
    columns = [[head, *(row[i] for row in cells)] for i, head in enumerate(header)]
    widths = [max(text.cell_len for text in column) for column in columns]
    # The name of a series goes on set in, and neither a name nor a date reads well in a column of single words.
    whole = [_NAME, 0, 0, *([_SHORT_DATE] * len(columns))]
    least = [
        min(size, max(_word(column) + _GAP * (not i), whole[i]))
        for i, (size, column) in enumerate(zip(widths, columns, strict=True))
    ]
    room = width - _GAP * (len(widths) - 1)
    widths = [min(size, max(room, least[i])) for i, size in enumerate(widths)]
    while sum(widths) > room and (wide := [i for i, size in enumerate(widths) if size > least[i]]):
        # The name of a series keeps the most room.
        widths[max(wide, key=lambda i: widths[i] / (1 if i else 2))] -= 1
    return widths if sum(widths) <= room else None


def _word(column: Sequence[Text]) -> int:
    """The width of the longest word of a column."""
    return max(cell_len(word) for text in column for word in (text.plain.split() or [""]))


def _across(row: Sequence[Text], widths: Sequence[int], console: Console) -> Iterator[Text]:
    indents = [_GAP] + [0] * (len(row) - 1)
    parts = [wrap(*one[:2], console, one[2]) for one in zip(row, widths, indents, strict=True)]
    return beside(parts, widths, gap=_GAP)


def _stacked(header: Sequence[Text], cells: Sequence[Sequence[Text]], console: Console) -> Iterator[Text]:
    """Each series by its name, and below it its columns; in a very narrow window each with its own heading."""
    widths = _widths([Text(), *header[1:]], [[Text(), *row[1:]] for row in cells], console.width)
    if widths:
        yield from _across([Text(), *header[1:]], widths, console)
        yield rule(console)
    for i, row in enumerate(cells):
        if i and not widths:
            yield Text()
        yield from wrap(row[0], console.width, console, _GAP)
        yield from _across([Text(), *row[1:]], widths, console) if widths else _named(header[1:], row[1:], console)


def _named(header: Sequence[Text], row: Sequence[Text], console: Console) -> Iterator[Text]:
    """The cells of a row that say anything, each behind its heading."""
    for head, text in zip(header, row, strict=True):
        for line in wrap(Text.assemble(head, ": ", text), console.width - _GAP, console, _GAP) if text else ():
            line.pad_left(_GAP)
            yield line


def write_rounds(found: Sequence[Recurring], console: Console, *, is_whole: bool = True) -> None:
    """Writes each series with its rounds, those that are not in the record in their place.

    Without `is_whole` only the last lines of a series of very many.
    """
    for i, one in enumerate(found):
        put(console, [*([Text()] if i else []), *_series(one, console, is_whole=is_whole)])


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


def short_interval(interval: Interval | None) -> str:
    """The same in a cell of a table: only in months, where there are some.

    >>> short_interval(Interval(351, 382)), short_interval(Interval(30, 33)), short_interval(Interval(30, None))
    ('about 12–13 months', '30–33 days', 'at least 30 days')
    """
    words = interval_words(interval)
    if interval is None or interval.most is None or not interval.least:
        return words.partition(" (")[0]
    if months := words.partition(" (")[2]:
        return months.removesuffix(")")
    return words if interval.least == interval.most else f"{interval.least}–{plural(interval.most, 'day')}"


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


def _next(one: Recurring) -> str:
    return f"{when(one.next)} (not recorded as held)" if one.next_is_overdue else when(one.next)


def _by_status(one: Recurring) -> dict[str, list[int]]:
    """The numbers in the record by what became of the rounds, those held first; each number once."""
    found: dict[str, set[int]] = {"held": set()}
    for each in one.rounds:
        if each.ordinal is not None:
            found.setdefault(each.status, set()).add(each.ordinal)
    return {
        status: kept
        for status, numbers in found.items()
        if (kept := sorted(numbers - (found["held"] if status != "held" else set())))
    }


def _recorded(one: Recurring) -> str:
    without = sum(found.ordinal is None for found in one.rounds)
    statuses = _by_status(one)
    is_plain = list(statuses) == ["held"]
    parts = [
        f"{'' if is_plain else f'{status} '}{ranges(unbroken_runs(numbers))}" for status, numbers in statuses.items()
    ]
    if without:
        parts.append(f"{without:,} unnumbered")
    return ", ".join(parts) or "none"


def _series(one: Recurring, console: Console, *, is_whole: bool) -> Iterator[Text]:
    yield from wrap(data(one.name, console, "title"), console.width, console, _GAP)
    yield from wrap(data(one.id, console, "id"), console.width, console, _GAP)
    yield rule(console)
    rows = list(_rows(one, console))
    if rows:
        left = 0 if is_whole or len(rows) <= MOST else len(rows) - MOST
        if left:
            text = f"{left:,} earlier lines left out; dialogue series {one.id} -f table shows all."
            yield from wrap(data(text, console, "note"), console.width, console, _GAP)
        yield from _table(rows[left:], console)
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
    if one.ordinals:
        counted = [(status.capitalize(), unbroken_runs(found)) for status, found in _by_status(one).items()]
        counted.append((NOT_RECORDED.capitalize(), one.missing))
        facts += [(label, _counted(runs)) for label, runs in counted if runs]
    if one.interval:
        facts.append(("Median interval", interval_words(one.interval)))
    for label, found in (("Last held", one.last), ("Next", one.next)):
        if found:
            words = _next(one) if found is one.next else when(found)
            facts.append((label, f"{words} · {found.id}"))
    return facts


def _counted(runs: Sequence[tuple[int, int]]) -> str:
    count = sum(last - first + 1 for first, last in runs)
    return f"{plural(count, 'round')}: {ranges(runs)}"


_Row = tuple[Text, Text, Text]


def _rows(one: Recurring, console: Console) -> Iterator[_Row]:
    """The rounds and the gaps between them, each as number, date and the rest."""
    gaps = list(one.missing)
    for found in one.rounds:
        while gaps and found.ordinal is not None and gaps[0][0] < found.ordinal:
            yield Text(spelt(ranges([gaps.pop(0)]), console), "quiet"), Text(NOT_RECORDED, "quiet"), Text()
        number = str(found.ordinal) if found.ordinal is not None else ""
        date = human_date(found.date) if found.date else NO_DATE
        yield (
            Text(number, "title"),
            data(spelt(date, console), console, "" if found.date else "quiet"),
            _about(found, console),
        )


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
