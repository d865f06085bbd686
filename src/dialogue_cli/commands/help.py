"""`dialogue help`."""

from __future__ import annotations

from typing import Annotated

import typer

from dialogue_cli.commands import COMMANDS, OTHERS
from dialogue_cli.commands.completion import subjects
from dialogue_cli.errors import FOUND, DialogueError


def command(
    context: typer.Context,
    subject: Annotated[
        str | None,
        typer.Argument(
            metavar="[SUBJECT]",
            help="A command or a topic; default: the program.",
            show_default=False,
            autocompletion=subjects,
        ),
    ] = None,
) -> int:
    """What a command does and which options it takes, or more about a topic.

    Exit status: 0, or 2 for a subject that is not known.

    Examples:

      dialogue help list

      dialogue help periods
    """
    # Not typer.echo: the text knows already whether it goes to a terminal.
    print(_text(context, subject))
    return FOUND


def _text(context: typer.Context, subject: str | None) -> str:
    from dialogue_cli.manual.screen import of_topic
    from dialogue_cli.manual.topics import TOPICS

    whole = context.find_root()
    if subject is None:
        return whole.get_help()
    found = whole.command.get_command(whole, subject)  # type: ignore[attr-defined]
    if found:
        with found.make_context(subject, [], parent=whole, resilient_parsing=True) as inner:
            return str(found.get_help(inner))
    if subject in TOPICS:
        return of_topic(TOPICS[subject])
    from dialogue_cli.spelling import misspelt

    near = misspelt(subject, [*COMMANDS, *OTHERS, *TOPICS])
    hint = f'did you mean "{near}"?' if near else f"topics are {', '.join(TOPICS)}"
    raise DialogueError(f'there is no help about "{subject}"; {hint}')
