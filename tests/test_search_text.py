"""What a person means by a search text: words, phrases, operators, parentheses, abbreviations."""

from __future__ import annotations

import re
from itertools import product
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogue_cli import QueryError
from dialogue_cli.query import search_syntax
from dialogue_cli.query.search_text import LONGEST_PHRASE, Atom, Plan, _words_of, parse_search
from dialogue_cli.tokens import ACRONYM


def said(text: str, *, any_word: bool = False) -> tuple[list[str], list[str]]:
    """The units, and what is left out, as the person typed them; words that are left out together with +."""
    plan = parse_search(text, any_word=any_word)
    left_out = [
        " + ".join(atom.typed for atom in one.having) + "".join(f" unless {atom.typed}" for atom in one.lacking)
        for one in plan.excluded
    ]
    return [unit.typed for unit in plan.units], left_out


@pytest.mark.parametrize(
    ("text", "units", "left_out"),
    [
        # Groups
        ("(trade OR visas) NOT Gaza", ["trade OR visas"], ["Gaza"]),
        ("(trade visas) OR energy", ["trade OR energy", "visas OR energy"], []),
        ("((trade visas) OR energy) water", ["trade OR energy", "visas OR energy", "water"], []),
        ("trade (trade OR visas)", ["trade"], []),
        ("summit NOT (trade OR visas)", ["summit"], ["trade", "visas"]),
        ("summit NOT (trade visas)", ["summit"], ["trade + visas"]),
        ("summit NOT (trade NOT visas)", ["summit"], ["trade unless visas"]),
        ("(trade NOT visas) OR energy", ["trade OR energy"], ["visas unless energy"]),
        ("NOT (NOT trade)", ["trade"], []),
        ("(trade OR visas)NOT Gaza", ["trade OR visas"], ["Gaza"]),
        # Punctuation
        ("(US)", ["US"], []),
        ("Georgia (country)", ["Georgia", "country"], []),
        ("Georgia (country) OR Russia", ["Georgia", "country OR Russia"], []),
        ("((trade OR visas", ["trade OR visas"], []),
        ("trade) OR (visas", ["trade OR visas"], []),
        ("treaty(ies)", ["treaty(ies)"], []),
        ("(re)negotiation OR talks", ["(re)negotiation OR talks"], []),
        ("Portland (OR) ports", ["Portland", "ports"], []),
        # What stands beside an operator is what is meant by it, not an article.
        ("trade OR the migration", ["trade OR migration"], []),
        ("trade NOT the Gaza strip", ["trade", "strip"], ["Gaza"]),
        ("trade NOT about", ["trade"], ["about"]),
        # Minus and plus
        ("summit -soviet", ["summit"], ["soviet"]),
        ("-soviet summit", ["summit"], ["soviet"]),
        ('summit -"arms control" talks', ["summit", "talks"], ['"arms control"']),
        ("summit -(trade OR visas)", ["summit"], ["trade", "visas"]),
        ("(-soviet summit) OR trade", ["summit OR trade"], ["soviet unless trade"]),
        ("trade - migration", ["trade", "migration"], []),
        ("trade -", ["trade"], []),
        ("trade -- migration", ["trade", "migration"], []),
        ("EU-Pakistan -", ["EU-Pakistan"], []),
        ("+summit trade", ["summit", "trade"], []),
        ('trade -"Gaza', ["trade"], ["Gaza"]),
        # Capitals
        ("TRADE OR MIGRATION", ["TRADE", "MIGRATION"], []),
        ("MIGRATION NOT TRADE", ["MIGRATION", "TRADE"], []),
        ("MIGRATION -TRADE", ["MIGRATION"], ["TRADE"]),
        ("UN OR EU", ["UN OR EU"], []),
        ("OECD OR ASEAN NOT EU", ["OECD OR ASEAN"], ["EU"]),
        ('"human rights" OR EU', ['"human rights" OR EU'], []),
        ("التجارة OR الهجرة", ["التجارة OR الهجرة"], []),
    ],
)
def test_operators_mean_what_they_say(text: str, units: list[str], left_out: list[str]) -> None:
    """A sign that is passed over, or a punctuation mark that is taken for a sign, turns a search into its opposite."""
    assert said(text) == (units, left_out)
    # Of a text in capitals throughout a note says that its operators are words.
    assert parse_search(text).notes == () or text.isupper()


