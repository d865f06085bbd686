"""`import`: whole tables into records. Nothing is added twice, nothing is guessed, nothing is left out in silence."""

from __future__ import annotations

import csv
import io
import json
import os
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogue_cli.cli import importing
from dialogue_cli.curate.importing import unfolding
from dialogue_cli.curate.importing.importing import imported
from dialogue_cli.curate.importing.mapping_file import read_mapping
from dialogue_cli.curate.importing.naming import Naming
from dialogue_cli.curate.importing.sameness import sorted_out
from dialogue_cli.curate.reviewing.drafts import read_text
from dialogue_cli.dataset.model import Meeting
from dialogue_cli.errors import UnreadableError
from tests.asked import Asked
from tests.conftest import ROOT, Run

# In the shape of docs/mappings/us-visits.yaml, and with the letters that such collections have.
VISITS = [
    (
        "7",
        "1874-12-12",
        "1874-12-23",
        "King Kalākaua",
        "Hawaii",
        "hawaii",
        'He said "Aloha", and left.\nThen, rain – "no".',
    ),
    ("8", "1876-05-07", "1876-05-07", "Emperor Dom Pedro II", "Brazil", "brazil", "A: visit #1, [sic]"),
    ("9", "1876-05-07", "1876-05-09", "Président Déby Itno", "Côte d'Ivoire", "x", "Łódź, Žilina, 東京"),
    ("10", "2020-02-29", "2020-03-01", "Prime Minister Sánchez", "Spain", "spain", ""),
]
COLUMNS = ("id", "start_date", "end_date", "visitor", "country", "country_id", "description")
MAPPING = ROOT / "docs" / "mappings" / "us-visits.yaml"


@pytest.fixture
def here(tmp_path: Path) -> Path:
    return tmp_path / "here"


@pytest.fixture
def bring(run: Callable[..., Run], here: Path) -> Callable[..., Run]:
    """Imports files with a mapping that is given as text, into new.yaml."""

    def call(mapping: str | Path, *files: str, more: Sequence[str] = (), env: dict[str, str] | None = None) -> Run:
        path = mapping if isinstance(mapping, Path) else here / "map.yaml"
        if isinstance(mapping, str):
            path.write_text(mapping, encoding="utf-8")
        return run("import", *files, "--map", str(path), "--data", "new.yaml", *more, env=env)

    return call


def table(path: Path, rows: Sequence[Sequence[str]], columns: Sequence[str] = COLUMNS, **how: Any) -> None:
    with path.open("w", encoding=how.pop("encoding", "utf-8"), newline="") as file:
        csv.writer(file, **how).writerows([columns, *rows])


