"""What a search and a count do at their limits, and whether the advice that they give can be taken."""

from __future__ import annotations

import datetime
import json
import re

import pytest

from dialogue_cli import QueryError
from dialogue_cli.dates.edtf import Period
from dialogue_cli.query.clauses import MOST_CLAUSES
from dialogue_cli.query.countable import field_of
from dialogue_cli.query.counts import Counts, in_order
from dialogue_cli.query.english import _counted
from dialogue_cli.query.query import Query, checked
from dialogue_cli.query.search_syntax import MOST_NESTED
from dialogue_cli.query.search_text import LONGEST_PHRASE, LONGEST_RUN, parse_search
from dialogue_cli.query.spread import NOWHERE, Extent, Spans, Tally, span
from dialogue_cli.query.variants import _NOT_ISE, _pairs, variants
from tests.test_search_text import said

Day = datetime.date


@pytest.mark.parametrize(
    ("text", "advice", "units", "left_out"),
    [
        ("trade OR NOT iran", "trade NOT iran", ["trade"], ["iran"]),
        ("NOT (iran iraq) OR trade", "trade NOT (iran iraq)", ["trade"], ["iran + iraq"]),
        ("NOT (iran OR iraq) OR trade", "trade NOT (iran OR iraq)", ["trade"], ["iran", "iraq"]),
        ("trade OR (NOT iran NOT iraq)", "trade NOT (iran OR iraq)", ["trade"], ["iran", "iraq"]),
        ("(trade energy) OR NOT iran", "(trade energy) NOT iran", ["trade", "energy"], ["iran"]),
        ("trade OR energy OR NOT iran", "trade OR energy NOT iran", ["trade OR energy"], ["iran"]),
        (
            "trade OR NOT (iran OR (iraq oman))",
            "trade NOT (iran OR (iraq oman))",
            ["trade"],
            ["iran", "iraq + oman"],
        ),
    ],
)
def test_what_a_message_says_to_write_can_be_written(
    text: str, advice: str, units: list[str], left_out: list[str]
) -> None:
    """A person who writes what the message says would get the same message again, or the contrary of what was meant."""
    with pytest.raises(QueryError) as caught:
        parse_search(text)
    found = re.search(r"; write (.*), or (NOT .*) to leave out both$", str(caught.value))
    assert found
    assert found[1] == advice
    assert said(advice) == (units, left_out)
    assert said(f"summit {found[2]}")[0] == ["summit"]


@pytest.mark.parametrize(
    ("text", "units", "left_out"),
    [
        # Parentheses right behind a word are a part of what is written, and group nothing.
        ("trade(visas energy) OR water", ["trade", "visas", "energy OR water"], []),
        ("summit -x-ray", ["summit"], ["x-ray"]),
        ("summit -_x", ["summit"], ["_x"]),
        ("summit +x-ray", ["summit", "x-ray"], []),
        ("about or trade", ["trade"], []),
        ("summit not a treaty", ["summit"], ["treaty"]),
        ("trade or an embargo", ["trade OR embargo"], []),
        ("about OR trade energy", ["about OR trade", "energy"], []),
        ('-"migration energy', ["energy"], ["migration"]),
        ('summit cease-"fire', ["summit", "cease-fire"], []),
        # Short words in capitals are acronyms, and their hyphens make them no longer.
        ("EU-US OR G-20", ["EU-US OR G-20"], []),
    ],
)
def test_a_sign_means_what_it_stands_for_and_no_more(text: str, units: list[str], left_out: list[str]) -> None:
    """A hyphen, a bracket or a small word would change what is asked for."""
    assert said(text) == (units, left_out)


def test_only_the_operators_of_a_text_in_capitals_are_said_to_be_words() -> None:
    """A note about every word would be passed over."""
    plan = parse_search('MIGRATION OR TRADE "NOT"')
    assert plan.notes == ('"OR" is read as a word in a text without small letters',)


def test_what_is_left_out_makes_no_question() -> None:
    """Of four words that must all be there one would be enough, because of a fifth that nobody looks for."""
    assert not parse_search("trade energy summit visit NOT iran").is_question
    assert parse_search("trade energy summit visit iran").is_question


def test_words_side_by_side_are_a_phrase_unless_a_sign_is_between_them() -> None:
    """Records that have the words of a question together would not come first, or others would."""

    def phrases(text: str) -> list[str]:
        return [atom.typed for atom in parse_search(text).phrases]

    assert phrases("trade AND energy") == phrases("trade OR energy") == phrases("trade, energy") == []
    assert phrases("trade and energy") == ["trade and energy"]
    assert phrases("trade energy NOT iran") == ["trade energy"]
    assert phrases("(iran OR iraq) trade energy") == ["trade energy"]


def test_a_small_word_in_quotation_marks_is_asked_for() -> None:
    """Whoever puts a word in quotation marks would be told that it says nothing."""
    assert said('"the" trade') == (['"the"', "trade"], [])
    assert said("the trade") == (["trade"], [])


def test_what_is_allowed_is_allowed_up_to_its_limit() -> None:
    """A search that a message calls the longest one that can be would be refused."""
    nested = "(" * MOST_NESTED + "trade OR visas" + ")" * MOST_NESTED
    assert said(nested) == (["trade OR visas"], [])
    with pytest.raises(QueryError, match="20 deep"):
        parse_search(f"({nested})")
    words = [f"w{i}" for i in range(LONGEST_PHRASE)]
    [unit] = parse_search(f'"{" ".join(words)}"').units
    assert unit.atoms[0].words == tuple(words)
    with pytest.raises(QueryError, match="64 are the most"):
        parse_search(f'"{" ".join([*words, "x"])}"')
    eight = " ".join(words[:8])
    assert len(parse_search(f"({eight}) OR ({eight.upper().lower().replace('w', 'v')})").units) == MOST_CLAUSES == 64
    five = words[:LONGEST_RUN]
    assert [atom.words for atom in parse_search(" ".join(five)).phrases] == [tuple(five)]


