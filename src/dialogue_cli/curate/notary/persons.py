"""Whether a quote says that a person took part, in what office, and for whom."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dialogue_cli.curate.draft import cues
from dialogue_cli.curate.draft.people import Mention
from dialogue_cli.curate.draft.standing import led_side
from dialogue_cli.curate.notary.case import Case
from dialogue_cli.curate.notary.denial import is_absent, left_out
from dialogue_cli.curate.notary.held import not_held
from dialogue_cli.curate.notary.names import meant, parties_in
from dialogue_cli.curate.notary.quoted import Quoted
from dialogue_cli.text import fold

Span = tuple[int, int]
_NOT_THERE = re.compile(
    r"^[^.;]{0,60}?\b(?:(?:did|could|was|were|would|has|had|will|does|is|can) (?:not|also not|n['’]t)"
    r"|didn['’]t|wasn['’]t|couldn['’]t"
    r"|unable|missed|(?:was|were) to have|sent|was meant to|absent|failed to|declined|refused to|skipped"
    r"|boycotted|stayed away|cancelled (?:his|her)|represented by"
    r"|(?:being|is|was) (?:\w+ )?(?:ill|away|abroad|sick|hospitali[sz]ed)|sent (?:a|his|her) (?:message"
    r"|deputy|regrets|greetings))\b",
    re.IGNORECASE,
)
_STOOD_FOR = re.compile(
    r"\b(?:representing|represented(?! by)|standing in for|deputi[sz]ing for|in the name of|in memory of"
    r"|memory of|statue of|tomb of"
    r"|mausoleum of|grave of|monument to|named after|(?:wife|daughter|son|brother|sister|spokes\w+|successor"
    r"|predecessor) (?:of|to)|patronage of|(?:praised|condemned|criticised|criticized|quoted|cited|honou?red"
    r"|commemorated) by|(?:arrest|health|trial|death|release|fate|case) of"
    r"|(?:discuss(?:ed|ing)?|about|concerning|regarding|mention\w*|commemorat\w+)(?= (?:the )?$)"
    r"|with the exception of|except(?: for)?|(?:all|everyone|anyone) but|other than|excluding"
    r"|(?:letters?|plans?|proposals?|articles?|books?|polic(?:y|ies)|legacy|portrait|ideas?|doctrine"
    r"|decisions?|decrees?|orders?|tweets?"
    r"|messages?|government|administration|regime|cabinet|words) (?:of|by|from)|without|neither|nor"
    r"|not)\s(?:[^,;.]{0,50}\s)?$"
    # Of the President; "Assistant to the President" is an office of its own.
    r"|\b(?:adviser|aide|envoy|assistant) to\s$",
    re.IGNORECASE,
)
_IS_OF_ANOTHER = re.compile(
    r"\b(?:adviser|advisor|aide|envoy|assistant|secretary|spokes\w+) (?:of|to) (?:the\s)?$", re.IGNORECASE
)
"""What tells that the office behind it is not that of the person: "Assistant to the President Eva Berg"."""
_CREDIT = re.compile(r"\b(?:Photo\w*|Image|Picture|Credit|Text|Source|Author)s?(?: (?:by|credit))?:\s\W*$")
"""What tells that the name behind it is that of who made something."""
_BUILDING = re.compile(
    r"\s(?:[A-Z]\w+\s)?(?:Cent(?:re|er)|Hall|Airport|University|Institute|Foundation|Stadium|Palace|Street"
    r"|House|Library|Museum|Prize|Award|Bridge)\b"
)
_NO_ONE_MET = re.compile(
    rf"{cues.MET.pattern}|{cues.FINITE.pattern}|{cues.OUTCOME.pattern}|{cues.DISCUSSED.pattern}|{cues.TO_COME.pattern}"
    rf"|{cues.CHAIRED.pattern}|{cues.PRESENT.pattern}|\b(?:chair\w*|presid\w+|head\w*|led|said|thank\w*"
    rf"|brief\w*|contribut\w+|accompan\w+"
    r"|held|inform\w*|visit\w*)\b",
    re.IGNORECASE,
)
_BEFORE_OFFICE = frozenset(
    "deputy vice acting former first assistant associate under ex interim outgoing incoming shadow spokesperson adviser"
    " advisor aide".split()
)
_AFTER_OFFICE = frozenset(("general", "elect", "designate", "emeritus"))
"""What makes an office another one: a Deputy Minister is no Minister, and a Secretary-General no Secretary."""


def person_fault(name: str, case: Case) -> str | None:
    """Why no quote says that a person took part, or None."""
    reason = f'the quote does not name "{name}"'
    wanted = set(fold(name).split())
    if not wanted or not any(wanted <= set(quote.folded.split()) for quote in case.quotes):
        return reason
    for quote in case.quotes:
        mentions = mentions_of(name, quote)
        if not mentions and not quote.has(name):
            continue
        for span in [one.span for one in mentions] or [place_of(quote, name)]:
            fault = presence_fault(name, quote, span, case)
            if fault is None:
                return None
            reason = fault
    return reason


def presence_fault(name: str, quote: Quoted, span: Span, case: Case) -> str | None:
    """Why the words around a person do not say that the person was there, or None."""
    start, end = span
    start += 4 * quote.reading.text.startswith(("the ", "The "), start)
    before = quote.before(start)[-70:]
    absent = list(cues.ABSENT.finditer(before))
    is_there = cues.WAS_THERE.match(quote.after(end))
    if absent and not is_there and not cues.MET.search(before[absent[-1].end() :]):
        return f'the document does not say that "{name}" took part ("{absent[-1][0]}")'
    if found := _STOOD_FOR.search(before):
        return f'the document does not say that "{name}" took part ("{found[0].strip()}")'
    credit = _CREDIT.search(before)
    if without := credit[0].strip() if credit else left_out(before):
        return f'the document does not say that "{name}" took part ("{without}")'
    if _BUILDING.match(quote.after(end)):
        return f'the quote has "{name}" as the name of something else'
    if _NOT_THERE.match(quote.after(end)) or is_absent(quote.after(end)):
        return f'the document says that "{name}" was not there'
    first, last = quote.sentence_of(start)
    if not _NO_ONE_MET.search(quote.reading.text[first:last]):
        return f'the quote names "{name}" and does not say that "{name}" took part'
    return not_held(quote, start) if case.status == "held" else None


def mentions_of(name: str, quote: Quoted) -> list[Mention]:
    """The places of a quote that name a person: in full, or shortly where the document names the person in full too."""
    wanted = set(fold(name).split())
    return [one for full, one in quote.persons if wanted and wanted <= set(fold(full).split())]


def is_named(label: str, quote: Quoted) -> bool:
    """Whether a quote names a participant, in full or shortly, or by an office alone."""
    return bool(mentions_of(label, quote)) or quote.has(label)


def place_of(quote: Quoted, words: str) -> Span:
    """Where some words stand in a quote."""
    pattern = r"\W+".join(re.findall(r"\w+", words))
    match = re.search(rf"(?<!\w){pattern}(?!\w)", quote.text, re.IGNORECASE)
    start = quote.span[0] + (match.start() if match else 0)
    return start, start + (match.end() - match.start() if match else 0)


def role_fault(role: str, name: str, quotes: Sequence[Quoted]) -> str | None:
    """Why no quote gives a person an office, or None: it stands beside the name, or beside it elsewhere."""
    wanted = fold(role)
    for quote in quotes:
        if not name:
            if _is_whole_office(f" {wanted} ", quote.folded):
                return None
            continue
        mentions = mentions_of(name, quote)
        for one in mentions:
            said = f" {fold(one.role)} "
            if (one.is_former and "former" not in wanted.split()) or _IS_OF_ANOTHER.search(quote.before(one.span[0])):
                continue
            if one.office and _is_lesser(quote.before(one.office[0]), wanted):
                continue
            if one.role and (
                _is_whole_office(f" {wanted} ", said) or (said in f" {wanted} " and _is_around(quote, role, one))
            ):
                return None
        if not mentions and _is_beside(quote, wanted, fold(name)):
            return None
    return f'the quote does not call "{name}" "{role}"' if name else f'the quote does not have "{role}"'


def _is_whole_office(role: str, text: str) -> bool:
    """Whether an office stands in a text as it is: "Minister" is not that of a "Deputy Minister"."""
    at = text.find(role)
    while at >= 0:
        before, after = text[:at].split()[-1:], text[at + len(role) - 1 :].split()[:1]
        if not (set(before) & _BEFORE_OFFICE or set(after) & _AFTER_OFFICE):
            return True
        at = text.find(role, at + 1)
    return False


def _is_lesser(before: str, wanted: str) -> bool:
    """Whether the word before an office makes another one of it, which is not the one that is claimed."""
    found = re.search(r"(\w+)[\s-]$", before)
    word = found[1].lower() if found else ""
    return word in _BEFORE_OFFICE - {"under"} and word not in wanted.split()


def _is_around(quote: Quoted, role: str, one: Mention) -> bool:
    """Whether a longer office stands where the person's own is read, and not beside somebody else."""
    start, end = place_of(quote, role)
    return one.office is not None and start <= one.office[0] and one.office[1] <= end and end > start


