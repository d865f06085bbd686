"""What can be wrong in a dataset, as data: every check by name, and one fault as a `Problem`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]

# Every check by name. An error makes a record unreadable or untrue to the format; a warning is anything else.
CHECKS: dict[str, tuple[Severity, str]] = {
    "syntax": ("error", "the file is not YAML"),
    "encoding": ("error", "the file is not UTF-8 text"),
    "nesting": ("error", "lists and mappings are nested deeper than any record needs"),
    "anchor": ("error", "YAML anchors are not part of the format"),
    "alias": ("error", "YAML aliases are not part of the format"),
    "tag": ("error", "YAML tags are not part of the format"),
    "merge-key": ("error", "YAML merge keys are not part of the format"),
    "document": ("error", "a file holds one YAML document, a mapping of sections"),
    "duplicate-key": ("error", "a key stands twice in one mapping"),
    "format": ("error", "the dataset is of a format that this version can not read"),
    "type": ("error", "a value is not of the kind that its field needs"),
    "missing": ("error", "a required field is absent or empty"),
    "date": ("error", "a date is not of the EDTF profile, or not in the calendar"),
    "id": ("error", "an id is not a lower-case slug"),
    "choice": ("error", "a value is not one of those that its field knows"),
    "source-file": ("error", "the file of a source is not a bare name"),
    "duplicate-id": ("error", "two records have one id"),
    "dangling-reference": ("error", "a record names a source or a meeting that does not exist"),
    "unknown-key": ("warning", "a key is not part of the format, and its value is not read"),
    "control-character": ("warning", "a text holds control characters"),
    "source-missing": ("warning", "the file of a source is not where it is sought"),
    "source-changed": ("warning", "the file of a source is not the one that was quoted (sha256)"),
    "quote-not-found": ("warning", "the quoted words are not in the source"),
    "quote-ambiguous": ("warning", "the quoted words stand in the source more than once"),
    "unknown-claim": ("warning", "evidence supports a field or an item that the record does not have"),
    "ambiguous-name": ("warning", "a name or alias belongs to two entries of a vocabulary"),
    "likely-misspelling": ("warning", "a name is one or two letters away from one in the vocabulary"),
    "duplicate-item": ("warning", "a list names the same thing twice"),
    "duplicate-ordinal": ("warning", "two meetings are the same round of one series"),
    "ordinal-order": ("warning", "a later round of a series lies before an earlier one"),
    "held-in-future": ("warning", "a meeting is recorded as held, and its date has not come"),
    "date-after-source": ("warning", "a meeting is recorded as held after all of its sources were published"),
    "no-evidence": ("warning", "a claim has no evidence (asked for by --strict alone)"),
}
MOST_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault of a dataset. `line` and `column` count from 1; 0 means the file as a whole."""

    file: str
    line: int
    column: int
    code: str
    message: str

    @property
    def severity(self) -> Severity:
        """How bad it is, which the check alone decides."""
        return CHECKS[self.code][0]

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        return f"{place}: {self.severity}[{self.code}]: {self.message}"


def first_lines(problems: Sequence[Problem]) -> list[str]:
    """The first problems, a line each, and how many more there are: a screen full of them hides what to do."""
    lines = [str(problem) for problem in problems[:MOST_SHOWN]]
    if len(problems) > MOST_SHOWN:
        lines.append(f"and {len(problems) - MOST_SHOWN:,} more")
    return lines