def meetings(here: Path) -> list[dict[str, Any]]:
    return list(yaml.load((here / "new.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)["meetings"])


def as_visit(row: dict[str, str]) -> dict[str, Any]:
    """The record of a row, without any of the program."""
    start, end = row["start_date"], row["end_date"]
    record = {
        "id": f"us-visit-{row['id']}",
        "title": f"Visit of {row['visitor']} ({row['country']})",
        "kind": "visit",
        "date": start if start == end else f"{start}/{end}",
        "partners": [row["country"]],
        "participants": [{"name": row["visitor"], "represents": row["country"]}],
    }
    return record | ({"summary": row["description"]} if row["description"] else {})


# Whole collections


def test_the_mapping_of_the_docs_takes_such_a_table_whole(
    bring: Callable[..., Run], run: Callable[..., Run], here: Path
) -> None:
    """A visit would lose days, or a name its letters."""
    table(here / "visits.csv", VISITS)
    result = bring(MAPPING, "visits.csv")
    assert (result.status, result.out) == (0, "")
    assert "4 meetings added (new.yaml)" in result.err
    assert meetings(here) == [as_visit(dict(zip(COLUMNS, row, strict=True))) for row in VISITS]
    assert run("check", "new.yaml").status == 0


@pytest.mark.skipif("DIALOGUE_VISITS" not in os.environ, reason="DIALOGUE_VISITS names no table of visits")
def test_a_real_table_of_visits_comes_in_whole(bring: Callable[..., Run], here: Path) -> None:
    """What holds for four invented rows would not hold for thousands of real ones."""
    path = os.environ["DIALOGUE_VISITS"]
    assert bring(MAPPING, path).status == 0
    with Path(path).open(encoding="utf-8", newline="") as file:
        assert meetings(here) == [as_visit(row) for row in csv.DictReader(file)]


UK = (
    "Ministerial meetings,,,\r\nJanuary to March 2014,,,\r\nMinister,Date,Name of organisation,Purpose of meeting\r\n"
    'Rt Hon Jane Ångström MP,Jan-14,"Acme Ltd, Foo plc and Bar (Holdings, UK) LLP",Trade\r\n'
    ",Feb-14,Nil return,Nil return\r\n,16-18/03/2014,Société Générale,Growth – exports\r\n,,,\r\n"
    "Mr John Doe,31/02/2014,Trinidad and Tobago; Bosnia and Herzegovina,Energy\r\n"
    'Minister,Date,Name of organisation,Purpose of meeting\r\nMr John Doe,"July, 2010",Baz,Water,extra\r\n'
)
UK_MAP = """
dataset: {title: Returns, principal: United Kingdom}
rows: {header: 3, fill_down: [Minister], nothing: [nil return]}
title: "Meeting on {Purpose of meeting}"
date: {column: Date, day_first: true, century: 2000}
partners: {column: Name of organisation, split: [",", ;, " and "]}
participants: {column: Minister, strip: {titles: [Rt Hon, Mr], after: [" MP"]}, titles_are: capacity}
topics: "{Purpose of meeting}"
"""


def test_a_table_of_returns(bring: Callable[..., Run], here: Path) -> None:
    """Such tables have titles above, blanks for the same, words for nothing, and months in place of days."""
    (here / "uk.csv").write_bytes(UK.encode("cp1252"))
    result = bring(UK_MAP, "uk.csv", more=["--report", "r.json"])
    assert result.status == 0
    first, second, third, fourth = meetings(here)
    assert [one.get("date") for one in (first, second, third, fourth)] == [
        "2014-01",
        "2014-03-16/2014-03-18",
        None,
        "2010-07",
    ]
    assert first["partners"] == ["Acme Ltd", "Foo plc", "Bar (Holdings, UK) LLP"]
    assert first["participants"] == second["participants"] == [{"name": "Jane Ångström", "capacity": "Rt Hon"}]
    assert second["title"] == "Meeting on Growth – exports"
    assert third["partners"] == ["Trinidad and Tobago", "Bosnia and Herzegovina"]
    assert third["date_note"] == 'The table has "31/02/2014".'
    told = {(one["what"], one["row"], one["column"], one["cell"]) for one in json.loads((here / "r.json").read_text())}
    assert told == {
        ("remark", 4, "", ""),
        ("dropped", 5, "", ""),
        ("dropped", 7, "", ""),
        ("dropped", 9, "", ""),
        ("remark", 10, "column 5", "extra"),
        ("not-understood", 8, "Date", "31/02/2014"),
    }
    assert "read as Windows-1252" in result.err
    assert '1 cell of "Date" not understood: "31/02/2014"' in result.err


def test_a_year_in_a_heading_and_one_in_the_name_of_a_file(bring: Callable[..., Run], here: Path) -> None:
    """The year that stands once above its rows would be lost, or be that of another block."""
    (here / "es.csv").write_text("Fecha,País,Quien\n2010,,\n3 de mayo,Chile,A\n2011,,\n2 de enero,Perú,B\n")
    assert bring("title: '{Quien}'\ndate: {column: Fecha, year: heading}\n", "es.csv").status == 0
    assert [one["date"] for one in meetings(here)] == ["2010-05-03", "2011-01-02"]
    (here / "new.yaml").unlink()
    for year in ("2013", "2014"):
        (here / f"list {year}.csv").write_text("when,who\n5 March,A\n")
    assert (
        bring("title: '{who}'\ndate: {column: when, year: file name}\n", "list 2013.csv", "list 2014.csv").status == 0
    )
    assert [one["date"] for one in meetings(here)] == ["2013-03-05", "2014-03-05"]


def test_json_with_lists_in_it(bring: Callable[..., Run], here: Path) -> None:
    """People and their parties would be mixed up, or a moment be on another day."""
    value = {
        "meta": {"n": 1},
        "meetings": [
            {
                "uid": "a1",
                "when": {"start": "2022-02-15T23:00Z", "end": None},
                "people": [{"name": "Roe, Jane", "org": "EEAS"}, {"name": "Émile Zola", "org": None}],
                "tags": ["trade", "AI"],
                "title": "EU–X talks",
            },
            {"uid": "a2", "when": {"start": "2022-13-01"}, "tags": "['a, b', 'c']", "title": "Bad", "n": 7.0},
        ],
    }
    (here / "n.json").write_text(json.dumps(value))
    result = bring(
        "id: {columns: [uid], prefix: n-}\ntitle: '{title}'\nrows: {timezone: Europe/Brussels}\ndate: when.start\n"
        "participants: {column: people.name, represents: {column: people.org}}\ntopics: {column: tags}\nordinal: '{n}'\n",
        "n.json",
    )
    assert result.status == 0
    assert meetings(here) == [
        {
            "id": "n-a1",
            "title": "EU–X talks",
            "date": "2022-02-16",
            "participants": [{"name": "Roe, Jane", "represents": "EEAS"}, {"name": "Émile Zola"}],
            "topics": ["trade", "AI"],
        },
        {
            "id": "n-a2",
            "title": "Bad",
            "ordinal": "7",
            "date_note": 'The table has "2022-13-01".',
            "topics": ["a, b", "c"],
        },
    ]
    assert "not in the mapping: 1 column (when.end)" in result.err


def test_lines_of_json_with_keys_of_their_own(bring: Callable[..., Run], here: Path) -> None:
    """Files of one collection that name their columns differently could not be imported together."""
    (here / "a.jsonl").write_text('{"date":"Jul-2011","name":"X","c":"France / Spain"}\n\n{"date":"2012","name":"Y"}\n')
    (here / "b.jsonl").write_text('{"datum":"3 mei 2012","name":"Z","pays":"Chad"}\n')
    mapping = "title: '{name}'\ndate: {column: [date, datum]}\npartners: {column: [c, pays], split: [/]}\n"
    assert bring(mapping, "a.jsonl", "b.jsonl").status == 0
    assert [(one["date"], one.get("partners")) for one in meetings(here)] == [
        ("2011-07", ["France", "Spain"]),
        ("2012", None),
        ("2012-05-03", ["Chad"]),
    ]


CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:x
BEGIN:VEVENT
UID:1@x
SUMMARY:Summit
DTSTART;VALUE=DATE:20200301
DTEND;VALUE=DATE:20200303
LOCATION:Riga\\, Latvia
CATEGORIES:trade,AI
ATTENDEE;CN="Roe, Jane":mailto:j@x.org
STATUS:CANCELLED
END:VEVENT
BEGIN:VEVENT
UID:2@x
SUMMARY:Weekly
DTSTART:20200301T230000Z
DTEND:20200301T233000Z
RRULE:FREQ=WEEKLY
END:VEVENT
BEGIN:VEVENT
UID:3@x
SUMMARY:Late
DTSTART;TZID=Europe/Brussels:20200310T090000
DURATION:P1DT15H
END:VEVENT
END:VCALENDAR
"""


def test_a_calendar(bring: Callable[..., Run], here: Path) -> None:
    """The last day of an event is written as the day after it, and would be one too many."""
    (here / "c.ics").write_text(CALENDAR.replace("\n", "\r\n"))
    result = bring(
        "rows: {timezone: Europe/Brussels}\nid: {columns: [uid]}\ntitle: '{summary}'\ndate: {from: dtstart, to: dtend}\n"
        "place: {column: location}\ntopics: {column: categories}\nparticipants: {column: attendee}\nstatus: '{status}'\n",
        "c.ics",
    )
    assert result.status == 0
    assert meetings(here) == [
        {
            "id": "1-x",
            "title": "Summit",
            "status": "cancelled",
            "date": "2020-03-01/2020-03-02",
            "place": {"city": "Riga", "country": "Latvia"},
            "participants": [{"name": "Roe, Jane"}],
            "topics": ["trade", "AI"],
        },
        {"id": "2-x", "title": "Weekly", "date": "2020-03-02"},
        {"id": "3-x", "title": "Late", "date": "2020-03-10/2020-03-11"},
    ]
    assert "repeats; only the first one is taken" in result.err


def test_a_spreadsheet(bring: Callable[..., Run], here: Path) -> None:
    """Dates of a spreadsheet are numbers, a merged cell is only filled once, and a formula is no value."""
    openpyxl = pytest.importorskip("openpyxl")
    import datetime

    book = openpyxl.Workbook()
    sheet = book.active
    for row in (
        ["Visits 2015"],
        ["Country", "Date", "Guest", "Nth"],
        ["Norway", datetime.datetime(2015, 3, 4), "King Harald V", 3],
        [None, datetime.datetime(2015, 3, 6), '=HYPERLINK("x")', 4.0],
        ["Chad", "4-6 June 2015", "Idriss Déby", None],
    ):
        sheet.append(row)
    sheet.merge_cells("A3:A4")
    sheet.merge_cells("A1:C1")
    book.create_sheet("Other").append(["x"])
    book.save(here / "v.xlsx")
    mapping = (
        "rows: {header: 2}\ntitle: 'Visit[ of {Guest}]'\ndate: Date\npartners: {column: Country}\nordinal: '{Nth}'\n"
    )
    refused = bring(mapping, "v.xlsx")
    assert refused.status == 2
    assert (
        'several sheets: --sheet, or rows: sheet in the mapping, says which one is meant: "Sheet" or "Other"'
        in refused.err
    )
    assert bring(mapping, "v.xlsx", more=["--sheet", "sheet"]).status == 0
    found = [(one["title"], one["date"], one["partners"], one.get("ordinal")) for one in meetings(here)]
    assert found == [
        ("Visit of King Harald V", "2015-03-04", ["Norway"], "3"),
        ("Visit", "2015-03-06", ["Norway"], "4"),
        ("Visit of Idriss Déby", "2015-06-04/2015-06-06", ["Chad"], None),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize(
    "how", [{}, {"delimiter": ";"}, {"delimiter": "\t"}, {"lineterminator": "\n"}, {"delimiter": "|"}]
)
def test_every_way_to_write_a_table(bring: Callable[..., Run], here: Path, encoding: str, how: dict[str, str]) -> None:
    """A table of another program would come in as one column, or with broken letters."""
    rows = [("1", 'Café, "Zürich"; | x\ny'), ("2", "plain"), ("3", "")]
    table(here / "t.csv", rows, ("nr", "note text"), encoding=encoding, **how)
    assert bring("id: {columns: [nr]}\ntitle: T{nr}\nnote: '{note text}'\n", "t.csv").status == 0
    assert [one.get("note") for one in meetings(here)] == [rows[0][1], "plain", None]


# Twice, and in halves


def test_a_table_twice_adds_nothing(bring: Callable[..., Run], here: Path) -> None:
    """Whoever imports the newer table of a collection would have every meeting twice."""
    table(here / "visits.csv", VISITS)
    bring(MAPPING, "visits.csv")
    before = (here / "new.yaml").read_bytes()
    again = bring(MAPPING, "visits.csv")
    assert (again.status, (here / "new.yaml").read_bytes()) == (0, before)
    assert "4 rows in the dataset already" in again.err
    assert "0 meetings added" in again.err


def test_a_row_that_changed_is_told_and_not_written(bring: Callable[..., Run], here: Path) -> None:
    """What a curator has corrected in the record would be overwritten, or a correction of the table be missed."""
    table(here / "visits.csv", VISITS)
    bring(MAPPING, "visits.csv")
    text = (
        (here / "new.yaml").read_text().replace("title: Visit of Emperor", "topics: [trade]\n  title: Visit of Emperor")
    )
    (here / "new.yaml").write_text(text)
    table(here / "visits.csv", [(*row[:2], "2021-01-01", *row[3:]) if row[0] == "10" else row for row in VISITS])
    result = bring(MAPPING, "visits.csv")
    assert result.status == 0
    assert "3 rows in the dataset already" in result.err
    assert (
        "visits.csv:6 (us-visit-10): differs; the record stays as it is: date: 2020-02-29/2020-03-01 (there)"
        in result.err
    )
    assert (here / "new.yaml").read_text() == text


def test_another_mapping_of_the_same_columns_knows_its_rows(bring: Callable[..., Run], here: Path) -> None:
    """A corrected mapping would add every meeting again."""
    (here / "a.csv").write_text("who,where\nX,Bruxelles\nY,Paris\n")
    bring("title: 'With {who}'\nplace: {column: where}\n", "a.csv")
    result = bring("title: 'With {who}'\nplace: {column: where, merge: {Bruxelles: Brussels}}\n", "a.csv")
    assert "1 row in the dataset already" in result.err
    assert "place: Bruxelles (there), Brussels (new)" in result.err
    assert "0 meetings added" in result.err


ROWS = st.lists(
    st.tuples(
        st.dates().map(str),
        st.sampled_from(["France", "Chad", "Perú", "", "Korea, Republic of"]),
        st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1, max_size=12),
    ),
    max_size=12,
)


def made_of(folder: Path, rows: Sequence[tuple[str, ...]], name: str = "t.csv") -> list[Any]:
    table(folder / name, rows, ("day", "land", "who"))
    (folder / "map.yaml").write_text("title: 'Talks with {who}'\ndate: day\npartners: {column: land}\n")
    return imported([str(folder / name)], read_mapping(str(folder / "map.yaml")), None, lambda name, some: None).made


@settings(max_examples=60)
@given(ROWS, st.data())
def test_two_overlapping_halves_are_the_whole(
    tmp_path_factory: pytest.TempPathFactory, rows: list[Any], data: Any
) -> None:
    """A collection that was exported in parts would have gaps, or meetings twice."""
    folder = tmp_path_factory.mktemp("halves")
    first = data.draw(st.integers(0, len(rows)))
    last = data.draw(st.integers(first, len(rows)))
    whole = sorted_out(made_of(folder, rows), (), Naming()).new
    begin = sorted_out(made_of(folder, rows[:last]), (), Naming()).new
    there = [Meeting.from_record(one.record) for one in begin]
    end = sorted_out(made_of(folder, rows[first:]), there, Naming()).new
    ids = [one.record["id"] for one in (*begin, *end)]
    assert sorted(ids) == sorted(one.record["id"] for one in whole)
    # By plain code: a row that stands twice is one meeting, and what has no letter has no title.
    assert len(whole) == len({tuple(map(str.strip, row)) for row in rows if row[2].strip() not in ("", *NOTHING)})
    again = sorted_out(made_of(folder, rows), [Meeting.from_record(one.record) for one in whole], Naming())
    assert again.new == []


NOTHING = ("-", "--", "---", "–", "—", "n/a")


# Likely the same


def test_likely_duplicates_are_told_in_pairs_and_added(bring: Callable[..., Run], here: Path) -> None:
    """A meeting that two lists have would be there twice and nobody know, or once and a real one be lost."""
    (here / "a.csv").write_text("day,land,what\n2014-03-16,France,Talks on trade\n2014-03-16,Chad,Talks\n")
    (here / "b.csv").write_text("day,land,what\n2014-03-16,France,Talks on trade.\n2014-03-16,France,Talks on Trade!\n")
    mapping = "title: '{what}'\ndate: day\npartners: {column: land}\n"
    result = bring(mapping, "a.csv", "b.csv")
    assert "4 meetings added" in result.err
    assert "1 meeting added though likely the same as another one" in result.err
    assert "b.csv:" in result.err
    assert "a.csv:2" in result.err or "b.csv:2" in result.err
    (here / "new.yaml").unlink()
    assert bring(mapping, "a.csv").status == 0
    result = bring(mapping, "b.csv", more=["--skip-likely", "--report", "-"])
    assert "1 meeting left out as likely the same as another one" in result.err
    assert len(meetings(here)) == 3
    assert [row[0] for row in result.rows] == ["what", "left-out"]
    assert "of the dataset: it is with France, 16 Mar 2014, and much like it" in result.rows[1][-1]


def test_two_rows_of_one_id_that_differ_are_told(bring: Callable[..., Run], here: Path) -> None:
    """One of two meetings would take the place of the other, or the dataset be refused as a whole."""
    (here / "a.csv").write_text("nr,what\n1,A\n1,B\n1,A\n")
    result = bring("id: nr\ntitle: '{what}'\n", "a.csv")
    assert result.status == 0
    assert [one["title"] for one in meetings(here)] == ["A"]
    assert "a.csv:3 (1): another row has this id (a.csv:2); not added: title: A (there), B (new)" in result.err
    assert "a.csv:4 (1): the same as a.csv:2; added once" in result.err


# Day or month first

EITHER = "when,who\n03/04/2020,A\n05/06/2020,B\n"
BY_DAY = "title: '{who}'\ndate: {column: when, day_first: ask}\n"


def test_a_table_that_can_be_read_in_two_ways_is_refused(bring: Callable[..., Run], here: Path) -> None:
    """Every meeting would be on another day than it was."""
    (here / "a.csv").write_text(EITHER)
    refused = bring(BY_DAY, "a.csv")
    assert refused.status == 2
    assert "can be read in two ways" in refused.err
    assert not (here / "new.yaml").exists()
    for option, date in (("--day-first", "2020-04-03"), ("--month-first", "2020-03-04")):
        assert bring(BY_DAY, "a.csv", more=[option]).status == 0
        assert meetings(here)[0]["date"] == date
        (here / "new.yaml").unlink()


def test_a_table_that_tells_its_order_is_read_so_and_it_is_said(bring: Callable[..., Run], here: Path) -> None:
    """A person would be asked what the table says, or not learn what was taken for granted."""
    (here / "a.csv").write_text(EITHER + "16/03/2020,C\n")
    result = bring(BY_DAY, "a.csv")
    assert result.status == 0
    assert 'the day stands first in the dates of "when", as in "16/03/2020"' in result.err
    assert meetings(here)[0]["date"] == "2020-04-03"
    (here / "a.csv").write_text(EITHER + "16/03/2020,C\n03/16/2020,D\n")
    assert "not all of one order" in bring(BY_DAY, "a.csv").err


def test_a_person_is_asked_for_the_order(here: Path, environment: dict[str, str]) -> None:
    """Someone at a terminal would have to find an option out."""
    here.mkdir(exist_ok=True)
    (here / "a.csv").write_text(EITHER)
    (here / "map.yaml").write_text(BY_DAY)
    call = ("import", str(here / "a.csv"), "--map", str(here / "map.yaml"), "--data", str(here / "new.yaml"))
    with Asked(*call, environment=environment) as asked:
        asked.answer(("[d/m/q]", "q\r"))
        assert asked.ends() == 1
    assert not (here / "new.yaml").exists()
    with Asked(*call, environment=environment) as asked:
        asked.answer(("[d/m/q]", "d\r"))
        assert asked.ends() == 0
    assert meetings(here)[0]["date"] == "2020-04-03"


# A mapping to begin with

SUGGESTED = {
    "visits.csv": None,
    "Liste 2014.csv": "Datum;Land;Thema;Teilnehmer\n3. März;Österreich;Energie;Teilnehmer: A, B\n4. Mai;Chile;Klima;C\n",
    "a.csv": EITHER,
    "b.jsonl": '{"uid": "x", "when": {"start": "2022-02-15T23:00Z"}, "people": ["A", "B"]}\n',
    "c.ics": CALENDAR,
    "uk.csv": UK,
    "d.csv": '"a{b}","c: d","# e",f\n1,2,3,16.03.14\n',
    "empty.csv": "x,y\n",
}


@pytest.mark.parametrize("name", SUGGESTED)
def test_a_suggested_mapping_works_as_it_is(
    run: Callable[..., Run], bring: Callable[..., Run], here: Path, name: str
) -> None:
    """What the program writes for a newcomer would be refused by the program."""
    text = SUGGESTED[name]
    if text is None:
        table(here / name, VISITS)
    else:
        (here / name).write_text(text, encoding="utf-8")
    suggested = run("import", "--suggest", name)
    assert (suggested.status, suggested.err) == (0, "")
    result = bring(suggested.out, name, more=["--day-first"] if "day_first: ask" in suggested.out else [])
    assert result.status == 0, result.err
    if name != "empty.csv":
        found = meetings(here)
        assert found
        assert all("date" in one for one in found) == (name != "uk.csv")


def test_a_suggestion_marks_what_a_person_must_decide(run: Callable[..., Run], here: Path) -> None:
    """A person would take for certain what the columns do not tell."""
    (here / "a.csv").write_text(EITHER)
    assert "day_first: ask}   # decide: day_first: true or false" in run("import", "--suggest", "a.csv").out


# The call


def test_a_dry_run_writes_nothing(bring: Callable[..., Run], here: Path) -> None:
    """A person who only wants to look would find a dataset."""
    table(here / "visits.csv", VISITS)
    result = bring(MAPPING, "visits.csv", more=["--dry-run"])
    assert result.status == 0
    assert "us-visit-7" in result.out
    assert "4 meetings would be added" in result.err
    assert not (here / "new.yaml").exists()
    bring(MAPPING, "visits.csv")
    before = (here / "new.yaml").read_bytes()
    table(here / "visits.csv", [*VISITS, ("11", "2021-01-01", "", "X", "Y", "", "")])
    result = bring(MAPPING, "visits.csv", more=["--dry-run"])
    assert "+- id: us-visit-11" in result.out
    assert (here / "new.yaml").read_bytes() == before


def test_a_report_that_is_there_is_kept(bring: Callable[..., Run], here: Path) -> None:
    """A slip in the name of the report would cost somebody a file, or leave meetings without their report."""
    table(here / "visits.csv", VISITS)
    (here / "r.tsv").write_text("mine")
    refused = bring(MAPPING, "visits.csv", more=["--report", "r.tsv"])
    assert (refused.status, (here / "r.tsv").read_text(), (here / "new.yaml").exists()) == (2, "mine", False)
    assert bring(MAPPING, "visits.csv", more=["--report", "r.tsv", "--force"]).status == 0
    assert (here / "r.tsv").read_text().startswith("what\tfile\trow\tcolumn\tcell\tdone\n")


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["--data", "new.txt"], "a new one is a file that ends in .yaml"),
        (["--data", "nowhere/new.yaml"], "there is no folder nowhere"),
        ([], "name a dataset of your own"),
        (["--data", "new.yaml", "--day-first", "--month-first"], "--day-first cannot be used with --month-first"),
        (["--data", "new.yaml", "--suggest"], "--suggest writes a mapping and takes none"),
    ],
)
def test_a_call_that_cannot_be_meant_is_refused(
    run: Callable[..., Run], here: Path, more: list[str], said: str
) -> None:
    """Records would go where nobody looks for them, or into the collection of the program."""
    table(here / "visits.csv", VISITS)
    result = run("import", "visits.csv", "--map", str(MAPPING), *more)
    assert (result.status, result.out) == (2, "")
    assert said in result.err


def test_a_folder_needs_the_file_that_is_meant(run: Callable[..., Run], here: Path) -> None:
    """Meetings would go into any file of a folder."""
    folder = here / "d"
    folder.mkdir()
    for name in ("a.yaml", "b.yaml"):
        (folder / name).write_text(f"meetings:\n- id: {name[0]}\n  title: A\n")
    table(here / "visits.csv", VISITS)
    call = ("import", "visits.csv", "--map", str(MAPPING), "--data", "d")
    assert "say with --into" in run(*call).err
    assert run(*call, "--into", "b.yaml").status == 0
    assert "us-visit-7" in (folder / "b.yaml").read_text()


# Hostile files

ANY = "title: '{a}'\nnote: '{b}'\n"


def test_text_that_yaml_or_a_spreadsheet_would_read_otherwise(
    bring: Callable[..., Run], run: Callable[..., Run], here: Path
) -> None:
    """A cell would become a number, a comment, an escape on a terminal or a formula."""
    cells = [
        "NO",
        "null",
        "~",
        "1e3",
        "2014-01-01",
        "a: b",
        "x # y",
        "- x",
        "[a",
        "{a}",
        "&x",
        "*x",
        "!x",
        "'",
        '"',
        "=1+1",
        "%",
        "@x",
        "é\u2028x",
        "true",
        "\\n",
    ]
    table(here / "a.csv", [(cell, f"{cell}\n{cell}") for cell in cells], ("a", "b"))
    assert bring(ANY, "a.csv").status == 0
    shown = json.loads(run("show", "--data", "new.yaml", "-f", "json", *[one["id"] for one in meetings(here)]).out)
    assert [one["title"] for one in shown] == [" ".join(cell.split()) for cell in cells]
    assert [one["note"] for one in shown] == [f"{cell}\n{cell}" for cell in cells]


def test_controls_and_huge_cells(bring: Callable[..., Run], run: Callable[..., Run], here: Path) -> None:
    """A NUL or an escape would reach a terminal, and a megabyte in a cell end the program."""
    (here / "a.csv").write_bytes(b"a,b\nx\x00y\x1b[31m,z\n" + b"w" * (1 << 20) + b",v\n")
    result = bring(ANY, "a.csv", more=["--report", "-"])
    assert result.status == 0
    assert [one["title"][:9] for one in meetings(here)] == ["xy[31m", "w" * 9]
    assert "control characters left out" in result.err
    assert "\x1b" not in result.out + result.err
    assert run("check", "new.yaml").status == 0


CELL = '<row><c r="{}" t="str"><v>{}</v></c></row>'


def workbook(sheet: str) -> bytes:
    """A spreadsheet of one sheet."""
    part = '<Relationship Id="a" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}" Target="{}"/>'
    links = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    other = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    parts = {
        "_rels/.rels": links.format(part.format("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook {main} {other}><sheets><sheet name="S" sheetId="1" r:id="a"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": links.format(part.format("worksheet", "s.xml")),
        "xl/s.xml": f"<worksheet {main}><sheetData>{sheet}</sheetData></worksheet>",
    }
    with zipfile.ZipFile(file := io.BytesIO(), "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return file.getvalue()


@pytest.mark.parametrize(
    "cells",
    [
        CELL.format("A1", "a") + '<row><c t="str" r="XFD1048576"><v>x</v></c></row>',
        CELL.format("A1", "a") + "<row><c\n r = 'XFD1048576' t='str'><v>x</v></c></row>",
        "<row>" + '<c t="str"><v>a</v></c>' * 16384 + '</row><row r="1048576"><c t="str"><v>a</v></c></row>',
    ],
)
def test_cells_far_apart_are_refused_however_they_are_written(
    bring: Callable[..., Run], here: Path, cells: str
) -> None:
    """The library would end the program without a message when all memory is taken."""
    pytest.importorskip("python_calamine")
    (here / "a.xlsx").write_bytes(workbook(cells))
    result = bring(ANY, "a.xlsx")
    assert (result.status, result.out) == (2, "")
    assert "1,048,576 rows and 16,384 columns" in result.err


def test_a_spreadsheet_without_places_is_read(bring: Callable[..., Run], here: Path) -> None:
    """Cells and rows that do not say where they stand would be refused with those that are too far apart."""
    pytest.importorskip("python_calamine")
    row = '<row><c t="str"><v>{}</v></c><c t="str"><v>{}</v></c></row>'
    (here / "a.xlsx").write_bytes(workbook(row.format("a", "b") + row.format("x", "y")))
    assert bring(ANY, "a.xlsx").status == 0
    assert [(one["title"], one["note"]) for one in meetings(here)] == [("x", "y")]


@pytest.mark.parametrize(
    ("days", "cell"),
    [
        ("DTSTART:soon", "soon"),
        ("DTSTART:20200101T100000Z\nDURATION:P99999999D", "20200101T100000Z – P99999999D"),
        ("DTSTART;VALUE=DATE:20200101\nDURATION:long", "20200101 – long"),
        ("DTSTART;VALUE=PERIOD:20200101T100000Z/PT5H", "20200101T100000Z/PT5H"),
        ("DTSTART:00010101T000000Z", "00010101T000000Z"),
    ],
)
def test_days_that_no_calendar_has_are_told(bring: Callable[..., Run], here: Path, days: str, cell: str) -> None:
    """One broken event would end the import with a traceback, or lose its days in silence."""
    event = f"BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nUID:1\nSUMMARY:A\n{days}\nEND:VEVENT\nEND:VCALENDAR\n"
    (here / "c.ics").write_text(event.replace("\n", "\r\n"))
    mapping = "rows: {timezone: America/Lima}\ntitle: '{summary}'\ndate: {from: dtstart, to: dtend}\n"
    result = bring(mapping, "c.ics")
    assert result.status == 0
    assert f'1 cell of "dtstart, dtend" not understood: "{cell}"' in result.err
    assert ["date" in one for one in meetings(here)] == [False]


@pytest.mark.parametrize("encoding", ["idna", "punycode", "undefined", "utf-16", "utf-32", "cp037", '"a\\0b"'])
def test_every_encoding_that_a_mapping_can_name(bring: Callable[..., Run], here: Path, encoding: str) -> None:
    """Some encodings fail in a way of their own, and a person would see a traceback."""
    (here / "a.csv").write_bytes(b"a,b\nx\xff,y\n")
    result = bring(f"rows: {{encoding: {encoding}}}\n{ANY}", "a.csv")
    assert (result.status, result.out, "Traceback" in result.err) == (2, "", False)


def test_very_many_columns(bring: Callable[..., Run], run: Callable[..., Run], here: Path) -> None:
    """The time would grow with the square of the columns, and a table of 30,000 would never come in."""
    names = ["a"] * 3 + ["c"] * 30_000 + ["b", "a (2)"]
    (here / "a.csv").write_text(",".join(names) + "\n" + ",".join(["x"] * len(names)) + "\n")
    assert bring(ANY, "a.csv").status == 0
    suggested = run("import", "--suggest", "a.csv")
    assert suggested.status == 0
    used = [line.split()[2] for line in suggested.out.splitlines() if line.startswith("# - c")]
    assert len(set(suggested.out.splitlines())) > 30_000
    assert len(used) == 30_000


@pytest.mark.parametrize("text", ["\n\n\n", " ", ",,,\n,,,\n"])
def test_nothing_to_suggest_from(run: Callable[..., Run], here: Path, text: str) -> None:
    """A file of blank rows would end in a traceback."""
    (here / "a.csv").write_text(text)
    result = run("import", "--suggest", "a.csv")
    assert (result.status, result.out) == (2, "")
    assert "a.csv has no row with text in it" in result.err


@pytest.mark.parametrize("name", ["new.yaml", "map.yaml", "a.csv", "./link"])
def test_a_report_replaces_nothing_that_is_read(bring: Callable[..., Run], here: Path, name: str) -> None:
    """A slip in the name of the report would cost the whole dataset, even in a dry run."""
    (here / "a.csv").write_text("a,b\nx,y\n")
    assert bring(ANY, "a.csv").status == 0
    (here / "link").symlink_to("new.yaml")
    before = {path.name: path.read_bytes() for path in here.iterdir() if path.is_file()}
    result = bring(ANY, "a.csv", more=["--report", name, "--force", "--dry-run"])
    assert (result.status, result.out) == (2, "")
    assert f"--report would replace {name}, which this import reads; name another file" in result.err
    assert {path.name: path.read_bytes() for path in here.iterdir() if path.is_file()} == before


@pytest.mark.process
@pytest.mark.parametrize(
    "arguments",
    [("import", "a.csv", "--map", "/dev/zero"), ("draft", "a.csv", "--from", "/dev/zero"), ("review", "/dev/zero")],
)
def test_a_file_without_end(run: Callable[..., Run], here: Path, arguments: tuple[str, ...]) -> None:
    """A device or a pipe that never ends would fill the memory."""
    (here / "a.csv").write_text("a,b\nx,y\n")
    if arguments[0] == "review":
        with pytest.raises(UnreadableError, match="larger than 16 MB"):
            read_text(Path("/dev/zero"))
        return
    result = run(*arguments)
    assert (result.status, result.out) == (2, "")
    assert "is larger than" in result.err


def misnamed() -> bytes:
    """An archive of which a name is said to be UTF-8, and is not."""
    with zipfile.ZipFile(file := io.BytesIO(), "w") as archive:
        archive.writestr("\N{LATIN SMALL LETTER E WITH ACUTE}.xml", "")
    return file.getvalue().replace(b"\xc3\xa9", b"\xe9\xe9")


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.csv", b'a,b\n"never closed,1\nx,y\n', "a.csv:2: a quotation mark is opened here and never closed"),
        ("a.csv", b"a,b\n\x81\x8d,\xff\n", "neither UTF-8 nor Windows-1252"),
        ("a.csv", b"a\x00,\xff\n", "a.csv is not text"),
        ("a.csv", b"", "a.csv is empty"),
        ("a.csv", b"\n\n ,\n", "no row with text"),
        ("a.json", b"[" * 100_000, "nested deeper"),
        ("a.json", b'{"a": NaN}', "not JSON"),
        ("a.json", b'{"a": 1', "a.json:1: not JSON"),
        ("a.jsonl", b'{"a": 1}\n{"a": \n', "a.jsonl:2: not JSON"),
        ("a.json", b"[1, 2]", "no objects with keys"),
        ("a.json", b'{"x": [{"a": 1}], "y": [{"a": 2}]}', "which one is meant: x or y"),
        ("a.ics", b"BEGIN:VEVENT\n", "a.ics"),
        ("a.ics", b"\x00\xff", "a.ics"),
        ("a.xlsx", b"PK\x03\x04nonsense", "a.xlsx"),
        ("a.xlsx", workbook(CELL.format("ZZZ99999999", "a")), 'no sheet has a cell "ZZZ99999999"'),
        ("a.xlsx", misnamed(), "a.xlsx cannot be unpacked"),
        ("a.pdf", b"%PDF-1.4", "is a document and no table"),
    ],
)
def test_a_file_that_is_no_table_is_refused(
    bring: Callable[..., Run], here: Path, name: str, data: bytes, said: str
) -> None:
    """A person would see a traceback, or half of a file would be written."""
    (here / name).write_bytes(data)
    result = bring(ANY, name)
    assert (result.status, result.out) == (2, "")
    assert said in result.err
    assert "Traceback" not in result.err
    assert not (here / "new.yaml").exists()


@pytest.mark.long
def test_a_spreadsheet_that_would_fill_the_memory_is_refused(bring: Callable[..., Run], here: Path) -> None:
    """A small file would take all memory of the machine, by its zeros or by a cell in the farthest corner."""
    pytest.importorskip("python_calamine")
    with zipfile.ZipFile(here / "bomb.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", bytes(513 << 20))
    assert "larger than 512 MB when it is unpacked" in bring(ANY, "bomb.xlsx").err
    with zipfile.ZipFile(here / "far.xlsx", "w") as archive:
        archive.writestr("xl/worksheets/sheet1.xml", '<c r="A1"/><c r="XFD1048576"/>')
    assert "1,048,576 rows and 16,384 columns" in bring(ANY, "far.xlsx").err


SHARED = '<row r="{0}"><c r="A{0}" t="s"><v>0</v></c><c r="B{0}" t="s"><v>1</v></c></row>'
CELL_OF_ODS = '<table:table-cell office:value-type="string"{}><text:p>{}</text:p></table:table-cell>'


def archive(path: Path, **parts: str) -> None:
    """An archive of parts; their names have _ for a slash."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in parts.items():
            file.writestr(name.replace("_", "/") + ".xml", data)


def rows(cells: str, times: int) -> str:
    """A table of one row and a blank end, as LibreOffice writes it."""
    blank = '<table:table-cell table:number-columns-repeated="16000"/>'
    end = f'<table:table-row table:number-rows-repeated="1048000">{blank}</table:table-row>'
    row = f'<table:table-row table:number-rows-repeated="{times}">{cells}{blank}</table:table-row>'
    return f'<table:table table:name="S">{row}{end}</table:table>'


@pytest.mark.parametrize(
    "parts",
    [
        {
            "xl_sharedStrings": f"<sst><si><t/></si><si><t>{'A' * 9_000}</t></si></sst>",
            "xl_worksheets_sheet1": "".join(SHARED.format(i) for i in range(1, 13)),
        },
        {
            "xl_sharedStrings": f"<sst><si><t>{'A' * 9_000}</t></si></sst>",
            "xl_worksheets_sheet1": '<c t="s"><v>&#48;</v></c>' * 12,
        },
        {f"xl_worksheets_sheet{i}": f'<c t="inlineStr"><is><t>{"A" * 9_000}</t></is></c>' for i in range(12)},
        {"xl_worksheets_sheet1": f'<c t="inlineStr"><is><t>{"A" * 9_000}</t></is></c>' * 12},
        {"content": rows(CELL_OF_ODS.format("", "A"), 2_000)},
        {"content": rows(CELL_OF_ODS.format(' table:number-columns-repeated="2000"', "A"), 1)},
        {"content": rows(CELL_OF_ODS.format("", '<text:s text:c="200000"/>'), 1)},
    ],
    ids=["shared", "shared by an odd number", "several sheets", "inline", "rows", "columns", "spaces"],
)
def test_what_stands_once_and_is_repeated_is_counted_each_time(
    bring: Callable[..., Run], here: Path, monkeypatch: pytest.MonkeyPatch, parts: dict[str, str]
) -> None:
    """A file of some kilobytes would take all memory, and the process be aborted within the library."""
    pytest.importorskip("python_calamine")
    monkeypatch.setattr(unfolding, "MOST", 100_000)
    name = "a.ods" if "content" in parts else "a.xlsx"
    archive(here / name, **parts)
    result = bring(ANY, name)
    assert (result.status, result.out) == (2, "")
    assert f"{name} is larger than 0 MB when it is unpacked" in result.err
    monkeypatch.setattr(unfolding, "MOST", 1_000_000)
    unfolding.check_size(here / name)


def test_a_table_of_many_repeated_cells_is_refused(tmp_path: Path) -> None:
    """A repeated row would be unfolded to more cells than there is memory for."""
    archive(tmp_path / "a.ods", content=rows(CELL_OF_ODS.format(' table:number-columns-repeated="9000"', ""), 9_000))
    with pytest.raises(UnreadableError, match=r"has a sheet of 9,000 rows and 9,000 columns; that is too much"):
        unfolding.check_size(tmp_path / "a.ods")


def test_a_file_that_is_too_large_is_refused_unread(bring: Callable[..., Run], here: Path) -> None:
    """Half a gigabyte would be read into memory before anything is said."""
    with (here / "a.csv").open("wb") as file:
        file.truncate(500 << 20)
    assert "larger than 128 MB; split it" in bring(ANY, "a.csv").err


@given(st.text(max_size=300))
@settings(max_examples=80)
def test_any_text_is_a_table_or_is_refused(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    """A file that nobody thought of would end in a traceback."""
    from dialogue_cli.curate.importing.mapping import Rows
    from dialogue_cli.curate.importing.tables import read_table
    from dialogue_cli.errors import DialogueError

    path = tmp_path_factory.mktemp("any") / "a.csv"
    path.write_text(text, encoding="utf-8", errors="replace")
    try:
        found = read_table(str(path), Rows())
    except DialogueError as error:
        assert str(error)
    else:
        assert all(len(row.cells) == len(found.columns) for row in found.rows)


@given(
    st.lists(
        st.lists(
            st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cf", "Cn", "Co")), max_size=8),
            min_size=3,
            max_size=3,
        ),
        max_size=6,
    )
)
@settings(max_examples=80)
def test_rows_are_those_of_the_module_csv(tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]) -> None:
    """A cell would come out of another row or column than it stands in."""
    from dialogue_cli.curate.importing.mapping import Rows
    from dialogue_cli.curate.importing.tables import read_table

    path = tmp_path_factory.mktemp("csv") / "a.csv"
    table(path, rows, ("one", "two", "three"))
    found = read_table(str(path), Rows(delimiter=","))
    expected = [
        row for row in csv.reader(io.StringIO(path.read_text(encoding="utf-8"), newline="")) if any(map(str.strip, row))
    ]
    assert [row.cells for row in found.rows] == [row for row in expected if row != ["one", "two", "three"]]


def test_a_suggestion_takes_what_is_called_a_date_and_no_number_like_one(run: Callable[..., Run], here: Path) -> None:
    """If it failed, the numbers of files (2014/01) would become the dates of meetings."""
    rows = "Reg;Date;Objet\n2014/01;16-18/03/2014;P\n2014/02;05/04/2014;Q\n"
    (here / "a.csv").write_text(rows, encoding="utf-8")
    assert "date: {column: Date, day_first: true}" in run("import", "--suggest", "a.csv").out


def test_a_suggestion_calls_nothing_held_that_it_does_not_know(
    run: Callable[..., Run], here: Path, bring: Callable[..., Run]
) -> None:
    """If it failed, a meeting that was cancelled in another language would be recorded as held, and nothing say so."""
    rows = "Datum,Titel,Status\n2024-01-02,A,abgesagt\n2024-01-03,B,durchgeführt\n2024-01-04,C,fraglich\n"
    (here / "a.csv").write_text(rows, encoding="utf-8")
    suggested = run("import", "--suggest", "a.csv").out
    assert "status: {column: Status, values: {abgesagt: cancelled, durchgeführt: held}}" in suggested
    assert 'planned, agreed, cancelled or postponed for "fraglich"' in suggested
    done = bring(suggested, "a.csv")
    assert '"fraglich"' in done.err
    listed = run("list", "--data", "new.yaml", "-F", "title,status,note").out
    assert listed == 'A\tcancelled\t\nB\theld\t\nC\theld\tThe table has the status "fraglich".\n'


def test_of_several_lists_in_json_the_call_names_one(run: Callable[..., Run], here: Path) -> None:
    """If it failed, nobody could have a mapping suggested for such a file, as it takes none that would say so."""
    found = {
        "meetings": [{"title": "A", "parties": ["Chad"], "people": [{"name": "B", "role": "C"}]}],
        "log": [{"a": 1}],
    }
    (here / "a.json").write_text(json.dumps(found), encoding="utf-8")
    refused = run("import", "--suggest", "a.json")
    assert refused.status == 2
    assert "--sheet, or rows: under in the mapping, says which one is meant: meetings or log" in refused.err
    suggested = run("import", "--suggest", "a.json", "--sheet", "meetings").out
    assert "  under: meetings\n" in suggested
    assert "partners: {column: parties}\n" in suggested
    assert "participants: {column: people.name, role: {column: people.role}}\n" in suggested


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("Berlin, Federal Foreign Office", {"city": "Berlin", "venue": "Federal Foreign Office"}),
        (
            "Berlin, Federal Foreign Office, Germany",
            {"city": "Berlin", "country": "Germany", "venue": "Federal Foreign Office"},
        ),
        ("Federal Foreign Office, Berlin", {"city": "Berlin", "venue": "Federal Foreign Office"}),
        ("Berlin, Germany", {"city": "Berlin", "country": "Germany"}),
        ("House of Europe, Little Village", {"city": "Little Village", "venue": "House of Europe"}),
    ],
)
def test_a_city_is_the_city_on_whichever_side_of_its_venue(
    cell: str, expected: dict[str, str], here: Path, bring: Callable[..., Run]
) -> None:
    """If it failed, a meeting would be held in the city of "Federal Foreign Office"."""
    (here / "a.csv").write_text(f'Title,Where\nA,"{cell}"\n', encoding="utf-8")
    assert bring("title: {column: Title}\nplace: {column: Where}\n", "a.csv").status == 0
    assert meetings(here)[0]["place"] == expected


def test_a_report_is_written_before_anything_is_in_the_dataset(
    bring: Callable[..., Run], here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that is full would be told when the records are in, by a status that says that nothing is."""
    (here / "t.jsonl").write_text('{"title": "A", "date": "soon"}\n', encoding="utf-8")
    found = list[str]()

    def write(*_: object) -> str:
        [report] = here.glob(".r.tsv.*.tmp")
        found.append(report.read_text(encoding="utf-8"))
        return ""

    monkeypatch.setattr(importing, "_write", write)
    done = bring("title: {column: title}\ndate: {column: date}\n", "t.jsonl", more=["--report", "r.tsv"])
    assert done.status == 0
    assert "soon" in found[0]