@pytest.mark.parametrize(
    ("text", "units", "left_out", "notes"),
    [
        ("trade or migration", ["trade OR migration"], [], ['"or" is read as OR']),
        ("Trade Or Migration", ["Trade OR Migration"], [], ['"Or" is read as OR']),
        ("trade or the migration", ["trade OR migration"], [], ['"or" is read as OR']),
        ("(trade or visas) energy", ["trade OR visas", "energy"], [], ['"or" is read as OR']),
        ("trade not migration", ["trade"], ["migration"], ['"not" is read as NOT']),
        ('trade not "human rights"', ["trade"], ['"human rights"'], ['"not" is read as NOT']),
        ("trade or not migration", ["trade"], ["migration"], ['"not" is read as NOT']),
        ("trade and migration", ["trade", "migration"], [], []),
        ("or trade", ["trade"], [], []),
        ("trade or", ["trade"], [], []),
        ("why not only trade", ["trade"], [], []),
        ("said in or about Gaza", ["said", "Gaza"], [], []),
        (
            "was trade or energy not discussed with Oslo and Rome",
            ["trade", "energy", "discussed", "Oslo", "Rome"],
            [],
            [],
        ),
    ],
)
def test_small_operators_count_in_a_short_text(
    text: str, units: list[str], left_out: list[str], notes: list[str]
) -> None:
    """A person who types "trade not migration" must not get migration, and a sentence must stay one."""
    assert said(text) == (units, left_out)
    assert list(parse_search(text).notes) == notes


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "trade OR NOT visas",
            'OR joins words to look for, not one to leave out ("NOT visas"); write trade NOT visas,'
            " or NOT (trade OR visas) to leave out both",
        ),
        (
            "summit NOT visas OR trade",
            'OR joins words to look for, not one to leave out ("NOT visas"); write trade NOT visas,'
            " or NOT (trade OR visas) to leave out both",
        ),
        (
            "trade OR (NOT visas)",
            'OR joins words to look for, not one to leave out ("NOT visas"); write trade NOT visas,'
            " or NOT (trade OR visas) to leave out both",
        ),
        (
            "(NOT trade) OR (NOT visas)",
            "OR joins words to look for, not words to leave out; NOT (a b) leaves out what has both",
        ),
        ("NOT (trade OR visas)", "a search needs a word to look for, not only words to leave out (NOT)"),
        ("-trade", "a search needs a word to look for, not only words to leave out (NOT)"),
        (f"{'(' * 21}trade OR visas{')' * 21}", "parentheses may be nested 20 deep, not deeper"),
        (
            " OR ".join(f"(a{i} b{i})" for i in range(7)),
            "OR between parentheses makes more than 64 conditions out of these words;"
            " use fewer words in the parentheses, or several searches",
        ),
    ],
)
def test_what_cannot_be_asked_is_said(text: str, message: str) -> None:
    """An answer to something else, or a search that never ends, would be worse than a message."""
    with pytest.raises(QueryError) as raised:
        parse_search(text)
    assert str(raised.value) == message


