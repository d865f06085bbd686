"""A document into a dataset: its text beside the others, and an entry that evidence can name.

FILE is a web page (as saved, in one file or as MHTML), a PDF, a Word file (DOCX), an e-mail or plain text. It is copied
as it is into seeds/, with its text beside it; the entry has the checksums of both and what made the text. Quotes are
compared with the text.

What the document says of itself (title, publisher, day of publication, language, address) is written and told, with
where it stands; an option states it otherwise, and --no-metadata leaves it out. Where it names two days of
publication, neither is written. The id is made out of the name of the file if none is given.

Nothing is fetched. For a page on the Web, save it in the browser, or: curl URL | dialogue source add - --id ID

Examples:

  echo "Talks were held in Oslo." > oslo.txt && dialogue source add oslo.txt

  echo "<h1>Talks</h1><p>Held in Oslo.</p>" | dialogue source add - --id oslo --published 2026-03-04
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dialogue_cli.cli.flags import COMMON, Flag
from dialogue_cli.cli.writing import DRY_RUN
from dialogue_cli.errors import QueryError
from dialogue_cli.text import one_line

if TYPE_CHECKING:
    from dialogue_cli.cli.session import Session

TAKES = (
    Flag("action", (), "add.", "ACTION", required=True, offers="add"),
    Flag("files", (), "The documents; - reads one from standard input.", "FILE…", repeats=True, required=True),
    Flag("id", ("--id",), "Its id; default: out of the name of the file.", "ID"),
    Flag("title", ("--title",), "Its title.", "TEXT"),
    Flag("published", ("--published",), "When it was published.", "DATE"),
    Flag("publisher", ("--publisher",), "Who published it.", "TEXT"),
    Flag("language", ("--language",), "Its language, such as en.", "CODE"),
    Flag("url", ("--url",), "The page that it is from.", "ADDRESS"),
    Flag("no_metadata", ("--no-metadata",), "Write nothing that the document says of itself.", kind=bool),
    Flag("into", ("--into",), "Of a folder, the file that the entry goes into.", "FILE"),
    DRY_RUN,
    *COMMON,
)


def run(session: Session) -> int:
    """Answers one call; returns the exit status."""
    action = session.values["action"]
    if action != "add":
        raise QueryError(f'"{one_line(action)}" is no action; use dialogue source add FILE')
    from dialogue_cli.cli.sourcing import add

    return add(session)
