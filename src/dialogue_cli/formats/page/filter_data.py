"""What the filters of the page need: the names to choose from, each with the meetings that it finds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dialogue_cli.archive import Archive
from dialogue_cli.formats.page.packing import rising
from dialogue_cli.formats.svg import plain
from dialogue_cli.index.bearers import Bearers, bearers
from dialogue_cli.index.lexicon import Places
from dialogue_cli.index.queries import Index
from dialogue_cli.match import Match
from dialogue_cli.text import key

FIELDS = ("partner", "person", "topic", "series", "kind", "status")
"""The filters that choose a name, in the order of the page."""
Series = tuple[str, str]
"""The id of a series, or the name of one that no vocabulary has, and the name to show for it."""


def series_of(matches: Sequence[Match], archive: Archive) -> dict[str, Series]:
    """Returns the series of the meetings by what their records call them, which may be an id, a name or an alias."""
    ids = {key(entry.id): entry.id for entry in archive.vocabularies().series}
    known = archive.names_of_meetings("series")
    found: dict[str, Series] = {}
    for text in dict.fromkeys(match.meeting.series for match in matches if match.meeting.series):
        entity, name = known.get(text, (key(text), text))
        found[text] = (plain(ids.get(entity, name)), plain(name))
    return found


def filter_data(index: Index, places: Places, matches: Sequence[Match], ids: Mapping[str, str]) -> dict[str, Any]:
    """Returns the names of each field, the most frequent first, and the days of each meeting.

    A name is `[name, what it is called in the address, other spellings, meetings, those only possibly, is hidden]`,
    empty ends left out; a hidden one is offered only when it is typed. `days` are as `days_of` returns them, `newest`
    is the order by time, turned round. `ids` are those of series, by their entities.
    """
    fields = {field: [_name(one, field, places, ids) for one in bearers(index, field)] for field in FIELDS}
    return {
        "fields": {field: _in_order(names) for field, names in fields.items()},
        "days": ";".join(map(days_of, matches)),
        "newest": _newest(matches),
    }


def _name(one: Bearers, field: str, places: Places, ids: Mapping[str, str]) -> tuple[int, list[Any]]:
    """The number of its meetings on this page, and the name as the script has it."""
    here = {places[number]: certain for number, certain in one.meetings.items() if number in places}
    label = plain(one.label)
    spellings = "\n".join(map(plain, one.spellings)) if here else ""
    unsure = rising(sorted(place for place, certain in here.items() if not certain))
    value = ids.get(one.entity, label) if field == "series" else label
    found = [label, "" if value == label else value, spellings, rising(sorted(here)), unsure, int(not one.is_named)]
    while not found[-1]:
        found.pop()
    return len(here), found


def _in_order(names: Sequence[tuple[int, list[Any]]]) -> list[list[Any]]:
    found = sorted((-count, name[0].casefold(), name) for count, name in names if count)
    return [name for _, _, name in found]


def days_of(match: Match) -> str:
    """Returns the days of a meeting: `"2025-11-21"`, or four days `"2025-11-01,2025-12-03,,"`.

    The first two are the earliest and the latest, between which it possibly lies; the others the last start and
    the first end: it lies certainly in a period that has both. Open bounds are empty, and so is an undated text.
    """
    date: Any = match.meeting.date
    if date is None:
        return ""
    bounds = [date.earliest, date.latest, *((None, None) if date.qualified else (date.last_start, date.first_end))]
    days = [day.isoformat() if day else "" for day in bounds]
    return days[0] if len(set(days)) == 1 and days[0] else ",".join(days)


def _newest(matches: Sequence[Match]) -> list[int] | None:
    """Returns the places of the meetings, the newest first; None where that is the order of the page turned round."""

    def moment(place: int) -> tuple[str, str]:
        match = matches[place]
        return match.earliest or match.latest or "", match.id

    places = range(len(matches))
    dated = sorted((place for place in places if moment(place)[0]), key=moment, reverse=True)
    undated = sorted((place for place in places if not moment(place)[0]), key=moment, reverse=True)
    usual = [*reversed(range(len(dated))), *reversed(range(len(dated), len(matches)))]
    return None if [*dated, *undated] == usual else [*dated, *undated]
