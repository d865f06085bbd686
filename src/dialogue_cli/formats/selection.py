"""Chosen meetings as a collection of their own, for the formats that another program opens as a whole."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import IO

from dialogue_cli.archive import Archive
from dialogue_cli.dataset.model import Record, Source
from dialogue_cli.match import Match
from dialogue_cli.text import plural

# A selection up to this size (bytes) never touches the disk.
_IN_MEMORY = 1 << 23


class Selection:
    """Chosen meetings whose references lead nowhere outside, in the order given; iterate over their records.

    A relation to a meeting that was not chosen is left out, and so are the claims of evidence about it;
    the quoted words stay. Use `selection`.
    """

    def __init__(self, matches: Iterable[Match], archive: Archive, spool: IO[str], note: Callable[[str], None]) -> None:
        self._spool = spool
        self.certain: dict[str, bool] = {}
        """Which meetings lie certainly in the period that was asked for; empty without one."""
        ids: set[str] = set()
        wanted: list[tuple[str, str]] = []
        quoted: set[str] = set()
        for match in matches:
            record = match.record
            ids.add(record["id"])
            wanted += [(record["id"], relation["id"]) for relation in record.get("related", ())]
            quoted.update(quote["source"] for quote in record.get("evidence", ()))
            spool.write(f"{match.json}\n")
            if match.certain is not None:
                self.certain[record["id"]] = match.certain
        self.size = len(ids)
        self._lost = {pair for pair in wanted if pair[1] not in ids}
        is_whole = self.size == len(archive)
        self.sources: list[Source] = [one for one in archive.sources() if is_whole or one.id in quoted]
        """The sources that the meetings quote; all of them when all meetings are chosen."""
        if self._lost:
            lost = sum(pair in self._lost for pair in wanted)
            note(f"{plural(lost, 'relation')} to meetings that were not chosen left out")

    def __iter__(self) -> Iterator[Record]:
        self._spool.seek(0)
        for line in self._spool:
            record: Record = json.loads(line)
            yield self._closed(record) if self._lost and "related" in record else record

    def _closed(self, record: Record) -> Record:
        """The record without its relations to meetings that were not chosen."""
        lost = {r["id"] for r in record["related"] if (record["id"], r["id"]) in self._lost}
        if not lost:
            return record
        kept = [relation for relation in record["related"] if relation["id"] not in lost]
        gone = {f"related.{identifier}" for identifier in lost} | (set() if kept else {"related"})
        evidence = []
        for quote in record.get("evidence", ()):
            supports = [claim for claim in quote.get("supports", ()) if claim not in gone]
            evidence.append({name: value for name, value in (quote | {"supports": supports}).items() if value})
        changed = record | {"related": kept, "evidence": evidence}
        return {name: value for name, value in changed.items() if value}


@contextmanager
def selection(matches: Iterable[Match], archive: Archive, note: Callable[[str], None]) -> Iterator[Selection]:
    """Reads all matches; beyond a few megabytes they wait in a temporary file, so that any number fits.

    What stands first in a dataset (its sources) and in a record (its relations) hangs on meetings that come later.
    `note` is told how many relations are left out.
    """
    with tempfile.SpooledTemporaryFile(_IN_MEMORY, "w+", encoding="utf-8", newline="\n") as spool:
        yield Selection(matches, archive, spool, note)
