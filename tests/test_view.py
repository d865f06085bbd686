"""What is shown of a meeting, whatever shows it: the card, the status words and the evidence words."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import fields
from html.parser import HTMLParser
from pathlib import Path

import pytest

from dialogue_cli import Archive, Query, open_archive, parse_period
from dialogue_cli.dataset.evidence import claims
from dialogue_cli.dataset.model import KEY, Evidence, Meeting
from dialogue_cli.formats import ics, markdown, page
from dialogue_cli.index.queries import Row
from dialogue_cli.match import Match
from dialogue_cli.terminal.console import console
from dialogue_cli.terminal.draw import draw
from dialogue_cli.text import squeeze
from dialogue_cli.view import card
from dialogue_cli.view.card import CARD, HEADINGS, Collection, Fact, Line, Shape, Value, facts
from dialogue_cli.view.evidence import Notes
from dialogue_cli.view.status import how_many_possibly, status_parts, status_words
from dialogue_cli.view.views import View
from tests.conftest import Run
from tests.test_ics import components, plain
from tests.test_markdown import shape as read_markdown

# A record with every field, so that every line of the card has something to say.
WHOLE = """
    dataset: {principal: Elbonia}
    sources: [{id: release}, {id: letter}]
    series: [{id: talks, name: Harbour Talks}]
    meetings:
    - id: whole
      title: Third round
      series: talks
      ordinal: 3
      kind: pow-wow
      mode: hybrid
      status: planned
      date: 2025-06-29?
      previous_date: 2025-05
      date_note: Written by hand.
      place: {city: Marina, country: Aland}
      principal: Cedar
      partners: [Beria, Dune]
      participants:
      - {name: Ada, role: minister, represents: Beria, capacity: chair}
      - {name: Bo, role: envoy, represents: Dune, on_behalf_of: the Regent, certainty: possible}
      - {role: experts, capacity: observers}
      topics: [fishing, piracy]
      instruments: [Treaty of Sol, Buoy Plan]
      summary: Quotas were on the agenda.
      outcomes: [A list was begun., A map was drawn.]
      related: [{id: before, relation: preceded-by}]
      note: Nets were not mentioned.
      url: "https://example.org/talks/3"
      former_ids: [old-round, older-round]
      reviewed: {by: Ada, on: 2025-07-01}
      check_ignore: [{check: country-code, reason: so it is called}]
      evidence:
      - {source: release, exact: on Sunday, supports: [date, place.city, topics.fishing, instruments]}
    - {id: before, title: Second round, partners: [Beria]}
    """


class _Reader(HTMLParser):
    """The text of the cards of a page; the lines of its list say some of the same."""

    def __init__(self) -> None:
        super().__init__()
        self.text: list[str] = []
        self.is_card = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.is_card = self.is_card or tag == "dl"
        # The address of a link is what a reader is told of another meeting's id.
        self.text += [value for name, value in attrs if self.is_card and name == "href" and value]

    def handle_endtag(self, tag: str) -> None:
        self.is_card = self.is_card and tag != "dl"

    def handle_data(self, data: str) -> None:
        if self.is_card:
            self.text.append(data)


def on_a_terminal(match: Match, archive: Archive) -> str:
    out = io.StringIO()
    draw(View.CARDS, [match], archive, lambda: console(out, color="never", width=88))
    return squeeze(out.getvalue().replace("│", " "))


def in_markdown(match: Match, archive: Archive) -> str:
    out = io.StringIO()
    markdown.write([match], archive, out, print, View.CARDS)
    return squeeze(read_markdown(out.getvalue())[1])


def on_a_page(match: Match, archive: Archive) -> str:
    out, reader = io.StringIO(), _Reader()
    other = archive.match("before")
    page.write([match, *([other] if other else [])], archive, out, print)
    reader.feed(out.getvalue())
    # The number of a quote may stand after any claim.
    return re.sub(r"(\[\d+\])+", "", squeeze("".join(reader.text)))


def in_a_calendar(match: Match, archive: Archive) -> str:
    out = io.StringIO()
    ics.write([match], archive, out, print)
    (event,) = components(out.getvalue())[1:]
    return squeeze(" ".join(map(plain, event.values())))


FORMATS = {
    "terminal": on_a_terminal,
    "markdown": in_markdown,
    "page": on_a_page,
    "ics": in_a_calendar,
}


@pytest.fixture
def archive(dataset: Callable[..., Path]) -> Archive:
    return open_archive(dataset(WHOLE))


@pytest.fixture
def match(archive: Archive) -> Match:
    """The whole meeting, as it is found in a period in which it only possibly lies."""
    (found,) = archive.find(Query(period=parse_period("2025-06", archive.today), series=("talks",)))
    return found


def words_of(fact: Fact) -> Iterator[str]:
    """All that a fact says beside its heading."""
    for value in fact.values:
        yield from filter(None, (value.text, value.lead, *value.more, value.side, value.id))


def test_the_card_has_a_line_for_each_field(match: Match, archive: Archive) -> None:
    """A field of the record that no line shows, or that this record lacks, would be lost without any test noticing."""
    assert {*claims(match.meeting), "former_ids", "reviewed"} == {"title", *HEADINGS}
    assert {field.metadata.get(KEY, field.name) for field in fields(Meeting)} - {"check_ignore"} == {
        "id",
        "evidence",
        "title",
        *HEADINGS,
    }
    shown = list(facts(match, Collection.of(archive)))
    assert [fact.heading for fact in shown] == [line.heading for line in CARD]
    claimed = {value.claim[0] for fact in shown for value in fact.values if value.claim}
    assert claimed == set(HEADINGS)


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("heading", [line.heading for line in CARD])
def test_each_fact_of_the_card_is_in_each_format(heading: str, name: str, match: Match, archive: Archive) -> None:
    """A reader of one format would not be told what the reader of another is."""
    (fact,) = (fact for fact in facts(match, Collection.of(archive)) if fact.heading == heading)
    # A calendar writes a status as a sentence, with a capital letter.
    shown = FORMATS[name](match, archive).casefold()
    assert [words for words in words_of(fact) if words.casefold() not in shown] == []


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("shape", Shape)
def test_a_new_line_of_the_card_comes_to_every_format(
    shape: Shape, name: str, match: Match, archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A line added to the card would have to be added to each format by hand, and forgotten in one."""
    values = [Value("quite unheard of", ("weather", "")), Value("rain", ("weather", ""), "falling", ("wet",))]
    monkeypatch.setattr(card, "CARD", (*CARD, Line("Weather", ("weather",), shape, lambda match, collection: values)))
    shown = FORMATS[name](match, archive)
    assert "quite unheard of" in shown
    assert "rain" in shown
    # What goes on with the fact before it has no heading in a layout that sets headings apart.
    assert ("Weather" in shown) == (shape is not Shape.ASIDE or name not in ("terminal", "page"))
    monkeypatch.undo()
    assert "rain" not in FORMATS[name](match, archive)


