"""Parquet out: every fact in typed columns, and beside them what a query needs to answer as the program does."""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Callable
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.dataset as hive
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogue_cli import Archive, Meeting, Period, Query, open_archive
from dialogue_cli.dates.edtf import parse
from dialogue_cli.files import folder_beside
from dialogue_cli.formats import parquet
from dialogue_cli.formats.parquet_schema import SCHEMA
from dialogue_cli.tokens import words
from tests.conftest import BUNDLED, Run
from tests.hostile import DATES, datasets, write_dataset
from tests.test_hostile import NASTY, hostile

__all__ = ["hostile"]  # a fixture

Record = dict[str, Any]
AS_THEY_ARE = (
    "id title ordinal kind mode status date previous_date date_note principal summary outcomes note url".split()
)
SCHEMA_OF_PARTS = pa.schema([SCHEMA.field("year")])
# What stands beside the fields of a record.
ADDED = {"earliest", "latest", "last_start", "first_end", "is_uncertain", "years", "year", "certain", "words"}
ADDED |= {"series_id", "series_name", "series_as_written", "principal_name", "found_by_partner", "found_by_place"}
# Two names that mean one: groups, aliases, a city whose country is known, a part of a country, parties twice.
NAMES = """
    dataset: {principal: European Union}
    partners:
    - {name: Kazakhstan, code: KZ, aliases: [Qazaqstan]}
    - {name: Central Asia, members: [Kazakhstan, Uzbekistan]}
    places: [{name: Brussels, country: Belgium}]
    people: [{name: Ada Lovelace, aliases: [Countess Lovelace]}]
    series: [{id: forum, name: The Forum}]
    topics: [{name: trade, aliases: [commerce]}]
    meetings:
    - {id: one, title: One, series: The Forum, partners: [Qazaqstan], place: {city: Brussels}, topics: [commerce]}
    - {id: two, title: Two, series: other talks, partners: [Central Asia, Norway], place: [{city: Edinburgh}, {venue: Hall}]}
    - {id: three, title: Three, principal: Kazakhstan, place: {city: Glasgow, country: Scotland}}
    - {id: four, title: Four, participants: [{name: Countess Lovelace}, {role: envoy, certainty: possible}]}
    """


def written(archive: Archive, query: Query, path: Path, *, by_year: bool = False) -> list[str]:
    notes: list[str] = []
    found = archive.find(query)
    assert parquet.write_file(found, archive, path, notes.append, by_year=by_year) == len(list(found))
    return notes


def rows(path: Path) -> list[Record]:
    return pq.read_table(path).to_pylist() if path.is_file() else _of_folder(path)


def _of_folder(path: Path) -> list[Record]:
    return hive.dataset(path, partitioning=hive.partitioning(SCHEMA_OF_PARTS, flavor="hive")).to_table().to_pylist()


def exported(tmp_path: Path, data: Path, query: Query = Query()) -> list[Record]:  # noqa: B008
    written(open_archive(data), query, tmp_path / "m.parquet")
    return rows(tmp_path / "m.parquet")


def record_of(row: Record) -> Record:
    """The record that a row says."""
    record: Record = {name: row[name] for name in AS_THEY_ARE}
    record["series"] = row["series_as_written"] or row["series_id"]
    record |= {
        field: [one["as_written"] or one["name"] for one in row[field]]
        for field in ("partners", "topics", "instruments")
    }
    places = [known({part: one[part] for part in ("city", "country", "venue")}) for one in row["places"]]
    record["place"] = places[0] if len(places) == 1 else places
    record["participants"] = [known(one | {"person": None}) for one in row["participants"]]
    record["related"] = [known({"id": one["related_id"], "relation": one["relation"]}) for one in row["related"]]
    record["evidence"] = [
        known({"source": one["source_id"]} | {part: one[part] for part in ("exact", "prefix", "suffix", "supports")})
        for one in row["evidence"]
    ]
    return known(record)


