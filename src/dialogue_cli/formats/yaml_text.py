"""YAML: a dataset of the chosen meetings, which `dialogue` reads back to the same records.

Other programs read the same: what a YAML reader could take for anything but text (`NO`, `2025-11-21`,
`12:30`, `1e3`, in YAML 1.1 or 1.2) is quoted, and what a terminal would obey stands escaped. Comments of the
original are not kept.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Iterator
from typing import TextIO

from dialogue_cli.archive import Archive
from dialogue_cli.dataset.emitting import dumped
from dialogue_cli.dataset.model import Evidence, Record
from dialogue_cli.formats.selection import selection
from dialogue_cli.match import Match
from dialogue_cli.view.proofs import Proofs

# A line on which a key of a meeting stands.
_KEY = re.compile(r"(?:  |- )\w")


def write(
    matches: Iterable[Match],
    archive: Archive,
    out: TextIO,
    note: Callable[[str], None],
    proofs: Proofs | None = None,
) -> int:
    """Writes a dataset: header, sources, vocabularies and meetings. Returns the number of meetings.

    The sources are those that the chosen meetings quote (all of them when all meetings are chosen), the
    vocabularies are entire. Relations to meetings that were not chosen are left out, with a note. Without any
    meeting it is a dataset still. Documents that sources name are not copied. A comment marks a broken
    proof, with the day: the format has no key for that, and in the copy it may be mended.
    """
    proofs = proofs or Proofs(archive)
    with selection(matches, archive, note) as chosen:
        out.write(dumped({"dataset": archive.header.to_record()}))
        if chosen.sources:
            out.write("\nsources:\n")
            for source in chosen.sources:
                mark = proofs.source_mark(source)
                out.write((_comment(mark, archive.today) if mark else "") + dumped([source.to_record()]))
        vocabularies = archive.vocabularies()
        for name in vocabularies.__slots__:
            entries = getattr(vocabularies, name)
            if entries:
                out.write(f"\n{name}:\n" + "".join(dumped([entry.to_record()], flow=True) for entry in entries))
        out.write("\nmeetings:" + ("\n" if chosen.size else " []\n"))
        for record in chosen:
            out.write("\n" + _with_comments(dumped([record]), record, proofs, archive.today))
    return chosen.size


def _comment(mark: str, today: datetime.date) -> str:
    return f"# {mark} ({today})\n"


def _with_comments(text: str, record: Record, proofs: Proofs, today: datetime.date) -> str:
    """The YAML of a meeting, with a comment above each quote that is not in its source."""
    marks = [proofs.mark(Evidence.from_record(quote)) for quote in record.get("evidence", ())]
    if not any(marks):
        return text
    lines: list[str] = []
    said: Iterator[str] = iter(())
    for line in text.splitlines(keepends=True):
        # The keys of a meeting stand two columns in, and so do the dashes of their items; all else stands further in.
        if _KEY.match(line):
            said = iter(marks if line.startswith("  evidence:") else ())
        elif line.startswith("  - ") and (mark := next(said, "")):
            lines.append(f"  {_comment(mark, today)}")
        lines.append(line)
    return "".join(lines)
