"""What the last meeting of a series proposes for the next one: its number, title, partners, place, kind and mode."""

from __future__ import annotations

import re

from dialogue_cli.curate.adding.known import Known
from dialogue_cli.dataset.model import Record

_SAME = ("kind", "mode", "place", "principal", "partners")
_ENDINGS = {1: "st", 2: "nd", 3: "rd"}


def defaults(series: str, known: Known, ordinal: int | None = None) -> Record:
    """The fields that the last meeting of a series proposes for the round `ordinal`, by default the next one."""
    found = known.series(series)
    if found is None or not found.rounds:
        return {}
    numbered = [one for one in found.rounds if one.ordinal is not None]
    # Sorted by number; those without one come last, in the order of time.
    last = (numbered or list(found.rounds))[-1]
    meeting = known.archive.get(last.id)
    if meeting is None:
        return {}
    record = meeting.to_record()
    proposed = {name: record[name] for name in _SAME if name in record}
    if last.ordinal is None:
        return proposed
    following = ordinal or last.ordinal + 1
    title = next_title(meeting.title, last.ordinal, following)
    return {"ordinal": following} | ({"title": title} if title else {}) | proposed


def next_title(title: str, ordinal: int, number: int) -> str | None:
    """The title of a round with another number in place of its own; None where that is not in it as a number.

    >>> next_title("22nd meeting", 22, 23), next_title("Seventh Round", 7, 8), next_title("Round 7", 7, 8)
    ('23rd meeting', None, 'Round 8')
    """

    def following(found: re.Match[str]) -> str:
        return ordinal_word(number) if found[1] else str(number)

    changed, count = re.subn(rf"\b{ordinal}(st|nd|rd|th)?\b", following, title)
    return changed if count == 1 else None


def ordinal_word(number: int) -> str:
    """`1st`, `12th`, `23rd`."""
    ending = "th" if number % 100 in (11, 12, 13) else _ENDINGS.get(number % 10, "th")
    return f"{number}{ending}"
