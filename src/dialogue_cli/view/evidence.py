"""Which quotes prove which claims of a meeting, and how that is said."""

from __future__ import annotations

from collections.abc import Sequence

from dialogue_cli.dataset.evidence import claims, unproven
from dialogue_cli.dataset.model import Evidence, Meeting
from dialogue_cli.text import listing

# The lists of a record, and what one item of each is called.
_ITEMS = {
    "partners": "partner",
    "participants": "participant",
    "topics": "topic",
    "instruments": "instrument",
    "outcomes": "outcome",
}


class Notes:
    """The evidence of a meeting with its numbers: by source, and in a source in the order of the card."""

    _ORDER = (
        "title date date_note place status series ordinal kind principal partners participants topics instruments "
        "summary outcomes related note"
    ).split()

    def __init__(self, meeting: Meeting) -> None:
        self.meeting = meeting
        self.claims = claims(meeting)
        sources = {source: i for i, source in enumerate(meeting.sources)}
        ranked = sorted(meeting.evidence, key=lambda quote: (sources[quote.source], self._rank(quote)))
        self.numbered = list(enumerate(ranked, 1))

    def _rank(self, quote: Evidence) -> tuple[int, int]:
        return min((self._place(claim) for claim in quote.supports), default=(len(self._ORDER), 0))

    def _place(self, claim: str) -> tuple[int, int]:
        field, _, item = claim.partition(".")
        if field not in self._ORDER:
            return len(self._ORDER), 0
        items = self.claims.get(field, ())
        return self._ORDER.index(field), items.index(item) if item in items else 0

    def numbers(self, *claims: str) -> list[int]:
        """The numbers of the quotes that support one of the claims."""
        return [number for number, quote in self.numbered if any(claim in quote.supports for claim in claims)]

    def unproven(self) -> list[str]:
        """The claims that need words behind them and have none."""
        fields: dict[str, list[str]] = {}
        for field, item in unproven(self.meeting):
            fields.setdefault(field, []).append(item)
        return [field if field == "place" else claim_words(field, items) for field, items in fields.items()]


def supported(quote: Evidence) -> str:
    """What a quote proves, in words."""
    fields: dict[str, list[str]] = {}
    for claim in quote.supports:
        field, _, item = claim.partition(".")
        fields.setdefault(field, []).append(item)
    found = [claim_words(field, items) for field, items in fields.items()]
    return f"for {', '.join(found)}" if found else "for no claim in particular"


def claim_words(field: str, items: Sequence[str]) -> str:
    """A field and some of its items in words."""
    named = [item for item in items if item]
    if not named:
        return f"all {field}" if field in _ITEMS else field
    noun = field if len(named) > 1 or field not in _ITEMS else _ITEMS[field]
    return f"{noun} {listing(named, 'and')}"
