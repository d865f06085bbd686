"""What can be wrong in a dataset, as data: every check by its code, and one finding as a `Problem`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from dialogue_cli.errors import DialogueError

Severity = Literal["error", "broken-proof", "warning"]
SEVERITIES: dict[Severity, str] = {"error": "error", "broken-proof": "broken proof", "warning": "warning"}
"""Each in words, the worst first."""

# Every check by its code: severity and meaning. An error makes a record unreadable or untrue to the format, and the
# dataset is refused; a broken proof makes `check` fail, and what it proves is shown with the proof marked as broken.
CHECKS: dict[str, tuple[Severity, str]] = {
    "syntax": ("error", "the file is not valid YAML"),
    "encoding": ("error", "the file is neither UTF-8 text nor UTF-16 that begins with a byte-order mark"),
    "nesting": ("error", "lists and mappings are nested deeper than any record needs"),
    "anchor": ("error", "YAML anchors are not part of the format"),
    "alias": ("error", "YAML aliases are not part of the format"),
    "tag": ("error", "YAML tags are not part of the format"),
    "merge-key": ("error", "YAML merge keys are not part of the format"),
    "document": ("error", "a file must hold one YAML document, a mapping of sections"),
    "duplicate-key": ("error", "a key appears twice in one mapping"),
    "format": ("error", "the dataset has a format that this version cannot read"),
    "type": ("error", "a value is not of the kind that its field needs"),
    "missing": ("error", "a required field is absent or empty"),
    "date": ("error", "a date is not in a supported form of EDTF, or does not exist"),
    "id": ("error", "an id has characters other than lower-case letters, digits and single hyphens"),
    "choice": ("error", "a value is not one of those that its field allows"),
    "source-file": ("error", "the file of a source is not a name without a folder"),
    "duplicate-dataset": ("error", "more than one file of a folder describes the dataset"),
    "duplicate-id": ("error", "two records have the same id"),
    "dangling-reference": ("error", "a record names a source or a meeting that does not exist"),
    "unknown-key": ("warning", "a key is not part of the format, so its value is ignored"),
    "control-character": ("warning", "a text contains control characters"),
    "invisible-character": ("warning", "a text contains a character that does not show"),
    "mixed-script": ("warning", "a word contains a letter of another script that looks like one of its own"),
    "cut-by-comment": ("warning", "a text is cut by a #, with which a comment begins"),
    "url": ("warning", "the url of a meeting or a source is not an address of the Web (https, http or ftp)"),
    "source-missing": ("warning", "the file of a source was not found or cannot be read"),
    "source-encoding": ("broken-proof", "the file of a source is not UTF-8 text, so its quotes cannot be compared"),
    "source-changed": ("broken-proof", "the file of a source is no longer the one that was quoted (sha256)"),
    "quote-not-found": ("broken-proof", "the quoted words are not in the source"),
    "original-changed": ("warning", "the original of a source is no longer the one that its text was made of (sha256)"),
    "quote-ambiguous": ("warning", "the quoted words occur in the source more than once"),
    "unrelated-quoted": ("warning", "a passage marked as unrelated is quoted by a meeting"),
    "unknown-claim": ("warning", "evidence supports a field or an item that the record does not have"),
    "ambiguous-name": ("warning", "a name or alias belongs to two entries of a vocabulary"),
    "likely-misspelling": (
        "warning",
        "a name is a letter or two away from one in the vocabulary, or from a country",
    ),
    "country-code": ("warning", "a name is the code of a country, and is taken as a name of its own"),
    "duplicate-item": ("warning", "a list names the same thing twice"),
    "same-meeting": ("warning", "two meetings are equal in all but their ids and rounds"),
    "duplicate-ordinal": ("warning", "two meetings are the same round of one series, and none resumes the other"),
    "ordinal-order": ("warning", "a later round of a series is dated before an earlier one"),
    "check-ignore": ("warning", "check_ignore names no check, one that cannot be ignored, or one that finds nothing"),
    "held-in-future": ("warning", "a meeting is recorded as held, but its date is in the future"),
    "date-after-source": ("warning", "a meeting is recorded as held after all of its sources were published"),
    "no-evidence": ("warning", "a claim has no evidence (only with --strict)"),
    "no-party": ("warning", "a meeting names no partner, no participant and no principal (only with --strict)"),
}
UNREADABLE = frozenset(("syntax", "nesting", "encoding", "document"))
"""The errors after which a file is not read on."""
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
        """How bad it is; each check has one severity."""
        return CHECKS[self.code][0]

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        return f"{place}: {self.severity}[{self.code}]: {self.message}"


class DatasetError(DialogueError):
    """A dataset with errors is refused as a whole; `problems` has every one of them."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        count = len(self.problems)
        super().__init__(f"the dataset has {count:,} error{'' if count == 1 else 's'}")


def in_order(problems: Iterable[Problem], files: Iterable[Path]) -> list[Problem]:
    """Problems in the order of the files and their lines; first those of the dataset as a whole."""
    place = {str(file): i for i, file in enumerate(files)}
    return sorted(problems, key=lambda p: (place.get(p.file, -1), p.line, p.column))


def first_lines(problems: Sequence[Problem]) -> list[str]:
    """The first problems, a line each, and how many more there are: for a message beside what was asked for."""
    lines = [str(problem) for problem in problems[:MOST_SHOWN]]
    if len(problems) > MOST_SHOWN:
        lines.append(f"and {len(problems) - MOST_SHOWN:,} more")
    return lines
