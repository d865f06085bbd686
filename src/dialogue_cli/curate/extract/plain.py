"""Plain text, which is its own text."""

from __future__ import annotations

from dialogue_cli.curate.extract.extracted import Extracted
from dialogue_cli.dataset.encodings import not_text
from dialogue_cli.errors import UnreadableError
from dialogue_cli.text import BYTE_ORDER_MARK


def text_of(data: bytes) -> Extracted:
    """The text as it is. UnreadableError where it is not UTF-8."""
    if fault := not_text(data):
        raise UnreadableError(f"is not UTF-8 text: {fault}; save it as UTF-8 first")
    return Extracted(data.decode("utf-8").removeprefix(BYTE_ORDER_MARK), "plain", "text/plain")
