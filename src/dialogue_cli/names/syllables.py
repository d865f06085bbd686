"""Chinese names: the syllables of a word in Pinyin (Zedong) as Wade-Giles writes them (tsetung), without apostrophes.

Wade-Giles tells Teng from T'eng by an apostrophe, which newspapers leave out: so here they are one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

# Every syllable of Pinyin by its initial: `b: a o …` is ba, bo, …
_PINYIN = """
-: a o e ai ei ao ou an en ang er yi ya ye yao you yan yin yang ying yong
-: wu wa wo wai wei wan wen wang weng yu yue yuan yun
b: a o ai ei ao an en ang eng i ie iao ian in ing u
p: a o ai ei ao ou an en ang eng i ie iao ian in ing u
m: a o e ai ei ao ou an en ang eng i ie iao iu ian in ing u
f: a o ei ou an en ang eng u
d: a e ai ei ao ou an ang eng ong i ie iao iu ian ing u uo ui uan un
t: a e ai ao ou an ang eng ong i ie iao ian ing u uo ui uan un
n: a e ai ei ao an en ang eng ong i ie iao iu ian in iang ing u uo uan ue
l: a e ai ei ao ou an ang eng ong i ia ie iao iu ian in iang ing u uo uan un ue
g: a e ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang
k: a e ai ao ou an en ang eng ong u ua uo uai ui uan un uang
h: a e ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang
j: i ia ie iao iu ian in iang ing iong u ue uan un
q: i ia ie iao iu ian in iang ing iong u ue uan un
x: i ia ie iao iu ian in iang ing iong u ue uan un
zh: i a e ai ao ou an en ang eng ong u ua uo uai ui uan un uang
ch: i a e ai ao ou an en ang eng ong u ua uo uai ui uan un uang
sh: i a e ai ei ao ou an en ang eng u ua uo uai ui uan un uang
r: i e ao ou an en ang eng ong u uo ui uan un
z: i a e ai ei ao ou an en ang eng ong u uo ui uan un
c: i a e ai ao ou an en ang eng ong u uo ui uan un
s: i a e ai ao ou an en ang eng ong u uo ui uan un
"""
# From Pinyin to Wade-Giles, in this order; each pattern is matched with the whole syllable.
_TO_WADE_GILES = (
    ("([zc])i", r"tzu"),
    ("si", "szu"),
    ("(zh|ch|sh|r)i", r"\1ih"),
    ("(zh|ch|r|t|d|n|l|s|z|c)uo", r"\1o"),
    ("([gk])e", r"\1o"),
    ("he", "ho"),
    ("(.*[^aeiouy])?e", r"\1eh"),
    ("(.*)(ie|ue)", r"\1\2h"),
    ("ye", "yeh"),
    ("yue", "yueh"),
    ("yan", "yen"),
    ("(.*)ian", r"\1ien"),
    ("you", "yu"),
    ("(.*)ong", r"\1ung"),
    ("([gk])ui", r"\1uei"),
    ("er", "erh"),
    ("yi", "i"),
    ("zh(.*)", r"ch\1"),
    ("[jq](.*)", r"ch\1"),
    ("x(.*)", r"hs\1"),
    ("r(.*)", r"j\1"),
    ("[zc](?!h)(.*)", r"ts\1"),
    ("b(.*)", r"p\1"),
    ("d(.*)", r"t\1"),
    ("g(.*)", r"k\1"),
)
# How German and French newspapers wrote Chinese before Pinyin.
_OLDER = (("tsch|tch", "ch"), ("sch", "sh"), ("ou(?=[aeo])", "u"), ("oung", "ung"), ("tseu", "tzu"), ("liou", "liu"))


def in_wade_giles(word: str) -> set[str]:
    """The ways to read a word as one to three Chinese syllables: none for a word that is not made of them.

    >>> in_wade_giles("zedong"), in_wade_giles("tsetung"), in_wade_giles("thatcher")
    ({'tsehtung'}, {'tsehtung'}, set())
    """
    if not 1 < len(word) <= 18:
        return set()
    older = word
    for pattern, to in _OLDER:
        older = re.sub(pattern, to, older)
    pinyin, wade = _syllables()
    return set(_split(word, pinyin, 3)) | set(_split(older, wade, 3))


def _split(word: str, known: dict[str, str], most: int) -> Iterator[str]:
    """The syllables of a word, joined in Wade-Giles."""
    if not word:
        yield ""
    elif most:
        for end in range(1, min(len(word), 6) + 1):
            if word[:end] in known:
                for rest in _split(word[end:], known, most - 1):
                    yield known[word[:end]] + rest


@cache
def _syllables() -> tuple[dict[str, str], dict[str, str]]:
    """The form in Wade-Giles of each syllable of Pinyin, and of Wade-Giles, where some have two forms."""
    pinyin: dict[str, str] = {}
    for line in _PINYIN.strip().splitlines():
        initial, finals = line.split(": ")
        syllables = [initial.strip("-") + final for final in finals.split()]
        pinyin |= {syllable: _in_wade_giles(syllable) for syllable in syllables}
    wade = {form: form for form in pinyin.values()}
    # Without the final h (tse for tseh), and other usual ways.
    wade |= {form[:-1]: form for form in wade if re.fullmatch(".*[^aou]eh", form) and form[:-1] not in wade}
    wade["ssu"] = "szu"
    return pinyin, wade


def _in_wade_giles(syllable: str) -> str:
    for pattern, to in _TO_WADE_GILES:
        if re.fullmatch(pattern, syllable):
            syllable = re.sub(f"^{pattern}$", to, syllable)
    return syllable
