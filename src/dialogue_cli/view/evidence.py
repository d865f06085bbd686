"""Which quotes prove which claims of a meeting, and how a claim is named where its proof is spoken of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dialogue_cli.dataset.evidence import Claim, Supports, claims, unproven
from dialogue_cli.dataset.model import Evidence, Meeting
from dialogue_cli.dataset.series import unbroken_runs
from dialogue_cli.text import listing
from dialogue_cli.view.card import HEADINGS

UNPROVEN = "No words are given for"
"""What stands before the claims that need words of a source and have none."""
UNPROVEN_IN_PART = "Not everything is proven by words of a source"
"""What stands before the fields in which there are such claims."""
# The fields that are lists; an item of one is named by the field without its s.
_LISTS = ("partners", "participants", "topics", "instruments", "outcomes")
# What a field is called where its key is no plain English.
_PLAIN = {
    "ordinal": "round",
    "previous_date": "previous date",
    "date_note": "date note",
    "related": "related meetings",
    "url": "page",
}


def claim_words(claims: Iterable[Claim], *, in_a_sentence: bool = False) -> list[str]:
    """Claims in plain words, those of a field together: as labels, or with articles for a sentence.

    >>> claim_words([("date_note", ""), ("topics", "trade"), ("topics", "energy"), ("partners", "")])
    ['date note', 'topics trade and energy', 'all partners']
    >>> claim_words([("place", "city"), ("place", "country")]), claim_words([("place", "1.venue"), ("place", "2")])
    (['city and country'], ['venue of place 1 and place 2'])
    >>> claim_words([("ordinal", ""), ("date_note", ""), ("place", "city")], in_a_sentence=True)
    ['the round', 'the date note', 'the place']
    """
    fields: dict[str, list[str]] = {}
    for field, item in claims:
        fields.setdefault(field, []).append(item)
    return [_words(field, list(filter(None, items)), in_a_sentence) for field, items in fields.items()]


def _words(field: str, items: list[str], in_a_sentence: bool) -> str:
    noun = _PLAIN.get(field, field)
    # In a sentence neither the part of a place nor the id of a meeting would say anything.
    if in_a_sentence and field in ("place", "related"):
        return f"the {noun}"
    if items and field == "place":
        return listing(list(map(_place_words, items)), "and")
    if items:
        one = noun.removesuffix("s") if len(items) == 1 and field in (*_LISTS, "related") else noun
        return f"{one} {listing(items, 'and')}"
    if field in _LISTS:
        return f"all {noun}"
    return f"the {noun}" if in_a_sentence else noun


def _place_words(item: str) -> str:
    """A place or a part of one, as evidence names it: `city`, of several places `2` or `2.city`."""
    number, _, part = item.rpartition(".")
    if number:
        return f"{part} of place {number}"
    return f"place {item}" if item.isdigit() else item


def supported(quote: Evidence) -> str:
    """What a quote proves, in words: `for date, partner Norway`."""
    found = claim_words(claim_of(path) for path in quote.supports)
    return f"for {', '.join(found)}" if found else "for no claim in particular"


def claim_of(path: str) -> Claim:
    """The claim that a path in `supports` names: `topics.trade`, or `topics` for all of them."""
    field, _, item = path.partition(".")
    return field, item


def unproven_words(meeting: Meeting) -> list[str]:
    """The claims of a meeting that need words of a source and have none, as labels."""
    return claim_words(dict.fromkeys((field, "" if field == "place" else item) for field, item in unproven(meeting)))


def unproven_fields(meeting: Meeting) -> Iterator[str]:
    """The fields in which a claim needs words of a source and has none."""
    yield from dict.fromkeys(field for field, _ in unproven(meeting))


def folded(numbers: Iterable[int]) -> str:
    """The numbers of quotes, those of three or more in a row as a range.

    >>> folded([1, 2, 3, 5, 6])
    '1–3, 5, 6'
    """
    runs = unbroken_runs(numbers)
    parts = [[f"{first}–{last}"] if last > first + 1 else list(range(first, last + 1)) for first, last in runs]
    return ", ".join(str(one) for part in parts for one in part)


class Notes:
    """The evidence of a meeting with its numbers: by source, and in a source in the order of the card."""

    def __init__(self, meeting: Meeting) -> None:
        # The first of equal items counts.
        self._items = {
            field: {item: i for i, item in reversed(list(enumerate(items)))} for field, items in claims(meeting).items()
        }
        self._order = {field: i for i, field in enumerate(("title", *HEADINGS))}
        sources = {source: i for i, source in enumerate(meeting.sources)}
        ranked = sorted(meeting.evidence, key=lambda quote: (sources[quote.source], self._rank(quote)))
        self.numbered = list(enumerate(ranked, 1))
        self._supports = Supports(ranked)
        self._of_source: dict[str, list[tuple[int, Evidence]]] = {}
        for number, quote in self.numbered:
            self._of_source.setdefault(quote.source, []).append((number, quote))

    def _rank(self, quote: Evidence) -> tuple[int, int]:
        return min((self._place(*claim_of(path)) for path in quote.supports), default=(len(self._order), 0))

    def _place(self, field: str, item: str) -> tuple[int, int]:
        return self._order.get(field, len(self._order)), self._items.get(field, {}).get(item, 0)

    def of_source(self, source: str) -> list[tuple[int, Evidence]]:
        """The quotes from a source, each with its number."""
        return self._of_source.get(source, [])

    def numbers(self, claim: Claim | None) -> list[int]:
        """The numbers of the quotes that support a claim; none for what is no claim."""
        return [i + 1 for i in self._supports.of(*claim)] if claim else []
