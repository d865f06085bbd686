"""Search: which words must be there, and what no text may do."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogue_cli import Query, QueryError, open_archive
from tests.conftest import Run

SMALL = """
    topics: [{name: counter-terrorism, aliases: [terrorism, fighting terror]}]
    instruments: [{name: EPCA, aliases: [Enhanced Partnership and Cooperation Agreement]}]
    meetings:
    - {id: trade, title: Trade talks, partners: [Aland], summary: Tariffs and human rights were discussed.}
    - {id: rights, title: Talks, partners: [Beria], summary: The rights of every human and trading partners.}
    - {id: ct, title: Session, partners: [Cedar], topics: [counter-terrorism], outcomes: [A plan for border guards.]}
    - {id: epca, title: Council, partners: [Cedar], instruments: [EPCA], participants: [{name: José Müller, role: Chair}]}
    - {id: das, title: Note, partners: [Delta], note: Migrants arrived., evidence: [{source: s, exact: gentle ebb}]}
    sources: [{id: s, url: "https://example.org"}]
    """


@pytest.fixture
def find(run: Callable[..., Run], dataset: Callable[..., Path]) -> Callable[..., list[str]]:
    path = dataset(SMALL)

    def call(*words: str) -> list[str]:
        done = run("search", *words, "--data", str(path), "-q")
        assert done.status == (0 if done.ids else 1)
        return done.ids

    return call


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        (["tariff"], ["trade"]),
        (["migrant"], ["das"]),
        (["trading"], ["trade", "rights"]),
        (["human", "rights"], ["rights", "trade"]),
        (['"human rights"'], ["trade"]),
        (["jose"], ["epca"]),
        (["MULLER"], ["epca"]),
        (["chair"], ["epca"]),
        (["ebb"], ["das"]),
        (["border", "NOT", "trade"], ["ct"]),
        (["talks", "NOT", '"human rights"'], ["rights"]),
        (["tariffs", "OR", "guards"], ["ct", "trade"]),
        (["talk*"], ["trade", "rights"]),
        (["migra*"], ["das"]),
        (["migrati*"], []),
        (["terrorism"], ["ct"]),
        (["enhanced", "partnership", "agreement"], ["epca"]),
        (["Cedar"], ["ct", "epca"]),
    ],
)
def test_words_find_what_speaks_of_them(words: list[str], ids: list[str], find: Callable[..., list[str]]) -> None:
    """Inflections, phrases, people, aliases and operators each find their record, and only it."""
    assert sorted(find(*words)) == sorted(ids)


def test_a_hit_in_the_title_goes_before_one_in_the_summary(find: Callable[..., list[str]]) -> None:
    """The record that is about trade comes before the one that mentions it."""
    assert find("trade") == ["trade", "rights"]


def test_when_no_record_has_all_words_the_best_partial_ones_come(run: Callable[..., Run]) -> None:
    """An answer that lacks a word says which; it is no failure."""
    done = run("search", "Pakistan", "disinformation", "-f", "json")
    assert done.status == 0
    found = json.loads(done.out)
    assert {tuple(match["missing"]) for match in found} == {("Pakistan",), ("disinformation",)}
    assert "no meeting has all of these words" in done.err


def test_a_question_is_ranked_by_what_it_covers(run: Callable[..., Run]) -> None:
    """More than four words are a question: one unusual word must not make it fail."""
    done = run("search", "who chaired the council between Kazakhstan and the European Union", "-f", "json")
    found = json.loads(done.out)
    assert found[0]["id"] == "eu-kazakhstan-cooperation-council-22"
    assert all({"score", "snippet", "missing", "matched"} <= set(match) for match in found)
    covered = [len(match["missing"]) for match in found]
    assert covered[0] == min(covered)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ([""], 'dialogue: there is no word to look for; try for example: dialogue search "human rights" trade\n'),
        (['""'], 'dialogue: there is no word to look for; try for example: dialogue search "human rights" trade\n'),
        (['"' + "trade " * 65 + '"'], "dialogue: a phrase of 65 words is too long; 64 are the most\n"),
        (["NOT", "trade"], "dialogue: a search needs a word to look for, not only words to leave out (NOT)\n"),
    ],
)
def test_a_search_without_words_is_a_wrong_call(words: list[str], message: str, run: Callable[..., Run]) -> None:
    """Everything, or nothing, would both be a wrong answer to no question."""
    done = run("search", *words)
    assert (done.status, done.out, done.err) == (2, "", message)


HOSTILE = [
    "OR", "AND OR NOT", '"', '"unbalanced trade', "NEAR(a b)", "title:trade", "a AND (b", "*", "tra*de", "^trade", "{a}",
    "US-Soviet", "Gromyko's", "; DROP TABLE meeting", "'", "\\", "trade\x00", "\x1b[31m", "😀", "مرحبا", "Қазақстан", "漢字",
    "the of and", "trade " * 2000, "x" * 10_000, "--", "+trade", "\u202etrade", '""""', "NOT NOT trade", "trade OR OR migration",
]  # fmt: skip


@pytest.mark.parametrize("words", HOSTILE)
def test_no_text_is_a_fault_of_the_program(words: str) -> None:
    """Whatever is typed is an answer or a message."""
    archive = open_archive()
    try:
        found = list(archive.find(Query(words=words)))
    except QueryError as error:
        assert str(error)
    else:
        assert len(found) <= 12


ARCHIVE = open_archive()
ODD = st.lists(st.sampled_from([*"abtrade \"*()-+^:{}'\\;,.~&|!?\0\x1bÉ漢ا", "OR ", "NOT ", "NEAR "]), max_size=40).map(
    "".join
)


@settings(max_examples=200)
@given(ODD)
def test_no_generated_text_is_a_fault_of_the_program(words: str) -> None:
    """The syntax of FTS5 must never be reachable from what is typed."""
    try:
        list(ARCHIVE.find(Query(words=words)))
    except QueryError as error:
        assert str(error)


@pytest.mark.parametrize(
    "words", ["trade", "Pakistan disinformation", "what was said of trade and energy and water in 2025", "xyzzy"]
)
def test_counting_a_search_counts_what_it_finds(words: str) -> None:
    """A count that forgets the words would call every meeting a hit."""
    archive = open_archive()
    found = list(archive.find(Query(words=words)))
    assert archive.count(Query(words=words)) == archive.count(Query(words=words, limit=1)) == len(found)
