"""`dialogue count`: numbers against a plain loop over the records, exact lines, and what a terminal shows."""

from __future__ import annotations

import itertools
import json
import re
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date as Day
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogue_cli import Archive, Counts, Query, QueryError, open_archive, parse_period
from dialogue_cli.dates.edtf import parse
from dialogue_cli.query.countable import FIELDS
from dialogue_cli.query.counts import OTHERS
from tests.conftest import BUNDLED, Run

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


# What is shown for the names of `collections` that are aliases.
LABELS = {"B.": "Beria", "commerce": "trade"}
PAIRS = [(field,) for field in FIELDS] + list(itertools.permutations(FIELDS, 2))


def test_bundled_counts_are_those_of_a_plain_loop(run: Callable[..., Run]) -> None:
    """If a field or a pair of fields were counted wrongly in SQL, every number shown of it would be wrong."""
    records = json.loads(run("list", "-f", "json").out)
    archive = open_archive()
    labels = {series.id: series.name for series in archive.vocabularies().series}
    for fields in PAIRS:
        counts = archive.count_by(Query(), fields)
        assert Counter(dict(counts)) == expected(records, fields, labels, "European Union"), fields
    for fields in PAIRS[:13]:
        found = json.loads(run("count", "--by", ",".join(fields), "-f", "json").out)
        cells = Counter({tuple(cell[field] for field in fields): cell["count"] for cell in found})
        assert cells == expected(records, fields, labels, "European Union")


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


@contextmanager
def archive_of(records: list[dict[str, Any]]) -> Iterator[Archive]:
    """Generated records, with aliases, as a dataset; `LABELS` says what is shown for which name."""
    vocabulary = {
        "partners": [{"name": "Beria", "aliases": ["B."]}],
        "topics": [{"name": "trade", "aliases": ["commerce"]}],
    }
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "m.yaml"
        path.write_text(json.dumps({"dataset": {"principal": "Home"}, **vocabulary, "meetings": records}))
        with open_archive(path) as archive:
            yield archive
    for record in records:
        record.setdefault("status", "held")


@settings(max_examples=60)
@given(records=collections(), fields=st.sampled_from(PAIRS))
def test_generated_counts_are_those_of_a_plain_loop(records: list[dict[str, Any]], fields: tuple[str, ...]) -> None:
    """If a date, an alias or a meeting without a value were counted wrongly, only odd collections would show it."""
    with archive_of(records) as archive:
        counts = archive.count_by(Query(), fields)
    assert Counter(dict(counts)) == expected(records, fields, LABELS, "Home")
    assert counts.meetings == len(records)
    for field, totals in zip(fields, counts.totals, strict=True):
        assert Counter({(value,): n for value, n in totals.items()}) == expected(records, (field,), LABELS, "Home")


def in_a_row(field: str, first: str, last: str) -> list[str]:
    """Every year or month from one to another, by going from day to day."""
    days = (Day.fromordinal(n) for n in range(_day(first).toordinal(), _day(last).toordinal() + 1))
    return list(dict.fromkeys(day.isoformat()[: 4 if field == "year" else 7] for day in days))


def _day(text: str) -> Day:
    year, month = (text + "-01").split("-")[:2]
    return Day(int(year), int(month), 1)


def shown(found: Counter[tuple[str | None, ...]], field: str, limit: int, *, alone: bool, reverse: bool) -> list[str]:
    """The values that a limit keeps, in their order: by plain Python, out of how many meetings have which."""
    numbers = {value: n for (value,), n in found.items() if value is not None and value != "uncertain"}
    if field not in ("year", "month"):
        order = sorted(numbers, key=lambda value: (-numbers[value], value.lower(), value), reverse=reverse)
        return order[:limit]
    times = sorted(numbers)
    if alone and times:
        times = in_a_row(field, times[0], times[-1])
    times = times[-limit:]
    return times[::-1] if reverse else times


