"""What the records of one draft have to do with each other: their ids, the series they share, the next round."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from dialogue_cli.curate.adding.ids import proposed_id

Record = dict[str, Any]


def linked(records: list[Record], is_taken: Callable[[str], bool]) -> list[Record]:
    """The records with ids that are free, and related to the first one, which is the news."""
    used: set[str] = set()
    found = []
    for record in records:
        identifier = proposed_id(record, lambda one: is_taken(one) or one in used)
        used.add(identifier)
        found.append({"id": identifier, **record})
    if found:
        for other in found[1:]:
            _relate(found[0], other)
    return [_ordered(record) for record in found]


def _relate(main: Record, other: Record) -> None:
    is_next = main.get("series") == other.get("series") and other.get("ordinal", 0) == main.get("ordinal", 0) + 1
    is_previous = main.get("series") == other.get("series") and other.get("ordinal", 0) == main.get("ordinal", 0) - 1
    there, back = ("next", "previous") if is_next else ("previous", "next") if is_previous else ("see-also", "see-also")
    for record, to, relation in ((main, other, there), (other, main, back)):
        record.setdefault("related", []).append({"id": to["id"], "relation": relation})
        entry = next(one for one in other["evidence"] if "title" in one["supports"])
        _support(record, entry, f"related.{to['id']}")


def _support(record: Record, entry: Record, claim: str) -> None:
    words: Record = {name: entry[name] for name in ("source", "exact", "prefix", "suffix") if name in entry}
    for one in record["evidence"]:
        if all(one.get(name) == value for name, value in words.items()):
            one["supports"].append(claim)
            return
    record["evidence"].append({**words, "supports": [claim]})


_LAST = ("related", "evidence", "unsure")


def _ordered(record: Record) -> Record:
    """The fields in the order of the format."""
    return {name: value for name, value in record.items() if name not in _LAST} | {
        name: record[name] for name in _LAST if name in record
    }
