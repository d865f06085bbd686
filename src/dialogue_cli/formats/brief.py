"""A briefing note in Markdown: what `view.brief` says, with the words of the sources as footnotes.

The quotes behind one statement are one footnote.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import TextIO

from dialogue_cli.archive import Archive
from dialogue_cli.dates.wording import long_date
from dialogue_cli.formats.markdown import table_row
from dialogue_cli.formats.markdown_parts import Footnotes, escape, source_line
from dialogue_cli.match import Match
from dialogue_cli.view.brief.blocks import RECORD, Block, Briefing, Kind, Run
from dialogue_cli.view.brief.many import Commands
from dialogue_cli.view.brief.note import briefing
from dialogue_cli.view.proofs import Proofs

_LEVELS = {Kind.TITLE: "#", Kind.SECTION: "##", Kind.PART: "###"}


def write(
    matches: Iterable[Match],
    archive: Archive,
    out: TextIO,
    note: Callable[[str], None],
    about: str = "",
    remarks: Sequence[str] = (),
    proofs: Proofs | None = None,
    commands: Commands | None = None,
) -> int:
    """Writes a briefing note about meetings; see `view.brief.note.briefing`. Returns their number."""
    proofs = proofs or Proofs(archive)
    made = briefing(matches, archive, about, remarks, proofs, commands)
    return write_briefing(made, out, proofs) if made.size else 0


def write_briefing(made: Briefing, out: TextIO, proofs: Proofs) -> int:
    """Writes a note that has been made. Returns the number of its meetings."""
    marks = _Marks(made, proofs)
    for kind, inside in groupby(made.blocks, lambda one: one.kind):
        lines = [marks.block(one) for one in inside]
        out.write(("\n" if kind is Kind.ITEM else "\n\n").join(lines) + "\n\n")
    out.write("## Sources\n\n")
    names = dict.fromkeys([*made.behind, *marks.notes.used])
    if names:
        listed = ((name, made.sources.get(name)) for name in names)
        out.writelines(f"- {source_line(*one, proofs.source_mark(one[1]), long_date)}\n" for one in listed)
    else:
        out.write(f"The records of these meetings quote no source.{marks.of(Run('', own=(RECORD,)))}\n")
    out.write("\n" + "\n".join(marks.notes.definitions()))
    return made.size


class _Marks:
    """Blocks as Markdown, which number the footnotes as they come."""

    def __init__(self, made: Briefing, proofs: Proofs) -> None:
        self.notes = Footnotes(made.sources, proofs, long_date)
        self._own = made.own

    def block(self, one: Block) -> str:
        """A block as its lines, without a blank line behind them."""
        if one.kind is Kind.TABLE:
            return "".join(self._rows(one)).rstrip("\n")
        text = self._runs(one.runs, starts=one.kind in (Kind.TEXT, Kind.ITEM))
        if one.kind is Kind.ITEM:
            return f"- {text}"
        return f"{_LEVELS[one.kind]} {text}" if one.kind in _LEVELS else text

    def _rows(self, one: Block) -> Iterator[str]:
        for i, cells in enumerate(one.rows):
            yield table_row(self._runs([cell], starts=False) for cell in cells)
            if not i:
                yield table_row("---" for _ in cells)

    def _runs(self, runs: Sequence[Run], *, starts: bool) -> str:
        text, after_lead = "", ""
        for run in runs:
            words = escape(run.text, starts=starts and not text and not run.is_lead)
            text += after_lead + run.between + (f"**{words}**" if run.is_lead else words) + self.of(run)
            after_lead = " " if run.is_lead else ""
        return text

    def of(self, run: Run) -> str:
        """The references that stand behind a run."""
        marks = [self.notes.together(run.quotes)]
        marks += [self.notes.named(label, self._own[label]) for label in run.own]
        return " ".join(filter(None, marks))
