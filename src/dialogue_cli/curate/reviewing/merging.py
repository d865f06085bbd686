"""Accepted claims into a meeting that is in the dataset: what it has already, and what of it changes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from dialogue_cli.curate import splice
from dialogue_cli.curate.commit import Meant
from dialogue_cli.curate.desk import Desk
from dialogue_cli.curate.layout import has_comments
from dialogue_cli.curate.meant import with_record
from dialogue_cli.curate.reviewing.claims import item_of
from dialogue_cli.curate.reviewing.drafts import plain
from dialogue_cli.curate.splice import Edit
from dialogue_cli.curate.tree import Items, Pairs, Scalar
from dialogue_cli.dataset.evidence import LISTS
from dialogue_cli.dataset.model import Record, several
from dialogue_cli.dataset.plain import decoded
from dialogue_cli.errors import DialogueError
from dialogue_cli.text import compared, key

Name = Callable[[str, str], str]
"""What a name of a field is, however it is written: two spellings of one partner are the same."""
_NAMED = {"partners": "partner", "topics": "topic", "instruments": "instrument", "participants": "person"}


def there(field: str, value: Any, record: Record, name: Name) -> Any:
    """What a meeting says of a claim: the value of the field, or the item that the claim is about; None for nothing."""
    if field not in LISTS:
        return record.get(field)
    items = several(record.get(field, []))
    if field == "place":
        # A tour is compared stop by stop; one place is the other reading of the only one.
        alike = [one for one in items if key(one.get("city", "")) == key(value.get("city", ""))]
        return (alike or (items if len(items) == 1 else [None]))[0]
    wanted = _name(field, value, name)
    return next((one for one in items if _name(field, one, name) == wanted), None)


def _name(field: str, value: Any, name: Name) -> str:
    text = item_of(field, value) if field != "outcomes" else str(value)
    return name(_NAMED[field], text) if field in _NAMED else key(text)


def is_said(field: str, value: Any, old: Any) -> bool:
    """Whether what a meeting says is all that a claim says."""
    if old is None:
        return False
    if isinstance(value, dict):
        if field == "related":
            return True
        return all(key(str(old.get(part, ""))) == key(str(text)) for part, text in value.items())
    if field in LISTS:
        return True
    return compared(str(value)) == compared(str(old))


def merged(record: Record, new: Record, name: Name) -> Record:
    """A meeting with what accepted claims say: a single value is replaced, an item is added or replaced."""
    found = dict(record)
    for field, value in new.items():
        if field == "evidence":
            found["evidence"] = _with_evidence(record.get("evidence", []), _numbered(value, record, new))
        elif field in LISTS:
            items = list(several(record.get(field, [])))
            for one in several(value):
                old = there(field, one, record, name)
                if old is None:
                    items.append(one)
                elif isinstance(one, dict) and not is_said(field, one, old):
                    items[items.index(old)] = {**old, **one}
            found[field] = items[0] if field == "place" and len(items) == 1 else items
        else:
            found[field] = value
    return found


def _numbered(evidence: list[Record], record: Record, new: Record) -> list[Record]:
    """Evidence whose outcomes are counted behind those that are there."""
    before = record.get("outcomes", [])
    places: dict[str, str] = {}
    count = len(before)
    for number, one in enumerate(new.get("outcomes", ()), 1):
        at = next((i for i, old in enumerate(before, 1) if key(old) == key(one)), None)
        if at is None:
            count += 1
        places[f"outcomes.{number}"] = f"outcomes.{at or count}"
    return [{**one, "supports": [places.get(path, path) for path in one["supports"]]} for one in evidence]


def _with_evidence(old: list[Record], new: list[Record]) -> list[Record]:
    found = [dict(one) for one in old]
    for one in new:
        words = _words(one)
        same = next((other for other in found if _words(other) == words and other.get("supports")), None)
        if same is None:
            found.append(one)
        else:
            same["supports"] = list(dict.fromkeys([*same["supports"], *one["supports"]]))
    return found


def _words(entry: Record) -> tuple[str, ...]:
    return tuple(compared(entry.get(part) or "") for part in ("source", "exact", "prefix", "suffix"))


def edit(desk: Desk, identifier: str, new: Record, name: Name) -> Meant:
    """Gathers the edits that bring accepted claims into the meeting with an id. Returns what is meant by them."""
    at = desk.find("meetings", identifier)
    if at is None:
        raise DialogueError(f'"{identifier}" is no longer in the dataset')
    file, place = at
    around = desk.around(file, place)
    before = decoded(plain(place.node)).record
    after = merged(before, new, name)
    for field, value in after.items():
        if value == before.get(field):
            continue
        node = place.node.get(field)
        edits = list(_added(file.text, node, field, before.get(field), value, around))
        desk.edit(file, edits or [splice.set_field(file.text, place, field, value, around)])
    return with_record("meetings", identifier, lambda record: merged(record, new, name))


def _added(text: str, node: Any, field: str, old: Any, new: Any, around: Any) -> Iterator[Edit]:
    """The edits that add to a list, and change items of it; none where it must be written anew."""
    if not isinstance(node, Items) or not isinstance(old, list) or not isinstance(new, list) or not node.items:
        return
    if len(node.items) != len(old):
        return
    if field == "evidence":
        changed = list(_more_support(text, node, old, new, around))
        if None in changed:
            return
        yield from (one for one in changed if one)
    elif new[: len(old)] != old:
        places = [i for i, (before, after) in enumerate(zip(old, new, strict=False)) if before != after]
        if len(new) < len(old) or any(has_comments(text, node.items[i]) for i in places):
            return
        yield from (splice.replaced_item(text, node, i, field, new[i], around) for i in places)
    if more := new[len(old) :]:
        yield splice.added_items(text, node, field, more, around)


def _more_support(text: str, node: Items, old: list[Record], new: list[Record], around: Any) -> Iterator[Edit | None]:
    """For each piece of evidence that supports more, the edit that adds it; None where that cannot be spliced."""
    for part, before, after in zip(node.items, old, new, strict=False):
        if before == after:
            continue
        supports = part.get("supports") if isinstance(part, Pairs) else None
        more = after["supports"][len(before["supports"]) :]
        if isinstance(supports, Items) and supports.items:
            yield splice.added_items(text, supports, "supports", more, around)
        elif isinstance(supports, Scalar):
            yield None
