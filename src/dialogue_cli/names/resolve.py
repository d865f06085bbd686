"""From a name as typed to what it means: a list of ways, tried in turn until one has an answer.

To add a way, write a function that takes a `Typed` and returns a `Meaning`, or None where it does not know,
and put it into `WAYS`.
"""

from __future__ import annotations

from collections.abc import Callable

from dialogue_cli.errors import QueryError, UnknownName
from dialogue_cli.names.forms import CHOICE_FIELDS, CODE, COUNTRY_FIELDS, LIBRARY, NAME, Form, country_entity
from dialogue_cli.names.typed import SHOWN, Known, Meaning, Typed, first_of, listed, near_people, taken_for, unused
from dialogue_cli.text import fold, key, listing, plural

Way = Callable[[Typed], Meaning | None]


def meaning(field: str, text: str, known: Known) -> Meaning:
    """What a name means. Raises QueryError for one that is empty, UnknownName for one that could be several."""
    typed = Typed(field, text, known)
    if not typed.key:
        raise QueryError(f'"{text}" is not a valid {field}')
    found = (way(typed) for way in WAYS)
    return next((answer for answer in found if answer is not None), Meaning(()))


def exactly(field: str, text: str, known: Known) -> Meaning:
    """The name as the records write it, to the letter: its "entities" are texts."""
    texts = known.texts(field)
    if text in texts:
        return Meaning((text,))
    alike = [other for other in texts if key(other) == key(text)]
    quoted = [f'"{other}"' for other in alike[:SHOWN]]
    hint = f"; there is {listing(quoted)}" if quoted else ""
    return Meaning((), (f'no {field} is written exactly "{text}"{hint}',))


def _pattern(typed: Typed) -> Meaning | None:
    """A name with a `*` at its beginning or end: every name that goes on there."""
    begins, ends = typed.text.endswith("*"), typed.text.startswith("*")
    if not (begins or ends):
        return None
    wanted = fold(typed.text.strip("*"))

    def matches(form: Form) -> bool:
        name = fold(form.text)
        if begins and ends:
            return wanted in name
        return name.startswith(wanted) if begins else name.endswith(wanted)

    found = list(dict.fromkeys(form.entity for form in typed.forms if matches(form)))
    used = [entity for entity, number in typed.known.frequencies(typed.field, found).items() if number]
    if not used:
        return Meaning((), (f'no {typed.field} "{typed.text}" in this dataset',))
    return Meaning(tuple(used), (f'"{typed.text}" matches {listed(typed, used)}',))


def _as_written(typed: Typed) -> Meaning | None:
    """A name, an alias or a code, but for case, diacritics and punctuation."""
    forms = typed.known.forms(typed.field, typed.key)
    strongest = [form.entity for form in forms if form.rank == forms[0].rank]
    if len(strongest) > 1:
        raise UnknownName(f'"{typed.text}" can be {listing([n for n, _ in typed.by_frequency(strongest)])}; which one?')
    if not strongest:
        return None
    notes = near_people(typed, strongest)
    if forms[0].rank == NAME:
        # `GE`, a company, is also the code of Georgia.
        codes = [form.entity for form in forms if form.rank == CODE]
        for label, number in typed.by_frequency(codes):
            if number:
                notes += (f'"{typed.text}" is also the code of {label} ({plural(number, "meeting")}), not included',)
    return Meaning((strongest[0],), notes)


def _choice(typed: Typed) -> Meaning | None:
    """A status or a mode is one of a few words, whether or not a meeting has it."""
    if typed.field not in CHOICE_FIELDS:
        return None
    from dialogue_cli.names.choices import CHOICES, choice

    found = choice(typed.field, typed.text)
    if found is None:
        raise UnknownName(f'there is no {typed.field} "{typed.text}"; it is {listing(list(CHOICES[typed.field]))}')
    word, is_exact = found
    return Meaning((key(word),)) if is_exact else taken_for(typed, key(word), label=word)


def _country(typed: Typed) -> Meaning | None:
    """A country by any whole name or code. One of which there is no record is never taken for a neighbour."""
    if typed.field not in COUNTRY_FIELDS:
        return None
    from dialogue_cli.names.iso import state_of_code, state_of_name

    country = state_of_name(typed.text) or state_of_code(typed.text)
    if not country:
        return None
    entity = _country_entity(typed, country.code)
    return Meaning((entity,)) if entity else Meaning((), (unused(typed.field, country.name),))


def _country_entity(typed: Typed, code: str) -> str | None:
    """The entity of a country that the collection knows, or in which it knows a city; by its code."""
    forms = typed.known.forms(typed.field, key(code))
    known = next((form.entity for form in forms if form.rank == CODE and form.text == code), None)
    if known is None and typed.field == "place" and typed.known.cities(country_entity(code)):
        return country_entity(code)
    return known


def _organisation(typed: Typed) -> Meaning | None:
    """A well-known organisation or group, of which there may be no record but of its members."""
    if typed.field != "partner":
        return None
    from dialogue_cli.names.organisations import organisation_of_code, organisation_of_name

    found = organisation_of_name(typed.text) or organisation_of_code(typed.text)
    if not found:
        return None
    entity = key(found.name)
    is_known = typed.known.forms("partner", entity) or typed.known.members(entity)
    return Meaning((entity,)) if is_known else Meaning((), (unused(typed.field, found.name),))


