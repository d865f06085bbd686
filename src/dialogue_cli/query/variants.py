"""Other ways to spell an English word, by rule: British and American, with and without a hyphen.

The rules only propose; which of the proposals a collection has is for the index to say. They are lists of words and
not of letters where letters would make one word of two: filing is not filling, and a prize is not a prise.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

# Pairs of endings or stems, each way: what stands before `/` for what stands behind it, where the word has it.
_STEMS = (
    "labour/labor neighbour/neighbor harbour/harbor favour/favor colour/color honour/honor behaviour/behavior"
    " endeavour/endeavor armour/armor rumour/rumor vapour/vapor vigour/vigor humour/humor splendour/splendor"
    " candour/candor clamour/clamor flavour/flavor odour/odor parlour/parlor rancour/rancor saviour/savior valour/valor"
    " tumour/tumor demeanour/demeanor fervour/fervor arbour/arbor misdemeanour/misdemeanor rigour/rigor succour/succor"
    " centre/center theatre/theater metre/meter litre/liter fibre/fiber calibre/caliber sabre/saber spectre/specter"
    " sombre/somber lustre/luster centring/centering manoeuvr/maneuver manoeuvre/maneuver"
    " defence/defense offence/offense licence/license pretence/pretense"
    " dialogue/dialog catalogue/catalog analogue/analog monologue/monolog"
    " travell/travel cancell/cancel labell/label modell/model signall/signal fuell/fuel channell/channel"
    " counsell/counsel levell/level marvell/marvel quarrell/quarrel rivall/rival totall/total tunnell/tunnel"
    " initiall/initial equall/equal pedall/pedal unravell/unravel shovell/shovel jewell/jewel woollen/woolen"
    " enrol/enroll fulfil/fulfill instalment/installment skilful/skillful wilful/willful enrolment/enrollment"
    " paediatr/pediatr anaem/anem haemo/hemo foet/fet oestro/estro encyclopaed/encycloped mediaeval/medieval"
    " archaeolog/archeolog orthopaed/orthoped gynaecolog/gynecolog leukaem/leukem caesar/cesar aeroplane/airplane"
    " analys/analyz paralys/paralyz catalys/catalyz"
    " programme/program aluminium/aluminum sulph/sulf artefact/artifact ageing/aging judgement/judgment"
    " acknowledgement/acknowledgment sceptic/skeptic plough/plow mould/mold jewellery/jewelry grey/gray"
    " enquir/inquir despatch/dispatch whilst/while amongst/among towards/toward focuss/focus benefitt/benefit"
    " likeable/likable sizeable/sizable moveable/movable"
)
# Words in which `is` is no ending that may be `iz`.
_NOT_ISE = frozenset(
    "advise arise comprise compromise demise devise disguise enterprise excise exercise expertise franchise improvise"
    " merchandise noise paradise poise praise precise premise prise promise raise revise rise supervise surmise"
    " surprise televise wise cruise".split()
)
_ISE = r"^(.{3,})i([sz])(e|ed|es|er|ers|ing|ingly|able|ation|ations|ational)$"
BEGINNINGS = (
    "co re pre anti counter non multi inter cyber sub post trans cross semi under over micro macro bi tri mid vice ex"
    " self e socio geo euro extra intra ultra peri neo pan para quasi eco bio"
).split()
LEAST = 3
"""How many letters a word must have after such a beginning."""


def variants(word: str) -> list[tuple[str, ...]]:
    """The other ways in which a word may be written, each as one word or two; it need not have any.

    >>> variants("labour"), variants("organizations"), variants("g20")
    ([('labor',)], [('organisations',)], [('g', '20')])
    >>> variants("cooperation"), variants("filing"), variants("promise")
    ([('co', 'operation')], [], [])
    """
    found = dict.fromkeys((other,) for other in (*_by_stem(word), *_by_ending(word)) if other != word)
    return [*found, *_apart(word)]


def _by_stem(word: str) -> Iterator[str]:
    for one, other in _pairs():
        for old, new in ((one, other), (other, one)):
            at = word.find(old)
            # `center` within `epicenter` too, but no `color` in `Colorado`.
            if at >= 0 and len(word) - at - len(old) <= 5 and word != "colorado":
                yield word[:at] + new + word[at + len(old) :]


def _by_ending(word: str) -> Iterator[str]:
    match = re.match(_ISE, word) if "is" in word or "iz" in word else None
    if match and f"{match[1]}ise" not in _NOT_ISE:
        yield f"{match[1]}i{'z' if match[2] == 's' else 's'}{match[3]}"


def _apart(word: str) -> Iterator[tuple[str, ...]]:
    """A word as two, after a beginning that is often set apart by a hyphen, or between letters and digits."""
    if not word.isascii():
        return
    for beginning in BEGINNINGS:
        if word.startswith(beginning) and len(word) >= len(beginning) + LEAST:
            yield beginning, word[len(beginning) :]
    if word.isalpha():
        return
    letters = re.fullmatch(r"([a-z]+)([0-9]+)", word) or re.fullmatch(r"([0-9]+)([a-z]+)", word)
    if letters:
        yield letters[1], letters[2]


@cache
def _pairs() -> tuple[tuple[str, str], ...]:
    return tuple((one, other) for one, _, other in (pair.partition("/") for pair in _STEMS.split()))
