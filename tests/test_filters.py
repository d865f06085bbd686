"""The filters: SQL against a plain loop over all meetings, and the answers that the contract names."""

from __future__ import annotations

import datetime
import json
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogue_cli import Meeting, Period, Query, open_archive
from tests.conftest import Run

Day = datetime.date
TODAY = Day(2024, 6, 15)
PARTNERS = ["Aland", "Beria", "Cedar", "North", "Union"]
GROUPS = {"North": {"Aland", "Beria"}, "Union": {"North", "Cedar"}}
CITIES = {"Sol": "Aland", "Luna": "Beria"}
DATES = [
    "2024",
    "2024-06",
    "2024-06-15",
    "2024-06-14",
    "2024-06-16?",
    "2023-12-30/2024-01-02",
    "[2024-06-10..2024-06-20]",
    "[..2024-06-15]",
    "[2024-06-15..]",
    "202X",
    "2024-0X",
]


@st.composite
def records(draw: st.DrawFn, number: int) -> dict[str, object]:
    """A record in the form of the dataset."""
    record: dict[str, object] = {"id": f"m-{number}", "title": f"Meeting {number}"}
    record["partners"] = draw(st.lists(st.sampled_from([*PARTNERS, "Home"]), min_size=1, max_size=3, unique=True))
    optional = {
        "date": st.sampled_from(DATES),
        "status": st.sampled_from(["held", "planned", "cancelled", "agreed"]),
        "kind": st.sampled_from(["summit", "visit"]),
        "series": st.sampled_from(["talks", "forum"]),
        "ordinal": st.integers(1, 3),
        "principal": st.sampled_from(["Aland", "Other"]),
        "topics": st.lists(st.sampled_from(["trade", "energy"]), min_size=1, unique=True),
        "place": st.sampled_from(
            [
                {"city": "Sol"},
                {"city": "Luna"},
                {"country": "Aland"},
                {"city": "Sol", "country": "Aland"},
                {"city": "Sol", "country": "Bland"},
                [{"city": "Sol", "country": "Bland"}, {"country": "Aland"}],
            ]
        ),
        "participants": st.lists(
            st.fixed_dictionaries(
                {"name": st.sampled_from(["Ada", "Bo"])},
                optional={"certainty": st.sampled_from(["possible", "certain"])},
            ),
            min_size=1,
            max_size=2,
        ),
    }
    for field, values in optional.items():
        if draw(st.booleans()):
            record[field] = draw(values)
    return record


@st.composite
def collections(draw: st.DrawFn) -> list[dict[str, object]]:
    return [draw(records(i)) for i in range(draw(st.integers(1, 6)))]


PERIODS = [
    None,
    Period(Day(2024, 6, 1), Day(2024, 6, 30)),
    Period(Day(2024, 6, 15), Day(2024, 6, 15)),
    Period(Day(2024, 1, 1), None),
    Period(None, Day(2023, 12, 31)),
]
QUERIES = st.builds(
    Query,
    partner=st.lists(st.sampled_from([*PARTNERS, "Home"]), max_size=2).map(tuple),
    person=st.lists(st.just("Ada"), max_size=1).map(tuple),
    topic=st.lists(st.sampled_from(["trade", "energy"]), max_size=2).map(tuple),
    series=st.lists(st.just("talks"), max_size=1).map(tuple),
    kind=st.lists(st.just("visit"), max_size=1).map(tuple),
    status=st.lists(st.sampled_from(["held", "planned"]), max_size=2).map(tuple),
    place=st.lists(st.sampled_from(["Sol", "Aland"]), max_size=1).map(tuple),
    round=st.lists(st.integers(1, 3), max_size=2).map(tuple),
    period=st.sampled_from(PERIODS),
    certain=st.booleans(),
    bilateral=st.booleans(),
    last=st.one_of(st.none(), st.integers(1, 2)),
    next=st.one_of(st.none(), st.integers(1, 2)),
    reverse=st.booleans(),
    limit=st.one_of(st.none(), st.integers(1, 3)),
)


def known_members(group: str) -> set[str]:
    found = set(GROUPS.get(group, ()))
    for member in list(found):
        found |= known_members(member)
    return found


def parties(meeting: Meeting, principal: str) -> set[str]:
    return set(meeting.partners) | {meeting.principal or principal}