def _is_beside(quote: Quoted, role: str, name: str) -> bool:
    """Whether an office and a name stand beside each other."""
    text = quote.folded
    gaps = (" ", " mr ", " mrs ", " ms ", " dr ", " the ")
    if any(f" {name}{gap}{role} " in text for gap in gaps):
        return True
    return any(f" {role}{gap}{name} " in text and _is_whole_office(f" {role} ", text) for gap in gaps)


def side_fault(party: str, name: str, role: str, case: Case) -> str | None:
    """Why no quote says for which party a person was there, or None."""
    wanted = meant(case.quotes[0].reading.names, party)
    found = any(
        _is_side(wanted, name, quote) if name else _is_side_of_role(wanted, role, quote) for quote in case.quotes
    )
    return None if found else f'the quote does not say that "{name or role}" was there for "{party}"'


def _is_side(wanted: str, name: str, quote: Quoted) -> bool:
    mentions = mentions_of(name, quote)
    for one in mentions:
        if one.party:
            if one.party == wanted:
                return True
            continue
        if led_side(quote.reading, quote.reading.sentence(one.span), one) == wanted:
            return True
        others = [other.span for other in quote.people if other is not one]
        free = {
            word.means for word in quote.words if word.sign in "SA" and not any(a <= word.start < b for a, b in others)
        }
        if free == {wanted}:
            return True
    return not mentions and quote.has(name) and _parties(quote) == {wanted}


def _is_side_of_role(wanted: str, role: str, quote: Quoted) -> bool:
    """Whether a person without a name is of a party: the office says it, or no other party is named."""
    start, end = place_of(quote, role)
    beside = {word.means for word in parties_in(quote) if start - 20 <= word.start < end}
    return (beside or _parties(quote)) == {wanted} and quote.has(role)


def _parties(quote: Quoted) -> set[str]:
    return {word.means for word in parties_in(quote)}