def known(record: Record) -> Record:
    return {name: value for name, value in record.items() if value not in (None, [], {})}


def test_facts_come_back(tmp_path: Path) -> None:
    """A file that lost a fact or the order of a list would answer wrongly without a sign."""
    found = exported(tmp_path, BUNDLED)
    assert [record_of(row) for row in found] == [m.record for m in open_archive(BUNDLED).find(Query())]
    header = json.loads(pq.read_schema(tmp_path / "m.parquet").metadata[b"dialogue.dataset"])
    assert header == open_archive(BUNDLED).header.to_record()


@settings(max_examples=60)
@given(datasets())
def test_any_facts_come_back(data: Record) -> None:
    """A text that is unusual (line ends, quotes, controls, other scripts, letters in pairs) would come back as another."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        archive = open_archive(write_dataset(data, folder / "m.yaml"))
        expected = [match.record for match in archive.find(Query())]
        for by_year in (False, True):
            path = folder / f"out-{by_year}"
            if by_year:
                path.mkdir()
            written(archive, Query(), path, by_year=by_year)
            found = [record_of(row) for row in rows(path)] if expected else []
            assert sorted(found, key=lambda one: one["id"]) == sorted(expected, key=lambda one: one["id"])
        archive.close()


def test_hostile_text_comes_back(tmp_path: Path, hostile: Path) -> None:
    """A quotation mark, an escape or a line end in a press release would be lost, or end the text."""
    found = exported(tmp_path, hostile)
    assert [record_of(row) for row in found] == [m.record for m in open_archive(hostile).find(Query())]
    assert {row["title"] for row in found} == {NASTY, "A tame one"}


def test_every_field_of_a_meeting_has_its_column() -> None:
    """A new field of the format would be left out of the file without a word."""
    (columns, named) = (set(SCHEMA.names), {field.name for field in fields(Meeting)})
    # What is about the work on a record, and not about the meeting, is no column.
    own = {"series", "reviewed", "check_ignore"}
    assert named - own | ADDED | {"reviewed_by", "reviewed_on"} == columns
    parts = {"participants": "person", "places": "name lies_in", "evidence": "found"}
    for name, added in parts.items():
        inside = {field.name for field in SCHEMA.field(name).type.value_type}
        kind = Meeting.__dataclass_fields__[name].type
        model = {f.name for f in fields(_part(str(kind)))}
        model = model - {"source"} | {"source_id"} if name == "evidence" else model
        assert inside == model | set(added.split())


def _part(kind: str) -> type[Any]:
    from dialogue_cli.dataset import model

    part: type[Any] = getattr(model, kind.removeprefix("tuple[").split(",")[0])
    return part


# Days


def certainly(row: Record, period: Period) -> bool:
    """As docs/output.md says it."""
    begun, ended = row["last_start"], row["first_end"]
    return bool(
        row["is_uncertain"] is False
        and (period.end is None or (begun is not None and begun <= period.end))
        and (period.start is None or (ended is not None and ended >= period.start))
    )


def possibly(row: Record, period: Period) -> bool:
    earliest, latest = row["earliest"], row["latest"]
    return (
        row["date"] is not None
        and (period.end is None or earliest is None or earliest <= period.end)
        and (period.start is None or latest is None or latest >= period.start)
    )


DAYS = st.dates(date(2020, 1, 1), date(2026, 12, 31))
PERIODS = st.tuples(DAYS, DAYS).map(lambda pair: Period(min(pair), max(pair)))


@settings(max_examples=200)
@given(st.sampled_from(DATES), PERIODS)
def test_the_day_columns_tell_certainly_from_possibly(text: str, period: Period) -> None:
    """A comparison of days would put a meeting into a period that its date does not allow, or make a guess certain."""
    row = {"date": text} | dict.fromkeys(SCHEMA.names) | parquet._dates(parse(text)) | {"date": text}
    assert possibly(row, period) == parse(text).possibly_in(period)
    assert certainly(row, period) == parse(text).certainly_in(period)


@given(st.sampled_from(DATES))
def test_the_years_are_those_that_are_counted(text: str) -> None:
    """`years` would count a meeting in a year in which it perhaps was not; `year` would hide one from who asks for it."""
    row = parquet._dates(parse(text))
    years = [Period(date(y, 1, 1), date(y, 12, 31)) for y in range(1, 10000)]
    assert row["years"] == [y.start.year for y in years if y.start and parse(text).certainly_in(y)]
    allowed = [y.start.year for y in years if y.start and parse(text).possibly_in(y)]
    assert row["year"] == (allowed[0] if len(allowed) == 1 else None)


def test_days_are_days_and_lists_are_never_null(tmp_path: Path) -> None:
    """A query would compare text with a day, or lose the meetings that have none of something."""
    exported(tmp_path, BUNDLED)
    schema = pq.read_schema(tmp_path / "m.parquet")
    assert schema.remove_metadata() == SCHEMA
    assert {str(schema.field(name).type) for name in ("earliest", "latest", "last_start", "first_end")} == {
        "date32[day]"
    }
    assert [field.name for field in schema if str(field.type).startswith("list") and field.nullable] == []


# Names


@pytest.mark.parametrize("field", ["partner", "place"])
@pytest.mark.parametrize("which", ["bundled", "small", "generated"])
def test_the_filters_find_the_same(
    tmp_path: Path, dataset: Callable[..., Path], generated: Callable[[int], Path], field: str, which: str
) -> None:
    """A country would be asked for in vain where the record names its group, its capital or a part of it."""
    data = {"bundled": lambda: BUNDLED, "small": lambda: dataset(NAMES), "generated": lambda: generated(200)}[which]()
    archive = open_archive(data)
    found = exported(tmp_path, data)
    names = {name for row in found for name in row[f"found_by_{field}"]}
    names |= {label for _, label in archive.spellings(field)} if which == "small" else set()
    assert names
    for name in sorted(names):
        ours = {match.id for match in archive.find(Query(**{field: (name,)}))}
        assert {row["id"] for row in found if name in row[f"found_by_{field}"]} == ours, name


def test_names_are_shown_and_kept(tmp_path: Path, dataset: Callable[..., Path]) -> None:
    """Two spellings of one name would be counted as two, or that of the record would be gone."""
    found = {row["id"]: row for row in exported(tmp_path, dataset(NAMES))}
    assert found["one"]["partners"] == [{"name": "Kazakhstan", "as_written": "Qazaqstan"}]
    assert found["one"]["topics"] == [{"name": "trade", "as_written": "commerce"}]
    assert found["one"]["places"] == [
        {"city": "Brussels", "country": None, "venue": None, "name": "Brussels", "lies_in": "Belgium"}
    ]
    series = {row["id"]: (row["series_id"], row["series_name"], row["series_as_written"]) for row in found.values()}
    assert series["one"] == ("forum", "The Forum", "The Forum")
    assert series["two"] == ("other talks", "other talks", None)
    assert series["three"] == (None, None, None)
    assert [row["principal_name"] for row in (found["one"], found["three"])] == ["European Union", "Kazakhstan"]
    assert [one["person"] for one in found["four"]["participants"]] == ["Ada Lovelace", "envoy"]
    assert [place["lies_in"] for place in found["two"]["places"]] == ["United Kingdom", None]


@given(st.lists(st.text(max_size=30), max_size=3))
def test_the_words_are_those_of_a_search(texts: list[str]) -> None:
    """A word would be compared in one spelling by the file and in another by the program."""
    from dialogue_cli.tokens import ACRONYM, plain_words

    found = plain_words(texts)
    expected = [word.replace(ACRONYM, "") for text in texts for word in words(text)]
    assert found.split() == [word for word in expected if word]
    assert found.startswith(" ")
    assert found.endswith(" ")


# Files and folders


def test_each_year_has_a_folder(run: Callable[..., Run], tmp_path: Path) -> None:
    """Who asks for one year would read all, or not get the meetings that may lie in another year as well."""
    target = tmp_path / "out"
    done = run("export", "parquet", "--by-year", "-o", str(target))
    assert (done.out, done.status) == ("", 0)
    parts = {path.parent.name for path in target.rglob("*.parquet")}
    assert parts == {"year=2022", "year=2025", "year=__HIVE_DEFAULT_PARTITION__"}
    run("export", "parquet", "-o", str(tmp_path / "one"))
    alone = sorted(rows(tmp_path / "one"), key=lambda row: row["id"])
    assert sorted(_of_folder(target), key=lambda row: row["id"]) == alone


def test_many_rows_are_several_groups(
    tmp_path: Path, generated: Callable[[int], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A million meetings would have to fit into memory, or the rows between two groups would be lost."""
    monkeypatch.setattr(parquet, "_ROWS", 10)
    monkeypatch.setattr(parquet, "_BYTES", 1)
    found = exported(tmp_path, generated(200))
    assert pq.ParquetFile(tmp_path / "m.parquet").num_row_groups == 20
    archive = open_archive(generated(200))
    assert [record_of(row) for row in found] == [match.record for match in archive.find(Query())]
    (tmp_path / "folder").mkdir()
    written(archive, Query(sort="title"), tmp_path / "folder", by_year=True)
    assert sorted(row["id"] for row in _of_folder(tmp_path / "folder")) == sorted(row["id"] for row in found)


