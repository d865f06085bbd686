"""docs/notebook.md and what a notebook gets: tables as HTML, rows for pandas, lengths."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest

from dialogue_cli import Query, Result, open_archive, parse_period
from dialogue_cli.query.countable import FIELDS
from tests.conftest import ROOT, Run
from tests.processes import PATIENCE
from tests.test_readme import blocks

PAGE = ROOT / "docs" / "notebook.md"
MARK = "@@"


def test_the_page_is_true(environment: dict[str, str]) -> None:
    """Who follows the page would get an error, or other numbers than it shows."""
    pytest.importorskip("pandas", reason="pandas with pip")
    cells = [block.text for block in blocks(PAGE, "python")]
    shown = [block.text for block in blocks(PAGE, "text")]
    assert len(cells) == len(shown) > 5
    program = f"print({MARK!r})\n".join(cells)
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", program],
        env=environment,
        cwd=ROOT / "data",
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=PATIENCE,
        check=False,
    )
    assert done.stderr == ""
    # pandas fills its columns with blanks, which an editor takes away; the folder differs from one place to another.
    out = re.sub(r"(?<=Archive\(')\S*/", "", re.sub(r" +$", "", done.stdout, flags=re.MULTILINE))
    assert out.split(f"{MARK}\n") == shown


class Table(HTMLParser):
    """The cells of the tables in some HTML, and every tag that it has."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.rows: list[list[str]] = []
        self.about = ""
        self._tag = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.add(tag)
        self._tag = tag
        if tag == "tr":
            self.rows.append([])
        if tag in ("th", "td"):
            self.rows[-1].append("")

    def handle_data(self, data: str) -> None:
        if self._tag == "p":
            self.about += data
        else:
            self.rows[-1][-1] += data


HOSTILE = """
    meetings:
    - {id: a, title: "<script>alert(1)</script>", date: 2020, partners: ["<b>Bold & Co</b>", 'a"b'], place: {city: "<i>"}}
    - {id: b, title: "x\\u001b[31m", date: "2020-12-30/2021-01-02", partners: ['a"b'], topics: ["<u>"]}
    - {id: c, title: C, participants: [{name: "<s>Ann", certainty: possible}], topics: ["<u>"]}
    """
SAFE = {"table", "thead", "tbody", "tr", "th", "td", "p"}


@pytest.fixture
def hostile(dataset: Callable[..., Path]) -> Path:
    return dataset(HOSTILE)


def test_a_table_of_a_notebook_shows_names_and_runs_none(hostile: Path) -> None:
    """A name in a record would become markup in the notebook of whoever looks at it."""
    archive = open_archive(hostile)
    result = Table(archive.find(Query())._repr_html_())
    assert result.tags == SAFE
    assert result.rows[0] == ["date", "status", "partners", "place", "title", "id"]
    assert result.rows[1] == ["2020", "held", '<b>Bold & Co</b>; a"b', "<i>", "<script>alert(1)</script>", "a"]
    assert result.rows[2][4] == "x\ufffd[31m"
    assert result.about == "3 meetings"
    for fields in [(), *((field,) for field in FIELDS), ("partner", "topic"), ("topic", "person")]:
        assert Table(archive.count_by(Query(), fields)._repr_html_()).tags <= SAFE


def test_counts_are_a_table_in_a_notebook(hostile: Path) -> None:
    """The numbers in a notebook would be others than those of the command, or lack their totals."""
    archive = open_archive(hostile)
    one = Table(archive.count_by(Query(), "partner")._repr_html_())
    assert one.rows == [["partner", "count"], ['a"b', "2"], ["<b>Bold & Co</b>", "1"], ["(none)", "1"]]
    two = Table(archive.count_by(Query(), ("year", "partner"))._repr_html_())
    assert two.rows == [
        ["year", 'a"b', "<b>Bold & Co</b>", "(none)", "Total"],
        ["2020", "2", "1", "", "2"],
        ["2021", "1", "", "", "1"],
        ["(none)", "", "", "1", "1"],
        ["Total", "2", "1", "1", "3"],
    ]
    doubtful = Table(archive.count_by(Query(), ("topic", "person"))._repr_html_())
    assert doubtful.rows[1] == ["<u>", "1?", "1", "2"]
    assert doubtful.about == "3 meetings; ? marks numbers some of whose meetings are only possible"
    assert Table(archive.count_by(Query(topic="<u>", partner='!a"b'), "person")._repr_html_()).rows[1] == [
        "<s>Ann",
        "1",
        "1",
    ]


