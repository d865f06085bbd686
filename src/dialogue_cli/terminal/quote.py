"""Passages of documents for a person, with the words that were asked for marked; and the entries that quote them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.console import Console
from rich.text import Text

from dialogue_cli.dataset.finding import Finder, Found
from dialogue_cli.terminal.console import beside, data, put, spelt, wrap

_WIDTH = 100
_GAP = 2


def write_passages(places: Iterable[tuple[str, Finder, Found, str]], console: Console) -> None:
    """Writes each passage, and below it the entry in YAML."""
    for i, (source, finder, found, yaml) in enumerate(places):
        put(console, [*([Text()] if i else []), _where(source, finder, found, console)])
        put(console, [*_passage(finder, found, console, min(console.width, _WIDTH)), Text()])
        # A line that is broken by anyone but YAML could not be copied.
        put(console, [Text(spelt(line, console)) for line in yaml.splitlines()])


def write_places(places: Sequence[tuple[str, Finder, Found]], console: Console) -> None:
    """Writes where words stand, each place with its number."""
    size = len(str(len(places)))
    width = min(console.width, _WIDTH) - size - _GAP
    for i, (source, finder, found) in enumerate(places, 1):
        cell = [_where(source, finder, found, console), *_passage(finder, found, console, width)]
        put(console, beside([[Text(str(i), "number")], cell], [size, width], gap=_GAP, right=[True, False]))


def _where(source: str, finder: Finder, found: Found, console: Console) -> Text:
    line = finder.document.layout.line(found.start)
    return Text.assemble(data(source, console, "id"), Text(spelt(f" · line {line}", console), "quiet"))


def _passage(finder: Finder, found: Found, console: Console, width: int) -> Iterator[Text]:
    """The sentences in which words stand; without colours the words are between asterisks."""
    text, (start, end) = finder.document.text, finder.around(found.start, found.end)
    sign = "" if console.color_system else "*"
    said = data(text[start : found.start], console, "quote")
    said.append_text(data(f"{sign}{text[found.start : found.end]}{sign}", console, "found"))
    said.append_text(data(text[found.end : end], console, "quote"))
    yield from wrap(said, width, console)
