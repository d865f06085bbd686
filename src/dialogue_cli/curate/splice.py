"""Edits of a text: each replaces a span, and all else stays as it is.

What is put in is written as what stands around it, with the line ends of the file. The places are those of `tree`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple, cast

from dialogue_cli.curate.layout import comments, comments_between, takes_comment
from dialogue_cli.curate.manner import DATES, Around
from dialogue_cli.curate.places import Place, Section
from dialogue_cli.curate.tree import Items, Node, Scalar, column_of
from dialogue_cli.dataset.emitting import WIDTH, scalar
from dialogue_cli.dataset.fields import SECTIONS
from dialogue_cli.dataset.model import Record

_OVER = 8
"""Columns by which a line in brackets may be longer than others before it is broken."""


class Edit(NamedTuple):
    """Replaces what stands from `start` to `end` of a text."""

    start: int
    end: int
    new: str


def applied(text: str, edits: Iterable[Edit], newline: str = "\n") -> str:
    """The text after some edits, which must not overlap. Line ends in what is put in become those of the file.

    What is put in at one place stands in the order in which it is given.
    """
    parts: list[str] = []
    at = 0
    for edit in sorted(edits, key=lambda one: (one.start, one.end)):
        if edit.start < at:
            raise ValueError("edits overlap")
        parts += [text[at : edit.start], edit.new.replace("\n", newline)]
        at = edit.end
    return "".join([*parts, text[at:]])


def replaced_scalar(text: str, node: Scalar, value: str, name: str = "", *, in_flow: bool) -> Edit:
    """Puts a text in the place of another one, in quotes where it had some or needs them."""
    is_bare = name in DATES and not node.style
    new = scalar(value, in_flow=in_flow, is_bare=is_bare)
    if new == value and node.style in ("'", '"') and not re.search(r"['\"\\]", value):
        new = f"{node.style}{value}{node.style}"
    before = "" if node.end > node.start or text[node.start - 1 : node.start].isspace() else " "
    return Edit(node.start, node.end, before + new)


def set_field(text: str, place: Place, name: str, value: Any, around: Around) -> Edit:
    """Sets a field of a record, in the order of the format where it is new. Comments beside it stay."""
    node = place.node
    old = next(((key, found) for key, found in reversed(node.pairs) if key.value == name), None)
    if old is None:
        return _added_field(text, place, name, value, around)
    key, found = old
    is_on_a_line = isinstance(found, Scalar) and found.style not in ("|", ">")
    if is_on_a_line and not isinstance(value, list | dict) and "\n" not in str(value):
        return replaced_scalar(text, cast("Scalar", found), str(value), name, in_flow=node.is_flow)
    column = column_of(text, key.start)
    new = _flow_pair(name, value, around) if node.is_flow else _lines(around.field(name, value), column)
    # The lines above it are the one place where no value is in their way.
    above = [*comments_between(text, key.end, found.start), *comments(text, found)]
    new = f"\n{' ' * column}".join([*above, new])
    if above and not text[key.start - 1 : key.start].isspace():
        new = f" {new}"
    return _with_comment(text, Edit(key.start, found.end, new), name)


def _with_comment(text: str, edit: Edit, name: str) -> Edit:
    """The same, with the comment behind the old value on the first new line: behind a block it would be text.

    So would white space there, which goes.
    """
    head, _, body = edit.new.partition("\n")
    rest = text[edit.end : _line_end(text, edit.end)]
    is_comment = rest.lstrip().startswith("#")
    if not body or (rest.strip() and not (is_comment and takes_comment(head, name))):
        return edit
    return Edit(edit.start, edit.end + len(rest), f"{head}{rest.rstrip()}\n{body}")


def _added_field(text: str, place: Place, name: str, value: Any, around: Around) -> Edit:
    order = list(SECTIONS[place.section].fields)
    rank = order.index(name) if name in order else len(order)
    pairs = place.node.pairs
    earlier = [i for i, (key, _) in enumerate(pairs) if key.value in order and order.index(key.value) < rank]
    if place.node.is_flow:
        pair = _flow_pair(name, value, around)
        if not pairs:
            return Edit(place.node.start + 1, place.node.start + 1, pair)
        if earlier:
            at = pairs[earlier[-1]][1].end
            return Edit(at, at, f", {pair}")
        return Edit(pairs[0][0].start, pairs[0][0].start, f"{pair}, ")
    column = column_of(text, pairs[0][0].start)
    lines = _lines(around.field(name, value), column)
    if earlier:
        return behind_line(text, pairs[earlier[-1]][1].end, " " * column + lines)
    return Edit(pairs[0][0].start, pairs[0][0].start, f"{lines}\n{' ' * column}")


def added_items(text: str, items: Items, name: str, values: Sequence[Any], around: Around) -> Edit:
    """Adds items at the end of a list."""
    if not items.is_flow:
        column = column_of(text, items.dashes[-1])
        lines = [" " * column + _lines(around.item(name, value), column) for value in values]
        return behind_line(text, items.items[-1].end, "\n".join(lines))
    new = ", ".join(_flow_value(value, around) for value in values)
    if not items.items:
        return Edit(items.start, items.end, f"[{new}]")
    at = items.items[-1].end
    line = text[_line_start(text, at) : _line_end(text, at)]
    if len(line) + len(new) + 2 <= max(around.manner.width, WIDTH) + _OVER:
        return Edit(at, at, f", {new}")
    margin = len(line) - len(line.lstrip())
    # What goes on below the line of its key is set in.
    return Edit(at, at, f",\n{' ' * (margin if _line_start(text, at) > items.start else margin + 2)}{new}")


def replaced_item(text: str, items: Items, i: int, name: str, value: Any, around: Around) -> Edit:
    """Puts another item in the place of one, in which no comment may stand."""
    start, end = items.items[i].start, items.items[i].end
    if items.is_flow:
        return Edit(start, end, _flow_value(value, around))
    dash = items.dashes[i]
    return Edit(dash, end, _lines(around.item(name, value), column_of(text, dash)))


def removed_item(text: str, items: Items, i: int) -> Edit:
    """Takes an item out of a list that has more of them."""
    if items.is_flow:
        return _from_flow([(node.start, node.end) for node in items.items], i, items)
    return _whole_lines(text, items.dashes[i], items.items[i].end)


def removed_record(text: str, place: Place, sections: Sequence[Section]) -> Edit:
    """Takes a record out of its list, with the lines on which it stands; an emptied list is written as one."""
    section = next(one for one in sections if one.key.value == place.section)
    places = list(section.places)
    if len(places) == 1:
        return Edit(section.key.end + 1, section.value.end, " []")
    if place.is_in_flow:
        return _from_flow([(one.start, one.end) for one in places], places.index(place), section.value)
    return _whole_lines(text, place.start, place.end)


def behind_line(text: str, at: int, lines: str) -> Edit:
    """Puts lines behind the line of a place, with what else stands on that line."""
    end = _line_end(text, at)
    return Edit(end, end, f"\n{lines}")


def appended(text: str, after: Place, records: Sequence[Record], around: Around) -> Edit:
    """Puts new records behind another one."""
    gap = "\n" * around.blank_lines
    edit = behind_line(text, after.end, "\n".join(gap + "\n".join(around.lines(one)) for one in records))
    # A block keeps its last line end only where the file has it.
    is_cut = edit.end == len(text) and _last_text(records[-1]).endswith("\n")
    return edit._replace(new=f"{edit.new}\n") if is_cut else edit


def _last_text(value: Any) -> str:
    """The text that stands last in a record."""
    while isinstance(value, dict | list) and value:
        value = list(value.values())[-1] if isinstance(value, dict) else value[-1]
    return str(value)


def behind_in_flow(after: Place, records: Iterable[Any], around: Around) -> Edit:
    """Puts new records behind another one in a list in brackets."""
    return Edit(after.end, after.end, "".join(f", {_flow_value(record, around)}" for record in records))


# Parts of a text


def _line_start(text: str, at: int) -> int:
    return text.rfind("\n", 0, at) + 1


def _line_end(text: str, at: int) -> int:
    """Where the line of a place ends, without its line end."""
    end = text.find("\n", at)
    end = len(text) if end < 0 else end
    return end - 1 if text[end - 1 : end] == "\r" else end


def _whole_lines(text: str, start: int, end: int) -> Edit:
    begin, stop = _line_start(text, start), text.find("\n", end)
    if stop >= 0:
        return Edit(begin, stop + 1, "")
    # The last line of the text, which then ends as the line before did.
    return Edit(begin - 1 - (text[begin - 2 : begin - 1] == "\r"), len(text), "")


def _lines(lines: Sequence[str], column: int) -> str:
    """Lines of which the first stands at a place already, and the others below it."""
    first, *rest = lines
    return "\n".join([first, *(" " * column + line if line else "" for line in rest)])


def _from_flow(spans: Sequence[tuple[int, int]], i: int, node: Node) -> Edit:
    """Takes a part out of brackets, with the comma that separated it."""
    if len(spans) == 1:
        return Edit(node.start + 1, node.end - 1, "")
    if i + 1 < len(spans):
        return Edit(spans[i][0], spans[i + 1][0], "")
    return Edit(spans[i - 1][1], spans[i][1], "")


def in_flow(value: Any) -> str:
    """A value in brackets or braces, on one line."""
    return _flow_value(value, Around())


def _flow_value(value: Any, around: Around) -> str:
    if isinstance(value, list):
        return f"[{', '.join(_flow_value(one, around) for one in value)}]"
    if isinstance(value, dict):
        return "{" + ", ".join(_flow_pair(name, one, around) for name, one in value.items()) + "}"
    return scalar(str(value), in_flow=True)


def _flow_pair(name: str, value: Any, around: Around) -> str:
    if isinstance(value, str | int):
        is_bare = isinstance(value, int) or name in around.manner.bare
        return f"{name}: {scalar(str(value), in_flow=True, is_bare=is_bare)}"
    return f"{name}: {_flow_value(value, around)}"