@pytest.mark.parametrize("name", FORMATS)
def test_a_card_says_what_is_only_possible(name: str, match: Match, archive: Archive) -> None:
    """A meeting that perhaps was on another day would pass for one that lies in the period."""
    certain = archive.match("whole")
    assert certain
    assert "only possibly among those asked for" in FORMATS[name](match, archive).casefold()
    assert "only possibly among those asked for" not in FORMATS[name](certain, archive).casefold()


def made(status: str, certain: bool | None) -> Match:
    """A match of which nothing else is known."""
    record = {"id": "a", "title": "A", "status": status}
    return Match(Row(1, "a", None, status, "", "", "A", "", 0, None, None, certain), {}, lambda *_: ("", record))


def test_parties_are_said_to_be_missing() -> None:
    """An empty line, or none, would leave open whether the record or the program has forgotten them."""
    match = made("held", None)
    found = {fact.heading: fact for fact in facts(match, Collection(None, str, lambda name: None))}
    assert [value.text for value in found["Parties"].values] == ["none named"]
    assert found["Parties"].values[0].claim is None


@pytest.mark.parametrize(
    ("status", "certain", "beside", "whole", "in_a_pipe"),
    [
        ("held", None, "", "held", "held"),
        ("held", True, "", "held", "held"),
        ("held", False, "possibly", "held, possibly", "held?"),
        ("planned", True, "planned", "planned", "planned"),
        ("cancelled", False, "cancelled, possibly", "cancelled, possibly", "cancelled?"),
    ],
)
def test_status_words(status: str, certain: bool | None, beside: str, whole: str, in_a_pipe: str) -> None:
    """A meeting that did not take place, or perhaps in another month, would be counted among those that did."""
    match = made(status, certain)
    assert status_words(match) == beside
    assert status_words(match, held=True) == whole
    assert Match.marked_status.fget(match) == in_a_pipe
    assert [tone for _, tone in status_parts(match, held=True)] == [status, *["possible"] * (certain is False)]
    assert how_many_possibly([match]) == ("all only possibly among those asked for" if certain is False else "")
    both = ("1 of them" if certain is not False else "all") + " only possibly among those asked for"
    assert how_many_possibly([match, made("held", False)]) == both


def test_quotes_are_numbered_in_the_order_of_the_card() -> None:
    """A reader who goes down the card would have to jump to and fro among the quotes."""
    fields = ["title", *HEADINGS]
    quotes = [Evidence("a", field, supports=(field,)) for field in reversed(fields)]
    notes = Notes(Meeting("a", "A", evidence=tuple(quotes)))
    assert [quote.exact for _, quote in notes.of_source("a")] == fields
    assert [notes.numbers((field, "")) for field in fields] == [[i] for i in range(1, len(fields) + 1)]
    assert notes.numbers(None) == []


PATHS = """
    sources: [{id: s}]
    meetings:
    - id: a
      title: A
      status: postponed
      mode: video
      date: 2025-02-01
      previous_date: 2025-01-01
      place: [{city: Riga, venue: Castle}, {city: Vilnius}]
      url: https://example.org
      related: [{id: b}]
      evidence:
      - {source: s, exact: words, supports: [place.1.venue, place.2, previous_date, mode, url, related.b, ordinal]}
    - id: b
      title: B
      place: {city: Riga, country: Latvia}
      evidence: [{source: s, exact: words, supports: [place.city, place.country, date_note]}]
    """


@pytest.mark.parametrize("format_", ["table", "html"])
def test_what_a_quote_proves_is_said_in_plain_words(
    run: Callable[..., Run], dataset: Callable[..., Path], format_: str
) -> None:
    """The reader of a card would have to know the keys of the format, which only its writer knows."""
    path = str(dataset(PATHS))
    shown = squeeze(run("show", "-e", "a", "b", "-f", format_, "--data", path).out)
    assert "for venue of place 1 and place 2, previous date, mode, page, related meeting b, round" in shown
    assert "for city and country, date note" in shown
    (quote,) = json.loads(run("show", "a", "-f", "json", "--data", path).out)[0]["evidence"]
    assert quote["supports"][:3] == ["place.1.venue", "place.2", "previous_date"]
