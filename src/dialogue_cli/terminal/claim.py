"""A claim for a person who judges it: what is claimed, and the sentences of the document with its words marked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from rich.console import Console
from rich.text import Text

from dialogue_cli.curate.reviewing.passages import Passage
from dialogue_cli.terminal.console import data, spelt, wrap
from dialogue_cli.text import one_line

_WIDTH = 100
_AROUND = 160
"""So many letters of a sentence that only stands around the words are shown."""
_NARROW = 50


def claim_lines(head: str, title: str, value: str, parts: Iterable[tuple[str, str]], console: Console) -> list[Text]:
    """The claim: which one of how many, the name of its field and its value; below it the parts of the value."""
    text = Text.assemble((spelt(head, console), "quiet"), "  ", (spelt(title, console), "label"), ": ")
    indent = min(text.cell_len, 4)
    text.append_text(data(value, console, "name"))
    lines = wrap(text, _room(console), console, indent)
    for name, part in parts:
        said = Text.assemble(" " * indent, (spelt(name, console), "label"), ": ")
        lines += wrap(said.append_text(data(part, console)), _room(console), console, indent + 2)
    return lines


def passage_lines(found: Sequence[Passage], console: Console, *, is_whole: bool = False) -> Iterator[Text]:
    """Sentences with the numbers of their lines; those that have the words have a > before them.

    Without colours the words are between asterisks.
    """
    size = max(len(str(one.line)) for one in found)
    size = size if console.width < _NARROW else max(size, 3)
    i = next((i for i, one in enumerate(found) if one.quoted), 0)
    for number, one in enumerate(found):
        sign = ">" if one.quoted else " "
        lead = Text.assemble((f"{one.line:>{size + 2}}", "quiet"), (f" {sign} ", "note" if one.quoted else ""))
        said = _said(one, console) if one.quoted else _around(one, console, is_before=number < i, is_whole=is_whole)
        for part, line in enumerate(wrap(said, _room(console) - lead.cell_len, console)):
            yield (
                lead if not part else Text.assemble(" " * (size + 3), (sign if one.quoted else " ", "note"), " ")
            ) + line


def _room(console: Console) -> int:
    return min(console.width, _WIDTH)


def _around(one: Passage, console: Console, *, is_before: bool, is_whole: bool) -> Text:
    text = one_line(one.text)
    if len(text) > _AROUND and not is_whole:
        cut = spelt("…", console)
        text = cut + text[-_AROUND:].partition(" ")[2] if is_before else text[:_AROUND].rpartition(" ")[0] + cut
    return data(text, console, "quiet")


def _said(one: Passage, console: Console) -> Text:
    """The sentence: what is quoted of it, in it the value itself, and the rest quiet."""
    assert one.quoted
    start, end = one.quoted
    marked = list(one.marked)
    is_part = (start, end) != (0, len(one.text))
    if console.color_system is None:
        # Of two kinds of marks nobody could tell which is which: the smaller one says more.
        marked = marked or ([(start, end)] if is_part else [])
    said, at = Text(), 0
    for begin, stop in [*marked, (len(one.text), len(one.text))]:
        said.append_text(_plain(one.text, at, begin, (start, end), console))
        sign = "" if console.color_system or begin == stop else "*"
        said.append_text(data(f"{sign}{one.text[begin:stop]}{sign}", console, "found"))
        at = stop
    return said


def _plain(text: str, start: int, end: int, quoted: tuple[int, int], console: Console) -> Text:
    """A stretch of a sentence, quiet where it is not quoted."""
    found = Text()
    cuts = sorted({start, end, *(cut for cut in quoted if start < cut < end)})
    for begin, stop in pairwise(cuts):
        is_quoted = quoted[0] <= begin and stop <= quoted[1]
        found.append_text(data(text[begin:stop], console, "quote" if is_quoted else "quiet"))
    return found
