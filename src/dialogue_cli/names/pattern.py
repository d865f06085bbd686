"""Patterns: a name with a `*` at its beginning or end."""

from __future__ import annotations

from dialogue_cli.errors import QueryError
from dialogue_cli.names.forms import ALIAS
from dialogue_cli.names.typed import Meaning, Typed, first_of
from dialogue_cli.text import fold, plural

SIGN = "*"


def pattern(typed: Typed) -> Meaning | None:
    """Every name that goes on at the `*`, as the records and the vocabulary write names."""
    begins, ends = typed.text.endswith(SIGN), typed.text.startswith(SIGN)
    if not (begins or ends):
        return None
    wanted = fold(typed.text.strip(SIGN))

    def matches(text: str) -> bool:
        name = fold(text)
        if begins and ends:
            return wanted in name
        return name.startswith(wanted) if begins else name.endswith(wanted)

    names = list(typed.known.texts(typed.field).items())
    names += [(form.text, form.entity) for form in typed.forms_near(wanted) if form.rank <= ALIAS]
    through: dict[str, str] = {}
    for text, entity in names:
        if matches(text):
            through.setdefault(entity, text)
    used = {entity: n for entity, n in typed.known.frequencies(typed.field, through).items() if n}
    if not used:
        return Meaning((), (f'no {typed.field} "{typed.text}" in this dataset',))
    shown = []
    for entity in sorted(used, key=lambda one: (-used[one], typed.label(one))):
        label = typed.label(entity)
        # Another name of it than the one that is shown.
        by = "" if matches(label) else f', also called "{through[entity]}"'
        shown.append(f"{label} ({used[entity]}{by})")
    return Meaning(tuple(used), (f'"{typed.text}" matches {plural(len(used), "name")}: {first_of(shown)}',))


def misplaced_star(typed: Typed) -> Meaning | None:
    """A `*` within a name that nothing has: QueryError, since it would be taken for a letter."""
    if SIGN not in typed.text.strip(SIGN):
        return None
    raise QueryError(f'"{typed.text}" has a {SIGN} inside; in a name, {SIGN} works only at the beginning or the end')
