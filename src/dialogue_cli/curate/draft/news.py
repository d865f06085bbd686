"""The record of a meeting that a release tells of, field by field, each with the words that say it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from dialogue_cli.curate.draft import cues
from dialogue_cli.curate.draft.attending import complete, listed
from dialogue_cli.curate.draft.belonging import same_event
from dialogue_cli.curate.draft.dated import dated
from dialogue_cli.curate.draft.dating import dates_of, held_sentences
from dialogue_cli.curate.draft.events import Event
from dialogue_cli.curate.draft.known import Known
from dialogue_cli.curate.draft.parties import acts, home, named, pairs, unique
from dialogue_cli.curate.draft.person import Person
from dialogue_cli.curate.draft.places import as_place, places_of
from dialogue_cli.curate.draft.quotes import Quotes
from dialogue_cli.curate.draft.reading import Reading
from dialogue_cli.curate.draft.rounds import Round
from dialogue_cli.curate.draft.subjects import results, spoken_of
from dialogue_cli.curate.draft.taking_part import take_part
from dialogue_cli.curate.draft.titles import capitalised, kinds, shortened

Span = tuple[int, int]
Record = dict[str, Any]

_ON_THE_WAY = re.compile(
    r"\b(?:during|within|in the framework of|as part of|on the sidelines of|on the margins of|in the margins of"
    r"|in the course of|ahead of) (?:\w+ ){0,3}(?:visit|trip|stay)?\b",
    re.IGNORECASE,
)

_OF_MANY = re.compile(
    r"^(?:\w+ ){0,6}(?:delegations|representatives|officials|ministers|experts) (?:of|from)\b", re.IGNORECASE
)


_VISIT = re.compile(r"\b(?:visit(?:ed|s)?|trip|travel(?:led|s)?|tour)\b", re.IGNORECASE)


class News:
    """One meeting of a release, and the record that is made of it."""

    def __init__(self, reading: Reading, event: Event, source: str, known: Known, people: Sequence[Person]) -> None:
        self.reading, self.event, self.known, self.people = reading, event, known, people
        self.quotes = Quotes(reading.release.document, source)
        self.unsure: list[Record] = []
        self.unsaid: set[str] = set()
        self.told = event.told
        self.status, self.status_span = self._status()
        self.is_to_come = self.status in ("planned", "postponed", "cancelled")

    def record(self, before: Record | None) -> Record | None:
        """The record; None where the text tells of nobody who met. `before` is that of the news before it."""
        reading = self.reading
        others = same_event(self.reading, self.event)
        people = [one.fresh() for one in self.people if one.is_in([*self.told, *others])]
        present = take_part(reading, people, self.told, others, is_to_come=self.is_to_come)
        round_ = self._round()
        complete(reading, present, self._paired(round_), self.told)
        parties = self._parties(round_, present)
        if not parties or (not present and not round_ and not self._is_told_of_two(parties)):
            return None
        record: Record = {"title": self._title(round_)}
        self._series(record, round_)
        self._kind(record, round_)
        record["status"] = self.status
        self.quotes.add(self.status_span, "status")
        self._mode(record)
        self._date(record, before)
        self._place(record)
        self._write_parties(record, parties)
        if self.status != "agreed":
            self._participants(record, present)
        self._subjects(record)
        record["evidence"] = self.quotes.entries()
        if self.unsure:
            record["unsure"] = self.unsure
        return record

    def _is_told_of_two(self, parties: dict[str, Span]) -> bool:
        return len(parties) > 1 or self.status == "agreed"

    def _status(self) -> tuple[str, Span]:
        reading = self.reading
        for one in self.told:
            said = reading.said(one)
            put_off, off = cues.POSTPONED.search(said), cues.CANCELLED.search(said)
            if put_off and not self._is_other(one, put_off.start()) and not cues.FINITE.search(said[: put_off.start()]):
                return "postponed", one
            if off and not re.search(r"\bmet\b|took place", said):
                return "cancelled", one
        body = [one for one in self.told if one[0] >= reading.release.body] or self.told
        for one in body:
            said = reading.said(one)
            to_come = cues.TO_COME.search(said)
            if to_come and not cues.FINITE.search(said[: to_come.start()]):
                return "planned", one
            if cues.AGREED.search(said) and not cues.FINITE.search(said):
                return "agreed", one
            if cues.MET.search(said):
                return "held", one
        return "held", body[0]

    def _is_other(self, sentence: Span, at: int) -> bool:
        """Whether a word stands in a clause about something else: "as well as consultations, which …"."""
        return bool(re.search(r"\bas well as\b|, which\b[^,]*$", self.reading.text[sentence[0] : sentence[0] + at]))

    def _round(self) -> Round | None:
        reading = self.reading
        body = [one for one in self.told if one[0] >= reading.release.body]
        # What is held during a visit is another meeting.
        is_visit = bool(body) and bool(_VISIT.search(reading.said(body[0]))) and not reading.rounds(body[0])
        for sentence in [one for one in self.told if one not in body] + body[: 1 if is_visit else None]:
            for one in reading.rounds(sentence):
                before = reading.text[sentence[0] : one.start]
                if _ON_THE_WAY.search(before) or (cues.FINITE.search(before) and cues.TO_COME.search(before)):
                    continue
                after = reading.text[one.end : sentence[1]]
                if not self.is_to_come and (cues.TO_COME.search(after) or "would be" in after):
                    continue
                if not reading.is_behind(sentence, one.start, is_to_come=self.is_to_come):
                    return one
        if not any(True for one in self.told for _ in reading.rounds(one)):
            for sentence in same_event(self.reading, self.event):
                for one in reading.rounds(sentence):
                    is_news = not reading.is_behind(sentence, one.start) and not cues.TO_COME.search(
                        reading.said(sentence)
                    )
                    if is_news and not one.series:
                        return one
        return None

    def _title(self, round_: Round | None) -> str:
        reading, headline = self.reading, self.reading.release.headline
        if round_ and round_.series:
            self.quotes.add(reading.sentence((round_.start, round_.end)), "title")
            return capitalised(reading.said((round_.start, round_.end)))
        if headline and self.event.is_news:
            self.quotes.add(headline, "title")
            return reading.said(headline).rstrip(".")
        span = self.told[0]
        self.quotes.add(span, "title")
        return shortened(reading.said(span).rstrip("."))

    def _series(self, record: Record, round_: Round | None) -> None:
        if not round_:
            if found := self.known.series_in(self.reading.said(self.status_span)):
                record["series"] = found
                self.quotes.add(self.status_span, "series")
            return
        span = self.reading.sentence((round_.start, round_.end))
        if round_.series:
            record["series"] = self.known.series(round_.series) or round_.series
            self.quotes.add(span, "series")
        record["ordinal"] = round_.ordinal
        self.quotes.add(span, "ordinal")

    def _kind(self, record: Record, round_: Round | None) -> None:
        reading = self.reading
        if round_ and round_.series and (found := kinds(round_.series)):
            record["kind"] = max(found)[1]
            self.quotes.add(reading.sentence((round_.start, round_.end)), "kind")
            return
        for one in self.told:
            if found := kinds(reading.said(one)):
                record["kind"] = min(found)[1]
                self.quotes.add(one, "kind")
                return

    def _mode(self, record: Record) -> None:
        for pattern, mode in ((cues.HYBRID, "hybrid"), (cues.VIDEO, "video"), (cues.TELEPHONE, "telephone")):
            for one in self.told:
                if match := pattern.search(self.reading.said(one)):
                    before = self.reading.text[one[0] : one[0] + match.start()]
                    is_of_some = re.search(
                        r"\b(?:joined|participated|attended|addressed|connected)\s(?:\w+\s){0,2}$", before
                    )
                    if not is_of_some and not self.reading.is_behind(one, one[0] + match.start()):
                        record["mode"] = mode
                        self.quotes.add(one, "mode")
                        return

    def _date(self, record: Record, before: Record | None) -> None:
        if self.status == "agreed":
            return
        day_before = before.get("date") if before else None
        told = sorted(self.told, key=lambda one: one[0] < self.reading.release.body)
        found = dates_of(self.reading, told, is_to_come=self.is_to_come, before=day_before)
        if not found and self.event.is_news:
            below = held_sentences(self.reading, self.event.sentences, self.told)
            found = dates_of(self.reading, below, is_to_come=self.is_to_come)
        self.unsure += dated(self.reading, record, self.quotes, found, self.told)

    def _place(self, record: Record) -> None:
        if record.get("mode") in ("telephone", "video") or self.status == "agreed":
            return
        reading = self.reading
        told = sorted(self.told, key=lambda one: one[0] < reading.release.body)
        found = places_of(reading, told, is_to_come=self.is_to_come)
        if not found and self.event.is_news:
            found = places_of(
                reading, held_sentences(reading, self.event.sentences, self.told), is_to_come=self.is_to_come
            )
        cities = [one for one in found if one.city]
        is_journey = record.get("kind") == "visit" or (len(cities) > 1 and cities[0].span[0] == cities[1].span[0])
        found = (cities if is_journey else cities[:1]) or found[:1]
        if not found:
            return
        if any(one.is_here for one in found):
            self.quotes.add(reading.release.dateline, "place")
            record.setdefault("inferred", {})["place"] = f'the document says "here", and is written in {found[0].city}'
        places = [as_place(one) for one in found]
        record["place"] = places[0] if len(places) == 1 else places
        for i, one in enumerate(found, 1):
            self.quotes.add(reading.sentence(one.span), "place" if len(found) == 1 else f"place.{i}")

    def _paired(self, round_: Round | None) -> dict[str, Span]:
        """The parties that the text names as those that met."""
        found = pairs(self.reading, (round_.start, round_.end)) if round_ else []
        for one in self.told:
            found += pairs(self.reading, one)
        for one in self.event.sentences:
            if _OF_MANY.search(self.reading.said(one)) and not self.reading.is_behind(one, one[1]):
                found += pairs(self.reading, one)
        return unique(found)

    def _parties(self, round_: Round | None, present: Sequence[Person]) -> dict[str, Span]:
        reading = self.reading
        found = list(self._paired(round_).items())
        is_clear = len(found) > 1
        found += [
            (person.party, person.party_span)
            for person in present
            if person.party and (person.capacity or not is_clear)
        ]
        said = {name for name, _ in self._paired(round_).items()} | {one.party for one in present if not one.inferred}
        self.unsaid = {one.party for one in present if one.inferred and one.party} - said
        if len({name for name, _ in found}) < 2:
            for one in self.told[:2]:
                found += [
                    (name, span)
                    for name, span in named(reading, one)
                    if acts(reading, one, span, is_to_come=self.is_to_come)
                ]
        if len({name for name, _ in found}) == 1 and (publisher := home(reading)):
            found.append(publisher)
            self.unsaid.add(publisher[0])
        return unique(found)

    def _write_parties(self, record: Record, parties: dict[str, Span]) -> None:
        principal, names = self.known.principal, list(parties)
        if principal in names:
            names.remove(principal)
        elif names:
            record["principal"] = names.pop(0)
            sentence = self.reading.sentence(parties[record["principal"]])
            self.quotes.add(sentence, "principal")
            if principal and not names:
                reason = f"the document does not name {principal}, the principal of the dataset"
                self.unsure.append({"claim": "principal", "exact": self.reading.said(sentence), "reason": reason})
        # The principal of the dataset is no claim of a record.
        for name in sorted(self.unsaid & {record.get("principal"), *names}):
            claim = "principal" if record.get("principal") == name else f"partners.{name}"
            record.setdefault("inferred", {})[claim] = f"the text is from {name}"
        if names:
            record["partners"] = names
            for name in names:
                self.quotes.add(self.reading.sentence(parties[name]), f"partners.{name}")

    def _participants(self, record: Record, present: Sequence[Person]) -> None:
        people, doubts = listed(self.reading, present, self.known, self.quotes, record, self.told)
        if people:
            record["participants"] = people
        self.unsure += doubts

    def _subjects(self, record: Record) -> None:
        reading = self.reading
        body = [one for one in self.event.sentences if one[0] >= reading.release.body]
        for name, entries in (("topics", self.known.topics()), ("instruments", self.known.instruments())):
            if found := spoken_of(reading, entries, body):
                record[name] = list(found)
                for item, span in found.items():
                    self.quotes.add(span, f"{name}.{item}")
        if self.status in ("held", "agreed"):
            told = [one for one in body if one not in self.told or cues.AGREED.search(reading.said(one))]
            if outcomes := results(reading, told):
                record["outcomes"] = [reading.said(one) for one in outcomes]
                for i, span in enumerate(outcomes, 1):
                    self.quotes.add(span, f"outcomes.{i}")
