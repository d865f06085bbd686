"""The lines of a meeting in a list, in a layout."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.console import Console
from rich.text import Text

from dialogue_cli.match import Match
from dialogue_cli.query.search_text import MARK_END, MARK_START
from dialogue_cli.terminal.console import beside, data, glyphs, wrap
from dialogue_cli.terminal.dates import date_lines, date_words
from dialogue_cli.terminal.layout import Layout
from dialogue_cli.terminal.rows import GAP
from dialogue_cli.view.listing import CELLS, is_said
from dialogue_cli.view.status import status_parts

# A longer line of a snippet is hard to read.
_SNIPPET = 100
# How a cell reads outside its column.
_IN_WORDS = {"partners": "with {}", "place": "in {}"}


class MeetingRows:
    """Draws meetings in a layout; with `is_search`, each with the words that were found."""

    def __init__(self, layout: Layout, console: Console, *, is_search: bool) -> None:
        self.layout = layout
        self.console = console
        self.is_search = is_search
        self.widths = dict(zip(layout.names, layout.widths, strict=True))
        self.room = self.widths[layout.main]
        self.room_for_id = console.width - layout.start("id") if layout.is_in_lines else self.room
        self.indent = layout.start(layout.main)
        at = layout.names.index(layout.main)
        self.left, self.right = layout.names[:at], layout.names[at:]

    def lines(self, match: Match) -> Iterator[Text]:
        """The lines of a meeting."""
        if "date" not in self.widths:
            when = joined([_date(match, self.console), status_text(match, self.console)], self.console)
            yield from wrap(when, self.console.width, self.console)
        main, snippet = self._main(match)
        parts = [in_words(name, value, self.console) for name, value in self._below(match)]
        identifier = data(match.id, self.console, "id")
        has_room = identifier.cell_len <= self.room_for_id
        if has_room and not self.layout.is_in_lines:
            parts.append(identifier)
        cells = {name: self._cell(name, match) for name in self.layout.names if name not in (self.layout.main, "id")}
        cells |= {
            self.layout.main: [*main, *flow(parts, self.room, self.console)],
            "id": [identifier] if has_room else [],
        }
        below = [] if has_room else wrap(identifier, self.console.width - self.indent, self.console)
        is_broken = len(below) > 1
        right = [*self._beside(cells, self.right), *([] if is_broken else below), *self._found(match, snippet)]
        # What is below the main cell stands beside a date of several lines.
        yield from beside([[*self._beside(cells, self.left)], right], [self.indent - GAP, 0])
        if is_broken:
            # Further to the left it may have room.
            indent = max(min(self.indent, self.console.width - identifier.cell_len), 0)
            yield from _set_in(wrap(identifier, self.console.width, self.console), indent)

    def _main(self, match: Match) -> tuple[list[Text], str]:
        """What stands out, and the snippet, unless that is the title and shown so."""
        snippet = (match.snippet or "") if self.is_search else ""
        text = data(CELLS[self.layout.main](match) or self._stand_in(match), self.console, "title")
        if self.layout.main == "title" and snippet.replace(MARK_START, "").replace(MARK_END, "") == match.title:
            marked = self._marked(snippet, "title")
            # The asterisks, where there are any, must not break a title that fits.
            if marked.cell_len <= max(text.cell_len, self.room):
                text, snippet = marked, ""
        return (wrap(text, self.room, self.console) if text else []), snippet

    def _stand_in(self, match: Match) -> str:
        """What stands out of a meeting without a main cell: its title, unless that has a column."""
        return "" if "title" in self.widths else match.title

    def _below(self, match: Match) -> Iterator[tuple[str, str]]:
        """What stands below the main cell: names of cells and what is in them."""
        for name in self.layout.below:
            is_told = name == "id" or (name == "title" and not CELLS[self.layout.main](match))
            if not is_told and (value := CELLS[name](match)):
                yield name, value
        if self.layout.has_partners_in_titles and not is_said(match, *match.partners):
            yield "partners", CELLS["partners"](match)

    def _cell(self, name: str, match: Match) -> list[Text]:
        width = self.widths[name]
        if name == "date":
            lines = date_lines(match, width, self.console)
            under = None if "status" in self.widths else status_text(match, self.console)
            return [*lines, *(wrap(under, width, self.console) if under else [])]
        text = status_text(match, self.console) if name == "status" else data(CELLS[name](match), self.console)
        return wrap(text, width, self.console) if text else []

    def _beside(self, cells: dict[str, list[Text]], names: Sequence[str]) -> Iterator[Text]:
        return beside([cells[name] for name in names], [self.widths[name] for name in names], gap=GAP)

    def _found(self, match: Match, snippet: str) -> Iterator[Text]:
        """The words of the meeting that were found, and those that it lacks."""
        width = min(self.console.width - self.indent, _SNIPPET)
        if snippet:
            yield from wrap(self._marked(snippet, "quote"), width, self.console)
        if match.missing:
            lacking = Text.assemble(("lacks: ", "possible"), data(", ".join(match.missing), self.console))
            yield from wrap(lacking, width, self.console)

    def _marked(self, marked: str, style: str) -> Text:
        """A text with its matching words set off: by style, or by asterisks where there is none."""
        text = Text()
        asterisk = "" if self.console.color_system else "*"
        for i, part in enumerate(marked.split(MARK_START)):
            word, _, rest = part.partition(MARK_END) if i else ("", "", part)
            if word:
                text.append_text(data(f"{asterisk}{word}{asterisk}", self.console, "found"))
            text.append_text(data(rest, self.console, style))
        return text


def status_text(match: Match, console: Console) -> Text:
    """What must be said of a meeting beside its date: a status other than held, and `possibly`."""
    return Text(", ").join([data(words, console, tone) for words, tone in status_parts(match)])


def in_words(name: str, value: str, console: Console) -> Text:
    """A cell as it reads outside its column: `with Pakistan`, `in Brussels`."""
    return data(_IN_WORDS.get(name, "{}").format(value), console)


def joined(parts: Sequence[Text], console: Console) -> Text:
    """Texts in one line, a bullet between them."""
    bullet = Text.assemble((f" {glyphs(console).bullet} ", "quiet"))
    return bullet.join([part for part in parts if part])


def flow(parts: Iterable[Text], width: int, console: Console) -> list[Text]:
    """Texts one after the other, a bullet between them; one that does not fit the rest of a line begins the next."""
    lines: list[Text] = []
    for part in parts:
        line = joined([lines[-1], part], console) if lines else part
        if lines and line.cell_len <= width:
            lines[-1] = line
        else:
            lines += wrap(part, width, console)
    return lines


def _date(match: Match, console: Console) -> Text:
    return Text(date_words(match, console), "" if match.date else "quiet")


def _set_in(lines: Iterable[Text], indent: int) -> Iterator[Text]:
    for line in lines:
        line.pad_left(indent)
        yield line
