"""Records as YAML text: the one way in which the program writes YAML.

Other programs read the same: what a YAML reader could take for anything but text (`NO`, `2025-11-21`, `12:30`, `1e3`,
in YAML 1.1 or 1.2) is quoted, and what a terminal would obey stands escaped.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

import yaml

from dialogue_cli.dataset.characters import code_point
from dialogue_cli.dataset.model import Record
from dialogue_cli.errors import QueryError
from dialogue_cli.text import BYTE_ORDER_MARK, CONTROLS, DIRECTION_MARKS, UNICODE_BREAKS, VERTICAL_BREAKS

try:
    from yaml.cyaml import CSafeDumper as _Dumper
except ImportError:  # a PyYAML without libyaml: the same text, slower
    from yaml import SafeDumper as _Dumper  # type: ignore[assignment]

# libyaml breaks a line at the first space beyond this.
WIDTH = 104
# The widest that stands on a line of its own, after its key.
_SHORT = 96
# No tag is written: what is plain and what is quoted says whether a value is text.
_PLAIN = (True, True)
_START = (yaml.StreamStartEvent(), yaml.DocumentStartEvent(explicit=False))
_END = (yaml.DocumentEndEvent(explicit=False), yaml.StreamEndEvent())
# What a terminal would obey, and what a reader of YAML would take for a line end or drop.
_UNSAFE = re.compile(f"[{CONTROLS}\r{VERTICAL_BREAKS}{UNICODE_BREAKS}{DIRECTION_MARKS}{BYTE_ORDER_MARK}]")
# Numbers, dates, times, booleans and nulls of YAML 1.1 and 1.2, and some more: a quote too many does no harm.
_NO_TEXT = re.compile(
    r"[-+.\d][-+.:\d_ ]*(?:[eE][-+\d.]+|[TtZz][-+.:\dZz ]*)?|[-+]?0[xob][\da-fA-F_]+|[-+]?\.(?:inf|nan)"
    r"|y|n|yes|no|on|off|true|false|null|~|=|<<|",
    re.IGNORECASE,
)
# A date that stands without quotes in most datasets.
_DATE = re.compile(r"\d{4}(?:-\d\d){0,2}")
# These are lists or mappings of whole sentences, too much for one line.
_BLOCK = frozenset(("place", "outcomes", "participants", "related", "evidence", "unrelated", "unsure", "refused"))


class Manner(NamedTuple):
    """How YAML is written: the width of a line, the fields whose lists stand as blocks, and those that need no quotes.

    `bare` are the fields that are no text for their readers either, such as a date.
    """

    width: int = WIDTH
    block: frozenset[str] = _BLOCK
    bare: frozenset[str] = frozenset()


def dumped(value: Record | list[Record], *, flow: bool = False, manner: Manner = Manner()) -> str:  # noqa: B008
    """Block YAML of a mapping, or of a list of them; with `flow`, a short one of the list stands on one line."""
    events = _Events(manner)
    if isinstance(value, dict):
        found = events.mapping(value)
    else:
        found = _list([events.mapping(record, flow=flow and _is_short(record)) for record in value])
    return _emitted(found, manner.width)


def evidence_yaml(entries: Sequence[Record], width: int = WIDTH) -> str:
    """Pieces of evidence as they stand below `evidence:` of a meeting."""
    return "".join(f"  {line}" for line in dumped(list(entries), manner=Manner(width)).splitlines(keepends=True))


def scalar(value: str, *, in_flow: bool = False, is_bare: bool = False) -> str:
    """A text as YAML on one line, to stand in a block or in a list such as `[a, b]`."""
    event = _scalar(value, is_bare=is_bare)
    if event.style in ("|", ">"):
        event.style = '"' if "\n" in value else None
    if not in_flow:
        return _emitted([event], 1 << 30).removesuffix("\n...\n").removesuffix("\n")
    return _emitted(_list([[event]], flow=True), 1 << 30).strip()[1:-1]


def needs_no_quotes(date: str) -> bool:
    """Whether a date needs no quotes, whoever reads it: `2025-11-21`, not `[2025-11-21..]`."""
    return bool(_DATE.fullmatch(date))


def _emitted(events: list[yaml.Event], width: int) -> str:
    try:
        text: str = yaml.emit([*_START, *events, *_END], Dumper=_Dumper, width=width, allow_unicode=True)
    except UnicodeEncodeError as error:
        # An argument that is not UTF-8 has one in the place of each such byte.
        broken = code_point(error.object[error.start])
        raise QueryError(f"what is to be written contains {broken}, which is no character; type it anew") from None
    # Whatever holds one of these stands in double quotes, see `_scalar`.
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


class _Events:
    """The events of records written in one manner."""

    def __init__(self, manner: Manner) -> None:
        self._manner = manner

    def mapping(self, record: Record, *, flow: bool = False) -> list[yaml.Event]:
        found: list[yaml.Event] = [yaml.MappingStartEvent(None, None, True, flow_style=flow)]
        for name, value in record.items():
            # A reader of YAML 1.1 takes `on` for true.
            style = "'" if _NO_TEXT.fullmatch(name) else None
            found.append(yaml.ScalarEvent(None, None, _PLAIN, name, style=style))
            found += self._value(name, value)
        found.append(yaml.MappingEndEvent())
        return found

    def _value(self, name: str, value: Any) -> list[yaml.Event]:
        if isinstance(value, dict):
            return self.mapping(value, flow=_is_short(value))
        if isinstance(value, list):
            return _list([self._value("", part) for part in value], flow=name not in self._manner.block)
        return [_scalar(value, is_bare=name in self._manner.bare)]


def _list(parts: list[list[yaml.Event]], *, flow: bool = False) -> list[yaml.Event]:
    inside = [event for part in parts for event in part]
    return [yaml.SequenceStartEvent(None, None, True, flow_style=flow), *inside, yaml.SequenceEndEvent()]


def _is_short(record: Record) -> bool:
    return len(str(record)) < _SHORT


def _scalar(value: str | int, *, is_bare: bool = False) -> yaml.ScalarEvent:
    style = None
    if isinstance(value, int):
        value = str(value)
    elif value.endswith("\n\n") or value == "\n":
        # As a block it would leave the document open, and libyaml would end it with a line "...".
        style = '"'
    elif _UNSAFE.search(value):
        style = '"'
    elif _NO_TEXT.fullmatch(value) and not (is_bare and needs_no_quotes(value)):
        style = "'"
    elif "\n" in value:
        style = "|" if all(line == line.strip() for line in value.split("\n")) else '"'
    elif len(value) > _SHORT and "  " not in value and value == value.strip():
        style = ">"
    return yaml.ScalarEvent(None, None, _PLAIN, value, style=style)