def matches(meeting: Meeting, query: Query) -> bool:
    """The oracle: the contract in plain Python, one meeting at a time; last and next aside."""
    others = [name for name in meeting.partners if name != (meeting.principal or "Home")]

    def party(asked: str) -> bool:
        wanted = {asked} | known_members(asked) | {group for group in GROUPS if asked in known_members(group)}
        return bool(wanted & parties(meeting, "Home"))

    def place(asked: str) -> bool:
        return any(asked in (one.city, one.country or CITIES.get(one.city or "")) for one in meeting.places)

    def person(asked: str) -> bool:
        return any(p.name == asked and (p.is_certain or not query.certain) for p in meeting.participants)

    return (
        (not query.partner or any(map(party, query.partner)))
        and (not query.person or any(map(person, query.person)))
        and (not query.topic or bool(set(query.topic) & set(meeting.topics)))
        and (not query.series or meeting.series in query.series)
        and (not query.kind or meeting.kind in query.kind)
        and (not query.status or meeting.status in query.status)
        and (not query.place or any(map(place, query.place)))
        and (not query.round or meeting.ordinal in query.round)
        and (not query.bilateral or (len(others) == 1 and others[0] not in GROUPS))
        and (query.period is None or (meeting.date is not None and meeting.date.possibly_in(query.period)))
        and (not query.period or not query.certain or bool(meeting.date and meeting.date.certainly_in(query.period)))
    )


def moment(meeting: Meeting) -> Day:
    assert meeting.date
    return meeting.date.earliest or meeting.date.latest or Day.min


def expected(meetings: list[Meeting], query: Query) -> list[str]:
    found = [m for m in meetings if matches(m, query)]
    dated = sorted((m for m in found if m.date), key=lambda m: (moment(m), m.id), reverse=query.reverse)
    undated = sorted((m for m in found if not m.date), key=lambda m: m.id, reverse=query.reverse)
    if query.last or query.next:
        forward = sorted(dated, key=lambda m: (moment(m), m.id))
        past = [
            m
            for m in forward
            if (query.status or m.status == "held") and (m.date.earliest is None or m.date.earliest <= TODAY)
        ]
        coming = [
            m
            for m in forward
            if (query.status or m.status != "cancelled")
            and (
                (m.date.earliest is not None and m.date.earliest > TODAY)
                or (m.status != "held" and (m.date.latest is None or m.date.latest >= TODAY))
            )
        ]
        chosen = {m.id for m in (past[-query.last :] if query.last else [])}
        chosen |= {m.id for m in (coming[: query.next] if query.next else [])}
        dated, undated = [m for m in dated if m.id in chosen], []
    return [m.id for m in dated + undated][: query.limit]


@pytest.mark.long
@settings(max_examples=120)
@given(collections(), st.lists(QUERIES, min_size=4, max_size=8))
def test_filters_agree_with_a_plain_loop(meetings: list[dict[str, object]], queries: list[Query]) -> None:
    """A clause of the SQL that is off by one would lose or invent meetings for everybody."""
    text = {
        "dataset": {"format": "1", "principal": "Home"},
        "partners": [{"name": name, "members": sorted(GROUPS.get(name, ()))} for name in PARTNERS],
        "places": [{"name": city, "country": country} for city, country in CITIES.items()],
        "people": [{"name": "Ada"}],
        "series": [{"id": "talks"}],
        "topics": [{"name": "trade"}, {"name": "energy"}],
        "meetings": meetings,
    }
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "d.yaml"
        path.write_text(json.dumps(text), encoding="utf-8")  # JSON is YAML
        archive = open_archive(path, today=TODAY)
        all_meetings = [match.meeting for match in archive.find(Query())]
        assert len(all_meetings) == len(meetings)
        for query in queries:
            if "visit" in query.kind and not any(m.kind == "visit" for m in all_meetings):
                continue
            assert [match.id for match in archive.find(query)] == expected(all_meetings, query)


