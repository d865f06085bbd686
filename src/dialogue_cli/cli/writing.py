"""How the commands that write begin and end: on which dataset, with a dry run, and what is said when it is done."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from dialogue_cli.cli.flags import DATASET_GROUP, Flag
from dialogue_cli.errors import FOUND, DialogueError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dialogue_cli.cli.session import Session
    from dialogue_cli.curate.commit import Change, Meant
    from dialogue_cli.curate.desk import Desk

DRY_RUN = Flag(
    "dry_run", ("--dry-run",), "Show what would change, as a diff, and write nothing.", group=DATASET_GROUP, kind=bool
)


def desk_of(session: Session) -> Desk:
    """The dataset of a call, to be changed. DialogueError for the one that is part of the program."""
    return desk_at(session.values.get("data"))


def desk_at(named: str | None, *, is_read: bool = False) -> Desk:
    """The same for a dataset that is named, or the usual one; with `is_read` any, as it is not to be changed."""
    from dialogue_cli.curate.desk import Desk, check_may_be_changed
    from dialogue_cli.dataset.chosen import chosen_dataset

    dataset = Path(chosen_dataset(named))
    if not is_read:
        check_may_be_changed(dataset)
    return Desk(dataset)


def check_dataset(session: Session, named: str | None = None) -> None:
    """Raises DialogueError for a dataset in which nothing can be written: a broken one, or that of the program."""
    from dialogue_cli.curate.desk import check_may_be_changed
    from dialogue_cli.dataset.chosen import bundled_dataset, chosen_dataset, is_chosen
    from dialogue_cli.dataset.problems import DatasetError, first_lines

    data = session.values["data"] if named is None else named
    path = chosen_dataset(data)
    if not session.values.get("dry_run"):
        check_may_be_changed(Path(path))
        if path == bundled_dataset() and not is_chosen(data):
            raise DialogueError(
                "the collection that comes with the program is not changed by chance: name a dataset of your own with"
                " --data or DIALOGUE_DATA; dialogue init makes one"
            )
    try:
        len(session.archive)
    except DatasetError as error:
        from dialogue_cli.cli.streams import say

        say(*first_lines(error.problems))
        raise DialogueError(f"{error}, and nothing is written; dialogue check {path} shows them all") from None


def finish(session: Session, desk: Desk, meant: Meant | None, done: str) -> int:
    """Makes the edits of a desk and says what was done; in a dry run it shows them. Returns the exit status."""
    if session.values.get("dry_run"):
        show(session, desk.changes())
        session.note("a dry run: nothing was written")
        return FOUND
    changes = desk.commit(meant)
    session.note(f"{done} ({', '.join(change.file.path.name for change in changes)})" if changes else "nothing to do")
    return FOUND


def show(session: Session, changes: Sequence[Change]) -> None:
    """Writes a unified diff, in colours for a person."""
    from dialogue_cli.curate.commit import diff

    show_diff(session, diff(changes))


def show_diff(session: Session, lines: Iterable[str]) -> None:
    """Writes the lines of a unified diff, in colours for a person."""
    if not session.is_drawn:
        out = session.out("tsv")
        out.writelines(f"{line}\n" for line in lines)
        return
    from dialogue_cli.terminal.diff import write_diff

    write_diff(lines, session.console)
