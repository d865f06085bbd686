"""What all Markdown is written with: data as text that means nothing to a renderer, footnotes, lines about sources."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from dialogue_cli.dataset.model import Evidence, Source
from dialogue_cli.dates.edtf import Edtf
from dialogue_cli.dates.wording import human_date
from dialogue_cli.text import one_line, squeeze
from dialogue_cli.view.proofs import Proofs

_SPECIAL = re.compile(
    r"""
    [\\`*~^|$@{\[]                     # of CommonMark, GFM, and the extensions of pandoc and Obsidian
    | (?<![^\W_])_ | _(?![^\W_])       # an underscore within a word is none
    | (?<![^\W_])\#                    # a heading or its end, a tag
    | <(?![\s\d=])                     # HTML, an autolink
    | &(?=\#|[A-Za-z][A-Za-z0-9]*(;|$)) # an entity
    | :(?=//) | (?<=www)\.             # what GFM makes a link
    | (?<==)= | =(?==) | (?<=%)% | %(?=%)  # highlights and comments of Obsidian
    | !$                               # an image, where a footnote follows
    """,
    re.VERBOSE | re.IGNORECASE,
)
# What begins a block: a quote, a list (also as pandoc counts: a., iv), (2)), a definition, a rule, an underline.
_FIRST = re.compile(r"(?:>|=+$|:(?=[\s:]|$)|[-+](?=[\s-]|$)|\((?=(?:\d+|[a-z]|[ivxlcdm]+)\)(?:\s|$)))", re.I | re.A)
_COUNTED = re.compile(r"((?:\d+|[a-z]|[ivxlcdm]+))([.)])(?=\s|$)", re.IGNORECASE | re.ASCII)
# An address that can stand in <…> with nothing to escape in it.
_CLEAN_URL = re.compile(r"https?://[A-Za-z0-9.-]+(:\d+)?(/[A-Za-z0-9._~:/?#@!&'()*+,=%-]*)?", re.ASCII)


def escape(text: str, *, starts: bool = True) -> str:
    """Text that a renderer shows as it is, on one line: white space folded, controls as U+FFFD.

    What can mean nothing where it stands is left alone. `starts` says whether it may stand at the
    beginning of a block, where more has a meaning.

    >>> escape("GSP+ (2019): *new* EU-Pakistan <b>")
    'GSP+ (2019): \\\\*new\\\\* EU-Pakistan \\\\<b>'
    """
    text = _SPECIAL.sub(lambda found: "\\" + found[0], squeeze(one_line(text)))
    if starts and text:
        if _FIRST.match(text):
            return "\\" + text
        counted = _COUNTED.match(text)
        # An initial is none: pandoc asks for two spaces after "A.".
        if counted and not (counted[2] == "." and len(counted[1]) == 1 and counted[1].isupper()):
            return f"{counted[1]}\\{text[counted.end(1) :]}"
    return text


class Footnotes:
    """The footnotes of one document, numbered as they are first used; the same words of a source are one."""

    def __init__(
        self, sources: Mapping[str, Source], proofs: Proofs, dates: Callable[[Edtf], str] = human_date
    ) -> None:
        self.sources = sources
        self._date = dates
        self.proofs = proofs
        self.used: dict[str, None] = {}
        """The ids of the sources that are quoted, in the order of first use."""
        self._labels: dict[Hashable, str] = {}
        self._numbers = 0
        self._pending: list[str] = []

    def marks(self, quotes: Iterable[Evidence]) -> str:
        """The references to quotes, to set after the words that they prove; nothing for none."""
        return " ".join(dict.fromkeys(map(self._quote, quotes)))

    def together(self, quotes: Sequence[Evidence]) -> str:
        """The reference to one note that holds all of some quotes; nothing for none."""
        if not quotes:
            return ""
        known = frozenset((quote.source, squeeze(quote.exact)) for quote in quotes)
        if known not in self._labels:
            self._numbers += 1
        return self._label(known, str(self._numbers), lambda: self._quoted(quotes))

    def _quoted(self, quotes: Sequence[Evidence]) -> str:
        """Quotes with their sources, each source named once where its quotes follow each other."""
        parts = []
        for name, inside in groupby(quotes, lambda quote: quote.source):
            self.used[name] = None
            words = dict.fromkeys(map(self.proofs.in_quotes, inside))
            parts.append(f"{self._name(name)}: {' … '.join(words)}")
        return "; ".join(parts)

    def named(self, label: str, text: str) -> str:
        """The reference to a note of our own, under its own label."""
        return self._label(("", label), label, lambda: text)

    def _quote(self, quote: Evidence) -> str:
        words = squeeze(quote.exact)
        known = (quote.source, words)
        if known not in self._labels:
            self._numbers += 1
            self.used[quote.source] = None
        number = str(self._numbers)
        return self._label(known, number, lambda: f"{self._name(quote.source)}: {self.proofs.in_quotes(quote)}")

    def _label(self, known: Hashable, label: str, text: Callable[[], str]) -> str:
        if known not in self._labels:
            self._labels[known] = f"[^{label}]"
            self._pending.append(f"[^{label}]: {escape(text())}\n")
        return self._labels[known]

    def _name(self, identifier: str) -> str:
        source = self.sources.get(identifier)
        published = self._date(source.published) if source and source.published else ""
        if source and source.publisher:
            return f"{source.publisher}{published and f', {published}'} ({identifier})"
        return f"{identifier} ({published})" if published else identifier

    def definitions(self) -> Iterator[str]:
        """The notes that were used since the last call, a line each."""
        pending, self._pending = self._pending, []
        yield from pending


def source_line(
    identifier: str, source: Source | None, mark: str = "", dates: Callable[[Edtf], str] = human_date
) -> str:
    """A source as an item of a list: what it is, where, and what is said of one that is not as it was quoted."""
    parts = [identifier]
    if source:
        parts[0] += f": {source.publisher or 'publisher not stated'}"
        parts += [f"“{source.title}”"] if source.title else []
        parts.append(f"published {dates(source.published)}" if source.published else "publication date not stated")
        parts += [f"file {source.file}"] if source.file else []
    text = escape(", ".join(parts))
    if source and source.url:
        text += f", {address(source.url)}"
    return f"{text} **[{mark}]**" if mark else text


def address(url: str) -> str:
    """An address as a link, where it is one that can be followed; as text elsewhere."""
    return f"<{url}>" if _CLEAN_URL.fullmatch(url) else escape(url, starts=False)
