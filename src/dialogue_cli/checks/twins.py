"""A meeting that is there twice, under two ids."""

from __future__ import annotations

import hashlib
import json

from dialogue_cli.dataset.model import Meeting, Record
from dialogue_cli.dataset.problems import Problem
from dialogue_cli.dataset.reader import Item
from dialogue_cli.dataset.references import Spot
from dialogue_cli.text import one_line


def is_twin(one: Meeting, other: Meeting) -> bool:
    """Whether two meetings are equal in all but their ids and rounds.

    Rounds of a series of which no more is known, not even the day, are different meetings.
    """
    return _rest(one.to_record()) == _rest(other.to_record()) and (one.date is not None or one.ordinal == other.ordinal)


def _rest(record: Record) -> str:
    """All of a record but id and round."""
    return json.dumps({name: value for name, value in record.items() if name not in ("id", "ordinal")})


class Twins:
    """Compares every meeting with those before it."""

    def __init__(self) -> None:
        self._first: dict[bytes, tuple[str, Spot]] = {}
        """Id and place of the first of those that are equal, by a digest: the records themselves would fill memory."""
        self._problems: list[Problem] = []

    def add(self, item: Item) -> None:
        """Takes note of one record."""
        meeting = item.value
        if not isinstance(meeting, Meeting) or item.broken:
            return
        rest = _rest(item.record)
        known = rest if meeting.date else f"{meeting.ordinal} {rest}"
        digest = hashlib.blake2b(known.encode(errors="surrogatepass"), digest_size=16).digest()
        spot = Spot(item.file, *item.at("id"))
        identifier, first = self._first.setdefault(digest, (meeting.id, spot))
        # A second one of the same id is an error already.
        if first is not spot and identifier != meeting.id:
            where = f"line {first.line}" if first.file == item.file else f"{first.file}:{first.line}"
            message = f'"{one_line(meeting.id)}" is the same meeting as "{one_line(identifier)}" ({where}); keep one'
            self._problems.append(spot.problem("same-meeting", message))

    def finish(self) -> list[Problem]:
        """Every problem; call it once all records are added."""
        return self._problems
