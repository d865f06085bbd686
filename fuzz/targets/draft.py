"""Drafts: any text as a document out of which records are proposed."""

from __future__ import annotations

import datetime
from functools import cache
from typing import Any

from dialogue_cli.archive import Archive
from dialogue_cli.curate.draft.known import Known
from dialogue_cli.curate.draft.linking import linked
from dialogue_cli.curate.draft.proposing import proposed
from dialogue_cli.curate.draft.reading import Reading
from dialogue_cli.curate.draft.release import Release
from dialogue_cli.curate.draft.writing import as_yaml, draft_of
from dialogue_cli.curate.notary.gate import passed
from dialogue_cli.curate.reviewing.drafts import read_draft
from dialogue_cli.dataset.documents import Document
from dialogue_cli.dataset.model import Evidence
from dialogue_cli.dates.edtf import parse
from dialogue_cli.text import as_json
from fuzz.harness import ROOT, expect, text_of

_DAYS = (None, datetime.date(2025, 11, 23))


@cache
def _known() -> Known:
    with Archive(ROOT / "data" / "meetings.yaml") as archive:
        return Known(archive.vocabularies(), archive.header.principal, frozenset(archive.ids()))


def check(data: bytes) -> None:
    """Every quote stands in the text, every date is one, and the draft as a file says the same."""
    text = text_of(data).replace("\0", "")
    document = Document.of_text(text)
    published = _DAYS[len(data) % 2]
    found = _draft(document, published)
    expect(found == _draft(document, published), "the same text gives the same draft")
    for record in found:
        _is_sound(record, document)
    if not found:
        return
    source = {"id": "text", "title": "A text", "sha256": document.sha256}
    draft = draft_of("text.txt", "2026-01-15", [source], found)
    from_yaml, from_json = read_draft(as_yaml(draft), "draft.yaml"), read_draft(as_json(draft), "draft.json")
    expect(from_yaml == from_json, "a draft as YAML says what it says as JSON", from_yaml, from_json)
    for record, read in zip(found, from_yaml.meetings, strict=True):
        quotes = [one["exact"] for one in record["evidence"]]
        expect([one["exact"] for one in read.record["evidence"]] == quotes, "its quotes are read back", quotes)


def _draft(document: Document, published: datetime.date | None) -> list[dict[str, Any]]:
    known = _known()
    reading = Reading(Release(document, published), known.names)
    records, _ = passed(proposed(reading, "text", known), {"text": reading}, known)
    return linked(records, known.ids.__contains__) if records else []


def _is_sound(record: dict[str, Any], document: Document) -> None:
    expect(record.get("id") and record.get("title"), "a record has an id and a title", record)
    if date := record.get("date"):
        parse(date)
    expect(record["evidence"], "a record has its words", record)
    for one in [*record["evidence"], *(one for one in record.get("unsure", ()) if one.get("exact"))]:
        quote = Evidence("text", one["exact"], one.get("prefix"), one.get("suffix"))
        expect(document.has(quote), "every quote stands in the text", one)
