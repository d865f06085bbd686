"""A meeting of the page as a tree of HTML elements: its line in the list, and its card with the evidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

from dialogue_cli.dataset.model import Evidence, Meeting, Participant, Source
from dialogue_cli.dates.wording import NO_DATE, human_date
from dialogue_cli.formats.svg import plain
from dialogue_cli.match import Match
from dialogue_cli.text import harmless
from dialogue_cli.view.evidence import Notes, supported

Node = Element | str


def make(tag: str, *content: Node | None, **attributes: str) -> Element:
    """An element with its content; an attribute's name may end in `_`, and `_` in it means a hyphen."""
    element = Element(tag, {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()})
    return add(element, *content)


def add(element: Element, *content: Node | None) -> Element:
    """Adds content to an element, and gives it."""
    for node in content:
        if node is None or node == "":
            continue
        if not isinstance(node, str):
            element.append(node)
        elif len(element):
            element[-1].tail = (element[-1].tail or "") + node
        else:
            element.text = (element.text or "") + node
    return element


def between(parts: Sequence[Sequence[Node]], separator: str) -> list[Node]:
    """The parts in a row with a separator between each two."""
    found: list[Node] = []
    for i, part in enumerate(parts):
        found += [separator, *part] if i else part
    return found


def line(match: Match, date: str, *, whole: bool = True) -> list[Element]:
    """What the list shows of a meeting: date, title, and when whole, status, partners and place."""
    row = match
    about: list[list[Node]] = []
    if row.status != "held":
        about.append([make("b", row.status, class_=row.status)])
    if match.certain is False:
        about.append([make("b", "possibly in the period", class_="possible")])
    if whole:
        about.append([plain(", ".join(match.meeting.partners))])
        about += [[f"in {plain(row.place)}"]] if row.place else []
    found = [make("i", plain(date)), make("h4", plain(row.title))]
    return [*found, make("p", *between(about, " · "))] if about else found


class Cards:
    """Makes the cards; knows what they need of the collection."""

    def __init__(
        self, sources: Mapping[str, Source], series: Mapping[str, str], titles: Mapping[str, str], principal: str | None
    ) -> None:
        self.sources = sources
        self.series = series
        self.titles = titles
        self.principal = principal

    def card(self, match: Match) -> Element:
        """Everything about a meeting; each claim bears the numbers of the quotes that prove it."""
        return _Card(self, match).element()


