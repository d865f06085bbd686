"""`dialogue count`: numbers against a plain loop over the records, exact lines, and what a terminal shows."""

from __future__ import annotations

import itertools
import json
import re
import tempfile
from collections import Counter
from collections.abc import Callable
from datetime import date as Day
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogue_cli import Query, QueryError, open_archive, parse_period
from dialogue_cli.dates.edtf import parse
from dialogue_cli.query.counts import FIELDS
from dialogue_cli.terminal.counts import bar
from tests.conftest import BUNDLED, DIALOGUE, Run
from tests.terminal import look

SMALL = """
    dataset: {principal: Home}
    partners:
    - {name: Türkiye, code: TR}
    - {name: Chad, aliases: [Tchad]}
    meetings:
    - {id: a, title: A, date: 2019-05-10, partners: [Turkey, Türkiye, Home], place: {city: Ankara, country: Turkey}}
    - {id: b, title: B, date: 2020-05, partners: [Tchad], place: {country: Türkiye}}
    - {id: c, title: C, date: "2022-12-30/2023-01-02", partners: [Turkey, Chad], place: {city: Ankara}}
    - {id: d, title: D, date: 2022?, partners: [Chad], status: planned}
    - {id: e, title: E, partners: [Home]}
"""
# The fields of a record that are named in the plural.
PLURAL = {"partner": "partners", "topic": "topics", "instrument": "instruments", "source": "sources"}
DATES = [
    "2024",
    "2024-06",
    "2024-06-15",
    "2024-06-16?",
    "2023-12-30/2024-01-02",
    "2022/2024",
    "2022-03/2022-04~",
    "2023-11/2024-02",
    "2023/2023-05",
    "[2023-12-31..2024-01-01]",
    "[2024-06..2024-07]",
    "[..2024-06-15]",
    "[2024-06-15..]",
    "202X",
    "2024-0X",
    "0999-12-31/1000-01-01",
    "9999-12-30/9999-12-31",
]


def spans(record: dict[str, Any], field: str) -> list[str | None]:
    """The years or months in which a record lies for certain, by trying those near its bounds one after the other."""
    if "date" not in record:
        return [None]
    date = parse(record["date"])
    if not date.earliest or not date.latest:
        return ["uncertain"]
    years = [f"{year:04d}" for year in range(date.earliest.year, date.latest.year + 1)]
    months = [f"{year}-{month:02d}" for year in years for month in range(1, 13)]
    found = [
        text
        for text in (years if field == "year" else months)
        if date.certainly_in(parse_period(text, Day(2026, 1, 15)))
    ]
    return list(found) or ["uncertain"]


def values(record: dict[str, Any], field: str, labels: dict[str, str], principal: str) -> list[str | None]:
    """What a record says of a field, by plain Python."""
    if field in ("year", "month"):
        return spans(record, field)
    if field == "person":
        found = [p.get("name") or p["role"] for p in record.get("participants", [])]
    elif field == "place":
        place = record.get("place", {})
        found = [name for name in (place.get("city") or place.get("country"),) if name]
    elif field in PLURAL:
        found = record.get(PLURAL[field], [])
    else:
        found = [record[field]] if field in record else []
    found = [labels.get(name, name) for name in found]
    if field == "partner":
        found = [name for name in found if name != record.get("principal", principal)]
    return list(dict.fromkeys(found)) or [None]


def expected(
    records: list[dict[str, Any]], fields: tuple[str, ...], labels: dict[str, str], principal: str
) -> Counter[tuple[str | None, ...]]:
    """How many records have which values."""
    found: Counter[tuple[str | None, ...]] = Counter()
    for record in records:
        found.update(itertools.product(*(values(record, field, labels, principal) for field in fields)))
    return found


PAIRS = [(field,) for field in FIELDS] + list(itertools.permutations(FIELDS, 2))


