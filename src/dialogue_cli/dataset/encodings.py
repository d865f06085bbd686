"""Bytes that are no UTF-8 text: where that shows, and what they may be instead."""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence
from typing import NamedTuple

from dialogue_cli.text import compared

# Longer marks first: that of UTF-32 begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
# In the order in which they are tried; Latin-1 only tells what Windows-1252 leaves undefined.
_OTHERS = (
    ("cp1252", "Windows-1252"),
    ("latin-1", "Latin-1"),
    ("cp1251", "Windows-1251"),
    ("cp1250", "Windows-1250"),
)
_WITH_NUL = (("utf-16-le", "UTF-16"), ("utf-16-be", "UTF-16"))


class NotText(NamedTuple):
    """Bytes that are no UTF-8 text, and where the first one is that shows it: offset from 0, line and column from 1."""

    data: bytes
    offset: int
    line: int
    column: int

    @property
    def is_nul(self) -> bool:
        """Whether it is a NUL, which is valid UTF-8 but stands in no text: half of a UTF-16 letter, or other data."""
        return not self.data[self.offset]

    def __str__(self) -> str:
        byte = "a NUL byte" if self.is_nul else f"byte 0x{self.data[self.offset]:02X}"
        return f"{byte} at offset {self.offset} (line {self.line}, column {self.column})"


def not_text(data: bytes) -> NotText | None:
    """Why bytes are no plain text; None where they are UTF-8 without a NUL."""
    found = [offset] if (offset := data.find(b"\0")) >= 0 else []
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        found.append(error.start)
    if not found:
        return None
    offset = min(found)
    lines = re.split(r"\r\n|\r|\n", data[:offset].decode("utf-8"))
    return NotText(data, offset, len(lines), len(lines[-1]) + 1)


def likely_encoding(data: bytes, quotes: Sequence[str]) -> str:
    """What bytes that are no UTF-8 may be, in words; empty when neither a byte-order mark nor the quotes tell."""
    for mark, encoding, name in _MARKS:
        if data.startswith(mark) and _decoded(data, encoding):
            return f"it begins with the byte-order mark of {name}"
    # In none of the others does a text contain NUL.
    others = _WITH_NUL if b"\0" in data else _OTHERS
    # Letters beyond ASCII tell encodings apart; without any, the commonest encoding is the best guess.
    telling = [quote for quote in quotes if not quote.isascii()] or quotes
    texts = [(name, compared(_decoded(data, encoding) or "")) for encoding, name in others]
    name, text = max(texts, key=lambda pair: _how_many(telling, pair[1]))
    if not _how_many(telling, text):
        return ""
    count = _how_many(quotes, text)
    of_all = "the quotes are" if len(quotes) > 1 else "the quote is"
    which = of_all if count == len(quotes) else f"{count} of the {len(quotes)} quotes {'is' if count == 1 else 'are'}"
    return f"it may be {name}: {which} in it so read"


def _how_many(quotes: Sequence[str], text: str) -> int:
    """How many of these quotes are in a text."""
    return sum(compared(quote) in text for quote in quotes)


def _decoded(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None
