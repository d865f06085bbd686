"""The sheet that a drawing is made on: its size, its heading, lines and texts."""

from __future__ import annotations

from collections.abc import Callable
from typing import TextIO
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from dialogue_cli.formats.svg_parts import FONT, TONES, is_rtl, number, paint, style, wide, wrapped

# All measures are in CSS pixels.
WIDTH, EDGE = 1120, 32
LINE, SIZE = 19, 14
TALLEST = 4494
"""The height of a poster (A0)."""


class Canvas:
    """A document, drawn from the top down; `y` is how far it has come."""

    def __init__(self, title: str, summary: str, in_words: str) -> None:
        self.y = 0.0
        self.root = Element(
            "svg",
            {
                "xmlns": "http://www.w3.org/2000/svg",
                "role": "img",
                "aria-labelledby": "title desc",
                "font-family": FONT,
                "font-size": str(SIZE),
                "fill": TONES["ink"][0],
            },
        )
        SubElement(self.root, "title", {"id": "title"}).text = f"Timeline: {title}"
        SubElement(self.root, "desc", {"id": "desc"}).text = in_words
        SubElement(self.root, "style").text = style()
        self._ground = SubElement(self.root, "rect", {"width": str(WIDTH)} | paint("", "ground"))
        self.y = EDGE + 22
        for line in wrapped(title, WIDTH - 2 * EDGE, 24):
            self.data(self.root, EDGE, self.y, line, font_size="24", font_weight="700")
            self.y += 30
        self.text(self.root, EDGE, self.y - 4, summary, "quiet")
        self.y += 16

    def write(self, out: TextIO) -> None:
        """Writes the document, as high as what was drawn."""
        height = number(self.y + EDGE)
        self._ground.set("height", height)
        for name, value in (("width", str(WIDTH)), ("height", height), ("viewBox", f"0 0 {WIDTH} {height}")):
            self.root.set(name, value)
        indent(self.root, " ")
        out.write('<?xml version="1.0" encoding="UTF-8"?>\n')
        out.write(tostring(self.root, encoding="unicode"))
        out.write("\n")

    def text(self, parent: Element, x: float, y: float, words: str, kind: str = "ink", **attributes: str) -> Element:
        """Writes words of our own."""
        values = {"x": number(x), "y": number(y), **paint("", kind)}
        text = SubElement(parent, "text", values | {k.replace("_", "-"): v for k, v in attributes.items()})
        text.text = words
        return text

    def data(self, parent: Element, x: float, y: float, line: str, kind: str = "ink", **attributes: str) -> Element:
        """Writes data, in the direction of its script."""
        text = self.text(parent, x, y, line, kind, **attributes)
        if is_rtl(line):
            # Such a line starts at its right: its end is the left edge of the column.
            text.set("direction", "rtl")
            text.set("text-anchor", "end")
        return text

    def rule(self, parent: Element, x1: float, y1: float, x2: float, y2: float, kind: str = "line") -> Element:
        """Draws a line."""
        ends = zip(("x1", "y1", "x2", "y2"), map(number, (x1, y1, x2, y2)), strict=True)
        return SubElement(parent, "line", dict(ends) | paint("", None, kind))

    def legend(self, items: list[tuple[str, Callable[[Element, float, float], None]]]) -> None:
        """Writes what each sign means; an item is its words, and what draws the sign at a place."""
        self.y += 40
        if not items:
            return
        self.rule(self.root, EDGE, self.y - 22, WIDTH - EDGE, self.y - 22)
        group = SubElement(self.root, "g", {"class": "legend"})
        x = float(EDGE)
        for words, draw in items:
            size = 34 + wide(words, 13) + 20
            if x > EDGE and x + size > WIDTH - EDGE:
                x, self.y = float(EDGE), self.y + 24
            draw(group, x, self.y - 4)
            self.text(group, x + 32, self.y, words, "quiet", font_size="13")
            x += size
