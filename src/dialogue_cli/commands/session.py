"""One call of the program: what is asked, where text leaves, and with which status it ends."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, TextIO

from dialogue_cli.archive import Archive, Match, Result, open_archive
from dialogue_cli.commands.options import Common, Filters, Output, once
from dialogue_cli.commands.streams import say
from dialogue_cli.errors import FOUND, NOTHING, QueryError
from dialogue_cli.formats.columns import COLUMNS, DEFAULT, needs_record, parse_fields, record_of
from dialogue_cli.formats.tsv import write_tsv
from dialogue_cli.query import NAMED, Query
from dialogue_cli.text import listing

if TYPE_CHECKING:
    from datetime import date

    from rich.console import Console

    from dialogue_cli.dates import Period

COLORS = ("auto", "always", "never")
Draw = Callable[[Sequence[Match], "Console", Sequence[str] | None], int]
"""What a terminal shows of some meetings: takes them, the console, and the columns asked for; gives their number."""
LINES = ("tsv", "json", "jsonl", "ids")


class Session:
    """A call with its common options, and the streams that it writes to."""

    def __init__(self, common: Common) -> None:
        if common.color not in COLORS:
            raise QueryError(f'--color is {listing(list(COLORS))}, not "{common.color}"')
        self.common = common
        self.out: TextIO = sys.stdout

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
        return self.out.isatty()

    @cached_property
    def console(self) -> Console:
        """The terminal that Rich draws on."""
        from dialogue_cli.formats.terminal import console

        return console(self.out, color=self.common.color)

    def note(self, text: str) -> None:
        """Says something on standard error, unless it is to be quiet."""
        if not self.common.quiet:
            # On a terminal, and where both streams go to one file, in the order in which it was said.
            self.out.flush()
            say(f"note: {text}")

    def format(self, asked: str | None, known: Sequence[str] = ("table", *LINES)) -> str:
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

    def answer(
        self,
        filters: Filters,
        output: Output,
        draw: Draw,
        words: str | None = None,
    ) -> int:
        """Finds meetings and writes them; `draw` is what a terminal shows. Gives the exit status."""
        format_ = self.format(output.format)
        fields = parse_fields(output.fields) if output.fields else None
        whole = format_ in ("json", "jsonl", "table")
        records = whole or bool(fields and needs_record(fields))
        snippets = whole or "snippet" in (fields or ())
        result = self.archive.find(self.query(filters, output, words), records=records, snippets=snippets)
        for note in result.notes:
            self.note(note)
        count = self._write(result, format_, fields, draw)
        return self.status(count)

    def status(self, count: int) -> int:
        """The exit status of an answer of so many meetings; of nothing, a note says what was looked at."""
        if not count:
            self.note(f"nothing found in {self.archive.coverage()} ({self.archive.path.name})")
        return FOUND if count else NOTHING

    def _write(
        self,
        result: Result,
        format_: str,
        fields: tuple[str, ...] | None,
        draw: Draw,
    ) -> int:
        if format_ == "table":
            matches = list(result)
            return draw(matches, self.console, fields) if matches else 0
        if format_ in ("json", "jsonl"):
            from dialogue_cli.formats.json_text import write_as

            return write_as(format_, (record_of(match, fields) for match in result), self.out)
        getters = [COLUMNS[name] for name in (fields or DEFAULT)]
        if format_ == "ids":
            getters = [COLUMNS["id"]]
        return write_tsv(([getter(match) for getter in getters] for match in result), self.out)

    def write_rows(self, columns: Sequence[tuple[str, str]], rows: Iterable[dict[str, Any]], output: str | None) -> int:
        """Writes rows that are not meetings, in any format; columns are names and justifications."""
        format_ = self.format(output)
        names = [name for name, _ in columns]
        if format_ in ("json", "jsonl"):
            from dialogue_cli.formats.json_text import write_as

            return write_as(format_, rows, self.out)
        cells = ([row.get(name) for name in names] for row in rows)
        if format_ == "table":
            from dialogue_cli.formats.table import write_rows

            found = list(cells)
            return write_rows(columns, found, self.console) if found else 0
        return write_tsv((row[:1] for row in cells) if format_ == "ids" else cells, self.out)
