"""Characters of a value that the eye does not see, or takes for others."""

from __future__ import annotations

import re
from typing import Any

from dialogue_cli.dataset.characters import CONTROL, code_point, first_unseen, foreign_letter
from dialogue_cli.text import UNICODE_BREAKS


def unseen_fault(value: Any) -> str | None:
    """Why the text of a value is not what it looks like, or None."""
    if isinstance(value, dict):
        return next((fault for part in value.values() if (fault := unseen_fault(part))), None)
    if isinstance(value, list):
        return next((fault for part in value if (fault := unseen_fault(part))), None)
    if not isinstance(value, str):
        return None
    if found := CONTROL.search(value):
        return f"the value has a control character, {code_point(found[0])}"
    if found := re.search(f"[\t\n\r{UNICODE_BREAKS}]", value):
        return f"the value has a line end or a tab, {code_point(found[0])}; it is text of one line"
    if unseen := first_unseen(value, spaces=True):
        return f"the value has a character that does not show, {code_point(unseen)}"
    if wide := re.search("[\uff01-\uff5e\U0001d400-\U0001d7ff]", value):
        return f"the value has a letter that only looks like a usual one, {code_point(wide[0])}"
    letter = foreign_letter(value)
    return f"the value has a letter of another alphabet, {code_point(letter)}" if letter else None
