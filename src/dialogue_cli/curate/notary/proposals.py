"""Proposals of others, as JSON: records with their evidence, or single claims, each with its quote."""

from __future__ import annotations

from typing import Any
from unicodedata import normalize

from dialogue_cli.curate.adding.json_input import values_of
from dialogue_cli.dataset.evidence import CLAIMS, LISTS
from dialogue_cli.dataset.plain import Pairs, decoded
from dialogue_cli.errors import QueryError
from dialogue_cli.text import one_line

Record = dict[str, Any]
_OF_CLAIM = ("meeting", "field", "value", "quote", "source", "prefix", "suffix")
_LARGEST = 16 << 20


def read(text: str, name: str, source: str) -> list[Record]:
    """The records that a JSON text proposes; evidence without a source is of the document `source`.

    QueryError with all that is wrong, for anything but records (`{"meetings": […]}`, a list, an object on each line) or
    claims (`{"claims": […]}`, or a list of them).
    """
    if len(text) > _LARGEST:
        raise QueryError(f"{name} is larger than {_LARGEST >> 20} MB; no proposals for one document are")
    values = [_composed(one) for one in values_of(text, name)]
    if len(values) == 1 and isinstance(values[0], Pairs):
        held = dict(values[0])
        for key in ("claims", "meetings"):
            if isinstance(held.get(key), list) and not isinstance(held[key], Pairs):
                strange = [one_line(str(other)) for other in held if other not in (key, "draft", "sources")]
                if strange:
                    raise QueryError(f'{name}: "{strange[0]}" is not a key of proposals; they are under "{key}"')
                values = held[key]
                break
    if not all(isinstance(one, Pairs) for one in values):
        raise QueryError(f"{name} does not hold records or claims; dialogue help draft shows both")
    if any(key in ("quote", "field") for one in values for key, _ in one):
        return _of_claims(values, name, source)
    return [_record(one, name, i, source) for i, one in enumerate(values, 1)]


def _record(values: Pairs, name: str, i: int, source: str) -> Record:
    """One record, with the refusals of `add`; a source that is left out is the document."""
    plain, doubts = Pairs(), []
    for key, value in values:
        if key == "unsure":
            doubts = _doubts(value, f"{name}, record {i}")
            continue
        if key == "evidence" and isinstance(value, list):
            value = [_with_source(one, source) for one in value]
        plain.append((key, value))
    result = decoded(plain)
    wrong = [one for one in result.refused if 'needs "' not in one.message]
    if wrong:
        raise QueryError(
            f"{name}, record {i}: {wrong[0].file}: {wrong[0].message}"
            if wrong[0].file
            else f"{name}, record {i}: {wrong[0].message}"
        )
    record = {key: part for key, part in result.record.items() if key in result.given and part != ""}
    return record | ({"unsure": doubts} if doubts else {})


def _doubts(value: Any, where: str) -> list[Record]:
    """What a draft is unsure of, as it says it itself: not a claim, and without the value, which nobody would judge."""
    found = _plain(value)
    if not isinstance(found, list) or not all(
        isinstance(one, dict) and {"claim"} <= one.keys() <= {"claim", "value", "exact", "reason"} for one in found
    ):
        raise QueryError(f'{where}: "unsure" is a list of {{"claim": …, "exact": …, "reason": …}}')
    return [{key: str(part) for key, part in one.items() if key != "value"} for one in found]


def _with_source(entry: Any, source: str) -> Any:
    if isinstance(entry, Pairs) and not any(key == "source" for key, _ in entry):
        return Pairs([("source", source), *entry])
    return entry


def _of_claims(values: list[Any], name: str, source: str) -> list[Record]:
    """The records that single claims make together: those of one `meeting`."""
    found: dict[str, Record] = {}
    for i, pairs in enumerate(values, 1):
        claim = dict(pairs)
        where = f"{name}, claim {i}"
        if len(claim) < len(pairs):
            raise QueryError(f"{where} has a key twice")
        if strange := [one_line(str(key)) for key in claim if key not in _OF_CLAIM]:
            raise QueryError(f'{where}: "{strange[0]}" is not a key of a claim; they are {", ".join(_OF_CLAIM)}')
        field, value, quote = claim.get("field"), claim.get("value"), claim.get("quote")
        if not isinstance(field, str) or field.partition(".")[0] not in CLAIMS:
            raise QueryError(f'{where}: "{one_line(str(field))}" is not a field of a meeting')
        if not isinstance(quote, str) or value in (None, ""):
            raise QueryError(f'{where} needs "value" and "quote"')
        key = str(claim.get("meeting", ""))
        record = found.setdefault(key, {"evidence": []})
        item = _put(record, field, value, where)
        entry = {"source": claim.get("source") or source, "exact": quote}
        entry |= {part: claim[part] for part in ("prefix", "suffix") if claim.get(part)}
        record["evidence"].append({**entry, "supports": [item]})
    return [_record(_pairs(one), name, i, source) for i, one in enumerate(found.values(), 1)]


def _put(record: Record, field: str, value: Any, where: str) -> str:
    """Puts the value of a claim into its record; returns the path by which evidence supports it."""
    name, _, part = field.partition(".")
    value = _plain(value)
    if name == "place":
        place = value if isinstance(value, dict) else {part or "city": value}
        record.setdefault("place", {}).update(place)
        return "place" if not part else f"place.{part}"
    if name in LISTS:
        one = {"name": value} if name == "participants" and isinstance(value, str) else value
        known = record.setdefault(name, [])
        if one not in known:
            known.append(one)
        if name == "participants":
            return f"participants.{one.get('name') or one.get('role')}"
        return (
            f"outcomes.{known.index(one) + 1}"
            if name == "outcomes"
            else f"{name}.{one.get('id') if isinstance(one, dict) else one}"
        )
    if record.setdefault(name, value) != value:
        raise QueryError(f'{where}: "{name}" has another value already; two meetings need two "meeting" keys')
    return name


def _plain(value: Any) -> Any:
    if isinstance(value, Pairs):
        return {key: _plain(part) for key, part in value}
    return [_plain(one) for one in value] if isinstance(value, list) else value


def _composed(value: Any) -> Any:
    """A value with its texts in the composed form, as documents are: a KELVIN SIGN is no letter of a name."""
    if isinstance(value, Pairs):
        return Pairs([(normalize("NFC", key), _composed(part)) for key, part in value])
    if isinstance(value, list):
        return [_composed(one) for one in value]
    return normalize("NFC", value) if isinstance(value, str) else value


def _pairs(value: Any) -> Any:
    if isinstance(value, dict):
        return Pairs([(key, _pairs(part)) for key, part in value.items()])
    return [_pairs(one) for one in value] if isinstance(value, list) else value
