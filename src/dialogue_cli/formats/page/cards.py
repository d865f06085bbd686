"""The card of a meeting as a tree of HTML elements: every field, and the evidence with its numbers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

from dialogue_cli.dataset.model import Evidence, Meeting, Source
from dialogue_cli.dates.wording import human_date
from dialogue_cli.formats.page.elements import Node, add, between, make
from dialogue_cli.formats.svg import plain
from dialogue_cli.match import Match
from dialogue_cli.text import harmless
from dialogue_cli.view.card import SIDE_NOT_STATED, Collection, Fact, Shape, Value, by_side, facts
from dialogue_cli.view.evidence import UNPROVEN_IN_PART, Notes, supported, unproven_fields
from dialogue_cli.view.proofs import Proofs


class Cards:
    """Makes the cards; holds what they need of the whole collection."""

    def __init__(
        self,
        sources: Mapping[str, Source],
        series: Mapping[str, str],
        titles: Mapping[str, str],
        principal: str | None,
        proofs: Proofs,
    ) -> None:
        self.sources = sources
        self.proofs = proofs
        # Only what is on the page can be gone to.
        self.collection = Collection(principal, lambda name: series.get(name, name), titles.get)

    def card(self, match: Match) -> Element:
        """Returns everything about a meeting; each claim bears the numbers of the quotes that prove it."""
        return _Card(self, match).element()


class _Card:
    def __init__(self, cards: Cards, match: Match) -> None:
        self.cards = cards
        self.match = match
        self.meeting: Meeting = match.meeting
        self.notes = Notes(self.meeting)

    def element(self) -> Element:
        card = make("dl")
        for fact in facts(self.match, self.cards.collection):
            content = self._content(fact)
            if content and fact.shape is Shape.ASIDE and len(card):
                add(card[-1], *content)
            elif content:
                add(card, make("dt", fact.heading), make("dd", *content, dir="auto"))
        return make("div", card, *self._evidence(), self._address(), class_="c")

    # Facts

    def _content(self, fact: Fact) -> list[Node]:
        draw: dict[Shape, Callable[[Sequence[Value]], list[Node]]] = {
            Shape.LINE: lambda values: self._line(values, fact.between),
            Shape.LINK: self._links,
            Shape.ASIDE: self._prose,
            Shape.TERMS: self._terms,
            Shape.PROSE: self._prose,
            Shape.CAUTION: self._prose,
            Shape.NUMBERED: self._numbered,
            Shape.PEOPLE: self._people,
            Shape.MEETINGS: self._meetings,
        }
        return draw[fact.shape](fact.values)

    def _claim(self, value: Value) -> list[Node]:
        """A value and the numbers of its quotes."""
        words: Node = make("b", plain(value.text), class_=value.tone) if value.tone else plain(value.text)
        return [words, *self._marks(value)]

    def _marks(self, value: Value) -> list[Node]:
        numbers = self.notes.numbers(value.claim)
        return [make("sup", "".join(f"[{number}]" for number in numbers))] if numbers else []

    def _line(self, values: Sequence[Value], between_them: str) -> list[Node]:
        return between(list(map(self._claim, values)), between_them)

    def _links(self, values: Sequence[Value]) -> list[Node]:
        return [node for value in values for node in (_anchor(value.text, value.text), *self._marks(value))]

    def _terms(self, values: Sequence[Value]) -> list[Node]:
        return between(list(map(self._claim, values)), "\u00a0· ")

    def _prose(self, values: Sequence[Value]) -> list[Node]:
        made: list[Node] = []
        for value in values:
            paragraphs = [make("p", plain(part)) for part in harmless(value.text).splitlines() if part.strip()]
            if paragraphs:
                add(paragraphs[-1], *self._marks(value))
            made += paragraphs
        return made

    def _numbered(self, values: Sequence[Value]) -> list[Node]:
        return [make("ol", *(make("li", *self._claim(value), dir="auto") for value in values))]

    def _people(self, values: Sequence[Value]) -> list[Node]:
        found: list[Node] = []
        sides = by_side(values)
        for side, people in sides.items():
            if side or len(sides) > 1:
                found.append(make("h5", plain(side or SIDE_NOT_STATED)))
            found.append(make("ul", *(make("li", *self._person(person), dir="auto") for person in people)))
        return found

    def _person(self, person: Value) -> list[Node]:
        parts: list[list[Node]] = [[make("b", plain(person.text))]]
        if person.lead:
            parts.append([make("b", person.lead, class_=person.tone)])
        parts += [[plain(part)] for part in person.more]
        return between(parts, ", ") + self._marks(person)

    def _meetings(self, values: Sequence[Value]) -> list[Node]:
        found = []
        for other in values:
            name: Node = make("a", plain(other.text), href=f"#{other.id}") if other.id else other.text
            found.append(make("li", f"{plain(other.lead)}: ", name, *self._marks(other), dir="auto"))
        return [make("ul", *found)]

    # Evidence

    def _evidence(self) -> list[Node]:
        if not self.meeting.evidence:
            return [make("p", "The record gives no evidence.", class_="q")]
        found: list[Node] = []
        for name in self.meeting.sources:
            quotes = self.notes.of_source(name)
            items = [make("li", *self._quote(quote, name), value=str(number)) for number, quote in quotes]
            found += [make("h5", "Evidence: ", *self._source(name), dir="auto"), make("ol", *items, class_="e")]
        lacking = ", ".join(unproven_fields(self.meeting))
        if lacking:
            # Only the fields: which of their items have no number is to be seen above.
            found.append(make("p", f"{UNPROVEN_IN_PART}: {lacking}", class_="q"))
        return found

    def _source(self, name: str) -> list[Node]:
        source = self.cards.sources.get(name)
        if source is None:
            return [plain(name)]
        title = plain(source.title or name)
        link = _link(source.url)
        head = _anchor(title, source.url)
        published = human_date(source.published) if source.published else "publication date unknown"
        about = [source.publisher or "publisher unknown", published, source.file]
        about += [name] if source.title else []
        about += [source.url] if source.url and not link else []
        mark = self.cards.proofs.source_mark(source)
        return [head, make("small", plain(" · ".join(filter(None, about)))), *_broken(mark)]

    def _quote(self, quote: Evidence, name: str) -> list[Node]:
        source = self.cards.sources.get(name)
        around: dict[str, str] = {"dir": "auto"}
        if source and source.language:
            around["lang"] = plain(source.language)
        return [
            make("blockquote", f"“{plain(quote.exact)}”", **around),
            *_broken(self.cards.proofs.mark(quote)),
            make("small", plain(supported(quote)), dir="auto"),
        ]

    def _address(self) -> Element:
        return make("p", make("a", self.meeting.id, href=f"#{self.meeting.id}"), class_="q")


def _anchor(text: str, url: str | None) -> Node:
    """A text that links to an address, where a browser may follow it."""
    link = _link(url)
    return make("a", plain(text), href=link, rel="noreferrer noopener") if link else plain(text)


def _broken(mark: str) -> list[Node]:
    """What is said of a broken proof; nothing for one that holds."""
    return [make("strong", mark[:1].upper() + mark[1:], class_="x")] if mark else []


def _link(url: str | None) -> str | None:
    """The address of a source when a browser may follow it: only http and https."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return None
    return plain(url or "") if parts.scheme.lower() in ("http", "https") and parts.netloc else None
