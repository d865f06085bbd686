"""Every check of a dataset, run over its files in one pass. `dialogue check` is a face of it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from dialogue_cli.checks import claims, quotes, records
from dialogue_cli.checks.codes import CountryCodes
from dialogue_cli.checks.context import Context, DatasetCheck, MeetingCheck, SourceCheck
from dialogue_cli.checks.duplicates import Duplicates
from dialogue_cli.checks.ignoring import Ignoring
from dialogue_cli.checks.likeness import Likeness
from dialogue_cli.checks.rounds import SeriesRounds
from dialogue_cli.checks.texts import Texts
from dialogue_cli.checks.twins import Twins
from dialogue_cli.dataset.documents import Library
from dialogue_cli.dataset.folder import dataset_files
from dialogue_cli.dataset.model import Meeting, Source
from dialogue_cli.dataset.problems import Problem, in_order
from dialogue_cli.dataset.reader import FileReader, Item
from dialogue_cli.dataset.references import References
from dialogue_cli.text import plural

MEETING_CHECKS: tuple[MeetingCheck, ...] = (*records.MEETING_CHECKS, *claims.MEETING_CHECKS, *quotes.MEETING_CHECKS)
STRICT_CHECKS: tuple[MeetingCheck, ...] = claims.STRICT_CHECKS
SOURCE_CHECKS: tuple[SourceCheck, ...] = quotes.SOURCE_CHECKS
DATASET_CHECKS: tuple[type[DatasetCheck], ...] = (CountryCodes, Duplicates, Likeness, SeriesRounds, Texts, Twins)
STRICT_DATASET_CHECKS: tuple[type[DatasetCheck], ...] = (records.Parties,)


class Examination(NamedTuple):
    """All that the checks found, in the order of files and lines, and how much they looked at."""

    problems: list[Problem]
    files: int
    meetings: int
    sources: int
    quotes: int
    ignored: list[tuple[Problem, str]]
    """What records ask not to be told, with the reason of each."""

    def __str__(self) -> str:
        files = f"{plural(self.files, 'file')}, " if self.files > 1 else ""
        return (
            f"{files}{plural(self.meetings, 'meeting')}, {plural(self.sources, 'source')}, "
            f"{plural(self.quotes, 'quote')}"
        )


def examine(path: Path, today: datetime.date, *, strict: bool = False) -> Examination:
    """Every problem of a dataset. With `strict`, claims without evidence and meetings of nobody are problems too.

    Raises UnreadableError when there is nothing to read.
    """
    files = dataset_files(path)
    sources: dict[str, Source] = {}
    references, context = References(), Context(Library(path, sources), sources, today, {}, {})
    meeting_checks = (*MEETING_CHECKS, *STRICT_CHECKS) if strict else MEETING_CHECKS
    dataset_checks = [check() for check in (*DATASET_CHECKS, *(STRICT_DATASET_CHECKS if strict else ()))]
    problems: list[Problem] = []
    ignoring = Ignoring(strict=strict)
    waiting: list[tuple[Item, Meeting]] = []
    meetings = quoted = 0
    for reader in map(FileReader, files):
        for item in references.items_of(reader):
            for dataset_check in dataset_checks:
                dataset_check.add(item)
            value = item.value
            if isinstance(value, Source):
                context.sources.setdefault(value.id, value)
                for source_check in SOURCE_CHECKS:
                    problems += source_check(item, value, context)
            elif isinstance(value, Meeting):
                meetings += 1
                ignoring.add(item, value)
                quoted += len(value.evidence)
                if all(source in context.sources for source in value.sources):
                    problems += _of_meeting(meeting_checks, item, value, context)
                else:
                    # Its sources may come after it.
                    waiting.append((item, value))
        problems += reader.problems
    for item, meeting in waiting:
        problems += _of_meeting(meeting_checks, item, meeting, context)
    problems += quotes.unread_sources(context)
    problems += references.finish(str(path))
    for dataset_check in dataset_checks:
        problems += dataset_check.finish()
    told = ignoring.apart(_each_once(problems))
    shown = in_order(told.problems, files)
    return Examination(shown, len(files), meetings, len(context.sources), quoted, told.ignored)


def _of_meeting(checks: Sequence[MeetingCheck], item: Item, meeting: Meeting, context: Context) -> Iterator[Problem]:
    for check in checks:
        yield from check(item, meeting, context)


def _each_once(problems: list[Problem]) -> list[Problem]:
    """The problems without the warning about an unknown section that an error already explains."""
    errors = {(p.file, p.line, p.column) for p in problems if p.severity == "error"}
    return [p for p in problems if p.code != "unknown-key" or (p.file, p.line, p.column) not in errors]