@settings(max_examples=100)
@given(
    records=collections(),
    fields=st.sampled_from([("year",), ("month",), ("partner",), ("topic",)]) | st.sampled_from(PAIRS),
    limit=st.integers(1, 4),
    reverse=st.booleans(),
)
def test_a_limit_loses_no_meeting(
    records: list[dict[str, Any]], fields: tuple[str, ...], limit: int, reverse: bool
) -> None:
    """If the rows under -n did not sum up to those without it, a total would not be one."""
    with archive_of(records) as archive:
        counts = archive.count_by(Query(limit=limit, reverse=reverse), fields)
    cells = expected(records, fields, LABELS, "Home")
    assert sum(number for _, number in counts) == sum(cells.values())
    kept: list[list[Any]] = []
    for i, field in enumerate(fields):
        found = expected(records, (field,), LABELS, "Home")
        order = shown(found, field, limit, alone=len(fields) == 1, reverse=reverse and not i)
        last = [value for value in ("uncertain", None) if (value,) in found]
        left_out = [value for (value,) in found if value not in (*order, *last)]
        kept.append([*order, *last])
        assert counts.others[i] == len(left_out)
        assert list(counts.totals[i]) == [*order, *([OTHERS] if left_out else []), *last]
        assert counts.totals[i].get(OTHERS, 0) == sum(found[value,] for value in left_out)
    summed: Counter[tuple[Any, ...]] = Counter()
    for cell, number in cells.items():
        summed[tuple(v if v in known else OTHERS for v, known in zip(cell, kept, strict=True))] += number
    assert Counter(dict(counts)) == summed


def test_cutting_twice_is_cutting_once() -> None:
    """If others were a value like any other, a second cut could leave it out or count it as one."""
    values = {str(n): n for n in range(9, 0, -1)}
    counts = Counts(("topic",), {(value,): n for value, n in values.items()}, (values,), (0,), 45, (0,), ())
    assert counts.cut(5).cut(2) == counts.cut(2)
    assert counts.cut(9) == counts


def test_a_year_counts_what_list_finds_for_certain(run: Callable[..., Run], dataset: Callable[..., Path]) -> None:
    """If count and list --certain disagreed, a number could not be followed to its meetings."""
    path = str(dataset(SMALL))
    rows = run("count", "--data", path, "--by", "year").rows
    assert rows[:5] == [["2019", "1"], ["2020", "1"], ["2021", "0"], ["2022", "1"], ["2023", "1"]]
    assert rows[5:] == [["uncertain", "1"], ["", "1"]]
    for year, number in rows[:5]:
        assert len(run("list", "--data", path, "--on", year, "--certain").rows) == int(number)


