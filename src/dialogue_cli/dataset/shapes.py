"""Mappings into records: plain dicts in the keys and the order of the format.

What is wrong is noted once, where it stands, and never stops the reading.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from dialogue_cli.dataset.characters import unseen_hint, visible
from dialogue_cli.dataset.decoding import Decoder, text
from dialogue_cli.dataset.model import Record
from dialogue_cli.dataset.nodes import NULLS, Faults, Mapping, Node, Scalar, Sequence, is_empty, is_null
from dialogue_cli.spelling import misspelt, nearest
from dialogue_cli.text import fold, listing, one_line


class Shape(NamedTuple):
    """What one kind of record looks like."""

    kind: type[Any]
    """The dataclass of the model."""
    noun: str
    """What messages call one, with its article: `a meeting`."""
    fields: dict[str, Decoder]
    """Its keys in their order, each with what decodes it."""
    required: tuple[str, ...] = ()
    one_of: tuple[str, ...] = ()
    """At least one of these is required."""
    guarded: tuple[str, ...] = ()
    """These may be absent, but a key that is likely meant for one is an error: what it holds matters too much."""
    defaults: tuple[tuple[str, Any], ...] = ()
    """The values of keys that are absent, where a record always has one."""


class One:
    """A decoder of one record of a shape."""

    __slots__ = ("shape",)

    def __init__(self, shape: Shape) -> None:
        self.shape = shape

    def __call__(self, faults: Faults, node: Node, name: str) -> Record | None:
        """The record; None for an empty value."""
        return None if is_empty(node) else record(faults, node, self.shape)


class Many:
    """A decoder of a list of records of a shape. Those that are none are taken out of the node too."""

    __slots__ = ("shape",)

    def __init__(self, shape: Shape) -> None:
        self.shape = shape

    def __call__(self, faults: Faults, node: Node, name: str) -> list[Record] | None:
        """The records; None for an empty value."""
        if type(node) is not Sequence:
            if not is_empty(node):
                faults.note("type", f"{name} must be a list", node)
            return None
        shape = self.shape
        found = [record(faults, part, shape) for part in node]
        if None in found:
            node[:] = [part for part, value in zip(node, found, strict=True) if value is not None]
        return [value for value in found if value is not None]


class OneOrMany(Many):
    """A decoder of one record of a shape, or of a list of them; a list of one is that one."""

    __slots__ = ()

    def __call__(self, faults: Faults, node: Node, name: str) -> Any:
        """The record, or the records."""
        if type(node) is not Sequence:
            return None if is_empty(node) else record(faults, node, self.shape)
        found = super().__call__(faults, node, name) or []
        return found[0] if len(found) == 1 else found or None


def record(faults: Faults, node: Node, shape: Shape) -> Record | None:
    """A record of a shape, in the order of its keys; None for what is no mapping."""
    fields, noun = shape.fields, shape.noun
    if type(node) is not Mapping:
        if node is not None:
            faults.note("type", f"{noun} must be a mapping, such as {{{next(iter(fields))}: …}}", node)
        return None
    found: Record = {}
    seen: dict[str, Node] = {}
    unknown: list[Any] = []
    flawed: set[str] = set()
    plain, scalar = text, Scalar
    for key, value in node:
        field = key.value
        if field in seen:
            faults.note("duplicate-key", f'"{one_line(field)}" appears twice in {noun}', key)
            continue
        seen[field] = value
        decode = fields.get(field)
        # Most values are plain text: they are taken here, without a call for each.
        if decode is plain and type(value) is scalar and (written := value.value).isprintable() and written:
            if not written.isspace() and not (written in NULLS and is_null(value)):
                found[field] = written
            continue
        if decode is None:
            unknown.append(key)
            continue
        noted = len(faults.problems)
        decoded = decode(faults, value, field)
        if decoded is not None:
            found[field] = decoded
        elif value is None or len(faults.problems) > noted:
            flawed.add(field)
    for field in shape.required:
        if not found.get(field):
            if field not in flawed:
                _missing(faults, node, (field,), noun, seen, unknown)
            # Something empty in its place, so that the reading can go on.
            found[field] = ""
    if shape.one_of and found.keys().isdisjoint(shape.one_of) and flawed.isdisjoint(shape.one_of):
        _missing(faults, node, shape.one_of, noun, seen, unknown)
    for field in shape.guarded:
        if field not in seen and (key := _meant_for(field, unknown)):
            shown = f'"{one_line(visible(key.value))}"'
            faults.note("missing", f'{noun} has "{field}", not {shown}{unseen_hint(key.value)}', key)
            unknown.remove(key)
    for key in unknown:
        message = f'"{one_line(visible(key.value))}" is not a key of {noun}{known_hint(key.value, fields)}'
        faults.note("unknown-key", message, key)
    for field, default in shape.defaults:
        found.setdefault(field, default)
    return {field: found[field] for field in fields if field in found}


def _meant_for(field: str, unknown: list[Any]) -> Any:
    """The first of some unknown keys that is likely meant for a field; None without one."""
    return next((key for key in unknown if meant(key.value, (field,))), None)


def _missing(
    faults: Faults, node: Node, wanted: tuple[str, ...], noun: str, seen: dict[str, Node], unknown: list[Any]
) -> None:
    """Notes that a record lacks what it needs: where it stands empty, under another key, or at the record."""
    quoted = [f'"{field}"' for field in wanted]
    needs = f"{noun} needs {listing(quoted)}"
    for key in unknown:
        if meant(key.value, wanted):
            faults.note("missing", f'{needs}, not "{one_line(visible(key.value))}"{unseen_hint(key.value)}', key)
            unknown.remove(key)
            return
    empty = next((seen[field] for field in wanted if field in seen), None)
    if empty is not None:
        faults.note("missing", f"{needs}, which is empty here{faults.cut(empty)}", empty)
    else:
        faults.note("missing", needs, node)


def meant(word: str, known: Iterable[str]) -> str | None:
    """The one key that a word is likely meant for: alike but for case, signs and what does not show, or misspelt."""
    known = list(known)
    plain = fold(word).replace(" ", "_")
    return plain if plain in known else misspelt(plain, known)


def known_hint(word: str, known: Iterable[str]) -> str:
    """What may be meant by a key that is not known: the nearest in spelling, or else all of them."""
    if hint := unseen_hint(word):
        return hint
    near = meant(word, known) or _likely(word, known)
    return f'; did you mean "{near}"?' if near else f"; known are {listing(list(known), 'and')}"


def _likely(word: str, known: Iterable[str]) -> str | None:
    """For a hint only: the key that a short word lacks one letter of, or that is nearest to a longer one."""
    word, known = fold(word).replace(" ", "_"), list(known)
    if len(word) != 3:
        return nearest(word, known)
    found = [
        key for key in known if len(key) == len(word) + 1 and word in {key[:i] + key[i + 1 :] for i in range(len(key))}
    ]
    return found[0] if len(found) == 1 else None
