"""A record before the notary: every claim with its quotes, what is kept of it, and what comes back with a reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from dialogue_cli.curate.draft.known import Known
from dialogue_cli.curate.draft.reading import Reading
from dialogue_cli.curate.notary.people import judged_person
from dialogue_cli.curate.notary.places import part_fault
from dialogue_cli.curate.notary.quoted import Quoted
from dialogue_cli.curate.notary.case import Case
from dialogue_cli.curate.notary.rules import RULES
from dialogue_cli.curate.notary.when import date_fault
from dialogue_cli.dataset.evidence import proves
from dialogue_cli.dataset.model import Evidence
from dialogue_cli.text import compared

Record = dict[str, Any]
_LISTS = ("partners", "topics", "instruments")
_NOT_CLAIMS = frozenset(("id", "evidence", "unsure"))
_PARTS_OF_PLACE = ("city", "country", "venue")
_SHORTEST = 2


class Refused(NamedTuple):
    """A claim that came back: what it says, the words it rests on, and why."""

    claim: str
    value: Any
    exact: str
    reason: str


class Judged(NamedTuple):
    """What is kept of a record, with the evidence for it, and what is not."""

    kept: Record
    refused: list[Refused]


def judge(record: Record, documents: Mapping[str, Reading], known: Known) -> Judged:
    """Judges every claim of a record. `documents` are the sources that it may quote, read, by their ids.

    What is kept makes a record of its own: `kept` is empty where no claim passed.
    """
    return _Hearing(record, documents, known).judged()


class _Hearing:
    def __init__(self, record: Record, documents: Mapping[str, Reading], known: Known) -> None:
        self.record, self.known = record, known
        self.refused: list[Refused] = []
        self.kept: Record = {}
        self.passed: dict[str, str] = {}
        """The claims that were kept, by the path of the proposal and the path in what is kept."""
        self.quotes = list(self._heard(documents))

    def judged(self) -> Judged:
        for field, value in self.record.items():
            if field in _NOT_CLAIMS or value in (None, "", []):
                continue
            if field in ("date", "previous_date"):
                self._date(field, value)
            elif field == "place":
                self._places(value if isinstance(value, list) else [value])
            elif field == "participants":
                self._participants(value)
            elif field in (*_LISTS, "outcomes"):
                self._items(field, value)
            elif field == "date_note":
                continue
            elif field in RULES:
                self._single(field, value)
            elif field == "related":
                self._related(value)
            else:
                self._refuse(field, value, [], "this is nothing that a document can prove")
        if not self.kept:
            return Judged({}, self.refused)
        ordered = {name: self.kept[name] for name in self.record if name in self.kept}
        ordered |= {name: value for name, value in self.kept.items() if name not in ordered}
        head = {"id": self.record["id"]} if self.record.get("id") else {}
        return Judged({**head, **ordered, "evidence": self._evidence()}, self.refused)

    # Quotes

    def _heard(self, documents: Mapping[str, Reading]) -> Iterator[tuple[Record, Quoted]]:
        """The quotes that stand in their documents; the others come back."""
        for entry in self.record.get("evidence") or ():
            reading = documents.get(entry.get("source", ""))
            exact = compared(str(entry.get("exact", "")))
            if reading is None:
                self._refuse_entry(entry, f'there is no document "{entry.get("source", "")}" to look in')
            elif len(exact.split()) < _SHORTEST:
                self._refuse_entry(entry, "a quote of one word proves nothing")
            elif spans := _spans(reading, entry):
                for span in spans:
                    yield entry, Quoted(reading, span)
            else:
                near = reading.release.document.nearest(Evidence("", exact))
                hint = f'; the document has "{near}"' if near else ""
                self._refuse_entry(entry, f"the words are not in the document{hint}")

    def _refuse_entry(self, entry: Record, reason: str) -> None:
        for claim in entry.get("supports") or ["(nothing)"]:
            self.refused.append(Refused(str(claim), None, str(entry.get("exact", "")), reason))

    def _behind(self, field: str, item: str = "") -> list[Quoted]:
        return [
            quote
            for entry, quote in self.quotes
            if any(proves(path, field, item) for path in entry.get("supports") or ())
        ]

    def _evidence(self) -> list[Record]:
        """The entries that support what is kept, each for those claims alone."""
        found = []
        for entry in self.record["evidence"]:
            if not any(entry is other for other, _ in self.quotes):
                continue
            paths = [self.passed[path] for path in self._paths(entry) if path in self.passed]
            if paths:
                found.append(
                    {
                        **{name: value for name, value in entry.items() if name != "supports"},
                        "supports": list(dict.fromkeys(paths)),
                    }
                )
        return found

    def _paths(self, entry: Record) -> Iterator[str]:
        for path in entry.get("supports") or ():
            if path in self.passed:
                yield path
            else:
                # A whole field stands for those of its items that were kept, a part for its whole.
                yield from (kept for kept in self.passed if kept.startswith(f"{path}.") or path.startswith(f"{kept}."))

    # Claims

    def _refuse(self, claim: str, value: Any, quotes: Sequence[Quoted], reason: str) -> None:
        self.refused.append(Refused(claim, value, quotes[0].text if quotes else "", reason))

    def _is_kept(self, claim: str, value: Any, quotes: Sequence[Quoted], reason: str | None) -> bool:
        if quotes and reason is None:
            return True
        self._refuse(
            claim, value, quotes, (reason if quotes else None) or "no quote that is in the document supports it"
        )
        return False

    def _case(self, value: Any, quotes: Sequence[Quoted]) -> Case:
        return Case(value, self.record, quotes, self.known)

    def _single(self, field: str, value: Any) -> None:
        quotes = self._behind(field)
        if self._is_kept(field, value, quotes, RULES[field](self._case(value, quotes)) if quotes else ""):
            self.kept[field] = value
            self.passed[field] = field

    def _items(self, field: str, values: Sequence[Any]) -> None:
        for i, value in enumerate(values, 1):
            item = str(i) if field == "outcomes" else str(value)
            quotes = self._behind(field, item)
            reason = RULES[field](self._case(value, quotes)) if quotes else ""
            if self._is_kept(f"{field}.{item}", value, quotes, reason):
                kept = self.kept.setdefault(field, [])
                kept.append(value)
                self.passed[f"{field}.{item}"] = f"{field}.{len(kept)}" if field == "outcomes" else f"{field}.{item}"

    def _date(self, field: str, value: str) -> None:
        quotes = self._behind(field)
        reason, note = date_fault(field, self._case(value, quotes)) if quotes else ("", "")
        if self._is_kept(field, value, quotes, reason):
            self.kept[field] = value
            self.passed[field] = field
            if note and field == "date":
                self.kept["date_note"] = note
                self.passed["date_note"] = "date_note"

    def _places(self, places: Sequence[Record]) -> None:
        kept = []
        for i, place in enumerate(places, 1):
            item = "" if len(places) == 1 else str(i)
            path = f"place.{item}" if item else "place"
            quotes = self._behind("place", item) or (self._parts_of_place(place) if not item else [])
            found = {}
            for part, value in place.items():
                reason = part_fault(part, self._case(place, quotes)) if quotes and part in _PARTS_OF_PLACE else ""
                if self._is_kept(f"{path}.{part}", value, quotes, reason):
                    found[part] = value
            if found:
                kept.append((path, found))
        for i, (path, place) in enumerate(kept, 1):
            mine = "place" if len(kept) == 1 else f"place.{i}"
            self.passed |= {path: mine} | {f"{path}.{part}": f"{mine}.{part}" for part in place}
        if kept:
            self.kept["place"] = kept[0][1] if len(kept) == 1 else [place for _, place in kept]

    def _parts_of_place(self, place: Record) -> list[Quoted]:
        return [quote for part in place for quote in self._behind("place", part)]

    def _participants(self, people: Sequence[Record]) -> None:
        kept = []
        for person in people:
            label = person.get("name") or person.get("role") or ""
            quotes = self._behind("participants", label)
            if not quotes:
                self._refuse(f"participants.{label}", person, [], "no quote that is in the document supports it")
                continue
            found, faults = judged_person(person, self._case(person, quotes))
            for part, value, reason in faults:
                claim = f"participants.{label}" + (f".{part}" if part else "")
                self._refuse(claim, value, quotes, reason)
            if found:
                kept.append(found)
                self.passed[f"participants.{label}"] = f"participants.{label}"
        if kept:
            self.kept["participants"] = kept

    def _related(self, relations: Sequence[Record]) -> None:
        kept = []
        for one in relations:
            claim = f"related.{one.get('id', '')}"
            quotes = self._behind("related", str(one.get("id", "")))
            if self._is_kept(
                claim, one, quotes, None if one.get("id") in self.known.ids else "there is no such meeting"
            ):
                kept.append(one)
                self.passed[claim] = claim
        if kept:
            self.kept["related"] = kept


def _spans(reading: Reading, entry: Record) -> list[tuple[int, int]]:
    """Where a quote stands in its document, as whole words."""
    quote = Evidence("", str(entry["exact"]), entry.get("prefix"), entry.get("suffix"))
    document, text = reading.release.document, reading.text
    found = [document.place(quote)] if quote.prefix or quote.suffix else list(document.everywhere(quote.exact))
    return [one for one in found if one and _is_whole(text, *one)]


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether a quote does not begin or end within a word: "held" of "withheld", "1 May" of "21 May"."""
    cuts_first = start > 0 and text[start - 1].isalnum() and text[start].isalnum()
    cuts_last = end < len(text) and text[end].isalnum() and text[end - 1].isalnum()
    return not cuts_first and not cuts_last