def test_only_a_search_has_a_score() -> None:
    """A list would be sorted by what it does not have."""
    with pytest.raises(QueryError, match="only a search has a score to sort by"):
        checked(Query(sort="score"), Day.today)
    assert checked(Query(sort="score", words="trade"), Day.today).sort == "score"


@pytest.mark.parametrize("name", "date id title status kind series ordinal place partners".split())
def test_every_order_that_is_described_can_be_asked_for(name: str) -> None:
    """A script that sorts by what the manual names would be told that it cannot."""
    assert checked(Query(sort=name), Day.today).sort == name


def test_a_spelling_is_other_in_both_directions() -> None:
    """An American word would find British records, and a British one no American ones; 5G would not be 5 G."""
    assert variants("organisation") == [("organization",)]
    assert variants("organization") == [("organisation",)]
    assert variants("coal") == []
    assert variants("colorado") == [("co", "lorado")]
    assert variants("5g") == [("5", "g")]
    assert variants("g20") == [("g", "20")]
    assert variants("prize") == variants("seize") == variants("promise") == []


def test_the_spellings_by_rule_are_those_of_english_texts() -> None:
    """A slip in the table would find no word, or make one of two that have nothing in common."""
    known = set(json.loads(_counted()))
    every = "\n".join(known)
    # The texts are American, so that of some pairs they have one.
    assert [pair for pair in _pairs() if not all(pair) or not any(part in every for part in pair)] == []
    assert all(part.islower() for pair in _pairs() for part in pair)
    assert _NOT_ISE - known <= {"premise", "prise"}


def test_a_period_within_another_one_is_what_both_have() -> None:
    """A column of a timeline would count days that were not asked about."""
    year, summer = Period(Day(2025, 1, 1), Day(2025, 12, 31)), Period(Day(2025, 6, 1), Day(2026, 8, 31))
    assert span(year, None) == ("2025-01-01", "2025-12-31")
    assert span(year, summer) == ("2025-06-01", "2025-12-31")
    assert span(year, Period(end=Day(2024, 1, 1))) is None
    assert span(Period(), None) == ("0001-01-01", "9999-12-31")


def test_a_period_that_nothing_was_counted_in_has_no_meeting() -> None:
    """A sign in a legend, or a line of a table, would stand for a meeting that there is not."""
    assert Tally() == (0, 0, 0)
    assert Tally(possible=1) == (0, 0, 1)


def test_a_date_without_a_beginning_is_possible_from_the_first_period_on() -> None:
    """A meeting of which only the latest day is known would be missing at the beginning of a timeline."""
    spans = Spans([("2023-01-01", "2023-12-31"), ("2024-01-01", "2024-12-31"), ("2025-01-01", "2025-12-31")])
    assert spans.possibly(Extent(None, None, "2024-06-01", "2024-06-01", 0)) == (0, 2)
    assert spans.possibly(Extent("2024-06-01", "2024-06-01", None, None, 0)) == (1, 3)
    assert spans.certainly(Extent(None, None, "2024-06-01", "2024-06-01", 0)) == NOWHERE
    assert spans.certainly(Extent("2024-06-01", "2024-06-01", None, None, 0)) == NOWHERE


def test_years_without_a_meeting_are_cells_too() -> None:
    """The length of an answer would be another one than what comes when it is gone through."""
    years = {"2023": 1, "2024": 0, "2025": 1}
    counts = Counts(("year",), {("2023",): 1, ("2025",): 1}, (years,), (0,), 2, (0,), ())
    assert len(counts) == len(list(counts)) == len(counts.rows()) == 3


def test_a_notebook_explains_a_sign_only_where_it_stands() -> None:
    """The line below a table would explain a question mark that is nowhere in it."""
    one = Counts(("person",), {("A",): 2}, ({"A": 2},), (0,), 2, (0,), (), {("A",): 1}, ({"A": 1},))
    assert "?" not in one._repr_html_()
    cells = {("A", "visit"): 2}
    two = Counts(
        ("person", "kind"), cells, ({"A": 2}, {"visit": 2}), (0, 0), 2, (0, 0), (), {("A", "visit"): 1}, ({"A": 1}, {})
    )
    assert "? marks numbers some of whose meetings are only possible" in two._repr_html_()


def test_what_says_nothing_of_a_value_comes_last() -> None:
    """A reader would take the meetings without a date for those of the last year."""
    assert list(in_order("year", {None: 1, "uncertain": 2, "2025": 1, "2024": 3})) == [
        "2024",
        "2025",
        "uncertain",
        None,
    ]
    assert list(in_order("kind", {None: 9, "visit": 1, "talks": 3})) == ["talks", "visit", None]


@pytest.mark.parametrize(
    ("names", "field"),
    [
        ("year years", "year"),
        ("month months", "month"),
        ("partner partners", "partner"),
        ("series", "series"),
        ("kind kinds type", "kind"),
        ("mode modes", "mode"),
        ("status statuses", "status"),
        ("place places city cities", "place"),
        ("person people persons", "person"),
        ("topic topics", "topic"),
        ("instrument instruments", "instrument"),
        ("source sources", "source"),
        ("country weather", None),
    ],
)
def test_a_field_is_named_in_the_singular_or_the_plural(names: str, field: str | None) -> None:
    """Whoever counts by cities or by people would be told that there is no such thing."""
    for name in names.split():
        assert field_of(name) == field_of(f" {name.upper()} ") == field
