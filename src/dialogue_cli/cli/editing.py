"""The rounds of editing one record: the editor, the checks, a question, until it is in the dataset or given up."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from dialogue_cli.cli.asking import choice, is_anyone_there
from dialogue_cli.cli.session import Session
from dialogue_cli.cli.writing import desk_of
from dialogue_cli.errors import FOUND, NOTHING, WRONG, DialogueError
from dialogue_cli.text import one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from dialogue_cli.curate.editing import Placing
    from dialogue_cli.curate.kept_edits import KeptEdit
    from dialogue_cli.dataset.problems import Problem
    from dialogue_cli.dataset.reader import Item

_AT_ONCE = 1.0
"""Seconds: an editor that ends sooner, without a change, has likely opened a window of its own."""


class Rounds:
    """One edit: rounds of the editor, until all is well."""

    def __init__(self, session: Session, edit: KeptEdit, editor: str) -> None:
        self._session = session
        self._edit = edit
        self._editor = editor
        self._line = 1
        self._marked = ""
        """The text with what is wrong below its lines, until it is written."""

    def show(self, text: str, notes: tuple[str, ...] = ()) -> None:
        """Writes the file that the person edits."""
        from dialogue_cli.curate.editing import HEAD, shown

        written = shown(self._edit.name, self._edit.dataset, text, notes, self._documents())
        self._line = HEAD.count("\n") + len(notes) + 1
        self._edit.write(written)
        self._edit.save()

    def once(self) -> int | None:
        """One round. Returns the exit status; None for another round."""
        from dialogue_cli.curate.editing import without_marks
        from dialogue_cli.curate.editor import NoEditor, edit

        before, began = self._edit.text(), time.monotonic()
        try:
            edit(self._editor, self._edit.file, self._line)
        except NoEditor as error:
            return self._stop(str(error), before)
        after = self._edit.text()
        if after == before and time.monotonic() - began < _AT_ONCE:
            return self._at_once(before)
        text = without_marks(after)
        if not text.strip():
            return self._give_up()
        if text == self._edit.base:
            self._edit.discard()
            self._session.note("nothing was changed")
            return FOUND
        return self._take(text if text.endswith("\n") else f"{text}\n")

    def _take(self, text: str) -> int | None:
        """Puts what was written into the dataset, or says what is wrong with it."""
        from dialogue_cli.curate.commit import ChangedMeanwhile, Wrong
        from dialogue_cli.curate.editing import Placing, checked_id, has_conflict, problems_of

        if has_conflict(text):
            return self._again(text, "the marks of a conflict (<<<<<<<, =======, >>>>>>>) are still there")
        item, problems = problems_of(text, self._edit.section, self._look())
        if no_longer := checked_id(item, self._edit):
            return self._again(text, no_longer)
        if any(problem.severity == "error" for problem in problems):
            return self._again(text, *self._said(text, problems))
        try:
            placing = Placing(desk_of(self._session), self._edit)
            if placing.changed:
                return self._bring_together(placing, text)
            placing.put(text)
        except Wrong as wrong:
            return self._again(text, *self._said(text, list(wrong.problems)))
        except ChangedMeanwhile:
            return self._take(text)
        except DialogueError as error:
            return self._stop(str(error), None)
        self._edit.discard()
        for problem in problems:
            self._session.note(f"{problem.severity}: {one_line(problem.message)} [{problem.code}]")
        self._session.note(f"{one_line(self._edit.name)} is changed ({placing.file.path.name})")
        return FOUND

    def _said(self, text: str, problems: list[Problem]) -> tuple[str, ...]:
        """Writes problems below their lines; returns what is to be said above all."""
        from dialogue_cli.curate.editing import with_problems

        errors = [problem for problem in problems if problem.severity == "error"]
        self._marked, others = with_problems(text, errors)
        first = [problem.message for problem in errors if problem.line]
        more = f" (and {len(first) - 1:,} more below)" if len(first) > 1 else ""
        return (*others, *([first[0] + more] if first and not others else []))

    def _bring_together(self, placing: Placing, text: str) -> int | None:
        """Somebody else has changed the record: both changes in one, or side by side."""
        merged, is_clean = placing.merged(text)
        self._edit = self._edit._replace(base=placing.there.text)
        self._edit.save()
        if is_clean:
            self._session.note("the record was changed by someone else meanwhile; both changes are in")
            return self._take(merged)
        return self._again(merged, "the record was changed by someone else meanwhile, in the same lines: settle it")

    def _again(self, text: str, *notes: str) -> int | None:
        """Writes what is wrong into the file, and asks whether to go on."""
        marked, self._marked = self._marked or text, ""
        self.show(marked, notes)
        for note in notes:
            self._session.note(one_line(note))
        question = "Edit on, keep it for later, or give up? [E/k/g] "
        answer = choice(question, "ekg") if is_anyone_there() else None
        if answer == "e":
            return None
        if answer == "g":
            return self._give_up(text)
        return self._stop("", None)

    def _stop(self, why: str, unchanged: str | None) -> int:
        """Keeps the file, unless there is nothing of the person in it, and says how to go on."""
        from dialogue_cli.curate.editing import without_marks

        text = self._edit.text() if self._edit.file.exists() else ""
        if unchanged is not None and without_marks(text) == self._edit.base:
            self._edit.discard()
            raise DialogueError(f"{why}; nothing was changed")
        kept = f"what you wrote is in {self._edit.file}; dialogue edit --recover goes on with it"
        if why:
            raise DialogueError(f"{why}. {kept[0].upper()}{kept[1:]}")
        self._session.note(kept)
        return NOTHING if is_anyone_there() else WRONG

    def _at_once(self, before: str) -> int:
        from dialogue_cli.curate.editing import without_marks

        if without_marks(before) != self._edit.base:
            return self._stop(f"the editor ({self._editor}) ended at once, and nothing more was written", None)
        raise DialogueError(
            f"the editor ({self._editor}) ended at once, and the file is as it was. If it opens a window, it needs an"
            f" option to wait, such as code --wait. The file is {self._edit.file}: dialogue edit --recover takes what"
            " you save there"
        )

    def _give_up(self, text: str | None = None) -> int:
        if text is None:
            self._edit.discard()
            self._session.note("given up: nothing is changed")
        else:
            self._session.note(f"given up: nothing is changed; what you wrote is in {self._edit.file}")
        return NOTHING

    def _look(self) -> Callable[[Item], Iterator[Problem]] | None:
        """What else is wrong with a meeting, by its documents; None in a dataset that cannot be read."""
        from dialogue_cli.checks.context import Context
        from dialogue_cli.checks.examine import MEETING_CHECKS
        from dialogue_cli.dataset.documents import Library
        from dialogue_cli.dataset.model import Meeting
        from dialogue_cli.dataset.problems import DatasetError

        if self._edit.section != "meetings":
            return None
        try:
            sources = {source.id: source for source in self._session.archive.sources()}
        except DatasetError:
            return None
        context = Context(Library(self._session.archive.path, sources), sources, self._session.today, {}, {})

        def look(item: Item) -> Iterator[Problem]:
            meeting = item.value
            if isinstance(meeting, Meeting) and all(source in sources for source in meeting.sources):
                for check in MEETING_CHECKS:
                    yield from check(item, meeting, context)

        return look

    def _documents(self) -> Iterator[str]:
        """The documents of a meeting, line by line."""
        if not self._session.values["with_sources"] or self._edit.section != "meetings":
            return
        archive = self._session.archive
        meeting = archive.get(self._edit.name)
        known = {source.id: source for source in archive.sources()}
        for identifier in meeting.sources if meeting else ():
            document = self._session.proofs.document(known[identifier])
            yield ""
            yield f"{identifier}: {known[identifier].title or ''}" if document else f"{identifier} is not at hand"
            if document is not None:
                yield from map(one_line, document.text.splitlines())
