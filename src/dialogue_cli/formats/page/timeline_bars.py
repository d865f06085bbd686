"""The timeline of many meetings: a bar that counts them for each month, each year, or for some years."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple
from xml.etree.ElementTree import Element, SubElement

from dialogue_cli.dates.months import SHORT_MONTHS
from dialogue_cli.formats.page.elements import make
from dialogue_cli.formats.svg import number
from dialogue_cli.text import plural
from dialogue_cli.view.year_axis import Day, Entry

# The height of the tallest bar, and the room above it, in pixels.
_HEIGHT = 96
_TOP = 18
_MOST_BARS = 160
# A bar stands for a month up to so many years.
_MOST_YEARS_OF_MONTHS = 6
# How many months a bar may stand for, and after how many years a label may come.
_STEPS = tuple(12 * years for years in (1, 5, 10, 20, 50, 100, 200, 500))
_LABEL_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)


class Bin(NamedTuple):
    """The time of a bar, with how many meetings lie certainly and how many possibly in it.

    A month is counted from the first one of year 0: `12 * year + month - 1`.
    """

    first: int
    last: int
    sure: int
    possible: int

    @property
    def is_month(self) -> bool:
        """Whether it is a single month."""
        return self.first == self.last

    @property
    def year(self) -> int:
        """The year in which it begins."""
        return self.first // 12

    @property
    def last_year(self) -> int:
        """The year in which it ends."""
        return self.last // 12


def _month(day: Day) -> int:
    return 12 * day.year + day.month - 1


def bins(entries: Sequence[Entry]) -> list[Bin]:
    """Returns the bars, from the first to the last time that a meeting names, each with how many it may have.

    A meeting is counted in each bar in which it lies: certainly, or only possibly. One with an open end may lie
    in every one on that side.
    """
    days = [day for e in entries for day in (e.date.earliest, e.date.latest) if day]
    first, last = 12 * min(day.year for day in days), 12 * max(day.year for day in days) + 11
    if last - first < 12 * _MOST_YEARS_OF_MONTHS:
        step = 1
    else:
        step = next((step for step in _STEPS if (last - first) // step < _MOST_BARS), _STEPS[-1])
    start = first - first % step
    count = (last - start) // step + 1
    sure, possible = [0] * (count + 1), [0] * (count + 1)

    def column(day: Day | None, open_: int) -> int:
        return open_ if day is None else (_month(day) - start) // step

    for e in entries:
        low, high = column(e.date.earliest, 0), column(e.date.latest, count - 1)
        begins, ends = column(e.date.last_start, count), column(e.date.first_end, -1)
        for i in range(low, high + 1):
            if not e.date.qualified and begins <= i <= ends:
                sure[i] += 1
            else:
                possible[i] += 1
    return [Bin(max(start + i * step, 12), start + (i + 1) * step - 1, sure[i], possible[i]) for i in range(count)]


def draw_bars(entries: Sequence[Entry]) -> list[Element]:
    """Returns the drawing and its legend; the script of the page redraws the bars by the filters."""
    found = bins(entries)
    tallest = max(each.sure + each.possible for each in found)
    svg = make("svg", width="100%", height=str(_TOP + _HEIGHT + 26), focusable="false")
    svg.set("data-tallest", str(_HEIGHT))
    svg.set("data-top", str(_TOP))
    scale = SubElement(svg, "text", {"class": "scale", "y": "11", "aria-hidden": "true"})
    scale.text = _scale(tallest)
    labels = SubElement(svg, "g", {"aria-hidden": "true"})
    width, label_before = 100 / len(found), -100.0
    for i, each in enumerate(found):
        x = width * i
        _draw_bar(svg, each, _HEIGHT / tallest, x, width)
        if _has_label(each, found) and x - label_before >= 9 and x <= 91:
            at = {"x": number(x + width * 0.1) + "%", "y": str(_TOP + _HEIGHT + 18)}
            text = SubElement(labels, "text", at)
            text.text, label_before = f"{each.year:04d}", x
    time = "month" if found[0].is_month else "year"
    words = f"Meetings by {time}: the arrow keys go from {time} to {time}, Enter keeps its meetings"
    picture = make("div", svg, class_="bars", role="group", aria_label=words)
    if not any(each.possible for each in found):
        return [picture]
    keys = [make("li", make("span", class_="key sure"), f"certainly in that {time}")]
    keys.append(make("li", make("span", class_="key may"), "possibly"))
    return [picture, make("ul", *keys, class_="legend", aria_label="Bars")]


def _scale(tallest: int) -> str:
    """Returns what the height of the tallest bar stands for; script/timeline.js says the same."""
    return f"highest bar: {plural(tallest, 'meeting')}"


def _draw_bar(svg: Element, each: Bin, scale: float, x: float, width: float) -> None:
    """Draws a bar, `scale` pixels a meeting, from `x` on; `x` and `width` are per cent."""
    years = f"{_address(each.first, each)}..{_address(each.last, each)}"
    anchor = SubElement(svg, "a", {"href": f"#_{each.year}", "data-years": years, "tabindex": "-1"})
    SubElement(anchor, "title").text = f"{_time(each)}: {_counted(each)}"
    across = {"x": number(x + width * 0.1) + "%", "width": number(width * 0.8) + "%"}
    # What can be clicked, then both counts, one upon the other.
    SubElement(anchor, "rect", {"class": "target", "y": str(_TOP), "height": str(_HEIGHT), **across})
    solid, light = round(scale * each.sure, 1), round(scale * each.possible, 1)
    bottom = _TOP + _HEIGHT
    for kind, top, size in (("sure", bottom - solid, solid), ("may", bottom - solid - light, light)):
        SubElement(anchor, "rect", {"class": kind, "y": number(top), "height": number(size), **across})


def _has_label(each: Bin, found: Sequence[Bin]) -> bool:
    if each.is_month:
        return each.first % 12 == 0
    years = each.last_year - each.year + 1
    step = next(step for step in _LABEL_STEPS if step >= years * len(found) / 10)
    return each.year % step == 0


def _address(month: int, each: Bin) -> str:
    """Returns a month, or its year for a bar of years, as the address of the page has it."""
    return f"{month // 12:04d}-{month % 12 + 1:02d}" if each.is_month else str(month // 12)


def _time(each: Bin) -> str:
    if each.is_month:
        return f"{SHORT_MONTHS[each.first % 12]} {each.year:04d}"
    return f"{each.year:04d}" if each.year == each.last_year else f"{each.year:04d}–{each.last_year:04d}"


def _counted(each: Bin) -> str:
    more = f", {each.possible:,} possibly" if each.possible else ""
    return f"{each.sure:,}{more}"
