"""The editing of one record: the file that a person is shown, what is wrong with it, and its way into the dataset."""

from __future__ import annotations

import datetime
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from dialogue_cli.curate.commit import ANY, Content, Meant, Wrong
from dialogue_cli.curate.desk import Desk, key_of
from dialogue_cli.curate.kept_edits import KeptEdit
from dialogue_cli.curate.record_text import RecordText, rough_text, text_of
from dialogue_cli.curate.source_text import SourceText
from dialogue_cli.dataset.cutting import resumed
from dialogue_cli.dataset.problems import Problem
from dialogue_cli.dataset.reader import FileReader, Item
from dialogue_cli.errors import DialogueError, QueryError
from dialogue_cli.text import one_line, printable

MARK = "#!"
"""Begins each line that is not part of the record; such lines are taken out again."""
SECTIONS = ("meetings", "sources", "series", "partners", "people", "topics", "instruments", "places")
"""The sections in which a record is looked for, in this order."""
_MARKED = re.compile(rf"(?m)^[ \t]*{MARK}[^\n]*(?:\n|\Z)")
_CONFLICT = re.compile(r"(?m)^(?:<{7} |={7}$|>{7} )")
HEAD = f"""\
{MARK} {{name}} in {{file}}
{MARK} Save and close: it is checked, and put into the dataset. An empty file gives up.
{MARK} Lines that begin with {MARK} are taken out.
"""


class Gone(DialogueError):
    """The record is no longer in the dataset."""


def found(desk: Desk, name: str) -> tuple[SourceText, RecordText] | None:
    """The text of a record, by its id or its name; also in a file that cannot be parsed."""
    for section in SECTIONS:
        for file in desk.files:
            try:
                at = desk.find_in(file, section, name)
            except DialogueError:
                rough = rough_text(file, section, key_of(section), name)
                if rough:
                    return file, rough
                continue
            if at:
                return file, text_of(file, at)
    return None


def shown(name: str, file: str, text: str, notes: Iterable[str] = (), documents: Iterable[str] = ()) -> str:
    """What a person edits: a few words about it, what is wrong with it, and the record; behind it the documents."""
    head = HEAD.format(name=one_line(name), file=one_line(printable(file)))
    said = "".join(f"{MARK} {one_line(note)}\n" for note in notes)
    behind = "".join(f"{MARK} {line}\n" for line in documents)
    return f"{head}{said}{text}{behind}"


def without_marks(text: str) -> str:
    """What a person has written, without the lines that are not part of the record."""
    return _MARKED.sub("", text)


def with_problems(text: str, problems: Sequence[Problem]) -> tuple[str, list[str]]:
    """A record with a comment below each line that has a problem, and what cannot be said of a line."""
    lines, others = text.removesuffix("\n").split("\n"), list[str]()
    below: dict[int, list[str]] = {}
    for problem in problems:
        words = f"{problem.severity}: {one_line(problem.message)} [{problem.code}]"
        if 0 < problem.line <= len(lines):
            column = max(problem.column - 1 - len(MARK), 0)
            below.setdefault(problem.line, []).append(f"{MARK}{' ' * column}^ {words}")
        else:
            others.append(words)
    found = [one for number, line in enumerate(lines, 1) for one in (line, *below.get(number, ()))]
    return "\n".join([*found, ""]), others


def problems_of(text: str, section: str, look: Any = None) -> tuple[Item | None, list[Problem]]:
    """What a reader makes of the text of a record alone, with the lines and columns of that text.

    `look` gives more problems of an item that has no error.
    """
    head = resumed(section).decode()
    # One that stands in brackets has no dash.
    if re.match(r"(?:\s*#[^\n]*\n)*\s*\{", text):
        head += "- "
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "record.yaml")
        path.write_text(head + text, encoding="utf-8", errors="surrogateescape")
        reader = FileReader(path)
        items = list(reader)
    problems = [_moved(problem, -1) for problem in reader.problems]
    if len(items) != 1 and not any(problem.severity == "error" for problem in problems):
        message = f"there must be one record, not {len(items)}"
        problems.append(Problem("", 1, 1, "document", message))
    item = items[0] if len(items) == 1 else None
    if item and look and not any(problem.severity == "error" for problem in problems):
        problems += [_moved(problem, -1) for problem in look(item)]
    return item, problems


