"""Records out of a document, proposed by rules, every claim with the words that say it.

SOURCE is a document of the dataset or a file. The draft is YAML in the format of a dataset: who met, when, where,
about what, in which round of which series, with the sentences behind each claim. What can be read in two ways is not
chosen but listed under `unsure`. Nothing enters the dataset: dialogue review goes through a draft claim by claim.

A date is one only if the document says that the meeting was then; the day of publication is none. "On Tuesday" and
"yesterday" are counted from the day of publication, which the document or --published states.

--from takes proposals that somebody or something else made, as JSON: records with their evidence, or single claims
with `field`, `value` and `quote`. A claim is kept only if its quote stands word for word in the document, and the date,
number or name that it claims stands in the quote. What comes back is told with the reason.

The rules read English; what they do not understand is left out.

Examples:

  dialogue draft eeas

  dialogue draft eeas -o draft.yaml

  dialogue draft eeas -f json

  dialogue draft eeas -f json | dialogue draft eeas --from -
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from dialogue_cli.cli.flags import COMMON, TARGET, Flag, formats
from dialogue_cli.errors import FOUND, NOTHING, QueryError, UnreadableError
from dialogue_cli.text import as_json, one_line, plural, shortened, slug

if TYPE_CHECKING:
    import datetime

    from dialogue_cli.cli.session import Session
    from dialogue_cli.curate.draft.known import Known
    from dialogue_cli.curate.draft.reading import Reading
    from dialogue_cli.curate.notary import Refused
    from dialogue_cli.dataset.documents import Document
    from dialogue_cli.dataset.model import Source

FORMATS = ("yaml", "json")
TAKES = (
    Flag("source", (), "The document: a source of the dataset, or a file.", "SOURCE", required=True, offers="source"),
    Flag("published", ("--published",), "The day on which it was published.", "DATE"),
    Flag("proposals", ("--from",), "Proposals as JSON, to be checked; - reads them.", "FILE"),
    formats(FORMATS),
    *TARGET,
    *COMMON,
)
_PATH = Flag("path", (), "")
LONGEST = 200_000
"""Characters of the longest document of which a draft is made: far more than a press release has."""


def run(session: Session) -> int:
    """Answers one call; returns the exit status."""
    from dialogue_cli.cli.shape import chosen_format
    from dialogue_cli.curate.draft.linking import linked, with_ids
    from dialogue_cli.curate.draft.reading import Reading
    from dialogue_cli.curate.draft.release import Release
    from dialogue_cli.curate.draft.writing import as_yaml, draft_of
    from dialogue_cli.curate.notary.gate import heard, passed

    format_ = chosen_format(session.values["format"], FORMATS) or "yaml"
    source, document = _document(session)
    if len(document.text) > LONGEST:
        raise UnreadableError(
            f"{one_line(session.values['source'])} has {len(document.text):,} characters, and draft reads {LONGEST:,}"
            " at most: put the part that tells of the meeting into a file of its own"
        )
    published = _published(session, source)
    known = _known(session)
    reading = Reading(Release(document, published), known.names)
    proposed = _proposed(session, reading, source["id"], known)
    is_by_rules = session.values["proposals"] is None
    records, refused = (passed if is_by_rules else heard)(proposed, {source["id"]: reading}, known)
    if not is_by_rules:
        _tell_refused(session, refused)
    if not records:
        session.note(
            f"{one_line(session.values['source'])} tells of no meeting that the rules understand"
            if is_by_rules
            else "no claim was kept"
        )
        return NOTHING
    records = linked(records, known.ids.__contains__) if is_by_rules else with_ids(records, known.ids.__contains__)
    if published and "published" not in source:
        source["published"] = str(published)
    more = {} if is_by_rules else {"refused": [_as_record(one) for one in refused]}
    draft = draft_of(
        session.values["source"], str(session.today), [source], records, **{k: v for k, v in more.items() if v}
    )
    _write(session, as_json(draft, 2) + "\n" if format_ == "json" else as_yaml(draft), format_)
    _tell(session, records)
    return FOUND


def _proposed(session: Session, reading: Reading, source: str, known: Known) -> list[dict[str, Any]]:
    """What the rules propose, or somebody else."""
    name = session.values["proposals"]
    if name is None:
        from dialogue_cli.curate.draft.proposing import proposed

        return proposed(reading, source, known)
    from dialogue_cli.cli.adding import json_text
    from dialogue_cli.curate.notary.proposals import read

    return read(json_text(name, "--from"), "standard input" if name == "-" else one_line(name), source)


def _as_record(one: Refused) -> dict[str, Any]:
    return {name: value for name, value in one._asdict().items() if value not in (None, "")}


def _tell_refused(session: Session, refused: list[Refused]) -> None:
    for one in refused:
        value = "" if one.value is None else f' "{shortened(one_line(_shown(one.value)), 60)}"'
        session.note(f"refused: {one.claim}{value}: {shortened(one_line(one.reason), 160)}")
    if refused:
        session.note(f"{plural(len(refused), 'claim')} refused")


def _shown(value: Any) -> str:
    return (
        str(value.get("name") or value.get("city") or next(iter(value.values()), ""))
        if isinstance(value, dict)
        else str(value)
    )


def _tell(session: Session, records: list[dict[str, Any]]) -> None:
    unsure = sum(len(one.get("unsure", ())) for one in records)
    doubts = f", {plural(unsure, 'claim')} unsure" if unsure else ""
    session.note(f"{plural(len(records), 'record')} proposed{doubts}; nothing is in the dataset")
    if target := session.values["output"]:
        from dialogue_cli.cli.again import call

        given = {"path": str(target), "data": session.values["data"]}
        session.note(f"next: {one_line(call('review', (_PATH, *COMMON), given))}")


def _write(session: Session, text: str, format_: str) -> None:
    from dialogue_cli.cli.target import written_to

    with written_to(session, format_) as place:
        place.stream.write(text)


def _document(session: Session) -> tuple[dict[str, Any], Document]:
    """The document that is meant, and its source as a record; a file need not be one of the dataset."""
    from dialogue_cli.commands.coverage import named

    name = session.values["source"]
    path = Path(name)
    found, notes = named(session, name)
    if not found and path.is_file():
        return _file(session, path)
    for note in notes:
        session.note(note)
    if len(found) != 1:
        ids = ", ".join(one.id for one in found[:8])
        raise QueryError(
            f'"{one_line(name)}" is {plural(len(found), "document")}: {ids}; draft takes one'
            if found
            else f'there is no document "{one_line(name)}"; give the id of a source or a file'
        )
    document = session.proofs.document(found[0])
    if document is None or document.fault:
        raise UnreadableError(f'the document of "{found[0].id}" is not at hand as text')
    return _described(found[0]), document


def _file(session: Session, path: Path) -> tuple[dict[str, Any], Document]:
    """A document that need not be one of the dataset: its text, and the entry that `source add` would write."""
    from dialogue_cli.curate.documents_in import entry, received
    from dialogue_cli.dataset.documents import Document

    found = received(path)
    record, told = entry(found, {"id": slug(path.stem) or "document"})
    for source in session.archive.sources():
        is_original = source.original is not None and source.original.sha256 == record.get("original", {}).get("sha256")
        if source.sha256 == record["sha256"] or (is_original and "original" in record):
            session.note(f"{path.name} is the document of {source.id}")
            return _described(source), Document.of_text(found.text.decode())
    for line in told:
        if " states another" not in line:
            session.note(line)
    return record, Document.of_text(found.text.decode())


def _described(source: Source) -> dict[str, Any]:
    """A source of the dataset, as a draft repeats it."""
    record = source.to_record()
    return {name: value for name, value in record.items() if name not in ("unrelated", "former_ids") and value}


def _published(session: Session, source: dict[str, Any]) -> datetime.date | None:
    """The day of publication that the call or the source states."""
    from dialogue_cli.dataset.typed_dates import typed_date
    from dialogue_cli.dates.edtf import parse

    typed = session.values["published"]
    text = typed_date(typed, session.today) if typed else source.get("published")
    if not text:
        return None
    date = parse(str(text))
    if not (date.start and date.end and date.start.first == date.end.last):
        if typed:
            raise QueryError(f'--published is one day, such as 2025-11-23, not "{one_line(typed)}"')
        return None
    return date.start.first


def _known(session: Session) -> Known:
    from dialogue_cli.curate.draft.known import Known

    archive = session.archive

    def record(identifier: str) -> dict[str, Any] | None:
        found = archive.get(identifier)
        return found.to_record() if found else None

    return Known(archive.vocabularies(), archive.header.principal, frozenset(archive.ids()), record)
