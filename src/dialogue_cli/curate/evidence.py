"""Puts pieces of evidence into the record of a meeting."""

from __future__ import annotations

from collections.abc import Sequence

from dialogue_cli.curate import splice
from dialogue_cli.curate.commit import Meant
from dialogue_cli.curate.desk import Desk
from dialogue_cli.curate.meant import with_record
from dialogue_cli.curate.tree import Items
from dialogue_cli.dataset.model import Record
from dialogue_cli.errors import QueryError


def add_evidence(desk: Desk, identifier: str, entries: Sequence[Record]) -> Meant:
    """Adds pieces of evidence to the meeting with an id, behind those that it has. Returns what is meant by that."""
    found = desk.find("meetings", identifier)
    if found is None:
        raise QueryError(f'no meeting has the id "{identifier}"')
    file, place = found
    around = desk.around(file, place)
    there = place.node.get("evidence")
    if isinstance(there, Items) and there.items:
        desk.edit(file, splice.added_items(file.text, there, "evidence", entries, around))
    else:
        desk.edit(file, splice.set_field(file.text, place, "evidence", list(entries), around))
    return with_record("meetings", identifier, lambda record: {**record, "evidence": [*_of(record), *entries]})


def _of(record: Record) -> list[Record]:
    return list(record.get("evidence", ()))
