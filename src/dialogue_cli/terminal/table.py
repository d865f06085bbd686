"""Tables for a person: the meetings of `list` and `search`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.text import Text

from dialogue_cli.dates.edtf import parse
from dialogue_cli.dates.wording import NO_DATE, broken, human_date
from dialogue_cli.match import Match
from dialogue_cli.query.search_text import MARK_END, MARK_START
from dialogue_cli.terminal.console import beside, data, glyphs, put, rule, spelt, wrap
from dialogue_cli.terminal.rows import BATCH, GAP, write_rows
from dialogue_cli.text import plural
from dialogue_cli.view.columns import getter, joined
from dialogue_cli.view.proofs import Proofs
from dialogue_cli.view.status import TONE, how_many_possibly, status_parts, status_words

# A column of titles narrower than this, or than this where all else is on one line, breaks them too often.
_TITLE, _LONG_TITLE = 40, 56
# The longest word of a date, a qualifier, a year: less room breaks it badly.
_DATE = 12


def write_matches(
    matches: Iterable[Match],
    console: Console,
    proofs: Proofs,
    *,
    fields: Sequence[str] | None = None,
    is_search: bool = False,
) -> int:
    """Writes meetings as a table fitted to the console, by default the usual columns. Returns their number."""
    found = list(matches)
    if not found:
        return 0
    if fields:
        columns = [(name, "right" if name in ("ordinal", "score") else "left") for name in fields]
        getters = [_getter(name, proofs) for name in fields]
        write_rows(columns, ([get(match) for get in getters] for match in found), console)
    else:
        _write_usual(found, console, is_search)
    put(console, [Text(), *footer(found, console)])
    return len(found)


def footer(matches: Sequence[Match], console: Console) -> list[Text]:
    """How many meetings there are, and how many of them are only possibly in the asked period."""
    text = Text().append(plural(len(matches), "meeting"), "label")
    possibly = how_many_possibly(matches)
    if possibly:
        text.append(spelt(f" · {possibly}", console), TONE)
    return wrap(text, console.width, console)


def status_text(match: Match, console: Console) -> Text:
    """What must be said of a meeting beside its date: a status other than held, and `possibly`."""
    return Text(", ").join([data(words, console, tone) for words, tone in status_parts(match)])


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
    before = layout.headers.index("Meeting") if layout.headers else 0
    indent = sum(layout.widths[:before]) + before * GAP
    # Where no bold title tells rows of several lines apart, a blank line does.
    is_airy = is_search or not layout.headers or ("Id" not in layout.headers and not console.color_system)
    batch: list[Text] = []
    for i, match in enumerate(matches):
        if i and is_airy:
            batch.append(Text())
        batch += _usual_row(match, layout, console)
        if is_search:
            batch += _search_lines(match, indent, console)
        if len(batch) >= BATCH:
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
    width = min(console.width - indent, 100)
    lines = wrap(_snippet(match.snippet, console), width, console) if match.snippet else []
    if match.missing:
        lacking = Text.assemble(("lacks: ", "possible"), data(", ".join(match.missing), console))
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
    date = _width((line.cell_len for m in matches for line in _date(m, console)), 4, 20)
    status = _width((status_text(m, console).cell_len for m in matches), 0, 18)
    identifier = _width((data(m.id, console).cell_len for m in matches), 2, 48)
    partners = _width((_partners(m, console).cell_len for m in matches), 8, 26)
    place = _width((data(m.place, console).cell_len for m in matches), 5, 24)
    room = console.width - date - partners - place - identifier - 4 * GAP - (status + GAP if status else 0)
    title = _width((data(m.title, console).cell_len for m in matches), 7, console.width)
    if room >= min(title, _LONG_TITLE):
        room = min(title, room)
        if status:
            headers: tuple[str, ...] = ("Date", "", "Meeting", "Partners", "Place", "Id")
            return _Layout(headers, (date, status, room, partners, place, identifier), lambda m: _wide(m, console))
        headers = ("Date", "Meeting", "Partners", "Place", "Id")
        return _Layout(headers, (date, room, partners, place, identifier), lambda m: _wide(m, console, status=False))
    date = max(date, status)
    room = console.width - date - partners - place - 3 * GAP
    if room >= max(_TITLE, identifier):
        headers = ("Date", "Meeting", "Partners", "Place")
        return _Layout(headers, (date, room, partners, place), lambda m: _medium(m, console))
    # A date breaks between its words, an id would break within one.
    date = min(date, max(console.width - GAP - identifier, _DATE))
    room = console.width - date - GAP
    if room >= _TITLE * 3 // 4:
        return _Layout(("Date", "Meeting"), (date, room), lambda m: _narrow(m, room, console))
    return _Layout((), (console.width,), lambda m: _stacked(m, console))


def _width(sizes: Iterable[int], least: int, most: int) -> int:
    """The greatest size within bounds; a long list is measured no further than it takes to reach the bound."""
    widest = least
    for size in sizes:
        if size >= most:
            return max(least, most)
        widest = max(widest, size)
    return widest


def _wide(match: Match, console: Console, *, status: bool = True) -> _Cells:
    (*date, words), (title, identifier), partners, place = _medium(match, console)
    return [date, *([[words]] if status else []), [title], partners, place, [identifier]]


def _medium(match: Match, console: Console) -> _Cells:
    row = match
    return (
        [*_date(match, console), status_text(match, console)],
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


def _date(match: Match, console: Console) -> list[Text]:
    if not match.date:
        return [Text(NO_DATE, "quiet")]
    # A window takes two lines, and so makes no other date's column wider.
    return [Text(spelt(part, console)) for part in broken(human_date(parse(match.date)))]


def _partners(match: Match, console: Console) -> Text:
    return data(joined(match.partners), console)


def _getter(name: str, proofs: Proofs) -> Callable[[Match], object]:
    if name == "date":
        return lambda match: human_date(parse(match.date)) if match.date else NO_DATE
    return (lambda match: status_words(match, held=True)) if name == "status" else getter(name, proofs)
