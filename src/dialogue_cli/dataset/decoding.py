"""Scalars and lists of texts into values: plain text, numbers, lists.

A decoder takes the faults of the file, a node and the name of its field, and returns the value, or None when
there is none. What is wrong is noted and never stops the reading: one run shows every problem of a file.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from dialogue_cli.dataset.characters import CONTROL, unseen_hint, visible
from dialogue_cli.dataset.model import FORMAT
from dialogue_cli.dataset.nodes import NULLS, Faults, Node, Scalar, Sequence, is_empty, is_null
from dialogue_cli.dates import edtf as dates
from dialogue_cli.text import listing, one_line
from dialogue_cli.text import slug as slug_of

Decoder = Callable[[Faults, Node, str], Any]
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
# What no record needs. Line ends of Unicode may stand in a text.
_MOST = 10**9
# A longer text does not fit into a hint.
_LONG = 60
# A host, and behind it anything but white space.
_ADDRESS = r"(?i:https?|ftp)://[^\s/?#]+(?:[/?#]\S*)?"
_BARE_ADDRESS = r"[\w-]+(?:\.[\w-]+)+(?:[/?#]\S*)?"
_FORMS = "2025, 2025-11 or 2025-11-21"
# What a text in a list of YAML cannot contain without quotes.
_SIGNS = re.compile(r"[\[\]{}#\"'&*!|>%@`]|: |^[-?] ")


def text(faults: Faults, node: Node, name: str) -> str | None:
    """A text as it is written; None when it is empty, blank or a null."""
    if type(node) is not Scalar:
        if node is not None:
            kind = "a list" if isinstance(node, Sequence) else "a mapping"
            faults.note("type", f"{name} must be text, not {kind}", node)
        return None
    value: str = node.value
    # Some control characters count as blanks: a text of nothing else is empty, which is the worse fault.
    if not value or value.isspace() or is_null(node):
        return None
    if not value.isprintable() and (found := CONTROL.search(value)):
        faults.note("control-character", f"{name} contains the control character U+{ord(found[0]):04X}", node)
    return value


def integer(faults: Faults, node: Node, name: str) -> int | None:
    """A whole number from 1 to a billion, exclusive."""
    value = text(faults, node, name)
    if value is None:
        return None
    is_whole = value.isascii() and value.isdigit()
    if is_whole and len(value) >= len(str(_MOST)):
        faults.note("type", f'{name} must be less than {_MOST:,}, not "{value}"', node)
        return None
    if not is_whole or int(value) < 1:
        digits = re.search(r"[1-9]\d*", value, re.ASCII)
        example = digits[0] if digits else 7
        faults.note("type", f'{name} must be a whole number of at least 1, such as {example}, not "{value}"', node)
        return None
    return int(value)


def date(faults: Faults, node: Node, name: str) -> str | None:
    """A date of the EDTF profile, as text."""
    if isinstance(node, list):
        hint = _no_quotes(node)
        kind = "a list" if isinstance(node, Sequence) else "a mapping"
        faults.note("date", f"{name} must be text, not {kind}{'; ' if hint else ''}{hint}", node)
        return None
    value = text(faults, node, name)
    if value is None:
        return None
    try:
        return dates.parse(value).text
    except ValueError as error:
        from dialogue_cli.dataset.date_advice import advice

        better = advice(value)
        reason = (
            f'"{one_line(visible(value))}" is not a valid date, such as {_FORMS}; {better}' if better else str(error)
        )
        faults.note("date", f"{name}: {reason}", node)
        return None


def _no_quotes(node: Node) -> str:
    """What to write for a window or another date that YAML reads as a list or a mapping, for lack of quotes."""
    from dialogue_cli.dataset.date_advice import advice

    parts = [part[0] if isinstance(part, tuple) else part for part in node]
    if not all(type(part) is Scalar for part in parts):
        return ""
    inside = ", ".join(part.value for part in parts)
    if len(parts) == 1 and isinstance(node, Sequence):
        window = f"[{inside}]"
        try:
            dates.parse(window)
        except ValueError:
            better = advice(inside)
            return f"without brackets; {better}" if better else "without brackets"
        return f'a window needs quotes; write "{window}"'
    return advice(f"[{inside}]")


def slug(faults: Faults, node: Node, name: str) -> str | None:
    """An id of lower-case letters, digits and single hyphens; another text is noted, and returned all the same."""
    value = text(faults, node, name)
    if value is not None and not _SLUG.fullmatch(value):
        proposed = slug_of(value)
        example = f", such as {proposed}" if proposed else ""
        shown = one_line(visible(value))
        message = f'{name} "{shown}" must be lower-case letters (a-z) and digits joined by hyphens{example}'
        faults.note("id", message, node)
    return value


def url(faults: Faults, node: Node, name: str) -> str | None:
    """An address on the Web; another text is noted, and returned all the same."""
    value = text(faults, node, name)
    if value is not None and not re.fullmatch(_ADDRESS, value):
        shown = one_line(visible(value))
        hint = f"; write https://{shown} if that is one" if re.fullmatch(_BARE_ADDRESS, value) else ""
        expected = "one begins with https://, http:// or ftp:// and has no spaces"
        faults.note("url", f'{name} "{shown}" is not the address of a page: {expected}{hint}', node)
    return value


def file_name(faults: Faults, node: Node, name: str) -> str | None:
    """The name of a file without a folder."""
    value = text(faults, node, name)
    if value is not None and (value in (".", "..") or "/" in value or "\\" in value or "\0" in value):
        faults.note("source-file", f'{name} must be a file name without a folder, not "{value}"', node)
        return None
    return value


def sha256(faults: Faults, node: Node, name: str) -> str | None:
    """A SHA-256 in hex, made lower-case."""
    value = text(faults, node, name)
    if value is not None and not re.fullmatch("[0-9a-fA-F]{64}", value):
        faults.note("type", f"{name} must be 64 hexadecimal digits", node)
        return None
    return value.lower() if value else None


def format_number(faults: Faults, node: Node, name: str) -> int | None:
    """The number of the format, which is the only one that there is."""
    value = text(faults, node, name)
    if value is not None and value != str(FORMAT):
        message = f'format "{value}" cannot be read by this version of dialogue, which reads format {FORMAT}'
        faults.note("format", message, node)
    return FORMAT


class Choice:
    """A decoder of a text that is one of the options."""

    __slots__ = ("options",)

    def __init__(self, options: tuple[str, ...]) -> None:
        self.options = options

    def __call__(self, faults: Faults, node: Node, name: str) -> str | None:
        """The text; None for an empty value and for one that is no option."""
        value = text(faults, node, name)
        if value is not None and value not in self.options:
            shown = one_line(visible(value))
            faults.note(
                "choice", f'{name} must be {listing(list(self.options))}, not "{shown}"{unseen_hint(value)}', node
            )
            return None
        return value


def texts(faults: Faults, node: Node, name: str) -> list[str] | None:
    """A list of texts. What is no text is noted and taken out of the node too: both stay side by side."""
    if type(node) is not Sequence:
        if not is_empty(node):
            hint = f"; {_as_list(node.value)}" if not isinstance(node, list) else ""
            faults.note("type", f"{name} must be a list{hint}", node)
        return None
    what = f"an item of {name}"
    scalar = Scalar
    found = [
        part.value
        if type(part) is scalar
        and part.value.isprintable()
        and not part.value.isspace()
        and part.value
        and part.value not in NULLS
        else text(faults, part, what)
        for part in node
    ]
    if None in found:
        for part, value in zip(node, found, strict=True):
            if value is None and part is not None and is_empty(part):
                faults.note("type", f"{what} is empty{faults.cut(part)}", part)
        node[:] = [part for part, value in zip(node, found, strict=True) if value is not None]
    return [value for value in found if value is not None]


def _as_list(value: str) -> str:
    """How to write a text as a list of that text."""
    shown = one_line(visible(value))
    if re.match("-\\S", value):
        return f"a dash needs a space after it, such as - {shown[1:].split(' -')[0]}"
    if len(value) > _LONG:
        return 'write "- " before the text, on a line of its own'
    if _SIGNS.search(value):
        return f"write [{_in_quotes(shown)}]"
    if "," in value:
        return f"write [{shown}], or [{_in_quotes(shown)}] if that is one"
    return f"write [{shown}]"


def _in_quotes(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
