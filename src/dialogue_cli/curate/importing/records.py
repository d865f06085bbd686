"""A row of a table into a record of a meeting, by a mapping; what is not understood is told and left out."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from dialogue_cli.curate.adding.forms import place_parts
from dialogue_cli.curate.adding.ids import base_id
from dialogue_cli.curate.importing.cells import in_brackets, names_in, stripped, without_labels
from dialogue_cli.curate.importing.dates import Reader
from dialogue_cli.curate.importing.day_cells import NotUnderstood
from dialogue_cli.curate.importing.mapping import (
    FILE_NAME,
    HEADING,
    Column,
    Listed,
    Mapped,
    Person,
    Spot,
    Template,
    Value,
    When,
    looked_up,
)
from dialogue_cli.curate.importing.report import DROPPED, NOT_UNDERSTOOD, REMARK, Remark
from dialogue_cli.curate.importing.rows import Cells
from dialogue_cli.curate.importing.tables import year_in
from dialogue_cli.dataset.fields import SECTIONS
from dialogue_cli.dataset.model import CERTAINTIES, MODES, STATUSES, Record
from dialogue_cli.names.cities import country_of_city
from dialogue_cli.text import one_line, shortened, slug, squeeze

_CHOICES = {"mode": MODES, "status": STATUSES, "certainty": CERTAINTIES}
_OF_LINES = ("summary", "note")
"""Texts that keep their line ends."""
_ADDRESS = re.compile(r"(?i:https?|ftp)://[^\s/?#]+(?:[/?#]\S*)?")
_ORDINAL = re.compile(r"\D{0,40}?0*([1-9]\d{0,8})(?!\d)\D{0,40}")
_PARTS = ("name", "role", "represents", "capacity", "on_behalf_of", "certainty")


class Made(NamedTuple):
    """A record, and the row that it was made of."""

    record: Record
    file: str
    row: int
    digest: str = ""
    """The end of its id, where that was made out of the cells."""

    @property
    def place(self) -> str:
        """Where the row is."""
        return f"{self.file}:{self.row}"


class Maker:
    """Makes records by a mapping; remarks are gathered in `remarks`."""

    def __init__(self, mapped: Mapped, readers: Mapping[str, Reader]) -> None:
        self._mapped = mapped
        self._readers = readers
        self.remarks: list[Remark] = []

    def made(self, cells: Cells) -> Made | None:
        """The record of a row; None for one that has no title."""
        record: Record = {}
        for name, value in self._mapped.texts.items():
            self._take_text(record, name, value, cells)
        self._keep_status(record, cells)
        if not record.get("title"):
            self._remark(DROPPED, cells, "", "", "without a title")
            return None
        for name, when in self._mapped.dates.items():
            self._take_date(record, name, when, cells)
        for name, some in self._mapped.lists.items():
            found = [text for one in some for text, _ in self._names(one, cells, name == "partners")]
            if found:
                record[name] = list(dict.fromkeys(found))
        if people := [one for person in self._mapped.people for one in self._people(person, cells)]:
            record["participants"] = people
        if places := [one for spot in self._mapped.places for one in self._places(spot, cells)]:
            record["place"] = places[0] if len(places) == 1 else places
        ordered = {name: record[name] for name in SECTIONS["meetings"].fields if name in record}
        identifier, digest = self._id(ordered, cells)
        return Made({"id": identifier, **ordered}, cells.file, cells.number, digest)

    def _remark(self, what: str, cells: Cells, column: str, cell: str, done: str) -> None:
        self.remarks.append(Remark(what, cells.file, cells.number, column, cell, done))

    # Ids

    def _id(self, record: Record, cells: Cells) -> tuple[str, str]:
        """The id of a row: out of its own columns, else its date and parties with a digest of its cells."""
        own = [slug(cells.text(column)) for column in self._mapped.id_columns]
        if own and all(own):
            return slug(f"{self._mapped.id_prefix}-{'-'.join(own)}"), ""
        if own:
            self._remark(REMARK, cells, str(self._mapped.id_columns[0]), "", "no id in the row; made out of its cells")
        digest = _digest([*cells.mapped_texts(), *self._years(cells)])
        return "-".join(filter(None, (slug(self._mapped.id_prefix), base_id(record), digest))), digest

    def _years(self, cells: Cells) -> Iterator[str]:
        """The years that a row has from elsewhere: by them equal cells of two files differ."""
        for when in self._mapped.dates.values():
            if when.year is not None:
                yield str(self._year(when, cells))

    # Texts

    def _take_text(self, record: Record, name: str, value: Value, cells: Cells) -> None:
        text, columns = self._text(name, value, cells)
        if not text:
            return
        if name == "ordinal":
            found = _ORDINAL.fullmatch(text)
            if found is None:
                self._remark(NOT_UNDERSTOOD, cells, columns, text, "not a number of a round; left out")
                return
            record[name] = int(found[1])
        elif name == "url" and not _ADDRESS.fullmatch(text):
            self._remark(NOT_UNDERSTOOD, cells, columns, text, "not an address of the Web (https://…); left out")
        else:
            record[name] = text

    def _text(self, name: str, value: Value, cells: Cells, item: int | None = None) -> tuple[str, str]:
        """The text of a field, empty for none, and the columns that it is from."""
        text, columns = _filled(value, cells, item)
        text = text.strip() if name in _OF_LINES else squeeze(text)
        if value.strip.labels:
            text = without_labels(text, value.strip)
        if name not in _OF_LINES:
            text, _ = stripped(text, value.strip)
        found = looked_up(value.values, text) if value.values and text else None
        text = text if found is None else found
        if name in _CHOICES and text:
            plain = text.lower().replace(" ", "-")
            if plain not in _CHOICES[name]:
                done = f"not one of {', '.join(_CHOICES[name])} (values: says which); left out"
                self._remark(NOT_UNDERSTOOD, cells, columns, text, done)
                return "", columns
            return plain, columns
        return text, columns

    def _keep_status(self, record: Record, cells: Cells) -> None:
        """Notes the words of a status that is not understood: without one, a meeting counts as held."""
        value = self._mapped.texts.get("status")
        if value is not None and "status" not in record and (said := squeeze(_filled(value, cells, None)[0])):
            words = f'The table has the status "{shortened(one_line(said))}".'
            record["note"] = "\n".join(filter(None, (record.get("note"), words)))

    # Dates

    def _take_date(self, record: Record, name: str, when: When, cells: Cells) -> None:
        first, last = cells.text(when.start), cells.text(when.end) if when.end else ""
        if not first and not last:
            return
        shown = f"{first} – {last}" if last else first
        columns = f"{when.start}, {when.end}" if when.end else str(when.start)
        try:
            if not first:
                raise NotUnderstood("only the last day is there")
            reader, year = self._readers[name], self._year(when, cells)
            date, remark = reader.read(first, year)
            if last:
                end, more = reader.read(last, year)
                date, remark = _span(date, end), remark or more
        except NotUnderstood as error:
            self._remark(
                NOT_UNDERSTOOD, cells, columns, shown, f"{error}; left undated" if name == "date" else str(error)
            )
            if name == "date" and "date_note" not in record:
                record["date_note"] = f'The table has "{shortened(one_line(shown))}".'
            return
        record[name] = date
        if remark:
            self._remark(REMARK, cells, columns, shown, remark)

    def _year(self, when: When, cells: Cells) -> int | None:
        if when.year is None:
            return None
        if isinstance(when.year, Column):
            return year_in(cells.text(when.year))
        if when.year == FILE_NAME:
            return cells.file_year
        return year_in(cells.heading) if when.year == HEADING else int(when.year)

    # Lists

    def _names(self, listed: Listed, cells: Cells, are_parties: bool = False) -> Iterator[tuple[str, str]]:
        if listed.column is None:
            yield listed.constant, ""
        else:
            yield from names_in(cells.cell(listed.column), listed, cells.rows, are_parties=are_parties)

    def _people(self, person: Person, cells: Cells) -> Iterator[Record]:
        column = person.listed.column
        cell = cells.cell(column) if column else person.listed.constant
        several = list(enumerate(cell)) if isinstance(cell, list) else [(None, cell)]
        for item, text in several:
            # What is a list already is not split once more.
            for name, title in names_in(text if item is None else [text], person.listed, cells.rows):
                yield self._person(person, name, title, cells, item)

    def _person(self, person: Person, name: str, title: str, cells: Cells, item: int | None) -> Record:
        found = {
            part: text for part, value in person.parts.items() if (text := self._text(part, value, cells, item)[0])
        }
        if person.brackets:
            name, inside = in_brackets(name)
            found |= {person.brackets: inside} if inside else {}
        if title and person.titles:
            found[person.titles] = title
        found["name"] = name
        return {part: found[part] for part in _PARTS if part in found}

    def _places(self, spot: Spot, cells: Cells) -> Iterator[Record]:
        if spot.listed is None:
            parts = {part: text for part, value in spot.parts.items() if (text := self._text(part, value, cells)[0])}
            if parts:
                yield parts
            return
        for text, _ in self._names(spot.listed, cells):
            parts = place_parts(text, lambda name: bool(country_of_city(name)))
            merged = {part: looked_up(spot.listed.merge, name) or name for part, name in parts.items()}
            if merged:
                yield {part: merged[part] for part in ("city", "country", "venue") if part in merged}


def _digest(texts: Sequence[str]) -> str:
    """Eight letters and digits for some texts."""
    known = json.dumps(texts, ensure_ascii=False).encode(errors="surrogatepass")
    number = int.from_bytes(hashlib.blake2b(known, digest_size=5).digest(), "big")
    return "".join("0123456789abcdefghjkmnpqrstvwxyz"[number >> shift & 31] for shift in range(35, -5, -5))


def _filled(value: Value, cells: Cells, item: int | None = None) -> tuple[str, str]:
    """The first template of a text whose columns are all filled, and the columns."""
    for one in value.templates:
        text = _of_template(one, lambda column: cells.text(column, item))
        if text is not None and text.strip():
            return text, ", ".join(map(str, one.columns))
    return "", ", ".join(str(column) for one in value.templates for column in one.columns)


def _of_template(template: Template, get: Callable[[Column], str]) -> str | None:
    texts: list[str] = []
    for part in template.parts:
        if not isinstance(part, str | Column):
            optional = [one if isinstance(one, str) else get(one) for one in part]
            texts += optional if all(optional) else []
        elif isinstance(part, str):
            texts.append(part)
        elif isinstance(part, Column) and (text := get(part)):
            texts.append(text)
        else:
            return None
    return "".join(texts)


def _span(first: str, last: str) -> str:
    """The date from a first to a last day. NotUnderstood where these are no days in their order."""
    # A cell that holds a span by itself ends on its own last day.
    begin, end = first.partition("/")[0], last.rpartition("/")[2]
    if len(begin) != len(end) or begin.startswith("[") or end.startswith("["):
        raise NotUnderstood("from and to are not equally exact")
    if begin > end:
        raise NotUnderstood("ends before it begins")
    if begin == end:
        return begin
    return f"{begin}/{end}" if len(begin) == len("2014-03-16") else f"[{begin}..{end}]"
