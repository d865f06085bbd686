"""A document into a dataset: its text beside the others, and an entry that evidence can name.

FILE is a web page (as saved, in one file or as MHTML), a PDF, a Word file (DOCX), an e-mail or plain text. It is copied
as it is into seeds/, with its text beside it; the entry has the checksums of both and what made the text. Quotes are
compared with the text.

What the document says of itself (title, publisher, day of publication, language, address) is written and told, with
where it stands; an option states it otherwise, and --no-metadata leaves it out. Where it names two days of
publication, neither is written. The id is made out of the name of the file if none is given.

check --re-extract reads originals again, those of some sources or of all, and tells of which quotes the text of today
would lose: after an update of the program. --write replaces the texts of which none is lost.

Nothing is fetched. For a page on the Web, save it in the browser, or: curl URL | dialogue source add - --id ID

Examples:

  echo "Talks were held in Oslo." > oslo.txt && dialogue source add oslo.txt

  echo "<p>Held in Oslo.</p>" | dialogue source add - --id oslo
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from dialogue_cli.cli.flags import COMMON, DATASET_GROUP, Flag, formats
from dialogue_cli.cli.writing import DRY_RUN
from dialogue_cli.errors import QueryError
from dialogue_cli.text import one_line

if TYPE_CHECKING:
    from dialogue_cli.cli.session import Session

TAKES = (
    Flag("action", (), "add or check.", "ACTION", required=True, offers="add check"),
    Flag(
        "files",
        (),
        "add: the documents; - reads one from standard input. check: sources, or all.",
        "[FILE…]",
        repeats=True,
    ),
    Flag("id", ("--id",), "Its id; default: out of the name of the file.", "ID"),
    Flag("title", ("--title",), "Its title.", "TEXT"),
    Flag("published", ("--published",), "When it was published.", "DATE"),
    Flag("publisher", ("--publisher",), "Who published it.", "TEXT"),
    Flag("language", ("--language",), "Its language, such as en.", "CODE"),
    Flag("url", ("--url",), "The page that it is from.", "ADDRESS"),
    Flag("no_metadata", ("--no-metadata",), "Write nothing that the document says of itself.", kind=bool),
    Flag("re_extract", ("--re-extract",), "check: read the originals again.", kind=bool),
    Flag("show", ("--show",), "check: how the texts differ, as a diff.", kind=bool),
    Flag("write", ("--write",), "check: replace texts of which no quote is lost.", group=DATASET_GROUP, kind=bool),
    formats(),
    Flag("into", ("--into",), "Of a folder, the file that the entry goes into.", "FILE"),
    DRY_RUN,
    *COMMON,
)


def run(session: Session) -> int:
    """Answers one call; returns the exit status."""
    action, options = session.values["action"], session.values
    if action not in ("add", "check"):
        raise QueryError(f'"{one_line(action)}" is no action; use dialogue source add FILE')
    if action == "check":
        _refuse(options, "check", ("id", "title", "published", "publisher", "language", "url", "no_metadata", "into"))
        if options["dry_run"] and not options["write"]:
            raise QueryError("--dry-run goes with --write")
        from dialogue_cli.cli.re_extracting import check

        return check(session)
    _refuse(options, "add", ("re_extract", "show", "write", "format"))
    if not options["files"]:
        raise QueryError("which document? Use dialogue source add FILE")
    from dialogue_cli.cli.sourcing import add

    return add(session)


def _refuse(options: Mapping[str, Any], action: str, others: Sequence[str]) -> None:
    """Raises QueryError for an option of the other action."""
    for name in others:
        if options.get(name):
            raise QueryError(f"--{name.replace('_', '-')} does not go with dialogue source {action}")
