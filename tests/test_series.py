"""`dialogue series`: rounds, gaps in the record, intervals, what is next."""

from __future__ import annotations

import base64
import itertools
import json
import re
import statistics
import zlib
from collections.abc import Callable
from datetime import date as Day
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogue_cli import open_archive
from dialogue_cli.dataset.series import Interval, Round, last_held, median_interval, missing_runs, next_one
from dialogue_cli.dates.edtf import parse
from dialogue_cli.terminal.series import interval_words
from tests.conftest import DIALOGUE, TODAY, Run
from tests.terminal import look

SMALL = """
    dataset: {principal: Home}
    series:
    - {id: talks, name: Yearly Talks, aliases: [Old Talks]}
    - {id: empty, name: Never Met}
    meetings:
    - {id: t1, title: T, series: talks, ordinal: 1, date: 2019-05-10, partners: [A], place: {city: Sol}}
    - {id: t2, title: T, series: talks, ordinal: 2, date: 2020-05, partners: [A]}
    - {id: t3, title: T, series: talks, ordinal: 3, date: 2021-05-12/2021-05-13, partners: [A]}
    - {id: t5, title: T, series: talks, ordinal: 5, date: 2023-01-02, partners: [A]}
    - {id: t8, title: T, series: talks, ordinal: 8, status: planned, date: "[2026-02-01..2026-03-31]", partners: [A]}
    - {id: tx, title: T, series: talks, date: "[..2022]", partners: [A]}
    - {id: u, title: U, series: Loose Ends, partners: [A]}
"""


def test_bundled_lines(run: Callable[..., Run]) -> None:
    """If a line changed its shape, the scripts that read it would break."""
    done = run("series")
    assert done.out == (
        "eu-pakistan-strategic-dialogue\tEU-Pakistan Strategic Dialogue\t7-8\t1-6\t2025-11-21\t[2025-11-22..]\n"
        "eu-pakistan-migration-and-mobility-dialogue\tEU-Pakistan Dialogue on Migration and Mobility\t\t\t\t\n"
        "eu-central-asia-summit\tEU-Central Asia Summit\t1\t\t2025-04-04\t\n"
        "eu-central-asia-ministerial\tEU-Central Asia Ministerial Meeting\t20\t1-19\t2025-03-27\t\n"
        "eu-central-asia-hlpsd\tEU-Central Asia High-Level Political and Security Dialogue\t12\t1-11\t2025-07-11\t\n"
        "eu-central-asia-ct-dialogue\tEU-Central Asia Counter-Terrorism Dialogue\t1\t\t2025-07-10\t\n"
        "eu-kazakhstan-cooperation-council\tEU-Kazakhstan Cooperation Council\t22\t1-21\t[2025-11-01..2025-12-03]\t\n"
        "eu-kazakhstan-parliamentary-committee\tEU-Kazakhstan Parliamentary Cooperation Committee\t"
        "22\t1-21\t2025-11\t\n"
    )
    assert (done.err, done.status) == ("", 0)


def test_every_meeting_of_a_series_is_there(run: Callable[..., Run]) -> None:
    """If a meeting of a series were left out, the record would look emptier than it is."""
    wanted: dict[str, set[str]] = {}
    for record in json.loads(run("list", "-f", "json").out):
        if "series" in record:
            wanted.setdefault(record["series"], set()).add(record["id"])
    found = {one["id"]: {r["id"] for r in one["rounds"]} for one in json.loads(run("series", "-f", "json").out)}
    assert found == wanted


def test_lines(run: Callable[..., Run], dataset: Callable[..., Path]) -> None:
    """If a series without meetings, or one outside the vocabulary, were left out, nobody would know of it."""
    path = str(dataset(SMALL))
    assert run("series", "--data", path).out == (
        "talks\tYearly Talks\t1-3; 5; 8\t4; 6-7\t2023-01-02\t[2026-02-01..2026-03-31]\n"
        "empty\tNever Met\t\t\t\t\n"
        "Loose Ends\tLoose Ends\t\t\t\t\n"
    )
    assert run("series", "--data", path, "-f", "ids").out == "talks\nempty\nLoose Ends\n"
    assert run("series", "--data", path, "loose ends", "empty").ids == ["empty", "Loose Ends"]