@pytest.mark.parametrize(
    ("arguments", "out", "err"),
    [
        ([], "5\n", ""),
        (["--status", "planned"], "1\n", ""),
        (["-f", "json"], '[\n  {\n    "count": 5\n  }\n]\n', ""),
        (["--by", "partner"], "Chad\t3\nTürkiye\t2\n\t1\n",
         "note: 1 meeting has more than one partner and counts for each\n"
         'note: 2 partners are written in several ways, each counted as one: "Chad": Chad (2), Tchad (1);'
         ' "Türkiye": Turkey (2), Türkiye (1)\n'),
        (["--by", "partner", "--status", "held", "--on", "2019..2020"], "Chad\t1\nTürkiye\t1\n",
         "note: 1 undated meeting left out: undated meetings match no period\n"
         'note: "Türkiye" is written in 2 ways: Turkey (1), Türkiye (1); counted as one\n'),
        (["--by", "partner", "--partner", "Chad"], "Chad\t3\nTürkiye\t1\n",
         'note: "Chad" is written in 2 ways: Chad (2), Tchad (1)\n'
         "note: 1 meeting has more than one partner and counts for each\n"),
        (["--by", "Partners", "--reverse", "-q"], "Türkiye\t2\nChad\t3\n\t1\n", ""),
        (["--by", "partner", "-n", "1", "-q"], "Chad\t3\nothers (1)\t2\n\t1\n", ""),
        (["--by", "partner", "-n", "2", "-q"], "Chad\t3\nTürkiye\t2\n\t1\n", ""),
        (["--by", "partner", "-n", "1", "-q", "-f", "csv"], "partner,count\r\nChad,3\r\nothers (1),2\r\n,1\r\n", ""),
        (["--by", "partner", "-n", "1", "-q", "-f", "markdown"],
         "| Partner | Count |\n| --- | ---: |\n| Chad | 3 |\n| others (1) | 2 |\n|  | 1 |\n", ""),
        (["--by", "partner", "-n", "1", "-q", "-f", "jsonl"],
         '{"partner": "Chad", "count": 3}\n{"partner": "others", "count": 2, "others": {"partner": 1}}\n'
         '{"partner": null, "count": 1}\n', ""),
        (["--by", "year", "-n", "3", "-q"], "2021\t0\n2022\t1\n2023\t1\nothers (2)\t2\nuncertain\t1\n\t1\n", ""),
        (["--by", "year", "-n", "2", "--reverse", "-q"], "2023\t1\n2022\t1\nothers (2)\t2\nuncertain\t1\n\t1\n", ""),
        (["--by", "year,partner", "-n", "1", "-q"],
         "2023\tChad\t1\n2023\tothers (1)\t1\nothers (3)\tChad\t2\nothers (3)\tothers (1)\t2\nuncertain\tChad\t1\n\t\t1\n", ""),
        (["--by", "place"], "Ankara\t2\nTürkiye\t1\n\t2\n", ""),
        (["--by", "year", "--reverse", "-q"], "2023\t1\n2022\t1\n2021\t0\n2020\t1\n2019\t1\nuncertain\t1\n\t1\n", ""),
        (["--by", "year", "-q", "-f", "jsonl", "--on", "2020..2022"],
         '{"year": "2020", "count": 1}\n{"year": "2021", "count": 0}\n{"year": "2022", "count": 1}\n'
         '{"year": "2023", "count": 1}\n{"year": "uncertain", "count": 1}\n', ""),
        (["--by", "month", "-f", "jsonl", "--on", "2020"], '{"month": "2020-05", "count": 1}\n',
         "note: 1 undated meeting left out: undated meetings match no period\n"),
        (["--by", "kind", "-f", "jsonl"], '{"kind": null, "count": 5}\n', ""),
        (["--by", "status", "--by", "partner", "-q"],
         "held\tChad\t2\nheld\tTürkiye\t2\nheld\t\t1\nplanned\tChad\t1\n", ""),
        (["--by", "status,partner", "-n", "1", "--reverse", "-q"],
         "planned\tChad\t1\nothers (1)\tChad\t2\nothers (1)\tothers (1)\t2\nothers (1)\t\t1\n", ""),
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


def test_a_value_called_others_is_not_taken_for_the_rest(run: Callable[..., Run], dataset: Callable[..., Path]) -> None:
    """If a party of that name were the sum of all others, or marked as one, its own meetings could not be told."""
    path = dataset("""
        meetings:
        - {id: a, title: A, partners: [others, Chad]}
        - {id: b, title: B, partners: [others, Oman]}
    """)
    found = json.loads(run("count", "--data", str(path), "--by", "partner", "-n", "1", "-f", "json").out)
    assert found == [{"partner": "others", "count": 2}, {"partner": "others", "count": 2, "others": {"partner": 2}}]
    assert [value for (value,), _ in open_archive(path).count_by(Query(limit=1), "partner")] == ["others", OTHERS]
    for format_, rest in (("tsv", "others (2)\t2"), ("csv", "others (2),2"), ("markdown", "| others (2) | 2 |")):
        out = run("count", "--data", str(path), "--by", "partner", "-n", "1", "-f", format_, "-q").out
        assert out.splitlines()[-2:] == [rest.replace(" (2)", ""), rest]


def test_no_value_is_called_what_the_sum_is_called(run: Callable[..., Run], dataset: Callable[..., Path]) -> None:
    """If a party were called "others (2)", its row and that of the sum could not be told apart."""
    path = dataset("""
        meetings:
        - {id: a, title: A, partners: [others (2), Chad]}
        - {id: b, title: B, partners: [others (2), Oman]}
    """)
    done = run("count", "--data", str(path), "--by", "partner", "-n", "1", "-q")
    assert done.rows == [["others (2)", "2"], ["all others (2)", "2"]]


def test_the_note_about_spellings_is_short(run: Callable[..., Run], dataset: Callable[..., Path]) -> None:
    """If each of two hundred names that are written in several ways had a line, no other note would be seen."""
    pairs = [
        ("Vietnam", "Viet Nam"),
        ("Türkiye", "Turkey"),
        ("Myanmar", "Burma"),
        ("Chad", "Tchad"),
        ("Laos", "Lao PDR"),
    ]
    records = [{"id": "a", "title": "A", "partners": [pair[0] for pair in pairs]}]
    records += [{"id": f"m-{i}", "title": "M", "partners": [pair[1] for pair in pairs[: i + 1]]} for i in range(4)]
    path = dataset(json.dumps({"partners": [{"name": "Chad", "aliases": ["Tchad"]}], "meetings": records}))
    notes = run("count", "--data", str(path), "--by", "partner").err.splitlines()
    assert notes[1:] == [
        'note: 4 partners are written in several ways, each counted as one: "Viet Nam": Viet Nam (4), Vietnam (1);'
        ' "Turkey": Turkey (3), Türkiye (1); "Burma": Burma (2), Myanmar (1); and 1 other'
    ]


@pytest.mark.parametrize(
    ("arguments", "out"), [([], "0\n"), (["-f", "json"], '[\n  {\n    "count": 0\n  }\n]\n'), (["--by", "year"], "")]
)
def test_nothing(run: Callable[..., Run], arguments: list[str], out: str) -> None:
    """If a count of nothing had the status of a find, a script could not ask whether there is any."""
    done = run("count", "--topic", "trade", "--status", "cancelled", *arguments)
    assert (done.out, done.status) == (out, 1)
    assert done.err == "note: nothing found in 12 meetings, 2022 to 2025 or later, 1 without a date (meetings.yaml)\n"


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
    assert dict(counts) == {("2025",): 1, (OTHERS,): 2, ("uncertain",): 1, (None,): 1}
    assert (counts.meetings, counts.others, counts.several) == (5, (1,), (0,))
    counts = open_archive(BUNDLED).count_by(Query(limit=1), ["partner"])
    assert dict(counts) == {("Pakistan",): 5, (OTHERS,): 11}
    assert counts.others == (6,)
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


POSSIBLE = """
    meetings:
    - id: a
      title: A
      date: 2020
      topics: [trade]
      participants: [{name: Ann}, {name: Bo, certainty: possible}, {role: an envoy, certainty: possible}]
    - id: b
      title: B
      date: 2021
      topics: [trade]
      participants: [{name: Ann, certainty: possible}, {name: Bo, certainty: possible}]
    - {id: c, title: C, date: 2021, participants: [{name: Cy}, {name: Cy, certainty: possible}]}
    - {id: d, title: D, date: 2021}
    """


def test_who_only_possibly_took_part_is_counted_so(run: Callable[..., Run], dataset: Callable[..., Path]) -> None:
    """Someone who may have been absent every time would be counted like someone who was there."""
    path = str(dataset(POSSIBLE))
    done = run("count", "--by", "person", "--data", path)
    assert done.out == "Ann\t2\t1\nBo\t2\t2\nan envoy\t1\t1\nCy\t1\t0\n\t1\t0\n"
    assert "note: 2 meetings have people who only possibly took part; --certain leaves them out" in done.err
    assert [
        json.loads(line) for line in run("count", "--by", "person", "--data", path, "-f", "jsonl").out.splitlines()
    ] == [
        {"person": "Ann", "count": 2, "possible": 1},
        {"person": "Bo", "count": 2, "possible": 2},
        {"person": "an envoy", "count": 1, "possible": 1},
        {"person": "Cy", "count": 1},
        {"person": None, "count": 1},
    ]
    assert run("count", "--by", "person", "--data", path, "-f", "csv").out.splitlines()[:2] == [
        "person,count,possible",
        "Ann,2,1",
    ]
    assert run("count", "--by", "topic", "--data", path).out == "trade\t2\n\t2\n"
    assert run("count", "--by", "person", "--certain", "--data", path).out == "Ann\t1\t0\nCy\t1\t0\n\t2\t0\n"


def test_a_sum_of_people_says_how_many_are_possible(run: Callable[..., Run], dataset: Callable[..., Path]) -> None:
    """What -n sums up would look certain again, and so would the cells of a table of two fields."""
    path = str(dataset(POSSIBLE))
    found = run("count", "--by", "person", "-n", "1", "--data", path, "-f", "jsonl", "-q").out.splitlines()
    assert json.loads(found[1]) == {"person": "others", "count": 4, "possible": 3, "others": {"person": 3}}
    found = run("count", "--by", "year,person", "--data", path, "-q").out.splitlines()
    assert found == [
        "2020\tAnn\t1\t0",
        "2020\tBo\t1\t1",
        "2020\tan envoy\t1\t1",
        "2021\tAnn\t1\t1",
        "2021\tBo\t1\t1",
        "2021\tCy\t1\t0",
        "2021\t\t1\t0",
    ]
    assert run("count", "--by", "person,topic", "-n", "1", "--data", path, "-q").out.splitlines() == [
        "Ann\ttrade\t2\t1",
        "others (3)\ttrade\t3\t3",
        "others (3)\t\t1\t0",
        "\t\t1\t0",
    ]