@pytest.mark.parametrize(
    ("arguments", "ids"),
    [
        (["--partner", "Pakistan", "--since", "2025"], ["eu-pakistan-strategic-dialogue-7", "eu-pakistan-strategic-dialogue-8"]),
        (["--partner", "PK", "--status", "planned"], ["eu-pakistan-strategic-dialogue-8"]),
        (["--partner", "PAK", "--on", "2022"], ["johansson-visit-to-pakistan", "johansson-visit-to-peshawar"]),
        (["--series", "eu-pakistan-strategic-dialogue", "--round", "7"], ["eu-pakistan-strategic-dialogue-7"]),
        (["--place", "Tajikistan", "--on", "10 July 2025"], ["eu-central-asia-ct-dialogue-1"]),
        (["--place", "Peshawar"], ["johansson-visit-to-peshawar"]),
        (["--person", "Kaja Kallas", "--partner", "Pakistan"], ["eu-pakistan-strategic-dialogue-7"]),
        (["--person", "Olof Skoog"], ["eu-central-asia-ct-dialogue-1", "eu-central-asia-hlpsd-12"]),
        (["--person", "Olof Skoog", "--certain"], []),
        (["--partner", "Uzbekistan", "--until", "2025-04"], ["eu-central-asia-ministerial-20", "eu-central-asia-summit-1"]),
        (["--partner", "Uzbekistan", "--bilateral"], []),
        (["--partner", "Pakistan", "--last", "1"], ["eu-pakistan-strategic-dialogue-7"]),
        (["--partner", "Pakistan", "--next", "1"], ["eu-pakistan-strategic-dialogue-8"]),
        (["--on", "2025-12-02", "--certain"], ["eu-kazakhstan-visa-readmission-talks"]),
        (["--partner", "Türkiye"], []),
        (["--partner", "EU", "--kind", "summit"], ["eu-central-asia-summit-1"]),
    ],
)  # fmt: skip
def test_filters_on_the_bundled_collection(arguments: list[str], ids: list[str], run: Callable[..., Run]) -> None:
    """The questions that the tool was made for, with the answers that the four documents give."""
    done = run("list", *arguments)
    assert done.ids == ids
    assert done.status == (0 if ids else 1)


RIVALS = """meetings:
- {id: a, title: A, date: 2025-03-10}
- {id: b, title: B, date: 2025-03}
- {id: c, title: C, date: 2025-03-01/2025-03-20}
- {id: d, title: D, date: 2025-03-12, status: cancelled}
- {id: e, title: E, date: 2026-06, status: planned}
- {id: f, title: F, date: 2026-06-20, status: planned}
- {id: g, title: G, date: '[2026-01-01..]', status: planned}
"""