def test_a_long_answer_says_what_it_does_not_show(dataset: Callable[..., Path]) -> None:
    """A reader of a notebook would take the first forty meetings for all."""
    records = "".join(f"    - {{id: m-{n}, title: T, date: {1900 + n}, partners: [P{n}]}}\n" for n in range(99))
    archive = open_archive(dataset(f"    meetings:\n{records}"))
    shown = Table(archive.find(Query())._repr_html_())
    assert len(shown.rows) == 41
    assert shown.about == "99 meetings; the first 40 are shown, rows() has all"
    counts = archive.count_by(Query(), ("year", "partner"))
    table = Table(counts._repr_html_())
    assert (len(table.rows), len(table.rows[0])) == (1 + 40 + 2, 1 + 12 + 2)
    assert sum(int(cell.rstrip("?") or 0) for row in table.rows[1:-1] for cell in row[1:-1]) == 99
    assert "rows() has all" in table.about
    assert len(counts.rows()) == len(counts) == 99


def test_what_is_only_possible_is_marked_in_a_notebook() -> None:
    """A meeting that may have been in December would be taken for one that was."""
    archive = open_archive()
    shown = Table(archive.find(Query(period="2025-12"))._repr_html_())
    assert [row[1] for row in shown.rows[1:]] == ["held?", "planned?", "held"]
    assert "undated meetings match no period" in shown.about
    assert [row["certain"] for row in archive.find(Query(period="2025-12")).rows()] == [False, False, True]


def test_rows_are_what_the_command_writes(run: Callable[..., Run]) -> None:
    """A DataFrame would hold other facts than the command shows."""
    archive = open_archive()
    result = archive.find(Query())
    columns = "id,date,earliest,latest,kind,mode,series,ordinal,partners,title"
    rows = [["" if v is None else v for v in row.values()] for row in result.rows()]
    keys = list(result.rows()[0])
    listed = run("list", "-F", columns, "-f", "tsv", "-q").rows
    for found, line in zip(rows, listed, strict=True):
        by_key = dict(zip(keys, found, strict=True)) | {"partners": "; ".join(found[keys.index("partners")])}
        assert [str(by_key[name]) for name in columns.split(",")] == line
    assert {tuple(row) for row in result.rows()} == {tuple(keys)}
    for fields in ("topic", "person", "year,partner", "person,year"):
        counts = archive.count_by(Query(limit=3), fields.split(","))
        out = run("count", "--by", fields, "-n", "3", "-q").rows
        assert [["" if v is None else str(v) for v in row.values()] for row in counts.rows()] == out
        assert len(counts) == len(out)


def test_a_result_has_a_length() -> None:
    """`if result` would be true of nothing, and an answer would have to be counted by hand."""
    archive = open_archive()
    queries = [Query(), Query(limit=3), Query(words="migration"), Query(last=2), Query(topic="trade", kind="visit")]
    for query in queries:
        result = archive.find(query)
        assert result.count == len([match.id for match in result])
        assert bool(result) == bool(result.count)


def test_the_command_reads_an_answer_once(run: Callable[..., Run], monkeypatch: pytest.MonkeyPatch) -> None:
    """Every list would be read twice: once to know its length, once to write it."""
    monkeypatch.setattr(
        Result, "count", property(lambda self: pytest.fail("the answer was counted before it was written"))
    )
    for format_ in ("table", "tsv", "json", "markdown", "html", "svg", "ics", "yaml"):
        for command in ("list", "timeline"):
            assert run(command, "-f", format_, "-q").status == 0
    assert run("search", "migration", "-f", "table", "-q").status == 0
    assert run("brief", "-q").status == 0
    assert run("export", "sqlite", "-o", "out.db", "-q").status == 0


def test_a_period_needs_no_day_to_count_from(monkeypatch: pytest.MonkeyPatch) -> None:
    """A program would have to find out today's date to say 2020."""
    monkeypatch.setenv("DIALOGUE_TODAY", "2020-05-05")
    assert str(parse_period("2020")) == "2020-01-01..2020-12-31"
    assert str(parse_period("last year")) == "2019-01-01..2019-12-31"
