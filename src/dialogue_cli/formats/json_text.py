"""JSON (always an array) and JSON Lines (an object a line)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any, TextIO

# What JSON may hold bare but a terminal would obey: DEL, C1, and marks that turn the reading direction.
_UNSAFE = re.compile("[\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def _dump(value: Any, indent: int | None = None) -> str:
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def write_as(format_: str, records: Iterable[Mapping[str, Any]], out: TextIO) -> int:
    """Writes records as `json` or as `jsonl`. Gives their number."""
    return (write_json if format_ == "json" else write_jsonl)(records, out)


def write_json(records: Iterable[Mapping[str, Any]], out: TextIO) -> int:
    """Writes one JSON array, always, one record after the other. Gives the number of records."""
    count = 0
    for count, record in enumerate(records, 1):
        out.write(("[\n  " if count == 1 else ",\n  ") + _dump(record, 2).replace("\n", "\n  "))
    out.write("\n]\n" if count else "[]\n")
    return count


def write_jsonl(records: Iterable[Mapping[str, Any]], out: TextIO) -> int:
    """Writes JSON Lines: one object a line. Gives the number of records."""
    count = 0
    for count, record in enumerate(records, 1):  # noqa: B007
        out.write(_dump(record) + "\n")
    return count
