"""Whether a quote names what a claim says: parties, subjects, and what is made of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from dialogue_cli.curate.draft.gazetteer import folded_words
from dialogue_cli.curate.draft.known import Known
from dialogue_cli.curate.notary.quoted import Quoted
from dialogue_cli.text import fold

_ONLY_SPOKEN_OF = re.compile(
    r"\b(?:situations?|war|conflicts?|developments?|cris[ie]s|ceasefire|tensions?|aggression|elections?|sanctions|events)"
    r" (?:[\w-]+ ){0,2}?(?:in|of|against|around|on) (?:[^.;]{0,40}(?:, | and ))?(?:the )?$",
    re.IGNORECASE,
)
"""What tells that a country is what was spoken of."""
_NOT_DISCUSSED = re.compile(
    r"\b(?:not|never|n['’]t|without|refus\w+ to|declin\w+ to|avoid\w*|no) (?:\w+ ){0,3}?(?:discuss\w*|rais\w+|address\w*|mention\w*"
    r"|touch\w*|on the agenda|cover\w*|talk\w*|speak\w*|spoken|consider\w*)\b",
    re.IGNORECASE,
)


def meant(known: Known, name: str) -> str:
    """What a party is called among the names to look for; the name itself, where no list has it."""
    names = known.names
    words = folded_words(name)
    return names.sides.get(words) or names.sides.get(words[1:] if words[:1] == ("the",) else words) or name


def party_fault(name: str, known: Known, quotes: Sequence[Quoted]) -> str | None:
    """Why no quote names a party, or None: by a name, an abbreviation, or an adjective."""
    party = meant(known, name)
    is_known = folded_words(name) in known.names.sides
    only_spoken_of = False
    for quote in quotes:
        for word in quote.words:
            if word.sign not in "SA" or word.means != party or _is_in_name(quote, word.start):
                continue
            if not _ONLY_SPOKEN_OF.search(quote.before(word.start)):
                return None
            only_spoken_of = True
        if not is_known and has_name(quote, name):
            return None
    return (
        f'the quote speaks of "{name}" and not of meeting it' if only_spoken_of else f'the quote does not name "{name}"'
    )


def _is_in_name(quote: Quoted, at: int) -> bool:
    """Whether a word is part of a person's name: Jordan in "Minister Jordan Smith"."""
    return any(start <= at < end for start, end in (one.name_span for one in quote.people))


def has_name(quote: Quoted, name: str) -> bool:
    """Whether a name stands in a quote; one of a few capitals only in capitals: IT is no "it"."""
    if name.isupper() and len(name) <= 5:
        return re.search(rf"(?<![\w]){re.escape(name)}(?![\w])", quote.text) is not None
    return quote.has(name)


def words_fault(names: Iterable[str], what: str, quotes: Sequence[Quoted]) -> str | None:
    """Why no quote has one of some names, or None."""
    known = list(names)
    having = [quote for quote in quotes if any(has_name(quote, name) for name in known)]
    if any(not _NOT_DISCUSSED.search(quote.around) for quote in having):
        return None
    if having:
        return f'the document says that {what} "{known[0]}" was not spoken of'
    return f'the quote does not name {what} "{known[0]}"'
