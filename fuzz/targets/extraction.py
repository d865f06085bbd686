"""Extraction: any bytes as a document that was received. Behind `word/` they are the text part of a Word file."""

from __future__ import annotations

import io
import re
import zipfile

from dialogue_cli.curate.extract import extract
from dialogue_cli.curate.extract.extracted import Extracted
from dialogue_cli.dataset.documents import Document
from dialogue_cli.errors import UnreadableError
from dialogue_cli.text import CONTROLS, NOT_CHARACTERS, compared
from fuzz.harness import expect

_NO_TEXT = re.compile(f"[{CONTROLS}{NOT_CHARACTERS}]")
_MOST = 64
"""By so many times a text may be longer than the bytes that it came from, a few kilobytes apart."""


def check(data: bytes) -> None:
    """A document has a harmless text that is found in itself, or is refused by its name."""
    if data.startswith(b"word/"):
        data = _word(data[5:])
    name = "page.html" if len(data) % 2 else "page.txt"
    try:
        found = extract(data, name)
    except UnreadableError as error:
        expect(str(error).startswith(name), "a refusal names the file", error)
        return
    expect(extract(data, name) == found, "the same bytes give the same text")
    _is_harmless(found)
    expect(len(found.text) <= _MOST * len(data) + (1 << 14), "a text is bounded by its document", len(found.text))
    document = Document.of_text(found.text)
    expect(compared(document.text) == document.text, "a text that is compared is compared with itself")
    for line in found.text.splitlines()[:50]:
        if compared(line):
            expect(next(document.everywhere(line), None), "each line is found in its document", line)


def _is_harmless(found: Extracted) -> None:
    found.text.encode()
    if found.kind != "plain":
        control = _NO_TEXT.search(found.text)
        expect(not control, "a text has no control characters", control)
        expect("\n\n\n" not in found.text, "nor more than one blank line", found.kind)
    for one in found.settled()[0].values():
        expect(one.value == " ".join(one.value.split()), "what is proposed stands on a line", one)
        expect(not _NO_TEXT.search(one.value), "and has no control characters", one)


def _word(part: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(zipfile.ZipInfo("word/document.xml"), part)
    return out.getvalue()
