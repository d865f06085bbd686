"""From a document to the records that it supports: the meetings that it tells of, then those that it only names."""

from __future__ import annotations

from typing import Any

from dialogue_cli.curate.draft.besides import besides
from dialogue_cli.curate.draft.coming import to_follow
from dialogue_cli.curate.draft.events import events_of
from dialogue_cli.curate.draft.known import Known
from dialogue_cli.curate.draft.news import News
from dialogue_cli.curate.draft.person import people_of
from dialogue_cli.curate.draft.reading import Reading

Record = dict[str, Any]


def proposed(reading: Reading, source: str, known: Known) -> list[Record]:
    """The records that a document supports, each with its evidence; none where it tells of no meeting.

    `inferred` of a record says which of its claims no words say.
    """
    people = people_of(reading)
    found: list[Record] = []
    for event in events_of(reading):
        record = News(reading, event, source, known, people).record(found[0] if found else None)
        if record:
            found.append(record)
        elif event.is_news:
            return []
    if not found:
        return []
    found += besides(reading, source, known, found)
    following = to_follow(reading, source, found)
    return [*found, *([following] if following else [])]
