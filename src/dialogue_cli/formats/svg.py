"""The timeline as one SVG picture, for a report: years as sections, each meeting at its place in the year.

The shapes of the signs are shared with the web page, which draws them on axes as wide as its window.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple, TextIO
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from dialogue_cli.archive import Archive
from dialogue_cli.dates.wording import NO_DATE, human_date
from dialogue_cli.match import Match
from dialogue_cli.text import NOT_CHARACTERS, one_line, plural
from dialogue_cli.view.status import TONE, how_many_possibly, status_words
from dialogue_cli.view.year_axis import (
    LEGEND,
    Entry,
    Part,
    by_year,
    day_words,
    entry,
    gap_words,
    is_band,
    months,
    parts,
    point,
    years_in,
)

# Tones on white and on near-black, each at least 4.5:1 against its ground.
TONES = {
    "ground": ("#ffffff", "#14171a"),
    "ink": ("#1a1d21", "#e8eaed"),
    "quiet": ("#59626d", "#a3acb6"),
    "line": ("#d9dde2", "#343b43"),
    "held": ("#1a1d21", "#e8eaed"),
    "planned": ("#0d6a77", "#5fc4d1"),
    "agreed": ("#6a3fa0", "#bba0f2"),
    "cancelled": ("#b3261e", "#ff938a"),
    "postponed": ("#944a00", "#f0a660"),
    "possible": ("#8a3a82", "#e6a0e0"),
    "today": ("#b3261e", "#ff938a"),
}
FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', 'Noto Sans', Arial, sans-serif"
# All measures are in CSS pixels.
_WIDTH, _EDGE = 1120, 32
_AXIS, _AXIS_WIDTH = 112, 384
_DATE, _DATE_WIDTH = 532, 132
_TEXT = 672
_LINE, _SIZE = 19, 14
_MOST_LINES = 6

# What XML cannot hold in any spelling, beside the controls that `one_line` replaces.
_NO_XML = re.compile(f"[{NOT_CHARACTERS}]")
_RTL = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
_LETTER = re.compile(r"[^\W\d_]")
_NARROW, _BROAD = frozenset("iljtfrI.,:;'|!()[]{}/\\-’‘· "), frozenset("mwMWQO@%—…")


def write(matches: Iterable[Match], archive: Archive, out: TextIO, note: Callable[[str], None]) -> int:
    """Writes the meetings as one SVG document, without scripts or anything from elsewhere. Returns their number."""
    found = list(matches)
    root = _Picture(found, archive).root
    indent(root, " ")
    out.write('<?xml version="1.0" encoding="UTF-8"?>\n')
    out.write(tostring(root, encoding="unicode"))
    out.write("\n")
    return len(found)


# Text


def plain(text: str) -> str:
    """Data on one line, harmless, in characters that XML and HTML can hold."""
    return _NO_XML.sub("\ufffd", one_line(text))


def is_rtl(text: str) -> bool:
    """Whether the first letter of a text belongs to a script that is written from right to left."""
    letter = _LETTER.search(text)
    return bool(letter and _RTL.match(letter[0]))


def describe(match: Match, *, dated: bool = True) -> str:
    """A meeting in a line: date, status, title, partners, place."""
    row, meeting = match, match.meeting
    words = [human_date(meeting.date) if meeting.date else NO_DATE] if dated else []
    words += [status_words(match), row.title, ", ".join(meeting.partners), row.place]
    return " · ".join(plain(word) for word in words if word)


def _wide(text: str, size: float) -> float:
    """The width of a text, estimated for the widest of the usual fonts."""
    from rich.cells import cell_len

    ems = 0.0
    for character in text:
        if character in _NARROW:
            ems += 0.38
        elif character in _BROAD:
            ems += 0.97
        elif character.isascii():
            ems += 0.73 if character.isupper() else 0.62
        else:
            ems += {0: 0.0, 2: 1.08}.get(cell_len(character), 0.75)
    return ems * size


def _wrapped(text: str, width: float, size: float, first: float = 0.0) -> list[str]:
    """The text in lines no wider than the width, the first one shorter by `first`."""
    lines, line, room = [], "", width - first
    for word in re.findall(r"\S+\s*", text):
        for piece in _pieces(word, width - first, size):
            if line and _wide((line + piece).rstrip(), size) > room:
                lines.append(line.rstrip())
                line, room = "", width
            line += piece
    lines.append(line.rstrip())
    if len(lines) > _MOST_LINES:
        lines = lines[:_MOST_LINES]
        while _wide(lines[-1] + "…", size) > width:
            lines[-1] = lines[-1][:-1]
        lines[-1] += "…"
    return lines


def _pieces(word: str, width: float, size: float) -> Iterator[str]:
    """A word, or what it must be broken into: ideographs stand alone, too long a word is cut where the line ends."""
    if _wide(word.rstrip(), size) <= width and not re.search("[\u2e80-\u9fff\uf900-\ufaff]", word):
        yield word
        return
    piece = ""
    for character in word:
        is_ideograph = "\u2e80" <= character <= "\u9fff" or "\uf900" <= character <= "\ufaff"
        if piece and (is_ideograph or _wide(piece + character, size) > width):
            yield piece
            piece = ""
        piece += character
    if piece:
        yield piece


# Shapes


class Axis(NamedTuple):
    """Where the fractions of a year lie across: in pixels from the left, or in per cent of the width."""

    left: float
    width: float
    unit: str = ""

    def at(self, fraction: float) -> str:
        """The coordinate of a point of the year."""
        return number(self.left + self.width * fraction) + self.unit

    def across(self, start: float, end: float) -> str:
        """The length of a part of the year."""
        return number(round(self.left + self.width * end, 2) - round(self.left + self.width * start, 2)) + self.unit


def number(value: float) -> str:
    """A coordinate with at most two decimals."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def paint(kind: str, fill: str | None, stroke: str | None = None) -> dict[str, str]:
    """The attributes that colour a shape, as classes for the style and as the light tones for viewers without it."""
    classes, found = [kind] if kind else [], {}
    for what, tone in (("fill", fill), ("stroke", stroke)):
        if tone:
            classes.append(f"{what[0]}-{tone}")
            found[what] = TONES[tone][0]
    return {"class": " ".join(classes)} | ({} if fill else {"fill": "none"}) | found


