"""One call of the program: what is asked, where text leaves, and with which status it ends."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple, TextIO

from dialogue_cli.archive import Archive, Match, open_archive
from dialogue_cli.commands import pager
from dialogue_cli.commands.options import Common, Filters, Output, Target, once
from dialogue_cli.commands.streams import say
from dialogue_cli.errors import FOUND, NOTHING, QueryError
from dialogue_cli.formats.columns import COLUMNS, DEFAULT, needs_record, parse_fields, record_of
from dialogue_cli.formats.registry import LINES, MEETINGS, NULL, RECORDS, ROWS, write_cells, write_document
from dialogue_cli.formats.tsv import write_lines
from dialogue_cli.query import NAMED, Query
from dialogue_cli.text import listing

if TYPE_CHECKING:
    from datetime import date

    from rich.console import Console

    from dialogue_cli.dates import Period
    from dialogue_cli.formats.template import Part

COLORS = ("auto", "always", "never")
Draw = Callable[[Sequence[Match], "Console", Sequence[str] | None], int]
"""What a terminal shows of some meetings: takes them, the console, and the columns asked for; gives their number."""
_WITH_FIELDS = ("table", "tsv", "csv", *RECORDS, "markdown")


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
        return self.format in (*LINES, "template")


class Session:
    """A call with its common options, and the streams that it writes to."""

    def __init__(self, common: Common, target: Target | None = None) -> None:
        if common.color not in COLORS:
            raise QueryError(f'--color is {listing(list(COLORS))}, not "{common.color}"')
        self.common = common
        # What goes into a file needs no pager, nor do the notes about it.
        self._has_pager = not common.no_pager and (target is None or target.output in (None, "-"))

    @cached_property
    def out(self) -> TextIO:
        """Where the answer goes: for a person at a terminal through a pager, else to standard output."""
        if not self.is_terminal or not self._has_pager:
            return sys.stdout
        return pager.start() or sys.stdout

    @cached_property
    def today(self) -> date:
        """Today, or the day that DIALOGUE_TODAY names."""
        from dialogue_cli.periods import today

        return today()

    @cached_property
    def archive(self) -> Archive:
        """The dataset that is asked."""
        return open_archive(self.common.data, progress=self._progress())

    def _progress(self) -> Callable[[int, int], None] | None:
        """What shows a person who waits for an index how far it is."""
        if self.common.quiet or sys.stderr is None or not sys.stderr.isatty():
            return None
        from dialogue_cli.formats.progress import Bar

        return Bar()

    @property
    def is_terminal(self) -> bool:
        """Whether a person is looking at standard output."""
        return sys.stdout.isatty()

    @property
    def _is_paged(self) -> bool:
        """Whether a pager would hide from a person what goes to standard error."""
        return self.is_terminal and self._has_pager and sys.stderr is not None and sys.stderr.isatty()

    @cached_property
    def console(self) -> Console:
        """The terminal that Rich draws on."""
        from dialogue_cli.formats.terminal import console

        return console(self.out, color=self.common.color, is_terminal=self.is_terminal)

    def note(self, text: str) -> None:
        """Says something on standard error, unless it is to be quiet."""
        if self.common.quiet:
            return
        if self._is_paged:
            pager.note(f"note: {text}")
            return
        # On a terminal, and where both streams go to one file, in the order in which it was said.
        sys.stdout.flush()
        say(f"note: {text}")

    def format(self, asked: str | None, known: Sequence[str] = ROWS) -> str:
        """The format to write: the one asked for, else a table for a person and lines for a program."""
        if asked is None:
            return "table" if self.is_terminal or self.common.color == "always" else "tsv"
        if asked not in known:
            from dialogue_cli.spelling import misspelt

            near = misspelt(asked, known)
            hint = f'did you mean "{near}"?' if near else f"it is {listing(list(known))}"
            raise QueryError(f'there is no format "{asked}" here; {hint}')
        return asked

    def query(self, filters: Filters, output: Output | None, words: str | None = None) -> Query:
        """The query that the options mean."""
        named = {name: tuple(getattr(filters, name) or ()) for name in NAMED}
        return Query(
            words=words,
            **named,
            round=tuple(filters.round or ()),
            period=self._period(filters),
            certain=filters.certain,
            bilateral=filters.bilateral,
            last=filters.last,
            next=filters.next,
            sort=output.sort if output else None,
            reverse=bool(output and output.reverse),
            limit=output.limit if output else None,
        )

    def _period(self, filters: Filters) -> Period | None:
        since, until, on = (once(f"--{name}", getattr(filters, name)) for name in ("since", "until", "on"))
        if since is None and until is None and on is None:
            return None
        from dialogue_cli.dates import Period
        from dialogue_cli.periods import parse_period

        start = parse_period(since, self.today).start if since is not None else None
        end = parse_period(until, self.today).end if until is not None else None
        if start and end and start > end:
            raise QueryError(f"--since {since} begins on {start}, after --until {until} ends on {end}")
        period = Period(start, end)
        if on is not None:
            try:
                period = period.intersection(parse_period(on, self.today))
            except ValueError:
                raise QueryError(f"--on {on} and the range of --since and --until have no day in common") from None
        return period

    def shape(self, output: Output) -> Shape:
        """How the options want meetings written. QueryError for options that do not go together."""
        if output.template is not None:
            if output.format or output.fields:
                raise QueryError("--template says all by itself: it goes without --format and --fields")
            from dialogue_cli.formats.template import fields_of, parse_template

            parts = parse_template(output.template)
            return Shape("template", fields_of(parts), parts, "\0" if output.null else "\n")
        format_ = self.format(output.format, MEETINGS)
        fields = parse_fields(output.fields) if output.fields else None
        if fields and format_ not in _WITH_FIELDS:
            raise QueryError(f"--fields goes with {listing(list(_WITH_FIELDS))}, not with {format_}")
        if output.null and format_ not in NULL:
            raise QueryError(f"--null goes with {listing(list(NULL))} and with --template, not with {format_}")
        return Shape(format_, fields, None, "\0" if output.null else "\n")

    def answer(
        self, filters: Filters, output: Output, draw: Draw, words: str | None = None, *, markdown: str = "write"
    ) -> int:
        """Finds meetings and writes them. Gives the exit status.

        `draw` is what a terminal shows, and `markdown` the function of `formats.markdown` that writes them.
        """
        shape = self.shape(output)
        result = self.archive.find(
            self.query(filters, output, words), records=shape.needs_records, snippets=shape.needs_snippets
        )
        for note in result.notes:
            self.note(note)
        return self.status(self.write(result, shape, draw, markdown))

    def status(self, count: int) -> int:
        """The exit status of an answer of so many meetings; of nothing, a note says what was looked at."""
        if not count:
            self.note(f"nothing found in {self.archive.coverage()} ({self.archive.path.name})")
        return FOUND if count else NOTHING

    def write(
        self, matches: Iterable[Match], shape: Shape, draw: Draw, markdown: str = "write", out: TextIO | None = None
    ) -> int:
        """Writes meetings, by default to where the answer goes. Gives their number."""
        if shape.format == "table":
            found = list(matches)
            return draw(found, self.console, shape.fields) if found else 0
        out = out or self.out
        if shape.format in RECORDS:
            from dialogue_cli.formats.json_text import write_as

            return write_as(shape.format, (record_of(match, shape.fields) for match in matches), out)
        if shape.template is not None:
            from dialogue_cli.formats.template import filled

            line = filled(shape.template)
            return write_lines(map(line, matches), out, shape.end)
        if shape.format not in LINES:
            view = markdown if shape.format == "markdown" else "write"
            more = {"fields": shape.fields} if shape.fields else {}
            return write_document(shape.format, matches, self.archive, out, self.note, view, **more)
        fields = ("id",) if shape.format == "ids" else shape.fields or DEFAULT
        getters = [COLUMNS[name] for name in fields]
        rows = ([getter(match) for getter in getters] for match in matches)
        return write_cells(shape.format, fields, rows, out, shape.end)

    def write_rows(self, columns: Sequence[tuple[str, str]], rows: Iterable[dict[str, Any]], output: str | None) -> int:
        """Writes rows that are not meetings, in any format; columns are names and justifications."""
        format_ = self.format(output)
        names = [name for name, _ in columns]
        if format_ in RECORDS:
            from dialogue_cli.formats.json_text import write_as

            return write_as(format_, rows, self.out)
        cells = ([row.get(name) for name in names] for row in rows)
        if format_ == "markdown":
            from dialogue_cli.formats import markdown

            return markdown.write_rows(columns, cells, self.out)
        if format_ == "table":
            from dialogue_cli.formats.table import write_rows

            found = list(cells)
            return write_rows(columns, found, self.console) if found else 0
        return write_cells(format_, names, (row[:1] for row in cells) if format_ == "ids" else cells, self.out)