def test_json(run: Callable[..., Run], dataset: Callable[..., Path]) -> None:
    """If the keys of the JSON changed, the programs that read it would break."""
    path = str(dataset(SMALL))
    found = json.loads(run("series", "--data", path, "-f", "json").out)
    assert found[0] == {
        "id": "talks",
        "name": "Yearly Talks",
        "rounds": [
            {"ordinal": 1, "id": "t1", "date": "2019-05-10", "status": "held", "place": "Sol"},
            {"ordinal": 2, "id": "t2", "date": "2020-05", "status": "held"},
            {"ordinal": 3, "id": "t3", "date": "2021-05-12/2021-05-13", "status": "held"},
            {"ordinal": 5, "id": "t5", "date": "2023-01-02", "status": "held"},
            {"ordinal": 8, "id": "t8", "date": "[2026-02-01..2026-03-31]", "status": "planned"},
            {"id": "tx", "date": "[..2022]", "status": "held"},
        ],
        "missing": [[4, 4], [6, 7]],
        # 1 to 2: 357 to 387 days; 2 to 3: 346 to 376.
        "interval_days": {"least": 351, "most": 382},
        "last": "t5",
        "next": "t8",
    }
    assert found[1] == {"id": "empty", "name": "Never Met", "rounds": [], "missing": []}
    assert found[2]["rounds"] == [{"id": "u", "status": "held"}]


@pytest.mark.parametrize(
    ("name", "ids", "err"),
    [
        ("talks", ["talks"], ""),
        ("Old Talks", ["talks"], ""),
        ("yearly", ["talks"], 'note: no series "yearly"; taken for "Yearly Talks"\n'),
        ("Yaerly Talks", ["talks"], 'note: no series "Yaerly Talks"; taken for "Yearly Talks"\n'),
        ("opera", [], 'note: no series "opera" in this dataset\n'),
    ],
)
def test_names(run: Callable[..., Run], dataset: Callable[..., Path], name: str, ids: list[str], err: str) -> None:
    """If a name led elsewhere here than with --series, the two could not be used together."""
    done = run("series", name, "--data", str(dataset(SMALL)))
    assert (done.ids, done.err, done.status) == (ids, err, 0 if ids else 1)


def test_none(run: Callable[..., Run], dataset: Callable[..., Path]) -> None:
    """If a dataset without any series gave silence, it would look like a failure."""
    path = dataset("meetings: [{id: a, title: A, partners: [X]}]")
    done = run("series", "--data", str(path))
    assert (done.out, done.err, done.status) == (
        "",
        "note: no series is named in 1 meeting, none with a date (meetings.yaml)\n",
        1,
    )
    assert run("series", "--data", str(path), "-f", "json").out == "[]\n"


def test_a_part_of_several_names_is_all_of_them(run: Callable[..., Run]) -> None:
    """If one of several series were chosen, the answer could be about another."""
    done = run("series", "central asia")
    assert [row[0] for row in done.rows] == [
        "eu-central-asia-summit",
        "eu-central-asia-ministerial",
        "eu-central-asia-hlpsd",
        "eu-central-asia-ct-dialogue",
    ]
    assert done.status == 0
    assert done.err.startswith('note: "central asia" is part of 4 names: ')
    _, [note] = open_archive().series(["central asia"])
    assert done.err == f"note: {note}\n"


