"""The text of a PDF, by pypdf: what may be read, and what the file says of itself.

How its lines become paragraphs is in `pdf_lines` and `paragraphs`.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from dialogue_cli.curate.extract.extracted import Extracted, Proposal, TooMuchError, check_length
from dialogue_cli.curate.extract.paragraphs import text_of_pages
from dialogue_cli.curate.extract.running import Running, without_running_heads
from dialogue_cli.errors import UnreadableError
from dialogue_cli.text import listing, one_line, plural, shortened, squeeze

if TYPE_CHECKING:
    from pypdf import PdfReader

    from dialogue_cli.curate.extract.pdf_lines import Line

MEDIA_TYPE = "application/pdf"
_MOST_PAGES = 5_000
# Names of files and of programs that printers put where the title belongs.
_NO_TITLE = re.compile(
    r"(?i)(?:untitled|unknown|document ?\d*|about:blank|microsoft (?:word|powerpoint)\b.*|\S+:(?://|\\)\S*|.*\.[a-z]{3,5})"
)
# Letters that stand for glyphs of which the file does not say what they mean.
_UNMAPPED = re.compile("[\ufffd\ue000-\uf8ff]")


def text_of(data: bytes) -> Extracted:
    """The text of a PDF, which is empty for a scan, and its metadata. UnreadableError for one that cannot be read."""
    with _reading():
        reader = _opened(data)
        pages = _pages(reader)
    pages, running = without_running_heads(pages)
    text = text_of_pages(pages, running)
    with _reading():
        notes, metadata = tuple(_notes(reader, pages, running, text)), tuple(_metadata(reader))
    return Extracted(text, "pdf", MEDIA_TYPE, proposals=metadata, notes=notes)


@contextmanager
def _reading() -> Iterator[None]:
    """Turns whatever a damaged file makes the library raise into one message, and keeps its warnings off the screen."""
    logger = logging.getLogger("pypdf")
    level = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    except UnreadableError:
        raise
    except (RecursionError, MemoryError):
        raise TooMuchError("is nested deeper, or unfolds to more, than any document that a person reads") from None
    # A damaged file raises anything: KeyError, TypeError, struct.error, the library's own.
    except Exception as error:
        raise UnreadableError(f"cannot be read as a PDF: {_reason(error)}") from None
    finally:
        logger.setLevel(level)


def _reason(error: Exception) -> str:
    from pypdf.errors import DependencyError, LimitReachedError, PyPdfError

    if isinstance(error, LimitReachedError):
        return "something in it unfolds to more than a document has"
    if isinstance(error, DependencyError):
        return f"it is encrypted in a way that needs another package ({one_line(str(error))})"
    said = shortened(one_line(squeeze(str(error)))) if isinstance(error, PyPdfError) else ""
    return f"it is damaged ({said})" if said else "it is damaged"


def _opened(data: bytes) -> PdfReader:
    from io import BytesIO

    try:
        from pypdf import PdfReader
    except ModuleNotFoundError:
        raise UnreadableError(
            "a PDF, which needs the package pypdf: pip install 'dialogue-cli[pdf]', or pipx inject dialogue-cli pypdf"
        ) from None
    reader = PdfReader(BytesIO(data))
    # Many files are encrypted only so that they cannot be changed: those open without a password.
    if reader.is_encrypted and not reader.decrypt(""):
        raise UnreadableError("is encrypted with a password; save a copy without it, for example with qpdf --decrypt")
    if len(reader.pages) > _MOST_PAGES:
        raise TooMuchError(f"has {len(reader.pages):,} pages; {_MOST_PAGES:,} is the most that is read")
    return reader


def _pages(reader: PdfReader) -> list[list[Line]]:
    from dialogue_cli.curate.extract.pdf_lines import Budget, lines_of

    pages, letters, budget = [], 0, Budget(len(reader.pages))
    for page in reader.pages:
        pages.append(lines_of(page, budget))
        letters += sum(len(line.text) for line in pages[-1])
        check_length(letters)
    return pages


def _notes(reader: PdfReader, pages: list[list[Line]], running: Running, text: str) -> Iterator[str]:
    """What was taken out of the text, and what could not be read."""
    empty = [number for number, lines in enumerate(pages, 1) if not lines and _has_picture(reader, number)]
    if empty:
        shown = listing([f"{number:,}" for number in empty[:8]] + ["…"] * (len(empty) > 8), "and")
        have = "page has" if len(empty) == 1 else "pages have"
        yield f"{plural(len(empty), have, have)} pictures and no text ({shown}); OCR would read what they say"
    if running.removed:
        yield f"{plural(running.removed, 'running head or page number', 'running heads and page numbers')} left out"
    unmapped = len(_UNMAPPED.findall(text))
    if unmapped * 50 > len(text):
        yield f"{unmapped:,} letters are in a font of which the PDF does not say what they mean; OCR would read them"


def _has_picture(reader: PdfReader, number: int) -> bool:
    resources = reader.pages[number - 1].get("/Resources")
    return resources is not None and "/XObject" in resources.get_object()


def _metadata(reader: PdfReader) -> Iterator[Proposal]:
    """The title and the language. When a PDF was made says nothing of when it was published."""
    title = squeeze(str((reader.metadata and reader.metadata.title) or ""))
    if title and not _NO_TITLE.fullmatch(title):
        yield Proposal("title", title, "the title in the properties of the PDF")
    language = reader.root_object.get("/Lang")
    if language and re.fullmatch(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", str(language)):
        yield Proposal("language", str(language)[:2].lower(), "the language in the properties of the PDF")
