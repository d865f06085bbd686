"""YAML: a dataset of the chosen meetings, which `dialogue` reads back to the same records.

Other programs read the same: what a YAML reader could take for anything but text (`NO`, `2025-11-21`,
`12:30`, `1e3`, in YAML 1.1 or 1.2) is quoted, and what a terminal would obey stands escaped. Comments of the
original are not kept.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TextIO

import yaml

from dialogue_cli.archive import Archive
from dialogue_cli.dataset.model import Evidence, Record
from dialogue_cli.formats.selection import selection
from dialogue_cli.match import Match
from dialogue_cli.text import BYTE_ORDER_MARK, CONTROLS, DIRECTION_MARKS, UNICODE_BREAKS, VERTICAL_BREAKS
from dialogue_cli.view.proofs import Proofs

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
# A line on which a key of a meeting stands.
_KEY = re.compile(r"(?:  |- )\w")
# What a terminal would obey, and what a reader of YAML would take for a line end or drop.
_UNSAFE = re.compile(f"[{CONTROLS}\r{VERTICAL_BREAKS}{UNICODE_BREAKS}{DIRECTION_MARKS}{BYTE_ORDER_MARK}]")
# Numbers, dates, times, booleans and nulls of YAML 1.1 and 1.2, and some more: a quote too many does no harm.
_NO_TEXT = re.compile(
    r"[-+.\d][-+.:\d_ ]*(?:[eE][-+\d.]+|[TtZz][-+.:\dZz ]*)?|[-+]?0[xob][\da-fA-F_]+|[-+]?\.(?:inf|nan)"
    r"|y|n|yes|no|on|off|true|false|null|~|=|<<|",
    re.IGNORECASE,
)
# These are lists or mappings of whole sentences, too much for one line.
_BLOCK = {"place", "outcomes", "participants", "related", "evidence", "unrelated"}


def write(
    matches: Iterable[Match],
    archive: Archive,
    out: TextIO,
    note: Callable[[str], None],
    proofs: Proofs | None = None,
) -> int:
    """Writes a dataset: header, sources, vocabularies and meetings. Returns the number of meetings.

    The sources are those that the chosen meetings quote (all of them when all meetings are chosen), the
    vocabularies are entire. Relations to meetings that were not chosen are left out, with a note. Without any
    meeting it is a dataset still. Documents that sources name are not copied. A comment marks a broken
    proof, with the day: the format has no key for that, and in the copy it may be mended.
    """
    proofs = proofs or Proofs(archive)
    with selection(matches, archive, note) as chosen:
        out.write(_dump({"dataset": archive.header.to_record()}))
        if chosen.sources:
            out.write("\nsources:\n")
            for source in chosen.sources:
                mark = proofs.source_mark(source)
                out.write((_comment(mark, archive.today) if mark else "") + _dump([source.to_record()]))
        vocabularies = archive.vocabularies()
        for name in vocabularies.__slots__:
            entries = getattr(vocabularies, name)
            if entries:
                out.write(f"\n{name}:\n" + "".join(_dump([entry.to_record()], flow=True) for entry in entries))
        out.write("\nmeetings:" + ("\n" if chosen.size else " []\n"))
        for record in chosen:
            out.write("\n" + _with_comments(_dump([record]), record, proofs, archive.today))
    return chosen.size


def evidence_yaml(entries: Sequence[Record], width: int = WIDTH) -> str:
    """Pieces of evidence as they stand below `evidence:` of a meeting."""
    return "".join(f"  {line}" for line in _dump(list(entries), width=width).splitlines(keepends=True))


def _comment(mark: str, today: datetime.date) -> str:
    return f"# {mark} ({today})\n"


def _with_comments(text: str, record: Record, proofs: Proofs, today: datetime.date) -> str:
    """The YAML of a meeting, with a comment above each quote that is not in its source."""
    marks = [proofs.mark(Evidence.from_record(quote)) for quote in record.get("evidence", ())]
    if not any(marks):
        return text
    lines: list[str] = []
    said: Iterator[str] = iter(())
    for line in text.splitlines(keepends=True):
        # The keys of a meeting stand two columns in, and so do the dashes of their items; all else stands further in.
        if _KEY.match(line):
            said = iter(marks if line.startswith("  evidence:") else ())
        elif line.startswith("  - ") and (mark := next(said, "")):
            lines.append(f"  {_comment(mark, today)}")
        lines.append(line)
    return "".join(lines)


def _dump(value: Record | list[Record], *, flow: bool = False, width: int = WIDTH) -> str:
    """Block YAML of a mapping, or of a list of them; with `flow`, a short one of the list stands on one line."""
    if isinstance(value, dict):
        events = _mapping(value)
    else:
        events = _list([_mapping(record, flow=flow and _is_short(record)) for record in value])
    text: str = yaml.emit([*_START, *events, *_END], Dumper=_Dumper, width=width, allow_unicode=True)
    # Whatever holds one of these stands in double quotes, see `_scalar`.
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _value(name: str, value: Any) -> list[yaml.Event]:
    if isinstance(value, dict):
        return _mapping(value, flow=_is_short(value))
    if isinstance(value, list):
        return _list([_value("", part) for part in value], flow=name not in _BLOCK)
    return [_scalar(value)]


def _mapping(record: Record, *, flow: bool = False) -> list[yaml.Event]:
    found: list[yaml.Event] = [yaml.MappingStartEvent(None, None, True, flow_style=flow)]
    for name, value in record.items():
        found.append(yaml.ScalarEvent(None, None, _PLAIN, name))
        found += _value(name, value)
    found.append(yaml.MappingEndEvent())
    return found


def _list(parts: list[list[yaml.Event]], *, flow: bool = False) -> list[yaml.Event]:
    inside = [event for part in parts for event in part]
    return [yaml.SequenceStartEvent(None, None, True, flow_style=flow), *inside, yaml.SequenceEndEvent()]


def _is_short(record: Record) -> bool:
    return len(str(record)) < _SHORT


def _scalar(value: str | int) -> yaml.Event:
    style = None
    if isinstance(value, int):
        value = str(value)
    elif value.endswith("\n\n") or value == "\n":
        # As a block it would leave the document open, and libyaml would end it with a line "...".
        style = '"'
    elif _UNSAFE.search(value):
        style = '"'
    elif _NO_TEXT.fullmatch(value):
        style = "'"
    elif "\n" in value:
        style = "|" if all(line == line.strip() for line in value.split("\n")) else '"'
    elif len(value) > _SHORT and "  " not in value and value == value.strip():
        style = ">"
    return yaml.ScalarEvent(None, None, _PLAIN, value, style=style)
