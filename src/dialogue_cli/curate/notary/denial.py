"""The usual words by which a text denies something, leaves it open, or takes one out of those it speaks of."""

from __future__ import annotations

import re

_NOT_TRUE = (
    r"(?:untrue|false|incorrect|inaccurate|mistaken|misleading|not true|a (?:lie|myth|hoax|rumou?r|fiction|fabrication)"
    r"|wrong(?: to (?:say|claim|think|believe|assume|report|suggest|conclude))?)"
)
_NO_ONE = r"(?:no[ -]one(?! behind)|nobody|none(?: of (?:the |them|these|those)?(?: ?\w+)?)?)"
_BARELY = r"(?:almost|nearly|hardly|scarcely|barely|all but|as good as)"
NOT_SO = (
    rf"\b{_NOT_TRUE} (?:\w+ )?that\b|^{_NOT_TRUE}:|\b{_NO_ONE} (?:\w+ ){{1,4}}?that\b|\bnothing came of\b"
    r"|\b(?:invent|fabricat|pretend|imagin|dream)\w* (?:\w+ )?that\b|\b(?:lied|made up the (?:story|claim|report))\b"
)
"""Words that deny what their sentence says after them."""


def denied(act: str) -> str:
    """A pattern of what denies an act: nobody did it, it was done by a hair, it was to have been done."""
    return (
        rf"\b{_NO_ONE} (?:[\w’'-]+ ){{0,3}}?{act}|{act} (?:with )?(?:nobody|no[ -]one)\b"
        rf"|\b{_BARELY} (?:been )?{act}|\b(?:was|were) to have (?:\w+ )?{act}"
        # "Had the ministers met, all would be well."
        rf"|(?:^|(?<=[,;] ))(?-i:Had|had) (?:the|they|he|she|it|both|(?-i:[A-Z])\w+) (?:[\w’'-]+ ){{0,5}}?{act}"
        rf"|{NOT_SO}"
    )


_NEAR = 120
"""So many letters before a name are looked at for what leaves it out."""
_LEFT_OUT = re.compile(
    r"\b(?:not|never|nor|without|except(?:ing)?(?: for)?|(?:all|everyone|everybody|everywhere|anyone|anywhere"
    r"|every \w+) but|other than|apart from|aside from|excluding|minus|rather than|instead of|outside(?: of)?"
    r"|nowhere near|far from|away from|(?:absence|exclusion|exception) of)"
    # One of several that are left out: "without Norway and Sweden".
    r"\s(?:(?:(?-i:[A-Z])[\w’'-]+ ){1,3}(?:and|or|nor) )?(?:(?:in|on|at|to|with|by|near|from) )?(?:the )?"
    r"(?:\w+day,? )?$",
    re.IGNORECASE,
)


def left_out(before: str) -> str:
    """The words, at the end of those before a name or a date, that take it out of what is said; empty if none do.

    >>> left_out("The ministers met in Bergen, not in "), left_out("The ministers met not only in ")
    ('not in', '')
    """
    found = _LEFT_OUT.search(before[-_NEAR:])
    return found[0].strip() if found else ""


_ABSENT = re.compile(
    r"^(?:['’]s? \w+)?,?(?: who| which)? (?:(?:also|then|has|had|have|both|all|again|later) ){0,2}"
    r"(?:(?:(?:was|were|been|is|are) (?:not|never)|(?:was|were)n['’]t|not) (?:\w+ )?(?:invited|asked|present"
    r"|represented|there|part of|a party|among|admitted)"
    r"|(?:did not|didn['’]t|could not|couldn['’]t|would not) (?:\w+ )?(?:attend|take part|join|come"
    r"|participate|meet|send|show)"
    r"|(?:refused|declined|failed|omitted) to (?:\w+ )?(?:attend|take part|join|come|participate|meet|sit|send|show)"
    r"|(?:was|were|been) (?:absent|excluded|barred|banned|shut out|left out|turned away|uninvited|disinvited)"
    r"|boycott\w*|skipped|missed|snubbed|shunned|ignored|stayed (?:away|at home|out)|(?:pulled|opted) out|withdrew from"
    r"|(?:watched|followed|saw|heard)\b[^.;]{0,40}?\b(?:on|from|at|over|by) (?:television|TV|the (?:radio|news|screen)"
    r"|home|afar|a distance)"
    r"|left before|(?:protested|demonstrated|waited|stood|remained|stayed) outside)\b",
    re.IGNORECASE,
)


def is_absent(after: str) -> bool:
    """Whether the words behind a party or a person say that it stayed away, or was kept away."""
    return _ABSENT.match(after) is not None


TURNS_ROUND = re.compile(
    r"\b(?:not|never|no|nor|neither|none|nobody|nothing|without|cannot|fail\w*|refus\w+|reject\w*"
    r"|den(?:y|ies|ied|ying)|declin\w+|stopped short"
    r"|unless|if|whether|instead of|rather than|denounc\w+|contrary|false\w*|alleg\w+|reportedly|untrue|doubt\w*"
    r"|unlikely"
    rf"|{_BARELY}(?= (?:\w+ )?$))\b|n['’]t\b|{NOT_SO}",
    re.IGNORECASE,
)
"""What before some words says the opposite of them, or leaves them open."""
LEAVES_OPEN = re.compile(
    r",?\s(?:unless|if|provided|on condition|only|once|as long as|or not|but not|[^.;]{0,40}\b(?:falsely"
    r"|wrongly|reportedly|allegedly|withdrawn|retracted|disputed|lied|untrue))\b",
    re.IGNORECASE,
)
"""What does so behind them."""
