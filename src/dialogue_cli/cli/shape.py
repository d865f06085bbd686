"""How meetings are to be written: what --format, --fields, --template and --null mean together."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from dialogue_cli.errors import QueryError
from dialogue_cli.formats.registry import FORMATS, MEETINGS, OTHER_NAMES, able
from dialogue_cli.text import listing
from dialogue_cli.tuples import NamedTuple
from dialogue_cli.view.columns import needs_record, parse_fields

if TYPE_CHECKING:
    from dialogue_cli.formats.template import Part


class Shape(NamedTuple):
    """How meetings are written: the format, the columns asked for, the parts of a template, and what ends a line."""

    format: str
    fields: tuple[str, ...] | None = None
    template: list[Part] | None = None
    end: str = "\n"

    @property
    def needs_records(self) -> bool:
        """Whether more than the rows of the index is shown."""
        is_plain = self._is_lines or self.format == "table"
        return not is_plain or bool(self.fields and needs_record(self.fields))

    @property
    def needs_snippets(self) -> bool:
        """Whether it is shown where the words of a search were found."""
        return not self._is_lines or "snippet" in (self.fields or ())

    @property
    def _is_lines(self) -> bool:
        return self.template is not None or FORMATS[self.format].how == "cells"


def chosen_format(asked: str | None, known: Sequence[str]) -> str | None:
    """The format asked for; None when none is. QueryError for one that is not known here."""
    if asked is None or asked in known:
        return asked
    name = asked.lower()
    name = OTHER_NAMES.get(name, name)
    if name in known:
        return name
    from dialogue_cli.spelling import misspelt

    if asked.lower() in ("xlsx", "xls", "excel", "ods"):
        raise QueryError(f'there is no format "{asked}" here; csv opens in a spreadsheet, with --csv-bom in Excel too')
    near = misspelt(asked, known)
    hint = f'did you mean "{near}"?' if near else f"it is {listing(list(known))}"
    raise QueryError(f'there is no format "{asked}" here; {hint}')


def shape_of(values: Mapping[str, Any], format_: Callable[[str | None, Sequence[str]], str]) -> Shape:
    """The shape that the values of a call mean; `format_` chooses where none is asked for."""
    end = "\0" if values.get("null") else "\n"
    if values.get("template") is not None:
        if values["format"] is not None or values["fields"]:
            raise QueryError("--template says everything by itself; it cannot be used with --format or --fields")
        from dialogue_cli.formats.template import fields_of, parse_template

        parts = parse_template(values["template"])
        return Shape("template", fields_of(parts), parts, end)
    name = format_(values["format"], MEETINGS)
    fields = parse_fields(",".join(values["fields"])) if values.get("fields") else None
    if fields and not FORMATS[name].fields:
        raise QueryError(f"--fields goes with {listing(able(lambda one: one.fields))}, not with {name}")
    if values.get("null") and not FORMATS[name].null:
        able_to = listing(able(lambda one: one.null))
        raise QueryError(f"--null goes with {able_to} and with --template, not with {name}")
    return Shape(name, fields, None, end)
