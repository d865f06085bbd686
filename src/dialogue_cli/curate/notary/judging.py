"""A record before the notary: every claim with its quotes, what is kept of it, and what comes back with a reason."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from dialogue_cli.curate.draft.known import Known
from dialogue_cli.curate.draft.reading import Reading
from dialogue_cli.curate.notary import persons
from dialogue_cli.curate.notary.case import Case
from dialogue_cli.curate.notary.heard import heard
from dialogue_cli.curate.notary.people import judged_person
from dialogue_cli.curate.notary.places import part_fault
from dialogue_cli.curate.notary.quoted import Quoted
from dialogue_cli.curate.notary.relations import related_fault, relation_fault
from dialogue_cli.curate.notary.rules import RULES
from dialogue_cli.curate.notary.unseen import unseen_fault
from dialogue_cli.curate.notary.when import date_fault
from dialogue_cli.dataset.evidence import proves

Record = dict[str, Any]
_LISTS = ("partners", "topics", "instruments", "outcomes")
_DATES = ("date", "previous_date")
_NOT_CLAIMS = frozenset(("id", "date_note", "evidence", "unsure"))
"""What is not judged by itself; the note on the date is, when the date has been."""
_PARTS_OF_PLACE = ("city", "country", "venue")
_NO_QUOTE = "no quote that is in the document supports it"


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
    hearing = _Hearing(record, documents, known, {})
    hints = hearing.meetings() if not {"ordinal", "series", "title"} & record.keys() else []
    if len(hints) < 2:
        return hearing.judged()
    # Claims alone, out of sentences on several meetings: together they can only be of one of them.
    heard_as = [_Hearing(record, documents, known, hint).judged() for hint in hints]
    return min(heard_as, key=lambda one: len(one.refused))


class _Hearing:
    def __init__(self, record: Record, documents: Mapping[str, Reading], known: Known, hint: Record) -> None:
        self.record, self.known = record, known
        self.refused: list[Refused] = []
        self.kept: Record = {}
        self.passed: dict[str, str] = {}
        """The claims that were kept, by the path of the proposal and the path in what is kept."""
        self.behind: dict[str, list[Quoted]] = {}
        """The quotes that say each of them."""
        self.unheard: list[tuple[Record, str]] = []
        """The evidence that is not in its document, and why."""
        self.quotes = list(self._heard(documents))
        self.context = {**record, **hint, "status": record.get("status") or "held"}

    def meetings(self) -> list[Record]:
        """The numbered meetings that the quotes of a date and of a place may speak of."""
        found = [
            one
            for entry, quote in self.quotes
            if any(path.partition(".")[0] in ("date", "place") for path in _paths_of(entry))
            for one in quote.named
        ]
        hints: list[Record] = []
        for one in found:
            hint = {"ordinal": one.ordinal, "title": one.series}
            if hint not in hints:
                hints.append(hint)
        return hints

    def judged(self) -> Judged:
        # First of all whether it was held: a day that is to come is none of a meeting that was.
        for field in sorted(self.record, key=lambda one: one != "status"):
            value = self.record[field]
            if field not in _NOT_CLAIMS and value not in (None, "", []):
                self._claim(field, value)
        if note := self.record.get("date_note"):
            self._note(note)
        self._tell_unheard()
        if not self.kept:
            return Judged({}, self.refused)
        ordered = {name: self.kept[name] for name in self.record if name in self.kept}
        ordered |= {name: value for name, value in self.kept.items() if name not in ordered}
        head = {"id": self.record["id"]} if self.record.get("id") else {}
        return Judged({**head, **ordered, "evidence": self._evidence()}, self.refused)

    def _claim(self, field: str, value: Any) -> None:
        if field == "place":
            self._places(value if isinstance(value, list) else [value])
        elif field == "participants":
            self._participants(value)
        elif field in _LISTS:
            self._items(field, value)
        elif field == "related":
            self._related(value)
        elif field in RULES or field in _DATES:
            self._single(field, value)
            if field == "status" and field not in self.kept:
                self.context["status"] = "held"
        else:
            self._refuse(field, value, [], "this is nothing that a document can prove")

    # Quotes

    def _heard(self, documents: Mapping[str, Reading]) -> Iterator[tuple[Record, Quoted]]:
        """The quotes that stand in their documents; the others come back."""
        for entry in self.record.get("evidence") or ():
            found = heard(entry, documents)
            if isinstance(found, str):
                self.unheard.append((entry, found))
            else:
                yield from ((entry, quote) for quote in found)

    def _behind(self, field: str, item: str = "") -> list[Quoted]:
        return [quote for entry, quote in self.quotes if any(proves(path, field, item) for path in _paths_of(entry))]

    def _evidence(self) -> list[Record]:
        """The entries that support what is kept, each for those claims alone that its words say."""
        found = []
        for entry in self.record["evidence"]:
            mine = [quote for other, quote in self.quotes if other is entry]
            paths = [
                self.passed[path]
                for path in self._paths(entry)
                if path not in self.behind or any(quote in self.behind[path] for quote in mine)
            ]
            if mine and paths:
                rest = {name: value for name, value in entry.items() if name != "supports"}
                found.append({**rest, "supports": list(dict.fromkeys(paths))})
        return found

    def _paths(self, entry: Record) -> Iterator[str]:
        for path in _paths_of(entry):
            if path in self.passed:
                yield path
            else:
                # A whole field stands for those of its items that were kept, a part for its whole.
                yield from (kept for kept in self.passed if kept.startswith(f"{path}.") or path.startswith(f"{kept}."))

    # Claims

    def _refuse(self, claim: str, value: Any, quotes: Sequence[Quoted], reason: str) -> None:
        exact = quotes[0].text if quotes else ""
        if not reason:
            exact, reason = self._why_unquoted(claim)
        self.refused.append(Refused(claim, value, exact, reason))

    def _why_unquoted(self, claim: str) -> tuple[str, str]:
        """What became of the quote that was to support a claim: its words, and why they do not."""
        for entry, reason in self.unheard:
            if any(f"{claim}.".startswith(f"{path}.") or path.startswith(f"{claim}.") for path in _paths_of(entry)):
                return str(entry.get("exact", "")), reason
        return "", _NO_QUOTE

    def _tell_unheard(self) -> None:
        """Tells of the evidence that is not in its document, beside claims that other quotes prove."""
        told = {one.exact for one in self.refused}
        for entry, reason in self.unheard:
            if (exact := str(entry.get("exact", ""))) not in told:
                claims = ", ".join(map(str, _paths_of(entry))) or "evidence"
                self.refused.append(Refused(claims, None, exact, reason))

    def _is_kept(
        self, claim: str, value: Any, quotes: Sequence[Quoted], fault: Callable[[Sequence[Quoted]], str | None]
    ) -> bool:
        """Whether a claim is kept; if so, with those of its quotes that say it by themselves, or else with all."""
        reason = unseen_fault(value) or (fault(quotes) if quotes else "")
        if reason is not None:
            self._refuse(claim, value, quotes, reason)
            return False
        self.behind[claim] = [quote for quote in quotes if fault([quote]) is None] or list(quotes)
        return True

    def _case(self, value: Any, quotes: Sequence[Quoted]) -> Case:
        return Case(value, self.context, quotes, self.known)

    def _single(self, field: str, value: Any) -> None:
        def fault(quotes: Sequence[Quoted]) -> str | None:
            case = self._case(value, quotes)
            return date_fault(field, case)[0] if field in _DATES else RULES[field](case)

        if self._is_kept(field, value, quotes := self._behind(field), fault):
            self.kept[field] = value
            self.passed[field] = field
            if field == "date" and (note := date_fault(field, self._case(value, quotes))[1]):
                self.kept["date_note"] = note
                self.passed["date_note"] = "date_note"

    def _note(self, note: str) -> None:
        """A note on the date: the notary's own, where the date had to be counted; else words of a quote."""
        if "date_note" not in self.kept:
            self._single("date_note", note)
        elif self.kept["date_note"] != note:
            self._refuse("date_note", note, [], "how the date was counted is written by the program")

    def _items(self, field: str, values: Sequence[Any]) -> None:
        for i, value in enumerate(values, 1):
            item = str(i) if field == "outcomes" else str(value)

            def fault(quotes: Sequence[Quoted], value: Any = value) -> str | None:
                return RULES[field](self._case(value, quotes))

            if self._is_kept(f"{field}.{item}", value, self._behind(field, item), fault):
                kept = self.kept.setdefault(field, [])
                kept.append(value)
                self.passed[f"{field}.{item}"] = f"{field}.{len(kept)}" if field == "outcomes" else f"{field}.{item}"

    def _places(self, places: Sequence[Record]) -> None:
        kept = []
        for i, place in enumerate(places, 1):
            item = "" if len(places) == 1 else str(i)
            path = f"place.{item}" if item else "place"
            quotes = self._behind("place", item) or (self._parts_of_place(place) if not item else [])
            found = {part: value for part, value in place.items() if self._is_part(path, part, place, quotes)}
            if found:
                kept.append((path, found))
                self.behind[path] = [
                    quote for quote in quotes if any(quote in self.behind[f"{path}.{part}"] for part in found)
                ]
        for i, (path, place) in enumerate(kept, 1):
            mine = "place" if len(kept) == 1 else f"place.{i}"
            self.passed |= {path: mine} | {f"{path}.{part}": f"{mine}.{part}" for part in place}
        if kept:
            self.kept["place"] = kept[0][1] if len(kept) == 1 else [place for _, place in kept]

    def _is_part(self, path: str, part: str, place: Record, quotes: Sequence[Quoted]) -> bool:
        def fault(quotes: Sequence[Quoted]) -> str | None:
            return part_fault(part, self._case(place, quotes))

        return part in _PARTS_OF_PLACE and self._is_kept(f"{path}.{part}", place[part], quotes, fault)

    def _parts_of_place(self, place: Record) -> list[Quoted]:
        return [quote for part in place for quote in self._behind("place", part)]

    def _participants(self, people: Sequence[Record]) -> None:
        kept = []
        for person in people:
            label = person.get("name") or person.get("role") or ""
            claim = f"participants.{label}"
            quotes = self._behind("participants", label)
            if (reason := unseen_fault(person)) or not quotes:
                self._refuse(claim, person, quotes, reason or "")
                continue
            found, faults = judged_person(person, self._case(person, quotes))
            for part, value, reason in faults:
                self._refuse(claim + (f".{part}" if part else ""), value, quotes, reason)
            if found:
                kept.append(found)
                self.passed[claim] = claim
                self.behind[claim] = [quote for quote in quotes if persons.is_named(label, quote)]
        if kept:
            self.kept["participants"] = kept

    def _related(self, relations: Sequence[Record]) -> None:
        kept = []
        for one in relations:
            claim = f"related.{one.get('id', '')}"
            quotes = self._behind("related", str(one.get("id", "")))

            def fault(quotes: Sequence[Quoted], one: Record = one) -> str | None:
                return related_fault(self._case(one, quotes))

            if not self._is_kept(claim, one, quotes, fault):
                continue
            if one.get("relation") and (reason := relation_fault(self._case(one, quotes))):
                self._refuse(f"{claim}.relation", one["relation"], quotes, reason)
                one = {"id": one["id"]}
            kept.append(one)
            self.passed[claim] = claim
        if kept:
            self.kept["related"] = kept


def _paths_of(entry: Record) -> Sequence[str]:
    """What an entry of evidence is said to support."""
    return entry.get("supports") or ()