def _city_in_country(typed: Typed) -> Meaning | None:
    """A city and its country, as the program writes them: "Dushanbe, Tajikistan"."""
    if typed.field != "place" or ", " not in typed.text:
        return None
    city, country = (Typed("place", part, typed.known) for part in typed.text.rsplit(", ", 1))
    inner, outer = _as_written(city), _as_written(country) or _country(country)
    if not inner or not outer or not outer.entities:
        return None
    return Meaning(inner.entities, within=outer.entities[0])


def _places_of_group(typed: Typed) -> Meaning | None:
    """The countries of a group: "Central Asia"."""
    if typed.field != "place":
        return None
    name = Typed("partner", typed.text, typed.known)
    group = _as_written(name) or _organisation(name)
    members = {m for entity in group.entities for m in typed.known.members(entity)} if group else set()
    places: list[str] = []
    for member in sorted(members):
        place = Typed("place", typed.known.label("partner", member), typed.known)
        found = _as_written(place) or _country(place)
        places += found.entities if found else ()
    return Meaning(tuple(dict.fromkeys(places))) if places else None


def _person(typed: Typed) -> Meaning | None:
    """Someone by a part of the name, in another order, with initials, or with a title."""
    if typed.field != "person":
        return None
    from dialogue_cli.names.people import people_meant

    return _part_of(typed, people_meant(typed.text, typed.forms))


def _part(typed: Typed) -> Meaning | None:
    """Some words of a name, whole and in their order, or all its words in another order."""
    from dialogue_cli.names.forms import with_part, with_words

    return _part_of(typed, with_part(typed.text, typed.forms) or with_words(typed.text, typed.forms))


def _part_of(typed: Typed, found: list[str]) -> Meaning | None:
    found = _in_use(typed, found)
    if len(found) == 1:
        meant = taken_for(typed, found[0])
        return meant._replace(notes=meant.notes + near_people(typed, found))
    if not found:
        return None
    note = f'"{typed.text}" is part of {listed(typed, found)}'
    return Meaning(tuple(found), (note, *near_people(typed, found)))


def _in_use(typed: Typed, found: list[str]) -> list[str]:
    """Of several names those that a meeting has, where there are such."""
    if len(found) < 2:
        return found
    return [entity for entity, number in typed.known.frequencies(typed.field, found).items() if number] or found


def _sounded(typed: Typed) -> Meaning | None:
    """Someone whose name another newspaper writes so."""
    if typed.field != "person":
        return None
    from dialogue_cli.names.heard import are_one, heard

    found = _in_use(typed, heard(typed.text, typed.forms))
    if len(found) < 2:
        return taken_for(typed, found[0]) if found else None
    if not are_one([typed.label(entity) for entity in found]):
        raise _which_one(typed, found)
    return Meaning(tuple(found), (f'no {typed.field} "{typed.text}"; taken for {listed(typed, found)}',))


def _misspelt(typed: Typed) -> Meaning | None:
    """A name that differs by few letters, those of all countries among them."""
    from dialogue_cli.names.forms import country_forms, with_spelling

    forms, least, text = typed.forms, 4, typed.text
    if typed.field in COUNTRY_FIELDS:
        from dialogue_cli.names.iso import without_generic_words

        # A short word that is one letter from a country's is too often a word of its own.
        forms, least = [*forms, *country_forms({form.key for form in forms})], 5
        text = without_generic_words(text)
    elif typed.field == "person":
        from dialogue_cli.names.people import may_be_misspelt

        forms = [form for form in forms if may_be_misspelt(text, form.text)]
    found = with_spelling(text, forms, least=least)
    if len(found) > 1:
        raise _which_one(typed, found)
    return taken_for(typed, found[0]) if found else None


def _which_one(typed: Typed, found: list[str]) -> UnknownName:
    candidates = first_of([label for label, _ in typed.by_frequency(found)])
    return UnknownName(f'no {typed.field} "{typed.text}"; it could be {candidates}; which one?')


def _unknown(typed: Typed) -> Meaning:
    """Nothing: the note has a hint, where there is one that helps."""
    return Meaning((), (f'no {typed.field} "{typed.text}" in this dataset{_hint(typed)}',))


def _hint(typed: Typed) -> str:
    if typed.field in COUNTRY_FIELDS:
        from dialogue_cli.names.iso import part_of

        if whole := part_of(typed.text):
            return f"; it is a part of {whole.name}, which is a country of ISO 3166"
    parts = [part.strip() for part in typed.text.split(",")]
    if len(parts) > 1 and all(_is_known(typed, part) for part in parts):
        return "; give the option once for each name"
    from dialogue_cli.spelling import nearest

    near = nearest(typed.text, [form.text for form in typed.forms if len(form.key) > 3 and form.rank != LIBRARY])
    return f'; the nearest is "{near}"' if near else ""


def _is_known(typed: Typed, name: str) -> bool:
    return bool(key(name) and typed.known.forms(typed.field, key(name)))


WAYS: tuple[Way, ...] = (
    _pattern,
    _as_written,
    _choice,
    _country,
    _organisation,
    _city_in_country,
    _places_of_group,
    _person,
    _part,
    _sounded,
    _misspelt,
    _unknown,
)
