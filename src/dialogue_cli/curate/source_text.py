"""A file of a dataset as text that can be spliced, and back to the bytes that it was."""

from __future__ import annotations

import codecs
import hashlib
import re
from pathlib import Path

from dialogue_cli.dataset.encodings import not_text
from dialogue_cli.errors import UnreadableError

_UTF_16 = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}


class SourceText:
    """The text of a file, with its byte-order mark and line ends as they are.

    Raises UnreadableError for a file that cannot be read, or is no text.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self.data = path.read_bytes()
        except OSError as error:
            raise UnreadableError(f"{path} cannot be read: {error.strerror}") from None
        self.encoding = _UTF_16.get(self.data[:2], "utf-8")
        try:
            self.text = self.data.decode(self.encoding)
        except UnicodeDecodeError:
            wrong = not_text(self.data)
            raise UnreadableError(f"{path} is not UTF-8 text: {wrong}") from None
        found = re.search(r"\r\n|\n|\r", self.text)
        self.newline = found[0] if found else "\n"
        """The end of its first line, which new lines get too."""

    @property
    def digest(self) -> str:
        """SHA-256 of its bytes, in hex."""
        return hashlib.sha256(self.data).hexdigest()

    def encoded(self, text: str) -> bytes:
        """A text in the encoding of the file."""
        return text.encode(self.encoding)
