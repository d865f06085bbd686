"""A mapping to begin with, out of the columns of a file: it works as it is, and marks what a person must decide."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from dialogue_cli.curate.importing.columns import (
    CALLED_DATE,
    END,
    Column,
    are_countries,
    are_span,
    is_date,
    label,
    why_not,
)
from dialogue_cli.curate.importing.dates import orders
from dialogue_cli.curate.importing.mapping import FILE_NAME, HEADING, Rows
from dialogue_cli.curate.importing.tables import Cell, Table, first_lines, read_table, year_in
from dialogue_cli.dataset.emitting import scalar
from dialogue_cli.text import fold, listing, one_line, shortened, slug

_LOOKED_AT = 500
_MOST_LINES = 30
_WIDTH = 80
_ZONED = re.compile(r"\d{2}:\d{2}.*(?:Z|[+-]\d\d:?\d\d)$")
_SIGNS = re.compile(r"[{}\[\]|]")
# What columns are called, by the field that they are; words of some languages, as compared.
_CALLED = (
    ("id", "id uid identifier nr no number nummer numero ref reference"),
    ("url", "url link website web lien"),
    ("title", "title titel titre titulo titolo summary subject onderwerp objet asunto bezeichnung event meeting"),
    ("partners", "partners partner parties party country countries land pays pais paese organisations organisation"
     " organizations organization company staat institution delegation"),
    ("participants", "participants participant attendees attendee visitors visitor people person deelnemers wie"
     " teilnehmer teilnehmende visitante visiteur participantes partecipanti besucher gast minister leader guest who"
     " delegation"),
    ("role", "role function funktion fonction functie cargo funzione"),
    ("place", "place places location venue city town lieu lugar luogo ort plaats locatie stad ville"),
    ("topics", "topics topic purpose theme themes thema themen tags categories category sujet sujets tema temas"),
    ("kind", "kind type art soort"),
    ("status", "status state"),
    ("note", "note notes description remarks comment comments details opmerkingen bemerkungen bemerkung remarques"
     " text"),
)  # fmt: skip
_LISTS = ("partners", "participants", "topics")
# What a table may call a status, by the status that it is.
_STATUSES = {
    "held": "held confirmed done completed durchgefuhrt stattgefunden erledigt tenue celebrada gehouden svolto",
    "planned": "planned tentative scheduled geplant vorgesehen prevu planifie prevista gepland previsto planejada",
    "cancelled": "cancelled canceled abgesagt entfallen annule annulee cancelada geannuleerd annullato",
    "postponed": "postponed verschoben reporte reportee aplazada pospuesta uitgesteld rinviato adiada",
    "agreed": "agreed vereinbart convenu",
}


def suggested(names: Sequence[str], how: Rows) -> tuple[str, list[str]]:
    """A mapping for some files of one shape, and what is to be said of it."""
    header = _header(first_lines(names[0], how, _MOST_LINES))
    table = read_table(names[0], how._replace(header=header))
    columns = [Column(name, _cells(table, i), _has_lists(table, i)) for i, name in enumerate(table.columns)]
    suggestion = _Suggestion(table, columns, header, how)
    return suggestion.text(), suggestion.notes


def _header(lines: list[tuple[int, list[Cell]]]) -> int | None:
    """The row that names the columns: the first one that is about as wide as the others, and has no numbers."""
    filled = {number: [str(cell).strip() for cell in cells if str(cell).strip()] for number, cells in lines}
    filled = {number: cells for number, cells in filled.items() if cells}
    if not filled:
        return None
    [(width, _)] = Counter(map(len, filled.values())).most_common(1)
    for number, cells in filled.items():
        is_wide = len(cells) >= 0.7 * width
        if is_wide and len(set(cells)) == len(cells) and not any(re.search(r"^\W*\d", cell) for cell in cells):
            return number if number > 1 else None
    return None


def _cells(table: Table, at: int) -> list[str]:
    how = Rows()
    texts = (cell for row in table.rows[:_LOOKED_AT] for cell in [row.cells[at]])
    plain = (", ".join(cell) if isinstance(cell, list) else cell.strip() for cell in texts)
    return [text for text in plain if not how.is_nothing(text)]


def _has_lists(table: Table, at: int) -> bool:
    return any(isinstance(row.cells[at], list) for row in table.rows[:_LOOKED_AT])


class _Suggestion:
    def __init__(self, table: Table, columns: list[Column], header: int | None, how: Rows) -> None:
        self._table = table
        self._header = header
        self._how = how
        self.notes: list[str] = []
        self._columns = columns
        dates = [one for one in columns if is_date(one)]
        # A number such as 2014/01 looks like a month; what is called a date comes first.
        dates.sort(key=lambda one: not one.words & CALLED_DATE)
        self._dates = sorted(dates, key=lambda one: bool(one.words & END))[:2] if are_span(dates) else dates[:1]
        self._roles = self._found(columns)
        if not self._is_beside("role", "participants"):
            self._roles.pop("role", None)

    def _found(self, columns: list[Column]) -> dict[str, Column]:
        """The column of each field."""
        roles: dict[str, Column] = {}
        called_so: dict[str, list[Column]] = {}
        for column in columns:
            for word in column.words if column.cells and column not in self._dates else ():
                called_so.setdefault(word, []).append(column)
        for field, called in _CALLED:
            wanted = (one for word in called.split() for one in called_so.get(word, ()))
            free = (one for one in wanted if one not in roles.values() and self._fits(field, one))
            if (found := next(free, None)) is not None:
                roles[field] = found
        if "partners" not in roles:
            countries = [one for one in columns if one not in roles.values() and are_countries(one)]
            roles |= {"partners": countries[0]} if countries else {}
        return roles

    def _fits(self, field: str, column: Column) -> bool:
        if field == "id":
            return len(column.cells) == len(set(column.cells)) == min(len(self._table.rows), _LOOKED_AT)
        if field == "url":
            return all(re.match("https?://", cell) for cell in column.cells)
        if column.are_lists:
            return field in (*_LISTS, "role")
        is_known = any(_status_of(cell) for cell in column.cells)
        return field != "status" or (len(set(column.cells)) <= 12 and ("status" in column.words or is_known))

    def text(self) -> str:
        """The mapping as YAML."""
        lines = (line for found in self._lines() for line in _in_width(found))
        return "\n".join(lines) + "\n"

    def _lines(self) -> Iterator[str]:
        yield f"# Which column of {one_line(self._table.name)} is what. docs/importing.md explains all keys."
        yield "format: 1"
        yield "# Of a new dataset: its title, and the party whose meetings these are."
        yield "dataset:"
        yield f"  title: {scalar(shortened(_title_of(self._table.name), 60))}"
        yield "  # principal: European Union"
        yield from self._of_rows()
        if column := self._roles.get("id"):
            prefix = slug(_title_of(self._table.name))[:30].strip("-")
            yield f"id: {{columns: [{column.yaml}], prefix: {prefix}-}}"
        else:
            yield "# No column tells every row from all others: ids are made of date, partners and cells."
        yield f"title: {self._of_title()}"
        yield from self._of_dates()
        yield from self._of_fields()
        yield from self._of_rest()

    def _of_rows(self) -> Iterator[str]:
        inside = [f"header: {self._header}"] if self._header else []
        if any(_ZONED.search(cell) for one in self._dates for cell in one.cells):
            inside.append("timezone: UTC   # decide: in which zone a day begins, such as Europe/Brussels")
        inside += [f"sheet: {scalar(self._how.sheet, in_flow=True)}"] if self._how.sheet else []
        inside += [f"under: {scalar(self._how.under, in_flow=True)}"] if self._how.under else []
        yield "rows:"
        yield from (f"  {one}" for one in inside)
        yield f"  # fill_down: [{self._columns[0].yaml}]   # a blank cell means the one above"
        yield "  # nothing: [nil return, unknown]   # words that mean nothing"

    def _of_title(self) -> str:
        if column := self._roles.get("title"):
            return f"{{column: {column.yaml}}}"
        named = [self._roles[role] for role in ("participants", "partners") if role in self._roles]
        named = [one for one in named if not _SIGNS.search(one.name)]
        if not named:
            return '"Meeting"   # decide: a text with columns in braces, such as "Meeting with {name}"'
        options = "".join(f"[{word}{{{one.name}}}]" for word, one in zip((" with ", ", "), named, strict=False))
        return f"{scalar(f'Meeting{options}')}   # decide how a meeting is called; what is in [ ] may be blank"

    def _of_dates(self) -> Iterator[str]:
        if not self._dates:
            yield "# date: {column: NAME}   # no column holds dates that are understood"
            return
        cells = [cell for one in self._dates for cell in one.cells]
        names = [one.yaml for one in self._dates]
        parts = [f"from: {names[0]}, to: {names[1]}"] if len(names) == 2 else [f"column: {names[0]}"]
        remarks = []
        counts = Counter(order for cell in cells for order in orders(cell))
        if counts["either"] and not counts["day"] and not counts["month"]:
            parts.append("day_first: ask")
            remarks.append("decide: day_first: true or false")
        elif counts["day"] or counts["month"]:
            is_day = counts["day"] >= counts["month"]
            parts.append(f"day_first: {str(is_day).lower()}")
            first = "day" if is_day else "month"
            example = next(cell for cell in cells if first in orders(cell))
            remarks.append(f"as in {shortened(one_line(example), 30)}")
        if year := self._year(cells):
            parts.append(f"year: {year}")
        if any("two digits" in why_not(cell) for cell in cells):
            parts.append("century: 2000")
            remarks.append("decide: 14 is read as 2014; or century: 1970-2069")
        comment = f"   # {'; '.join(remarks)}" if remarks else ""
        yield f"date: {{{', '.join(parts)}}}{comment}"

    def _year(self, cells: list[str]) -> str:
        without = sum(why_not(cell) == "no year" for cell in cells)
        if without * 2 < len(cells):
            return ""
        return FILE_NAME if year_in(self._table.name.rpartition("/")[2]) else HEADING

    def _of_fields(self) -> Iterator[str]:
        for role in _LISTS:
            if column := self._roles.get(role):
                split, comment = _split(column)
                is_with_role = role == "participants" and "role" in self._roles
                office = f", role: {{column: {self._roles['role'].yaml}}}" if is_with_role else ""
                yield f"{role}: {{column: {column.yaml}{split}{office}}}{comment}"
        if column := self._roles.get("place"):
            yield f"place: {{column: {column.yaml}}}   # read as City, Country; or {{city: …, country: …}}"
        for role in ("kind", "url"):
            if column := self._roles.get(role):
                yield f"{role}: {{column: {column.yaml}}}"
        if column := self._roles.get("status"):
            yield from _of_status(column)
        if column := self._roles.get("note"):
            yield f"note: {{column: {column.yaml}}}   # or summary, if it says what happened"

    def _is_beside(self, role: str, people: str) -> bool:
        """Whether two columns go together: cells of both, or lists of both."""
        one, other = self._roles.get(role), self._roles.get(people)
        return one is not None and other is not None and one.are_lists == other.are_lists

    def _of_rest(self) -> Iterator[str]:
        rest = [one for one in self._columns if one not in self._roles.values() and one not in self._dates]
        if rest:
            yield "# Not used:"
            for one in rest:
                yield f"# - {one_line(one.name)} ({one.examples})"


def _in_width(line: str) -> list[str]:
    """A line, with its comment above it where both together are too wide."""
    before, mark, comment = line.partition("   # ")
    if not mark or len(line) <= _WIDTH:
        return [line]
    margin = " " * (len(before) - len(before.lstrip()))
    return [f"{margin}# {comment[:1].upper()}{comment[1:]}", before]


def _status_of(value: str) -> str | None:
    return next((status for status, words in _STATUSES.items() if fold(value) in words.split()), None)


def _of_status(column: Column) -> Iterator[str]:
    """What is known of the values of a status; others are for a person, and no meeting is said to be held by them."""
    values = list(dict.fromkeys(column.cells))
    known = {value: status for value in values if (status := _status_of(value))}
    if unknown := [value for value in values if value not in known]:
        yield f"# Decide, in `values`: held, planned, agreed, cancelled or postponed for {_listed(unknown)}"
    pairs = ", ".join(f"{scalar(value, in_flow=True)}: {status}" for value, status in known.items() if value != status)
    inside = f", values: {{{pairs}}}" if pairs else ""
    comment = "   # decide: held, planned, agreed, …" if pairs else ""
    yield f"status: {{column: {column.yaml}{inside}}}{comment}"


def _listed(values: list[str]) -> str:
    return listing([f'"{shortened(one_line(one), 30)}"' for one in values], "and")


def _split(column: Column) -> tuple[str, str]:
    """What separates the names in a column, and the label before them, as far as its cells tell."""
    strip = label(column)
    plain = [re.sub(r"\([^()]*\)|\[[^\[\]]*\]", "", cell) for cell in column.cells]
    if column.are_lists:
        return strip, ""
    for sign in (";", "\n", "|"):
        if sum(sign in cell for cell in plain) * 20 > len(plain):
            return f", split: [{scalar(sign, in_flow=True)}]{strip}", ""
    if sum("," in cell for cell in plain) * 20 > len(plain):
        return f', split: [",", " and "]{strip}', "   # decide: does a comma separate names?"
    return strip, ""


def _title_of(name: str) -> str:
    stem = re.sub(r"\.\w+$", "", name.rpartition("/")[2])
    return one_line(re.sub(r"[-_]+", " ", stem)).strip().capitalize() or "Imported meetings"