@pytest.mark.parametrize(
    ("text", "units", "acronyms"),
    [
        ("talks with the US", ["talks", "US"], ["us"]),
        ("talks with us", ["talks"], []),
        ("US", ["US"], ["us"]),
        ("who chaired WHO", ["chaired", "WHO"], ["who"]),
        ("(IT) security", ["IT", "security"], ["it"]),
        ("did I say", ["say"], []),
        ("TALKS WITH US MINISTERS", ["TALKS", "MINISTERS"], []),
        ("the EU", ["EU"], []),
        ("U.S. talks", ["U.S.", "talks"], ["us"]),
        ("talks in the U.S.A.", ["talks", "U.S.A."], []),
        ("u.n.", ["u.n."], []),
    ],
)
def test_an_abbreviation_is_a_word(text: str, units: list[str], acronyms: list[str]) -> None:
    """The United States would be passed over as "us", and the World Health Organization as "who"."""
    plan = parse_search(text)
    assert [unit.typed for unit in plan.units] == units
    found = [atom.words[0] for unit in plan.units for atom in unit.atoms if atom.is_acronym]
    assert [word.removesuffix(ACRONYM) for word in found] == acronyms


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("human rights", ["human rights"]),
        ("the rule of law", ["rule of law"]),
        ("EU-Pakistan dialogue", ["eu pakistan dialogue"]),
        ("trade, migration", []),
        ("trade - migration", []),
        ('trade "human rights" talks', []),
        ("human rights OR trade law review", ["law review"]),
        ("arms control NOT Gaza strip talks", ["arms control", "strip talks"]),
        ("(arms control) OR trade", []),
        ("migra* talks", []),
        ("what was said of the rule of law in Oslo", ["said of the rule", "rule of law", "law in oslo"]),
    ],
)
def test_words_side_by_side_are_kept_in_their_order(text: str, phrases: list[str]) -> None:
    """The shell eats quotation marks: a ranking could not lift the phrase that was meant."""
    assert [" ".join(atom.words) for atom in parse_search(text).phrases] == phrases


def test_a_word_that_stands_twice_counts_twice() -> None:
    """What a person says twice matters more, but is one word to find."""
    plan = parse_search("visas for workers, visas for students and Visas for all their many families")
    assert {unit.typed: unit.times for unit in plan.units} == {
        "visas": 3,
        "workers,": 1,
        "students": 1,
        "many": 1,
        "families": 1,
    }


@pytest.mark.parametrize(
    ("text", "is_question"),
    [
        ("trade visas energy water", False),
        ("trade visas energy water oil", True),
        ("trade trade visas energy water", False),
        ("(trade visas energy) OR (water oil)", False),
    ],
)
def test_more_than_four_words_are_a_question(text: str, is_question: bool) -> None:
    """What a person wrote as conditions must not be ranked as if it were a sentence, nor the reverse."""
    assert parse_search(text).is_question is is_question
    assert parse_search(text, any_word=True).is_question is is_question


@pytest.mark.parametrize(("text", "any_word"), [("trade visas", True), ("trade", False), ("trade trade", False)])
def test_of_several_words_one_may_be_enough(text: str, any_word: bool) -> None:
    """A meeting with the only word would be said to have some of the words."""
    assert parse_search(text, any_word=True).any_word is any_word
    assert not parse_search(text).any_word


# Against other ways to know

TEXT = st.text(
    st.sampled_from([*"abtUS \"*()-+^:{}'\\;,.~&|!?_\0\x1bÉ漢ا\u202e"]) | st.characters(), max_size=40
) | st.lists(
    st.sampled_from(
        ["OR", "AND", "NOT", "or", "not", "(", ")", "-", '"', "US", "the", "trade", "MIGRATION", "x*", " "]
    ),
    max_size=25,
).flatmap(lambda parts: st.sampled_from(["", " "]).map(lambda between: between.join(parts)))


@settings(max_examples=500)
@given(TEXT, st.booleans())
def test_any_text_is_a_plan_or_a_message(text: str, any_word: bool) -> None:
    """Whatever is typed, the program must not fail of it."""
    try:
        plan = parse_search(text, any_word=any_word)
    except QueryError as error:
        assert str(error)
    else:
        assert plan.units
        assert all(atom.words for unit in plan.units for atom in unit.atoms)


@given(TEXT.map(lambda text: text.replace('"', "")))
def test_what_is_quoted_is_taken_as_it_is(text: str) -> None:
    """In quotation marks an operator is a word, whatever stands around it."""
    words = _words_of(text)
    if 0 < len(words) <= LONGEST_PHRASE:
        plan = parse_search(f'"{text}"')
        assert [atom.words for unit in plan.units for atom in unit.atoms] == [words]
        assert plan.excluded == plan.notes == ()


