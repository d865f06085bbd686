"""Parquet: the chosen meetings as typed columns, for DuckDB, Spark, pandas and the like.

A row is a meeting. Names and meanings are those of the tables that `sqlite` writes, nested: a partner has the name that
the vocabulary gives it, and `as_written` where the record writes another. What a query needs to answer as the program
does stands beside them: the days between which a date lies, the names by which a filter finds the meeting, the words
that a search looks through. Rows are gathered into groups of bounded size, so that any number of meetings fits.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from dialogue_cli.archive import Archive
from dialogue_cli.dataset.model import Evidence, Record, several
from dialogue_cli.dates.edtf import Edtf, parse
from dialogue_cli.formats.parquet_names import Names
from dialogue_cli.formats.parquet_schema import METADATA, SCHEMA
from dialogue_cli.index.texts import texts_of
from dialogue_cli.match import Match
from dialogue_cli.tokens import plain_words
from dialogue_cli.view.proofs import Proofs

_ROWS, _BYTES = 1_000, 1 << 26
"""So many rows are turned into columns at a time, and so many bytes of columns are a row group."""
_NO_YEAR = "__HIVE_DEFAULT_PARTITION__"
"""What Hive and its heirs call the part of the rows that have no value."""


def write_file(
    matches: Iterable[Match],
    archive: Archive,
    path: Path,
    note: Callable[[str], None],
    proofs: Proofs | None = None,
    *,
    by_year: bool = False,
) -> int:
    """Writes a new Parquet file, or with `by_year` files into the empty folder `path`. Returns the number of meetings.

    Relations to meetings that were not chosen stay: a column has no key to keep. Raises OSError when it cannot be
    written; what was written by then is left to the caller.
    """
    rows = _Rows(archive, proofs or Proofs(archive))
    header = json.dumps(archive.header.to_record(), ensure_ascii=False)
    schema = SCHEMA.with_metadata({METADATA: header})
    groups = _groups(rows.of(matches), schema)
    if by_year:
        _write_years(groups, path)
    else:
        with pq.ParquetWriter(path, schema, compression="zstd") as writer:
            for group in groups:
                writer.write_table(pa.Table.from_batches(group), row_group_size=_ROWS * len(group))
    return rows.count


def _groups(rows: Iterator[Record], schema: pa.Schema) -> Iterator[list[pa.RecordBatch]]:
    """Rows as columns, in groups of bounded size."""
    group: list[pa.RecordBatch] = []
    size = 0
    while some := list(islice(rows, _ROWS)):
        batch = pa.RecordBatch.from_pylist(some, schema=schema)
        group.append(batch)
        size += batch.get_total_buffer_size()
        if size >= _BYTES:
            yield group
            group, size = [], 0
    if group:
        yield group


def _write_years(groups: Iterator[list[pa.RecordBatch]], folder: Path) -> None:
    """Writes each group in parts, one for each of its years: no file stays open, and nothing waits to be written."""
    for number, group in enumerate(groups):
        table = pa.Table.from_batches(group)
        for year in pc.unique(table["year"]).to_pylist():
            is_of_year = pc.is_null(table["year"]) if year is None else pc.equal(table["year"], year)
            part = folder / f"year={_NO_YEAR if year is None else year}"
            part.mkdir(exist_ok=True)
            rows = table.filter(is_of_year).drop_columns(["year"])
            pq.write_table(rows, part / f"meetings-{number}.parquet", compression="zstd")


class _Rows:
    """Turns the meetings of an archive into rows; `count` says how many so far."""

    def __init__(self, archive: Archive, proofs: Proofs) -> None:
        self.count = 0
        self._names = Names(archive)
        self._proofs = proofs

    def of(self, matches: Iterable[Match]) -> Iterator[Record]:
        """The rows of some meetings."""
        for match in matches:
            self.count += 1
            yield self._row(match)

    def _row(self, match: Match) -> Record:
        record: Record = dict(match.record)
        get, names = record.get, self._names
        places = several(get("place", []))
        row = {name: get(name) for name in _AS_THEY_ARE}
        row["outcomes"] = get("outcomes", [])
        row["former_ids"] = get("former_ids", [])
        row["reviewed_by"], row["reviewed_on"] = map(get("reviewed", {}).get, ("by", "on"))
        row |= names.series(get("series"))
        row |= _dates(parse(record["date"]) if "date" in record else None)
        row |= {field: names.listed(field, get(field, [])) for field in ("partners", "topics", "instruments")}
        row["certain"] = match.certain
        row["principal_name"] = names.principal(get("principal"))
        row["participants"] = [one | {"person": names.person(one)} for one in get("participants", [])]
        row["places"] = [one | names.place(one) for one in places]
        row["related"] = [{"related_id": one["id"], "relation": one.get("relation")} for one in get("related", [])]
        row["evidence"] = [self._quote(one) for one in get("evidence", [])]
        row["found_by_partner"] = names.parties(get("partners", []), get("principal"))
        row["found_by_place"] = names.places(places)
        row["words"] = plain_words(texts_of(match.record).values())
        return row

    def _quote(self, quote: Record) -> Record:
        found = self._proofs.found(Evidence.from_record(quote))
        return {"supports": []} | quote | {"source_id": quote["source"], "found": found}


_AS_THEY_ARE = "id title ordinal kind mode status date previous_date date_note principal summary note url".split()


def _dates(date: Edtf | None) -> dict[str, Any]:
    """What a query compares instead of the date."""
    if date is None:
        return {"years": []}
    earliest, latest, begun, ended = date.earliest, date.latest, date.last_start, date.first_end
    is_sure = begun is not None and ended is not None and not date.qualified
    return {
        "earliest": earliest,
        "latest": latest,
        "last_start": begun,
        "first_end": ended,
        "is_uncertain": date.qualified,
        "years": list(range(begun.year, ended.year + 1)) if is_sure and begun and ended else [],
        "year": earliest.year if earliest and latest and earliest.year == latest.year else None,
    }
