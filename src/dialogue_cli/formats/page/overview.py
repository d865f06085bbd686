"""The drawn timeline of the page: a sign for each meeting while they are few, else a bar for each year.

Across, everything lies at per cents of the width, so that signs and letters keep their size in any window.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple
from xml.etree.ElementTree import Element, SubElement

from dialogue_cli.formats.page.cards import add, make
from dialogue_cli.formats.svg import Axis, describe, draw_key, number, paint, sign
from dialogue_cli.match import Match
from dialogue_cli.view.year_axis import LEGEND, Day, Entry, Part, by_year, day_words, gap_words, months, parts, point

# In pixels, but for widths in per cent.
_LANE = 18
_TALLEST = 440
_MOST_SIGNS = 150
_BARS = 96
# Room that a sign takes, in parts of a year: some 20 pixels on a narrow axis.
_ROOM = 0.045
_AXIS = Axis(0, 100, "%")
_STEPS = (1, 5, 10, 20, 50, 100, 200, 500)
_MOST_BARS = 100
_TODAY = paint("", None, "today")


class Bin(NamedTuple):
    """The years of a bar, with how many meetings lie certainly and how many possibly in them."""

    first: int
    last: int
    sure: int
    possible: int


def overview(entries: Sequence[Entry], undated: Sequence[Match], today: Day) -> list[Element]:
    """The drawing, with its legend."""
    if not entries and not undated:
        return []
    if len(entries) + len(undated) > _MOST_SIGNS:
        return _bars(entries) if entries else []
    sections = {year: _lanes(inside) for year, inside in by_year(entries).items()}
    height = sum(60 + _LANE * max(lanes.values()) for lanes in sections.values()) + 40 * bool(undated)
    if height <= _TALLEST * (1 if len(sections) > 1 else 2):
        return _signs(sections, entries, undated, today)
    return _bars(entries)


# Signs


def _lanes(entries: Sequence[Entry]) -> dict[Entry, int]:
    """A lane for each meeting of a year, so that no two signs lie on one another."""
    ends: list[float] = []
    found = {}
    for entry in entries:
        drawn = parts(entry.date, entry.match.status, entry.year)
        start, end = min(part.start for part in drawn), max(part.end for part in drawn)
        lane = next((i for i, before in enumerate(ends) if before + _ROOM <= start), len(ends))
        ends[lane : lane + 1] = [end]
        found[entry] = lane
    return found


def _signs(
    sections: dict[int, dict[Entry, int]], entries: Sequence[Entry], undated: Sequence[Match], today: Day
) -> list[Element]:
    picture = make("div", class_="signs")
    used: dict[str, str] = {}
    before: int | None = None
    for year, lanes in sections.items():
        words = gap_words(before, year, entries) if before is not None else ""
        if words:
            add(picture, make("p", words, class_="gap"))
        before = year
        height = 20 + _LANE * (max(lanes.values()) + 1) + 6
        svg = make("svg", width="100%", height=str(height), focusable="false")
        _grid(svg, year, height, today)
        for entry, lane in lanes.items():
            anchor = _anchor(svg, entry.match, describe(entry.match))
            status, y = entry.match.status, 20 + _LANE * (lane + 0.5)
            drawn = parts(entry.date, status, entry.year)
            _target(anchor, drawn, y)
            for part in drawn:
                sign(anchor, part, status, _AXIS, y)
                used.setdefault(part.name, status)
        add(picture, make("div", make("span", f"{year:04d}"), svg, class_="year"))
    if undated:
        svg = make("svg", width="100%", height="24", focusable="false")
        for i, match in enumerate(undated):
            anchor = _anchor(svg, match, describe(match))
            at = (i + 0.5) / max(len(undated), 20)
            part = Part(match.status, at, at)
            _target(anchor, [part], 12)
            sign(anchor, part, match.status, _AXIS, 12)
            used.setdefault(match.status, match.status)
        add(picture, make("div", make("span", "No date"), svg, class_="year"))
    legend = make("ul", class_="legend", aria_label="Signs")
    for name, words in LEGEND.items():
        if name in used:
            key = make("svg", width="26", height="14", aria_hidden="true")
            draw_key(key, name, used[name], 1, 7)
            add(legend, make("li", key, words))
    if today.year in sections:
        key = make("svg", width="26", height="14", aria_hidden="true")
        SubElement(key, "line", {"x1": "13", "x2": "13", "y1": "0", "y2": "14", "stroke-dasharray": "2 3"} | _TODAY)
        add(legend, make("li", key, f"today, {day_words(today)}"))
    picture.set("role", "group")
    picture.set("aria-label", "Timeline: the arrow keys go from meeting to meeting")
    return [picture, legend]


def _anchor(svg: Element, match: Match, words: str) -> Element:
    anchor = SubElement(svg, "a", {"href": f"#{match.id}", "data-id": match.id, "aria-label": words, "tabindex": "-1"})
    SubElement(anchor, "title").text = words
    return anchor


def _target(anchor: Element, drawn: Sequence[Part], y: float) -> None:
    """What can be clicked is larger than what is drawn."""
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


# Bars


def bins(entries: Sequence[Entry]) -> list[Bin]:
    """The years of the bars, from the first to the last that a meeting names, each with how many it may have.

    A meeting is counted in each bar in which it lies: certainly, or only possibly. One with an open end may lie
    in every year on that side.
    """
    days = [day for e in entries for day in (e.date.earliest, e.date.latest) if day]
    first, last = min(day.year for day in days), max(day.year for day in days)
    step = next((step for step in _STEPS if (last - first) // step < _MOST_BARS), _STEPS[-1])
    start = first - first % step
    count = (last - start) // step + 1
    sure, possible = [0] * (count + 1), [0] * (count + 1)

    def column(day: Day | None, open_: int) -> int:
        return open_ if day is None else (day.year - start) // step

    for e in entries:
        low, high = column(e.date.earliest, 0), column(e.date.latest, count - 1)
        begins, ends = column(e.date.last_start, count), column(e.date.first_end, -1)
        for i in range(low, high + 1):
            if not e.date.qualified and begins <= i <= ends:
                sure[i] += 1
            else:
                possible[i] += 1
    return [Bin(max(start + i * step, 1), start + (i + 1) * step - 1, sure[i], possible[i]) for i in range(count)]


def _bars(entries: Sequence[Entry]) -> list[Element]:
    found = bins(entries)
    tallest = max(each.sure + each.possible for each in found)
    width = 100 / len(found)
    svg = make("svg", width="100%", height=str(_BARS + 26), focusable="false")
    svg.set("data-tallest", str(_BARS))
    labels = SubElement(svg, "g", {"aria-hidden": "true"})
    shown_before = -100.0
    for i, each in enumerate(found):
        x, name = width * i, span_words(each.first, each.last)
        anchor = SubElement(
            svg,
            "a",
            {"href": f"#_{each.first}", "data-years": f"{each.first}..{each.last}", "tabindex": "-1"},
        )
        SubElement(anchor, "title").text = f"{name}: {counted(each)}"
        across = {"x": number(x + width * 0.1) + "%", "width": number(width * 0.8) + "%"}
        # The hit area, then both counts, one upon the other.
        SubElement(anchor, "rect", {"class": "target", "y": "0", "height": str(_BARS), **across})
        solid, light = (round(_BARS * n / tallest, 1) for n in (each.sure, each.possible))
        for kind, top, size in (("sure", _BARS - solid, solid), ("may", _BARS - solid - light, light)):
            SubElement(anchor, "rect", {"class": kind, "y": number(top), "height": number(size), **across})
        if each.first % _label_step(found) == 0 and x - shown_before >= 9 and x <= 91:
            text = SubElement(labels, "text", {"x": number(x + width * 0.1) + "%", "y": str(_BARS + 18)})
            text.text, shown_before = f"{each.first:04d}", x
    words = "Meetings by year: the arrow keys go from year to year, Enter keeps its meetings"
    picture = make("div", svg, class_="bars", role="group", aria_label=words)
    keys = [make("li", make("span", class_="key sure"), "certainly in that time")]
    if any(each.possible for each in found):
        keys.append(make("li", make("span", class_="key may"), "possibly"))
    return [picture, make("ul", *keys, class_="legend", aria_label="Bars")]


def _label_step(found: Sequence[Bin]) -> int:
    """Which years are written below the bars."""
    step = found[0].last - found[0].first + 1
    return next(n for n in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000) if n >= step * len(found) / 10)


def span_words(first: int, last: int) -> str:
    """The years of a bar."""
    return f"{first:04d}" if first == last else f"{first:04d}–{last:04d}"


def counted(each: Bin) -> str:
    """How many meetings a bar stands for."""
    more = f", {each.possible:,} possibly" if each.possible else ""
    return f"{each.sure:,}{more}"
