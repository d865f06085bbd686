"""Text: what makes two spellings of a name one, and what keeps two names two."""

from __future__ import annotations

import re
import sys
import unicodedata

import pytest

from dialogue_cli import text as characters
from dialogue_cli.text import fold, key, slug
from dialogue_cli.tokens import words

FORMAT_CHARACTERS = [chr(c) for c in range(sys.maxunicode + 1) if unicodedata.category(chr(c)) == "Cf"]


def test_no_format_character_makes_a_second_name() -> None:
    """A zero-width space or a byte-order mark inside a name would split one party into two that look the same."""
    assert {"\u00ad", "\u200b", "\u200e", "\ufeff"} <= set(FORMAT_CHARACTERS)
    for c in FORMAT_CHARACTERS:
        for text in (f"{c}Kazakhstan", f"Kazakh{c}stan", f"Kazakhstan{c}"):
            assert (fold(text), key(text), slug(text), words(text)) == (*["kazakhstan"] * 3, ["kazakhstan"]), hex(
                ord(c)
            )


@pytest.mark.parametrize("text", ["Tür\ufe0fkiye", "Tu\u034f\u0308rkiye", "Tu\u0308rkiye", "Türkiye\ufe0e"])
def test_joiners_and_variation_selectors_are_no_letters(text: str) -> None:
    """A name copied from a page that sets variation selectors would be another name."""
    assert fold(text) == "turkiye"


def test_a_format_character_does_not_separate_words() -> None:
    """A soft hyphen inside a word would make two words of it, and a space beside one would be lost."""
    assert fold("Côte d\u2019Iv\u00adoire") == "cote divoire"
    assert fold("South\u200b Korea") == "south korea"
    assert words("Inter\u00adnational Bank") == ["international", "bank"]


def test_visible_characters_stay() -> None:
    """Two names that look different would be one."""
    assert fold("C5+1") == "c5+1"
    assert key("कि") != key("क")
    assert key("가") != key("나")


@pytest.mark.parametrize("sign", "'’‘ʼʻʾʿ`´′")
def test_apostrophes_and_half_rings_are_no_letters(sign: str) -> None:
    """Al-ʿUla and Al-Ula would be two cities."""
    assert key(f"Al-{sign}Ula") == "alula"


CLASSES = ("CONTROLS", "VERTICAL_BREAKS", "UNICODE_BREAKS", "DIRECTION_MARKS", "BYTE_ORDER_MARK", "NOT_CHARACTERS")
EVERYTHING = [chr(point) for point in range(sys.maxunicode + 1)]


def members(name: str) -> set[str]:
    pattern = re.compile(f"[{getattr(characters, name)}]")
    return set(filter(pattern.match, EVERYTHING))


def test_every_control_is_in_one_class() -> None:
    """A control character that no class holds would reach the terminal, and one in two could not be left out alone."""
    sizes = {name: members(name) for name in CLASSES}
    union = set().union(*sizes.values())
    assert sum(map(len, sizes.values())) == len(union)
    controls = {character for character in EVERYTHING if unicodedata.category(character) == "Cc"}
    assert controls - union == set("\t\n\r")
    turns = {"LRE", "RLE", "PDF", "LRO", "RLO", "LRI", "RLI", "FSI", "PDI"}
    assert sizes["DIRECTION_MARKS"] == {c for c in EVERYTHING if unicodedata.bidirectional(c) in turns}


@pytest.mark.parametrize("function", [characters.one_line, characters.harmless])
def test_data_on_a_terminal_has_no_control_left(function: object) -> None:
    """A record could move the cursor or turn the reading direction of what follows it."""
    assert callable(function)
    made = function("".join(EVERYTHING))
    kept = {c for c in made if unicodedata.category(c) == "Cc"} | (set(made) & members("DIRECTION_MARKS"))
    assert kept <= {"\n"}
