"""Calendars: what a calendar program and a plain reading of RFC 5545 make of them."""

from __future__ import annotations

import datetime
import io
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogue_cli import Archive, Query, open_archive
from dialogue_cli.formats import ics
from tests.conftest import Run
from tests.hostile import datasets, write_dataset

KHAL = Path(sys.executable).with_name("khal")
CONFIG = """
[calendars]
[[meetings]]
path = {folder}/calendar
[sqlite]
path = {folder}/khal.db
[locale]
local_timezone = Pacific/Kiritimati
default_timezone = Pacific/Kiritimati
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
"""
Event = dict[str, str]
Day = datetime.date
ONE_DAY = datetime.timedelta(days=1)


def written(archive: Archive, query: Query | None = None, notes: list[str] | None = None) -> str:
    out = io.StringIO()
    ics.write(archive.find(query or Query()), archive, out, (notes if notes is not None else []).append)
    return out.getvalue()


def plain(value: str) -> str:
    r"""A TEXT value without its escapes (RFC 5545, 3.3.11)."""
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], value)


def components(text: str) -> list[Event]:
    """The calendar and its events as a plain reading of the RFC: names with their parameters, values as they stand."""
    assert text.endswith("\r\n")
    assert "\n" not in text.replace("\r\n", "")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    found, inside = [Event()], [""]
    for line in text.replace("\r\n ", "").removesuffix("\r\n").split("\r\n"):
        name, value = line.split(":", 1)
        if name == "BEGIN":
            inside.append(value)
            if value == "VEVENT":
                found.append({})
        elif name == "END":
            assert inside.pop() == value
        elif inside[-1] in ("VCALENDAR", "VEVENT"):
            target = found[0] if inside[-1] == "VCALENDAR" else found[-1]
            assert name not in target
            target[name] = value
    assert inside == [""]
    return found


def day(value: str) -> Day:
    return datetime.datetime.strptime(value, "%Y%m%d").date()


def test_khal_reads_the_bundled_collection(run: Callable[..., Run], tmp_path: Path) -> None:
    """A calendar program must show each meeting on its own day, wherever its clock stands."""
    done = run("export", "ics", "-o", "meetings.ics", cwd=tmp_path)
    assert done.status == 0
    assert done.err == "note: 6 meetings without a known day left out: a calendar has no place for them\n"
    (tmp_path / "calendar").mkdir()
    (tmp_path / "config").write_text(CONFIG.format(folder=tmp_path), encoding="utf-8")

    def khal(*arguments: str) -> str:
        environment = os.environ | {"XDG_CONFIG_HOME": str(tmp_path), "LC_ALL": "C.UTF-8"}
        command = [KHAL, "-c", "config", *arguments]
        called = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
        assert called.returncode == 0, called.stderr
        return called.stdout

    khal("import", "--batch", "-a", "meetings", "meetings.ics")
    shape = "{start-date}\t{end-date}\t{title}\t{location}\t{all-day}\t{uid}"
    shown = [
        line.split("\t")
        for line in khal("list", "--day-format", "", "--format", shape, "1990-01-01", "15000d").splitlines()
    ]
    archive = open_archive()
    expected = []
    for identifier in archive.ids():
        meeting = archive.get(identifier)
        assert meeting
        if meeting.date and re.fullmatch(r"\d{4}-\d\d-\d\d", meeting.date.text):
            where = str(meeting.place or "")
            expected.append([meeting.date.text] * 2 + [meeting.title, where, "True", f"{identifier}@dialogue-cli"])
    assert shown == expected
    assert len(expected) == 6


FULL = """
    dataset: {title: "Talks, and more; so"}
    sources:
    - {id: a, title: A report, publisher: Press, published: 2025-07-02, url: "javascript:alert(1)"}
    - {id: b, url: https://example.org/x?a=b#c}
    meetings:
    - id: full
      title: Talks of days
      date: 2025-06-29/2025-07-02
      date_note: Said twice.
      place: {city: Sol, country: Aland}
      partners: [Aland, Beria]
      principal: Cedar
      participants: [{name: Ada, role: minister, represents: Aland, capacity: chair}, {role: experts, certainty: possible}]
      topics: ["trade, and more", energy]
      summary: What was said.
      outcomes: [First., Second.]
      note: Beware.
      evidence: [{source: a, exact: x}, {source: b, exact: y}]
    - {id: planned, title: P, date: 2025-01-01, status: planned, partners: [A]}
    - {id: agreed, title: G, date: 2025-01-02, status: agreed, partners: [A]}
    - {id: cancelled, title: C, date: 2025-01-03, status: cancelled, partners: [A]}
    - {id: postponed, title: Q, date: 2025-01-04, status: postponed, partners: [A]}
    - {id: uncertain, title: U, date: "2025-01-05?", partners: [A]}
    - {id: about, title: B, date: "2025-01-06~", partners: [A]}
    - {id: both, title: D, date: "2025-01-07%", partners: [A]}
    """


