"""The claims of a meeting: which its evidence can support, which need evidence, and which quotes support them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields

from dialogue_cli.dataset.model import KEY, Evidence, Meeting, place_items

Claim = tuple[str, str]
"""A field, and the item of it that is meant; an empty item is the field as a whole."""
# What is about the record, and not about the meeting.
_NO_CLAIMS = frozenset(("id", "former_ids", "reviewed", "check_ignore", "evidence"))
# Every field but the ids, which are no claims, and the evidence itself.
CLAIMS = tuple(f.metadata.get(KEY, f.name) for f in fields(Meeting) if f.name not in _NO_CLAIMS)
LISTS = frozenset(("place", "partners", "participants", "topics", "instruments", "outcomes", "related"))
"""The fields each item of which is a claim."""
# What needs evidence in every record of the bundled collection, and with `check --strict`.
MUST_BE_PROVEN = (
    *("date", "previous_date", "place", "mode", "ordinal"),
    *("partners", "participants", "topics", "instruments", "outcomes"),
)


def claims(meeting: Meeting) -> dict[str, tuple[str, ...]]:
    """The fields of a meeting that evidence can support, each with its items by name."""
    items: dict[str, tuple[str, ...]] = {
        "place": tuple(item for item, _ in place_items(meeting.places)),
        "partners": meeting.partners,
        "participants": tuple(person.label for person in meeting.participants),
        "topics": meeting.topics,
        "instruments": meeting.instruments,
        "outcomes": tuple(str(i + 1) for i in range(len(meeting.outcomes))),
        "related": tuple(relation.id for relation in meeting.related),
    }
    return {
        field: items.get(field, ())
        for field in CLAIMS
        if (items[field] if field in items else getattr(meeting, field) is not None)
    }


def proof(meeting: Meeting, field: str, item: str = "") -> list[Evidence]:
    """The quotes that support a field, or one item of it.

    >>> from dialogue_cli import open_archive
    >>> meeting = open_archive().get("eu-kazakhstan-visa-readmission-talks")
    >>> [quote.exact for quote in proof(meeting, "place", "city")]
    ['the launch of negotiations on December 2, 2025 in Brussels']
    """
    quotes = meeting.evidence
    return [quotes[i] for i in _supports(quotes).of(field, item)]


class Supports:
    """Which of some quotes support a claim, as `proves` says; each path is looked at once, however many claims ask."""

    def __init__(self, quotes: Sequence[Evidence]) -> None:
        self.quotes = quotes
        self._naming: dict[str, list[int]] = {}
        self._within: dict[str, list[int]] = {}
        for i, quote in enumerate(quotes):
            for path in dict.fromkeys(quote.supports):
                self._naming.setdefault(path, []).append(i)
                for above in _above(path):
                    self._within.setdefault(above, []).append(i)

    def of(self, field: str, item: str = "") -> list[int]:
        """The places of the quotes that support a field, or one item of it, in their order."""
        named = f"{field}.{item}"
        found = [self._naming.get(field, [])]
        if item:
            found += [self._naming.get(path, []) for path in (named, *_above(named))] + [self._within.get(named, [])]
        found = [places for places in found if places]
        return found[0] if len(found) == 1 else sorted({i for places in found for i in places})


def _above(path: str) -> Iterator[str]:
    """What a path to a place, or to a part of one, lies within: `place.2.city` in `place.2`."""
    parts = path.split(".", 3)
    if parts[0] == "place":
        yield from (".".join(parts[:size]) for size in (2, 3) if size < len(parts))


_asked = Supports(())


def _supports(quotes: Sequence[Evidence]) -> Supports:
    """The same of a meeting; those of the last one are kept, as its claims are asked for one after another."""
    global _asked
    found = _asked
    if found.quotes is not quotes:
        _asked = found = Supports(quotes)
    return found


def proves(path: str, field: str, item: str = "") -> bool:
    """Whether a path in `supports` names a field, or one item of it; the second of several places has parts itself.

    >>> proves("topics", "topics", "trade"), proves("topics.trade", "topics"), proves("place.2", "place", "2.city")
    (True, False, True)
    """
    if not item or path == field:
        return path == field
    named = f"{field}.{item}"
    within = field == "place" and (named.startswith(f"{path}.") or path.startswith(f"{named}."))
    return path == named or within


def claims_to_prove(meeting: Meeting) -> dict[str, tuple[str, ...]]:
    """The fields that need evidence, each with its items; one empty item for a field that is not a list."""
    needed = [*MUST_BE_PROVEN, "status"] if meeting.status != "held" else MUST_BE_PROVEN
    return {field: items or ("",) for field, items in claims(meeting).items() if field in needed}


def unproven(meeting: Meeting) -> Iterator[Claim]:
    """The claims that need evidence and have none."""
    for field, items in claims_to_prove(meeting).items():
        for item in items:
            if not proof(meeting, field, item):
                yield field, item
