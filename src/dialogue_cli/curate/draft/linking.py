"""What the records of one draft have to do with each other: their ids, the series they share, the next round."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from dialogue_cli.curate.adding.ids import proposed_id

Record = dict[str, Any]


def with_ids(records: list[Record], is_taken: Callable[[str], bool]) -> list[Record]:
    """The records with ids that are free; one that has an id keeps it, if it is."""
    used: set[str] = set()
    found = []
    for record in records:
        mine: str = record.get("id", "")
        is_free = mine and not is_taken(mine) and mine not in used
        identifier = mine if is_free else proposed_id(record, lambda one: is_taken(one) or one in used)
        used.add(identifier)
        found.append(_titled({**record, "id": identifier}))
    return found


def _titled(record: Record) -> Record:
    """A record as the format wants it: one without a title is called by its id, and that is marked."""
    head: Record = {"id": record["id"], "title": record.get("title", record["id"])}
    if "title" not in record:
        entry = record["evidence"][0]
        doubt = {"claim": "title", "exact": entry["exact"], "reason": "no title was proposed; this is the id"}
        record = {**record, "unsure": [*record.get("unsure", ()), doubt]}
    return head | {name: value for name, value in record.items() if name not in head}


def linked(records: list[Record], is_taken: Callable[[str], bool]) -> list[Record]:
    """The records with ids that are free, and related to the first one, which is the news."""
    found = with_ids(records, is_taken)
    for other in found[1:]:
        _relate(found[0], other)
    return [_ordered(record) for record in found]


def _relate(main: Record, other: Record) -> None:
    is_next = main.get("series") == other.get("series") and (
        other.get("ordinal", 0) == main.get("ordinal", 0) + 1 or other["title"].startswith("Next ")
    )
    is_previous = main.get("series") == other.get("series") and other.get("ordinal", 0) == main.get("ordinal", 0) - 1
    there, back = ("next", "previous") if is_next else ("previous", "next") if is_previous else ("see-also", "see-also")
    for record, to, relation in ((main, other, there), (other, main, back)):
        record.setdefault("related", []).append({"id": to["id"], "relation": relation})
        entry = next((one for one in other["evidence"] if "title" in one["supports"]), other["evidence"][0])
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
