"""From a name as typed to what it means: a list of ways, tried in turn until one has an answer.

To add a way, write a function that takes a `Typed` and returns a `Meaning`, or None where it does not know,
and put it into `WAYS`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from dialogue_cli.errors import QueryError, UnknownName
from dialogue_cli.names import pattern, placing, whole
from dialogue_cli.names.cities import names_of_city
from dialogue_cli.names.forms import COUNTRY_FIELDS, LIBRARY
from dialogue_cli.names.near import near
from dialogue_cli.names.typed import SHOWN, Known, Meaning, Typed, first_of, listed, not_to_leave_out, taken_for
from dialogue_cli.text import fold, key, listing

Way = Callable[[Typed], Meaning | None]


def meaning(
    field: str, text: str, known: Known, *, is_excluded: bool = False, ways: Sequence[Way] | None = None
) -> Meaning:
    """What a name means, of which the meetings may be left out (`is_excluded`) instead of included.

    Some `ways` alone, such as `WRITTEN`, mean nothing where these have no answer.
    Raises QueryError for one that is empty, UnknownName for one that could be several.
    """
    typed = Typed(field, text, known, is_excluded=is_excluded)
    if not typed.key:
        raise QueryError(f'"{text}" is not a valid {field}')
    found = (way(typed) for way in (WAYS if ways is None else ways))
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


def _person(typed: Typed) -> Meaning | None:
    """Someone by a part of the name, in another order, with initials, or with a title."""
    if typed.field != "person":
        return None
    from dialogue_cli.names.people import people_meant

    return _part_of(typed, people_meant(typed.text, typed.forms))


def _part(typed: Typed) -> Meaning | None:
    """Some words of a name, whole and in their order, or all its words in another order."""
    from dialogue_cli.names.forms import with_part, with_words

    forms = typed.forms_near(typed.text)
    return _part_of(typed, with_part(typed.text, forms) or with_words(typed.text, forms))


def _part_of(typed: Typed, found: list[str]) -> Meaning | None:
    found = _in_use(typed, found)
    if len(found) == 1:
        meant = taken_for(typed, found[0])
        if typed.field == "person" and key(typed.text) in map(key, meant.taken_for.split()):
            # A surname is the usual way to name someone.
            meant = meant._replace(notes=())
        return meant._replace(near=near(typed, found))
    if not found:
        return None
    note = f'"{typed.text}" is part of {listed(typed, found)}'
    return Meaning(tuple(found), (note,), near=near(typed, found))


def _in_use(typed: Typed, found: list[str]) -> list[str]:
    """Of several names those that a meeting has, where there are such."""
    if len(found) < 2:
        return found
    return [entity for entity, number in typed.known.frequencies(typed.field, found).items() if number] or found


def _several(typed: Typed) -> Meaning | None:
    """Several names in one text: nothing, with a hint, before the text is taken for one of them."""
    for sign in (",", ";"):
        parts = [part.strip() for part in typed.text.split(sign)]
        if len(parts) > 1 and all(_is_known(typed, part) for part in parts):
            return Meaning(
                (), (f'no {typed.field} "{typed.text}" in this dataset; give the option once for each name',)
            )
    return None


def _sounded(typed: Typed) -> Meaning | None:
    """Someone whose name another newspaper writes so."""
    if typed.field != "person":
        return None
    from dialogue_cli.names.heard import heard

    found = _in_use(typed, heard(typed.text, typed.forms))
    _only_to_include(typed, found)
    if len(found) < 2:
        return taken_for(typed, found[0]) if found else None
    if not _are_one(typed, found):
        raise _which_one(typed, found)
    return _spelt_as(typed, found)


def _only_to_include(typed: Typed, found: list[str]) -> None:
    """UnknownName where names are found by spelling or sound, and their meetings would be left out."""
    if typed.is_excluded and found:
        raise not_to_leave_out(typed, [label for label, _ in typed.by_frequency(found)])


def _are_one(typed: Typed, found: list[str]) -> bool:
    from dialogue_cli.names.heard import are_one

    return are_one([typed.label(entity) for entity in found])


def _spelt_as(typed: Typed, found: list[str]) -> Meaning:
    """Someone whose name the records spell in several ways."""
    return Meaning(tuple(found), (f'no {typed.field} "{typed.text}"; taken for {listed(typed, found)}',))


def _misspelt(typed: Typed) -> Meaning | None:
    """A name that differs by few letters, those of all countries among them."""
    from dialogue_cli.names.forms import country_forms, slips, with_spelling

    if typed.field == "place" and names_of_city(typed.text):
        return None
    least, text = 4, typed.text
    if typed.field in COUNTRY_FIELDS:
        from dialogue_cli.names.iso import without_generic_words

        text = without_generic_words(text)
    forms = typed.forms_near(text, slips(text))
    if typed.field in COUNTRY_FIELDS:
        # A short word that is one letter from a country's is too often a word of its own.
        forms, least = [*forms, *country_forms({form.key for form in forms})], 5
    elif typed.field == "person":
        from dialogue_cli.names.people import may_be_misspelt

        forms = [form for form in forms if may_be_misspelt(text, form.text)]
        if " " not in fold(text):
            # A short name alone is a letter away from too many: Park, Mark.
            least = 5
    found = with_spelling(text, forms, least=least)
    _only_to_include(typed, found)
    if typed.field == "person" and len(found) > 1 and _are_one(typed, found):
        return _spelt_as(typed, found)
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
    from dialogue_cli.spelling import lacking, nearest

    forms = typed.forms_near(typed.text, lacking(typed.text))
    near = nearest(typed.text, [form.text for form in forms if len(form.key) > 3 and form.rank != LIBRARY])
    return f'; the nearest is "{near}"' if near else ""


def _is_known(typed: Typed, name: str) -> bool:
    part = Typed(typed.field, name, typed.known)
    return bool(part.key and (whole.as_written(part) or whole.country(part) or placing.together(part)))


WRITTEN: tuple[Way, ...] = (
    whole.as_written,
    pattern.misplaced_star,
    whole.choice,
    whole.country,
    whole.organisation,
    placing.city,
    placing.together,
    placing.of_group,
)
"""By a whole name, an alias or a code."""
PARTS: tuple[Way, ...] = (_person, _part)
"""By some words of a name."""
SPELT: tuple[Way, ...] = (_sounded, _misspelt)
"""By how a name is spelt or sounds."""
WAYS: tuple[Way, ...] = (pattern.pattern, *WRITTEN, *PARTS, _several, *SPELT, _unknown)