def sign(parent: Element, part: Part, status: str, axis: Axis, y: float) -> Element:
    """Draws a sign with its middle at the height y; its class is its name in the legend."""
    name, x = part.name, axis.at(part.start)
    if is_band(name):
        size = 6 if name.startswith("unheld_") else 10
        values = {"x": x, "y": number(y - size / 2), "width": axis.across(part.start, part.end), "height": number(size)}
        if name.endswith("window"):
            look = paint(name, status, status) | {"fill-opacity": "0.14", "stroke-dasharray": "2 2"}
        else:
            look = paint(name, status if name == "span" else "ground", status) | {"rx": "2"}
        return SubElement(parent, "rect", values | look)
    if name in ("held", "planned"):
        look = paint(name, status if name == "held" else "ground", status)
        return SubElement(parent, "circle", {"cx": x, "cy": number(y), "r": "4", "stroke-width": "2"} | look)
    if name == "uncertain":
        values = {"x": x, "y": number(y + 5.5), "text-anchor": "middle", "font-size": "15", "font-weight": "700"}
        halo = {"stroke-width": "3", "paint-order": "stroke"}
        text = SubElement(parent, "text", values | halo | paint(name, status, "ground"))
        text.text = "?"
        return text
    shape, fill = _PATHS[name]
    values = {"d": shape, "stroke-width": "2", "stroke-linejoin": "round"}
    values |= paint(name, status if fill == "tone" else fill, status)
    if axis.unit:
        # A nested picture can be placed in per cent, a transformation cannot.
        nested = SubElement(parent, "svg", {"x": x, "y": number(y), "overflow": "visible"})
        return SubElement(nested, "path", values)
    return SubElement(parent, "path", values | {"transform": f"translate({x} {number(y)})"})


# Each around the point that it marks; those that point out of the year lie outside it.
_PATHS: dict[str, tuple[str, str | None]] = {
    "agreed": ("M0-5.5 5.5 0 0 5.5-5.5 0Z", "ground"),
    "cancelled": ("M-4-4 4 4M4-4-4 4", None),
    "postponed": ("M-3.5-5 5 0-3.5 5Z", "ground"),
    "earlier": ("M-3-5-10 0-3 5Z", "tone"),
    "later": ("M3-5 10 0 3 5Z", "tone"),
    "beyond": ("M3-4 7 0 3 4M8-4 12 0 8 4", None),
}


# The picture


