"""What the words of a quote must have for each field of a record: one rule a field."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from dialogue_cli.curate.draft import cues
from dialogue_cli.curate.draft.known import Known
from dialogue_cli.curate.draft.rounds import ordinal_of
from dialogue_cli.curate.draft.titles import kinds
from dialogue_cli.curate.notary import names
from dialogue_cli.curate.notary.quoted import Quoted
from dialogue_cli.text import compared, fold

Record = dict[str, Any]
_SMALL = frozenset("the a an of in on at to for and with by from between its their as is".split())
_DENIED = re.compile(
    r"\b(?:not|never|no longer|n't|without) (?:\w+ ){0,3}?(?:held|met|take|taken|place|meet|convened?|happen|occur)\b",
    re.IGNORECASE,
)
_DOUBTED = re.compile(
    r"\b(?:if|whether|would|could|may|might|reportedly|allegedly|called for|proposed to|hopes? to|wants? to)\b",
    re.IGNORECASE,
)


class Case(NamedTuple):
    """A claim before the notary: the value, the record that makes it, its quotes, the names that are known."""

    value: Any
    record: Record
    quotes: Sequence[Quoted]
    known: Known


Rule = Callable[[Case], str | None]
"""Why a claim is refused; None for one that is kept."""


def title(case: Case) -> str | None:
    """Every word and number of a title stands in the quotes; parties may be named otherwise."""
    said = {word for quote in case.quotes for word in quote.folded.split()}
    numbers = {number for word in said if (number := ordinal_of(word))}
    meant = {fold(word.means) for quote in case.quotes for word in quote.words if word.means}
    text = fold(case.value)
    for party in sorted(meant, key=len, reverse=True):
        text = f" {text} ".replace(f" {party} ", " ").strip()
    from dialogue_cli.names.organisations import organisation_of_code

    for word in text.split():
        body = organisation_of_code(word)
        is_said = (
            word in said or word in _SMALL or _is_stem(word, said) or (body is not None and fold(body.name) in meant)
        )
        number = ordinal_of(word)
        if not is_said and not (number and number in numbers):
            return f'the quote does not have "{word}"'
    return None


def _is_stem(word: str, said: set[str]) -> bool:
    """Whether a quote has another form of a word: "visit" of "visited"."""
    return len(word) > 3 and any(one.startswith(word) and len(one) - len(word) <= 3 for one in said)


def series(case: Case) -> str | None:
    """The name of the series, or another name that the dataset knows, stands in a quote."""
    for one in case.known.vocabularies.series:
        if one.id == case.value:
            return names.words_fault((one.name or one.id, *one.aliases), "the series", case.quotes)
    if any(_all_words(case.value, quote) for quote in case.quotes):
        return None
    return f'the quote does not name the series "{case.value}"'


def _all_words(text: str, quote: Quoted) -> bool:
    words = [word for word in fold(text).split() if word not in _SMALL]
    return bool(words) and all(f" {word} " in quote.folded for word in words)


def ordinal(case: Case) -> str | None:
    """The number stands in a quote as that of a round, a meeting, a session; not of an anniversary."""
    for quote in case.quotes:
        for one in quote.rounds:
            if one.ordinal == case.value and _is_of_record(one.series, case):
                return None
    found = sorted({one.ordinal for quote in case.quotes for one in quote.rounds})
    return f"the quote numbers {', '.join(map(str, found))}" if found else "the quote numbers no meeting"


def _is_of_record(series_said: str, case: Case) -> bool:
    """Whether a numbered meeting is of the series that the record says, if both name one."""
    mine = case.record.get("series")
    if not mine or not series_said:
        return True
    for one in case.known.vocabularies.series:
        if one.id == mine:
            known = {fold(name) for name in (one.name or one.id, *one.aliases)}
            said = fold(re.sub(r"\([^()]*\)", "", series_said))
            return any(said == name or said.endswith(f" {name}") or name.endswith(f" {said}") for name in known) or (
                case.known.series(series_said) == mine
            )
    words, said_words = set(fold(mine).split()), set(fold(series_said).split())
    return said_words <= words or words <= said_words or len(words & said_words) >= max(2, len(said_words) - 3)


def status(case: Case) -> str | None:
    """The words around the quote say that it was held, is to come, was put off or called off, or was agreed."""
    said = [(quote, quote.around) for quote in case.quotes]
    if case.value == "held":
        for quote, text in said:
            if _DENIED.search(text):
                return "the document says that it was not held"
            if cues.CANCELLED.search(text) or cues.POSTPONED.search(text):
                return "the document says that it was put off or called off"
            told = (
                cues.MET.search(quote.text)
                or cues.FINITE.search(quote.text)
                or re.search(r"\bheld\b|\bconducted\b", quote.text)
            )
            if told and not _is_to_come(text, quote):
                return None
        return "the quote does not say that it was held"
    cue = {"planned": cues.TO_COME, "postponed": cues.POSTPONED, "cancelled": cues.CANCELLED, "agreed": cues.AGREED}
    wanted = cue.get(case.value)
    planned = case.value == "planned" and any(
        re.search(r"\b(?:agreed|decided|plan\w*|next)\b", text, re.IGNORECASE) for _, text in said
    )
    if wanted and (planned or any(wanted.search(text) for _, text in said)):
        return None
    return f'the quote does not say that it is "{case.value}"'


def _is_to_come(text: str, quote: Quoted) -> bool:
    """Whether the words around a quote speak of what is to come, or of what may be."""
    finite = cues.FINITE.search(quote.text)
    to_come = cues.TO_COME.search(quote.text)
    if to_come:
        return not cues.FINITE.search(quote.text[: to_come.start()])
    before = text[: max(0, text.find(quote.text[:20]))]
    return not finite and bool(cues.TO_COME.search(text) or _DOUBTED.search(before))


def mode(case: Case) -> str | None:
    """The quote says how the parties met."""
    cue = {"video": cues.VIDEO, "telephone": cues.TELEPHONE, "hybrid": cues.HYBRID}.get(case.value)
    pattern = cue or re.compile(r"\bin person\b|\bface to face\b", re.IGNORECASE)
    return None if any(pattern.search(quote.text) for quote in case.quotes) else "the quote does not say so"


def kind(case: Case) -> str | None:
    """The quote has the word, or one of its kind."""
    for quote in case.quotes:
        if (
            quote.has(case.value)
            or quote.has(f"{case.value}s")
            or case.value in {name for _, name in kinds(quote.text)}
        ):
            return None
    return f'the quote does not call it a "{case.value}"'


def outcome(case: Case) -> str | None:
    """An outcome is words of the quote: nobody's own words can be checked."""
    text = compared(case.value).rstrip(".")
    if any(text and text in quote.text for quote in case.quotes):
        return None
    return "these are not the words of the quote; an outcome is proposed in the document's own words"


def free(case: Case) -> str | None:
    """Text in one's own words cannot be checked, unless it is words of the quote."""
    text = compared(case.value).rstrip(".")
    if any(text and text in quote.text for quote in case.quotes):
        return None
    return "a text in one's own words cannot be checked against the document"


def party(case: Case) -> str | None:
    """The quote names the party."""
    return names.party_fault(case.value, case.known, case.quotes)


def place(case: Case) -> str | None:
    """The quote names the city, the country and the venue as the place of this meeting."""
    return names.place_fault(case.value, case.known, case.record, case.quotes)


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
    "place": place,
    "topics": topic,
    "instruments": instrument,
    "outcomes": outcome,
    "summary": free,
    "note": free,
}
"""The rule of each field; dates and participants have parts, and are judged by themselves."""
