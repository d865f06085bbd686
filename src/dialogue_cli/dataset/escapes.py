"""Characters that another program's JSON writes as two escapes: YAML is a superset of JSON but for these.

A character beyond U+FFFF is `"\\ud83d\\ude00"` in JSON, a surrogate pair, which the parser refuses. On the way to
the parser it is exchanged for an escape that YAML has, of the same length, so that every position stays right.
"""

from __future__ import annotations

import re
from typing import Protocol

# After an even number of backslashes: an escaped one escapes nothing.
_PAIR = re.compile(rb"(?<!\\)((?:\\\\)*)\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})")
# What most files do not have is looked for first, by a pattern that begins with letters and so is quick.
_HIGH = re.compile(rb"\\u[dD][89abAB]")
_IN_TEXT = re.compile(r"\\U([0-9A-F]{8})\\0")


class Bytes(Protocol):
    """What the parser reads from."""

    def read(self, size: int = -1) -> bytes:
        """Up to so many bytes."""


class Joining:
    """A stream in which each surrogate pair is one escape and a NUL (`\\U0001F600\\0`); `mended` undoes the NUL."""

    def __init__(self, stream: Bytes) -> None:
        self._stream = stream
        self._held = b""
        self.pairs: dict[str, str] = {}
        """The pairs met so far, as they were written, by the hexadecimal digits that stand for them."""

    def read(self, size: int = -1) -> bytes:
        """The next bytes; a few more or fewer than asked for."""
        while True:
            fresh = self._stream.read(size)
            chunk, self._held = self._held + fresh, b""
            if b"\\" not in chunk:
                return chunk
            # What begins with a backslash so near the end may be the first part of a pair.
            begun = chunk.find(b"\\", max(len(chunk) - 11, 0))
            while begun >= 6 and chunk[begun - 6 : begun - 4] == b"\\u":
                begun -= 6
            if fresh and begun >= 0:
                end = len(chunk[:begun].rstrip(b"\\"))
                chunk, self._held = chunk[:end], chunk[end:]
            if chunk or not fresh:
                return _PAIR.sub(self._joined, chunk) if _HIGH.search(chunk) else chunk

    def _joined(self, found: re.Match[bytes]) -> bytes:
        high, low = int(found[2], 16), int(found[3], 16)
        digits = f"{0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00):08X}"
        self.pairs[digits] = found[0][len(found[1]) :].decode()
        return found[1] + rf"\U{digits}\0".encode()

    def mended(self, value: str, *, in_double_quotes: bool) -> str:
        """The text of a scalar as its author meant it: the character, or outside double quotes what stands there."""
        if in_double_quotes:
            for digits in self.pairs:
                character = chr(int(digits, 16))
                value = value.replace(f"{character}\0", character)
            return value
        return _IN_TEXT.sub(lambda found: self.pairs.get(found[1], found[0]), value)
