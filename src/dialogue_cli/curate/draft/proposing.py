"""From a reading to the records that it supports: first the meeting of the news, then those that it names besides."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from typing import Any

from dialogue_cli.curate.draft import cues
from dialogue_cli.curate.draft.known import Known
from dialogue_cli.curate.draft.parties import home, named, pairs, unique
from dialogue_cli.curate.draft.quotes import Quotes, selector
from dialogue_cli.curate.draft.reading import Reading
from dialogue_cli.curate.draft.release import Release
from dialogue_cli.curate.draft.rounds import Round
from dialogue_cli.curate.draft.subjects import results, spoken_of
from dialogue_cli.curate.draft.tagging import tagged
from dialogue_cli.curate.draft.taking_part import Person, people_of, take_part
from dialogue_cli.curate.draft.when_where import Day, Where, dates_of, day_of, held_sentences, places_in, places_of
from dialogue_cli.dataset.documents import Document

Span = tuple[int, int]
Record = dict[str, Any]
_KINDS = (
    ("summit", r"summit"),
    ("dialogue", r"dialogue"),
    ("council", r"council"),
    ("committee", r"committee|commission"),
    ("consultations", r"consultations"),
    ("negotiation", r"negotiations"),
    ("ministerial", r"ministerial"),
    ("conference", r"conference|forum"),
    ("visit", r"visit|visited|trip"),
    ("call", r"(?:tele)?phone|call"),
    ("talks", r"talks"),
    ("meeting", r"meeting|met"),
)


_ON_THE_WAY = re.compile(
    r"\b(?:during|within|in the framework of|as part of|on the sidelines of|on the margins of|in the course of) (?:\w+ ){0,3}(?:visit|trip|stay)?\b",
    re.IGNORECASE,
)


def propose(document: Document, source: str, known: Known, published: datetime.date | None = None) -> list[Record]:
    """The records that a document supports, each with its evidence; none where it tells of no meeting."""
    reading = Reading(Release(document, published), known.names)
    news = _News(reading, source, known)
    main = news.record()
    return ([main] if main else []) + news.others(main)


class _News:
    """The meeting that a release is about."""

    def __init__(self, reading: Reading, source: str, known: Known) -> None:
        self.reading, self.source, self.known = reading, source, known
        self.quotes = Quotes(reading.release.document, source)
        self.unsure: list[Record] = []
        self.main: Record | None = None
        self.told = self._told()
        self.status, self.status_span = self._status()
        self.people = people_of(reading)

    def _told(self) -> list[Span]:
        """The sentences of the lead that tell of a meeting, or else the first one below that does."""
        reading = self.reading

        def tells(one: Span) -> bool:
            said = reading.said(one)
            return bool(
                cues.MET.search(said)
                or cues.TO_COME.search(said)
                or cues.AGREED.search(said)
                or (one[0] < reading.release.body and cues.NOUN.search(said))
            )

        body = [one for one in reading.lead if one[0] >= reading.release.body and tells(one)]
        headline = [one for one in reading.lead if one[0] < reading.release.body and tells(one)]
        if body:
            return headline + body
        later = [
            one
            for one in reading.about
            if one[0] >= reading.release.body and cues.FINITE.search(reading.said(one)) and named(reading, one)
        ]
        return headline + later[:1] if later else []

    def _status(self) -> tuple[str, Span]:
        reading = self.reading
        for one in self.told:
            said = reading.said(one)
            if cues.POSTPONED.search(said) and not cues.FINITE.search(said):
                return "postponed", one
            if (
                cues.CANCELLED.search(said)
                and re.search(r"(?:cancel\w+|called off)", said)
                and not re.search(r"\bmet\b|took place", said)
            ):
                return "cancelled", one
        body = [one for one in self.told if one[0] >= reading.release.body]
        for one in body:
            said = reading.said(one)
            if (to_come := cues.TO_COME.search(said)) and not cues.FINITE.search(said[: to_come.start()]):
                return "planned", one
            if cues.AGREED.search(said) and not cues.FINITE.search(said):
                return "agreed", one
            if cues.MET.search(said):
                return "held", one
        return "held", body[0] if body else (0, 0)

    @property
    def is_to_come(self) -> bool:
        return self.status in ("planned", "postponed", "cancelled")

    def record(self) -> Record | None:
        """The record of the news; None where nothing is told of a meeting."""
        if not self.told:
            return None
        present = take_part(self.reading, self.people, self._same_event(), is_to_come=self.is_to_come)
        round_ = self._round()
        self._complete(present, round_)
        parties = self._parties(round_, present)
        if not parties and not present:
            return None
        record: Record = {"title": self._title(round_)}
        self.main = record
        self._series(record, round_)
        self._kind(record, round_)
        record["status"] = self.status
        self.quotes.add(self.status_span, "status")
        self._mode(record)
        self._date(record)
        self._place(record)
        self._write_parties(record, parties)
        if self.status != "agreed":
            self._participants(record, present)
        self._subjects(record)
        return self._finished(record)

    def _complete(self, present: Sequence[Person], round_: Round | None) -> None:
        """The party of people whose office names none: that of the publisher, or the other one of two."""
        open_ = [one for one in present if not one.party and one.role]
        if not open_:
            return
        theirs = {one.party for one in present if one.party}
        if (publisher := home(self.reading)) and len(theirs - {publisher[0]}) > 0:
            for one in open_:
                one.party, one.party_span = publisher[0], self._sentence(publisher[1])
            return
        both = unique(
            [
                *(pairs(self.reading, (round_.start, round_.end)) if round_ else []),
                *(pair for one in self.told for pair in pairs(self.reading, one)),
            ]
        )
        rest = {name: span for name, span in both.items() if name not in theirs}
        if len(both) == 2 and len(theirs) == 1 and len(rest) == 1 and len(open_) == 1:
            [(open_[0].party, span)] = rest.items()
            open_[0].party_span = self._sentence(span)

    def _finished(self, record: Record) -> Record:
        record["evidence"] = self.quotes.entries()
        if self.unsure:
            record["unsure"] = self.unsure
        return record

    def _same_event(self) -> list[Span]:
        """The sentences that may say who was there: of the news, and others that tell of a meeting without a number."""
        reading = self.reading
        numbers = {one.ordinal for sentence in self.told for one in reading.rounds(sentence)}
        found = list(self.told)
        for one in reading.about:
            if one in found:
                continue
            other = [round_ for round_ in reading.rounds(one) if round_.ordinal not in numbers]
            if not other and (
                cues.MET.search(reading.said(one))
                or re.search(
                    r"\bchairmanship\b|\bparticipa\w+ (?:of|in)\b|\bjoined by\b|\bpresent (?:at|were)\b|\bside was\b|\bdelegation\b",
                    reading.said(one),
                )
            ):
                found.append(one)
        return found

    def _round(self) -> Round | None:
        for sentence in self.told:
            for one in self.reading.rounds(sentence):
                before = self.reading.text[sentence[0] : one.start]
                if _ON_THE_WAY.search(before) or (cues.FINITE.search(before) and cues.TO_COME.search(before)):
                    continue
                if self.is_to_come or not self.reading.is_behind(sentence, one.start):
                    return one
        if not any(True for one in self.told for _ in self.reading.rounds(one)):
            for sentence in self._same_event():
                for one in self.reading.rounds(sentence):
                    if (
                        not self.reading.is_behind(sentence, one.start)
                        and not one.series
                        and not cues.TO_COME.search(self.reading.said(sentence))
                    ):
                        return one
        return None

    def _sentence(self, span: Span) -> Span:
        return next((one for one in self.reading.sentences if one[0] <= span[0] < one[1]), span)

    def _title(self, round_: Round | None) -> str:
        headline = self.reading.release.headline
        if headline and not (round_ and round_.series):
            span = headline
        elif round_:
            span = (round_.start, round_.end)
            self.quotes.add(self._sentence(span), "title")
            return _capitalised(self.reading.said(span))
        else:
            return self._first_words()
        self.quotes.add(span, "title")
        return self.reading.said(span).rstrip(".")

    def _first_words(self) -> str:
        span = self.told[0]
        self.quotes.add(span, "title")
        said = self.reading.said(span).rstrip(".")
        if len(said) <= 110:
            return said
        cut = max(said.rfind(sign, 40, 110) for sign in (", ", "; ", " – "))
        return said[:cut] if cut > 0 else said[:110].rpartition(" ")[0]

    def _series(self, record: Record, round_: Round | None) -> None:
        if not round_:
            return
        span = self._sentence((round_.start, round_.end))
        if round_.series:
            record["series"] = self.known.series(round_.series) or round_.series
            self.quotes.add(span, "series")
        record["ordinal"] = round_.ordinal
        self.quotes.add(span, "ordinal")

    def _kind(self, record: Record, round_: Round | None) -> None:
        said = [(round_.series, self._sentence((round_.start, round_.end)))] if round_ and round_.series else []
        said += [(self.reading.said(one), one) for one in self.told]
        for text, span in said:
            found = [
                (match.start(), kind)
                for kind, pattern in _KINDS
                if (match := re.search(rf"\b(?:{pattern})\b", text, re.IGNORECASE))
            ]
            if found:
                record["kind"] = max(found)[1] if text is said[0][0] and round_ and round_.series else min(found)[1]
                self.quotes.add(span, "kind")
                return

    def _mode(self, record: Record) -> None:
        for pattern, mode in ((cues.HYBRID, "hybrid"), (cues.VIDEO, "video"), (cues.TELEPHONE, "telephone")):
            for one in self.told:
                if match := pattern.search(self.reading.said(one)):
                    is_of_some = re.search(
                        r"\b(?:joined|participated|attended|addressed|connected)\s$",
                        self.reading.text[one[0] : one[0] + match.start()],
                    )
                    if not is_of_some and not self.reading.is_behind(one, one[0] + match.start()):
                        record["mode"] = mode
                        self.quotes.add(one, "mode")
                        return

    def _date(self, record: Record) -> None:
        reading = self.reading
        found = dates_of(reading, self.told, is_to_come=self.is_to_come) or dates_of(
            reading, held_sentences(reading), is_to_come=self.is_to_come
        )
        if self.status == "agreed":
            found = []
        if self.status == "postponed" and found:
            self._postponed(record, found)
            return
        for day in found:
            if day.value:
                record["date"] = day.value
                if day.note:
                    record["date_note"] = day.note
                self.quotes.add(self._sentence(day.span), "date", *(["date_note"] if day.note else []))
                break
            self.unsure.append(
                {"claim": "date", **selector(reading.release.document, self._sentence(day.span)), "reason": day.reason}
            )
        if "date" not in record and self.status == "held":
            self._no_date()
        self._other_dates(record, found)

    def _postponed(self, record: Record, found: list[Day]) -> None:
        """Of a postponed meeting the date that is said is the one before, unless "to" stands before it."""
        for day in found:
            before = self.reading.text[max(0, day.span[0] - 30) : day.span[0]]
            field = (
                "date"
                if re.search(r"\b(?:to|until|till|for|now (?:be )?held on)\s(?:the\s)?(?:\w+,?\s)?$", before)
                and "scheduled for" not in before
                and "planned for" not in before
                else "previous_date"
            )
            if day.value and field not in record:
                record[field] = day.value
                self.quotes.add(self._sentence(day.span), field)

    def _no_date(self) -> None:
        published, one = self.reading.release.published, self.reading.release.published_in_text
        if published and not self.unsure:
            span = (one.start, one.end) if one else self.told[-1]
            self.unsure.append(
                {
                    "claim": "date",
                    "value": f"[..{published}]",
                    **selector(self.reading.release.document, span),
                    "reason": "the document does not say the day; it was published on this one, and a publication date is no meeting date",
                }
            )

    def _other_dates(self, record: Record, found: Sequence[Day]) -> None:
        """Another day that the lead says of the same meeting is left to a person."""
        for day in found:
            if (
                day.value
                and "date" in record
                and day.value[:10] not in record["date"]
                and record["date"][:7] not in day.value
                and not day.note
            ):
                self.unsure.append(
                    {
                        "claim": "date",
                        "value": day.value,
                        **selector(self.reading.release.document, self._sentence(day.span)),
                        "reason": "the document names this date too",
                    }
                )
                return

    def _place(self, record: Record) -> None:
        if record.get("mode") in ("telephone", "video") or self.status == "agreed":
            return
        reading = self.reading
        found = places_of(reading, self.told, is_to_come=self.is_to_come) or places_of(
            reading, held_sentences(reading), is_to_come=self.is_to_come
        )
        cities = [one for one in found if one.city]
        if cities:
            # The first that is said; a second one only of a journey.
            is_visit = record.get("kind") == "visit"
            found = cities if is_visit else cities[:1]
        else:
            found = found[:1]
        if not found:
            return
        places = [_as_place(one) for one in found]
        record["place"] = places[0] if len(places) == 1 else places
        for i, one in enumerate(found, 1):
            self.quotes.add(self._sentence(one.span), "place" if len(found) == 1 else f"place.{i}")

    def _parties(self, round_: Round | None, present: Sequence[Person]) -> dict[str, Span]:
        reading = self.reading
        found: list[tuple[str, Span]] = []
        if round_:
            found += pairs(reading, (round_.start, round_.end))
        for one in self.told:
            found += pairs(reading, one)
        found += [(person.party, person.party_span) for person in present if person.party]
        if len({name for name, _ in found}) < 2:
            for one in self.told[:2]:
                found += [(name, span) for name, span in named(reading, one) if _acts(reading, span)]
        return unique(found)

    def _write_parties(self, record: Record, parties: dict[str, Span]) -> None:
        principal = self.known.principal
        names = list(parties)
        if not names:
            return
        if principal not in names:
            record["principal"] = names.pop(0)
            self.quotes.add(self._sentence(parties[record["principal"]]), "principal")
        else:
            names.remove(principal)
        if names:
            record["partners"] = names
            for name in names:
                self.quotes.add(self._sentence(parties[name]), f"partners.{name}")

    def _participants(self, record: Record, present: Sequence[Person]) -> None:
        listed = []
        for person in present:
            name = self.known.person(person.name)
            one: Record = {"name": name}
            if person.role:
                one["role"] = person.role
            if person.party:
                one["represents"] = person.party
            if person.capacity:
                one["capacity"] = person.capacity
            if person.on_behalf_of:
                one["on_behalf_of"] = person.on_behalf_of
            if all(self._is_unclear(span) for span in person.present):
                one["certainty"] = "possible"
            listed.append(one)
            for span in {
                person.role_span,
                person.party_span,
                person.present[0],
                person.capacity_span,
                person.behalf_span,
            } - {(0, 0)}:
                self.quotes.add(span, f"participants.{name}")
            if not person.party:
                self.unsure.append(
                    {
                        "claim": f"participants.{name}",
                        **selector(self.reading.release.document, person.present[0]),
                        "reason": "the document does not say here for which party",
                    }
                )
        if listed:
            record["participants"] = listed

    def _is_unclear(self, sentence: Span) -> bool:
        """Whether "the session" of a sentence may be another meeting, which the sentence before it names."""
        if sentence in self.told or not re.match(
            r"(?:The|This) (?:session|meeting|dialogue|event|talks|summit)\b", self.reading.said(sentence)
        ):
            return False
        before = [one for one in self.reading.about if one[1] <= sentence[0]]
        return bool(before) and any(not self._is_main(self.main, one) for one in self.reading.rounds(before[-1]))

    def _subjects(self, record: Record) -> None:
        reading = self.reading
        body = [one for one in reading.about if one[0] >= reading.release.body]
        for name, entries in (("topics", self.known.topics()), ("instruments", self.known.instruments())):
            found = spoken_of(reading, entries, body)
            if found:
                record[name] = list(found)
                for item, span in found.items():
                    self.quotes.add(span, f"{name}.{item}")
        outcomes = (
            results(reading, [one for one in body if one not in self.told or cues.AGREED.search(reading.said(one))])
            if self.status in ("held", "agreed")
            else []
        )
        if outcomes:
            record["outcomes"] = [reading.said(one) for one in outcomes]
            for i, span in enumerate(outcomes, 1):
                self.quotes.add(span, f"outcomes.{i}")

    def others(self, main: Record | None) -> list[Record]:
        """The numbered meetings that the text names besides, with the date and the place that stand beside them."""
        found: list[Record] = []
        done = {(main.get("ordinal"), self._like(main.get("series", "")))} if main else set()
        for sentence in self.reading.about:
            for one in self.reading.rounds(sentence):
                if not one.series or self._is_main(main, one) or (one.ordinal, self._like(one.series)) in done:
                    continue
                if record := self._other(sentence, one, main):
                    done.add((one.ordinal, self._like(one.series)))
                    found.append(record)
        return found

    def _like(self, series: str) -> tuple[frozenset[str], str]:
        """A series as compared: its parties in any order and by any name, and its other words."""
        known = {one.id: one.name or one.id for one in self.known.vocabularies.series}
        text = re.sub(r"\([^()]*\)", "", known.get(series, series))
        words = tagged(text, self.reading.names, (), ())
        parties = frozenset(word.means for word in words.words if word.sign in "SA")
        return parties, "".join(text[word.start : word.end].lower() for word in words.words if word.sign not in "SA-&i")

    def _is_main(self, main: Record | None, one: Round) -> bool:
        if not main or main.get("ordinal") != one.ordinal:
            return False
        return self._is_of_series(main, one)

    def _is_of_series(self, main: Record, one: Round) -> bool:
        """Whether a numbered meeting is of the series of the news, though the text may name it more shortly."""
        (mine, words), (other, others) = self._like(main.get("series", "")), self._like(one.series)
        is_shorter = not other or mine == other
        return is_shorter and bool(words) and (words.endswith(others) or others.endswith(words))

    def _other(self, sentence: Span, one: Round, main: Record | None) -> Record | None:
        """A record of a numbered meeting that is not the news: held with a date or a place, or planned."""
        reading = self.reading
        after = (one.end, min(sentence[1], one.end + 140))
        stops = [other.start for other in reading.rounds(sentence) if other.start > one.end]
        after = (after[0], min([after[1], *stops]))
        quotes = Quotes(reading.release.document, self.source)
        before = reading.text[sentence[0] : one.start]
        is_planned = bool(
            re.search(
                r"\b(?:agreed|decided|plans?|expected|intend\w*|looked? forward|looking forward)\b[^.;]{0,60}\b(?:hold|convene|organi[sz]e|host|meet|holding|convening|hosting|held)\b[^.;]{0,40}$|\bnext\b[^.;]{0,20}$",
                before,
            )
            or cues.TO_COME.search(reading.said((one.end, after[1])))
        )
        days = [
            day_of(reading, when, is_to_come=is_planned)
            for when in reading.release.dates
            if after[0] <= when.start and when.end <= after[1] and when.kind in ("full", "month", "yearless")
        ]
        places = [
            where for where in places_in(reading, sentence) if after[0] <= where.span[0] < after[1] and where.city
        ]
        is_held = bool(
            re.match(
                r"\W{0,3}(?:,? ?(?:which |that )?(?:was |were )?(?:held|took place|conducted|convened|hosted)|on\b|in\b)",
                reading.said(after).lstrip(),
            )
        )
        if not is_planned and not (is_held and (days or places)):
            return None
        record: Record = {
            "title": _capitalised(reading.said((one.start, one.end))),
            "series": self.known.series(one.series) or one.series,
            "ordinal": one.ordinal,
        }
        is_of_main = bool(main and main.get("series") and self._is_of_series(main, one))
        if main and is_of_main:
            record["series"] = main["series"]
        quotes.add(sentence, "title", "series", "ordinal", "status")
        record["status"] = "planned" if is_planned else "held"
        if days and days[0].value:
            record["date"] = days[0].value
            quotes.add(sentence, "date")
            if days[0].note:
                record["date_note"] = days[0].note
        if places:
            record["place"] = _as_place(places[0])
            quotes.add(sentence, "place")
        parties = unique(pairs(reading, (one.start, one.end)))
        if main and is_of_main and not parties:
            # Another round of the same series: the same parties.
            record |= {name: main[name] for name in ("principal", "partners") if name in main}
            for name in ("principal", "partners"):
                for entry in main["evidence"]:
                    if any(claim.partition(".")[0] == name for claim in entry["supports"]):
                        quotes.add_entry(
                            entry, [claim for claim in entry["supports"] if claim.partition(".")[0] == name]
                        )
            record["evidence"] = quotes.entries()
            return record
        names = [name for name in parties if name != self.known.principal]
        if len(parties) > len(names) or not parties:
            if names:
                record["partners"] = names
        else:
            record["principal"], *rest = names
            quotes.add(sentence, "principal")
            names = rest
            if rest:
                record["partners"] = rest
        for name in names:
            quotes.add(sentence, f"partners.{name}")
        record["evidence"] = quotes.entries()
        return record


def _capitalised(title: str) -> str:
    return title[:1].upper() + title[1:]


def _acts(reading: Reading, span: Span) -> bool:
    """Whether a party is named as one that acts or is met, not as a place or a subject."""
    before = reading.text[max(0, span[0] - 30) : span[0]]
    return not re.search(r"\b(?:in|to|about|against|for|regarding|situation|on|into)\s(?:the\s)?$", before)


def _as_place(one: Where) -> Record:
    return ({"city": one.city} if one.city else {}) | ({"country": one.country} if one.country else {})
