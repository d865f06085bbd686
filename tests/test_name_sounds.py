"""The spellings that one name has in newspapers of other languages, and in those of other times."""

from __future__ import annotations

import pytest

from dialogue_cli.names.heard import heard
from dialogue_cli.names.sound import keys
from dialogue_cli.names.syllables import in_wade_giles
from tests.test_name_edges import forms_of


def test_words_that_are_spelt_alike_have_a_sound_in_common() -> None:
    """A newspaper that writes oo or ee for one vowel would name another person."""
    for one, other in (
        ("rashid", "rasheed"),
        ("mahmud", "mahmood"),
        ("mahmud", "mahmoud"),
        ("lee", "li"),
        ("koo", "ku"),
        ("kim", "kym"),
        ("oum", "um"),
        ("mueller", "muller"),
        ("yusoof", "yusuf"),
        ("raj", "rai"),
        ("lukashenco", "lukaschenko"),
        # By no rule of sound.
        ("abdallah", "abdullah"),
        ("gaddafi", "qadhdhafi"),
        ("islam", "islom"),
        ("alexander", "aljaksandr"),
    ):
        assert keys(one) & keys(other), one


def test_chinese_names_are_known_in_the_letters_of_older_newspapers() -> None:
    """Whoever reads of Teng Hsiao-p'ing would not find the meetings with Deng Xiaoping."""
    for pinyin, older in (
        ("mao zedong", "mao tsetung"),
        ("zhou enlai", "chou enlai"),
        ("deng xiaoping", "teng hsiaoping"),
        ("jiang jieshi", "chiang chiehshih"),
        ("sunzi sima", "suntzu szuma"),
        ("zhili rizhao", "chihli jihchao"),
        ("hua guofeng", "hua kuofeng"),
        ("luoyang zhangduo", "loyang changto"),
        ("gefei hebei", "kofei hopei"),
        ("he long", "ho lung"),
        ("qian xuesen", "chien hsuehsen"),
        ("yeting yuejin", "yehting yuehchin"),
        ("yanan tianjin", "yenan tienchin"),
        ("kang youwei", "kang yuwei"),
        ("guilin", "kueilin"),
        ("er kang", "erh kang"),
        ("bo yibo", "po ipo"),
        ("zhu de", "chu teh"),
        ("jiefangjun", "chiehfangchun"),
        ("renmin caihou", "jenmin tsaihou"),
    ):
        for one, other in zip(pinyin.split(), older.split(), strict=True):
            assert in_wade_giles(one) & in_wade_giles(other), one
    # More than three syllables are no Chinese name.
    assert in_wade_giles("netanyahu") == set()


@pytest.mark.parametrize(
    ("typed", "name", "is_meant"),
    [
        ("Jelzin, Boris", "Boris Yeltsin", True),
        ("Boris Jelzin", "Yeltsin", False),
        ("Jelzin", "Boris Yeltsin", True),
        ("Boris Nikolajewitsch Jelzin", "Boris Yeltsin", True),
        ("Jel", "Boris Yel", False),
        ("Xi Bo", "Hsi Po", True),
        ("J. K.", "J. Kennedy", False),
        ("Abdel Fattah as-Sisi", "Abdel Fattah el-Sisi", True),
        ("Lin Ze-xu", "Lin Zexu", True),
        ("as-Sisi", "Abdel Fattah el-Sisi", True),
        ("ash-Shara", "Ahmed al-Sharaa", True),
    ],
)
def test_a_person_is_known_by_the_sound_of_all_words(typed: str, name: str, is_meant: bool) -> None:
    """Another person who has one name in common would be taken for the one that was asked for."""
    assert heard(typed, forms_of(name)) == ([name] if is_meant else [])
