"""JSON (always an array) and JSON Lines (an object a line)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TextIO

from dialogue_cli.text import as_json


def write_as(format_: str, records: Iterable[Mapping[str, Any]], out: TextIO) -> int:
    """Writes records as `json` or as `jsonl`. Returns their number."""
    return (write_json if format_ == "json" else write_jsonl)(records, out)


def write_json(records: Iterable[Mapping[str, Any]], out: TextIO) -> int:
    """Writes one JSON array, always, one record after the other. Returns the number of records."""
    count = 0
    for count, record in enumerate(records, 1):
        out.write(("[\n  " if count == 1 else ",\n  ") + as_json(record, 2).replace("\n", "\n  "))
    out.write("\n]\n" if count else "[]\n")
    return count


def write_jsonl(records: Iterable[Mapping[str, Any]], out: TextIO) -> int:
    """Writes JSON Lines: one object a line. Returns the number of records."""
    count = 0
    for count, record in enumerate(records, 1):  # noqa: B007
        out.write(as_json(record) + "\n")
    return count