def _moved(problem: Problem, lines: int) -> Problem:
    return Problem("", problem.line + lines, problem.column, problem.code, problem.message)


class Placing:
    """Puts an edited record into the dataset as it now is. `changed` tells whether somebody else has changed it."""

    def __init__(self, desk: Desk, edit: KeptEdit) -> None:
        self._desk = desk
        self._edit = edit
        at = found(desk, edit.name)
        if at is None:
            raise Gone(f'"{one_line(edit.name)}" is no longer in the dataset')
        self.file, self.there = at
        self.changed = self.there.text != edit.base

    def merged(self, mine: str) -> tuple[str, bool]:
        """Both changes in one text, and whether that was possible without a conflict."""
        return _merged(self._edit.base, mine, self.there.text)

    def put(self, text: str) -> None:
        """Writes it. Raises as `Desk.commit`; the lines of `Wrong` are then those of the record."""
        edit = self.there.put_back(text)
        self._desk.edit(self.file, edit)
        try:
            self._desk.commit(self._meant())
        except Wrong as wrong:
            count = text.count("\n")
            within = range(self.there.first_line, self.there.first_line + count + 1)
            moved = self.there.first_line - 1
            raise Wrong([replace(p, line=p.line - moved if p.line in within else 0) for p in wrong.problems]) from None

    def _meant(self) -> Meant:
        section, key, name, own = self.there.section, key_of(self.there.section), self._edit.name, self.file.path.name

        def meant(before: dict[str, Content]) -> dict[str, Content]:
            return {
                file: [
                    (one, ANY if file == own and one == section and record.get(key) == name else record)
                    for one, record in content
                ]
                for file, content in before.items()
            }

        return meant


def checked_id(item: Item | None, edit: KeptEdit) -> str:
    """What is wrong with the id or the name of a record that was edited; empty for nothing."""
    key = key_of(edit.section)
    now = item.record.get(key) if item else edit.name
    if now == edit.name:
        return ""
    kind = {"people": "person", "series": "series"}.get(edit.section, edit.section.removesuffix("s"))
    return f'the {key} must stay "{edit.name}"; dialogue rename {kind} gives another one everywhere'


def has_conflict(text: str) -> bool:
    """Whether a text has the marks of a conflict that nobody has settled."""
    return bool(_CONFLICT.search(text))


def _merged(base: str, mine: str, theirs: str) -> tuple[str, bool]:
    """A three-way merge of lines, by git where it is there."""
    git = shutil.which("git")
    if git is None or not base:
        return f"<<<<<<< yours\n{mine}=======\n{theirs}>>>>>>> the dataset now\n", False
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder, name) for name in ("mine", "base", "theirs")]
        for file, text in zip(files, (mine, base, theirs), strict=True):
            file.write_text(text, encoding="utf-8")
        labels = ("yours", "before", "the dataset now")
        named = [part for label in labels for part in ("-L", label)]
        done = subprocess.run([git, "merge-file", "-p", *named, *files], capture_output=True, check=False)
    return done.stdout.decode("utf-8"), done.returncode == 0


def age(began: float, now: datetime.datetime) -> str:
    """How long ago something began, in words."""
    seconds = max(int(now.timestamp() - began), 0)
    for size, unit in ((86400, "day"), (3600, "hour"), (60, "minute")):
        if seconds >= size:
            count = seconds // size
            return f"{count} {unit}{'' if count == 1 else 's'} ago"
    return "just now"


def none_found(name: str) -> QueryError:
    """The error for a record that is not there."""
    return QueryError(f'no record has the id or the name "{one_line(name)}"')
