"""Every problem in a dataset, with file, line and column.

Quotes are looked up in their sources: one that is not there, or a source that has changed, is a broken proof.

On a terminal each problem stands with its line of the file, and a summary at the end; of a kind of which there are
more than ten, the first three. -f text writes all, a line for each, as in a pipe.

Exit status: 0 clean (a dataset with only warnings is clean, unless --strict), 1 errors or broken proofs, 2 not
readable at all.

Examples:

  # The dataset in use
  dialogue check

  # The same, and every claim needs evidence
  dialogue check --strict

  # The problems for another program
  dialogue check -f json
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from dialogue_cli.checks.examine import examine
from dialogue_cli.cli.flags import COMMON, DATASET_GROUP, Flag, formats
from dialogue_cli.cli.shape import chosen_format
from dialogue_cli.dataset.chosen import chosen_dataset
from dialogue_cli.dataset.problems import SEVERITIES, Problem
from dialogue_cli.errors import FOUND, NOTHING
from dialogue_cli.text import listing, one_line, plural

if TYPE_CHECKING:
    from dialogue_cli.cli.session import Session

FORMATS = ("text", "json", "jsonl")
DATASET = Flag("path", (), "A dataset; default: the one in use.", "[PATH]")
STRICT = Flag(
    "strict", ("--strict",), "Warnings count, and every claim needs evidence.", group=DATASET_GROUP, kind=bool
)
TAKES = (DATASET, STRICT, formats(FORMATS), *COMMON)


def run(session: Session) -> int:
    """Answers one call; returns the exit status."""
    strict = session.values["strict"]
    format_ = chosen_format(session.values["format"], FORMATS) or "text"
    named = [name for name in (session.values["path"], session.values["data"]) if name is not None]
    found = examine(Path(chosen_dataset(named[0] if named else None)), session.today, strict=strict)
    counts = Counter(problem.severity for problem in found.problems)
    said = [plural(counts[severity], noun) for severity, noun in SEVERITIES.items() if counts[severity]]
    total = f"{found}: {listing(said, 'and') if said else 'no problems'}"
    if session.values["format"] is None and session.is_drawn and found.problems:
        from dialogue_cli.terminal.problems import write_problems

        write_problems(found.problems, total, session.console, every=_every(session))
    else:
        _write(session, format_, found.problems)
        session.note(total)
    is_clean = not found.problems if strict else set(counts) <= {"warning"}
    return FOUND if is_clean else NOTHING


def _every(session: Session) -> str:
    """The command that writes all problems of the same dataset."""
    from dialogue_cli.cli.again import call

    return call("check", TAKES, session.values, format="text")


def _write(session: Session, format_: str, problems: list[Problem]) -> None:
    if format_ == "text":
        session.out(format_).writelines(one_line(line) + "\n" for line in map(str, problems))
    else:
        from dialogue_cli.formats.json_text import write_as

        write_as(format_, map(_record, problems), session.out(format_))


def _record(problem: Problem) -> dict[str, str | int]:
    return {
        "file": problem.file,
        "line": problem.line,
        "column": problem.column,
        "severity": problem.severity,
        "code": problem.code,
        "message": problem.message,
    }
