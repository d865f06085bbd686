"""Sizes that no person types, but a web page or a machine does: the work grows with them, and not with their square."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from io import StringIO
from itertools import product
from pathlib import Path
from random import Random
from typing import Any, SupportsIndex

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from rich.text import Text

from dialogue_cli import Query, open_archive, text
from dialogue_cli.checks import claims as claim_checks
from dialogue_cli.checks import differences
from dialogue_cli.dataset import alike
from dialogue_cli.dataset.alike import LONGEST_COMPARED, LONGEST_SEARCHED, Passages
from dialogue_cli.dataset.documents import Document, Library
from dialogue_cli.dataset.evidence import Supports, proof, proves
from dialogue_cli.dataset.model import Evidence, Meeting, Source
from dialogue_cli.formats import svg_parts
from dialogue_cli.formats.page import guard
from dialogue_cli.index import cache, schema
from dialogue_cli.names import forms
from dialogue_cli.query import search_condition, search_syntax
from dialogue_cli.query.clauses import OneOf
from dialogue_cli.query.search_text import parse_search
from dialogue_cli.terminal import console as console_module
from dialogue_cli.terminal import coverage, rows
from dialogue_cli.terminal import series as series_table
from dialogue_cli.view import overview as overview_module
from dialogue_cli.view.evidence import Notes
from tests.conftest import Run

MANY = 2000


class Sliced(list[Any]):
    """A list that counts the items that are copied out of it."""

    copied = 0

    def __getitem__(self, key: SupportsIndex | slice) -> Any:
        found = super().__getitem__(key)
        if isinstance(key, slice):
            Sliced.copied += len(found)
        return found


class Looked(tuple[str, ...]):
    """A tuple that counts how often it is gone through."""

    times = 0

    def __iter__(self) -> Iterator[str]:
        Looked.times += 1
        return super().__iter__()


class Compared(str):
    """A text that counts how often it is compared with another."""

    times = 0

    def __eq__(self, other: object) -> bool:
        Compared.times += 1
        return super().__eq__(other)

    __hash__ = str.__hash__


class Searched(str):
    """A text that counts how often something is looked for in it."""

    times = 0

    def find(self, *arguments: Any) -> int:
        Searched.times += 1
        return super().find(*arguments)


@pytest.fixture(autouse=True)
def from_nothing() -> None:
    Sliced.copied = Looked.times = Compared.times = Searched.times = 0


def counting(work: list[int], real: Callable[..., Any], size: Callable[..., int] = lambda *_: 1) -> Callable[..., Any]:
    """The function, which adds the size of each call to the work."""

    def call(*arguments: Any, **named: Any) -> Any:
        work.append(size(*arguments))
        return real(*arguments, **named)

    return call


# Searches


def test_a_word_is_looked_for_once_however_often_it_is_joined() -> None:
    """Each repetition would be a question to the index."""
    [unit] = parse_search(" OR ".join(["trade", "energy"] * MANY)).units
    assert [atom.typed for atom in unit.atoms] == ["trade", "energy"]


def test_words_that_or_joins_are_not_copied_for_each_more(monkeypatch: pytest.MonkeyPatch) -> None:
    """40,000 of them took three seconds before the first meeting was looked at."""
    kept: list[int] = []

    class Counted(OneOf[Any]):
        def __init__(self, conditions: tuple[Any, ...]) -> None:
            kept.append(len(conditions))
            super().__init__(conditions)

    monkeypatch.setattr(search_condition, "OneOf", Counted)
    parse_search(" OR ".join(["trade", "energy"] * MANY))
    assert sum(kept) == 2 * MANY


def test_what_follows_a_small_operator_is_not_copied() -> None:
    """Each `or` of a text would copy all that is behind it."""
    tokens = Sliced(search_syntax.Token(search_syntax.Kind.WORD, word) for word in ["trade", *["or", "the"] * MANY])
    search_syntax._small_operators(tokens, lambda token: token.text == "trade")
    assert Sliced.copied == 0


@pytest.mark.parametrize("signs", ["(", "NOT (", "(trade OR ", "NOT ", "-", '"', "OR "])
def test_no_number_of_signs_is_too_much_for_the_stack(run: Callable[..., Run], signs: str) -> None:
    """A search that somebody generates would end in a traceback."""
    done = run("search", f"{signs * 3000}trade{')' * 3000 if '(' in signs else ''}")
    assert done.status in (0, 1, 2)
    assert "Traceback" not in done.err
    assert (done.status == 2) == bool(not done.out)


# Claims and quotes

PATHS = st.lists(st.sampled_from(["place", "topics", "1", "2", "city"]), min_size=1, max_size=3).map(".".join)


@given(supports=st.lists(st.lists(PATHS, max_size=3), max_size=5), claim=PATHS)
def test_claims_are_proven_as_one_path_says(supports: list[list[str]], claim: str) -> None:
    """What is looked up would not be what the format means."""
    quotes = [Evidence("s", "words", supports=tuple(paths)) for paths in supports]
    field, _, item = claim.partition(".")
    wanted = [i for i, quote in enumerate(quotes) if any(proves(path, field, item) for path in quote.supports)]
    assert Supports(quotes).of(field, item) == wanted


def of_many_quotes() -> Meeting:
    """A meeting with many topics, each with its quote."""
    topics = tuple(f"topic {i}" for i in range(MANY))
    quotes = tuple(Evidence("s", topic, supports=Looked([f"topics.{topic}"])) for topic in topics)
    return Meeting("a", "A", topics=topics, evidence=quotes)


def test_a_quote_is_not_looked_at_for_each_claim() -> None:
    """A briefing note about a meeting with thousands of quotes would take minutes."""
    meeting = of_many_quotes()
    assert [proof(meeting, "topics", topic)[0].exact for topic in meeting.topics] == list(meeting.topics)
    assert Looked.times <= 2 * MANY


def test_numbers_of_quotes_are_looked_up_once() -> None:
    """A page about a meeting with thousands of quotes would take minutes."""
    meeting = of_many_quotes()
    notes = Notes(meeting)
    assert [notes.numbers(("topics", topic)) for topic in meeting.topics] == [[i + 1] for i in range(MANY)]
    assert Looked.times <= 4 * MANY


def test_the_items_of_a_record_are_not_compared_with_each_claim(
    monkeypatch: pytest.MonkeyPatch, run: Callable[..., Run], dataset: Callable[..., Path]
) -> None:
    """`check` of a meeting with 20,000 topics and their proofs would take half a minute."""
    topics = [f"topic {i}" for i in range(MANY)]
    path = dataset(f"""
        sources: [{{id: s}}]
        meetings:
        - {{id: a, title: A, topics: {topics}, evidence: [{{source: s, exact: x, supports: {[f"topics.{t}" for t in topics]}}}]}}
    """)
    monkeypatch.setattr(claim_checks, "claims", lambda meeting: {"topics": tuple(map(Compared, meeting.topics))})
    done = run("check", str(path))
    assert (done.status, done.out) == (0, "")
    assert Compared.times <= 10 * MANY


PART = st.text("ab ", max_size=3)


@given(text=st.text("ab ", max_size=30), exact=st.text("ab", min_size=1, max_size=3), before=PART, after=PART)
def test_words_stand_where_what_is_beside_them_does(text: str, exact: str, before: str, after: str) -> None:
    """A quote with a prefix would be found at another place than it is."""
    document, quote = Document.of_text(text), Evidence("s", exact, before, after)
    lead, trail = before.strip(), after.strip()
    squeezed = document.text
    wanted = [
        at
        for at in range(len(squeezed))
        if squeezed.startswith(exact, at)
        and any(squeezed[:at].endswith(" ".join(lead.split()) + gap) for gap in ("", " "))
        and any(squeezed[at + len(exact) :].startswith(gap + " ".join(trail.split())) for gap in ("", " "))
    ]
    assert [start for start, _ in document._places(quote)] == wanted
    assert document.place(quote) == ((wanted[0], wanted[0] + len(exact)) if wanted else None)


def test_words_are_looked_for_with_what_is_beside_them() -> None:
    """A short quote with a wrong prefix would be tried at each of the thousands of places where its words stand."""
    document = Document(Path(), Searched("a " * MANY), "")
    assert not document.has(Evidence("s", "a", "b"))
    assert Searched.times <= 4


def test_a_quote_is_looked_for_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Each line of an output that marks a quote would search the whole document for it."""
    (tmp_path / "s.txt").write_text("They agreed.", encoding="utf-8")
    library = Library(tmp_path, {"s": Source("s", "s.txt")})
    work: list[int] = []
    monkeypatch.setattr(Document, "has", counting(work, Document.has))
    quotes = (Evidence("s", "They agreed"), Evidence("s", "They met"), Evidence("t", "They met"))
    assert [library.found(quote) for quote in quotes * 10] == [True, False, None] * 10
    assert len(work) == 2


