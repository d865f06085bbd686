"""`dialogue check`."""

from __future__ import annotations

from typing import Annotated

import typer

from dialogue_cli.archive import dataset_path
from dialogue_cli.checks import examine
from dialogue_cli.commands.options import DATASET, Common, format_option
from dialogue_cli.commands.session import Session
from dialogue_cli.errors import FOUND, NOTHING
from dialogue_cli.problems import Problem, first_lines
from dialogue_cli.text import one_line, plural

FORMATS = ("text", "json", "jsonl")


def command(
    common: Common,
    path: Annotated[
        str | None, typer.Argument(metavar="[PATH]", help="A dataset; default: the one in use.", show_default=False)
    ] = None,
    strict: Annotated[
        bool,
        typer.Option(
            "--strict",
            help="Warnings count, and every claim needs evidence.",
            rich_help_panel=DATASET,
        ),
    ] = False,
    format: Annotated[str | None, format_option(FORMATS)] = None,
) -> int:
    """Every problem in a dataset, with file, line and column.

    Exit status: 0 clean (warnings alone are clean, unless --strict), 1 problems, 2 not readable at all.

    Examples:

      # The dataset in use
      dialogue check

      # The same, and every claim needs evidence
      dialogue check --strict

      # The problems for another program
      dialogue check -f json
    """
    session = Session(common)
    format_ = session.format(format or "text", FORMATS)
    found = examine(dataset_path(path or common.data), session.today, strict=strict)
    if format_ == "text":
        session.out.writelines(one_line(line) + "\n" for line in first_lines(found.problems))
    else:
        from dialogue_cli.formats.json_text import write_as

        write_as(format_, map(_record, found.problems), session.out)
    errors = sum(problem.severity == "error" for problem in found.problems)
    warnings = len(found.problems) - errors
    counts = [plural(n, noun) for n, noun in ((errors, "error"), (warnings, "warning")) if n]
    session.note(f"{found}: {' and '.join(counts) or 'no problems'}")
    return NOTHING if errors or (strict and warnings) else FOUND


def _record(problem: Problem) -> dict[str, str | int]:
    return {
        "file": problem.file,
        "line": problem.line,
        "column": problem.column,
        "severity": problem.severity,
        "code": problem.code,
        "message": problem.message,
    }
