"""Text as a search compares it: the same words in the index, in questions and in snippets."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogue_cli import tokens as module
from dialogue_cli.tokens import ACRONYM, searchable, tokens, words

TRICKY = st.text(alphabet=st.sampled_from(list("aUSITs.'’ `-_1é\u0301ß中北กिि\u00ad\u200bWHO·…😀½ſ")), max_size=25)
TEXTS = st.one_of(TRICKY, st.text(max_size=30))


def taken_apart(text: str) -> list[str]:
    """The words as FTS5's tokenizer `ascii` takes a text apart."""
    return [
        re.sub("[A-Z]", lambda found: found[0].lower(), word)
        for word in re.findall("[0-9A-Za-z\x80-\U0010ffff]+", text)
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Straße, Œuvre, Þór, Łódź, Ærø", "strasse oeuvre thor lodz aero"),
        ("ﬁnance in H₂O and m²", "finance in h2o and m2"),
        ("１２３ ＡＢＣ", "123 abc"),
        ("co\u00adoperation zero\u200bwidth", "cooperation zerowidth"),
        ("Sa'ar, Sa’ar, Saʿar, Qur'an", "saar saar saar quran"),
        ("Pakistan's and women’s, the states'", "pakistan and women the states"),
        ("İstanbul Erdoğan ısı", "istanbul erdogan isi"),
        ("EU-Pakistan, EU–Pakistan, a_b", "eu pakistan eu pakistan a b"),
        ("U.N. and e.g. J.R.R.", "un and eg jrr"),
        ("हिन्दी में", "हिनदी में"),
        ("北京市", "北京 京市 市"),
        ("Москва́", "москва"),
    ],
)
def test_text_is_folded(text: str, found: str) -> None:
    """A word out of a PDF, or with other marks, would not be found by who types it plainly."""
    assert " ".join(words(text)) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("US and us", ["us" + ACRONYM, "and", "us"]),
        ("U.S. and u.s.", ["us" + ACRONYM, "and", "us" + ACRONYM]),
        ("the WHO, who asked", ["the", "who" + ACRONYM, "who", "asked"]),
        ("TALKS WITH US MINISTERS IN ROME", ["talks", "with", "us", "us" + ACRONYM, "ministers", "in", "rome"]),
        ("Us", ["us"]),
        ("EU", ["eu"]),
    ],
)
def test_a_stop_word_in_capitals_is_a_word_of_its_own(text: str, found: list[str]) -> None:
    """The United States would be in every record that says "us", or in none."""
    assert words(text) == found


@settings(max_examples=1500)
@given(text=TEXTS)
def test_the_index_has_the_words_of_the_question(text: str) -> None:
    """A word would be indexed in one way and looked for in another, and never be found."""
    assert taken_apart(searchable(text)) == words(text)


@settings(max_examples=500)
@given(text=TEXTS)
def test_words_stand_where_they_are_said_to(text: str) -> None:
    """A snippet would mark other letters than those that were found."""
    last = 0
    for token in tokens(text):
        assert 0 <= token.start < token.end <= len(text)
        assert token.start >= last or token.end == last
        last = token.end
        assert token.word.removesuffix(ACRONYM) in "".join(words(text[token.start : token.end])).replace(ACRONYM, "")


@settings(max_examples=300)
@given(text=TEXTS)
def test_sqlite_takes_a_text_apart_as_we_do(text: str) -> None:
    """The marks that FTS5 sets would be counted off against other words."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("CREATE VIRTUAL TABLE t USING fts5 (text, tokenize = 'ascii')")
        connection.execute("CREATE VIRTUAL TABLE v USING fts5vocab (t, instance)")
        connection.execute("INSERT INTO t VALUES (?)", (searchable(text),))
        found = [term for (term,) in connection.execute("SELECT term FROM v ORDER BY offset")]
    assert found == words(text)


@settings(max_examples=500)
@given(st.text(alphabet=st.characters(max_codepoint=127), max_size=40) | st.text("aS.'`s _-1", max_size=25))
def test_a_text_in_ascii_is_taken_apart_as_all_others(text: str) -> None:
    """For a text in ASCII there are patterns of its own, quick to compile: a word would depend on its neighbours."""
    for pattern in (module._pieces, module._apostrophes):
        plain, full = (
            [(found.span(), found.lastgroup) for found in pattern(is_ascii).finditer(text)]
            for is_ascii in (True, False)
        )
        assert plain == full
    # A word that stands alone is taken without any pattern.
    beside = list(tokens(text + " é"))
    assert [*tokens(text), beside[-1]] == beside or text.isupper()
