"""One layout for a dataset: the order of keys, indentation, line width, quotation marks, blank lines.

The fields of a record stand in the order of the format; quotation marks stand only where YAML needs them; no line is
longer than 120 columns where it can be broken. What is well laid out stays as it is, so a list may be in brackets or
have dashes. No comment is lost, and no reader sees a difference. Applied twice it changes nothing more.

PATH is a file or a folder; by default it is the dataset of --data.

Examples:

  dialogue fmt --check

  dialogue fmt --diff
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dialogue_cli.cli.flags import COMMON, DATASET_GROUP, Flag
from dialogue_cli.errors import FOUND, NOTHING, DialogueError, QueryError
from dialogue_cli.text import listing

if TYPE_CHECKING:
    from dialogue_cli.cli.session import Session

_PATH = Flag("path", (), "The dataset, instead of --data.", "[PATH]")
_CHECK = Flag("check", ("--check",), "Write nothing; name what would change, and exit with 1.", kind=bool)
_DIFF = Flag("diff", ("--diff",), "Write nothing; show what would change.", group=DATASET_GROUP, kind=bool)
TAKES = (_PATH, _CHECK, _DIFF._replace(group=_CHECK.group), *COMMON)


def run(session: Session) -> int:
    """Answers one call; returns the exit status."""
    from dialogue_cli.cli.writing import desk_at, show
    from dialogue_cli.curate.commit import Change
    from dialogue_cli.curate.formatting import formatted
    from dialogue_cli.curate.tree import NotPlainYaml

    values = session.values
    if values["path"] is not None and values["data"] is not None:
        raise QueryError("PATH and --data are two datasets; name one")
    desk = desk_at(values["path"] or values["data"], is_read=bool(values["check"] or values["diff"]))
    changes = []
    for file in desk.files:
        try:
            text = formatted(file.text)
        except NotPlainYaml:
            raise DialogueError(f"{file.path} is not plain YAML; dialogue check says where") from None
        text = text if file.newline == "\n" else text.replace("\n", file.newline)
        if text != file.text:
            changes.append(Change(file, text))
    names = listing([change.file.path.name for change in changes], "and") if changes else ""
    if values["diff"]:
        show(session, changes)
    if values["check"] or values["diff"]:
        session.note(f"{names} would change" if changes else "nothing would change")
        return NOTHING if changes else FOUND
    desk.write(changes)
    verb = "has" if len(changes) == 1 else "have"
    session.note(f"{names} {verb} the one layout now" if changes else "nothing to do")
    return FOUND
