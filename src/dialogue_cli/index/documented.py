"""What the index knows of sources: which ones a name means, and what meetings quote from them."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator

from dialogue_cli.dataset.model import Evidence, Source
from dialogue_cli.index.queries import Index
from dialogue_cli.names.resolve import meaning
from dialogue_cli.text import key


def sources_named(index: Index, name: str) -> tuple[list[Source], list[str]]:
    """The sources that a name means (an id, a file, a title, a part of one), in their order, and notes about it.

    QueryError as by `meaning`.
    """
    every = [Source.from_record(record) for record in index.entries("sources")]
    if exact := [source for source in every if source.id == name]:
        return exact, []
    meant = meaning("source", name, index.names)
    return [source for source in every if key(source.id) in meant.entities], [*meant.notes, *meant.near]


def quotes(index: Index, sources: Collection[str]) -> Iterator[tuple[str, Evidence]]:
    """What meetings, in time order, quote from some sources: the id of the meeting, and the piece of evidence."""
    rows = index.rows(
        "SELECT m.id, q.value FROM meeting m JOIN record r ON r.meeting = m.number, json_each(r.json, '$.evidence') q"
        " WHERE json_extract(q.value, '$.source') IN (SELECT value FROM json_each(?))"
        " ORDER BY m.moment IS NULL, m.moment, m.id, q.key",
        (json.dumps(list(sources)),),
    )
    for meeting, quote in rows:
        record = json.loads(quote)
        yield meeting, Evidence.from_record(record)