def test_bundled_counts_are_those_of_a_plain_loop(run: Callable[..., Run]) -> None:
    """If a field or a pair of fields were counted wrongly in SQL, every number shown of it would be wrong."""
    records = json.loads(run("list", "-f", "json").out)
    archive = open_archive()
    labels = {series.id: series.name for series in archive.vocabularies().series}
    for fields in PAIRS:
        counts = archive.count_by(Query(), fields)
        assert dict(counts) == expected(records, fields, labels, "European Union"), fields
    for fields in PAIRS[:13]:
        found = json.loads(run("count", "--by", ",".join(fields), "-f", "json").out)
        assert {tuple(cell[field] for field in fields): cell["count"] for cell in found} == expected(
            records, fields, labels, "European Union"
        )


@st.composite
def collections(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Records with tricky dates, several values, none, and names that mean one entity."""
    optional = {
        "date": st.sampled_from(DATES),
        "status": st.sampled_from(["held", "planned"]),
        "kind": st.sampled_from(["summit", "visit"]),
        "series": st.sampled_from(["talks", "forum"]),
        "principal": st.sampled_from(["Aland", "Other"]),
        "topics": st.lists(st.sampled_from(["trade", "energy", "commerce"]), min_size=1, unique=True),
        "place": st.sampled_from([{"city": "Sol"}, {"country": "Aland"}, {"city": "Sol", "country": "Aland"}]),
        "participants": st.lists(st.sampled_from([{"name": "Ada"}, {"role": "Chair"}]), min_size=1, max_size=2),
    }
    partners = st.lists(st.sampled_from(["Aland", "Beria", "B.", "Home"]), min_size=1, max_size=3, unique=True)
    count = draw(st.integers(1, 6))
    return [
        {"id": f"m-{i}", "title": "T", "partners": draw(partners), **draw(st.fixed_dictionaries({}, optional=optional))}
        for i in range(count)
    ]


@settings(max_examples=60)
@given(records=collections(), fields=st.sampled_from(PAIRS))
def test_generated_counts_are_those_of_a_plain_loop(records: list[dict[str, Any]], fields: tuple[str, ...]) -> None:
    """If a date, an alias or a meeting without a value were counted wrongly, only odd collections would show it."""
    labels = {"B.": "Beria", "commerce": "trade"}
    vocabulary = {
        "partners": [{"name": "Beria", "aliases": ["B."]}],
        "topics": [{"name": "trade", "aliases": ["commerce"]}],
    }
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "m.yaml"
        path.write_text(json.dumps({"dataset": {"principal": "Home"}, **vocabulary, "meetings": records}))
        counts = open_archive(path).count_by(Query(), fields)
    for record in records:
        record.setdefault("status", "held")
    assert dict(counts) == expected(records, fields, labels, "Home")
    assert counts.meetings == len(records)
    for field, totals in zip(fields, counts.totals, strict=True):
        assert {(value,): number for value, number in totals.items()} == expected(records, (field,), labels, "Home")


def test_a_year_counts_what_list_finds_for_certain(run: Callable[..., Run], dataset: Callable[..., Path]) -> None:
    """If count and list --certain disagreed, a number could not be followed to its meetings."""
    path = str(dataset(SMALL))
    rows = run("count", "--data", path, "--by", "year").rows
    assert rows == [["2019", "1"], ["2020", "1"], ["2022", "1"], ["2023", "1"], ["uncertain", "1"], ["", "1"]]
    for year, number in rows[:4]:
        assert len(run("list", "--data", path, "--on", year, "--certain").rows) == int(number)


@pytest.mark.parametrize(
    ("arguments", "out", "err"),
    [
        ([], "5\n", ""),
        (["--status", "planned"], "1\n", ""),
        (["-f", "json"], '[\n  {\n    "count": 5\n  }\n]\n', ""),
        (["--by", "partner"], "Chad\t3\nTürkiye\t2\n\t1\n",
         "note: 1 meeting has more than one partner and counts for each\n"),
        (["--by", "Partners", "--reverse", "-q"], "Türkiye\t2\nChad\t3\n\t1\n", ""),
        (["--by", "partner", "-n", "1", "-q"], "Chad\t3\n", ""),
        (["--by", "place"], "Ankara\t2\nTürkiye\t1\n\t2\n", ""),
        (["--by", "year", "--reverse", "-q"], "2023\t1\n2022\t1\n2020\t1\n2019\t1\nuncertain\t1\n\t1\n", ""),
        (["--by", "month", "-f", "jsonl", "--on", "2020"], '{"month": "2020-05", "count": 1}\n',
         "note: 1 undated meeting left out: undated meetings match no period\n"),
        (["--by", "kind", "-f", "jsonl"], '{"kind": null, "count": 5}\n', ""),
        (["--by", "status", "--by", "partner", "-q"],
         "held\tChad\t2\nheld\tTürkiye\t2\nheld\t\t1\nplanned\tChad\t1\n", ""),
        (["--by", "status,partner", "-n", "1", "--reverse", "-q"], "planned\tChad\t1\n", ""),
        (["--by", "year", "--on", "2022"], "2022\t1\n2023\t1\nuncertain\t1\n",
         "note: 1 undated meeting left out: undated meetings match no period\n"
         "note: 1 of 2 meetings is only possibly among those asked for\n"
         "note: 1 meeting has more than one year and counts for each\n"),
    ],
)  # fmt: skip
def test_lines(run: Callable[..., Run], dataset: Callable[..., Path], arguments: list[str], out: str, err: str) -> None:
    """If a line of the pipe changed its shape, the scripts that read it would break."""
    done = run("count", "--data", str(dataset(SMALL)), *arguments)
    assert (done.out, done.err, done.status) == (out, err, 0)


@pytest.mark.parametrize(
    ("arguments", "out"), [([], "0\n"), (["-f", "json"], '[\n  {\n    "count": 0\n  }\n]\n'), (["--by", "year"], "")]
)
def test_nothing(run: Callable[..., Run], arguments: list[str], out: str) -> None:
    """If a count of nothing had the status of a find, a script could not ask whether there is any."""
    done = run("count", "--topic", "trade", "--status", "cancelled", *arguments)
    assert (done.out, done.status) == (out, 1)
    assert done.err == "note: nothing found in 12 meetings, 2022 to 2025 (meetings.yaml)\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--by", "yeer"], 'there is no counting by "yeer"; did you mean "year"?'),
        (["--by", "peopel"], 'there is no counting by "peopel"; did you mean "person"?'),
        (["--by", "colour"], 'there is no counting by "colour"; there are year, month, partner, series, kind, mode,'
         " status, place, person, topic, instrument and source"),
        (["--by", "year,month", "--by", "kind"], "--by takes one field or two, not 3: year, month and kind"),
        (["--by", "year,years"], "year is named twice in --by"),
        (["--by", ""], 'there is no counting by ""; there are year, month, partner, series, kind, mode, status,'
         " place, person, topic, instrument and source"),
        (["-f", "ids"], 'there is no format "ids" here; it is table, tsv, json or jsonl'),
    ],
)  # fmt: skip
def test_wrong_calls(run: Callable[..., Run], arguments: list[str], message: str) -> None:
    """If a wrong call were answered all the same, the answer would be to another question."""
    done = run("count", *arguments)
    assert done.out == ""
    assert done.status == 2
    if arguments[0] == "--by":
        assert done.err == f"dialogue: {message}\n"
    else:
        assert 'there is no format "ids" here' in done.err


def test_library() -> None:
    """If the library counted otherwise than the command, a program would get another answer than a person."""
    counts = open_archive(BUNDLED).count_by(Query(partner=("Pakistan",), limit=1, reverse=True), ["year"])
    assert dict(counts) == {("2025",): 1}
    assert (counts.meetings, counts.left_out, counts.several) == (5, 3, (0,))
    assert list(counts.totals[0]) == ["2025"]
    with pytest.raises(QueryError, match="no counting"):
        open_archive(BUNDLED).count_by(Query(), ["colour"])


@pytest.mark.process
def test_a_pipe_needs_no_heavy_library(environment: dict[str, str], run: Callable[..., Run]) -> None:
    """If a piped count imported rich, yaml or rapidfuzz, each call in a loop would take twice as long."""
    run("count")
    for command in (["count", "--by", "year,partner"], ["count", "--partner", "KZ"], ["series"]):
        done = run(*command, env={"PYTHONPROFILEIMPORTTIME": "1"})
        modules = set(re.findall(r"\| +(\w+)", done.err))
        assert "dialogue_cli" in modules
        assert not modules & {"rich", "yaml", "rapidfuzz", "pycountry"}


@pytest.mark.parametrize("columns", [80, 120, 200])
def test_bars(environment: dict[str, str], columns: int) -> None:
    """If a bar were cut, or not as long as its number, the picture would say something false."""
    seen = look([DIALOGUE, "count", "--by", "partner", "-q"], environment, columns=columns)
    lines = [line.split() for line in seen.screen]
    width = min(columns - 20, 100)
    assert seen.screen[0] == f"Pakistan         5  {'█' * width}"
    assert [len(line[-1]) for line in lines[:3]] == [
        width,
        len(bar(4, 5, width, "▏▎▍▌▋▊▉█")),
        len(bar(3, 5, width, "▏▎▍▌▋▊▉█")),
    ]
    assert seen.screen[-2:] == ["", "12 meetings"]
    assert max(map(len, seen.screen)) <= columns


def test_bars_of_time(environment: dict[str, str], dataset: Callable[..., Path]) -> None:
    """If years without a meeting were not shown, a break of ten years would look like none."""
    path = str(dataset(SMALL))
    seen = look([DIALOGUE, "count", "--by", "year", "--data", path, "-q"], environment | {"TERM": "dumb"}, columns=40)
    full = "#" * 26
    assert seen.screen == [
        f"2019       1  {full}",
        f"2020       1  {full}",
        "2021       0",
        f"2022       1  {full}",
        f"2023       1  {full}",
        f"uncertain  1  {full}",
        f"(none)     1  {full}",
        "",
        "5 meetings",
    ]
    seen = look([DIALOGUE, "count", "--by", "month", "--data", path, "-q", "-n", "2"], environment, columns=60)
    assert [line.split("  ")[0] for line in seen.screen] == [
        "May 2019",
        "Jun 2019 – Apr 2020",
        "May 2020",
        "",
        "5 meetings · 2 of 6 months shown",
    ]


def test_matrix(environment: dict[str, str], dataset: Callable[..., Path]) -> None:
    """If totals were sums, a meeting with two partners would be two meetings."""
    command = [DIALOGUE, "count", "--by", "year,partner", "--data", str(dataset(SMALL)), "-q"]
    assert look(command, environment).screen == [
        "           Partners",
        "Years      Chad  Türkiye  (none)  Total",
        "───────────────────────────────────────",
        "2019          ·        1       ·      1",
        "2020          1        ·       ·      1",
        "2022          1        1       ·      1",
        "2023          1        1       ·      1",
        "uncertain     1        ·       ·      1",
        "(none)        ·        ·       1      1",
        "───────────────────────────────────────",
        "Total         3        2       1      5",
        "",
        "5 meetings · each meeting counts once in a total",
    ]


def test_a_wide_matrix_keeps_every_number(environment: dict[str, str], run: Callable[..., Run]) -> None:
    """If a matrix too wide for its window were cut, meetings would be missing from it in silence."""
    cells = sum(int(row[-1]) for row in run("count", "--by", "topic,person", "-q").rows)
    for columns in (40, 80, 200):
        seen = look([DIALOGUE, "count", "--by", "topic,person", "-q"], environment, columns=columns)
        # The numbers stand right of the labels; the rows of totals, headers and rules hold none of the cells.
        assert max(map(len, seen.screen)) <= columns
        assert " ".join(seen.screen).endswith("12 meetings · each meeting counts once in a total")
        blocks, with_total, is_cells, total = 0, False, False, 0
        for line in seen.screen:
            if line.startswith("─"):
                is_cells = not is_cells
                blocks += is_cells
            elif is_cells:
                numbers = re.findall(r"(?<= )\d+(?= |$)", line)
                total += sum(map(int, numbers[:-1] if with_total else numbers))
            else:
                with_total = line.rstrip().endswith("Total")
        assert total == cells


def test_bar() -> None:
    """If a small number had no bar, it would look like zero."""
    assert bar(1, 100_000, 10, "▏▎▍▌▋▊▉█") == "▏"
    assert bar(0, 5, 10, "#") == ""
    assert bar(5, 5, 10, "#") == "#" * 10
