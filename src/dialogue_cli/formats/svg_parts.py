"""What drawings are made of: text of known width, the signs of meetings, tones for light and dark."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import accumulate, islice
from typing import NamedTuple
from xml.etree.ElementTree import Element, SubElement

from dialogue_cli.dates.wording import NO_DATE, human_date
from dialogue_cli.match import Match
from dialogue_cli.text import NOT_CHARACTERS, one_line
from dialogue_cli.view.status import status_words
from dialogue_cli.view.year_axis import Part, is_band

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
_MOST_LINES = 6

# What XML cannot hold in any spelling, beside the controls that `one_line` replaces.
_NO_XML = re.compile(f"[{NOT_CHARACTERS}]")
_RTL = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
_LETTER = re.compile(r"[^\W\d_]")
_NARROW, _BROAD = frozenset("iljtfrI.,:;'|!()[]{}/\\-’‘· "), frozenset("mwMWQO@%—…")


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


def wide(text: str, size: float) -> float:
    """The width of a text, estimated for the widest of the usual fonts."""
    return sum(map(_ems, text)) * size


def fitting(text: str, width: float, size: float) -> str:
    """The longest beginning of a text that is no wider than the width."""
    for i, taken in enumerate(accumulate(map(_ems, text))):
        if taken * size > width:
            return text[:i]
    return text


@cache
def _ems(character: str) -> float:
    from rich.cells import cell_len

    if character in _NARROW:
        return 0.38
    if character in _BROAD:
        return 0.97
    if character.isascii():
        return 0.73 if character.isupper() else 0.62
    return {0: 0.0, 2: 1.08}.get(cell_len(character), 0.75)


def wrapped(text: str, width: float, size: float, first: float = 0.0) -> list[str]:
    """The text in lines no wider than the width, the first one shorter by `first`."""
    lines = list(islice(_lines(text, width, size, first), _MOST_LINES + 1))
    if len(lines) > _MOST_LINES:
        del lines[_MOST_LINES:]
        lines[-1] = fitting(lines[-1], width - wide("…", size), size) + "…"
    return lines


def _lines(text: str, width: float, size: float, first: float) -> Iterator[str]:
    line, room = "", width - first
    for word in re.finditer(r"\S+\s*", text):
        for piece in _pieces(word[0], width - first, size):
            if line and wide((line + piece).rstrip(), size) > room:
                yield line.rstrip()
                line, room = "", width
            line += piece
    yield line.rstrip()


def _pieces(word: str, width: float, size: float) -> Iterator[str]:
    """A word, or what it must be broken into: ideographs stand alone, too long a word is cut where the line ends."""
    if wide(word.rstrip(), size) <= width and not re.search("[\u2e80-\u9fff\uf900-\ufaff]", word):
        yield word
        return
    piece, taken = "", 0.0
    for character in word:
        is_ideograph = "\u2e80" <= character <= "\u9fff" or "\uf900" <= character <= "\ufaff"
        if piece and (is_ideograph or (taken + _ems(character)) * size > width):
            yield piece
            piece, taken = "", 0.0
        piece += character
        taken += _ems(character)
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


def draw_key(parent: Element, name: str, status: str, x: float, y: float) -> None:
    """Draws a sign of the legend in a box of 24 by 14 pixels whose left edge is at x."""
    shift = {"earlier": 18.0, "later": 6.0, "beyond": 4.0}.get(name, 12.0)
    at = 0.0 if is_band(name) else shift / 24
    sign(parent, Part(name, at, 1.0 if is_band(name) else at), status, Axis(x, 24), y)


def style() -> str:
    """The rules that attributes cannot give: tones by the reader's preference."""
    light, dark = _tones(0), _tones(1)
    return (
        f".meeting:hover text{{text-decoration:underline}}{light}"
        f"@media (prefers-color-scheme:dark){{{dark}}}@media print{{{light}}}"
    )


def _tones(which: int) -> str:
    return "".join(f".f-{name}{{fill:{pair[which]}}}.s-{name}{{stroke:{pair[which]}}}" for name, pair in TONES.items())