def test_event_says_all_of_the_record(dataset: Callable[..., Path]) -> None:
    """An event that left out a doubt, or opened a link that is no web page, would do harm."""
    calendar, *events = components(written(open_archive(dataset(FULL), today=Day(2026, 1, 15))))
    by_id = {event["UID"].removesuffix("@dialogue-cli"): event for event in events}
    assert plain(calendar["NAME"]) == plain(calendar["X-WR-CALNAME"]) == "Talks, and more; so"
    assert re.fullmatch(r"-//dialogue-cli//dialogue [\w.]+//EN", calendar["PRODID"])
    assert calendar["VERSION"] == "2.0"
    full = by_id["full"]
    assert (full["DTSTART;VALUE=DATE"], full["DTEND;VALUE=DATE"]) == ("20250629", "20250703")
    assert full["DTSTAMP"] == "20260115T000000Z"
    assert full["URL"] == "https://example.org/x?a=b#c"
    assert [plain(part) for part in re.split(r"(?<!\\),", full["CATEGORIES"])] == ["trade, and more", "energy"]
    assert plain(full["LOCATION"]) == "Sol, Aland"
    assert {event["TRANSP"] for event in events} == {"TRANSPARENT"}
    assert plain(full["DESCRIPTION"]).split("\n") == [
        "On the date: Said twice.",
        "Parties: Cedar, Aland, Beria",
        "",
        "Participants:",
        "- Ada, chair, minister (Aland)",
        "- possibly present: experts",
        "",
        "What was said.",
        "",
        "Outcomes:",
        "- First.",
        "- Second.",
        "",
        "Note: Beware.",
        "",
        "Sources:",
        "- A report, Press, 2 Jul 2025, javascript:alert(1)",
        "- b, https://example.org/x?a=b#c",
    ]
    assert {identifier: event["STATUS"] for identifier, event in by_id.items()} == {
        "full": "CONFIRMED",
        "planned": "TENTATIVE",
        "agreed": "TENTATIVE",
        "cancelled": "CANCELLED",
        "postponed": "TENTATIVE",
        "uncertain": "CONFIRMED",
        "about": "CONFIRMED",
        "both": "CONFIRMED",
    }
    assert "Postponed" in by_id["postponed"]["DESCRIPTION"]
    assert by_id["uncertain"]["SUMMARY"] == "U (date uncertain)"
    assert by_id["about"]["SUMMARY"] == "B (date approximate)"
    assert by_id["both"]["SUMMARY"] == "D (date uncertain and approximate)"
    assert "Date: 5 Jan 2025? (date uncertain)" in by_id["uncertain"]["DESCRIPTION"]


def test_calendar_without_events_is_whole(run: Callable[..., Run]) -> None:
    """RFC 5545 asks for one component at least; a program that subscribes must not get a broken file."""
    done = run("list", "--partner", "Pakistan", "--status", "planned", "-f", "ics")
    assert "note: 1 meeting without a known day left out: a calendar has no place for them\n" in done.err
    assert components(written(open_archive(), Query(status=("planned",))))[1:] == []
    text = written(open_archive(), Query(status=("planned",)))
    assert text.count("BEGIN:VTIMEZONE") == 1
    assert "BEGIN:VTIMEZONE" not in written(open_archive())


days = st.dates(Day(1, 1, 1), Day.max)
edtf = st.one_of(
    days.map(str),
    st.tuples(days, st.sampled_from("?~%")).map(lambda two: f"{two[0]}{two[1]}"),
    st.tuples(days, st.integers(0, 400)).map(
        lambda two: f"{two[0]}/{two[0] + datetime.timedelta(min(two[1], (Day.max - two[0]).days))}"
    ),
    st.tuples(days, days).map(lambda two: f"[{min(two)}..{max(two)}]"),
    days.map(lambda one: f"[{one}..]"),
    days.map(lambda one: f"[..{one}]"),
    days.map(lambda one: str(one)[:7]),
    days.map(lambda one: str(one)[:4]),
    days.map(lambda one: f"{str(one)[:7]}/{Day.max}"),
    days.map(lambda one: f"{str(one)[:9]}X"),
)


