"""What a mapping says, as types: which columns of a table are which fields of a meeting. `mapping_file` reads one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from dialogue_cli.text import key

NOTHING = ("-", "--", "---", "–", "—", "n/a")
"""Cells that mean nothing in every table."""
FILE_NAME, HEADING = "file name", "heading"
Table = Mapping[str, str]
_NO_VALUES: Table = MappingProxyType({})
"""Values by the key of what stands in the cells."""


def table(values: Mapping[str, str]) -> Table:
    """A table of values, compared as names are."""
    return {key(name) or name: value for name, value in values.items()}


def looked_up(values: Table, text: str) -> str | None:
    """What a table has for a text; None where it has nothing."""
    return values.get(key(text) or text)


class Rows(NamedTuple):
    """How the rows of the files are read."""

    header: int | None = None
    """The row of the names of columns; 0 for none, None for the first one that is not blank."""
    columns: tuple[str, ...] = ()
    headings: bool = False
    fill_down: tuple[str, ...] = ()
    nothing: frozenset[str] = frozenset()
    """Keys of the words that mean nothing."""
    timezone: str | None = None
    sheet: str | None = None
    under: str | None = None
    encoding: str | None = None
    delimiter: str | None = None
    required: tuple[str, ...] = ()
    skip: Mapping[str, tuple[str, ...]] = {}

    def is_nothing(self, text: str) -> bool:
        """Whether a cell means nothing."""
        plain = text.strip()
        return not plain or plain.casefold() in NOTHING or (bool(self.nothing) and plain.casefold() in self.nothing)


class Column(NamedTuple):
    """A column by its name; of several names the first one that a table has, for files that name it differently."""

    names: tuple[str, ...]

    def __str__(self) -> str:
        return self.names[0]


class Template(NamedTuple):
    """A text with the cells of some columns in it: `Visit of {visitor}[ of {country}]`.

    `parts` alternate between a text and a column; a list of them is an optional part, which is left out where one of
    its columns is blank.
    """

    parts: tuple[str | Column | tuple[str | Column, ...], ...]

    @property
    def columns(self) -> list[Column]:
        """All columns that it names."""
        flat = [one for part in self.parts for one in (part if type(part) is tuple else (part,))]
        return [one for one in flat if isinstance(one, Column)]


class Strip(NamedTuple):
    """What is taken away from around a name or a list."""

    labels: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    ids: bool = False


class Value(NamedTuple):
    """A field of one text: the first of some templates that is not blank, perhaps through a table of values."""

    templates: tuple[Template, ...]
    values: Table = _NO_VALUES
    strip: Strip = Strip()


class Listed(NamedTuple):
    """A field that is a list: the names in a column, split, stripped and merged."""

    column: Column | None
    constant: str = ""
    """A name that every meeting has, in place of a column."""
    split: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    """Names that hold a separator and are not split."""
    merge: Table = _NO_VALUES
    strip: Strip = Strip()


class Person(NamedTuple):
    """People in a column, and what is known of all of them."""

    listed: Listed
    parts: Mapping[str, Value] = {}
    """Role, represents, capacity, on_behalf_of and certainty."""
    brackets: str = ""
    """The part that stands in brackets behind a name; empty where brackets are part of the name."""
    titles: str = ""
    """The part that a stripped title is; empty where it is dropped."""


class Spot(NamedTuple):
    """A place: its parts, or a column with `City, Country`, of which there may be several."""

    parts: Mapping[str, Value] = {}
    listed: Listed | None = None


class When(NamedTuple):
    """A date in one column, or from one to another."""

    start: Column
    end: Column | None = None
    day_first: bool | None = None
    """Whether 03/04/2020 is 3 April; None where the table or a person must tell."""
    year: str | Column | None = None
    """Where a date without a year has it from: a year, `file name`, `heading` or a column."""
    century: tuple[int, int] | None = None
    """The years that two digits stand for."""

    @property
    def columns(self) -> list[Column]:
        """All columns that it names."""
        return [one for one in (self.start, self.end, self.year) if isinstance(one, Column)]


class Mapped(NamedTuple):
    """A whole mapping."""

    path: str
    texts: Mapping[str, Value]
    rows: Rows = Rows()
    title: str = ""
    """Of a new dataset."""
    principal: str = ""
    id_columns: tuple[Column, ...] = ()
    id_prefix: str = ""
    dates: Mapping[str, When] = {}
    lists: Mapping[str, tuple[Listed, ...]] = {}
    people: tuple[Person, ...] = ()
    places: tuple[Spot, ...] = ()

    @property
    def columns(self) -> list[Column]:
        """All columns that it names, in no order, some more than once."""
        found: list[Column] = [*self.id_columns, *(Column((name,)) for name in self._of_rows)]
        for when in self.dates.values():
            found += when.columns
        for value in self._values():
            found += [column for template in value.templates for column in template.columns]
        return found + [one.column for one in self._listed() if one.column]

    @property
    def _of_rows(self) -> Iterable[str]:
        return (*self.rows.fill_down, *self.rows.required, *self.rows.skip)

    def _values(self) -> Iterable[Value]:
        yield from self.texts.values()
        for group in (*(one.parts for one in self.people), *(one.parts for one in self.places)):
            yield from group.values()

    def _listed(self) -> Iterable[Listed]:
        for some in self.lists.values():
            yield from some
        yield from (one.listed for one in self.people)
        yield from (one.listed for one in self.places if one.listed)


_PIECE = re.compile(r"\{([^{}]*)\}|\[\[|\]\]|\{\{|\}\}|[\[\]{}]|[^\[\]{}]+")
_DOUBLED = {"[[": "[", "]]": "]", "{{": "{", "}}": "}"}


def template(text: str) -> Template:
    """The template that a text is. ValueError, with what is wrong, where it is none.

    >>> template("Visit of {visitor}[ of {country}]").parts
    ('Visit of ', Column(names=('visitor',)), (' of ', Column(names=('country',))))
    """
    parts: list[str | Column | tuple[str | Column, ...]] = []
    inside: list[str | Column] | None = None
    for found in _PIECE.finditer(text):
        piece = found[0]
        if piece == "[" or piece == "]":
            if (piece == "[") != (inside is None):
                raise ValueError(
                    "optional parts stand in brackets, [ and ], one behind the other; write [[ for a bracket"
                )
            if inside is not None:
                parts.append(tuple(inside))
            inside = [] if piece == "[" else None
            continue
        if piece in ("{", "}") or (found[1] is not None and not found[1].strip()):
            raise ValueError("the name of a column stands in braces, such as {visitor}; write {{ for a brace")
        one = Column(tuple(name.strip() for name in found[1].split("|"))) if found[1] else _DOUBLED.get(piece, piece)
        (parts if inside is None else inside).append(one)
    if inside is not None:
        raise ValueError("a [ is not closed; write [[ for a bracket")
    return Template(tuple(parts))
