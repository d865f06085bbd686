"""What the filters of the page need: the names to choose from, and which of them each meeting has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dialogue_cli.archive import Archive
from dialogue_cli.errors import QueryError
from dialogue_cli.formats.svg import plain
from dialogue_cli.match import Match
from dialogue_cli.query.query import Query
from dialogue_cli.text import key

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


def filter_data(matches: Sequence[Match], archive: Archive, series: Mapping[str, Series]) -> dict[str, Any]:
    """Returns the lists of names, and for each meeting the positions of its own names in them.

    `partners` and `statuses` are names, `series` pairs of id and name; an entry of `meetings`, in the order of
    the page, is `[partners, series or -1, status, years]` with the years as `years_of` returns them.
    """
    names, positions = _partners(matches, archive)
    statuses = list(dict.fromkeys(match.status for match in matches))
    all_series = sorted(set(series.values()))
    positions_of_series = {text: all_series.index(one) for text, one in series.items()}
    meetings = [
        [
            positions[match.id],
            positions_of_series[match.meeting.series] if match.meeting.series else -1,
            statuses.index(match.status),
            years_of(match),
        ]
        for match in matches
    ]
    return {
        "partners": [plain(name) for name in names],
        "series": [list(one) for one in all_series],
        "statuses": statuses,
        "meetings": meetings,
    }


def _partners(matches: Sequence[Match], archive: Archive) -> tuple[list[str], dict[str, list[int]]]:
    """Returns the names of the partners, and by id of a meeting the positions of those that find it."""
    bearers: dict[str, set[str]] = {}
    for match in matches:
        for name in match.meeting.partners:
            bearers.setdefault(name, set()).add(match.id)
    names = sorted(bearers, key=lambda name: (name.casefold(), name))
    positions: dict[str, list[int]] = {match.id: [] for match in matches}
    for i, name in enumerate(names):
        for identifier in bearers[name] | _with_partner(archive, name):
            if identifier in positions:
                positions[identifier].append(i)
    return names, positions


def _with_partner(archive: Archive, name: str) -> set[str]:
    """Returns the meetings that `--partner` finds, so that a group finds its members and a member its groups."""
    try:
        return {match.id for match in archive.find(Query(partner=(name,)), records=False)}
    except QueryError:
        return set()


def years_of(match: Match) -> str:
    """Returns the years in which a meeting begins and ends: `"2025"`, or four bounds `"2025,2026,,"`.

    The first two are the earliest and the latest, between which it possibly lies; the others the last start and
    the first end: it lies certainly in a year that has both. Open bounds are empty, and so is an undated text.
    """
    date: Any = match.meeting.date
    if date is None:
        return ""
    bounds = [date.earliest, date.latest, *((None, None) if date.qualified else (date.last_start, date.first_end))]
    years = [str(day.year) if day else "" for day in bounds]
    return years[0] if len(set(years)) == 1 and years[0] else ",".join(years)
