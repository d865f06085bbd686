"""The reader: any bytes as a file of a dataset, read whole, in small bites, and cut into parts."""

from __future__ import annotations

import codecs
import hashlib
import re
from io import BytesIO
from pathlib import Path
from typing import Any

from dialogue_cli.dataset import cutting
from dialogue_cli.dataset.nodes import Nodes, stopping_at_faults
from dialogue_cli.dataset.parts import PartReader
from dialogue_cli.dataset.problems import UNREADABLE, Problem
from dialogue_cli.dataset.reader import FileReader, SectionReader
from dialogue_cli.dataset.references import References
from fuzz.harness import expect, written

# So that a file of a few lines has parts.
cutting._LEAST, cutting._MOST, cutting._ONE_OF = 24, 96, 2
_UTF_16 = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}


def check(data: bytes) -> None:
    """Reads it in all ways, which must come to the same."""
    path = written("d.yaml", data)
    reader, references, items = _read(path)
    problems = [*reader.problems, *references.finish(str(path))]
    again, references, items_again = _read(path)
    expect(items == items_again, "the same bytes give the same records")
    expect(problems == [*again.problems, *references.finish(str(path))], "the same bytes give the same problems")
    expect(reader.digest == hashlib.sha256(data).hexdigest(), "the digest is that of the bytes")
    expect(reader.size == len(data), "the size is that of the bytes", reader.size)
    lines = _lines(data)
    for problem in problems:
        _stands_in(problem, lines)
    _in_bites(data, path, reader, items)
    _in_parts(path, reader, items)


def _read(path: Path) -> tuple[FileReader, References, list[Any]]:
    reader, references = FileReader(path), References()
    items = [(item.section, item.record, item.broken, item.at()) for item in references.items_of(reader)]
    return reader, references, items


def _lines(data: bytes) -> list[str]:
    text = data.decode(_UTF_16.get(data[:2], "utf-8"), "replace").removeprefix("\ufeff")
    return re.split("\r\n|[\r\n\x85\u2028\u2029]", text)


def _stands_in(problem: Problem, lines: list[str]) -> None:
    """Each problem has a place in the file, or none at all."""
    if not problem.line:
        expect(not problem.column, "what has no line has no column", str(problem))
        return
    expect(0 < problem.line <= len(lines), "the line of a problem is one of the file", str(problem), len(lines))
    expect(0 < problem.column <= len(lines[problem.line - 1]) + 1, "its column is one of the line", str(problem))


class _Bites:
    """A stream that gives a few bytes at a time, whatever it is asked for."""

    def __init__(self, data: bytes) -> None:
        self._file = BytesIO(data)
        self._turn = 0

    def read(self, size: int = -1) -> bytes:
        self._turn += 1
        return self._file.read(min(size, self._turn * 7 % 13 + 1))


def _in_bites(data: bytes, path: Path, whole: FileReader, items: list[Any]) -> None:
    reader = SectionReader(str(path))
    found = []
    with stopping_at_faults(path, reader._faults):
        nodes = Nodes(_Bites(data), reader._faults)
        for key in nodes.sections():
            found += [(i.section, i.record, i.broken, i.at()) for i in reader._section(key, nodes)]
        reader._look_at_unknown()
    # How far the parser has looked ahead decides what it meets first of several things that end the reading.
    if any(problem.code in UNREADABLE for problem in whole.problems):
        expect(any(one.code in UNREADABLE for one in reader.problems), "what cannot be read cannot be in bites", found)
        return
    expect(found == items, "a file that comes in bites has the same records")
    expect(reader.problems == whole.problems, "and the same problems", reader.problems, whole.problems)


def _in_parts(path: Path, whole: FileReader, items: list[Any]) -> None:
    """Where the parts of a file fit together, they have the records and the sections of the whole."""
    survey = cutting.survey(path, 0)
    if survey is None:
        return
    found, sections, before, at = [], [], ("", 0), 0
    data = path.read_bytes()
    for part in survey.parts:
        expect(part.start == at, "each part begins where the one before it ends", part)
        at = part.start + part.size
        reader = PartReader(data[part.start : at], part.section)
        mine = list(reader)
        if reader.has_errors or any(item.broken for item in mine):
            return
        if part.start and before != (part.section, part.column):
            return
        before = reader.open_list or ("", -1)
        found += [(item.section, item.record) for item in mine]
        sections += reader.sections
    expect(at == len(data), "the parts are the whole file", at)
    # What one part cannot know is asked of all together: whether a section began before, or has any meeting.
    alone = {one.code for one in whole.problems if one.severity == "error"}
    expect(alone <= {"duplicate-key", "missing"}, "what has an error as a whole has one in a part", alone)
    if len(set(sections)) == len(sections):
        expect(found == [one[:2] for one in items], "the parts have the records of the whole")
