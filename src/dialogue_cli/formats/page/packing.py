"""Data for the script of the page: JSON, packed for the browser's own DecompressionStream, and numbers as text."""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Iterable
from functools import cache

_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_MORE = 32
"""Added to a digit that another one follows; a digit holds five bits, the lowest come first."""


def packed_data(name: str, data: object) -> str:
    """Returns the script element that holds data as JSON, compressed (zlib, RFC 1950) and in base64."""
    packed = base64.b64encode(zlib.compress(_json(data).encode("utf-8"), 9)).decode("ascii")
    return f'<script type="application/octet-stream" id="{name}">{packed}</script>\n'


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def rising(numbers: Iterable[int]) -> str:
    """Returns rising numbers as text, each by how far it lies behind the one before it; script/numbers.js reads it.

    >>> rising([0, 1, 2, 40])
    'AAAlB'
    """
    before, written = -1, []
    for number in numbers:
        written.append(_written(number - before - 1))
        before = number
    return "".join(written)


def row(numbers: Iterable[int]) -> str:
    """Returns numbers as text, in any order."""
    return "".join(map(_written, numbers))


@cache
def _written(number: int) -> str:
    if number < _MORE:
        return _DIGITS[number]
    digits = []
    while number >= _MORE:
        digits.append(_DIGITS[number % _MORE + _MORE])
        number //= _MORE
    return "".join(digits) + _DIGITS[number]
