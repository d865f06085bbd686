"""What `source add` does: documents into the folder of documents, and an entry for each."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dialogue_cli.cli.again import call
from dialogue_cli.cli.flags import COMMON, Flag
from dialogue_cli.cli.writing import desk_of, finish
from dialogue_cli.curate.documents_in import STATED, Received, entry, known, new_files, put_in, received
from dialogue_cli.dataset.model import Source
from dialogue_cli.errors import FOUND, QueryError
from dialogue_cli.text import one_line, plural, shortened

if TYPE_CHECKING:
    from dialogue_cli.cli.session import Session

_ID, _WORDS = Flag("id", (), ""), Flag("words", (), "")


def add(session: Session) -> int:
    """Adds the documents of a call: all of them, or none. Returns the exit status."""
    names = session.values["files"]
    given = [name for name in ("id", "title", "url", "published") if session.values[name]]
    if len(names) > 1 and given:
        raise QueryError(f"--{given[0]} is of one document; add several without it")
    desk = desk_of(session)
    sources = session.archive.sources()
    records: list[dict[str, Any]] = []
    files: dict[Path, bytes] = {}
    shown: list[str] = []
    for name in names:
        document = _received(session, name)
        record, told = entry(document, _stated(session), is_believed=not session.values["no_metadata"])
        if there := known(record, sources):
            session.note(f"the document is there already: {there}")
            continue
        for new, data in new_files(desk.dataset, document).items():
            if files.setdefault(new, data) != data:
                raise QueryError(f"two documents would be {one_line(new.name)}; give one of them another name")
        sources = [*sources, Source.from_record(record)]
        records.append(record)
        shown += [f"{record['id']}: {line}" if len(names) > 1 else line for line in told]
    if not records:
        return FOUND
    for line in shown:
        session.note(shortened(line, 300))
    return _write(session, desk, records, files)


def _write(session: Session, desk: Any, records: Sequence[dict[str, Any]], files: dict[Path, bytes]) -> int:
    """Writes the documents, then their entries; without the entries there are no documents either."""
    into = session.values["into"]
    added = desk.add_all("sources", records, Path(into) if into else None)
    ids = ", ".join(record["id"] for record in records)
    noun = "source" if len(records) == 1 else plural(len(records), "source") + ":"
    with nullcontext() if session.values["dry_run"] else put_in(desk, files):
        status = finish(session, desk, desk.with_added(added), f"{noun} {ids} added")
    if not session.values["dry_run"]:
        session.out("tsv").writelines(f"{record['id']}\n" for record in records)
        given = {"id": records[0]["id"], "words": "WORDS", "data": session.values["data"]}
        session.note(f"next: {call('draft', (_ID, *COMMON), given)}, or {call('quote', (_ID, _WORDS, *COMMON), given)}")
    return status


def _stated(session: Session) -> dict[str, Any]:
    from dialogue_cli.dataset.typed_dates import typed_date

    found = {field: session.values[field] for field in ("id", *STATED) if session.values[field]}
    if "published" in found:
        found["published"] = typed_date(found["published"], session.today)
    return found


def _received(session: Session, name: str) -> Received:
    if name != "-":
        return received(Path(name))
    from dialogue_cli.curate.extract import extract
    from dialogue_cli.curate.extract.extracted import LARGEST

    identifier = session.values["id"]
    if not identifier:
        raise QueryError("a document from standard input needs an id: curl URL | dialogue source add - --id ID")
    if sys.stdin is None or sys.stdin.isatty():
        raise QueryError("- reads a document from standard input: curl URL | dialogue source add - --id ID")
    data = sys.stdin.buffer.read(LARGEST + 1)
    found = extract(data, "standard input")
    endings = {"html": "html", "mhtml": "mhtml", "mail": "eml", "pdf": "pdf", "docx": "docx", "plain": "txt"}
    return Received(f"{identifier}.{endings[found.kind]}", data, found)