def test_a_very_long_text_is_read() -> None:
    """Time that grows with the square of the words would make a pasted document a fault."""
    words = [f"w{i}" for i in range(5000)]
    assert len(parse_search(" OR ".join(words)).units) == 1
    assert len(parse_search(" ".join(words)).units) == len(words)
    assert len(parse_search(f"trade NOT ({' '.join(words)})").excluded) == 1
    assert len(parse_search(f"trade NOT ({' OR '.join(words)})").excluded) == len(words)
    assert parse_search("(" * 5000 + "trade" + ")" * 4999).units


WORDS = ("alpha", "beta", "gamma")


class Expression(NamedTuple):
    """A sequence of items, each one or more operands joined by OR, and whether it is negated."""

    items: tuple[tuple[bool, tuple[str | Expression, ...]], ...]

    def typed(self, opening: str = "(") -> str:
        """As a person types it."""
        parts = []
        for is_negated, operands in self.items:
            texts = [one if isinstance(one, str) else f"{opening}{one.typed()})" for one in operands]
            # NOT takes one operand, so that several need parentheses.
            whole = f"({' OR '.join(texts)})" if is_negated and len(texts) > 1 else " OR ".join(texts)
            parts.append(f"NOT {whole}" if is_negated else whole)
        return " ".join(parts)

    def holds(self, there: set[str]) -> bool:
        """Whether it holds of a meeting with some words."""
        return all(
            any(one in there if isinstance(one, str) else one.holds(there) for one in operands) is not is_negated
            for is_negated, operands in self.items
        )

    def is_sound(self) -> bool:
        """Whether no operand of an OR holds where there is no word at all."""
        groups = [(len(ones) > 1, one) for _, ones in self.items for one in ones if not isinstance(one, str)]
        return all(one.is_sound() and not (is_joined and one.holds(set())) for is_joined, one in groups)


def items(operands: st.SearchStrategy[str | Expression]) -> st.SearchStrategy[Expression]:
    item = st.tuples(st.booleans(), st.lists(operands, min_size=1, max_size=3).map(tuple))
    return st.lists(item, min_size=1, max_size=3).map(tuple).map(Expression)


EXPRESSION = items(
    st.recursive(st.sampled_from(WORDS), lambda inner: st.sampled_from(WORDS) | items(inner), max_leaves=8)
)


def finds(plan: Plan, there: set[str]) -> bool:
    """Whether a plan finds a meeting with some words."""
    has = {(word,) for word in there}
    return all(any(atom.words in has for atom in unit.atoms) for unit in plan.units) and not any(
        all(atom.words in has for atom in one.having) and not any(atom.words in has for atom in one.lacking)
        for one in plan.excluded
    )


@settings(max_examples=500)
@given(EXPRESSION)
def test_a_plan_finds_what_its_expression_holds_of(expression: Expression) -> None:
    """The conditions that are asked of the index must be those that were typed, for all meetings there can be."""
    meetings = [
        {word for word, is_there in zip(WORDS, bits, strict=True) if is_there} for bits in product((0, 1), repeat=3)
    ]
    if expression.holds(set()) or not expression.is_sound():
        with pytest.raises(QueryError):
            parse_search(expression.typed())
        return
    plan = parse_search(expression.typed())
    assert [finds(plan, there) for there in meetings] == [expression.holds(there) for there in meetings]


def test_one_word_typed_twice_is_one_word() -> None:
    """`Trade OR trade` would be two words to look for, and count twice."""
    one, same, begun = Atom(("trade",), "Trade"), Atom(("trade",), "trade"), Atom(("trade",), "trade*", True)
    assert one == same
    assert (one != same) is False
    assert len({one, same, begun}) == 2
    assert one != ("trade",)


@given(
    st.text(alphabet=st.characters(exclude_characters='"()'), max_size=30) | st.text("aOR -+*.!\u2013 ", max_size=20)
)
def test_a_text_without_quotes_and_parentheses_is_read_as_all_others(text: str) -> None:
    """It has a pattern of its own, quick to compile: a quotation mark elsewhere would change what a word is."""
    plain, full = (
        [(found.span(), found.lastgroup) for found in re.finditer(pattern, text)]
        for pattern in (search_syntax._PLAIN_PIECE, search_syntax._PIECE)
    )
    assert plain == full