class _Picture:
    """The document, drawn from the top down; `y` is how far it has come."""

    def __init__(self, matches: Sequence[Match], archive: Archive) -> None:
        self.matches = matches
        self.today = archive.today
        self.title = plain(archive.header.title or "Meetings")
        self.entries = [e for e in map(entry, matches) if e]
        self.undated = [match for match in matches if not match.date]
        self.axis = Axis(_AXIS, _AXIS_WIDTH)
        self.used: dict[str, str] = {}
        self.y = 0.0
        self.root = Element(
            "svg",
            {
                "xmlns": "http://www.w3.org/2000/svg",
                "role": "img",
                "aria-labelledby": "title desc",
                "font-family": FONT,
                "font-size": str(_SIZE),
                "fill": TONES["ink"][0],
            },
        )
        SubElement(self.root, "title", {"id": "title"}).text = f"Timeline: {self.title}"
        SubElement(self.root, "desc", {"id": "desc"}).text = self._in_words()
        SubElement(self.root, "style").text = _style()
        ground = SubElement(self.root, "rect", {"width": str(_WIDTH)} | paint("", "ground"))
        self._head()
        self._sections()
        if self.undated:
            self._no_date()
        self._legend()
        height = number(self.y + _EDGE)
        ground.set("height", height)
        for name, value in (("width", str(_WIDTH)), ("height", height), ("viewBox", f"0 0 {_WIDTH} {height}")):
            self.root.set(name, value)

    def _summary(self) -> str:
        """How many meetings, and of which years."""
        found = [plural(len(self.matches), "meeting"), years_in(self.entries), how_many_possibly(self.matches)]
        return " · ".join(filter(None, found))

    def _in_words(self) -> str:
        counts = {f"{year:04d}": len(inside) for year, inside in by_year(self.entries).items()}
        if self.undated:
            counts[NO_DATE] = len(self.undated)
        return f"{self._summary()}. " + "; ".join(f"{name}: {count}" for name, count in counts.items())

    # Pieces

    def _text(self, parent: Element, x: float, y: float, words: str, kind: str = "ink", **attributes: str) -> Element:
        values = {"x": number(x), "y": number(y), **paint("", kind)}
        text = SubElement(parent, "text", values | {k.replace("_", "-"): v for k, v in attributes.items()})
        text.text = words
        return text

    def _rule(self, parent: Element, x1: float, y1: float, x2: float, y2: float, kind: str = "line") -> Element:
        ends = zip(("x1", "y1", "x2", "y2"), map(number, (x1, y1, x2, y2)), strict=True)
        return SubElement(parent, "line", dict(ends) | paint("", None, kind))

    def _head(self) -> None:
        self.y = _EDGE + 22
        for line in _wrapped(self.title, _WIDTH - 2 * _EDGE, 24):
            self._data(self.root, _EDGE, self.y, line, font_size="24", font_weight="700")
            self.y += 30
        self._text(self.root, _EDGE, self.y - 4, self._summary(), "quiet")
        self.y += 16

    def _data(self, parent: Element, x: float, y: float, line: str, kind: str = "ink", **attributes: str) -> Element:
        text = self._text(parent, x, y, line, kind, **attributes)
        if is_rtl(line):
            # Such a line starts at its right: its end is the left edge of the column.
            text.set("direction", "rtl")
            text.set("text-anchor", "end")
        return text

    def _sections(self) -> None:
        before: int | None = None
        for year, inside in by_year(self.entries).items():
            if before is not None:
                self._between(before, year)
            self._section(year, inside)
            before = year

    def _between(self, year: int, following: int) -> None:
        words = gap_words(year, following, self.entries)
        low, high = sorted((year, following))
        if words:
            self.y += 16
            self._text(self.root, _AXIS, self.y + 5, f"· · ·   {words}", "quiet", font_size="13")
            self.y += 14
        if low < self.today.year < high:
            self.y += 10
            self._rule(self.root, _AXIS, self.y, _AXIS + _AXIS_WIDTH, self.y, "today")
            words = f"today, {day_words(self.today)} {self.today.year:04d}"
            self._text(self.root, _DATE, self.y + 4, words, "today", font_size="12")
            self.y += 10

    def _heading(self, name: str, count: int) -> Element:
        self.y += 34
        group = SubElement(self.root, "g")
        self._text(group, _EDGE, self.y, name, font_size="20", font_weight="700")
        self._text(
            group, _WIDTH - _EDGE, self.y - 1, plural(count, "meeting"), "quiet", font_size="12", text_anchor="end"
        )
        self._rule(group, _EDGE, self.y + 10, _WIDTH - _EDGE, self.y + 10)
        return group

    def _section(self, year: int, entries: Sequence[Entry]) -> None:
        group = self._heading(f"{year:04d}", len(entries))
        columns = months(year)
        for month in columns:
            middle = _AXIS + _AXIS_WIDTH * (month.start + month.end) / 2
            self._text(group, middle, self.y - 1, month.name[0], "quiet", font_size="11", text_anchor="middle")
        self.y += 10
        grid = SubElement(group, "g")
        top = self.y
        if year == self.today.year:
            self.y += 18
        self.y += 6
        for each in entries:
            self._entry(group, each)
        self.y += 4
        for start in (*(month.start for month in columns[::3]), 1.0):
            x = _AXIS + _AXIS_WIDTH * start
            self._rule(grid, x, top, x, self.y)
        if year == self.today.year:
            x = _AXIS + _AXIS_WIDTH * point(self.today, 0.5)
            self._rule(grid, x, top + 18, x, self.y, "today").set("stroke-dasharray", "2 3")
            anchor = "start" if self.today.month < 4 else "end" if self.today.month > 9 else "middle"
            words = f"today, {day_words(self.today)}"
            self._text(grid, x, top + 14, words, "today", font_size="11", text_anchor=anchor)

    def _entry(self, parent: Element, each: Entry) -> None:
        group = self._group(parent, each.match)
        top = self.y
        dates = _wrapped(each.words, _DATE_WIDTH, 13)
        titles = self._titles(group, each.match, _TEXT, _WIDTH - _EDGE - _TEXT)
        for i, line in enumerate(dates):
            self._text(
                group,
                _DATE,
                top + 14 + i * _LINE,
                line,
                "quiet",
                font_size="13",
                style="font-variant-numeric:tabular-nums",
            )
        status = each.match.status
        for part in parts(each.date, status, each.year):
            sign(group, part, status, self.axis, top + 9.5)
            self.used.setdefault(part.name, status)
        self.y = top + max(len(dates), titles) * _LINE + 5

    def _group(self, parent: Element, match: Match) -> Element:
        group = SubElement(parent, "g", {"class": "meeting"})
        SubElement(group, "title").text = describe(match)
        return group

    def _titles(self, group: Element, match: Match, x: float, width: float) -> int:
        """Writes the status and the title, and gives how many lines they take."""
        words = status_words(match)
        title = plain(match.title)
        first = _wide(f"{words} · ", _SIZE) if words else 0.0
        lines = _wrapped(title, width, _SIZE, first)
        kind = match.status if match.status != "held" else TONE
        for i, line in enumerate(lines):
            y = self.y + 14 + i * _LINE
            if words and not i and is_rtl(line):
                self._text(group, x, y, words, kind)
                self._data(group, x + first, y, line)
            elif words and not i:
                text = self._text(group, x, y, "")
                mark = SubElement(text, "tspan", paint("", kind))
                mark.text, mark.tail = words, f" · {line}"
            else:
                self._data(group, x, y, line)
        return len(lines)

    def _no_date(self) -> None:
        section = self._heading("No date", len(self.undated))
        self.y += 16
        for match in self.undated:
            group = self._group(section, match)
            status = match.status
            if status != "held":
                sign(group, Part(status, 0, 0), status, Axis(_AXIS + 6, 0), self.y + 9.5)
                self.used.setdefault(status, status)
            lines = self._titles(group, match, _AXIS + 22, _WIDTH - _EDGE - _AXIS - 22)
            self.y += lines * _LINE + 5

    def _legend(self) -> None:
        """The signs that were drawn, in words."""
        self.y += 40
        if not self.used:
            return
        self._rule(self.root, _EDGE, self.y - 22, _WIDTH - _EDGE, self.y - 22)
        group = SubElement(self.root, "g", {"class": "legend"})
        x = float(_EDGE)
        for name, words in LEGEND.items():
            if name not in self.used:
                continue
            size = 34 + _wide(words, 13) + 20
            if x + size > _WIDTH - _EDGE:
                x, self.y = float(_EDGE), self.y + 24
            draw_key(group, name, self.used[name], x, self.y - 4)
            self._text(group, x + 32, self.y, words, "quiet", font_size="13")
            x += size


def draw_key(parent: Element, name: str, status: str, x: float, y: float) -> None:
    """Draws a sign of the legend in a box of 24 by 14 pixels whose left edge is at x."""
    shift = {"earlier": 18.0, "later": 6.0, "beyond": 4.0}.get(name, 12.0)
    at = 0.0 if is_band(name) else shift / 24
    sign(parent, Part(name, at, 1.0 if is_band(name) else at), status, Axis(x, 24), y)


def _style() -> str:
    """The rules that attributes cannot give: tones by the reader's preference."""
    light, dark = _tones(0), _tones(1)
    return (
        f".meeting:hover text{{text-decoration:underline}}{light}"
        f"@media (prefers-color-scheme:dark){{{dark}}}@media print{{{light}}}"
    )


def _tones(which: int) -> str:
    return "".join(f".f-{name}{{fill:{pair[which]}}}.s-{name}{{stroke:{pair[which]}}}" for name, pair in TONES.items())


__all__ = ["Axis", "describe", "draw_key", "is_rtl", "number", "plain", "sign", "write"]
