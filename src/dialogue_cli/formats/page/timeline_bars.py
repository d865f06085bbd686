"""The timeline of many meetings: a bar for each year, or for some years, that counts them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple
from xml.etree.ElementTree import Element, SubElement

from dialogue_cli.formats.page.elements import make
from dialogue_cli.formats.svg import number
from dialogue_cli.view.year_axis import Day, Entry

# The height of the tallest bar, in pixels.
_HEIGHT = 96
_MOST_BARS = 100
# How many years a bar may stand for, and after how many years a label may come.
_STEPS = (1, 5, 10, 20, 50, 100, 200, 500)
_LABEL_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)


class Bin(NamedTuple):
    """The years of a bar, with how many meetings lie certainly and how many possibly in them."""

    first: int
    last: int
    sure: int
    possible: int


def bins(entries: Sequence[Entry]) -> list[Bin]:
    """Returns the years of the bars, from the first to the last that a meeting names, each with how many it may have.

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


def draw_bars(entries: Sequence[Entry]) -> list[Element]:
    """Returns the drawing and its legend; the script of the page redraws the bars by the filters."""
    found = bins(entries)
    tallest = max(each.sure + each.possible for each in found)
    svg = make("svg", width="100%", height=str(_HEIGHT + 26), focusable="false")
    svg.set("data-tallest", str(_HEIGHT))
    labels = SubElement(svg, "g", {"aria-hidden": "true"})
    width, label_before = 100 / len(found), -100.0
    for i, each in enumerate(found):
        x = width * i
        _draw_bar(svg, each, _HEIGHT / tallest, x, width)
        if each.first % _label_step(found) == 0 and x - label_before >= 9 and x <= 91:
            text = SubElement(labels, "text", {"x": number(x + width * 0.1) + "%", "y": str(_HEIGHT + 18)})
            text.text, label_before = f"{each.first:04d}", x
    words = "Meetings by year: the arrow keys go from year to year, Enter keeps its meetings"
    picture = make("div", svg, class_="bars", role="group", aria_label=words)
    keys = [make("li", make("span", class_="key sure"), "certainly in that time")]
    if any(each.possible for each in found):
        keys.append(make("li", make("span", class_="key may"), "possibly"))
    return [picture, make("ul", *keys, class_="legend", aria_label="Bars")]


def _draw_bar(svg: Element, each: Bin, scale: float, x: float, width: float) -> None:
    """Draws a bar, `scale` pixels a meeting, from `x` on; `x` and `width` are per cent."""
    anchor = SubElement(
        svg, "a", {"href": f"#_{each.first}", "data-years": f"{each.first}..{each.last}", "tabindex": "-1"}
    )
    SubElement(anchor, "title").text = f"{_years(each)}: {_counted(each)}"
    across = {"x": number(x + width * 0.1) + "%", "width": number(width * 0.8) + "%"}
    # What can be clicked, then both counts, one upon the other.
    SubElement(anchor, "rect", {"class": "target", "y": "0", "height": str(_HEIGHT), **across})
    solid, light = round(scale * each.sure, 1), round(scale * each.possible, 1)
    for kind, top, size in (("sure", _HEIGHT - solid, solid), ("may", _HEIGHT - solid - light, light)):
        SubElement(anchor, "rect", {"class": kind, "y": number(top), "height": number(size), **across})


def _label_step(found: Sequence[Bin]) -> int:
    """Returns how many years lie from one label to the next."""
    years_of_bar = found[0].last - found[0].first + 1
    return next(step for step in _LABEL_STEPS if step >= years_of_bar * len(found) / 10)


def _years(each: Bin) -> str:
    return f"{each.first:04d}" if each.first == each.last else f"{each.first:04d}–{each.last:04d}"


def _counted(each: Bin) -> str:
    more = f", {each.possible:,} possibly" if each.possible else ""
    return f"{each.sure:,}{more}"
