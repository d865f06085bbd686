"""What an answer is never written over: the dataset that is asked, and the documents of its sources."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from dialogue_cli.dataset.chosen import chosen_dataset
from dialogue_cli.dataset.folder import dataset_files, is_named_as_part, is_one_file
from dialogue_cli.errors import DialogueError, QueryError

if TYPE_CHECKING:
    from dialogue_cli.cli.session import Session


def refuse_what_is_read(session: Session, path: Path, name: str) -> None:
    """Raises QueryError for a file of the dataset or of its documents, and for one that would become a part of it.

    No --force allows it: what a person has typed is in no other place. `name` is the file as it was typed.
    """
    dataset = Path(chosen_dataset(session.values.get("data")))
    if os.path.lexists(path):
        for file, what in _read(session, dataset):
            if is_one_file(path, file):
                raise QueryError(f"{name} is {what}, which is never written over; name another file")
    if dataset.is_dir() and is_named_as_part(path.name) and is_one_file(path.parent, dataset):
        raise QueryError(f"{name} would become a part of the dataset in {dataset}; name a file in another folder")


def _read(session: Session, dataset: Path) -> Iterator[tuple[Path, str]]:
    """The files that a call reads, and what each is."""
    with suppress(DialogueError):
        for file in dataset_files(dataset):
            yield file, "a file of the dataset"
        # Of a dataset that cannot be read, no document is known.
        from dialogue_cli.dataset.shelf import folders

        for source in session.archive.sources():
            for file_name in (source.file, source.original.file if source.original else None):
                if file_name:
                    for folder in folders(dataset):
                        yield folder / file_name, f"a document of the source {source.id}"
