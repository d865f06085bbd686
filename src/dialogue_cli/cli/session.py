"""One call of the program: what is asked, of which dataset, and with which status it ends."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, TextIO

from dialogue_cli.archive import Archive, open_archive
from dialogue_cli.cli.asked import Named, named, query_of
from dialogue_cli.cli.output import Output
from dialogue_cli.cli.shape import Shape, chosen_format, shape_of
from dialogue_cli.errors import FOUND, NOTHING, QueryError
from dialogue_cli.formats.registry import FORMATS, ROWS, is_utf8, write_cells, write_document
from dialogue_cli.match import Match
from dialogue_cli.text import BYTE_ORDER_MARK, listing
from dialogue_cli.view.columns import DEFAULT, getter, record_of
from dialogue_cli.view.views import View

if TYPE_CHECKING:
    from datetime import date

    from rich.console import Console

    from dialogue_cli.query.query import Query
    from dialogue_cli.view.proofs import Proofs

COLORS = ("auto", "always", "never")


class Session:
    """A call: `values` holds what was given for each option and argument, `output` is where text goes."""

    def __init__(self, values: Mapping[str, Any], output: Output) -> None:
        self.values = values
        self.output = output
        self._proofs: Proofs | None = None
        self._named: dict[tuple[str, ...], Named] = {}
        self.color = values.get("color", "auto")
        if self.color not in COLORS:
            raise QueryError(f'--color is {listing(list(COLORS))}, not "{self.color}"')
        output.is_quiet = bool(values.get("quiet"))
        # What goes into a file needs no pager, nor do the notes about it.
        output.is_paged = not values.get("no_pager") and values.get("output") in (None, "-")

    def out(self, format_: str) -> TextIO:
        """Where an answer in a format goes, in the encoding of that format."""
        return self.begun(self.output.answer(utf8=is_utf8(format_)), format_)

    def begun(self, stream: TextIO, format_: str) -> TextIO:
        """The stream of an answer, with the mark at its beginning that --csv-bom asks for."""
        if format_ == "csv" and self.values.get("csv_bom"):
            stream.write(BYTE_ORDER_MARK)
        return stream

    @cached_property
    def today(self) -> date:
        """Today, or the day that DIALOGUE_TODAY names."""
        from dialogue_cli.dates.periods import today

        return today()

    @cached_property
    def archive(self) -> Archive:
        """The dataset that is asked."""
        return open_archive(self.values.get("data"), progress=self._progress())

    @property
    def proofs(self) -> Proofs:
        """The verdicts on the quotes that the answer shows."""
        if self._proofs is None:
            from dialogue_cli.view.proofs import Proofs

            self._proofs = Proofs(self.archive)
        return self._proofs

    def finish(self) -> None:
        """Says, once the answer is written, how many of the proofs that it shows are broken."""
        if self._proofs and (broken := self._proofs.note()):
            self.note(broken)

    def _progress(self) -> Callable[[int, int], None] | None:
        """What shows a person who waits for an index how far it is."""
        if self.output.is_quiet or sys.stderr is None or not sys.stderr.isatty():
            return None
        from dialogue_cli.terminal.progress import Bar

        return Bar()

    @cached_property
    def console(self) -> Console:
        """The terminal that Rich draws on."""
        from dialogue_cli.terminal.console import console

        return console(self.out("table"), color=self.color, is_terminal=self.output.is_terminal)

    def note(self, text: str) -> None:
        """Says something on standard error, unless it is to be quiet."""
        self.output.note(text)

    # What is asked

    def format(self, asked: str | None, known: Sequence[str] = ROWS) -> str:
        """The format to write: the one asked for, else a table for a person and lines for a program."""
        found = chosen_format(asked, known) or ("table" if self.is_drawn else "tsv")
        if self.values.get("csv_bom") and found != "csv":
            raise QueryError(f"--csv-bom goes with csv, not with {found}; use -f csv")
        return found

    @property
    def is_drawn(self) -> bool:
        """Whether an answer for which no format is asked is drawn for a person."""
        return self.output.is_terminal or self.color == "always"

    def shape(self) -> Shape:
        """How the options want meetings written. QueryError for options that do not go together."""
        return shape_of(self.values, self.format)

    def named(self, words: Sequence[str], first: str = "") -> Named:
        """What names mean that were given without an option; a note says so. QueryError for a word that is none.

        A name that several fields have belongs to the field `first`.
        """
        if not words:
            return Named()
        if tuple(words) not in self._named:
            self._named[tuple(words)] = found = named(self.archive, words, first)
            self.note(found.note(all_match=bool(self.values.get("all_match"))))
        return self._named[tuple(words)]

    def query(self, words: str | None = None, *, ids: Sequence[str] = (), given: Named | None = None) -> Query:
        """The query that the options mean: each filter fills the field of its name, and so do names without one."""
        given = self.named(self.values.get("names") or ()) if given is None else given
        return query_of(self.values, given, lambda: self.today, words=words, ids=tuple(ids))

    # What is answered

    def answer(self, view: View, words: str | None = None, *, given: Named | None = None) -> int:
        """Finds meetings and writes them in a view. Returns the exit status."""
        shape = self.shape()
        query = self.query(words, given=given)
        result = self.archive.find(query, records=shape.needs_records, snippets=shape.needs_snippets)
        for note in result.notes:
            self.note(note)
        return self.status(self.write(result, shape, view))

    def status(self, count: int) -> int:
        """The exit status of an answer of so many meetings; of nothing, a note says what was looked at."""
        if not count:
            self.note(f"nothing found in {self.archive.coverage()} ({self.archive.path.name})")
        return FOUND if count else NOTHING

    def write(self, matches: Iterable[Match], shape: Shape, view: View, out: TextIO | None = None) -> int:
        """Writes meetings, by default to where the answer goes. Returns their number."""
        if shape.format == "table":
            from dialogue_cli.terminal.draw import draw

            return draw(view, matches, self.archive, lambda: self.console, shape.fields, self.proofs)
        out = out or self.out(shape.format)
        if shape.template is not None:
            from dialogue_cli.formats.template import filled
            from dialogue_cli.formats.tsv import write_lines

            return write_lines(map(filled(shape.template, self.proofs), matches), out, shape.end)
        how = FORMATS[shape.format].how
        if how == "records":
            from dialogue_cli.formats.json_text import write_as

            return write_as(shape.format, (record_of(match, self.proofs, shape.fields) for match in matches), out)
        if how == "document":
            return write_document(shape.format, matches, self.archive, out, self.note, self.proofs, view, shape.fields)
        fields = ("id",) if shape.format == "ids" else shape.fields or DEFAULT
        getters = [getter(name, self.proofs) for name in fields]
        rows = ([get(match) for get in getters] for match in matches)
        return write_cells(shape.format, fields, rows, out, shape.end)

    def write_rows(self, columns: Sequence[tuple[str, str]], rows: Iterable[dict[str, Any]], output: str | None) -> int:
        """Writes rows that are not meetings, in any format; columns are names and justifications."""
        format_ = self.format(output)
        names = [name for name, _ in columns]
        if FORMATS[format_].how == "records":
            from dialogue_cli.formats.json_text import write_as

            return write_as(format_, rows, self.out(format_))
        cells = ([row.get(name) for name in names] for row in rows)
        if format_ == "markdown":
            from dialogue_cli.formats.markdown import write_rows as write_table

            return write_table(columns, cells, self.out(format_))
        if format_ == "table":
            from dialogue_cli.terminal.rows import write_rows

            found = list(cells)
            return write_rows(columns, found, self.console) if found else 0
        shown = (row[:1] for row in cells) if format_ == "ids" else cells
        return write_cells(format_, names, shown, self.out(format_))
