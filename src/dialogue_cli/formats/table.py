"""Tables for a person: the meetings of `list` and `search`, and plain rows of anything."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from dialogue_cli.archive import Match
from dialogue_cli.dates import parse
from dialogue_cli.formats.columns import COLUMNS, as_text
from dialogue_cli.formats.terminal import beside, data, glyphs, put, rule, spelt, wrap
from dialogue_cli.formats.words import NO_DATE, human_date
from dialogue_cli.index.ask import MARK_END, MARK_START
from dialogue_cli.text import plural

_GAP = 2
_BATCH = 200
# A title narrower than this breaks too often.
_TITLE = 40
# A column narrower than this is hard to read; a word longer than that may be broken.
_READABLE, _LONG_WORD = 20, 48


def write_matches(
    matches: Iterable[Match], console: Console, *, fields: Sequence[str] | None = None, is_search: bool = False
) -> int:
    """Writes meetings as a table fitted to the console, with the columns asked for or the usual ones. Gives their number."""
    found = list(matches)
    if not found:
        return 0
    if fields:
        columns = [(_header(name), "right" if name in ("ordinal", "score") else "left") for name in fields]
        write_rows(columns, ([_field(match, name) for name in fields] for match in found), console)
    else:
        _write_usual(found, console, is_search)
    put(console, [Text(), footer(found, console)])
    return len(found)


def footer(matches: Sequence[Match], console: Console) -> Text:
    """How many meetings there are, and how many of them are only possibly in the asked period."""
    text = Text(plural(len(matches), "meeting"), "label")
    possible = sum(match.certain is not None and not match.certain for match in matches)
    if possible:
        which = "all" if possible == len(matches) else f"{possible:,} of them"
        text.append(spelt(f" · {which} only possibly in the period", console), "possible")
    return text


def status_words(match: Match, console: Console) -> Text:
    """What must be said of a meeting beside its date: a status other than held, and `possibly`."""
    words = Text()
    if match.row.status != "held":
        words.append_text(data(match.row.status, console, match.row.status))
    if match.certain is not None and not match.certain:
        words.append(", " if words else "")
        words.append("possibly", "possible")
    return words


def date_words(match: Match, console: Console) -> Text:
    """The date of a meeting in words."""
    return Text(spelt(human_date(parse(match.row.date)), console)) if match.row.date else Text(NO_DATE, "quiet")


# The usual view

_Cells = Sequence[Sequence[Text]]


@dataclass(frozen=True, slots=True)
class _Layout:
    """Which columns there are: their headers, widths, and what stands in each as paragraphs."""

    headers: tuple[str, ...]
    widths: tuple[int, ...]
    cells: Callable[[Match], _Cells]


def _write_usual(matches: Sequence[Match], console: Console, is_search: bool) -> None:
    layout = _layout(matches, console)
    if layout.headers:
        heads = [[Text(header, "label")] for header in layout.headers]
        put(console, [*beside(heads, layout.widths), rule(console)])
    indent = layout.widths[0] + _GAP if layout.headers else 0
    # Where no bold title tells rows of several lines apart, a blank line does.
    is_airy = is_search or not layout.headers or ("Id" not in layout.headers and not console.color_system)
    batch: list[Text] = []
    for i, match in enumerate(matches):
        if i and is_airy:
            batch.append(Text())
        batch += _usual_row(match, layout, console)
        if is_search:
            batch += _search_lines(match, indent, console)
        if len(batch) >= _BATCH:
            put(console, batch)
            batch = []
    if batch:
        put(console, batch)


def _usual_row(match: Match, layout: _Layout, console: Console) -> Iterator[Text]:
    cells = [
        [line for part in parts if part for line in wrap(part, width, console)]
        for parts, width in zip(layout.cells(match), layout.widths, strict=True)
    ]
    return beside(cells, layout.widths)


def _search_lines(match: Match, indent: int, console: Console) -> list[Text]:
    """The words of the meeting that were found, and those that it lacks."""
    width = console.width - indent
    lines = wrap(_snippet(match.row.snippet, console), width, console) if match.row.snippet else []
    if match.row.missing:
        lacking = Text("lacks: ", "problem")
        lacking.append_text(data(", ".join(match.row.missing), console))
        lines += wrap(lacking, width, console)
    for line in lines:
        line.pad_left(indent)
    return lines


def _snippet(marked: str, console: Console) -> Text:
    """A snippet with its matching words set off: by style, or by asterisks where there is none."""
    text = Text()
    asterisk = "" if console.color_system else "*"
    for i, part in enumerate(marked.split(MARK_START)):
        word, _, rest = part.partition(MARK_END) if i else ("", "", part)
        if word:
            text.append_text(data(f"{asterisk}{word}{asterisk}", console, "found"))
        text.append_text(data(rest, console, "quote"))
    return text


def _layout(matches: Sequence[Match], console: Console) -> _Layout:
    """The widest layout that leaves the title room: a line for each meeting, a few lines in columns, or a block."""
    date = _width((date_words(m, console).cell_len for m in matches), 4, 18)
    status = _width((status_words(m, console).cell_len for m in matches), 0, 18)
    identifier = _width((data(m.row.id, console).cell_len for m in matches), 2, 48)
    partners = _width((_partners(m, console).cell_len for m in matches), 8, 26)
    place = _width((data(m.row.place, console).cell_len for m in matches), 5, 24)
    title = console.width - sum(width + _GAP for width in (date, partners, place, identifier, status) if width)
    if title >= _TITLE:
        title = _width((data(m.row.title, console).cell_len for m in matches), 7, title)
        widths = (date, status, title, partners, place, identifier)
        headers = ("Date", "", "Meeting", "Partners", "Place", "Id")
        return _without_empty(_Layout(headers, widths, lambda m: _wide(m, console)))
    date = max(date, status)
    title = console.width - date - partners - place - 3 * _GAP
    if title >= max(_TITLE, identifier):
        widths = (date, title, partners, place)
        return _Layout(("Date", "Meeting", "Partners", "Place"), widths, lambda m: _medium(m, console))
    title = console.width - date - _GAP
    if title >= _TITLE * 3 // 4:
        return _Layout(("Date", "Meeting"), (date, title), lambda m: _narrow(m, title, console))
    return _Layout((), (console.width,), lambda m: _stacked(m, console))


def _without_empty(layout: _Layout) -> _Layout:
    """The layout without the column of statuses, where all meetings were certainly held."""
    if layout.widths[1]:
        return layout
    cells = layout.cells
    return _Layout(
        layout.headers[:1] + layout.headers[2:],
        layout.widths[:1] + layout.widths[2:],
        lambda match: [cell for i, cell in enumerate(cells(match)) if i != 1],
    )


def _width(sizes: Iterable[int], least: int, most: int) -> int:
    return max(least, min(most, max(sizes)))


def _wide(match: Match, console: Console) -> _Cells:
    (date, status), (title, identifier), partners, place = _medium(match, console)
    return [date], [status], [title], partners, place, [identifier]


def _medium(match: Match, console: Console) -> _Cells:
    row = match.row
    return (
        [date_words(match, console), status_words(match, console)],
        [data(row.title, console, "title"), data(row.id, console, "id")],
        [_partners(match, console)],
        [data(row.place, console)],
    )


def _narrow(match: Match, width: int, console: Console) -> _Cells:
    date, (title, identifier), (partners,), (place,) = _medium(match, console)
    about = _joined([partners, place], console)
    line = _joined([about, identifier], console)
    return date, [title, line] if line.cell_len <= width else [title, about, identifier]


def _stacked(match: Match, console: Console) -> _Cells:
    date, meeting = _narrow(match, console.width, console)
    return [[_joined(date, console), *meeting]]


def _joined(parts: Iterable[Text], console: Console) -> Text:
    return Text(f" {glyphs(console).bullet} ").join([part for part in parts if part])


def _partners(match: Match, console: Console) -> Text:
    joined = match.row.partners
    return data(joined if "," in joined else joined.replace("; ", ", "), console)


# Any rows


def write_rows(columns: Sequence[tuple[str, str]], rows: Iterable[Sequence[object]], console: Console) -> int:
    """Writes rows under headers; each column is a header and `left` or `right`. Gives the number of rows.

    What finds no room beside the other columns stands below them, at full width: nothing is cut.
    """
    cells = [[_cell(value, console) for value in row] for row in rows]
    if not cells:
        return 0
    headers = [data(_header(name), console, "label") for name, _ in columns]
    is_right = [justify == "right" for _, justify in columns]
    widths = _fit(headers, cells, console.width)
    shown = list(widths)
    below = [i for i in range(len(columns)) if i not in widths]

    def across(row: Sequence[Text]) -> Iterator[Text]:
        parts = [wrap(row[i], widths[i], console) for i in shown]
        return beside(parts, [widths[i] for i in shown], gap=_GAP, right=[is_right[i] for i in shown])

    lines = [*across(headers), rule(console, sum(widths.values()) + _GAP * (len(shown) - 1) if not below else None)]
    for number, row in enumerate(cells):
        if below and number:
            lines.append(Text())
        lines += across(row)
        for i in below:
            lines += _below(headers[i], row[i], console)
        if len(lines) >= _BATCH:
            put(console, lines)
            lines = []
    if lines:
        put(console, lines)
    return len(cells)


def _header(name: str) -> str:
    return (name[:1].upper() + name[1:]).replace("_", " ")


def _field(match: Match, name: str) -> object:
    if name == "date":
        return human_date(parse(match.row.date)) if match.row.date else NO_DATE
    if name == "status" and match.certain is not None and not match.certain:
        return f"{match.row.status}, possibly"
    return COLUMNS[name](match)


def _cell(value: object, console: Console) -> Text:
    if isinstance(value, Text):
        return value
    is_number = isinstance(value, int) and not isinstance(value, bool)
    return data(f"{value:,}" if is_number else as_text(value), console)


def _fit(headers: Sequence[Text], cells: Sequence[Sequence[Text]], width: int) -> dict[int, int]:
    """The columns that stand side by side, and their widths."""
    natural, least = [], []
    for i, header in enumerate(headers):
        column = [header, *(row[i] for row in cells)]
        natural.append(max(text.cell_len for text in column))
        word = max(cell_len(word) for text in column for word in (text.plain.split() or [""]))
        least.append(min(natural[i], max(min(word, _LONG_WORD), _READABLE)))
    shown = list(range(len(headers)))
    while len(shown) > 1 and sum(least[i] for i in shown) + _GAP * (len(shown) - 1) > width:
        shown.remove(max(shown[1:], key=lambda i: natural[i]))
    widths = {i: natural[i] for i in shown}
    room = max(width - _GAP * (len(shown) - 1), 1)
    while sum(widths.values()) > room:
        wide = [i for i in shown if widths[i] > least[i]] or shown
        widths[max(wide, key=lambda i: widths[i])] -= 1
    return widths


def _below(header: Text, value: Text, console: Console) -> list[Text]:
    """A value under its row, with its header before it; nothing when it is empty."""
    if not value:
        return []
    indent = header.cell_len + 2 * _GAP
    lines = wrap(value, max(console.width - indent, _READABLE), console)
    return list(beside([[Text()], [header], lines], [0, header.cell_len, 0], gap=_GAP))
