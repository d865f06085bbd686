"""The record that accepted claims make, with the evidence that is left for them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from dialogue_cli.curate.reviewing.claims import Claim, Quote, item_of
from dialogue_cli.dataset.evidence import LISTS
from dialogue_cli.dataset.fields import SECTIONS
from dialogue_cli.dataset.model import Record
from dialogue_cli.text import key

Where = Callable[[Quote], tuple[int, int]]
"""Where in the documents some words stand, by which evidence is sorted."""


class Accepted(NamedTuple):
    """A claim as a person has accepted it: with the value and the words of the draft, or with others."""

    value: Any
    quotes: tuple[Quote, ...]
    note: str = ""
    """Of a date, how it is known."""


def built(accepted: Iterable[tuple[Claim, Accepted]], where: Where) -> Record:
    """The record that claims make, without an id: its fields in the order of the format, and its evidence."""
    values: dict[str, list[Any]] = {}
    said: dict[str, list[list[Quote]]] = {}
    notes: list[str] = []
    for claim, one in accepted:
        there = values.setdefault(claim.field, [])
        quotes = said.setdefault(claim.field, [])
        # Two readings of a name that a person has made one are one.
        at = next((i for i, value in enumerate(there) if _is_same(claim.field, value, one.value)), len(there))
        if at == len(there):
            there.append(one.value)
            quotes.append([])
        quotes[at] += one.quotes
        notes += [one.note] if claim.field == "date" and one.note else []
    record = {field: _value(field, found) for field, found in values.items()}
    if notes:
        record["date_note"] = notes[0]
    if evidence := _evidence(values, said, where):
        record["evidence"] = evidence
    return {field: record[field] for field in SECTIONS["meetings"].fields if field in record}


def _value(field: str, found: list[Any]) -> Any:
    if field not in LISTS:
        return found[-1]
    return found[0] if field == "place" and len(found) == 1 else found


def _is_same(field: str, one: Any, other: Any) -> bool:
    """Whether two items of a list are one; a single value is always the later one."""
    if field not in LISTS or field in ("outcomes", "place"):
        return field not in LISTS or bool(one == other)
    return key(item_of(field, one)) == key(item_of(field, other))


def _evidence(values: dict[str, list[Any]], said: dict[str, list[list[Quote]]], where: Where) -> list[Record]:
    found: dict[Quote, list[str]] = {}
    for field, items in values.items():
        for number, (value, quotes) in enumerate(zip(items, said[field], strict=True), 1):
            for quote in quotes:
                paths = found.setdefault(quote._replace(parts=()), [])
                paths += [path for path in _paths(field, value, number, len(items), quote.parts) if path not in paths]
    order = sorted((quote for quote in found if found[quote]), key=where)
    return [{**quote.words, "supports": found[quote]} for quote in order]


def _paths(field: str, value: Any, number: int, count: int, parts: Sequence[str]) -> list[str]:
    """What a quote supports of a value, as the record now has it."""
    path = field
    if field in LISTS and not (field == "place" and count == 1):
        path = f"{field}.{item_of(field, value, number)}"
    if not parts:
        return [path]
    return [f"{path}.{part}" for part in parts if not isinstance(value, dict) or part in value]
