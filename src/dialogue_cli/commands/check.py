"""Every problem in a dataset, with file, line and column.

Quotes are looked up in their sources: one that is not there, or a source that has changed, is a broken proof.

On a terminal each problem stands with its line of the file, and a summary at the end; of a kind of which there are
more than ten, the first three. -f text writes all, a line for each, as in a pipe.

A meeting may ask not to be told of a check, with `check_ignore`; the end says how many problems were left out so, and
--ignored shows them. --fix mends what has one right answer, a checksum that is not noted and an item that stands twice
in a list, and says what it did; the order of keys is for dialogue fmt.

Exit status: 0 clean (a dataset with only warnings is clean, unless --strict), 1 errors or broken proofs, 2 not
readable at all.

Examples:

  # The dataset in use
  dialogue check

  # The same, and every claim needs evidence
  dialogue check --strict

  # The problems for another program
  dialogue check -f json

  # As annotations of a pull request on GitHub
  dialogue check -f github

  # What can be mended without a question
  dialogue check --fix --dry-run
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from dialogue_cli.archive import open_archive
from dialogue_cli.checks.examine import Examination, examine
from dialogue_cli.cli.flags import COMMON, DATASET_GROUP, Flag, formats
from dialogue_cli.cli.shape import chosen_format
from dialogue_cli.cli.writing import DRY_RUN
from dialogue_cli.dataset.chosen import chosen_dataset
from dialogue_cli.dataset.model import Evidence
from dialogue_cli.dataset.problems import SEVERITIES, Problem
from dialogue_cli.errors import FOUND, NOTHING, QueryError
from dialogue_cli.text import listing, one_line, plural

if TYPE_CHECKING:
    from dialogue_cli.cli.session import Session

Told = tuple[Problem, str | None]
"""A problem, and the reason for which a record asks not to be told of it."""
FORMATS = ("text", "json", "jsonl", "github")
DATASET = Flag("path", (), "A dataset; default: the one in use.", "[PATH]")
STRICT = Flag(
    "strict", ("--strict",), "Warnings count, and every claim needs evidence.", group=DATASET_GROUP, kind=bool
)
IGNORED = Flag("ignored", ("--ignored",), "Show what records ask not to be told, too.", kind=bool)
FIX = Flag("fix", ("--fix",), "Mend what has one right answer.", group=DATASET_GROUP, kind=bool)
TAKES = (DATASET, STRICT, FIX, DRY_RUN, IGNORED, formats(FORMATS), *COMMON)


def run(session: Session) -> int:
    """Answers one call; returns the exit status."""
    strict = session.values["strict"]
    format_ = chosen_format(session.values["format"], FORMATS) or "text"
    named = [name for name in (session.values["path"], session.values["data"]) if name is not None]
    path = Path(chosen_dataset(named[0] if named else None))
    if session.values["fix"]:
        _fix(session, path)
        if session.values["dry_run"]:
            return FOUND
    elif session.values["dry_run"]:
        raise QueryError("--dry-run goes with --fix")
    found = examine(path, session.today, strict=strict)
    counts = Counter(problem.severity for problem in found.problems)
    said = [plural(counts[severity], noun) for severity, noun in SEVERITIES.items() if counts[severity]]
    left_out = f", {len(found.ignored):,} ignored" if found.ignored else ""
    total = f"{found}: {listing(said, 'and') if said else 'no problems'}{left_out}"
    if session.values["format"] is None and session.is_drawn and found.problems:
        from dialogue_cli.terminal.problems import write_problems

        write_problems(found.problems, total, session.console, every=_every(session))
    else:
        _write(session, format_, [(problem, None) for problem in found.problems] + _shown(session, found))
        session.note(total)
    is_clean = not found.problems if strict else set(counts) <= {"warning"}
    return FOUND if is_clean else NOTHING


def _every(session: Session) -> str:
    """The command that writes all problems of the same dataset."""
    from dialogue_cli.cli.again import call

    return call("check", TAKES, session.values, format="text")


def _shown(session: Session, found: Examination) -> list[Told]:
    """What was left out, where that is asked for."""
    return list(found.ignored) if session.values["ignored"] else []


def _fix(session: Session, path: Path) -> None:
    """Mends what can be mended, and says what."""
    from dialogue_cli.cli.writing import desk_at, finish
    from dialogue_cli.curate.fixing import Fixing
    from dialogue_cli.dataset.documents import Library
    from dialogue_cli.index.documented import quotes

    desk = desk_at(str(path))
    with open_archive(path) as archive:
        sources = {source.id: source for source in archive.sources()}
        by_source: dict[str, list[Evidence]] = {identifier: [] for identifier in sources}
        for _, quote in archive.ask(lambda index: list(quotes(index, by_source))):
            by_source[quote.source].append(quote)
    fixing = Fixing(desk, Library(path, sources), by_source)
    meant = fixing.prepare()
    for line in fixing.done:
        session.note(one_line(line))
    for line in fixing.left:
        session.note(f"left as it is: {one_line(line)}")
    finish(session, desk, meant, f"{plural(len(fixing.done), 'problem')} mended")


def _write(session: Session, format_: str, problems: list[Told]) -> None:
    if format_ == "text":
        session.out(format_).writelines(one_line(_text(*told)) + "\n" for told in problems)
    elif format_ == "github":
        session.out(format_).writelines(_annotation(*told) + "\n" for told in problems)
    else:
        from dialogue_cli.formats.json_text import write_as

        write_as(format_, (_record(*told) for told in problems), session.out(format_))


def _text(problem: Problem, reason: str | None) -> str:
    return str(problem) if reason is None else f"{problem} (ignored: {reason})"


def _annotation(problem: Problem, reason: str | None) -> str:
    """A command of GitHub's workflows, which shows the problem at its line of a pull request."""
    kind = "notice" if reason is not None else "warning" if problem.severity == "warning" else "error"
    place = {"file": problem.file, "line": problem.line, "col": problem.column, "title": problem.code}
    shown = ",".join(f"{name}={_escaped(one_line(str(value)), ':,')}" for name, value in place.items() if value)
    return f"::{kind} {shown}::{_escaped(_text_of(problem, reason))}"


def _text_of(problem: Problem, reason: str | None) -> str:
    return one_line(problem.message if reason is None else f"{problem.message} (ignored: {reason})")


def _escaped(value: str, more: str = "") -> str:
    for sign in f"%\r\n{more}":
        value = value.replace(sign, f"%{ord(sign):02X}")
    return value


def _record(problem: Problem, reason: str | None) -> dict[str, str | int]:
    ignored = {} if reason is None else {"ignored": reason}
    return {
        "file": problem.file,
        "line": problem.line,
        "column": problem.column,
        "severity": problem.severity,
        "code": problem.code,
        "message": problem.message,
        **ignored,
    }
