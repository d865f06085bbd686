"""The JSON Schema of a dataset, so that an editor completes and checks it while you type.

An editor that knows YAML (VS Code, Vim, Emacs, Helix, …, mostly by yaml-language-server) takes the schema that the
first line of a file names. It says which keys there are, what they mean, and which values cannot be right. With
--names it also offers the names and ids of the dataset: partners, topics, sources, what evidence supports, … Other
names are right too.

This is the format of what you write; the JSON that the program writes has a schema of its own (dialogue export
schema). What only the whole dataset shows, such as an unknown source or a wrong quote, is found by dialogue check.

Exit status: 0 done, 2 the call or the dataset is wrong.

Examples:

  dialogue schema -o meetings.schema.json

  # Then the first line of meetings.yaml is
  # yaml-language-server: $schema=meetings.schema.json

  # Again, when there are new names
  dialogue schema --names -o meetings.schema.json --force
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dialogue_cli.cli.flags import COMMON, TARGET, Flag
from dialogue_cli.cli.target import written_to
from dialogue_cli.errors import FOUND

if TYPE_CHECKING:
    from dialogue_cli.cli.session import Session

NAMES = Flag("names", ("--names",), "Offer the names and ids of the dataset too.", kind=bool)
TAKES = (NAMES, *TARGET, *COMMON)


def run(session: Session) -> int:
    """Answers one call; returns the exit status."""
    from dialogue_cli.dataset.json_schema import schema_text

    names = None
    if session.values["names"]:
        from dialogue_cli.curate.offered import offered

        names = offered(session.archive)
    with written_to(session, "json") as place:
        place.stream.write(schema_text(names))
    return FOUND
