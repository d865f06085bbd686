"""How a word of a name may sound: keys that its spellings in other newspapers share.

A word is read as English, German and French newspapers spell foreign names, and as scholars do (ISO 9 and the like,
and Turkic alphabets, whose diacritics `fold` has taken away). Each reading gives a sound in one set of letters; a word
made of Chinese syllables is also read in Wade-Giles and Pinyin. Two words may be spellings of one name if they
share a key.

The sounds: `s` is also z, `S` sh, `Z` zh and dzh, `C` ch, `c` ts, `h` also kh; `u` is also o, and `i` also y. An `e`
stands for either of `a` and `i`, so that Saleh is Salih, and Ahmed Ahmad.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import product

from dialogue_cli.names.syllables import in_wade_giles

# A shorter word says too little: only its vowels may be written in another way.
_SHORTEST = 4
# From here on an `e` may be an `a` or an `i`: Saleh, but not Sese.
_OPEN_VOWELS = 5
_LONGEST = 30

# Each rule is a pattern and its sound, or several sounds between which the spelling does not decide. The first pattern
# that fits is taken; a letter for which there is no rule stands for itself.
_COMMON = "ph>f qu(?=[ei])>k q>k x>ks ck>k th>t dh>d gh>g kh>h"
_READINGS = (
    # English
    f"sch>SC sh>S zh>Z tch>C ch>C dzh>Z j>Z tz>c ts>c ee>i oo>u c(?=[eiy])>s c>k w(?=[aeiouy])>v w>u z>s {_COMMON}",
    # German
    f"schtsch>SC dsch>Z tsch>C sch>S|Z chs>ks ch>h tz>c ts>c z>c|s j>y w>v ae>a oe>o ue>u c(?=[eiy])>s c>k {_COMMON}",
    # French
    "tch>C ch>S dj>Z gu(?=[eiy])>g g(?=[eiy])>Z j>Z tz>c ts>c ou(?=[aeiy])>u|v ou>u"
    f" c(?=[eiy])>s c>k w>v z>s (?<=[^aeiouy])e$> {_COMMON}",
    # Scholarly and Turkic: š, ž, č, c, ğ, ǧ, ḫ without their marks
    f"sc>SC ts>c ch>h s>s|S z>s|Z c>C|c|Z x(?=[aeiouy])>h j>y w>v g(?=a)>g|Z {_COMMON}",
)
# What all readings have in common, in this order.
_SETTLED = (
    (r"([a-zA-Z])\1+", r"\1"),
    ("ou", "u"),
    ("[iy]+", "i"),
    # Yeltsin, Jelzin, Eltsine; Nazarbayev, Nazarbaev
    ("(^|(?<=[aeou]))i(?=e)", ""),
    # Gorbachev, Gorbatschow; the old Gorbatcheff
    ("(?<=..)[eo][vf]f?(?=(a|na)?$)", "ov"),
    ("enka$", "enko"),
    # Saleh, Abdulla
    ("(?<=[aeiou])h$", ""),
    ("o", "u"),
    (r"([a-z])\1+", r"\1"),
)
# Words that are one name by no rule.
_ONE_NAME = (
    "abdullah abdallah abdulla abdalla abdollah",
    "gaddafi qaddafi kaddafi gadafi qadafi kadafi gadhafi kadhafi qadhafi khadafi khaddafi kadhdhafi qadhdhafi"
    " gheddafi gaddhafi ghaddafi qaddhafi khadafy qaddafy kadaffi gadaffi",
    "islam islom",
    "alexander aleksandr alexandre aleksander alexandr aleksandar alieksandr aliaksandr aljaksandr",
)


@lru_cache(maxsize=50_000)
def keys(word: str) -> frozenset[str]:
    """The keys of a word of a name, as `text.fold` leaves it; those of one name share at least one.

    >>> bool(keys("gorbatschow") & keys("gorbachev")), bool(keys("husayn") & keys("hussein"))
    (True, True)
    >>> bool(keys("tung") & keys("dong")), bool(keys("jelzin") & keys("yeltsin"))
    (True, True)
    >>> bool(keys("il") & keys("un")), bool(keys("kuchma") & keys("kuzma"))
    (False, False)
    """
    found = {f"~{syllables}" for syllables in in_wade_giles(word)}
    found |= {f"={line}" for line in _lines().get(word, ())}
    if len(word) < _SHORTEST or len(word) > _LONGEST or not word.isascii():
        return frozenset(found | {_short(word)})
    for rules in _readings():
        for sound in _read(word, rules):
            settled = _settle(sound)
            found.add(settled)
            if len(word) >= _OPEN_VOWELS:
                found |= {settled.replace("e", "a"), settled.replace("e", "i")}
    return frozenset(found)


def _short(word: str) -> str:
    """A word of two or three letters, its vowels written in one way."""
    return word.replace("ou", "u").replace("oo", "u").replace("ee", "i").replace("y", "i").replace("j", "i")


def _read(word: str, rules: tuple[re.Pattern[str], tuple[tuple[str, ...], ...]]) -> Iterator[str]:
    """What a word sounds like by the rules of one reading: one sound for each choice where they leave one."""
    pattern, sounds = rules
    # The rule of each piece; pieces without one stand for themselves.
    pieces: list[tuple[int, str]] = []
    end = 0
    for match in pattern.finditer(word):
        assert match.lastindex
        pieces += [(0, word[end : match.start()]), (match.lastindex, "")]
        end = match.end()
    pieces.append((0, word[end:]))
    open_ones = sorted({rule for rule, _ in pieces if rule and len(sounds[rule - 1]) > 1})
    for choice in product(*(sounds[rule - 1] for rule in open_ones)):
        chosen = dict(zip(open_ones, choice, strict=True))
        yield "".join(text or chosen.get(rule) or (sounds[rule - 1][0] if rule else "") for rule, text in pieces)


def _settle(sound: str) -> str:
    for pattern, to in _settling():
        sound = pattern.sub(to, sound)
    return sound


@cache
def _readings() -> tuple[tuple[re.Pattern[str], tuple[tuple[str, ...], ...]], ...]:
    """The rules of each reading: one pattern, with a group for each rule, and the sounds of the groups."""
    found = []
    for text in _READINGS:
        rules = [rule.rsplit(">", 1) for rule in text.split()]
        pattern = "|".join(f"({spelt})" for spelt, _ in rules)
        found.append((re.compile(pattern), tuple(tuple(sounds.split("|")) for _, sounds in rules)))
    return tuple(found)


@cache
def _settling() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern), to) for pattern, to in _SETTLED)


@cache
def _lines() -> dict[str, tuple[str, ...]]:
    """The first word of the line of `_ONE_NAME` in which a word stands."""
    return {word: (line.split()[0],) for line in _ONE_NAME for word in line.split()}
