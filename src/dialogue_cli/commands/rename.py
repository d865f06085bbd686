"""Another name for a person, partner, topic, place, … or another id, everywhere in the dataset.

The vocabulary, the records, what the evidence supports and the relations change in one step. The old name stays as
another name, so that every question gets the same answer by both. Quotes are the words of a document and stay, and so
do titles, summaries and notes: a note says how many of them have the old name.

KIND is person, partner, topic, instrument, place, series, source or meeting. OLD is the name exactly as the dataset
writes it; of a series, a source and a meeting it is the id. With --merge, NEW may be there already: both are one then.

Examples:

  dialogue rename person "Hina Rabbani Khar" "Hina Khar"

  dialogue rename topic migration "migration and mobility" --dry-run

  dialogue rename meeting eu-central-asia-summit-1 samarkand-summit
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from dialogue_cli.cli.flags import COMMON, Flag
from dialogue_cli.cli.writing import DRY_RUN, desk_of, finish
from dialogue_cli.errors import FOUND, QueryError
from dialogue_cli.text import key, listing, one_line, plural, slug

if TYPE_CHECKING:
    from dialogue_cli.cli.session import Session
    from dialogue_cli.curate.desk import Desk
    from dialogue_cli.curate.uses import Kind

_NAMES = "person partner topic instrument place series source meeting"
_KIND = Flag("kind", (), "What it is: person, partner, topic, …", "KIND", required=True, offers=_NAMES)
_OLD = Flag("old", (), "Its name or id now.", "OLD", required=True)
_NEW = Flag("new", (), "What it is to be.", "NEW", required=True)
_MERGE = Flag("merge", ("--merge",), "NEW is there already: make both one.", kind=bool)
TAKES = (_KIND, _OLD, _NEW, _MERGE, DRY_RUN, *COMMON)
_BY_ID = ("series", "source", "meeting")


def run(session: Session) -> int:
    """Answers one call; returns the exit status."""
    from dialogue_cli.curate.rename import Rename

    kind, old, new = _kind(session.values["kind"]), session.values["old"], _new(session)
    if old == new:
        session.note("the names are the same: nothing to do")
        return FOUND
    desk = desk_of(session)
    # A dataset with errors is refused as everywhere.
    field = kind.noun
    _check_old(session, desk, kind, old)
    _check_new(session, desk, kind, new)
    rename = Rename(desk, kind, old, new, _known_of(kind, old, new))
    meant = rename.prepare()
    _tell_texts(session, old)
    records = plural(rename.records, "record")
    return finish(session, desk, meant, f'{field} "{one_line(old)}" is "{one_line(new)}" now, in {records}')


def _kind(typed: str) -> Kind:
    from dialogue_cli.curate.uses import KINDS
    from dialogue_cli.spelling import nearest

    others = {"people": "person", "partners": "partner", "topics": "topic", "instruments": "instrument"}
    others |= {"places": "place", "sources": "source", "meetings": "meeting", "id": "meeting", "country": "partner"}
    word = typed.lower()
    found = KINDS.get(others.get(word, word))
    if found is None:
        near = nearest(word, KINDS)
        hint = f'; did you mean "{near}"?' if near else ""
        raise QueryError(f'"{one_line(typed)}" is not {listing(list(KINDS))}{hint}')
    return found


def _new(session: Session) -> str:
    new: str = session.values["new"]
    kind = _kind(session.values["kind"])
    if not new.strip() or new != new.strip() or "\n" in new:
        raise QueryError("NEW must be a name on one line, without spaces around it")
    if kind.noun in _BY_ID and slug(new) != new:
        proposed = slug(new)
        hint = f", such as {proposed}" if proposed else ""
        raise QueryError(f'an id is lower-case letters and digits joined by hyphens{hint}, not "{one_line(new)}"')
    return new


def _check_old(session: Session, desk: Desk, kind: Kind, old: str) -> None:
    """Raises QueryError for a name that the dataset does not write so."""
    if desk.find(kind.section, old) or _is_used(desk, kind, old):
        return
    known = _names(session, kind)
    from dialogue_cli.spelling import nearest

    same = next((name for spelling, name in known if key(spelling) == key(old)), None)
    near = same or nearest(old, [spelling for spelling, _ in known])
    if same and same != old:
        raise QueryError(f'no {kind.noun} is written "{one_line(old)}"; it is another name of "{one_line(same)}"')
    hint = f'; did you mean "{one_line(near)}"?' if near else ""
    raise QueryError(f'no {kind.noun} is written "{one_line(old)}"{hint}')


def _check_new(session: Session, desk: Desk, kind: Kind, new: str) -> None:
    """Raises QueryError for a name that is there already, unless both are to be one."""
    is_there = desk.find(kind.section, new) or _is_used(desk, kind, new)
    if not is_there:
        return
    if kind.noun in ("source", "meeting"):
        raise QueryError(f'there is a {kind.noun} with the id "{new}" already')
    if not session.values["merge"]:
        raise QueryError(f'there is a {kind.noun} "{one_line(new)}" already; with --merge both become one')


def _is_used(desk: Desk, kind: Kind, name: str) -> bool:
    from dialogue_cli.curate.uses import uses

    sections = {section for section, _ in kind.uses}
    return any(
        use.node.value == name
        for _, place in desk.holding(name, sections)
        for section, path in kind.uses
        if section == place.section
        for use in uses(place.node, path)
    )


def _names(session: Session, kind: Kind) -> list[tuple[str, str]]:
    """Each spelling that leads to a name of a kind, and that name."""
    if kind.noun == "meeting":
        return [(one, one) for one in session.archive.ids()]
    return session.archive.spellings(kind.noun)


def _known_of(kind: Kind, old: str, new: str) -> dict[str, Any] | None:
    """What the program knows of a name, and would not of the new one; None where it knows both as one country.

    QueryError for a place that is a country, with another name than it has.
    """
    from dialogue_cli.names.cities import country_of_city
    from dialogue_cli.names.iso import country_names, country_of_name, state_of_name

    if kind.noun == "place" and (country := country_of_name(old)):
        if country_of_name(new) == country:
            return None
        raise QueryError(f'"{one_line(old)}" is a country, and "{one_line(new)}" is no name of it that readers know')
    if kind.noun == "partner" and (state := state_of_name(old)):
        return {"code": state.code}
    if kind.noun == "place" and (code := country_of_city(old)):
        return {"country": next(iter(country_names(code)), code)}
    return {}


def _tell_texts(session: Session, old: str) -> None:
    from dialogue_cli.curate.rename import named_in_texts
    from dialogue_cli.query.query import Query

    texts = sum(named_in_texts(cast("dict[str, Any]", match.record), old) for match in session.archive.find(Query()))
    if texts:
        have = "has" if texts == 1 else "have"
        where = "title, summary, outcomes or note"
        session.note(f'{plural(texts, "meeting")} {have} "{one_line(old)}" in {where}: these stay')
