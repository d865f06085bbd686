"""The text of many cards in few characters, for the page's own script to unpack.

An element becomes a control character, a letter that stands for its tag and its fixed attributes, and the
values of the others; data holds no control characters. bzip2 halves what deflate makes of such text (it looks
further back than 32 kB), and base 85 is spared a fifth of what base 64 adds.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

OPEN, CLOSE, END, ID, AGAIN = "\x01", "\x02", "\x03", "\x04", "\x05"
BETWEEN = "\x1e"
# Attributes of which each element has its own.
_OWN = ("href", "value", "lang")
_QUOTE, _LEAST, _FARTHEST = "“", 40, 0xD000


class Kinds:
    """The kinds of elements that were written, each with the letter that stands for it."""

    def __init__(self) -> None:
        self.letters: dict[tuple[str, tuple[tuple[str, str], ...], tuple[str, ...]], str] = {}

    def letter(self, element: Element) -> tuple[str, list[str]]:
        """The letter of an element, and the values that it does not stand for."""
        own = tuple(name for name in _OWN if name in element.attrib)
        fixed = tuple((name, value) for name, value in element.attrib.items() if name not in own)
        kind = (element.tag, fixed, own)
        letter = self.letters.setdefault(kind, chr(0x21 + len(self.letters)))
        return letter, [element.attrib[name] for name in own]

    def table(self) -> list[list[object]]:
        """Tag, fixed attributes and names of the others, by letter from `!` on."""
        return [[tag, dict(fixed), list(own)] for tag, fixed, own in self.letters]


def stream(elements: Iterable[Element], kinds: Kinds, identifier: str) -> str:
    """Elements of a meeting as text, in which one character stands for its id."""
    pieces = (piece for element in elements for piece in _pieces(element, kinds))
    return _shortened("".join(pieces).replace(identifier, ID))


def _shortened(text: str) -> str:
    """The text in which a quote that begins with words that stood before names their place and their length.

    Summaries often use the words of the source. Both numbers are characters from U+0100 on; JavaScript counts
    in UTF-16, so that a text with characters beyond it stays as it is.
    """
    if not text or max(text) > "\uffff":
        return text
    first, *quotes = text.split(_QUOTE)
    made, before = [first], first
    for quote in quotes:
        before += _QUOTE
        at, size = before.find(quote[:_LEAST]) if len(quote) >= _LEAST else -1, _LEAST
        if 0 <= at < _FARTHEST:
            while size < len(quote) and at + size < len(before) and before[at + size] == quote[size]:
                size += 1
            made.append(f"{AGAIN}{chr(0x100 + at)}{chr(0x100 + min(size, _FARTHEST))}{quote[min(size, _FARTHEST) :]}")
        else:
            made.append(quote)
        before += quote
    return _QUOTE.join(made)


def _pieces(element: Element, kinds: Kinds) -> Iterator[str]:
    letter, values = kinds.letter(element)
    yield OPEN + letter
    for value in values:
        yield value + END
    yield element.text or ""
    for child in element:
        yield from _pieces(child, kinds)
        yield child.tail or ""
    yield CLOSE


def packed(text: str) -> str:
    """A text in printable ASCII that can stand in a script element."""
    import bz2

    return base64.b85encode(bz2.compress(text.encode("utf-8"), 9)).decode("ascii").replace("<", ",")
