"""Who is near a name that was found and is not meant by it: a note says so, and nothing is left out in silence."""

from __future__ import annotations

from collections.abc import Iterable

from dialogue_cli.names.forms import ALIAS, with_part
from dialogue_cli.names.namesakes import namesakes
from dialogue_cli.names.typed import Typed, with_numbers
from dialogue_cli.text import fold

# A shorter word is a letter or two away from too many.
_SHORTEST = 5


def near(typed: Typed, found: list[str]) -> tuple[str, ...]:
    """The note about people and parties near those found, who are not among them."""
    alike: Iterable[str] = ()
    if typed.field == "person":
        alike = _people(typed, found)
    elif typed.field == "partner":
        alike = _parties(typed, found)
    elif typed.field == "place":
        alike = _written_as_codes(typed, found)
    names = [pair for pair in typed.by_frequency(dict.fromkeys(alike)) if pair[1]]
    return (f'near "{typed.text}", {typed.not_taken}: {with_numbers(names)}',) if names else ()


def _people(typed: Typed, found: list[str]) -> list[str]:
    """People whose names are near in spelling, or sound alike."""
    from dialogue_cli.names.forms import with_spelling
    from dialogue_cli.names.heard import heard
    from dialogue_cli.names.people import is_title, name_words

    words = name_words(fold(typed.text))
    if len(words) == 1 and (is_title(words[0]) or len(words[0]) < _SHORTEST):
        return []
    others = [form for form in typed.forms if form.entity not in found]
    return with_spelling(typed.text, others, least=_SHORTEST) + heard(typed.text, others)


def _parties(typed: Typed, found: list[str]) -> list[str]:
    """Parties whose names have the words of a name, and states that went by one name with a state."""
    known = typed.known
    included = set(found).union(*map(known.members, found), *map(known.groups, found))
    if known.principal in included:
        # The principal takes part in every meeting.
        return []
    # Who has the very name is named by another note.
    others = [form for form in known.forms_with(typed.field, typed.key) if form.key != typed.key]
    alike = (*with_part(typed.text, others), *_namesakes(typed, found), *_written_as_codes(typed, found))
    return [entity for entity in alike if entity not in included]


def _written_as_codes(typed: Typed, found: list[str]) -> list[str]:
    """The names on record that are codes of a country found, and so names of their own: US."""
    known, field = typed.known, typed.field
    codes = {code for entity in found for code in known.codes(field, entity)} - {typed.key}
    forms = [form for code in sorted(codes) for form in known.forms(field, code)]
    return [form.entity for form in forms if form.rank <= ALIAS and form.entity not in found]


def _namesakes(typed: Typed, found: list[str]) -> list[str]:
    """The states that went by the name typed, or by the one that it leads to."""
    names = (typed.text, *map(typed.label, found))
    codes = dict.fromkeys(code for name in names for code in namesakes(name))
    return [entity for entity in (typed.known.of_country(typed.field, code) for code in codes) if entity]
