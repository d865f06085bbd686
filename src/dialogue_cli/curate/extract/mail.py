"""E-mails: the text of the message, and what its header says. Attachments are named, not read."""

from __future__ import annotations

import email
import email.policy
import email.utils
import re
from collections.abc import Iterator
from email.message import EmailMessage

from dialogue_cli.curate.extract.extracted import Extracted, Proposal, tidy
from dialogue_cli.errors import UnreadableError
from dialogue_cli.text import one_line, squeeze

_MOST_PARTS = 2_000
_MBOX = re.compile(rb"(?:\A|\n\n)From [^\n]+ \d\d:\d\d[^\n]*\n[A-Za-z-]+:")


def text_of(data: bytes) -> Extracted:
    """The text of a message. UnreadableError for a mailbox of several."""
    data = data.replace(b"\r\n", b"\n")
    if len(_MBOX.findall(data)) > 1:
        raise UnreadableError("is a mailbox of several messages; save the one that is meant")
    message = parsed(data)
    body = _body(message)
    attached = [one_line(str(part.get_filename())) for part in parts(message) if part.get_filename()]
    notes = (f"attachments are not read: {', '.join(attached[:8])}",) if attached else ()
    heads = [
        f"{name}: {squeeze(value)}" for name in ("From", "To", "Date", "Subject") if (value := _header(message, name))
    ]
    return Extracted(
        tidy([*heads, "", *body]), "mail", "message/rfc822", proposals=tuple(_proposals(message)), notes=notes
    )


def parsed(data: bytes) -> EmailMessage:
    """The message of some bytes; the line before an mbox's is none of it."""
    if data.startswith(b"From "):
        data = data.partition(b"\n")[2]
    message = email.message_from_bytes(data, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    return message


def parts(message: EmailMessage) -> Iterator[EmailMessage]:
    """The parts of a message that are none of several themselves, in order."""
    for i, part in enumerate(message.walk()):
        if i > _MOST_PARTS:
            raise UnreadableError(f"has more than {_MOST_PARTS:,} parts, which no message has")
        if not part.is_multipart() and isinstance(part, EmailMessage):
            yield part


def content(part: EmailMessage) -> bytes:
    """The bytes of a part, decoded from what carried them."""
    found = part.get_payload(decode=True)
    return found if isinstance(found, bytes) else b""


def _body(message: EmailMessage) -> list[str]:
    """The lines of the text: of plain text and HTML the one that has more words, since either may be a stub."""
    from dialogue_cli.curate.extract import html
    from dialogue_cli.curate.extract.charset import decoded

    texts: dict[str, list[str]] = {"plain": [], "html": []}
    for part in parts(message):
        if part.get_filename() or part.get_content_disposition() == "attachment":
            continue
        charset = part.get_content_charset()
        if part.get_content_type() == "text/plain":
            texts["plain"] += [*_unfolded(decoded(content(part), charset), part), ""]
        elif part.get_content_type() == "text/html":
            texts["html"] += [*html.text_of(content(part), charset).text.split("\n"), ""]
    counts = {kind: sum(len(line.split()) for line in lines) for kind, lines in texts.items()}
    # HTML keeps paragraphs whole, where plain text is broken into short lines.
    return texts["html"] if counts["html"] >= 0.9 * counts["plain"] and counts["html"] else texts["plain"]


def _unfolded(text: str, part: EmailMessage) -> list[str]:
    """The lines of plain text; where it flows (RFC 3676), a line that ends in a space goes on."""
    lines = text.split("\n")
    if part.get_param("format") != "flowed":
        return lines
    found: list[str] = []
    goes_on = False
    for line in lines:
        line = line.removeprefix(" ")
        if goes_on and found:
            found[-1] += line
        else:
            found.append(line)
        goes_on = line.endswith(" ") and line != "-- "
    return found


def _header(message: EmailMessage, name: str) -> str:
    try:
        return str(message.get(name) or "")
    except (ValueError, IndexError, AttributeError, TypeError, LookupError):
        # Headers that break the rules of RFC 5322 make the parser fail in many ways.
        return ""


def _proposals(message: EmailMessage) -> Iterator[Proposal]:
    if subject := squeeze(_header(message, "Subject")):
        yield Proposal("title", subject[:400], "the subject")
    try:
        sent = email.utils.parsedate_to_datetime(_header(message, "Date"))
        yield Proposal("published", str(sent.date()), "the date of the message")
    except (ValueError, TypeError, IndexError, OverflowError):
        pass
    name, address = email.utils.parseaddr(_header(message, "From"))
    if name or address:
        yield Proposal("publisher", squeeze(name or address)[:400], "the sender")