def test_terminal_rounds(environment: dict[str, str], dataset: Callable[..., Path]) -> None:
    """If a gap in the record were not said, or called a round not held, a person would conclude something false."""
    seen = look([DIALOGUE, "series", "talks", "--data", str(dataset(SMALL))], environment, columns=60)
    assert seen.screen == [
        "Yearly Talks",
        "talks",
        "─" * 60,
        "  1  10 May 2019         Sol · t1",
        "  2  May 2020            t2",
        "  3  12–13 May 2021      t3",
        "  4  not in the record",
        "  5  2 Jan 2023          t5",
        "6–7  not in the record",
        "  8  Feb or Mar 2026     planned · t8",
        "     by the end of 2022  tx",
        "",
        "Held               4 rounds: 1–3, 5",
        "Planned            1 round: 8",
        "Not in the record  3 rounds: 4, 6–7",
        "Median interval    at least 351, at most 382 days (about",
        "                   12–13 months)",
        "Last held          2 Jan 2023 · t5",
        "Next               Feb or Mar 2026 · t8",
    ]
    seen = look([DIALOGUE, "series", "empty", "--data", str(dataset(SMALL))], environment, columns=60)
    assert seen.screen == ["Never Met", "empty", "─" * 60, "no meeting of this series is in the record"]


@pytest.mark.parametrize("columns", [40, 80, 120, 200])
def test_terminal_overview(environment: dict[str, str], columns: int) -> None:
    """If a column were cut in a narrow window, a round or a gap would be missing."""
    seen = look([DIALOGUE, "series"], environment, columns=columns)
    assert max(map(len, seen.screen)) <= columns
    text = "".join(seen.text.split())
    for words in ("held7,planned8", "1–6", "1–19", "1–11", "1–21", "8series"):
        assert words in text
    if columns >= 120:
        assert any(line.startswith("EU-Pakistan Strategic Dialogue ") and "1–6" in line for line in seen.screen)


@pytest.mark.parametrize("columns", [40, 60, 80, 100, 120, 160, 200])
def test_no_word_of_the_overview_is_broken(run: Callable[..., Run], columns: int) -> None:
    """A name cut in the middle of a word looks like a mistake, and is found by no search on the screen."""
    done = run("series", "-f", "table", env={"COLUMNS": str(columns)})
    assert max(map(len, done.out.splitlines())) <= columns
    words = {word for row in run("series").rows for word in row[1].split()}
    assert words <= set(done.out.split())
    assert "8 series · 7 rounds held · 1 round planned · 78 not in the record · 1 meeting without a number" in " ".join(
        done.out.split()
    )


def test_of_very_many_series_the_largest_are_shown(run: Callable[..., Run], dataset: Callable[..., Path]) -> None:
    """A thousand rows would hide the series that matter, or rows would be missing without a word."""
    meetings = [
        f"- {{id: m-{i}-{n}, title: M, series: Talks {i}, ordinal: {n}, date: {1900 + n}}}"
        for i in range(60)
        for n in range(1, 2 + i)
    ]
    path = str(dataset("meetings:\n" + "\n".join(meetings) + "\n"))
    drawn = run("series", "--data", path, "--color", "always", env={"COLUMNS": "100"}).out
    plain = re.sub(r"\x1b\[[\d;]*m", "", drawn)
    assert re.findall(r"^Talks (\d+) ", plain, re.MULTILINE) == [str(i) for i in range(10, 60)]
    assert "10 series left out; these have the most meetings. dialogue series -f table shows all." in plain
    assert f"60 series · {sum(range(1, 61)):,} rounds held" in plain
    whole = run("series", "--data", path, "-f", "table").out
    assert len(re.findall(r"^Talks \d+ ", whole, re.MULTILINE)) == 60
    one = re.sub(r"\x1b\[[\d;]*m", "", run("series", "Talks 59", "--data", path, "--color", "always").out)
    assert re.findall(r"^ ?(\d+)  19", one, re.MULTILINE) == [str(n) for n in range(11, 61)]
    assert "10 earlier lines left out; dialogue series Talks 59 -f table shows all." in one


