"""A list as a person sees it: its columns, its form at every width, what is said once, and how soon it begins."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wcwidth import wcswidth

from dialogue_cli import Query, open_archive
from dialogue_cli.index.queries import Index, Row
from dialogue_cli.index.schema import POSSIBLE, SEPARATOR
from dialogue_cli.match import Match
from dialogue_cli.terminal import table
from dialogue_cli.terminal.console import console
from dialogue_cli.terminal.dates import date_width, phrases
from dialogue_cli.terminal.layout import layout_of
from dialogue_cli.terminal.meeting_rows import MeetingRows
from dialogue_cli.view.listing import look, span
from tests.conftest import Run


def match(number: int = 1, **known: Any) -> Match:
    """A meeting as the index gives it, of which only this is known."""
    usual = {"id": f"id-{number}", "date": None, "status": "held", "partners": "", "place": "", "title": f"T {number}"}
    usual |= {"person": "", "people": 0, "earliest": None, "latest": None}
    return Match(Row(number, **(usual | known)), {}, lambda *_: ("", {"id": "", "title": "", "status": "held"}))


def drawn(matches: Iterable[Match], width: int = 100, *, is_search: bool = False, color: str = "never") -> list[str]:
    """The lines of a list."""
    out = StringIO()
    target = console(out, color=color, width=width)
    table.write_matches(matches, lambda: target, None, is_search=is_search)  # type: ignore[arg-type]
    return out.getvalue().splitlines()


WORDS = st.sampled_from("Oslo Kazakhstan meeting of the 12th 漢字 שלום étude Niederösterreich-Burgenland 🚀 x".split())
TEXTS = st.lists(WORDS, min_size=1, max_size=14).map(" ".join)
NAMES = st.lists(TEXTS, max_size=12).map(SEPARATOR.join)
DATES = st.sampled_from(
    [None, "2025", "2025-03-04", "2024-12-30/2025-01-02", "[2025-11-01..2025-12-03]", "[2025-11-22..]"]
)
STATES = st.sampled_from(["held", "held", "planned", "postponed"])
MEETINGS = st.fixed_dictionaries(
    {
        "id": st.sampled_from([3, 12, 30, 60]).map(lambda size: "i" * size),
        "date": DATES,
        "status": STATES,
        "title": TEXTS,
        "partners": NAMES,
        "place": NAMES,
        "person": st.one_of(st.just(""), TEXTS),
        "certain": st.sampled_from([None, 1, 0]),
    }
)


@given(st.lists(MEETINGS, min_size=1, max_size=8), st.integers(20, 220))
def test_nothing_is_lost_and_nothing_is_too_wide(records: list[dict[str, Any]], width: int) -> None:
    """At some width a fact of some meeting would be left out or cut, or a line would be torn by the terminal."""
    meetings = [match(i, **(record | {"id": f"{record['id']}{i}"})) for i, record in enumerate(records)]
    lines = drawn(meetings, width)
    assert [line for line in lines if wcswidth(line) > width] == []
    # A word that is longer than its column is broken.
    together, words = "".join("".join(lines).split()), set(" ".join(lines).split())
    for one in meetings:
        assert one.id in (words if len(one.id) <= width else together)
        told = " ".join([one.title, *one.partners, one.place, one.status.removeprefix("held")])
        if width >= 60:
            cells = re.split(r"[\s,;]+", told)
            # A line may end behind any ideograph; they have no spaces between words.
            wide = {word for word in cells if wcswidth(word) > len(word)}
            assert {word for word in cells if word} - wide <= {word.strip(",;") for word in words}
            assert all(sign in together for word in wide for sign in word)


def test_a_title_that_is_shorter_than_its_heading_has_room_for_it() -> None:
    """The headings would be torn by the terminal above meetings with titles of two letters."""
    lines = drawn([match(1, id="iii", title="of")], 20)
    assert [line for line in lines if wcswidth(line) > 20] == []
    assert "of" in " ".join(lines).split()


def test_only_columns_that_have_something(dataset: Callable[..., Path]) -> None:
    """An empty column of places would take the room of the titles in every row."""
    meetings = [match(i, partners=f"P{i}", title=f"On matter {i}") for i in range(4)]
    assert drawn(meetings)[0].split() == ["Date", "Meeting", "Partners", "Id"]
    assert drawn([*meetings, match(9, place="Oslo", title="In a place", partners="Q")])[0].split()[-2:] == [
        "Place",
        "Id",
    ]


def test_what_all_share_is_said_once() -> None:
    """A partner or a title that is the same in all rows would hide what tells the meetings apart."""
    lines = drawn([match(i, title="Working visit", partners="Jordan", person=f"King {i}", people=1) for i in range(5)])
    assert lines[0] == "Each of these meetings: Working visit · with Jordan"
    assert lines[2].split() == ["Date", "Person", "Id"]
    assert [re.split(" {2,}", line)[1] for line in lines[4:9]] == [f"King {i}" for i in range(5)]
    assert "\n".join(lines).count("Jordan") == 1
    # What the title says is not said beside it.
    same = [match(i, title="Visit of Ada (Malta)", partners="Malta", person="Ada", people=1) for i in range(5)]
    assert drawn(same)[0].split() == ["Date", "Meeting", "Id"]
    # One meeting more, without a partner.
    lines = drawn([*(match(i, partners="Jordan") for i in range(5)), match(9)])
    assert "All meetings" not in lines[0]
    assert "\n".join(lines).count("Jordan") == 5


def test_titles_that_repeat_give_way_to_the_person() -> None:
    """Of forty working and state visits one could not see whose they were."""
    kinds = ["Working visit", "State visit"]
    meetings = [match(i, title=kinds[i % 2], person=f"King {i}", people=1, partners=f"P{i}") for i in range(12)]
    assert drawn(meetings)[0].split() == ["Date", "Person", "Meeting", "Partners", "Id"]
    # One of which no person is on record.
    assert "\n".join(drawn([*meetings, match(20, title="State visit")], 60)).count("State visit") == 7
    assert "\n".join(drawn([*meetings, match(20, title="State visit")], 100)).count("State visit") == 7
    # Where the title names the person, no column does it again.
    told = [match(i, title=f"Visit of King {i}", person=f"King {i}", people=1) for i in range(2)]
    assert drawn(told)[0].split() == ["Date", "Meeting", "Id"]


def test_partners_that_the_titles_name_give_their_room() -> None:
    """Each of three thousand visits would take two lines instead of one, only to repeat the country."""
    named = ("Oman", "Chile")
    seen, _ = look([match(i, title=f"Visit of King {i} of ({named[i % 2]})", partners=named[i % 2]) for i in range(4)])
    wide, narrow, least = (layout_of(seen, console(StringIO(), width=width)) for width in (60, 48, 40))
    assert wide.names == ("date", "title", "partners", "id")
    assert narrow.names == ("date", "title", "id")
    assert least.below == ("partners", "id")
    # One of the others, which were not looked at.
    other = MeetingRows(narrow, console(StringIO(), width=48), is_search=False).lines(match(8, partners="Malta"))
    assert [line.plain.strip() for line in other][1] == "with Malta"


def test_a_person_is_not_taken_for_certain_or_for_all() -> None:
    """Someone who was perhaps there, or one of five, would be shown as the person who came."""
    meetings = [match(i, person=f"Ada {i}", people=1) for i in range(4)]
    text = "\n".join(drawn([*meetings, match(5, person="Bo" + POSSIBLE, people=1), match(6, people=5)]))
    assert "Bo (possibly)" in text
    assert "5 people" in text


def test_the_index_knows_the_one_person_of_a_meeting(dataset: Callable[..., Path]) -> None:
    """A list would name somebody who was not the only one, or was perhaps not there at all."""
    text = """
        meetings:
        - {id: one, title: A, participants: [{name: Ada, role: chair}]}
        - {id: perhaps, title: B, participants: [{role: Envoy, certainty: possible}]}
        - {id: two, title: C, participants: [{name: Ada}, {name: Bo}]}
        - {id: nobody, title: D}
        """
    with open_archive(dataset(text)) as archive:
        found = {one.id: (one.person, one.people) for one in archive.find(Query())}
        assert archive.match("one").person == ("Ada", True)  # type: ignore[union-attr]
    assert found == {"one": (("Ada", True), 1), "perhaps": (("Envoy", False), 1), "two": (None, 2), "nobody": (None, 0)}


@pytest.mark.parametrize("width", [60, 80, 100, 120, 160, 200])
def test_partner_and_place_are_told_apart(width: int, run: Callable[..., Run]) -> None:
    """`Pakistan · Pakistan` says of neither whether it is whom one met or where."""
    done = run("list", "-f", "table", env={"COLUMNS": str(width)})
    assert "with Pakistan · in Pakistan" in done.out or re.search(r"Meeting +Partners +Place +Id", done.out)
    assert (done.err, done.status) == ("", 0)


def test_the_form_is_one_at_every_width(run: Callable[..., Run]) -> None:
    """A list would look like another program's as soon as the window is made wider."""
    for width in range(60, 220, 10):
        lines = run("list", "-f", "table", env={"COLUMNS": str(width)}).out.splitlines()
        rows = "\n".join(lines[2:-2]).rstrip().split("\n\n")
        if "Id" in lines[0].split():
            assert len(rows) == 1
        else:
            # In each block: the date beside the title, the rest below.
            assert len(rows) == 12
            assert len({re.sub(r"\S.*", "", row.splitlines()[-1]) for row in rows} - {""}) <= 2


