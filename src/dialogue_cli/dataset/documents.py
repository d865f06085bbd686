"""The source documents: where they are looked for, and whether they say what is quoted.

Matching ignores differences in white space and nothing else. Only `check` and `show --evidence` read
documents; every other answer comes from the records.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from dialogue_cli.dataset.model import Evidence, Source
from dialogue_cli.text import squeeze


@dataclass(frozen=True, slots=True)
class Document:
    """A document's text with every run of white space as one space, and the SHA-256 of its bytes in hex."""

    path: Path
    text: str
    sha256: str

    def count(self, quote: Evidence) -> int:
        """How often the quoted words occur in the document, between their prefix and suffix."""
        exact = squeeze(quote.exact)
        if not quote.prefix and not quote.suffix:
            return self.text.count(exact)
        return len(re.findall(_pattern(quote, exact), self.text))

    def passage(self, quote: Evidence, around: int = 60) -> tuple[str, str, str] | None:
        """The words before the quote, the quote, and the words after it; None when it is not there."""
        found = re.search(_pattern(quote, squeeze(quote.exact)), self.text)
        if not found:
            return None
        start, end = found.span("exact")
        before = self.text[max(0, start - around) : start]
        after = self.text[end : end + around]
        if start > around:
            before = "…" + before.partition(" ")[2]
        if end + around < len(self.text):
            after = after.rpartition(" ")[0] + "…"
        return before, self.text[start:end], after

    def nearest(self, quote: Evidence) -> str | None:
        """The passage that is most like the quoted words; None when no passage is much like them."""
        from rapidfuzz import fuzz

        exact = squeeze(quote.exact)
        found = fuzz.partial_ratio_alignment(exact, self.text, score_cutoff=80)
        if not found:
            return None
        # Whole words, also where the best alignment ends within one.
        start = self.text.rfind(" ", 0, found.dest_start + 1) + 1
        end = self.text.find(" ", found.dest_end - 1)
        return self.text[start : end if end >= 0 else None].strip()


def _pattern(quote: Evidence, exact: str) -> str:
    before = re.escape(squeeze(quote.prefix)) + r"\s?" if quote.prefix else ""
    after = r"\s?" + re.escape(squeeze(quote.suffix)) if quote.suffix else ""
    return rf"{before}(?P<exact>{re.escape(exact)}){after}"


def folders(dataset: Path) -> list[Path]:
    """Where documents are looked for: beside the dataset, in `seeds/` there, and in `../seeds/` of a `data` folder."""
    base = dataset if dataset.is_dir() else dataset.parent
    found = [base, base / "seeds"]
    if base.resolve().name == "data":
        found.append(base.resolve().parent / "seeds")
    return found


class Library:
    """The documents of one dataset, each read once."""

    def __init__(self, dataset: Path) -> None:
        self.folders = folders(dataset)
        self._read: dict[str, Document | None] = {}

    def open(self, source: Source) -> Document | None:
        """The document of a source, or None when it names no file or the file is in none of the folders."""
        if not source.file:
            return None
        if source.file not in self._read:
            self._read[source.file] = self._load(source.file)
        return self._read[source.file]

    def _load(self, name: str) -> Document | None:
        for folder in self.folders:
            path = folder / name
            try:
                data = path.read_bytes()
            except (OSError, ValueError):
                continue
            return Document(path, squeeze(data.decode("utf-8-sig", "replace")), hashlib.sha256(data).hexdigest())
        return None