def test_no_more_rows_are_held_than_a_group_has(monkeypatch: pytest.MonkeyPatch) -> None:
    """All meetings would be read before the first is written."""
    monkeypatch.setattr(parquet, "_ROWS", 3)
    monkeypatch.setattr(parquet, "_BYTES", 1)
    asked: list[int] = []
    source = (asked.append(i) or {"id": str(i), "title": "", "status": "held"} for i in range(30))  # type: ignore[func-returns-value]
    schema = SCHEMA.empty_table().select(["id", "title", "status"]).schema
    groups = parquet._groups(source, schema)  # type: ignore[arg-type]
    assert [(len(next(groups)), len(asked)) for _ in range(3)] == [(1, 3), (1, 6), (1, 9)]


@pytest.mark.parametrize("by_year", [False, True])
def test_nothing_found_writes_nothing(run: Callable[..., Run], tmp_path: Path, by_year: bool) -> None:
    """An empty table would look like an answer, or take the place of a full one."""
    target = tmp_path / "out"
    more = ["--by-year"] if by_year else []
    assert run("export", "parquet", "-o", str(target), *more).status == 0
    before = sorted(rows(target), key=lambda row: row["id"])
    done = run("export", "parquet", "--partner", "Türkiye", "-o", str(target), "--force", *more)
    assert (done.out, done.status) == ("", 1)
    assert f"note: {target} is not written" in done.err
    assert sorted(rows(target), key=lambda row: row["id"]) == before
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_without_pyarrow_it_says_what_to_install(
    run: Callable[..., Run], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A traceback, or an empty file, would be all that somebody gets who has not installed the extra."""
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    done = run("export", "parquet", "-o", str(tmp_path / "out"))
    assert (done.out, done.status) == ("", 2)
    assert done.err == (
        "dialogue: parquet needs pyarrow, which is not installed: pip install 'dialogue-cli[parquet]'\n"
    )
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["export", "csv", "--by-year", "-o", "x"], "--by-year goes with parquet, not with csv"),
        (["export", "schema", "--by-year"], "--by-year goes with parquet, not with schema"),
        (["export", "parquet", "--by-year"], "--by-year writes a folder: name it with -o FOLDER"),
        (["export", "parquet", "--by-year", "-o", "-"], "--by-year writes a folder: name it with -o FOLDER"),
        (["export", "parquet", "--by-year", "-o", ""], "the name of the folder to write is empty or not valid"),
        (["export", "parquet", "--by-year", "-o", "no/where"], "no/where cannot be written: No such file"),
        (["export", "parquet", "-F", "id"], "not with parquet"),
        (["list", "-f", "parquet"], 'there is no format "parquet" here'),
    ],
)
def test_options_without_sense_are_refused(run: Callable[..., Run], arguments: list[str], message: str) -> None:
    """A slip would write something else, elsewhere, or end with a traceback."""
    done = run(*arguments)
    assert (done.out, done.status) == ("", 2)
    assert message in done.err


def test_a_folder_is_replaced_only_when_asked_and_only_one_of_ours(run: Callable[..., Run], tmp_path: Path) -> None:
    """A slip of the name would cost somebody a folder full of files."""
    target = tmp_path / "out"
    call = ("export", "parquet", "--by-year", "-o", str(target))
    target.mkdir()
    assert run(*call).status == 0  # an empty folder is nobody's
    done = run(*call, "--partner", "Kazakhstan")
    assert (done.status, done.err) == (2, f"dialogue: {target} already exists; use --force to replace it\n")
    assert len(rows(target)) == 12
    assert run(*call, "--partner", "Kazakhstan", "--force").status == 0
    assert {path.parent.name for path in target.rglob("*.parquet")} == {"year=2025"}
    (target / "mine.txt").write_text("precious", encoding="utf-8")
    done = run(*call, "--force")
    assert (done.status, done.out) == (2, "")
    assert "mine.txt, which no export by year has written" in done.err
    assert (target / "mine.txt").read_text(encoding="utf-8") == "precious"
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_a_file_is_not_replaced_by_a_folder(run: Callable[..., Run], tmp_path: Path) -> None:
    """--force would delete a file that is no export by year."""
    (tmp_path / "out").write_text("precious", encoding="utf-8")
    done = run("export", "parquet", "--by-year", "--force", "-o", str(tmp_path / "out"))
    assert done.status == 2
    assert "is not a folder, and --by-year writes one" in done.err
    assert (tmp_path / "out").read_text(encoding="utf-8") == "precious"


def test_a_failure_leaves_the_folder_as_it_was(tmp_path: Path) -> None:
    """A full disk would leave half a folder in the place of a whole one, or neither."""
    target = tmp_path / "out"
    target.mkdir()
    (target / "old").write_text("old", encoding="utf-8")

    def fill(error: Exception | None) -> None:
        with folder_beside(target) as new:
            (new / "new").write_text("new", encoding="utf-8")
            if error:
                raise error

    with pytest.raises(OSError, match="full"):
        fill(OSError("full"))
    assert [path.name for path in target.iterdir()] == ["old"]
    fill(None)
    assert [path.name for path in target.iterdir()] == ["new"]
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_folder_that_comes_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    """Two exports at one time would lose one of the two without a word."""

    def export() -> None:
        with folder_beside(tmp_path / "out", overwrite=False) as new:
            (new / "mine").write_text("mine", encoding="utf-8")
            (tmp_path / "out").mkdir()
            (tmp_path / "out" / "theirs").write_text("theirs", encoding="utf-8")

    with pytest.raises(FileExistsError):
        export()
    assert [path.name for path in tmp_path.rglob("*")] == ["out", "theirs"]


def test_the_verdict_on_a_quote_stands_beside_it(tmp_path: Path) -> None:
    """A quote that is not in its source would be shown as if it were."""
    found = [quote["found"] for row in exported(tmp_path, BUNDLED) for quote in row["evidence"]]
    assert set(found) == {True}


def test_certain_is_what_was_asked(tmp_path: Path) -> None:
    """A meeting that only possibly lies in the period would look like one that does."""
    archive = open_archive(BUNDLED)
    query = Query(period="2025-11")
    assert {row["id"]: row["certain"] for row in exported(tmp_path, BUNDLED, query)} == {
        match.id: match.certain for match in archive.find(query)
    }
