"""What the commands people, partners, topics, places and instruments share: the names of a field, with their counts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from dialogue_cli.cli.flags import COMMON, CSV_BOM, FILTERS, LIMIT, NAMES, REVERSE, Flag, formats
from dialogue_cli.cli.session import Session
from dialogue_cli.errors import QueryError
from dialogue_cli.query.counts import note_of_several
from dialogue_cli.query.query import Query
from dialogue_cli.text import fold, listing

if TYPE_CHECKING:
    from dialogue_cli.archive import Archive

ORDERS = ("meetings", "name")
SORT = Flag("sort", ("--sort",), "In the order of meetings (default) or name.", "FIELD", offers=" ".join(ORDERS))
TAKES = (NAMES, *FILTERS, formats(), CSV_BOM, LIMIT, SORT, REVERSE, *COMMON)
_MORE = {
    "person": ("possible", "aliases"),
    "partner": ("code", "members", "aliases"),
    "topic": ("aliases",),
    "place": ("country", "aliases"),
    "instrument": ("aliases",),
}
"""What is known of a name besides its number of meetings; keys of the vocabulary, but for `possible`."""
_SECTIONS = {field: f"{field}s" for field in _MORE} | {"person": "people"}


def write_vocabulary(session: Session, field: str) -> int:
    """Writes the names of a field with their meetings. Returns the exit status."""
    sort = session.values["sort"] or ORDERS[0]
    if sort.removeprefix("-") not in ORDERS:
        raise QueryError(f'cannot sort by "{sort}"; sort by {listing(list(ORDERS))}')
    is_turned = bool(session.values["reverse"]) != sort.startswith("-")
    given = session.named(session.values["names"] or (), first=field)
    query = session.query(given=given)._replace(sort=None, reverse=False, limit=None)
    rows = list(_rows(session, field, query))
    if sort.removeprefix("-") == "name":
        rows.sort(key=lambda row: fold(row["name"]))
    if is_turned:
        rows.reverse()
    found = rows[: session.values["limit"]]
    is_for_a_person = session.format(session.values["format"]) in ("table", "markdown")
    more = [name for name in _MORE[field] if not is_for_a_person or any(row.get(name) for row in found)]
    columns = [("name", "left"), ("meetings", "right"), *((name, _side(name)) for name in more)]
    written = session.write_rows(columns, found, session.values["format"])
    if is_for_a_person and len(found) < len(rows):
        session.note(f"{len(found):,} of {len(rows):,} {_SECTIONS[field]}")
    return session.status(written)


def _side(name: str) -> str:
    return "right" if name == "possible" else "left"


def _rows(session: Session, field: str, query: Query) -> Iterator[dict[str, Any]]:
    """A row for each name, the most frequent first; without a filter also for those that no meeting has."""
    archive = session.archive
    counts = archive.count_by(query, field)
    # That a meeting counts for each of its names goes without saying in a list of names.
    usual = note_of_several(field, counts.several[0])
    for note in counts.notes:
        if note != usual:
            session.note(note)
    known = _known(archive, field)
    for (value,), number in counts:
        if isinstance(value, str):
            possible = counts.possible.get((value,), 0)
            row = {"name": value, "meetings": number} | ({"possible": possible} if field == "person" else {})
            yield row | _about(field, value, known.get(value, {}))
    if query == Query():
        # Every meeting is the principal's: it is no partner.
        used = {value for (value,), _ in counts} | {archive.label("partner", archive.header.principal or "")}
        for name in sorted(known.keys() - used, key=fold):
            yield {"name": name, "meetings": 0} | _about(field, name, known[name])


def _known(archive: Archive, field: str) -> dict[str, Mapping[str, Any]]:
    """What the vocabulary says of each name."""
    return {entry.name: entry.to_record() for entry in getattr(archive.vocabularies(), _SECTIONS[field])}


def _about(field: str, name: str, record: Mapping[str, Any]) -> dict[str, Any]:
    found = {key: record[key] for key in _MORE[field] if key in record}
    if field == "partner" and "code" not in found and not found.get("members"):
        from dialogue_cli.names.iso import state_of_name

        state = state_of_name(name)
        found |= {"code": state.code} if state else {}
    return found
