"""Why a file cannot be parsed, where, and what would be right: the parser's complaint made useful.

The parser often notices a slip only behind it. Nothing here parses: it looks at the lines around.
"""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from dialogue_cli.dataset.characters import code_point, is_space, misplaced
from dialogue_cli.text import CONTROLS, NOT_CHARACTERS, UNICODE_BREAKS, VERTICAL_BREAKS, one_line

MAX_DEPTH = 32
TOO_DEEP = f"nested deeper than {MAX_DEPTH} levels; no record needs that"
# Anything but the characters that YAML allows (1.1, section 5.1).
_NOT_ALLOWED = f"[{CONTROLS}{VERTICAL_BREAKS}{NOT_CHARACTERS}]"
_LINE_END = f"\r\n|[\r\n{UNICODE_BREAKS}]"
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# Beyond this nobody wants to wait for a better hint.
_MOST = 1 << 26
_BLOCK = 1 << 20

Spot = tuple[int, int]
Note = tuple[int, int, str, str]
"""Line and column, counted from 1, code and message."""


class Fault(NamedTuple):
    """What the parser says: the problem, what it was doing, and where it noticed and began; counted from 0."""

    problem: str
    context: str
    noticed: Spot | None
    began: Spot | None


def unreadable_syntax(path: Path, fault: Fault) -> Note:
    """Where the slip is that makes a file no YAML, and what would be right."""
    if "maximum nesting depth" in fault.problem:
        # From 0.2.6 on, libyaml has a limit of its own, and looks so far ahead that it meets it first.
        line, column = fault.noticed or fault.began or (-1, -1)
        return line + 1, column + 1, "nesting", TOO_DEEP
    line, column = _place(fault)
    lines = lines_of(path)
    slip = _stopped_at(lines, fault) or _slip(lines, fault, line)
    if slip:
        return slip
    context = f" {fault.context}" if fault.context else ""
    message = f"not YAML: {fault.problem}{context}{_hint(fault, lines[line] if line < len(lines) else '')}"
    if lines and line >= len(lines):
        # A last line without an end, behind which the parser stands.
        line, column = len(lines) - 1, len(lines[-1])
    return line + 1, column + 1, "syntax", message


def _stopped_at(lines: list[str], fault: Fault) -> Note | None:
    """The character that the parser stumbled upon, where that is the slip: a tab, or a sign of YAML."""
    line, column = fault.noticed or (len(lines), 0)
    sign = lines[line][column : column + 1] if line < len(lines) else ""
    if sign == "\t":
        return line + 1, column + 1, "syntax", "not YAML: tabs cannot indent YAML; write spaces in place of this tab"
    if sign and sign in "@`%" and "cannot start any token" in fault.problem:
        return line + 1, column + 1, "syntax", f"not YAML: a text that begins with {sign} needs quotes"
    return None


def _place(fault: Fault) -> Spot:
    """Where a key, a quote or a bracket began that has no end; else where the parser noticed."""
    if fault.began and fault.noticed and fault.began[0] < fault.noticed[0]:
        is_open = "simple key" in fault.context or "quoted scalar" in fault.context or "a flow " in fault.context
        if is_open:
            return fault.began
    return fault.noticed or fault.began or (-1, -1)


def _slip(lines: list[str], fault: Fault, first: int) -> Note | None:
    """A slip that can be named, on one of the lines in question."""
    if not 0 <= first < len(lines):
        return None
    last = min(fault.noticed[0] if fault.noticed else first, first + 1)
    for number, text in enumerate(lines[first : last + 1], first):
        at = misplaced(text)
        if at is not None:
            right = (
                "is not a space to YAML; type an ordinary space" if is_space(text[at]) else "does not show; delete it"
            )
            return number + 1, at + 1, "syntax", f"not YAML: {code_point(text[at])} {right}"
    text = lines[first]
    dash = re.match(r"\s*-(?=[^\s-])", text)
    if dash and _is_in_list(lines, first, dash.end() - 1):
        shown = one_line(text.strip()[1:])
        return first + 1, dash.end(), "syntax", f'not YAML: a dash needs a space after it; write "- {shown}"'
    # A text that a comment cuts goes on in the line after it; a bracket stays open behind it.
    number = first if "a flow " in fault.context else max(first - 1, 0)
    comment = re.search(r"(?<=\s)#\S", lines[number])
    if comment and ("a flow " in fault.context or "expected" in fault.problem):
        right = 'what follows " #" is a comment; put quotes around a text that contains it'
        return number + 1, comment.start() + 1, "syntax", f"not YAML: {right}"
    return None