DAY = Day.fromisoformat(TODAY)


def held(ordinal: int | None, date: str | None, status: str = "held") -> Round:
    """A round with an id that tells which it is."""
    return Round(f"r{ordinal}-{date}", ordinal, parse(date) if date else None, status, "")


@given(st.sets(st.integers(1, 30)))
def test_missing_and_recorded_rounds_are_all_up_to_the_highest(ordinals: set[int]) -> None:
    """If a round were neither recorded nor missing, or both, the gaps would be wrong."""
    gaps = [n for first, last in missing_runs(ordinals) for n in range(first, last + 1)]
    assert sorted([*gaps, *ordinals]) == list(range(1, max(ordinals, default=0) + 1))


WINDOWS = st.tuples(st.integers(0, 40), st.integers(0, 40))


@given(st.lists(WINDOWS, min_size=2, max_size=5), st.data())
def test_the_interval_holds_the_true_median(windows: list[tuple[int, int]], data: st.DataObject) -> None:
    """If the bounds did not hold what happened on any reading of the dates, the interval would be a guess."""
    start = Day(2020, 1, 1).toordinal()
    rounds, days = [], []
    for number, (gap, length) in enumerate(windows, 1):
        first = (days[-1] if days else start) + gap
        day = data.draw(st.integers(first, first + length))
        rounds.append(held(number, f"[{Day.fromordinal(first)}..{Day.fromordinal(first + length)}]"))
        days.append(day)
    found = median_interval(rounds)
    true = statistics.median(later - earlier for earlier, later in itertools.pairwise(days))
    assert found
    assert found.least <= true
    assert found.most is not None
    assert true <= found.most


@pytest.mark.parametrize(
    ("rounds", "wanted"),
    [
        ([held(1, "2020-01-01"), held(2, "2021-01-01")], Interval(366, 366)),
        ([held(1, "2020-01-01"), held(3, "2021-01-01")], None),
        ([held(1, "2020-01-01"), held(2, None)], None),
        ([held(1, "2020-01-01"), held(2, "2021-01-01~")], None),
        ([held(1, "2020-01-01"), held(2, "2021-01-01", "planned")], None),
        ([held(1, "[..2020-01-01]"), held(2, "2020-01-11")], Interval(10, None)),
        ([held(1, "[2020-01-01..]"), held(2, "2020-01-11")], Interval(0, 10)),
        ([held(1, "[..2020-01-01]"), held(2, "[..2020-01-01]")], None),
    ],
)
def test_interval(rounds: list[Round], wanted: Interval | None) -> None:
    """If an interval were told where dates tell none, it would be made up."""
    assert median_interval(rounds) == wanted


@pytest.mark.parametrize(
    ("interval_", "words"),
    [
        (Interval(1, 1), "1 day"),
        (Interval(366, 366), "366 days (about 12 months)"),
        (Interval(30, 33), "at least 30, at most 33 days"),
        (Interval(300, 400), "at least 300, at most 400 days (about 10–13 months)"),
        (Interval(0, 10), "at most 10 days"),
        (Interval(10, None), "at least 10 days"),
        (None, ""),
    ],
)
def test_interval_words(interval_: Interval | None, words: str) -> None:
    """If the words were more exact than the bounds, they would be untrue."""
    assert interval_words(interval_) == words


@pytest.mark.parametrize(
    ("rounds", "last", "following"),
    [
        ([], None, None),
        ([held(1, "2020"), held(2, None)], "r1-2020", None),
        ([held(1, "2020"), held(2, "2021"), held(None, "2022")], "rNone-2022", None),
        ([held(2, "2021"), held(None, "2020")], "r2-2021", None),
        ([held(1, "2025"), held(2, "2026-02-01")], "r1-2025", "r2-2026-02-01"),
        ([held(3, "2025-12-01", "planned"), held(4, None, "planned")], None, "r4-None"),
        ([held(3, "2026-12-01", "cancelled"), held(4, "2027", "postponed")], None, "r4-2027"),
        ([held(3, "[2025-12-01..]", "planned"), held(None, None, "agreed")], None, "r3-[2025-12-01..]"),
    ],
)
def test_last_and_next(rounds: list[Round], last: str | None, following: str | None) -> None:
    """If a meeting whose day has passed were next, or one to come the last, people would prepare for nothing."""
    found = last_held(rounds, DAY), next_one(rounds, DAY)
    assert [one.id if one else None for one in found] == [last, following]


