"""A line per meeting after a template such as `{date} {title}`."""

from __future__ import annotations

import re
from collections.abc import Callable
from string import Formatter

from dialogue_cli.errors import QueryError
from dialogue_cli.match import Match
from dialogue_cli.view.columns import as_text, getter, parse_fields
from dialogue_cli.view.proofs import Proofs

_SPECIFICATION = re.compile(r"(?:[^{}]?[<>^])?(?:[1-9]\d{0,3})?(?:\.\d{1,4})?")
_ESCAPE = re.compile(r"\\([tn0\\])")
_ESCAPES = {"t": "\t", "n": "\n", "0": "\0", "\\": "\\"}
Part = tuple[str, str | None, str]


def parse_template(text: str) -> list[Part]:
    r"""The parts of a template: each a text, and the field that follows it (or None) with its format.

    A field is a name of `columns.COLUMNS` in braces, perhaps with an alignment, a width and a greatest length
    (`{id:<40}`, `{title:.60}`); `{{` and `}}` are braces; `\t`, `\n`, `\0` and `\\` are what they are in C.
    Raises QueryError for an unknown field, or braces that do not fit.
    """
    try:
        found = list(Formatter().parse(text))
    except ValueError as error:
        raise QueryError(f"--template: {error}; {{{{ and }}}} stand for single braces") from None
    parts: list[Part] = []
    for literal, name, form, conversion in found:
        literal = _ESCAPE.sub(lambda escape: _ESCAPES[escape[1]], literal)
        if name is None:
            parts.append((literal, None, ""))
            continue
        if conversion or not _SPECIFICATION.fullmatch(form or ""):
            wrong = f"!{conversion}" if conversion else f":{form}"
            raise QueryError(
                f'--template: "{{{name}{wrong}}}" has a format that text cannot have; {{{name}:<20}} is one'
            )
        (field,) = parse_fields(name) if name.strip() and "," not in name else _nothing(name)
        parts.append((literal, field, form or ""))
    return parts


def _nothing(name: str) -> tuple[str]:
    raise QueryError(f'--template: "{{{name}}}" names no field; {{id}}, {{date}} and {{title}} do')


def fields_of(parts: list[Part]) -> tuple[str, ...]:
    """The fields that a template uses."""
    return tuple(field for _, field, _ in parts if field)


def filled(parts: list[Part], proofs: Proofs) -> Callable[[Match], str]:
    """What gives the line of a meeting."""
    pieces = [(literal, getter(field, proofs) if field else None, form) for literal, field, form in parts]

    def line(match: Match) -> str:
        return "".join(
            literal + (format(as_text(value(match)), form) if value else "") for literal, value, form in pieces
        )

    return line
