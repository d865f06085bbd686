"""What is asked in the end: the record as it will stand in the file, what it may be a second time, and what to do."""

from __future__ import annotations

import enum
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from dialogue_cli.archive import open_archive
from dialogue_cli.cli.interview.asking import Asking, Back
from dialogue_cli.curate.adding.fields import BY_NAME, FIELDS
from dialogue_cli.curate.adding.known import Known
from dialogue_cli.curate.adding.likely import Likely, likely
from dialogue_cli.curate.adding.placing import Placed, Placing
from dialogue_cli.curate.adding.review import Review, meeting_of, whole
from dialogue_cli.curate.commit import ChangedMeanwhile
from dialogue_cli.dataset.folder import dataset_files
from dialogue_cli.dataset.model import Record
from dialogue_cli.dataset.shapes import meant
from dialogue_cli.errors import DialogueError, QueryError
from dialogue_cli.terminal.talk import Talk
from dialogue_cli.text import listing, one_line

_CHOICES = {"w": "write", "b": "back", "k": "keep", "g": "give up"}
_EXPLAINED = (
    "w puts the record into the dataset. b asks for one field again, also for one that was not asked for. k leaves the"
    " answers in a file, and dialogue add --resume goes on there. g forgets them."
)
_TRIES = 3
"""So often the record is put into a file that others are changing."""


class Outcome(enum.Enum):
    """How a review ended."""

    WRITTEN = enum.auto()
    BACK = enum.auto()
    KEPT = enum.auto()
    GIVEN_UP = enum.auto()


class Closing:
    """The review of a new meeting. `placed` says where it is, once it was written."""

    def __init__(self, asking: Asking, talk: Talk, known: Known, into: Path | None) -> None:
        self._asking = asking
        self._talk = talk
        self._say = talk.say
        self._known = known
        self._into = into
        self.placed: Placed | None = None

    def close(self, answers: Record) -> tuple[Outcome, str]:
        """What the person decides, and with BACK the field to ask for again."""
        archive = self._known.archive
        if not answers.get("title"):
            return Outcome.BACK, "title"
        if archive.match(answers.get("id", "")):
            self._say(f'There is a meeting with the id "{answers["id"]}" already.')
            return Outcome.BACK, "id"
        record = whole(answers, archive).record
        self._into = file_of(archive.path, self._asking, self._into)
        alike = likely(meeting_of(record), archive)
        self._show(record, Placing(archive.path, [record], self._into).lines, alike)
        return self._choose(record, is_likely=bool(alike))

    def _choose(self, record: Record, *, is_likely: bool) -> tuple[Outcome, str]:
        question = "Write it (w), go back to a question (b), keep it for later (k) or give up (g)"
        # What may be there already is not written by a careless Enter.
        default = "" if is_likely else "w"
        while True:
            choice = self._asking.value(question, _choice, default=default, explained=_EXPLAINED)
            choice = choice if isinstance(choice, str) else default
            found: tuple[Outcome, str] | None = None
            with suppress(Back):
                if choice == "w":
                    found = self._write(record)
                elif choice == "b":
                    found = Outcome.BACK, self._which()
                elif choice == "k":
                    found = Outcome.KEPT, ""
                elif choice == "g" and self._asking.yes("Give up, and forget the answers?", default=False):
                    found = Outcome.GIVEN_UP, ""
            if found:
                return found

    def _which(self) -> str:
        """The field to go back to."""
        self._say("Fields: " + ", ".join(field.name for field in FIELDS))
        found = self._asking.value("Which", _field, offers=" ".join(BY_NAME))
        if not isinstance(found, str):
            raise Back
        return found

    def _write(self, record: Record) -> tuple[Outcome, str] | None:
        """Writes the meeting; None where it cannot be written as it is."""
        archive = self._known.archive
        for _ in range(_TRIES):
            try:
                self.placed = Placing(archive.path, [record], self._into).write()
            except ChangedMeanwhile:
                # The places are looked for anew.
                continue
            except DialogueError as error:
                self._say(str(error))
                break
            return Outcome.WRITTEN, ""
        self._known.archive = open_archive(archive.path, today=archive.today)
        with suppress(DialogueError):
            if self._known.archive.match(record["id"]):
                self._say(f'There is a meeting with the id "{record["id"]}" now.')
                return Outcome.BACK, "id"
        return None

    # What is shown

    def _show(self, record: Record, lines: Sequence[str], alike: Sequence[Likely]) -> None:
        self._say()
        self._say(f"This is how it will stand in {self._file_name()}:")
        self._say()
        self._talk.record(lines)
        self._say()
        for remark in Review(self._known.archive, self._known.today).remarks(record):
            self._say(f"Note: {remark.message}", "note")
        if alike:
            self._say("It may be there already:", "problem")
        new = meeting_of(record)
        for one in alike:
            self._say(f"  {one.meeting.id}: {one.reason}")
            self._say("\n".join(f"    {line}" for line in one.differences(new)))
        self._say()

    def _file_name(self) -> str:
        return self._into.name if self._into else self._known.archive.path.name


def file_of(dataset: Path, asking: Asking, into: Path | None) -> Path | None:
    """Which file of a folder is meant; asked where there are several and `into` names none."""
    files = dataset_files(dataset)
    if into is not None or len(files) == 1:
        return into
    names = [file.name for file in files]

    def read(typed: str) -> str:
        if typed not in names:
            raise QueryError(f"the files are {listing(names)}")
        return typed

    found = asking.value("Which file", read, explained=f"One of {listing(names)}.", offers=" ".join(names))
    return dataset / found if isinstance(found, str) else None


def _choice(typed: str) -> str:
    word = typed.lower()
    found = [letter for letter, name in _CHOICES.items() if word == letter or (len(word) > 1 and name.startswith(word))]
    if not found:
        raise QueryError("type w, b, k or g")
    return found[0]


def _field(typed: str) -> str:
    word = typed.strip().lower()
    for field in FIELDS:
        if word in (field.name, field.title.lower(), field.option):
            return field.name
    near = meant(word, BY_NAME)
    raise QueryError(f'there is no field "{one_line(typed)}"' + (f'; did you mean "{near}"?' if near else ""))
