"""What a meeting may have since the format was widened: no partners, several places, a mode, an earlier date, a page."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from dialogue_cli import Meeting, Query, Venue, open_archive
from tests.conftest import Run

TOUR = """
    sources: [{id: s, file: s.txt}]
    meetings:
    - id: council
      title: Sitting of the council
      date: 2025-01-10
      participants: [{name: Ada, role: chair}]
    - id: tour
      title: Tour of the minister
      kind: visit
      status: postponed
      date: 2025-03-04/2025-03-06
      previous_date: 2025-02
      place:
      - {city: Almaty, country: Kazakhstan, venue: Opera House}
      - {city: Astana, country: Kazakhstan}
      - {country: Uzbekistan}
      partners: [Kazakhstan, Uzbekistan]
      participants: [{name: Bo, role: envoy, on_behalf_of: the Prime Minister}]
      url: "https://example.org/tour"
      evidence:
      - {source: s, exact: in Almaty, supports: [place.1]}
      - {source: s, exact: then Astana, supports: [place.2.city]}
    - id: call
      title: Call of the ministers
      mode: telephone
      date: 2025-02-01
      place: [{venue: Room 7}]
      partners: [Norway]
    """


@pytest.fixture
def tour(dataset: Callable[..., Path]) -> Path:
    path = dataset(TOUR)
    (path.parent / "s.txt").write_text("They met in Almaty and then Astana.", encoding="utf-8")
    return path


def test_a_list_of_one_place_is_that_place(tour: Path) -> None:
    """A program would find one place written in two ways."""
    call = open_archive(tour).get("call")
    assert call.to_record()["place"] == {"venue": "Room 7"}
    assert call.places == (Venue(venue="Room 7"),)


def test_records_come_back_as_they_were(tour: Path) -> None:
    """A record that changes on its way through the model would be written otherwise than it was read."""
    for match in open_archive(tour).find(Query()):
        assert Meeting.from_record(match.meeting.to_record()) == match.meeting
        assert match.meeting.to_record() == match.record


def test_a_meeting_without_partners_is_listed(run: Callable[..., Run], tour: Path) -> None:
    """A third of the records of a real collection name no partner; all of them would be refused."""
    done = run("list", "--data", str(tour), "-F", "id,partners,place")
    assert done.status == 0
    assert done.out.splitlines() == [
        "council\t\t",
        "call\tNorway\tRoom 7",
        "tour\tKazakhstan; Uzbekistan\tAlmaty, Kazakhstan; Astana, Kazakhstan; Uzbekistan",
    ]
    (record,) = json.loads(run("list", "--data", str(tour), "--person", "Ada", "-f", "json").out)
    assert "partners" not in record


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (["--place", "Almaty"], ["tour"]),
        (["--place", "Astana"], ["tour"]),
        (["--place", "Uzbekistan"], ["tour"]),
        (["--place", "Astana, Kazakhstan"], ["tour"]),
        (["--place", "opera house"], ["tour"]),
        (["--place", "Room 7"], ["call"]),
        (["--mode", "telephone"], ["call"]),
        (["--mode", "phone call"], ["call"]),
        (["--mode", "!telephone"], ["council", "tour"]),
        (["--mode", "hybrid"], []),
        (["--bilateral"], ["call"]),
    ],
    ids=" ".join,
)
def test_filters_know_the_fields(run: Callable[..., Run], tour: Path, asked: list[str], found: list[str]) -> None:
    """A place that stands second, a venue or a mode could be recorded but not asked for."""
    done = run("list", "--data", str(tour), "-f", "ids", *asked)
    assert (done.out.split(), done.status) == (found, 0 if found else 1)


def test_an_unknown_mode_is_an_error(run: Callable[..., Run], tour: Path) -> None:
    """A slip in a mode would be answered as if no meeting had it."""
    done = run("list", "--data", str(tour), "--mode", "pigeon")
    assert (done.out, done.status) == ("", 2)
    assert done.err == 'dialogue: there is no mode "pigeon"; it is in-person, video, telephone or hybrid\n'


def test_another_word_for_a_mode_is_said(run: Callable[..., Run], tour: Path) -> None:
    """The person would not learn that a call by phone is recorded as telephone."""
    done = run("list", "--data", str(tour), "--mode", "phone", "-f", "ids")
    assert done.err == 'note: no mode "phone"; taken for "telephone"\n'


def test_a_meeting_counts_for_each_place_once(run: Callable[..., Run], tour: Path) -> None:
    """A meeting in two cities of a country would count for one of them, or for the country as well."""
    done = run("count", "--by", "place", "--data", str(tour), "-q")
    assert sorted(done.out.splitlines()) == sorted(["Almaty\t1", "Astana\t1", "Room 7\t1", "Uzbekistan\t1", "\t1"])


def test_the_words_of_the_fields_are_found(run: Callable[..., Run], tour: Path) -> None:
    """Someone who remembers the venue, or for whom a person stood in, would not find the meeting."""
    for words in ("opera", '"Prime Minister"'):
        assert run("search", words, "--data", str(tour), "-f", "ids").out.split() == ["tour"]


def test_a_card_shows_them(run: Callable[..., Run], tour: Path) -> None:
    """What is recorded would be hidden from who reads the card."""
    out = run("show", "tour", "-e", "--data", str(tour), "-f", "table", env={"COLUMNS": "100"}).out
    lines = [" ".join(line.split()) for line in out.splitlines()]
    assert "Previous date Feb 2025" in lines
    assert "Place Opera House, Almaty, Kazakhstan [1]; Astana, Kazakhstan [2]; Uzbekistan" in lines
    assert "Participants Bo, envoy, on behalf of the Prime Minister" in lines
    assert "Page https://example.org/tour" in lines


def test_a_brief_says_them(run: Callable[..., Run], tour: Path) -> None:
    """A note would give the new date of a postponed meeting as if it had been the first, or one place of three."""
    done = run("brief", "--data", str(tour), env={"DIALOGUE_TODAY": "2025-02-20"})
    assert (
        "was postponed, having been due in February 2025, day not stated; it is now due at Opera House in Almaty, Kazakhstan,"
        " in Astana, Kazakhstan and in Uzbekistan, from 4 to 6 March 2025"
    ) in done.out
    assert "Bo, envoy, on behalf of the Prime Minister" in done.out
    assert "A meeting with Norway took place at Room 7 by telephone on 1 February 2025" in done.out


def test_a_calendar_has_place_and_page(run: Callable[..., Run], tour: Path) -> None:
    """The reader of a calendar would travel to the first of three places, or not find the page."""
    out = run("export", "ics", "--data", str(tour)).out.replace("\r\n ", "")
    assert r"LOCATION:Opera House\, Almaty\, Kazakhstan\; Astana\, Kazakhstan\; Uzbekistan" in out
    assert "URL:https://example.org/tour" in out


def test_a_database_has_a_row_for_each_place(run: Callable[..., Run], tour: Path, tmp_path: Path) -> None:
    """A question in SQL would see only the first place."""
    assert run("export", "sqlite", "--data", str(tour), "-o", str(tmp_path / "m.db")).status == 0
    with closing(sqlite3.connect(tmp_path / "m.db")) as connection:
        places = connection.execute(
            "SELECT city, country, venue FROM meeting_places WHERE meeting_id = 'tour' ORDER BY position"
        ).fetchall()
        mode, url, partners = connection.execute(
            "SELECT (SELECT mode FROM meetings WHERE id = 'call'), (SELECT url FROM meetings WHERE id = 'tour'),"
            " (SELECT partners FROM meetings WHERE id = 'council')"
        ).fetchone()
        stood_in = connection.execute("SELECT on_behalf_of FROM participants WHERE name = 'Bo'").fetchone()[0]
    assert places == [
        ("Almaty", "Kazakhstan", "Opera House"),
        ("Astana", "Kazakhstan", None),
        (None, "Uzbekistan", None),
    ]
    assert (mode, url, partners, stood_in) == ("telephone", "https://example.org/tour", None, "the Prime Minister")


def test_a_yaml_export_is_the_same_collection(
    run: Callable[..., Run], tour: Path, dataset: Callable[..., Path]
) -> None:
    """A copy would lose what the format has learnt."""
    copy = dataset(run("export", "yaml", "--data", str(tour)).out)
    (copy.parent / "s.txt").write_text("They met in Almaty and then Astana.", encoding="utf-8")
    assert [m.record for m in open_archive(copy).find(Query())] == [m.record for m in open_archive(tour).find(Query())]


def test_a_cell_holds_all_places(run: Callable[..., Run], tour: Path) -> None:
    """A spreadsheet would show one city where there were two."""
    rows = {row["id"]: row for row in csv.DictReader(io.StringIO(run("export", "csv", "--data", str(tour)).out))}
    tour_row, call = rows["tour"], rows["call"]
    assert (tour_row["city"], tour_row["country"]) == ("Almaty; Astana", "Kazakhstan; Kazakhstan; Uzbekistan")
    assert (tour_row["previous_date"], tour_row["url"], call["mode"]) == (
        "2025-02",
        "https://example.org/tour",
        "telephone",
    )


def test_the_parts_of_a_place_are_proven_one_by_one(run: Callable[..., Run], tour: Path) -> None:
    """A quote for one of several places would count for all of them, or for none."""
    done = run("check", "--strict", str(tour))
    assert done.status == 1
    lacking = [line for line in done.out.splitlines() if "]: place." in line]
    assert [line.split(": ", 2)[2] for line in lacking] == [
        "place.2.country has no evidence",
        "place.3.country has no evidence",
        "place.venue has no evidence",
    ]
    assert ":15:29:" in lacking[0]


@pytest.mark.parametrize("path", ["place.4", "place.city", "place.2.venue", "place.2.town"])
def test_a_claim_about_a_place_that_is_not_there_is_noticed(
    run: Callable[..., Run], dataset: Callable[..., Path], path: str
) -> None:
    """A quote would be taken for the proof of something that the record does not say."""
    tour = dataset(TOUR.replace("place.2.city", path))
    (tour.parent / "s.txt").write_text("They met in Almaty and then Astana.", encoding="utf-8")
    assert f'place has no item "{path.removeprefix("place.")}"' in run("check", str(tour)).out


@pytest.mark.parametrize(
    ("header", "meeting", "is_noticed"),
    [
        ("", "", True),
        ("dataset: {principal: Elbonia}\n", "", False),
        ("", "  principal: Elbonia\n", False),
        ("", "  partners: [Elbonia]\n", False),
        ("", "  participants: [{role: envoy}]\n", False),
        ("", "  partners: []\n", True),
    ],
)
def test_a_meeting_of_nobody_is_noticed_when_strict(
    run: Callable[..., Run], dataset: Callable[..., Path], header: str, meeting: str, is_noticed: bool
) -> None:
    """A record whose parties were forgotten would pass for one that has none."""
    path = dataset(f"{header}meetings:\n- id: a\n  title: A\n{meeting}")
    assert ("no-party" in run("check", "--strict", str(path)).out) is is_noticed
    assert run("check", str(path)).out == ""


def test_an_address_that_runs_code_is_no_link(run: Callable[..., Run], dataset: Callable[..., Path]) -> None:
    """A page that someone sends on would run what stands in a record."""
    path = dataset('meetings: [{id: a, title: A, url: "javascript:alert(1)"}]')
    page = run("export", "html", "--data", str(path)).out
    assert "javascript:alert(1)" in page
    assert 'href="javascript' not in page
    assert "<javascript" not in run("show", "a", "--data", str(path), "-f", "markdown").out
    assert "URL:" not in run("export", "ics", "--data", str(path)).out


def test_the_library_asks_by_mode(tour: Path) -> None:
    """A program could not ask what a person can."""
    assert [match.id for match in open_archive(tour).find(Query(mode="telephone"))] == ["call"]


FACTS = """
    sources: [{id: s}]
    meetings:
    - id: two
      title: Two places
      place:
      - {city: Riga, country: Latvia, venue: Riga Castle}
      - {city: Vilnius}
      participants:
      - {name: Ann Lee, role: Deputy Minister, represents: Lithuania, capacity: host, on_behalf_of: Prime Minister}
      - {role: an envoy, represents: Latvia, certainty: possible}
      - {name: Bo, certainty: certain}
      evidence:
      - {source: s, exact: at the castle, supports: [place.1.venue]}
      - {source: s, exact: then Vilnius, supports: [place.2]}
      - {source: s, exact: in both, supports: [place]}
    - id: one
      title: One place
      place: {city: Oslo, country: Norway}
      evidence:
      - {source: s, exact: in Norway, supports: [place.country]}
      - {source: s, exact: "Oslo, Norway", supports: [place.country, place.city]}
    """


@pytest.mark.parametrize("format_", ["tsv", "csv"])
def test_a_place_and_a_person_are_one_fact_each(
    run: Callable[..., Run], dataset: Callable[..., Path], format_: str
) -> None:
    """A city would be taken for that of another place, and whom someone stood in for would be read as their own title."""
    done = run("show", "two", "one", "-f", format_, "--data", str(dataset(FACTS)))
    rows = list(csv.reader(io.StringIO(done.out, newline=""), delimiter="\t" if format_ == "tsv" else ","))
    assert [row for row in rows if row[1] in ("place", "participants")] == [
        ["two", "place", "Riga Castle, Riga, Latvia"],
        ["two", "place", "Vilnius"],
        ["two", "participants", "Ann Lee, Deputy Minister, Lithuania, host, on behalf of Prime Minister"],
        ["two", "participants", "an envoy (possibly), Latvia"],
        ["two", "participants", "Bo"],
        ["one", "place", "Oslo, Norway"],
    ]
    assert (done.err, done.status) == ("", 0)


def test_the_words_for_any_part_of_a_place_stand_beside_it(
    run: Callable[..., Run], dataset: Callable[..., Path]
) -> None:
    """What proves the venue of one place would be lost, or said of another."""
    done = run("show", "two", "one", "-e", "--data", str(dataset(FACTS)))
    assert [row[2:5] for row in done.rows if row[1] == "place"] == [
        ["Riga Castle, Riga, Latvia", "s", "at the castle"],
        ["Riga Castle, Riga, Latvia", "s", "in both"],
        ["Vilnius", "s", "then Vilnius"],
        ["Vilnius", "s", "in both"],
        ["Oslo, Norway", "s", "in Norway"],
        ["Oslo, Norway", "s", "Oslo, Norway"],
    ]
