"""Of which meeting the words around a place in a quote speak: that of the record, or another that they number."""

from __future__ import annotations

import re

from dialogue_cli.curate.draft.rounds import Round
from dialogue_cli.curate.draft.series import like
from dialogue_cli.curate.notary.case import Case
from dialogue_cli.curate.notary.quoted import Quoted
from dialogue_cli.text import fold, folded

_COMMON = frozenset(
    "the a an of on and for in to with at between annual regular meeting round session dialogue edition high"
    " level".split()
)


def is_of_other(quote: Quoted, at: int, case: Case) -> bool:
    """Whether a place speaks of another meeting: of the numbered one that the sentence names before it, or else after.

    What the quote leaves out of its sentence counts too: cutting "the 20th Ministerial Meeting" away does not make its
    date that of any other.
    """
    named = quote.named
    before = [one for one in named if one.end <= at]
    if before:
        return not is_own(quote, before[-1], case)
    if _is_of_other_event(quote.before(at), case):
        return True
    start, end = quote.sentence_of(at)
    after = [one for one in named if at < one.start < end and start <= at]
    return "ordinal" in case.record and bool(after) and not any(is_own(quote, one, case) for one in after)


_EVENT = re.compile(
    r"\b(?P<what>(?i:negotiation|summit|conference|forum|committee|council|signing|ceremon|election))\w*"
    r"(?:\s(?:was|were|is|be|been|held|conducted|took|place|on|in|at|the|of|\d+,?|[A-Z][\w’'-]+,?))*\s?$"
)


_BESIDE = re.compile(
    r"\b(?:ahead of|prior to|before|preparations? (?:for|of)|on the eve of|deadline|last (?:met|held|visited"
    r"|spoke\w*)|elections? (?:on|in)|(?:reached|signed|adopted|agreed|launched) (?:at|in|on))"
    r"(?: [^,;.]{0,60})?\s?$",
    re.IGNORECASE,
)
"""What tells that something else follows, or that something was made elsewhere."""


def _is_of_other_event(before: str, case: Case) -> bool:
    """Whether what stands before a place is an event that a meeting of the series is not: "negotiations on 2 May"."""
    if _BESIDE.search(before):
        return True
    record = case.record
    found = _EVENT.search(before)
    called = fold(" ".join(str(record.get(name, "")) for name in ("series", "title", "kind")))
    is_named = bool({"series", "ordinal"} & record.keys())
    return found is not None and is_named and found["what"].lower() not in called


def is_own(quote: Quoted, one: Round, case: Case) -> bool:
    """Whether a numbered meeting can be that of the record: by its number, and by what the series is called."""
    record = case.record
    return ("ordinal" not in record or one.ordinal == record["ordinal"]) and is_of_series(quote, one.series, case)


def is_of_series(quote: Quoted, said: str, case: Case) -> bool:
    """Whether a series that a text names can be that of the record, as far as the record says which it is."""
    mine, title = str(case.record.get("series") or ""), str(case.record.get("title") or "")
    if not said or not (mine or title):
        return True
    names = _names(mine, case)
    if names or (mine and not re.fullmatch(r"[a-z0-9-]+", mine)):
        return any(_is_like(quote, said, name, names or [mine], case) for name in names or [mine])
    wanted = set(_rest(quote, said, case).split()) - _COMMON
    return not wanted or bool(wanted & set(fold(f"{mine} {title}").split()))


def parties_before(quote: Quoted, at: int) -> str:
    """The parties that stand directly before a place, as the text writes them: "EU-Japan " of "EU-Japan Dialogue"."""
    words = [one for one in quote.reading.words.words if one.end <= at]
    first = at
    for word in reversed(words):
        if re.search(r"\w", quote.reading.text[word.end : first]) or word.sign not in ("S", "A", "-", "&"):
            break
        first = word.start
    return quote.reading.text[first:at].lstrip(" -–&")


def _names(series: str, case: Case) -> list[str]:
    for one in case.known.vocabularies.series:
        if one.id == series or one.name == series:
            return [one.name or one.id, *one.aliases]
    return []


def _is_like(quote: Quoted, said: str, name: str, names: list[str], case: Case) -> bool:
    """Whether two names mean one series: the same words, and no party that the series does not name."""
    parties = frozenset[str]().union(*(like(quote.reading, case.known, one)[0] for one in names))
    words = like(quote.reading, case.known, name)[1]
    other, others = like(quote.reading, case.known, said)
    if not others or not words:
        return fold(said) == fold(name)
    return (not parties or other <= parties) and (words.endswith(others) or others.endswith(words))


def _rest(quote: Quoted, said: str, case: Case) -> str:
    """The words of a series but for its parties."""
    words = set(fold(said).split())
    for party in like(quote.reading, case.known, said)[0]:
        words -= {
            folded(word) for names, other in quote.reading.names.sides.items() if other == party for word in names
        }
    return " ".join(words)