NAMED = """
    dataset: {principal: Home}
    series:
    - {id: eu-pk, name: EU-Pakistan Strategic Dialogue, aliases: [Strategic Dialogue]}
    - {id: bare-id, aliases: [Bare]}
    meetings:
    - {id: by-id, title: A, series: eu-pk, ordinal: 1, date: 2020-05-10, partners: [A], kind: dialogue}
    - {id: by-name, title: B, series: EU-Pakistan Strategic Dialogue, ordinal: 2, date: 2021-05-10, partners: [A], kind: dialogue}
    - {id: by-alias, title: C, series: strategic  dialogue, ordinal: 3, date: 2022-05-10, partners: [A], kind: dialogue}
    - {id: nameless, title: D, series: Bare, ordinal: 4, date: 2023-05-10, partners: [A], kind: dialogue}
    - {id: unlisted, title: E, series: Loose-Ends, ordinal: 5, date: 2024-05-10, partners: [A], kind: dialogue}
"""
SHOWN_NAMES = {
    "by-id": "EU-Pakistan Strategic Dialogue",
    "by-name": "EU-Pakistan Strategic Dialogue",
    "by-alias": "EU-Pakistan Strategic Dialogue",
    "nameless": "bare-id",
    "unlisted": "Loose-Ends",
}


@pytest.mark.parametrize(
    "call",
    [("show", "-f", "table"), ("show", "-f", "markdown"), ("show", "-f", "html"), ("show", "-f", "ics")],
    ids=lambda call: call[-1],
)
@pytest.mark.parametrize("meeting", SHOWN_NAMES)
def test_a_series_is_shown_by_its_name(
    run: Callable[..., Run], dataset: Callable[..., Path], call: tuple[str, ...], meeting: str
) -> None:
    """A record that names its series by its name or an alias would be shown with a squashed key in its place."""
    done = run(*call, meeting, "--data", str(dataset(NAMED)))
    assert SHOWN_NAMES[meeting] in done.out
    assert "strategicdialogue" not in done.out
    assert "looseends" not in done.out
    assert done.status == 0


def test_a_note_names_a_series_however_the_record_does(run: Callable[..., Run], dataset: Callable[..., Path]) -> None:
    """One series would read as three, and a name as an identifier."""
    out = run("brief", "--data", str(dataset(NAMED))).out
    for number in ("first", "second", "third"):
        assert f"met at the {number} EU-Pakistan Strategic Dialogue" in out
    assert "met at the 4th round of “bare-id”" in out
    assert "met at the 5th round of “Loose-Ends”" in out


def test_a_page_has_each_series_once(run: Callable[..., Run], dataset: Callable[..., Path]) -> None:
    """The menu of the page would offer one series once for each way in which records write it."""
    out = run("export", "html", "--data", str(dataset(NAMED))).out
    [packed] = re.findall('id="_pack">([^<]*)<', out)
    series = json.loads(zlib.decompress(base64.b64decode(packed)))["fields"]["series"]
    # The name, and the id by which the address of the page knows it.
    assert {(name, value or name) for name, value, *_ in (one[:2] for one in series)} == {
        ("Loose-Ends", "Loose-Ends"),
        ("bare-id", "bare-id"),
        ("EU-Pakistan Strategic Dialogue", "eu-pk"),
    }
    assert len(series) == 3
