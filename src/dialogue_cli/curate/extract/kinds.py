"""What kind of document some bytes are, by what they begin with; the name decides nothing."""

from __future__ import annotations

import re
from importlib import import_module

from dialogue_cli.curate.extract.extracted import LARGEST, Extracted, TooMuchError
from dialogue_cli.errors import UnreadableError

_HEADER = re.compile(rb"\A(?:From [^\n]*\n)?(?:[A-Za-z][\w-]*:[^\n]*\n(?:[ \t][^\n]*\n)*){2,}")
_MAIL_FIELDS = re.compile(rb"^(?:from|date|subject|mime-version|content-type|received|message-id|to):", re.I | re.M)
_HTML = re.compile(
    rb"\A[\s\xef\xbb\xbf]*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|title|div|p|article|table|h1|span|main|section)\b",
    re.I | re.S,
)
_NOT_READ = (
    (b"\xd0\xcf\x11\xe0", "an old Word file or an Outlook message; save it as DOCX or as an e-mail (.eml)"),
    (b"{\\rtf", "an RTF file; save it as DOCX or as plain text"),
    (b"\x1f\x8b", "a compressed file; unpack it first"),
    (b"Rar!", "an archive; unpack it first"),
    (b"7z\xbc\xaf", "an archive; unpack it first"),
    (b"\x89PNG", "a picture; it needs OCR first"),
    (b"\xff\xd8\xff", "a picture; it needs OCR first"),
    (b"GIF8", "a picture; it needs OCR first"),
    (b"II*" + bytes(1), "a picture; it needs OCR first"),
    (b"MM" + bytes(1) + b"*", "a picture; it needs OCR first"),
)


def kind_of(data: bytes) -> str:
    """`html`, `mhtml`, `mail`, `pdf`, `docx` or `plain`. UnreadableError for what is none of them."""
    for sign, what in _NOT_READ:
        if data.startswith(sign):
            raise UnreadableError(what)
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return "docx"
    head = data[: 1 << 16]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "html" if _HTML.match(head.replace(bytes(1), b"")[2:]) else "plain"
    if _HTML.match(head):
        return "html"
    headers = _HEADER.match(head.replace(b"\r\n", b"\n"))
    if headers and len({field.lower() for field in _MAIL_FIELDS.findall(headers[0])}) >= 2:
        return "mhtml" if re.search(rb"^content-type:\s*multipart/related", headers[0], re.I | re.M) else "mail"
    return "plain"


def extract(data: bytes, name: str) -> Extracted:
    """The text of a document. UnreadableError, with the name of the file, for one that cannot be read."""
    if len(data) > LARGEST:
        raise TooMuchError(f"{name} is larger than {LARGEST >> 20} MB; a document is a text")
    if not data.strip():
        raise UnreadableError(f"{name} is empty")
    try:
        kind = kind_of(data)
        found: Extracted = import_module(f"dialogue_cli.curate.extract.{kind}").text_of(data)
    except (MemoryError, RecursionError):
        raise TooMuchError(f"{name} is nested deeper, or larger, than any document that a person reads") from None
    except UnreadableError as error:
        joint = (
            ": " if str(error).startswith(("it ", "not ")) else " is " if str(error).startswith(("a ", "an ")) else " "
        )
        raise type(error)(f"{name}{joint}{error}") from None
    if not any(map(str.isalpha, found.text)):
        hint = " (a scan?); it needs OCR first, for example with ocrmypdf" if kind == "pdf" else ""
        raise UnreadableError(f"{name} has no text{hint}")
    return found
