"""What the words of a quote must have for each field of a record: one rule a field."""

from __future__ import annotations

import re
from typing import Any

from dialogue_cli.curate.draft import cues
from dialogue_cli.curate.draft.rounds import Round, ordinal_of, rounds_in
from dialogue_cli.curate.draft.titles import kinds
from dialogue_cli.curate.notary import names
from dialogue_cli.curate.notary.case import Case, Rule
from dialogue_cli.curate.notary.denial import LEAVES_OPEN, TURNS_ROUND
from dialogue_cli.curate.notary.held import DENIED, is_of_meeting, not_held, tells
from dialogue_cli.curate.notary.quoted import Quoted
from dialogue_cli.curate.notary.whose import is_of_series, parties_before
from dialogue_cli.text import compared, fold

Record = dict[str, Any]
_SMALL = frozenset("the a an of in on at to for and with by from between its their as is".split())
_VIDEO = re.compile(
    r"\bvideo ?-?conferenc\w*|\bvideo ?-?call\b|\b(?:via|by|through|over|per) video\w*|\bvideo ?-?link\b"
    r"|\bvirtual(?! (?:asset|curren|realit"
    r"|world))\b(?= (?:\w+ ){0,2}?(?:meeting|format|talks|summit|session|round|dialogue|consultation|visit"
    r"|conference|call|event))"
    r"|\b(?:met|held|meeting|took place|convened|conducted|participat\w+|join\w+|attend\w+|gathered"
    r"|discussed) (?:[\w’',-]+ ){0,8}?"
    r"(?:virtually|online)(?! (?:all|every|no|any|plat|safe|cont|disinf|trad|harm|abus|serv|gambl))\b"
    r"|\bvirtual (?:mode|format)|\bonline (?:meeting|format"
    r"|talks|session|round|mode|consultations)|\bvia (?:Zoom|Teams|Webex|Skype)\b|\bVTC\b|\bteleconferenc\w+",
    re.IGNORECASE,
)
_TELEPHONE = re.compile(
    r"\b(?:tele)?phone (?:call|conversation|talks?|discussion)s?\b|\b(?:by|over the|on the"
    r"|via) (?:tele)?phone\b(?! (?:number|numbers|export))"
    r"|\b(?:held|had) a call\b|\bphoned\b",
    re.IGNORECASE,
)
_MODES = {
    "video": _VIDEO,
    "telephone": _TELEPHONE,
    "hybrid": cues.HYBRID,
    "in-person": re.compile(r"\bin[- ]person\b|\bface[- ]to[- ]face\b", re.IGNORECASE),
}
_NEXT = re.compile(
    r"\b(?:agree\w*|decid\w+|plan\w*|intend\w*|invit\w+|readiness|look(?:s|ed|ing)? forward)\b[^.;]{0,30}?"
    r"\b(?:to|on|of) (?:\w+ ){0,2}?(?:conven|hold|meet|host|organi[sz]|visit|attend)\w*"
    r"|\b(?:next|upcoming|forthcoming) (?:[\w-]+ ){0,5}?(?:round|meeting|session|talks|dialogue|summit|visit"
    r"|consultations|edition)\b",
    re.IGNORECASE,
)


def title(case: Case) -> str | None:
    """Every word and number of a title stands in the quotes; parties may be named otherwise."""
    said = {word for quote in case.quotes for word in quote.folded.split()}
    numbers = {one.ordinal for quote in case.quotes for one in quote.rounds if _has_number(quote, one)}
    meant = {fold(word.means) for quote in case.quotes for word in quote.words if word.means}
    text = fold(case.value)
    for party in sorted(meant, key=len, reverse=True):
        text = f" {text} ".replace(f" {party} ", " ").strip()
    from dialogue_cli.names.organisations import organisation_of_code

    for word in text.split():
        body = organisation_of_code(word)
        number = ordinal_of(word)
        is_said = (
            (word in said and (not number or number in numbers))
            or (number in numbers if number else word in _SMALL)
            or _is_stem(word, said, case)
            or (body is not None and fold(body.name) in meant)
        )
        if not is_said:
            return f'the quote does not have "{word}"' if not number else f'the quote numbers no meeting "{word}"'
    return None


