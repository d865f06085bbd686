"""Where the records of a file stand. Of a large file only what is looked for is parsed."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache
from itertools import zip_longest
from typing import NamedTuple

from dialogue_cli.curate.tree import Items, Node, NotPlainYaml, Pairs, Scalar, parse
from dialogue_cli.text import BYTE_ORDER_MARK, UNICODE_BREAKS

_SECTION = re.compile(rf"(?m)^{BYTE_ORDER_MARK}?([A-Za-z_][A-Za-z_-]*):")
# The first sign of a line that is neither a key, a comment, a part of something above it, nor an item; or a line end of
# another kind.
_OTHER = re.compile(
    rf"(?m)^(?!{BYTE_ORDER_MARK}?[A-Za-z_][A-Za-z_-]*:(?:\s|$))[^ \t#\r\n-]|\r(?!\n)|[{UNICODE_BREAKS}]"
)
_DASH = re.compile(r"(?m)^([ ]*)-(?=[ \r\n])")


class Place(NamedTuple):
    """A record in the text of a file. `start` is its dash, or in a flow list its first sign; `node` its mapping."""

    section: str
    start: int
    node: Pairs
    is_in_flow: bool = False

    @property
    def end(self) -> int:
        """Behind the last sign of the record."""
        return self.node.end


class Section(NamedTuple):
    """A section of a file: its key and its value."""

    key: Scalar
    value: Node

    @property
    def places(self) -> Iterator[Place]:
        """The records of the section."""
        if isinstance(self.value, Pairs):
            yield Place(self.key.value, self.value.start, self.value, self.value.is_flow)
        elif isinstance(self.value, Items):
            for start, node in zip(self.value.dashes, self.value.items, strict=True):
                if isinstance(node, Pairs):
                    yield Place(self.key.value, start, node, self.value.is_flow)


def sections(text: str) -> list[Section]:
    """The sections of a file. Raises NotPlainYaml where it cannot be taken apart."""
    root = parse(text)
    if root is None or (isinstance(root, Scalar) and not (root.value or root.style)):
        return []
    if not isinstance(root, Pairs):
        raise NotPlainYaml
    return [Section(key, value) for key, value in root.pairs]


def named(place: Place, key: str) -> str | None:
    """What a record has under a key such as `id`."""
    found = place.node.get(key)
    return found.value if isinstance(found, Scalar) else None


def find(text: str, section: str, key: str, value: str) -> Place | None:
    """The record of a section that has a value under a key (`id`, `name`); of several the first.

    Raises NotPlainYaml where the text cannot be taken apart.
    """
    return next((place for place in holding(text, value, (section,)) if named(place, key) == value), None)


def holding(text: str, words: str, among: Collection[str] | None = None) -> Iterator[Place]:
    """The records of some sections, or of all, in whose text some words stand, perhaps across lines or escaped.

    Others may be among them. Raises NotPlainYaml where the text cannot be taken apart.
    """
    # Any letter may be escaped in a text that has a backslash.
    parts = [r"\s+".join(map(re.escape, words.split())) or re.escape(words), r"\\", *(["''"] if "'" in words else [])]
    wanted = re.compile("|".join(parts))
    try:
        yield from list(_by_lines(text, wanted, among))
    except NotPlainYaml:
        for section in sections(text):
            if among is None or section.key.value in among:
                yield from section.places


def last_ones(text: str, section: str, until: int | None = None, count: int = 8) -> list[Place]:
    """The last records of a section, or the last ones that begin before a place. Raises NotPlainYaml as `sections`."""
    try:
        ends = [(head.end(), end) for head, end in _heads(text) if head[1] == section]
        chunks = _chunks(text, *ends[-1]) if ends else []
        if starts := [chunk for chunk in chunks if until is None or chunk[0] <= until]:
            return [place for chunk in starts[-count:] for place in _parsed(text, *chunk, section)]
    except NotPlainYaml:
        pass
    places = [place for one in sections(text) if one.key.value == section for place in one.places]
    return [place for place in places if until is None or place.start <= until][-count:]


def has_section(text: str, section: str) -> bool:
    """Whether a file has a section. Raises NotPlainYaml as `sections`."""
    try:
        return any(head[1] == section for head, _ in _heads(text))
    except NotPlainYaml:
        return any(one.key.value == section for one in sections(text))


def _heads(text: str) -> list[tuple[re.Match[str], int]]:
    """What looks like the key of a section, each with the end of the section.

    Raises NotPlainYaml where a line begins with anything else: only the parser can tell then.
    """
    if _OTHER.search(text):
        raise NotPlainYaml
    heads = list(_SECTION.finditer(text))
    return [(head, following.start() if following else len(text)) for head, following in zip_longest(heads, heads[1:])]


def _chunks(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The lines of each item of a list that stands as a block, by the look of its dashes."""
    first = _DASH.search(text, start, end)
    if first is None:
        return []
    dashes = [found.start() for found in _dash(len(first[1])).finditer(text, first.start(), end)]
    return list(zip(dashes, [*dashes[1:], end], strict=True))


def _by_lines(text: str, wanted: re.Pattern[str], among: Collection[str] | None) -> Iterator[Place]:
    """The records in which something wanted stands, by the look of the lines.

    Whoever changes a file compares what a reader makes of it before and after, so a wrong guess changes nothing.
    """
    if not (heads := _heads(text)):
        # All within brackets.
        raise NotPlainYaml
    for head, end in heads:
        if among is not None and head[1] not in among:
            continue
        chunks = _chunks(text, head.end(), end)
        # A mapping, or a list within brackets.
        if not chunks and wanted.search(text, head.end(), end):
            yield from _parsed(text, head.start(), end, head[1], is_section=True)
        for start, stop in chunks:
            if wanted.search(text, start, stop):
                yield from _parsed(text, start, stop, head[1])


@cache
def _dash(indent: int) -> re.Pattern[str]:
    return re.compile(rf"(?m)^[ ]{{{indent}}}-(?=[ \r\n])")


def _parsed(text: str, start: int, end: int, name: str, *, is_section: bool = False) -> Iterator[Place]:
    node = parse(text[start:end], start)
    if is_section:
        if not isinstance(node, Pairs) or len(node.pairs) != 1:
            raise NotPlainYaml
        yield from Section(*node.pairs[0]).places
    elif not isinstance(node, Items):
        raise NotPlainYaml
    elif isinstance(node.items[0], Pairs):
        yield Place(name, node.dashes[0], node.items[0])
