"""Whether a quote names what a claim says: parties, places, people, subjects."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from dialogue_cli.curate.draft import cues
from dialogue_cli.curate.draft.gazetteer import folded_words
from dialogue_cli.curate.draft.known import Known
from dialogue_cli.curate.draft.people import Mention
from dialogue_cli.curate.draft.standing import led_side
from dialogue_cli.curate.notary.quoted import Quoted
from dialogue_cli.curate.notary.when import is_own
from dialogue_cli.names.cities import names_of_city
from dialogue_cli.text import fold

Record = dict[str, Any]
_NOT_THERE = re.compile(
    r"^[^.;]{0,60}\b(?:(?:did|could|was|were|would|has|had|will) not|didn't|wasn't|couldn't|unable|absent|failed to"
    r"|declined|cancelled (?:his|her))\b",
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
    for quote in quotes:
        if any(word.means == party for word in quote.words if word.sign in "SA") or quote.has(name):
            return None
    return f'the quote does not name "{name}"'


def place_fault(place: Record, known: Known, record: Record, quotes: Sequence[Quoted]) -> str | None:
    """Why no quote names a place as the one of the meeting, or None."""
    for part in ("city", "country", "venue"):
        name = place.get(part)
        if not name:
            continue
        others = _other_names(part, name, known)
        if not any(_names_place(quote, others, record) for quote in quotes):
            return f'the quote does not name "{name}" as the place of this meeting'
    return None


def _other_names(part: str, name: str, known: Known) -> set[str]:
    if part == "city":
        found = {name, *names_of_city(name)}
        for one in known.vocabularies.places:
            if fold(name) in {fold(other) for other in (one.name, *one.aliases)}:
                found |= {one.name, *one.aliases}
        return found
    if part == "country":
        party = meant(known, name)
        return {name} | {" ".join(words) for words, other in known.names.sides.items() if other == party}
    return {name}


def _names_place(quote: Quoted, names: Iterable[str], record: Record) -> bool:
    """Whether a quote has a name outside the dateline, and not behind the name of another meeting."""
    text, (start, end) = quote.reading.text, quote.span
    for name in names:
        pattern = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE)
        for match in pattern.finditer(text, start, end):
            first, last = quote.reading.release.dateline
            before = [one for one in quote.rounds if one.end <= match.start()]
            is_other = bool(before) and not is_own(before[-1], record)
            is_office = re.match(
                r"['’]?s?\s(?:[A-Z]\w+\s){0,3}(?:[Mm]inister|[Pp]resident|[Aa]mbassador)",
                text[match.end() : match.end() + 50],
            )
            if not first <= match.start() < last and not is_other and not is_office:
                return True
    # Case and accents apart, for names in scripts with many ways of writing.
    return any(quote.has(name) and not quote.reading.text[slice(*quote.span)].isascii() for name in names)


def words_fault(names: Iterable[str], what: str, quotes: Sequence[Quoted]) -> str | None:
    """Why no quote has one of some names, or None."""
    known = list(names)
    if any(quote.has(name) for quote in quotes for name in known):
        return None
    return f'the quote does not name {what} "{known[0]}"'


def person_fault(name: str, quotes: Sequence[Quoted]) -> str | None:
    """Why no quote says that a person took part, or None."""
    reason = f'the quote does not name "{name}"'
    wanted = set(fold(name).split())
    if not any(wanted <= set(quote.folded.split()) for quote in quotes):
        return reason
    for quote in quotes:
        mentions = mentions_of(name, quote)
        if not mentions and not quote.has(name):
            continue
        places = [one.span for one in mentions] or [_place(quote, name)]
        for start, end in places:
            before = quote.before(start)[-70:]
            absent = list(cues.ABSENT.finditer(before))
            is_there = cues.WAS_THERE.match(quote.after(end))
            if absent and not is_there and not cues.MET.search(before[absent[-1].end() :]):
                reason = f'the document does not say that "{name}" took part ("{absent[-1][0]}")'
            elif _NOT_THERE.match(quote.after(end)):
                reason = f'the document says that "{name}" was not there'
            else:
                return None
    return reason


def mentions_of(name: str, quote: Quoted) -> list[Mention]:
    """The places of a quote that name a person: in full, or shortly where the document names the person in full too."""
    wanted = set(fold(name).split())
    return [one for full, one in quote.persons if wanted and wanted <= set(fold(full).split())]


def _place(quote: Quoted, name: str) -> tuple[int, int]:
    pattern = r"\W+".join(map(re.escape, name.split()))
    match = re.search(pattern, quote.text, re.IGNORECASE)
    start = quote.span[0] + (match.start() if match else 0)
    return start, start + (match.end() - match.start() if match else 0)


def role_fault(role: str, name: str, quotes: Sequence[Quoted]) -> str | None:
    """Why no quote gives a person an office, or None: it stands beside the name, or beside it elsewhere."""
    wanted = fold(role)
    for quote in quotes:
        if not name:
            if quote.has(role):
                return None
            continue
        for one in mentions_of(name, quote):
            said = fold(one.role)
            if one.role and (
                wanted == said or f" {wanted} " in f" {said} " or (f" {said} " in f" {wanted} " and quote.has(role))
            ):
                return None
        if not mentions_of(name, quote) and _is_beside(quote, wanted, fold(name)):
            return None
    return f'the quote does not call "{name}" "{role}"' if name else f'the quote does not have "{role}"'


def _is_beside(quote: Quoted, role: str, name: str) -> bool:
    """Whether an office and a name stand beside each other."""
    text = quote.folded
    return any(
        f"{role}{gap}{name} " in text or f"{name}{gap}{role} " in text
        for gap in (" ", " mr ", " mrs ", " ms ", " dr ", " the ")
    )


def side_fault(party: str, name: str, role: str, known: Known, quotes: Sequence[Quoted]) -> str | None:
    """Why no quote says for which party a person was there, or None."""
    wanted = meant(known, party)
    for quote in quotes:
        for one in mentions_of(name, quote) if name else []:
            if one.party:
                if one.party == wanted:
                    return None
                continue
            sentence = quote.reading.sentence(one.span)
            if led_side(quote.reading, sentence, one) == wanted:
                return None
            others = [other for other in quote.people if other is not one]
            free = {
                word.means
                for word in quote.words
                if word.sign in "SA" and not any(a <= word.start < b for a, b in (other.span for other in others))
            }
            if free == {wanted}:
                return None
        if not name and role and any(word.means == wanted for word in quote.words):
            return None
        if (
            name
            and not mentions_of(name, quote)
            and quote.has(name)
            and {w.means for w in quote.words if w.sign in "SA"} == {wanted}
        ):
            return None
    return f'the quote does not say that "{name or role}" was there for "{party}"'