def known(text: str) -> tuple[Day, Day] | None:
    """The oracle: which days a date names, by its form alone."""
    found = re.fullmatch(r"(\d{4}-\d\d-\d\d)[?~%]?(?:/(\d{4}-\d\d-\d\d)[?~%]?)?", text)
    window = re.fullmatch(r"\[(\d{4}-\d\d-\d\d)\.\.\1\]", text)
    if window:
        return Day.fromisoformat(window[1]), Day.fromisoformat(window[1])
    # Only the last days of a month that ends in 0 or 1 are one day with an X.
    lone = re.fullmatch(r"(\d{4}-\d\d-3)X", text)
    if lone:
        possible = [one for one in (f"{lone[1]}0", f"{lone[1]}1") if is_day(one)]
        return (Day.fromisoformat(possible[0]),) * 2 if len(possible) == 1 else None
    return (Day.fromisoformat(found[1]), Day.fromisoformat(found[2] or found[1])) if found else None


def is_day(text: str) -> bool:
    try:
        Day.fromisoformat(text)
    except ValueError:
        return False
    return True


@settings(max_examples=60)
@given(dates=st.lists(edtf, min_size=1, max_size=8))
def test_every_day_of_a_meeting_and_no_other(dates: list[str]) -> None:
    """An event a day too long, too short or too exact would send someone to the wrong place."""
    meetings = [{"id": f"m-{i}", "title": "x", "partners": ["A"], "date": text} for i, text in enumerate(dates)]
    with tempfile.TemporaryDirectory() as folder:
        archive = open_archive(write_dataset({"meetings": meetings}, Path(folder, "a.yaml")))
        notes: list[str] = []
        _, *events = components(written(archive, notes=notes))
    shown = {}
    for event in events:
        first = day(event["DTSTART;VALUE=DATE"])
        last = day(event["DTEND;VALUE=DATE"]) - ONE_DAY if "DTEND;VALUE=DATE" in event else Day.max
        if "DURATION" in event:
            assert event["DURATION"] == f"P{(last - first).days + 1}D"
        shown[event["UID"]] = (first, last)
    expected = {f"m-{i}@dialogue-cli": known(text) for i, text in enumerate(dates)}
    assert shown == {uid: span for uid, span in expected.items() if span}
    left_out = list(expected.values()).count(None)
    assert [int(note.split()[0]) for note in notes] == ([left_out] if left_out else [])


@settings(max_examples=100)
@given(dataset=datasets())
def test_hostile_texts_stay_texts(dataset: dict[str, Any]) -> None:
    """A title must not begin an event of its own, move a terminal's cursor, or lose what it says."""
    with tempfile.TemporaryDirectory() as folder:
        archive = open_archive(write_dataset(dataset, Path(folder, "a.yaml")))
        text = written(archive)
        _, *events = components(text)
        assert not re.search("[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]", text)
        assert text.split("\r\n") == [*text.splitlines(), ""]
        meetings = {f"{m['id']}@dialogue-cli": m for m in dataset["meetings"] if known(m.get("date", ""))}
        assert {event["UID"] for event in events} == set(meetings)
        for event in events:
            title = meetings[event["UID"]]["title"]
            if title.isprintable():
                shown = plain(event["SUMMARY"])
                assert shown == title or (
                    shown.startswith(f"{title} (date ") and meetings[event["UID"]]["date"][-1] in "?~%"
                )
            assert re.fullmatch("https?://[!-~]+", event.get("URL", "https://no.url"))


@pytest.mark.parametrize("text", ["C:\\New", "\\Napoli", "a\\nb", "\\\\N"])
def test_backslashes_survive(text: str) -> None:
    r"""The library reads a backslash and an N as a line end; the name would lose a letter."""
    escaped = ics._Text(text).to_ical().decode()
    assert plain(escaped) == text


def test_an_event_says_in_a_sentence_that_it_is_only_possible(
    run: Callable[..., Run], dataset: Callable[..., Path]
) -> None:
    """Who reads the calendar would not understand why the meeting is in it."""
    path = dataset("""
        meetings:
        - {id: a, title: A, date: 2025-01-05, participants: [{name: Ada, certainty: possible}]}
        """)
    out = run("list", "--person", "Ada", "-f", "ics", "--data", str(path)).out.replace("\r\n ", "")
    assert "DESCRIPTION:This meeting is only possibly among those asked for." in out
