"""Words of a document as a piece of evidence for a new meeting: they must be there, and once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from dialogue_cli.checks.claims import unknown_claim
from dialogue_cli.curate.adding.defaults import ordinal_word
from dialogue_cli.curate.adding.known import Known
from dialogue_cli.dataset.documents import Library
from dialogue_cli.dataset.evidence import CLAIMS, claims
from dialogue_cli.dataset.finding import Finder, Found
from dialogue_cli.dataset.model import Meeting, Record, place_items
from dialogue_cli.dataset.near_misses import near_misses
from dialogue_cli.dataset.quoting import differences, entry
from dialogue_cli.dataset.words import words
from dialogue_cli.dates.wording import long_date
from dialogue_cli.errors import QueryError
from dialogue_cli.spelling import nearest
from dialogue_cli.text import fold, listing, one_line, shortened


class Quoted(NamedTuple):
    """A piece of evidence, and in what the document differs from what was typed."""

    record: Record
    differs: str


def evidence(text: str, known: Known, supports: tuple[str, ...] = ()) -> Quoted:
    """A piece of evidence: `SOURCE; words of the document`. QueryError where they are not there, or more than once.

    Where the document is not at hand, the words stand as typed.
    """
    named, sign, typed = text.partition(";")
    if not sign or not typed.strip():
        raise QueryError(f'"{shortened(one_line(text))}" is not "SOURCE; WORDS": the id of a source and words of it')
    source, typed = known.source(named.strip()), typed.strip()
    for claim in supports:
        _check_claim(claim)
    sources = {one.id: one for one in known.archive.sources()}
    document = Library(known.archive.path, sources).open(sources[source])
    if document is None or document.fault:
        return Quoted(_record(source, typed, supports), "")
    return quoted_words(Finder(document), source, typed, supports)


def quoted_words(finder: Finder, source: str, typed: str, supports: tuple[str, ...] = ()) -> Quoted:
    """The same out of a document at hand, which is that of `source`."""
    if not words(typed):
        raise QueryError(f'"{one_line(typed)}" has no words to look for in {source}')
    found = finder.find(typed)
    fewest = min((len(one.slips) for one in found), default=0)
    found = [one for one in found if len(one.slips) == fewest]
    if not found:
        raise QueryError(f'"{shortened(one_line(typed))}" is not in {source}{_near(finder, typed)}')
    if len(found) > 1:
        lines = listing([str(finder.document.layout.line(one.start)) for one in found[:6]], "and")
        raise QueryError(
            f'"{shortened(one_line(typed))}" stands {len(found)} times in {source} (lines {lines});'
            " type more of the words around it"
        )
    return _quoted(finder, found[0], source, supports)


def _quoted(finder: Finder, found: Found, source: str, supports: tuple[str, ...]) -> Quoted:
    record = entry(finder.document, finder.words, found, source, supports).to_record()
    return Quoted(record, one_line("; ".join(differences(finder.document, found))))


def _record(source: str, typed: str, supports: tuple[str, ...]) -> Record:
    return {"source": source, "exact": typed} | ({"supports": list(supports)} if supports else {})


def _near(finder: Finder, typed: str) -> str:
    one = next(iter(near_misses(finder, typed)), None)
    if one is None:
        return ""
    document = finder.document
    text = one_line(document.text[one.start : one.end])
    return f'; near it, on line {document.layout.line(one.start)}: "{text}"'


def checked_claims(typed: Iterable[str], answers: Record) -> list[str]:
    """Claims as they are typed. QueryError for one that a record does not make."""
    meeting = Meeting.from_record({"id": "", "title": "", **answers})
    found = [one.strip() for one in typed if one.strip()]
    for claim in found:
        if message := unknown_claim(claim, meeting, claims(meeting)):
            raise QueryError(message)
    return found


def _check_claim(claim: str) -> None:
    field = claim.partition(".")[0]
    if field not in CLAIMS:
        near = nearest(field, CLAIMS)
        hint = f'did you mean "{near}"?' if near else f"it is {listing(list(CLAIMS))}, or an item of one"
        raise QueryError(f'a meeting has no "{one_line(field)}" to support; {hint}')


def supported(record: Record, words: str) -> list[str]:
    """The claims of a record whose own words stand in a quote: a proposal, for a person to confirm.

    >>> supported({"title": "A", "date": "2025-11-21", "place": {"city": "Brussels"}, "partners": ["Pakistan"]},
    ...     "held in Brussels on 21 November 2025")
    ['date', 'place.city']
    """
    text = f" {fold(words)} "
    meeting = Meeting.from_record({"id": "", "title": "", **record})
    found = [] if not (meeting.date and f" {fold(long_date(meeting.date))} " in text) else ["date"]
    if meeting.ordinal and f" {ordinal_word(meeting.ordinal)} " in text:
        found.append("ordinal")
    found += [f"place.{item}" for item, name in place_items(meeting.places) if f" {fold(name)} " in text]
    for field in ("partners", "participants", "topics", "instruments"):
        found += [f"{field}.{item}" for item in claims(meeting).get(field, ()) if item and f" {fold(item)} " in text]
    return found
