"""The text of one record out of a file and back into it: what was not touched stays byte for byte."""

from __future__ import annotations

import re
from typing import NamedTuple

from dialogue_cli.curate.places import Place
from dialogue_cli.curate.source_text import SourceText
from dialogue_cli.curate.splice import Edit


class RecordText(NamedTuple):
    """A record in a file, with the comments directly above it: where it stands, and as a person edits it."""

    section: str
    start: int
    end: int
    indent: int
    """By how many columns it is set in, in the file and not in `text`."""
    newline: str
    """The line end of all its lines in the file; empty where they differ, and stay as they are."""
    text: str
    first_line: int
    """The line of the file on which it begins, from 1."""
    is_in_flow: bool = False

    def put_back(self, text: str) -> Edit:
        """Puts another text in its place."""
        body = text.rstrip("\n")
        if self.is_in_flow:
            return Edit(self.start, self.end, body)
        margin = " " * self.indent
        lines = [margin + line if line.strip() else line for line in body.split("\n")]
        return Edit(self.start, self.end, "\n".join(lines))


def text_of(file: SourceText, place: Place) -> RecordText:
    """The text of a record that the parser has found."""
    if place.is_in_flow:
        text = file.text[place.start : place.end]
        line = file.text.count("\n", 0, place.start) + 1
        return RecordText(place.section, place.start, place.end, 0, "\n", f"{text}\n", line, is_in_flow=True)
    return _of_lines(file, place.section, place.start, place.end)


def rough_text(file: SourceText, section: str, key: str, value: str) -> RecordText | None:
    """The text of a record in a file that cannot be parsed, by the look of the lines around a value."""
    lines = re.compile(rf"(?m)^([ ]*)(- +)?[\"']?{key}[\"']?[ ]*:[ ]+[\"']?{re.escape(value)}[\"']?[ ]*(?:#.*)?\r?$")
    for found in lines.finditer(file.text):
        if found[2]:
            start, indent = found.end(1), len(found[1])
        else:
            before = list(re.finditer(r"(?m)^([ ]*)- ", file.text[: found.start()]))
            inside = [one for one in before if len(one[1]) < len(found[1])]
            if not inside:
                continue
            start, indent = inside[-1].end(1), len(inside[-1][1])
        after = re.compile(rf"(?m)^[ ]{{0,{indent}}}[^\s#]").search(file.text, file.text.find("\n", start) + 1)
        end = after.start() if after else len(file.text)
        head = re.findall(r"(?m)^([A-Za-z_][A-Za-z_-]*):", file.text[:start])
        if head and head[-1] == section:
            end = start + len(re.sub(r"(?:\s*\n[ \t]*#[^\n]*)*\s*\Z", "", file.text[start:end]))
            return _of_lines(file, section, start, end)
    return None


def _of_lines(file: SourceText, section: str, start: int, end: int) -> RecordText:
    text = file.text
    begin = text.rfind("\n", 0, start) + 1
    indent = start - begin
    # Comments directly above belong to it, as they do for a reader.
    while begin > 0:
        above = text.rfind("\n", 0, begin - 1) + 1
        line = text[above : begin - 1]
        if not line.strip().startswith("#") or len(line) - len(line.lstrip(" ")) < indent:
            break
        begin = above
    stop = text.find("\n", end)
    stop = len(text) if stop < 0 else stop - (text[stop - 1 : stop] == "\r" and stop > end)
    found = text[begin:stop]
    ends = set(re.findall(r"\r\n|\n|\r", found)) or {file.newline}
    newline = ends.pop() if len(ends) == 1 else ""
    shown = found.replace(newline, "\n") if newline else found
    margin = " " * indent
    lines = shown.split("\n")
    if all(line.startswith(margin) or not line.strip() for line in lines):
        lines = [line.removeprefix(margin) if line.strip() else line for line in lines]
    else:
        indent = 0
    first = text.count("\n", 0, begin) + 1
    return RecordText(section, begin, stop, indent, newline, "\n".join(lines) + "\n", first)
