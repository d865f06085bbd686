"""Word files (Office Open XML): paragraphs, tables, notes, headers; what was deleted with tracking is out."""

from __future__ import annotations

import io
import lzma
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element, ParseError, XMLPullParser

from dialogue_cli.curate.extract.extracted import LARGEST, Extracted, Proposal, TooMuchError, tidy
from dialogue_cli.errors import UnreadableError
from dialogue_cli.text import squeeze

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_MAIN = re.compile(r"word/document\d*\.xml")
_PARTS = re.compile(r"word/(?:header\d*|document\d*|footnotes|endnotes|footer\d*)\.xml")
_ORDER = ("header", "document", "footnotes", "endnotes", "footer")
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_LEFT_OUT = frozenset((f"{_W}del", f"{_W}moveFrom", f"{_W}instrText", f"{_W}delText"))
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_DEEPEST = 2_000
# A Word file of some hundred pages has a few hundred thousand.
_MOST_ELEMENTS = 2_000_000
_MOST_PROPERTIES = 1_000
_DAMAGED = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, NotImplementedError, RuntimeError),
    *(ParseError, ValueError, LookupError),
)
_CHUNK = 1 << 16


def text_of(data: bytes) -> Extracted:
    """The text of a Word file. UnreadableError for another archive, or one with a password."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            if not any(map(_MAIN.fullmatch, names)):
                raise UnreadableError(_other(names))
            parts = sorted(filter(_PARTS.fullmatch, names), key=_place)
            elements = _Elements(_MOST_ELEMENTS)
            text = tidy(_all_lines(archive, parts, elements))
            return Extracted(text, "docx", _TYPE, proposals=tuple(_proposals(archive, names)))
    except (UnreadableError, RecursionError):
        raise
    except _DAMAGED as error:
        what = "is protected by a password" if "encrypted" in str(error) else "is a damaged Word file"
        raise UnreadableError(what) from None


def _other(names: list[str]) -> str:
    if "mimetype" in names and "content.xml" in names:
        return "an OpenDocument file; save it as DOCX"
    if any(name.startswith("xl/") for name in names):
        return "a table; dialogue import reads those"
    if any(name.startswith("ppt/") for name in names):
        return "a presentation; save it as PDF"
    return "an archive, and no Word file; unpack it first"


def _place(name: str) -> tuple[int, str]:
    return next(i for i, part in enumerate(_ORDER) if name.startswith(f"word/{part}")), name


def _read(archive: zipfile.ZipFile, name: str, room: int = LARGEST) -> bytes:
    """A part of the file, never more than there is room for: the size that an archive states may be a lie."""
    with archive.open(name) as file:
        data = file.read(room + 1)
    if len(data) > room:
        raise TooMuchError(f"unpacks to more than {LARGEST >> 20} MB, which no document is")
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise UnreadableError("has declarations that no Word file has")
    return data


class _Elements:
    """Counts elements as they are read. TooMuchError for more than a Word file has."""

    def __init__(self, most: int) -> None:
        self._most = self._left = most

    def of(self, data: bytes) -> Iterator[tuple[str, Element]]:
        """The elements of a part as they begin and end."""
        parser: XMLPullParser[Any] = XMLPullParser(("start", "end"))
        for at in range(0, len(data), _CHUNK):
            parser.feed(data[at : at + _CHUNK])
            for event, element in parser.read_events():  # type: ignore[misc]
                self._left -= event == "end"
                if self._left < 0:
                    raise TooMuchError(f"has more than {self._most:,} elements, which no Word file has")
                yield event, element  # type: ignore[misc]
        parser.close()


def _all_lines(archive: zipfile.ZipFile, parts: list[str], elements: _Elements) -> Iterator[str]:
    room = LARGEST
    for name in parts:
        part = _read(archive, name, room)
        room -= len(part)
        yield from _lines(part, elements)


def _lines(data: bytes, elements: _Elements) -> Iterator[str]:
    """The paragraphs of a part, each a line with a blank one behind it; a cell of a table is a paragraph."""
    stack: list[list[str]] = [[]]
    left_out = depth = 0
    for event, element in elements.of(data):
        tag = element.tag.replace(_STRICT, _W)
        depth += 1 if event == "start" else -1
        if depth > _DEEPEST:
            raise TooMuchError(f"is nested more than {_DEEPEST:,} deep, which no Word file is")
        if tag in _LEFT_OUT or tag == _FALLBACK:
            left_out += 1 if event == "start" else -1
        if left_out:
            continue
        if tag == f"{_W}p":
            if event == "start":
                # A text box stands within a paragraph, and has paragraphs itself.
                stack.append([])
            else:
                yield from ("".join(stack.pop()), "")
                element.clear()
        elif event == "end":
            stack[-1].append(_said(tag, element))


def _said(tag: str, element: Element) -> str:
    if tag == f"{_W}t":
        return element.text or ""
    if tag in (f"{_W}tab", f"{_W}ptab"):
        return " "
    if tag in (f"{_W}br", f"{_W}cr"):
        return "\n"
    return "-" if tag == f"{_W}noBreakHyphen" else ""


def _proposals(archive: zipfile.ZipFile, names: list[str]) -> Iterator[Proposal]:
    """The title; the day on which a file was made is not that of its publication."""
    if "docProps/core.xml" not in names:
        return
    for event, element in _Elements(_MOST_PROPERTIES).of(_read(archive, "docProps/core.xml")):
        name = element.tag.rpartition("}")[2]
        if event == "end" and name == "title" and element.text and element.text.strip():
            yield Proposal("title", squeeze(element.text)[:400], "the properties of the file")
        if event == "end" and name == "language" and element.text and re.match(r"[a-z]{2}\b", element.text):
            yield Proposal("language", element.text[:2], "the properties of the file")