@pytest.mark.parametrize(
    ("arguments", "ids", "notes"),
    [
        # A visit that began earlier is not later, however long it was; what is cancelled was not held.
        (["--last", "1"], ["a"], ["1 other meeting may be later"]),
        (["--last", "2"], ["a", "c"], ["1 other meeting may be later"]),
        (["--last", "3"], ["a", "b", "c"], []),
        (["--next", "1"], ["g"], ["2 other meetings may be sooner"]),
        (["--next", "2"], ["g", "e"], ["1 other meeting may be sooner"]),
        (["--next", "3"], ["g", "e", "f"], []),
        (
            ["--last", "1", "--next", "1"],
            ["a", "g"],
            ["1 other meeting may be later", "2 other meetings may be sooner"],
        ),
        (["--last", "1", "--status", "cancelled"], ["d"], []),
    ],
)
def test_the_last_and_the_next_ones_may_be_others(
    arguments: list[str],
    ids: list[str],
    notes: list[str],
    run: Callable[..., Run],
    dataset: Callable[..., Path],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A meeting of "March" would be earlier than one of the 10th of March, for certain."""
    monkeypatch.setenv("DIALOGUE_TODAY", "2025-11-01")
    done = run("list", *arguments, "--data", dataset(RIVALS))
    assert sorted(done.ids) == sorted(ids)
    said = [line for line in done.err.splitlines() if "may be" in line]
    assert said == [f"note: {note}: the dates do not tell" for note in notes]


def test_a_group_finds_its_members_and_a_member_its_groups(run: Callable[..., Run]) -> None:
    """Someone who asks for Central Asia wants the meetings with Kazakhstan, and the other way round."""
    group = set(run("list", "-p", "Central Asia", "-f", "ids").ids)
    member = set(run("list", "-p", "Kazakhstan", "-f", "ids").ids)
    other = set(run("list", "-p", "Kyrgyzstan", "-f", "ids").ids)
    assert group == member  # all bilateral ones in this collection are with Kazakhstan
    assert "eu-kazakhstan-cooperation-council-22" not in other
    assert "eu-central-asia-summit-1" in other
    assert set(run("list", "-p", "Pakistan", "-f", "ids").ids).isdisjoint(group)


def test_undated_meetings_fail_a_period_and_are_counted(run: Callable[..., Run]) -> None:
    """A dialogue only agreed upon must not pass for one of 2025, nor vanish without a word."""
    done = run("list", "--partner", "Pakistan", "--since", "2020")
    assert "eu-pakistan-migration-dialogue" not in done.ids
    assert done.err == "note: 1 undated meeting left out: undated meetings match no period\n"
    assert run("list", "--partner", "Pakistan", "--since", "2020", "-q").err == ""


def test_what_is_only_possible_is_marked(run: Callable[..., Run]) -> None:
    """ "Possibly in December" must not be read as "in December"."""
    done = run("list", "--on", "2025-12")
    marks = {row[0]: row[2] for row in done.rows}
    assert marks["eu-kazakhstan-cooperation-council-22"] == "held?"
    assert marks["eu-kazakhstan-visa-readmission-talks"] == "held"
    assert marks["eu-pakistan-strategic-dialogue-8"] == "planned?"
    found = {m["id"]: m["certain"] for m in json.loads(run("list", "--on", "2025-12", "-f", "json").out)}
    assert found["eu-kazakhstan-cooperation-council-22"] is False
    assert found["eu-kazakhstan-visa-readmission-talks"] is True
    assert "certain" not in json.loads(run("list", "-f", "json").out)[0]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--since", "2025", "--since", "2024"], "dialogue: --since may be given once; it was given 2 times"),
        (["--since", "2026", "--until", "2025"], "dialogue: --since 2026 begins on 1 Jan 2026, after --until 2025 ends on 31 Dec 2025"),
        (["--since", "2026", "--on", "2025"], "dialogue: --on 2025 and the range of --since and --until have no day in common"),
        (["--on", "11/07/2025"], 'dialogue: "11/07/2025" can be 2025-07-11 (11 Jul 2025) or 2025-11-07 (7 Nov 2025); write one of them'),
        (["--status", "done"], 'dialogue: there is no status "done"; it is held, planned, agreed, cancelled or postponed'),
        (["--sort", "size"], 'dialogue: cannot sort by "size"; sort by date, id, title, status, kind, series, ordinal, place, partners or score'),
        (["-F", "id,tilte"], 'dialogue: there is no field "tilte"; did you mean "title"?'),
        (["-f", "jsn"], 'dialogue: there is no format "jsn" here; it is table, tsv, csv, json, jsonl, yaml, markdown, ids, ics, svg or html'),
        (["--partner", "..."], 'dialogue: "..." is not a valid partner'),
    ],
)  # fmt: skip
def test_a_wrong_call_is_status_2_and_one_sentence(arguments: list[str], message: str, run: Callable[..., Run]) -> None:
    """A call that is half understood would give half an answer."""
    done = run("list", *arguments)
    assert (done.status, done.out, done.err) == (2, "", message + "\n")


def test_today_must_be_a_day(run: Callable[..., Run]) -> None:
    """A report that is reproduced with a misspelt day must not silently use the clock."""
    done = run("list", "--on", "today", env={"DIALOGUE_TODAY": "soon"})
    assert (done.status, done.out) == (2, "")
    assert done.err == 'dialogue: DIALOGUE_TODAY is "soon"; it must be a day such as 2025-11-21\n'


@pytest.mark.parametrize("field", ["date", "id", "title", "status", "kind", "series", "ordinal", "place", "partners"])
def test_every_order_holds_every_meeting_once(field: str, run: Callable[..., Run]) -> None:
    """An order that dropped what has no value in its field would hide meetings."""
    forward, backward = run("list", "--sort", field).ids, run("list", "--sort", field, "--reverse").ids
    assert sorted(forward) == sorted(backward) == sorted(run("list").ids)
    if field == "date":
        assert forward[-1] == backward[-1] == "eu-pakistan-migration-dialogue"
        assert forward[:-1] == backward[:-1][::-1]
    if field == "id":
        assert forward == sorted(forward) == backward[::-1]


def test_two_spellings_of_one_party_are_one_party(run: Callable[..., Run], dataset: Callable[..., Path]) -> None:
    """A bilateral meeting stays one when its record names the partner twice."""
    path = dataset(
        "meetings: [{id: a, title: A, partners: [Sweden, Kingdom of Sweden]}, {id: b, title: B, partners: [Sweden, Norway]}]"
    )
    assert run("list", "--data", str(path), "-p", "Sweden", "--bilateral").ids == ["a"]
