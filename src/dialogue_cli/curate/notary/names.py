"""Whether a quote names what a claim says: parties, subjects, and what is made of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from dialogue_cli.curate.draft.gazetteer import Names, folded_words
from dialogue_cli.curate.draft.offices import only_of
from dialogue_cli.curate.draft.reading import Reading
from dialogue_cli.curate.draft.tagging import Word
from dialogue_cli.curate.notary.denial import is_absent, left_out
from dialogue_cli.curate.notary.held import NO_ONE
from dialogue_cli.curate.notary.quoted import Quoted

_ONLY_SPOKEN_OF = re.compile(
    r"\b(?:situations?|war|conflicts?|developments?|cris[ie]s|ceasefire|tensions?|aggression|elections?"
    r"|sanctions|events|talk\w*|questions?|issues?)"
    r" (?:[\w-]+ ){0,2}?(?:in|of|against|around|on|about) (?:[^.;]{0,40}(?:, | and ))?(?:the )?$"
    r"|\b(?:about|condemn\w*|discuss(?:ed|ing)?|regarding|concerning|criticis\w+|sanction\w*"
    r"|fin(?:ed|es)|su(?:ed|es)|accus(?:ed|es)|blam(?:ed|es)|attack(?:ed|s)|invad(?:ed|es)|occup(?:ied|ies)"
    r"|defeated)\s(?:the )?$",
    re.IGNORECASE,
)
"""What tells that a country is what was spoken of."""
_DEED_OF = re.compile(
    r"(?:['’]s?)? (?:[\w-]+ ){0,3}?(?:war|aggression|invasion|attacks?|occupation|annexation|elections?"
    r"|threats?|nuclear (?:deal|issue|programme|program|file)|question|crisis)\b",
    re.IGNORECASE,
)
PART_OF = re.compile(
    r"(?<!\w)(?:New|North(?:ern)?|South(?:ern)?|East(?:ern)?|West(?:ern)?|Upper|Lower|Gulf of|Sea of"
    r"|Strait of|Bay of|Port|Fort|Mount|Lake|Cape|Camp|Hotel|Villa)\s$"
)
"""What makes a name a part of another one: the Gulf of Oman, New York, Hotel Sweden."""
_OF_MAP = re.compile(r" (?:River|Ocean|Sea|Peninsula|Desert|Strait|Gulf|Basin|Army|Airlines|Airways|Street|Airport)\b")
_COMPOUND = re.compile(r"-(?:speaking|based|born|made|funded|backed|sponsored|occupied|held)\b")
_IS_NAME_BEHIND = re.compile(
    r" (?!(?:Strategic|Political|Joint|Ministerial|Human|Summit|Dialogue|Council|Committee|Talks|Government"
    r"|Ministry|Parliament)\b)[A-Z][\w’'-]+"
)
_NOT_DISCUSSED = re.compile(
    r"\b(?:not|never|n['’]t|without|refus\w+ to|declin\w+ to|avoid\w*|no) (?:\w+ ){0,3}?(?:discuss\w*|rais\w+"
    r"|address\w*|mention\w*"
    r"|touch\w*|on the agenda|cover\w*|talk\w*|speak\w*|spoken|consider\w*|come up|feature|figure)\b"
    r"|\b(?:left|leaving|set|setting) (?:\w+ ){0,3}aside\b|\bpostpon\w+ (?:\w+ ){0,2}(?:talks|discussions?)\b"
    r"|\boff the (?:table|agenda)\b|\b(?:ignored|omitted|overlooked)\b"
    r"|\b(?:was|were|been|being) (?:\w+ )?(?:neglected|avoided|excluded|(?:left|kept) out)\b",
    re.IGNORECASE,
)


def meant(names: Names, name: str) -> str:
    """What a party is called among the names to look for; the name itself, where no list has it."""
    words = folded_words(name)
    return names.sides.get(words) or names.sides.get(words[1:] if words[:1] == ("the",) else words) or name


def party_fault(name: str, quotes: Sequence[Quoted], status: str) -> str | None:
    """Why no quote names a party, or None: by a name, an abbreviation, an adjective, or an office of its own."""
    names = quotes[0].reading.names
    party = meant(names, name)
    is_known = folded_words(name) in names.sides
    only_spoken_of = False
    is_without = False
    for quote in quotes:
        for word in (one for one in parties_in(quote) if one.means == party):
            behind = quote.reading.text[word.end : word.end + 60]
            if _is_without(quote, word, status):
                is_without = True
                continue
            if not _ONLY_SPOKEN_OF.search(quote.before(word.start)) and not _DEED_OF.match(behind):
                return None
            only_spoken_of = True
        if (not is_known and has_name(quote, name)) or only_of(quote.reading.said(quote.span)) == party:
            return None
    if is_without:
        return f'the document says that "{name}" was not there'
    return (
        f'the quote speaks of "{name}" and not of meeting it' if only_spoken_of else f'the quote does not name "{name}"'
    )


def _is_without(quote: Quoted, word: Word, status: str) -> bool:
    """Whether the words around a party say that it was left out, or stayed away, or that nobody met."""
    text, (start, end) = quote.reading.text, quote.sentence_of(word.start)
    if left_out(text[start : word.start]) or is_absent(text[word.end : end]):
        return True
    return status == "held" and NO_ONE.search(text, start, end) is not None


def is_named(reading: Reading, name: str) -> bool:
    """Whether a document names a party anywhere."""
    party = meant(reading.names, name)
    return any(one.means == party for one in reading.words.words) or only_of(reading.text) == party


def parties_in(quote: Quoted) -> list[Word]:
    """The words of a quote that name parties, and are no part of another name."""
    return [one for one in quote.words if one.sign in "SA" and not _is_in_other_name(quote, one)]


def _is_in_other_name(quote: Quoted, word: Word) -> bool:
    """Whether a word is of a longer name: of a person (Jordan Smith), of a party (Guinea-Bissau), of a part of one."""
    if any(start <= word.start < end for start, end in (one.name_span for one in quote.people)):
        return True
    words, text = quote.reading.words, quote.reading.text
    i = words.words.index(word)
    before, after = words.signs[i - 1 : i] if i else "", words.signs[i + 1 : i + 2]
    is_first_name = before in tuple("OHP") and after in tuple("NU") and text[word.end : word.end + 1] == " "
    longer = re.match(r"-[A-Z]\w+", text[word.end :])
    is_cut = (
        bool(longer)
        and folded_words(text[word.start : word.end + len(longer[0] if longer else "")]) in quote.reading.names.sides
    )
    is_alone = not re.search(r"(?:\bof (?:the )?|[-–/]\s?)$", quote.before(word.start))
    is_first_name = is_first_name or (
        is_alone and after in tuple("NU") and _IS_NAME_BEHIND.match(text[word.end :]) is not None
    )
    is_cut = is_cut or _OF_MAP.match(text[word.end :]) is not None
    is_cut = is_cut or _COMPOUND.match(text[word.end :]) is not None
    return is_first_name or is_cut or PART_OF.search(quote.before(word.start)) is not None


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
