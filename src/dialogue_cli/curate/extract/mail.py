"""E-mails: the text of the message, and what its header says. Attachments are named, not read."""

from __future__ import annotations

import email
import email.policy
import email.utils
import re
from collections.abc import Iterator
from email.message import EmailMessage, Message
from typing import Any

from dialogue_cli.curate.extract.extracted import Extracted, Proposal, TooMuchError, tidy
from dialogue_cli.errors import UnreadableError
from dialogue_cli.text import one_line, squeeze

_MOST_PARTS = 2_000
# What the parser takes for one grows with its square; it parses that of a part each time that it is asked for.
_LONGEST_HEADER = 100_000
_LONGEST_OF_PART = 10_000
_MOST_PARSED = 2_000_000
_MBOX = re.compile(rb"(?:\A|\n\n)From [^\n]+ \d\d:\d\d[^\n]*\n[A-Za-z-]+:")


class _Forgiving(email.policy.EmailPolicy):
    """The policy of the library, but that a header which its parser fails at, in whatever way, is the text it is.

    TooMuchError, before it is parsed, for a header without an end, and for more of them than any message has.
    """

    _parsed: list[int]
    """How many characters were parsed so far: one number."""

    def __init__(self) -> None:
        super().__init__()  # type: ignore[call-arg]
        # A policy refuses new attributes.
        object.__setattr__(self, "_parsed", [0])

    def header_fetch_parse(self, name: str, value: str) -> Any:
        _check_header(name, value)
        self._parsed[0] += len(value)
        if self._parsed[0] > _MOST_PARSED:
            raise TooMuchError(f"has headers of more than {_MOST_PARSED:,} characters, which no message has")
        try:
            return super().header_fetch_parse(name, value)
        except RecursionError:
            raise
        except Exception:
            return squeeze(value.encode("utf-8", "surrogateescape").decode("utf-8", "replace"))


def _check_header(name: str, value: str) -> None:
    most = _LONGEST_OF_PART if name.lower().startswith("content-") else _LONGEST_HEADER
    if len(value) > most:
        raise TooMuchError(f"has a header of more than {most:,} characters, which no message has")


def text_of(data: bytes) -> Extracted:
    """The text of a message. UnreadableError for a mailbox of several."""
    data = data.replace(b"\r\n", b"\n")
    if len(_MBOX.findall(data)) > 1:
        raise UnreadableError("is a mailbox of several messages; save the one that is meant")
    message = parsed(data)
    attached = [one_line(str(part.get_filename())) for part in parts(message) if part.get_filename()]
    named = ", ".join(attached[:8]) + (f" and {len(attached) - 8} more" if len(attached) > 8 else "")
    body = _said(message)
    if not any(map(str.isalpha, "".join(body))):
        raise UnreadableError(f"has no text{named and f' of its own; save what is attached and add that: {named}'}")
    notes = (f"attachments are not read: {named}",) if attached else ()
    return Extracted(
        tidy([*_heads(message), "", *body]), "mail", "message/rfc822", proposals=tuple(_proposals(message)), notes=notes
    )


def parsed(data: bytes) -> EmailMessage:
    """The message of some bytes; the line before an mbox's is none of it. TooMuchError for a header without an end."""
    if data.startswith(b"From "):
        data = data.partition(b"\n")[2]
    message = email.message_from_bytes(data, policy=_Forgiving())
    assert isinstance(message, EmailMessage)
    for part in _all(message):
        for name, value in part.raw_items():
            _check_header(name, str(value))
    return message


def parts(message: EmailMessage) -> Iterator[EmailMessage]:
    """The parts of a message that are none of several themselves, in order."""
    for part in _all(message):
        if not part.is_multipart() and isinstance(part, EmailMessage):
            yield part


def _all(message: Message) -> Iterator[Message]:
    for i, part in enumerate(message.walk()):
        if i > _MOST_PARTS:
            raise TooMuchError(f"has more than {_MOST_PARTS:,} parts, which no message has")
        yield part


def content(part: EmailMessage) -> bytes:
    """The bytes of a part, decoded from what carried them."""
    found = part.get_payload(decode=True)
    return found if isinstance(found, bytes) else b""


def _said(part: Message) -> list[str]:
    """The lines of what a part says, with all of its own parts; of alternatives the one that says most."""
    if part.get_content_type() == "multipart/alternative":
        return _fullest([_said(one) for one in _inner(part)])
    if part.is_multipart():
        found = [line for one in _inner(part) for line in _said(one)]
        return ["", *_heads(part), "", *found] if part.get_content_maintype() == "message" else found
    return _lines(part) if isinstance(part, EmailMessage) else []


def _inner(part: Message) -> list[Message]:
    found = part.get_payload()
    return [one for one in found if isinstance(one, Message)] if isinstance(found, list) else []


def _fullest(several: list[list[str]]) -> list[str]:
    """The last one that is no stub of another: what comes later is nearer to what was written (RFC 2046)."""
    counts = [sum(len(line.split()) for line in lines) for lines in several]
    full = [lines for lines, count in zip(several, counts, strict=True) if count >= 0.9 * max(counts)]
    return full[-1] if full else []


def _lines(part: EmailMessage) -> list[str]:
    from dialogue_cli.curate.extract import html
    from dialogue_cli.curate.extract.charset import decoded

    if part.get_filename() or part.get_content_disposition() == "attachment":
        return []
    charset = part.get_content_charset()
    if part.get_content_type() == "text/plain":
        return [*_unfolded(decoded(content(part), charset), part), ""]
    if part.get_content_type() == "text/html":
        return [*html.text_of(content(part), charset).text.split("\n"), ""]
    return []


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


def _heads(message: Message) -> list[str]:
    """What the head of a message says, a line each."""
    inner = _inner(message) if message.get_content_maintype() == "message" else []
    of = inner[0] if inner else message
    names = ("From", "To", "Date", "Subject")
    return [f"{name}: {squeeze(value)}" for name in names if (value := _header(of, name))]


def _header(message: Message, name: str) -> str:
    return str(message.get(name) or "")


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
