"""What is a date elsewhere and not in this profile, and what to write instead."""

from __future__ import annotations

import re

_REASONS = (
    (r"[^T]*\d(T\d.*|[T ]\d\d?:.*)", "a date has no time of day"),
    (r"Y[+-]?\d+|[+-]\d{4,}(-.*)?|\d{5}|\d{5,}-.*", "years run from 0001 to 9999"),
    (r"\d{4}-(2[1-9]|3\d|4[01])[?~%]?", "there are no seasons; write a window, such as [2025-03..2025-05]"),
    (r"\[.*,.*\]|\{.*\}", "there are no sets; write a window: [first..last]"),
)
# An earlier draft of EDTF wrote `u`; people write the others.
_DIGIT_UNKNOWN = str.maketrans("ux*#_", "XXXXX")
_WITH_UNKNOWN = re.compile(r"(?=[\dX]{4}(-[\dX]{2}){0,2}[?~%]?$)\d[\d-]*[X-]+[?~%]?", re.ASCII)


def refusal(text: str) -> str | None:
    """Why a text that would be a date elsewhere is not one here, as a sentence; None for any other text.

    >>> refusal("1990-uu-uu")
    '"1990-uu-uu" is not a valid date: an unknown digit is written X; write 1990-XX-XX'
    """
    for pattern, reason in _REASONS:
        if re.fullmatch(pattern, text, re.ASCII):
            return f'"{text}" is not a valid date: {reason}'
    digits = text.translate(_DIGIT_UNKNOWN)
    if digits != text and _WITH_UNKNOWN.fullmatch(digits):
        return f'"{text}" is not a valid date: an unknown digit is written X; write {digits}'
    return None
