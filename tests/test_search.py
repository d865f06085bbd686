"""Search: which words must be there, and what no text may do."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogue_cli import Query, QueryError, open_archive
from tests.conftest import ROOT, Run

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
        (["tariffs", "or", "guards"], ["ct", "trade"]),
        (["(tariffs", "guards)", "OR", "chair"], ["epca"]),
        (["(tariffs", "rights)", "OR", "chair"], ["epca", "trade"]),
        (["talks", "NOT", "(tariffs", "rights)"], ["rights"]),
        (["talks", "NOT", "(tariffs", "NOT", "rights)"], ["rights", "trade"]),
        (["(talks -human) OR guards"], ["ct"]),
        (["talks -tariffs"], ["rights"]),
        (['talks -"human rights"'], ["rights"]),
        (["human", "trad* -tariffs"], ["rights"]),
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


def test_a_phrase_that_is_nowhere_is_looked_for_by_its_words(
    run: Callable[..., Run], dataset: Callable[..., Path]
) -> None:
    """Quotation marks around words that stand apart in the records would find nothing, and say nothing."""
    path = str(dataset(SMALL))
    done = run("search", '"rights of the tarifs"', "-f", "ids", "--data", path)
    assert done.out.split() == ["trade"]
    assert done.err.splitlines()[:2] == [
        'note: no "rights of the tarifs"; looking for its words',
        'note: no word "tarifs"; taken for "tariffs"',
    ]
    done = run("search", '"human rights"', "-f", "ids", "--data", path)
    assert (done.out.split(), done.err) == (["trade"], "")


def test_a_long_phrase_that_is_nowhere_is_a_question(run: Callable[..., Run], dataset: Callable[..., Path]) -> None:
    """More words than can be asked for at once must be ranked, with or without quotation marks."""
    words = "tariffs plan council migrants session"
    done = run("search", f'"{words}"', "-f", "ids", "--data", str(dataset(SMALL)))
    assert sorted(done.out.split()) == ["ct", "das", "epca", "trade"]
    assert done.err == f'note: no "{words}"; looking for its words\n'


MANY = "meetings:\n" + "".join(
    f"- {{id: m{i}, title: {title}, partners: [Q], date: 20{i:02}}}\n"
    for i, title in enumerate(
        ["Trade and visas and energy"] * 2 + ["Trade and visas"] * 3 + ["Trade and energy"] + ["Trade"] * 10 + ["Oil"]
    )
)


@pytest.mark.parametrize(
    ("call", "note"),
    [
        ("trade visas", "5 meetings have both words; 11 more lack one of them: --any shows them"),
        ("trade visa*", "5 meetings have both words; 11 more lack one of them: --any shows them"),
        ("trade visas energy", "2 meetings have all 3 words; 4 more lack one of them: --any shows them"),
        ("visas energy", "2 meetings have both words; 4 more lack one of them: --any shows them"),
        ("visas energy NOT trade", "nothing found"),
        ("visas energy --until 2002", "2 meetings have both words; 1 more lacks one of them: --any shows them"),
        ("visas energy --on 2001", ""),
        ("visas energy --any", ""),
        ("visas", ""),
        ("trade oil", "no meeting has all of these words; these have some of them"),
    ],
)
def test_a_note_says_how_many_lack_one_word(
    call: str, note: str, run: Callable[..., Run], dataset: Callable[..., Path]
) -> None:
    """Whoever gets few meetings should know of those that a single word keeps away, and no wrong number of them."""
    done = run("search", *call.split(), "-f", "ids", "--data", str(dataset(MANY)))
    assert done.err.startswith(f"note: {note}") if note else done.err == ""


def test_the_note_comes_only_with_few_meetings(run: Callable[..., Run], dataset: Callable[..., Path]) -> None:
    """Ten meetings are an answer, which needs no other one beside it."""
    titles = ["Trade", *["Trade and visas"] * 10]
    meetings = [f"- {{id: m{i}, title: {title}, partners: [Q], date: 20{i:02}}}" for i, title in enumerate(titles)]
    path = str(dataset("\n".join(["meetings:", *meetings])))
    assert run("search", "trade", "visas", "--data", path).err == ""
    assert (
        "9 meetings have both words; 1 more lacks"
        in run("search", "trade", "visas", "--until", "2009", "--data", path).err
    )


WORDS = "EU-Pakistan dialogue strip talks Georgia US minister visas energy Gaza summit central-asia forth".split()


@pytest.mark.parametrize("words", [*combinations(WORDS, 2), *list(combinations(WORDS, 3))[::7]])
def test_any_of_the_words_finds_what_all_of_them_find(words: tuple[str, ...]) -> None:
    """The note sends a person to --any for more meetings, and would show fewer."""
    archive = open_archive(ROOT / "data" / "meetings.yaml")
    query = Query(words=" ".join(words))
    whole, some = archive.find(query), archive.find(Query(words=query.words, any_word=True))
    assert {one.id for one in whole} <= {one.id for one in some}
    if found := re.search(r"; (\d+) more lacks? one of them: --any", " ".join(whole.notes)):
        assert int(found[1]) == sum(len(one.missing) == 1 for one in some)


def test_any_ranks_few_words_by_coverage(run: Callable[..., Run], dataset: Callable[..., Path]) -> None:
    """A person who would rather have all that touches the subject could only ask in long sentences."""
    path = str(dataset(MANY))
    done = run("search", "visas", "energy", "--any", "-f", "json", "--data", path)
    found = [(match["id"], match["missing"]) for match in json.loads(done.out)]
    assert {one for one, _ in found[:2]} == {"m0", "m1"}
    assert sorted(one for one, missing in found if missing) == ["m2", "m3", "m4", "m5"]
    assert open_archive(path).count(Query(words="visas energy", any_word=True)) == 6
    with pytest.raises(QueryError, match="any_word is about the words of a search"):
        open_archive(path).find(Query(any_word=True))


def test_an_abbreviation_is_found_with_and_without_points(
    run: Callable[..., Run], dataset: Callable[..., Path]
) -> None:
    """The United States are written in two ways, and are no pronoun."""
    path = dataset(
        """
        meetings:
        - {id: points, title: Talks with the U.S. side, partners: [Q]}
        - {id: letters, title: Talks with the US side, partners: [Q]}
        - {id: none, title: Talks, partners: [Q]}
        """
    )
    for typed in ("US", "U.S.", "U.S", "u.s.", "talks with the US"):
        done = run("search", typed, "-f", "ids", "-q", "--data", str(path))
        assert sorted(done.out.split()) == ["letters", "points"], typed
    assert len(run("search", "talks with us", "-f", "ids", "-q", "--data", str(path)).out.split()) == 3


def test_a_minus_that_is_read_as_an_option_is_explained(run: Callable[..., Run]) -> None:
    """The minus of other search fields is an option here when it begins an argument."""
    done = run("search", "summit", "-soviet")
    assert done.status == 2
    assert 'there is no option "-s" of search; to leave out a word, write NOT soviet' in done.err
    assert (
        run("search", "-f", "ids", "--", "visa", "-trade").out == run("search", "visa", "NOT", "trade", "-f", "ids").out
    )


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
ODD = st.lists(
    st.sampled_from([*"abtrade \"*()-+^:{}'\\;,.~&|!?\0\x1bÉ漢ا", "OR ", "NOT ", " -", "US ", "NEAR "]), max_size=40
).map("".join)


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
