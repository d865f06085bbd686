"""Whether a quote names a place as the one where a meeting was held."""

from __future__ import annotations

import re
from collections.abc import Iterable

from dialogue_cli.curate.notary.case import Case
from dialogue_cli.curate.notary.denial import left_out
from dialogue_cli.curate.notary.held import is_of_meeting, not_held
from dialogue_cli.curate.notary.names import PART_OF, meant
from dialogue_cli.curate.notary.quoted import Quoted
from dialogue_cli.curate.notary.whose import is_of_other
from dialogue_cli.names.cities import names_of_city
from dialogue_cli.text import compared, fold


def part_fault(part: str, case: Case) -> str | None:
    """Why no quote names a part of a place as that of the meeting, or None."""
    name = case.value[part]
    others = _other_names(part, name, case)
    reasons = [_place_fault(quote, others, case, is_venue=part == "venue") for quote in case.quotes]
    if None in reasons or (part == "country" and _is_of_city(case, others) and part_fault("city", case) is None):
        return None
    told = next((one for one in reasons if one), "")
    return told or f'the quote does not name "{name}" as the place of this meeting'


def _is_of_city(case: Case, countries: Iterable[str]) -> bool:
    """Whether a quote, of whatever meeting, says in which country the city lies: "Dushanbe, Tajikistan"."""
    cities = _other_names("city", case.value["city"], case) if case.value.get("city") else ()
    return any(quote.has(f"{city} {country}") for quote in case.quotes for city in cities for country in countries)


def _other_names(part: str, name: str, case: Case) -> set[str]:
    if part == "city":
        found = {name, *names_of_city(name)}
        for one in case.known.vocabularies.places:
            if fold(name) in {fold(other) for other in (one.name, *one.aliases)}:
                found |= {one.name, *one.aliases}
        return found
    if part == "country":
        names = case.quotes[0].reading.names
        party = meant(names, name)
        return {name} | {" ".join(words) for words, other in names.sides.items() if other == party}
    return {name}


_AT = re.compile(
    r"(?:\b(?:[Ii]n|[Aa]t|to|into|near|[Vv]isit\w*|[Hh]osted (?:by|in)|reached|arriv\w+|tour\w*)\s"
    r"(?:(?:the|capital|city of|capital of|town of|village of|district of|port of|nearby"
    r"|(?:[A-Z][\w’'-]+,?(?: and| &)?))\s){0,5})$"
)
"""What stands before a place where something happens: in, at, to, visited."""
_OF_SUBJECT = re.compile(
    r"\b(?:(?i:situations?|war|conflicts?|developments?|cris[ie]s|ceasefire|tensions?|aggression|elections?"
    r"|born|educated|studied|grew up|based"
    r"|signed|adopted|established|living|working|investments?|hosting|ambassadors?|embass(?:y|ies)|protests?"
    r"|demonstrations?|attacks?|violence"
    r"|returned|returning|speaking|universit(?:y|ies)|companies|residents|projects?|offices?|programmes?|interests?)"
    r"|peace|stability|security|events?|progress) (?:\w+ )?(?:in|to|at|of|against|around"
    r"|on) (?:[^.;,]{0,40} )?(?:the )?$"
)
"""What tells that a place is what was spoken of, or where something else is."""
_HOST = re.compile(r"\s(?:[\w’'-]+\s){0,2}?(?:host(?:ed|s|ing)|summit|meeting|talks|conference|round)\b")


def _place_fault(quote: Quoted, names: Iterable[str], case: Case, *, is_venue: bool) -> str | None:
    """Why a quote does not have a name as that of the place; an empty reason where it does not have it at all."""
    text, (start, end) = quote.reading.text, quote.span
    told = ""
    for name in sorted(map(compared, names), key=len, reverse=True):
        pattern = re.compile(rf"(?<![\w-]){re.escape(name)}(?![\w-])", re.IGNORECASE)
        for match in pattern.finditer(text, start, end):
            first, last = quote.reading.release.dateline
            if first <= match.start() < last or not match[0][0].isupper():
                continue
            before = quote.before(match.start())
            is_there = is_venue or _is_there(quote, match.start(), match.end())
            is_of_name = PART_OF.search(before) or _IS_ELSEWHERE.match(text, match.end())
            if not is_there or is_of_name or not is_of_meeting(text[slice(*quote.sentence_of(match.start()))]):
                continue
            if without := left_out(before):
                told = f'the document says that it was not there ("{without}")'
            elif is_of_other(quote, match.start(), case):
                told = "the quote names it as the place of another meeting"
            elif case.status == "held" and (fault := not_held(quote, match.start())):
                told = fault
            else:
                return None
    return told


_IS_ELSEWHERE = re.compile(
    r"['’]?s?\s(?:[A-Z]\w+\s){0,3}(?:[Mm]inister|[Pp]resident|[Aa]mbassador)"
    r"|\s(?:[A-Z]\w+\s){0,2}(?:Street|Road|Avenue|Square|Boulevard|Lane|Bridge|Hotel|Inn|Restaurant|Café|Cafe|Room"
    r"|Lounge|Ballroom|Suite|Bank|Foundation|Prize)\b"
    r"|\s(?:live )?on (?:television|TV|a screen|the (?:news|radio))\b"
)
"""What makes a name that of an office, a street or a house, which may be anywhere (the Oslo Hotel in Bergen), or tells
that the place was only seen."""


def _is_there(quote: Quoted, start: int, end: int) -> bool:
    """Whether the words beside a place say that something happens there."""
    text, before = quote.reading.text, quote.before(start)
    if _AT.search(before):
        return not _OF_SUBJECT.search(before)
    # "Samarkand, Uzbekistan" and "Peshawar (Pakistan)": the place that the city lies in.
    inner = re.search(r"(?:,|\s?\()\s?(?:the )?$", before)
    city = next((one for one in quote.reading.words.words if inner and one.end == start - len(inner[0])), None)
    if city is not None and city.sign == "C":
        return _is_there(quote, city.start, city.end)
    # "(Paris, 14 March 2024)", "– Nairobi and Addis Ababa, December 5 and 6".
    has_date = any(
        end < one.start < end + 60 and _BEFORE_DATE.fullmatch(text[end : one.start])
        for one in quote.reading.release.dates
    )
    return not before.strip() or has_date or bool(_HOST.match(text, end))


_BEFORE_DATE = re.compile(r"(?:(?:,| and| &)\s[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)?){0,3}[,:]?\s?(?:on )?(?:the )?")
