"""Documents read again by the extractor of today: whether their texts are the same, and which quotes would be lost."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Literal, NamedTuple

from dialogue_cli.curate.commit import Content, Meant
from dialogue_cli.curate.desk import Desk
from dialogue_cli.curate.documents_in import received
from dialogue_cli.curate.splice import set_field
from dialogue_cli.dataset.documents import Document, Library
from dialogue_cli.dataset.model import Evidence, Source
from dialogue_cli.errors import UnreadableError
from dialogue_cli.files import ended_in_order
from dialogue_cli.files.together import beside_all

Outcome = Literal[
    "same", "differs", "loses", "text missing", "text changed", "original missing", "original changed", "unreadable"
]
KEEPS: tuple[Outcome, ...] = ("same", "differs")
"""The outcomes by which no quote is lost."""
Quoted = tuple[str, Evidence]
"""Who quotes, the id of a meeting, and what."""
UNRELATED = "(unrelated)"
"""Stands for the meeting where a passage is lost that the source itself marks as about none."""


class Again(NamedTuple):
    """What became of one document: the words that would be lost, or why it cannot be said; the text as it would be."""

    source: Source
    outcome: Outcome
    lost: Sequence[Quoted] = ()
    why: str = ""
    path: Path = Path()
    before: str = ""
    after: str = ""
    extractor: str = ""

    @property
    def sha256(self) -> str:
        """The checksum of the text as it would be."""
        return hashlib.sha256(self.after.encode()).hexdigest()


def again(source: Source, library: Library, quotes: Iterable[Quoted]) -> Again:
    """Reads the original of a source again. What is not in its text now cannot be lost."""
    document, original = library.open(source), source.original
    assert original, "only a source with an original is read again"
    path = library.path(original.file)
    if document is None or document.fault:
        return Again(source, "text missing", why=f"{source.file} is not at hand as text")
    if path is None:
        return Again(source, "original missing", why=f"{original.file} {library.why_missing(original.file)}")
    if original.sha256 and library.digest(original.file) != original.sha256:
        return Again(source, "original changed", why=f"{original.file} is not the file that the text was made of")
    try:
        found = received(path).found
    except UnreadableError as error:
        return Again(source, "unreadable", why=str(error))
    new = Document.of_text(found.text)
    if library.state(source) == "changed" and new.sha256 != document.sha256:
        return Again(source, "text changed", why=f"{source.file} is not the text that was quoted (sha256)")
    passages = [(UNRELATED, Evidence(source.id, one.exact)) for one in source.unrelated]
    lost = [one for one in [*quotes, *passages] if document.has(one[1]) and not new.has(one[1])]
    is_same = new.sha256 == document.sha256 == (source.sha256 or new.sha256)
    outcome: Outcome = "same" if is_same else "loses" if lost else "differs"
    return Again(source, outcome, lost, "", document.path, document.written, found.text, found.extractor)


def prepare(desk: Desk, found: Sequence[Again]) -> Meant:
    """Gathers the edits of entries whose texts are to be replaced. Returns what is meant by them."""
    fields = {one.source.id: {"sha256": one.sha256, "extractor": one.extractor} for one in found}
    for identifier, values in fields.items():
        file, place = desk.find("sources", identifier) or (None, None)
        assert file is not None, "the source was read out of this dataset"
        assert place is not None
        for name, value in values.items():
            desk.edit(file, set_field(file.text, place, name, value, desk.around(file, place)))

    def meant(before: dict[str, Content]) -> dict[str, Content]:
        return {
            name: [
                (section, {**record, **fields.get(str(record.get("id")), {})} if section == "sources" else record)
                for section, record in content
            ]
            for name, content in before.items()
        }

    return meant


def replaced(desk: Desk, texts: Mapping[Path, str], commit: Callable[[], int]) -> int:
    """Replaces texts, then makes the edits of their entries; if those cannot be made, the texts are as before.

    UnreadableError where a text cannot be written.
    """
    before = {path: path.read_bytes() for path in texts}
    with ended_in_order():
        try:
            _write({path: text.encode() for path, text in texts.items()})
            return commit()
        except BaseException:
            # Ctrl-C may come when the entries are there already.
            if not desk.is_made():
                _write({path: data for path, data in before.items() if path.read_bytes() != data})
            raise


def _write(texts: Mapping[Path, bytes]) -> None:
    try:
        with beside_all(list(texts)) as new:
            for path, data in texts.items():
                new[path].write_bytes(data)
    except OSError as error:
        name = error.filename2 or error.filename or next(iter(texts))
        raise UnreadableError(f"{name} cannot be written: {error.strerror}") from None