WORDS = [
    f"{one}{other}{third}" for one, other, third in product(("tra", "ener", "wa"), ("de", "gy", "ter"), range(400))
]


def prose(size: int, seed: int) -> str:
    """A text of so many words, another one for each seed."""
    return " ".join(Random(seed).choices(WORDS, k=size))


@pytest.fixture
def compared_by_letters(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many letters of a text were compared with how many of the words, for each comparison."""
    from rapidfuzz import fuzz

    work: list[int] = []
    real = fuzz.partial_ratio_alignment
    monkeypatch.setattr(
        fuzz, "partial_ratio_alignment", counting(work, real, lambda one, other: len(one) ** 2 + len(other))
    )
    return work


def test_a_long_quote_that_is_not_there_is_not_compared_by_letters(compared_by_letters: list[int]) -> None:
    """`check` of a quote of 80 kB that is missing from a document would take minutes."""
    text, words = prose(100_000, 7), prose(10_000, 11).replace("de", "xo").replace("gy", "qu")
    assert len(words) > 80_000
    assert Passages(text).nearest(words) is None
    assert sum(compared_by_letters) <= 20 * LONGEST_COMPARED**2


def test_a_long_quote_that_is_nearly_there_is_found(compared_by_letters: list[int]) -> None:
    """The person would have to find by eye where 80 kB differ from the document."""
    text = prose(3000, 7) + " " + prose(10_000, 11) + " " + prose(3000, 13)
    start = len(prose(3000, 7)) + 1
    words = prose(10_000, 11)
    quoted = f"Zz{words[5:40_000]} a word more {words[40_000:-4]}"
    found = Passages(text).nearest(quoted)
    assert found is not None
    assert abs(found[0] - start) < 20
    assert abs(found[1] - start - len(words)) < 20
    assert sum(compared_by_letters) <= 40 * LONGEST_COMPARED**2


def test_a_long_document_is_not_searched_for_each_quote(compared_by_letters: list[int]) -> None:
    """`check` of a thousand missing quotes would look through the whole document a thousand times."""
    text = prose(10_000, 7)
    assert len(text) > 4 * LONGEST_SEARCHED
    passages = Passages(text)
    for at in range(1000, 50_000, 1000):
        quoted = f"{text[at : at + 50]}zz{text[at + 50 : at + 100]}"
        start, end = passages.nearest(quoted) or (0, 0)
        # To the letter only where the letters beside it are no longer like the words.
        assert abs(start - at) < 5
        assert abs(end - at - 100) < 5
    assert max(compared_by_letters) < LONGEST_SEARCHED


def test_what_is_only_alike_here_and_there_is_no_passage() -> None:
    """A piece of a quote that is there would pass for the whole."""
    text = prose(5000, 7)
    assert Passages(text).nearest(text[: alike.LONGEST_COMPARED] + " " + "other words " * 2000) is None


# What is drawn


def test_a_word_is_not_measured_again_for_each_of_its_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    """A title without a space would be measured a thousand times as often as it has letters."""
    work: list[int] = []
    for name in ("cell_len", "chop_cells"):
        monkeypatch.setattr(
            console_module, name, counting(work, getattr(console_module, name), lambda text, *_: len(text))
        )
    word = "x" * 50_000
    lines = console_module.wrap(Text(word), 50, Console(file=StringIO()))
    assert [line.plain for line in lines] == ["x" * 50] * 1000
    assert sum(work) <= 10 * len(word)


def test_a_word_of_a_picture_is_measured_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A long title would be measured anew for each letter that does not fit any more, and beyond the last line."""
    work: list[int] = []
    monkeypatch.setattr(svg_parts, "_ems", counting(work, svg_parts._ems))
    lines = svg_parts.wrapped("x" * 50_000, 300, 13)
    assert len(lines) == 6
    assert {svg_parts.wide(line, 13) <= 300 for line in lines} == {True}
    assert lines[-1].endswith("…")
    assert len(work) <= 2 * 50_000


def test_the_beginning_that_fits_is_the_longest_one() -> None:
    """Less would be shown of a name than there is room for, or more."""
    name = "The Minister for Öl of 漢字"
    for room in range(0, 300, 7):
        shown = svg_parts.fitting(name, room, 13)
        assert name.startswith(shown)
        assert svg_parts.wide(shown, 13) <= room
        assert shown == name or svg_parts.wide(name[: len(shown) + 1], 13) > room


def test_no_column_gives_way_a_cell_at_a_time_from_a_million(monkeypatch: pytest.MonkeyPatch) -> None:
    """A table with one long value would ask a million times which of its columns is the widest."""
    work: list[int] = []
    for module in (rows, series_table):
        monkeypatch.setattr(module, "max", counting(work, max), raising=False)
    words = Text("word " * 20_000)
    heads = [Text("Name"), Text("Meetings"), Text("Other names")]
    assert rows._fit(heads, [[Text("Norway"), Text("3"), words]], 80)
    assert series_table._widths(heads, [[words, Text("3"), words]], 80)
    assert len(work) < 1000


def of_all_time(run: Callable[..., Run], dataset: Callable[..., Path], *arguments: str) -> Run:
    """A call about two meetings, thousands of years apart, and one that may lie in each of these."""
    path = dataset("""
        meetings:
        - {id: a, title: A, date: 0001-01-01}
        - {id: b, title: B, date: 1900-01-01/1999-12-31}
        - {id: c, title: C, date: "[0001-01-01..9999-12-31]"}
    """)
    return run("timeline", *arguments, "--data", str(path))


def test_the_days_of_all_months_are_not_counted_where_none_is_drawn(
    monkeypatch: pytest.MonkeyPatch, run: Callable[..., Run], dataset: Callable[..., Path]
) -> None:
    """Between two far dates there are three million days, of which a table of months shows nothing."""
    work: list[int] = []
    monkeypatch.setattr(overview_module, "parts", counting(work, overview_module.parts))
    done = of_all_time(run, dataset, "--by", "month")
    assert done.status == 0
    assert len(done.rows) > 20_000
    assert work == []


def test_only_what_is_drawn_has_its_days_counted(
    monkeypatch: pytest.MonkeyPatch, run: Callable[..., Run], dataset: Callable[..., Path]
) -> None:
    """A drawing of a few years would wait for the days of all that lie between."""
    work: list[int] = []
    monkeypatch.setattr(overview_module, "parts", counting(work, overview_module.parts))
    done = of_all_time(run, dataset, "--by", "year", "-f", "svg")
    assert done.status == 0
    assert 100 < len(work) < 110


def test_the_fullest_part_is_looked_for_once(
    monkeypatch: pytest.MonkeyPatch, run: Callable[..., Run], dataset: Callable[..., Path]
) -> None:
    """Each part of a timeline of thousands of years would be compared with all others."""
    work: list[int] = []
    monkeypatch.setattr(overview_module, "max", counting(work, max), raising=False)
    done = of_all_time(run, dataset, "--by", "year", "-f", "table")
    assert done.status == 0
    assert len(work) < 10


def test_the_groups_of_a_party_are_looked_up() -> None:
    """A page would go through all members of all groups for each name."""
    connection = sqlite3.connect(":memory:")
    connection.executescript(schema.TABLES + schema.INDEXES)
    plan = connection.execute("EXPLAIN QUERY PLAN SELECT party FROM member WHERE member = ?", ("a",)).fetchall()
    assert [row[3].split()[0] for row in plan] == ["SEARCH"]


def test_groups_in_groups_are_followed_when_they_are_asked_for(
    dataset: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file of a hundred kilobytes would get an index of its square, 146 MB."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    groups = [f"- {{name: G{i}, members: [G{i + 1}]}}" for i in range(MANY)]
    path = dataset("\n".join(["meetings: [{id: one, title: T, partners: [G0]}]", "partners:", *groups]))
    assert open_archive(path).count(Query(partner=[f"G{MANY}"])) == 1
    [(pairs,)] = cache.connect(str(path)).execute("SELECT count(*) FROM member WHERE member LIKE 'g%'")
    assert pairs == MANY


def test_signs_are_not_joined_anew_for_each_that_has_no_room() -> None:
    """A sentence that thousands of meetings quote would take a minute."""
    found = coverage._by(Sliced([str(i) for i in range(MANY)]))
    assert found.endswith(f"+{MANY - 2:,}".replace(",", ""))
    assert Sliced.copied < 100


def test_letters_are_not_taken_away_from_a_word_that_nothing_is_near(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page with one word of a megabyte would never be written."""
    work: list[int] = []
    monkeypatch.setattr(guard, "_without", counting(work, guard._without, lambda word, most: len(word)))
    assert guard.guard({"x" * 300}, ["norway"]) == guard.guard({"y" * 100}, ["norway"])
    assert max(work, default=0) < 100


def test_a_long_alias_is_not_copied_for_each_of_its_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """A misspelt name would wait for an alias of a megabyte."""
    real = forms.words_of
    monkeypatch.setattr(forms, "words_of", lambda text: Sliced(real(text)))
    names = [forms.Form("key of it", "1", 1, "word " * MANY + "norway")]
    assert forms.with_spelling("Norwey", names) == ["1"]
    assert Sliced.copied == 0


# Many of one kind


def test_known_ids_are_folded_once_for_all_that_are_sought(
    monkeypatch: pytest.MonkeyPatch, run: Callable[..., Run], dataset: Callable[..., Path]
) -> None:
    """`check` of thousands of meetings that name others by a wrong id would fold all ids for each of them."""
    work: list[int] = []
    monkeypatch.setattr("dialogue_cli.text.fold", counting(work, text.fold))
    path = dataset(
        "meetings:\n" + "".join(f"- {{id: a-{i}, title: A {i}, related: [{{id: bbb-{i}}}]}}\n" for i in range(200))
    )
    done = run("check", str(path))
    assert done.status == 1
    assert done.out.count("there is no meeting") == 200
    assert len(work) < 200 * 20


def test_any_number_of_names_can_be_left_out_or_required(run: Callable[..., Run]) -> None:
    """SQLite takes a thousand conditions in a row; one more ended in a traceback."""
    out = [value for i in range(1500) for value in ("-p", f"!Norwy{i}")]
    done = run("list", *out)
    assert (done.status, done.err.count("Traceback")) == (0, 0)
    without = [set(run("list", "--place", f"!{name}", "-f", "ids").out.split()) for name in ("Brussels", "Islamabad")]
    kept = run("list", "--place", "!Brussels", "--place", "!Islamabad", "-f", "ids").out.split()
    assert kept
    assert set(kept) == without[0] & without[1]
    done = run("list", "--all-match", *("-p", "Pakistan") * 1500)
    assert (done.status, done.out, done.err) == (0, run("list", "-p", "Pakistan").out, "")


def test_a_long_quote_is_not_compared_letter_by_letter(monkeypatch: pytest.MonkeyPatch) -> None:
    """`check` would take minutes to say in which letters 80 kB of a quote differ from their document."""
    work: list[int] = []
    real = differences.SequenceMatcher
    monkeypatch.setattr(differences, "SequenceMatcher", counting(work, real, lambda junk, one, other: len(one)))
    words = prose(2000, 1)
    assert differences.deceiving(f"{words} Kyiv {words}", f"{words} K\u0443iv {words}") == (
        "the source has U+0443 (cyrillic small letter u) where the quote has U+0079 (latin small letter y)"
    )
    assert work == [4001]
