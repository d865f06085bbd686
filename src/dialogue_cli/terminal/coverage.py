"""The text of a document for a person, with what accounts for each of its sentences in the margin."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from rich.console import Console
from rich.text import Text

from dialogue_cli.dataset.coverage import Sentence, totals
from dialogue_cli.dataset.model import Source
from dialogue_cli.dates.wording import human_date
from dialogue_cli.terminal.console import beside, data, put, rule, spelt, wrap
from dialogue_cli.text import plural
from dialogue_cli.view.coverage import in_sentences, in_words, labels, percent

_WIDTH = 120
_GAP = 2
_HEADS = ("Line", "By", "Words")
# The longest list of meetings in the margin.
_MOST = 8
_STYLES = {"quoted": "", "partly": "", "unrelated": "quiet", "missing": "problem"}
_OPEN = "open"


def write_coverage(
    source: Source,
    text: str,
    sentences: Sequence[Sentence],
    console: Console,
    titles: Mapping[str, str],
    *,
    is_first: bool,
    only_missing: bool,
) -> None:
    """Writes the sentences of a document; with `only_missing` those for which nothing accounts."""
    ids = list(dict.fromkeys(meeting for one in sentences for meeting in one.meetings))
    known = labels(ids)
    width = min(console.width, _WIDTH)
    put(console, [*([] if is_first else [Text()]), *_head(source, sentences, console, width)])
    shown = [one for one in sentences if one.state == "missing"] if only_missing else list(sentences)
    if ids and not only_missing:
        put(console, _legend(ids, known, sentences, console, titles, width))
    margins = [_margin(one, known) for one in shown]
    widths = [max(map(len, column)) for column in zip(_HEADS, *margins, strict=True)]
    if only_missing:
        # What nothing accounts for has nothing to say there.
        widths = widths[:1]
    put(console, [beside_all(_heads(len(widths)), Text("Sentence", "label"), widths, width, console)[0]])
    put(console, [rule(console, width)])
    for one, margin in zip(shown, margins, strict=True):
        cells = [Text(spelt(cell, console), _STYLES[one.state] or "label") for cell in margin[: len(widths)]]
        put(console, beside_all(cells, _sentence(one, text, console), widths, width, console, _reasons(one, console)))
    if any(one.open and one.state != "missing" for one in shown):
        put(console, [Text(), *wrap(_explained(console), width, console)])


def _head(source: Source, sentences: Sequence[Sentence], console: Console, width: int) -> Iterator[Text]:
    yield from wrap(data(source.title or source.id, console, "title"), width, console)
    parts = [data(source.id, console, "id")] if source.title else []
    parts += [data(part, console) for part in (source.publisher, source.file) if part]
    if source.published:
        parts.insert(len(parts) - bool(source.file), data(human_date(source.published), console))
    if parts:
        yield from wrap(Text(spelt(" · ", console)).join(parts), width, console, _GAP)
    found = totals(sentences)
    said = in_sentences(found) + (f"; {in_words(found)}" if found.words else "")
    yield from wrap(Text(spelt(said, console), "label"), width, console, _GAP)
    yield Text()


def _legend(
    ids: Sequence[str],
    known: Mapping[str, str],
    sentences: Sequence[Sentence],
    console: Console,
    titles: Mapping[str, str],
    width: int,
) -> Iterator[Text]:
    """Which meeting each sign in the margin stands for."""
    counts = Counter(meeting for one in sentences for meeting in one.meetings)
    size = max((len(sign) for sign in known.values()), default=0)
    for meeting in ids:
        said = Text.assemble(data(titles.get(meeting, meeting), console, "name"), " ", data(meeting, console, "id"))
        said.append(spelt(f" · {plural(counts[meeting], 'sentence')}", console), "quiet")
        yield from beside([[Text(known[meeting], "label")], wrap(said, width - size - 2, console)], [size, width])
    yield Text()


def _margin(one: Sentence, known: Mapping[str, str]) -> tuple[str, str, str]:
    if one.state == "missing":
        return str(one.line), "none", "0%"
    share = f"{percent(one.accounted, one.words)}%"
    return str(one.line), _by([known[meeting] for meeting in one.meetings]) or "-", share


def _by(signs: Sequence[str]) -> str:
    """The signs of meetings, as many as there is room for, and how many more there are.

    >>> _by(["A", "B"]), _by(["12", "13", "14", "15", "16"])
    ('AB', '12,13+3')
    """
    between = "" if all(len(sign) == 1 and sign.isalpha() for sign in signs) else ","
    if len(between.join(signs)) <= _MOST:
        return between.join(signs)
    # Each takes a cell at least.
    kept = min(len(signs), _MOST)
    while kept > 1 and len(f"{between.join(signs[:kept])}+{len(signs) - kept}") > _MOST:
        kept -= 1
    return f"{between.join(signs[:kept])}+{len(signs) - kept}"


def _heads(count: int) -> list[Text]:
    return [Text(head, "label") for head in _HEADS[:count]]


def _sentence(one: Sentence, text: str, console: Console) -> Text:
    """The words of a sentence; those that nothing accounts for are marked, without colours by asterisks."""
    if one.state == "missing":
        return data(text[one.start : one.end], console, "problem")
    found, at = Text(style=_STYLES[one.state]), one.start
    sign = "" if console.color_system else "*"
    for start, end in one.open:
        found.append_text(data(text[at:start], console))
        found.append_text(data(f"{sign}{text[start:end]}{sign}", console, _OPEN))
        at = end
    return found.append_text(data(text[at : one.end], console))


def _reasons(one: Sentence, console: Console) -> list[Text]:
    if one.state != "unrelated":
        return []
    return [data(f"about no meeting: {'; '.join(one.reasons)}", console, "label")]


def _explained(console: Console) -> Text:
    sign = "" if console.color_system else "*"
    return Text.assemble((f"{sign}Words marked like this{sign}", _OPEN), (" are not accounted for.", "quiet"))


def beside_all(
    margin: Sequence[Text],
    said: Text,
    widths: Sequence[int],
    width: int,
    console: Console,
    below: Sequence[Text] = (),
) -> list[Text]:
    """A row: the margin, and beside it a text with what stands below it."""
    room = width - sum(widths) - _GAP * len(widths)
    lines = [line for text in (said, *below) for line in wrap(text, room, console)]
    right = [True, False, True][: len(widths)]
    return list(beside([*([cell] for cell in margin), lines], [*widths, room], gap=_GAP, right=[*right, False]))
