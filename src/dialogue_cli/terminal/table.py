"""Tables for a person: the meetings of `list` and `search`, written while they are found."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from rich.console import Console
from rich.text import Text

from dialogue_cli.dates.edtf import parse
from dialogue_cli.dates.wording import NO_DATE, human_date
from dialogue_cli.match import Match, Result
from dialogue_cli.terminal.console import beside, put, rule, spelt
from dialogue_cli.terminal.layout import HEADERS, Layout, layout_of
from dialogue_cli.terminal.meeting_rows import MeetingRows, flow, in_words
from dialogue_cli.terminal.rows import BATCH, write_rows
from dialogue_cli.text import plural
from dialogue_cli.view.columns import getter
from dialogue_cli.view.listing import WINDOW, WINDOW_OF_SEARCH, Look, Tally, look
from dialogue_cli.view.proofs import Proofs
from dialogue_cli.view.status import TONE, how_many_possibly, status_words

# So many lines are written first, for a person to read while the others are made.
_FIRST_BATCH = 60


def write_matches(
    matches: Iterable[Match],
    asked: Callable[[], Console],
    proofs: Proofs,
    *,
    fields: Sequence[str] | None = None,
    is_search: bool = False,
) -> int:
    """Writes meetings as a table fitted to the console, by default the usual columns. Returns their number.

    The console is asked for once there is something to write.
    """
    tally = Tally()
    if fields:
        found = list(matches)
        if not found:
            return 0
        console = asked()
        columns = [(name, "right" if name in ("ordinal", "score") else "left") for name in fields]
        getters = [_getter(name, proofs) for name in fields]
        write_rows(columns, ([get(match) for get in getters] for match in _counted(found, tally)), console)
    else:
        seen, rest = look(matches, WINDOW_OF_SEARCH if is_search else WINDOW)
        if not seen.window:
            return 0
        console = asked()
        _write_usual(seen, _counted(rest, tally), console, is_search)
    put(console, [Text(), *_footer(tally.parts(_total(matches, tally)), tally.possibly(), console)])
    return tally.count


def _counted(matches: Iterable[Match], tally: Tally) -> Iterator[Match]:
    for match in matches:
        tally.add(match)
        yield match


def _total(matches: Iterable[Match], tally: Tally) -> int:
    """How many meetings there would be without a limit."""
    is_limited = isinstance(matches, Result) and matches.query.limit == tally.count
    return matches.total() if is_limited and isinstance(matches, Result) else tally.count


def footer(matches: Sequence[Match], console: Console) -> list[Text]:
    """How many meetings there are, and how many of them are only possibly in the asked period."""
    return _footer([plural(len(matches), "meeting")], how_many_possibly(matches), console)


def _footer(parts: Sequence[str], possibly: str, console: Console) -> list[Text]:
    texts = [Text(spelt(part, console), "label") for part in parts]
    return flow([*texts, Text(possibly, TONE)] if possibly else texts, console.width, console)


# The usual view


def _write_usual(seen: Look, matches: Iterable[Match], console: Console, is_search: bool) -> None:
    layout = layout_of(seen, console)
    rows = MeetingRows(layout, console, is_search=is_search)
    batch, size = [*_caption(seen, console), *_headers(layout, console)], _FIRST_BATCH
    for i, match in enumerate(matches):
        if i and (is_search or not layout.is_in_lines):
            batch.append(Text())
        batch += rows.lines(match)
        if len(batch) >= size:
            put(console, batch)
            batch, size = [], BATCH
    if batch:
        put(console, batch)


def _caption(seen: Look, console: Console) -> Iterator[Text]:
    """What all meetings share."""
    if seen.shared:
        first, *others = (in_words(name, value, console) for name, value in seen.shared.items())
        yield from flow([Text.assemble(("Each of these meetings: ", "label"), first), *others], console.width, console)
        yield Text()


def _headers(layout: Layout, console: Console) -> Iterator[Text]:
    if len(layout.names) > 1:
        yield from beside([[Text(HEADERS[name], "label")] for name in layout.names], layout.widths)
        yield rule(console)


def _getter(name: str, proofs: Proofs) -> Callable[[Match], object]:
    if name == "date":
        return lambda match: human_date(parse(match.date)) if match.date else NO_DATE
    return (lambda match: status_words(match, held=True)) if name == "status" else getter(name, proofs)
