"""What a command does and which options it takes, or more about a topic.

Exit status: 0, or 2 for a subject that is not known.

Examples:

  dialogue help list

  dialogue help periods
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dialogue_cli.cli.flags import Flag
from dialogue_cli.errors import FOUND, DialogueError

if TYPE_CHECKING:
    from dialogue_cli.cli.session import Session

SUBJECT = Flag("subject", (), "A command or a topic; default: the program.", "[SUBJECT]", offers="subject")
TAKES = (SUBJECT,)


def run(session: Session) -> int:
    """Answers one call; returns the exit status."""
    # Not typer.echo: the text knows already whether it goes to a terminal.
    print(_text(session.values["subject"]))
    return FOUND


def _text(subject: str | None) -> str:
    from dialogue_cli.cli.help.pages import page
    from dialogue_cli.cli.help.screen import of_command, of_program, of_topic
    from dialogue_cli.cli.help.topics import TOPICS
    from dialogue_cli.commands import PROGRAM

    if subject is None:
        return of_program(PROGRAM)
    if subject in PROGRAM.names:
        return of_command(page(PROGRAM.load(subject)))
    if subject in TOPICS:
        return of_topic(TOPICS[subject])
    from dialogue_cli.spelling import misspelt

    near = misspelt(subject, [*PROGRAM.names, *TOPICS])
    hint = f'did you mean "{near}"?' if near else f"topics are {', '.join(TOPICS)}"
    raise DialogueError(f'there is no help about "{subject}"; {hint}')
