"""The list of the page: a line for each meeting, under headings for the years."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from itertools import groupby
from xml.etree.ElementTree import Element

from dialogue_cli.dates.wording import NO_DATE, human_date
from dialogue_cli.formats.page.elements import Node, between, html, make
from dialogue_cli.formats.svg import plain
from dialogue_cli.match import Match
from dialogue_cli.view.status import POSSIBLE_MATCH, status_parts
from dialogue_cli.view.year_axis import Entry


class MeetingList:
    """The meetings in their order, with what the list shows of each."""

    def __init__(self, matches: Sequence[Match], entries: Mapping[str, Entry]) -> None:
        self.matches = matches
        self.entries = entries
        """The places in time of the dated meetings, by id."""
        runs = [year for year, _ in groupby(map(self._year, matches))]
        self.is_by_year = len(runs) == len(set(runs))
        """Whether the meetings come year by year, so that each year can have a heading."""

    def with_cards(self, cards: Sequence[str]) -> str:
        """Returns the list as HTML in which each line opens its card; `cards` are HTML, one for each meeting."""
        items = []
        for match, card in zip(self.matches, cards, strict=True):
            summary = html(make("summary", *self._line(match), dir="auto"))
            items.append(f'<li id="{escape(match.id)}"><details>{summary}{card}</details></li>')
        return self._under_headings(items)

    def lines_only(self) -> str:
        """Returns the list as HTML without the cards, which the script of the page adds."""
        return self._under_headings([html(make("li", *self._line(match), id=match.id)) for match in self.matches])

    def _line(self, match: Match) -> list[Element]:
        """Returns what the list shows of a meeting: date, title, status, partners and place."""
        about: list[list[Node]] = [
            [make("b", words, class_=tone)] for words, tone in status_parts(match, POSSIBLE_MATCH)
        ]
        if match.meeting.partners:
            about.append([plain(", ".join(match.meeting.partners))])
        if match.place:
            about.append([f"in {plain(match.place)}"])
        found = [make("i", plain(self._date(match))), make("h4", plain(match.title))]
        return [*found, make("p", *between(about, " · "))] if about else found

    def _date(self, match: Match) -> str:
        """Returns a date in words, without the year where the heading has it."""
        entry = self.entries.get(match.id)
        if entry is None:
            return NO_DATE
        return entry.words if self.is_by_year else human_date(entry.date)

    def _year(self, match: Match) -> int | None:
        entry = self.entries.get(match.id)
        return entry.year if entry else None

    def _under_headings(self, items: Sequence[str]) -> str:
        if not self.is_by_year:
            return '<section><ol class="m">\n' + "\n".join(items) + "</ol></section>\n"
        return "".join(self._sections(items))

    def _sections(self, items: Sequence[str]) -> Iterator[str]:
        for year, inside in groupby(zip(self.matches, items, strict=True), lambda pair: self._year(pair[0])):
            name = "No date" if year is None else f"{year:04d}"
            yield f'<section id="_{year or "undated"}"><h3>{name}</h3><ol class="m">\n'
            yield "\n".join(item for _, item in inside)
            yield "</ol></section>\n"
