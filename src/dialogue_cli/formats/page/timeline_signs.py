"""The timeline of a few meetings: a sign for each, on an axis for each year."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement

from dialogue_cli.formats.page.elements import add, make
from dialogue_cli.formats.svg import Axis, describe, draw_key, number, paint, sign
from dialogue_cli.match import Match
from dialogue_cli.view.year_axis import LEGEND, Day, Entry, Part, by_year, day_words, gap_words, months, parts, point

# In pixels.
_LANE = 18
# The room that a sign takes, in parts of a year: some 20 pixels on a narrow axis.
_ROOM = 0.045
_AXIS = Axis(0, 100, "%")
_TODAY = paint("", None, "today")


def _lanes(entries: Sequence[Entry]) -> dict[Entry, int]:
    """Returns a lane for each meeting of a year, so that no two signs lie on one another."""
    ends: list[float] = []
    found = {}
    for entry in entries:
        drawn = parts(entry.date, entry.match.status, entry.year)
        start, end = min(part.start for part in drawn), max(part.end for part in drawn)
        lane = next((i for i, before in enumerate(ends) if before + _ROOM <= start), len(ends))
        ends[lane : lane + 1] = [end]
        found[entry] = lane
    return found


class Signs:
    """The drawing: knows how high it will be before it is drawn."""

    def __init__(self, entries: Sequence[Entry], undated: Sequence[Match], today: Day) -> None:
        self.entries = entries
        self.undated = undated
        self.today = today
        self.years = {year: _lanes(inside) for year, inside in by_year(entries).items()}
        """For each year the lane of each of its meetings, from the top."""
        self.height = sum(60 + _LANE * max(lanes.values()) for lanes in self.years.values()) + 40 * bool(undated)
        """In pixels."""
        self._used: dict[str, str] = {}
        """The signs that were drawn, by their name in the legend, each with a status that it was drawn for."""

    def draw(self) -> list[Element]:
        """Returns the drawing and its legend."""
        picture = make("div", class_="signs")
        picture.set("role", "group")
        picture.set("aria-label", "Timeline: the arrow keys go from meeting to meeting")
        before: int | None = None
        for year, lanes in self.years.items():
            words = gap_words(before, year, self.entries) if before is not None else ""
            if words:
                add(picture, make("p", words, class_="gap"))
            before = year
            add(picture, make("div", make("span", f"{year:04d}"), self._year(year, lanes), class_="year"))
        if self.undated:
            add(picture, make("div", make("span", "No date"), self._without_date(), class_="year"))
        return [picture, self._legend()]

    def _year(self, year: int, lanes: dict[Entry, int]) -> Element:
        height = 20 + _LANE * (max(lanes.values()) + 1) + 6
        svg = make("svg", width="100%", height=str(height), focusable="false")
        _grid(svg, year, height, self.today)
        for entry, lane in lanes.items():
            drawn = parts(entry.date, entry.match.status, entry.year)
            self._meeting(svg, entry.match, drawn, 20 + _LANE * (lane + 0.5))
        return svg

    def _without_date(self) -> Element:
        svg = make("svg", width="100%", height="24", focusable="false")
        for i, match in enumerate(self.undated):
            x = (i + 0.5) / max(len(self.undated), 20)
            self._meeting(svg, match, [Part(match.status, x, x)], 12)
        return svg

    def _meeting(self, svg: Element, match: Match, drawn: Sequence[Part], y: float) -> None:
        anchor = _anchor(svg, match, describe(match))
        _target(anchor, drawn, y)
        for part in drawn:
            sign(anchor, part, match.status, _AXIS, y)
            self._used.setdefault(part.name, match.status)

    def _legend(self) -> Element:
        legend = make("ul", class_="legend", aria_label="Signs")
        for name, words in LEGEND.items():
            if name in self._used:
                key = make("svg", width="26", height="14", aria_hidden="true")
                draw_key(key, name, self._used[name], 1, 7)
                add(legend, make("li", key, words))
        if self.today.year in self.years:
            key = make("svg", width="26", height="14", aria_hidden="true")
            SubElement(key, "line", {"x1": "13", "x2": "13", "y1": "0", "y2": "14", "stroke-dasharray": "2 3"} | _TODAY)
            add(legend, make("li", key, f"today, {day_words(self.today)}"))
        return legend


def _anchor(svg: Element, match: Match, words: str) -> Element:
    anchor = SubElement(svg, "a", {"href": f"#{match.id}", "data-id": match.id, "aria-label": words, "tabindex": "-1"})
    SubElement(anchor, "title").text = words
    return anchor


def _target(anchor: Element, drawn: Sequence[Part], y: float) -> None:
    """Adds what can be clicked, which is larger than what is drawn."""
    start, end = min(part.start for part in drawn), max(part.end for part in drawn)
    values = {"x1": _AXIS.at(start), "x2": _AXIS.at(end + 0.0001), "y1": number(y), "y2": number(y)}
    SubElement(anchor, "line", {"class": "target", **values})


def _grid(svg: Element, year: int, height: int, today: Day) -> None:
    group = SubElement(svg, "g", {"aria-hidden": "true"})
    columns = months(year)
    for start in (*(month.start for month in columns[::3]), 1.0):
        x = _AXIS.at(start)
        SubElement(group, "line", {"x1": x, "x2": x, "y1": "18", "y2": str(height)} | paint("", None, "line"))
    for month in columns:
        middle = _AXIS.at((month.start + month.end) / 2)
        SubElement(group, "text", {"x": middle, "y": "11", "text-anchor": "middle"}).text = month.name[0]
    if year == today.year:
        x = _AXIS.at(point(today, 0.5))
        look = {"x1": x, "x2": x, "y1": "18", "y2": str(height), "stroke-dasharray": "2 3"}
        SubElement(group, "line", look | _TODAY)
