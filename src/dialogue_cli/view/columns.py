"""What can be shown of a meeting, by name: the columns of `-F`, the keys of JSON, the cells of a line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from dialogue_cli.errors import QueryError
from dialogue_cli.match import Match
from dialogue_cli.text import key, listing, one_line
from dialogue_cli.view.status import POSSIBLY

if TYPE_CHECKING:
    from dialogue_cli.view.proofs import Proofs

Value = Any
Getter = Callable[[Match], Value]
DEFAULT = ("id", "date", "status", "partners", "place", "title")


def _place(part: str) -> Getter:
    def values(match: Match) -> Value:
        found = [place.to_record().get(part) for place in match.meeting.places]
        return found[0] if len(found) == 1 else list(filter(None, found)) or None

    return values


def _people(match: Match) -> Value:
    return [p.label if p.is_certain else f"{p.label} ({POSSIBLY})" for p in match.meeting.participants]


def _snippet(match: Match) -> Value:
    # Only a search has snippets: a list does not load the parser of search expressions.
    from dialogue_cli.query.search_text import MARK_END, MARK_START

    return (match.snippet or "").replace(MARK_START, "").replace(MARK_END, "") or None


def _from_record(name: str) -> Getter:
    return lambda match: match.record.get(name)


def _review(match: Match) -> Value:
    from dialogue_cli.dataset.labels import review_label

    found = match.record.get("reviewed")
    return review_label(found["by"], found["on"]) if found else None


def joined(names: Sequence[str]) -> str:
    """Names in one line, between them the plainest sign that none of them has."""
    between = next((sign for sign in (", ", "; ") if not any(sign.strip() in name for name in names)), " · ")
    return between.join(names)


# Columns that the row of the index has by itself: no record is decoded for them.
_FROM_ROW: dict[str, Getter] = {
    "id": lambda match: match.id,
    "date": lambda match: match.date,
    "status": lambda match: match.marked_status,
    "partners": lambda match: "; ".join(match.partners),
    "place": lambda match: match.place,
    "title": lambda match: match.title,
    "earliest": lambda match: match.earliest,
    "latest": lambda match: match.latest,
    "certain": lambda match: match.certain,
    "score": lambda match: match.score,
    "snippet": _snippet,
    "missing": lambda match: list(match.missing),
    "matched": lambda match: [f"{typed} → {taken}" for typed, taken in match.matched.items()],
}
_OF_RECORD: dict[str, Getter] = {
    "series": _from_record("series"),
    "ordinal": _from_record("ordinal"),
    "kind": _from_record("kind"),
    "mode": _from_record("mode"),
    "previous_date": _from_record("previous_date"),
    "date_note": _from_record("date_note"),
    "city": _place("city"),
    "country": _place("country"),
    "venue": _place("venue"),
    "principal": _from_record("principal"),
    "participants": _people,
    "topics": _from_record("topics"),
    "instruments": _from_record("instruments"),
    "summary": _from_record("summary"),
    "outcomes": _from_record("outcomes"),
    "related": lambda match: [r.id for r in match.meeting.related],
    "note": _from_record("note"),
    "url": _from_record("url"),
    "former_ids": _from_record("former_ids"),
    "reviewed": _review,
    "sources": lambda match: list(match.meeting.sources),
}
# Columns that show proofs.
_OF_PROOFS: dict[str, Callable[[Match, Proofs], Value]] = {
    "evidence": lambda match, proofs: [proofs.marked(quote) for quote in match.meeting.evidence],
}
COLUMNS = (*_FROM_ROW, *_OF_RECORD, *_OF_PROOFS)
"""The names of all columns."""
_OTHER_NAMES = {
    "partner": "partners",
    "people": "participants",
    "person": "participants",
    "topic": "topics",
    "instrument": "instruments",
    "source": "sources",
    "round": "ordinal",
    "outcome": "outcomes",
}


def getter(name: str, proofs: Proofs) -> Getter:
    """What gives the value of a column."""
    shown = _OF_PROOFS.get(name)
    if shown:
        return lambda match: shown(match, proofs)
    return _FROM_ROW[name] if name in _FROM_ROW else _OF_RECORD[name]


def needs_record(fields: Sequence[str]) -> bool:
    """Whether a column among these is not in the row of the index."""
    return any(field not in _FROM_ROW for field in fields)


def parse_fields(text: str, known: Sequence[str] = COLUMNS) -> tuple[str, ...]:
    """The columns that a text such as `id,date,title` names. QueryError for an unknown one."""
    found = []
    for part in text.replace(";", ",").split(","):
        name = part.strip().lower().replace("-", "_")
        if not name:
            continue
        name = name if name in known else _OTHER_NAMES.get(name, name)
        if name not in known:
            from dialogue_cli.spelling import misspelt

            near = misspelt(key(name), known)
            hint = f'did you mean "{near}"?' if near else f"there are {listing(list(known), 'and')}"
            raise QueryError(f'there is no field "{one_line(part.strip())}"; {hint}')
        found.append(name)
    if not found:
        raise QueryError("--fields needs the name of a field, such as id,date,title")
    return tuple(found)


def as_text(value: Value) -> str:
    """A value on one line: lists joined by `; `, nothing for None."""
    if value is None:
        return ""
    if isinstance(value, str):
        return one_line(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:.4f}"
    if isinstance(value, (list, tuple)):
        return "; ".join(one_line(str(part)) for part in value)
    return one_line(str(value))


def record_of(match: Match, proofs: Proofs, fields: Sequence[str] | None = None) -> dict[str, Any]:
    """A match as JSON holds it: the record's own fields, what the query adds, and of each quote whether it is found."""
    found: dict[str, Any] = dict(match.record)
    if "evidence" in found and (fields is None or "evidence" in fields):
        quotes = zip(found["evidence"], match.meeting.evidence, strict=True)
        found["evidence"] = [record | {"found": proofs.found(quote)} for record, quote in quotes]
    row = match
    added: dict[str, Any] = {"earliest": row.earliest, "latest": row.latest, "sources": list(match.meeting.sources)}
    added["certain"] = match.certain
    if row.score is not None:
        added |= {"score": round(row.score, 4), "snippet": _snippet(match), "missing": list(row.missing)}
        added["matched"] = match.matched
    elif match.matched:
        added["matched"] = match.matched
    found |= {name: value for name, value in added.items() if value is not None}
    if fields is None:
        return found
    chosen = {}
    for name in fields:
        value = (
            found[name]
            if name in found
            else None
            if name in added or name in match.record
            else getter(name, proofs)(match)
        )
        if value is not None and value != "":
            chosen[name] = value
    return chosen
