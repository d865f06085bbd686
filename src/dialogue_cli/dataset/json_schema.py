"""The dataset format as JSON Schema, for editors and other programs: made from the table of the format.

Draft 7, which every editor knows. A value may be of any type that a reader of YAML makes of a text (`2025`, `true`),
and absent (`null`), as it may for `check`. Such types stand in a double negation: yaml-language-server would offer
`null`, `true` and `false` as values of a text, and say that "string | number | boolean | null" is expected.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from dialogue_cli.dataset import decoding
from dialogue_cli.dataset.decoding import Choice, Decoder
from dialogue_cli.dataset.descriptions import KEYS
from dialogue_cli.dataset.descriptions import SECTIONS as ABOUT
from dialogue_cli.dataset.evidence import CLAIMS
from dialogue_cli.dataset.fields import HEADER, SECTIONS
from dialogue_cli.dataset.model import FORMAT
from dialogue_cli.dataset.problems import CHECKS
from dialogue_cli.dataset.shapes import Many, One, OneOrMany, Shape
from dialogue_cli.dates.edtf import PATTERN
from dialogue_cli.text import as_json

Schema = dict[str, Any]
Path = tuple[str, ...]
"""The section and the keys down to a value; `*` is every item of a list."""
Names = Mapping[Path, Iterable[str]]
"""What an editor is to offer at some paths. Anything else is right there too."""

# An optional value that is not there.
_EMPTY: Schema = {"type": ["null", "string"], "pattern": r"^\s*$"}
_SUPPORTS: Path = ("meetings", "evidence", "*", "supports", "*")
# Common words of fields that take any.
_COMMON: Names = {
    ("meetings", "kind"): ("summit", "ministerial", "dialogue", "council", "committee", "visit", "negotiation"),
    ("meetings", "related", "*", "relation"): ("next", "previous", "concurrent", "part-of"),
    ("meetings", "check_ignore", "*", "check"): tuple(
        code for code, (severity, _) in CHECKS.items() if severity == "warning"
    ),
    _SUPPORTS: CLAIMS,
}


def dataset_schema(names: Names | None = None) -> Schema:
    """The JSON Schema of a file of a dataset. `names` are offered where they belong, with the common words."""
    names = names or {}
    return _Maker({path: [*_COMMON.get(path, ()), *names.get(path, ())] for path in {**_COMMON, **names}}).dataset()


def schema_text(names: Names | None = None) -> str:
    """The same as JSON."""
    return as_json(dataset_schema(names), 2) + "\n"


class _Maker:
    def __init__(self, names: Names) -> None:
        self._names = {path: sorted(set(some), key=_order) for path, some in names.items() if some}
        self._definitions: Schema = {}

    def dataset(self) -> Schema:
        sections = {section: self._section(section, shape) for section, shape in SECTIONS.items()}
        return {
            "$schema": "http://json-schema.org/draft-07/schema#",
            "description": "Records of diplomatic meetings as dialogue reads them: a file, or one of a folder.",
            "type": "object",
            "properties": sections,
            "additionalProperties": False,
            "definitions": self._definitions,
        }

    def _section(self, section: str, shape: Shape) -> Schema:
        record = self._record(shape, (section,))
        value = _any_of([record], _EMPTY) if shape is HEADER else _list(record)
        return {"description": _plain(ABOUT[section]), **value}

    def _value(self, decoder: Decoder, path: Path, needed: bool) -> Schema:
        """The schema of what a decoder reads. `needed` is a value that must not be empty."""
        if isinstance(decoder, One):
            return _any_of([self._record(decoder.shape, path)], _EMPTY)
        if isinstance(decoder, OneOrMany):
            one, several = self._record(decoder.shape, path), self._record(decoder.shape, (*path, "*"))
            return _any_of([one, {"type": "array", "items": several}], _EMPTY)
        if isinstance(decoder, Many):
            return _list(self._record(decoder.shape, (*path, "*")))
        if isinstance(decoder, Choice):
            return _any_of([{"type": "string", "enum": list(decoder.options)}], _EMPTY)
        if decoder is decoding.texts:
            return _list(self._text((*path, "*"), True))
        if decoder is decoding.text:
            return self._text(path, needed)
        wanted, *others = _PLAIN[decoder]
        return _any_of([wanted], *others, *([] if needed else [_EMPTY]))

    def _text(self, path: Path, needed: bool) -> Schema:
        text = _CLAIM if path == _SUPPORTS else _NOT_BLANK if needed else {"type": "string"}
        known = self._names.get(path)
        # It is offered and never matches: else a name that is there would be said to be one of the allowed values.
        offered = [{"type": "string", "enum": known, "not": {}}] if known else []
        return _any_of([text, *offered], "number", "boolean", *([] if needed else ["null"]))

    def _record(self, shape: Shape, path: Path) -> Schema:
        name = shape.kind.__name__.lower()
        if name not in self._definitions:
            self._definitions[name] = {}
            self._definitions[name] = self._definition(shape, path)
        return {"$ref": f"#/definitions/{name}"}

    def _definition(self, shape: Shape, path: Path) -> Schema:
        about = KEYS[shape.kind]
        defaults = dict(shape.defaults)
        properties: Schema = {}
        for field, decoder in shape.fields.items():
            value = self._value(decoder, (*path, field), field in shape.required)
            default = {"default": defaults[field]} if field in defaults else {}
            properties[field] = {"description": _plain(about[field]), **default, **value}
        found: Schema = {"type": "object", "properties": properties, "additionalProperties": False}
        if shape.required:
            found["required"] = list(shape.required)
        if shape.one_of:
            found["anyOf"] = [{"required": [one], "properties": {one: self._text((), True)}} for one in shape.one_of]
        return found


def _any_of(schemas: list[Schema], *types: str | Schema) -> Schema:
    """What one of some schemas allows, or quietly a value of another type."""
    quiet = [{"type": one} if isinstance(one, str) else one for one in types]
    return {"anyOf": [*schemas, *({"not": {"not": one}} for one in quiet)]}


def _list(item: Schema) -> Schema:
    # The items stand outside: an editor then begins the list with a dash.
    return {**_any_of([{"type": "array"}], _EMPTY), "items": item}


def _plain(text: str) -> str:
    """A description without the marks of Markdown, which an editor would show."""
    return text.replace("`", "")


def _order(name: str) -> tuple[str, str]:
    return name.casefold(), name


def _text_like(pattern: str, message: str) -> Schema:
    # VS Code and yaml-language-server show the message in place of the pattern.
    return {"type": "string", "pattern": pattern, "patternErrorMessage": message}


def _claim() -> Schema:
    """What evidence can support: a field, or an item of one that has items."""
    fields = SECTIONS["meetings"].fields
    listed = [name for name in CLAIMS if fields[name] is decoding.texts or isinstance(fields[name], (Many, OneOrMany))]
    pattern = f"^({'|'.join(CLAIMS)})$|^({'|'.join(listed)})\\."
    return _text_like(pattern, "Not a field of a meeting, such as date, or an item of one, such as topics.trade.")


_NOT_BLANK = _text_like(r"\S", "A text is needed here.")
_CLAIM = _claim()
_SHA256 = _text_like("^[0-9a-fA-F]{64}$", "A SHA-256 has 64 hexadecimal digits.")
_ADDRESS = r"^([Hh][Tt][Tt][Pp][Ss]?|[Ff][Tt][Pp])://[^\s/?#]+([/?#]\S*)?$"
_ID = "Lower-case letters (a-z) and digits joined by single hyphens, such as eu-summit-7."
_DATE = "Not a date such as 2025, 2025-11, 2025-11-21, 2025-11-20/2025-11-21 or [2025-11-20..2025-12-03]."
# What a decoder of a single value takes: a text, and what else a reader of YAML may make of it.
_PLAIN: dict[Callable[..., Any], tuple[Schema, *tuple[Schema | str, ...]]] = {
    decoding.slug: (_text_like("^[a-z0-9]+(-[a-z0-9]+)*$", _ID), {"type": "integer", "minimum": 0}, "boolean"),
    decoding.integer: (
        {"type": "integer", "minimum": 1, "maximum": 999_999_999},
        _text_like("^(?!0+$)[0-9]{1,9}$", "A whole number of at least 1 is needed."),
    ),
    decoding.date: (_text_like(PATTERN, _DATE), {"type": "integer", "minimum": 1, "maximum": 9999}),
    decoding.url: (_text_like(_ADDRESS, "An address begins with https://, http:// or ftp:// and has no spaces."),),
    decoding.file_name: (
        _text_like(r"^(?!\.\.?$)(?=.*\S)[^/\\\u0000]*$", "The name of a file without a folder is needed."),
        "number",
        "boolean",
    ),
    decoding.sha256: (_SHA256,),
    decoding.format_number: ({"const": FORMAT}, {"const": str(FORMAT)}),
}
