"""Fills the index from the YAML: all of it, or only what has changed."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path

from dialogue_cli.dataset.problems import DatasetError, Problem, in_order
from dialogue_cli.dataset.reader import FileReader, Item, no_garbage_collection
from dialogue_cli.dataset.references import References
from dialogue_cli.errors import UnreadableError
from dialogue_cli.index.changes import Changes
from dialogue_cli.index.finishing import finish
from dialogue_cli.index.fitting import fits
from dialogue_cli.index.intake import Doubtful, Intake, Plan, Progress, Told, planned, size_of
from dialogue_cli.index.readers import Readers
from dialogue_cli.index.schema import INDEXES, OLDEST_SQLITE, TABLES, stored
from dialogue_cli.index.tying import Ties


def build(
    path: Path,
    files: list[Path],
    connection: sqlite3.Connection,
    readers: Readers | None,
    progress: Progress | None = None,
    doubtful: Path | None = None,
) -> None:
    """Reads a whole dataset into an empty database, large files part by part if somebody is given to read them.

    `doubtful` is a file that must not be cut if it has no error. Raises DatasetError with every error of the dataset,
    UnreadableError when a file cannot be read, or SQLite cannot do what is asked of it.
    """
    _make_tables(connection)
    intake = None
    with no_garbage_collection(), Told(progress, sum(map(size_of, files))) as told:
        plans = planned(files) if readers else []
        if readers and any(plan.survey for plan in plans):
            try:
                intake = Intake(connection)
                _take(intake, [(plan, {}) for plan in plans], told, readers)
            except Doubtful as doubt:
                doubtful, intake = doubt.file, None
                connection.rollback()
                told.restart()
        intake = intake or _in_order(path, files, connection, doubtful, told)
        Ties(connection).tie_all(intake.rows.names)
        connection.execute("INSERT INTO meta VALUES ('dataset', ?)", (stored(path.resolve()),))
        connection.executescript(INDEXES)
        finish(connection, intake.rows.first_meeting)


def _make_tables(connection: sqlite3.Connection) -> None:
    # Python brings SQLite along, or uses that of the system: both can be old, or built without full text.
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        needed = ".".join(map(str, OLDEST_SQLITE))
        raise UnreadableError(f"this Python has SQLite {sqlite3.sqlite_version}; dialogue needs {needed} or newer")
    try:
        connection.executescript(TABLES)
    except sqlite3.OperationalError as error:
        if "no such module" not in str(error):
            raise
        raise UnreadableError(
            "this Python has a SQLite without full-text search (FTS5), which dialogue needs"
        ) from None


def update(
    files: list[Path], gone: list[str], connection: sqlite3.Connection, progress: Progress | None = None
) -> None:
    """Brings a filled database up to date: reads again what has changed in some files, and forgets those that are gone.

    Raises Doubtful, the database then being of no use, when not all of it fits together: then everything must be read
    in order, and what is wrong is said in full.
    """
    from dialogue_cli.index.retying import Retying

    with no_garbage_collection():
        # It numbers what is new from behind all that there was.
        intake = Intake(connection)
        changes = Changes(connection, planned(files), gone)
        with Told(progress, changes.size) as told:
            with Readers(changes.size) as readers:
                _take(intake, changes.plans, told, readers)
            ties = Retying(connection)
            ties.renew(changes.sections(intake.first_part), intake.rows.new_names(), changes.loose)
            finish(connection, 0 if ties.is_all_anew else intake.rows.first_meeting)


def _take(intake: Intake, plans: Sequence[tuple[Plan, dict[int, int]]], told: Told, readers: Readers) -> None:
    """Takes in files, but for the parts that are there already. Raises Doubtful where that does not do."""
    try:
        intake.cut([(plan, kept) for plan, kept in plans if plan.survey], told, readers)
        for plan, _ in plans:
            if not plan.survey:
                reader = FileReader(plan.file)
                intake.whole(reader, _sound(reader), told, is_doubtful=plan.is_doubtful)
    except sqlite3.IntegrityError:
        # An id that is there already.
        raise Doubtful from None
    if not fits(intake.connection):
        raise Doubtful


def _sound(reader: FileReader) -> Iterator[Item]:
    """The items of a file. Raises Doubtful where it has an error."""
    for item in reader:
        if item.broken:
            break
        yield item
    if any(problem.severity == "error" for problem in reader.problems):
        raise Doubtful


def _in_order(
    path: Path, files: list[Path], connection: sqlite3.Connection, doubtful: Path | None, told: Told
) -> Intake:
    """Takes in all files in the order of their bytes. Raises DatasetError with every error."""
    intake, references = Intake(connection), References()
    errors: list[Problem] = []
    for file in files:
        reader = FileReader(file)
        # What has no errors between records can be taken in; whether it was for nothing shows in the end.
        items = (
            item
            for item in references.items_of(reader)
            if not (item.broken or errors or references.problems or reader.has_errors)
        )
        intake.whole(reader, items, told, is_doubtful=file == doubtful)
        errors += [problem for problem in reader.problems if problem.severity == "error"]
    errors += references.finish(str(path))
    if errors:
        raise DatasetError(in_order(errors, files))
    return intake
