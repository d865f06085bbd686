"""Which words may be others misspelt, where that cannot change what is claimed.

Numbers, negations and names are never respelt, and no word is taken for one that begins with another letter: increase
is not decrease, legal is not illegal.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

from dialogue_cli.dataset.words import Word
from dialogue_cli.spelling import is_within_cap

# Words without which a sentence says the same.
_LEFT_OUT = frozenset("the a an of to in on at by for with that and".split())
# A letter or a word more or less of these is another claim.
_FIXED = frozenset(
    "no not nor non none never neither cannot without nothing nobody nowhere hardly barely unless except but if"
    " nicht kein keine keinen keiner nie ohne pas ne sans jamais aucun aucune ni sin nunca ningun non senza mai"
    " не нет ни без никогда"
    " one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion trillion"
    " first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth half quarter dozen once twice"
    " january february march april may june july august september october november december"
    " monday tuesday wednesday thursday friday saturday sunday north south east west northern southern eastern western"
    " more less most least former latter may might must shall will can".split()
)

COMMON = frozenset(
    "affairs agreement ambassador annual chair chairman commission commissioner committee conference cooperation"
    " council delegation department deputy development dialogue director economic economy foreign general government"
    " head high interior international joint justice leader meeting member minister ministerial ministers ministry"
    " mission national office parliament parliamentary partnership plan policy political president press prime"
    " programme regional representative republic round secretary security senior session special spokesperson state"
    " strategic summit trade treaty union visit working".split()
)
"""What is capitalised in titles of offices, bodies and meetings, and is no name by itself."""


class Slip(NamedTuple):
    """What was typed, and what the document has instead; either may be empty."""

    typed: str
    written: str


class Aligned(NamedTuple):
    """Where typed words stand in a document: its first word, the word after its last one, and the slips."""

    first: int
    last: int
    slips: tuple[Slip, ...]


def most_slips(count: int) -> int:
    """How many slips so many typed words may have."""
    return 1 if count < 6 else 2 if count < 15 else 3


def may_be(typed: str, written: str, *, is_name: bool) -> bool:
    """Whether a word of a document may be what was typed with a slip.

    >>> may_be("chiared", "chaired", is_name=False), may_be("kalas", "kallas", is_name=True)
    (True, False)
    >>> may_be("2019", "2018", is_name=False), may_be("increase", "decrease", is_name=False)
    (False, False)
    """
    if is_name or is_fixed(typed) or is_fixed(written):
        return False
    swaps_first = typed[:2] == written[1::-1] and typed[2:] == written[2:]
    return (typed[:1] == written[:1] or swaps_first) and is_within_cap(typed, written)


def is_fixed(word: str) -> bool:
    """Whether a word has to be as it is: a number, a negation, a sign."""
    return word in _FIXED or any(map(str.isdigit, word)) or not word[:1].isalpha() or len(word) < 4


def aligned(
    typed: Sequence[Word], written: Sequence[Word], first: int, last: int, names: Collection[int]
) -> Aligned | None:
    """The typed words within a window of a document's words, with the fewest slips; None where they are too many.

    `names` are the numbers of the words in the document that are names. A word may be written as two, or two as one.
    """
    most = most_slips(len(typed))
    # For each number of slips so far: where in the document the typed words up to here end, and how they got there.
    ends: dict[int, tuple[int, tuple[Slip, ...]]] = {at: (at, ()) for at in range(first, last)}
    waiting: list[dict[int, tuple[int, tuple[Slip, ...]]]] = [ends] + [{} for _ in typed]
    for i in range(len(typed) + 1):
        # What the document has besides, after the first word and before the last one.
        for at in range(first, last) if 0 < i < len(typed) else ():
            start, slips = waiting[i].get(at, (at, ()))
            if at in waiting[i] and written[at].key in _LEFT_OUT and len(slips) < most:
                _keep(waiting[i], at + 1, start, (*slips, Slip("", written[at].text)))
        if i == len(typed):
            break
        for at in sorted(waiting[i]):
            start, slips = waiting[i][at]
            for step, more, slip in _steps(typed, written, i, at, last, names):
                if len(slips) + bool(slip) <= most:
                    _keep(waiting[i + step], at + more, start, (*slips, slip) if slip else slips)
    found = [(len(slips), at - start, start, at, slips) for at, (start, slips) in waiting[-1].items() if at > start]
    if not found:
        return None
    _, _, start, at, slips = min(found)
    return Aligned(start, at, slips)


def _keep(known: dict[int, tuple[int, tuple[Slip, ...]]], at: int, start: int, slips: tuple[Slip, ...]) -> None:
    if at not in known or (len(slips), -start) < (len(known[at][1]), -known[at][0]):
        known[at] = (start, slips)


def _steps(
    typed: Sequence[Word], written: Sequence[Word], i: int, at: int, last: int, names: Collection[int]
) -> list[tuple[int, int, Slip | None]]:
    """How many typed words go with how many of the document from here, and with which slip."""
    mine = typed[i].key
    steps: list[tuple[int, int, Slip | None]] = []
    if at < last:
        theirs = written[at].key
        if mine == theirs:
            return [(1, 1, None)]
        if may_be(mine, theirs, is_name=at in names):
            steps.append((1, 1, Slip(typed[i].text, written[at].text)))
        if at + 1 < last and mine.isalpha() and mine == theirs + written[at + 1].key:
            steps.append((1, 2, None))
        if i + 1 < len(typed) and theirs.isalpha() and mine + typed[i + 1].key == theirs:
            steps.append((2, 1, None))
    if 0 < i < len(typed) - 1 and mine in _LEFT_OUT:
        steps.append((1, 0, Slip(typed[i].text, "")))
    return steps
