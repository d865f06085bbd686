"""Nodes into the values of a record: plain text, numbers, lists and dicts.

A decoder takes the faults of the file, a node and the name of its field, and returns the value, or None when
there is none. What is wrong is noted and never stops the reading: one run shows every problem of a file.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from dialogue_cli.dataset.model import FORMAT, Record
from dialogue_cli.dataset.nodes import Faults, Mapping, Node, Scalar, Sequence, is_empty
from dialogue_cli.dates import edtf as dates
from dialogue_cli.errors import QueryError
from dialogue_cli.spelling import misspelt
from dialogue_cli.text import listing, one_line
from dialogue_cli.text import slug as slug_of

Decoder = Callable[[Faults, Node, str], Any]
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
# C0, DEL, C1, and the marks that turn the reading direction of what follows.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069]")
_MOST = 10**9


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
    defaults: tuple[tuple[str, Any], ...] = ()
    """The values of keys that are absent, where a record always has one."""


# Scalars


def text(faults: Faults, node: Node, name: str) -> str | None:
    """A text as it is written; None when it is empty or blank."""
    if type(node) is not Scalar:
        if node is not None:
            kind = "a list" if isinstance(node, Sequence) else "a mapping"
            faults.note("type", f"{name} must be text, not {kind}", node)
        return None
    value: str = node.value
    if not value.isprintable() and (found := _CONTROL.search(value)):
        faults.note("control-character", f"{name} contains the control character U+{ord(found[0]):04X}", node)
    return value if value and not value.isspace() else None


def integer(faults: Faults, node: Node, name: str) -> int | None:
    """A whole number from 1 to a billion, exclusive."""
    value = text(faults, node, name)
    if value is None:
        return None
    is_whole = value.isascii() and value.isdigit()
    if is_whole and len(value) >= len(str(_MOST)):
        faults.note("type", f'{name} must be less than {_MOST:,}, not "{value}"', node)
        return None
    if not is_whole or int(value) < 1:
        digits = re.search(r"[1-9]\d*", value, re.ASCII)
        example = digits[0] if digits else 7
        faults.note("type", f'{name} must be a whole number of at least 1, such as {example}, not "{value}"', node)
        return None
    return int(value)


def date(faults: Faults, node: Node, name: str) -> str | None:
    """A date of the EDTF profile, as text."""
    value = text(faults, node, name)
    if value is None:
        return None
    try:
        return dates.parse(value).text
    except ValueError as error:
        faults.note("date", f"{name}: {error}{_date_hint(value)}", node)
        return None


def _date_hint(value: str) -> str:
    """A hint for a date that a person would understand though the format does not."""
    from dialogue_cli.dates.months import month_end
    from dialogue_cli.dates.periods import parse_period

    if re.search("[0-9]{4}", value) is None:
        return ""
    try:
        period = parse_period(value, datetime.date(2000, 1, 1))
    except QueryError:
        return ""
    if period.start is None or period.end is None:
        return ""
    if period.start == period.end:
        return f"; write {period.start}"
    if period.start.day == 1 and period.end == month_end(period.start.year, period.start.month):
        return f"; write {str(period.start)[:7]}"
    return f"; write [{period.start}..{period.end}] for a day in it"


def slug(faults: Faults, node: Node, name: str) -> str | None:
    """An id of lower-case letters, digits and single hyphens; another text is noted, and returned all the same."""
    value = text(faults, node, name)
    if value is not None and not _SLUG.fullmatch(value):
        proposed = slug_of(value)
        example = f", such as {proposed}" if proposed else ""
        message = f'{name} "{value}" must be lower-case letters (a-z) and digits joined by hyphens{example}'
        faults.note("id", message, node)
    return value


def file_name(faults: Faults, node: Node, name: str) -> str | None:
    """The name of a file without a folder."""
    value = text(faults, node, name)
    if value is not None and (value in (".", "..") or "/" in value or "\\" in value or "\0" in value):
        faults.note("source-file", f'{name} must be a file name without a folder, not "{value}"', node)
        return None
    return value


def sha256(faults: Faults, node: Node, name: str) -> str | None:
    """A SHA-256 in hex, made lower-case."""
    value = text(faults, node, name)
    if value is not None and not re.fullmatch("[0-9a-fA-F]{64}", value):
        faults.note("type", f"{name} must be 64 hexadecimal digits", node)
        return None
    return value.lower() if value else None


def format_number(faults: Faults, node: Node, name: str) -> int | None:
    """The number of the format, which is the only one that there is."""
    value = text(faults, node, name)
    if value is not None and value != str(FORMAT):
        message = f'format "{value}" cannot be read by this version of dialogue, which reads format {FORMAT}'
        faults.note("format", message, node)
    return FORMAT


def choice(options: tuple[str, ...]) -> Decoder:
    """A decoder of a text that is one of the options."""

    def decode(faults: Faults, node: Node, name: str) -> str | None:
        value = text(faults, node, name)
        if value is not None and value not in options:
            faults.note("choice", f'{name} must be {listing(list(options))}, not "{value}"', node)
            return None
        return value

    return decode


# Lists and records


def texts(faults: Faults, node: Node, name: str) -> list[str] | None:
    """A list of texts. What is no text is noted and taken out of the node too: both stay side by side."""
    if type(node) is not Sequence:
        if not is_empty(node):
            hint = f", such as [{node.value}]" if not isinstance(node, list) else ""
            faults.note("type", f"{name} must be a list{hint}", node)
        return None
    what = f"an item of {name}"
    scalar = Scalar
    found = [
        part.value
        if type(part) is scalar and part.value.isprintable() and not part.value.isspace() and part.value
        else text(faults, part, what)
        for part in node
    ]
    if None in found:
        for part, value in zip(node, found, strict=True):
            if value is None and part is not None and is_empty(part):
                faults.note("type", f"{what} is empty", part)
        node[:] = [part for part, value in zip(node, found, strict=True) if value is not None]
    return [value for value in found if value is not None]


def one(shape: Shape) -> Decoder:
    """A decoder of one record of a shape."""
    return lambda faults, node, name: None if is_empty(node) else record(faults, node, shape)


def many(shape: Shape) -> Decoder:
    """A decoder of a list of records of a shape. Those that are none are taken out of the node too."""

    def decode(faults: Faults, node: Node, name: str) -> list[Record] | None:
        if type(node) is not Sequence:
            if not is_empty(node):
                faults.note("type", f"{name} must be a list", node)
            return None
        found = [record(faults, part, shape) for part in node]
        if None in found:
            node[:] = [part for part, value in zip(node, found, strict=True) if value is not None]
        return [value for value in found if value is not None]

    return decode


def record(faults: Faults, node: Node, shape: Shape) -> Record | None:
    """A record of a shape, in the order of its keys; None for what is no mapping."""
    fields, noun = shape.fields, shape.noun
    if type(node) is not Mapping:
        if node is not None:
            faults.note("type", f"{noun} must be a mapping, such as {{{next(iter(fields))}: …}}", node)
        return None
    found: Record = {}
    seen: set[str] = set()
    plain, scalar = text, Scalar
    for key, value in node:
        field = key.value
        if field in seen:
            faults.note("duplicate-key", f'"{one_line(field)}" appears twice in {noun}', key)
            continue
        seen.add(field)
        decode = fields.get(field)
        # Most values are plain text: they are taken here, without a call for each.
        if decode is plain and type(value) is scalar and (written := value.value).isprintable() and written:
            if not written.isspace():
                found[field] = written
            continue
        if decode is None:
            hint = known_hint(field, fields)
            faults.note("unknown-key", f'"{one_line(field)}" is not a key of {noun}{hint}', key)
            continue
        decoded = decode(faults, value, field)
        if decoded is not None:
            found[field] = decoded
    for field in shape.required:
        if not found.get(field):
            faults.note("missing", f'{noun} needs "{field}"', node)
            # Something empty in its place, so that the reading can go on.
            found[field] = [] if fields[field] is texts else ""
    if shape.one_of and found.keys().isdisjoint(shape.one_of):
        quoted = [f'"{field}"' for field in shape.one_of]
        faults.note("missing", f"{noun} needs {listing(quoted)}", node)
    for field, default in shape.defaults:
        found.setdefault(field, default)
    return {field: found[field] for field in fields if field in found}


def known_hint(word: str, known: Iterable[str]) -> str:
    """What may be meant by a key that is not known: the nearest in spelling, or else all of them."""
    near = misspelt(word.lower(), known)
    return f'; did you mean "{near}"?' if near else f"; known are {listing(list(known), 'and')}"
