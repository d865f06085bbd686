"""A document that was received, as the files and the entry that a dataset keeps of it."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from dialogue_cli.curate.desk import Desk
from dialogue_cli.curate.extract import Extracted, extract
from dialogue_cli.curate.extract.extracted import LARGEST, TooMuchError
from dialogue_cli.dataset.model import Record, Source
from dialogue_cli.dataset.shelf import Shelf, folders
from dialogue_cli.errors import QueryError, UnreadableError
from dialogue_cli.files import ended_in_order, has_bytes, remove_abandoned, write_new
from dialogue_cli.text import one_line, printable, slug

STATED = ("title", "url", "language", "publisher", "published")
"""What a person can state of a document, and the document of itself."""


class Received(NamedTuple):
    """A document: its name, its bytes, and the text of it."""

    name: str
    data: bytes
    found: Extracted

    @property
    def is_text(self) -> bool:
        """Whether it is plain text, which is its own text."""
        return self.found.kind == "plain"

    @property
    def text_name(self) -> str:
        """The name of the file that quotes are compared with."""
        name = f"{Path(self.name).stem}.txt"
        # A page that was saved as text keeps its name: it is the original.
        return self.name if self.is_text else name if name != self.name else f"{name}.txt"

    @property
    def text(self) -> bytes:
        """What stands in that file."""
        return self.data if self.is_text else self.found.text.encode()


def received(path: Path, name: str | None = None) -> Received:
    """A document from a file. UnreadableError for one that cannot be read, or is none."""
    shown = one_line(str(path))
    if os.fsencode(path.name) != path.name.encode("utf-8", "replace"):
        raise UnreadableError(f"the name of {shown} is not UTF-8, as a dataset is; give the file another name")
    try:
        if not path.is_file():
            raise UnreadableError(f"{shown} is not a file" if path.exists() else f"{shown} was not found")
        if path.stat().st_size > LARGEST:
            raise TooMuchError(f"{shown} is larger than {LARGEST >> 20} MB; a document is a text")
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableError(f"{shown} cannot be read: {error.strerror}") from None
    except ValueError as error:
        raise UnreadableError(f"{shown} cannot be read: {error}") from None
    return Received(name or path.name, data, extract(data, shown))


def entry(document: Received, stated: dict[str, Any], *, is_believed: bool = True) -> tuple[Record, list[str]]:
    """The entry of a document, and what to tell of it: what a person states, and else what it says of itself.

    Without `is_believed` only what is stated is written. QueryError for an id that is none.
    """
    identifier = stated.get("id") or slug(Path(document.name).stem)
    if not identifier or slug(identifier) != identifier:
        hint = f", such as {slug(identifier)}" if slug(identifier or "") else "; give one with --id"
        raise QueryError(
            f'an id is lower-case letters and digits joined by hyphens{hint}, not "{one_line(identifier)}"'
        )
    proposed, told = document.found.settled() if is_believed else ({}, [])
    if stated.get("published"):
        told = []
    fields: Record = {}
    for field in (*STATED, "accessed"):
        if stated.get(field):
            fields[field] = stated[field]
        elif one := proposed.get(field):
            fields[field] = one.value
            if field != "accessed":
                told.append(f'{field} "{one_line(one.value)}", from {one.where}; --{field} states another')
    record: Record = {"id": identifier, "file": document.text_name, **fields}
    record["sha256"] = hashlib.sha256(document.text).hexdigest()
    if not document.is_text:
        record["original"] = {
            "file": document.name,
            "sha256": hashlib.sha256(document.data).hexdigest(),
            "media_type": document.found.media_type,
        }
        record["extractor"] = document.found.extractor
    return record, [*told, *document.found.notes]


def known(record: Record, sources: list[Source]) -> str | None:
    """The id of the source that is this document. QueryError where another one has the id or a file."""
    original = record.get("original", {})
    files = {record["file"], original.get("file")} - {None}
    for source in sources:
        theirs = source.original
        if source.sha256 == record["sha256"] or (original and theirs and theirs.sha256 == original["sha256"]):
            return source.id
    for source in sources:
        if source.id == record["id"]:
            raise QueryError(f'there is a source with the id "{source.id}" already; give another one with --id')
        taken = {source.file, source.original.file if source.original else None} & files
        if taken:
            raise QueryError(
                f"{source.id} has a file {one_line(str(min(map(str, taken))))} already; give this one another name"
            )
    return None


def new_files(dataset: Path, document: Received) -> dict[Path, bytes]:
    """What is to be written beside the other documents: nothing that is there already. QueryError for another file."""
    wanted = {document.text_name: document.text}
    if not document.is_text:
        wanted = {document.name: document.data} | wanted
    found: dict[Path, bytes] = {}
    shelf = Shelf(dataset)
    for name, data in wanted.items():
        if not _is_there(shelf, name, data):
            folder = _usual(shelf.folders)
            if real := shelf.leads_out(folder):
                where = f"{one_line(printable(folder))} is a link to {one_line(printable(real))}"
                raise QueryError(f"{where}, which is not beside the dataset; put a folder in its place")
            found[folder / name] = data
    return found


@contextmanager
def put_in(desk: Desk, files: Mapping[Path, bytes]) -> Iterator[None]:
    """Writes new documents; the block makes their entries, without which there are no documents either.

    UnreadableError where they cannot be written.
    """
    for folder in _own(folders(desk.dataset)):
        remove_abandoned(folder, bool)
    with ended_in_order():
        try:
            write_new(files)
        except OSError as error:
            name = one_line(str(error.filename2 or error.filename or next(iter(files))))
            raise UnreadableError(f"{name} cannot be written: {error.strerror}; nothing was changed") from None
        try:
            yield
        except BaseException:
            # Ctrl-C may come when the entries are there already.
            if not desk.is_made():
                for path in files:
                    path.unlink(missing_ok=True)
            raise


def _is_there(shelf: Shelf, name: str, data: bytes) -> bool:
    for path in (folder / name for folder in shelf.folders):
        if not os.path.lexists(path):
            continue
        try:
            refused = shelf.refused(path)
            if not refused and has_bytes(path, data):
                return True
        except OSError as error:
            refused = f"cannot be read: {error.strerror}"
        what = refused or "is another document"
        raise QueryError(f"{one_line(printable(path))} {what}; give this one another name")
    return False


def _usual(places: list[Path]) -> Path:
    """The folder of documents that is there, else the one beside the dataset."""
    own = _own(places)
    usual = [folder for folder in own if folder.is_dir()]
    return usual[-1] if usual else own[0]


def _own(places: list[Path]) -> list[Path]:
    """The folders that are for documents; the first, that of the dataset, may hold anything."""
    return places[1:]