def _is_in_list(lines: list[str], number: int, indent: int) -> bool:
    """Whether the line above, or the one below, is an item of a list at this indentation."""
    item = re.compile(rf" {{{indent}}}-(\s|$)")
    around = (lines[number - 1 : number] if number else []) + lines[number + 1 : number + 2]
    above = lines[number - 1].rstrip() if number else ""
    return any(item.match(line) for line in around) or above.endswith(":")


def _hint(fault: Fault, text: str) -> str:
    problem = fault.problem
    if "mapping values are not allowed" in problem:
        return "; a text that contains a colon and a space needs quotes"
    if "invalid Unicode character escape" in problem:
        return "; it is half of a surrogate pair, whose other half is not there"
    if "a flow " in fault.context and fault.began and fault.noticed and fault.began[0] < fault.noticed[0]:
        return "; the bracket that is opened here is not closed"
    if "a flow " in fault.context:
        return "; inside brackets, a text that contains a colon, a comma or a bracket needs quotes"
    if "unknown escape" in problem:
        return "; in double quotes a backslash needs another one; single quotes take it as it is"
    if "quoted scalar" in fault.context and "unexpected" in problem:
        return "; the quote that is opened here is not closed"
    window = re.search(r"[\[{][^\[\]{}]*\.\.[^\[\]{}]*[\]}]\S*", text)
    if window:
        return f'; write a window in quotes: "{window[0]}"'
    if "could not find expected ':'" in problem or "did not find expected key" in problem:
        return "; check the indentation, and the quotes in the lines above"
    if "found character that cannot start any token" in problem:
        return "; a text that begins with @, ` or % needs quotes, and tabs cannot indent YAML"
    return ""


def lines_of(path: Path) -> list[str]:
    """The lines of a file as the parser counts them; none of a pipe, whose bytes are gone, and of a huge file."""
    if not path.is_file() or path.stat().st_size > _MOST:
        return []
    data = path.read_bytes()
    return re.split(_LINE_END, data.decode("utf-16" if data[:2] in _UTF_16 else "utf-8-sig", "replace"))


def unreadable_byte(path: Path) -> Note:
    """The parser names a byte without its line: find the line in the bytes, of which none behind it is read."""
    spot = (1, 1)
    for text, byte in _texts(path):
        if found := re.search(_NOT_ALLOWED, text):
            spot = _behind(text[: found.start()], spot)
            return *spot, "encoding", f"the character U+{ord(found[0]):04X} is not allowed in YAML"
        spot = _behind(text, spot)
        if byte is not None:
            return *spot, "encoding", f"byte 0x{byte:02X} is not UTF-8; save the file as UTF-8"
    # A pipe, whose bytes are gone.
    return 0, 0, "encoding", "there is a character that is not UTF-8 or not allowed in YAML"


def _texts(path: Path) -> Iterator[tuple[str, int | None]]:
    """The text of a file, block by block, up to the first byte that is not UTF-8, which stands with the last one."""
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    held = ""
    with path.open("rb") if path.is_file() else io.BytesIO() as file:
        while block := file.read(_BLOCK):
            try:
                text = held + decoder.decode(block)
            except UnicodeDecodeError as fault:
                # The object is without the byte-order mark, and with what the block before ended in.
                yield held + fault.object[: fault.start].decode("utf-8"), fault.object[fault.start]
                return
            # What ends a line may be two characters.
            held = "\r" if text.endswith("\r") else ""
            yield text.removesuffix("\r"), None
    left = decoder.getstate()[0]
    yield held, left[0] if left else None


def _behind(before: str, spot: Spot) -> Spot:
    """Line and column, from 1, of what follows some text that stands at a place."""
    lines = re.split(_LINE_END, before)
    return spot[0] + len(lines) - 1, (spot[1] if len(lines) == 1 else 1) + len(lines[-1])
