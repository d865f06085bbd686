"""A document into a dataset: its text beside the others, and an entry that evidence can name.

The text is copied into seeds/ as it is, and its checksum noted, so that check sees when it is changed. The id is made
out of the name of the file if none is given; only what is stated here is written down of the document.

FILE is plain text in UTF-8. Of a web page, a PDF or a mail, save the text first.

Examples:

  echo "Talks were held in Oslo." > oslo.txt && dialogue source add oslo.txt
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from dialogue_cli.cli.flags import COMMON, Flag
from dialogue_cli.cli.writing import DRY_RUN, desk_of, finish
from dialogue_cli.errors import FOUND, QueryError, UnreadableError
from dialogue_cli.text import one_line, slug

if TYPE_CHECKING:
    from dialogue_cli.cli.session import Session
    from dialogue_cli.curate.desk import Desk

_ACTION = Flag("action", (), "add.", "ACTION", required=True, offers="add")
_FILE = Flag("file", (), "The text of the document.", "FILE", required=True)
TAKES = (
    _ACTION,
    _FILE,
    Flag("id", ("--id",), "Its id; default: out of the name of the file.", "ID"),
    Flag("title", ("--title",), "Its title.", "TEXT"),
    Flag("published", ("--published",), "When it was published.", "DATE"),
    Flag("publisher", ("--publisher",), "Who published it.", "TEXT"),
    Flag("language", ("--language",), "Its language, such as en.", "CODE"),
    Flag("url", ("--url",), "The page that it is from.", "ADDRESS"),
    Flag("into", ("--into",), "Of a folder, the file that the entry goes into.", "FILE"),
    DRY_RUN,
    *COMMON,
)
_MOST = 64 << 20


def run(session: Session) -> int:
    """Answers one call; returns the exit status."""
    from dialogue_cli.curate.seeds import room
    from dialogue_cli.dataset.documents import folders

    values = session.values
    if values["action"] != "add":
        raise QueryError(f'"{one_line(values["action"])}" is no action; use dialogue source add FILE')
    data = _read(Path(values["file"]))
    desk = desk_of(session)
    record = _record(session, Path(values["file"]).name, data)
    if known := _known(session, record):
        session.note(f"the document is there already: {known}")
        return FOUND
    place = room(folders(desk.dataset), record["file"], data)
    added = desk.add_all("sources", [record], Path(values["into"]) if values["into"] else None)
    return _finish(session, desk, added, place, data)


def _finish(session: Session, desk: Desk, added: Any, place: Path | None, data: bytes) -> int:
    """Writes the document, then the entry; without the entry there is no document either."""
    from dialogue_cli.files import write_new

    identifier = added[0].records[0]["id"]
    is_new = place is not None and not session.values["dry_run"]
    if place is not None and is_new:
        try:
            write_new({place: data})
        except OSError as error:
            raise UnreadableError(f"{place} cannot be written: {error.strerror}; nothing was changed") from None
    try:
        status = finish(session, desk, desk.with_added(added), f"source {identifier} added")
    except BaseException:
        if place is not None and is_new:
            place.unlink(missing_ok=True)
        raise
    if not session.values["dry_run"]:
        session.out("tsv").write(f"{identifier}\n")
        session.note(f"next: dialogue quote {identifier} WORDS, or dialogue sources --coverage {identifier}")
    return status


def _read(path: Path) -> bytes:
    from dialogue_cli.dataset.encodings import not_text

    try:
        if path.stat().st_size > _MOST:
            raise UnreadableError(f"{path} is larger than {_MOST >> 20} MB; a document is a text")
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableError(f"{path} cannot be read: {error.strerror}") from None
    if fault := not_text(data):
        raise UnreadableError(f"{path} is not UTF-8 text: {fault}; save the text of it first")
    if not data.strip():
        raise UnreadableError(f"{path} is empty")
    return data


def _record(session: Session, name: str, data: bytes) -> dict[str, Any]:
    """The entry of the document. QueryError for a value that is not right."""
    import hashlib

    from dialogue_cli.dataset.typed_dates import typed_date

    values = session.values
    identifier = values["id"] or slug(Path(name).stem)
    if not identifier or slug(identifier) != identifier:
        hint = f", such as {slug(identifier)}" if slug(identifier or "") else "; give one with --id"
        raise QueryError(
            f'an id is lower-case letters and digits joined by hyphens{hint}, not "{one_line(identifier)}"'
        )
    stated = {field: values[field] for field in ("title", "url", "language", "publisher") if values[field]}
    record: dict[str, Any] = {"id": identifier, "file": name, **stated}
    if values["published"]:
        record["published"] = typed_date(values["published"], session.today)
    return record | {"sha256": hashlib.sha256(data).hexdigest()}


def _known(session: Session, record: dict[str, Any]) -> str | None:
    """The id of the source that has this document. QueryError where another one has the id or the file."""
    for source in session.archive.sources():
        if source.sha256 == record["sha256"]:
            return source.id
        if source.id == record["id"]:
            raise QueryError(f'there is a source with the id "{source.id}" already; give another one with --id')
        if source.file == record["file"]:
            raise QueryError(f"{source.id} has a file of that name already; give this one another name")
    return None