def _is_stem(word: str, said: set[str], case: Case) -> bool:
    """Whether a quote has another form of a word: "visit" of "visited", but not Niger of Nigeria."""
    is_party = any(word in party for party in case.quotes[0].reading.names.sides)
    return len(word) > 3 and not is_party and any(one.startswith(word) and len(one) - len(word) <= 3 for one in said)


def series(case: Case) -> str | None:
    """The name of the series, or another that the dataset knows, stands in a quote, with no other party before it."""
    for one in case.known.vocabularies.series:
        if one.id == case.value:
            known = [one.name or one.id, *one.aliases]
            if any(_names_series(quote, name, known, case) for quote in case.quotes for name in known):
                return None
            return f'the quote does not name the series "{known[0]}"'
    if any(_all_words(case.value, quote) for quote in case.quotes):
        return None
    return f'the quote does not name the series "{case.value}"'


def _names_series(quote: Quoted, name: str, known: list[str], case: Case) -> bool:
    """Whether a name of a series stands in a quote, and is no part of that of another: "EU-Japan Dialogue"."""
    pattern = r"[\W_]+".join(map(re.escape, re.findall(r"[^\W_]+", name)))
    for match in re.finditer(rf"(?<!\w){pattern}(?!\w)", quote.text, re.IGNORECASE):
        if is_of_series(quote, parties_before(quote, quote.span[0] + match.start()) + match[0], case):
            return True
    return quote.has(name) and not name.isascii()


def _all_words(text: str, quote: Quoted) -> bool:
    words = [word for word in fold(text).split() if word not in _SMALL]
    return bool(words) and all(f" {word} " in quote.folded for word in words)


def ordinal(case: Case) -> str | None:
    """The number stands in a quote as that of a round, a meeting, a session; not of an anniversary."""
    numbered = [(quote, one) for quote in case.quotes for one in quote.rounds if _has_number(quote, one)]
    name = str(case.record.get("title", ""))
    titled = {one.ordinal for one in rounds_in(name, 0, len(name))}
    if titled and case.value not in titled:
        return f"the title of the record numbers {', '.join(map(str, sorted(titled)))}"
    if type(case.value) is int and any(
        one.ordinal == case.value and is_of_series(quote, one.series, case) for quote, one in numbered
    ):
        return None
    found = sorted({one.ordinal for _, one in numbered})
    if case.value in found:
        return f"the quote numbers a meeting of another series {case.value}"
    return f"the quote numbers {', '.join(map(str, found))}" if found else "the quote numbers no meeting"


def _has_number(quote: Quoted, one: Round) -> bool:
    """Whether the number itself stands in the quote, not only the name of the meeting that the document numbers."""
    text = quote.reading.text[max(one.start, quote.span[0]) : min(one.end, quote.span[1])]
    words = re.findall(r"\w+(?:-\w+)*", re.sub(r"-ever\b", "", text))
    # "Pope Leo XIV", "World War II": digits of a name, not of a meeting.
    is_of_name = _OF_NAME.search(quote.before(one.start)) and re.match(r"[XVI]+\b", quote.reading.text[one.start :])
    return not is_of_name and any(ordinal_of(word) == one.ordinal for word in words)


_OF_NAME = re.compile(r"(?<!\w)(?!(?:The|At|In|On|A|Its|For)\s)[A-Z][\w’'-]+\s$")


def status(case: Case) -> str | None:
    """The words around the quote say that it was held, is to come, was put off or called off, or was agreed."""
    if case.value == "held":
        reasons = [_held_fault(quote) for quote in case.quotes]
        return None if None in reasons else reasons[0]
    cue = {"planned": cues.TO_COME, "postponed": cues.POSTPONED, "cancelled": cues.CANCELLED, "agreed": cues.AGREED}
    wanted = cue.get(case.value)
    for quote in case.quotes if wanted else ():
        texts = [quote.around, quote.around] if case.value in ("planned", "agreed") else [quote.text, quote.around]
        for match in wanted.finditer(texts[1]) if wanted else ():
            before = texts[1][max(0, match.start() - 25) : match.start()]
            if case.value in ("postponed", "cancelled") and not _is_of_meeting(texts[1], match.start()):
                continue
            if not re.search(r"\b(?:not|never|n['’]t|no)\b[^.;]{0,20}$", before) and not match[0].lower().startswith(
                "to "
            ):
                return None
        if case.value == "planned" and _NEXT.search(texts[1]):
            return None
    return f'the quote does not say that it is "{case.value}"'