class _Card:
    def __init__(self, cards: Cards, match: Match) -> None:
        self.cards = cards
        self.match = match
        self.meeting: Meeting = match.meeting
        self.notes = Notes(self.meeting)

    def element(self) -> Element:
        meeting = self.meeting
        facts = make("dl")
        for name, content in (
            ("Date", self._date()),
            ("Status", self._status()),
            ("Place", self._place()),
            ("Kind", self._words(meeting.kind, "kind")),
            ("Series", self._series()),
            ("Parties", self._parties()),
            ("Participants", self._participants()),
            ("Topics", self._items("topics", meeting.topics)),
            ("Instruments", self._items("instruments", meeting.instruments)),
            ("Summary", self._prose(meeting.summary, "summary")),
            ("Outcomes", self._outcomes()),
            ("Related", self._related()),
            ("Note", self._prose(meeting.note, "note")),
        ):
            if content:
                add(facts, make("dt", name), make("dd", *content, dir="auto"))
        return make("div", facts, *self._evidence(), self._address(), class_="c")

    # Claims

    def _claim(self, value: str, *claims: str) -> list[Node]:
        """A value and the numbers of its quotes."""
        return [plain(value), *self._marks(*claims)]

    def _marks(self, *claims: str) -> list[Node]:
        numbers = self.notes.numbers(*claims)
        return [make("sup", "".join(f"[{number}]" for number in numbers))] if numbers else []

    def _words(self, value: str | None, claim: str) -> list[Node]:
        return self._claim(value, claim) if value else []

    def _prose(self, value: str | None, claim: str) -> list[Node]:
        paragraphs = [plain(part) for part in harmless(value or "").splitlines() if part.strip()]
        made: list[Node] = [make("p", part) for part in paragraphs]
        if made:
            last = made[-1]
            assert isinstance(last, Element)
            add(last, *self._marks(claim))
        return made

    def _date(self) -> list[Node]:
        meeting = self.meeting
        date = human_date(meeting.date) if meeting.date else NO_DATE
        found = self._claim(date, "date")
        if self.match.certain is False:
            found.append(make("p", "Possibly in the period that was asked for, not certainly.", class_="possible"))
        return found + self._prose(meeting.date_note, "date_note")

    def _status(self) -> list[Node]:
        status = self.meeting.status
        return [make("b", status, class_=status), *self._marks("status")]

    def _place(self) -> list[Node]:
        parts = self.meeting.place.to_record() if self.meeting.place else {}
        return between([self._claim(name, f"place.{part}", "place") for part, name in parts.items()], ", ")

    def _series(self) -> list[Node]:
        meeting = self.meeting
        parts = []
        if meeting.series:
            parts.append(self._claim(self.cards.series.get(meeting.series, meeting.series), "series"))
        if meeting.ordinal is not None:
            parts.append(self._claim(f"round {meeting.ordinal}", "ordinal"))
        return between(parts, ", ")

    def _parties(self) -> list[Node]:
        meeting = self.meeting
        named = [self._claim(name, f"partners.{name}", "partners") for name in meeting.partners]
        principal = meeting.principal or self.cards.principal
        if principal and principal not in meeting.partners:
            named.insert(0, self._claim(principal, "principal"))
        return between(named, ", ")

    def _participants(self) -> list[Node]:
        sides: dict[str | None, list[Participant]] = {}
        for person in self.meeting.participants:
            sides.setdefault(person.represents, []).append(person)
        found: list[Node] = []
        for side, people in sides.items():
            if side or len(sides) > 1:
                found.append(make("h5", plain(side) if side else "side not stated"))
            found.append(make("ul", *(make("li", *self._person(person), dir="auto") for person in people)))
        return found

    def _person(self, person: Participant) -> list[Node]:
        parts: list[list[Node]] = [[make("b", plain(person.label))]]
        if not person.is_certain:
            parts.append([make("b", "possibly present", class_="possible")])
        more = (person.capacity, person.role if person.name else None)
        parts += [[plain(part)] for part in more if part]
        return between(parts, ", ") + self._marks(f"participants.{person.label}", "participants")

    def _items(self, field: str, values: Sequence[str]) -> list[Node]:
        return between([self._claim(value, f"{field}.{value}", field) for value in values], "\u00a0· ")

    def _outcomes(self) -> list[Node]:
        items = [
            make("li", *self._claim(outcome, f"outcomes.{i}", "outcomes"), dir="auto")
            for i, outcome in enumerate(self.meeting.outcomes, 1)
        ]
        return [make("ol", *items)] if items else []

    def _related(self) -> list[Node]:
        found: list[Node] = []
        for other in self.meeting.related:
            title = self.cards.titles.get(other.id)
            # Only what is on the page can be gone to.
            name: Node = make("a", plain(title), href=f"#{other.id}") if title else other.id
            word = plain((other.relation or "related").replace("-", " "))
            found.append(make("li", f"{word}: ", name, *self._marks(f"related.{other.id}", "related"), dir="auto"))
        return [make("ul", *found)] if found else []

    # Evidence

    def _evidence(self) -> list[Node]:
        if not self.meeting.evidence:
            return [make("p", "The record gives no evidence.", class_="q")]
        found: list[Node] = []
        for name in self.meeting.sources:
            quotes = [(number, quote) for number, quote in self.notes.numbered if quote.source == name]
            items = [make("li", *self._quote(quote, name), value=str(number)) for number, quote in quotes]
            found += [make("h5", "Evidence: ", *self._source(name), dir="auto"), make("ol", *items, class_="e")]
        lacking = self.notes.unproven()
        if lacking:
            # The field alone: which of its items have no number is to be seen above.
            fields = ", ".join(dict.fromkeys(words.removeprefix("all ").split()[0] for words in lacking))
            found.append(make("p", f"Not everything is proven by words of a source: {fields}", class_="q"))
        return found

    def _source(self, name: str) -> list[Node]:
        source = self.cards.sources.get(name)
        if source is None:
            return [plain(name)]
        title = plain(source.title or name)
        link = _link(source.url)
        head: Node = make("a", title, href=link, rel="noreferrer noopener") if link else title
        published = human_date(source.published) if source.published else "publication date unknown"
        about = [source.publisher or "publisher unknown", published, source.file]
        about += [name] if source.title else []
        about += [source.url] if source.url and not link else []
        return [head, make("small", plain(" · ".join(filter(None, about))))]

    def _quote(self, quote: Evidence, name: str) -> list[Node]:
        source = self.cards.sources.get(name)
        around: dict[str, str] = {"dir": "auto"}
        if source and source.language:
            around["lang"] = plain(source.language)
        return [
            make("blockquote", f"“{plain(quote.exact)}”", **around),
            make("small", plain(supported(quote)), dir="auto"),
        ]

    def _address(self) -> Element:
        return make("p", make("a", self.meeting.id, href=f"#{self.meeting.id}"), class_="q")


def _link(url: str | None) -> str | None:
    """The address of a source when a browser may follow it: http and https alone."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return None
    return plain(url or "") if parts.scheme.lower() in ("http", "https") and parts.netloc else None


def years_of(match: Match) -> str:
    """The years in which a meeting begins and ends, for the filter: `"2025"`, or four bounds `"2025,2026,,"`.

    The first two are the earliest and the latest, between which it possibly lies; the others the last start and
    the first end: it lies certainly in a year that has both. Open bounds are empty, and so is an undated text.
    """
    date: Any = match.meeting.date
    if date is None:
        return ""
    bounds = [date.earliest, date.latest, *((None, None) if date.qualified else (date.last_start, date.first_end))]
    years = [str(day.year) if day else "" for day in bounds]
    return years[0] if len(set(years)) == 1 and years[0] else ",".join(years)
