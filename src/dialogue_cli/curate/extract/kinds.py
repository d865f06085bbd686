"""What kind of document some bytes are, by what they begin with; the name only tells a page from plain text."""

from __future__ import annotations

import re
from importlib import import_module

from dialogue_cli.curate.extract.extracted import LARGEST, Extracted, TooMuchError, check_length
from dialogue_cli.errors import UnreadableError

_HEADER = re.compile(rb"\A(?:From [^\n]*\n)?(?:[A-Za-z][\w-]*:[^\n]*\n(?:[ \t][^\n]*\n)*){2,}")
_MAIL_FIELDS = re.compile(rb"^(?:from|date|subject|mime-version|content-type|received|message-id|to):", re.I | re.M)
_HTML = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|meta|title|link|script|style|base|div|p|article|section|main|nav|header|footer|aside"
    rb"|table|h[1-6]|span|a|b|i|u|em|strong|font|center|ul|ol|dl|pre|blockquote|figure|img|br|hr|form|iframe)\b",
    re.I,
)
_BEFORE_HTML = re.compile(rb"(?:\s|\xef\xbb\xbf|<\?xml[^>]*>)*")
# A mail may be of several related parts, too; a page that was saved was sent to nobody.
_SENT = re.compile(rb"^(?:to|cc|message-id|received|return-path|delivered-to|reply-to):", re.I | re.M)
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
        return "html" if _is_page(head.replace(bytes(1), b"")[2:]) else "plain"
    if _is_page(head):
        return "html"
    headers = _HEADER.match(head.replace(b"\r\n", b"\n"))
    if headers and len({field.lower() for field in _MAIL_FIELDS.findall(headers[0])}) >= 2:
        is_related = re.search(rb"^content-type:\s*multipart/related", headers[0], re.I | re.M)
        return "mhtml" if is_related and not _SENT.search(headers[0]) else "mail"
    return "plain"


def _is_page(head: bytes) -> bool:
    """Whether the first thing that is no comment is a tag of HTML."""
    at = 0
    while True:
        before = _BEFORE_HTML.match(head, at)
        at = before.end() if before else at
        end = head.find(b"-->", at) if head.startswith(b"<!--", at) else -1
        if end < 0:
            return _HTML.match(head, at) is not None
        at = end + 3


def extract(data: bytes, name: str) -> Extracted:
    """The text of a document. UnreadableError, with the name of the file, for one that cannot be read."""
    if len(data) > LARGEST:
        raise TooMuchError(f"{name} is larger than {LARGEST >> 20} MB; a document is a text")
    if not data.strip():
        raise UnreadableError(f"{name} is empty")
    try:
        kind = kind_of(data)
        if kind == "plain" and name.lower().endswith((".html", ".htm", ".xhtml")) and b"<" in data:
            kind = "html"
        found: Extracted = import_module(f"dialogue_cli.curate.extract.{kind}").text_of(data)
        check_length(len(found.text))
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