def _is_of_meeting(text: str, at: int) -> bool:
    """Whether it was a meeting that was put off: "the flight was cancelled; the ministers met" is of none."""
    clause = text[text.rfind(";", 0, at) + 1 :].partition(";")[0]
    return is_of_meeting(clause) or re.search(r"\b(?:it|this|that|which|event|trip)\b", clause) is not None


def _held_fault(quote: Quoted) -> str | None:
    verb = re.search(
        rf"{cues.MET.pattern}|{cues.FINITE.pattern}|\bheld\b(?! (?:up|back|hostage|that|responsible))|\bconducted\b",
        quote.text,
        re.IGNORECASE,
    )
    if not verb:
        return "the quote does not say that it was held"
    if reason := not_held(quote, quote.span[0] + verb.end()):
        return reason
    return None if tells(quote.text) else "the quote does not say that it was held"


def mode(case: Case) -> str | None:
    """The quote says how the parties met."""
    pattern = _MODES.get(case.value)
    if pattern and any(pattern.search(quote.text) and not DENIED.search(quote.around) for quote in case.quotes):
        return None
    return f'the quote does not say that it was "{case.value}"'


_BODY = re.compile(
    r"\b(?:Security|European|Nordic|State|Federation|National|Legislative|Privy|Olympic)\s(?:Council"
    r"|Committee|Conference)\b"
)
"""A body that is no meeting."""


def kind(case: Case) -> str | None:
    """The quote has the word, or one of its kind."""
    for quote in case.quotes:
        text = _BODY.sub("", quote.text)
        words = f" {fold(text)} "
        if (
            f" {fold(case.value)} " in words
            or f" {fold(case.value)}s " in words
            or case.value in {name for _, name in kinds(text)}
        ):
            return None
    return f'the quote does not call it a "{case.value}"'


def outcome(case: Case) -> str | None:
    """An outcome is words of the quote: nobody's own words can be checked."""
    return _as_said(case, "these are not the words of the quote; an outcome is proposed in the document's own words")


def free(case: Case) -> str | None:
    """Text in one's own words cannot be checked, unless it is words of the quote."""
    return _as_said(case, "a text in one's own words cannot be checked against the document")


def _as_said(case: Case, otherwise: str) -> str | None:
    """Some words of a quote, uncut, and not turned round by what stands before them in their sentence."""
    text = compared(str(case.value)).rstrip(".")
    for quote in case.quotes if len(text.split()) > 2 else ():
        for match in re.finditer(rf"(?<![\w-]){re.escape(text)}(?![\w-])", quote.text):
            before = quote.before(quote.span[0] + match.start())
            behind = quote.after(quote.span[0] + match.end())
            if found := TURNS_ROUND.search(before):
                otherwise = f'the words before these ("{found[0]}") say something else'
            elif found := LEAVES_OPEN.match(behind):
                otherwise = f'the words behind these ("{found[0].strip(" ,")}") leave it open'
            else:
                return None
    return otherwise


def party(case: Case) -> str | None:
    """The quote names the party."""
    return names.party_fault(case.value, case.quotes, case.status)


def topic(case: Case) -> str | None:
    """The quote has the topic, or another name of it that the dataset knows."""
    return _in_vocabulary(case, case.known.topics(), "the topic")


def instrument(case: Case) -> str | None:
    """The same of an instrument."""
    return _in_vocabulary(case, case.known.instruments(), "the instrument")


def _in_vocabulary(case: Case, entries: Any, what: str) -> str | None:
    others = next((aliases for name, aliases in entries if name == case.value), ())
    return names.words_fault((case.value, *others), what, case.quotes)


RULES: dict[str, Rule] = {
    "title": title,
    "series": series,
    "ordinal": ordinal,
    "kind": kind,
    "mode": mode,
    "status": status,
    "principal": party,
    "partners": party,
    "topics": topic,
    "instruments": instrument,
    "outcomes": outcome,
    "summary": free,
    "date_note": free,
    "note": free,
}
"""The rule of each field; dates, places and participants have parts, and are judged by themselves."""