MANY = "".join(f"- {{id: m{i:04}, title: T {i}, date: 20{i % 90 + 10}, partners: [Malta]}}\n" for i in range(900))


def test_a_long_list_begins_before_it_is_read(dataset: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """A person would wait for a hundred thousand meetings before the first is shown."""
    read, select = [], Index.select

    def counted(*arguments: Any, **options: Any) -> Iterator[Row]:
        for row in select(*arguments, **options):
            read.append(row.id)
            yield row

    class Out(StringIO):
        """Notes how much was read when the first line is written."""

        at_first = 0

        def write(self, text: str) -> int:
            self.at_first = self.at_first or len(read)
            return super().write(text)

    monkeypatch.setattr(Index, "select", counted)
    out = Out()
    with open_archive(dataset("meetings:\n" + MANY)) as archive:
        found = archive.find(Query(), records=False)
        table.write_matches(found, lambda: console(out, color="never", width=80), None)  # type: ignore[arg-type]
    assert 0 < out.at_first <= 500
    assert len(read) == 900
    assert out.getvalue().startswith("Each of these meetings: with Malta\n")
    assert out.getvalue().splitlines()[-1] == "900 meetings · 2010 to 2099"


@pytest.mark.parametrize("query", [Query(), Query(words="matter"), Query(sort="title", limit=800)])
def test_what_holds_for_the_first_is_not_taken_to_hold_for_all(query: Query, dataset: Callable[..., Path]) -> None:
    """The one meeting far below that has a place, or another partner, would be shown without it."""
    text = "meetings:\n" + MANY.replace("title: T", "title: Matter T")
    text = text.replace("id: m0709,", "id: m0709, place: {city: Oslo},").replace(
        "T 709, date: 2089, partners: [Malta]", "T 709, date: 2099, partners: [Chile]"
    )
    with open_archive(dataset(text)) as archive:
        text = "\n".join(drawn(archive.find(query, records=False, snippets=False)))
    assert "All meetings" not in text
    assert "Oslo" in text
    assert "Chile" in text


COLUMNS: dict[str, Callable[[Match], object]] = {
    "title": lambda m: m.title,
    "partners": lambda m: m.partners,
    "place": lambda m: m.place,
}


@given(
    kinds=st.lists(st.tuples(*3 * [st.sampled_from("ab")]), min_size=1, max_size=6),
    query=st.sampled_from([Query(), Query(words="a"), Query(partner="a"), Query(limit=2), Query(words="a", limit=2)]),
)
def test_an_answer_knows_what_its_meetings_share(
    tmp_path_factory: pytest.TempPathFactory, kinds: list[tuple[str, ...]], query: Query
) -> None:
    """What is said of all meetings would not be true of all, or be kept for some that were not asked for."""
    lines = [f"- {{id: m{i}, title: {t}, partners: [{p}], place: {{city: {c}}}}}" for i, (t, p, c) in enumerate(kinds)]
    path = tmp_path_factory.mktemp("shared") / "meetings.yaml"
    path.write_text("meetings:\n" + "\n".join(lines), encoding="utf-8")
    with open_archive(path) as archive:
        result = archive.find(query)
        found = list(result)
        assert result.total() == len(list(archive.find(query._replace(limit=None))))
        for column, value in COLUMNS.items():
            for one in found[:1]:
                assert result.differ(column, one) == any(value(other) != value(one) for other in found)


def test_the_last_line_sums_up(run: Callable[..., Run]) -> None:
    """A person would have to count, or take the first three for all there are."""
    for arguments, line in {
        (): "12 meetings · 2022 to 2025 or later · 1 without a date",
        ("-n", "3"): "3 of 12 meetings · 2022 to 2025",
        ("--partner", "Pakistan", "-n", "2"): "2 of 5 meetings · Jan to Nov 2022",
        ("--on", "2025-11-25"): "3 meetings · Nov to Dec 2025 or later · all only possibly among those asked for",
        ("--status", "agreed"): "1 meeting",
    }.items():
        done = run("list", *arguments, "-f", "table", "-q")
        assert (done.out.splitlines()[-1], done.err, done.status) == (line, "", 0)


def test_an_open_date_leaves_the_span_open() -> None:
    """A meeting that may be next year would be said to lie in this one."""
    assert span("2022-05-01", "2022-05-03", (True, False)) == "May 2022 or earlier"
    assert span("2022-05-01", "2023-05-03", (True, True)) == "2022 or earlier to 2023 or later"


def test_long_dates_are_broken_between_their_phrases() -> None:
    """`between 1 Nov and 3` would stand in one line and `Dec 2025` in the next."""
    assert phrases("between 1 Nov and 3 Dec 2025") == ["between 1 Nov", "and 3 Dec 2025"]
    assert phrases("1 Nov – 3 Dec 2025 (one day in)") == ["1 Nov –", "3 Dec 2025", "(one day in)"]
    assert phrases("about 3–4 Mar 2025") == ["about 3–4 Mar 2025"]
    assert date_width("between 1 Nov and 3 Dec 2025", 20) == len("and 3 Dec 2025")
    assert date_width("1 Nov – 3 Dec 2025 (one day in)", 20) == len("1 Nov – 3 Dec 2025")
    assert date_width("from 22 Nov 2025", 20) == len("from 22 Nov 2025")


def test_words_that_were_found_are_marked_without_colour(run: Callable[..., Run]) -> None:
    """In a window without colours one could not see why a meeting was found."""
    plain = run("search", "migration", "-f", "table", "-q").out
    assert "*migration*" in plain
    coloured = run("search", "migration", "--color", "always", "-q").out
    found = re.findall(r"\x1b\[([\d;]+)mmigration", coloured)
    assert found
    # Bold and underlined.
    assert all({"1", "4"} <= set(style.split(";")) for style in found)


def test_a_title_that_was_found_is_not_written_twice() -> None:
    """The same sentence would stand there twice, once for its marks."""
    found = [match(1, title="On fish", snippet="On \x02fish\x03", score=1.0), match(2, title="About something")]
    lines = drawn(found, is_search=True)
    assert [re.split(" {2,}", line) for line in lines if "fish" in line] == [["no date", "On *fish*", "id-1"]]
    # Where the signs would break the title, they have their own line.
    lines = drawn(found[:1], is_search=True)
    assert [re.split(" {2,}", line)[1] for line in lines if "fish" in line] == ["On fish", "On *fish*"]


def test_the_window_is_not_the_end_of_other_answers() -> None:
    """Meetings that were gathered elsewhere would be looked at only in part, and the rest be taken to be like them."""
    seen, rest = look((match(i, partners="P" if i < 9 else "Q") for i in range(10)), 3)
    assert len(seen.window) == 10
    assert "partners" not in seen.shared
    assert [one.id for one in rest] == [f"id-{i}" for i in range(10)]
