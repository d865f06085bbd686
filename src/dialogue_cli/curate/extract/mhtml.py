"""Pages that a browser saved as one file of several parts (MHTML)."""

from __future__ import annotations

import email.utils

from dialogue_cli.curate.extract import html
from dialogue_cli.curate.extract.extracted import Extracted, Proposal, tidy
from dialogue_cli.curate.extract.mail import content, parsed, parts
from dialogue_cli.errors import UnreadableError
from dialogue_cli.text import squeeze


def text_of(data: bytes) -> Extracted:
    """The text of the page, the frames in it after it."""
    message = parsed(data.replace(b"\r\n", b"\n"))
    pages = [part for part in parts(message) if part.get_content_type() in ("text/html", "application/xhtml+xml")]
    if not pages:
        raise UnreadableError("has no page in it")
    found = [html.text_of(content(part), part.get_content_charset()) for part in pages]
    proposals = list(found[0].proposals)
    location = squeeze(str(message.get("Snapshot-Content-Location") or pages[0].get("Content-Location") or ""))
    if location.startswith(("http://", "https://")):
        proposals.insert(0, Proposal("url", location, "the browser that saved it"))
    try:
        saved = email.utils.parsedate_to_datetime(str(message.get("Date") or ""))
        proposals.append(Proposal("accessed", str(saved.date()), "the browser that saved it"))
    except (ValueError, TypeError, IndexError, OverflowError):
        pass
    text = tidy("\n".join(one.text for one in found).split("\n"))
    return Extracted(text, "mhtml", "multipart/related", proposals=tuple(proposals))
