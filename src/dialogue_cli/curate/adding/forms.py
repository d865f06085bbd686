"""How the parts of a meeting are typed on one line, and how they are shown there again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from dialogue_cli.curate.adding.known import Known
from dialogue_cli.dataset.model import Record
from dialogue_cli.dataset.typed_dates import typed_date
from dialogue_cli.errors import QueryError
from dialogue_cli.names.cities import country_of_city
from dialogue_cli.names.iso import state_of_name
from dialogue_cli.text import key, one_line

_POSSIBLY = "(possibly)"
_PARTICIPANT = ("name", "role", "represents", "capacity")


def date(text: str, known: Known) -> str:
    """A date of a record."""
    return typed_date(text, known.today)


def name_of(field: str) -> Any:
    """What reads a name of a field."""

    def read(text: str, known: Known) -> str:
        return known.written(field, text)

    return read


def text_of(text: str, known: Known) -> str:
    """A text as it is typed."""
    return text


def word(text: str, known: Known) -> str:
    """One of a few words, in any case."""
    return text.strip().lower().replace(" ", "-")


def place(text: str, known: Known) -> Record:
    """A place: `Brussels`, `Brussels, Belgium`, `Berlaymont, Brussels, Belgium`."""
    found = place_parts(text, lambda name: _is_city(name, known))
    if not found:
        raise QueryError("a place needs a city, a country or a venue")
    return {name: _place_name(found[name], name, known) for name in ("city", "country", "venue") if name in found}


def place_parts(text: str, is_city: Callable[[str], bool]) -> dict[str, str]:
    """The city, the country and the venue of a place that is typed with commas between them."""
    parts = [part.strip() for part in text.split(",") if part.strip()]
    found: dict[str, str] = {}
    # What is a city and a country both (Singapore) is one that stands alone, and a country behind another name.
    if parts and state_of_name(parts[-1]) and (len(parts) > 1 or not is_city(parts[-1])):
        found["country"] = parts.pop()
    if len(parts) > 1 and is_city(parts[0]) and not is_city(parts[-1]):
        # "Berlin, Federal Foreign Office": some write the building behind its city.
        parts.append(parts.pop(0))
    if parts:
        found["city"] = parts.pop()
    if parts:
        found["venue"] = ", ".join(parts)
    return found


def _is_city(name: str, known: Known) -> bool:
    return bool(country_of_city(name)) or any(key(name) == key(one.name) for one in known.archive.vocabularies().places)


def _place_name(text: str, part: str, known: Known) -> str:
    return known.written("place", text) if part != "venue" else text


def place_text(value: Record) -> str:
    """A place as it can be typed."""
    return ", ".join(value[name] for name in ("venue", "city", "country") if name in value)


def participant(text: str, known: Known) -> Record:
    """A participant: `Name; role; side; capacity`, where all but one of the first two may be absent."""
    parts = [part.strip() for part in text.split(";")]
    if len(parts) > len(_PARTICIPANT):
        raise QueryError(f'"{one_line(text)}" has too many parts; a participant is "NAME; ROLE; SIDE; CAPACITY"')
    found: Record = {name: part for name, part in zip(_PARTICIPANT, parts, strict=False) if part}
    if (name := found.get("name", "")).endswith(_POSSIBLY):
        found |= {"name": name.removesuffix(_POSSIBLY).strip(), "certainty": "possible"}
    if "name" in found:
        found["name"] = known.written("person", found["name"])
    if "represents" in found:
        found["represents"] = known.written("partner", found["represents"])
    return found


def participant_text(value: Record) -> str:
    """A participant as one can be typed."""
    name = value.get("name", "") + (f" {_POSSIBLY}" if value.get("certainty") == "possible" else "")
    parts = [name.strip(), *(value.get(part, "") for part in _PARTICIPANT[1:])]
    while parts and not parts[-1]:
        parts.pop()
    return "; ".join(parts)


def relation(text: str, known: Known) -> Record:
    """Another meeting: `ID; relation`."""
    identifier, _, what = (part.strip() for part in text.partition(";"))
    if known.archive.match(identifier) is None:
        from dialogue_cli.spelling import nearest

        near = nearest(identifier, known.archive.ids())
        hint = f'; did you mean "{near}"?' if near else ""
        raise QueryError(f'there is no meeting with the id "{one_line(identifier)}"{hint}')
    return {"id": identifier} | ({"relation": what} if what else {})


def relation_text(value: Record) -> str:
    """A relation as it can be typed."""
    return "; ".join(value[name] for name in ("id", "relation") if name in value)


def evidence_text(value: Record) -> str:
    """A piece of evidence as it can be typed."""
    return f"{value['source']}; {value['exact']}"
