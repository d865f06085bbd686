"""Which quotes prove which claims of a meeting, and how that is said."""

from __future__ import annotations

from collections.abc import Sequence

from dialogue_cli.model import Evidence, Meeting
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
        "title date place status series ordinal kind principal partners participants topics instruments summary "
        "outcomes related note"
    ).split()

    def __init__(self, meeting: Meeting) -> None:
        self.meeting = meeting
        sources = {source: i for i, source in enumerate(meeting.sources)}
        ranked = sorted(meeting.evidence, key=lambda quote: (sources[quote.source], self._rank(quote)))
        self.numbered = list(enumerate(ranked, 1))

    def _rank(self, quote: Evidence) -> tuple[int, int]:
        return min((self._place(claim) for claim in quote.supports), default=(len(self._ORDER), 0))

    def _place(self, claim: str) -> tuple[int, int]:
        field, _, item = claim.partition(".")
        if field not in self._ORDER:
            return len(self._ORDER), 0
        items = self._items(field)
        return self._ORDER.index(field), items.index(item) if item in items else 0

    def _items(self, field: str) -> Sequence[str]:
        meeting = self.meeting
        if field == "participants":
            return [person.label for person in meeting.participants]
        if field == "outcomes":
            return [str(i) for i in range(1, len(meeting.outcomes) + 1)]
        lists = {"partners": meeting.partners, "topics": meeting.topics, "instruments": meeting.instruments}
        return lists.get(field, ())

    def numbers(self, *claims: str) -> list[int]:
        """The numbers of the quotes that support one of the claims."""
        return [number for number, quote in self.numbered if any(claim in quote.supports for claim in claims)]

    def unproven(self) -> list[str]:
        """The claims that need words behind them and have none."""
        meeting = self.meeting
        fields = ["date"] * bool(meeting.date) + ["ordinal"] * bool(meeting.ordinal)
        fields += ["status"] * (meeting.status != "held")
        lacking = [field for field in fields if not self.numbers(field)]
        if meeting.place:
            parts = [f"place.{part}" for part in meeting.place.to_record()]
            lacking += [] if all(self.numbers("place", part) for part in parts) else ["place"]
        for field in ("partners", "participants", "topics", "instruments", "outcomes"):
            if not self.numbers(field):
                items = [item for item in self._items(field) if not self.numbers(f"{field}.{item}")]
                lacking += [claim_words(field, items)] if items else []
        return lacking


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
