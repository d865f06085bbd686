"""The end of a record: how it will stand in the dataset, whether it is there already, and the way into it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from dialogue_cli.archive import open_archive
from dialogue_cli.cli.interview.asking import Asking, Back
from dialogue_cli.cli.interview.closing import file_of
from dialogue_cli.cli.interview.lines import Lines
from dialogue_cli.cli.reviewing.judging import Quit
from dialogue_cli.cli.reviewing.wording import title_of
from dialogue_cli.curate.adding.fields import BY_NAME
from dialogue_cli.curate.adding.ids import proposed_id
from dialogue_cli.curate.adding.known import Known
from dialogue_cli.curate.adding.likely import Likely, likely
from dialogue_cli.curate.adding.review import Review, meeting_of, whole
from dialogue_cli.curate.commit import ChangedMeanwhile, diff
from dialogue_cli.curate.reviewing.claims import Claim
from dialogue_cli.curate.reviewing.kept import Progress
from dialogue_cli.curate.reviewing.merging import Name
from dialogue_cli.curate.reviewing.papers import Papers
from dialogue_cli.curate.reviewing.writing import Writing
from dialogue_cli.dataset.model import Meeting, Record
from dialogue_cli.terminal.talk import Talk

_TRIES = 3
"""So often a record is put into a file that others are changing."""
_TELLING = re.compile("(?:title|ordinal|status|date|place|partners): ")
"""The differences that tell whether two records are of one meeting."""
NEW = ""
"""In place of the id of a meeting: the record is a new one."""


class Later(Exception):
    """The record stays for the next time."""


class Closing:
    """Puts records into the dataset, once the person has seen how they will stand there."""

    def __init__(
        self, lines: Lines, talk: Talk, asking: Asking, known: Known, papers: Papers, name: Name, into: Path | None
    ) -> None:
        self._lines = lines
        self._talk = talk
        self._say = talk.say
        self._asking = asking
        self._known = known
        self._papers = papers
        self._name = name
        self._into = into
        self._own_id = ""

    # Which meeting it is

    def settle_target(self, record: Record, progress: Progress) -> None:
        """Asks whether a record is a meeting that the dataset has, where that is likely. Raises Later or Quit."""
        if progress.target or not record.get("title"):
            return
        new, alike = _meeting(record), self._alike(record, progress)
        if not alike:
            progress.target = NEW if progress.target is None else progress.target
            return
        self._say(f"It may be in {self._known.archive.path.name} already:", "problem")
        for number, one in enumerate(alike, 1):
            self._say(f"  {number}  {one.meeting.id}: {one.meeting.title}", hang=3)
            self._say(f"     {one.reason}", "quiet")
            for line in filter(_TELLING.match, one.differences(new)):
                self._say(f"     {line}", "quiet", hang=2)
        which = "1" if len(alike) == 1 else f"1-{len(alike)}"
        answers = [(which, "yes, add to it"), ("n", "no, a new meeting"), ("s", "skip it for now"), ("q", "quit")]
        while True:
            typed = self._lines.read(self._talk.choices("Is it?", answers), is_answer=True).lower()
            if typed.isascii() and typed.isdigit() and 1 <= int(typed) <= len(alike):
                progress.target = alike[int(typed) - 1].meeting.id
                return
            if typed in ("n", "no"):
                progress.target = NEW
                progress.declined += [one.meeting.id for one in alike]
                return
            if typed in ("s", "skip"):
                raise Later
            if typed in ("q", "quit"):
                raise Quit
            self._say(f"Please type {which}, n, s or q, and Enter.")

    def _alike(self, record: Record, progress: Progress) -> list[Likely]:
        """The meetings that a record may be, without those that it is not."""
        found = likely(_meeting(record), self._known.archive)
        return [one for one in found if one.meeting.id not in progress.declined]

    # The record

    def close(self, record: Record, progress: Progress, skipped: Sequence[Claim]) -> tuple[str, str] | None:
        """Puts a record into the dataset. Returns its id and where it stands; None where it stays for the next time.

        Raises Back where the person wants to see its claims again, Later and Quit.
        """
        self.settle_target(record, progress)
        self._own_id = ""
        self._into = file_of(self._known.archive.path, self._asking, self._into) if not progress.target else self._into
        while True:
            writing = self._writing(record, progress)
            if not writing.changes:
                # Its words are there already.
                return writing.identifier, ""
            self._show(writing, record, progress, skipped)
            answer = self._answer(progress)
            if answer == "i":
                self._ask_for_id(writing.identifier)
            elif answer == "y":
                with suppress(ChangedMeanwhile):
                    return self._write(writing, record, progress)
                self._say("The dataset was changed meanwhile; this is how it would be now.", "note")
                self.settle_target(record, progress)
            else:
                return None

    def _answer(self, progress: Progress) -> str:
        where = self._known.archive.path.name
        answers = [("y", "yes"), ("n", "not now"), ("b", "back to its claims")]
        answers += [] if progress.target else [("i", "another id")]
        known = {"y": "y", "yes": "y", "n": "n", "no": "n", "i": "i", "id": "i"}
        while True:
            typed = self._lines.read(self._talk.choices(f"Put it into {where}?", answers), is_answer=True).lower()
            if typed in ("b", "back", "<"):
                raise Back
            if typed in ("q", "quit"):
                raise Quit
            if typed in known and not (known[typed] == "i" and progress.target):
                return known[typed]
            self._say("Please type one of these letters, and Enter. Nothing is written before you say y.")

    def _writing(self, record: Record, progress: Progress) -> Writing:
        archive = self._known.archive
        if not progress.target:
            identifier = self._own_id or proposed_id(record, lambda one: archive.match(one) is not None)
            record = whole({"id": identifier, **record}, archive).record
        papers = self._papers.new(record)
        target = progress.target or NEW
        return Writing(archive.path, record, papers, self._into, target=target, name=self._name)

    def _show(self, writing: Writing, record: Record, progress: Progress, skipped: Sequence[Claim]) -> None:
        self._say()
        if progress.target:
            self._say(f"This would change in {progress.target}:")
            self._say()
            self._talk.diff(diff(writing.changes))
        else:
            self._say(f"This is how it will stand in {writing.changes[0].file.path.name}:")
            self._say()
            self._talk.record(writing.lines)
        self._say()
        if not progress.target:
            review = Review(self._known.archive, self._known.today)
            for remark in review.remarks({"id": writing.identifier, **record}):
                self._say(f"Note: {remark.message}", "note")
        if not progress.target and writing.source_lines:
            self._say("Its document goes in with it:")
            self._say()
            self._talk.record(writing.source_lines)
            self._say()
        if skipped:
            counts = Counter(title_of(one.field) for one in skipped)
            names = ", ".join(f"{name} ({count})" if count > 1 else name for name, count in counts.items())
            self._say(f"Skipped, and asked for again next time: {names}")

    def _ask_for_id(self, old: str) -> None:
        field = BY_NAME["id"]

        def read(typed: str) -> str:
            record = whole({"id": typed, "title": "a"}, self._known.archive).record
            return str(record["id"])

        self._asking.begin = [old] if self._lines.can_begin else []
        with suppress(Back):
            found = self._asking.value(field.title, read, explained=field.help)
            if isinstance(found, str):
                self._own_id = found

    def _write(self, writing: Writing, record: Record, progress: Progress) -> tuple[str, str]:
        """Writes what was shown. ChangedMeanwhile where the dataset has changed and it would be something else now."""
        for attempt in range(_TRIES):
            try:
                path, line = writing.write()
            except ChangedMeanwhile:
                self.look_again()
                was, is_last = writing, attempt + 1 == _TRIES
                if is_last or progress.target or self._alike(record, progress):
                    raise
                writing = self._writing(record, progress)
                if writing.lines != was.lines:
                    raise
                continue
            for paper in self._papers.new(record):
                paper.new = None
            self.look_again()
            return writing.identifier, f"{path}:{line}"
        raise AssertionError("the last attempt returns or raises")

    def look_again(self) -> None:
        """Reads the dataset as it now is."""
        archive = self._known.archive
        self._known.archive = open_archive(archive.path, today=archive.today)
        archive.close()


def _meeting(record: Record) -> Meeting:
    values = {name: value for name, value in record.items() if name not in ("related", "evidence")}
    return meeting_of({"id": "new", **values})
