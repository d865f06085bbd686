"""Slips of the keyboard, made by rule and chosen by a seed."""

from __future__ import annotations

import random
import re
import string
from collections.abc import Callable

SHORTEST = 5
"""A typo is made in a word of at least so many letters."""
KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
STOP_WORDS = frozenset(
    """about above after again against along already although always among another because become becomes been before
    being below between cannot could doing during either every found further given gives having however itself might
    often other others ought ourselves rather really shall should since something still their theirs themselves there
    therefore these thing things those though through together toward towards under until using various where whether
    which while whose within without would yours yourself""".split()
)


def edits(word: str) -> list[Callable[[random.Random], str]]:
    """The kinds of slip that a word allows; none touches its first letter."""

    def delete(rng: random.Random) -> str:
        at = rng.randrange(1, len(word))
        return word[:at] + word[at + 1 :]

    def insert(rng: random.Random) -> str:
        at = rng.randrange(1, len(word) + 1)
        return word[:at] + rng.choice(string.ascii_lowercase) + word[at:]

    def substitute(rng: random.Random) -> str:
        at = rng.randrange(1, len(word))
        return word[:at] + rng.choice(string.ascii_lowercase.replace(word[at].lower(), "")) + word[at + 1 :]

    def swap(rng: random.Random) -> str:
        at = rng.choice(swaps)
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]

    swaps = [at for at in range(1, len(word) - 1) if word[at] != word[at + 1]]
    return [delete, insert, substitute, swap] if swaps else [delete, insert, substitute]


def with_typo(question: str, rng: random.Random) -> str:
    """The question with one slip in one of its longer words; as it was when it has none."""
    words = [
        found for found in re.finditer(rf"[^\W\d_]{{{SHORTEST},}}", question) if found.group().lower() not in STOP_WORDS
    ]
    if not words:
        return question
    chosen = rng.choice(words)
    slip = rng.choice(edits(chosen.group()))(rng)
    return question[: chosen.start()] + slip + question[chosen.end() :]


def neighbours(letter: str) -> str:
    """The letters beside one on its row of the keyboard, and above and below it."""
    for number, row in enumerate(KEYS):
        at = row.find(letter)
        if at >= 0:
            beside = row[max(0, at - 1) : at] + row[at + 1 : at + 2]
            above = KEYS[number - 1][at : at + 2] if number else ""
            below = KEYS[number + 1][max(0, at - 1) : at + 1] if number + 1 < len(KEYS) else ""
            return beside + above + below
    return ""


def mistyped(word: str, rng: random.Random) -> str:
    """The word as fingers get it wrong: a key beside the right one, two swapped, one left out or struck twice."""
    at = rng.randrange(len(word))
    swaps = [i for i in range(len(word) - 1) if word[i] != word[i + 1]]
    near = neighbours(word[at])
    ways = [word[:at] + word[at + 1 :], word[: at + 1] + word[at:]]
    if swaps:
        i = rng.choice(swaps)
        ways.append(word[:i] + word[i + 1] + word[i] + word[i + 2 :])
    if near:
        ways.append(word[:at] + rng.choice(near) + word[at + 1 :])
    return rng.choice(ways)
